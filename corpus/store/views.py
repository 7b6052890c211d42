"""Saved views of the ledger: filters under a name, one's own alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert

from corpus.store import schema
from corpus.store.errors import NotStoredError
from corpus.store.packed import Json, clean, key


@dataclass(frozen=True, slots=True)
class View:
    """`filters` are of the service's making."""

    id: UUID
    who: str
    name: str
    filters: Mapping[str, object]
    created: datetime


def save_view(connection: Connection, name: str, filters: Json, *, who: str) -> View:
    """The same person's of the same name is replaced."""
    table = schema.views
    written = insert(table).values(id=key("view", clean(who), clean(name)), who=clean(who), name=clean(name), filters=dict(filters))
    again = written.on_conflict_do_update(index_elements=["id"], set_={"filters": dict(filters)})
    return View(**connection.execute(again.returning(table)).one()._asdict())


def views(connection: Connection, *, who: str) -> Sequence[View]:
    """Of one person, the oldest first."""
    table = schema.views
    found = connection.execute(select(table).where(table.c.who == clean(who)).order_by(table.c.created, table.c.id))
    return [View(**each._asdict()) for each in found]


def drop_view(connection: Connection, identity: UUID, *, who: str) -> None:
    """Raises NotStoredError, also for somebody else's."""
    table = schema.views
    if connection.execute(delete(table).where(table.c.id == identity, table.c.who == clean(who))).rowcount == 0:
        raise NotStoredError("保存的视图", identity)

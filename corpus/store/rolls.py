"""Lists of names that the bureau keeps: the schools that are to send a plan, the people who are to write an essay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from corpus.store import schema
from corpus.store.errors import StaleError
from corpus.store.packed import clean, key
from corpus.store.reviews import Reviewer


@dataclass(frozen=True, slots=True)
class NameRoll:
    """`version` is 0 where nobody ever wrote the list."""

    name: str
    entries: Sequence[str] = ()
    version: int = 0
    who: str | None = None
    changed: datetime | None = None


def roll(connection: Connection, name: str) -> NameRoll:
    """An empty one where there is none."""
    table = schema.rolls.c
    row = connection.execute(select(*(table[each] for each in NameRoll.__slots__)).where(table.id == key("roll", name))).first()
    return NameRoll(name) if row is None else NameRoll(**row._asdict())


def put_roll(connection: Connection, name: str, entries: Sequence[str], by: Reviewer) -> NameRoll:
    """Puts a list in place of the one there was. Raises StaleError."""
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"roll {name}"})
    held = roll(connection, name)
    if by.version is not None and by.version != held.version:
        raise StaleError(held.version)
    row = {"entries": [clean(each) for each in entries], "version": held.version + 1, "who": clean(by.who), "changed": func.now()}
    written = upsert(schema.rolls).values(id=key("roll", name), name=name, **row)
    connection.execute(written.on_conflict_do_update(index_elements=["id"], set_=row))
    return roll(connection, name)

"""Saved searches, and which documents came in since their owner last looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Tuple, delete, func, literal, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from corpus.store import schema
from corpus.store.changes import START, store_id
from corpus.store.errors import NotStoredError
from corpus.store.packed import clean, key

FINISHED = text("feed.xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
"""Entries of the feed before which none can slip in any more, as in `changes.follow`."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """`seen` is the store and the cursor of its feed up to which the owner has seen, `marked` when that was."""

    id: UUID
    who: str
    name: str
    query: str
    mode: str
    seen: str
    marked: datetime
    created: datetime


def save_search(connection: Connection, name: str, query: str, *, who: str, mode: str = "both") -> SavedSearch:
    """Saves a question as from now; the same person's of the same name is replaced."""
    table = schema.searches
    row = {"query": clean(query), "mode": mode, "seen": end_of_feed(connection)}
    written = insert(table).values(id=key("search", clean(who), clean(name)), who=clean(who), name=clean(name), **row)
    again = written.on_conflict_do_update(index_elements=["id"], set_={**row, "marked": func.now(), "created": func.now()})
    return SavedSearch(**connection.execute(again.returning(table)).one()._asdict())


def searches(connection: Connection, *, who: str) -> Sequence[SavedSearch]:
    """Of one person, the oldest first."""
    table = schema.searches
    found = connection.execute(select(table).where(table.c.who == clean(who)).order_by(table.c.created, table.c.id))
    return [SavedSearch(**each._asdict()) for each in found]


def saved_search(connection: Connection, identity: UUID, *, who: str) -> SavedSearch:
    """The search, which nobody else marks until the transaction ends. Raises NotStoredError, also for somebody else's."""
    table = schema.searches
    query = select(table).where(table.c.id == identity, table.c.who == clean(who)).with_for_update()
    found = connection.execute(query).first()
    if found is None:
        raise NotStoredError("保存的检索", identity)
    return SavedSearch(**found._asdict())


def drop_search(connection: Connection, identity: UUID, *, who: str) -> None:
    """Raises NotStoredError, also for somebody else's."""
    table = schema.searches
    if connection.execute(delete(table).where(table.c.id == identity, table.c.who == clean(who))).rowcount == 0:
        raise NotStoredError("保存的检索", identity)


def mark_seen(connection: Connection, identity: UUID, seen: str) -> None:
    """`seen` is what `end_of_feed` said before the documents were looked for."""
    table = schema.searches
    connection.execute(update(table).where(table.c.id == identity).values(seen=seen, marked=func.now()))


def end_of_feed(connection: Connection) -> str:
    """The store and the cursor behind all that is in its feed now."""
    table = schema.feed
    last = connection.execute(select(table.c.xact, table.c.seq).where(FINISHED).order_by(table.c.xact.desc(), table.c.seq.desc()).limit(1))
    found = last.first()
    return f"{store_id(connection)} {START if found is None else f'{found.xact}.{found.seq}'}"


def unseen(connection: Connection, search: SavedSearch, until: str) -> Sequence[UUID]:
    """The documents first analysed behind `search.seen` and up to `until`, in that order; one that is analysed anew is none.

    Cursors hold for one store: after a restore those count that were first analysed after the owner last looked.
    """
    table, (store, end) = schema.feed.c, until.split(" ")
    known, cursor = search.seen.split(" ")
    place = tuple_(table.xact, table.seq)
    first = table.xact.label("xact"), table.seq.label("seq"), table.document.label("document")
    query = select(*first).where(table.what == "analysed", place <= _place(end))
    if known == store:
        earlier = schema.feed.alias()
        before = tuple_(earlier.c.xact, earlier.c.seq) <= _place(cursor)
        was = select(literal(1)).where(earlier.c.document == table.document, earlier.c.what == "analysed", before)
        query = query.where(place > _place(cursor), ~was.exists())
    else:
        analyses = schema.analyses.c
        was = select(literal(1)).where(analyses.document == table.document, analyses.at <= search.marked)
        query = query.where(~was.exists())
    rows = connection.execute(query.order_by(table.xact, table.seq))
    return list(dict.fromkeys(row.document for row in rows))


def _place(cursor: str) -> Tuple:
    xact, seq = map(int, cursor.split("."))
    return tuple_(literal(xact, schema.feed.c.xact.type), literal(seq, schema.feed.c.seq.type))

"""The audit trail (who changed what from what to what and when) and the change feed that search processes follow.

The feed is ordered by the transaction that wrote an entry, and a reader sees only entries of transactions older than every one
that still runs: an entry that commits late never slips in behind a cursor that has passed it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, text, update
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from corpus.store import schema
from corpus.store.packed import clean


@dataclass(frozen=True, slots=True)
class Change:
    """One change by one person; `row` is None where the document itself was changed, `undone` the change that took it back."""

    document: UUID
    id: UUID
    row: UUID | None
    who: str
    what: str
    field: str | None
    before: object
    after: object
    undone: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the feed: read the document anew. `cursor` stands behind it."""

    cursor: str
    document: UUID
    what: str


def note_change(
    connection: Connection, document: UUID, *, who: str, what: str, row: UUID | None = None, field: str | None = None,
    before: object = None, after: object = None,
) -> UUID:  # fmt: skip
    """Writes one line of the audit trail; returns its id."""
    identity = uuid4()
    values = {"document": document, "id": identity, "row": row, "who": clean(who), "what": what, "field": field}
    connection.execute(insert(schema.changes).values(**values, before=before, after=after))
    return identity


def changes(connection: Connection, document: UUID, *, row: UUID | None = None) -> Sequence[Change]:
    """All that was changed at a document (or one row of it), oldest first."""
    table = schema.changes.c
    query = select(*(table[name] for name in Change.__slots__)).where(table.document == document)
    if row is not None:
        query = query.where(table.row == row)
    return [Change(*found) for found in connection.execute(query.order_by(table.at, table.id))]


def mark_undone(connection: Connection, document: UUID, change: UUID, by: UUID) -> None:
    table = schema.changes
    connection.execute(update(table).where(table.c.document == document, table.c.id == change).values(undone=by))


def tell(connection: Connection, document: UUID, what: str) -> None:
    """Adds an entry to the feed."""
    connection.execute(insert(schema.feed).values(document=document, what=what))


START = "0.0"
OLDEST = "(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"
"""The oldest transaction that still runs: what is older everybody sees."""
Columns = ReadOnlyColumnCollection[str, Any]


def follow(connection: Connection, cursor: str = START, *, limit: int = 500) -> Sequence[Entry]:
    """The entries behind `cursor`, in order. Cursors hold for one store (`store_id`): after a restore begin at START."""
    xact, seq = map(int, cursor.split("."))
    table = schema.feed.c
    finished = table.xact < text(OLDEST)
    behind = or_(table.xact > xact, and_(table.xact == xact, table.seq > seq))
    query = select(table.xact, table.seq, table.document, table.what).where(finished, behind)
    rows = connection.execute(query.order_by(table.xact, table.seq).limit(limit))
    return [Entry(f"{row.xact}.{row.seq}", row.document, row.what) for row in rows]


def compact(connection: Connection) -> int:
    """Removes the entries that tell a follower nothing: of a document and a kind all but the last, and the first analysis, by which
    saved searches know when a document was new. Entries that some transaction may not see yet stay. Returns how many went.
    """
    table, later, first = schema.feed, schema.feed.alias("later"), schema.feed.alias("first")
    same = and_(later.c.document == table.c.document, later.c.what == table.c.what)
    replaced = select(later.c.seq).where(same, _before(table.c, later.c), later.c.xact < text(OLDEST)).exists()
    begun = and_(first.c.document == table.c.document, first.c.what == "analysed", _before(first.c, table.c))
    kept = and_(table.c.what == "analysed", ~select(first.c.seq).where(begun).exists())
    return connection.execute(delete(table).where(replaced, ~kept)).rowcount


def _before(one: Columns, other: Columns) -> ColumnElement[bool]:
    return or_(one.xact < other.xact, and_(one.xact == other.xact, one.seq < other.seq))


def store_id(connection: Connection) -> str:
    """The identity of this store, new after every restore."""
    return str(connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "store")).scalar_one())

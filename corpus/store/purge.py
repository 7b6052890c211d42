"""Purging: documents that were deleted long ago, or that must not be here, removed for good; their trail says that they were here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, any_, delete, func, literal, or_, select

from corpus.store import schema
from corpus.store.changes import note_change, tell
from corpus.store.documents import COLUMNS, Stored, hold_blobs, stored
from corpus.store.store import Store
from corpus.store.sweep import QUIET

AT_ONCE = 200
"""Documents of one transaction."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What went: documents, and blobs that no other document has; `size` in bytes of these."""

    documents: int
    blobs: int
    size: int


def deleted_before(connection: Connection, age: timedelta) -> Sequence[Stored]:
    """The documents that were deleted longer than `age` ago, the oldest first. The clock is the database's."""
    table = schema.documents.c
    query = select(*COLUMNS).where(table.deleted < func.now() - age)
    return [stored(row) for row in connection.execute(query.order_by(table.deleted, table.id))]


def purge(store: Store, ids: Sequence[UUID], *, who: str, quiet: float = QUIET) -> Purged:
    """Removes those of `ids` that are still deleted: rows, texts, analyses, ledger, checks and digests made of them, and the bytes
    unless another document has the same, or somebody has just sent them again (`sweep` takes those that remain). What was changed at
    them, by whom and when, stays.
    """
    gone: list[Row[Any]] = []
    for start in range(0, len(ids), AT_ONCE):
        with store.begin() as connection:
            gone += _purge(connection, ids[start : start + AT_ONCE], who)
    removed = {row.sha256: row.size for row in gone if remove_blob(store, row.sha256, quiet)}
    return Purged(len(gone), len(removed), sum(removed.values()))


def remove_blob(store: Store, sha256: str, quiet: float) -> bool:
    """Whether the bytes went: they stay where another document has the same, or somebody wrote them within `quiet` seconds."""
    with store.begin() as connection:
        hold_blobs(connection)
        table = schema.documents.c
        if connection.execute(select(table.id).where(table.sha256 == sha256).limit(1)).first() is not None:
            return False
        return store.blobs.remove(sha256, quiet)


def _purge(connection: Connection, ids: Sequence[UUID], who: str) -> Sequence[Row[Any]]:
    table = schema.documents.c
    told = [table[name] for name in ("id", "sha256", "size", "name", "sender", "deleted", "deleted_by")]
    rows = connection.execute(select(*told).where(table.id.in_(ids), table.deleted.is_not(None)).order_by(table.id).with_for_update()).all()
    for row in rows:
        note_change(connection, row.id, who=who, what="purge", before=_told(row))
        tell(connection, row.id, "deleted")
    forget(connection, [row.id for row in rows])
    return rows


def forget(connection: Connection, ids: Sequence[UUID]) -> None:
    """Deletes the rows of documents and of what was made of them; a digest goes with the last of its essays."""
    checks, digests, documents = schema.checks.c, schema.digests.c, schema.documents.c
    connection.execute(delete(schema.checks).where(or_(checks.plan.in_(ids), checks.notice.in_(ids), checks.template.in_(ids))))
    connection.execute(delete(schema.documents).where(documents.id.in_(ids)))
    for identity in ids:
        left = select(documents.id).where(documents.id == any_(digests.documents)).exists()
        connection.execute(delete(schema.digests).where(literal(identity) == any_(digests.documents), ~left))


def _told(row: Row[Any]) -> dict[str, object]:
    """What the trail keeps of a document that is gone."""
    deleted: datetime = row.deleted
    return {"name": row.name, "sender": row.sender, "sha256": row.sha256, "deleted": deleted.isoformat(), "deleted_by": row.deleted_by}

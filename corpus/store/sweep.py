"""No blob without a row, no row without a blob: what crashes left is found, and swept away where nobody needs it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from corpus.store import schema
from corpus.store.documents import hold_blobs
from corpus.store.store import Store

QUIET = 3600.0
"""Seconds for which a blob must be untouched: whoever uploads takes less from writing it to writing its row."""


def sweep(store: Store, *, quiet: float = QUIET) -> int:
    """Removes blobs that no document has (one that is deleted still counts), and what uploads left half written; returns how many.

    Safe beside uploads: each blob is judged and removed under a lock that no row is written under, and one that was written
    again meanwhile is put back. To be run now and then.
    """
    return sum(_remove(store, sha256, quiet) for sha256 in list(store.blobs.stale(quiet)))


def _remove(store: Store, sha256: str, quiet: float) -> bool:
    table = schema.documents.c
    with store.begin() as connection:
        if connection.execute(select(table.id).where(table.sha256 == sha256).limit(1)).first() is not None:
            return False
    with store.begin() as connection:
        hold_blobs(connection)
        if connection.execute(select(table.id).where(table.sha256 == sha256).limit(1)).first() is not None:
            return False
        return store.blobs.remove(sha256, quiet)


def bereft(store: Store) -> Sequence[UUID]:
    """Documents whose blob is not there: none, unless somebody removed files."""
    table = schema.documents.c
    with store.begin() as connection:
        rows = connection.execute(select(table.id, table.sha256).order_by(table.id)).all()
    return [identity for identity, sha256 in rows if not store.blobs.holds(sha256)]

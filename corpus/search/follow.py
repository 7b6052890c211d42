"""The index follows the store: what was analysed since the cursor comes in, what was deleted goes out.

The store is the truth. The cursor is committed with the documents that it speaks of, so that a process that was killed goes on where
its last commit stands and reads some documents twice at most; after a restore of the store the index is built anew.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection

from corpus.search.entry import Entry, entry_of
from corpus.search.index import WordIndex
from corpus.store.analyses import analyses_of
from corpus.store.changes import START, follow, store_id
from corpus.store.documents import documents_by
from corpus.store.store import Store

AT_ONCE = 500
"""Entries of the feed that one commit takes in."""


def catch_up(store: Store, index: WordIndex, *, anew: bool = False) -> tuple[str, ...]:
    """Brings the index up to the store, `anew` from nothing; returns the ids of the documents that changed or went.

    Raises IndexBusyError where another process is at it, StoreError.
    """
    with store.begin() as connection:
        identity = store_id(connection)
    known, _, cursor = (index.cursor or "").partition(" ")
    if anew or known != identity:
        if known or len(index):
            index.clear()
        cursor = START
    touched: dict[str, None] = {}
    while True:
        with store.begin() as connection:
            news = follow(connection, cursor, limit=AT_ONCE)
            if not news:
                break
            changed = list(dict.fromkeys(each.document for each in news))
            entries = stored_entries(connection, changed)
        index.add(entries.values())
        index.delete(str(each) for each in changed if each not in entries)
        cursor = news[-1].cursor
        index.commit(f"{identity} {cursor}")
        touched |= dict.fromkeys(map(str, changed))
    if anew and not touched:
        index.commit(f"{identity} {cursor}")
    return tuple(touched)


def stored_entry(connection: Connection, identity: UUID) -> Entry | None:
    """The document as the search knows it; None where it was deleted or is not analysed yet."""
    return stored_entries(connection, [identity]).get(identity)


def stored_entries(connection: Connection, identities: Sequence[UUID]) -> dict[UUID, Entry]:
    """The same for many, in their order; without those that were deleted or are not analysed yet."""
    held = documents_by(connection, identities)
    analyses = analyses_of(connection, held)
    return {
        each: entry_of(analyses[each], identity=str(each), name=held[each].name, kind=held[each].use or held[each].kind)
        for each in identities
        if each in analyses
    }

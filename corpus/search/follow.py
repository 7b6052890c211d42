"""The index follows the store: what was analysed since the cursor comes in, what was deleted goes out.

The store is the truth. The cursor is committed with the documents that it speaks of, so that a process that was killed goes on where
its last commit stands and reads some documents twice at most; after a restore of the store the index is built anew.
"""

from uuid import UUID

from sqlalchemy import Connection

from corpus.search.entry import Entry, entry_of
from corpus.search.index import WordIndex
from corpus.store.analyses import analysis_of
from corpus.store.changes import START, follow, store_id
from corpus.store.documents import document
from corpus.store.errors import NotStoredError
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
            entries = {each: entry for each in changed if (entry := stored_entry(connection, each))}
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
    try:
        held = document(connection, identity)
        analysis = analysis_of(connection, identity)
    except NotStoredError:
        return None
    return entry_of(analysis, identity=str(identity), name=held.name, kind=held.use or held.kind)

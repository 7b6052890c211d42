"""Documents whose secrecy mark only reading found (inside a .docx or a PDF): removed for good, bytes and all, by whoever analyses."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Text, cast, delete, func, select

from corpus.store import schema
from corpus.store.changes import tell
from corpus.store.purge import forget, remove_blob
from corpus.store.store import Store
from service.logs import log

MARK = '%"classified"%'
TOLD = 8.0
AT_ONCE = -1.0
"""Seconds for which nobody must have touched the bytes: whoever sends them again sends what is refused as well."""


def erase_classified(store: Store, *, told: float = TOLD) -> list[UUID]:
    """With their trail, which could quote them. Bytes that another document has stay until that one is read. Raises StoreError.

    `told`: seconds for which the reason has stood, so that a sender who waits for it hears it.
    """
    table = schema.documents.c
    with store.begin() as connection:
        before = func.coalesce(table.beat, table.received) <= func.clock_timestamp() - timedelta(seconds=told)
        marked = select(table.id, table.sha256).where(table.state == "failed", cast(table.error, Text).like(MARK), before)
        found = connection.execute(marked.with_for_update(skip_locked=True)).all()
        ids = [row.id for row in found]
        if ids:
            connection.execute(delete(schema.changes).where(schema.changes.c.document.in_(ids)))
            forget(connection, ids)
        for identity in ids:
            tell(connection, identity, "deleted")
    for row in found:
        remove_blob(store, row.sha256, AT_ONCE)
        log("erased", document=str(row.id), problem="classified")
    return ids

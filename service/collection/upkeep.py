"""What a server sees to now and then: blobs without a row, answers nobody asks for any more, marked documents that slipped in."""

import threading
from time import monotonic
from uuid import UUID

from sqlalchemy import Connection, Text, cast, delete, select

from corpus.store import StoreError, forget_answers, schema, sweep
from corpus.store.documents import hold_blobs
from service.collection.house import Collection
from service.collection.replay import DAYS
from service.logs import log

OFTEN, SELDOM = 60.0, 3600.0
"""Seconds between two looks for marked documents, and between two sweeps."""
MARK = '%"classified"%'


class Upkeep:
    """`start` returns at once. A database that is gone is tried again the next time."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="duban-upkeep", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        swept = monotonic()
        while not self._stop.wait(OFTEN):
            try:
                erase_classified(self._collection)
                if monotonic() - swept > SELDOM:
                    swept = monotonic()
                    tidy(self._collection)
            except StoreError as error:
                log("upkeep", problem=error.code)


def tidy(collection: Collection) -> int:
    """Returns how many blobs were removed. Raises StoreError."""
    with collection.store.begin() as connection:
        forget_answers(connection, days=DAYS)
    return sweep(collection.store)


def erase_classified(collection: Collection) -> list[UUID]:
    """Removes for good, bytes and all, what was found to bear a secrecy mark only when it was read. Raises StoreError."""
    table = schema.documents.c
    with collection.store.begin() as connection:
        marked = select(table.id, table.sha256).where(table.state == "failed", cast(table.error, Text).like(MARK))
        found = connection.execute(marked.with_for_update(skip_locked=True)).all()
        connection.execute(delete(schema.documents).where(table.id.in_([row.id for row in found])))
    for row in found:
        _erase_blob(collection, row.sha256)
        log("erased", document=str(row.id), problem="classified")
    return [row.id for row in found]


def _erase_blob(collection: Collection, sha256: str) -> None:
    """Unless another document has the same bytes, which is then marked as well and goes its own way."""
    with collection.store.begin() as connection:
        hold_blobs(connection)
        if not _used(connection, sha256):
            collection.store.blobs.remove(sha256, -1)


def _used(connection: Connection, sha256: str) -> bool:
    return connection.execute(select(schema.documents.c.id).where(schema.documents.c.sha256 == sha256).limit(1)).first() is not None

"""What a server sees to now and then: blobs without a row, answers nobody asks for any more, entries of the feed that later ones replace."""

import threading
from time import monotonic

from corpus.store import StoreError, forget_answers, sweep
from corpus.store.changes import compact
from service.collection.house import Collection
from service.collection.replay import DAYS
from service.jobs.classified import erase_classified
from service.logs import log

OFTEN, SELDOM = 60.0, 3600.0
"""Seconds between two looks for marked documents, and between two sweeps."""


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
                erase_classified(self._collection.store)
                if monotonic() - swept > SELDOM:
                    swept = monotonic()
                    tidy(self._collection)
            except StoreError as error:
                log("upkeep", problem=error.code)


def tidy(collection: Collection) -> int:
    """Returns how many blobs were removed. Raises StoreError."""
    with collection.store.begin() as connection:
        forget_answers(connection, days=DAYS)
        compact(connection)
    return sweep(collection.store)

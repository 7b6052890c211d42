"""The search of a running service: opened once, brought up to the store before it answers, vectors computed in the background."""

import logging
from concurrent.futures.process import BrokenProcessPool
from threading import Event, Lock, Thread
from time import monotonic

from corpus.search.hits import Found
from corpus.search.options import Options
from corpus.store.errors import StoreError
from service.collection.house import Collection
from service.finding import Finder, open_finder

FRESH = 1.0
"""Seconds for which the index counts as up to date."""
PAUSE = 5.0
"""Seconds between two looks for documents that lack vectors."""
log = logging.getLogger(__name__)


class Searching:
    """Threads share one. `start` lets vectors be computed; without it they come from `duban add` alone."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._finder: Finder | None = None
        self._lock = Lock()
        self._looked = 0.0
        self._stop = Event()
        self._thread: Thread | None = None

    def search(self, text: str, options: Options) -> Found:
        """Raises StoreError."""
        return self.finder().search(text, options)

    def finder(self) -> Finder:
        """The finder, up to the store. Raises StoreError."""
        with self._lock:
            if self._finder is None:
                self._finder = open_finder(self.collection.store, self.collection.settings)
            if monotonic() - self._looked > FRESH:
                self._finder.refresh()
                self._looked = monotonic()
            return self._finder

    def start(self) -> None:
        self._thread = Thread(target=self._embed, name="duban-vectors", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _embed(self) -> None:
        while not self._stop.wait(PAUSE):
            try:
                for _ in self.finder().embed(processes=1):
                    if self._stop.is_set():
                        return
            except (StoreError, OSError, BrokenProcessPool) as error:
                log.warning("vectors have to wait: %s", error)

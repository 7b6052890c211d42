"""A worker: takes jobs from the queue, has them done in processes of its own, keeps its claims alive, reconciles rows and queue."""

import asyncio
import os
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from uuid import uuid4

from corpus.store.errors import StoreError
from corpus.store.store import Store
from service.defects import describe
from service.jobs.classified import erase_classified
from service.jobs.dsn import same
from service.jobs.queue import Wake, loop_factory, raw_of, work
from service.jobs.rows import BEAT, LEASE, beat, claim, reconcile
from service.jobs.run import Desk, StoppedError, Watch, run
from service.jobs.schema import prepare
from service.logs import log
from service.processes.inside import Bounds
from service.processes.slot import BeyondBoundsError, LostProcessError, Slot
from service.processes.works.document import warm
from service.settings import Settings

RECONCILE = 5.0
"""Seconds between two looks for rows whose entry in the queue is gone."""


class Worker:
    """`start` returns at once; `stop` gives back what is unfinished. The store stays open: it is the caller's."""

    def __init__(self, store: Store, settings: Settings, *, processes: int = 1) -> None:
        self.store = store
        self.settings = settings
        self.processes = processes
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._watches: dict[str, Watch] = {}
        self._stop = threading.Event()
        self._slots: SimpleQueue[Slot] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Raises StoreError."""
        prepare(self.store)
        for _ in range(self.processes):
            self._slots.put(Slot(Bounds(self.settings.job_seconds, self.settings.job_mb)))
        for target in (self._listen, self._keep_alive, self._reconcile, self._warm):
            thread = threading.Thread(target=self._enduring, args=(target,), name=f"duban{target.__name__}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Ends within seconds; what was under way goes back to the queue."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        while not self._slots.empty():
            self._slots.get().close()

    def _enduring(self, target: Callable[[], None]) -> None:
        """A thread that a defect has ended would be missed by nobody: it begins anew."""
        while not self._stop.is_set():
            try:
                target()
                return
            except Exception as error:  # noqa: BLE001  # the boundary of the thread
                log("worker_defect", detail=describe(error, log_dir=self.settings.log_dir))
                self._stop.wait(RECONCILE)

    def _listen(self) -> None:
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(self.processes, "duban-job") as pool:

            async def handle(woken: Wake) -> None:
                await loop.run_in_executor(pool, self._handle, woken)

            waiting = asyncio.create_task(self._until_stopped(stop))
            try:
                await work(self._dsn, handle, concurrency=self.processes, stop=stop)
            finally:
                waiting.cancel()

    async def _until_stopped(self, stop: asyncio.Event) -> None:
        while not self._stop.is_set():
            await asyncio.sleep(0.1)
        stop.set()

    def _handle(self, woken: Wake) -> None:
        """Does the job of a row, if it is to be done and nobody else does it."""
        if self._stop.is_set():
            return
        token = f"{self._name}:{uuid4().hex}"
        slot = self._slots.get()
        try:
            with self.store.begin() as connection:
                mine = claim(connection, woken.kind, woken.id, token)
            if mine is not None:
                watch = self._watches[token] = Watch(threading.Event(), self._stop)
                run(Desk(self.store, slot, self.settings), mine, watch)
        except StoreError:
            return  # the row is as it was, or claimed by nobody who lives: the reconciler queues it again
        finally:
            self._watches.pop(token, None)
            self._slots.put(slot)

    def _keep_alive(self) -> None:
        """Signs of life for all claims; one that no longer holds ends the work on it."""
        while not self._stop.wait(BEAT):
            tokens = dict(self._watches)
            if not tokens:
                continue
            try:
                with self.store.begin() as connection:
                    kept = beat(connection, tokens)
            except StoreError:
                continue
            for token, watch in tokens.items():
                if token not in kept:
                    watch.lost.set()

    def _reconcile(self) -> None:
        """After the database was gone nobody's signs of life are fresh: everybody gets the time to give one."""
        pause = RECONCILE
        while not self._stop.wait(pause):
            try:
                with self.store.begin() as connection:
                    reconcile(connection)
                erase_classified(self.store)
                pause = RECONCILE
            except StoreError:
                pause = LEASE

    def _warm(self) -> None:
        """The first document should not wait for the models."""
        slots = [self._slots.get() for _ in range(self.processes)]
        for slot in slots:
            try:
                slot.call(warm, None, told=lambda _: None, watch=Watch(threading.Event(), self._stop).look)
            except (LostProcessError, BeyondBoundsError, StoppedError):
                continue
            finally:
                self._slots.put(slot)

    def _dsn(self) -> str:
        """Where the database is now: a private one that was killed is started again, perhaps at another port."""
        with self.store.begin() as connection:
            return same(raw_of(connection))

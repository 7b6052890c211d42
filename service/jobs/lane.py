"""Many documents at once: a command that adds a folder claims them by the dozen, has each dozen done in one call and saves it whole.

The rows own the state here as in `service.jobs.worker`, and the claims are the same: what is killed is found by the reconciler of any
worker, what another worker took is left to it. Only what goes well is done here. A document that cannot be read, breaks its bounds or
loses its process is given back, and a worker says what is wrong with it.
"""

import os
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self
from uuid import UUID, uuid4

from sqlalchemy import Connection, and_, insert, or_, select, text, update

from corpus.store import schema
from corpus.store.documents import COLUMNS, Stored, stored
from corpus.store.errors import StoreError
from corpus.store.firsts import save_firsts, save_texts
from corpus.store.results import save_prints
from corpus.store.store import Store
from nlp.essays.earlier import SCHEME
from nlp.types import DubanError
from service.defects import describe
from service.in_force import rules
from service.jobs.rows import BEAT, LEASE, NOW, STARTS, beat
from service.jobs.run import StoppedError
from service.jobs.schema import DOCUMENTS, WAITING
from service.logs import log
from service.processes.inside import Bounds
from service.processes.slot import BeyondBoundsError, LostProcessError, Slot
from service.processes.works.document import warm
from service.processes.works.dozen import Finished, Paper, do_all
from service.ruleset import ruleset
from service.settings import Settings

DOZEN = 16
LIGHT = 2_000_000
"""Bytes above which a document has a call of its own, by a worker."""
SUFFIXES = (".txt", ".htm", ".html", ".docx")
"""What is quick to read; pages of a PDF may have to be looked at."""


class Lane:
    """Processes that begin to load at once. `do` may be called once."""

    def __init__(self, settings: Settings, *, processes: int) -> None:
        self.settings = settings
        self._stop = threading.Event()
        self._slots = [Slot(Bounds(settings.job_seconds, settings.job_mb)) for _ in range(processes)]
        self._warming = [self._thread(self._warm, slot) for slot in self._slots]
        self._tokens: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop.set()
        self._close()

    def _close(self) -> None:
        for thread in self._warming:
            thread.join()
        for slot in self._slots:
            slot.close()

    def do(self, store: Store, documents: Sequence[tuple[UUID, str, int]]) -> Iterator[UUID]:
        """Has documents (id, name, bytes) analysed; yields those that are, and leaves the others to a worker."""
        fit = [identity for identity, name, size in documents if size <= LIGHT and name.lower().endswith(SUFFIXES)]
        left: SimpleQueue[list[UUID]] = SimpleQueue()
        for at in range(0, len(fit), DOZEN):
            left.put(fit[at : at + DOZEN])
        ended: SimpleQueue[list[UUID]] = SimpleQueue()
        threads = [self._thread(self._work, store, slot, left, ended) for slot in self._slots]
        beating = self._thread(self._keep_alive, store)
        try:
            for _ in range(0, len(fit), DOZEN):
                yield from _next(ended)
        finally:
            self._stop.set()
            for thread in (*threads, beating):
                thread.join()
            self._close()

    def _thread(self, target: Callable[..., None], *given: object) -> threading.Thread:
        thread = threading.Thread(target=target, args=given, name=f"duban{target.__name__}", daemon=True)
        thread.start()
        return thread

    def _look(self) -> None:
        if self._stop.is_set():
            raise StoppedError

    def _warm(self, slot: Slot) -> None:
        try:
            slot.call(warm, None, told=lambda _: None, watch=self._look)
        except (LostProcessError, BeyondBoundsError, StoppedError):
            return

    def _work(self, store: Store, slot: Slot, left: SimpleQueue[list[UUID]], ended: SimpleQueue[list[UUID]]) -> None:
        self._warming[self._slots.index(slot)].join()
        while not self._stop.is_set():
            try:
                ids = left.get_nowait()
            except Empty:
                return
            token = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex}"
            self._tokens.add(token)
            saved: list[UUID] = []
            try:
                saved = self._dozen(store, slot, ids, token)
            except (DubanError, LostProcessError, BeyondBoundsError, StoppedError):
                _leave(store, token)
            except Exception as error:  # noqa: BLE001  # the boundary of the thread: the documents go to a worker, one by one
                log("lane_defect", detail=describe(error, log_dir=self.settings.log_dir))
                _leave(store, token)
            finally:
                self._tokens.discard(token)
                ended.put(saved)

    def _dozen(self, store: Store, slot: Slot, ids: Sequence[UUID], token: str) -> list[UUID]:
        with store.begin() as connection:
            mine = claim_all(connection, ids, token)
        if not mine:
            return []
        made = self._made(store, slot, mine)
        with store.begin() as connection:
            saved = _save(connection, token, made)
            give_back(connection, token)
        return saved

    def _made(self, store: Store, slot: Slot, mine: Sequence[Stored]) -> dict[UUID, Finished]:
        with store.begin() as connection:
            held = rules(connection, self.settings)
        papers = [Paper(each.name, store.blobs.read(each.sha256), each.issued, each.use) for each in mine]
        found = slot.call(do_all, (held, papers), told=lambda _: None, watch=self._look, size=len(papers))
        return {each.id: made for each, made in zip(mine, found, strict=True) if made is not None}

    def _keep_alive(self, store: Store) -> None:
        """A claim that no longer holds is found out when its documents are saved."""
        while not self._stop.wait(BEAT):
            tokens = set(self._tokens)
            try:
                if tokens:
                    with store.begin() as connection:
                        beat(connection, tokens)
            except StoreError:
                continue


def _next(ended: SimpleQueue[list[UUID]]) -> list[UUID]:
    """Waits in steps: a wait without end would not hear Ctrl-C on Windows."""
    while True:
        try:
            return ended.get(timeout=0.5)
        except Empty:
            continue


def claim_all(connection: Connection, ids: Sequence[UUID], token: str) -> list[Stored]:
    """Those documents made ours that were never analysed, wait, are due, and that nobody else has."""
    table = schema.documents.c
    due = and_(table.state == WAITING, or_(table.beat.is_(None), table.beat <= NOW), table.starts < STARTS)
    free = select(table.id).where(table.id.in_(ids), due, table.ruleset.is_(None), table.deleted.is_(None))
    taken = update(schema.documents).where(table.id.in_(free.with_for_update(skip_locked=True)))
    change = taken.values(state="analysing", worker=token, beat=NOW, starts=table.starts + 1, percent=0, error=None)
    return [stored(row) for row in connection.execute(change.returning(*COLUMNS))]


def give_back(connection: Connection, token: str) -> None:
    """What is still ours waits again, as if it had not been started."""
    table = schema.documents
    back = update(table).where(table.c.worker == token, table.c.state.in_(DOCUMENTS.working))
    connection.execute(back.values(state=WAITING, worker=None, starts=table.c.starts - 1, beat=None))


def _leave(store: Store, token: str) -> None:
    """Gives back what went wrong; where that cannot be, the lease ends."""
    try:
        with store.begin() as connection:
            give_back(connection, token)
    except StoreError:
        return


def _save(connection: Connection, token: str, made: dict[UUID, Finished]) -> list[UUID]:
    """Results and states in one transaction; of rows that are no longer ours nothing. The ids of those that were."""
    connection.execute(text(f"SET LOCAL idle_in_transaction_session_timeout = '{LEASE:g}s'"))
    connection.execute(text(f"SET LOCAL lock_timeout = '{LEASE * 2:g}s'"))
    table = schema.documents.c
    mine = select(*COLUMNS).where(table.id.in_(made), table.worker == token, table.state.in_(DOCUMENTS.working))
    held = [stored(row) for row in connection.execute(mine.order_by(table.id).with_for_update())]
    if not held:
        return []
    save_texts(connection, ruleset(), {each.id: made[each.id].source for each in held})
    save_firsts(connection, held, {each.id: made[each.id].analysis for each in held})
    connection.execute(
        insert(schema.notes), [{"document": each.id, "message": f"已读取 {made[each.id].characters} 字，分析完成"} for each in held]
    )
    for each in held:
        if made[each.id].prints:
            save_prints(connection, each.id, SCHEME, made[each.id].prints)
    return [each.id for each in held]

"""One job from its claim to its end: what may pass is tried again, what cannot fails with its reason."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import monotonic, sleep
from typing import Any, TypeVar

from corpus.store.errors import StoreError
from corpus.store.store import Store
from nlp.types import DubanError
from service.defects import describe
from service.errors import code_of
from service.jobs.kinds import KINDS
from service.jobs.kinds.kind import Step
from service.jobs.rows import STARTS, Claim, LostClaimError, advance, again, finish, hold, rest
from service.logs import log
from service.processes.inside import Progress
from service.processes.slot import BeyondBoundsError, LostProcessError, Slot
from service.settings import Settings

Value = TypeVar("Value")
PASSING = ("store_down", "store_busy", "store_full", "store_unwritable")
"""Faults of the store that may pass by themselves."""
PATIENCE = 600.0
"""Seconds for which a finished result waits for a database that is gone."""
HEAVY_STARTS = 2
"""Starts after which a document that went beyond its bounds each time is parked."""
FIRST_DELAY, LONGEST_DELAY = 2.0, 300.0
STORE_DELAY = 30.0
"""Seconds until a job is tried again that the store, not the document, kept from its end."""


class StoppedError(Exception):
    """The worker is to end: the job goes back to the queue."""


@dataclass(slots=True)
class Watch:
    """What the worker hears of a claim while it works; its threads write, `look` raises."""

    lost: threading.Event
    stop: threading.Event

    def look(self) -> None:
        if self.lost.is_set():
            raise LostClaimError
        if self.stop.is_set():
            raise StoppedError


@dataclass(frozen=True, slots=True)
class Desk:
    """What a job is done with."""

    store: Store
    slot: Slot
    settings: Settings


def run(desk: Desk, claim: Claim, watch: Watch) -> None:
    """Does the job and settles its row; leaves both where the claim is lost or the database stays away (the reconciler sees to it)."""
    try:
        for step in KINDS[claim.kind]:
            _do(desk, claim, watch, step)
    except LostClaimError:
        return
    except StoppedError:
        _settle(watch, partial(_back, desk, claim, 0, "处理程序停止，重新排队。", counted=False), patience=1)
    except Exception as error:  # noqa: BLE001  # the boundary: whatever happened to one job must not end the worker
        _settle(watch, partial(_fault, desk, claim, error))


def _do(desk: Desk, claim: Claim, watch: Watch, step: Step[Any, Any]) -> None:
    given = _patiently(watch, partial(step.load, desk.store, claim, desk.settings))
    if given is not None:
        told = partial(_tell, desk, claim, step)
        made = desk.slot.call(step.work, given, told=told, watch=watch.look, size=step.size(given))
        _patiently(watch, partial(_save, desk, claim, step, made))


def _save(desk: Desk, claim: Claim, step: Step[Any, Any], made: object) -> None:
    """The result and the row's state in one transaction, and only while the row is ours."""
    with desk.store.begin() as connection:
        hold(connection, claim)
        said = step.save(connection, claim, made)
        if step is KINDS[claim.kind][-1]:
            finish(connection, claim, made=said)


def _tell(desk: Desk, claim: Claim, step: Step[Any, Any], progress: Progress) -> None:
    try:
        with desk.store.begin() as connection:
            advance(connection, claim, percent=progress.percent, line=progress.line, state=step.state)
    except StoreError:
        return  # a line of the log is not worth the work: the result will wait for the database


def _fault(desk: Desk, claim: Claim, error: Exception) -> None:
    """Writes to the row what went wrong."""
    match error:
        case BeyondBoundsError():
            _retry(desk, claim, error.code, str(error), most=HEAVY_STARTS)
        case LostProcessError():
            _retry(desk, claim, "interrupted", "分析进程意外中断。", most=STARTS)
        case StoreError() if error.code in PASSING:
            _back(desk, claim, STORE_DELAY, f"{error}{STORE_DELAY:g} 秒后重试。", counted=False)
        case DubanError():
            _end(desk, claim, "failed", error.code if isinstance(error, StoreError) else code_of(error), str(error))
        case _:
            _end(desk, claim, "failed", "internal", describe(error, log_dir=desk.settings.log_dir))


def _retry(desk: Desk, claim: Claim, code: str, message: str, *, most: int) -> None:
    if claim.starts >= most:
        _end(desk, claim, "parked", code, f"{message}已尝试 {claim.starts} 次，暂停处理。请检查文件，必要时拆分；也可以重新排队。")
        return
    delay = min(FIRST_DELAY * 2 ** (claim.starts - 1), LONGEST_DELAY)
    _back(desk, claim, delay, f"{message}{delay:g} 秒后重试（第 {claim.starts} 次）。", counted=True)


def _back(desk: Desk, claim: Claim, delay: float, line: str, *, counted: bool) -> None:
    with desk.store.begin() as connection:
        again(connection, claim, delay=delay, line=line, counted=counted)


def _end(desk: Desk, claim: Claim, state: str, code: str, message: str) -> None:
    with desk.store.begin() as connection:
        rest(connection, claim, state=state, code=code, message=message)


def _settle(watch: Watch, write: Callable[[], None], *, patience: float = PATIENCE) -> None:
    """Writes the end of a job; where that cannot be, the reconciler finds the row."""
    try:
        _patiently(Watch(watch.lost, threading.Event()), write, patience=patience)
    except (LostClaimError, StoreError):
        return


def _patiently(watch: Watch, do: Callable[[], Value], *, patience: float = PATIENCE) -> Value:
    """Tries again while the database is gone: a result in hand is not thrown away for that."""
    until, told = monotonic() + patience, False
    while True:
        watch.look()
        try:
            return do()
        except StoreError as error:
            if error.code not in PASSING or monotonic() > until:
                raise
            if not told:  # a full disk takes no line in the log of the job
                log("store_waits", problem=error.code, detail=f"{error}作业等待，恢复后自动继续。")
                told = True
        sleep(0.5)

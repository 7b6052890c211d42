"""What runs inside an analysing process: calls in, answers out; it ends with the process that started it."""

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from multiprocessing.connection import Connection
from typing import Protocol

from nlp.types import DubanError
from service.errors import code_of

SLACK = 30
"""Seconds of processor time that a process has beyond its limit before the system itself ends it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one document may take."""

    seconds: float
    megabytes: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a call is, and a line for its log."""

    percent: int
    line: str
    renews: bool = False
    """Whether the time that the call may take begins anew: a long scan takes it page by page."""


@dataclass(frozen=True, slots=True)
class Done:
    result: object


@dataclass(frozen=True, slots=True)
class Refused:
    """What cannot be done and never will: the file is unreadable, the call is wrong."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A defect of ours, or no more memory."""

    details: str
    memory: bool


Answer = Done | Refused | Broken


class Report(Protocol):
    def __call__(self, percent: int, line: str, *, renews: bool = False) -> None: ...


def serve(pipe: Connection, bounds: Bounds) -> None:
    """Answers calls until the other end of the pipe is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory(bounds)
    pipe.send("ready")

    size = 1

    def report(percent: int, line: str, *, renews: bool = False) -> None:
        if renews:
            _limit_processor(bounds.seconds * size)
        pipe.send(Progress(percent, line, renews))

    while True:
        try:
            work, given, size = pipe.recv()
        except EOFError:
            return
        _limit_processor(bounds.seconds * size)
        pipe.send(_attempt(work, report, given))


def _attempt(work: Callable[[Report, object], object], report: Report, given: object) -> Answer:
    try:
        return Done(work(report, given))
    except DubanError as error:
        return Refused(code_of(error), str(error))
    except MemoryError:
        return Broken("", memory=True)
    except Exception as error:  # noqa: BLE001  # the boundary: a defect in one document must not end the worker
        return Broken("".join(traceback.format_exception(error)), memory=False)


def _end_with_parent() -> None:
    """A worker that was killed leaves no process behind."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _limit_memory(bounds: Bounds) -> None:
    """The worker looks at the memory ten times a second; what grows faster is stopped here, where the system can."""
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (bounds.megabytes * 2 * 1024 * 1024, hard))


def _limit_processor(seconds: float) -> None:
    """A regex that never ends holds the lock of the interpreter: a process without a parent would burn on, were it not for this."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds * (os.cpu_count() or 1)) + SLACK, hard))

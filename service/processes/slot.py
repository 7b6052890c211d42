"""A process that analyses: started by spawn, bounded in time and memory, replaced when it was killed."""

from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import TypeVar, cast

import psutil

from service.errors import ServiceError
from service.processes.inside import Answer, Bounds, Broken, Done, Progress, Refused, Report, serve

Given = TypeVar("Given")
Result = TypeVar("Result")
TICK = 0.1
"""Seconds between two looks at a process that works."""
FULL = 0.75
"""Share of the memory that a process may hold between two documents: one that has grown beyond gives way to a new one."""
STARTING = 120.0
"""Seconds that a process may take until it answers for the first time: it loads spaCy and the models."""


class LostProcessError(Exception):
    """The process died under its document: killed, or fallen in foreign code. It may pass another time."""


class BeyondBoundsError(Exception):
    """The document took more time or memory than it may; `code` stands in service.errors.FAULTS."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(slots=True)
class _Alive:
    process: BaseProcess
    pipe: Connection


class Slot:
    """Room for one process; not for two threads at once."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._alive: _Alive | None = None

    def call(
        self,
        work: Callable[[Report, Given], Result],
        given: Given,
        *,
        told: Callable[[Progress], None],
        watch: Callable[[], None],
        size: int = 1,
    ) -> Result:
        """What `work`, a function of a module, makes of `given` in the process.

        The time limit holds for each of `size` documents. `told` hears of progress; `watch` is called all the while, and what it raises ends the process. Raises ServiceError
        for what `work` refused, BeyondBoundsError, LostProcessError, and RuntimeError for a defect in `work`.
        """
        alive = self._running()
        try:
            _send(alive, (work, given, size))
            answer = self._wait(alive, told, watch, self.bounds.seconds * size)
        except BaseException:
            self.close()
            raise
        if _megabytes(alive.process.pid) > self.bounds.megabytes * FULL:
            self.close()
        return cast(Result, self._open(answer))

    def close(self) -> None:
        """End the process, whatever it is doing."""
        alive, self._alive = self._alive, None
        if alive is not None:
            alive.process.kill()
            alive.process.join()
            alive.pipe.close()

    def _running(self) -> _Alive:
        if self._alive is None or not self._alive.process.is_alive():
            self.close()
            self._alive = self._start()
        return self._alive

    def _start(self) -> _Alive:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self.bounds), name="duban-analysis", daemon=True)
        process.start()
        theirs.close()
        alive = _Alive(process, ours)
        if not ours.poll(STARTING) or ours.recv() != "ready":
            process.kill()
            raise LostProcessError("the process did not start")
        return alive

    def _wait(self, alive: _Alive, told: Callable[[Progress], None], watch: Callable[[], None], seconds: float) -> Answer:
        until = monotonic() + seconds
        while True:
            message = _receive(alive)
            if message is not None:
                if not isinstance(message, Progress):
                    return message
                told(message)
                until = monotonic() + seconds if message.renews else until
            watch()
            if monotonic() > until:
                raise BeyondBoundsError("slow", f"分析超过 {seconds:g} 秒的时限。")
            if _megabytes(alive.process.pid) > self.bounds.megabytes:
                raise BeyondBoundsError("heavy", f"分析占用内存超过 {self.bounds.megabytes} MB。")

    def _open(self, answer: Answer) -> object:
        match answer:
            case Done(result):
                return result
            case Refused(code, message):
                raise ServiceError(code, message)
            case Broken(details, memory):
                self.close()
                if memory:
                    raise BeyondBoundsError("heavy", f"分析占用内存超过 {self.bounds.megabytes} MB。")
                raise RuntimeError(details)


def _send(alive: _Alive, call: object) -> None:
    try:
        alive.pipe.send(call)
    except OSError as error:
        raise LostProcessError("the process ended before the call") from error


def _receive(alive: _Alive) -> Answer | Progress | None:
    """What came within a tick."""
    try:
        return alive.pipe.recv() if alive.pipe.poll(TICK) else None
    except (EOFError, OSError) as error:
        raise LostProcessError("the process ended under its call") from error


def _megabytes(pid: int | None) -> float:
    try:
        return float(psutil.Process(pid).memory_info().rss) / 1024 / 1024
    except psutil.Error:  # it has just ended: the pipe will say so
        return 0.0

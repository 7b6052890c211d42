"""Many inputs, one outcome each, in order: here or in several processes."""

import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import TypeVar

from nlp.timex.calendar import SchoolCalendar
from nlp.types import Analysis, DubanError
from service.app import Duban
from service.defects import describe
from service.errors import code_of
from service.inputs import Input, load

FEW = 8
"""Below this number of files a second process costs more (it has to load everything again) than it saves."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no analysis; `code` stands in service.errors.FAULTS."""

    name: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Named:
    """A document of which no more than its name is known."""

    name: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document could not be read; `code` stands in service.errors.FAULTS."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class BadDocument:
    """A bad file's place in an array."""

    document: Named
    error: Refusal

    @classmethod
    def of(cls, failure: Failure) -> "BadDocument":
        return cls(Named(failure.name), Refusal(failure.code, failure.message))


@dataclass(frozen=True, slots=True)
class Order:
    """How the inputs are to be analysed."""

    calendar: SchoolCalendar
    issued: date | None
    max_bytes: int
    log_dir: Path | None
    debug: bool
    offices: Path | None = None


Outcome = Analysis | Failure
Result = TypeVar("Result")


def processes(wanted: int | None, inputs: Sequence[Input]) -> int:
    """How many processes: as wanted, else one for a few files and all cores for many. Standard input stays here."""
    if any(item.path is None for item in inputs):
        return 1
    if wanted is None:
        wanted = 1 if len(inputs) < FEW else cpu_count() or 1
    return min(wanted, len(inputs))


def analyze_all(inputs: Sequence[Input], order: Order, *, jobs: int) -> Iterator[Outcome]:
    """The outcomes in the order of the inputs."""
    return each(inputs, partial(_analyze, order), order, jobs=jobs)


def each(inputs: Sequence[Input], work: Callable[[Input], Result], order: Order, *, jobs: int) -> Iterator[Result | Failure]:
    """What `work` makes of each input, in their order; it is sent to other processes and must be a function of a module."""
    if jobs <= 1:
        yield from map(partial(_attempt, work, order), inputs)
        return
    executor = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_parent)
    try:
        pending = [executor.submit(_attempt, work, order, item) for item in inputs]
        for item, future in zip(inputs, pending, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool as error:
                yield Failure(item.name, "internal", describe(error, log_dir=order.log_dir, subject=item.name))
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _attempt(work: Callable[[Input], Result], order: Order, item: Input) -> Result | Failure:
    try:
        return work(item)
    except DubanError as error:
        return Failure(item.name, code_of(error), str(error))
    except Exception as error:  # noqa: BLE001  # the boundary: a defect in one file must not stop the others
        if order.debug:
            traceback.print_exception(error)
        return Failure(item.name, "internal", describe(error, log_dir=order.log_dir, subject=item.name))


def _analyze(order: Order, item: Input) -> Analysis:
    return machine(offices=order.offices).analyze(
        load(item, max_bytes=order.max_bytes), item.name, issued=order.issued, calendar=order.calendar
    )


@cache
def machine(cache: Path | None = None, *, offices: Path | None = None) -> Duban:
    """The machine of this process; `cache` is where it keeps vectors, `offices` a register in the place of that of the settings."""
    return Duban(cache, offices=offices)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)

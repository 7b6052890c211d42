"""Our passes over the samples, and a cold `duban analyze`."""

import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from nlp.quantity import find_quantities
from nlp.timex import find_times
from service.app import Duban
from tests.benchmarks.clock import time_passes

ISSUED = date(2023, 3, 1)


@dataclass(frozen=True, slots=True)
class Run:
    """A process from start to end: wall seconds, and its largest resident set in MB."""

    seconds: float
    megabytes: float


def our_passes(texts: Sequence[str], *, passes: int) -> dict[str, list[float]]:
    """CPU seconds of each pass over all texts, by label; loading is not counted."""
    duban = Duban()
    works = {
        "whole": lambda text: duban.analyze(text.encode(), "sample.txt", issued=ISSUED),
        "times": lambda text: find_times(text, issued=ISSUED),
        "quantities": find_quantities,
    }
    return {label: time_passes(work, texts, passes=passes) for label, work in works.items()}


def cold_runs(arguments: Sequence[str], *, runs: int) -> list[Run]:
    """`duban` with these arguments, each time in a new process."""
    return [_run([str(Path(sys.executable).with_name("duban")), *arguments]) for _ in range(runs)]


def _run(command: list[str]) -> Run:
    with tempfile.TemporaryFile() as output:
        begin = perf_counter()
        actions = [(os.POSIX_SPAWN_DUP2, output.fileno(), 1)]
        child = os.posix_spawn(command[0], command, dict(os.environ), file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        seconds = perf_counter() - begin
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}")
    return Run(seconds, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))

"""Hostile documents take a process with them, never the worker."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from service.errors import ServiceError
from service.processes.inside import Bounds, Progress, Report
from service.processes.slot import BeyondBoundsError, LostProcessError, Slot
from tests.service.processes import calls


@pytest.fixture(scope="module")
def slot() -> Iterator[Slot]:
    slot = Slot(Bounds(seconds=2, megabytes=512))
    yield slot
    slot.close()


def call(slot: Slot, work: Callable[[Report, object], object], given: object = None) -> object:
    return slot.call(work, given, told=lambda _: None, watch=lambda: None)


def test_it_answers_and_tells_of_progress(slot: Slot) -> None:
    told: list[Progress] = []
    assert slot.call(calls.double, 21, told=told.append, watch=lambda: None) == 42
    assert told == [Progress(50, "算了一半")]


def test_a_call_that_goes_on_page_by_page_has_its_time_for_each(slot: Slot) -> None:
    assert slot.call(calls.page_by_page, 6, told=lambda _: None, watch=lambda: None) == 6


def test_one_process_serves_call_after_call(slot: Slot) -> None:
    assert call(slot, calls.number) == call(slot, calls.number) != os.getpid()


def test_what_is_refused_keeps_its_code_and_the_process(slot: Slot) -> None:
    before = call(slot, calls.number)
    with pytest.raises(ServiceError, match="文档有打开密码") as refused:
        slot.call(calls.refuse, "甲.docx", told=lambda _: None, watch=lambda: None)
    assert refused.value.code == "encrypted"
    assert call(slot, calls.number) == before


@pytest.mark.parametrize(
    ("work", "given", "error"),
    [
        (calls.wait, 60, BeyondBoundsError),
        (calls.hold_the_lock, None, BeyondBoundsError),
        (calls.grow, None, BeyondBoundsError),
        (calls.grow_at_once, None, BeyondBoundsError),
        (calls.die, None, LostProcessError),
        (calls.break_down, None, RuntimeError),
    ],
)
def test_after_a_hostile_document_a_new_process_serves(
    slot: Slot, work: Callable[[Report, object], object], given: object, error: type[Exception]
) -> None:
    with pytest.raises(error):
        call(slot, work, given)
    assert isinstance(call(slot, calls.number), int)


def test_what_the_watch_raises_ends_the_process(slot: Slot) -> None:
    before = call(slot, calls.number)

    def watch() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        slot.call(calls.wait, 60, told=lambda _: None, watch=watch)
    assert call(slot, calls.number) != before


def test_a_process_that_has_grown_gives_way_to_a_new_one(slot: Slot) -> None:
    before = call(slot, calls.number)
    assert call(slot, calls.keep, 420) == before
    assert call(slot, calls.number) != before


WORKER = """
import sys
from service.processes.inside import Bounds
from service.processes.slot import Slot
from tests.service.processes import calls
if __name__ == "__main__":
    slot = Slot(Bounds(60, 512))
    print(slot.call(calls.number, None, told=print, watch=int), flush=True)
    slot.call(calls.wait, 60, told=print, watch=int)
"""


def test_a_killed_worker_leaves_no_process_behind(tmp_path: Path) -> None:
    script = tmp_path / "worker.py"
    script.write_text(WORKER, "utf-8")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."}) as worker:
        assert worker.stdout is not None
        child = psutil.Process(int(worker.stdout.readline()))
        worker.kill()
    gone, _ = psutil.wait_procs([child], timeout=20)
    assert gone or child.status() == psutil.STATUS_ZOMBIE

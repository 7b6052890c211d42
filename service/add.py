"""`duban add`: files into the collection, analysed before the command returns; what is there already is no error."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from uuid import UUID

from nlp.types import DubanError
from service.access import LOCAL
from service.app import parse_date
from service.batch import FEW, BadDocument, Failure
from service.bundles import File
from service.classified import refusal
from service.collection import jobs
from service.collection.endings import endings, wake_up
from service.collection.house import Collection, open_collection
from service.collection.intake import Letter, NothingTakenError, Outcome, take_in
from service.collection.views import Filed, Job, Receipt
from service.errors import FAULTS, code_of
from service.finding import open_finder
from service.inputs import Input, collect, load
from service.jobs.classified import erase_classified
from service.jobs.lane import Lane
from service.jobs.worker import Worker
from service.outputs import counted, put, say
from service.plain import dump
from service.settings import Settings, load_settings
from service.worker import quiet_libraries

AT_ONCE = 20
"""Files that are entered in one transaction."""
LOOK, SELDOM, MANY = 0.2, 1.5, 50
"""Seconds between two looks at the jobs, and between those while many are left: each look costs what it looks at."""


@dataclass(frozen=True, slots=True)
class Request:
    """A call of `duban add` as it was typed."""

    files: tuple[str, ...]
    data: Path | None
    sender: str | None
    use: str | None
    date: str | None
    vectors: bool
    as_json: bool


def run(request: Request) -> int:
    """The exit status. Raises ServiceError, StoreError."""
    issued = parse_date(request.date) if request.date is not None else None
    letter = Letter(request.sender or LOCAL, request.use, issued, lenient=True)
    call = collect(request.files)
    for note in call.notes:
        say(f"提示：{note}")
    quiet_libraries()
    quiet = request.as_json and sys.stdout.isatty()
    settings = load_settings().of(request.data)
    with _lane(settings, call.inputs) as lane, open_collection(settings) as collection:
        with _at_work(collection, len(call.inputs)) if lane is None else nullcontext():
            taken = _taken(collection, call.inputs, letter, queued=lane is None)
            outcomes = list(counted(taken, len(call.inputs), "正在入库", quiet=quiet))
            receipts = [each for each in outcomes if isinstance(each, Receipt)]
            _work_off(collection, receipts, lane, quiet=quiet)
        _index(collection, vectors=request.vectors, quiet=quiet)
        ended = endings(collection, [each.document.id for each in receipts])
        erase_classified(collection.store, told=0)
    kept = [_unmarked(each, ended) for each in outcomes]
    there = {each.document.id: ended[each.document.id] for each in kept if isinstance(each, Receipt)}
    return _report(kept, there, as_json=request.as_json)


def _unmarked(outcome: Outcome, ended: Mapping[UUID, tuple[Filed, Job]]) -> Outcome:
    """What was erased, because only reading found its secrecy mark, was not taken."""
    if isinstance(outcome, BadDocument):
        return outcome
    job = ended[outcome.document.id][1] if outcome.document.id in ended else None
    if job is not None and not (job.error and job.error.code == "classified"):
        return outcome
    name = outcome.document.name
    return BadDocument.of(Failure(name, "classified", job.error.message if job and job.error else str(refusal(name))))


@contextmanager
def _lane(settings: Settings, inputs: Sequence[Input]) -> Iterator[Lane | None]:
    """For many files: its processes load while the database begins and the files are taken in. None where a worker is enough."""
    if len(inputs) < FEW and not any(item.name.lower().endswith(".zip") for item in inputs):
        yield None
        return
    with Lane(settings, processes=os.cpu_count() or 1) as lane:
        yield lane


def _taken(collection: Collection, inputs: Sequence[Input], letter: Letter, *, queued: bool) -> Iterator[Outcome]:
    for group in _grouped(inputs):
        read = [_read(item, collection.settings.max_bytes) for item in group]
        yield from (each for each in read if isinstance(each, BadDocument))
        files = [each for each in read if not isinstance(each, BadDocument)]
        if files:
            yield from _entered(collection, files, letter, queued=queued)


def _entered(collection: Collection, files: Sequence[File], letter: Letter, *, queued: bool) -> list[Outcome]:
    try:
        return take_in(collection, files, letter, queued=queued)
    except NothingTakenError as error:
        return list(error.bad)
    except DubanError as error:  # an archive beyond its limits: the files beside it are taken without it
        if len(files) == 1:
            return [BadDocument.of(Failure(files[0][1], code_of(error), str(error)))]
        return [each for file in files for each in _entered(collection, [file], letter, queued=queued)]


def _read(item: Input, max_bytes: int) -> File | BadDocument:
    try:
        return load(item, max_bytes=max_bytes), item.name
    except DubanError as error:
        return BadDocument.of(Failure(item.name, code_of(error), str(error)))


@contextmanager
def _at_work(collection: Collection, documents: int) -> Iterator[None]:
    """A worker here, beside whatever other workers there are.

    One process more than processors: while one writes what it found, another analyses.
    """
    worker = Worker(collection.store, collection.settings, processes=1 if documents < FEW else 1 + (os.cpu_count() or 1))
    worker.start()
    try:
        yield
    finally:
        worker.stop()


def _work_off(collection: Collection, receipts: Sequence[Receipt], lane: Lane | None, *, quiet: bool) -> None:
    """Returns when the jobs of what was taken in have ended; what the lane could not do is a worker's."""
    left = jobs.unfinished(collection, {each.document.id for each in receipts})
    for _ in counted(_ended(collection, left, lane, receipts), len(left), "正在分析", quiet=quiet):
        continue


def _index(collection: Collection, *, vectors: bool, quiet: bool) -> None:
    """Makes what was added found, by words and, with `vectors`, by meaning."""
    finder = open_finder(collection.store, collection.settings)
    finder.refresh()
    if vectors:
        for _ in counted(finder.embed(), finder.lacking(), "正在计算句向量", quiet=quiet):
            continue


def _ended(collection: Collection, left: set[UUID], lane: Lane | None, receipts: Sequence[Receipt]) -> Iterator[UUID]:
    """The ids, as their jobs end."""
    if lane is None:
        yield from _awaited(collection, left)
        return
    papers = {each.document.id: each.document for each in receipts if each.document.id in left}
    for identity in lane.do(collection.store, [(each.id, each.name, each.size) for each in papers.values()]):
        left.discard(identity)
        yield identity
    left = jobs.unfinished(collection, left)
    if left:
        wake_up(collection, left)
        with _at_work(collection, len(left)):
            yield from _awaited(collection, left)


def _awaited(collection: Collection, left: set[UUID]) -> Iterator[UUID]:
    while left:
        still = jobs.unfinished(collection, left)
        yield from left - still
        left = still
        if left:
            sleep(LOOK if len(left) < MANY else SELDOM)


def _report(outcomes: Sequence[Outcome], ended: dict[UUID, tuple[Filed, Job]], *, as_json: bool) -> int:
    bad = [each.error for each in outcomes if isinstance(each, BadDocument)]
    failed = {document: job.error for document, (_, job) in ended.items() if job.error is not None and job.state != "done"}
    bad += failed.values()
    for error in bad:
        say(f"错误：{error.message}")
    sound = [each for each in outcomes if isinstance(each, Receipt) and each.document.id not in failed]
    there = sum(each.existing for each in sound)
    said = f"入库 {len(sound) - there} 份，已有 {there} 份" + (f"，失败 {len(bad)} 份" if bad else "") + "。"
    if as_json:
        put(dump([_now(each, ended) for each in outcomes]) + "\n")
        say(said)
    else:
        for each in outcomes:
            if isinstance(each, Receipt):
                put(f"{each.document.id}  {each.document.name}{'（已有）' if each.existing else ''}{_twin(each, ended)}\n")
        put(said + "\n")
    return max((FAULTS[error.code].exit if error.code in FAULTS else 2 for error in bad), default=0)


def _twin(receipt: Receipt, ended: Mapping[UUID, tuple[Filed, Job]]) -> str:
    """That the ledger shows the tasks of another document, which says the same."""
    first = ended[receipt.document.id][0].same_text_as if receipt.document.id in ended else None
    if first is None:
        return ""
    return f"（内容与 {ended[first][0].name if first in ended else f'已入库的 {first}'} 相同，台账不重复列出）"


def _now(outcome: Outcome, ended: dict[UUID, tuple[Filed, Job]]) -> Outcome:
    if isinstance(outcome, BadDocument):
        return outcome
    return Receipt(*ended.get(outcome.document.id, (outcome.document, outcome.job)), outcome.existing)


def _grouped(inputs: Sequence[Input]) -> Iterator[Sequence[Input]]:
    yield from (inputs[start : start + AT_ONCE] for start in range(0, len(inputs), AT_ONCE))

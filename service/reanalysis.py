"""`duban reanalyse`: documents that were analysed with other rules, analysed anew before the command returns; what people said stands."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from uuid import UUID

from service.access import LOCAL
from service.batch import FEW
from service.collection import jobs
from service.collection.house import Collection, open_collection
from service.collection.views import Job
from service.jobs.reanalysis import Tally, outdated, tally
from service.jobs.worker import Worker
from service.ledger import identity
from service.outputs import counted, put, say
from service.plain import dump
from service.ruleset import ruleset
from service.settings import load_settings
from service.worker import quiet_libraries

LOOK = 0.5
"""Seconds between two looks at how far it is."""


@dataclass(frozen=True, slots=True)
class Request:
    """A call of `duban reanalyse` as it was typed; `count` only tells how many documents it would be about."""

    data: Path | None
    notices: tuple[str, ...]
    everything: bool
    count: bool
    as_json: bool


def run(request: Request) -> int:
    """The exit status. Raises ServiceError, StoreError."""
    notices = [identity(each) for each in request.notices] or None
    quiet_libraries()
    with open_collection(load_settings().of(request.data)) as collection:
        if request.count:
            return _count(collection, as_json=request.as_json)
        with collection.store.begin() as connection:
            job = jobs.analyse_anew(connection, notices, who=LOCAL, everything=request.everything)
            number = tally(connection, job.id).documents
        if number:
            _work_off(collection, job.id, number, quiet=request.as_json)
        job = jobs.job(collection, job.id)
        end = _tally(collection, job.id)
    return _report(job, end, as_json=request.as_json)


def _count(collection: Collection, *, as_json: bool) -> int:
    with collection.store.begin() as connection:
        number = outdated(connection)
    put(dump({"ruleset": ruleset(), "documents": number}) + "\n" if as_json else f"{number} 份文件是用别的规则分析的。\n")
    return 0


def _work_off(collection: Collection, job: UUID, number: int, *, quiet: bool) -> None:
    """A worker here, beside whatever other workers there are; what is interrupted goes on with the next call."""
    worker = Worker(collection.store, collection.settings, processes=1 if number < FEW else os.cpu_count() or 1)
    worker.start()
    try:
        for _ in counted(_ended(collection, job, number), number, "正在重新分析", quiet=quiet):
            continue
    finally:
        worker.stop()


def _ended(collection: Collection, job: UUID, number: int) -> Iterator[int]:
    """One after the other, the documents that have ended."""
    told = 0
    while told < number:
        ended = number - _tally(collection, job).left
        yield from range(told, ended)
        told = max(told, ended)
        if told < number:
            sleep(LOOK)


def _tally(collection: Collection, job: UUID) -> Tally:
    with collection.store.begin() as connection:
        return tally(connection, job)


def _report(job: Job, end: Tally, *, as_json: bool) -> int:
    """Documents that failed keep the analysis that they had: why they failed stands with their own jobs."""
    if as_json:
        put(dump(job) + "\n")
    elif job.state == "cancelled":
        put("重新分析已取消，还没有轮到的文件保留原来的结果。\n")
    elif not end.documents:
        put("没有要重新分析的文件：都是用现在的规则分析的。\n")
    else:
        put(f"重新分析了 {end.documents - end.failed} 份文件，人工核对、改正过的内容不变。\n")
    if end.failed:
        say(f"提示：{end.failed} 份文件未能分析，原因见 duban jobs。")
    return 0

"""`duban jobs`: how far the jobs are; stopped and started again."""

import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from service.collection import jobs
from service.collection.house import Collection, open_collection
from service.collection.views import Job
from service.errors import ServiceError
from service.ledger import identity
from service.outputs import put, say
from service.plain import dump
from service.settings import load_settings

STATES = {"waiting": "等待", "running": "进行中", "done": "完成", "failed": "失败", "parked": "暂停", "cancelled": "已取消"}
KINDS = {"document": "分析", "check": "比对", "digest": "汇总", "reanalysis": "重新分析"}


@dataclass(frozen=True, slots=True)
class Request:
    """A call of `duban jobs` as it was typed."""

    data: Path | None
    cancel: str | None
    requeue: str | None
    limit: int
    as_json: bool


def run(request: Request) -> int:
    """The exit status. Raises ServiceError, StoreError."""
    stopped = identity(request.cancel) if request.cancel else None
    again = identity(request.requeue) if request.requeue else None
    with open_collection(load_settings().of(request.data)) as collection:
        if stopped is not None or again is not None:
            return _change(collection, stopped, again)
        found = jobs.find(collection, limit=request.limit)
    if request.as_json:
        put(dump(found) + "\n")
    else:
        _show(found.jobs)
    return 0


def _change(collection: Collection, stopped: UUID | None, again: UUID | None) -> int:
    if stopped is not None and not jobs.stop(collection, stopped)[1]:
        raise ServiceError("conflict", f"作业 {stopped} 已经结束，没有可取消的。")
    if again is not None and not jobs.start_again(collection, again)[1]:
        raise ServiceError("conflict", f"作业 {again} 不是失败、暂停或取消的，无须重新排队。")
    say("已取消。" if stopped is not None else "已重新排队。")
    return 0


def _show(found: tuple[Job, ...]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not found:
        put("没有作业。\n")
        return
    table = Table(box=SIMPLE_HEAD, header_style="bold")
    for title in ("编号", "类别", "状态", "进度", "提出时间", "文件", "说明"):
        table.add_column(title, overflow="fold", no_wrap=title == "编号")
    for job in found:
        words = job.error.message if job.error else ""
        at = job.received.astimezone().strftime("%m-%d %H:%M")
        table.add_row(
            str(job.id), KINDS.get(job.kind, job.kind), STATES[job.state], f"{job.percent}%", at, Text(job.name or ""), Text(words)
        )
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 140, highlight=False)
    with console.capture() as capture:
        console.print(table)
    put(capture.get())

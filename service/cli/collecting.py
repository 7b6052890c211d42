"""Commands of the collection: add, ledger, jobs."""

from pathlib import Path
from typing import Annotated, get_args

import typer

from nlp.types import Kind
from service.cli.frame import DataFolder, Json, Ocr, answer, command
from service.errors import ServiceError


@command(short_help="把文件存入文件库", help="把文件存入文件库并分析；压缩包会解开，文件夹会逐层查找，已有的不重复存。不需要先启动服务。")
def add(
    files: Annotated[list[str], typer.Argument(metavar="文件…", help="文件、压缩包或文件夹", show_default=False)],
    *,
    data: DataFolder = None,
    sender: Annotated[str | None, typer.Option(metavar="来文者", help="来文者，如学校名；默认为“本机”")] = None,
    use: Annotated[str | None, typer.Option(metavar="用途", help="notice、plan、template、essay、report、other；默认由程序判断")] = None,
    date: Annotated[str | None, typer.Option(metavar="日期", help="正文没有成文日期时采用的日期，如 2022-03-07")] = None,
    vectors: Annotated[bool, typer.Option("--vectors/--no-vectors", help="是否计算检索用的句向量")] = True,
    ocr: Ocr = None,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.add import Request, run
        from service.scanning import choose

        choose(ocr)
        return run(Request(tuple(files), data, sender, _use(use), date, vectors, as_json))

    answer(work)


@command(short_help="查文件库的任务台账", help="查文件库里全部通知的任务台账，人工核对、改正过的以人工为准。")
def ledger(
    *,
    data: DataFolder = None,
    notice: Annotated[str | None, typer.Option(metavar="编号", help="只看一份文件的任务")] = None,
    office: Annotated[str | None, typer.Option(metavar="科室", help="承担任务的科室，如 基教科")] = None,
    due_before: Annotated[str | None, typer.Option("--due-before", metavar="日期", help="截止日早于，如 2022-03-07")] = None,
    light: Annotated[str | None, typer.Option(metavar="灯", help="逾期、临期、未到期、已办结、已取消")] = None,
    all_copies: Annotated[bool, typer.Option("--all-copies", help="连同内容相同的文件（如同一份通知的另一种格式）的任务")] = False,
    as_json: Json = False,
    xlsx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Excel 台账")] = None,
    ics: Annotated[Path | None, typer.Option(metavar="文件", help="写成日历（Outlook、手机可导入）")] = None,
) -> None:
    def work() -> int:
        from service.collection.exports import Form
        from service.ledger import Request, run

        exports: dict[Form, Path | None] = {"xlsx": xlsx, "ics": ics}
        return run(
            Request(data, notice, office, due_before, light, all_copies, as_json, {name: path for name, path in exports.items() if path})
        )

    answer(work)


@command(short_help="查看分析作业", help="查看文件库的作业：状态、进度、失败的原因；取消，或重新排队。")
def jobs(
    *,
    data: DataFolder = None,
    cancel: Annotated[str | None, typer.Option(metavar="编号", help="取消一项作业")] = None,
    requeue: Annotated[str | None, typer.Option(metavar="编号", help="让失败、暂停、取消的作业重新排队")] = None,
    limit: Annotated[int, typer.Option(metavar="数", min=1, max=1000, help="列出多少项，默认 50", show_default=False)] = 50,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.joblist import Request, run

        return run(Request(data, cancel, requeue, limit, as_json))

    answer(work)


def _use(wanted: str | None) -> str | None:
    uses = get_args(Kind)
    if wanted is not None and wanted not in uses:
        raise ServiceError("usage", f"没有用途“{wanted}”，可用的有 {'、'.join(uses)}。")
    return wanted

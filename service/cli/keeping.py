"""Commands that keep the collection: backup, restore, reanalyse, purge."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.frame import DataFolder, Json, answer, command


@command(short_help="备份文件库", help="把整个文件库（数据库和原件）备份成一个文件；服务运行时也可以备份，得到的是同一时刻的内容。")
def backup(
    file: Annotated[Path, typer.Argument(metavar="文件", help="备份文件，如 文件库.zip", show_default=False)], *, data: DataFolder = None
) -> None:
    def work() -> int:
        from service.backup import save

        return save(file, data=data)

    answer(work)


@command(
    short_help="恢复文件库",
    help="从备份文件恢复文件库。先逐字节核对备份，再一次放入；不成功时文件库不变。请先停止 duban serve 和 duban worker。",
)
def restore(
    file: Annotated[Path, typer.Argument(metavar="文件", help="duban backup 写出的文件", show_default=False)],
    *,
    data: DataFolder = None,
    replace: Annotated[bool, typer.Option("--replace", help="文件库里已有文件时，以备份全部替换")] = False,
) -> None:
    def work() -> int:
        from service.backup import load

        return load(file, data=data, replace=replace)

    answer(work)


@command(
    short_help="用现在的规则重新分析",
    help="程序更新、换了模型或科室名录以后，把文件库里用别的规则分析的文件重新分析一遍。人工核对、改正过的内容不变，不一致处另行注明；"
    "可以随时按 Ctrl-C 中断，下次接着做。",
)
def reanalyse(
    *,
    data: DataFolder = None,
    notice: Annotated[list[str] | None, typer.Option(metavar="编号", help="只分析这份文件，可重复；默认为全部")] = None,
    everything: Annotated[bool, typer.Option("--all", help="连同规则版本没有变的：改了校历以后用")] = False,
    outdated: Annotated[bool, typer.Option("--outdated", help="只说有多少份文件是用别的规则分析的，不分析")] = False,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.reanalysis import Request, run

        return run(Request(data, tuple(notice or ()), everything, outdated, as_json))

    answer(work)


@command(
    short_help="清除早已删除的文件",
    help="把删除已久的文件从文件库里彻底清除：正文、分析结果、台账、比对结果和原件，不能再恢复；修改记录仍在。不加 --yes 只列出将被清除的。",
)
def purge(
    *,
    older_than: Annotated[
        str, typer.Option("--older-than", metavar="天数", help="删除了多久的，默认 90d（90 天）", show_default=False)
    ] = "90d",
    yes: Annotated[bool, typer.Option("--yes", help="真正清除")] = False,
    data: DataFolder = None,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.purging import Request, run

        return run(Request(data, older_than, yes, as_json))

    answer(work)

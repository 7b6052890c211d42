"""`duban watch`."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.frame import DataFolder, Ocr, answer, command


@command(
    short_help="监视文件夹，自动收文",
    help="监视一个文件夹：放入的文件自动入库并分析，各收一次，重新启动后也不重复；读不了的说明原因，留在原处。",
)
def watch(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="要监视的文件夹，连同其下各层", show_default=False)],
    *,
    data: DataFolder = None,
    sender: Annotated[str | None, typer.Option(metavar="来文者", help="来文者，如学校名；默认为“本机”")] = None,
    polling: Annotated[bool, typer.Option("--polling", help="定时查看，用于网络共享文件夹")] = False,
    ocr: Ocr = None,
) -> None:
    def work() -> int:
        from service.scanning import choose
        from service.watch import Request, run

        choose(ocr)
        return run(Request(folder, data, sender, polling))

    answer(work)

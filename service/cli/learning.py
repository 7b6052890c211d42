"""Commands about the model: evaluate, train."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.frame import Json, answer, command


@command(
    short_help="用标注数据检验程序",
    help="用标注数据（成对的 名称.txt 与 名称.gold.json）检验程序：各类的准确率、召回率和 F1，出错的规则，出入最大的文件，置信度的校准。",
)
def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="标注数据的文件夹", show_default=False)], *, as_json: Json = False
) -> None:
    def work() -> int:
        from service.evaluate import run

        return run(folder, as_json=as_json)

    answer(work)


@command(
    short_help="用本单位的标注训练任务模型",
    help="用本单位的标注数据训练识别任务的模型：逐份轮换检验，与现用模型比较，不比现用的差才启用；差则退出码为 1。",
)
def train(
    folder: Annotated[Path | None, typer.Argument(metavar="文件夹", help="标注数据的文件夹", show_default=False)] = None,
    *,
    add: Annotated[Path | None, typer.Option(metavar="文件", help="人工更正（JSONL，每行一份标注及其 text）")] = None,
    force: Annotated[bool, typer.Option("--force", help="不如现用模型也启用")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="撤销：恢复上一个模型，没有则恢复随附的模型")] = False,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.train import run

        return run(folder, corrections=add, force=force, reset=reset, as_json=as_json)

    answer(work)

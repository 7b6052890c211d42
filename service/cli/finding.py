"""Commands that find: search, similar, compare."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.frame import DataFolder, Json, answer, command


@command(
    short_help="检索文件库",
    help="检索文件库：按词语、意思和条件一起找，答的是原文段落。"
    '可以写 学期末 "家访" -放假 发文:教育局 年:2022 科室:基教科 类型:通知 期限<2022-03-31 指标>=10% 国办发〔2018〕115号。',
)
def search(
    query: Annotated[str | None, typer.Argument(metavar="检索内容", help="词语、短语或问题，可带条件", show_default=False)] = None,
    *,
    file: Annotated[str | None, typer.Option(metavar="文件.jsonl", help="问题文件或“-”，每行一个 {id, query}，逐行答复")] = None,
    data: DataFolder = None,
    mode: Annotated[str, typer.Option(metavar="方式", help="words 词语、meaning 意思、both 两者（默认）", show_default=False)] = "both",
    sort: Annotated[
        str, typer.Option(metavar="次序", help="relevance 最相关（默认）、newest 最新、oldest 最早", show_default=False)
    ] = "relevance",
    year: Annotated[str | None, typer.Option(metavar="年份", help="成文年份，如 2022 或 2020-2022")] = None,
    issuer: Annotated[str | None, typer.Option(metavar="单位", help="发文单位，写一部分即可")] = None,
    office: Annotated[str | None, typer.Option(metavar="科室", help="承担任务的科室，写一部分即可")] = None,
    kind: Annotated[str | None, typer.Option(metavar="类型", help="通知、方案、模板、总结、心得")] = None,
    due_before: Annotated[str | None, typer.Option("--due-before", metavar="日期", help="有任务的时限早于，如 2022-03-31")] = None,
    limit: Annotated[int, typer.Option(metavar="数", help="最多列出多少份，默认 10", show_default=False)] = 10,
    cursor: Annotated[str | None, typer.Option(metavar="标记", help="上一页结果里的 cursor，接着列出")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="先由文件库重建索引；平时不需要")] = False,
    xlsx: Annotated[Path | None, typer.Option(metavar="文件", help="把结果写成 Excel")] = None,
    save: Annotated[str | None, typer.Option("--save", metavar="名称", help="保存这个检索，此后有符合的新文件时提示")] = None,
    saved: Annotated[bool, typer.Option("--saved", help="列出保存的检索和各自新增的结果")] = False,
    forget: Annotated[str | None, typer.Option("--forget", metavar="名称", help="删除保存的检索")] = None,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.search import Request, Values, run

        values = Values(year, issuer, office, kind, due_before)
        if saved or save is not None or forget is not None:
            from service import saved as kept

            return kept.run(kept.Request(save, forget, saved, query, mode, values, data, as_json))
        return run(Request(query, file, data, mode, sort, limit, cursor, values, rebuild, xlsx, as_json))

    answer(work)


@command(short_help="找相近的文件", help="找文件库里相近的文件：内容相同的、往年的版本、互相包含的、相关的。")
def similar(
    document: Annotated[str, typer.Argument(metavar="文件或编号", help="一份文件，或文件库里的编号", show_default=False)],
    *,
    data: DataFolder = None,
    limit: Annotated[int, typer.Option(metavar="数", min=1, max=50, help="最多列出多少份，默认 10", show_default=False)] = 10,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.similar import Request, run

        return run(Request(document, data, limit, as_json))

    answer(work)


@command(
    short_help="比较两份通知",
    help="比较同一工作的两份通知（如去年和今年）：时限、指标、科室的变化，新增和取消的任务。仅随年份顺延的日期不算变化。",
)
def compare(
    before: Annotated[str, typer.Argument(metavar="旧文件", help="较早的一份：文件，或文件库里的编号", show_default=False)],
    after: Annotated[str, typer.Argument(metavar="新文件", help="较晚的一份：文件，或文件库里的编号", show_default=False)],
    *,
    data: DataFolder = None,
    xlsx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Excel 变化对照表")] = None,
    html: Annotated[Path | None, typer.Option(metavar="文件", help="写成网页：变化清单和标出变化的两份原文")] = None,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.similar import Pair, run_compare

        return run_compare(Pair(before, after, data, xlsx, as_json, html))

    answer(work)

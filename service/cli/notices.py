"""Commands that read files and keep nothing: analyze, check, digest, mark."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.frame import CalendarFile, Json, Ocr, answer, command, positive
from service.errors import ServiceError
from service.exports.options import COLUMN_SETS, Columns


@command(short_help="分析通知，列出任务台账", help="分析通知，列出任务台账。文件夹会逐层查找 .txt .html .docx .pdf 文件；“-”表示标准输入。")
def analyze(
    files: Annotated[list[str], typer.Argument(metavar="文件…", help="通知文件、文件夹或“-”", show_default=False)],
    *,
    date: Annotated[str | None, typer.Option(metavar="日期", help="正文没有成文日期时采用的日期，如 2022-03-07")] = None,
    calendar: CalendarFile = None,
    offices: Annotated[Path | None, typer.Option(metavar="文件", help="科室名录（TOML）：本单位科室的全称与简称")] = None,
    as_json: Json = False,
    xlsx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Excel 台账")] = None,
    docx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Word 表格")] = None,
    ics: Annotated[Path | None, typer.Option(metavar="文件", help="写成日历（Outlook、手机可导入）")] = None,
    html: Annotated[Path | None, typer.Option(metavar="文件", help="写成网页：左为原文标注，右为台账")] = None,
    columns: Annotated[
        str,
        typer.Option(
            metavar="列式", help="Excel 与 Word 的列式：ledger 任务台账（默认）、duties 责任分工、execution 执行台账", show_default=False
        ),
    ] = "ledger",
    ocr: Ocr = None,
    everything: Annotated[bool, typer.Option("--all", help="连同倡导性要求（要高度重视……）一起列出")] = False,
    jobs: Annotated[int | None, typer.Option(metavar="数", help="同时分析的进程数；默认少于 8 个文件用 1 个，否则用全部处理器")] = None,
) -> None:
    def work() -> int:
        from service.analyze import Request, run
        from service.scanning import choose

        choose(ocr)
        exports = {"xlsx": xlsx, "docx": docx, "ics": ics, "html": html}
        targets = {name: path for name, path in exports.items() if path}
        return run(Request(tuple(files), date, calendar, offices, as_json, targets, _columns(columns), everything, positive(jobs)))

    answer(work)


@command(
    short_help="拿学校方案比对通知或模板",
    help="逐条比对学校方案与通知、模板：已落实、部分落实、未涉及还是不一致，并列出两边原文。文件夹会逐层查找。",
)
def check(
    plans: Annotated[list[str], typer.Argument(metavar="方案…", help="学校方案、文件夹或“-”", show_default=False)],
    *,
    notice: Annotated[Path | None, typer.Option(metavar="文件", help="方案所答的通知")] = None,
    template: Annotated[Path | None, typer.Option(metavar="文件", help="方案应照的模板；可与 --notice 同时给出")] = None,
    date: Annotated[str | None, typer.Option(metavar="日期", help="方案没有成文日期时采用的日期，如 2022-03-07")] = None,
    calendar: CalendarFile = None,
    schools: Annotated[Path | None, typer.Option(metavar="文件", help="应报送学校的名单（.txt，每行一所），列出未报送的")] = None,
    fail_on: Annotated[
        str, typer.Option(metavar="结论", help="有这些结论时退出码为 1：partial,missing,contradicts，用逗号隔开", show_default=False)
    ] = "",
    as_json: Json = False,
    xlsx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Excel：学校与要求的总表、排名、明细、互相雷同")] = None,
    docx: Annotated[Path | None, typer.Option(metavar="文件", help="写成退回学校的修改意见（Word）")] = None,
    html: Annotated[Path | None, typer.Option(metavar="文件", help="写成网页：一份方案左为结论、右为两边原文，多份为总表")] = None,
    jobs: Annotated[int | None, typer.Option(metavar="数", help="同时比对的进程数；默认少于 8 份用 1 个，否则用全部处理器")] = None,
) -> None:
    def work() -> int:
        from service.check import Request, run

        exports = {"xlsx": xlsx, "docx": docx, "html": html}
        targets = {name: path for name, path in exports.items() if path}
        return run(Request(tuple(plans), notice, template, date, calendar, schools, fail_on, as_json, targets, positive(jobs)))

    answer(work)


@command(
    short_help="汇总心得体会",
    help="汇总心得体会：每篇的摘要（作者原句）、主题、字数，全部文章的综述，以及雷同、抄录通知、偏题等提示。文件夹会逐层查找。",
)
def digest(
    essays: Annotated[list[str], typer.Argument(metavar="心得…", help="心得体会、文件夹或“-”", show_default=False)],
    *,
    notice: Annotated[Path | None, typer.Option(metavar="文件", help="活动通知：据以判断主题、抄录和字数要求")] = None,
    min_chars: Annotated[int | None, typer.Option("--min-chars", metavar="字数", help="正文最少字数，代替通知中的要求")] = None,
    max_chars: Annotated[int | None, typer.Option("--max-chars", metavar="字数", help="正文最多字数，代替通知中的要求")] = None,
    chars: Annotated[int | None, typer.Option(metavar="字数", help="每篇摘要至多多少字，默认 120")] = None,
    topic: Annotated[
        list[str] | None, typer.Option(metavar="主题", help="要求写到的主题，可重复；每篇至少写到一个，没有人写的会列出")
    ] = None,
    per_term: Annotated[int | None, typer.Option("--per-term", metavar="篇数", help="每人应交的篇数，代替通知中的要求")] = None,
    deadline: Annotated[str | None, typer.Option(metavar="日期", help="上交时限，如 2024-06-20，代替通知中的要求")] = None,
    people: Annotated[Path | None, typer.Option(metavar="文件", help="应提交人员的名单（.txt，每行一人），列出尚未提交的")] = None,
    as_json: Json = False,
    docx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Word：活动总结的综述段落，引文注明出处")] = None,
    html: Annotated[Path | None, typer.Option(metavar="文件", help="写成网页：综述、主题分布图、每篇摘要与全文")] = None,
    xlsx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Excel：文章、主题、雷同、提示")] = None,
    jobs: Annotated[int | None, typer.Option(metavar="数", help="同时读取的进程数；默认自动决定")] = None,
) -> None:
    def work() -> int:
        from service.digest import Request, run

        exports = {"docx": docx, "html": html, "xlsx": xlsx}
        targets = {name: path for name, path in exports.items() if path}
        return run(
            Request(
                tuple(essays),
                notice,
                min_chars,
                max_chars,
                chars,
                tuple(topic or ()),
                per_term,
                deadline,
                people,
                as_json,
                targets,
                positive(jobs),
            )
        )

    answer(work)


@command(short_help="标注单句中的时间与数量", help="标注单句中的时间与数量：每行一个 {id, text, date}，逐行输出。")
def mark(
    file: Annotated[str, typer.Argument(metavar="文件.jsonl", help="JSONL 文件或“-”", show_default=False)],
    *,
    calendar: CalendarFile = None,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.mark import run

        return run(file, calendar=calendar, as_json=as_json)

    answer(work)


def _columns(wanted: str) -> Columns:
    for name in COLUMN_SETS:
        if name == wanted:
            return name
    raise ServiceError("usage", f"没有列式“{wanted}”，可用的有 {'、'.join(COLUMN_SETS)}。")

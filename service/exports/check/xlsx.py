"""Many plans as a workbook: a matrix of schools and requirements, the ranking, every verdict in detail, pairs that copied."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from xlsxwriter.worksheet import Worksheet

from nlp.check.types import CheckedRequirement
from service.checking import Checked
from service.exports.book import Book, Style, height, new_book
from service.exports.check.report import (
    Remarked,
    Report,
    asked_of,
    columns,
    counts,
    day_of,
    faults,
    key_of,
    names_of,
    quoted,
    ranking,
    remarked,
    verdicts_of,
    where,
)
from service.exports.check.words import CODES, COLOURS, PLAN_CODES, SIGNS, VERDICTS, folded, number

LEADS = ("序号", "学校", "得分", "照抄")
LEAD_WIDTHS = (5, 24, 7, 7)
CELL_WIDTH = 4.5
HEAD_POINTS = 190
"""Height of the matrix's head, whose requirements run from bottom to top."""
LINE = 22
HEAD_LONGEST = 36
"""Characters of a requirement there, in two lines."""
ABSENT = "F2F2F2"
RANK_HEADS = ("名次", "学校", "得分", *VERDICTS.values(), "照抄", "整体问题", "文件")
RANK_WIDTHS = (6, 26, 8, 9, 9, 9, 9, 8, 40, 28)
DETAIL_HEADS = ("学校", "编号", "要求", "出处", "结论", "方案原文", "问题", "应为", "实为", "说明", "核对")
DETAIL_WIDTHS = (18, 7, 34, 12, 9, 34, 10, 12, 12, 34, 14)
PAIR_HEADS = ("学校甲", "学校乙", "雷同", "甲的原文", "乙的原文")
PAIR_WIDTHS = (20, 20, 8, 50, 50)


def render(report: Report) -> bytes:
    stream = BytesIO()
    book = new_book(stream, title=f"方案比对：{asked_of(report)}", created=day_of(report.given))
    _write_matrix(book, report)
    _write(book, "排名", RANK_HEADS, RANK_WIDTHS, list(_ranks(report)), centred=(0, 2, 3, 4, 5, 6, 7))
    _write_details(book, report)
    _write(book, "互相雷同", PAIR_HEADS, PAIR_WIDTHS, list(_pairs(report)), centred=(2,))
    book.workbook.close()
    return stream.getvalue()


def _write_matrix(book: Book, report: Report) -> None:
    asked_for = columns(report.plans)
    last = len(LEADS) + max(len(asked_for), 1) - 1
    sheet = book.sheet("比对总表", LEAD_WIDTHS, footer="方案比对")
    sheet.set_column(len(LEADS), last, CELL_WIDTH)
    book.merge(sheet, 0, last, "学校方案比对总表", book.title)
    sheet.set_row(0, 30)
    legend = "　".join(f"{SIGNS[verdict]} {word}" for verdict, word in VERDICTS.items())
    book.merge(sheet, 1, last, f"对照{asked_of(report)}　{legend}", book.subtitle)
    sheet.set_row(1, 30)
    _write_matrix_head(book, sheet, asked_for)
    for line, (plan, name) in enumerate(zip(report.plans, names_of(report.plans), strict=True), 3):
        _write_plan(book, sheet, line, plan, name, asked_for)
    nothing = [(school, "未报送") for school in report.roll.absent] + [(failure.name, "无法读取") for failure in report.failures]
    for line, (name, why) in enumerate(nothing, 3 + len(report.plans)):
        sheet.set_row(line, LINE)
        book.write(sheet, line, 0, "—", Style(centred=True, fill=ABSENT))
        book.write(sheet, line, 1, name, Style(fill=ABSENT))
        sheet.merge_range(line, 2, line, last, "", book.band)
        book.write(sheet, line, 2, why, Style(fill=ABSENT))
    sheet.freeze_panes(3, 2)
    sheet.repeat_rows(2)


def _write_matrix_head(book: Book, sheet: Worksheet, asked_for: Sequence[CheckedRequirement]) -> None:
    sheet.set_row(2, HEAD_POINTS)
    for index, title in enumerate(LEADS):
        sheet.write_string(2, index, title, book.head)
    for index, requirement in enumerate(asked_for, len(LEADS)):
        book.write(sheet, 2, index, f"{requirement.id} {folded(requirement.text, HEAD_LONGEST)}", Style(upright=True))


def _write_plan(book: Book, sheet: Worksheet, line: int, plan: Checked, name: str, asked_for: Sequence[CheckedRequirement]) -> None:
    check, found = plan.check, verdicts_of(plan.check)
    sheet.set_row(line, max(LINE, height(("", name, "", ""), LEAD_WIDTHS)))
    book.write(sheet, line, 0, str(line - 2), Style(centred=True))
    book.write(sheet, line, 1, name)
    book.write(sheet, line, 2, number(check.score), Style(centred=True))
    book.write(sheet, line, 3, f"{check.copied_share:.0%}", Style(centred=True))
    for index, requirement in enumerate(asked_for, len(LEADS)):
        answer = found.get(key_of(requirement))
        style = Style(centred=True, fill=COLOURS[answer.verdict] if answer else "")
        book.write(sheet, line, index, SIGNS[answer.verdict] if answer else "", style)


def _ranks(report: Report) -> Iterator[tuple[str, ...]]:
    for ranked in ranking(report.plans):
        check = ranked.plan.check
        numbers = (str(count) for count in counts(check).values())
        yield ranked.place, ranked.name, number(check.score), *numbers, f"{check.copied_share:.0%}", faults(check), check.plan.name
    for school in report.roll.absent:
        yield "—", school, "", "", "", "", "", "", "未报送", ""
    for failure in report.failures:
        yield "—", failure.name, "", "", "", "", "", "", failure.message, failure.name


def _write_details(book: Book, report: Report) -> None:
    sheet = book.sheet("明细", DETAIL_WIDTHS, footer="明细")
    book.write_head(sheet, 0, DETAIL_HEADS)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    rows = [row for plan, name in zip(report.plans, names_of(report.plans), strict=True) for row in _all_details(plan, name, report)]
    for line, (fill, cells) in enumerate(rows, 1):
        sheet.set_row(line, height(cells, DETAIL_WIDTHS))
        for index, text in enumerate(cells):
            book.write(sheet, line, index, text, Style(centred=index in {1, 3, 4, 6, 7, 8}, fill=fill if index == 4 else ""))
    if rows:
        sheet.autofilter(0, 0, len(rows), len(DETAIL_HEADS) - 1)


def _all_details(plan: Checked, name: str, report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The colour of the verdict and the cells, requirement by requirement, then what the plan as a whole has wrong."""
    for requirement in plan.check.requirements:
        yield COLOURS[requirement.verdict], (*_details(name, requirement, report), judged(plan, requirement))
    for remark in remarked(plan.check.findings, plan.check.findings):
        yield "", (*_detail_of_all(plan, name, remark), "")


def judged(plan: Checked, requirement: CheckedRequirement) -> str:
    """人工改定（程序：未涉及）."""
    machine = plan.machine.get(requirement.id)
    return f"人工改定（程序：{VERDICTS[machine]}）" if machine else ""


def _details(name: str, requirement: CheckedRequirement, report: Report) -> tuple[str, ...]:
    findings = requirement.findings
    return (
        name,
        requirement.id,
        requirement.text,
        where(requirement, report.given),
        VERDICTS[requirement.verdict],
        "\n".join(passage.text for passage in quoted(requirement)),
        "\n".join(CODES[finding.code] for finding in findings),
        "\n".join(finding.expected or "—" for finding in findings),
        "\n".join(finding.found or "—" for finding in findings),
        "\n".join(finding.message for finding in findings),
    )


def _detail_of_all(plan: Checked, name: str, remark: Remarked) -> tuple[str, ...]:
    span = remark.findings[0].span
    quote = plan.text[slice(*span)] if span else ""
    return name, "整体", "", "", "", quote, PLAN_CODES[remark.code], "", "", remark.message


def _pairs(report: Report) -> Iterator[tuple[str, ...]]:
    schools = names_of(report.plans)
    for pair in report.pairs:
        one, other = report.plans[pair.first], report.plans[pair.second]
        names = schools[pair.first], schools[pair.second]
        for passage in pair.passages:
            yield *names, f"{pair.share:.0%}", one.text[slice(*passage.a)], other.text[slice(*passage.b)]


def _write(
    book: Book, name: str, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]], *, centred: Sequence[int]
) -> None:
    sheet = book.sheet(name, widths, footer=name)
    book.write_head(sheet, 0, heads)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    for line, cells in enumerate(rows, 1):
        sheet.set_row(line, height(cells, widths))
        for index, text in enumerate(cells):
            book.write(sheet, line, index, text, Style(centred=index in centred))
    if not rows:
        book.merge(sheet, 1, len(heads) - 1, "没有。", book.band)

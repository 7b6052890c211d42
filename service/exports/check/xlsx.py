"""Many plans as a workbook: a matrix of schools and requirements, the ranking, every verdict in detail, pairs that copied."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from xlsxwriter.worksheet import Worksheet

from nlp.check.types import CheckedRequirement, PlanFinding
from service.checking import Checked
from service.exports.book import Book, Style, height, new_book
from service.exports.check.report import Report, asked, columns, counts, day_of, faults, key_of, ranking, school_of, verdicts_of, where
from service.exports.check.words import CODES, COLOURS, PLAN_CODES, SIGNS, VERDICTS, folded, number

LEADS = ("序号", "学校", "得分", "照抄")
LEAD_WIDTHS = (5, 24, 7, 7)
CELL_WIDTH = 4.5
HEAD_POINTS = 190
"""Height of the matrix's head, whose requirements run from bottom to top."""
HEAD_LONGEST = 36
"""Characters of a requirement there, in two lines."""
ABSENT = "F2F2F2"
RANK_HEADS = ("名次", "学校", "得分", *VERDICTS.values(), "照抄", "整体问题", "文件")
RANK_WIDTHS = (6, 26, 8, 9, 9, 9, 9, 8, 40, 28)
DETAIL_HEADS = ("学校", "编号", "要求", "出处", "结论", "方案原文", "问题", "应为", "实为", "说明")
DETAIL_WIDTHS = (18, 7, 34, 12, 9, 34, 10, 12, 12, 34)
PAIR_HEADS = ("学校甲", "学校乙", "雷同", "甲的原文", "乙的原文")
PAIR_WIDTHS = (20, 20, 8, 50, 50)


def render(report: Report) -> bytes:
    stream = BytesIO()
    book = new_book(stream, title=f"方案比对：{asked(report.given)}", created=day_of(report.given))
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
    book.merge(sheet, 1, last, f"对照{asked(report.given)}　{legend}", book.subtitle)
    sheet.set_row(1, 30)
    _write_matrix_head(book, sheet, asked_for)
    line = 3
    for line, plan in enumerate(report.plans, 3):
        _write_plan(book, sheet, line, plan, asked_for)
    line = 3 + len(report.plans)
    for school in report.roll.absent:
        book.write(sheet, line, 0, "—", Style(centred=True, fill=ABSENT))
        book.write(sheet, line, 1, school, Style(fill=ABSENT))
        sheet.merge_range(line, 2, line, last, "", book.band)
        book.write(sheet, line, 2, "未报送", Style(fill=ABSENT))
        line += 1
    sheet.freeze_panes(3, 2)
    sheet.repeat_rows(2)


def _write_matrix_head(book: Book, sheet: Worksheet, asked_for: Sequence[CheckedRequirement]) -> None:
    sheet.set_row(2, HEAD_POINTS)
    for index, title in enumerate(LEADS):
        sheet.write_string(2, index, title, book.head)
    for index, requirement in enumerate(asked_for, len(LEADS)):
        book.write(sheet, 2, index, f"{requirement.id} {folded(requirement.text, HEAD_LONGEST)}", Style(upright=True))


def _write_plan(book: Book, sheet: Worksheet, line: int, plan: Checked, asked_for: Sequence[CheckedRequirement]) -> None:
    check, found = plan.check, verdicts_of(plan.check)
    sheet.set_row(line, 22)
    book.write(sheet, line, 0, str(line - 2), Style(centred=True))
    book.write(sheet, line, 1, school_of(check))
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
        yield str(ranked.rank), school_of(check), number(check.score), *numbers, f"{check.copied_share:.0%}", faults(check), check.plan.name
    for school in report.roll.absent:
        yield "—", school, "", "", "", "", "", "", "未报送", ""
    for failure in report.failures:
        yield "—", failure.name, "", "", "", "", "", "", failure.message, failure.name


def _write_details(book: Book, report: Report) -> None:
    sheet = book.sheet("明细", DETAIL_WIDTHS, footer="明细")
    book.write_head(sheet, 0, DETAIL_HEADS)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    rows = [row for plan in report.plans for row in _all_details(plan, report)]
    for line, (fill, cells) in enumerate(rows, 1):
        sheet.set_row(line, height(cells, DETAIL_WIDTHS))
        for index, text in enumerate(cells):
            book.write(sheet, line, index, text, Style(centred=index in {1, 3, 4, 6, 7, 8}, fill=fill if index == 4 else ""))
    if rows:
        sheet.autofilter(0, 0, len(rows), len(DETAIL_HEADS) - 1)


def _all_details(plan: Checked, report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The colour of the verdict and the cells, requirement by requirement, then what the plan as a whole has wrong."""
    for requirement in plan.check.requirements:
        yield COLOURS[requirement.verdict], _details(plan, requirement, report)
    for finding in plan.check.findings:
        yield "", _detail_of_all(plan, finding)


def _details(plan: Checked, requirement: CheckedRequirement, report: Report) -> tuple[str, ...]:
    findings = requirement.findings
    return (
        school_of(plan.check),
        requirement.id,
        requirement.text,
        where(requirement, report.given),
        VERDICTS[requirement.verdict],
        "\n".join(passage.text for passage in requirement.evidence),
        "\n".join(CODES[finding.code] for finding in findings),
        "\n".join(finding.expected or "—" for finding in findings),
        "\n".join(finding.found or "—" for finding in findings),
        "\n".join(finding.message for finding in findings),
    )


def _detail_of_all(plan: Checked, finding: PlanFinding) -> tuple[str, ...]:
    quote = plan.text[slice(*finding.span)] if finding.span else ""
    return school_of(plan.check), "整体", "", "", "", quote, PLAN_CODES[finding.code], "", "", finding.message


def _pairs(report: Report) -> Iterator[tuple[str, ...]]:
    for pair in report.pairs:
        one, other = report.plans[pair.first], report.plans[pair.second]
        names = school_of(one.check), school_of(other.check)
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

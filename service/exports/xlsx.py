"""The ledger as a workbook: 任务台账, 时限与指标, 提示; ready to print on A4."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from xlsxwriter.worksheet import Worksheet

from nlp.types import Analysis
from service.exports.book import Book, Style, height, new_book
from service.exports.columns import SETS, Column, ColumnSet
from service.exports.options import Options
from service.exports.rows import document_line, document_title, issue_day, path, rows
from service.exports.words import DEADLINE_KINDS, TARGET_ROLES, TIERS, quantity_text, time_text

VALUE_WIDTHS = (7, 11, 26, 26, 12, 12, 9, 12, 12, 30)
WARNING_WIDTHS = (6, 70, 56, 24)


def render(analyses: Sequence[Analysis], options: Options) -> bytes:
    stream = BytesIO()
    book = new_book(stream, title=document_title(analyses[0]), created=issue_day(analyses[0], options.issued))
    _write_ledger(book, analyses, options)
    _write_values(book, analyses)
    _write_warnings(book, analyses)
    book.workbook.close()
    return stream.getvalue()


def _write_ledger(book: Book, analyses: Sequence[Analysis], options: Options) -> None:
    columns = SETS[options.columns]
    title = _title(analyses, columns)
    last = len(columns.columns) - 1
    sheet = book.sheet(
        "任务台账", (column.width for column in columns.columns), footer=document_title(analyses[0]) if len(analyses) == 1 else title
    )
    book.merge(sheet, 0, last, title, book.title)
    sheet.set_row(0, 28 * (2 + len(title) // 44))
    book.merge(sheet, 1, last, _subtitle(analyses, options), book.subtitle)
    book.write_head(sheet, 2, [column.title for column in columns.columns])
    sheet.freeze_panes(3, 2)
    sheet.repeat_rows(2)
    line = 3
    for analysis in analyses:
        if len(analyses) > 1:
            book.merge(sheet, line, last, f"{document_title(analysis)}　{document_line(analysis)}".strip(), book.band)
            line += 1
        for row in rows(analysis, may=options.may):
            cells = [column.cell(row) for column in columns.columns]
            sheet.set_row(line, height(cells, [column.width for column in columns.columns]))
            for index, (column, text) in enumerate(zip(columns.columns, cells, strict=True)):
                book.write(sheet, line, index, text, Style(centred=column.centred, muted=not row.hard))
            line += 1
    _offer_choices(sheet, columns.columns, line - 1)
    if len(analyses) == 1 and line > 3:
        sheet.autofilter(2, 0, line - 1, last)


def _offer_choices(sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
    for index, column in enumerate(columns):
        if column.choices and last >= 3:
            rule = {"validate": "list", "source": list(column.choices), "error_title": column.title, "error_message": "请从列表中选择。"}
            sheet.data_validation(3, index, last, index, rule)


def _write_values(book: Book, analyses: Sequence[Analysis]) -> None:
    """Every time and quantity with its meaning, also those that hang on no task."""
    titles = ("编号", "类别", "原文", "含义", "起始日", "截止日", "性质", "所属任务", "出处", "判定依据")
    sheet = book.sheet("时限与指标", VALUE_WIDTHS, footer="时限与指标")
    book.write_head(sheet, 0, titles)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    line = 1
    for analysis in analyses:
        if len(analyses) > 1:
            book.merge(sheet, line, len(titles) - 1, document_title(analysis), book.band)
            line += 1
        for cells in _values(analysis):
            sheet.set_row(line, height(cells, VALUE_WIDTHS))
            for index, text in enumerate(cells):
                book.write(sheet, line, index, text, Style(centred=index not in (2, 3, 9)))
            line += 1


def _values(analysis: Analysis) -> Iterable[tuple[str, ...]]:
    sections = {section.id: section for section in analysis.sections}
    for deadline in analysis.deadlines:
        owners = [task for task in analysis.tasks if deadline.id in task.deadlines]
        place = next((path(task.section, sections) for task in owners if deadline.id not in task.inherited), "")
        days = (_iso(deadline.start), _iso(deadline.end))
        kind = DEADLINE_KINDS[deadline.kind]
        names = "、".join(task.id for task in owners)
        yield deadline.id, f"时限·{kind}", deadline.text, time_text(deadline), *days, TIERS[deadline.tier], names, place, deadline.why
    for target in analysis.targets:
        owners = [task for task in analysis.tasks if target.id in task.targets]
        place = next((path(task.section, sections) for task in owners), "")
        words = quantity_text(target)
        meaning = f"{target.metric}：{words}" if target.metric else words
        names = "、".join(task.id for task in owners)
        yield target.id, TARGET_ROLES[target.role], target.text, meaning, "", "", TIERS[target.tier], names, place, target.why


def _write_warnings(book: Book, analyses: Sequence[Analysis]) -> None:
    sheet = book.sheet("提示", WARNING_WIDTHS, footer="提示")
    book.write_head(sheet, 0, ("序号", "说明", "原文", "代码"))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    remarks = [(analysis, remark) for analysis in analyses for remark in analysis.warnings]
    for line, (analysis, remark) in enumerate(remarks, 1):
        quote = analysis.text[slice(*remark.span)] if remark.span else ""
        message = f"{document_title(analysis)}：{remark.message}" if len(analyses) > 1 else remark.message
        cells = (str(line), message, quote, remark.code)
        sheet.set_row(line, height(cells, WARNING_WIDTHS))
        for index, text in enumerate(cells):
            book.write(sheet, line, index, text, Style(centred=index == 0))
    if not remarks:
        book.merge(sheet, 1, 3, "没有需要提示的问题。", book.band)


def _title(analyses: Sequence[Analysis], columns: ColumnSet) -> str:
    if len(analyses) == 1:
        return f"{document_title(analyses[0])}\n{columns.heading}"
    return f"{columns.heading}（{len(analyses)} 份文件）"


def _subtitle(analyses: Sequence[Analysis], options: Options) -> str:
    count = sum(len(rows(analysis, may=options.may)) for analysis in analyses)
    line = document_line(analyses[0]) if len(analyses) == 1 else ""
    return f"{line}　共 {count} 项".strip()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""

"""The digest as a workbook: 文章, 主题, 雷同, 提示."""

from collections.abc import Sequence
from io import BytesIO

from service.exports.book import Book, Style, height, new_book
from service.exports.digest.draft import own_quotes
from service.exports.digest.report import HEADS, PAIR_HEADS, Report, heading, mains, pairs, rows, writer

FLAGGED = "FFF2CC"
ESSAY_WIDTHS = (6, 22, 10, 16, 7, 24, 50, 18, 40, 18)
THEME_HEADS = ("编号", "主题", "谈到的篇数", "为主的篇数", "用词", "文章", "代表性语句")
THEME_WIDTHS = (7, 28, 9, 9, 22, 30, 70)
PAIR_WIDTHS = (18, 18, 9, 60, 60)
COUNTS = {"序号", "字数", "谈到的篇数", "为主的篇数"}
"""Columns that hold whole numbers."""
NOTE_WIDTHS = (16, 100)


def render(report: Report) -> bytes:
    stream = BytesIO()
    book = new_book(stream, title=report.title, created=report.issued)
    flagged = [bool(essay.flags) for essay in report.digest.essays]
    _sheet(book, "文章", HEADS, ESSAY_WIDTHS, rows(report), fills=flagged)
    _sheet(book, "主题", THEME_HEADS, THEME_WIDTHS, _themes(report))
    _sheet(book, "雷同", PAIR_HEADS, PAIR_WIDTHS, pairs(report), empty="没有发现雷同段落")
    _sheet(book, "提示", ("类别", "说明"), NOTE_WIDTHS, _notes(report), empty="没有其他提示。")
    book.workbook.close()
    return stream.getvalue()


def _sheet(
    book: Book,
    name: str,
    heads: Sequence[str],
    widths: Sequence[int],
    lines: Sequence[tuple[str, ...]],
    *,
    fills: Sequence[bool] = (),
    empty: str = "",
) -> None:
    sheet = book.sheet(name, widths, footer=name)
    book.write_head(sheet, 0, heads)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    for number, cells in enumerate(lines, 1):
        sheet.set_row(number, height(cells, widths))
        fill = FLAGGED if fills and fills[number - 1] else ""
        for column, text in enumerate(cells):
            style = Style(centred=widths[column] < 10, fill=fill)
            if heads[column] in COUNTS:
                book.write_number(sheet, number, column, int(text), style)
            else:
                book.write(sheet, number, column, text, style)
    if lines:
        sheet.autofilter(0, 0, len(lines), len(heads) - 1)
    elif empty:
        book.merge(sheet, 1, len(heads) - 1, empty, book.band)


def _themes(report: Report) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for theme in report.digest.themes:
        essays = "\n".join(heading(report.essay(key)) for key in theme.essays)
        quotes = "\n".join(f"“{quote.text}”——{writer(report.essay(quote.id))}" for quote in own_quotes(report, theme))
        counts = str(len(theme.essays)), str(mains(report, theme))
        found.append((theme.id, theme.label, *counts, "、".join(theme.terms), essays, quotes))
    return found


def _notes(report: Report) -> list[tuple[str, ...]]:
    digest = report.digest
    notes: list[tuple[str, ...]] = [("没有谈到的主题", topic) for topic in digest.missing_topics]
    notes += [("尚未提交", name) for name in digest.missing_people]
    notes += [("活动要求", words) for words in digest.rules.why]
    return [*notes, *(("文件", remark.message) for remark in digest.warnings)]

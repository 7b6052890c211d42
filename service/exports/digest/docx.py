"""The draft of the campaign report in Word: its paragraphs, the sources of the quotes, what to look at, all essays, copied passages."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from service.exports.digest.draft import cited, draft, review, review_line
from service.exports.digest.report import CAUTION, PAIR_HEADS, Report, flag_words, heading, pairs, rows, writer
from service.exports.word import add_line, add_row, add_table, fill, new_document, saved

SOURCE_HEADS = ("编号", "作者", "文章", "段落", "原句")
SOURCE_WIDTHS = (8, 16, 20, 10, 46)
REVIEW_HEADS = ("文章", "作者", "提示")
REVIEW_WIDTHS = (20, 20, 60)
ESSAY_HEADS = ("序号", "题目", "作者", "字数", "主题", "摘要（作者原句）", "提示")
ESSAY_WIDTHS = (8, 14, 10, 8, 17, 34, 9)
PAIR_WIDTHS = (14, 14, 9, 32, 31)


def render(report: Report) -> bytes:
    document = new_document(title=report.title, created=report.issued)
    add_line(document, report.title, size=18, bold=True, centred=True, after=10)
    for paragraph in draft(report):
        line = add_line(document, paragraph, size=12, after=4)
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        line.paragraph_format.first_line_indent = Pt(24)
        line.paragraph_format.line_spacing = 1.5
    sources = [
        (f"[{each.number}]", writer(each.essay), f"{heading(each.essay)}\n{each.essay.name}", f"第{each.paragraph}段", each.quote.text)
        for each in cited(report)
    ]
    _table(document, "引文出处", SOURCE_HEADS, SOURCE_WIDTHS, sources, centred=(0, 3))
    _table(
        document,
        "需要复核",
        REVIEW_HEADS,
        REVIEW_WIDTHS,
        review(report),
        note=f"{review_line(report)}{CAUTION}定稿时请删去本表和以下各表。",
    )
    _table(document, "雷同段落", PAIR_HEADS, PAIR_WIDTHS, pairs(report), centred=(2,))
    essays = [(*row[:3], row[4], row[5], row[6], flag_words(essay)) for essay, row in zip(report.digest.essays, rows(report), strict=True)]
    _table(document, "文章一览", ESSAY_HEADS, ESSAY_WIDTHS, essays, centred=(0, 2, 3))
    return saved(document)


def _table(
    document: WordDocument,
    title: str,
    heads: Sequence[str],
    widths: Sequence[int],
    lines: Sequence[Sequence[str]],
    *,
    centred: Sequence[int] = (),
    note: str = "",
) -> None:
    """Nothing where there are no lines."""
    if not lines:
        return
    above = add_line(document, title, size=14, bold=True, after=4)
    above.paragraph_format.space_before = Pt(12)
    above.paragraph_format.keep_with_next = True
    if note:
        add_line(document, note, size=10, after=4).paragraph_format.keep_with_next = True
    table = add_table(document, heads, widths)
    for line in lines:
        for index, (cell, text) in enumerate(zip(add_row(table), line, strict=True)):
            fill(cell, text, centred=index in centred)

"""The draft of the campaign's report in Word: its paragraphs, the sources of the quotes, all essays, copied passages."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from service.exports.digest.report import CAUTION, PAIR_HEADS, Report, cited, draft, flag_words, heading, pairs, rows, writer
from service.exports.word import add_line, add_row, add_table, fill, new_document, saved

SOURCE_HEADS = ("编号", "作者", "文章", "段落", "原句")
ESSAY_HEADS = ("序号", "题目", "作者", "字数", "主题", "摘要（作者原句）", "提示")


def render(report: Report) -> bytes:
    document = new_document(title=report.title, created=report.issued)
    add_line(document, report.title, size=18, bold=True, centred=True, after=10)
    for paragraph in draft(report):
        line = add_line(document, paragraph, size=12, after=4)
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        line.paragraph_format.first_line_indent = Pt(24)
        line.paragraph_format.line_spacing = 1.5
    add_line(document, "引文出处", size=14, bold=True, after=4).paragraph_format.space_before = Pt(12)
    table = add_table(document, SOURCE_HEADS, (5, 14, 18, 8, 50))
    for each in cited(report):
        values = (
            f"[{each.number}]",
            writer(each.essay),
            f"{heading(each.essay)}\n{each.essay.name}",
            f"第 {each.paragraph} 段",
            each.quote.text,
        )
        for index, (cell, text) in enumerate(zip(add_row(table), values, strict=True)):
            fill(cell, text, centred=index in (0, 3))
    add_line(document, "文章一览", size=14, bold=True, after=4).paragraph_format.space_before = Pt(12)
    table = add_table(document, ESSAY_HEADS, (5, 16, 9, 7, 18, 40, 12))
    for essay, row in zip(report.digest.essays, rows(report), strict=True):
        for index, (cell, text) in enumerate(zip(add_row(table), (*row[:3], row[4], row[5], row[6], flag_words(essay)), strict=True)):
            fill(cell, text, centred=index in (0, 2, 3))
    if shared := pairs(report):
        add_line(document, "雷同段落", size=14, bold=True, after=4).paragraph_format.space_before = Pt(12)
        table = add_table(document, PAIR_HEADS, (14, 14, 8, 32, 32))
        for row in shared:
            for index, (cell, text) in enumerate(zip(add_row(table), row, strict=True)):
                fill(cell, text, centred=index == 2)
        add_line(document, CAUTION, size=10)
    return saved(document)

"""The ledger as a Word table on A4 landscape, its header repeated on every page."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK

from nlp.types import Analysis
from service.exports.columns import SETS
from service.exports.options import Options
from service.exports.rows import document_line, document_title, issue_day, rows
from service.exports.word import add_line, add_row, add_table, fill, new_document, saved


def render(analyses: Sequence[Analysis], options: Options) -> bytes:
    document = new_document(title=document_title(analyses[0]), created=issue_day(analyses[0], options.issued), landscape=True)
    for index, analysis in enumerate(analyses):
        if index:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _write(document, analysis, options)
    return saved(document)


def _write(document: WordDocument, analysis: Analysis, options: Options) -> None:
    columns = SETS[options.columns]
    shown = rows(analysis, may=options.may)
    add_line(document, f"{document_title(analysis)}\n{columns.heading}", size=18, bold=True, centred=True)
    add_line(document, f"{document_line(analysis)}　共 {len(shown)} 项".strip(), size=10, centred=True, after=6)
    table = add_table(document, [column.title for column in columns.columns], [column.width for column in columns.columns])
    for row in shown:
        for column, cell in zip(columns.columns, add_row(table), strict=True):
            fill(cell, column.cell(row), centred=column.centred, muted=not row.hard)

"""Tables as comma-separated values (RFC 4180) that Excel and WPS open as they are: a byte order mark, and no cell that is a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from nlp.types import Analysis
from service.exports.book import FORMULA_STARTS
from service.exports.columns import SETS, printable
from service.exports.options import Options
from service.exports.rows import document_title, rows


def render(analyses: Sequence[Analysis], options: Options) -> bytes:
    """One line a task; the first column names the document."""
    columns = SETS[options.columns].columns
    lines = [
        [document_title(analysis), *(column.cell(row) for column in columns)]
        for analysis in analyses
        for row in rows(analysis, may=options.may)
    ]
    return table(["文件", *(column.title for column in columns)], lines)


def table(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(titles)
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    return stream.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    """A program that takes = + - @ for the beginning of a formula shows the apostrophe, or takes it for the mark of a text."""
    cell = printable(cell)
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell

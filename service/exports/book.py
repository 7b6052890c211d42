"""Workbooks of the house: their formats, cells that are always text, sheets that print on A4."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from service.exports.columns import printable

FONT = "宋体"
A4 = 9
CELL_LIMIT = 32_767
"""Characters of a cell, Excel specifications and limits."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t")
EPOCH = date(1980, 1, 1)
LINE_POINTS = 14.5
HIGHEST = 409
"""Points of a row, Excel specifications and limits."""
WIDE = 2.15
"""Width of a Chinese character of 11 points in the unit of column widths, a digit of the default font."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks; `fill` is a colour as six hexadecimal digits, `upright` text runs from bottom to top."""

    centred: bool = False
    muted: bool = False
    fill: str = ""
    upright: bool = False


PLAIN = Style()


class Book:
    """A workbook being written: its formats, and cells that are always text, never a formula."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        base = {"font_name": FONT, "font_size": 11, "text_wrap": True, "valign": "vcenter"}
        cell = {**base, "border": 1, "border_color": "#7F7F7F"}
        self.title = workbook.add_format({**base, "font_size": 18, "bold": True, "align": "center"})
        self.subtitle = workbook.add_format({**base, "font_size": 10, "font_color": "#595959", "align": "center"})
        self.head = workbook.add_format({**cell, "bold": True, "align": "center", "bg_color": "#DCE6F1"})
        self.band = workbook.add_format({**cell, "bold": True, "bg_color": "#F2F2F2"})
        self._cell = cell
        self._formats: dict[tuple[Style, bool], Format] = {}

    def sheet(self, name: str, widths: Iterable[int], *, footer: str) -> Worksheet:
        sheet = self.workbook.add_worksheet(name)
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_footer(f"&L&9{footer.replace('&', '&&')[:120]}&R&9第 &P 页　共 &N 页")
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, text: str, style: Style = PLAIN) -> None:
        text = printable(text)
        if len(text) > CELL_LIMIT:
            text = text[: CELL_LIMIT - 1] + "…"
        form = self._format(style, quoted=text.startswith(FORMULA_STARTS))
        if text:
            sheet.write_string(row, column, text, form)
        else:
            sheet.write_blank(row, column, None, form)

    def write_number(self, sheet: Worksheet, row: int, column: int, value: float, style: Style = PLAIN) -> None:
        """A number that can be sorted and added up."""
        sheet.write_number(row, column, value, self._format(style, quoted=False))

    def merge(self, sheet: Worksheet, row: int, last: int, text: str, style: Format) -> None:
        """A line of text across the columns up to `last`."""
        sheet.merge_range(row, 0, row, last, "", style)
        sheet.write_string(row, 0, printable(text)[:CELL_LIMIT], style)

    def write_head(self, sheet: Worksheet, row: int, titles: Sequence[str]) -> None:
        sheet.set_row(row, 24)
        for index, title in enumerate(titles):
            sheet.write_string(row, index, printable(title), self.head)

    def _format(self, style: Style, *, quoted: bool) -> Format:
        if (style, quoted) not in self._formats:
            extra: dict[str, str | bool | int] = {"align": "center" if style.centred else "left", "quote_prefix": quoted}
            extra |= {"font_color": "#808080"} if style.muted else {}
            extra |= {"bg_color": f"#{style.fill}"} if style.fill else {}
            extra |= {"rotation": 90} if style.upright else {}
            self._formats[style, quoted] = self.workbook.add_format({**self._cell, **extra})
        return self._formats[style, quoted]


def new_book(stream: BytesIO, *, title: str, created: date | None) -> Book:
    """`created` is the first document's date: the time of writing would make two runs differ."""
    workbook = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = created or EPOCH
    workbook.set_properties({"title": printable(title)[:255], "author": "", "created": datetime(day.year, day.month, day.day, tzinfo=UTC)})
    return Book(workbook)


def height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Points that the fullest cell of a row needs. Excel measures rows on opening, LibreOffice and some versions of WPS do not."""
    needed = max(sum(_wrapped(line, width) for line in cell.split("\n")) for cell, width in zip(cells, widths, strict=True))
    return min(needed * LINE_POINTS + 8, HIGHEST)


def _wrapped(line: str, width: int) -> int:
    """Lines that `line` takes in a column of `width`."""
    return max(1, ceil(sum(1.1 if char.isascii() else WIDE for char in line) / (width - 0.5)))

"""A sample as a printed page (PDF): A4, 28 characters a line, running heads, page numbers, justified lines, ruled tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.samples.markup import Break, Notice, Paragraph, Table

_FONT = "STSong-Light"
_SIZE = 16.0
_LEADING = 29.0
_LEFT = 73.5
_WIDTH = 28 * _SIZE
_TOP, _BOTTOM = A4[1] - 105.0, 100.0
_CLOSERS = frozenset("，。；：！？、）》”〕」%")
_OPENERS = frozenset("（《“〔「")
_CENTERED = frozenset({"title", "letterhead", "number", "caption", "byline", "subtitle"})
_FLUSH = frozenset({"to", "urgency", "cc", "printer"})


@dataclass(slots=True)
class _Press:
    """A canvas and the baseline that the next line stands on."""

    canvas: Canvas
    running_head: str
    page: int = 1
    y: float = field(default=_TOP)

    def start_page(self) -> None:
        self.canvas.setFont(_FONT, 10)
        self.canvas.drawCentredString(A4[0] / 2, A4[1] - 60, self.running_head)
        self.canvas.drawCentredString(A4[0] / 2, 60, f"— {self.page} —")
        self.y = _TOP

    def turn_page(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self.start_page()

    def room(self, height: float) -> None:
        """Turn the page where less than `height` points are left."""
        if self.y - height < _BOTTOM - _LEADING:
            self.turn_page()

    def line(self, text: str, x: float, *, size: float = _SIZE, spacing: float = 0.0) -> None:
        self.room(_LEADING)
        writer = self.canvas.beginText(x, self.y)
        writer.setFont(_FONT, size)
        writer.setCharSpace(spacing)
        writer.textOut(text)
        self.canvas.drawText(writer)
        self.y -= _LEADING


def pdf_file(notice: Notice) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    written = BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=True, pageCompression=0)
    canvas.setTitle(notice.running_head)
    press = _Press(canvas, notice.running_head)
    press.start_page()
    for line in notice.before:
        _justified(press, line, indent=0)
    for element in notice.elements:
        if isinstance(element, Break):
            press.turn_page()
        elif isinstance(element, Table):
            _table(press, element)
        else:
            _paragraph(press, element)
    for line in notice.after:
        _justified(press, line, indent=0)
    canvas.save()
    return written.getvalue()


def _paragraph(press: _Press, paragraph: Paragraph) -> None:
    text = paragraph.text
    if paragraph.style in _CENTERED:
        size = 22.0 if paragraph.style in {"title", "letterhead"} else _SIZE
        press.canvas.setFillColorRGB(*((0.8, 0, 0) if paragraph.style == "letterhead" else (0, 0, 0)))
        even = _measure(text, size) / ceil(_measure(text, size) / _WIDTH) + size  # lines of a long title are of about one length
        for line in _break(text, size, min(even, _WIDTH), min(even, _WIDTH)):
            press.line(line, _LEFT + (_WIDTH - _measure(line, size)) / 2, size=size)
        press.canvas.setFillColorRGB(0, 0, 0)
    elif paragraph.style in {"sign", "date"}:
        press.line(text, _LEFT + _WIDTH - _measure(text, _SIZE) - 4 * _SIZE)
    else:
        indents = {"attach2": 5.0} | dict.fromkeys(_FLUSH, 0.0)
        _justified(press, text, indent=indents.get(paragraph.style, 2.0) * _SIZE)


def _justified(press: _Press, text: str, *, indent: float) -> None:
    lines = list(_break(text, _SIZE, _WIDTH - indent, _WIDTH))
    for number, line in enumerate(lines):
        x = _LEFT + (indent if number == 0 else 0)
        room = _LEFT + _WIDTH - x - _measure(line, _SIZE)
        last = number == len(lines) - 1
        press.line(line, x, spacing=0.0 if last or len(line) < 2 else room / (len(line) - 1))


def _measure(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, _FONT, size))


def _break(text: str, size: float, first: float, width: float) -> Iterator[str]:
    """Lines of at most `width` points, the first of at most `first`. Numbers stay whole; no line begins with a closing mark."""
    start, room = 0, first
    while start < len(text):
        end = start + 1
        while end < len(text) and _measure(text[start : end + 1], size) <= room:
            end += 1
        cut = _retreat(text, start, end)
        yield text[start:cut]
        start, room = cut, width


def _retreat(text: str, start: int, end: int) -> int:
    """The nearest place at or before `end` where a line may end; `end` itself where there is none."""
    for cut in range(end, max(start, end - 12), -1):
        if cut == len(text):
            return cut
        before, after = text[cut - 1], text[cut]
        joined = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        if not (joined or after in _CLOSERS or before in _OPENERS):
            return cut
    return end


def _table(press: _Press, table: Table) -> None:
    columns = len(table.rows[0])
    widest = [max(_measure(row[column].text, 14) for row in table.rows) + 16 for column in range(columns)]
    scale = _WIDTH / sum(widest)
    widths = [width * scale for width in widest]
    for row in table.rows:
        cells = [list(_break(cell.text, 14, width - 10, width - 10)) for cell, width in zip(row, widths, strict=True)]
        _row(press, cells, widths)
    press.y -= _LEADING / 2


def _row(press: _Press, cells: list[list[str]], widths: list[float]) -> None:
    height = 20.0 * max(map(len, cells)) + 8
    press.room(height)
    top, x = press.y + 18, _LEFT
    press.canvas.setFont(_FONT, 14)
    for lines, width in zip(cells, widths, strict=True):
        press.canvas.rect(x, top - height, width, height)
        for number, line in enumerate(lines):
            press.canvas.drawString(x + 5, top - 20 * (number + 1), line)
        x += width
    press.y -= height

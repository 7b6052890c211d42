"""The page content played to a device that keeps characters and edges, within a budget."""
# ruff: noqa: FBT001, N802 - pdfminer sets the names and the parameters of these methods

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, isfinite
from typing import Any, cast

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import LITERAL_FORM, PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFStackT
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1, stream_value
from pdfminer.psparser import PSKeyword, PSLiteral
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_pt, apply_matrix_rect

from nlp.read.faults import too_large
from nlp.read.limits import MAX_CHARACTERS, MAX_OPERATORS, MAX_PAGE_MARKS, MAX_PAGE_OPERATORS
from nlp.read.pdf.content import tokens
from nlp.read.pdf.page import Char, Edge, Page

_UPRIGHT = 0.05
"""How far a character or a line may lean: the share of its small to its large component."""

_THIN = 3.0
"""Points; a filled box no thicker is a ruled line."""

_BYTES_PER_OPERATOR = 8
_FORM = 50
"""What it costs to call a form, in operators."""

_UNKNOWN = "�"


@dataclass(slots=True)
class Budget:
    """What is left to spend on a document and on the page at hand."""

    characters: int = MAX_CHARACTERS * 2
    all_operators: int = MAX_OPERATORS
    operators: int = 0
    marks: int = 0

    def turn_page(self) -> None:
        self.operators = MAX_PAGE_OPERATORS
        self.marks = MAX_PAGE_MARKS

    def operate(self, count: int) -> None:
        self.operators -= count
        self.all_operators -= count
        if self.operators < 0 or self.all_operators < 0:
            raise too_large("PDF 有一页的绘图指令过多")

    def mark(self) -> None:
        self.marks -= 1
        self.characters -= 1
        if self.marks < 0 or self.characters < 0:
            raise too_large("PDF 的内容过多")


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, bounded: forms that call forms grow without limit, and its `pop` copies all operands that are left."""

    def __init__(self, manager: PDFResourceManager, device: "Canvas", budget: Budget) -> None:
        super().__init__(manager, device)
        self._canvas = device
        self._budget = budget

    def dup(self) -> "Interpreter":
        return Interpreter(self.rsrcmgr, self._canvas, self._budget)

    def execute(self, streams: Sequence[object]) -> None:
        """Play the streams, those left out that are being played already: a form may call itself."""
        self.stream_ids.clear()
        played = []
        for stream in map(stream_value, streams):
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                self.stream_ids.add(stream.objid)
                played.append(stream.get_data())
        for token in tokens(b"\n".join(played)):
            if isinstance(token, PSKeyword):
                self._operate(token.name)
            else:
                self.argstack.append(cast(PDFStackT, token))

    def _operate(self, name: object) -> None:
        method = _METHODS.get(name)
        self._budget.operate(1)
        if method is None:
            return
        operator, count = method
        operands = self.pop(count)
        if len(operands) == count:
            operator(self, *operands)

    def pop(self, n: int) -> list[PDFStackT]:
        if n == 0:
            return []
        taken = self.argstack[-n:]
        del self.argstack[-n:]
        return taken

    def do_Do(self, xobjid_arg: PDFStackT) -> None:
        if isinstance(xobjid_arg, PSLiteral):
            form = resolve1(self.xobjmap.get(xobjid_arg.name))
            if isinstance(form, PDFStream) and form.get("Subtype") is LITERAL_FORM:
                self._budget.operate(_FORM + len(form.get_data()) // _BYTES_PER_OPERATOR)
        super().do_Do(xobjid_arg)


def _methods() -> dict[object, tuple[Callable[..., None], int]]:
    """The operators that the interpreter knows, each with the number of its operands; its methods spell * as _a, ' as _q, " as _w."""
    found: dict[object, tuple[Callable[..., None], int]] = {}
    for name in dir(Interpreter):
        if name.startswith("do_"):
            method = getattr(Interpreter, name)
            operator = name[3:].replace("_a", "*").replace("_q", "'").replace("_w", '"')
            found[operator.encode()] = (method, method.__code__.co_argcount - 1)
    return found


_METHODS = _methods()


class Canvas(PDFTextDevice):
    """Gathers what is drawn; `page` is the page after `end_page`."""

    def __init__(self, manager: PDFResourceManager, budget: Budget) -> None:
        super().__init__(manager)
        self._budget = budget
        self._visible: Rect = (0, 0, 0, 0)
        self.page = Page(0, 0, 0)

    def open(self, number: int) -> None:
        self._budget.turn_page()
        self.page = Page(number, 0, 0)

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.page.width, self.page.height = abs(x1 - x0), abs(y1 - y0)
        self._visible = apply_matrix_rect(ctm, page.cropbox)

    def end_page(self, page: PDFPage) -> None:
        pass

    def begin_tag(self, tag: PSLiteral, props: object = None) -> None:
        pass

    def end_tag(self) -> None:
        pass

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        pass

    def end_figure(self, name: str) -> None:
        pass

    def render_image(self, name: str, stream: PDFStream) -> None:
        """A picture fills the unit square under the current matrix; of an inline one the matrix is the same."""
        assert self.ctm is not None
        x0, y0, x1, y1 = apply_matrix_rect(self.ctm, (0, 0, 1, 1))
        area = self.page.width * self.page.height
        self.page.pictured = max(self.page.pictured, abs((x1 - x0) * (y1 - y0)) / area if area else 0)
        width, height = (resolve1(stream.get_any((name, short))) for name, short in (("Width", "W"), ("Height", "H")))
        if isinstance(width, int) and isinstance(height, int):
            self.page.pixels = max(self.page.pixels, width * height)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        self._budget.mark()
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = _UNKNOWN
        advance = font.char_width(cid) * fontsize * scaling
        if text.isspace() and text != "\u3000":
            text = " "
        elif not text.isprintable() and any("\ud800" <= char <= "\udfff" or char < " " for char in text):
            text = _UNKNOWN
        if text == _UNKNOWN:
            self.page.unmapped += 1
        self._place(text, matrix, _glyph(font, fontsize, rise, advance, cid))
        return advance

    def _place(self, text: str, matrix: Matrix, glyph: Rect) -> None:
        x0, y0, x1, y1 = apply_matrix_rect(matrix, glyph)
        if not text or not all(map(isfinite, (x0, y0, x1, y1))):
            return
        left, low, right, high = self._visible
        if left <= (x0 + x1) / 2 <= right and low <= (y0 + y1) / 2 <= high:
            self.page.chars.append(Char(text, x0, self.page.height - y1, x1, self.page.height - y0, _turn(matrix)))

    def paint_path(self, gstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]) -> None:
        """Keep the level and upright lines of a path, and the middle lines of thin filled boxes."""
        self.page.drawn += len(path)
        for points in _subpaths(path):
            self._budget.operate(len(points))
            assert self.ctm is not None
            shown = [apply_matrix_pt(self.ctm, point) for point in points]
            xs, ys = [x for x, _ in shown], [y for _, y in shown]
            width, height = max(xs) - min(xs), max(ys) - min(ys)
            if len(points) > 2 and min(width, height) <= _THIN:
                x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
                self._rule((min(xs), y), (max(xs), y)) if width >= height else self._rule((x, min(ys)), (x, max(ys)))
            elif stroke:
                for start, end in pairwise(shown):
                    self._rule(start, end)

    def _rule(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        (x0, y0), (x1, y1) = sorted((start, end))
        across, up = x1 - x0, abs(y1 - y0)
        if not isfinite(across + up):
            return
        height = self.page.height
        if across > _THIN and up <= across * _UPRIGHT:
            y = height - (y0 + y1) / 2
            self.page.edges.append(Edge(x0, y, x1, y, "h"))
        elif up > _THIN and across <= up * _UPRIGHT:
            x = (x0 + x1) / 2
            self.page.edges.append(Edge(x, height - max(y0, y1), x, height - min(y0, y1), "v"))


def _glyph(font: PDFFont, fontsize: float, rise: float, advance: float, cid: int) -> Rect:
    """The box of a character in text space; vertical fonts hang it on the middle of its top."""
    if font.is_vertical():
        displacement: Any = font.char_disp(cid)
        vx, vy = displacement
        left = -fontsize * 0.5 if vx is None else -vx * fontsize * 0.001
        top = (1000 - vy) * fontsize * 0.001 + rise
        return (left, top + advance, left + fontsize, top)
    descent = font.get_descent() * fontsize + rise
    return (0, descent, advance, descent + fontsize)


def _turn(matrix: Matrix) -> int | None:
    a, b, *_ = matrix
    length = hypot(a, b)
    if abs(b) <= length * _UPRIGHT:
        return 0 if a >= 0 else 2
    if abs(a) <= length * _UPRIGHT:
        return 1 if b < 0 else 3
    return None


def _subpaths(path: Sequence[PathSegment]) -> list[list[tuple[float, float]]]:
    """The points of each subpath; h closes it, of a curve only the ends count."""
    found: list[list[tuple[float, float]]] = []
    for operator, *operands in path:
        if operator == "m":
            found.append([])
        if not found:
            continue
        if operator == "h" and found[-1]:
            found[-1].append(found[-1][0])
        elif len(operands) >= 2:
            found[-1].append((float(operands[-2]), float(operands[-1])))
    return [points for points in found if len(points) > 1]

"""What stands on a page of an OFD file: characters of text objects, ruled lines of paths, pictures."""

import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from math import hypot

from lxml import etree

from nlp.read.faults import too_large
from nlp.read.limits import MAX_CHARACTERS, MAX_OPERATORS, MAX_PAGE_MARKS
from nlp.read.ofd.geometry import POINTS, Matrix, box_of, deltas, matrix_of, number
from nlp.read.ofd.package import children, named
from nlp.read.pdf.page import Char, Edge, Page

_ASCENT = 0.86
"""The share of a character's height above its base line."""
_LATIN = 0.5
_MAX_DEPTH = 32
_THIN = 1.06
"""Millimetres; a filled box no thicker is a ruled line."""
_STRAIGHT = 0.05
_COUNTS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""Numbers after each operator of a path (GB/T 33190, 9.1)."""


class Budget:
    """What is left to spend on a document; raises Fault "too_large"."""

    def __init__(self) -> None:
        self.objects = MAX_OPERATORS
        self.characters = MAX_CHARACTERS * 2
        self.marks = 0

    def turn_page(self) -> None:
        self.marks = MAX_PAGE_MARKS

    def spend(self, *, objects: int = 0, characters: int = 0) -> None:
        self.objects -= objects
        self.characters -= characters
        self.marks -= characters
        if min(self.objects, self.characters, self.marks) < 0:
            raise too_large("OFD 文件的内容过多")


class Pen:
    """Puts the objects of pages and templates down on a page; lengths in millimetres come in, points go out."""

    def __init__(self, page: Page, origin: tuple[float, float], units: Mapping[str, etree._Element], budget: Budget) -> None:
        self._page = page
        self._units = units
        self._budget = budget
        self.picture = ""
        """The resource of the largest picture."""
        self._base = Matrix(POINTS, 0, 0, POINTS, -origin[0] * POINTS, -origin[1] * POINTS)

    def draw(self, content: etree._Element | None) -> None:
        """The layers of a Content."""
        for layer in children(content, "Layer"):
            self._objects(layer, self._base, 0)

    def _objects(self, parent: etree._Element, around: Matrix, depth: int) -> None:
        if depth > _MAX_DEPTH:
            return
        for element in parent:
            self._budget.spend(objects=1)
            kind = named(element)
            if kind == "PageBlock":
                self._objects(element, around, depth + 1)
            elif element.get("Visible", "true").lower() == "false":
                continue
            elif kind == "TextObject":
                self._text(element, _placed(element).within(around))
            elif kind == "PathObject":
                self._path(element, _placed(element).within(around))
            elif kind == "ImageObject":
                self._picture(element, around)
            elif kind == "CompositeObject":
                unit = self._units.get(element.get("ResourceID", "").strip())
                for content in children(unit, "Content"):
                    self._objects(content, _placed(element).within(around), depth + 1)

    def _text(self, element: etree._Element, matrix: Matrix) -> None:
        size = number(element.get("Size"))
        stretch = number(element.get("HScale"), 1.0) or 1.0
        if size <= 0:
            return
        x = y = 0.0
        for code in children(element, "TextCode"):
            text = (code.text or "").strip("\r\n\t")
            self._budget.spend(characters=len(text))
            x, y = number(code.get("X"), x), number(code.get("Y"), y)
            across, down = deltas(code.get("DeltaX"), len(text)), deltas(code.get("DeltaY"), len(text))
            left, base = x, y
            for index, char in enumerate(text):
                usual = size * stretch * _width(char)
                step = across[index] if index < len(across) else None
                fits = step is not None and 0 < step < usual * (2 if char.isascii() else 1)
                self._put(char, left, base, step if step is not None and fits else usual, size, matrix)
                left += step if step is not None else 0.0 if index < len(down) else usual
                base += down[index] if index < len(down) else 0.0

    def _put(self, char: str, left: float, base: float, width: float, size: float, matrix: Matrix) -> None:
        corners = [matrix.at(x, y) for x in (left, left + width) for y in (base - size * _ASCENT, base + size * (1 - _ASCENT))]
        x0, x1 = min(x for x, _ in corners), max(x for x, _ in corners)
        top, bottom = min(y for _, y in corners), max(y for _, y in corners)
        if not (0 <= (x0 + x1) / 2 <= self._page.width and 0 <= (top + bottom) / 2 <= self._page.height) or bottom - top <= 0:
            return
        if char.isspace() and char != "\u3000":
            char = " "
        elif unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs"):  # a glyph number, or a character of the font's own
            char = "�"
            self._page.unmapped += 1
        self._page.chars.append(Char(char, x0, top, x1, bottom, matrix.turn))

    def _picture(self, element: etree._Element, around: Matrix) -> None:
        box = box_of(element.get("Boundary"))
        if box is None:
            return
        scale = abs(around.a * around.d - around.b * around.c)
        share = box[2] * box[3] * scale / (self._page.width * self._page.height)
        if share > self._page.pictured:
            self._page.pictured = share
            self.picture = element.get("ResourceID", "").strip()

    def _path(self, element: etree._Element, matrix: Matrix) -> None:
        """Keeps the level and upright lines of a path, and the middle lines of thin filled boxes."""
        stroked = element.get("Stroke", "true").lower() != "false"
        filled = element.get("Fill", "false").lower() == "true"
        for data in children(element, "AbbreviatedData"):
            for points in _subpaths(data.text or ""):
                self._budget.spend(objects=len(points))
                shown = [matrix.at(x, y) for x, y in points]
                xs, ys = [x for x, _ in shown], [y for _, y in shown]
                if filled and len(points) > 2 and min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN * POINTS:
                    self._bar(min(xs), min(ys), max(xs), max(ys))
                elif stroked:
                    for start, end in pairwise(shown):
                        self._rule(start, end)

    def _bar(self, x0: float, top: float, x1: float, bottom: float) -> None:
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        self._rule((x0, y), (x1, y)) if x1 - x0 >= bottom - top else self._rule((x, top), (x, bottom))

    def _rule(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        (x0, y0), (x1, y1) = sorted((start, end))
        across, down = x1 - x0, abs(y1 - y0)
        if hypot(across, down) <= _THIN * POINTS:
            return
        if down <= across * _STRAIGHT:
            self._page.edges.append(Edge(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2, "h"))
        elif across <= down * _STRAIGHT:
            self._page.edges.append(Edge((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1), "v"))


def _placed(element: etree._Element) -> Matrix:
    """From the object's own space to that around it: its matrix, then the corner of its boundary."""
    box = box_of(element.get("Boundary"))
    return matrix_of(element.get("CTM")).within(Matrix(e=box[0], f=box[1])) if box else matrix_of(element.get("CTM"))


def _width(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else _LATIN


def _subpaths(data: str) -> list[list[tuple[float, float]]]:
    """The points of each subpath; C closes it, of a curve only the end counts."""
    found: list[list[tuple[float, float]]] = []
    pieces = data.split()
    at = 0
    while at < len(pieces):
        operator = pieces[at]
        count = _COUNTS.get(operator)
        at += 1
        if count is None:
            continue
        operands = [number(piece) for piece in pieces[at : at + count]]
        at += count
        if operator in "MS":
            found.append([])
        if not found or len(operands) < count:
            continue
        if operator == "C":
            found[-1] += found[-1][:1]
        else:
            found[-1].append((operands[-2], operands[-1]))
    return [points for points in found if len(points) > 1]

"""Ruled tables of a page: cells between ruled lines, found by pdfplumber's algorithm."""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import chain, repeat

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from nlp.read.draft import row
from nlp.read.limits import MAX_EDGES
from nlp.read.pdf.lines import Line, line, runs
from nlp.read.pdf.lines import rows as lines_of
from nlp.read.pdf.page import Char, Edge, Page
from nlp.types import Box, Span

_SNAP = 3.0
_MAX_POINTS = 2_500
"""Crossings of ruled lines; finding cells takes up to their square."""

_SLACK = 0.5
"""Room that a full line of a cell may leave, in units of the character size."""

_CLOSING = ("。", "；", "！", "？")

_SAME = 1.0
"""Points; edges of cells no further apart are one."""


@dataclass(slots=True)
class Cell:
    """A cell and its lines."""

    box: Box
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.told()[0]

    @property
    def inked(self) -> Box:
        """The box of its lines, without those that came over from another page."""
        own = [line for line in self.lines if self.box[1] <= line.middle <= self.box[3]] or self.lines
        return _around([(line.x0, line.top, line.x1, line.bottom) for line in own])

    def told(self) -> tuple[str, list[Span]]:
        """The text of its lines, and what of it may be misread."""
        text = ""
        doubts: list[Span] = []
        for before, one in zip([None, *self.lines], self.lines, strict=False):
            text += "" if before is None else _seam(before, one, self.box)
            doubts += ((len(text) + start, len(text) + end) for start, end in one.doubts)
            text += one.text
        return text, doubts


Row = list[Cell | None]
"""The cells of a row, one a column; None where a cell to the left or above reaches in."""


@dataclass(slots=True)
class Table:
    page: int
    box: Box
    rows: list[Row]

    def told(self) -> list[tuple[str, Box, list[tuple[Span, Box]], list[Span]]]:
        """Of each row the text, its cells joined by tabs; its box; where each of its cells stands; and what may be misread."""
        return [_told(cells) for cells in self.rows]


def _told(cells: Row) -> tuple[str, Box, list[tuple[Span, Box]], list[Span]]:
    texts: list[str] = []
    strips: list[tuple[Span, Box]] = []
    doubts: list[Span] = []
    start = 0
    for cell in cells:
        text, unsure = ("", []) if cell is None else cell.told()
        texts.append(tidied := " ".join(text.split()))
        if cell is not None and tidied:
            strips.append(((start, start + len(tidied)), cell.inked))
            doubts += ((start + first, min(start + last, start + len(tidied))) for first, last in unsure if first < len(tidied))
        start += len(tidied) + 1
    return row(texts), _around([cell.box for cell in cells if cell]), strips, doubts


def carry_over(above: Table, below: Table) -> None:
    """Move what goes on in a table at the top of a page into the table that ends the page before: the rest of its last row, and
    leave out the heads that are repeated there.

    A row goes on where each of its cells that has text there goes on from a full line that does not close a sentence.
    """
    if len(above.rows[0]) != len(below.rows[0]):
        return
    if len(above.rows) > 1 and _same(above.rows[0], below.rows[0]):
        del below.rows[0]
    if not below.rows:
        return
    last, first = above.rows[-1], below.rows[0]
    pairs = [(cell, after) for cell, after in zip(last, first, strict=True) if after is not None and after.lines]
    if not pairs or not all(_goes_on(cell, after) for cell, after in pairs):
        return
    for cell, after in pairs:
        if cell is not None:
            cell.lines += after.lines
    del below.rows[0]


def _same(head: Row, other: Row) -> bool:
    return all((cell.text if cell else "") == (one.text if one else "") for cell, one in zip(head, other, strict=True))


def _room(line: Line, cell: Box) -> float:
    """What is left of the width of the cell after the line, less a margin as on its left."""
    return cell[2] - line.x1 - min(max(line.x0 - cell[0], 0), line.size)


def _goes_on(cell: Cell | None, after: Cell) -> bool:
    if cell is None or not cell.lines or cell.lines[-1].text.endswith(_CLOSING):
        return False
    return _room(cell.lines[-1], cell.box) <= after.lines[0].first + _SLACK * after.lines[0].size


def _around(boxes: list[Box]) -> Box:
    return (min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes))


def _seam(before: Line, line: Line, cell: Box) -> str:
    """Nothing where the line broke because the next character did not fit, else a space. The margins of a cell count as full."""
    if _room(before, cell) > line.first + _SLACK * line.size:
        return " "
    latin = before.text[-1].isascii() and before.text[-1].isalnum() and line.text[0].isascii() and line.text[0].isalnum()
    return " " if latin else ""


def tables(page: Page) -> tuple[list[Table], list[Char]]:
    """The tables of the page, and the characters that stand in none. A single column is a frame, no table."""
    found = [table for cells in _cells(page.edges) if len((table := _grid(cells, page.number)).rows[0]) > 1]
    if not found:
        return [], page.chars
    held: dict[Box, list[Char]] = {}
    near: list[list[Box]] = [[] for _ in found]
    outside = [char for char in page.chars if not any(map(_put, repeat(char), found, near, repeat(held)))]
    for cell in (cell for table in found for cells in table.rows for cell in cells if cell is not None):
        cell.lines += [line(one, page.number) for one in lines_of(runs(held.get(cell.box, [])))]
    return [table for table in found if any(cell.lines for cells in table.rows for cell in cells if cell is not None)], outside


def _cells(edges: list[Edge]) -> list[list[Box]]:
    if not 4 <= len(edges) <= MAX_EDGES:
        return []
    merged = merge_edges([_as_object(edge) for edge in edges], _SNAP, _SNAP, _SNAP, _SNAP)
    points = edges_to_intersections(merged, _SNAP, _SNAP)
    if len(points) > _MAX_POINTS:
        return []
    found = cells_to_tables(intersections_to_cells(points))
    return [[(float(x0), float(top), float(x1), float(bottom)) for x0, top, x1, bottom in cells] for cells in found]


def _as_object(edge: Edge) -> dict[str, float | str]:
    """An edge as pdfplumber's functions expect it."""
    return {
        "object_type": "line",
        "orientation": edge.way,
        "x0": edge.x0,
        "x1": edge.x1,
        "top": edge.top,
        "bottom": edge.bottom,
        "width": edge.x1 - edge.x0,
        "height": edge.bottom - edge.top,
    }


def _grid(cells: list[Box], page: int) -> Table:
    lefts = _distinct([cell[0] for cell in cells])
    tops = _distinct([cell[1] for cell in cells])
    grid: list[Row] = [[None] * len(lefts) for _ in tops]
    for cell in cells:
        grid[_index(tops, cell[1])][_index(lefts, cell[0])] = Cell(cell)
    return Table(page, _around(cells), [cells for cells in grid if any(cells)])


def _distinct(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _index(values: list[float], value: float) -> int:
    return max(bisect_left(values, value + _SAME / 2) - 1, 0)


def _put(char: Char, table: Table, near: list[Box], held: dict[Box, list[Char]]) -> bool:
    """Give the character to the cell that holds its middle. `near` remembers the cell of the character before."""
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    if not _holds(table.box, x, y):
        return False
    boxes = (cell.box for cells in table.rows for cell in cells if cell is not None)
    box = next((box for box in chain(near, boxes) if _holds(box, x, y)), None)
    if box is not None:
        near[:] = [box]
        held.setdefault(box, []).append(char)
    return True


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]

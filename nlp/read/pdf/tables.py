"""Ruled tables of a page: cells between ruled lines, found by pdfplumber's algorithm."""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import chain, repeat

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from nlp.read.draft import row
from nlp.read.limits import MAX_EDGES
from nlp.read.pdf.lines import Line, line, rows, runs
from nlp.read.pdf.page import Char, Edge, Page
from nlp.types import Box

_SNAP = 3.0
_MAX_POINTS = 2_500
"""Crossings of ruled lines; finding cells takes up to their square."""

_SAME = 1.0
"""Points; edges of cells no further apart are one."""


@dataclass(slots=True)
class Table:
    """`cells[r][c]` is the box of a cell, None where another reaches in; `texts` are filled from the characters."""

    page: int
    box: Box
    cells: list[list[Box | None]]
    chars: dict[Box, list[Char]] = field(default_factory=dict)

    def rows(self) -> list[tuple[str, Box]]:
        """The text of each row, its cells joined by tabs, and its box."""
        found = []
        for cells in self.cells:
            boxes = [cell for cell in cells if cell is not None]
            text = row(["" if cell is None else self._text(cell) for cell in cells])
            found.append((text, (self.box[0], min(box[1] for box in boxes), self.box[2], max(box[3] for box in boxes))))
        return found

    def _text(self, cell: Box) -> str:
        lines = [line(one, self.page) for one in rows(runs(self.chars.get(cell, [])))]
        text = ""
        for before, one in zip([None, *lines], lines, strict=False):
            text += ("" if before is None else _seam(before, one, cell)) + one.text
        return text


def _seam(before: Line, line: Line, cell: Box) -> str:
    """Nothing where the line broke because the next character did not fit, else a space. The margins of a cell count as full."""
    margin = max(before.x0 - cell[0], 0)
    room = cell[2] - before.x1 - min(margin, before.size)
    if room > line.first + 0.5 * line.size:
        return " "
    latin = before.text[-1].isascii() and before.text[-1].isalnum() and line.text[0].isascii() and line.text[0].isalnum()
    return " " if latin else ""


def tables(page: Page) -> tuple[list[Table], list[Char]]:
    """The tables of the page, and the characters that stand in none. A single cell is a frame, no table."""
    found = [table for cells in _cells(page.edges) if len(cells) > 1 and (table := _grid(cells, page.number)) is not None]
    if not found:
        return [], page.chars
    near: list[list[Box]] = [[] for _ in found]
    outside = [char for char in page.chars if not any(map(_put, repeat(char), found, near))]
    return [table for table in found if any(table.chars.values())], outside


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


def _grid(cells: list[Box], page: int) -> Table | None:
    lefts = _distinct([cell[0] for cell in cells])
    tops = _distinct([cell[1] for cell in cells])
    grid: list[list[Box | None]] = [[None] * len(lefts) for _ in tops]
    for cell in cells:
        grid[_index(tops, cell[1])][_index(lefts, cell[0])] = cell
    box = (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))
    return Table(page, box, [line for line in grid if any(line)])


def _distinct(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _index(values: list[float], value: float) -> int:
    return max(bisect_left(values, value + _SAME / 2) - 1, 0)


def _put(char: Char, table: Table, near: list[Box]) -> bool:
    """Give the character to the cell that holds its middle. `near` remembers the cell of the character before."""
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    if not _holds(table.box, x, y):
        return False
    cells = (cell for line in table.cells for cell in line if cell is not None)
    cell = next((cell for cell in chain(near, cells) if _holds(cell, x, y)), None)
    if cell is not None:
        near[:] = [cell]
        table.chars.setdefault(cell, []).append(char)
    return True


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]

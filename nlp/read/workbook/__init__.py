"""Workbooks: the rows of a responsibility table (任务分解表) as those of a table in a Word file."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.read.draft import Draft, row
from nlp.read.faults import empty
from nlp.types import Format, Place, Source

Area = tuple[int, int, int, int]
"""A merged cell: first row, first column, last row, last column, from 0."""

_MOST_MERGED = 20_000
_MAX_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that shows: its cells as they are read, and which of them are merged."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Area, ...] = ()


def read_sheets(sheets: Sequence[Sheet], data: bytes, name: str, kind: Format) -> Source:
    """A place is the row, counted from 1 through all sheets. A row of one cell is a title or a note, no row of a table.

    What a cell that is merged downwards says holds for each of its rows. Raises Fault: empty, too_large.
    """
    filled = [sheet for sheet in sheets if any(any(cell.strip() for cell in cells) for cells in sheet.rows)]
    if not filled:
        raise empty("工作簿里没有文字")
    draft = Draft()
    number = 0
    for sheet in filled:
        if len(filled) > 1:
            draft.add(" ".join(sheet.name.split()), Place(), role="heading", heading=1)
        for cells in _whole(sheet):
            number += 1
            said = [cell for cell in cells if cell]
            if len(said) == 1:
                draft.add(said[0], Place(paragraph=number))
            else:
                draft.add(row(cells), Place(paragraph=number), role="table_row")
    return draft.source(data, name, kind)


def _whole(sheet: Sheet) -> list[list[str]]:
    """The rows with merged cells filled downwards, each cell on one line, without columns that are empty throughout."""
    grid = [[" ".join(cell.split()) for cell in cells[:_MAX_COLUMNS]] for cells in sheet.rows]
    width = max(map(len, grid), default=0)
    grid = [cells + [""] * (width - len(cells)) for cells in grid]
    for top, left, bottom, right in sheet.merged[:_MOST_MERGED]:
        if bottom > top and 0 <= left < width and not _is_band(grid, top, left, right):
            for index in range(top + 1, min(bottom + 1, len(grid))):
                if not grid[index][left]:
                    grid[index][left] = grid[top][left]
    used = [column for column in range(width) if any(cells[column] for cells in grid)]
    return [[cells[column] for column in used] for cells in grid]


def _is_band(grid: list[list[str]], top: int, left: int, right: int) -> bool:
    """Whether the merged cell is all that its row says: a title that runs over several rows."""
    return top >= len(grid) or (not any(grid[top][:left]) and not any(grid[top][right + 1 :]))

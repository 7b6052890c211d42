"""Tables of a page: those that hold data, as a grid, and those that only lay the page out."""

from collections.abc import Iterator

from lxml import etree

_MAX_SPAN = 100
_LONG_CELL = 1_500
"""Characters that no cell of a data table has; a cell of a layout table holds the article."""


def is_layout(table: etree._Element) -> bool:
    """One column, a table or heading inside, or a cell as long as an article."""
    rows = [list(_cells(row)) for row in _rows(table)]
    cells = [cell for row in rows for cell in row]
    if max(map(len, rows), default=0) < 2 or next(table.iterdescendants("table", "h1", "h2", "ol"), None) is not None:
        return True
    return any(sum(map(len, cell.itertext())) > _LONG_CELL for cell in cells)


def grid(table: etree._Element) -> Iterator[list[etree._Element | None]]:
    """Rows with one entry a column; None where a cell to the left or above reaches into it."""
    below: dict[int, int] = {}
    for row in _rows(table):
        line: list[etree._Element | None] = []
        for cell in _cells(row):
            while _taken(below, len(line)):
                line.append(None)
            across = _span(cell.get("colspan"))
            down = _span(cell.get("rowspan")) - 1
            if down:
                below.update((column, down) for column in range(len(line), len(line) + across))
            line += [cell, *[None] * (across - 1)]
        while _taken(below, len(line)):
            line.append(None)
        yield line


def _taken(below: dict[int, int], column: int) -> bool:
    """Whether a cell above reaches into the column; uses up one row of it."""
    left = below.get(column, 0)
    if left:
        below[column] = left - 1
    return left > 0


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return row.iterchildren("td", "th")


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _MAX_SPAN) if text is not None and text.isascii() and text.isdigit() and len(text) < 6 else 1

"""Rows of an RTF file: cells put into the columns of their table."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby

from nlp.read.draft import Role, row
from nlp.read.rtf.story import Paragraph

_SAME = 40
"""Twips (1/1440 inch): edges of cells no further apart are one."""


def told(paragraphs: list[Paragraph]) -> Iterator[tuple[str, Role, int | None, int]]:
    """(text, role, outline level, number) of each; rows that follow one another are one table."""
    for is_row, group in groupby(paragraphs, key=lambda one: one.cells is not None):
        if not is_row:
            for one in group:
                role: Role = "heading" if one.heading is not None and one.role == "paragraph" else one.role
                yield one.text, role, one.heading, one.number
            continue
        rows = list(group)
        if all(len(one.cells or ()) <= 1 for one in rows):  # a frame around text and no table
            for one in rows:
                yield from ((cell.replace("\n", " "), "paragraph", None, one.number) for cell in one.cells or ())
            continue
        edges = _edges([edge for one in rows for edge in one.edges])
        for one in rows:
            yield row(list(_placed(one, edges))), "table_row", None, one.number


def _edges(values: list[int]) -> list[int]:
    found: list[int] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _placed(one: Paragraph, edges: list[int]) -> Iterator[str]:
    """The cells of a row, with an empty one for each further column that a cell covers."""
    cells = one.cells or ()
    if len(one.edges) < len(cells):
        yield from cells
        return
    column = 0
    for cell, edge in zip(cells, one.edges, strict=False):
        yield cell
        last = bisect_left(edges, edge - _SAME)
        yield from [""] * max(0, last - column)
        column = max(column, last) + 1

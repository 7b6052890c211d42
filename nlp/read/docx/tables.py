"""The grid of a Word table: which cell stands in which column, merged cells counted once."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nlp.read.docx.package import W, val
from nlp.read.package import integer

_WRAPPERS = frozenset(W + tag for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
_MAX_SPAN = 63
"""Word's own limit of columns."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row; None as `element` for the rest of a cell that spans columns or rows."""

    element: etree._Element | None


def rows(table: etree._Element) -> Iterator[list[Cell]]:
    """The rows that are not deleted, each with one entry a column."""
    for row in _unwrapped(table, W + "tr"):
        properties = row.find(W + "trPr")
        if properties is None or (properties.find(W + "del") is None):
            yield list(_cells(row, properties))


def _cells(row: etree._Element, properties: etree._Element | None) -> Iterator[Cell]:
    yield from _covered(val(properties, "gridBefore"))
    for cell in _unwrapped(row, W + "tc"):
        own = cell.find(W + "tcPr")
        merge = None if own is None else own.find(W + "vMerge")
        continued = merge is not None and merge.get(W + "val", "continue") == "continue"
        yield Cell(None if continued else cell)
        span = integer(val(own, "gridSpan")) or 1
        yield from _covered(str(span - 1))


def _covered(count: str | None) -> Iterator[Cell]:
    for _ in range(min(max(integer(count) or 0, 0), _MAX_SPAN)):
        yield Cell(None)


def _unwrapped(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, tag)

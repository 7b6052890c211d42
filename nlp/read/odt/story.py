"""A story of an OpenDocument text as paragraphs, lists and table rows."""

from collections.abc import Iterator

from lxml import etree

from nlp.read.draft import Draft, Role, row, tidy
from nlp.read.labels import labelled
from nlp.read.odt.inline import Inline, inline
from nlp.read.odt.names import TABLE, TEXT
from nlp.read.odt.numbering import Counter, Numbering
from nlp.read.package import integer
from nlp.types import Place

_PARAGRAPH, _HEADING, _LIST, _TABLE = TEXT + "p", TEXT + "h", TEXT + "list", TABLE + "table"
_ITEMS = (TEXT + "list-item", TEXT + "list-header")
_WRAPPERS = frozenset((TEXT + "section", TEXT + "index-body", TEXT + "index-title", TEXT + "numbered-paragraph"))
_INDEXES = frozenset(
    TEXT + name for name in ("table-of-content", "illustration-index", "table-index", "alphabetical-index", "user-index", "bibliography")
)
_ROW_GROUPS = frozenset(TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))
_MAX_SPAN = 63
_MAX_REPEAT = 1_000
_MAX_DEPTH = 100
_MAX_OUTLINE = 9


class Story:
    """Walks the text; the counters of the lists and of the paragraphs run through all of it."""

    def __init__(self, draft: Draft, numbering: Numbering, hidden: frozenset[str]) -> None:
        self._draft = draft
        self._numbering = numbering
        self._hidden = hidden
        self._paragraph = 0
        self._notes: list[etree._Element] = []

    def tell(self, body: etree._Element) -> None:
        self._blocks(body, "paragraph", 0)
        for note in self._notes:
            self._blocks(note, "paragraph", 0)

    def lines(self, parent: etree._Element) -> list[str]:
        """The paragraphs of a header or a cell, those of lists and tables in it included."""
        return [line for line in self._lines(parent, 0) if line]

    def _blocks(self, parent: etree._Element, role: Role, depth: int, noise: str | None = None) -> None:
        for child in parent:
            if depth > _MAX_DEPTH:
                return
            if child.tag in (_PARAGRAPH, _HEADING):
                self._block(child, role, noise)
            elif child.tag == _LIST:
                self._list(child, role, depth + 1)
            elif child.tag == _TABLE:
                self._table(child, role, depth + 1)
            elif child.tag in _WRAPPERS:
                self._blocks(child, role, depth + 1, noise)
            elif child.tag in _INDEXES:
                self._blocks(child, role, depth + 1, "contents")

    def _block(self, element: etree._Element, role: Role, noise: str | None = None, label: str | None = None) -> None:
        self._paragraph += 1
        place = Place(paragraph=self._paragraph)
        found = self._inline(element)
        for box in found.boxes:
            self._blocks(box, "text_box", 0)
        outline = integer(element.get(TEXT + "outline-level")) if element.tag == _HEADING else None
        outline = outline if outline is not None and 1 <= outline <= _MAX_OUTLINE else None
        if label is None:
            label = self._numbering.heading(outline) if outline and element.get(TEXT + "is-list-header") != "true" else ""
        if outline is not None and role == "paragraph":
            role = "heading"
        text = labelled(label, found.text.lstrip()) if found.text.strip() or label else ""
        self._draft.add(tidy(text), place, role=role, heading=outline, noise=noise)

    def _inline(self, element: etree._Element) -> Inline:
        found = inline(element, self._hidden)
        self._notes += found.notes
        return found

    def _list(self, element: etree._Element, role: Role, depth: int) -> None:
        for item, label in self._items(element, depth):
            if item.tag == _TABLE:
                self._table(item, role, depth + 1)
            else:
                self._block(item, role, label=label)

    def _items(self, element: etree._Element, depth: int) -> Iterator[tuple[etree._Element, str]]:
        """The paragraphs and tables of a list, each with its number; a further paragraph of an item has none."""
        style = element.get(TEXT + "style-name", "")
        yield from self._within(element, self._numbering.open(element, style), style, 0, depth)

    def _within(
        self, element: etree._Element, counter: Counter, style: str, level: int, depth: int
    ) -> Iterator[tuple[etree._Element, str]]:
        if depth > _MAX_DEPTH:
            return
        for item in element.iterchildren(*_ITEMS):
            numbered = item.tag == _ITEMS[1]
            for child in item:
                if child.tag == _LIST:
                    inner = child.get(TEXT + "style-name", style)
                    yield from self._within(child, counter, inner, level + 1, depth + 1)
                elif child.tag in (_PARAGRAPH, _HEADING):
                    label = "" if numbered else self._numbering.label(counter, style, level, integer(item.get(TEXT + "start-value")))
                    numbered = True
                    yield child, label
                elif child.tag == _TABLE:
                    yield child, ""

    def _table(self, table: etree._Element, role: Role, depth: int) -> None:
        """Rows with cells joined by tabs. A table of one column is a frame around text and no table."""
        grid = [list(_cells(each)) for each in _rows(table, 0)]
        if all(len(cells) <= 1 for cells in grid):
            for cell in (cell for cells in grid for cell in cells if cell is not None):
                self._blocks(cell, role, depth + 1)
            return
        for cells in grid:
            place = Place(paragraph=self._paragraph + 1)
            texts = ["" if cell is None else " ".join(self.lines(cell)) for cell in cells]
            self._draft.add(row(texts), place, role="table_row")

    def _lines(self, parent: etree._Element, depth: int) -> Iterator[str]:
        if depth > _MAX_DEPTH:
            return
        for child in parent:
            if child.tag in (_PARAGRAPH, _HEADING):
                yield from self._line(child, "", depth)
            elif child.tag == _LIST:
                for item, label in self._items(child, depth + 1):
                    if item.tag != _TABLE:
                        yield from self._line(item, label, depth)
            elif child.tag == _TABLE:
                for cells in (list(_cells(each)) for each in _rows(child, 0)):
                    yield row([" ".join(self._lines(cell, depth + 1)) for cell in cells if cell is not None])
            elif child.tag in _WRAPPERS:
                yield from self._lines(child, depth + 1)

    def _line(self, element: etree._Element, label: str, depth: int) -> Iterator[str]:
        self._paragraph += 1
        found = self._inline(element)
        yield tidy(labelled(label, found.text.lstrip()))
        for box in found.boxes:
            yield from self._lines(box, depth + 1)


def _rows(table: etree._Element, depth: int) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == TABLE + "table-row":
            yield child
        elif child.tag in _ROW_GROUPS and depth < _MAX_DEPTH:
            yield from _rows(child, depth + 1)


def _cells(each: etree._Element) -> Iterator[etree._Element | None]:
    """One entry a column; None for what a merged cell covers."""
    left = _MAX_REPEAT
    for cell in each.iterchildren(TABLE + "table-cell", TABLE + "covered-table-cell"):
        count = min(max(integer(cell.get(TABLE + "number-columns-repeated")) or 1, 1), _MAX_SPAN)
        for _ in range(min(count, left)):
            yield cell if cell.tag == TABLE + "table-cell" else None
        left -= count
        if left <= 0:
            return

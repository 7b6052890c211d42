"""Pages in their reading order to the lines of a source."""

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.read.draft import Draft, Part
from nlp.read.pdf.lines import Line
from nlp.read.pdf.page import Page
from nlp.read.pdf.paragraphs import Margins, margins, paragraphs, seam, without_tab
from nlp.read.pdf.tables import Table
from nlp.types import Box, Place, Span, Strip


@dataclass(slots=True)
class Leaf:
    """A page ready for reading: zones of lines and tables in their order, and the furniture as (kind, line)."""

    page: Page
    parts: list[list[Line] | Table]
    furniture: list[tuple[str, Line]]


class Scribe:
    """The head of a page stands before the first paragraph that begins on it, its foot after the last, so that they part none."""

    def __init__(self, leaves: list[Leaf], draft: Draft) -> None:
        self._leaves = leaves
        self._draft = draft
        self._furniture = list(_furniture(leaves))
        self._pages = {leaf.page.number: leaf.page for leaf in leaves}

    def write(self) -> None:
        bounds = _bounds(self._leaves)
        waiting: list[tuple[Line, Margins]] = []
        for leaf in self._leaves:
            for part in leaf.parts:
                if isinstance(part, Table):
                    self._write_paragraphs(waiting)
                    waiting = []
                    self._furnish(leaf.page.number)
                    for text, box, cells, doubts in part.told():
                        strips = [self._strip(span, part.page, cell) for span, cell in cells]
                        self._draft.add_parts([Part(text, self._place(part.page, box), strips, doubts)], role="table_row")
                else:
                    waiting += [(line, bounds[id(part)]) for line in part]
        self._write_paragraphs(waiting)
        self._furnish(len(self._leaves) + 1)

    def _write_paragraphs(self, lines: list[tuple[Line, Margins]]) -> None:
        for paragraph in paragraphs(lines):
            self._furnish(paragraph[0].page)
            self._draft.add_parts(list(self._parts(paragraph)))

    def _furnish(self, page: int) -> None:
        """Add what stands at the edges of the pages up to the top of `page`."""
        while self._furniture and self._furniture[0][0] <= page:
            _, kind, line = self._furniture.pop(0)
            self._draft.add(line.text, self._place(line.page, _box([line])), role="furniture", noise=kind)

    def _parts(self, paragraph: list[Line]) -> Iterator[Part]:
        """The text of the paragraph on each of its pages."""
        text = ""
        strips: list[Strip] = []
        doubts: list[Span] = []
        lines: list[Line] = []
        for line in paragraph:
            piece = without_tab(line.text) if line is paragraph[0] else line.text
            if lines:
                text += seam(lines[-1].text, piece)
            if lines and lines[-1].page != line.page:
                yield Part(text, self._place(lines[-1].page, _box(lines)), strips, doubts)
                text, strips, doubts, lines = "", [], [], []
            start, cut = len(text), len(line.text) - len(piece)
            text += piece
            strips.append(self._strip((start, len(text)), line.page, _box([line])))
            doubts += ((max(start + first - cut, start), start + last - cut) for first, last in line.doubts if last > cut)
            lines.append(line)
        yield Part(text, self._place(lines[-1].page, _box(lines)), strips, doubts)

    def _strip(self, span: Span, page: int, box: Box) -> Strip:
        return Strip(span, self._place(page, box), self._pages[page].turn)

    def _place(self, page: int, box: Box) -> Place:
        return Place(page=page, box=self._pages[page].shown(box))


def _furniture(leaves: list[Leaf]) -> Iterator[tuple[int, str, Line]]:
    """(page, kind, line) in order, where `page` is the one on which a paragraph that begins comes after it."""
    for leaf in leaves:
        heads = [(kind, line) for kind, line in leaf.furniture if line.middle < leaf.page.height / 2]
        yield from ((leaf.page.number, kind, line) for kind, line in heads)
        yield from ((leaf.page.number + 1, kind, line) for kind, line in leaf.furniture if (kind, line) not in heads)


def _bounds(leaves: list[Leaf]) -> dict[int, Margins]:
    """The margins of each zone: those of all pages of one width, and of a column its own."""
    found: dict[int, Margins] = {}
    whole: dict[float, list[list[Line]]] = {}
    for leaf in leaves:
        parts = [part for part in leaf.parts if not isinstance(part, Table)]
        columns = [part for part in parts if _is_column(part, parts)]
        for part in parts:
            if any(part is column for column in columns):
                found[id(part)] = margins(part, max(line.x1 for line in part) + min(line.x0 for line in part))
            else:
                whole.setdefault(round(leaf.page.width), []).append(part)
    for width, zones_ in whole.items():
        shared = margins([line for zone in zones_ for line in zone], width)
        found.update((id(zone), shared) for zone in zones_)
    return found


def _is_column(part: list[Line], parts: list[list[Line]]) -> bool:
    """Whether another zone of the page stands beside it."""
    left, right = min(line.x0 for line in part), max(line.x1 for line in part)
    top, bottom = part[0].top, part[-1].bottom
    return any(
        other is not part
        and other[0].top < bottom
        and top < other[-1].bottom
        and (min(line.x0 for line in other) >= right or max(line.x1 for line in other) <= left)
        for other in parts
    )


def _box(lines: list[Line]) -> Box:
    return (min(one.x0 for one in lines), min(one.top for one in lines), max(one.x1 for one in lines), max(one.bottom for one in lines))

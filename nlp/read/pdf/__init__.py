"""PDF with a text layer: reading order, tables, paragraphs; page numbers and running heads as noise."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nlp.read.draft import Draft
from nlp.read.faults import OCR_FIRST, Fault, empty
from nlp.read.pdf.columns import zones
from nlp.read.pdf.document import pages
from nlp.read.pdf.furniture import Rows, set_apart
from nlp.read.pdf.lines import Line, rows, runs
from nlp.read.pdf.page import Page
from nlp.read.pdf.paragraphs import Margins, margins, paragraphs, seam, without_tab
from nlp.read.pdf.tables import Table, carry_over, tables
from nlp.read.pdf.turned import turned
from nlp.types import Box, Place, Source

_FEW = 20
_PICTURE = 0.5
"""A page with fewer characters under a picture of more than half of it is a scan."""

_MAX_UNMAPPED = 0.3


@dataclass(slots=True)
class _Leaf:
    """A page ready for reading: zones of lines and tables in their order, and the furniture."""

    page: Page
    parts: list[list[Line] | Table]
    furniture: list[tuple[str, Line]]


def read_pdf(data: bytes, name: str) -> Source:
    """A place is the page, counted from 1, and the box of the part of the paragraph that stands on it.

    Raises Fault: damaged, encrypted, scanned, empty, too_large.
    """
    read = list(pages(data))
    _check(read)
    leaves = _leaves(read)
    draft = Draft()
    _write(leaves, draft)
    return draft.source(data, name, "pdf", pages=len(read))


def _check(read: list[Page]) -> None:
    shown = sum(len(page.chars) for page in read)
    if all(len(page.chars) < _FEW for page in read) and any(page.pictured > _PICTURE for page in read):
        raise Fault("scanned", "是扫描件，没有文字层", OCR_FIRST)
    if not shown:
        raise empty("PDF 里没有文字")
    if sum(page.unmapped for page in read) > shown * _MAX_UNMAPPED:
        raise Fault("scanned", "文字层是乱码（字体没有编码表）", OCR_FIRST)


def _leaves(read: list[Page]) -> list[_Leaf]:
    turned_pages = [turned(page) for page in read]
    ruled = [tables(page) for page in turned_pages]
    texts = [(page, rows(runs(chars))) for page, (_, chars) in zip(turned_pages, ruled, strict=True)]
    apart = set_apart(texts)
    leaves = [
        _Leaf(page, _ordered(page, text, found), furniture)
        for page, (found, _), (text, furniture) in zip(turned_pages, ruled, apart, strict=True)
    ]
    for leaf, after in pairwise(leaves):
        if leaf.parts and after.parts and isinstance(above := leaf.parts[-1], Table) and isinstance(below := after.parts[0], Table):
            carry_over(above, below)
    return leaves


def _ordered(page: Page, text: Rows, found: list[Table]) -> list[list[Line] | Table]:
    """Zones of lines and tables from top to bottom."""
    parts: list[list[Line] | Table] = []
    left = text
    for table in sorted(found, key=lambda table: (table.box[1], table.box[0])):
        above = [row for row in left if row[0].middle < table.box[1]]
        left = left[len(above) :]
        parts += [*zones(above, page.number), table]
    return parts + list(zones(left, page.number))


def _write(leaves: list[_Leaf], draft: Draft) -> None:
    """Paragraphs in order. The head of a page stands before its first paragraph, its foot after its last, so that they part none."""
    bounds = _bounds(leaves)
    waiting: list[tuple[Line, Margins]] = []
    heads = {leaf.page.number: leaf for leaf in leaves}
    shown: set[tuple[int, str]] = set()
    for leaf in leaves:
        for part in leaf.parts:
            if isinstance(part, Table):
                _tell(waiting, draft, heads, shown)
                waiting = []
                _furnish(heads, shown, draft, leaf.page.number)
                for text, box in part.told():
                    draft.add(text, _place(leaf.page.number, box), role="table_row")
            else:
                waiting += [(line, bounds[id(part)]) for line in part]
    _tell(waiting, draft, heads, shown)
    _furnish(heads, shown, draft, len(leaves) + 1)


def _tell(waiting: list[tuple[Line, Margins]], draft: Draft, heads: dict[int, _Leaf], shown: set[tuple[int, str]]) -> None:
    for paragraph in paragraphs(waiting):
        _furnish(heads, shown, draft, paragraph[0].page)
        draft.add_parts(list(_parts(paragraph)))


def _furnish(heads: dict[int, _Leaf], shown: set[tuple[int, str]], draft: Draft, page: int) -> None:
    """Add the feet of all pages before `page` and the heads of those up to it that have not been added yet."""
    for number, leaf in heads.items():
        for edge in ("top", "bottom"):
            if (number, edge) in shown or number > page or (edge == "bottom" and number == page):
                continue
            shown.add((number, edge))
            for kind, line in leaf.furniture:
                if (line.middle < leaf.page.height / 2) == (edge == "top"):
                    draft.add(line.text, _place(number, _box([line])), role="furniture", noise=kind)


def _parts(paragraph: list[Line]) -> Iterator[tuple[str, Place]]:
    """The text of the paragraph on each of its pages."""
    text = ""
    lines: list[Line] = []
    for line in paragraph:
        piece = without_tab(line.text) if line is paragraph[0] else line.text
        joint = seam(lines[-1].text, piece) if lines else ""
        if lines and lines[-1].page != line.page:
            yield text + joint, _place(lines[-1].page, _box(lines))
            text, lines, joint = "", [], ""
        text += joint + piece
        lines.append(line)
    yield text, _place(lines[-1].page, _box(lines))


def _bounds(leaves: list[_Leaf]) -> dict[int, Margins]:
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


def _place(page: int, box: Box) -> Place:
    x0, top, x1, bottom = box
    return Place(page=page, box=(round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)))

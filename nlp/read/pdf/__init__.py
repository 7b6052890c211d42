"""PDF with a text layer: reading order, tables, paragraphs; page numbers and running heads as noise."""

from itertools import pairwise

from nlp.read.draft import Draft
from nlp.read.faults import OCR_FIRST, Fault, empty
from nlp.read.pdf.columns import zones
from nlp.read.pdf.document import pages
from nlp.read.pdf.furniture import Rows, set_apart
from nlp.read.pdf.lines import Line, rows, runs
from nlp.read.pdf.page import Page
from nlp.read.pdf.scribe import Leaf, Scribe
from nlp.read.pdf.tables import Table, carry_over, tables
from nlp.read.pdf.turned import turned
from nlp.types import Source

_FEW = 20
_PICTURE = 0.5
"""A page with fewer characters under a picture of more than half of it is a scan."""

_MAX_UNMAPPED = 0.3


def read_pdf(data: bytes, name: str) -> Source:
    """A place is the page, counted from 1, and the box of the part of the paragraph that stands on it.

    Raises Fault: damaged, encrypted, scanned, empty, too_large.
    """
    read = list(pages(data))
    _check(read)
    leaves = _leaves(read)
    draft = Draft()
    Scribe(leaves, draft).write()
    return draft.source(data, name, "pdf", pages=len(read))


def _check(read: list[Page]) -> None:
    shown = sum(len(page.chars) for page in read)
    if all(len(page.chars) < _FEW for page in read) and any(page.pictured > _PICTURE for page in read):
        raise Fault("scanned", "是扫描件，没有文字层", OCR_FIRST)
    if not shown:
        raise empty("PDF 里没有文字")
    if sum(page.unmapped for page in read) > shown * _MAX_UNMAPPED:
        raise Fault("scanned", "文字层是乱码（字体没有编码表）", OCR_FIRST)


def _leaves(read: list[Page]) -> list[Leaf]:
    turned_pages = [turned(page) for page in read]
    ruled = [tables(page) for page in turned_pages]
    texts = [(page, rows(runs(chars))) for page, (_, chars) in zip(turned_pages, ruled, strict=True)]
    apart = set_apart(texts)
    leaves = [
        Leaf(page, _ordered(page, text, found), furniture)
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

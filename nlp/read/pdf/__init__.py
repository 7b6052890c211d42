"""PDF: reading order, tables, paragraphs; page numbers and running heads as noise; pages that are pictures as scans."""

from dataclasses import replace
from itertools import pairwise

from nlp.read.draft import Draft
from nlp.read.faults import empty
from nlp.read.pdf.columns import zones
from nlp.read.pdf.document import pages
from nlp.read.pdf.furniture import Rows, set_apart
from nlp.read.pdf.lines import Line, rows, runs
from nlp.read.pdf.page import Page
from nlp.read.pdf.scribe import Leaf, Scribe
from nlp.read.pdf.tables import Table, carry_over, tables
from nlp.read.pdf.turned import turned
from nlp.read.scan.faults import blank
from nlp.read.scan.options import Scanning
from nlp.types import Format, Place, Source

_PICTURES = ((20, 0.1), (60, 0.5))
"""A page with fewer characters than the first, beside a picture of more than the second of the page, says what it says in the picture."""

_OUTLINES = 300
"""Segments of paths on a page without characters, from which they are taken to be the outlines of some."""

_MAX_UNMAPPED = 0.3


def read_pdf(data: bytes, name: str, scanning: Scanning = Scanning()) -> Source:  # noqa: B008 - frozen
    """A place is the page, counted from 1, and the box of the part of the paragraph that stands on it.

    Pages that are pictures are recognised, the others read. Raises Fault: damaged, encrypted, scanned, empty, too_large.
    """
    read = list(pages(data))
    wanted = [page for page in read if _is_picture(page)]
    if wanted:
        from nlp.read.scan.paged import recognise_pages

        recognised = recognise_pages(data, wanted, scanning)
        read = [recognised.get(page.number, page) for page in read]
    if not any(page.chars for page in read):
        raise blank(read) if wanted else empty("PDF 里没有文字")
    return source_of(read, data, name, "pdf")


def source_of(read: list[Page], data: bytes, name: str, kind: Format) -> Source:
    """The pages written out as one text."""
    leaves = _leaves(read)
    draft = Draft()
    Scribe(leaves, draft).write()
    source = draft.source(data, name, kind, pages=len(read))
    scanned = tuple(page.number for page in read if page.scanned)
    seals = tuple(Place(page=page.number, box=box) for page in read for box in page.seals)
    return replace(source, scanned=scanned, seals=seals) if scanned else source


def _is_picture(page: Page) -> bool:
    """Whether the page says what it says in a picture, in outlines of characters, or in a font that nobody can decode."""
    outlines = not page.chars and (page.pictured > 0 or page.drawn > _OUTLINES)
    return (
        outlines
        or any(len(page.chars) < few and page.pictured > share for few, share in _PICTURES)
        or page.unmapped > len(page.chars) * _MAX_UNMAPPED
    )


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

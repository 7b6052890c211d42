"""OFD (GB/T 33190-2016): characters with their boxes, then as with a PDF: reading order, tables, paragraphs, furniture."""

from dataclasses import replace

from nlp.read.faults import Fault, empty
from nlp.read.ofd.document import leaves
from nlp.read.pdf import source_of
from nlp.read.scan.options import Scanning
from nlp.types import Place, Source

_FEW = 20
_PICTURE = 0.5
"""A page with fewer characters under a picture of more than half of it is a scan."""
_MAX_UNMAPPED = 0.3
_REMEDY = "请在 OFD 阅读器中导出为 PDF 或图片后再试，系统会识别其中的文字"


def read_ofd(data: bytes, name: str, scanning: Scanning = Scanning()) -> Source:  # noqa: B008 - frozen
    """A place is the page, counted from 1, and the box of the part of the paragraph that stands on it; seals have theirs.

    Where all pages are pictures they are recognised; boxes are in their pixels then. Raises Fault: damaged, encrypted, scanned,
    empty, too_large.
    """
    found = list(leaves(data))
    read = [leaf.page for leaf in found]
    if all(len(page.chars) < _FEW for page in read) and any(page.pictured > _PICTURE for page in read):
        from nlp.read.ofd.scans import recognise_leaves  # recognition takes a second to load

        return source_of(recognise_leaves(data, found, scanning), data, name, "ofd")
    shown = sum(len(page.chars) for page in read)
    if not shown:
        raise empty("OFD 文件里没有文字")
    if sum(page.unmapped for page in read) > shown * _MAX_UNMAPPED:
        raise Fault("scanned", "OFD 文件里的文字是字形编号，没有对应的编码", _REMEDY)
    source = source_of(read, data, name, "ofd")
    return replace(source, seals=tuple(Place(page=page.number, box=box) for page in read for box in page.seals))

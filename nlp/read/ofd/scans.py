"""OFD files whose pages are pictures: each recognised as a picture of its own."""

from collections.abc import Sequence

from nlp.read.faults import Fault, too_large
from nlp.read.ofd.document import Leaf
from nlp.read.pdf.page import Page
from nlp.read.scan.faults import blank
from nlp.read.scan.image import Drawing
from nlp.read.scan.limits import MAX_SCANNED_PAGES
from nlp.read.scan.options import Scanning
from nlp.read.scan.photo import Shot
from nlp.read.scan.pool import recognise

_REMEDY = "请在 OFD 阅读器中导出为 PDF 或图片后再试，系统会识别其中的文字"


def recognise_leaves(data: bytes, leaves: Sequence[Leaf], scanning: Scanning) -> list[Page]:
    """The pages that have a picture, in order. Raises Fault: scanned, empty, too_large, damaged."""
    pictures = {leaf.page.number: leaf.picture for leaf in leaves if leaf.picture}
    if not pictures:
        raise Fault("scanned", "是扫描件存成的 OFD，找不到其中的图片", _REMEDY)
    if len(pictures) > MAX_SCANNED_PAGES:
        raise too_large(f"扫描的页数超过 {MAX_SCANNED_PAGES} 页")

    def draw(number: int) -> Shot:
        try:
            return Drawing(pictures[number])(1)
        except Fault as fault:
            if fault.code != "damaged":
                raise
            raise Fault("scanned", "是扫描件存成的 OFD，其中的图片格式（如 JBIG2）打不开", _REMEDY) from fault

    found = recognise(data, sorted(pictures), draw, scanning)
    read = [found[number] for number in sorted(found)]
    if not any(page.chars for page in read):
        raise blank(read)
    return read

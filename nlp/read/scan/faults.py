"""Why a scan cannot be read, and what helps."""

from collections.abc import Sequence

from nlp.read.faults import Fault, empty
from nlp.read.pdf.page import Page

SCAN_AGAIN = "请用 200 dpi 以上重新扫描，或请发文方提供电子版"


def blank(pages: Sequence[Page]) -> Fault:
    """Of pages on which nothing could be read."""
    if any(page.unread for page in pages):
        return Fault("scanned", "是扫描件，字迹太模糊或分辨率太低，认不出文字", SCAN_AGAIN)
    return empty("是空白的扫描件，上面没有文字")

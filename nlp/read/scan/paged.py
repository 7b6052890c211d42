"""The pages of a PDF that are pictures: drawn by PDFium and recognised."""

from collections.abc import Sequence
from threading import Lock

import numpy as np
import pypdfium2

from nlp.read.faults import damaged, too_large
from nlp.read.pdf.page import Page
from nlp.read.scan.limits import MAX_PIXELS, MAX_SCANNED_PAGES, MOST_SHOWN
from nlp.read.scan.options import Mode, Scanning
from nlp.read.scan.photo import Shot
from nlp.read.scan.pool import recognise

DPI: dict[Mode, int] = {"fast": 150, "accurate": 200}

_WHOLE = 0.5
"""A picture that covers this share of the page is its scan."""


def recognise_pages(data: bytes, wanted: Sequence[Page], scanning: Scanning) -> dict[int, Page]:
    """The pages by their numbers. Raises Fault: too_large, damaged."""
    if len(wanted) > MAX_SCANNED_PAGES:
        raise too_large(f"扫描的页数超过 {MAX_SCANNED_PAGES} 页")
    if any(page.pixels > MAX_PIXELS for page in wanted):
        raise too_large(f"扫描图像超过 {MAX_PIXELS // 1_000_000} 百万像素")
    return recognise(data, [page.number for page in wanted], _Drawing(data, wanted, DPI[scanning.mode]), scanning)


class _Drawing:
    """Draws pages; PDFium does so for one thread at a time."""

    def __init__(self, data: bytes, pages: Sequence[Page], dpi: int) -> None:
        self._data = data
        self._shown = {page.number: page for page in pages}
        self._dpi = dpi
        self._lock = Lock()

    def __call__(self, number: int) -> Shot:
        with self._lock:
            try:
                document = pypdfium2.PdfDocument(self._data)
                try:
                    page = document[number - 1]
                    width, height = page.get_size()
                    scale = min(self._dpi / 72, (MOST_SHOWN / max(width * height, 1)) ** 0.5)
                    bitmap = page.render(scale=scale, rev_byteorder=True, fill_color=(255, 255, 255, 255))
                    picture = np.array(bitmap.to_numpy()[:, :, :3], np.uint8)
                finally:
                    document.close()
            except (pypdfium2.PdfiumError, IndexError) as error:
                raise damaged("PDF") from error
        return Shot(picture, np.eye(3), 1 / scale, _fine(self._shown[number], picture.shape[0] * picture.shape[1]))


def _fine(page: Page, drawn: int) -> float:
    """How many pixels of the scan one of those that were drawn shows; a page of many small pictures is taken to be fine."""
    share = min(page.pictured, 1.0)
    return min((page.pixels / (share * drawn)) ** 0.5, 1.0) if share >= _WHOLE and page.pixels else 1.0

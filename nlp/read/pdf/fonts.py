"""Fonts weighed before pdfminer loads them: tables that map a range of codes are written out code by code."""

import re
import struct
from collections.abc import Iterable, Mapping
from io import BytesIO

from pdfminer.cmapdb import CMapBase, CMapParser
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT

from nlp.read.faults import too_large

_MAX_CODES = 1_000_000
"""Codes that the tables of one font may list; all of Unicode has 150,000 characters."""

_RANGES = re.compile(rb"end(?:bf|cid)range")
_RANGES_OF_WIDTHS = {"W": 3, "W2": 5}
_SEGMENTED, _TRIMMED, _GROUPED = 4, 10, 12
"""Formats of the table cmap of a TrueType font whose ranges can be longer than the table itself."""


class FontManager(PDFResourceManager):
    """Raises Fault where a table of a font lists more codes than any font has."""

    def __init__(self) -> None:
        super().__init__()
        self._weighed: set[object] = set()

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        if not objid or objid not in self._weighed:
            self._weighed.add(objid)
            self._weigh(spec)
        return super().get_font(objid, spec)

    @staticmethod
    def _weigh(spec: Mapping[str, object]) -> None:
        if spec.get("Subtype") is LIT("Type0"):  # whose tables are those of the descendant, which comes next
            return
        for key, length in _RANGES_OF_WIDTHS.items():
            _spend(_widths(resolve1(spec.get(key)), length))
        for key in ("ToUnicode", "Encoding"):
            stream = resolve1(spec.get(key))
            if isinstance(stream, PDFStream) and _RANGES.search(stream.get_data()):
                CMapParser(_Tally(), BytesIO(stream.get_data())).run()
        descriptor = resolve1(spec.get("FontDescriptor"))
        if "ToUnicode" not in spec and isinstance(descriptor, dict):
            program = resolve1(descriptor.get("FontFile2"))
            if isinstance(program, PDFStream):
                _spend(_truetype(program.get_data()))


def _spend(codes: int) -> None:
    if codes > _MAX_CODES:
        raise too_large("PDF 的字体表过大")


class _Tally(CMapBase):
    """A character map that only counts."""

    def __init__(self, **attributes: object) -> None:
        super().__init__(**attributes)
        self._count = 0

    def add_cid2unichr(self, cid: int, code: object) -> None:
        self._count += 1
        _spend(self._count)


def _widths(table: object, length: int) -> int:
    """The codes of an array of widths: first [w1 w2 …] or first last w, the latter `length` numbers long."""
    total = 0
    numbers: list[float] = []
    for value in map(resolve1, table if isinstance(table, list) else ()):
        if isinstance(value, list):
            total += len(value)
            numbers = []
        elif isinstance(value, int | float):
            numbers.append(value)
        if len(numbers) == length:
            total += max(0, int(numbers[1]) - int(numbers[0]))
            numbers = []
    return total


def _truetype(data: bytes) -> int:
    """The codes of all tables cmap; 0 where the font is cut short, which pdfminer finds itself."""
    try:
        count = struct.unpack_from(">H", data, 4)[0]
        tables = {data[at : at + 4]: struct.unpack_from(">L", data, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
        base = tables.get(b"cmap")
        if base is None:
            return 0
        subtables = struct.unpack_from(">H", data, base + 2)[0]
        return sum(_subtable(data, base + struct.unpack_from(">L", data, base + 8 + 8 * index)[0]) for index in range(subtables))
    except struct.error:
        return 0


def _subtable(data: bytes, at: int) -> int:
    kind = struct.unpack_from(">H", data, at)[0]
    if kind == _SEGMENTED:
        segments = struct.unpack_from(">H", data, at + 6)[0] // 2
        ends = struct.unpack_from(f">{segments}H", data, at + 14)
        starts = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * segments)
        return _lengths(zip(starts, ends, strict=True))
    if kind == _GROUPED:
        groups = struct.unpack_from(">L", data, at + 12)[0]
        _spend(groups)
        return _lengths(struct.unpack_from(">LL", data, at + 16 + 12 * index) for index in range(groups))
    if kind == _TRIMMED:
        return int(struct.unpack_from(">L", data, at + 16)[0])
    return 0


def _lengths(ranges: Iterable[tuple[int, ...]]) -> int:
    return sum(max(0, last - first + 1) for first, last in ranges)

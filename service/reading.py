"""Any file to its source: read as it is, or from what a converter makes of it."""

from collections.abc import Callable

from nlp.read import format_at, read, read_converted
from nlp.read.scan.options import Scanning
from nlp.types import Format, Source
from service.converters import to_docx
from service.converters.sheets import read_workbook

PACKED = (b"\xd0\xcf\x11\xe0", b"PK")
"""How Word's and Excel's files begin ([MS-CFB] 2.2, ZIP): others need no converter."""


def _read_word(data: bytes, name: str, kind: Format) -> Source:
    return read_converted(to_docx(data, name), data, name, kind)


CONVERTED: dict[Format, Callable[[bytes, str, Format], Source]] = {
    "doc": _read_word,
    "wps": _read_word,
    "xlsx": read_workbook,
    "xls": read_workbook,
}
"""What is read in a process of its own."""


def read_file(data: bytes, name: str, scanning: Scanning = Scanning()) -> Source:  # noqa: B008 - frozen
    """Raises UnreadableError."""
    if data.startswith(PACKED) and (kind := format_at(data, name)) in CONVERTED:
        return CONVERTED[kind](data, name, kind)
    return read(data, name, scanning)

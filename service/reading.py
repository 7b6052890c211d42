"""Any file to its source: read as it is, or from what a converter makes of it."""

from nlp.read import format_at, read, read_converted
from nlp.types import Source
from service.converters import to_docx

OLE = b"\xd0\xcf\x11\xe0"
"""How Word's binary files begin, and those of other programs of that time ([MS-CFB] 2.2)."""


def read_file(data: bytes, name: str) -> Source:
    """Raises UnreadableError."""
    if data.startswith(OLE) and (kind := format_at(data, name)) in ("doc", "wps"):
        return read_converted(to_docx(data, name), data, name, kind)
    return read(data, name)

"""Read: the bytes of a file in, its text with the place of every part out."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from nlp.read.docx import read_docx
from nlp.read.faults import SAVE_AS_DOCX, Fault, empty, too_large
from nlp.read.html import read_html
from nlp.read.limits import MAX_BYTES
from nlp.read.mail import read_eml, read_mht
from nlp.read.names import format_of
from nlp.read.odt import read_odt
from nlp.read.rtf import read_rtf
from nlp.read.scan.options import Scanning
from nlp.read.sniff import sniff
from nlp.read.text import read_text
from nlp.types import Format, Source, UnreadableError


def _read_pdf(data: bytes, name: str, scanning: Scanning) -> Source:
    # The import stands here because pdfplumber takes a third of a second to load, which no other format should pay.
    from nlp.read.pdf import read_pdf

    return read_pdf(data, name, scanning)


def _read_image(data: bytes, name: str, scanning: Scanning) -> Source:
    # Recognition takes a second to load.
    from nlp.read.scan.image import read_image

    return read_image(data, name, scanning)


def _read_ofd(data: bytes, name: str, scanning: Scanning) -> Source:
    from nlp.read.ofd import read_ofd  # for the same reason

    return read_ofd(data, name, scanning)


def _read_word_binary(data: bytes, name: str) -> Source:
    """Word's binary format is read from what a converter makes of it (`read_converted`), and converters are programs."""
    raise Fault("unsupported", "是旧版 Word 文档（.doc）或 WPS 文字文档（.wps），须先转换", SAVE_AS_DOCX)


def _read_workbook(data: bytes, name: str) -> Source:
    """Nor are workbooks: a sheet may claim any size (`nlp.read.workbook.read_sheets`)."""
    raise Fault("unsupported", "是 Excel 或 WPS 工作簿，须先转换", SAVE_AS_DOCX)


READERS: dict[Format, Callable[[bytes, str], Source]] = {
    "text": read_text,
    "html": read_html,
    "docx": read_docx,
    "doc": _read_word_binary,
    "wps": _read_word_binary,
    "rtf": read_rtf,
    "odt": read_odt,
    "eml": read_eml,
    "mht": read_mht,
    "xlsx": _read_workbook,
    "xls": _read_workbook,
}

SCANNERS: dict[Format, Callable[[bytes, str, Scanning], Source]] = {
    "pdf": _read_pdf,
    "ofd": _read_ofd,
    "image": _read_image,
}
"""Readers of what may hold pictures of pages."""


def read(data: bytes, name: str, scanning: Scanning = Scanning()) -> Source:  # noqa: B008 - frozen
    """The source of a file's bytes; what the file is shows its content, `name` is for messages and must not contradict.

    `scanning` says how pictures of pages are recognised. Raises UnreadableError, and nothing else, where the file cannot be read.
    """
    try:
        kind = _format(data, name)
        return SCANNERS[kind](data, name, scanning) if kind in SCANNERS else READERS[kind](data, name)
    except Fault as fault:
        raise UnreadableError(name, fault.code, fault.fault, fault.remedy) from fault


def read_converted(docx: bytes, data: bytes, name: str, kind: Format) -> Source:
    """The source of a file `data` of which a converter made the Word file `docx`. Raises UnreadableError."""
    try:
        return replace(read_docx(docx, name), format=kind, sha256=sha256(data).hexdigest())
    except Fault as fault:
        raise UnreadableError(name, fault.code, fault.fault, fault.remedy) from fault


def format_at(data: bytes, name: str) -> Format:
    """What the file is, by its content. Raises UnreadableError where it is nothing that can be read."""
    try:
        return _format(data, name)
    except Fault as fault:
        raise UnreadableError(name, fault.code, fault.fault, fault.remedy) from fault


def _format(data: bytes, name: str) -> Format:
    if not data.strip(b"\0\t\n\r \xef\xbb\xbf"):
        raise empty()
    if len(data) > MAX_BYTES:
        raise too_large(f"文件超过 {MAX_BYTES // 1024 // 1024} MB")
    return format_of(sniff(data), name)

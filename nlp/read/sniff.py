"""What a file is, told by its content: its suffix may lie."""

import re
from io import BytesIO
from typing import Literal
from zipfile import BadZipFile, ZipFile

from nlp.read.encoding import is_text

Content = Literal[
    "text", "html", "docx", "pdf",
    "ole_encrypted", "ole_word", "ole_excel", "ole_slides", "ole", "rtf", "flat_word", "mht",
    "xlsx", "pptx", "odt", "ofd", "zip", "archive", "image", "broken_zip", "unknown",
]  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, Content], ...] = (
    ("EncryptedPackage", "ole_encrypted"),
    ("WordDocument", "ole_word"),
    ("Workbook", "ole_excel"),
    ("PowerPoint Document", "ole_slides"),
)
_MAGIC: tuple[tuple[bytes, Content], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
# The member that only this kind of package holds.
_MEMBERS: tuple[tuple[str, Content], ...] = (
    ("word/document.xml", "docx"),
    ("OFD.xml", "ofd"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("content.xml", "odt"),
)
_PDF_WITHIN = 1024
"""Readers accept a PDF header in the first 1024 bytes (PDF Reference 1.7, implementation note 13)."""
# A page opens with a doctype or one of its outer elements, after white space, an XML declaration and comments.
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,4000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE | re.DOTALL
)
_ELEMENT = re.compile(rb"<(?:p|div|br|table|span|h[1-6]|li)\b[^<>]{0,2000}>", re.IGNORECASE)
_MHT = re.compile(rb"(?:From:.{0,500}?\n)?(?:.{0,200}\n){0,5}?MIME-Version:", re.IGNORECASE)


def sniff(data: bytes) -> Content:
    """`unknown` is what is no text either, `broken_zip` a package whose directory cannot be read."""
    if data.startswith(b"PK\x03\x04"):
        return _zip(data)
    if data.startswith(_OLE):
        return _ole(data)
    head = data[:_PDF_WITHIN]
    if b"%PDF-" in head:
        return "pdf"
    for magic, content in _MAGIC:
        if data.startswith(magic):
            return content
    if _is_image(head):
        return "image"
    return _markup(data)


def _is_image(head: bytes) -> bool:
    """BMP (whose bytes 6 to 9 are zero), WebP and HEIC have their marks within a header."""
    return (head[:2] == b"BM" and head[6:10] == b"\0\0\0\0") or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:8] == b"ftyp"


def _zip(data: bytes) -> Content:
    try:
        names = set(ZipFile(BytesIO(data)).namelist())
    except (BadZipFile, UnicodeDecodeError, NotImplementedError, ValueError, OverflowError):  # a broken directory
        return "broken_zip"
    for member, content in _MEMBERS:
        if member in names:
            return content
    return "docx" if any(name.startswith("word/") for name in names) else "zip"


def _ole(data: bytes) -> Content:
    for stream, content in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return content
    return "ole"


def _markup(data: bytes) -> Content:
    plain = _as_ascii(data[: 64 * 1024])
    if _HTML.match(plain):
        return "html"
    if b'progid="Word.Document"' in plain[:400]:
        return "flat_word"
    if _MHT.match(plain[:4000]):
        return "mht"
    if plain.lstrip()[:1] == b"<" and len(_ELEMENT.findall(plain)) >= 2:
        return "html"
    return "text" if is_text(data) else "unknown"


def _as_ascii(head: bytes) -> bytes:
    """The ASCII of the beginning, whatever the encoding: without byte order mark and the zero bytes of UTF-16."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")

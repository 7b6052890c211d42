"""What a file is, told by its content: its suffix may lie."""

import re
from io import BytesIO
from typing import Literal
from zipfile import BadZipFile, ZipFile

from nlp.read.encoding import is_text

Content = Literal[
    "text", "html", "docx", "pdf",
    "ole_encrypted", "ole_word", "ole_excel", "ole_slides", "msg", "ole", "rtf", "flat_word", "mht", "eml",
    "xlsx", "pptx", "odt", "ofd", "zip", "archive", "tnef", "image", "heic", "broken_zip", "unknown",
]  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The entry that only this kind of compound file has; a workbook may hold a Word document, and a letter anything.
_OLE_STREAMS: tuple[tuple[str, Content], ...] = (
    ("EncryptedPackage", "ole_encrypted"),
    ("__properties_version1.0", "msg"),
    ("Workbook", "ole_excel"),
    ("Book", "ole_excel"),
    ("PowerPoint Document", "ole_slides"),
    ("WordDocument", "ole_word"),
)
_OLE_CLASSES: dict[int, Content] = {0x00020906: "ole_word", 0x00020900: "ole_word", 0x00020820: "ole_excel", 0x00020810: "ole_excel"}
"""The beginning of the class of the root entry: what program wrote the file, whatever it holds of others."""
_OLE_ENTRY = 128
"""Bytes of an entry of the directory; entries stand at multiples of it ([MS-CFB] 2.6.1)."""
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
    (b"\x78\x9f\x3e\x22", "tnef"),
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
# A letter opens with lines "Name: value", which may be folded; those of a text are not among these names.
_HEADER = re.compile(
    rb"(?:Received|Return-Path|Delivered-To|From|To|Cc|Subject|Date|Message-ID|MIME-Version|Content-(?:Type|Location|Transfer-Encoding)"
    rb"|Sender|Reply-To|DKIM-Signature|X-[A-Za-z-]{1,60})[ \t]*:",
    re.IGNORECASE,
)
_CERTAIN = re.compile(rb"^(?:MIME-Version|Received|Message-ID|Return-Path)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_SAVED_PAGE = re.compile(
    rb"^(?:From:[^\n]{0,80}Saved by|Snapshot-Content-Location:|Content-Type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE
)


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
    if head[4:8] == b"ftyp":
        return "heic"
    return _markup(data)


def _is_image(head: bytes) -> bool:
    """BMP (whose bytes 6 to 9 are zero) and WebP have their marks within a header."""
    return (head[:2] == b"BM" and head[6:10] == b"\0\0\0\0") or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


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
    root = _entry(data, "Root Entry")
    if _entry(data, "EncryptedPackage") is None and root is not None:
        named = _OLE_CLASSES.get(int.from_bytes(data[root + 80 : root + 84], "little"))
        if named is not None:
            return named
    return next((content for stream, content in _OLE_STREAMS if _entry(data, stream) is not None), "ole")


def _entry(data: bytes, name: str) -> int | None:
    """Where the entry of this name stands in the directory of a compound file; its name ends with a zero."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = data.find(wanted)
    while at >= 0 and at % _OLE_ENTRY:
        at = data.find(wanted, at + 2)
    return at if at >= 0 else None


def _markup(data: bytes) -> Content:
    plain = _as_ascii(data[: 64 * 1024])
    if _HTML.match(plain):
        return "html"
    if b'progid="Word.Document"' in plain[:400]:
        return "flat_word"
    if _HEADER.match(plain.lstrip(b"\r\n")) and _CERTAIN.search(
        head := plain.lstrip(b"\r\n").partition(b"\n\r\n")[0].partition(b"\n\n")[0]
    ):
        return "mht" if _SAVED_PAGE.search(head) else "eml"
    if plain.lstrip()[:1] == b"<" and len(_ELEMENT.findall(plain)) >= 2:
        return "html"
    return "text" if is_text(data) else "unknown"


def _as_ascii(head: bytes) -> bytes:
    """The ASCII of the beginning, whatever the encoding: without byte order mark and the zero bytes of UTF-16."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")

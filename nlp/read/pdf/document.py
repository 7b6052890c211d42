"""Open a PDF within limits: every stream is weighed before pdfminer unpacks it."""

import logging
import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSException

from nlp.read.faults import Fault, damaged, too_large
from nlp.read.limits import MAX_PAGES, MAX_RATIO, MAX_UNPACKED_BYTES
from nlp.read.pdf.canvas import Budget, Canvas, Interpreter
from nlp.read.pdf.fonts import FontManager
from nlp.read.pdf.page import Page

# What pdfminer raises for broken files: its own errors, and, as it checks few of the values that it reads, those of Python.
_BROKEN = (
    PSException, TypeError, ValueError, LookupError, AttributeError, AssertionError, ArithmeticError, RecursionError,
    NotImplementedError, EOFError, struct.error, zlib.error,
)  # fmt: skip
_STREAM = re.compile(rb"stream\r?\n")
_SMALL = 4 * 1024 * 1024
"""Bytes that a stream may always have."""
_CHUNK = 16 * 1024
"""Bytes; deflated data grows at most 1,032 times, so a piece gives no more than 17 MB."""

_MAX_LZW = 1024 * 1024
"""Bytes; LZW is unpacked in Python at 1 MB a second and long out of use."""

_NAMES = {"FlateDecode": "flate", "Fl": "flate", "LZWDecode": "lzw", "LZW": "lzw"}
_MAX_FILTERS = 4


class _Scales:
    """Adds up what streams unpack to; raises Fault beyond the limits."""

    def __init__(self) -> None:
        self._left = MAX_UNPACKED_BYTES

    def weigh(self, data: bytes) -> bytes:
        """The unpacked form of a deflated stream, as much of it as is sound."""
        limit = min(self._left, max(_SMALL, len(data) * MAX_RATIO))
        inflate = zlib.decompressobj()
        unpacked = bytearray()
        for start in range(0, len(data), _CHUNK):
            try:
                unpacked += inflate.decompress(data[start : start + _CHUNK])
            except zlib.error:  # broken, or no deflated stream
                break
            if len(unpacked) > limit:
                raise too_large("PDF 解压后过大")
            if inflate.eof:
                break
        self._left -= len(unpacked)
        return bytes(unpacked)


class _Document(PDFDocument):
    """pdfminer's document, whose streams are weighed when they are first looked up."""

    def __init__(self, parser: PDFParser, scales: _Scales) -> None:
        self._scales = scales
        self._weighed: set[int] = set()
        super().__init__(parser)

    def getobj(self, objid: int) -> object:
        found = super().getobj(objid)
        if isinstance(found, PDFStream) and objid not in self._weighed:
            self._weighed.add(objid)
            self._weigh(found)
        return found

    def _weigh(self, stream: PDFStream) -> None:
        data = stream.rawdata
        if data is None or _name(stream.get("Subtype")) == "Image":
            return
        filters = [_NAMES.get(_name(one) or "") for one, _ in stream.get_filters()]
        if len(filters) > _MAX_FILTERS:
            raise too_large("PDF 的压缩层数过多")
        if "lzw" in filters and len(data) > _MAX_LZW:
            raise too_large("PDF 解压后过大")
        if self.decipher is not None and stream.objid is not None and stream.genno is not None:
            data = self.decipher(stream.objid, stream.genno, data, stream.attrs)
        for kind in filters:
            if kind == "flate":
                data = self._scales.weigh(data)


def _name(value: object) -> str | None:
    name = getattr(value, "name", None)
    return name if isinstance(name, str) else None


def pages(data: bytes) -> Iterator[Page]:
    """The pages one by one. Raises Fault: damaged, encrypted, too_large."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it mended is no message for users
    scales = _Scales()
    for match in _STREAM.finditer(data):  # the cross-reference streams, which are unpacked before any object is looked up
        if b"/XRef" in data[max(0, match.start() - 400) : match.start()]:
            scales.weigh(data[match.end() :])
    try:
        document = _Document(PDFParser(BytesIO(data)), scales)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Fault("encrypted", "PDF 有打开密码", "请用密码打开后另存为不加密的 PDF，或请发文方提供不加密的文件") from error
    except _BROKEN as error:
        raise damaged("PDF") from error
    manager = FontManager()
    budget = Budget()
    canvas = Canvas(manager, budget)
    interpreter = Interpreter(manager, canvas, budget)
    number = 0
    try:
        for number, page in enumerate(PDFPage.create_pages(document), 1):
            if number > MAX_PAGES:
                raise too_large(f"PDF 超过 {MAX_PAGES} 页")
            canvas.open(number)
            interpreter.process_page(page)
            yield canvas.page
    except _BROKEN as error:
        raise damaged("PDF") from error
    if not number:
        raise damaged("PDF")

"""Secrecy marks (机密★1年, 秘密): a document that bears one is refused before anything of it is kept.

The law on guarding state secrets forbids such documents on machines that are not built for them.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from zipfile import BadZipFile, ZipFile

from nlp.read.encoding import decode
from nlp.read.faults import Fault
from nlp.read.sniff import sniff
from service.errors import ServiceError

HEAD_BYTES = 256 * 1024
"""Bytes of a text or of a part of a Word file that are looked through: some 20 pages."""
HEAD_LINES = 40
"""Lines with words among which the mark stands: GB/T 9704-2012, 7.2.2, puts it into the top left corner of the first page."""

# A line of its own: the serial number of the copy or the words 密级 may come before the mark, its term after a star (the standard's
# ★, or what is typed for it), and then the urgency of the document.
MARK = re.compile(
    r"(?:(?:份\s?号\s?[：:]?\s?)?№?\d{1,10}\s{0,9})?"
    r"(?:密\s?级(?:和保密期限)?\s?[：:]\s?)?"
    r"(?P<mark>绝\s{0,4}密|机\s{0,4}密|秘\s{0,4}密)"
    r"(?:\s?[★☆*＊]\s?[^\s，。；、]{0,12})?"
    r"(?:\s{0,20}(?:特\s?急|加\s?急|特\s?提|平\s?急))?"
)
TAG = re.compile(r"<[^<>]*>")
PARAGRAPH_END = re.compile(r"</w:p>|</(?:p|div|h[1-6]|td|tr|li)>|<br[^<>]{0,40}>|<w:(?:br|tab)\b[^<>]{0,80}>", re.IGNORECASE)
WORD_PARTS = re.compile(r"word/(?:document|header\d*)\.xml")


def refuse_classified(data: bytes, name: str) -> None:
    """Raises ServiceError "classified". A file that cannot be read passes: who reads it says why."""
    for text in _texts(data):
        refuse_classified_text(text, name)


def refuse_classified_text(text: str, name: str) -> None:
    """The same once the whole document has been read. Raises ServiceError "classified"."""
    lines = (" ".join(line.split()) for line in text.split("\n") if line.strip())
    for line in islice(lines, HEAD_LINES):
        if found := MARK.fullmatch(line):
            raise refusal(name, found["mark"])


def refusal(name: str, mark: str = "密级") -> ServiceError:
    words = "".join(mark.split())
    return ServiceError(
        "classified", f"{name}：标有“{words}”，涉密文件不得在本系统处理，没有保存。请按保密规定办理；标注有误的，改正后再传。"
    )


def _texts(data: bytes) -> Iterator[str]:
    """The beginning of each part of the file that is shown on its first page."""
    match sniff(data):
        case "text":
            yield _decoded(data)
        case "html":
            yield _without_tags(_decoded(data))
        case "docx":
            yield from map(_without_tags, _word_parts(data))
        case "pdf":
            yield from _first_page(data)


def _decoded(data: bytes) -> str:
    try:
        return decode(data[:HEAD_BYTES])
    except Fault:
        return ""


def _without_tags(markup: str) -> str:
    return TAG.sub("", PARAGRAPH_END.sub("\n", markup.replace("\n", " ")))


def _word_parts(data: bytes) -> Iterator[str]:
    """The body first, then running heads; no more is unpacked than is looked through."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            for name in sorted(filter(WORD_PARTS.fullmatch, archive.namelist())):
                with archive.open(name) as part:
                    yield part.read(HEAD_BYTES).decode("utf-8", "replace")
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, zlib.error):
        return


def _first_page(data: bytes) -> Iterator[str]:
    # The import stands here because pdfminer takes a third of a second to load.
    from nlp.read.pdf.document import pages
    from nlp.read.pdf.lines import line, rows, runs

    try:
        page = next(pages(data), None)
    except Fault:
        return
    if page is not None:
        yield "\n".join(line(row, 1).text for row in rows(runs(page.chars)))

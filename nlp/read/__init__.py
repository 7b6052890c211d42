"""Read: the bytes of a file in, its text with the place of every part out."""

from collections.abc import Callable

from nlp.read.docx import read_docx
from nlp.read.faults import Fault, empty, too_large
from nlp.read.html import read_html
from nlp.read.limits import MAX_BYTES
from nlp.read.names import format_of
from nlp.read.sniff import sniff
from nlp.read.text import read_text
from nlp.types import Format, Source, UnreadableError


def _read_pdf(data: bytes, name: str) -> Source:
    # The import stands here because pdfplumber takes a third of a second to load, which no other format should pay.
    from nlp.read.pdf import read_pdf

    return read_pdf(data, name)


READERS: dict[Format, Callable[[bytes, str], Source]] = {
    "text": read_text,
    "html": read_html,
    "docx": read_docx,
    "pdf": _read_pdf,
}


def read(data: bytes, name: str) -> Source:
    """The source of a file's bytes; what the file is shows its content, `name` is for messages and must not contradict.

    Raises UnreadableError, and nothing else, where the file cannot be read.
    """
    try:
        return READERS[_format(data, name)](data, name)
    except Fault as fault:
        raise UnreadableError(name, fault.code, fault.fault, fault.remedy) from fault


def _format(data: bytes, name: str) -> Format:
    if not data.strip(b"\0\t\n\r \xef\xbb\xbf"):
        raise empty()
    if len(data) > MAX_BYTES:
        raise too_large(f"文件超过 {MAX_BYTES // 1024 // 1024} MB")
    return format_of(sniff(data), name)

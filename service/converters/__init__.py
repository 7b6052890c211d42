"""Word's binary formats (.doc, .wps) as .docx: converters one after the other, each in a process of its own."""

from collections.abc import Callable

from nlp.read.faults import SAVE_AS_DOCX
from nlp.types import UnreadableError
from service.converters.box import Broken, Limits, Unconverted
from service.converters.office import libreoffice
from service.converters.word import doc2docx

LIMITS = Limits(seconds=60, megabytes=1024)
"""The longest of 70 test documents of an office suite takes 1.5 s and 150 MB."""

CONVERTERS: tuple[Callable[[bytes, Limits], bytes], ...] = (doc2docx, libreoffice)
"""The better first: numbers, tables and notes come through both, the first is always there."""


def to_docx(data: bytes, name: str) -> bytes:
    """A Word file with the text of the binary one. Raises UnreadableError; what the first converter says of the file counts."""
    said: Unconverted | None = None
    for converter in CONVERTERS:
        try:
            return converter(data, LIMITS)
        except Unconverted as error:
            said = said or error
            if error.final:
                break
    raise _unreadable(said or Broken(), name)


def _unreadable(error: Unconverted, name: str) -> UnreadableError:
    match error.code:
        case "encrypted":
            return UnreadableError(name, "encrypted", "文档有打开密码", "请在 Word 或 WPS 中打开，取消密码后再试")
        case "unsupported":
            return UnreadableError(name, "unsupported", "是不支持的 Word 版本（Word 95 或更早）", SAVE_AS_DOCX)
        case "too_large":
            return UnreadableError(
                name, "too_large", "转换旧版 Word 文档时超过时限或内存上限", "请在 Word 或 WPS 中拆分，另存为 .docx 后再试"
            )
        case _:
            return UnreadableError(
                name,
                "damaged",
                "旧版 Word 文档已损坏，无法转换",
                "请在 Word 或 WPS 中打开，另存为 .docx 后再试；打不开的，请发文方重新发送",
            )

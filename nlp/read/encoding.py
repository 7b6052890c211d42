"""Bytes to text: UTF-8, GB18030, UTF-16, told apart by their byte order mark or by which of them gives Chinese."""

import codecs
import re

from nlp.read.faults import ASK_AGAIN, Fault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 64 * 1024
_MIN_PLAUSIBLE = 0.9
_MAX_STRANGE = 0.02

# What no text of an office holds: control characters, private use, surrogates, the mark of a broken character.
_STRANGE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ud800-\uf8ff\ufff0-\uffff\U000e0000-\U0010ffff]")
# What Chinese offices write: ASCII, Latin, Greek, Cyrillic, general and Chinese punctuation, symbols, Chinese, full-width forms.
_USUAL = re.compile("[\t\n\r\x20-\x7e\xa0-\xff\u0391-\u0451\u2000-\u27bf\u3000-\u33ff\u4e00-\u9fff\uff00-\uffef]")


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of `data`; raises Fault where no encoding gives plausible text. `declared` is what the file says of itself."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    text = _strictly(data, "utf-8")  # bytes of another encoding are hardly ever sound UTF-8
    if text is not None and len(_STRANGE.findall(text[:_SAMPLE])) <= len(text[:_SAMPLE]) * _MAX_STRANGE:
        return text
    for encoding in (*([declared] if declared else []), "gb18030"):
        text = _strictly(data, encoding)
        if text is not None and plausibility(text) >= _MIN_PLAUSIBLE and "\x00" not in text:
            return text
    return _checked(max(_loosely(data), key=plausibility))


def is_text(data: bytes) -> bool:
    """Whether some encoding gives plausible text, judged by the beginning."""
    try:
        decode(data[:_SAMPLE])
    except Fault:
        return False
    return True


def plausibility(text: str) -> float:
    """The share of usual characters, less five times that of strange ones, in the first 64 K of `text`."""
    sample = text[:_SAMPLE]
    if not sample:
        return 0.0
    return (len(_USUAL.findall(sample)) - 5 * len(_STRANGE.findall(sample))) / len(sample)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _loosely(data: bytes) -> list[str]:
    """All readings with their faults replaced; the better supported encoding first, as `max` keeps the first of equals."""
    return [data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")]


def _checked(text: str) -> str:
    if plausibility(text) < _MIN_PLAUSIBLE:
        raise Fault("damaged", "内容是乱码，不是文字", ASK_AGAIN)
    return text

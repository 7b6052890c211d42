"""Headers of letters as they are meant: encoded words (RFC 2047), parameters (RFC 2231), raw bytes of Chinese programs."""

import base64
import binascii
import quopri
import re
from email.message import Message
from email.utils import collapse_rfc2231_value, parseaddr

from nlp.read.encoding import decode
from nlp.read.faults import Fault

_WORD = re.compile(r"=\?([A-Za-z0-9_*:.-]{1,40})\?([bBqQ])\?([^?]{0,20000})\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?)")
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")
CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "utf8": "utf-8"}
"""What letters declare, and the larger set that programs read it as."""


def header(message: "Message[str, str]", name: str) -> str:
    """The first header of this name on one line; "" where there is none."""
    return words(next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), ""))


def words(raw: str) -> str:
    """A value with its encoded words decoded; a character may be cut in two by the border of two words."""
    text = _BETWEEN.sub(r"\1", _unfolded(raw))
    pieces: list[str] = []
    waiting, charset = b"", ""
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        named = match[1].partition("*")[0].lower()
        if waiting and (between or named != charset):
            pieces.append(decoded(waiting, charset))
            waiting = b""
        pieces.append(between)
        waiting, charset = waiting + _bytes(match[2], match[3]), named
        end = match.end()
    pieces += [decoded(waiting, charset), text[end:]]
    return " ".join(_CONTROL.sub(" ", "".join(pieces)).split())


def file_name(part: "Message[str, str]") -> str | None:
    """The name of an attachment; None for a part that has none."""
    for header_name, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        found = part.get_param(parameter, header=header_name)
        if found:
            name = words(collapse_rfc2231_value(found, errors="replace") if isinstance(found, tuple) else str(found))
            if name:
                return name
    return None


def sender(message: "Message[str, str]") -> str:
    """Who sent it: the name, else the address."""
    name, address = parseaddr(header(message, "From"))
    return name.strip("\"' ") or address


def decoded(raw: bytes, charset: str) -> str:
    """The text of bytes that declare `charset`, which may be wrong."""
    if not raw:
        return ""
    try:
        return raw.decode(CHARSETS.get(charset, charset) or "ascii")
    except (LookupError, UnicodeDecodeError, ValueError):
        return _guessed(raw)


def _guessed(raw: bytes) -> str:
    try:
        return decode(raw)
    except Fault:
        return raw.decode("gb18030", "replace")


def _unfolded(raw: str) -> str:
    """Bytes that are no ASCII come as surrogates."""
    text = raw.replace("\r", "").replace("\n", "")
    return _guessed(text.encode("ascii", "surrogateescape")) if any("\udc80" <= char <= "\udcff" for char in text) else text


def _bytes(way: str, coded: str) -> bytes:
    if way in "qQ":
        return quopri.decodestring(coded.encode("ascii", "replace"), header=True)
    try:
        return base64.b64decode(coded.encode("ascii", "replace") + b"===")
    except (binascii.Error, ValueError):
        return b""

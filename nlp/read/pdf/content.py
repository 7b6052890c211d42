"""The content stream of a page, token by token; one regular expression does what takes pdfminer's parser four times as long."""

import re
from collections.abc import Iterator

from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import KWD, LIT, PSKeyword

_SPACE = rb"\x00\t\n\x0c\r "
_REGULAR = rb"[^\x00\t\n\x0c\r ()<>\[\]{}/%]"
# One token each (PDF Reference 1.7, 3.1): a number, a hexadecimal string, a string without nested brackets, a name, a bracket,
# a comment, and last any other run of regular characters, an operator.
_TOKEN = re.compile(
    rb"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?![^\x00\t\n\x0c\r ()<>\[\]{}/%]))"
    rb"|<(?P<hex>[0-9A-Fa-f" + _SPACE + rb"]*)>"
    rb"|\((?P<string>(?:[^()\\]|\\.)*)\)"
    rb"|/(?P<name>" + _REGULAR + rb"*)"
    rb"|(?P<bracket><<|>>|[\[\](])"
    rb"|(?P<comment>%[^\r\n]*)"
    rb"|(?P<operator>" + _REGULAR + rb"+)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_HEXED = re.compile(r"#([0-9A-Fa-f]{2})")
_BLANK = re.compile(rb"[" + _SPACE + rb"]+")
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_END_OF_IMAGE = re.compile(rb"[" + _SPACE + rb"]EI(?![^" + _SPACE + rb"])")
_OPEN, _CLOSE = (b"[", b"<<"), (b"]", b">>")


def tokens(data: bytes) -> Iterator[object]:
    """Operands as pdfminer's interpreter takes them, and operators as PSKeyword. An inline image is a PDFStream before EI."""
    open_lists: list[list[object]] = []
    at = 0
    while (match := _TOKEN.search(data, at)) is not None:
        at = match.end()
        kind, text = match.lastgroup, match[match.lastgroup or 0]
        if kind == "comment":
            continue
        if kind == "operator":
            if open_lists:
                open_lists[-1].append(_constant(text))
                continue
            if text == b"BI":
                image, at = _image(data, at)
                yield image
                text = b"EI"
            value = _constant(text)
        elif kind != "bracket":
            value = _operand(kind, text)
        elif text in _OPEN:
            open_lists.append([])
            continue
        elif text == b"(":
            value, at = _nested(data, at)
        elif not open_lists:
            continue
        else:
            items = open_lists.pop()
            value = items if text == b"]" else _dictionary(items)
        if open_lists:
            open_lists[-1].append(value)
        else:
            yield value


def _constant(text: bytes) -> object:
    return {b"true": True, b"false": False, b"null": None}.get(text, KWD(text))


def _operand(kind: str | None, text: bytes) -> object:
    if kind == "number":
        return float(text) if b"." in text else int(text)
    if kind == "hex":
        digits = _BLANK.sub(b"", text).decode("ascii")
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    if kind == "string":
        return _ESCAPE.sub(_escaped, text) if b"\\" in text else text
    return LIT(_HEXED.sub(lambda match: chr(int(match[1], 16)), text.decode("latin-1")))


def _escaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes((int(match[1], 8) & 0xFF,))
    return _ESCAPED.get(match[2], match[2])


def _nested(data: bytes, start: int) -> tuple[bytes, int]:
    """A string with brackets in it, from behind its first; up to the end where it is not closed."""
    depth = 1
    for match in _BRACKET.finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if not depth:
            return _ESCAPE.sub(_escaped, data[start : match.start()]), match.end()
    return _ESCAPE.sub(_escaped, data[start:]), len(data)


def _dictionary(items: list[object]) -> dict[str, object]:
    return {str(getattr(key, "name", key)): value for key, value in zip(items[::2], items[1::2], strict=False)}


def _image(data: bytes, start: int) -> tuple[PDFStream, int]:
    """The inline image behind BI: its entries up to ID, its data up to EI."""
    begin = data.find(b"ID", start)
    end = None if begin < 0 else _END_OF_IMAGE.search(data, begin)
    if end is None:
        return PDFStream({}, b""), len(data)
    entries = [token for token in tokens(data[start:begin]) if not isinstance(token, PSKeyword)]
    return PDFStream(_dictionary(entries), b""), end.end()

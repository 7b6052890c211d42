"""The pieces of an RTF file: control words, characters in the bytes of a code page, braces."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.read.faults import too_large

MAX_TOKENS = 6_000_000
"""A document of 2,000,000 Chinese characters has some 4,000,000 pieces, two for each."""

# A control word with its number and the space that ends it; a byte in hexadecimal; a control symbol; a brace; text. Line breaks are nothing.
_TOKEN = re.compile(rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\")


class Token(NamedTuple):
    """One of `word` (with `number`), `raw` bytes, `symbol`, `brace`."""

    word: str = ""
    number: int | None = None
    raw: bytes = b""
    symbol: str = ""
    brace: str = ""


def tokens(data: bytes) -> Iterator[Token]:
    """Binary data (\\bin) is passed over. Raises Fault "too_large"."""
    at = 0
    for _ in range(MAX_TOKENS):
        match = _TOKEN.match(data, at)
        if match is None:
            return
        at = match.end()
        word, number, byte, symbol, brace, text = match.groups()
        if word is not None:
            count = None if number is None else int(number)
            if word == b"bin" and count is not None and count > 0:
                at += count
            yield Token(word=word.decode("ascii"), number=count)
        elif byte is not None:
            yield Token(raw=bytes.fromhex(byte.decode("ascii")))
        elif symbol is not None:
            yield Token(symbol=symbol.decode("latin-1"))
        elif brace is not None:
            yield Token(brace=brace.decode("ascii"))
        elif text is not None:
            yield Token(raw=text)
    raise too_large("RTF 文档的内容过多")

"""Plain text: the content of the file unchanged, in UTF-8, GB18030 or UTF-16."""

from hashlib import sha256

from nlp.read.encoding import decode
from nlp.read.faults import empty, too_large
from nlp.read.limits import MAX_CHARACTERS
from nlp.types import Block, Place, Source


def read_text(data: bytes, name: str) -> Source:
    """A block is a line that is not blank; `paragraph` counts all lines from 1. A byte order mark is no part of the text."""
    text = decode(data)
    if len(text) > MAX_CHARACTERS:
        raise too_large(f"文字超过 {MAX_CHARACTERS} 字")
    if not text.strip():
        raise empty("文件里没有文字")
    return Source(name, "text", sha256(data).hexdigest(), text, None, tuple(_lines(text)))


def _lines(text: str) -> list[Block]:
    blocks = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isspace() and line:
            blocks.append(Block((start, start + len(line.rstrip("\r"))), Place(paragraph=number)))
        start += len(line) + 1
    return blocks

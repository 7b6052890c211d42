"""Clauses: what stands between two marks of punctuation of one sentence, or of sentences that go together, outside brackets and quotation marks."""

import re
from dataclasses import dataclass

from nlp.types import Span

OPENING = "（(“《「『【[〔〈"
CLOSING = "）)”》」』】]〕〉"
BREAKS = "，,；;：:。"
_MARK = re.compile(f"[{re.escape(OPENING + CLOSING + BREAKS)}]")
BLANK = " \t\r　\xa0"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause without white space and marks at its ends. `before` and `after` are the marks around it, "" at the sentence's ends."""

    span: Span
    before: str
    after: str


def split_clauses(text: str, span: Span) -> tuple[Clause, ...]:
    """The clauses of the sentence at `span`, in order; together they hold every character but marks and white space."""
    found = []
    before = ""
    for start, end, mark in _pieces(text, span):
        trimmed = trim(text, (start, end))
        if trimmed[0] < trimmed[1]:
            found.append(Clause(trimmed, before, mark))
            before = mark
    return tuple(found)


def trim(text: str, span: Span) -> Span:
    """`span` without white space at its ends."""
    start, end = span
    while start < end and text[start] in BLANK:
        start += 1
    while end > start and text[end - 1] in BLANK:
        end -= 1
    return start, end


def _pieces(text: str, span: Span) -> list[tuple[int, int, str]]:
    pieces = []
    start, depth = span[0], 0
    for match in _MARK.finditer(text, *span):
        index, char = match.start(), match[0]
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif not depth and not _inside_number(text, index):
            pieces.append((start, index, char))
            start = index + 1
    pieces.append((start, span[1], ""))
    return pieces


def _inside_number(text: str, index: int) -> bool:
    """17:00, 1,000 and http: are no breaks."""
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    return text[index] in ",:：" and len(around) == 2 and around.isascii() and (around.isdigit() or around[1] == "/")

"""Sentences: cut at 。！？ and line ends, not inside quotation marks and brackets; label and closing mark stay outside."""

import re
from collections import Counter
from collections.abc import Iterator

from nlp.layout.labels import Label
from nlp.types import Span

PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "(": ")", "「": "」", "『": "』", "〔": "〕", "【": "】", "[": "]"}
OPENERS = {closer: opener for opener, closer in PAIRS.items()}
STOPS = "。！？!?"
GOES_ON = "，、；：,;:的等之地和与及或是”’》）)。！？"
"""What follows a quotation that is only a part of its sentence."""
EDGE = " \t\n\r\f\v\u3000\u00a0\u2002\u2003，、；：。！？!?,;:．.·—-–…"
RUN_IN = 30
"""A first sentence of up to so many characters behind a label, with more behind it in its line, is a run-in heading."""
TOKEN = re.compile(r"[“”‘’《》〈〉（）()「」『』〔〕【】\[\]。！？!?]")
NAME = re.compile(r"[^，。；：:,;“”《》（）()\d]{2,12}(?:[（(][^（）()]{1,12}[)）])?\s?[：:]\s*(?=[^：:]{0,15}[，,]|.{20})")
"""A run-in heading that ends in a colon, with a sentence behind it: 精心组织：各校要…，…."""


def split_sentences(text: str, line: Span, label: Label | None, *, heading: bool) -> Iterator[tuple[Span, bool]]:
    """The sentences of a line, each with whether it is a heading. `heading`: the whole line is one."""
    spans = [span for piece in pieces(text, label.span[1] if label else line[0], line[1]) if (span := bare(text, *piece))]
    if spans and not heading:
        name = NAME.match(text, *spans[0])
        rest = bare(text, name.end(), spans[0][1]) if name else None
        head = bare(text, *name.span()) if name else None
        if head and rest:
            yield from ((head, True), (rest, False))
            spans = spans[1:]
        elif label and len(spans) > 1 and spans[0][1] - spans[0][0] <= RUN_IN and text[spans[0][1]] in "。.":
            yield spans[0], True
            spans = spans[1:]
    yield from ((span, heading) for span in spans)


def pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The passages between the marks that close sentences, the mark included."""
    at = start
    for stop in stops(text, start, end):
        yield at, stop
        at = stop
    if at < end:
        yield at, end


def stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end: behind a stop outside of all pairs, and behind “….” where it closes the sentence."""
    guards = guarded(text, start, end)
    place = 0
    for match in TOKEN.finditer(text, start, end):
        offset = match.start()
        while place < len(guards) and guards[place][1] <= offset:
            place += 1
        within = place < len(guards) and guards[place][0] <= offset
        if match[0] in STOPS and not within:
            yield offset + 1
        elif within and offset == guards[place][1] - 1 and text[offset - 1] in STOPS and match[0] in "”’）)" and text[offset + 1 : offset + 2] not in tuple(GOES_ON):
            yield offset + 1


def guarded(text: str, start: int, end: int) -> list[Span]:
    """The outermost balanced pairs of quotation marks and brackets; a mark without its partner guards nothing."""
    stack: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    found: list[Span] = []
    for match in TOKEN.finditer(text, start, end):
        mark = match[0]
        if mark in PAIRS:
            stack.append((mark, match.start()))
            waiting[mark] += 1
        elif waiting[OPENERS.get(mark, "")]:
            opener, at = stack.pop()
            waiting[opener] -= 1
            while opener != OPENERS[mark]:
                opener, at = stack.pop()
                waiting[opener] -= 1
            while found and found[-1][0] > at:
                found.pop()
            found.append((at, match.end()))
    return found


def bare(text: str, start: int, end: int) -> Span | None:
    """The span without white space and punctuation at its ends; None where nothing is left."""
    part = text[start:end]
    left = len(part) - len(part.lstrip(EDGE))
    right = len(part.rstrip(EDGE))
    return (start + left, start + right) if left < right else None

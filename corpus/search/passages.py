"""Passages of a document, and which of them answers: evidence for long documents, and what a hit quotes."""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from corpus.search.text import is_han, merged
from nlp.types import Span

SIZE = 150
"""Signs that a passage holds at most, unless one sentence is longer."""
HEADING = 40
"""A line that is shorter goes with the one below it."""
LONGEST = 300
K1, B = 1.2, 0.75
_END = re.compile(r"[。！？!?；;]+[”」』）)]*|\n+")


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage and how well it answers (BM25 over the grams of the question)."""

    span: Span
    score: float


def cut(text: str) -> tuple[Span, ...]:
    """The text in passages: the sentences of a paragraph, joined up to SIZE signs, with the heading above; no white space at the ends."""
    found: list[Span] = []
    current: Span | None = None
    for start, end in _sentences(text):
        if current and (end - current[0] > SIZE or (text[start - 1] == "\n" and start - current[0] >= HEADING)):
            found.append(current)
            current = None
        current = (current[0] if current else start, end)
    if current:
        found.append(current)
    return tuple(span for each in found if (span := _trimmed(text, each)))


def evidence(folded: str, spans: Sequence[Span], weights: Mapping[str, float]) -> list[Scored]:
    """The passages that hold one of the grams, in order; `weights` are those of the grams."""
    if not spans:
        return []
    starts = [start for start, _ in spans]
    scores = [0.0] * len(spans)
    usual = sum(end - start for start, end in spans) / len(spans)
    for gram, weight in weights.items():
        counts: dict[int, int] = {}
        at = folded.find(gram)
        while at >= 0:
            index = bisect_right(starts, at) - 1
            counts[index] = counts.get(index, 0) + 1
            at = folded.find(gram, at + 1)
        for index, count in counts.items():
            if index >= 0:
                long = (spans[index][1] - spans[index][0]) / usual
                scores[index] += weight * count * (K1 + 1) / (count + K1 * (1 - B + B * long))
    return [Scored(span, score) for span, score in zip(spans, scores, strict=True) if score > 0]


def marks(folded: str, span: Span, grams: Collection[str]) -> tuple[Span, ...]:
    """Where a passage holds what was asked for; single signs count where no pair was found."""
    pairs = [gram for gram in grams if len(gram) > 1 or not is_han(gram)]
    return tuple(merged(_places(folded, span, pairs)) or merged(_places(folded, span, grams)))


def _places(folded: str, span: Span, grams: Collection[str]) -> list[Span]:
    found: list[Span] = []
    for gram in grams:
        at = folded.find(gram, *span)
        while at >= 0:
            found.append((at, at + len(gram)))
            at = folded.find(gram, at + 1, span[1])
    return found


def _sentences(text: str) -> list[Span]:
    """Sentences and lines; one that is longer than LONGEST is broken."""
    found: list[Span] = []
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        while end - start > LONGEST:
            found.append((start, start + SIZE))
            start += SIZE
        if end > start:
            found.append((start, end))
        start = end
    return found


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None

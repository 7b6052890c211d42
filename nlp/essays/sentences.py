"""Sentences of an essay with the mark that closes them: what a summary may quote."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.layout.sentences import pieces
from nlp.types import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence; `paragraph` counts the body's from 0, `place` the paragraph's sentences, `of` says how many it has."""

    span: Span
    paragraph: int
    place: int
    of: int


def cut(text: str, lines: Sequence[Span]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for paragraph, (start, end) in enumerate(lines):
        spans = [span for piece in pieces(text, start, end) if (span := trimmed(text, piece))]
        found += [Piece(span, paragraph, place, len(spans)) for place, span in enumerate(spans)]
    return tuple(found)


def trimmed(text: str, span: Span) -> Span | None:
    part = text[slice(*span)]
    start, end = span[0] + len(part) - len(part.lstrip()), span[1] - len(part) + len(part.rstrip())
    return (start, end) if start < end else None

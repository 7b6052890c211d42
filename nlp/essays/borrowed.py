"""Sentences that are not, or may not be, their author's own: they stand in passages that another essay or the notice has as well."""

from collections.abc import Iterator, Mapping, Sequence

from nlp.essays.parts import Essay
from nlp.essays.types import Copy, Flag
from nlp.types import Span

FADED = 0.1
"""What is left of a borrowed sentence's score."""


def own_scores(
    essays: Sequence[Essay], scores: Sequence[Sequence[float]], copies: Sequence[Copy], flags: Mapping[str, Sequence[Flag]]
) -> list[list[float]]:
    """The scores of the sentences, 0 for borrowed ones; of two essays that share a passage neither is taken for its author."""
    taken = {essay.id: list(borrowed(essay.id, copies, flags[essay.id])) for essay in essays}
    return [
        [
            0.0 if any(meet(piece.span, span) for span in taken[essay.id]) else score
            for piece, score in zip(essay.sentences, row, strict=True)
        ]
        for essay, row in zip(essays, scores, strict=True)
    ]


def faded(row: Sequence[float], own: Sequence[float]) -> list[float]:
    """The scores for an abstract: borrowed sentences only where the author's own do not say enough."""
    return [max(FADED * score, mine) for score, mine in zip(row, own, strict=True)]


def borrowed(essay: str, copies: Sequence[Copy], flags: Sequence[Flag]) -> Iterator[Span]:
    """The passages of an essay, by its id, that others have."""
    for copy in copies:
        yield from (passage.a for passage in copy.passages if copy.a == essay)
        yield from (passage.b for passage in copy.passages if copy.b == essay)
    yield from (flag.span for flag in flags if flag.code == "notice_copied" and flag.span)


def meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]

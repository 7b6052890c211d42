"""Which found value stands for which gold value: one to one, the likest first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol

from nlp.types import Span

Pairs = Mapping[int, int]
"""Number of the gold value → number of the found one."""

MOST = 0.8
"""So much of the shorter span lies in the longer one."""


class Marked(Protocol):
    """A value with a place in the text."""

    @property
    def span(self) -> Span: ...

    @property
    def tier(self) -> Literal["must", "may"]: ...


def pair(gold: Sequence[Marked], found: Sequence[Marked], likeness: Callable[[Span, Span], float]) -> Pairs:
    """Each gold value and each found one at most once; at equal likeness hard duties first, then in the order of the text."""
    candidates = sorted(
        (-alike, wanted.tier == "may", number, index)
        for number, wanted in enumerate(gold)
        for index, given in enumerate(found)
        if (alike := likeness(wanted.span, given.span))
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, _, number, index in candidates:
        if number not in pairs and index not in used:
            pairs[number] = index
            used.add(index)
    return pairs


def alike_rows(one: Span, other: Span) -> float:
    """Intersection over union, from a half on, or where one row holds most of the other and is at most twice as long; else 0."""
    both, short, long = _sizes(one, other)
    overlap = both / (short + long - both) if both else 0.0
    return overlap if overlap >= 0.5 or (both >= MOST * short and long <= 2 * short) else 0.0


def alike_values(one: Span, other: Span) -> float:
    """Share of the longer span where it holds most of the shorter one and is at most three times as long and 12 characters; else 0."""
    both, short, long = _sizes(one, other)
    return both / long if both and both >= MOST * short and long <= 3 * short + 12 else 0.0


def shared(one: Span, other: Span) -> int:
    """Characters in both spans."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _sizes(one: Span, other: Span) -> tuple[int, int, int]:
    short, long = sorted((one[1] - one[0], other[1] - other[0]))
    return shared(one, other), short, long

"""Pairs of texts that copied from one another, among many that answer the same notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from nlp.copies import SHORTEST, K, Passage, letters, passages, share

FEW = SHORTEST - K
"""Grams of their own that two texts must share to be compared in full: one passage of the shortest length has as many."""
LEAST = 200
"""A text with fewer letters of its own counts as one of so many: who pasted the notice has little left to copy."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two of the texts, by index, and what they share, the spans of `first` as `a`. `share` from 0 to 1, of the text that took over more."""

    first: int
    second: int
    share: float
    passages: tuple[Passage, ...]


def find_pairs(texts: Sequence[str], *, minus: Sequence[str] = (), least_share: float = 0.3) -> tuple[Pair, ...]:
    """Those that share at least `least_share` of what does not stand in `minus`, the most first."""
    known = {gram for text in minus for _, gram in letters(text).grams(K)}
    own = [{gram for _, gram in letters(text).grams(K)} - known for text in texts]
    found = []
    for first, second in combinations(range(len(texts)), 2):
        if len(own[first] & own[second]) >= FEW:
            shared = passages(texts[first], texts[second], minus=minus)
            most = max(_share(shared, texts[index], len(own[index])) for index in (first, second))
            found.append(Pair(first, second, most, shared))
    return tuple(sorted((pair for pair in found if pair.passages and pair.share >= least_share), key=lambda pair: -pair.share))


def _share(shared: Sequence[Passage], text: str, own: int) -> float:
    """Of the text, or of what it does not take from the common source, which it is compared without."""
    total = sum(map(str.isalnum, text))
    return min(1.0, share(shared, text) * total / max(LEAST, own))

"""How far the words of one text stand in another: characters and pairs of characters, rare ones weigh more."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

_APART = re.compile(r"[^\w]|_")
SINGLE = 0.4
"""What a single character counts beside a pair."""


def grams(text: str) -> frozenset[str]:
    """Characters and pairs of neighbours; digits count as they stand, punctuation breaks no pair."""
    plain = _APART.sub("", text)
    return frozenset(plain) | frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def rarity(texts: Iterable[str]) -> Mapping[str, float]:
    """The weight of each gram over the texts: the logarithm of how few of them hold it."""
    counts: Counter[str] = Counter()
    size = 0
    for text in texts:
        counts.update(grams(text))
        size += 1
    return {gram: math.log((size + 1) / (count + 0.5)) * (SINGLE if len(gram) == 1 else 1.0) for gram, count in counts.items()}


def contained(part: frozenset[str], whole: frozenset[str], weights: Mapping[str, float]) -> float:
    """The weighted share of `part` that stands in `whole`, from 0 to 1."""
    total = sum(weights.get(gram, 0.0) for gram in sorted(part))
    return sum(weights.get(gram, 0.0) for gram in sorted(part & whole)) / total if total > 0 else 0.0


def likeness(a: str, b: str) -> float:
    """Dice's coefficient over pairs of characters."""
    left, right = _pairs(a), _pairs(b)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(gram for gram in grams(text) if len(gram) == 2)


def rows(part: Sequence[str], whole: Sequence[str]) -> list[list[float]]:
    """For each text of `part` how far it stands in each of `whole`."""
    weights = rarity([*part, *whole])
    wholes = [grams(text) for text in whole]
    return [[contained(here, there, weights) for there in wholes] for here in map(grams, part)]

"""How far the words of one text stand in another: characters and pairs of characters, rare ones weigh more."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from nlp.lexicon import terms

_APART = re.compile(r"[^\w]|_")
SINGLE = 0.4
"""What a single character counts beside a pair."""
MATTER = 2.0
"""What a matter counts beside a pair."""


@cache
def _synonyms() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Every word of the groups, longest first, and the sign that stands for its group: one of the private use area."""
    first: dict[str, str] = {}
    for number, group in enumerate(sorted(terms("school_synonyms"))):
        for word in group.split():
            first.setdefault(word, chr(0xE000 + number))
    words = sorted(first, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words))), first


def matters(text: str) -> frozenset[str]:
    """The matters a text speaks of, in whichever words: 家庭走访 and 家访 are one."""
    pattern, first = _synonyms()
    return frozenset(first[match.group()] for match in pattern.finditer(text))


def grams(text: str) -> frozenset[str]:
    """Characters and pairs of neighbours; digits count as they stand, punctuation breaks no pair."""
    plain = _APART.sub("", text)
    return frozenset(plain) | frozenset(plain[at : at + 2] for at in range(len(plain) - 1)) | matters(text)


def rarity(texts: Iterable[str]) -> Mapping[str, float]:
    """The weight of each gram over the texts: the logarithm of how few of them hold it."""
    counts: Counter[str] = Counter()
    size = 0
    for text in texts:
        counts.update(grams(text))
        size += 1
    return {gram: math.log((size + 1) / (count + 0.5)) * _weight(gram) for gram, count in counts.items()}


def _weight(gram: str) -> float:
    return MATTER if "\ue000" <= gram[0] <= "\uf8ff" else SINGLE if len(gram) == 1 else 1.0


def contained(part: frozenset[str], whole: frozenset[str], weights: Mapping[str, float]) -> float:
    """The weighted share of `part` that stands in `whole`, from 0 to 1."""
    total = sum(weights.get(gram, 0.0) for gram in sorted(part))
    return sum(weights.get(gram, 0.0) for gram in sorted(part & whole)) / total if total > 0 else 0.0


def likeness(a: str, b: str) -> float:
    """Dice's coefficient over pairs of characters."""
    left, right = pairs(a), pairs(b)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def pairs(text: str) -> frozenset[str]:
    plain = _APART.sub("", text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def rows(part: Sequence[str], whole: Sequence[str]) -> list[list[float]]:
    """For each text of `part` how far it stands in each of `whole`."""
    weights = rarity([*part, *whole])
    wholes = [grams(text) for text in whole]
    return [[contained(here, there, weights) for there in wholes] for here in map(grams, part)]

"""Words that no document holds: what was probably meant (家仿 → 家访)."""

from collections.abc import Iterable, Iterator, Sequence

from corpus.search.index import WordIndex
from corpus.search.text import is_han

MOST = 3
LONGEST = 8
"""Signs of a word that is looked at; what is longer is a sentence."""
FEW = 5000
"""Documents up to which all grams are gone through for a first sign that fits."""


def suggestions(unknown: Sequence[str], index: WordIndex) -> tuple[str, ...]:
    """For each unknown word words of one other sign whose pairs all stand in documents, the most frequent first."""
    found: list[str] = []
    for word in unknown:
        if is_han(word) and 2 <= len(word) <= LONGEST:
            found += _corrected(word, index)
    return tuple(dict.fromkeys(found))


def _corrected(word: str, index: WordIndex) -> list[str]:
    known: dict[str, int] = {}
    for at in range(len(word)):
        for sign in _signs(word, at, index):
            other = word[:at] + sign + word[at + 1 :]
            rarest = min((index.frequency(pair) for pair in _pairs(other)), default=0)
            if rarest:
                known[other] = rarest
    best = sorted(known, key=lambda other: (-known[other], other))[:MOST]
    return best or _known_part(word, index)


def _signs(word: str, at: int, index: WordIndex) -> Iterator[str]:
    """Signs that follow the one before `at` somewhere, or precede the one behind it."""
    if at:
        yield from (gram[1] for gram, _ in index.values("words", word[at - 1]) if len(gram) == 2 and gram[1] != word[at])
    elif len(index) <= FEW:
        behind = word[1]
        yield from (gram[0] for gram in _ending(behind, index) if gram[0] != word[0])


def _ending(sign: str, index: WordIndex) -> Iterable[str]:
    return (gram for gram, _ in index.values("words") if len(gram) == 2 and gram[1] == sign and is_han(gram))


def _known_part(word: str, index: WordIndex) -> list[str]:
    """The longest part of the word that documents may hold."""
    for size in range(len(word) - 1, 1, -1):
        parts = [word[at : at + size] for at in range(len(word) - size + 1)]
        known = [part for part in parts if all(index.frequency(pair) for pair in _pairs(part))]
        if known:
            return known[:1]
    return []


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)]

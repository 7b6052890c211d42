"""Words that no document holds: what was probably meant (家仿 → 家访)."""

from collections.abc import Iterator, Sequence

from corpus.search.index import WordIndex
from corpus.search.text import is_han

MOST = 3
WORD = 4
"""Signs of a word of which the longest known part is told; of a longer one some part is always known."""
FEW = 5000
"""Documents up to which all grams are gone through for a first sign that fits."""
ALIKE = 24
"""How far apart signs of like sound stand in GB 2312 at most: its first 3,755 characters are in the order of their sound."""
_LEVEL_1 = range(40 * 94)
"""Places in the first level of GB 2312: rows 16 to 55 of 94 characters."""


def suggestions(unknown: Sequence[str], index: WordIndex) -> tuple[str, ...]:
    """For each unknown word those that sound like it and stand in documents, the most frequent first; else its longest known part."""
    found: list[str] = []
    for word in unknown:
        if is_han(word) and len(word) > 1:
            found += _corrected(word, index)
    return tuple(dict.fromkeys(found))


def alike(one: str, other: str) -> bool:
    """Whether two signs sound alike, or nearly: 仿 访."""
    places = _place(one), _place(other)
    return all(place in _LEVEL_1 for place in places) and abs(places[0] - places[1]) <= ALIKE


def _place(sign: str) -> int:
    """Where a sign stands in GB 2312, counted from its first character; -1 where it does not."""
    try:
        code = sign.encode("gb2312")
    except UnicodeEncodeError:
        return -1
    return (code[0] - 0xB0) * 94 + code[1] - 0xA1 if len(code) == 2 else -1


def _corrected(word: str, index: WordIndex) -> list[str]:
    known: dict[str, int] = {}
    for at in range(len(word)):
        for sign in _signs(word, at, index):
            other = word[:at] + sign + word[at + 1 :]
            rarest = min((index.frequency(pair) for pair in _pairs(other)), default=0)
            if rarest and alike(sign, word[at]):
                known[other] = rarest
    best = sorted(known, key=lambda other: (-known[other], other))[:MOST]
    return best or (_known_part(word, index) if len(word) <= WORD else [])


def _signs(word: str, at: int, index: WordIndex) -> Iterator[str]:
    """Signs that follow the one before `at` somewhere, or precede the one behind it."""
    if at:
        yield from (gram[1] for gram, _ in index.values("words", word[at - 1]) if len(gram) == 2 and gram[1] != word[at])
    elif len(index) <= FEW:
        pairs = (gram for gram, _ in index.values("words") if len(gram) == 2 and is_han(gram))
        yield from (pair[0] for pair in pairs if pair[1] == word[1] and pair[0] != word[0])


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

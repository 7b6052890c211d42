"""Keywords of an essay: words that it repeats and its colleagues do not.

Words are told from pieces of words by their neighbours, not by a dictionary: a string that nearly always goes on in the same way (因材施
with 教) is a piece. On essays with a reader's abstract as many of these keywords stand in it as of jieba's words, within the error.
"""

import re
from collections import Counter
from collections.abc import Sequence
from math import log

from nlp.essays.matters import catalogue
from nlp.essays.parts import Essay
from nlp.lexicon import pattern

MOST = 6
RUN = re.compile(r"[\u4e00-\u9fff]+")
# Characters with which no word begins or ends: 的, 了, 在, 我, ….
EDGE = re.compile(pattern("keyword_edges"))
EVERYDAY = re.compile(pattern("keyword_everyday_words"))
LENGTHS = (2, 3, 4)
PIECE = 0.95
"""A string that goes on with the same character in this share of its places is a piece of the longer one."""
LENGTHY = 0.2
"""How much more each further character makes of a word."""
HEADED = 1.5
"""How much more a word counts that stands in the title."""
KNOWN = 1.3
"""How much more a word of the catalogue counts."""


def keywords(essays: Sequence[Essay]) -> list[tuple[str, ...]]:
    """For each essay at most six: terms of the catalogue and strings of two to four characters that it repeats, weighed by rarity."""
    counts = [_candidates(f"{essay.heading}\n{essay.body}") for essay in essays]
    spread = Counter(word for count in counts for word in count)
    return [_best(count, spread, essay.heading, len(essays)) for essay, count in zip(essays, counts, strict=True)]


def _candidates(text: str) -> Counter[str]:
    runs = RUN.findall(text)
    sizes = (*LENGTHS, LENGTHS[-1] + 1)
    every = Counter(run[at : at + size] for size in sizes for run in runs for at in range(len(run) - size + 1))
    strings = {string: count for string, count in every.items() if count >= 2}
    longer: dict[str, int] = {}
    for string, count in strings.items():
        for part in (string[1:], string[:-1]):
            if count > longer.get(part, 0):
                longer[part] = count
    known = catalogue().tally(text)
    whole = {
        string: count
        for string, count in strings.items()
        if len(string) <= LENGTHS[-1]
        and not EDGE.search(string)
        and not EVERYDAY.fullmatch(string)
        and longer.get(string, 0) < PIECE * count
    }
    counts = {word: max(count, every[word]) for word, count in known.items()}
    return Counter({**whole, **{word: count for word, count in counts.items() if count >= 2}})


def _best(count: Counter[str], spread: Counter[str], heading: str, total: int) -> tuple[str, ...]:
    def weight(word: str) -> float:
        size = 1.0 + LENGTHY * (len(word) - 2)
        place = (HEADED if word in heading else 1.0) * (KNOWN if word in catalogue().shared else 1.0)
        return count[word] * log(1 + total / spread[word]) * size * place

    chosen: list[str] = []
    for word in sorted(count, key=lambda word: (-weight(word), word)):
        if not any(word in other or other in word for other in chosen):
            chosen.append(word)
        if len(chosen) == MOST:
            break
    return tuple(chosen)

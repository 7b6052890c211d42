"""Keywords of an essay: words that it repeats and its colleagues do not."""

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


def keywords(essays: Sequence[Essay]) -> list[tuple[str, ...]]:
    """For each essay at most six: terms of the catalogue and strings of two to four characters that it repeats, weighed by rarity."""
    counts = [_candidates(essay) for essay in essays]
    spread = Counter(word for count in counts for word in count)
    return [_best(count, spread, len(essays)) for count in counts]


def _candidates(essay: Essay) -> Counter[str]:
    text = f"{essay.heading}\n{essay.body}"
    found = catalogue().tally(text)
    for run in RUN.findall(text):
        for size in (2, 3, 4):
            for at in range(len(run) - size + 1):
                word = run[at : at + size]
                if not EDGE.search(word):
                    found[word] += 1
    return Counter({word: count for word, count in found.items() if count >= 2})


def _best(count: Counter[str], spread: Counter[str], total: int) -> tuple[str, ...]:
    def weight(word: str) -> float:
        return count[word] * log(1 + total / spread[word]) * (1.0 + 0.35 * (len(word) - 2))

    chosen: list[str] = []
    for word in sorted(count, key=lambda word: (-weight(word), word)):
        if not any(word in other or other in word for other in chosen):
            chosen.append(word)
        if len(chosen) == MOST:
            break
    return tuple(chosen)

"""What a text took from another, run by run: the notice's own words in an essay."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from nlp.essays.strips import Paper, strip, whole
from nlp.types import Span

RUN = 12
"""Characters from which a run that stands in the notice is taken from it (the contract's measure)."""


def taken_from(paper: Paper, known: str, *, least: int = RUN) -> list[tuple[Span, Span]]:
    """The runs of at least `least` characters of a paper that stand in `known`, with the span there; quoted words are none."""
    own = strip(paper)
    source, index, places = _indexed(known, least)
    found: list[tuple[Span, Span]] = []
    for part in np.split(np.arange(len(own.codes)), np.flatnonzero(np.diff(own.parts)) + 1):
        text = "".join(map(chr, own.codes[part]))
        for start, end, at in _runs_in(text, source, index, least):
            span = int(own.places[part[start]]), int(own.places[part[end - 1]]) + 1
            found.append((span, (places[at], places[at + end - start - 1] + 1)))
    return found


@lru_cache(maxsize=4)
def _indexed(known: str, least: int) -> tuple[str, dict[str, list[int]], list[int]]:
    """The letters of a known text, where each run of `least` of them begins, and where each letter stood."""
    other = strip(whole(known), quoted=True)
    source = "".join(map(chr, other.codes))
    index: dict[str, list[int]] = defaultdict(list)
    for at in range(len(source) - least + 1):
        index[source[at : at + least]].append(at)
    return source, dict(index), other.places.tolist()


def _runs_in(text: str, source: str, index: dict[str, list[int]], least: int) -> Iterator[tuple[int, int, int]]:
    """Greedy longest runs of `text` in `source`: start, end, place in the source."""
    start = 0
    while start <= len(text) - least:
        best, where = 0, -1
        for at in index.get(text[start : start + least], ())[:20]:
            size = least
            while start + size < len(text) and at + size < len(source) and text[start + size] == source[at + size]:
                size += 1
            if size > best:
                best, where = size, at
        if best:
            yield start, start + best, where
        start += best or 1

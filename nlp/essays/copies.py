"""Copied passages: between texts, and from a source that all of them know (the notice).

Runs of characters (k-grams, marks left out) that two texts share and the known source does not have point at the pairs; within a
pair they are gathered into passages and these taken out to whole sentences, so that swapped names, synonyms and moved sentences
inside stay part of them. What stands in quotation marks points at nothing: everybody quotes the same leaders and proverbs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from nlp.types import Span

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
QUOTED = re.compile("“[^”\n]{0,600}”|「[^」\n]{0,600}」|《[^》\n]{0,60}》")
SEED = 5
"""Characters of the runs that point at pairs."""
FINE = 4
"""Characters of the runs that passages are gathered from."""
FEW = 6
"""Seeds that two texts must share to be looked at."""
CROWD = 40
"""Papers of one run that are paired with one another; more share it as a phrase."""
GAP = 34
"""Shared runs so close together, in both texts, belong to one passage: a rewritten sentence lies between them."""
DENSE = 0.22
"""Share of a passage that shared runs must cover."""
CORE = 18
"""Characters in shared runs without which nothing is a passage."""
ALIKE = 0.24
"""Share of a sentence's pairs of characters that the other passage must have for the sentence to join it."""
RUN = 12
"""Characters from which a run that stands in the notice is taken from it (the contract's measure)."""
BASE = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Paper:
    """A text to be compared: its sentences ascend, with the marks that close them; what lies in none of them is not compared."""

    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Two papers, by their places, and the passages that they share: the span in each."""

    a: int
    b: int
    passages: tuple[tuple[Span, Span], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A text without its marks: code points, where they stood, and a number that changes where something was cut out."""

    codes: Numbers
    places: Places
    parts: Places


def find_copies(papers: Sequence[Paper], *, known: Sequence[str] = (), least: int = 60) -> list[Shared]:
    """The pairs of papers that share passages of `least` characters or more, in the order of the papers.

    `known` are the texts whose words are nobody's own; without them, words that stand in many papers are taken for such.
    """
    strips = [strip(paper) for paper in papers]
    foreign = [common_grams(strips, known, size) for size in (SEED, FINE)]
    found: list[Shared] = []
    lookup: dict[int, dict[int, list[int]]] = {}
    for a, b in candidates(strips, foreign[0]):
        for index in (a, b):
            if index not in lookup:
                lookup[index] = grams_of(strips[index], foreign[1])
        spans = gather(points_of(lookup[a], lookup[b]), strips[a], strips[b])
        joined = join([widen(papers[a], papers[b], *pair) for pair in spans])
        passages = tuple(pair for pair in joined if min(end - start for start, end in pair) >= least)
        if passages:
            found.append(Shared(a, b, passages))
    return found


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


def whole(text: str) -> Paper:
    return Paper(text, ((0, len(text)),))


@cache
def _letters() -> NDArray[np.bool_]:
    return np.array([chr(code).isalnum() for code in range(0x10000)])


def strip(paper: Paper, *, quoted: bool = False) -> Strip:
    """Letters, figures and characters of the sentences; without `quoted` those in quotation marks are cut out."""
    codes = np.frombuffer(paper.text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    keep = np.zeros(len(codes), bool)
    for start, end in paper.sentences:
        keep[start:end] = True
    cuts = np.zeros(len(codes) + 1, np.int64)
    if not quoted:
        for match in QUOTED.finditer(paper.text):
            keep[match.start() : match.end()] = False
            cuts[match.start()] = 1
    keep &= _letters()[np.minimum(codes, 0xFFFF).astype(np.int64)]
    places = np.flatnonzero(keep)
    return Strip(codes[places], places, np.cumsum(cuts)[places])


def hashes(line: Strip, size: int) -> tuple[Numbers, Places]:
    """The runs of `size` characters as numbers, and where in the strip they begin; none reaches over a cut."""
    count = len(line.codes) - size + 1
    if count <= 0:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    value = np.zeros(count, np.uint64)
    for offset in range(size):
        value = (value * BASE) ^ (line.codes[offset : offset + count] + np.uint64(1))
        value = value ^ (value >> np.uint64(29))
    starts = np.flatnonzero(line.parts[:count] == line.parts[size - 1 :])
    return value[starts], starts


def common_grams(strips: Sequence[Strip], known: Sequence[str], size: int) -> Numbers:
    """Runs that are nobody's own: those of the known texts, and those that stand in too many papers."""
    values = [np.unique(hashes(line, size)[0]) for line in strips]
    limit = max(10, len(strips) // 5) if known else max(4, len(strips) // 10)
    grams, counts = np.unique(np.concatenate([*values, np.zeros(0, np.uint64)]), return_counts=True)
    sources = [hashes(strip(whole(text), quoted=True), size)[0] for text in known]
    return np.unique(np.concatenate([grams[counts > limit], *sources]))


def candidates(strips: Sequence[Strip], foreign: Numbers) -> list[tuple[int, int]]:
    """The pairs that share at least FEW runs of their own."""
    values = [np.unique(hashes(line, SEED)[0]) for line in strips]
    grams = np.concatenate([*values, np.zeros(0, np.uint64)])
    papers = np.repeat(np.arange(len(strips)), [len(own) for own in values])
    order = np.argsort(grams, kind="stable")
    grams, papers = grams[order], papers[order]
    borders = np.concatenate([[0], np.flatnonzero(np.diff(grams)) + 1, [len(grams)]])
    sizes = np.diff(borders)
    starts = borders[:-1][sizes >= 2] if len(grams) else borders[:0]
    starts = starts[~np.isin(grams[starts], foreign)]
    ends = starts + sizes[np.searchsorted(borders, starts)]
    pairs: Counter[tuple[int, int]] = Counter()
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        group = papers[start : min(end, start + CROWD)].tolist()
        pairs.update(combinations(group, 2))
    return sorted(pair for pair, count in pairs.items() if count >= FEW)


def grams_of(line: Strip, foreign: Numbers) -> dict[int, list[int]]:
    """Where each run of a text stands that is its own."""
    values, starts = hashes(line, FINE)
    own = ~np.isin(values, foreign)
    found: dict[int, list[int]] = defaultdict(list)
    for value, start in zip(values[own].tolist(), starts[own].tolist(), strict=True):
        found[value].append(start)
    return found


def points_of(left: dict[int, list[int]], right: dict[int, list[int]]) -> list[tuple[int, int]]:
    """Where both texts have the same run, by its places in the two strips; of frequent runs the first three."""
    return sorted((i, j) for gram, places in left.items() if gram in right for i in places[:3] for j in right[gram][:3])


def gather(points: Sequence[tuple[int, int]], one: Strip, two: Strip) -> Iterator[tuple[Span, Span]]:
    """The spans, in both texts, in which shared runs stand densely."""
    for cluster in clusters(points):
        first, second = _span(cluster, 0, one), _span(cluster, 1, two)
        covered = min(len({point[side] + step for point in cluster for step in range(FINE)}) for side in (0, 1))
        if covered >= CORE and covered >= DENSE * max(first[1] - first[0], second[1] - second[0]):
            yield first, second


def join(pairs: Sequence[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """Passages that overlap or follow closely in both texts made one."""
    found: list[tuple[Span, Span]] = []
    for first, second in sorted(pairs):
        for index, (one, two) in enumerate(found):
            if _close(one, first) and _close(two, second):
                found[index] = _union(one, first), _union(two, second)
                break
        else:
            found.append((first, second))
    return found


def _close(one: Span, two: Span) -> bool:
    return max(one[0], two[0]) - min(one[1], two[1]) <= GAP


def _union(one: Span, two: Span) -> Span:
    return min(one[0], two[0]), max(one[1], two[1])


def clusters(points: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Points that are joined by steps of at most GAP in both directions."""
    done: list[list[tuple[int, int]]] = []
    live: list[list[tuple[int, int]]] = []
    for point in points:
        near = []
        rest = []
        for cluster in live:
            if point[0] - cluster[-1][0] > GAP:
                done.append(cluster)
            elif any(point[0] - i <= GAP and abs(point[1] - j) <= GAP for i, j in cluster[-24:]):
                near.append(cluster)
            else:
                rest.append(cluster)
        live = [*rest, sorted([each for cluster in near for each in cluster] + [point])]
    return [*done, *live]


def _span(cluster: Sequence[tuple[int, int]], side: int, line: Strip) -> Span:
    places = [point[side] for point in cluster]
    return int(line.places[min(places)]), int(line.places[max(places) + FINE - 1]) + 1


def widen(a: Paper, b: Paper, first: Span, second: Span) -> tuple[Span, Span]:
    """Both spans taken out to whole sentences, and on to neighbours in the same paragraph that say the same."""
    spans = [_snap(a, first), _snap(b, second)]
    for _ in range(4):
        before = list(spans)
        for side, paper in ((0, a), (1, b)):
            other = (b, a)[side]
            reach = _with_neighbours(other, spans[1 - side])
            spans[side] = _grow(paper, spans[side], pairs_of(other.text[slice(*reach)]))
        if spans == before:
            break
    return spans[0], spans[1]


def _snap(paper: Paper, span: Span) -> Span:
    """Whole sentences of which at least a third, or a clause, lies in the span."""
    inside = [
        (start, end)
        for start, end in paper.sentences
        if (size := min(end, span[1]) - max(start, span[0])) > 0 and (size * 3 >= end - start or size >= 12)
    ]
    return (inside[0][0], inside[-1][1]) if inside else span


def _with_neighbours(paper: Paper, span: Span) -> Span:
    """The span with the sentence before and behind it, within its paragraph."""
    start, end = span
    for sentence in paper.sentences:
        if sentence[1] <= span[0] and "\n" not in paper.text[sentence[1] : span[0]] and span[0] - sentence[1] < 3:
            start = sentence[0]
        if sentence[0] >= span[1] and sentence[0] - span[1] < 3 and "\n" not in paper.text[span[1] : sentence[0]]:
            end = sentence[1]
    return start, end


def _grow(paper: Paper, span: Span, other: set[str]) -> Span:
    start, end = _with_neighbours(paper, span)
    if start < span[0] and alike(paper.text[start : span[0]], other):
        span = (start, span[1])
    if end > span[1] and alike(paper.text[span[1] : end], other):
        span = (span[0], end)
    return span


def alike(sentence: str, other: set[str]) -> bool:
    own = pairs_of(sentence)
    return len(own & other) >= max(3.0, ALIKE * len(own))


def pairs_of(text: str) -> set[str]:
    letters = [char for char in text if char.isalnum()]
    return {x + y for x, y in pairwise(letters)}

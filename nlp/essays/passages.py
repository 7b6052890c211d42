"""Passages that two papers share: runs of both gathered, taken out to whole sentences, joined, their edges made tidy.

Swapped names, synonyms and moved sentences inside stay part of a passage.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nlp.essays.edges import tidy
from nlp.essays.strips import Numbers, Paper, Strip, hashes, without
from nlp.types import Span

FINE = 4
"""Characters of the runs that passages are gathered from."""
GAP = 34
"""Shared runs so close together, in both texts, belong to one passage: a rewritten sentence lies between them."""
DENSE = 0.22
"""Share of a passage that shared runs must cover."""
CORE = 18
"""Characters in shared runs without which nothing is a passage."""
ALIKE = 0.24
"""Share of a sentence's pairs of characters that the other passage must have for the sentence to join it."""
Grams = dict[int, list[int]]
"""Where each run of a text stands in its strip."""


def passages_of(a: Paper, b: Paper, one: Strip, two: Strip, left: Grams, right: Grams, *, least: int) -> tuple[tuple[Span, Span], ...]:
    """The passages of at least `least` characters that the papers `a` and `b` share, with the span in each."""
    spans = gather(points_of(left, right), one, two)
    joined = join([widen(a, b, *pair) for pair in spans])
    return tuple(tidy(a, b, joined, least=least))


def grams_of(line: Strip, foreign: Numbers) -> Grams:
    """Where each run of a text stands that is its own."""
    values, starts = hashes(line, FINE)
    own = without(values, foreign)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for value, start in zip(values[own].tolist(), starts[own].tolist(), strict=True):
        found[value].append(start)
    return found


def points_of(left: Grams, right: Grams) -> list[tuple[int, int]]:
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
    """Points that are joined by steps of at most GAP in both directions, in the order of the points.

    The plane is laid out in squares of GAP: the points of one are joined, and two that touch are where a step leads across.
    """
    squares: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for i, j in points:
        squares[i // (GAP + 1), j // (GAP + 1)].append((i, j))
    parents = {square: square for square in squares}

    def root(square: tuple[int, int]) -> tuple[int, int]:
        while parents[square] != square:
            parents[square] = square = parents[parents[square]]
        return square

    for (x, y), here in squares.items():
        for other in ((x, y + 1), (x + 1, y - 1), (x + 1, y), (x + 1, y + 1)):
            if other in squares and root((x, y)) != root(other) and _touch(here, squares[other]):
                parents[root(other)] = root((x, y))
    found: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for i, j in points:
        found[root((i // (GAP + 1), j // (GAP + 1)))].append((i, j))
    return list(found.values())


def _touch(here: Sequence[tuple[int, int]], there: Sequence[tuple[int, int]]) -> bool:
    return any(abs(i - k) <= GAP and abs(j - m) <= GAP for i, j in here for k, m in there)


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


def _near(paper: Paper, span: Span) -> tuple[Span, ...]:
    """The sentences that the span touches, with one more before and behind."""
    first = bisect_right(paper.sentences, span) - 2
    last = bisect_right(paper.sentences, (span[1], span[1])) + 1
    return paper.sentences[max(0, first) : last + 1]


def _snap(paper: Paper, span: Span) -> Span:
    """Whole sentences of which at least a third, or a clause, lies in the span."""
    inside = [
        (start, end)
        for start, end in _near(paper, span)
        if (size := min(end, span[1]) - max(start, span[0])) > 0 and (size * 3 >= end - start or size >= 12)
    ]
    return (inside[0][0], inside[-1][1]) if inside else span


def _with_neighbours(paper: Paper, span: Span) -> Span:
    """The span with the sentence before and behind it, within its paragraph."""
    start, end = span
    for sentence in _near(paper, span):
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

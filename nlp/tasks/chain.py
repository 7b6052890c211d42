"""Which runs of clauses of a sentence make one row of the ledger: the chances of each, from the judge's scores for single clauses.

A sentence is a chain of labels: outside, begin, inside; inside follows begin or inside alone. The chance of a run is that of
begin at its first clause, inside up to its last, and no inside behind it, over all labellings of the rest (forward-backward).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from nlp.types import Span

OUTSIDE, BEGIN, INSIDE = range(3)
Scores = Sequence[tuple[float, float, float]]
LONGEST = 10
"""No row has more clauses, but for a few in a thousand."""
SLIGHT = 0.002
LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Chain:
    """`labels`: for each clause the chances of (outside, begin, inside); `runs`: chances of the runs (first, last) that have any."""

    labels: tuple[tuple[float, float, float], ...]
    runs: dict[Span, float]


def link(scores: Scores) -> Chain:
    """The chances of labels and runs; `scores` are logarithms. Values are scaled clause by clause, so that long sentences lose none."""
    weights = [(exp(outside), exp(begin), exp(inside)) for outside, begin, inside in scores]
    forward, scaled = _forward(weights)
    backward = _backward(scaled)
    labels = tuple((f[0] * b[0], f[1] * b[1], f[2] * b[2]) for f, b in zip(forward, backward, strict=True))
    return Chain(labels, _runs(scaled, backward))


Weights = list[tuple[float, float, float]]


def _forward(weights: Weights) -> tuple[Weights, Weights]:
    """The chances of each label given the clauses up to it, and the weights divided by what keeps these chances at a sum of one."""
    forward: Weights = []
    scaled: Weights = []
    may_go_on = 0.0
    for outside, begin, inside in weights:
        going_on = inside * may_go_on
        total = max(outside + begin + going_on, LEAST)
        forward.append((outside / total, begin / total, going_on / total))
        scaled.append((outside / total, begin / total, inside / total))
        may_go_on = (begin + going_on) / total
    return forward, scaled


def _backward(scaled: Weights) -> Weights:
    backward: Weights = [(1.0, 1.0, 1.0)] if scaled else []
    for outside, begin, inside in reversed(scaled[1:]):
        after = backward[-1]
        fresh = outside * after[0] + begin * after[1]
        going_on = fresh + inside * after[2]
        backward.append((fresh, going_on, going_on))
    return backward[::-1]


def _runs(scaled: Weights, backward: Weights) -> dict[Span, float]:
    ends = [outside * after[0] + begin * after[1] for (outside, begin, _), after in zip(scaled[1:], backward[1:], strict=True)] + [1.0]
    runs = {}
    for first, (_, begin, _) in enumerate(scaled):
        chance = begin
        for last in range(first, min(len(scaled), first + LONGEST)):
            if last > first:
                chance *= scaled[last][INSIDE]
            if chance < SLIGHT:
                break
            runs[first, last] = chance * ends[last]
    return runs


def alike(a: Span, b: Span) -> bool:
    """Two rows match at intersection over union of a half, or where one holds most of the other and is at most twice as long."""
    shared, one, other = min(a[1], b[1]) - max(a[0], b[0]), a[1] - a[0], b[1] - b[0]
    return shared > 0 and (
        2 * shared >= one + other - shared or (shared >= 0.8 * min(one, other) and max(one, other) <= 2 * min(one, other))
    )

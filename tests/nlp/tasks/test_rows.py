"""Rows: the chances of runs of clauses, and which of them make the ledger."""

import random
from itertools import product
from math import exp, log

import pytest

from nlp.tasks.chain import BEGIN, INSIDE, OUTSIDE, alike, link
from nlp.tasks.rows import Row, choose, likely

SEED, TRIALS = 5, 20


def by_hand(scores: list[tuple[float, float, float]]) -> dict[tuple[int, int], float]:
    """The chances of runs from all labellings one by one."""
    found: dict[tuple[int, int], float] = {}
    total = 0.0
    for labels in product(range(3), repeat=len(scores)):
        if any(label == INSIDE and (at == 0 or labels[at - 1] == OUTSIDE) for at, label in enumerate(labels)):
            continue
        weight = exp(sum(score[label] for score, label in zip(scores, labels, strict=True)))
        total += weight
        for first, label in enumerate(labels):
            if label == BEGIN:
                last = first
                while last + 1 < len(labels) and labels[last + 1] == INSIDE:
                    last += 1
                found[first, last] = found.get((first, last), 0.0) + weight
    return {run: weight / total for run, weight in found.items()}


def test_chances_of_runs_are_those_of_all_labellings() -> None:
    draw = random.Random(SEED)
    for _ in range(TRIALS):
        scores = [(-draw.random(), -draw.random(), -draw.random()) for _ in range(draw.randint(1, 5))]
        chain, wanted = link(scores), by_hand(scores)
        assert set(chain.runs) <= set(wanted)
        for run, chance in wanted.items():
            assert chain.runs.get(run, 0.0) == pytest.approx(chance, abs=0.003)
        assert all(sum(labels) == pytest.approx(1) for labels in chain.labels)


def test_a_sentence_of_very_many_clauses_has_chances_too() -> None:
    chain = link([(log(0.2), log(0.5), log(0.3))] * 5000)
    assert chain.runs[0, 0] > 0.4
    assert sum(chain.labels[-1]) == pytest.approx(1)
    assert link([]).runs == {}


def test_only_likely_runs_are_looked_at() -> None:
    chain = link([(log(0.01), log(0.98), log(0.01)), (log(0.01), log(0.01), log(0.98))])
    assert likely(chain) == [(0, 0), (0, 1)]
    assert likely(link([(log(0.999), log(0.001), log(1e-9))])) == []


def rows(*runs: tuple[int, int, int], chain: float = 0.5) -> list[Row]:
    return [Row(scene, first, last, (first, last + 1), (log(chain),)) for scene, first, last in runs]


@pytest.mark.parametrize(
    ("proposed", "chances", "chosen"),
    [
        # two rows together are worth more than the one that holds both
        (rows((0, 0, 0), (0, 0, 1), (0, 1, 1)), [(0.3, 0.7, 0.0), (0.2, 0.8, 0.0), (0.3, 0.7, 0.0)], [0, 2]),
        # the long one is worth more than one of its parts
        (rows((0, 0, 0), (0, 0, 1), (0, 1, 1)), [(0.4, 0.6, 0.0), (0.1, 0.9, 0.0), (0.6, 0.4, 0.0)], [1]),
        # what is likelier no task than a duty is none, whatever its attitude
        (rows((0, 0, 0), (1, 0, 0)), [(0.5, 0.4, 0.1), (0.1, 0.3, 0.6)], [1]),
        # sentences do not disturb each other
        (rows((0, 0, 2), (1, 0, 0), (1, 1, 1)), [(0.1, 0.9, 0.0)] * 3, [0, 1, 2]),
        ([], [], []),
    ],
)
def test_choose(proposed: list[Row], chances: list[tuple[float, float, float]], chosen: list[int]) -> None:
    assert choose(proposed, chances) == chosen


def test_a_row_reaches_as_far_as_the_labels_of_its_ends_say() -> None:
    whole, part = rows((0, 0, 2), chain=0.8), rows((0, 1, 2), chain=0.1)
    assert choose([*whole, *part], [(0.1, 0.9, 0.0), (0.05, 0.95, 0.0)]) == [0]
    # what is much less likely a duty does not take the place of what is one
    assert choose([*whole, *part], [(0.45, 0.55, 0.0), (0.05, 0.95, 0.0)]) == [1]
    # and no row reaches into its neighbour
    first = rows((0, 0, 0), chain=0.5)
    assert choose([*first, *whole, *part], [(0.1, 0.9, 0.0), (0.3, 0.7, 0.0), (0.1, 0.9, 0.0)]) == [0, 2]


def test_a_long_sentence_of_many_rows() -> None:
    many = rows(*((0, clause, clause) for clause in range(20_000)))
    assert choose(many, [(0.1, 0.9, 0.0)] * len(many)) == list(range(20_000))


def test_alike_as_the_guideline_matches() -> None:
    assert alike((0, 10), (0, 20))
    assert not alike((0, 10), (0, 21))
    assert not alike((0, 10), (10, 20))

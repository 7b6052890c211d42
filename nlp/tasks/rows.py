"""Rows: which runs of clauses of a sentence make one row of the ledger, by the best path through outside, begin, inside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from nlp.tasks.features import Scene
from nlp.tasks.refine import BEGIN, INSIDE, OUTSIDE, RULES, Rule, refine, runs
from nlp.types import Judge, RowFeatures, Span

Scores = Sequence[tuple[float, float, float]]
COMMANDING = frozenset(["actor", "verb_first", "opens:polite", "opens:by"])
EAGERNESS = 0.2
"""Nats taken off the score of `outside`; chosen by cross-validation."""
_CONNECTOR = re.compile(r"(?:并且?|同时|另外|此外|以及)(?=[^列非存])")


@dataclass(frozen=True, slots=True)
class Row:
    """Clauses [first, last] of the scene at index `scene`, proposed as one row."""

    scene: int
    first: int
    last: int
    span: Span


def propose(text: str, scenes: Sequence[Scene], judge: Judge, *, rules: Sequence[Rule] = RULES) -> list[Row]:
    """The rows that the judge's scores for single clauses make most likely, in order, after the guideline's rules for their boundaries."""
    scored = judge.clauses([(scene.context, scene.features) for scene in scenes])
    return [
        row
        for index, (scene, scores) in enumerate(zip(scenes, scored, strict=True))
        for row in _rows(text, index, scene, refine(text, scene, best_path(_eager(scores)), rules))
    ]


def _eager(scores: Scores) -> Scores:
    """A clause in doubt is proposed: the judge of rows can refuse it, nobody can bring it back."""
    return [(outside - EAGERNESS, begin, inside) for outside, begin, inside in scores]


def best_path(scores: Scores) -> list[int]:
    """The most likely labels in order; inside follows begin or inside alone (Viterbi)."""
    if not scores:
        return []
    totals = [scores[0][OUTSIDE], scores[0][BEGIN], float("-inf")]
    came_from: list[tuple[int, int, int]] = []
    for outside, begin, inside in scores[1:]:
        any_before = max(range(3), key=totals.__getitem__)
        within = BEGIN if totals[BEGIN] >= totals[INSIDE] else INSIDE
        came_from.append((any_before, any_before, within))
        totals = [totals[any_before] + outside, totals[any_before] + begin, totals[within] + inside]
    path = [max(range(3), key=totals.__getitem__)]
    for before in reversed(came_from):
        path.append(before[path[-1]])
    return path[::-1]


def _rows(text: str, index: int, scene: Scene, labels: Sequence[int]) -> Iterator[Row]:
    for first, last in runs(labels):
        start, end = scene.clauses[first].span[0], scene.clauses[last].span[1]
        connector = _CONNECTOR.match(text, start, end)
        yield Row(index, first, last, (connector.end() if connector else start, end))


def row_features(scenes: Sequence[Scene], row: Row) -> RowFeatures:
    """What a judge sees of a whole row: its first clause, all of them, the sentence, the neighbours, the row itself."""
    scene = scenes[row.scene]
    inside = scene.features[row.first : row.last + 1]
    before = scene.features[row.first - 1] if row.first else ()
    after = scene.features[row.last + 1] if row.last + 1 < len(scene.clauses) else ()
    whole = [f"clauses:{min(len(inside), 6)}", f"of:{min(len(scene.clauses), 8)}", f"all:{not before}{not after}"]
    if not any(name in COMMANDING or name.startswith("modal:") for name in inside[0]):
        whole += ["plain", *(f"plain&{name}" for name in inside[0] if name.startswith("cue:"))]
    return inside[0], tuple(dict.fromkeys(chain.from_iterable(inside))), scene.context, before, after, tuple(whole)

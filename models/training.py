"""Fitting the judge: gold rows to labels of clauses, labels to weights, proposed rows to tiers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from models.judge import GROUPS, LABELS, OFFSETS, ROWS, LinearJudge
from models.linear import Linear
from nlp.tasks.features import Scene
from nlp.tasks.rows import propose, row_features
from nlp.types import Judge, Span, Tier

CLAUSE_STRENGTH = 0.2
ROW_STRENGTH = 0.03
SEEN_AT_LEAST = 2
FOLDS = 5
Whatever = TypeVar("Whatever")


@dataclass(frozen=True, slots=True)
class Example:
    """A document as the judge sees it, and its gold rows."""

    name: str
    text: str
    scenes: tuple[Scene, ...]
    rows: tuple[tuple[Span, Tier], ...]


def train(examples: Sequence[Example], *, name: str = "judge") -> LinearJudge:
    """A judge fitted to `examples`; the same examples in the same order give the same judge.

    The model of rows learns from rows that were proposed for documents that the proposing model had not seen.
    """
    clause, context = _fit_clauses(examples)
    proposed = [(example, judge) for part, judge in _judges(examples) for example in part]
    row = _fit_rows(proposed)
    return LinearJudge(name, clause, context, row)


def folds(documents: Sequence[Whatever], count: int = FOLDS) -> Iterator[tuple[list[Whatever], list[Whatever]]]:
    """Each part of the documents with the rest of them."""
    for number in range(count):
        rest = [document for index, document in enumerate(documents) if index % count != number]
        yield [document for index, document in enumerate(documents) if index % count == number], rest


def _judges(examples: Sequence[Example]) -> Iterator[tuple[list[Example], Judge]]:
    for part, rest in folds(examples):
        clause, context = _fit_clauses(rest)
        yield part, LinearJudge("fold", clause, context, row=context)


def clause_labels(example: Example) -> list[list[str]]:
    """For each sentence the label of each clause: most of it inside a gold row, and whether the row begins there."""
    labels = []
    gold = sorted(example.rows)
    for scene in example.scenes:
        taken: set[Span] = set()
        sentence = []
        for clause in scene.clauses:
            holder = next((span for span, _ in gold if _shared(span, clause.span) > 0.5 * (clause.span[1] - clause.span[0])), None)
            sentence.append("outside" if holder is None else "inside" if holder in taken else "begin")
            if holder is not None:
                taken.add(holder)
        labels.append(sentence)
    return labels


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def alike(a: Span, b: Span) -> bool:
    """Two rows match at intersection over union of a half, or where one holds most of the other and is at most twice as long."""
    shared, one, other = _shared(a, b), a[1] - a[0], b[1] - b[0]
    return shared > 0 and (
        2 * shared >= one + other - shared or (shared >= 0.8 * min(one, other) and max(one, other) <= 2 * min(one, other))
    )


def _fit_clauses(examples: Sequence[Example]) -> tuple[Linear, Linear]:
    features = [[scene.features for scene in example.scenes] for example in examples]
    own = _vocabulary(names for example in features for scene in example for names in scene)
    around = _vocabulary(scene.context for example in examples for scene in example.scenes)
    rows: list[list[int]] = []
    for example in examples:
        for scene in example.scenes:
            known = [[own[name] for name in names if name in own] for names in scene.features]
            context = [len(own) * len(OFFSETS) + around[name] for name in scene.context if name in around]
            for at in range(len(known)):
                row = list(context)
                for block, offset in enumerate(OFFSETS):
                    if 0 <= at + offset < len(known):
                        row += [block * len(own) + index for index in known[at + offset]]
                rows.append(row)
    labels = [label for example in examples for sentence in clause_labels(example) for label in sentence]
    weights, bias = _fit(rows, labels, LABELS, len(own) * len(OFFSETS) + len(around), CLAUSE_STRENGTH)
    blocks = weights[: len(own) * len(OFFSETS)].reshape(len(OFFSETS), len(own), len(LABELS)).transpose(1, 0, 2).reshape(len(own), -1)
    columns = tuple(f"{offset}:{label}" for offset in OFFSETS for label in LABELS)
    clause = Linear(columns, own, blocks, np.zeros(len(columns), dtype=np.float32))
    return clause, Linear(LABELS, around, weights[len(own) * len(OFFSETS) :], bias)


def _fit_rows(proposed: Sequence[tuple[Example, Judge]]) -> Linear:
    rows, labels = [], []
    for example, judge in proposed:
        for row in propose(example.text, example.scenes, judge):
            rows.append([prefix + name for prefix, names in zip(GROUPS, row_features(example.scenes, row), strict=True) for name in names])
            labels.append(next((tier for span, tier in example.rows if alike(span, row.span)), "none"))
    known = _vocabulary(rows)
    weights, bias = _fit([[known[name] for name in row if name in known] for row in rows], labels, ROWS, len(known), ROW_STRENGTH)
    return Linear(ROWS, known, weights, bias)


def _vocabulary(rows: Iterable[Sequence[str]]) -> dict[str, int]:
    seen = Counter(name for row in rows for name in row)
    return {name: index for index, name in enumerate(sorted(name for name, times in seen.items() if times >= SEEN_AT_LEAST))}


def _fit(rows: list[list[int]], labels: Sequence[str], order: Sequence[str], width: int, strength: float) -> tuple[np.ndarray, np.ndarray]:
    indices = np.fromiter((index for row in rows for index in row), dtype=np.int32)
    starts = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(rows), width))
    matrix.sum_duplicates()
    model = LogisticRegression(C=strength, tol=1e-3, max_iter=200).fit(matrix, [order.index(label) for label in labels])
    return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)

"""Fitting the judge: gold rows to labels of clauses, labels to weights, likely rows to tiers, both to the final word."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from models.judge import LABELS, OFFSETS, ROLES, ROWS, LinearJudge, clause_scores, final_features, row_sums
from models.linear import Array, Linear
from nlp.tasks.chain import alike
from nlp.tasks.features import Scene
from nlp.tasks.rows import Row, propose
from nlp.types import RowFeatures, SentenceFeatures, Span, Tier

CLAUSE_STRENGTH = 0.05
ROW_STRENGTH = 0.02
FINAL_STRENGTH = 0.1
"""Inverse strengths of regularisation, chosen by cross-validation."""
SEEN_AT_LEAST = 2
FOLDS = 4
PAIR = 2
Whatever = TypeVar("Whatever")


@dataclass(frozen=True, slots=True)
class Example:
    """A document as the judge sees it, and its gold rows."""

    name: str
    text: str
    scenes: tuple[Scene, ...]
    rows: tuple[tuple[Span, Tier], ...]


@dataclass(frozen=True, slots=True)
class Likely:
    """The likely rows of a document as a judge of clauses that had not seen it proposes them, and what they are in the gold."""

    sentences: Sequence[SentenceFeatures]
    rows: list[RowFeatures]
    labels: list[str]


@dataclass(frozen=True, slots=True)
class Proposer:
    """The judge of clauses alone."""

    clause: Linear
    context: Linear
    name: str = "clauses"

    def clauses(self, sentences: Sequence[SentenceFeatures]) -> list[list[tuple[float, float, float]]]:
        return clause_scores(self.clause, self.context, sentences)

    def rows(self, sentences: Sequence[SentenceFeatures], rows: Sequence[RowFeatures]) -> list[tuple[float, float, float]]:
        """By the chance of a row and of those like it, the second measure."""
        return [(1 - row.measures[1], row.measures[1], 0.0) for row in rows]


def train(examples: Sequence[Example], *, name: str = "judge") -> LinearJudge:
    """A judge fitted to `examples`; the same examples in the same order give the same judge.

    The model of rows learns from rows that were proposed for documents that the proposing model had not seen, and the final one from what
    models of rows say of documents that they had not seen.
    """
    clause, context = _fit_clauses(examples)
    parts = [[_likely(example, judge) for example in part] for part, judge in _judges(examples)]
    row, setting = _fit_rows([likely for part in parts for likely in part])
    return LinearJudge(name, clause, context, row, setting, _fit_final(parts))


def folds(documents: Sequence[Whatever], count: int = FOLDS) -> Iterator[tuple[list[Whatever], list[Whatever]]]:
    """Each part of the documents with the rest of them."""
    for number in range(count):
        rest = [document for index, document in enumerate(documents) if index % count != number]
        yield [document for index, document in enumerate(documents) if index % count == number], rest


def _judges(examples: Sequence[Example]) -> Iterator[tuple[list[Example], Proposer]]:
    for part, rest in folds(examples):
        yield part, Proposer(*_fit_clauses(rest))


def _likely(example: Example, judge: Proposer) -> Likely:
    rows = propose(example.text, example.scenes, judge)
    sentences: list[SentenceFeatures] = [(scene.context, scene.features) for scene in example.scenes]
    features = [RowFeatures(row.scene, row.first, row.last, row.measures) for row in rows]
    return Likely(sentences, features, [_label(example, row) for row in rows])


def _label(example: Example, row: Row) -> str:
    """The tier of the gold row that this one stands for, the one with most in common."""
    shared = [
        (_shared(span, row.span) / max(span[1] - span[0], row.span[1] - row.span[0]), tier)
        for span, tier in example.rows
        if alike(span, row.span)
    ]
    return max(shared, default=(0.0, "none"))[1]


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


def _fit_rows(documents: Sequence[Likely]) -> tuple[Linear, Linear]:
    own = _vocabulary(names for each in documents for _, sentence in each.sentences for names in sentence)
    around = _vocabulary(context for each in documents for context, _ in each.sentences)
    rows: list[list[int]] = []
    for each in documents:
        known = [[_numbers(own, names) for names in sentence] for _, sentence in each.sentences]
        contexts = [[len(own) * len(ROLES) + around[name] for name in context if name in around] for context, _ in each.sentences]
        rows += [contexts[row.sentence] + _in_roles(known[row.sentence], row, len(own)) for row in each.rows]
    labels = [label for each in documents for label in each.labels]
    weights, bias = _fit(rows, labels, ROWS, len(own) * len(ROLES) + len(around), ROW_STRENGTH)
    blocks = weights[: len(own) * len(ROLES)].reshape(len(ROLES), len(own), len(ROWS)).transpose(1, 0, 2).reshape(len(own), -1)
    columns = tuple(f"{role}:{row}" for role in ROLES for row in ROWS)
    return Linear(columns, own, blocks, np.zeros(len(columns), dtype=np.float32)), Linear(
        ROWS, around, weights[len(own) * len(ROLES) :], bias
    )


Numbers = tuple[list[int], list[int]]
"""The numbers of a clause's features: of all, and of those that are more than pairs of characters."""


def _numbers(own: Mapping[str, int], names: Sequence[str]) -> Numbers:
    return [own[name] for name in names if name in own], [own[name] for name in names if len(name) > PAIR and name in own]


def _in_roles(clauses: Sequence[Numbers], row: RowFeatures, width: int) -> list[int]:
    """The numbers of the features of a row's clauses in their roles; of its last clause and its neighbours without pairs of characters."""
    whole = [(0, row.first), *((1, at) for at in range(row.first, row.last + 1))]
    numbers = [role * width + number for role, at in whole for number in clauses[at][0]]
    edges = [(role, at) for role, at in ((2, row.last), (3, row.first - 1), (4, row.last + 1)) if 0 <= at < len(clauses)]
    return numbers + [role * width + number for role, at in edges for number in clauses[at][1]]


def _fit_final(parts: Sequence[Sequence[Likely]]) -> Linear:
    """The last word, from what models of rows say of the parts that they have not seen."""
    features, labels = list[Array](), list[str]()
    for number, part in enumerate(parts):
        row, setting = _fit_rows([each for other, rest in enumerate(parts) if other != number for each in rest])
        for each in part:
            if each.rows:
                features.append(final_features(row_sums(row, setting, each.sentences, each.rows), each.rows))
                labels += each.labels
    table = np.concatenate(features).astype(np.float64)
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    model = LogisticRegression(C=FINAL_STRENGTH, max_iter=1000).fit((table - middle) / spread, [ROWS.index(label) for label in labels])
    weights = model.coef_.T / spread[:, None]
    bias = model.intercept_ - middle @ weights
    names = {f"measure{number}": number for number in range(table.shape[1])}
    return Linear(ROWS, names, weights.astype(np.float32), bias.astype(np.float32))


def _vocabulary(rows: Iterable[Sequence[str]]) -> dict[str, int]:
    seen = Counter(name for row in rows for name in row)
    return {name: index for index, name in enumerate(sorted(name for name, times in seen.items() if times >= SEEN_AT_LEAST))}


def _fit(rows: list[list[int]], labels: Sequence[str], order: Sequence[str], width: int, strength: float) -> tuple[Array, Array]:
    indices = np.fromiter((index for row in rows for index in row), dtype=np.int32)
    starts = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(rows), width))
    matrix.sum_duplicates()
    model = LogisticRegression(C=strength, tol=1e-3, max_iter=200).fit(matrix, [order.index(label) for label in labels])
    return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)

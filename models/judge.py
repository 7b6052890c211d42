"""The judge of tasks: two linear models, one for clauses (outside, begin, inside of a row), one for whole rows (none, must, may)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Self

import numpy as np

from models.linear import Array, Linear, known, log_softmax
from nlp.types import RowFeatures

LABELS = ("outside", "begin", "inside")
OFFSETS = (-2, -1, 0, 1, 2)
ROWS = ("none", "must", "may")
GROUPS = ("first>", "any>", "in>", "left>", "right>", "row>")
"""Prefixes of the features of a row in the vocabulary, in the order of nlp.types.RowFeatures."""
Triple = tuple[float, float, float]


@dataclass(frozen=True)
class LinearJudge:
    """A clause is judged by its own features, those of its two neighbours on either side, and its sentence's context."""

    name: str
    clause: Linear
    context: Linear
    row: Linear

    def clauses(self, sentences: Sequence[tuple[Sequence[str], Sequence[Sequence[str]]]]) -> list[list[Triple]]:
        lengths = [len(features) for _, features in sentences]
        own = self.clause.sums([features for _, sentence in sentences for features in sentence])
        around = self.context.sums([context for context, _ in sentences]) + self.context.bias
        scores = np.repeat(around, lengths, axis=0)
        place = np.concatenate([np.arange(length) for length in lengths]) if lengths else np.zeros(0, dtype=int)
        left = np.repeat(lengths, lengths) - 1 - place
        for block, offset in enumerate(OFFSETS):
            here = np.flatnonzero((place + offset >= 0) & (left - offset >= 0))
            scores[here] += own[here + offset, block * 3 : block * 3 + 3]
        return _split(log_softmax(scores), lengths) if len(scores) else [[] for _ in lengths]

    def rows(self, rows: Sequence[RowFeatures]) -> list[Triple]:
        if not rows:
            return []
        numbers = [[number for names, part in zip(row, self._parts, strict=True) for number in known(part, names)] for row in rows]
        return [tuple(chance) for chance in np.exp(log_softmax(self.row.totals(numbers) + self.row.bias)).tolist()]

    @cached_property
    def _parts(self) -> tuple[dict[str, int], ...]:
        return tuple(self.row.part(prefix) for prefix in GROUPS)

    @classmethod
    def shipped(cls) -> Self:
        """The judge that comes with the package."""
        folder = files("models") / "artefacts"
        clause, context, row = (Linear.load((folder / f"{name}.npz").read_bytes()) for name in ("clause", "context", "row"))
        return cls("judge", clause, context, row)


def _split(scores: Array, lengths: Sequence[int]) -> list[list[Triple]]:
    flat = [tuple(score) for score in scores.tolist()]
    ends = np.cumsum(lengths).tolist()
    return [flat[end - length : end] for end, length in zip(ends, lengths, strict=True)]

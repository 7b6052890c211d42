"""The judge of tasks: two linear models, one for clauses (outside, begin, inside of a row), one for whole rows (none, must, may)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np

from models.linear import Array, Linear, known, log_softmax
from nlp.types import DubanError, RowFeatures

LABELS = ("outside", "begin", "inside")
OFFSETS = (-2, -1, 0, 1, 2)
ROWS = ("none", "must", "may")
GROUPS = ("first>", "any>", "in>", "left>", "right>", "row>")
"""Prefixes of the features of a row in the vocabulary, in the order of nlp.types.RowFeatures."""
PARTS = ("clause", "context", "row")
CARD = "card.json"
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
        clause, context, row = (Linear.load((folder / f"{name}.npz").read_bytes()) for name in PARTS)
        return cls("judge", clause, context, row)

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """The judge that `save` put into `folder`. Raises DubanError where a file is missing or is not the one that the card names."""
        try:
            card = json.loads((folder / CARD).read_bytes())
            data = {part: (folder / f"{part}.npz").read_bytes() for part in PARTS}
            if card["artefacts"] != _hashes(data):
                raise ValueError(CARD)
            clause, context, row = (Linear.load(data[part]) for part in PARTS)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DubanError(
                f"{folder.name}：自训练的模型与其说明（{CARD}）不符或已损坏。请重新运行 duban train，或删除该文件夹。"
            ) from error
        return cls(name, clause, context, row)

    def dump(self) -> dict[str, bytes]:
        """The artefacts by name; equal judges give equal bytes."""
        return {"clause": self.clause.dump(), "context": self.context.dump(), "row": self.row.dump()}

    def save(self, folder: Path, card: dict[str, object]) -> None:
        """The artefacts and the card that names their hashes; the card goes first and last, so that half a judge is never taken for one."""
        data = self.dump()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / CARD).unlink(missing_ok=True)
        for part, content in data.items():
            (folder / f"{part}.npz").write_bytes(content)
        text = json.dumps({**card, "artefacts": _hashes(data)}, ensure_ascii=False, indent=1) + "\n"
        (folder / CARD).write_text(text, "utf-8")


def _hashes(data: dict[str, bytes]) -> dict[str, str]:
    return {part: sha256(content).hexdigest() for part, content in data.items()}


def _split(scores: Array, lengths: Sequence[int]) -> list[list[Triple]]:
    flat = [tuple(score) for score in scores.tolist()]
    ends = np.cumsum(lengths).tolist()
    return [flat[end - length : end] for end, length in zip(ends, lengths, strict=True)]

"""The judge of tasks: linear models for clauses (outside, begin, inside of a row), for whole rows (none, must, may), and one over both."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np

from models.linear import Array, Linear, log_softmax
from nlp.types import DubanError, RowFeatures, SentenceFeatures

LABELS = ("outside", "begin", "inside")
OFFSETS = (-2, -1, 0, 1, 2)
ROWS = ("none", "must", "may")
ROLES = ("first", "any", "last", "left", "right")
"""What a clause is to a row: its first, one of it, its last, the one before it, the one after it."""
PARTS = ("clause", "context", "row", "setting", "final")
CARD = "card.json"
Triple = tuple[float, float, float]


@dataclass(frozen=True)
class LinearJudge:
    """A clause is judged by its own features, those of its two neighbours on either side, and its sentence's context.

    A row is judged by the sums over its clauses of what they weigh in their roles, and finally by this and its measures.
    """

    name: str
    clause: Linear
    context: Linear
    row: Linear
    setting: Linear
    final: Linear

    def clauses(self, sentences: Sequence[SentenceFeatures]) -> list[list[Triple]]:
        return clause_scores(self.clause, self.context, sentences)

    def rows(self, sentences: Sequence[SentenceFeatures], rows: Sequence[RowFeatures]) -> list[Triple]:
        if not rows:
            return []
        sums = row_sums(self.row, self.setting, sentences, rows)
        scores = final_features(sums, rows) @ self.final.weights + self.final.bias
        return [tuple(chance) for chance in np.exp(log_softmax(scores)).tolist()]

    @classmethod
    def shipped(cls) -> Self:
        """The judge that comes with the package."""
        folder = files("models") / "artefacts"
        return cls("judge", *(Linear.load((folder / f"{name}.npz").read_bytes()) for name in PARTS))

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """The judge that `save` put into `folder`. Raises DubanError where a file is missing or is not the one that the card names."""
        try:
            card = json.loads((folder / CARD).read_bytes())
            data = {part: (folder / f"{part}.npz").read_bytes() for part in PARTS}
            if card["artefacts"] != _hashes(data):
                raise ValueError(CARD)
            parts = [Linear.load(data[part]) for part in PARTS]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DubanError(
                f"{folder.name}：自训练的模型与其说明（{CARD}）不符或已损坏。请重新运行 duban train，或删除该文件夹。"
            ) from error
        return cls(name, *parts)

    def dump(self) -> dict[str, bytes]:
        """The artefacts by name; equal judges give equal bytes."""
        parts = (self.clause, self.context, self.row, self.setting, self.final)
        return {name: part.dump() for name, part in zip(PARTS, parts, strict=True)}

    def save(self, folder: Path, card: dict[str, object]) -> None:
        """The artefacts and the card that names their hashes; the card goes first and last, so that half a judge is never taken for one."""
        data = self.dump()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / CARD).unlink(missing_ok=True)
        for part, content in data.items():
            (folder / f"{part}.npz").write_bytes(content)
        text = json.dumps({**card, "artefacts": _hashes(data)}, ensure_ascii=False, indent=1) + "\n"
        (folder / CARD).write_text(text, "utf-8")


def clause_scores(clause: Linear, context: Linear, sentences: Sequence[SentenceFeatures]) -> list[list[Triple]]:
    """Logarithms of the chances of the labels of each clause."""
    lengths = [len(features) for _, features in sentences]
    own = clause.sums([features for _, sentence in sentences for features in sentence])
    around = context.sums([names for names, _ in sentences]) + context.bias
    scores = np.repeat(around, lengths, axis=0)
    place = np.concatenate([np.arange(length) for length in lengths]) if lengths else np.zeros(0, dtype=int)
    left = np.repeat(lengths, lengths) - 1 - place
    for block, offset in enumerate(OFFSETS):
        here = np.flatnonzero((place + offset >= 0) & (left - offset >= 0))
        scores[here] += own[here + offset, block * 3 : block * 3 + 3]
    return _split(log_softmax(scores), lengths) if len(scores) else [[] for _ in lengths]


def row_sums(row: Linear, setting: Linear, sentences: Sequence[SentenceFeatures], rows: Sequence[RowFeatures]) -> Array:
    """What the clauses of each row weigh in their roles, with its sentence's context: (rows, 3), logarithms of chances."""
    lengths = [len(features) for _, features in sentences]
    starts = np.cumsum([0, *lengths])
    own = row.sums([features for _, sentence in sentences for features in sentence])
    first, anywhere, last, left, right = (own[:, at : at + 3] for at in range(0, 3 * len(ROLES), 3))
    summed = np.concatenate([np.zeros((1, 3), dtype=np.float32), np.cumsum(anywhere, axis=0, dtype=np.float64)])
    number = np.array([each.sentence for each in rows])
    begin, end = starts[number] + [each.first for each in rows], starts[number] + [each.last for each in rows]
    scores = (setting.sums([context for context, _ in sentences]) + setting.bias)[number]
    scores = scores + first[begin] + last[end] + (summed[end + 1] - summed[begin])
    before, after = np.flatnonzero(begin > starts[number]), np.flatnonzero(end + 1 < starts[number + 1])
    scores[before] += left[begin[before] - 1]
    scores[after] += right[end[after] + 1]
    return log_softmax(scores.astype(np.float32))


def final_features(sums: Array, rows: Sequence[RowFeatures]) -> Array:
    """The measures of each row, and what its clauses weigh as odds and as chances."""
    measures = np.array([each.measures for each in rows], dtype=np.float32)
    return np.concatenate([measures, sums[:, 1:] - sums[:, :1], np.exp(sums)], axis=1)


def _hashes(data: dict[str, bytes]) -> dict[str, str]:
    return {part: sha256(content).hexdigest() for part, content in data.items()}


def _split(scores: Array, lengths: Sequence[int]) -> list[list[Triple]]:
    flat = [tuple(score) for score in scores.tolist()]
    ends = np.cumsum(lengths).tolist()
    return [flat[end - length : end] for end, length in zip(ends, lengths, strict=True)]

"""Linear models over named features: fitted with scikit-learn, kept as plain arrays, read without it.

A model is a vocabulary (one feature a line), a matrix of weights (features x columns, float32) and a bias (columns).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """Scores for `columns` from the features that are present: bias plus the sum of their weights."""

    columns: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: Array
    bias: Array

    def sums(self, rows: Sequence[Iterable[str]]) -> Array:
        """For each row the sum of the weights of its known features, without the bias: (rows, columns)."""
        known = self.vocabulary
        found: list[int] = []
        lengths = []
        for row in rows:
            before = len(found)
            found.extend([known[name] for name in row if name in known])
            lengths.append(len(found) - before)
        totals = np.zeros((len(lengths), len(self.columns)), dtype=np.float32)
        if found:
            owners = np.repeat(np.arange(len(lengths)), lengths)
            np.add.at(totals, owners, self.weights[found])
        return totals

    def dump(self) -> bytes:
        """The model as an .npz archive without pickles; equal models give equal bytes."""
        buffer = BytesIO()
        names = sorted(self.vocabulary, key=self.vocabulary.__getitem__)
        np.savez_compressed(
            buffer,
            columns=np.frombuffer("\n".join(self.columns).encode(), dtype=np.uint8),
            vocabulary=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
            weights=self.weights.astype(np.float16),
            bias=self.bias,
        )
        return buffer.getvalue()

    @classmethod
    def load(cls, data: bytes) -> Self:
        """Read what `dump` wrote; raises ValueError for anything else."""
        with np.load(BytesIO(data), allow_pickle=False) as archive:
            names = archive["vocabulary"].tobytes().decode().split("\n")
            return cls(
                tuple(archive["columns"].tobytes().decode().split("\n")),
                {name: index for index, name in enumerate(names)},
                archive["weights"].astype(np.float32),
                archive["bias"].astype(np.float32),
            )


def log_softmax(scores: Array) -> Array:
    shifted = scores - scores.max(axis=1, keepdims=True)
    result: Array = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result

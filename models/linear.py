"""Linear models over named features: fitted with scikit-learn, kept as plain arrays, read without it.

A model is a vocabulary (one feature a line), a matrix of weights (features x columns, float32) and a bias (columns).
"""

from collections.abc import Iterable, Mapping, Sequence
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

    def part(self, prefix: str) -> dict[str, int]:
        """The features that begin with `prefix`, without it."""
        return {name[len(prefix) :]: index for name, index in self.vocabulary.items() if name.startswith(prefix)}

    def sums(self, rows: Sequence[Iterable[str]]) -> Array:
        """For each row the sum of the weights of its known features, without the bias: (rows, columns)."""
        return self.totals([known(self.vocabulary, row) for row in rows])

    def totals(self, rows: Sequence[Sequence[int]]) -> Array:
        """The same from the numbers of the features."""
        sums = np.zeros((len(rows), len(self.columns)), dtype=np.float32)
        filled = [index for index, row in enumerate(rows) if row]
        if filled:
            starts = np.cumsum([0, *(len(rows[index]) for index in filled[:-1])])
            sums[filled] = np.add.reduceat(self.weights[[number for row in rows for number in row]], starts, axis=0)
        return sums

    def dump(self) -> bytes:
        """The model as an .npz archive without pickles; equal models give equal bytes. Raises ValueError for a feature of two lines."""
        buffer = BytesIO()
        names = sorted(self.vocabulary, key=self.vocabulary.__getitem__)
        if broken := next((name for name in names if "\n" in name), None):
            raise ValueError(f"{broken!r} is no feature: it has two lines")
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


def known(vocabulary: Mapping[str, int], names: Iterable[str]) -> list[int]:
    """The numbers of the names that the vocabulary has."""
    return [number for number in map(vocabulary.get, names) if number is not None]


def log_softmax(scores: Array) -> Array:
    shifted = scores - scores.max(axis=1, keepdims=True)
    result: Array = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result

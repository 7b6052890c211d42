"""Sketches of vectors, a bit a number: which of very many are worth a look at their numbers.

A bit says whether a number lies above the usual one of its place. Vectors of one model all lean the same way, and without that
comparison (bits of the bare signs) a fifth of the nearest is missed. 500,000 vectors of 384 numbers take 24 MB and 6 ms a question.
Measured on 500,000 vectors that were mixed from 3,150 real ones, beside all 500,000 compared exactly (63 ms): the LOOKED nearest
sketches hold 99.9 % of the 50 nearest vectors and all of the 10 nearest.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from nlp.embed import Vectors

LOOKED = 2000
"""Vectors whose numbers are looked at."""
SAMPLE = 20_000
"""Vectors from which the usual numbers are taken."""
BLOCK = 4096
WORD = 64


@dataclass(frozen=True, slots=True)
class Sketches:
    """`usual` are the usual numbers; `words` the bits, a row for each 64 places of a vector."""

    usual: Vectors
    words: NDArray[np.uint64]

    @classmethod
    def of(cls, codes: NDArray[np.int8], scales: NDArray[np.float32]) -> Self:
        """The sketches of vectors that are kept as a byte a number and a scale each."""
        step = max(1, len(codes) // SAMPLE)
        usual = (codes[::step].astype(np.float32) * scales[::step, None]).mean(axis=0, dtype=np.float32)
        words = np.empty((-(-codes.shape[1] // WORD), len(codes)), np.uint64)
        for start in range(0, len(codes), BLOCK):
            part = slice(start, start + BLOCK)
            words[:, part] = _bits(codes[part] > usual / scales[part, None]).T
        return cls(usual, words)

    def nearest(self, vector: Vectors, most: int) -> NDArray[np.intp]:
        """The places of the `most` vectors whose sketches differ least, in ascending order."""
        differ = np.zeros(self.words.shape[1], np.uint16)
        for word, asked in zip(self.words, _bits((vector > self.usual)[None])[0], strict=True):
            differ += np.bitwise_count(word ^ asked)
        if most >= len(differ):
            return np.arange(len(differ))
        return np.sort(np.argpartition(differ, most)[:most])


def _bits(above: NDArray[np.bool_]) -> NDArray[np.uint64]:
    missing = -above.shape[1] % WORD
    return np.packbits(np.pad(above, ((0, 0), (0, missing))) if missing else above, axis=1).view(np.uint64)

"""Meaning as vectors; the only file that knows an embedding model."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row a text, of length 1: the dot product of two rows is their cosine."""


class Embedder(Protocol):
    """Turns texts into vectors that lie close where the meaning does."""

    @property
    def name(self) -> str:
        """The model with its version: vectors of two names must not be compared."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors: ...

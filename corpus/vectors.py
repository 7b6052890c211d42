"""Vectors that outlive the process, in a cache file."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from corpus.cache import CacheFile
from nlp.embed import Vectors

NAME = "vectors.sqlite"


class VectorFile:
    """A `nlp.embed.VectorStore`; a vector is kept as the bytes of its little-endian float32 numbers."""

    def __init__(self, file: CacheFile) -> None:
        self.file = file

    @classmethod
    def within(cls, folder: Path) -> "VectorFile":
        return cls(CacheFile(folder / NAME))

    def fetch(self, keys: Iterable[str]) -> Mapping[str, Vectors]:
        return {key: np.frombuffer(value, dtype="<f4").astype(np.float32) for key, value in self.file.fetch(keys).items()}

    def keep(self, vectors: Mapping[str, Vectors]) -> None:
        self.file.keep({key: np.asarray(vector, dtype="<f4").tobytes() for key, vector in vectors.items()})

"""Vectors kept in a file."""

from pathlib import Path

import numpy as np

from corpus.vectors import VectorFile


def test_what_is_kept_is_found_unchanged(tmp_path: Path) -> None:
    vectors = {"a": np.array([0.6, 0.8], dtype=np.float32), "b": np.array([1.0, 1e-30], dtype=np.float32)}
    VectorFile.within(tmp_path).keep(vectors)
    found = VectorFile.within(tmp_path).fetch(["b", "a", "c"])
    assert {key: vector.tolist() for key, vector in found.items()} == {key: vector.tolist() for key, vector in vectors.items()}
    assert {vector.dtype for vector in found.values()} == {np.dtype(np.float32)}

"""Vectors kept in a file."""

from pathlib import Path

import numpy as np
import pytest

from corpus.vectors import VectorFile

ONE, OTHER = np.array([0.6, 0.8], dtype=np.float32), np.array([1.0, 0.0], dtype=np.float32)


def test_what_is_kept_is_found_by_another_process(tmp_path: Path) -> None:
    VectorFile.within(tmp_path / "new").keep({"a": ONE, "b": OTHER})
    found = VectorFile.within(tmp_path / "new").fetch(["b", "a", "c"])
    assert {key: vector.tolist() for key, vector in found.items()} == {"a": ONE.tolist(), "b": OTHER.tolist()}


def test_many_keys_are_asked_for_in_parts(tmp_path: Path) -> None:
    store = VectorFile.within(tmp_path)
    store.keep({str(number): ONE for number in range(1200)})
    assert len(store.fetch(map(str, range(2000)))) == 1200


def test_what_is_kept_twice_stays_as_it_was(tmp_path: Path) -> None:
    store = VectorFile.within(tmp_path)
    store.keep({"a": ONE})
    store.keep({"a": OTHER})
    assert store.fetch(["a"])["a"].tolist() == ONE.tolist()


@pytest.mark.parametrize("content", [b"no database at all" * 100, b""])
def test_a_broken_file_costs_no_answer(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(content)
    store = VectorFile.within(tmp_path)
    store.keep({"a": ONE})
    assert len(store.fetch(["a"])) == (1 if not content else 0)


def test_a_folder_that_cannot_be_made_costs_no_answer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = VectorFile.within(tmp_path / "file" / "below")
    store.keep({"a": ONE})
    assert store.fetch(["a"]) == {}

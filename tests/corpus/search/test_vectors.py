"""Vectors of passages: kept small, compared exactly, shared by processes."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.search.fuse import fused, levelled
from corpus.search.vectors import PassageVectors, coded


def some(number: int, *, seed: int = 1) -> NDArray[np.float32]:
    made = np.random.default_rng(seed).normal(size=(number, 384)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


def test_the_nearest_passages_are_those_of_the_exact_cosines(tmp_path: Path) -> None:
    vectors, rows = PassageVectors(tmp_path / "v.sqlite", "m"), some(40)
    for document in range(20):
        part = rows[2 * document : 2 * document + 2]
        vectors.keep(f"d{document}", "文", coded([(0, 1), (1, 2)], part))
    vectors.refresh()
    question = some(1, seed=2)[0]
    exact = (rows @ question).reshape(20, 2)
    found = vectors.nearest(question, 5)
    assert [near.document for near in found] == [f"d{at}" for at in np.argsort(-exact.max(axis=1))[:5]]
    assert [near.span for near in found] == [((0, 1), (1, 2))[int(exact[int(near.document[1:])].argmax())] for near in found]
    assert max(abs(near.score - exact[int(near.document[1:])].max()) for near in found) < 0.003


def test_another_process_sees_what_was_added_changed_and_deleted(tmp_path: Path) -> None:
    writer, reader = PassageVectors(tmp_path / "v.sqlite", "m"), PassageVectors(tmp_path / "v.sqlite", "m")
    rows = some(3)
    for at, name in enumerate("abc"):
        writer.keep(name, "文", coded([(0, 1)], rows[at : at + 1]))
    reader.refresh()
    assert (len(reader), reader.nearest(rows[2], 1)[0].document) == (3, "c")
    writer.delete(["c"])
    writer.keep("a", "新文", coded([(3, 4)], rows[2:3]))
    reader.refresh()
    assert [(near.document, near.span) for near in reader.nearest(rows[2], 1)] == [("a", (3, 4))]
    assert len(reader) == 2
    assert PassageVectors(tmp_path / "v.sqlite", "other").lacking({"a": "新文"}) == ["a"]


def test_what_is_lacking(tmp_path: Path) -> None:
    vectors = PassageVectors(tmp_path / "v.sqlite", "m")
    vectors.keep("a", "文", coded([(0, 1)], some(1)))
    vectors.keep("b", "", None)
    assert vectors.lacking({"a": "文", "b": "", "c": "文"}) == ["c"]
    assert vectors.lacking({"a": "改过的文"}) == ["a"]
    vectors.refresh()
    assert [near.document for near in vectors.nearest(some(1)[0], 5)] == ["a"]


def test_an_empty_file_answers_nothing(tmp_path: Path) -> None:
    vectors = PassageVectors(tmp_path / "v.sqlite", "m")
    vectors.refresh()
    assert vectors.nearest(some(1)[0], 5) == []


def test_fusion_weighs_levelled_scores() -> None:
    assert levelled({"a": 9.0, "b": 5.0, "c": 1.0}) == {"a": 1.0, "b": 0.5, "c": 0.0}
    assert levelled({"a": 3.0}) == {"a": 1.0}
    assert list(fused({"a": 9.0, "b": 1.0}, {"b": 0.9, "c": 0.8}, share=0.6)) == ["a", "b", "c"]
    assert fused({}, {"b": 0.9, "c": 0.8}, share=0.6) == {"b": 0.4, "c": 0.0}

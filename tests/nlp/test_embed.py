"""Embedders: load late, embed nothing twice, remember through a store."""

from collections.abc import Iterable, Mapping

import numpy as np
import pytest

from nlp.embed import CachedEmbedder, Encode, Vectors, is_precise, key, shipped_embedder


class Shelf:
    def __init__(self) -> None:
        self.kept: dict[str, Vectors] = {}

    def fetch(self, keys: Iterable[str]) -> Mapping[str, Vectors]:
        return {k: self.kept[k] for k in keys if k in self.kept}

    def keep(self, vectors: Mapping[str, Vectors]) -> None:
        self.kept.update(vectors)


def counting(seen: list[str]) -> Encode:
    def encode(texts: list[str]) -> Vectors:
        seen.extend(texts)
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)

    return encode


def test_nothing_is_embedded_twice_and_order_is_kept() -> None:
    seen: list[str] = []
    embedder = CachedEmbedder("toy 1", lambda: counting(seen))
    assert embedder.embed(["长一点的", "短", "长一点的"])[:, 0].tolist() == [4, 1, 4]
    embedder.embed(["短"])
    assert sorted(seen) == ["短", "长一点的"]


def test_a_store_outlives_the_embedder() -> None:
    shelf, seen = Shelf(), list[str]()
    CachedEmbedder("toy 1", lambda: counting(seen), store=shelf).embed(["甲"])
    CachedEmbedder("toy 1", lambda: counting(seen), store=shelf).embed(["甲"])
    assert seen == ["甲"]
    assert list(shelf.kept) == [key("toy 1", "甲")]
    assert key("toy 1", "甲") != key("toy 2", "甲")


def test_the_model_is_loaded_on_first_use_alone() -> None:
    loads: list[int] = []

    def load() -> Encode:
        loads.append(1)
        return counting([])

    embedder = CachedEmbedder("toy 1", load)
    assert embedder.embed([]).shape[0] == 0
    assert loads == []
    embedder.embed(["甲"])
    assert loads == [1]


def test_like_meanings_lie_closer() -> None:
    embedder = shipped_embedder()
    if embedder is None or not is_precise(embedder):
        return
    here, near, far = embedder.embed(["教师上门家访", "老师到学生家中走访", "食堂油烟管道清洗"])
    assert here @ near > here @ far


def test_memory_is_bounded_and_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.embed.KNOWN", 2)
    seen: list[str] = []
    embedder = CachedEmbedder("toy 1", lambda: counting(seen))
    assert embedder.embed(["甲", "乙", "丙"]).shape[0] == 3
    embedder.embed(["丙", "乙"])
    embedder.embed(["甲"])
    assert sorted(seen) == sorted(["甲", "乙", "丙", "甲"])

"""Vectors of a collection: computed for what lacks them, kept, given up with their documents."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

import service.finding
from corpus.search.find import Searcher
from corpus.search.index import WordIndex
from corpus.search.options import Options
from corpus.search.vectors import PassageVectors
from corpus.store import Store, delete_document
from nlp.embed import CachedEmbedder, Vectors
from service.finding import Finder
from tests.service.housed import analysed


def encode(texts: list[str]) -> Vectors:
    rows = np.asarray([[1 + text.count("活动"), 1, len(text) % 7] for text in texts], np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


@pytest.fixture(name="model")
def _model(monkeypatch: pytest.MonkeyPatch) -> CachedEmbedder:
    model = CachedEmbedder("made up", lambda: encode)
    monkeypatch.setattr(service.finding, "_model", lambda: model)
    monkeypatch.setattr(service.finding, "AT_ONCE", 2)
    return model


def finder_of(store: Store, folder: Path, model: CachedEmbedder) -> Finder:
    return Finder(store, Searcher(WordIndex.open(folder), PassageVectors(folder / "v.sqlite", model.name), model))


def test_vectors_follow_the_store(store: Store, tmp_path: Path, model: CachedEmbedder) -> None:
    held = [str(analysed(store, name).id) for name in ("甲.txt", "乙.txt")]
    finder = finder_of(store, tmp_path, model)
    finder.refresh()
    assert finder.lacking() == 2
    assert finder.search("活动", Options()).mode == "words"
    assert sorted(finder.embed()) == sorted(held)
    assert (finder.lacking(), list(finder.embed())) == (0, [])
    found = finder.search("活动", Options())
    assert (found.mode, found.hints, len(found.hits)) == ("both", (), 2)
    with store.begin() as connection:
        delete_document(connection, UUID(held[0]), who="本机")
    finder.refresh()
    assert [hit.id for hit in finder.search("活动", Options()).hits] == held[1:]
    assert finder.searcher.vectors is not None
    assert len(finder.searcher.vectors) == 1


@pytest.mark.parametrize("sizes", [(0,), (1,), (5, 0, 2), (4, 4)])
def test_parts_come_together_in_order(model: CachedEmbedder, sizes: Sequence[int]) -> None:
    texts = {str(number): ("甲" * 60 + "活动。\n") * size for number, size in enumerate(sizes)}
    made = dict(service.finding._embedded(texts, 0))
    assert set(made) == set(texts)
    for number, size in enumerate(sizes):
        part = made[str(number)]
        assert (part is None) == (size == 0)
        if part is not None:
            assert len(part.codes) == len(part.spans) == size
            assert part.spans.tolist() == sorted(part.spans.tolist())
    assert model.name == "made up"

"""Sketches: the few vectors among very many that are worth an exact look."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.search import vectors as module
from corpus.search.sketch import Sketches
from corpus.search.vectors import PassageVectors, coded


def leaning(number: int, size: int = 384, *, seed: int = 1) -> NDArray[np.float32]:
    """Unit vectors that all lean one way, as those of a model do."""
    chance = np.random.default_rng(seed)
    made = chance.normal(size=(number, size)) + 3 * np.random.default_rng(99).normal(size=size)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


@pytest.mark.parametrize("size", [384, 100, 64])
def test_what_is_nearest_is_among_the_few(size: int) -> None:
    rows = leaning(3000, size)
    held = coded([(0, 1)] * len(rows), rows)
    sketches = Sketches.of(held.codes, held.scales)
    for at in (0, 1234, 2999):
        found = sketches.nearest(rows[at] + 0.01 * leaning(1, size, seed=at)[0], 50)
        assert len(found) == 50
        assert list(found) == sorted(found)
        assert at in found


def test_all_are_looked_at_where_there_are_few() -> None:
    held = coded([(0, 1)] * 3, leaning(3))
    assert list(Sketches.of(held.codes, held.scales).nearest(leaning(1)[0], 10)) == [0, 1, 2]


def test_answers_by_sketches_are_those_of_the_exact_comparison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = PassageVectors(tmp_path / "v.sqlite", "m")
    rows = leaning(2000)
    for document in range(200):
        held.keep(f"d{document}", "文", coded([(at, at + 1) for at in range(10)], rows[10 * document : 10 * document + 10]))
    held.refresh()
    questions = [rows[at] + 0.5 * leaning(1, seed=at)[0] for at in (5, 777, 1999)]
    exact = [held.nearest(question, 3) for question in questions]
    monkeypatch.setattr(module, "EXACT", 1000)
    monkeypatch.setattr(module, "LOOKED", 400)
    held.keep("d0", "新文", coded([(at, at + 1) for at in range(10)], rows[:10]))
    held.refresh()
    found = [held.nearest(question, 3) for question in questions]
    assert [each[0].document for each in found] == ["d0", "d77", "d199"]
    assert [(each[0].span, round(each[0].score, 4)) for each in found] == [(each[0].span, round(each[0].score, 4)) for each in exact]

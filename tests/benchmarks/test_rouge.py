"""ROUGE by characters: known values, and the shared scorer's where it stands beside the repository."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.rouge import rouge_l, rouge_n

SCORER = Path(__file__).parents[3] / "shared" / "score" / "score_digest.py"
TEXTS = st.text("灯火人间一二三，。“” \nab1", max_size=40)


@pytest.mark.parametrize(
    ("summary", "abstract", "one", "two", "longest"),
    [
        ("", "", 0, 0, 0),
        ("灯", "", 0, 0, 0),
        ("点灯的人。", "点灯，的人", 1, 1, 1),
        ("点灯人", "人点灯", 1, 1 / 2, 2 / 3),
        ("一二三四", "一二", 2 / 3, 1 / 2, 2 / 3),
        ("一一一", "一", 1 / 2, 0, 1 / 2),
    ],
)
def test_known_values(summary: str, abstract: str, one: float, two: float, longest: float) -> None:
    assert rouge_n(summary, abstract, 1) == pytest.approx(one)
    assert rouge_n(summary, abstract, 2) == pytest.approx(two)
    assert rouge_l(summary, abstract) == pytest.approx(longest)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    if not SCORER.exists():
        pytest.skip("the shared scorer is absent")
    spec = importlib.util.spec_from_file_location("score_digest", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
@given(summary=TEXTS, abstract=TEXTS)
def test_it_is_the_shared_scorers(scorer: ModuleType, summary: str, abstract: str) -> None:
    assert rouge_n(summary, abstract, 1) == pytest.approx(scorer.rouge(summary, abstract, 1))
    assert rouge_n(summary, abstract, 2) == pytest.approx(scorer.rouge(summary, abstract, 2))
    assert rouge_l(summary, abstract) == pytest.approx(scorer.rouge_l(summary, abstract))

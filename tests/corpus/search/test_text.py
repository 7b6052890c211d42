"""Folding and grams: what is compared, sign by sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.search.text import fold, grams, spread, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２０２２年ＡＢＣ％", "2022年abc%"),
        ("國務院辦公廳關於開展學習的通知", "国务院办公厅关于开展学习的通知"),
        ("青教〔2023〕8号", "青教(2023)8号"),
        ("青教［2023］8号，青教【2023】8号，青教（2023）8号", "青教(2023)8号，青教(2023)8号，青教(2023)8号"),
        ("读书", "读书"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_grams_are_signs_and_pairs_of_a_run() -> None:
    assert grams("家访，3.5次abc") == ["家", "访", "家访", "3.5", "次", "abc"]


def test_tokens_of_both_scripts_are_the_same() -> None:
    assert tokens("辦學") == tokens("办学") == "办 学 办学"


@pytest.mark.parametrize(
    ("terms", "runs"),
    [
        (("家访有哪些要求？",), ["家访", "要求"]),
        (("每学期几次", "谁负责"), ["每学期", "负责"]),
        (("什么",), ["什么"]),
        (("，。",), []),
    ],
)
def test_question_words_are_not_searched(terms: tuple[str, ...], runs: list[str]) -> None:
    assert list(spread(terms)) == runs

"""Which row of a new analysis is which row of the ledger."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.store.carry import pair
from corpus.store.rows import Row

WORDS = [
    "组织校园读书活动",
    "开展安全隐患排查整治",
    "上报师德师风建设总结",
    "举办青年教师基本功比赛",
    "完成学籍信息核对",
    "落实课后服务收费公示",
    "建立家访台账制度",
]


def row(text: str, start: int = 0) -> Row:
    return Row({"text": text, "span": [start, start + len(text)]}, [], [])


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([row("各校要组织读书活动", 10)], [row("各校要组织读书活动", 500)], {0: 0}),
        ([row("各校要组织读书活动", 10)], [row("要组织读书活动，", 12)], {0: 0}),
        ([row("各校要组织校园读书活动", 10)], [row("各校要组织好校园读书的活动", 900)], {0: 0}),
        ([row("各校要组织读书活动", 10)], [row("完成学籍信息核对工作", 10)], {}),
        ([row("各校要组织读书活动", 10)], [], {}),
        ([], [row("各校要组织读书活动", 10)], {}),
        ([row("上报总结", 10), row("上报总结", 90)], [row("上报总结", 88), row("上报总结", 9)], {0: 1, 1: 0}),
        ([row("上报总结", 10)] * 70, [row("上报总结", 9)] * 71, {number: number for number in range(70)}),
        ([row("上报总结", 10), row("上报总结", 90)], [row("上报总结", 91)], {1: 0}),
        ([row("活动于6月结束后上报总结", 10)], [row("活动于6月结束后上报总", 10), row("活动于6月结束后上报总结", 10)], {0: 1}),
        ([row("甲" * 6 + "乙" * 6, 0)], [row("甲" * 6, 0), row("甲" * 6 + "乙" * 5, 0)], {0: 1}),
    ],
)  # fmt: skip
def test_rows_are_told_by_words_and_place(old: list[Row], new: list[Row], pairs: dict[int, int]) -> None:
    assert pair(old, new) == pairs


@given(st.permutations(range(len(WORDS))), st.sets(st.integers(0, len(WORDS) - 1)), st.integers(0, 1000))
def test_rows_that_were_moved_are_found_and_those_that_went_are_not(order: list[int], gone: set[int], shift: int) -> None:
    old = [row(words, 100 * number) for number, words in enumerate(WORDS)]
    kept = [number for number in order if number not in gone]
    new = [row(WORDS[number], shift + 50 * place) for place, number in enumerate(kept)]
    assert pair(old, new) == {number: place for place, number in enumerate(kept)}


def test_a_long_document_that_was_read_otherwise_keeps_its_rows() -> None:
    """Every task has a character more, and each tenth is gone; it takes no minute."""
    chance = random.Random(1)
    texts = [
        "".join(
            chance.choices(
                "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心", k=20
            )
        )
        for _ in range(600)
    ]
    old = [row(text, 30 * number) for number, text in enumerate(texts)]
    kept = [number for number in range(600) if number % 10]
    new = [row(texts[number] + "。", 31 * place) for place, number in enumerate(kept)]
    assert pair(old, new) == {number: place for place, number in enumerate(kept)}

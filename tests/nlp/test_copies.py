"""Copied text between plans, the notice they all quote subtracted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.copies import LEAST, find_copies

NOTICE = "各校要在三月十日前制定阅读方案并报基础教育科，每班图书角存书不少于八十册，每月至少轮换一次。"
ONE = "我校把旧仓库改成了阅览室，请木工师傅做了四十张矮桌，低年级的孩子午休时可以脱了鞋坐在地毯上看书。"
OTHER = "图书馆周末向社区开放，由家长志愿者轮值登记，第一个月就来了三百多人次，借走的绘本都按时还了回来。"
LETTERS = st.text(alphabet=[chr(code) for code in range(0x4E00, 0x4E80)], min_size=LEAST, max_size=LEAST + 80)


def test_quoting_the_same_notice_is_no_copying() -> None:
    assert find_copies([NOTICE + ONE, NOTICE + OTHER], known=[NOTICE], least_share=0) == ()
    assert find_copies([NOTICE * 5 + ONE, NOTICE * 5 + OTHER], least_share=0.1)


def test_a_passage_is_found_through_punctuation_and_a_changed_word() -> None:
    changed = ONE.replace("四十张", "三十张").replace("，", "\n")
    (copy,) = find_copies([ONE, OTHER, changed], least_share=0.1)
    assert (copy.first, copy.second) == (0, 2)
    ((one, other),) = copy.passages
    assert ONE[slice(*one)] == ONE.rstrip("。")
    assert changed[slice(*other)] == changed.rstrip("。")


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["书", "书"], ["。" * 50, "。" * 50], ["读书很好" * 2, "读书很好" * 2]])
def test_what_is_too_short_is_no_copy(texts: list[str]) -> None:
    assert find_copies(texts) == ()


def test_the_closest_pair_comes_first() -> None:
    whole, half = ONE * 4 + OTHER * 4, ONE * 4 + "甲乙丙丁戊己庚辛壬癸" * 20
    shares = [(copy.first, copy.second) for copy in find_copies([half, whole, whole], least_share=0.1)]
    assert shares[0] == (1, 2)


def test_a_text_of_one_character_takes_no_time() -> None:
    (copy,) = find_copies(["好" * 200_000, "好" * 200_000])
    assert copy.share == 1.0


@given(LETTERS, LETTERS, st.integers(0, LEAST), st.integers(20, 60))
def test_a_planted_passage_is_found_where_it_stands(one: str, base: str, place: int, size: int) -> None:
    passage = "".join(chr(0x5000 + number) for number in range(size))
    first, second = one[:place] + passage + one[place:], passage + base.translate({code: code + 0x900 for code in range(0x4E00, 0x4E80)})
    copies = find_copies([first, second], least_share=0)
    assert [copy.passages for copy in copies] == [(((place, place + size), (0, size)),)]

"""Which plans copied from one another, the notice they all quote subtracted."""

import pytest

from nlp.pairs import find_pairs

NOTICE = "各校要在三月十日前制定阅读方案并报基础教育科，每班图书角存书不少于八十册，每月至少轮换一次。"
ONE = "我校把旧仓库改成了阅览室，请木工师傅做了四十张矮桌，低年级的孩子午休时可以脱了鞋坐在地毯上看书。"
OTHER = "图书馆周末向社区开放，由家长志愿者轮值登记，第一个月就来了三百多人次，借走的绘本都按时还了回来。"
THIRD = "五年级的语文课改在书架之间上，学生自己挑一本书讲给同桌听，讲不下去就换一本，老师只管记下谁讲了什么。"


def test_quoting_the_same_notice_is_no_copying() -> None:
    texts = [NOTICE + ONE, NOTICE + OTHER]
    assert find_pairs(texts, minus=[NOTICE], least_share=0) == ()
    assert find_pairs(texts, least_share=0) != ()


def test_a_passage_is_found_through_punctuation_and_a_changed_word() -> None:
    changed = ONE.replace("四十张", "三十张").replace("，", "\n")
    (pair,) = find_pairs([ONE, OTHER, changed], least_share=0.1)
    assert (pair.first, pair.second) == (0, 2)
    (passage,) = pair.passages
    assert ONE[slice(*passage.a)] == ONE.rstrip("。")
    assert changed[slice(*passage.b)] == changed.rstrip("。")


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["书", "书"], ["。" * 50, "。" * 50], ["读书很好" * 2, "读书很好" * 2]])
def test_what_is_too_short_is_no_copy(texts: list[str]) -> None:
    assert find_pairs(texts) == ()


def test_the_closest_pair_comes_first() -> None:
    whole, half = ONE + OTHER + THIRD, ONE + "".join(map(chr, range(0x5000, 0x5100)))
    pairs = find_pairs([half, whole, whole], least_share=0.1)
    assert [(pair.first, pair.second) for pair in pairs] == [(1, 2), (0, 1), (0, 2)]
    assert pairs[0].share == pytest.approx(len([char for char in whole if char.isalnum()]) / 200, abs=0.35)


def test_a_share_is_never_more_than_all() -> None:
    (pair,) = find_pairs([(ONE + OTHER + THIRD) * 2] * 2, least_share=0)
    assert 0 < pair.share <= 1

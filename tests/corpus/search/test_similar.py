"""Relatives: the same, another year's version, one inside the other, strangers."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.search.entry import Entry
from corpus.search.index import WordIndex
from corpus.search.similar import campaign, relatives, shingles

BODY = "各校要在学期末前完成家访全覆盖，每名教师家访不少于两次，并于七月五日前上报家访总结和优秀案例，由基教科汇总后通报。"
MORE = "各校应当建立台账，班主任逐户登记走访情况，对留守儿童和困难家庭重点关注，做好记录并及时反馈，确保信息安全。"
NOTICE = Entry("a", "甲.txt", BODY, title="关于开展2022年家访活动的通知", date=date(2022, 3, 1))
FOOD = Entry(
    "f", "食.txt", "食堂每日公示菜谱，食品留样不少于一百二十五克，进货索证索票齐全，从业人员持健康证上岗。", title="关于食堂管理的通知"
)


def index_of(*entries: Entry) -> WordIndex:
    index = WordIndex.open()
    index.add(entries)
    index.commit()
    return index


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (replace(NOTICE, id="b"), "same"),
        (replace(NOTICE, id="b", title="关于开展2023年家访活动的通知", date=date(2023, 3, 1)), "version"),
        (replace(NOTICE, id="b", text=BODY[:35] + MORE, title="关于开展2023年家访活动的通知", date=date(2023, 3, 1)), "version"),
        (replace(NOTICE, id="b", text=BODY + MORE, title="学校总结"), "within"),
        (replace(NOTICE, id="b", text=BODY[:38], title="学校总结"), "contains"),
    ],
)
def test_relations(other: Entry, relation: str) -> None:
    found = relatives(NOTICE, index_of(NOTICE, other, FOOD))
    assert [(hit.id, hit.relation) for hit in found.hits] == [("b", relation)]


def test_strangers_are_no_relatives() -> None:
    assert relatives(NOTICE, index_of(FOOD)).hits == ()
    assert relatives(NOTICE, WordIndex.open()).hits == ()


def test_years_and_counts_are_no_part_of_a_campaign() -> None:
    assert campaign("关于开展2022年第三届读书节的通知") == campaign("关于开展２０２３年第四届读书节的通知") == "关于开展读书节的通知"
    assert campaign("2021—2022学年度工作要点") == "工作要点"


def test_shingles_pass_over_punctuation() -> None:
    assert shingles("家访，全覆 盖。") == shingles("家訪全覆蓋") == {"家访全覆盖"}
    assert shingles("。") == frozenset()

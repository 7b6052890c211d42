"""The language that people type; a slip gives a hint, never an error."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.search.query import Demand, Limits, Query, parse


@pytest.mark.parametrize(
    ("text", "terms", "phrases", "unwanted"),
    [
        ("学期末 家访　全覆盖", ("学期末", "家访", "全覆盖"), (), ()),
        ("“两篇心得” 教师", ("教师",), ("两篇心得",), ()),
        ('"两篇心得"教师', ("教师",), ("两篇心得",), ()),
        ("家访 -放假 －补课", ("家访",), (), ("放假", "补课")),
        ('家访 -"有偿补课"', ("家访",), (), ("有偿补课",)),
        ("家-校共育 2022-03", ("家-校共育", "2022-03"), (), ()),
    ],
)
def test_words(text: str, terms: tuple[str, ...], phrases: tuple[str, ...], unwanted: tuple[str, ...]) -> None:
    assert parse(text) == Query(text, terms, phrases, unwanted)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("发文:教育局", Limits(issuers=("教育局",))),
        ("发文：教育局 科室=基教科", Limits(issuers=("教育局",), offices=("基教科",))),
        ("年:2022", Limits(years=(2022,))),
        ("年份：2020-2022", Limits(years=(2020, 2021, 2022))),
        ("年<=1901", Limits(years=(1900, 1901))),
        ("类型:实施方案 类型:通知", Limits(kinds=("plan", "notice"))),
        ("期限<2022-03-31", Limits(due=(date.min, date(2022, 3, 31)))),
        ("期限≤2022年3月", Limits(due=(date.min, date(2022, 4, 1)))),
        ("期限:2022年3月", Limits(due=(date(2022, 3, 1), date(2022, 4, 1)))),
        ("期限>=2022-03-01 期限<2022-03-31", Limits(due=(date(2022, 3, 1), date(2022, 3, 31)))),
        ("期限:2022-03-01至2022-03-05", Limits(due=(date(2022, 3, 1), date(2022, 3, 6)))),
        ("指标>=10%", Limits(demands=(Demand(">=", 10, "%"),))),
        ("指标≥１０％ 指标<3次", Limits(demands=(Demand(">=", 10, "%"), Demand("<", 3, "次")))),
        ("文号:青教[2023]第8号", Limits(numbers=("青教(2023)8号",))),
        ("标题:家访", Limits(titles=("家访",))),
    ],
)
def test_values(text: str, limits: Limits) -> None:
    query = parse(text)
    assert query.limits == limits
    assert query.terms == query.hints == ()


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "［］", "（）", "()", "【】", "﹝﹞"])
def test_a_number_in_any_brackets_is_one_phrase(brackets: str) -> None:
    query = parse(f"国办发{brackets[0]}2018{brackets[1]}第 0115 号".replace("第 0115 ", "第0115"))
    assert query.phrases == ("(2018)115号",)
    assert query.terms == ("国办发",)


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        ("发文:", (), "后面没有内容"),
        ("年:去年", ("去年",), "没有看懂“年:去年”"),
        ("期限<2022-13-40", ("2022-13-40",), "期限<2022-03-31"),
        ("类型:奏折", ("奏折",), "类型:通知"),
        ("指标>=很多", ("很多",), "指标>=10%"),
        ("-年:2022", (), "暂不支持排除条件"),
    ],
)
def test_slips_give_hints(text: str, words: tuple[str, ...], hint: str) -> None:
    query = parse(text)
    assert query.terms == words
    assert len(query.hints) == 1
    assert hint in query.hints[0]


def test_a_question_has_its_limit() -> None:
    query = parse("家访 " * 1000)
    assert len(query.terms) == 334
    assert query.hints == ("检索内容太长，只用了前 1000 字。",)


def test_an_open_quotation_is_a_phrase() -> None:
    query = parse("“两篇心得")
    assert query.phrases == ("两篇心得",)
    assert "引号没有配对" in query.hints[0]


@given(st.text(alphabet=' "“”-－:：<>=年期限发文指标科室类型〔〕[]()2022-03%号家访\n'))
def test_anything_can_be_typed(text: str) -> None:
    assert parse(text).text == text


@pytest.mark.parametrize(
    ("demand", "value", "unit", "met"),
    [
        (Demand(">=", 10, "%"), 10, "%", True),
        (Demand(">", 10, "%"), 10, "%", False),
        (Demand(":", 2, ""), 2, "篇", True),
        (Demand("<", 2, "次"), 1, "篇", False),
        (Demand("<=", 2, "次"), 2, "次", True),
    ],
)
def test_demands(demand: Demand, value: float, unit: str, *, met: bool) -> None:
    assert demand.met(value, unit) is met

"""Instructions taken apart: counts, values, days, lists, matters; and what they are not."""

import pytest

from nlp.check.asks import read_asks


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("（列出不少于8次活动的内容，每次注明日期）", [(8, False, False)]),
        ("（至少写出2项数据、2个突出问题）", [(2, True, False), (2, False, True)]),
        ("（不少于3条，其中可检测的不少于2条）", [(3, False, False), (2, True, False)]),
        ("（用数据说明，不少于3项，比如阅读量、借书率）", [(3, True, False)]),
        ("（沙袋不少于100个，每周开放不少于10小时）", []),
        ("（分准备、实施、总结三个阶段）", []),
    ],
)
def test_counts(text: str, counts: list[tuple[int, bool, bool]]) -> None:
    assert [(count.least, count.data, count.problems) for count in read_asks(text).counts] == counts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("（沙袋不少于100个，救生衣不少于10件）", ["不少于100个", "不少于10件"]),
        ("（每周开放不少于10小时，写明值班教师）", ["不少于10小时"]),
        ("（疏散用时不超过3分钟）", ["不超过3分钟"]),
        ("（20—40人）", ["20—40人"]),
        ("（不少于200字）", []),
        ("（分甲、乙、丙三个小组）", []),
    ],
)
def test_values(text: str, values: list[str]) -> None:
    assert [value.text for value in read_asks(text).values] == values


@pytest.mark.parametrize(
    ("text", "days"), [("（测评9月底前完成）", ["9月底前"]), ("（每年4月底前排查）", ["4月底前"]), ("（不晚于6月15日）", ["6月15日"])]
)
def test_days(text: str, days: list[str]) -> None:
    assert list(read_asks(text).days) == days


@pytest.mark.parametrize(
    ("text", "listed", "topics"),
    [
        ("（写明发现、报告、干预三个环节）", ["发现", "报告", "干预"], []),
        ("（分作业辅导和素质拓展两类）", ["作业辅导", "素质拓展"], []),
        ("（师资、器材、日程三个方面均须写明）", ["师资", "器材", "日程"], []),
        ("（写明成果形式、提交日期和考核办法）", [], ["成果形式", "提交日期", "考核办法"]),
        ("【填写：总结会日期，问题整改的责任人和完成时限】", [], ["总结会日期", "问题整改的责任人", "完成时限"]),
        ("（每班每周1节，写明任课教师）", [], ["任课教师"]),
        ("【填写：一句话主题，不超过16字】", [], []),
        ("（联系本校实际，200字以内）", [], []),
    ],
)
def test_matters(text: str, listed: list[str], topics: list[str]) -> None:
    asks = read_asks(text)
    assert (list(asks.listed), list(asks.topics)) == (listed, topics)

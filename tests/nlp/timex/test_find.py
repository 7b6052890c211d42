"""What the grammar finds, where, and what it means; refusals beside hits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.timex import ROWS, find_times
from nlp.timex.dated import ALL_POINTS
from nlp.timex.find import _scanner
from nlp.timex.grammar import PointRow, Row
from nlp.types import Deadline

MARCH = date(2022, 3, 1)
SEPTEMBER = date(2021, 9, 1)


def told(deadline: Deadline) -> str:
    """kind start end per rrule, what is absent left out."""
    per = deadline.frequency.per if deadline.frequency else ""
    parts = [deadline.kind, deadline.start and f"from {deadline.start}", deadline.end and f"to {deadline.end}", per, deadline.rrule]
    return " ".join(str(part) for part in parts if part)


HITS: list[tuple[str, date, list[tuple[str, str]]]] = [
    ("请于2022年4月15日前完成整改", MARCH, [("2022年4月15日前", "due to 2022-04-15")]),
    ("请于７月１５日前报送", MARCH, [("７月１５日前", "due to 2022-07-15")]),
    ("名单于7月1 0日前寄出", MARCH, [("7月1 0日前", "due to 2022-07-10")]),
    ("2O22年3月l5日前", MARCH, [("2O22年3月l5日前", "due to 2022-03-15")]),
    ("二○二二年十二月二十一日", MARCH, [("二○二二年十二月二十一日", "period from 2022-12-21 to 2022-12-21")]),
    ("2022-03-07前", MARCH, [("2022-03-07前", "due to 2022-03-07")]),
    ("2022.3.1-3.15", MARCH, [("2022.3.1-3.15", "period from 2022-03-01 to 2022-03-15")]),
    ("2022/3/7起", MARCH, [("2022/3/7起", "start from 2022-03-07")]),
    ("于3.7前报", MARCH, [("3.7前", "due to 2022-03-07")]),
    ("2022.9-2023.6", MARCH, [("2022.9-2023.6", "period from 2022-09-01 to 2023-06-30")]),
    ("电子稿5月20日17:00前发来", MARCH, [("5月20日17:00前", "due to 2022-05-20")]),
    ("5月20日下午下班前", MARCH, [("5月20日下午下班前", "due to 2022-05-20")]),
    ("3月18日—20日", MARCH, [("3月18日—20日", "period from 2022-03-18 to 2022-03-20")]),
    ("10月18日和19日", MARCH, [("10月18日", "period from 2022-10-18 to 2022-10-18"), ("19日", "period from 2022-10-19 to 2022-10-19")]),
    ("9—10月", SEPTEMBER, [("9—10月", "period from 2021-09-01 to 2021-10-31")]),
    ("10月至次年6月", SEPTEMBER, [("10月至次年6月", "period from 2021-10-01 to 2022-06-30")]),
    ("12月20日至1月10日", SEPTEMBER, [("12月20日至1月10日", "period from 2021-12-20 to 2022-01-10")]),
    ("9月至2022年6月", SEPTEMBER, [("9月至2022年6月", "period from 2021-09-01 to 2022-06-30")]),
    ("即日起至6月30日", MARCH, [("即日起至6月30日", "period from 2022-03-01 to 2022-06-30")]),
    ("6月中旬", MARCH, [("6月中旬", "period from 2022-06-11 to 2022-06-20")]),
    ("2月下旬前", MARCH, [("2月下旬前", "due to 2022-02-28")]),
    ("6月前", MARCH, [("6月前", "due to 2022-05-31")]),
    ("6月底前", MARCH, [("6月底前", "due to 2022-06-30")]),
    ("2025年前", MARCH, [("2025年前", "due to 2024-12-31")]),
    ("到2025年底", MARCH, [("到2025年底", "due to 2025-12-31")]),
    ("到2028年，", MARCH, [("到2028年", "due to 2028-12-31")]),
    ("明年初", MARCH, [("明年初", "period from 2023-01-01 to 2023-01-31")]),
    ("年底前", MARCH, [("年底前", "due to 2022-12-31")]),
    ("第四季度", MARCH, [("第四季度", "period from 2022-10-01 to 2022-12-31")]),
    ("上半年", MARCH, [("上半年", "period from 2022-01-01 to 2022-06-30")]),
    ("截止时间：7月15日", MARCH, [("7月15日", "due to 2022-07-15")]),
    ("截至7月15日", MARCH, [("截至7月15日", "due to 2022-07-15")]),
    ("7月15日止", MARCH, [("7月15日止", "due to 2022-07-15")]),
    ("11月开始实施", MARCH, [("11月开始", "start from 2022-11-01")]),
    ("自印发之日起施行", MARCH, [("印发之日起", "start from 2022-03-01")]),
    ("本周五前", MARCH, [("本周五前", "due to 2022-03-04")]),
    ("周五前报", MARCH, [("周五前", "due to 2022-03-04")]),
    ("下周一上午", MARCH, [("下周一上午", "period from 2022-03-07 to 2022-03-07")]),
    ("今天放学前", MARCH, [("今天放学前", "due to 2022-03-01")]),
    ("下月5日前", MARCH, [("下月5日前", "due to 2022-04-05")]),
    ("本月底前", MARCH, [("本月底前", "due to 2022-03-31")]),
    ("“十四五”期间", MARCH, [("“十四五”期间", "period from 2021-01-01 to 2025-12-31")]),
    ("“十四五”末", MARCH, [("“十四五”末", "due to 2025-12-31")]),
    ("2021—2025年", MARCH, [("2021—2025年", "period from 2021-01-01 to 2025-12-31")]),
    ("“七一”前", MARCH, [("“七一”前", "due to 2022-07-01")]),
    ("中秋节前", MARCH, [("中秋节前", "due to 2022-09-10")]),
    ("清明节期间", MARCH, [("清明节期间", "period from 2022-04-05 to 2022-04-05")]),
    ("中秋将至，节前开展", MARCH, [("中秋", "period from 2022-09-10 to 2022-09-10"), ("节前", "due to 2022-09-10")]),
    ("本学期末", MARCH, [("本学期末", "period from 2022-06-27 to 2022-07-10")]),
    ("本学期结束前", MARCH, [("本学期结束前", "due to 2022-07-10")]),
    ("2021—2022学年第一学期", MARCH, [("2021—2022学年第一学期", "period from 2021-09-01 to 2022-01-20")]),
    ("2022年秋季学期", MARCH, [("2022年秋季学期", "period from 2022-09-01 to 2023-01-20")]),
    ("新学期开学前", date(2022, 8, 1), [("新学期开学前", "due to 2022-08-31")]),
    ("秋季开学", MARCH, [("秋季开学", "period from 2022-09-01 to 2022-09-14")]),
    ("暑期放假前", MARCH, [("暑期放假前", "due to 2022-07-10")]),
    ("2025年暑假", MARCH, [("2025年暑假", "period from 2025-07-11 to 2025-08-31")]),
    ("第3周", MARCH, [("第3周", "period from 2022-02-28 to 2022-03-06")]),
    ("每学期2篇", MARCH, [("每学期", "recurring semester")]),
    ("每周三下午", MARCH, [("每周三下午", "recurring week FREQ=WEEKLY;BYDAY=WE")]),
    ("每周一至周五", MARCH, [("每周一至周五", "recurring week FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")]),
    ("每月5日前", MARCH, [("每月5日前", "recurring month FREQ=MONTHLY;BYMONTHDAY=5")]),
    ("每月最后一个周五", MARCH, [("每月最后一个周五", "recurring month FREQ=MONTHLY;BYDAY=-1FR")]),
    ("每季度末前", MARCH, [("每季度末前", "recurring quarter FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1")]),
    ("日排查、周调度", MARCH, [("日排查", "recurring day FREQ=DAILY"), ("周调度", "recurring week FREQ=WEEKLY")]),
    ("每半年", MARCH, [("每半年", "recurring half_year FREQ=MONTHLY;INTERVAL=6")]),
    ("隔周", MARCH, [("隔周", "recurring week FREQ=WEEKLY;INTERVAL=2")]),
    ("逐月通报", MARCH, [("逐月", "recurring month FREQ=MONTHLY")]),
    ("一年一次", MARCH, [("一年", "recurring year FREQ=YEARLY")]),
    ("一周一调度", MARCH, [("一周一调度", "recurring week FREQ=WEEKLY")]),
    ("每年9月底前", MARCH, [("每年9月底前", "recurring year FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=-1")]),
    (
        "每年“五四”“教师节”前",
        MARCH,
        [
            ("每年“五四”“教师节”前", "recurring year FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4"),
            ("每年“五四”“教师节”前", "recurring year FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=10"),
        ],
    ),
    (
        "周检查、月通报、季考核",
        MARCH,
        [
            ("周检查", "recurring week FREQ=WEEKLY"),
            ("月通报", "recurring month FREQ=MONTHLY"),
            ("季考核", "recurring quarter FREQ=MONTHLY;INTERVAL=3"),
        ],
    ),
    ("印发之日起15个工作日内", SEPTEMBER, [("印发之日起15个工作日内", "relative to 2021-09-23")]),
    ("接到通知后3日内", MARCH, [("接到通知后3日内", "relative to 2022-03-04")]),
    ("会后三日内", MARCH, [("会后三日内", "relative")]),
    ("讨论活动开始前，要调研", MARCH, [("讨论活动开始前", "relative")]),
    ("公示不少于5个工作日", MARCH, [("不少于5个工作日", "relative")]),
    ("一年左右时间", MARCH, [("一年左右时间", "relative")]),
    ("规定时间内", MARCH, [("规定时间内", "relative")]),
    ("各校要及时上报", MARCH, [("及时", "vague")]),
]


@pytest.mark.parametrize(("text", "issued", "expected"), HITS, ids=[text for text, _, _ in HITS])
def test_finds_the_expression_and_its_value(text: str, issued: date, expected: list[tuple[str, str]]) -> None:
    assert [(found.text, told(found)) for found in find_times(text, issued=issued)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "“七一勋章”获得者", "十九届六中全会精神", "“十四五”规划", "五项管理", "三会一课", "2022年全市教育工作会议", "教发〔2022〕5号", "0575-85123456",
        "《2022年工作要点》", "“四有”好老师", "八一中学", "五四路12号", "一年级新生", "三年行动计划", "百年大计", "生师比1:12", "3.5万元", "2月30日前",
        "一日常规", "每年级一名", "高一年级", "“五月的鲜花”汇演", "没有及时修订", "光明日报", "2022级新生", "一年四季",
    ],
)  # fmt: skip
def test_takes_no_name_and_no_number_for_a_time(text: str) -> None:
    assert [found.text for found in find_times(text, issued=MARCH)] == []


@pytest.mark.parametrize(
    ("text", "issued", "expected", "why"),
    [
        ("2022年11月1日至2023年2月28日，12月底前完成", date(2022, 11, 1), "2022-12-31", "due.month: year from 2023年2月28日"),
        ("2022年11月1日至2023年2月28日，1月底前完成", date(2022, 11, 1), "2023-01-31", "due.month: year from 2023年2月28日"),
        ("2022年10月启动，11月开始实施", MARCH, "2022-11-01", "start.month: year from 2022年10月"),
        ("1月10日前", date(2022, 12, 5), "2023-01-10", "due.day: year from issue, next"),
        ("10月10日前", date(2022, 12, 5), "2022-10-10", "due.day: year from issue"),
        ("2021年11月启动，6月底前完成", date(2022, 1, 5), "2021-06-30", "due.month: year from 2021年11月"),
        ("1982年1月1日后出生的，请于5月8日前报名", MARCH, "2022-05-08", "due.day: year from issue"),
    ],
)
def test_keeps_the_evidence_for_the_year(text: str, issued: date, expected: str, why: str) -> None:
    found = find_times(text, issued=issued)[-1]
    assert (str(found.end or found.start), found.why) == (expected, why)


def test_leaves_open_what_no_year_is_known_for() -> None:
    found = find_times("请于3月7日前报送，本学期末总结", issued=None)
    assert [(item.text, item.kind, item.end) for item in found] == [("3月7日前", "due", None), ("本学期末", "period", None)]


def test_says_where_no_official_calendar_stands_behind_workdays() -> None:
    (found,) = find_times("印发之日起5个工作日内", issued=date(2040, 3, 5))
    assert found.approximate
    assert "Monday to Friday" in found.why


@pytest.mark.parametrize("row", ALL_POINTS, ids=lambda row: row.name)
def test_every_point_row_reads_its_own_example(row: PointRow) -> None:
    example = row.example.replace("（", "").replace("）", "")
    followed = example + ("前" if row.name == "feast_number" else "")
    assert find_times(followed, issued=MARCH)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_opens_with_one_of_its_characters(row: Row) -> None:
    assert row.example[0] in row.opens


PLANTED = st.sampled_from(
    [
        "3月7日前",
        "2022年4月15日",
        "9月至次年6月",
        "每周三下午",
        "本学期末",
        "到2025年底",
        "“七一”前",
        "印发之日起15个工作日内",
        "7月1 0日前",
        "２０２２年３月",
    ]
)
AROUND = st.lists(
    st.sampled_from(["各校要认真落实，", "做好家校沟通；", "（", "）", "\n", "——", "附件", "安全工作。", "　", "A1"]), max_size=6
).map("".join)


@given(AROUND, PLANTED, AROUND)
def test_finds_what_is_planted_at_its_place(before: str, planted: str, after: str) -> None:
    text = before + "，" + planted + "，" + after
    spans = {found.span: found.text for found in find_times(text, issued=MARCH)}
    start = len(before) + 1
    assert spans.get((start, start + len(planted))) == planted


@given(st.text(alphabet="0123456789年月日前至—、“”（）每周学期一二三五十〇 \n到起内底个工作后", max_size=80))
def test_quotes_what_stands_at_the_span(text: str) -> None:
    ends = 0
    for found in find_times(text, issued=MARCH):
        assert text[slice(*found.span)] == found.text
        assert found.text == found.text.strip()
        ends = max(ends, found.span[1])
    assert ends <= len(text)


@pytest.mark.parametrize(
    ("unit", "found"),
    [("3月7日、", 1), ("二", 0), ("《", 0), ("（", 0), ("每", 0), ("2022年", 1), ("至", 0), ("1 ", 0), ("“", 0), ("各校要落实责任", 0)],
)
def test_reads_repetition_without_losing_or_inventing(unit: str, found: int) -> None:
    """Each repeats a unit that tempts a grammar to look back or ahead; matches stay as many as the units."""
    assert len(find_times(unit * 2000, issued=MARCH)) == found * 2000


def test_no_repetition_of_the_grammar_is_unbounded() -> None:
    """Linear by construction: nothing in the scan repeats without an upper limit."""
    pattern = _scanner().pattern
    assert not [at for at, c in enumerate(pattern) if c in "*+" and not _literal(pattern, at)]


def _literal(pattern: str, at: int) -> bool:
    inside = pattern.rfind("[", 0, at) > pattern.rfind("]", 0, at)
    return inside or pattern[at - 1] == "\\"

"""What the grammar finds, where, and what it means; refusals beside hits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.timex import find_times, next_days, read_times
from nlp.timex.dated import CLOSERS
from nlp.timex.find import ROWS
from nlp.timex.grammar import PointRow, Row
from nlp.types import Deadline

MARCH = date(2022, 3, 1)
TABLES: tuple[Row | PointRow, ...] = (*ROWS, *CLOSERS)
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
    ("请于本周五（3月4日）下班前反馈", MARCH, [("本周五（3月4日）下班前", "due to 2022-03-04")]),
    ("明天（3月2日）中午12点前", MARCH, [("明天（3月2日）中午12点前", "due to 2022-03-02")]),
    ("2022.03", MARCH, [("2022.03", "period from 2022-03-01 to 2022-03-31")]),
    ("自查（3.16—4.30）", MARCH, [("3.16—4.30", "period from 2022-03-16 to 2022-04-30")]),
    ("于3/7前报", MARCH, [("3/7前", "due to 2022-03-07")]),
    ("请于20日前报送", MARCH, [("20日前", "due to 2022-03-20")]),
    ("3月18日（周五）至20日", MARCH, [("3月18日（周五）至20日", "period from 2022-03-18 to 2022-03-20")]),
    ("5月第二个星期日", MARCH, [("5月第二个星期日", "period from 2022-05-08 to 2022-05-08")]),
    ("4月中下旬", MARCH, [("4月中下旬", "period from 2022-04-11 to 2022-04-30")]),
    (
        "6月中旬组织验收，下旬通报",
        MARCH,
        [("6月中旬", "period from 2022-06-11 to 2022-06-20"), ("下旬", "period from 2022-06-21 to 2022-06-30")],
    ),
    (
        "10月、次年3月、6月各督查一次",
        SEPTEMBER,
        [
            ("10月", "period from 2021-10-01 to 2021-10-31"),
            ("次年3月", "period from 2022-03-01 to 2022-03-31"),
            ("6月", "period from 2022-06-01 to 2022-06-30"),
        ],
    ),
    ("本季度末", MARCH, [("本季度末", "due to 2022-03-31")]),
    ("全年", MARCH, [("全年", "period from 2022-01-01 to 2022-12-31")]),
    ("下周完成", MARCH, [("下周", "period from 2022-03-07 to 2022-03-13")]),
    ("今明两年", MARCH, [("今明两年", "period from 2022-01-01 to 2023-12-31")]),
    ("今冬明春", date(2022, 11, 1), [("今冬明春", "period from 2022-12-01 to 2023-05-31")]),
    ("五一假前落实", MARCH, [("五一假前", "due to 2022-05-01")]),
    ("教师节当天", MARCH, [("教师节当天", "period from 2022-09-10 to 2022-09-10")]),
    ("3月10日(本周四)17:00前", MARCH, [("3月10日(本周四)17:00前", "due to 2022-03-10")]),
    ("全年一考核", MARCH, [("全年一考核", "recurring year FREQ=YEARLY")]),
    ("每学期开学前后", MARCH, [("每学期开学前后", "recurring semester")]),
    ("六一前", MARCH, [("六一前", "due to 2022-06-01")]),
    ("教师节到来之前", MARCH, [("教师节到来之前", "due to 2022-09-10")]),
    ("国庆长假期间", MARCH, [("国庆长假期间", "period from 2022-10-01 to 2022-10-07")]),
    ("开学初", MARCH, [("开学初", "period from 2022-02-20 to 2022-03-05")]),
    ("开学前两周完成", MARCH, [("开学前两周", "due to 2022-02-19")]),
    ("学期结束前一周内", MARCH, [("学期结束前一周内", "due to 2022-07-10")]),
    ("开学后第二周", MARCH, [("开学后第二周", "period from 2022-02-21 to 2022-02-27")]),
    ("收到本通知10日内", MARCH, [("收到本通知10日内", "relative to 2022-03-11")]),
    ("专家论证后10日内", MARCH, [("专家论证后10日内", "relative")]),
    ("每季度首月10日前", MARCH, [("每季度首月10日前", "recurring quarter FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10")]),
    ("12月4日国家宪法日", MARCH, [("12月4日", "period from 2022-12-04 to 2022-12-04")]),
    ("放假前", MARCH, [("放假前", "due to 2022-07-10")]),
    ("每月第一个周五", MARCH, [("每月第一个周五", "recurring month FREQ=MONTHLY;BYDAY=1FR")]),
    ("每月最后一个工作日前", MARCH, [("每月最后一个工作日前", "recurring month FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")]),
    ("半月一次", MARCH, [("半月", "recurring month FREQ=MONTHLY;BYMONTHDAY=15,-1")]),
    ("每双周周三下午", MARCH, [("每双周周三下午", "recurring week FREQ=WEEKLY;INTERVAL=2;BYDAY=WE")]),
    ("每周一查、每月一评", MARCH, [("每周", "recurring week FREQ=WEEKLY"), ("每月", "recurring month FREQ=MONTHLY")]),
    ("每3—6年轮岗", MARCH, [("每3—6年", "recurring year FREQ=YEARLY;INTERVAL=3")]),
    ("每餐陪餐", MARCH, [("每餐", "recurring each")]),
    (
        "半年一督查、年终一考核",
        MARCH,
        [
            ("半年一督查", "recurring half_year FREQ=MONTHLY;INTERVAL=6"),
            ("年终一考核", "recurring year FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
        ],
    ),
    (
        "日登记、周调度、月销号",
        MARCH,
        [("日登记", "recurring day FREQ=DAILY"), ("周调度", "recurring week FREQ=WEEKLY"), ("月销号", "recurring month FREQ=MONTHLY")],
    ),
    (
        "月调度、半年小结、年度总评",
        MARCH,
        [
            ("月调度", "recurring month FREQ=MONTHLY"),
            ("半年小结", "recurring half_year FREQ=MONTHLY;INTERVAL=6"),
            ("年度总评", "recurring year FREQ=YEARLY"),
        ],
    ),
    ("年度总结", MARCH, [("年度", "recurring year FREQ=YEARLY")]),
    ("周五大扫除", MARCH, [("周五", "recurring week FREQ=WEEKLY;BYDAY=FR")]),
    (
        "每年检查一次，报告于当年11月底前报送",
        MARCH,
        [("每年", "recurring year FREQ=YEARLY"), ("当年11月底前", "recurring year FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=-1")],
    ),
    ("每年检查一次。11月底前报送", MARCH, [("每年", "recurring year FREQ=YEARLY"), ("11月底前", "due to 2022-11-30")]),
    (
        "每月公示、年终汇总",
        MARCH,
        [("每月", "recurring month FREQ=MONTHLY"), ("年终", "recurring year FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1")],
    ),
    ("每学期初、学期末各一次", MARCH, [("每学期初", "recurring semester"), ("学期末", "recurring semester")]),
    ("发布之日起30日后施行", MARCH, [("发布之日起30日后", "relative from 2022-03-31")]),
    ("通报印发之日起15个工作日内", MARCH, [("通报印发之日起15个工作日内", "relative")]),
    ("自接到举报之日起15个工作日内", MARCH, [("接到举报之日起15个工作日内", "relative")]),
    ("在收到申请之日起5日内", MARCH, [("收到申请之日起5日内", "relative")]),
    ("列为发展对象前须公示", MARCH, [("列为发展对象前", "relative")]),
    ("任务立项前，须论证", MARCH, [("任务立项前", "relative")]),
    ("期满前3个月提交", MARCH, [("期满前3个月", "relative")]),
    ("重要节假日前", MARCH, [("重要节假日前", "relative")]),
    ("考试前一天下午", MARCH, [("考试前一天下午", "relative")]),
    ("报名时须交照片", MARCH, [("报名时", "relative")]),
    ("审核后", MARCH, [("审核后", "relative")]),
    ("公示期间", MARCH, [("公示期间", "relative")]),
    ("提前3天", MARCH, [("提前3天", "relative")]),
    ("首年", MARCH, [("首年", "relative")]),
    ("贯穿始终", MARCH, [("贯穿始终", "period")]),
    ("3月7日会审，上午8:30前到", MARCH, [("3月7日", "period from 2022-03-07 to 2022-03-07"), ("上午8:30前", "due to 2022-03-07")]),
    ("立即整改", MARCH, [("立即", "relative")]),
    ("各校要及时上报", MARCH, [("及时", "vague")]),
]


@pytest.mark.parametrize(("text", "issued", "expected"), HITS, ids=[text for text, _, _ in HITS])
def test_finds_the_expression_and_its_value(text: str, issued: date, expected: list[tuple[str, str]]) -> None:
    assert [(found.text, told(found)) for found in find_times(text, issued=issued)] == expected


def test_every_row_of_the_grammar_stands_among_the_hits() -> None:
    times = [time for text, issued, _ in HITS for time in read_times(text, issued=issued)]
    read = {name for time in times for name in (time.row, time.reading.rule, time.reading.until)}
    assert [row.name for row in TABLES if row.name not in read] == []


@pytest.mark.parametrize(
    "text",
    [
        "“七一勋章”获得者", "十九届六中全会精神", "“十四五”规划", "五项管理", "三会一课", "2022年全市教育工作会议", "教发〔2022〕5号", "0575-85123456",
        "《2022年工作要点》", "“四有”好老师", "八一中学", "五四路12号", "一年级新生", "三年行动计划", "百年大计", "生师比1:12", "3.5万元", "2月30日前",
        "一日常规", "每年级一名", "一次年度检查会", "能当场办结的", "教室门前，禁止停车",
        "日常管理、月季养护", "年检合格", "马上就办", "高一年级", "“五月的鲜花”汇演", "没有及时修订", "光明日报", "2022级新生", "一年四季",
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


EXAMPLES = [row.example for row in TABLES]
GRAMMAR = st.lists(
    st.one_of(
        st.sampled_from(EXAMPLES),
        st.sampled_from(
            "0123456789一二三四五六七八九十百两〇零年月日号周旬季天前后底末初起内至到—-、，。（）“”·./: \n每第逐隔上下中本次今明Ol半"
        ),
        st.sampled_from(
            [
                "学期",
                "学年",
                "之日起",
                "个工作日内",
                "以前",
                "期间",
                "中秋",
                "除夕",
                "清明",
                "十五五",
                "99",
                "2月29日",
                "次年",
                "开学",
                "零月",
            ]
        ),
    ),
    max_size=12,
).map("".join)
DAYS = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max, date(1900, 1, 1), date(2100, 12, 31)]))


@given(GRAMMAR, DAYS)
def test_no_text_and_no_day_makes_the_grammar_fail(text: str, issued: date | None) -> None:
    for found in find_times(text, issued=issued):
        assert text[slice(*found.span)] == found.text
        assert found.text == found.text.strip() != ""
        assert not (found.start and found.end) or found.start <= found.end
        assert len(next_days(found, after=issued or MARCH, count=2)) <= 2

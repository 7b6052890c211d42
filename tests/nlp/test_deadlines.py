"""Which times of a document bind."""

from datetime import date

import pytest

from nlp.binding import JUDGEMENTS
from nlp.deadlines import find_deadlines
from nlp.layout import lay_out
from nlp.timex import DEFAULT, SchoolCalendar
from nlp.timex.calendar import Term
from nlp.types import Deadline, Source

ISSUED = date(2022, 3, 1)
FRAME = "关于开展阅读季活动的通知\n各校：\n为丰富校园生活，现将有关事项通知如下：\n一、工作要求\n{}\n某某区教育局\n2022年3月1日\n"


def deadlines(sentence: str, *, calendar: SchoolCalendar = DEFAULT) -> tuple[Deadline, ...]:
    source = Source(name="通知.txt", format="text", sha256="", text=FRAME.format(sentence))
    return find_deadlines(source, lay_out(source), issued=ISSUED, calendar=calendar)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("各校于3月20日前上报活动方案。", ["3月20日前"]),
        ("每学期开展两次阅读展示。", ["每学期"]),
        ("在国庆期间开展安全检查。", ["国庆期间"]),
        ("2023年建成校园书吧。", ["2023年"]),
        ("推荐名单须公示5个工作日。", ["5个工作日"]),
        ("课题研究周期一般为两年。", ["两年"]),
        ("活动开始前，各校要做好动员。", ["活动开始前"]),
        ("全年送课不少于60场。", ["全年"]),
        ("记录保存6个月以上。", ["6个月以上"]),
        ("制定今年工作计划。", ["今年"]),
        ("截稿时间：5月31日。", ["5月31日"]),
        ("寒假期间，每周推送一条提示。", ["寒假期间", "每周"]),
        ("暑假、寒假期间开展家访。", ["暑假", "寒假期间"]),
        ("整治工作为期三个月。", ["三个月"]),
        ("经过一年的努力，形成特色。", ["一年"]),
        ("每天不少于1小时。", ["每天", "不少于1小时"]),
        ("本学年内每位教师上1节公开课。", ["本学年内"]),
        ("完成时间：全年。", ["全年"]),
        ("结果将在6月公布。", ["6月"]),
        ("开展情况每月公示、年终汇总。", ["每月", "年终"]),
        ("1.3月10日前上报方案。", ["3月10日前"]),
        ("2．12月15日前上报总结。", ["12月15日前"]),
        ("3.十一月十二日召开现场会。", ["十一月十二日"]),
        ("4 9月1日前完成报名。", ["9月1日前"]),
    ],
)
def test_binds(sentence: str, expected: list[str]) -> None:
    assert [found.text for found in deadlines(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "1987年1月1日以后出生的教师可以参加。",
        "教龄5年以上的教师优先。",
        "近3年内未受处分。",
        "今年以来，阅读活动蓬勃开展。",
        "国庆将至。",
        "围绕2022年重点工作抓落实。",
        "对暑假期间的违规行为严肃处理。",
        "作品为5分钟以内的短片。",
        "落实“十四五”规划。",
        "向四十分钟要质量。",
        "2022年8月31日前未满6周岁的儿童不得入学。",
        "截至2022年6月30日，年龄已满50周岁的优先。",
        "结合教师节、国庆等重要节点讲党课。",
        "请假半天以内由班主任批准。",
        "名册（2022年3月更新）。",
        "能当场办结的不拖延。",
        "4月2日，市局召开了专题会议。",
    ],
)
def test_passes_over_what_binds_nobody(sentence: str) -> None:
    assert [found.text for found in deadlines(sentence)] == []


def test_weekly_days_are_a_rhythm_and_a_quantity() -> None:
    assert [(found.text, found.kind) for found in deadlines("参加服务的教师每周不超过3天。")] == [("每周", "recurring")]


def test_a_calendar_decides_values_and_never_what_binds() -> None:
    over = SchoolCalendar(edge=3, terms=(Term(2021, 2, (date(2022, 2, 1), date(2022, 2, 27)), given=True),))
    for sentence in ("2022年春季学期完成改造。", "在寒假期间开展家访。", "本学期末总结。", "开学初集中排查。"):
        assert [found.span for found in deadlines(sentence, calendar=over)] == [found.span for found in deadlines(sentence)] != []


def test_the_date_of_the_page_gives_no_year() -> None:
    page = "首页 > 通知公告\n发布时间：2023-05-06 10:20 浏览次数：12\n" + FRAME.format("请于11月15日前报送。")
    source = Source(name="通知.txt", format="text", sha256="", text=page)
    assert [found.end for found in find_deadlines(source, lay_out(source), issued=ISSUED)] == [date(2022, 11, 15)]


def test_leaves_out_header_and_signature_and_numbers_the_rest() -> None:
    found = deadlines("各校于3月20日前上报，每月通报一次。")
    assert [(item.id, item.text) for item in found] == [("D1", "3月20日前"), ("D2", "每月")]


def test_spreads_a_campaign_over_its_stages() -> None:
    found = deadlines("宣传阶段（3月7日至3月31日）。\n提升阶段（4月1日至5月20日）。\n把学习贯穿始终。")
    assert (found[-1].start, found[-1].end) == (date(2022, 3, 7), date(2022, 5, 20))


def test_every_judgement_has_an_example() -> None:
    assert all(judgement.example for judgement in JUDGEMENTS)
    assert len({judgement.name for judgement in JUDGEMENTS}) == len(JUDGEMENTS)

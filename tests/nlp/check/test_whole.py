"""Findings about whole plans: placeholders of every kind, other schools' names, groups, schedules, years."""

from datetime import date

import pytest

from nlp.check.blanks import find_blanks
from nlp.check.plan import Plan, read_plan
from nlp.check.schools import other_schools, own_name
from nlp.check.whole import leading_group, schedule, too_short, wrong_year
from nlp.read import read
from nlp.timex.calendar import DEFAULT

ISSUED = date(2024, 3, 1)
HEAD = "岚山县白石小学2024年读书活动方案\n一、安排\n"
FOOT = "\n岚山县白石小学\n2024年3月5日\n"


def plan_of(body: str) -> Plan:
    return read_plan(read((HEAD + body + FOOT).encode(), "方案.txt"), issued=ISSUED, calendar=DEFAULT)


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("活动经费____元", ["____"]),
        ("由XX学校承办", ["XX"]),
        ("20XX年4月启动", ["20XX"]),
        ("2024年__月__日", ["2024年__月__日"]),
        ("20__年__月__日", ["20__年__月__日"]),
        ("【填写：本校口号】", ["【填写：本校口号】"]),
        ("（此处填写负责人）", ["（此处填写负责人）"]),
        ("某某学校全体师生", ["某某学校"]),
        ("联系人：□□□", ["□□□"]),
        ("由____和____结对", ["____", "____"]),
        ("××小学党支部", ["××"]),
        ("学习《XXL文件》", []),
        ("每班30册，4月10日前完成", []),
        ("（由教务处负责填写）", []),
        ("(此处填写负责人)", ["(此处填写负责人)"]),
        ("组长：（　　）", ["（　　）"]),
        ("组长：（    ）", ["（    ）"]),
        ("由张某某带队", ["某某"]),
        ("AA学校全体师生", ["AA"]),
        ("日期：　　年　　月　　日", ["　　年　　月　　日"]),
        ("日期：  年  月  日", ["  年  月  日"]),
        ("联络员待定", ["待定"]),
        ("时间待定，地点操场", ["待定"]),
        ("待定向越野结束后总结", []),
        ("AAA级景区、IT教室和BBC课程", []),
        ("第二年　月月有活动", []),
    ],
)
def test_placeholders(text: str, blanks: list[str]) -> None:
    assert [blank.text for blank in find_blanks(text)] == blanks


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("经青禾小学校务会研究，活动照常进行。", ["青禾小学"]),
        ("春江幼儿园全体教职工都要参加。", ["春江幼儿园"]),
        ("云栖实验小学各班按此执行。", ["云栖实验小学"]),
        ("同片区的云栖小学教师来校观摩那天另设签到处。", []),
        ("邀请云栖中学的老师到校指导。", []),
        ("与云栖小学结对开展共读。", []),
        ("白石小学各班按此执行。", []),
        ("本校附属幼儿园同步开展。", []),
        ("附属幼儿园向家长宣讲条例。", []),
        ("青禾附属小学各班按此执行。", ["青禾附属小学"]),
        ("请岚江文理学院教授讲座。", []),
        ("六年级毕业生走进青禾镇初级中学参观。", []),
        ("六年级学生将升入青禾镇初级中学。", []),
        ("学校现有小学部12个班。", []),
        ("各小学、中学和幼儿园都要参加。", []),
        ("小学生每天阅读半小时，每学期集中学习两次。", []),
        ("把清廉学校建设抓实，参加一期学校管理培训。", []),
    ],
)
def test_other_schools(sentence: str, names: list[str]) -> None:
    plan = plan_of(sentence)
    own = own_name(plan)
    assert own == "岚山县白石小学"
    found = other_schools(plan, own, known=())
    assert [name for name, _ in found] == names
    assert [plan.words(span) for _, span in found] == names


def test_a_name_that_the_notice_gives_is_no_slip() -> None:
    plan = plan_of("青禾小学承办决赛。")
    assert other_schools(plan, own_name(plan), known=("决赛由青禾小学承办",)) == ()


@pytest.mark.parametrize(
    ("body", "has"), [("组长：沈一鸣（校长）", True), ("成立领导小组。", True), ("由备课组组长和年级组副组长带队。", False)]
)
def test_leading_group(body: str, has: bool) -> None:  # noqa: FBT001
    assert (leading_group(plan_of(body)) == ()) is has


@pytest.mark.parametrize(
    ("body", "has"),
    [("4月8日启动，6月14日总结。", True), ("四月上旬发动，五月底前展示。", True), ("视教学进度灵活安排，每学期一次。", False)],
)
def test_schedule(body: str, has: bool) -> None:  # noqa: FBT001
    assert (schedule(plan_of(body)) == ()) is has


@pytest.mark.parametrize(
    ("body", "years"),
    [
        ("自2023年4月10日起，至2023年6月9日止。", ["2023年4月10日", "2023年4月10日"]),
        ("自2023年以来，图书馆借阅量翻了一番。", []),
        ("2024年4月10日启动。", []),
        ("翻看2023年的台账，有三个不足。", []),
        ("根据2022年10月印发的通知。", []),
    ],
)
def test_wrong_year(body: str, years: list[str]) -> None:
    plan = plan_of(body)
    found = wrong_year(plan, issued=ISSUED, given="")
    assert [plan.words(finding.span)[:10] for finding in found if finding.span] == years


def test_too_short() -> None:
    assert [finding.code for finding in too_short(plan_of("尽快安排。"), 300)] == ["too_short"]
    assert too_short(plan_of("读书。" * 200), 300) == ()


@pytest.mark.parametrize(("name", "own"), [("望江县第六中学", "望江县第六中学"), ("望江县第六中", "望江县第六中")])
def test_a_school_with_a_number_keeps_its_whole_name(name: str, own: str) -> None:
    text = f"{name}读书活动方案\n一、安排\n每班一间书角。\n{name}\n2024年3月5日\n"
    assert own_name(read_plan(read(text.encode(), "方案.txt"), issued=ISSUED, calendar=DEFAULT)) == own


def test_a_plan_dated_before_the_year_of_the_notice_bears_a_wrong_year_and_its_days_are_read_in_the_right_one() -> None:
    text = "白石小学读书活动方案\n一、安排\n5月6日前建好书角。\n白石小学\n2023年3月5日\n"
    sent = date(2024, 3, 1)
    plan = read_plan(read(text.encode(), "方案.txt"), issued=None, calendar=DEFAULT, sent=sent)
    found = wrong_year(plan, issued=None, given="", sent=sent)
    assert [(f.code, text[slice(*f.span)]) for f in found if f.span] == [("wrong_year", "2023年3月5日")]
    assert next(time.end for time in plan.times if time.text == "5月6日前") == date(2024, 5, 6)
    assert wrong_year(plan, issued=None, given="", sent=date(2023, 2, 1)) == ()

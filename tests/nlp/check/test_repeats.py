"""Counts that come true more than once, and deadlines kept or missed by the clause that ends a work."""

from datetime import date
from functools import cache

import pytest

from models.judge import LinearJudge
from nlp.assemble import analyze
from nlp.check import check
from nlp.check.plan import read_plan
from nlp.check.repeats import occasions
from nlp.pipeline import build_language
from nlp.read import read
from nlp.timex.calendar import DEFAULT
from nlp.types import Analysis

ISSUED = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("text", "count", "times"),
    [
        ("安全讲座3月、6月、10月各一场。", "各一场", 3),
        ("上下半年各到社区服务一次。", "一次", 2),
        ("每学期第四周、第十二周各组织一次观影。", "一次", 2),
        ("劳动课周二、周五各一节。", "各一节", 2),
        ("每月5日、20日各检查一次。", "一次", 2),
        ("期中和期末各测评一次。", "一次", 2),
        ("寒暑假各走访一次。", "一次", 2),
        ("全年讲座一场。", "一场", 1),
        ("各班每月讲座一场。", "一场", 1),
        ("3月、6月做准备，各年级讲座一场。", "一场", 1),
    ],
)
def test_times_named_one_by_one_are_counted(text: str, count: str, times: int) -> None:
    plan = read_plan(read(text.encode(), "方案.txt"), issued=ISSUED, calendar=DEFAULT)
    start = text.index(count)
    assert occasions(plan, (start, start + len(count))) == times


@cache
def notice_of(duty: str) -> Analysis:
    text = f"岚溪市教育局关于开展护学行动的通知\n各中小学校：\n一、重点任务\n1.各校要{duty}。\n2.各校要张贴护学标语。\n岚溪市教育局\n2024年3月1日\n"
    return analyze(read(text.encode(), "通知.txt"), language=build_language(LinearJudge.shipped()), issued=ISSUED)


def findings(duty: str, answer: str) -> list[tuple[str, str]]:
    text = f"白石小学护学行动方案\n一、组织\n组长：沈一鸣。\n二、做法\n1.{answer}。\n2.护学标语贴在校门两侧。\n白石小学\n2024年3月6日\n"
    result = check(read(text.encode(), "方案.txt"), notice=notice_of(duty), issued=ISSUED)
    return [(finding.code, finding.message) for r in result.requirements if r.text in f"各校要{duty}" for finding in r.findings]


@pytest.mark.parametrize(
    ("duty", "answer"),
    [
        ("全年组织护学演练不少于2次", "护学演练上下半年各组织一次"),
        ("每学期组织护学演练不少于2次", "每学期第三周、第十四周各组织一次护学演练"),
        ("每周上护学课不少于2节", "护学课周一、周三各一节"),
        ("每周上护学课不少于2节", "护学课每天一节"),
        ("全年组织护学演练不少于3次", "护学演练3月、6月、10月各一回"),
        ("在4月20日前完成护学岗排查", "护学岗排查4月6日启动，4月18日全部完成"),
        ("在4月20日前完成护学岗排查", "护学岗排查4月18日完成，5月30日前完成整改"),
        ("在4月20日前启动护学岗排查", "护学岗排查4月16日启动，6月10日完成"),
        ("在5月20日前完成护学岗排查", "护学岗排查“五一”前完成"),
        ("将护学视频时长控制在3分钟以内", "护学视频时长压在150秒以内，座谈30分钟"),
    ],
)
def test_what_is_kept_is_quiet(duty: str, answer: str) -> None:
    assert findings(duty, answer) == []


@pytest.mark.parametrize(
    ("duty", "answer", "code", "told"),
    [
        ("全年组织护学演练不少于3次", "护学演练上下半年各组织一次", "target_low", "达不到"),
        ("每周上护学课不少于3节", "护学课周一、周三各一节", "target_low", "达不到"),
        ("在4月20日前完成护学岗排查", "护学岗排查4月6日启动，5月9日全部完成", "deadline_late", "5月9日"),
        ("在4月20日前完成护学岗排查", "护学岗排查“五一”前完成", "deadline_late", "五一"),
        ("将护学视频时长控制在3分钟以内", "护学视频时长200秒", "target_low", "超出"),
        ("每月组织护学演练1次", "每季度第一周组织护学演练；社团课每两周三节", "frequency_low", "每季度"),
        ("每月组织护学演练1次", "护学演练适时组织", "deadline_missing", "适时"),
        ("每月组织护学演练1次", "不定期组织护学演练", "deadline_missing", "不定期"),
        ("明确1名护学联络员", "护学联络员待定", "owner_missing", "待定"),
        ("明确1名护学联络员", "护学联络员：（　　）", "owner_missing", "（　　）"),
        ("在4月20日前完成护学岗排查", "护学岗排查的时间待定", "deadline_missing", "待定"),
    ],
)
def test_what_is_not_kept_is_found(duty: str, answer: str, code: str, told: str) -> None:
    found = findings(duty, answer)
    assert [name for name, _ in found] == [code]
    assert told in found[0][1]

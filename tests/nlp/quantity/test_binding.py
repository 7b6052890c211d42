import pytest

from nlp.quantity import find_quantities
from nlp.quantity.binding import CRITERION, IDLE, MAY, binds
from nlp.quantity.cues import Context, Cue, Table, around


def context_of(text: str, titles: str = "") -> Context:
    return around(text, (0, len(text)), find_quantities(text)[0], titles=titles)


@pytest.mark.parametrize("cue", [*IDLE, *MAY, *CRITERION], ids=lambda cue: cue.name)
def test_every_rule_decides_its_example(cue: Cue) -> None:
    assert Table(cue).first(context_of(cue.example, titles="申报条件")) is cue


@pytest.mark.parametrize(
    "text",
    [
        "集中开展一次自查",
        "上好一堂安全课",
        "明确一名联络员",
        "每月开展一次演练",
        "附纸质稿一份，加盖公章",
        "培训教师200人次",
        "不少于2篇",
        "推荐三个案例",
        "连续提供7天免费住宿",
        "每天锻炼不少于1小时",
        "争取实现全覆盖",
        "任教满5年",
    ],
)
def test_what_is_ordered_or_limited_binds(text: str) -> None:
    assert binds(context_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "全市已建成12个基地",
        "这是一项长期任务",
        "作为一次交流的机会",
        "围绕一个主题",
        "度过一个快乐的假期",
        "面向小学、初中、高中三类学校",
        "经过5年努力",
        "在3年内见效",
        "实施三年行动计划",
        "学生王某，13岁，四年级",
        "开考15分钟后不得入场",
        "实行24小时值班",
        "不漏一人",
        "开学前2周制定计划",
        "在30分钟内电话报告",
    ],
)
def test_what_is_told_or_turned_as_a_phrase_does_not(text: str) -> None:
    assert not binds(context_of(text))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("年龄35周岁以下", ""),
        ("教龄5年以上", ""),
        ("成绩前20%进入决赛", ""),
        ("每获一次奖加5分", ""),
        ("得分低于60分的，取消资格", ""),
        ("发表论文2篇以上", "申报条件"),
        ("如报名人数少于10人，取消开班", ""),
    ],
)
def test_a_threshold_is_a_criterion(text: str, titles: str) -> None:
    quantity = find_quantities(text)[-1]
    assert CRITERION.first(around(text, (0, len(text)), quantity, titles=titles))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("每校推荐不超过2名", "名额分配"),
        ("给予最高50万元的奖励", ""),
        ("作品数量不超过5件", "参赛要求"),
        ("专职教师不低于教师总数的50%", "条件保障"),
        ("合格率达到90%", ""),
    ],
)
def test_a_quota_is_a_target(text: str, titles: str) -> None:
    assert CRITERION.first(context_of(text, titles)) is None

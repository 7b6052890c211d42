"""Placeholders and names of other schools that were left in a plan: each kind is found by the check, what looks like one is not."""

from functools import cache

import pytest

from corpus.samples import sample
from nlp.check import check
from nlp.check.types import PlanCode
from nlp.types import Analysis, Source
from service.app import Duban

PLAN = sample("safety_late", "txt").data.decode()
PLACE = "卢秉烛负责。"


@cache
def notice() -> Analysis:
    return Duban().analyze(sample("safety", "txt").data, "safety.txt")


def found(code: PlanCode, sentence: str) -> list[str]:
    """The words that a finding points at in a sample plan into which `sentence` was put."""
    text = PLAN.replace(PLACE, f"{PLACE}{sentence}。", 1)
    checked = check(Source("方案.txt", "text", "0" * 64, text), notice=notice())
    return [text[slice(*finding.span)] for finding in checked.findings if finding.code == code and finding.span]


def test_the_plan_itself_has_neither() -> None:
    assert found("placeholder", "值班表另附") == found("other_school", "值班表另附") == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("联系电话：____", ["____"]),
        ("每班___人", ["___"]),
        ("11月__日前完成", ["__"]),
        ("由____和____负责", ["____", "____"]),
        ("经费XX万元由总务处落实", ["XX"]),
        ("总务处×××负责", ["×××"]),
        ("20XX年11月底前完成", ["20XX"]),
        ("2022年__月__日召开动员会", ["2022年__月__日"]),
        ("2022年X月X日召开动员会", ["2022年X月X日"]),
        ("【填写：负责人姓名】", ["【填写：负责人姓名】"]),
        ("〔请填写联络员〕", ["〔请填写联络员〕"]),
        ("（此处填写负责人）", ["（此处填写负责人）"]),
        ("（填写具体措施）", ["（填写具体措施）"]),
        ("（待定）由校务会研究", ["（待定）"]),
        ("（姓名）任组长", ["（姓名）"]),
        ("[插入照片]", ["[插入照片]"]),
        ("某某同志负责", ["某某同志"]),
        ("某某小学全体师生参加", ["某某小学"]),
        ("联系人：□□□", ["□□□"]),
        ("值班电话：***", ["***"]),
        ("负责人：？？？", ["？？？"]),
    ],
)
def test_each_kind_of_placeholder(sentence: str, words: list[str]) -> None:
    assert found("placeholder", sentence) == words


@pytest.mark.parametrize(
    "sentence",
    [
        "发放《XXL卫生手册》", "展板12×8米", "由教务处填写登记表", "（由班主任填写）", "每班30人", "方案（试行）", "见附件1", "□是　□否", "“……”是常见说法",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_placeholder(sentence: str) -> None:
    assert found("placeholder", sentence) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("菱塘小学各班按此执行", ["菱塘小学"]),
        ("菱塘小学全体教职工签订责任书", ["菱塘小学"]),
        ("经菱塘中学校务会研究决定", ["菱塘中学"]),
        ("枫树湾学校师生要牢记", ["枫树湾学校"]),
    ],
)
def test_another_school_that_the_plan_speaks_as(sentence: str, words: list[str]) -> None:
    assert found("other_school", sentence) == words


@pytest.mark.parametrize(
    "sentence",
    [
        "我校与菱塘小学结对", "邀请菱塘中学的老师来校", "菱塘小学的经验值得借鉴", "向青云小学学习", "小学生要排队", "本校是一所农村小学", "升入高级中学", "各中小学都要参加",
        "办好家长学校", "梅溪中学全体师生参加",
    ],
)  # fmt: skip
def test_schools_that_are_guests_classes_or_the_plan_s_own(sentence: str) -> None:
    assert found("other_school", sentence) == []

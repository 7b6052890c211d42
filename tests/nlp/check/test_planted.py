"""Planted violations of dates, rhythms and numbers: each is found, and the faithful twin has none."""

from datetime import date
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.judge import LinearJudge
from nlp.assemble import analyze
from nlp.check import check
from nlp.check.types import Check
from nlp.pipeline import build_language
from nlp.read import read
from nlp.types import Analysis
from tests.nlp.check.planted import CAMPAIGNS, Duty

ISSUED = date(2024, 3, 1)
NUMERALS = "一二三四五六七八九十"


@cache
def notice_of(campaign: int) -> Analysis:
    name, duties = CAMPAIGNS[campaign]
    body = "\n".join(f"（{NUMERALS[n]}）{duty.asked}。" for n, duty in enumerate(duties))
    text = (
        f"岚溪市教育局关于开展“{name}”行动的通知\n各中小学校：\n现将有关事项通知如下。\n一、重点任务\n{body}\n岚溪市教育局\n2024年3月1日\n"
    )
    return analyze(read(text.encode(), "通知.txt"), language=build_language(LinearJudge.shipped()), issued=ISSUED)


def plan_of(campaign: int, sentences: list[str]) -> str:
    name, _ = CAMPAIGNS[campaign]
    body = "\n".join(f"{n}.{sentence}。" for n, sentence in enumerate(sentences, start=1))
    return (
        f"岚溪市白石小学“{name}”行动实施方案\n一、组织\n组长：校长沈一鸣，统筹全部工作。\n二、做法\n{body}\n岚溪市白石小学\n2024年3月6日\n"
    )


def checked(campaign: int, sentences: list[str]) -> Check:
    return check(read(plan_of(campaign, sentences).encode(), "方案.txt"), notice=notice_of(campaign), issued=ISSUED)


def codes_at(result: Check, duty: Duty) -> set[str]:
    return {finding.code for requirement in result.requirements if requirement.text in duty.asked for finding in requirement.findings}


@pytest.mark.parametrize(("campaign", "number"), [(c, n) for c, (_, duties) in enumerate(CAMPAIGNS) for n in range(len(duties))])
def test_a_planted_violation_is_found_and_nothing_else(campaign: int, number: int) -> None:
    duties = CAMPAIGNS[campaign][1]
    result = checked(campaign, [duty.worse if n == number else duty.answered for n, duty in enumerate(duties)])
    assert codes_at(result, duties[number]) == {duties[number].code}
    assert not [(r.text, r.findings) for r in result.requirements if r.findings and r.text not in duties[number].asked]


@pytest.mark.parametrize("campaign", range(len(CAMPAIGNS)))
def test_a_faithful_plan_is_quiet(campaign: int) -> None:
    result = checked(campaign, [duty.answered for duty in CAMPAIGNS[campaign][1]])
    assert [(r.text, r.verdict, r.findings) for r in result.requirements if r.verdict != "covered"] == []
    assert result.score == 100


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(CAMPAIGNS) - 1), st.sets(st.integers(0, 9), max_size=4), st.randoms(use_true_random=False))
def test_any_choice_in_any_order(campaign: int, planted: set[int], random: Random) -> None:
    duties = CAMPAIGNS[campaign][1]
    sentences = [duty.worse if n in planted else duty.answered for n, duty in enumerate(duties)]
    random.shuffle(sentences)
    result = checked(campaign, sentences)
    found = {n for n, duty in enumerate(duties) if codes_at(result, duty)}
    assert found == planted

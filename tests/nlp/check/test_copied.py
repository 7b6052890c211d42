"""Plans pasted from their notice, honest ones and those of another campaign, over several notices."""

from datetime import date

import pytest

from models.judge import LinearJudge
from nlp.assemble import analyze
from nlp.check import check
from nlp.check.types import Check
from nlp.pipeline import build_language
from nlp.read import read
from tests.nlp.check.planted import CAMPAIGNS
from tests.nlp.check.test_planted import notice_of, plan_of

ISSUED = date(2024, 3, 1)
EVERY = range(len(CAMPAIGNS))


def held(text: str, campaign: int) -> Check:
    return check(read(text.encode(), "方案.txt"), notice=notice_of(campaign), issued=ISSUED)


def honest(campaign: int) -> str:
    return plan_of(campaign, [duty.answered for duty in CAMPAIGNS[campaign][1]])


@pytest.mark.parametrize("campaign", EVERY)
def test_a_pasted_plan_and_an_honest_one(campaign: int) -> None:
    pasted = notice_of(campaign).text.replace("教育局", "白石小学").replace("各中小学校：\n", "").replace("的通知", "实施方案", 1)
    result = held(pasted, campaign)
    assert result.copied_share >= 0.8
    assert "copied" in {finding.code for finding in result.findings}
    assert held(honest(campaign), campaign).copied_share <= 0.2


@pytest.mark.parametrize(("campaign", "other"), [(a, b) for a in EVERY for b in EVERY])
def test_a_plan_of_another_campaign(campaign: int, other: int) -> None:
    codes = {finding.code for finding in held(honest(other), campaign).findings}
    assert ("wrong_notice" in codes) is (campaign != other)


def test_a_notice_without_duties() -> None:

    text = "岚溪市教育局召开座谈会\n3月1日，座谈会在市实验小学召开，与会人员畅谈体会。\n"
    news = analyze(read(text.encode(), "通知.txt"), language=build_language(LinearJudge.shipped()), issued=ISSUED)
    result = check(read(honest(0).encode(), "方案.txt"), notice=news, issued=ISSUED)
    assert (result.requirements, result.score) == ((), 100)


def test_a_borrowed_template_of_last_year_and_one_handed_back() -> None:
    form = "XX学校20__年读书周方案\n一、目的\n（结合本校实际写明为什么要办，不少于50字）\n二、安排\n（写明起止日期，每项活动注明负责人）\n20__年__月__日\n"
    back = (
        form.replace("XX学校20__年", "岚山县白石小学2024年").replace("（", "").replace("）", "").replace("20__年__月__日", "2024年3月5日")
    )
    result = check(read(back.encode(), "方案.txt"), template=read(form.encode(), "模板.txt"), issued=ISSUED)
    assert {"copied"} <= {finding.code for finding in result.findings}
    old = "岚山县白石小学2024年读书周方案\n一、目的\n孩子们读得少。\n二、安排\n2023年秋季学期从9月4日起，每周三诵读，王可负责。\n2024年3月5日\n"
    late = check(read(old.encode(), "方案.txt"), template=read(form.encode(), "模板.txt"), issued=ISSUED)
    assert "wrong_year" in {finding.code for finding in late.findings}

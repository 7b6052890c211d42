"""Sample plans held against their notice or template by the whole program: what was planted in them is found."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from corpus.samples import plan_names, sample
from corpus.samples.answers import Gap, answer
from nlp.check.types import Check, CheckedRequirement, Weights
from nlp.timex.calendar import DEFAULT
from service.app import Duban, Given
from service.batch import Order
from service.checking import CheckOrder, check_one, read_given

ROOT = Path(__file__).parents[2]
DUBAN = Duban()
ORDER = Order(DEFAULT, None, 10**8, None, True)
READING = [name for name in plan_names() if name.startswith("reading_")]
GAPS = [pytest.param(name, gap, id=f"{name}-{gap.quote[:20]}") for name in plan_names() for gap in answer(name).gaps]
PASTED = ("reading_pasted", "measures_pasted", "safety_lazy")
# What the check does not see yet: planted gaps by the beginning of their requirement, codes of whole plans, and how many false gaps it sees.
MISSED: dict[str, tuple[str, ...]] = {
    "contest_over": ("各乡镇中心学校、县直学校",),
    "measures_low": (
        "学校应当在每学期开学前公",
        "确需收费的，收费标准每生",
        "校长每周巡查至少1次",
    ),
    "quota_mixed": ("教坛新秀每学期至少上1节",),
    "reading_borrowed": ("各校每学期开展1次师生共",),
    "research_faults": (
        "（全学年集中研修不少于1",
        "（每名教师每学期公开课不",
        "（用数据说明，不少于2项",
    ),
    "research_lacking": (
        "（全学年集中研修不少于1",
        "（每名教师每学期公开课不",
    ),
    "safety_late": ("寒假放假前对锅炉、管线进",),
    "shared_elsewhere": (
        "引用他人文字不得超过20%",
        "各校组织教师学习新时代教",
        "全体教师签订师德承诺书,",
        "各校管理员每周一向教师进",
        "新入职教师岗前培训不少于",
    ),
    "shared_late": (
        "各校组织教师学习新时代教",
        "教师登录研修平台完成30",
    ),
}
OTHER_FINDS: dict[str, frozenset[str]] = {}
"""Codes found too many or too few."""
FALSE_GAPS = {
    "contest_faithful": 2,
    "contest_over": 1,
    "measures_faithful": 1,
    "reading_borrowed": 2,
    "reading_late": 2,
    "research_good": 1,
    "shared_elsewhere": 2,
    "shared_late": 1,
}


@cache
def given(name: str) -> Given:
    """The paper that a plan answers."""
    gold = answer(name)
    paper = (sample(gold.given, "docx").data, f"{gold.given}.docx")
    return read_given(DUBAN, ORDER, notice=paper if gold.notice else None, template=paper if gold.template else None)


@cache
def checked(name: str) -> Check:
    order = CheckOrder(given(name), ORDER, Weights(), None)
    return check_one(DUBAN, sample(name, "docx").data, f"{name}.docx", order).check


def text_of(name: str) -> str:
    """Of the paper that a plan answers."""
    paper = given(name).notice or given(name).template
    assert paper is not None
    return paper.text


def touching(name: str, quote: str) -> list[CheckedRequirement]:
    """The requirements that stand where `quote` stands."""
    start = text_of(name).index(quote)
    return [item for item in checked(name).requirements if item.span[0] < start + len(quote) and start < item.span[1]]


def shared(item: CheckedRequirement, name: str, quote: str) -> int:
    """Characters that a requirement and a quote have in common."""
    start = text_of(name).index(quote)
    return min(item.span[1], start + len(quote)) - max(item.span[0], start)


def aside(name: str, item: CheckedRequirement) -> bool:
    """Whether a requirement is one that a gap or nothing was planted at: no verdict on it is false."""
    paper = text_of(name)
    quotes = [*(gap.quote for gap in answer(name).gaps), *answer(name).aside]
    return any(item.span[0] < paper.index(quote) + len(quote) and paper.index(quote) < item.span[1] for quote in quotes)


@pytest.mark.parametrize("name", [name for name in plan_names() if name not in ("contest_faithful", "measures_low")])
def test_a_plan_is_known_by_its_school(name: str) -> None:
    assert checked(name).plan.school == answer(name).school


@pytest.mark.parametrize("name", plan_names())
def test_quotes_stand_where_they_say(name: str) -> None:
    text = DUBAN.read(sample(name, "docx").data, f"{name}.docx").text
    for item in checked(name).requirements:
        assert all(text[slice(*passage.span)] == passage.text for passage in item.evidence)
        assert all(finding.span is None or 0 <= finding.span[0] < finding.span[1] <= len(text) for finding in item.findings)


@pytest.mark.parametrize(("name", "gap"), GAPS)
def test_a_planted_gap_is_found(name: str, gap: Gap) -> None:
    """Verdict, codes and place, exactly."""
    if gap.quote.startswith(MISSED.get(name, ("没有",))):
        pytest.skip("not seen yet")
    best = max(touching(name, gap.quote), key=lambda item: shared(item, name, gap.quote))
    assert best.verdict == gap.verdict
    assert {finding.code for finding in best.findings} - {"content_missing"} == set(gap.codes)
    if gap.said:
        said = DUBAN.read(sample(name, "docx").data, f"{name}.docx").text.index(gap.said)
        spans = [finding.span for finding in best.findings if finding.span] + [passage.span for passage in best.evidence]
        assert any(start < said + len(gap.said) and said < end for start, end in spans)


def test_few_planted_gaps_are_missed() -> None:
    assert sum(map(len, MISSED.values())) <= 0.2 * len(GAPS)


@pytest.mark.parametrize("name", [name for name in plan_names() if name not in PASTED and name != "ethics_copied"])
def test_no_gap_is_seen_where_none_was_planted(name: str) -> None:
    seen = [item.id for item in checked(name).requirements if item.verdict != "covered" and not aside(name, item)]
    assert len(seen) <= FALSE_GAPS.get(name, 0)


@pytest.mark.parametrize("name", plan_names())
def test_what_is_wrong_with_the_whole_plan_is_said(name: str) -> None:
    found = {finding.code for finding in checked(name).findings}
    assert found ^ set(answer(name).finds) <= OTHER_FINDS.get(name, frozenset())


@pytest.mark.parametrize("name", [name for name in plan_names() if answer(name).notice])
def test_the_copied_share_tells_pasting_from_planning(name: str) -> None:
    share = checked(name).copied_share
    assert share >= 0.8 if name in PASTED else share <= 0.2


def test_a_good_answer_scores_above_a_poor_one() -> None:
    for good, poor in (("reading_faithful", "reading_late"), ("afterclass_good", "afterclass_partial"), ("ethics_good", "ethics_copied")):
        assert checked(good).score > checked(poor).score


def test_the_command_as_a_process(tmp_path: Path) -> None:
    """Many plans at once: in several processes, equal to one by one, and equal again from the cache."""
    for name in READING:
        (tmp_path / f"{name}.docx").write_bytes(sample(name, "docx").data)
    notice = ROOT / "corpus" / "samples" / "files" / "reading.docx"
    command = [sys.executable, "-m", "service.cli", "check", str(tmp_path), "--notice", str(notice), "--json", "--fail-on", "contradicts"]
    runs = []
    for jobs, cache_dir in (("2", "a"), ("1", "b"), ("2", "a")):
        environment = {"PATH": "", "DUBAN_CACHE_DIR": str(tmp_path / cache_dir), "PYTHONPATH": str(ROOT)}
        runs.append(subprocess.run([*command, "--jobs", jobs], cwd=ROOT, env=environment, check=False, capture_output=True))
    assert [run.returncode for run in runs] == [1, 1, 1]
    assert runs[0].stdout == runs[1].stdout == runs[2].stdout
    assert [check["plan"]["name"] for check in json.loads(runs[0].stdout)] == [f"{name}.docx" for name in READING]

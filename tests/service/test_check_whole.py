"""Sample plans held against their notice or template by the whole program: what was planted in them is found."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from corpus.samples import plan_names, sample
from corpus.samples.answers import answer
from nlp.check.types import Check, CheckedRequirement, Weights
from nlp.timex.calendar import DEFAULT
from service.app import Duban, Given
from service.batch import Order
from service.checking import CheckOrder, check_one, read_given

ROOT = Path(__file__).parents[2]
DUBAN = Duban()
ORDER = Order(DEFAULT, None, 10**8, None, True)
READING = [name for name in plan_names() if name.startswith("reading_")]


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


def touching(name: str, quote: str) -> list[CheckedRequirement]:
    """The requirements that stand where `quote` stands."""
    paper = given(name).notice or given(name).template
    assert paper is not None
    start = paper.text.index(quote)
    return [item for item in checked(name).requirements if item.span[0] < start + len(quote) and start < item.span[1]]


@pytest.mark.parametrize("name", [name for name in plan_names() if name != "measures_low"])
def test_a_plan_is_known_by_its_school(name: str) -> None:
    assert checked(name).plan.school == answer(name).school


@pytest.mark.parametrize("name", plan_names())
def test_quotes_stand_where_they_say(name: str) -> None:
    text = DUBAN.read(sample(name, "docx").data, f"{name}.docx").text
    for item in checked(name).requirements:
        assert all(text[slice(*passage.span)] == passage.text for passage in item.evidence)
        assert all(finding.span is None or 0 <= finding.span[0] < finding.span[1] <= len(text) for finding in item.findings)


def test_planted_gaps_are_found() -> None:
    """Most of them: how many exactly is for the scorers to say."""
    gaps = [(name, gap) for name in plan_names() for gap in answer(name).gaps]
    found = [any(item.verdict != "covered" for item in touching(name, gap.quote)) for name, gap in gaps]
    assert sum(found) >= 0.7 * len(gaps)


def test_late_dates_and_low_numbers_contradict() -> None:
    gaps = answer("reading_late").gaps
    found = [{finding.code for item in touching("reading_late", gap.quote) for finding in item.findings} for gap in gaps]
    assert sum(set(gap.codes) <= codes for gap, codes in zip(gaps, found, strict=True)) >= len(gaps) - 1


@pytest.mark.parametrize("name", READING)
def test_the_copied_share_tells_pasting_from_planning(name: str) -> None:
    share = checked(name).copied_share
    assert share >= 0.8 if name == "reading_pasted" else share <= 0.2


@pytest.mark.parametrize(
    ("name", "code"), [("reading_pasted", "copied"), ("reading_borrowed", "other_school"), ("drill_unfilled", "placeholder")]
)
def test_what_is_wrong_with_the_whole_plan_is_said(name: str, code: str) -> None:
    assert code in {finding.code for finding in checked(name).findings}
    assert code in answer(name).finds


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

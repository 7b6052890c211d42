"""Checks that were made before."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.samples import names, sample
from nlp.check.types import Check, Weights
from nlp.types import Analysis
from service.app import Duban
from service.inputs import collect
from service.remembered import key_of, recall, remember
from tests.service.checks import check, path_of
from tests.service.test_check import call

DUBAN = Duban()


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path, analysis: Analysis) -> None:
    made = check(analysis, score=100.0)
    remember(tmp_path, "a", made)
    remember(tmp_path, "n", analysis)
    assert recall(tmp_path, "a", Check) == made
    assert recall(tmp_path, "n", Analysis) == analysis
    assert recall(tmp_path, "b", Check) is None


@pytest.mark.parametrize("name", names())
def test_an_analysis_of_the_pipeline_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    made = DUBAN.analyze(sample(name, "docx").data, f"{name}.docx")
    remember(tmp_path, name, made)
    assert recall(tmp_path, name, Analysis) == made


def test_a_text_that_cannot_be_written_is_not_kept(tmp_path: Path, analysis: Analysis) -> None:
    remember(tmp_path, "a", replace(analysis, text="\ud800"))
    assert recall(tmp_path, "a", Analysis) is None


def test_a_key_depends_on_all_that_decides() -> None:
    keys = {
        key_of(b"a", "甲.txt", Weights(), None),
        key_of(b"b", "甲.txt", Weights(), None),
        key_of(b"a", "乙.txt", Weights(), None),
        key_of(b"a", "甲.txt", Weights(partial=0.6), None),
        key_of(b"a", "甲.txt", Weights(), date(2024, 3, 1)),
    }
    assert len(keys) == 5
    assert key_of(b"a", "甲.txt", Weights()) == key_of(b"a", "甲.txt", Weights())


@pytest.mark.usefixtures("stub_check")
def test_a_second_run_checks_only_what_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("DUBAN_CACHE_DIR", str(tmp_path / "cache"))
    notice, plans = path_of(tmp_path, "通知.txt"), [path_of(tmp_path, name) for name in ("甲小学.txt", "乙小学.txt")]
    assert call(*plans, "--notice", notice, "--json") == 0
    first = capfdbinary.readouterr().out
    checked: list[str] = []
    usual = Duban.check

    def counting(self: Duban, plan: object, *arguments: object, **options: object) -> object:
        checked.append(getattr(plan, "name", ""))
        return usual(self, plan, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Duban, "check", counting)
    assert call(*plans, "--notice", notice, "--json") == 0
    assert (capfdbinary.readouterr().out, checked) == (first, [])
    assert call(plans[0], path_of(tmp_path, "丙小学.txt"), plans[1], "--notice", notice) == 0
    assert checked == ["丙小学.txt"]
    monkeypatch.setenv("DUBAN_CHECK_PARTIAL", "0.7")
    assert call(*plans, "--notice", notice) == 0
    assert checked == ["丙小学.txt", "甲小学.txt", "乙小学.txt"]
    assert len(collect(plans).inputs) == 2

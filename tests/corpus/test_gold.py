"""The gold annotations: every quote stands where it says, every link leads somewhere."""

import json

import pytest

from corpus.gold import Gold, golds
from corpus.samples import names, sample
from corpus.samples.build import CORPUS

GOLDS = golds()


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.name)
def test_every_quote_stands_at_its_span(gold: Gold) -> None:
    for kind, quote, (start, end) in gold.spans:
        assert gold.text[start:end] == quote, kind
        assert quote == quote.strip(" 　，。；：、"), kind


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.name)
def test_every_link_leads_somewhere(gold: Gold) -> None:
    read = json.loads((CORPUS / "gold" / f"{gold.name}.gold.json").read_text("utf-8"))
    known = {each["id"] for kind in ("deadlines", "targets") for each in read[kind]}
    for task in read["tasks"]:
        assert {*task["deadlines"], *task["targets"]} <= known
        assert set(task["inherited"]) <= set(task["deadlines"])


def test_every_sample_has_gold_for_its_text() -> None:
    assert tuple(gold.name for gold in GOLDS) == names()
    assert all(sample(gold.name, "txt").data.decode() == gold.text for gold in GOLDS)


@pytest.mark.parametrize("name", ["news", "essay"])
def test_a_news_report_and_an_essay_have_no_tasks(name: str) -> None:
    assert [gold.spans for gold in GOLDS if gold.name == name] == [()]

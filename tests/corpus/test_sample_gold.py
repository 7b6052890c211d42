"""The samples' gold annotations: every quote stands where it says, every link leads somewhere."""

import json
from typing import Any

import pytest

from corpus.samples import names, sample
from corpus.samples.build import CORPUS


def text_and_gold(name: str) -> tuple[str, dict[str, Any]]:
    read: dict[str, Any] = json.loads((CORPUS / "gold" / f"{name}.gold.json").read_text("utf-8"))
    return (CORPUS / "gold" / f"{name}.txt").read_text("utf-8"), read


@pytest.mark.parametrize("name", names())
def test_every_quote_stands_at_its_span(name: str) -> None:
    text, gold = text_and_gold(name)
    for each in (each for kind in ("tasks", "deadlines", "targets") for each in gold[kind]):
        start, end = each["span"]
        assert text[start:end] == each["text"]
        assert each["text"] == each["text"].strip(" 　，。；：、")


@pytest.mark.parametrize("name", names())
def test_every_link_leads_somewhere(name: str) -> None:
    _, gold = text_and_gold(name)
    known = {each["id"] for kind in ("deadlines", "targets") for each in gold[kind]}
    for task in gold["tasks"]:
        assert {*task["deadlines"], *task["targets"]} <= known
        assert set(task["inherited"]) <= set(task["deadlines"])


@pytest.mark.parametrize("name", names())
def test_the_annotated_text_is_the_sample(name: str) -> None:
    assert text_and_gold(name)[0] == sample(name, "txt").data.decode()


@pytest.mark.parametrize("name", ["news", "essay"])
def test_a_news_report_and_an_essay_have_no_tasks(name: str) -> None:
    _, gold = text_and_gold(name)
    assert gold["tasks"] == gold["deadlines"] == gold["targets"] == []

"""Rules and model apart, unseen documents, and how much data it takes: on a few of our own notices."""

import pytest

from corpus.gold import gold_documents
from models.gold import example
from models.judge import LinearJudge
from models.rules import commands
from models.study import ablation, cross_validated, learning_curve
from models.training import Example


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    ordering = sorted(
        (document for document in gold_documents() if document.tasks), key=lambda document: (len(document.tasks), document.name)
    )
    return [example(document) for document in ordering[:6]]


def test_a_learned_judge_beats_the_rule_of_thumb(examples: list[Example]) -> None:
    figures = ablation(LinearJudge.shipped(), examples, examples)
    assert list(figures) == ["rules", "model", "both", "clauses"]
    assert figures["both"].kinds["tasks"].f1 > figures["rules"].kinds["tasks"].f1 > 0.4


def test_every_document_is_judged_once_by_a_judge_that_has_not_seen_it(examples: list[Example]) -> None:
    figures = cross_validated(examples[:4], count=2)
    assert figures.documents == 4
    assert set(figures.by_document) == {one.name for one in examples[:4]}
    assert figures.kinds["tasks"].gold == sum(tier == "must" for one in examples[:4] for _, tier in one.rows)


def test_the_curve_has_a_figure_for_each_size(examples: list[Example]) -> None:
    curve = learning_curve(examples[:4], examples[4:], [2, 4])
    assert list(curve) == [2, 4]
    assert all(figures.documents == len(examples[4:]) for figures in curve.values())


def test_commands_by_what_is_said() -> None:
    assert commands(["verb_first"])
    assert commands(["time:due"])
    assert not commands(["time:vague"])
    assert not commands(["verb_first", "opens:result"])

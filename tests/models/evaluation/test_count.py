"""The figures of whole documents: our own gold against itself, and the same figures as the scorer beside the checkout gives."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from corpus.gold import GoldDocument, gold_documents
from models.evaluation import evaluate
from models.evaluation.report import KINDS
from nlp.types import Analysis, Document, Header, Office, Task
from service.app import Duban
from service.evaluate import Figures, analysed
from service.plain import dump

SHARED = Path(__file__).parents[4] / "shared"
FEW = 6


def told(gold: GoldDocument) -> Analysis:
    """An analysis that says what the gold says, without a header."""
    tasks = tuple(
        Task(
            id=task.id,
            text=task.text,
            span=task.span,
            section=task.section,
            title=task.title,
            tier=task.tier,
            actor=task.actor,
            offices=tuple(Office(text=o.name, span=task.span, name=o.name, role=o.role, scope=task.span) for o in task.offices),
            deadlines=task.deadlines,
            targets=task.targets,
            why="judge: told",
        )
        for task in gold.tasks
    )
    header = dict.fromkeys(Header.__dataclass_fields__)
    document = Document(
        id="d", sha256="0", name=gold.name, format="text", kind="notice", pages=None, characters=len(gold.text),
        **{**header, "recipients": (), "cc": (), "attachments": ()},  # type: ignore[arg-type]
    )  # fmt: skip
    return Analysis(
        ruleset="", document=document, text=gold.text, noise=(), sections=(), tasks=tasks,
        deadlines=gold.deadlines, targets=gold.targets, warnings=(),
    )  # fmt: skip


def test_gold_against_itself_is_right_throughout() -> None:
    found = evaluate((gold, told(gold)) for gold in gold_documents())
    wrong = [name for name, tally in found.figures().items() if name != "header" and tally.f1 != 1]
    assert wrong == []
    assert found.kinds["header"].right == 0
    assert found.rules["judge"].right == found.rules["judge"].pred == sum(len(gold.tasks) for gold in gold_documents())


def test_what_is_left_out_is_missed_and_the_worst_document_comes_first() -> None:
    golds = [gold for gold in gold_documents() if sum(task.tier == "must" for task in gold.tasks) >= 2][:2]
    first = told(golds[0])
    hard = next(index for index, task in enumerate(first.tasks) if task.tier == "must")
    short = Analysis(**{name: getattr(first, name) for name in first.__dataclass_fields__} | {
        "tasks": first.tasks[:hard] + first.tasks[hard + 1 :]})  # fmt: skip
    found = evaluate([(golds[0], short), (golds[1], told(golds[1]))])
    assert found.kinds["tasks"].gold - found.kinds["tasks"].right == 1
    assert found.worst()[0][0] == golds[0].name
    assert found.tiers["must", "none"] == 1


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "score" / "score_analysis.py").exists(), reason="the scorer beside the checkout is absent")
@pytest.mark.parametrize("folder", ["dev", "seeds"])
def test_the_figures_are_those_of_the_scorer(folder: str, tmp_path: Path) -> None:
    gold = gold_documents(SHARED / "gold" / folder)
    pairs = list(analysed(gold, Duban()))
    for document, analysis in pairs:
        (tmp_path / f"{document.name}.json").write_text(dump(analysis), "utf-8")
    command = [
        sys.executable,
        str(SHARED / "score" / "score_analysis.py"),
        str(SHARED / "gold" / folder),
        "--pred",
        str(tmp_path),
        "--json",
    ]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = evaluate(pairs).figures()
    for name in KINDS:
        if name in theirs:
            figures = Figures.of(ours[name])
            assert {"P": figures.P, "R": figures.R, "F1": figures.F1, "gold": figures.gold, "pred": figures.pred} == theirs[name], name


def test_a_date_from_outside_is_given_to_the_analysis() -> None:
    class Machine(Duban):
        asked: list[date | None] = []  # noqa: RUF012

        def analyze(self, data: bytes, name: str, *, issued: date | None = None, calendar: object = None) -> Analysis:
            self.asked.append(issued)
            return told(gold[0])

    gold = gold_documents()[:1]
    list(analysed(gold, Machine()))
    assert Machine.asked == [gold[0].date]

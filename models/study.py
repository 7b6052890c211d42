"""What makes the judge good: rules and model apart, how many notices it takes, how it does on documents that it has not seen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.evaluation.count import tally
from models.evaluation.pairing import alike_rows, pair
from models.evaluation.report import Evaluation
from models.rules import RuleJudge
from models.training import Example, folds, train
from nlp.tasks import MAY, MOST_DOUBT, MUST, NO_TASK
from nlp.tasks.refine import RULES, Rule
from nlp.tasks.rows import propose, row_features
from nlp.types import Judge, Span, Tier


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row as a judge finds it; `confidence` that it is one."""

    span: Span
    tier: Tier
    confidence: float = 1.0


def found_rows(judge: Judge, example: Example, *, rules: Sequence[Rule] = RULES) -> list[FoundRow]:
    """The rows of one document, as the analysis would list them."""
    rows = propose(example.text, example.scenes, judge, rules=rules)
    chances = judge.rows([row_features(example.scenes, row) for row in rows])
    return [
        FoundRow(row.span, "must" if chance[MUST] >= chance[MAY] else "may", 1 - chance[NO_TASK])
        for row, chance in zip(rows, chances, strict=True)
        if chance[NO_TASK] < MOST_DOUBT
    ]


def scored(found: Iterable[tuple[Example, Sequence[FoundRow]]]) -> Evaluation:
    """Figures for rows alone: tasks, tiers, calibration."""
    figures = Evaluation()
    for example, rows in found:
        gold = [FoundRow(span, tier) for span, tier in example.rows]
        pairs = pair(gold, rows, alike_rows)
        back = {index: number for number, index in pairs.items()}
        figures.documents += 1
        figures.add("tasks", tally(gold, rows, pairs), example.name)
        for number, index in pairs.items():
            figures.share("tiers", right=gold[number].tier == rows[index].tier)
        figures.confidence += [(row.confidence, index in back) for index, row in enumerate(rows)]
    return figures


def ablation(judge: Judge, examples: Sequence[Example]) -> dict[str, Evaluation]:
    """Rules alone, the model alone, and both."""
    return {
        "rules": scored((example, found_rows(RuleJudge(), example)) for example in examples),
        "model": scored((example, found_rows(judge, example, rules=())) for example in examples),
        "both": scored((example, found_rows(judge, example)) for example in examples),
    }


def cross_validated(examples: Sequence[Example], always: Sequence[Example] = (), *, count: int = 3) -> Evaluation:
    """Each document judged by a judge that was trained without it; `always` are documents that every judge learns from."""

    def judged() -> Iterator[tuple[Example, list[FoundRow]]]:
        for part, rest in folds(examples, count):
            judge = train([*always, *rest])
            yield from ((example, found_rows(judge, example)) for example in part)

    return scored(judged())


def learning_curve(learned: Sequence[Example], judged: Sequence[Example], sizes: Sequence[int]) -> dict[int, Evaluation]:
    """How a judge does on `judged` after so many of the documents `learned`."""
    figures = {}
    for size in sizes:
        judge = train(learned[:size])
        figures[size] = scored((example, found_rows(judge, example)) for example in judged)
    return figures

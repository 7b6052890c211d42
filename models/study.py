"""What makes the judge good: rules and model apart, how many notices it takes, how it does on documents that it has not seen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.evaluation.count import tally
from models.evaluation.pairing import alike_rows, pair
from models.evaluation.report import Evaluation
from models.judge import LinearJudge
from models.rules import RuleJudge
from models.training import Example, Proposer, folds, train
from nlp.tasks.rows import MAY, MUST, NO_TASK, choose, judged, propose
from nlp.types import Judge, Span, Tier


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row as a judge finds it; `confidence` that it is one."""

    span: Span
    tier: Tier
    confidence: float = 1.0


def found_rows(judge: Judge, example: Example) -> list[FoundRow]:
    """The rows of one document, as the analysis would list them."""
    rows = propose(example.text, example.scenes, judge)
    chances = judged(example.scenes, rows, judge)
    return [
        FoundRow(rows[number].span, "must" if chances[number][MUST] >= chances[number][MAY] else "may", 1 - chances[number][NO_TASK])
        for number in choose(rows, chances)
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


def ablation(judge: LinearJudge, examples: Sequence[Example], unruled: Sequence[Example]) -> dict[str, Evaluation]:
    """The rule of thumb alone, the model alone (`unruled`: every sentence of the body, none united), both, and both without the model of rows."""
    return {
        "rules": scored((example, found_rows(RuleJudge(), example)) for example in examples),
        "model": scored((example, found_rows(judge, example)) for example in unruled),
        "both": scored((example, found_rows(judge, example)) for example in examples),
        "clauses": scored((example, found_rows(Proposer(judge.clause, judge.context), example)) for example in examples),
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

"""Whether a judge trained with more documents is better: document-wise cross-validation beside the judge that is in use."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from corpus.gold import GoldDocument, gold_documents
from models.evaluation import evaluate
from models.evaluation.report import Evaluation
from models.gold import example
from models.judge import LinearJudge
from models.training import folds, train
from nlp.types import Analysis

Analyst = Callable[[LinearJudge, GoldDocument], Analysis]
"""What the program makes of a document with a judge; a function of a module, since it is sent to other processes."""

FOLDS = 3
"""A training takes half a minute for a hundred notices: three trials and the training itself fit into an officer's patience."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Documents to judge and those to learn from."""

    judged: tuple[GoldDocument, ...]
    learned: tuple[GoldDocument, ...]


def fit(documents: Iterable[GoldDocument], name: str = "judge") -> LinearJudge:
    """A judge trained on the documents and on ours."""
    return train([example(document) for document in (*gold_documents(), *documents)], name=name)


def out_of_fold(documents: Sequence[GoldDocument], analyst: Analyst, *, processes: int) -> Iterator[tuple[GoldDocument, Analysis]]:
    """Each document with the analysis of a judge that was trained without it."""
    parts = [Fold(tuple(part), tuple(rest)) for part, rest in folds(documents, FOLDS) if part]
    if processes <= 1:
        for part in parts:
            yield from _judged(part, analyst)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for made in pool.map(_judged, parts, [analyst] * len(parts)):
            yield from made


def _judged(fold: Fold, analyst: Analyst) -> list[tuple[GoldDocument, Analysis]]:
    judge = fit(fold.learned)
    return [(document, analyst(judge, document)) for document in fold.judged]


def in_use(documents: Sequence[GoldDocument], analyst: Analyst, judge: LinearJudge) -> Evaluation:
    """How the judge that is in use does on the same documents."""
    return evaluate((document, analyst(judge, document)) for document in documents)

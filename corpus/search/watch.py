"""Saved questions held against new documents: which of them each one answers."""

from collections.abc import Iterable, Mapping

from tantivy import Query

from corpus.search.entry import Entry
from corpus.search.index import WordIndex
from corpus.search.plan import fits, plan
from corpus.search.query import parse
from corpus.search.text import fold

SAID = 0.7
"""The part of a question's words that a document must hold to answer it; its limits and phrases must be met wholly."""


def answered(saved: Mapping[str, str], entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """For each saved question (by its key) that new documents answer their ids, in the order of the documents."""
    new = list(entries)
    index = WordIndex.open()
    index.add(new)
    index.commit()
    found = {key: set(_answers(text, index, len(new))) for key, text in saved.items()}
    return {key: tuple(entry.id for entry in new if entry.id in ids) for key, ids in found.items() if ids}


def _answers(text: str, index: WordIndex, most: int) -> Iterable[str]:
    question = parse(text)
    if not (question.terms or question.phrases or question.limits):
        return
    made = plan(question, question.limits, index)
    for entry, _ in index.top(made.base or Query.all_query(), most):
        folded = fold(entry.text)
        said = sum(pair in folded for pair in made.pairs)
        if said >= SAID * len(made.pairs) and fits(entry, question, folded):
            yield entry.id

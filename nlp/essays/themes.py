"""Themes of essays: which matter each essay speaks of, labels, quotes, topics of the notice that nobody took up.

A catalogue of the matters that campaigns of education bureaus ask for gives labels that a person would write; the notice and the
essays themselves decide which of them are in play.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from nlp.embed import Embedder
from nlp.essays.parts import Essay
from nlp.essays.types import EssayQuote, Theme

Row = tuple[float, ...]
"""How much an essay speaks of each matter of the catalogue."""

NOTICE_TERMS = 2
NOTICE_HITS = 3
"""A topic of the notice has so many different words of the theme, so often altogether, and one that no other theme has."""
UNASKED = 0.6
"""What a matter that the notice does not name counts."""
RARITY = 1.5
USUAL = 0.5
"""What all essays say of a matter on average tells none apart: so much of it is taken off."""
MEANING = 1.0
"""What a standard deviation of closeness in meaning counts beside words."""
NEAR = 0.8
QUOTE = (18, 110)
"""Characters of a sentence that may stand for a theme."""
ALSO = 0.6
"""An essay speaks of further themes whose score is at least this share of its first."""
TOUCH = 0.25
"""A matter with this share of the first one's score has been spoken of."""
MOST = 3
"""Themes of one essay."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A theme of the catalogue."""

    topic: str
    label: str
    terms: tuple[str, ...]


@cache
def catalogue() -> tuple[Matter, ...]:
    """The matters of essay_themes.txt: topic ｜ label ｜ words."""
    text = (files("nlp.lexicon") / "essay_themes.txt").read_text("utf-8")
    rows = [line.split("｜") for line in text.split("\n") if line.strip() and not line.startswith("#")]
    return tuple(Matter(topic.strip(), label.strip(), tuple(dict.fromkeys(words.split()))) for topic, label, words in rows)


@cache
def _any_term() -> re.Pattern[str]:
    every = {term for matter in catalogue() for term in matter.terms}
    return re.compile("|".join(map(re.escape, sorted(every, key=lambda term: (-len(term), term)))))


def tally(text: str) -> Counter[str]:
    """How often each term of the catalogue stands in a text; the longest term wins where two begin together."""
    return Counter(match[0] for match in _any_term().finditer(text))


def speak_of(essays: Sequence[Essay]) -> list[Row]:
    """For each essay how much it speaks of each matter, in the order of the catalogue: its words, rare ones more."""
    counts = [tally(f"{essay.heading}\n{essay.heading}\n{essay.body}") for essay in essays]
    spread = Counter(term for count in counts for term in count)
    rare = {term: log(1 + len(essays) / number) ** RARITY if len(essays) > 2 else 1.0 for term, number in spread.items()}
    return [
        tuple(sum(log(1 + count[term]) * rare[term] / shared()[term] for term in matter.terms if term in count) for matter in catalogue())
        for count in counts
    ]


def compare(rows: Sequence[Row], notice: str, *, texts: Sequence[str], embedder: Embedder | None) -> list[Row]:
    """The scores as essays compare: less where all essays speak of a matter, more where meaning agrees, less without the notice's word.

    `texts` say in brief what each essay is about; they are what `embedder` reads.
    """
    if not rows:
        return []
    table = np.array(rows)
    if len(rows) > 2:
        table = table - table.mean(axis=0) * USUAL
        if embedder is not None:
            table = table + MEANING * _closeness(texts, embedder)
    asked = support(notice)
    weights = np.array([1.0 if not asked or index in asked else UNASKED for index in range(len(catalogue()))])
    return [tuple(row) for row in np.where(table > 0, table * weights, table).tolist()]


def _closeness(texts: Sequence[str], embedder: Embedder) -> NDArray[np.float64]:
    """How close each text is to each matter, beside the other texts, in standard deviations."""
    matters = embedder.embed([f"{matter.label}：{'、'.join(matter.terms[:16])}" for matter in catalogue()])
    close: NDArray[np.float64] = (embedder.embed(texts) @ matters.T).astype(np.float64)
    close -= close.mean(axis=0)
    spread = float(close.std())
    if spread:
        close /= spread
    return close


@cache
def shared() -> Counter[str]:
    """How many matters have each term."""
    return Counter(term for matter in catalogue() for term in matter.terms)


@lru_cache(maxsize=4)
def support(notice: str) -> frozenset[int]:
    """The matters that the notice speaks of: with several words, one of them no other matter's."""
    count = tally(notice)
    found = set()
    for index, matter in enumerate(catalogue()):
        own = [term for term in matter.terms if term in count]
        if len(own) >= NOTICE_TERMS and any(shared()[term] == 1 for term in own) and sum(count[term] for term in own) >= NOTICE_HITS:
            found.add(index)
    return frozenset(found)


def asked_score(row: Row, notice: str) -> float:
    """How much an essay speaks of the notice's matters: its two best."""
    return sum(sorted((score for index, score in enumerate(row) if index in support(notice)), reverse=True)[:2])


@dataclass(frozen=True, slots=True)
class Board:
    """Which matters each essay (by id) speaks of, its main one first, and the ids of the themes."""

    matters: Mapping[str, tuple[int, ...]]
    names: Mapping[int, str]
    touched: Mapping[str, tuple[int, ...]]
    """Every matter that an essay has some words on, the most spoken of first."""

    def ids_of(self, essay: str) -> tuple[str, ...]:
        return tuple(self.names[index] for index in self.matters.get(essay, ()))

    def topics_of(self, essay: str) -> tuple[str, ...]:
        return tuple(catalogue()[index].topic for index in self.touched.get(essay, ()))


def assign(essays: Sequence[Essay], spoken: Sequence[Row], *, leave_out: AbstractSet[str]) -> Board:
    """One main theme for each essay that is on the topic, and at most two more; themes are numbered by their essays."""
    rows = {essay.id: row for essay, row in zip(essays, spoken, strict=True) if essay.id not in leave_out and max(row) > 0}
    mains = {name: max(range(len(row)), key=row.__getitem__) for name, row in rows.items()}
    size = Counter(mains.values())
    for name, row in rows.items():
        # A theme of one essay gives way to a near one that others share.
        near = [index for index in size if size[index] > 1 and row[index] >= NEAR * row[mains[name]]]
        if size[mains[name]] == 1 and near:
            mains[name] = max(near, key=row.__getitem__)
    matters = {name: (mains[name], *_also(row, mains[name], frozenset(mains.values()))) for name, row in rows.items()}
    first = Counter(mains.values())
    all_of = Counter(index for indices in matters.values() for index in indices)
    order = sorted(first, key=lambda index: (-first[index], -all_of[index], index))
    touched = {name: _touched(row, mains[name]) for name, row in rows.items()}
    return Board(matters, {index: f"H{number}" for number, index in enumerate(order, start=1)}, touched)


def _touched(row: Row, main: int) -> tuple[int, ...]:
    enough = max(TOUCH * row[main], 1.0)
    return tuple(sorted((index for index, score in enumerate(row) if score >= enough), key=lambda index: (-row[index], index)))


def _also(row: Row, main: int, themes: frozenset[int]) -> tuple[int, ...]:
    others = sorted((index for index in themes if index != main and row[index] >= ALSO * row[main]), key=lambda index: (-row[index], index))
    return tuple(others[: MOST - 1])


def missing_topics(notice: str, board: Board) -> tuple[str, ...]:
    """The topics of the notice that no essay speaks of."""
    spoken = {index for indices in board.touched.values() for index in indices}
    return tuple(catalogue()[index].topic for index in sorted(support(notice) - spoken))


def themes_of(essays: Sequence[Essay], scores: Sequence[Sequence[float]], board: Board) -> tuple[Theme, ...]:
    """The themes in the order of their numbers, each with its essays (main ones first), its words and its best sentences."""
    themes = []
    for index, name in board.names.items():
        mine = [(place, essay) for place, essay in enumerate(essays) if index in board.matters.get(essay.id, ())]
        mine.sort(key=lambda pair: board.matters[pair[1].id][0] != index)
        count = sum((tally(essay.body) for _, essay in mine), Counter())
        terms = sorted((term for term in catalogue()[index].terms if count[term]), key=lambda term: (-count[term], term))
        quotes = _quotes(index, [(essay, scores[place]) for place, essay in mine])
        label = catalogue()[index].label
        themes.append(Theme(id=name, label=label, terms=tuple(terms[:8]), essays=tuple(essay.id for _, essay in mine), quotes=quotes))
    return tuple(themes)


def _quotes(index: int, essays: Sequence[tuple[Essay, Sequence[float]]]) -> tuple[EssayQuote, ...]:
    """The best sentence of each essay on the theme, up to three; no two alike."""
    words = set(catalogue()[index].terms)
    best: list[tuple[float, int, EssayQuote]] = []
    for place, (essay, weights) in enumerate(essays):
        options = []
        for piece, weight in zip(essay.sentences, weights, strict=True):
            text = essay.text[slice(*piece.span)]
            if QUOTE[0] <= len(text) <= QUOTE[1]:
                options.append((weight * (1 + min(2, sum(term in words for term in tally(text)))), piece.span))
        if options:
            score, span = max(options, key=lambda option: (option[0], -option[1][0]))
            best.append((score, place, EssayQuote(id=essay.id, text=essay.text[slice(*span)], span=span)))
    chosen: list[EssayQuote] = []
    for _, _, quote in sorted(best, key=lambda entry: (-entry[0], entry[1])):
        if len(chosen) < 3 and not any(_alike(quote.text, other.text) for other in chosen):
            chosen.append(quote)
    return tuple(chosen)


def _alike(one: str, other: str) -> bool:
    left, right = set(pairwise(one)), set(pairwise(other))
    return len(left & right) * 2 > min(len(left), len(right))

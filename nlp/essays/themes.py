"""Themes of essays: which matter each essay speaks of, labels, quotes, topics of the notice that nobody took up.

The matters come with labels that a person would write; the notice and the essays themselves decide which of them are in play.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from nlp.embed import Embedder
from nlp.essays.matters import Book
from nlp.essays.parts import Essay
from nlp.essays.told import hollow
from nlp.essays.types import EssayQuote, Theme
from nlp.types import Span

Row = tuple[float, ...]
"""How much an essay speaks of each matter of the book."""

UNASKED = 0.6
"""What a matter that the notice does not name counts."""
RARITY = 1.5
USUAL = 0.5
"""What all essays say of a matter on average tells none apart: so much of it is taken off."""
FAINT = 0.35
"""What the weak words of a matter count where no plain one stands beside them."""
MEANING = 1.5
"""What a standard deviation of closeness in meaning counts beside words."""
NEAR = 0.8
QUOTE = (18, 110)
"""Characters of a sentence that may stand for a theme."""
GOOD = 0.5
"""A sentence stands for a theme from this share of its essay's best one: the words of a theme do not make a slogan worth quoting."""
QUOTES, NAMELESS = 3, 2
"""Quotes of a theme; sentences that do not name it only fill up to the second number."""
ALSO = 0.6
"""An essay speaks of further themes whose score is at least this share of its first."""
MOST = 3
"""Themes of one essay."""


def speak_of(texts: Sequence[str], book: Book, *, faint: float = FAINT) -> list[Row]:
    """For each text how much it speaks of each matter, in the order of the book: its words, rare ones more.

    Words that do not speak of a matter plainly count `faint`.
    """
    counts = [book.tally(text) for text in texts]
    spread = Counter(term for count in counts for term in count)
    rare = {term: log(1 + len(texts) / number) ** RARITY if len(texts) > 2 else 1.0 for term, number in spread.items()}
    return [
        tuple(
            sum(log(1 + count[term]) * rare[term] / book.shared[term] for term in matter.terms if term in count)
            * (1.0 if matter.plain(count) else faint)
            for matter in book.matters
        )
        for count in counts
    ]


def compare(rows: Sequence[Row], book: Book, asked: AbstractSet[int], *, texts: Sequence[str], embedder: Embedder | None) -> list[Row]:
    """The scores as essays compare: less where all essays speak of a matter, more where meaning agrees, less where it is none of those `asked` for.

    `texts` say in brief what each essay is about; they are what `embedder` reads.
    """
    if not rows:
        return []
    table = np.array(rows)
    if len(rows) > 2:
        table = table - table.mean(axis=0) * USUAL
        if embedder is not None:
            table = table + MEANING * _closeness(texts, book, embedder)
    weights = np.array([1.0 if not asked or index in asked else UNASKED for index in range(len(book.matters))])
    return [tuple(row) for row in np.where(table > 0, table * weights, table).tolist()]


def _closeness(texts: Sequence[str], book: Book, embedder: Embedder) -> NDArray[np.float64]:
    """How close each text is to each matter, beside the other texts, in standard deviations."""
    matters = embedder.embed([f"{matter.label}：{'、'.join(matter.terms[:16])}" for matter in book.matters])
    close: NDArray[np.float64] = (embedder.embed(texts) @ matters.T).astype(np.float64)
    close -= close.mean(axis=0)
    spread = float(close.std())
    if spread:
        close /= spread
    return close


def asked_score(row: Row, asked: AbstractSet[int]) -> float:
    """How much an essay speaks of the notice's matters: its two best."""
    return sum(sorted((score for index, score in enumerate(row) if index in asked), reverse=True)[:2])


@dataclass(frozen=True, slots=True)
class Board:
    """Which matters of the book each essay (by id) speaks of, its main one first, and the ids of the themes."""

    book: Book
    matters: Mapping[str, tuple[int, ...]]
    names: Mapping[int, str]
    touched: Mapping[str, tuple[int, ...]]
    """Every matter that an essay speaks to, the most spoken of first."""

    def ids_of(self, essay: str) -> tuple[str, ...]:
        return tuple(self.names[index] for index in self.matters.get(essay, ()))

    def topics_of(self, essay: str) -> tuple[str, ...]:
        return tuple(self.book.matters[index].topic for index in self.touched.get(essay, ()))


def assign(
    essays: Sequence[Essay], book: Book, spoken: Sequence[Row], spoken_to: Sequence[tuple[int, ...]], *, leave_out: AbstractSet[str]
) -> Board:
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
    touched = {essay.id: topics for essay, topics in zip(essays, spoken_to, strict=True) if essay.id not in leave_out}
    return Board(book, matters, {index: f"H{number}" for number, index in enumerate(order, start=1)}, touched)


def _also(row: Row, main: int, themes: frozenset[int]) -> tuple[int, ...]:
    others = sorted((index for index in themes if index != main and row[index] >= ALSO * row[main]), key=lambda index: (-row[index], index))
    return tuple(others[: MOST - 1])


def themes_of(essays: Sequence[Essay], scores: Sequence[Sequence[float]], board: Board) -> tuple[Theme, ...]:
    """The themes in the order of their numbers, each with its essays (main ones first), its words and its best sentences."""
    themes, book = [], board.book
    used: set[tuple[str, Span]] = set()
    for index, name in board.names.items():
        mine = [(place, essay) for place, essay in enumerate(essays) if index in board.matters.get(essay.id, ())]
        mine.sort(key=lambda pair: board.matters[pair[1].id][0] != index)
        count = sum((book.tally(essay.body) for _, essay in mine), Counter())
        terms = sorted((term for term in book.matters[index].terms if count[term]), key=lambda term: (-count[term], term))
        quotes = _quotes(book, index, [(essay, scores[place], board.matters[essay.id][0] == index) for place, essay in mine], used)
        used |= {(quote.id, quote.span) for quote in quotes}
        label = book.matters[index].label
        themes.append(Theme(id=name, label=label, terms=tuple(terms[:8]), essays=tuple(essay.id for _, essay in mine), quotes=quotes))
    return tuple(themes)


def _quotes(
    book: Book, index: int, essays: Sequence[tuple[Essay, Sequence[float], bool]], used: AbstractSet[tuple[str, Span]]
) -> tuple[EssayQuote, ...]:
    """The best sentence of each essay on the theme, up to three; no two alike, none that is `used`.

    Others than those that name the matter are quoted only where few do, of essays whose main matter it is.
    """
    words = set(book.matters[index].terms)
    best: list[tuple[bool, float, int, EssayQuote]] = []
    for place, (essay, weights, main) in enumerate(essays):
        options, enough = [], max(weights, default=0.0) * GOOD
        for piece, weight in zip(essay.sentences, weights, strict=True):
            text = essay.text[slice(*piece.span)]
            named = sum(term in words for term in book.tally(text))
            fits = QUOTE[0] <= len(text) <= QUOTE[1] and (essay.id, piece.span) not in used and not hollow(text)
            if fits and (named or main) and 0 < weight >= enough:
                options.append((named > 0, weight * (1 + min(2, named)), piece.span))
        if options:
            names, score, span = max(options, key=lambda option: (*option[:2], -option[2][0]))
            best.append((names, score, place, EssayQuote(id=essay.id, text=essay.text[slice(*span)], span=span)))
    chosen: list[EssayQuote] = []
    for names, _, _, quote in sorted(best, key=lambda entry: (not entry[0], -entry[1], entry[2])):
        if len(chosen) < (QUOTES if names else NAMELESS) and not any(_alike(quote.text, other.text) for other in chosen):
            chosen.append(quote)
    return tuple(chosen)


def _alike(one: str, other: str) -> bool:
    left, right = set(pairwise(one)), set(pairwise(other))
    return len(left & right) * 2 > min(len(left), len(right))

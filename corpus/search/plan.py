"""A question as the index is asked it: what must be there, what counts, what is left for a look at the text itself."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tantivy import Occur, Query

from corpus.search.entry import Entry
from corpus.search.index import WordIndex, all_of, any_of, goal_of
from corpus.search.query import EXAMPLES, Limits
from corpus.search.query import Query as Question
from corpus.search.text import fold, grams, is_han, spread

WORD = 4
"""Up to so many runs of so many signs are words, looked for by their pairs of signs; a sentence is looked for by single signs as well."""
FEW, NAME = 2, 8
"""Up to so many runs of so many signs may be names of things that were mistyped; what is longer is a sentence."""
MANY = 10_000
"""Documents from which single signs that stand everywhere are left out."""
EVERYWHERE = 0.05
RAREST = 2
"""Single signs that are kept all the same where no pair of the run stands anywhere."""
NOTHING = Query.empty_query()


@dataclass(frozen=True, slots=True)
class Plan:
    """`base` is what a document must fulfil (None: nothing), `best` ranks, `every` demands all words; `weights` are those of the grams.

    `pairs` are those of the words asked for, known or not: what a document would hold that says just that.
    """

    base: Query | None
    best: Query | None
    every: Query | None
    weights: Mapping[str, float]
    pairs: Mapping[str, float]
    unknown: tuple[str, ...]
    hints: tuple[str, ...]


def plan(question: Question, limits: Limits, index: WordIndex) -> Plan:
    total = len(index)
    runs = list(spread(question.terms))
    short = bool(runs) and len(runs) <= WORD and max(map(len, runs)) <= WORD
    named = short or (len(runs) <= FEW and all(len(run) <= NAME for run in runs))
    counts = Counter(gram for run in runs for gram in _useful(run, index, total, short=short))
    phrases = [gram for phrase in question.phrases for gram in grams(phrase)]
    counts.update(phrases)
    known = {gram: count for gram, count in counts.items() if index.frequency(gram)}
    weights = {gram: count * _idf(index.frequency(gram), total) for gram, count in known.items()}
    demands, hints = _demands(limits, index)
    demands += [_all(index, grams(phrase)) for phrase in question.phrases]
    refused = [_all(index, grams(word)) for word in question.unwanted if len(word) <= 2 and any(grams(word))]
    clauses = [(Occur.Must, query) for query in demands or [Query.all_query()]] + [(Occur.MustNot, query) for query in refused]
    wholly = [gram for run in runs for gram in _pairs(run)]
    return Plan(
        base=Query.boolean_query([(occur, Query.const_score_query(query, 0)) for occur, query in clauses]) if demands or refused else None,
        best=index.ranked(known) if known else None,
        every=_all(index, wholly) if short else None,
        weights=weights,
        pairs={pair: _idf(index.frequency(pair), total) for pair in wholly},
        unknown=tuple(run for run in runs if any(not index.frequency(gram) for gram in _pairs(run))) if named else (),
        hints=tuple(hints),
    )


def fits(entry: Entry, question: Question, folded: str) -> bool:
    """What pairs of signs cannot decide: phrases in one piece, unwanted words of three signs and more."""
    number = fold(entry.number or "")
    return all(_holds(folded, phrase) or phrase in number for phrase in question.phrases) and not any(
        len(word) > 2 and word in folded for word in question.unwanted
    )


def rank(query: Query, base: Query | None) -> Query:
    """What fulfils `base`, ranked by `query`, which must hold."""
    return query if base is None else Query.boolean_query([(Occur.Must, query), (Occur.Must, base)])


def _holds(folded: str, phrase: str) -> bool:
    return phrase in folded or (" " in phrase and phrase.replace(" ", "") in folded)


def _useful(run: str, index: WordIndex, total: int, *, short: bool) -> Iterable[str]:
    """The grams of a run that are searched."""
    pairs = _pairs(run)
    if short:
        return pairs
    singles = [sign for sign in run if is_han(sign)] if is_han(run) else []
    if total > MANY:
        known = sorted(filter(index.frequency, singles), key=index.frequency)
        rarest = [] if any(map(index.frequency, pairs)) else known[:RAREST]
        singles = [sign for sign in known if index.frequency(sign) <= EVERYWHERE * total] or rarest
    return [*pairs, *singles]


def _pairs(run: str) -> list[str]:
    """What must stand in a document that holds the run: its pairs of signs; itself, where it is one sign or no Chinese."""
    return [run] if len(run) == 1 or not is_han(run) else [run[at : at + 2] for at in range(len(run) - 1)]


def _idf(frequency: int, total: int) -> float:
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))


def _all(index: WordIndex, wanted: Iterable[str]) -> Query:
    unique = list(dict.fromkeys(wanted))
    pairs = [gram for gram in unique if len(gram) > 1] or unique
    return all_of(*(index.having("words", gram) for gram in pairs)) if pairs else NOTHING


def _demands(limits: Limits, index: WordIndex) -> tuple[list[Query], list[str]]:
    """One query for each limit, and what to say of those that nothing can meet."""
    demands: list[Query] = []
    hints: list[str] = []
    for field, name, parts in (
        ("issuer", "发文单位", limits.issuers), ("office", "科室", limits.offices), ("number", "文号", limits.numbers),
        ("title", "标题", limits.titles),
    ):  # fmt: skip
        if parts:
            values = [value for value, _ in index.values(field) if any(fold(part) in fold(value) for part in parts)]
            demands.append(index.having(field, *values) if values else NOTHING)
            if not values:
                hints.append(f"没有{name}含“{'、'.join(parts)}”的文件。{_some(field, name, index)}")
    if limits.kinds:
        demands.append(index.having("kind", *limits.kinds))
    if limits.years:
        demands.append(any_of(*(index.between("year", year, year + 1) for year in limits.years)))
    if limits.due:
        demands.append(index.between("end", limits.due[0].toordinal(), limits.due[1].toordinal()))
    for demand in limits.demands:
        keys = [key for key, _ in index.values("goal") if demand.met(goal_of(key)[1], goal_of(key)[0])]
        demands.append(index.having("goal", *keys) if keys else NOTHING)
        if not keys:
            hints.append(f"没有文件的指标满足“{demand.sign.removeprefix(':')}{demand.value:g}{demand.unit}”；写法如 {EXAMPLES['goal']}。")
    return demands, hints


def _some(field: str, name: str, index: WordIndex) -> str:
    if field not in ("issuer", "office"):
        return "请换个说法再试。"
    known = sorted(index.values(field), key=lambda each: (-each[1], each[0]))[:5]
    return f"现有的{name}有：{'、'.join(value for value, _ in known)}等。" if known else f"现有文件都没有写明{name}。"

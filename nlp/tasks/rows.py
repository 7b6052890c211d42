"""Rows: the runs of clauses that may be rows of the ledger, and of those that overlap the ones that are worth most together."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from nlp.tasks.chain import LONGEST, Chain, Scores, alike, link
from nlp.tasks.features import Scene
from nlp.tasks.measures import measure, standing
from nlp.types import Judge, RowFeatures, Span

NO_TASK, MUST, MAY = range(3)
LEAST_CHANCE = 0.03
"""Runs with less are not looked at, but for the best two of a sentence with this much of the next figure."""
LEAST_OF_BEST = 0.005
BEST = 2
FORBIDDEN = -20.0
ABOUT_AS_LIKELY = 0.4
"""Runs for one duty with so much less in favour of them may take the place of the best, and how much of it counts beside their ends."""
OF_LIKELIHOOD = 0.5
_CONNECTOR = re.compile(r"(?:并且?|同时|另外|此外|以及)(?=[^列非存])")
# 报送市教研室（新河路6号，联系人：王老师）: contact data at the end are no part of the row.
_CONTACT = re.compile(r"[（(][^（）()\n]*(?:联系|电话|邮箱|网址|地址|路\d+号|@)[^（）()\n]*[）)]$")
LONGEST_BRACKET = 120


@dataclass(frozen=True, slots=True)
class Row:
    """Clauses [first, last] of the scene at index `scene`, proposed as one row."""

    scene: int
    first: int
    last: int
    span: Span
    measures: tuple[float, ...]


def propose(text: str, scenes: Sequence[Scene], judge: Judge) -> list[Row]:
    """The likely runs of clauses by the judge's scores for single clauses, in order; they may overlap."""
    scored = judge.clauses([(scene.context, scene.features) for scene in scenes])
    chains = [link(guided(scene.features, scores)) for scene, scores in zip(scenes, scored, strict=True)]
    stand = standing(scenes, chains)
    return [
        Row(index, *run, _span(text, scene, run), measure(scene, chain, stand.shares[index], stand.around[index], run))
        for index, (scene, chain) in enumerate(zip(scenes, chains, strict=True))
        for run in likely(chain)
    ]


def guided(sentence: Sequence[Sequence[str]], scores: Scores) -> Scores:
    """The scores with what the guideline forbids ruled out.

    After ； another verb or actor begins a row, the same verb again goes on; a command to another actor begins a row.
    """
    return [scores[0], *map(_guided, sentence[1:], scores[1:])] if scores else scores


def _guided(clause: Sequence[str], score: tuple[float, float, float]) -> tuple[float, float, float]:
    outside, begin, inside = score
    parted = "before:；" in clause or "before:;" in clause
    repeats = any(name.startswith("repeats:True") for name in clause) if parted else False
    if parted and repeats and "actor" not in clause:
        return outside, FORBIDDEN, max(begin, inside)
    if "turn:another&modal" in clause or (parted and not repeats and ("verb_first" in clause or "actor" in clause)):
        return outside, max(begin, inside), FORBIDDEN
    return score


def likely(chain: Chain) -> list[Span]:
    """The runs that are worth a look, in order."""
    best = sorted(chain.runs, key=lambda run: (-chain.runs[run], run))[:BEST]
    return sorted(
        {run for run, chance in chain.runs.items() if chance >= LEAST_CHANCE} | {run for run in best if chain.runs[run] > LEAST_OF_BEST}
    )


def judged(scenes: Sequence[Scene], rows: Sequence[Row], judge: Judge) -> Sequence[tuple[float, float, float]]:
    """For each row the chances that it is (no task, a must, a may)."""
    sentences = [(scene.context, scene.features) for scene in scenes]
    return judge.rows(sentences, [RowFeatures(row.scene, row.first, row.last, row.measures) for row in rows])


def choose(rows: Sequence[Row], chances: Sequence[tuple[float, float, float]]) -> list[int]:
    """The numbers of the rows of the ledger: none overlap, and the chances that they are duties outweigh most those that they are none."""
    chosen: list[int] = []
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and rows[end].scene == rows[start].scene:
            end += 1
        numbers = range(start, end)
        chosen += _settled(rows, chances, numbers, _best(rows, chances, numbers))
        start = end
    return chosen


def _best(rows: Sequence[Row], chances: Sequence[tuple[float, float, float]], numbers: range) -> list[int]:
    """The best set of one sentence, by the best that ends before each clause and the row that it ends with, in order."""
    ending: dict[int, list[int]] = {}
    for number in numbers:
        if chances[number][MUST] > chances[number][NO_TASK]:
            ending.setdefault(rows[number].last, []).append(number)
    values, closing = [0.0], list[int | None]([None])
    for last in range(max(ending, default=-1) + 1):
        value, best = values[-1], None
        for number in ending.get(last, ()):
            gain = values[rows[number].first] + _favour(chances[number])
            if gain > value:
                value, best = gain, number
        values.append(value)
        closing.append(best)
    chosen: list[int] = []
    at = len(closing) - 1
    while at > 0:
        if (number_here := closing[at]) is None:
            at -= 1
        else:
            chosen.append(number_here)
            at = rows[number_here].first
    return chosen[::-1]


def _settled(rows: Sequence[Row], chances: Sequence[tuple[float, float, float]], numbers: range, chosen: Sequence[int]) -> list[int]:
    """The chosen rows of one sentence, each as far as it likeliest reaches.

    What makes a duty hardly tells 2月底前，各校上报方案 from 各校上报方案: of the runs that stand for it the labels of their ends decide.
    """
    settled: list[int] = []
    for at, number in enumerate(chosen):
        row = rows[number]
        first = max(row.first - LONGEST, rows[settled[-1]].last + 1 if settled else 0)
        end = rows[chosen[at + 1]].first if at + 1 < len(chosen) else row.last + LONGEST
        least = _favour(chances[number]) - ABOUT_AS_LIKELY
        start = bisect_left(rows, first, numbers.start, numbers.stop, key=_first)
        stop = bisect_left(rows, row.last + 1, start, numbers.stop, key=_first)
        others = [
            other
            for other in range(start, stop)
            if rows[other].last < end and _favour(chances[other]) >= least and alike(rows[other].span, row.span)
        ]
        settled.append(max(others, key=lambda other: exp(rows[other].measures[0]) + OF_LIKELIHOOD * _favour(chances[other])))
    return settled


def _favour(chance: tuple[float, float, float]) -> float:
    return chance[MUST] - chance[NO_TASK]


def _first(row: Row) -> int:
    return row.first


def _span(text: str, scene: Scene, run: Span) -> Span:
    start, end = scene.clauses[run[0]].span[0], scene.clauses[run[1]].span[1]
    if connector := _CONNECTOR.match(text, start, end):
        start = connector.end()
    opening = max(text.rfind("（", max(start, end - LONGEST_BRACKET), end), text.rfind("(", max(start, end - LONGEST_BRACKET), end))
    if opening > start and _CONTACT.match(text, opening, end):
        end = opening
    return start, end

"""Rows: the runs of clauses that may be rows of the ledger, and of those that overlap the ones that are worth most together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.tasks.chain import Chain, Scores, link
from nlp.tasks.features import Scene
from nlp.tasks.measures import measure, standing
from nlp.types import Judge, RowFeatures, Span

NO_TASK, MUST, MAY = range(3)
LEAST_CHANCE = 0.03
"""Runs with less are not looked at, but for the best two of a sentence with this much of the next figure."""
LEAST_OF_BEST = 0.005
BEST = 2
FORBIDDEN = -20.0
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
        chosen += _best(rows, chances, range(start, end))
        start = end
    return chosen


def _best(rows: Sequence[Row], chances: Sequence[tuple[float, float, float]], numbers: range) -> list[int]:
    """The best set of one sentence: the best that ends before each clause, in order."""
    ending: dict[int, list[int]] = {}
    for number in numbers:
        if chances[number][MUST] > chances[number][NO_TASK]:
            ending.setdefault(rows[number].last, []).append(number)
    values, sets = [0.0], list[tuple[int, ...]]([()])
    for last in range(max(ending, default=-1) + 1):
        value, best = values[-1], sets[-1]
        for number in ending.get(last, ()):
            gain = values[rows[number].first] + chances[number][MUST] - chances[number][NO_TASK]
            if gain > value:
                value, best = gain, (*sets[rows[number].first], number)
        values.append(value)
        sets.append(best)
    return list(sets[-1])


def _span(text: str, scene: Scene, run: Span) -> Span:
    start, end = scene.clauses[run[0]].span[0], scene.clauses[run[1]].span[1]
    if connector := _CONNECTOR.match(text, start, end):
        start = connector.end()
    opening = max(text.rfind("（", max(start, end - LONGEST_BRACKET), end), text.rfind("(", max(start, end - LONGEST_BRACKET), end))
    if opening > start and _CONTACT.match(text, opening, end):
        end = opening
    return start, end

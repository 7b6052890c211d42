"""Which section of the plan answers which heading of the template, under any title and in any order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.check.answers import answer
from nlp.check.asks import read_asks
from nlp.check.blanks import PLACEHOLDER
from nlp.check.families import FAMILIES
from nlp.check.outline import Node
from nlp.check.pairing import pairing
from nlp.check.plan import Plan
from nlp.check.template import Demand, Template, heading_blank
from nlp.check.words import likeness, rows
from nlp.embed import Embedder

ENOUGH = 0.62
"""From this score on a section answers a heading wherever it stands."""
IN_PLACE = 0.2
"""From this score on it does where it stands between the sections that answer the neighbours."""
OPENING = 160
"""Characters of a section that are compared by meaning."""
TITLE, SAME, FAMILY, BODY, WORDS, MEANING, ORDER, FIT = 1.6, 0.6, 0.5, 0.5, 0.7, 6.0, 0.15, 0.8
_LABEL = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,12})[ 　]*[：:]")

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the template with all that stands under it."""

    number: int
    title: str
    text: str
    demands: tuple[Demand, ...]


def assign(template: Template, plan: Plan, embedder: Embedder | None) -> dict[int, Node]:
    """The number of each heading that a section of the plan answers, with that section: the top ones first, then those below each."""
    found: dict[int, Node] = {}
    tops = [number for number, node in enumerate(template.nodes) if node.depth == 0]
    _fill(found, template, plan, embedder, tops, [n for n, node in enumerate(plan.nodes) if node.depth == 0])
    for number in range(len(template.nodes)):
        below = [n for n, node in enumerate(template.nodes) if node.parent == number]
        if not below:
            continue
        used = {id(node) for node in found.values()}
        above = found.get(number)
        own = [n for n, node in enumerate(plan.nodes) if above is not None and node.parent >= 0 and plan.nodes[node.parent] is above]
        free = [n for n, node in enumerate(plan.nodes) if node.depth == 0 and id(node) not in used]
        _fill(found, template, plan, embedder, below, own or free)
    return found


def _fill(
    found: dict[int, Node], template: Template, plan: Plan, embedder: Embedder | None, wanted: Sequence[int], places: Sequence[int]
) -> None:
    if not wanted or not places:
        return
    headings = [_heading(template, number) for number in wanted]
    parts = [plan.nodes[place] for place in places]
    scores = _scores(headings, parts, plan, embedder)
    chosen = {row: column for row, column in pairing(scores.tolist()) if scores[row, column] >= ENOUGH}
    _in_between(chosen, scores)
    found.update({headings[row].number: parts[column] for row, column in chosen.items()})


def _in_between(chosen: dict[int, int], scores: Scores) -> None:
    """What is left over on both sides between two neighbours that are sure belongs together, if anything speaks for it."""
    height, width = scores.shape
    row = 0
    while row < height:
        if row in chosen:
            row += 1
            continue
        stop = next((n for n in range(row, height) if n in chosen), height)
        low = chosen[row - 1] + 1 if row - 1 in chosen else 0
        after = chosen.get(stop)
        high = width if after is None else after
        free = [column for column in range(low, high) if column not in chosen.values()]
        if free:
            block = scores[row:stop][:, free]
            for r, c in pairing(block.tolist()):
                if block[r, c] >= (IN_PLACE if len(free) >= stop - row else (IN_PLACE + ENOUGH) / 2):
                    chosen[row + r] = free[c]
        row = stop


def _heading(template: Template, number: int) -> Heading:
    inside = {number} | {n for n, node in enumerate(template.nodes) if node.parent == number}
    demands = tuple(demand for demand in template.demands if demand.node in inside)
    return Heading(number, template.nodes[number].title, "\n".join(demand.text for demand in demands), demands)


def _scores(headings: Sequence[Heading], parts: Sequence[Node], plan: Plan, embedder: Embedder | None) -> Scores:
    scores = np.array([[_score(heading, part, plan) for part in parts] for heading in headings])
    scores += WORDS * np.array(rows([heading.text for heading in headings], [plan.words(part.span) for part in parts]))
    fits = np.array([[_fit(heading, part, plan) for part in parts] for heading in headings])
    scores += FIT * (fits - fits.mean(axis=1, keepdims=True))
    if embedder is not None:
        asked = embedder.embed([heading.text.replace("\n", "") for heading in headings])
        said = embedder.embed([plan.words(part.span)[:OPENING].replace("\n", "") for part in parts])
        alike = asked @ said.T
        scores += MEANING * (alike - alike.mean(axis=0, keepdims=True) - alike.mean(axis=1, keepdims=True) + alike.mean())
    for row in range(len(headings)):
        for column in range(len(parts)):
            scores[row, column] += ORDER * (1 - abs(row / max(1, len(headings) - 1) - column / max(1, len(parts) - 1)))
    return np.asarray(scores, dtype=np.float64)


def _score(heading: Heading, part: Node, plan: Plan) -> float:
    body = plan.words(part.body)
    value = TITLE * likeness(heading.title, part.title) + (SAME if heading.title == part.title else 0.0)
    for family in FAMILIES:
        if family.title.search(heading.title):
            value += FAMILY if family.title.search(part.title) else 0.0
            hits = len(set(family.body.findall(body)))
            value += BODY * min(hits, 4) / 4
            break
    return value


def _fit(heading: Heading, part: Node, plan: Plan) -> float:
    """How far a section gives what the heading's blanks and instructions ask for, from 0 to 1."""
    told = []
    for demand in heading.demands:
        asked = demand.text if demand.sort == "instruction" else heading_blank(demand) if demand.sort == "heading" else None
        if asked:
            told.append(1 / (1 + len(answer(plan, read_asks(asked), part.body, heading.title).findings)))
        elif demand.sort == "blank":
            labels = [match["label"] for match in _LABEL.finditer(demand.text)]
            told.append(sum(label in plan.words(part.span) for label in labels) / len(labels) if labels else 0.5)
        elif demand.sort == "row":
            key = PLACEHOLDER.sub("", demand.text.split("\t")[0])
            told.append(float(bool(key) and not key.isdigit() and key in plan.words(part.span)) or 0.5 * ("\t" in plan.words(part.span)))
    return sum(told) / len(told) if told else 0.5

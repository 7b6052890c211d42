"""Which section of the plan answers which heading of the template, under any title and in any order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from nlp.check.families import FAMILIES
from nlp.check.plan import Part, Plan
from nlp.check.template import Demand, Template
from nlp.check.words import likeness, rows
from nlp.embed import Embedder

ENOUGH = 0.62
"""From this score on a section answers a heading."""
OPENING = 160
"""Characters of a section that are compared by meaning."""
TITLE, SAME, FAMILY, BODY, WORDS, MEANING, ORDER = 1.6, 0.6, 0.5, 0.5, 0.7, 6.0, 0.15


@dataclass(frozen=True, slots=True)
class Heading:
    """A top heading of the template with all that stands under it."""

    number: int
    title: str
    text: str


def headings(template: Template) -> tuple[Heading, ...]:
    tops = [demand for demand in template.demands if demand.sort == "heading"]
    return tuple(Heading(d.part, d.title, "\n".join(o.text for o in template.demands if o.part == d.part)) for d in tops if _first(d, tops))


def _first(demand: Demand, tops: Sequence[Demand]) -> bool:
    return next(other for other in tops if other.part == demand.part) is demand


def assign(template: Template, plan: Plan, embedder: Embedder | None) -> dict[int, Part]:
    """The number of each heading that a section of the plan answers, with that section."""
    wanted, parts = headings(template), plan.parts
    if not wanted or not parts:
        return {}
    scores = np.array([[_score(heading, part, plan) for part in parts] for heading in wanted])
    scores += WORDS * np.array(rows([heading.text for heading in wanted], [plan.words(part.span) for part in parts]))
    if embedder is not None:
        asked = embedder.embed([heading.text.replace("\n", "") for heading in wanted])
        said = embedder.embed([plan.words(part.span)[:OPENING].replace("\n", "") for part in parts])
        alike = asked @ said.T
        scores += MEANING * (alike - alike.mean(axis=0, keepdims=True) - alike.mean(axis=1, keepdims=True) + alike.mean())
    for row in range(len(wanted)):
        for column in range(len(parts)):
            scores[row, column] += ORDER * (1 - abs(row / max(1, len(wanted) - 1) - column / max(1, len(parts) - 1)))
    chosen = zip(*linear_sum_assignment(-scores), strict=True)
    return {wanted[row].number: parts[column] for row, column in chosen if scores[row, column] >= ENOUGH}


def _score(heading: Heading, part: Part, plan: Plan) -> float:
    body = plan.words(part.body)
    value = TITLE * likeness(heading.title, part.title) + (SAME if heading.title == part.title else 0.0)
    for family in FAMILIES:
        if family.title.search(heading.title):
            value += FAMILY if family.title.search(part.title) else 0.0
            hits = len(set(family.body.findall(body)))
            value += BODY * min(hits, 4) / 4
            break
    return value

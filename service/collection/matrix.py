"""The matrix of schools and requirements: the newest check of each plan as people left it, who sent none, who sent several."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from corpus.store import roll
from corpus.store.results import CheckHead
from nlp.check.types import CheckedRequirement, Paper, Verdict
from nlp.types import Span
from service.app import Given
from service.checking import Checked, weights_of
from service.collection.checked import ReviewedCheck, reviewed_all
from service.collection.house import Collection
from service.collection.sources import given_within
from service.exports.check.report import asked, columns, faults, key_of, ranking, verdicts_of, where
from service.schools import Roll, call_roll

SCHOOLS = "schools"
"""The list of those that are to send a plan."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement at the head of a column; `where` is its place in the notice or the template."""

    id: str
    source: str
    text: str
    span: Span
    where: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How a plan answers a requirement; `machine` is what the program said where a person says otherwise."""

    verdict: Verdict
    requirement: str
    messages: tuple[str, ...] = ()
    machine: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A plan. `rank` is None for one that is pasted from the notice; `cells` stand as the requirements do."""

    check: UUID
    plan: UUID
    name: str
    file: str
    score: float
    copied_share: float
    rank: int | None
    gaps: int
    faults: str
    version: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`lines` come in the order of their rank."""

    asked: str
    notice: Paper | None
    template: Paper | None
    requirements: tuple[Asked, ...]
    lines: tuple[Line, ...]
    roll: Roll
    listed: int
    """Schools on the list."""


def matrix(collection: Collection, heads: Sequence[CheckHead]) -> Matrix:
    """Of checks against one notice and template. Raises NotStoredError where one of the two is gone."""
    with collection.store.begin() as connection:
        given = given_within(connection, heads[0].notice, heads[0].template) if heads else Given()
        made = reviewed_all(connection, heads, weights_of(collection.settings))
        schools = roll(connection, SCHOOLS).entries
    return matrix_of(given, heads, made, schools)


def matrix_of(given: Given, heads: Sequence[CheckHead], made: Sequence[ReviewedCheck], schools: Sequence[str]) -> Matrix:
    plans = [Checked(each.check, "", each.machine) for each in made]
    known = {id(plan): (head, each) for plan, head, each in zip(plans, heads, made, strict=True)}
    asked_for = columns(plans)
    ranked = ranking(plans)
    lines = []
    for each in ranked:
        head, reviewed = known[id(each.plan)]
        lines.append(_line(each.name, each.rank, head, reviewed, asked_for))
    called = call_roll(schools, [plan.check.plan for plan in plans]) if schools else Roll()
    first = made[0].check if made else None
    title = first.template.title if first and first.template else None
    return Matrix(
        asked(given, title) if heads else "",
        first.notice if first else None,
        first.template if first else None,
        tuple(Asked(item.id, item.source, item.text, item.span, where(item, given)) for item in asked_for),
        tuple(lines),
        called,
        len(schools),
    )


def _line(name: str, rank: int | None, head: CheckHead, made: ReviewedCheck, asked_for: Sequence[CheckedRequirement]) -> Line:
    check, found = made.check, verdicts_of(made.check)
    cells = tuple(_cell(found.get(key_of(item)), made) for item in asked_for)
    gaps = sum(requirement.verdict != "covered" for requirement in check.requirements)
    return Line(
        made.id, head.plan, name, check.plan.name, check.score, check.copied_share, rank, gaps, faults(check), made.version, cells
    )  # fmt: skip


def _cell(answer: CheckedRequirement | None, made: ReviewedCheck) -> Cell | None:
    if answer is None:
        return None
    messages = tuple(finding.message for finding in answer.findings)
    return Cell(answer.verdict, answer.id, messages, made.machine.get(answer.id))

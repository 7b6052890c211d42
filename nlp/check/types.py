"""What the check of a plan says: verdicts, evidence and findings; field names are those of the JSON that leaves the house."""

from dataclasses import dataclass
from typing import Literal

from nlp.types import Remark, Span

Verdict = Literal["covered", "partial", "missing", "contradicts"]
Origin = Literal["notice", "template"]
Code = Literal[
    "deadline_late", "deadline_missing", "frequency_low", "target_low", "target_missing", "owner_missing", "content_missing",
    "section_missing", "placeholder",
]  # fmt: skip
"""What may be wrong with the answer to one requirement."""
PlanCode = Literal[
    "copied", "placeholder", "other_school", "no_leading_group", "no_schedule", "section_missing", "too_short", "wrong_year", "wrong_notice"
]
"""What may be wrong with the plan as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The notice or the template. `title` is None where the text has none."""

    id: str
    name: str
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPaper(Paper):
    """The plan; `school` as the plan names itself, None where it does not."""

    school: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage of the plan that answers a requirement. `score` from 0 to 1: how well it answers."""

    text: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong at a requirement; `expected` and `found` are ISO dates, numbers with unit or words, `span` lies in the plan."""

    code: Code
    expected: str | None = None
    found: str | None = None
    span: Span | None = None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFinding:
    """Something wrong with the plan as a whole; `span` lies in the plan, None where something is not there at all."""

    code: PlanCode
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRequirement:
    """One requirement with its verdict. `span` lies in the text of `source`; `task` is the row of the notice's ledger it came from."""

    id: str
    source: Origin
    task: str | None
    text: str
    span: Span
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionVerdict:
    """Whether the plan deals with a section that the template asks for, or that every plan has (组织领导, 时间安排)."""

    title: str
    verdict: Literal["covered", "missing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A plan held against a notice, a template or both; what `duban check --json` prints. `score` is 100 for all covered."""

    schema: Literal["duban.check/1"] = "duban.check/1"
    notice: Paper | None
    template: Paper | None
    plan: PlanPaper
    requirements: tuple[CheckedRequirement, ...]
    findings: tuple[PlanFinding, ...]
    sections: tuple[SectionVerdict, ...]
    copied_share: float
    score: float
    warnings: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the verdicts count in the score, and from where a plan counts as copied or too short."""

    covered: float = 1.0
    partial: float = 0.5
    contradicts: float = 0.2
    missing: float = 0.0
    copied_from: float = 0.5
    """Share of the plan's characters taken over from the notice."""
    run: int = 12
    """Characters that a run has to have to count as taken over."""
    short: int = 300
    """Characters, white space apart, below which a plan is too short."""

    def __post_init__(self) -> None:
        if not 0 <= self.missing <= self.contradicts <= self.partial <= self.covered:
            raise ValueError("weights must not fall from missing over contradicts and partial to covered")
        if self.run < 2 or self.short < 0 or not 0 < self.copied_from <= 1:
            raise ValueError("run must be at least 2, short at least 0, copied_from between 0 and 1")

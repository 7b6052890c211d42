"""What there is to report about checked plans: counts, ranking, the columns of a matrix, where a requirement stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nlp.check.types import Check, CheckedRequirement, Evidence, Origin, PlanFinding, Verdict
from nlp.pairs import Pair
from nlp.types import Span
from service.app import Given
from service.batch import Failure
from service.checking import Checked
from service.exports.check.words import PLAN_CODES, VERDICTS
from service.exports.rows import document_title, issue_day, place
from service.schools import Roll

ORIGINS: dict[Origin, str] = {"notice": "通知", "template": "模板"}


@dataclass(frozen=True, slots=True)
class Report:
    """The plans that were checked in the order of the call, those that could not be read, and what only all together show."""

    given: Given
    plans: tuple[Checked, ...]
    failures: tuple[Failure, ...] = ()
    roll: Roll = field(default_factory=Roll)
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """`rank` from 1; equal scores share one."""

    rank: int
    plan: Checked


def school_of(check: Check) -> str:
    """The school, else the file."""
    return check.plan.school or check.plan.name


def counts(check: Check) -> dict[Verdict, int]:
    """How many requirements have each verdict, all four named."""
    found = Counter(requirement.verdict for requirement in check.requirements)
    return {verdict: found[verdict] for verdict in VERDICTS}


def tally(check: Check) -> str:
    """要求 18 项：已落实 12，部分落实 2，未涉及 3，不一致 1."""
    parts = "，".join(f"{VERDICTS[verdict]} {count}" for verdict, count in counts(check).items())
    return f"要求 {len(check.requirements)} 项：{parts}"


def gaps(check: Check, *verdicts: Verdict) -> tuple[CheckedRequirement, ...]:
    """The requirements with these verdicts."""
    return tuple(requirement for requirement in check.requirements if requirement.verdict in verdicts)


def telling(requirement: CheckedRequirement) -> tuple[Evidence, ...]:
    """The passages that its findings speak of; where they name none, the best one."""
    spans = [finding.span for finding in requirement.findings if finding.span]
    named = tuple(passage for passage in requirement.evidence if any(_overlap(passage.span, span) for span in spans))
    return named or requirement.evidence[:1]


def other_findings(check: Check) -> tuple[PlanFinding, ...]:
    """Those of the plan as a whole that no requirement names already."""
    named = [finding for requirement in check.requirements for finding in requirement.findings]
    sections = any(finding.code == "section_missing" for finding in named)
    blanks = [finding.span for finding in named if finding.code == "placeholder" and finding.span]
    return tuple(
        finding
        for finding in check.findings
        if not (finding.code == "section_missing" and sections)
        and not (finding.code == "placeholder" and finding.span and any(_overlap(finding.span, span) for span in blanks))
    )


def faults(check: Check) -> str:
    """缺章节（3）、无进度安排."""
    found = Counter(PLAN_CODES[finding.code] for finding in check.findings)
    return "、".join(word if count == 1 else f"{word}（{count}）" for word, count in found.items())


def ranking(plans: Sequence[Checked]) -> tuple[Ranked, ...]:
    """The best first; among equals the order of the call."""
    ordered = sorted(plans, key=lambda plan: -plan.check.score)
    return tuple(Ranked(1 + sum(other.check.score > plan.check.score for other in plans), plan) for plan in ordered)


def columns(plans: Sequence[Checked]) -> tuple[CheckedRequirement, ...]:
    """The requirements that the plans were held against, each once, in the order of their ids."""
    found = {key_of(requirement): requirement for plan in reversed(plans) for requirement in plan.check.requirements}
    return tuple(sorted(found.values(), key=lambda requirement: (len(requirement.id), requirement.id, requirement.source)))


def verdicts_of(check: Check) -> Mapping[tuple[Origin, Span], CheckedRequirement]:
    return {key_of(requirement): requirement for requirement in check.requirements}


def key_of(requirement: CheckedRequirement) -> tuple[Origin, Span]:
    """What makes it the same requirement in every plan."""
    return requirement.source, requirement.span


def where(requirement: CheckedRequirement, given: Given) -> str:
    """三（二）1 for a row of the notice's ledger; where a template was given too, 通知三（二）1 and 模板 tell the two apart."""
    origin = ORIGINS[requirement.source] if given.notice is not None and given.template is not None else ""
    notice = given.notice if requirement.source == "notice" else None
    if notice is None:
        return origin
    sections = {section.id: section for section in notice.sections}
    return origin + next((place(task, sections) for task in notice.tasks if task.id == requirement.task), "")


def asked(given: Given) -> str:
    """What the plans were held against: 《通知的标题》（文号）和《模板的标题》."""
    names = []
    if given.notice is not None:
        number = given.notice.document.number
        names.append(f"《{_unquoted(document_title(given.notice))}》" + (f"（{number.value}）" if number else ""))
    if given.template is not None:
        names.append(f"模板“{given.template.name}”")
    return "和".join(names)


def asked_line(given: Given) -> str:
    """Issuer and date of the notice; empty for a template."""
    if given.notice is None:
        return ""
    issuer, day = given.notice.document.issuer, day_of(given)
    return "　".join(part for part in (issuer.value if issuer else "", f"{day.year}年{day.month}月{day.day}日" if day else "") if part)


def day_of(given: Given) -> date | None:
    """The notice's own date: the time of writing would make two runs differ."""
    return issue_day(given.notice) if given.notice is not None else None


def _unquoted(title: str) -> str:
    """A title within 《》 has its own in 〈〉 (GB/T 15834-2011, 4.15.3)."""
    return title.replace("《", "〈").replace("》", "〉")


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]

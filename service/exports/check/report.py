"""What there is to report about checked plans: counts, ranking, the columns of a matrix, where a requirement stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from nlp.check.types import Check, CheckedRequirement, Evidence, Origin, PlanCode, PlanFinding, Verdict
from nlp.layout import lay_out
from nlp.pairs import Pair
from nlp.types import Layout, Section, Source, Span
from service.app import Given
from service.batch import Failure
from service.checking import Checked
from service.exports.check.words import PLAN_CODES, VERDICTS
from service.exports.rows import document_title, issue_day, path, place
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
    """`rank` from 1; equal scores share one, and a plan that is pasted from the notice has none."""

    rank: int | None
    plan: Checked
    name: str

    @property
    def place(self) -> str:
        return "—" if self.rank is None else str(self.rank)


@dataclass(frozen=True, slots=True)
class Remarked:
    """What is wrong with the plan as a whole, said once for all places; `numbers` count the findings of the plan from 1."""

    findings: tuple[PlanFinding, ...]
    numbers: tuple[int, ...]

    @property
    def code(self) -> PlanCode:
        return self.findings[0].code

    @property
    def message(self) -> str:
        times = f"（{len(self.findings)} 处）" if len(self.findings) > 1 else ""
        return self.findings[0].message.rstrip("。") + times


def school_of(check: Check) -> str:
    """The school, else the file."""
    return check.plan.school or check.plan.name


def names_of(plans: Sequence[Checked]) -> tuple[str, ...]:
    """The school of each, with its file where one school sent several."""
    schools = [school_of(plan.check) for plan in plans]
    sent = Counter(schools)
    return tuple(
        school if sent[school] == 1 or school == plan.check.plan.name else f"{school}（{plan.check.plan.name}）"
        for school, plan in zip(schools, plans, strict=True)
    )


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
    """The passages that its findings speak of, none that lies within another; where they name none, the best one."""
    spans = [finding.span for finding in requirement.findings if finding.span]
    named = tuple(passage for passage in requirement.evidence if any(_overlap(passage.span, span) for span in spans))
    return tuple(passage for passage in named if not any(_within(passage.span, other.span) for other in named)) or requirement.evidence[:1]


def quoted(requirement: CheckedRequirement) -> tuple[Evidence, ...]:
    """The passages to show beside a requirement: all that answer one that is covered, else those that tell what is lacking."""
    return requirement.evidence if requirement.verdict == "covered" else telling(requirement)


def remarked(findings: Sequence[PlanFinding], all_findings: Sequence[PlanFinding]) -> tuple[Remarked, ...]:
    """Findings of one message together, in the order in which each is first said; numbered as in `all_findings`."""
    numbers: dict[str, list[int]] = {}
    for finding in findings:
        numbers.setdefault(finding.message, [])
    for number, finding in enumerate(all_findings, 1):
        if finding in findings:
            numbers[finding.message].append(number)
    return tuple(Remarked(tuple(all_findings[number - 1] for number in each), tuple(each)) for each in numbers.values())


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
    """The best first; among equals the order of the call. Plans pasted from the notice come last: all that they answer is the notice's."""
    named = list(zip(plans, names_of(plans), strict=True))
    own = sorted((each for each in named if not is_pasted(each[0].check)), key=lambda each: -each[0].check.score)
    scores = [plan.check.score for plan, _ in own]
    ranked = [Ranked(1 + scores.index(plan.check.score), plan, name) for plan, name in own]
    return (*ranked, *(Ranked(None, plan, name) for plan, name in named if is_pasted(plan.check)))


def is_pasted(check: Check) -> bool:
    return check.notice is not None and any(finding.code == "copied" for finding in check.findings)


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
    """三（二）1 for a row of the notice's ledger, 八、经费预算 for a line of the template below that heading; where both were given, 通知
    and 模板 before it tell the two apart."""
    origin = ORIGINS[requirement.source] if given.notice is not None and given.template is not None else ""
    if requirement.source == "template":
        return origin + (_heading(given.template, requirement.span) if given.template is not None else "")
    notice = given.notice
    if notice is None:
        return origin
    sections = {section.id: section for section in notice.sections}
    task = next((task for task in notice.tasks if task.id == requirement.task), None)
    if task is not None:
        return origin + place(task, sections)
    around = _around(notice.sections, requirement.span)
    return origin + (path(around.id, sections) if around else "")


def _heading(template: Source, span: Span) -> str:
    """The heading below which a line of the template stands; empty for the heading itself and for the signature."""
    layout = _layout(template)
    section = _around(layout.sections, span)
    signed = any(line.role in ("signature", "date") and _overlap(line.span, span) for line in layout.lines)
    if section is None or signed or _overlap(section.heading, span):
        return ""
    return f"{section.label}{section.title}"


@lru_cache(maxsize=4)
def _layout(template: Source) -> Layout:
    return lay_out(template)


def _around(sections: Sequence[Section], span: Span) -> Section | None:
    """The narrowest section that holds the span."""
    around = [section for section in sections if section.label and section.span[0] <= span[0] and span[1] <= section.span[1]]
    return min(around, key=lambda section: section.span[1] - section.span[0], default=None)


def asked_of(report: Report) -> str:
    """What the plans were held against; the template by its title, which only a checked plan knows."""
    paper = report.plans[0].check.template if report.plans else None
    return asked(report.given, paper.title if paper else None)


def asked(given: Given, template: str | None = None) -> str:
    """《通知的标题》（文号）和模板《模板的标题》; `template` is that title, without which the file is named."""
    names = []
    form = " ".join(template.split()) if template else None
    if given.notice is not None:
        number = given.notice.document.number
        names.append(f"《{_unquoted(document_title(given.notice))}》" + (f"（{number.value}）" if number else ""))
    if given.template is not None:
        names.append(f"模板《{_unquoted(form)}》" if form else f"模板“{given.template.name}”")
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


def _within(one: Span, other: Span) -> bool:
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]

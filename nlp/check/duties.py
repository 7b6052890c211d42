"""A plan held against a notice: each requirement with the passages that answer it, its verdict and what is wrong."""

import re
from collections.abc import Sequence

import numpy as np

from nlp.check.blanks import PLACEHOLDER
from nlp.check.match import Matcher
from nlp.check.numbers import numbers
from nlp.check.people import names_person
from nlp.check.plan import Plan
from nlp.check.requirements import Requirement, requirements_of
from nlp.check.strength import ANSWERED, Scores, Strength, strengths
from nlp.check.times import dates, rhythms
from nlp.check.types import CheckedRequirement, Code, Evidence, Finding, Verdict
from nlp.check.whole import GROUP
from nlp.check.words import contained, grams
from nlp.embed import Embedder
from nlp.types import Analysis, Span

BESIDE = 0.05
"""How far behind the best a passage may lie to be quoted as well."""
CLOSE = 0.5
"""Share of the words from which a passage counts as the requirement's own wording."""
VERBATIM = 0.97
"""Share of the words from which it is a copy, whose numbers need no comparing."""
MOST_EVIDENCE = 4
_GROUP_ASKED = re.compile(r"成立[^。；]{0,30}(?:领导小组|相应(?:的)?(?:机构|组织)|工作专班|工作小组|领导机构)")
_HEAD_NAMED = re.compile(r"(?<![副级课研科术备])组[ 　]{0,4}长[ 　]{0,2}[：:由]?[ 　]{0,2}[\u4e00-\u9fff]{2}|任[^，。；]{0,14}组长")
_CLAUSE = re.compile(r"[^，,、：:（）()　]+")
_OWNER = re.compile(
    r"责任(?:到|落实到)人|落实到人|专人|明确[^，。；]{0,8}(?:责任人|负责人|职责|分工)|责任人|(?:确定|明确|指定)[^，。；]{0,4}[1一]名|(?:任|担任)[^，。；]{0,12}组长|组长|由1名"
)
_PAIRED = re.compile(r"(?P<a>[\u4e00-\u9fff]{2,8})[和与及](?P<b>[\u4e00-\u9fff]{2,4})(?=[，。；、,]|$)")
# Things that are handed in, hung up or set up: of a pair of them neither may be left out.
_THINGS = re.compile(r"公布|设立|报送|上报|提交|配备|填写|登记|发放|签订|建立|张贴|开通")
_OWNED = re.compile(
    r"负责|组长|责任|职责|牵头|专人|联系人|分工|书记|校长|由[^，。；\n]{2,10}(?:任|担任|组成|主持|填写)|一名|联络员|委员|主任|保管|谁(?:盯|管|来|去|做)|归[^，。；\n]{1,8}(?:管|处|室)"
)
_EMPTY_BRACKET = re.compile(r"[：: 　]{0,2}[（(][ 　]{1,12}[）)]")
_NUMBER_BLANK = re.compile(r"[_＿XxＸ×]{1,}[ 　]*(?:%|％|人|名|次|个|元|万|节|篇|项|场|本|册|份|小时|分钟|学时|课时|天|所)")
_DATE_BLANK = re.compile(
    r"(?:20)?[_＿XxＸ×]{2,}[ 　]*(?:年|月|日|学期)|年[_＿XxＸ×]+月|月[_＿XxＸ×]+日|(?:时间|日期)[^，。；\n]{0,4}待[定补填确]"
)
_NAME_BLANK = re.compile(
    r"(?:委员|教师|组长|成员|负责人|责任人|联系人|联络员|校长|书记|主任|同志|老师|姓名|由|干部|牵头)[：:为是]?[ 　]*(?:[_＿XxＸ×]{2,}|待[定补填确]|暂缺|[（(][ 　]*[）)])"
)


def verdicts(notice: Analysis, plan: Plan, embedder: Embedder | None) -> tuple[CheckedRequirement, ...]:
    """Without ids: they are numbered with those of the template."""
    wanted = requirements_of(notice)
    matcher = Matcher(plan, tuple(requirement.text for requirement in wanted), embedder)
    if not matcher.passages or not wanted:
        return tuple(_checked(plan, requirement, "missing", [], []) for requirement in wanted)
    texts = [_matter(notice, requirement) for requirement in wanted]
    measured = strengths(matcher, wanted, texts)
    return tuple(_judge(matcher, *row) for row in zip(wanted, texts, measured, strict=True))


def _matter(notice: Analysis, requirement: Requirement) -> list[str]:
    """The clauses without their dates: a plan that names the same year speaks of the same matter no more for that."""
    clauses = [notice.text[start:end] for start, end in requirement.clauses]
    bare = clauses
    for deadline in requirement.deadlines:
        if deadline.kind in ("due", "period", "start"):
            bare = [clause.replace(deadline.text, "") for clause in bare]
    return [clause for clause in bare if len(clause) > 1] or clauses


def _judge(matcher: Matcher, requirement: Requirement, clauses: Sequence[str], strength: Strength) -> CheckedRequirement:
    plan = matcher.plan
    group = _group(plan) if _GROUP_ASKED.search(requirement.text) else None
    if strength.answered < ANSWERED and strength.verbatim < CLOSE:
        return _checked(plan, requirement, "covered" if group else "missing", [(group, 1.0)] if group else [], [])
    chosen = _evidence(strength)
    spoken = [matcher.passages[index] for index in chosen]
    core = "，".join(clauses)
    places = _places(plan, core, spoken[:2])
    findings = _blanks(plan, requirement, places[:4], spoken[0])
    if not findings and strength.verbatim < VERBATIM:
        scopes = (_places(plan, core, spoken[:1]), spoken[:1], places, spoken[:2])
        findings = [
            *dates(plan, requirement, scopes, line=_line(plan, spoken[0])),
            *rhythms(plan, requirement, scopes),
            *numbers(plan, requirement, scopes),
        ]
        if not findings:
            findings = [*_owner(plan, requirement, spoken), *_content(matcher, clauses)]
    quoted = [(span, _score(strength.whole, chosen[n])) for n, span in enumerate(spoken)]
    for finding in findings:
        place = next((n for n, span in enumerate(matcher.passages) if finding.span and span[0] <= finding.span[0] < span[1]), None)
        if place is not None and place not in chosen:
            quoted.append((matcher.passages[place], _score(strength.whole, place)))
    if group and all(span != group for span, _ in quoted):
        quoted.append((group, 1.0))
    return _checked(plan, requirement, _verdict(findings), quoted, findings)


def _group(plan: Plan) -> Span | None:
    """The passage that names the head of the leading group, else the one that names the group."""
    for look in (_HEAD_NAMED, GROUP):
        match = look.search(plan.text)
        if match:
            return next((passage for passage in plan.passages if passage[0] <= match.start() < passage[1]), None)
    return None


def _line(plan: Plan, span: Span) -> Span:
    """The paragraph of a passage."""
    stop = plan.text.find("\n", span[1])
    return plan.text.rfind("\n", 0, span[0]) + 1, stop if stop >= 0 else len(plan.text)


def _evidence(strength: Strength) -> list[int]:
    """The best passage for the whole first, then the best for single clauses and what lies close behind."""
    order = [int(index) for index in np.argsort(-strength.both, kind="stable")]
    chosen = order[:1]
    for row in strength.clauses:
        index = int(np.argmax(row))
        if index not in chosen and row[index] >= row[chosen[0]] + BESIDE:
            chosen.append(index)
    chosen += [index for index in order[1:3] if index not in chosen]
    return chosen[:MOST_EVIDENCE]


def _places(plan: Plan, core: str, spoken: Sequence[Span]) -> list[Span]:
    """The clauses of the passages that speak of the matter: their numbers count first."""
    wanted = grams(core)
    found: list[tuple[float, Span]] = []
    for start, end in spoken:
        for match in re.finditer(r"[^，,：:（）()]+", plan.text[start:end]):
            held = len([gram for gram in grams(match.group()) & wanted if len(gram) > 1 or gram >= "\ue000"])
            if held:
                found.append((held, (start + match.start(), start + match.end())))
    if not found:
        return list(spoken[:1])
    most = max(held for held, _ in found)
    return [span for held, span in found if held >= max(1, most * 0.5)]


def _blanks(plan: Plan, requirement: Requirement, places: Sequence[Span], best: Span) -> list[Finding]:
    """What was left open in the clauses that answer, or in a short one before them: 20XX年前，建成工作室."""
    for place in places:
        start, end = _with_lead(plan, place) if best[0] <= place[0] < best[1] else (place[0], place[0])
        empty = _EMPTY_BRACKET.match(plan.text, end)
        words = plan.text[start : empty.end() if empty else end]
        blank = PLACEHOLDER.search(words)
        if blank is None or not re.search(r"[_＿XxＸ×【待缺（(]", blank.group()):
            continue
        number, day, name = _NUMBER_BLANK.search(words), _DATE_BLANK.search(words), _NAME_BLANK.search(words)
        code: Code = "placeholder"
        if number and requirement.targets:
            code = "target_missing"
        elif day and requirement.deadlines:
            code = "deadline_missing"
        elif name:
            code = "owner_missing"
        elif re.match(r"XX(?:学校|中学|小学|幼儿园)", blank.group() + words[blank.end() : blank.end() + 3]):
            continue
        span = (start + blank.start(), start + blank.end())
        return [
            Finding(
                code=code, found=blank.group(), span=span, message=f"“{words[max(0, blank.start() - 8) : blank.end() + 4]}”空着没有填写"
            )
        ]
    return []


def _with_lead(plan: Plan, place: Span) -> Span:
    lead = re.search(r"[^，,。；;\n]{1,12}[，,]$", plan.text[max(0, place[0] - 13) : place[0]])
    return (place[0] - len(lead.group()), place[1]) if lead and _DATE_BLANK.search(lead.group()) else place


def _owner(plan: Plan, requirement: Requirement, spoken: Sequence[Span]) -> list[Finding]:
    asked = _OWNER.search(requirement.text)
    if asked is None or any(_OWNED.search(plan.words(span)) or names_person(plan.words(span)) for span in spoken):
        return []
    return [Finding(code="owner_missing", expected=asked.group(), message="通知要求明确到人或明确职责，计划没有写明由谁负责")]


def _content(matcher: Matcher, clauses: Sequence[str]) -> list[Finding]:
    """Half of it is not there: one of a pair (举报电话和邮箱) that the plan never names."""
    for clause in clauses:
        for match in _PAIRED.finditer(clause) if _THINGS.search(clause) else ():
            tail = match["b"][-2:]
            if tail not in matcher.plan.text and contained(grams(match["b"]), matcher.everything, matcher.weights) < 0.2:
                return [Finding(code="content_missing", expected=match["b"], message=f"没有写到“{match['b']}”")]
    return []


def _verdict(findings: Sequence[Finding]) -> Verdict:
    codes = {finding.code for finding in findings}
    if codes & {"deadline_late", "frequency_low", "target_low"}:
        return "contradicts"
    return "partial" if codes else "covered"


def _score(whole: Scores, index: int) -> float:
    low, high = float(whole.min()), float(whole.max())
    return round((float(whole[index]) - low) / (high - low), 3) if high > low else 1.0


def _checked(
    plan: Plan, requirement: Requirement, verdict: Verdict, spoken: Sequence[tuple[Span, float]], findings: Sequence[Finding]
) -> CheckedRequirement:
    evidence = tuple(Evidence(text=plan.words(span), span=span, score=score) for span, score in spoken)
    return CheckedRequirement(
        id="",
        source="notice",
        task=requirement.task,
        text=requirement.text,
        span=requirement.span,
        verdict=verdict,
        evidence=evidence,
        findings=tuple(findings),
    )

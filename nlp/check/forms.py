"""A plan held against a template: each heading, instruction and blank with its verdict."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from nlp.check.answers import answer, said_of, sentences
from nlp.check.asks import read_asks
from nlp.check.blanks import PLACEHOLDER
from nlp.check.families import FAMILIES
from nlp.check.parts import assign
from nlp.check.people import duties_named, role_filled
from nlp.check.plan import Part, Plan, trimmed
from nlp.check.template import Demand, Sort, Template, heading_blank
from nlp.check.types import CheckedRequirement, Evidence, Finding, SectionVerdict, Verdict
from nlp.check.words import likeness
from nlp.embed import Embedder
from nlp.types import Span

LEAST_CONTENT = 6
"""Letters that a section must have beside template text to count as written."""
_DATE = re.compile(
    r"(?P<year>[12][0-9]{3})[　 ]*年[　 ]*[0-9]{1,2}[　 ]*月[　 ]*[0-9]{1,2}[　 ]*日|[12][0-9]{3}[-./][0-9]{1,2}[-./][0-9]{1,2}|二[〇○Ｏ0零]\S{2}年\S{1,2}月\S{1,3}日"
)
_OPEN_DATE = re.compile(r"年[_＿XxＸ×　 ]*月|年[_＿XxＸ× 　]{2,}")
_LABELS = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,12})[ 　]*[：:][ 　]*(?=[_＿【\[（(XxＸ×]|$|[ 　])")
_PHONE = re.compile(r"电话|手机|号码|联系方式")
_ROLE = re.compile(r"组长|成员|联络员|联系人|责任人|负责人|员$|人$|主任|校长")
_RULED = re.compile(r"[_＿]{2,}")
# A line that gives the whole time: 自4月10日起，至6月9日止; 活动时间：4月8日至6月14日.
_WHOLE = re.compile(
    r"^(?:自|从)[^，。；]*[0-9一二三四五六七八九十]+[月日号].*(?:至|到|止)|^[^，。；：:]{0,10}(?:时间|日期|时限|期限|日子)[^，。；：:]{0,4}[：:为是]"
)
_ITEM = re.compile(r"[（(]?[0-9一二三四五六七八九十]{1,3}[）).．、]")
CLOSING_LINES = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    verdict: Verdict
    evidence: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()


MISSING = Outcome("missing")


@dataclass(frozen=True, slots=True)
class Held:
    """The plan under the template: which section answers which heading, and which of its lines are template text left standing."""

    plan: Plan
    template: Template
    parts: dict[int, Part]
    standing: tuple[tuple[str, Span], ...]

    def body(self, part: Part) -> Span:
        """What was written under the heading: template text that opens it is passed over."""
        start, end = part.body
        for _, span in self.standing:
            if start <= span[0] and span[1] <= end and len(_letters(self.plan.text[start : span[0]])) < LEAST_CONTENT:
                start = span[1]
        return trimmed(self.plan.text, (start, end)) if start < end else (end, end)

    def written(self, span: Span) -> bool:
        text = self.plan.words(span)
        for words, _ in self.standing:
            text = text.replace(words, "")
        return len(_letters(PLACEHOLDER.sub("", text))) >= LEAST_CONTENT or bool(re.search("[0-9]月", text))


def hold(template: Template, plan: Plan, embedder: Embedder | None) -> Held:
    return Held(plan, template, assign(template, plan, embedder), standing_text(template, plan))


def standing_text(template: Template, plan: Plan) -> tuple[tuple[str, Span], ...]:
    """Instructions of the template that stand in the plan as they are."""
    found = []
    for demand in template.demands:
        words = heading_blank(demand) if demand.sort == "heading" else demand.text if demand.sort == "instruction" else None
        if words and len(words) >= LEAST_CONTENT and not _RULED.search(words):
            for shape in (words, words.strip("（）()【】[]")):
                start = plan.text.find(shape)
                if start >= 0 and len(shape) >= LEAST_CONTENT:
                    found.append((shape, (start, start + len(shape))))
                    break
    return tuple(found)


def verdicts(held: Held) -> tuple[CheckedRequirement, ...]:
    """Without ids: they are numbered with those of the notice."""
    return tuple(_requirement(held.plan, demand, JUDGES[demand.sort](held, demand)) for demand in held.template.demands)


def section_verdicts(held: Held, checked: Sequence[CheckedRequirement]) -> tuple[SectionVerdict, ...]:
    tops = [d for d in held.template.demands if d.sort == "heading"]
    by_span = {requirement.span: requirement.verdict for requirement in checked}
    return tuple(SectionVerdict(title=d.title, verdict="missing" if by_span[d.span] == "missing" else "covered") for d in tops)


def _requirement(plan: Plan, demand: Demand, outcome: Outcome) -> CheckedRequirement:
    evidence = tuple(
        Evidence(text=plan.words(span), span=span, score=1.0 if outcome.verdict == "covered" else 0.5)
        for span in sorted(set(outcome.evidence))
        if span[0] < span[1]
    )
    return CheckedRequirement(
        id="",
        source="template",
        task=None,
        text=demand.text,
        span=demand.span,
        verdict=outcome.verdict,
        evidence=evidence,
        findings=outcome.findings,
    )


def _title(held: Held, demand: Demand) -> Outcome:
    plan, header = held.plan, held.plan.layout.header
    span = header.title.span if header.title else next(iter(plan.passages), (0, 0))
    words = plan.words(span)
    if not words:
        return MISSING
    if PLACEHOLDER.search(words):
        return Outcome("partial", (span,), (Finding(code="placeholder", span=span, message="标题里的空格没有填写"),))
    return Outcome("covered", (span,))


def _date(held: Held, demand: Demand) -> Outcome:
    plan = held.plan
    for span in _lines(plan)[: -CLOSING_LINES - 1 : -1]:
        words = plan.words(span)
        if PLACEHOLDER.search(words) and _OPEN_DATE.search(words):
            return Outcome("partial", (span,), (Finding(code="placeholder", span=span, message="落款日期没有填完整"),))
        match = _DATE.search(words)
        if match and len(words) <= match.end() - match.start() + 24:
            late = match["year"] and plan.issued and int(match["year"]) < plan.issued.year
            return Outcome("partial" if late else "covered", (span,))
    return MISSING


def _heading(held: Held, demand: Demand) -> Outcome:
    asked = heading_blank(demand)
    if asked is not None:
        return _valued(held, demand, asked)
    part = _part(held, demand)
    if part is None:
        section = _section_missing(demand)
        return Outcome("missing", (), (section,))
    if not held.written(held.body(part)):
        return Outcome(
            "partial", (part.span,), (Finding(code="placeholder", span=part.span, message=f"“{demand.title}”下只有模板文字，没有填写"),)
        )
    return Outcome("covered", (part.span,))


def _section_missing(demand: Demand) -> Finding:
    return Finding(code="section_missing", expected=demand.title, message=f"缺少“{demand.title}”部分")


def _part(held: Held, demand: Demand) -> Part | None:
    """The section that answers the heading; for a sub-heading that section too, where it deals with the matter."""
    part = held.parts.get(demand.part)
    top = next((d for d in held.template.demands if d.sort == "heading" and d.part == demand.part), None)
    if demand.sort == "heading" and top is not None and top.span != demand.span:
        if part is not None and said_of(demand.title, held.plan.words(part.span)):
            return part
        return _second_chance(held, demand)
    return part or _second_chance(held, demand)


def _second_chance(held: Held, demand: Demand) -> Part | None:
    """A section that answers another heading as well: 组织与保障 for 保障措施; a leading group that stands in the opening."""
    plan = held.plan
    family = next((family for family in FAMILIES if family.title.search(demand.title)), None)
    for part in plan.parts:
        if likeness(part.title, demand.title) >= 0.3 or (family and len(demand.title) <= 6 and demand.title[-2:] in part.title):
            return part
        halves = re.split("[与和及、]", part.title)
        if len(halves) > 1 and family and any(family.title.search(half) for half in halves) and family.body.search(plan.words(part.body)):
            return part
    if family and family.name == "组织领导" and role_filled(plan.text, "组长"):
        at = re.search(r"(?<![级课研科术])组[\s　]{0,4}长", plan.text)
        if at:
            line = next((span for span in _lines(plan) if span[0] <= at.start() < span[1]), None)
            return Part(demand.title, line, (line[0], line[0])) if line else None
    for section in plan.layout.sections:
        if "." in section.id and section.title and likeness(section.title, demand.title) >= 0.5:
            return Part(section.title, section.span, section.heading)
    return None


def _valued(held: Held, demand: Demand, asked: str) -> Outcome:
    """A heading with its blank on one line: the value stands on the heading's line, under it, or behind a label elsewhere."""
    plan, asks = held.plan, read_asks(asked)
    value = _value(held, demand, dates=asks.dates)
    if value is None:
        return Outcome("missing", (), (_section_missing(demand),))
    words = plan.words(value)
    told = any(start <= value[0] < end for _, (start, end) in held.standing)
    if told or PLACEHOLDER.fullmatch(words.strip("。 　“”")):
        return Outcome("partial", (value,), (Finding(code="placeholder", span=value, message=f"“{demand.title}”没有填写"),))
    result = answer(plan, replace(asks, topics=()), value, demand.title)
    if _RULED.search(words):
        result.fault("placeholder", f"“{demand.title}”没有填完整", span=value)
    return Outcome("partial" if result.findings else "covered", (value,), tuple(result.findings))


def _value(held: Held, demand: Demand, *, dates: bool) -> Span | None:
    plan, part = held.plan, held.parts.get(demand.part)
    family = next((family for family in FAMILIES if family.title.search(demand.title)), None)
    lines = [span for span in _lines(plan) if part is None or part.span[0] <= span[0] < part.span[1]]
    if dates:
        ranged = [span for span in lines if len(_days(plan, span)) >= 2]
        whole = [span for span in ranged if _WHOLE.search(plan.words(span)) and not _ITEM.match(plan.words(span))]
        if part is None:
            return _after_label(plan, whole[0]) if whole else None
        if ranged:
            return _after_label(plan, (whole or ranged)[0])
    if part is not None:
        named = [
            s
            for s in lines
            if re.search("[：:]", plan.words(s)) and (family is None or family.title.search(re.split("[：:]", plan.words(s))[0]))
        ]
        if named:
            return _after_label(plan, named[0])
        body = trimmed(plan.text, part.body)
        return body if body[0] < body[1] else None
    for span in _lines(plan):
        label = re.split("[：:]", plan.words(span))[0]
        if len(label) <= 16 and len(label) < len(plan.words(span)) and (likeness(label, demand.title) >= 0.4 or demand.title[-2:] in label):
            return _after_label(plan, span)
    return None


def _days(plan: Plan, span: Span) -> set[object]:
    return {day for time in plan.times_in((span,)) if time.kind in ("due", "period", "start") for day in (time.start, time.end) if day}


def _after_label(plan: Plan, span: Span) -> Span:
    match = re.match(r"[^：:\n]{1,16}[：:][ 　]*", plan.words(span))
    return (span[0] + match.end(), span[1]) if match and span[0] + match.end() < span[1] else span


def _instruction(held: Held, demand: Demand) -> Outcome:
    part = _part(held, demand)
    left = any(words in demand.text for words, _ in held.standing)
    if part is None:
        return Outcome("missing", (), (Finding(code="placeholder", message="提示语原样留着，没有填写"),) if left else ())
    body = held.body(part)
    if not held.written(body):
        return Outcome("missing", (), (Finding(code="placeholder", span=part.span, message="提示语原样留着，没有填写"),))
    result = answer(held.plan, read_asks(demand.text), body, part.title)
    ruled = next((s for s in sentences(held.plan, body) if _RULED.search(held.plan.words(s)) and not _labelled_blank(held, s)), None)
    if ruled:
        result.fault("placeholder", f"“{held.plan.words(ruled)[:20]}”没有填写", span=ruled)
    return Outcome("partial" if result.findings else "covered", tuple(result.evidence), tuple(result.findings))


def _labelled_blank(held: Held, span: Span) -> bool:
    """A blank that the template itself has as a line of its own is judged there."""
    words = held.plan.words(span)
    labels = {match["label"] for demand in held.template.demands if demand.sort == "blank" for match in _LABELS.finditer(demand.text)}
    return any(label in words for label in labels)


def _blank(held: Held, demand: Demand) -> Outcome:
    plan = held.plan
    labels = list(dict.fromkeys(match["label"] for match in _LABELS.finditer(demand.text)))
    if not labels:
        return _loose_blank(held, demand)
    states = {label: _filled(plan, label) for label in labels}
    evidence = tuple(span for label in labels if (span := _line_of(plan, label)) is not None)
    if all(state is None for state in states.values()):
        return MISSING
    empty = [label for label, state in states.items() if state is False]
    absent = [label for label, state in states.items() if state is None]
    findings = [Finding(code="placeholder", span=_line_of(plan, label), message=f"“{label}”空着没有填写") for label in empty]
    if len(empty) == len(labels):
        return Outcome("missing", evidence, tuple(findings[:1]))
    findings += [Finding(code="content_missing", expected=label, message=f"没有写“{label}”") for label in absent]
    if re.search("职责|分工", demand.text):
        part = _part(held, demand)
        block = held.body(part) if part else None
        if block and not duties_named(plan.words(block)):
            findings.append(Finding(code="content_missing", message="没有逐人写明职责"))
        evidence += tuple(sentences(plan, block)[:6]) if block else ()
    return Outcome("partial" if findings else "covered", evidence, tuple(findings))


def _filled(plan: Plan, label: str) -> bool | None:
    """Whether something stands behind the label; None where the label is not there."""
    if _ROLE.search(label) and not _PHONE.search(label):
        state = role_filled(plan.text, label)
        return role_filled(plan.text, label[-3:]) if state is None and len(label) > 3 else state
    found: bool | None = None
    for match in re.finditer(re.escape(label) + r"[：:为是 　]{0,3}", plan.text):
        after = plan.text[match.end() : match.end() + 24].split("\n")[0].strip(" 　")
        if _PHONE.search(label):
            if re.match(r"[（(]?[0-9]", after):
                return True
        elif after and not PLACEHOLDER.match(after) and after[0] not in "，。；（(":
            return True
        if PLACEHOLDER.match(after) or not after:
            found = False
    if found is None and _PHONE.search(label) and re.search(r"[^0-9][0-9]{3,4}-[0-9]{7,8}|1[3-9][0-9]{9}", plan.text):
        return True
    return found


def _line_of(plan: Plan, label: str) -> Span | None:
    tail = {"成员": "[成组][\\s　]{0,4}员"}.get(label, "[\\s　]{0,4}".join(label if len(label) <= 3 else label[-3:]))
    match = re.search(tail, plan.text)
    return next((span for span in _lines(plan) if match and span[0] <= match.start() < span[1]), None)


def _loose_blank(held: Held, demand: Demand) -> Outcome:
    """A sentence with a blank in it: its fixed words lead to the plan's sentence."""
    plan = held.plan
    fixed = PLACEHOLDER.sub("", demand.text)
    best = max(plan.passages, key=lambda span: (likeness(plan.words(span), fixed), -span[0]), default=None)
    if best is None or likeness(plan.words(best), fixed) < 0.3:
        return MISSING
    if PLACEHOLDER.search(plan.words(best)):
        return Outcome("partial", (best,), (Finding(code="placeholder", span=best, message=f"“{plan.words(best)[:20]}”没有填写"),))
    return Outcome("covered", (best,))


def _lines(plan: Plan) -> list[Span]:
    found, start = [], 0
    for line in plan.text.split("\n"):
        span = trimmed(plan.text, (start, start + len(line)))
        start += len(line) + 1
        if span[0] < span[1]:
            found.append(span)
    return found


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


JUDGES: dict[Sort, Callable[[Held, Demand], Outcome]] = {
    "title": _title, "date": _date, "heading": _heading, "instruction": _instruction, "blank": _blank,
}  # fmt: skip

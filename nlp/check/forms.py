"""A plan held against a template: each heading, instruction and blank with its verdict."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from nlp.check import labels
from nlp.check.answers import answer, sentences
from nlp.check.asks import read_asks
from nlp.check.blanks import PLACEHOLDER
from nlp.check.families import FAMILIES
from nlp.check.outcomes import LEAST_CONTENT, MISSING, Held, Outcome, letters, lines
from nlp.check.outline import Node
from nlp.check.parts import assign
from nlp.check.people import role_filled
from nlp.check.plan import Plan, trimmed
from nlp.check.said import TOPICS
from nlp.check.template import Demand, Sort, Template, heading_blank, on_the_line
from nlp.check.types import CheckedRequirement, Evidence, Finding, SectionVerdict
from nlp.check.words import likeness
from nlp.embed import Embedder
from nlp.types import Span

_DATE = re.compile(
    r"(?P<year>[12][0-9]{3})[　 ]*年[　 ]*[0-9]{1,2}[　 ]*月[　 ]*[0-9]{1,2}[　 ]*日|[12][0-9]{3}[-./][0-9]{1,2}[-./][0-9]{1,2}|二[〇○Ｏ0零]\S{2}年\S{1,2}月\S{1,3}日"
)
_OPEN_DATE = re.compile(r"年[_＿XxＸ×　 ]*月|年[_＿XxＸ× 　]{2,}")
_RULED = re.compile(r"[_＿]{2,}")
# A line that gives the whole time: 自4月10日起，至6月9日止; 活动时间：4月8日至6月14日.
_WHOLE = re.compile(
    r"^(?:自|从)[^，。；]*[0-9一二三四五六七八九十]+[月日号].*(?:至|到|止)|^[^，。；：:]{0,10}(?:时间|日期|时限|期限|日子)[^，。；：:]{0,4}[：:为是]"
)
_ITEM = re.compile(r"[（(]?[0-9一二三四五六七八九十]{1,3}[）).．、]")
_FIGURES = re.compile("(?:数|率|比例|面积|金额|电话)$")
CLOSING_LINES = 4


def hold(template: Template, plan: Plan, embedder: Embedder | None) -> Held:
    return Held(plan, template, assign(template, plan, embedder), standing_text(template, plan))


def standing_text(template: Template, plan: Plan) -> tuple[tuple[str, Span], ...]:
    """Instructions of the template that stand in the plan as they are, with or without their brackets."""
    found = []
    for demand in template.demands:
        words = heading_blank(demand) if demand.sort == "heading" else demand.text if demand.sort == "instruction" else None
        if words and len(words) >= LEAST_CONTENT and not _RULED.search(words):
            bare = words.strip("（）()【】[]。")
            for shape in (words, bare, re.sub("^填写[：:]", "", bare)):
                start = plan.text.find(shape)
                if start >= 0 and (len(shape) >= LEAST_CONTENT + 2 or (len(shape) >= LEAST_CONTENT and _alone(plan, shape, start))):
                    found.append((shape, (start, start + len(shape))))
                    break
    return tuple(found)


def _alone(plan: Plan, shape: str, start: int) -> bool:
    return any(line == (start, start + len(shape)) for line in lines(plan))


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
    for span in _closing(plan)[::-1]:
        words = plan.words(span)
        if PLACEHOLDER.search(words) and _OPEN_DATE.search(words):
            return Outcome("partial", (span,), (Finding(code="placeholder", span=span, message="落款日期没有填完整"),))
        match = _DATE.search(words)
        if match and len(words) <= match.end() - match.start() + 24:
            late = match["year"] and plan.issued and int(match["year"]) < plan.issued.year
            return Outcome("partial" if late else "covered", (span,))
    return MISSING


def _closing(plan: Plan) -> list[Span]:
    return lines(plan)[-CLOSING_LINES:]


def _seal(held: Held, demand: Demand) -> Outcome:
    return labels.seal(held, _closing(held.plan))


def _heading(held: Held, demand: Demand) -> Outcome:
    asked = heading_blank(demand)
    if asked is not None and on_the_line(demand):
        return _valued(held, demand, asked)
    part = _part(held, demand)
    if part is None:
        return Outcome("missing", (), (_section_missing(demand),))
    if not held.written(held.body(part)):
        message = f"“{demand.title}”下只有模板文字，没有填写"
        return Outcome("partial", (part.span,), (Finding(code="placeholder", span=part.span, message=message),))
    if asked is None:
        return Outcome("covered", (part.span,))
    result = answer(held.plan, read_asks(asked), held.body(part), part.title)
    return Outcome("partial" if result.findings else "covered", (part.span, *result.evidence), tuple(result.findings))


def _section_missing(demand: Demand) -> Finding:
    return Finding(code="section_missing", expected=demand.title, message=f"缺少“{demand.title}”部分")


def _part(held: Held, demand: Demand) -> Node | None:
    """The section that answers the heading a demand stands under; for a heading below another one the passage there that does."""
    number = demand.node
    if number < 0:
        return None
    if number in held.parts:
        return held.parts[number]
    node = held.template.nodes[number]
    if node.parent >= 0:
        above = held.parts.get(node.parent)
        return _inside(held, demand, above) if above else None
    below = [held.parts[n] for n, other in enumerate(held.template.nodes) if other.parent == number and n in held.parts]
    if below:
        return replace(below[0], span=(below[0].span[0], below[-1].span[1]))
    return _second_chance(held, node.title)


def _inside(held: Held, demand: Demand, above: Node) -> Node | None:
    """The sentences of a section that deal with the matter of a heading below it."""
    plan, title = held.plan, held.template.nodes[demand.node].title
    core = re.sub("(?:活动|工作|教育|措施|安排|建设|管理|要求|方案)$", "", title) or title
    said = next((said for name, said in TOPICS if name.search(title)), None)
    for span in sentences(plan, above.body):
        words = plan.words(span)
        if core in words or likeness(words, title) >= 0.4 or (said and said.search(words) and core[:2] in words):
            stop = plan.text.find("\n", span[1])
            end = min(above.span[1], stop if stop >= 0 else above.span[1])
            return Node(title, (span[0], end), (span[0], span[0]), span, above.depth + 1, -1, False)
    return None


def _second_chance(held: Held, title: str) -> Node | None:
    """A section that answers another heading as well: 组织与保障 for 保障措施; a leading group that stands in the opening."""
    plan = held.plan
    family = next((family for family in FAMILIES if family.title.search(title)), None)
    for part in plan.nodes:
        if part.depth and likeness(part.title, title) < 0.5:
            continue
        if likeness(part.title, title) >= 0.3 or (family and len(title) <= 6 and title[-2:] in part.title):
            return part
        halves = re.split("[与和及、]", part.title)
        if len(halves) > 1 and family and any(family.title.search(half) for half in halves) and family.body.search(plan.words(part.body)):
            return part
    for line in lines(plan):
        words = plan.words(line)
        if len(words) <= 16 and likeness(words.strip("【】[]：:"), title) >= 0.7:
            return Node(title, (line[0], _to_next(plan, line)), line, line, 0, -1, True)
    if family and family.name == "组织领导" and role_filled(plan.text, "组长"):
        at = re.search(r"(?<![级课研科术])组[\s　]{0,4}长", plan.text)
        found = next((span for span in lines(plan) if at and span[0] <= at.start() < span[1]), None)
        return Node(title, found, (found[0], found[0]), found, 0, -1, False) if found else None
    return None


def _to_next(plan: Plan, line: Span) -> int:
    """The end of what stands under a heading without a number: the next short line or the next heading."""
    for other in lines(plan):
        if other[0] > line[1] and (len(plan.words(other)) <= 8 or any(node.span[0] == other[0] for node in plan.nodes)):
            return other[0]
    return len(plan.text)


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
    # Of several figures each must be there; a single matter on the heading's line is the heading's own.
    figures = tuple(topic for topic in asks.topics if _FIGURES.search(topic)) if len(asks.topics) > 1 else ()
    result = answer(plan, replace(asks, topics=figures), value, demand.title)
    if _RULED.search(words):
        result.fault("placeholder", f"“{demand.title}”没有填完整", span=value)
    return Outcome("partial" if result.findings else "covered", (value,), tuple(result.findings))


def _value(held: Held, demand: Demand, *, dates: bool) -> Span | None:
    plan, part = held.plan, held.parts.get(demand.node)
    family = next((family for family in FAMILIES if family.title.search(demand.title)), None)
    inside = [span for span in lines(plan) if part is None or part.span[0] <= span[0] < part.span[1]]
    if dates:
        ranged = [span for span in inside if len(_days(plan, span)) >= 2]
        whole = [span for span in ranged if _WHOLE.search(plan.words(span)) and not _ITEM.match(plan.words(span))]
        if part is None:
            return _after_label(plan, whole[0]) if whole else None
        if ranged:
            return _after_label(plan, (whole or ranged)[0])
    if part is not None:
        named = [
            s
            for s in inside
            if re.search("[：:]", plan.words(s)) and (family is None or family.title.search(re.split("[：:]", plan.words(s))[0]))
        ]
        if named:
            return _after_label(plan, named[0])
        body = trimmed(plan.text, part.body)
        return body if body[0] < body[1] else None
    for span in lines(plan):
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
    unfilled = Finding(code="placeholder", span=part.span if part else None, message="提示语原样留着，没有填写")
    if part is None:
        return Outcome("missing", (), (unfilled,) if left else ())
    body = held.body(part)
    if not held.written(body) or (left and not held.written(body, tables=False)):
        return Outcome("missing", (), (unfilled,))
    result = answer(held.plan, read_asks(demand.text), body, part.title)
    ruled = next((s for s in sentences(held.plan, body) if _RULED.search(held.plan.words(s)) and not _judged_alone(held, s)), None)
    if ruled:
        result.fault("placeholder", f"“{held.plan.words(ruled)[:20]}”没有填写", span=ruled)
    return Outcome("partial" if result.findings else "covered", tuple(result.evidence), tuple(result.findings))


def _judged_alone(held: Held, span: Span) -> bool:
    """A blank that the template itself has as a line or a row of its own is judged there."""
    words = held.plan.words(span)
    own = [d.text for d in held.template.demands if d.sort in ("blank", "row")]
    names = {match["label"] for text in own for match in labels.LABELS.finditer(text)} | {t.split("\t")[0] for t in own if "\t" in t}
    fixed = [PLACEHOLDER.sub("", text) for text in own]
    return any(name and name in words for name in names) or any(likeness(words, text) >= 0.5 for text in fixed if len(letters(text)) > 4)


def _blank(held: Held, demand: Demand) -> Outcome:
    part = _part(held, demand)
    return labels.blank(held, demand, part.span if part else None)


def _row(held: Held, demand: Demand) -> Outcome:
    part = _part(held, demand)
    return labels.row(held, demand, part.span if part else None)


JUDGES: dict[Sort, Callable[[Held, Demand], Outcome]] = {
    "title": _title, "date": _date, "seal": _seal, "heading": _heading, "instruction": _instruction, "blank": _blank, "row": _row,
}  # fmt: skip

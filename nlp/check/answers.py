"""How a section of the plan answers what an instruction of the template asks for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nlp.check.asks import Asks
from nlp.check.blanks import PLACEHOLDER
from nlp.check.counts import counted
from nlp.check.items import columns, items_of
from nlp.check.people import bare_name, duties_named, names_person, names_unit, role_filled
from nlp.check.plan import Plan
from nlp.check.said import TOPICS, lacking, said_of
from nlp.check.types import Code, Finding
from nlp.check.values import shortfalls
from nlp.check.words import grams
from nlp.types import Deadline, Span

_SOURCE = re.compile("来源")
_MONEY = re.compile(r"[0-9一二三四五六七八九十百千万.]+ ?(?:万|千|百)?元")
MOST_EVIDENCE = 8
Test = Callable[[Plan, Span], bool]


@dataclass(slots=True)
class Answer:
    """What was found while asking; `lacks` are contents that are not there and have no code of their own."""

    findings: list[Finding] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)
    lacks: int = 0

    def fault(self, code: Code, message: str, *, expected: str | None = None, found: str | None = None, span: Span | None = None) -> None:
        if all(finding.code != code for finding in self.findings):
            self.findings.append(Finding(code=code, expected=expected, found=found, span=span, message=message))

    def lack(self, message: str) -> None:
        self.lacks += 1
        self.findings.append(Finding(code="content_missing", message=message))


def answer(plan: Plan, asks: Asks, body: Span, noun: str) -> Answer:
    """`body` is the passage that answers, without template text; `noun` the heading it stands under."""
    result = Answer()
    items = items_of(plan, body)
    for count in asks.counts:
        have, where = counted(plan, count, body, items)
        result.evidence += where
        if have < count.least:
            code: Code = "target_missing" if have == 0 and count.data else "target_low"
            what = "可量化的数据" if count.data else "问题" if count.problems else count.noun or noun
            message = f"要求不少于{count.least}项，方案没有写出{what}" if have == 0 else f"要求不少于{count.least}项，方案只有{have}项"
            result.fault(code, message, expected=str(count.least), found=str(have))
    _each(plan, asks, items, body, result)
    _among(plan, asks, items, body, result)
    for lack in shortfalls(plan, asks, body):
        message = f"要求{lack.expected}，方案写的是“{lack.found}”" if lack.found else f"没有写明{lack.expected}的落实情况"
        result.fault(lack.code, message, expected=lack.expected, found=lack.found, span=lack.span)
    _listed(plan, asks, body, result)
    _topics(plan, asks, body, result)
    _money(plan, asks, body, result)
    _group(plan, asks, body, result)
    if asks.dates:
        _range(plan, asks, body, result)
    _length(plan, asks, body, result)
    result.evidence += [finding.span for finding in result.findings if finding.span and body[0] <= finding.span[0] < body[1]]
    if not result.evidence or not (asks.items or asks.listed or asks.topics or asks.values):
        result.evidence = list(items) or sentences(plan, body)
    result.evidence = list(dict.fromkeys(result.evidence)) or [body]
    return result


def sentences(plan: Plan, body: Span) -> list[Span]:
    return [passage for passage in plan.passages if body[0] <= passage[0] and passage[1] <= body[1]]


def _each(plan: Plan, asks: Asks, items: Sequence[Span], body: Span, result: Answer) -> None:
    wanted: list[tuple[bool, Test, Code, str]] = [
        (asks.each_date, dated, "deadline_missing", "时间"),
        (asks.each_owner, _owned, "owner_missing", "责任人"),
        (asks.each_unit, _united, "owner_missing", "组织部门"),
    ]
    for asked, has, code, what in wanted:
        places = list(items) or (sentences(plan, body) if asked and not asks.listed else [])
        if not asked or (asks.listed and asks.each_date and has is dated):
            continue
        without = [span for span in places if not has(plan, span)]
        if not items and len(without) < len(places):
            without = [span for span in without if len(plan.words(span)) > 12] if asks.each_owner else []
        if without:
            words = plan.words(without[0])
            name = words if len(words) <= 16 else words[:15] + "…"
            result.fault(code, f"“{name}”等{len(without)}项没有注明{what}", expected=what, span=without[0])


def dated(plan: Plan, span: Span) -> bool:
    return any(time.kind in ("due", "period", "start") or _weekly(time) for time in plan.times_in((span,)))


def _weekly(time: Deadline) -> bool:
    """每周三, 每月第一周, 每天7:50 name a time; 每学期 does not."""
    return time.kind == "recurring" and time.frequency is not None and time.frequency.per in ("day", "week", "month")


def _owned(plan: Plan, span: Span) -> bool:
    return names_person(plan.words(span)) or bare_name(plan.words(span), plan.text) or columns(plan, span, "owner")


def _united(plan: Plan, span: Span) -> bool:
    return names_unit(plan.words(span)) or _owned(plan, span)


def _listed(plan: Plan, asks: Asks, body: Span, result: Answer) -> None:
    """Stages, groups, aspects that must all be dealt with, each dated where dates are asked for each."""
    found: list[Span] = []
    for name in asks.listed:
        # A stage by its name alone; a matter by what is done about it as well.
        at = next((s for s in sentences(plan, body) if name[:2] in plan.words(s) or name[-2:] in plan.words(s)), None)
        at = at or next((s for s in sentences(plan, body) if said_of(name, plan.words(s))), None)
        if at is None:
            result.lack(f"没有写到“{name}”")
            continue
        line_end = plan.text.find("\n", at[1])
        whole = (at[0], min(body[1], line_end if line_end >= 0 else body[1])) if asks.each_date else at
        if asks.each_date and not dated(plan, whole):
            result.fault("deadline_missing", f"“{plan.words(at)[:12]}”没有注明起止时间", expected="起止时间", span=at)
        found += [whole, *[s for s in sentences(plan, body) if said_of(name, plan.words(s))][:3]]
    result.evidence += found


def _among(plan: Plan, asks: Asks, items: Sequence[Span], body: Span, result: Answer) -> None:
    if asks.among is None:
        return
    for topic, said in TOPICS:
        if topic.search(asks.among) and topic.pattern != "时间|日期|时限":
            if not any(said.search(plan.words(span)) for span in items or (body,)):
                result.lack(f"缺少“{asks.among}”的内容")
            return
    core = re.sub(r"^(?:请|有|由|为|邀请|组织|面向|要)|(?:参与|参加|进行|活动|的)", "", asks.among)
    if core and not any(gram in plan.words(body) for gram in grams(core) if len(gram) == 2):
        result.lack(f"缺少“{asks.among}”的内容")


def _topics(plan: Plan, asks: Asks, body: Span, result: Answer) -> None:
    text = plan.words(body)
    has_day, has_owner = any(dated(plan, s) for s in [body, *sentences(plan, body)]), any(_owned(plan, s) for s in sentences(plan, body))
    for topic in asks.topics:
        if asks.money and re.search("金额|来源", topic):
            continue
        code = lacking(topic, text, dated=has_day, owned=has_owner)
        if code == "content_missing":
            result.lack(f"没有写到“{topic}”")
        elif code:
            result.fault(code, f"没有写明“{topic}”", expected=topic)
        else:
            result.evidence += [s for s in sentences(plan, body) if said_of(topic, plan.words(s))][:3]


def _money(plan: Plan, asks: Asks, body: Span, result: Answer) -> None:
    if not asks.money:
        return
    lines = [s for s in sentences(plan, body) if re.search("经费|资金|元", plan.words(s))]
    blank = next((s for s in lines if PLACEHOLDER.search(plan.words(s))), None)
    if blank:
        result.fault("placeholder", "经费金额空着没有填写", expected="金额", span=blank)
    elif not _MONEY.search(plan.words(body)):
        result.fault("target_missing", "经费没有写明金额", expected="金额", span=lines[0] if lines else None)
    if _SOURCE.search(asks.text) and not said_of("来源", plan.words(body)):
        result.lack("经费没有写明来源")


def _group(plan: Plan, asks: Asks, body: Span, result: Answer) -> None:
    text = plan.words(body)
    for role in asks.roles:
        filled = role_filled(text, role)
        if not filled:
            result.fault("owner_missing", f"没有写明{role}" if filled is None else f"{role}没有填写姓名", expected=role)
    if asks.duties and not duties_named(text):
        result.lack("有名单，没有写明分工或职责")


def _range(plan: Plan, asks: Asks, body: Span, result: Answer) -> None:
    days = [time for time in plan.times_in((body,)) if time.kind in ("due", "period", "start") and (time.start or time.end)]
    exact = [time for time in days if re.search("[日号]|[0-9][-./][0-9]", time.text)]
    ends = {day for time in exact for day in (time.start, time.end) if day}
    if len(ends) < 2:
        result.fault("deadline_missing", "没有写明起止日期", expected="起止日期", found=days[0].text if days else None)
        return
    result.evidence += [time.span for time in exact]
    if plan.issued and any(day.year < plan.issued.year for day in ends):
        result.lack(f"起止日期的年份与方案日期（{plan.issued.year}年）不符")


def _length(plan: Plan, asks: Asks, body: Span, result: Answer) -> None:
    size = sum(not sign.isspace() for sign in plan.words(body))
    if asks.most_characters and size > asks.most_characters:
        message = f"要求{asks.most_characters}字以内，方案写了{size}字"
        result.fault("target_low", message, expected=str(asks.most_characters), found=str(size), span=body)
    if asks.least_characters and size < asks.least_characters:
        message = f"要求不少于{asks.least_characters}字，方案写了{size}字"
        result.fault("target_low", message, expected=str(asks.least_characters), found=str(size), span=body)

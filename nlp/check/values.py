"""Numbers and days that an instruction sets against those of the section that answers: 开放不少于10小时, 用时不超过3分钟, 9月底前."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nlp.check.asks import Asks
from nlp.check.numbers import ALL, fits, worth
from nlp.check.plan import Plan
from nlp.check.rates import rate_of
from nlp.check.repeats import HAPPENS, occasions
from nlp.check.types import Code
from nlp.check.words import grams
from nlp.timex import find_times
from nlp.types import Deadline, Span, Target

NAMED = frozenset(("名", "人", "位", "门", "个", "项", "种", "件", "类", "对"))
"""Units of what a plan may list by name: 合唱、篮球、书法 are three 门."""
SLACK = 0.8
"""Share of the times asked for that days written one by one must reach: a school year has months without school."""
_MARK = re.compile(r"[，。；：:\n|（）()]")
_PLACE = re.compile(r"^(?:全[校年员]|达到|至少|不少于|各校|学校)|[0-9.]+")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What is worse than asked; `span` is None where nothing was said at all."""

    code: Code
    expected: str
    found: str | None
    span: Span | None


def shortfalls(plan: Plan, asks: Asks, body: Span) -> list[Shortfall]:
    found = [_value(plan, asks.text, value, body) for value in asks.values]
    found += [_day(plan, day, asks.text, body) for day in asks.days]
    return [lack for lack in found if lack]


def _value(plan: Plan, asked: str, value: Target, body: Span) -> Shortfall | None:
    clause = _clause(asked, value.span)
    per = _rhythm(asked, value.span)
    about = grams(_PLACE.sub("", clause.replace(value.text, "")))
    rivals = [q for q in plan.quantities_in((body,)) if q.value is not None and worth(value.unit, q.unit or "") is not None]
    near = _nearest(plan, about, rivals, value)
    if value.unit in HAPPENS and per:
        return _often(plan, value, per, about, near, body)
    if near:
        best = max(near, key=lambda q: (q.unit == value.unit, _suits(plan, value, per, q)))
        return None if _suits(plan, value, per, best) else Shortfall("target_low", value.text, best.text, best.span)
    text = plan.words(body)
    if value.unit in NAMED and value.value is not None and value.comparator == ">=":
        have = _listed(text)
        if have:
            return None if have >= value.value else Shortfall("target_low", value.text, str(have), body)
    if value.unit in ("%", "％") and ALL.search(text):
        return None
    # What has to be done within some time of an event may be answered by a date: silence about the span is no fault.
    if value.comparator in ("<=", "<") and re.search("后$|[0-9一二三]?日?起$", clause.split(value.text)[0]):
        return None
    return Shortfall("target_missing", value.text, None, None)


def _nearest(plan: Plan, about: frozenset[str], rivals: Sequence[Target], value: Target) -> list[Target]:
    """Those whose clause shares most with the clause that asks; all of one unit where none shares anything."""
    held = [(_shared(_around(plan, q.span), about), q) for q in rivals]
    most = max((share for share, _ in held), default=0)
    if most:
        return [q for share, q in held if share == most]
    strict = value.unit in ("%", "％", "元", "万元", "分钟", "小时", "秒", "天", "字") or len(rivals) == 1
    return [q for _, q in held if q.unit == value.unit] or ([q for _, q in held] if strict else [])


def _shared(text: str, about: frozenset[str]) -> int:
    return len([gram for gram in grams(text) & about if len(gram) > 1])


def _around(plan: Plan, span: Span) -> str:
    """The clause of a number or a time, with the one before it where it is short: 沙袋，100个."""
    start, end = span
    left = max((m.end() for m in _MARK.finditer(plan.text, max(0, start - 40), start)), default=max(0, start - 40))
    stop = _MARK.search(plan.text, end)
    right = min(stop.start() if stop else len(plan.text), end + 30)
    if start - left <= 1 and left > 1:
        left = max((m.end() for m in _MARK.finditer(plan.text, max(0, left - 20), left - 1)), default=max(0, left - 20))
    return plan.text[left:right]


def _suits(plan: Plan, value: Target, per: float, said: Target) -> bool:
    if not per:
        return fits(value, said)
    own = _rhythm_in(plan, said.span) or per
    scale = own / per
    if said.value is None or value.comparator in ("<=", "<", "between"):
        return fits(value, said)
    return said.value * (worth(value.unit, said.unit or "") or 1.0) * scale >= (value.value or 0) - 1e-6


def _often(plan: Plan, value: Target, per: float, about: frozenset[str], near: Sequence[Target], body: Span) -> Shortfall | None:
    """每两周不少于1节: rhythms of the sentences that speak of it, with their counts; days written one by one count as well."""
    need = per * (value.value or 1.0)
    times = [time for time in plan.times_in((body,)) if time.frequency]
    held = [(_shared(_around(plan, time.span), about), _shared(_sentence(plan, time.span), about), time) for time in times]
    most = max(((near_by, whole) for near_by, whole, _ in held), default=(0, 0))
    spoken = [time for near_by, whole, time in held if (near_by, whole) == most]
    rates = [(rate_of(time, _times(plan, time)), time.text, time.span) for time in spoken]
    rates += [((q.value or 0) * per, q.text, q.span) for q in near if not _rhythm_in(plan, q.span) and not rates]
    days = {time.start or time.end for time in plan.times_in((body,)) if time.kind in ("due", "period", "start")}
    if len(days) >= SLACK * need:
        return None
    if not rates:
        said = f"{len(days)}次" if days else None
        return Shortfall("target_low" if days else "target_missing", value.text, said, None)
    best = max(rates, key=lambda rate: rate[0])
    return None if best[0] >= need - 1e-9 else Shortfall("target_low", value.text, best[1], best[2])


def _times(plan: Plan, time: Deadline) -> float:
    """每月两次 is two; 周一、周四各一次 is two as well, and so is 开学初和期中后各一次."""
    start, end = _sentence_span(plan, time.span)
    after = [q for q in plan.quantities_in(((time.span[0], end),)) if q.unit in HAPPENS and q.value]
    count = (after[0].value or 1.0) if after else 1.0
    named = occasions(plan, after[0].span) if after else 1
    return count * max(named, 2 if re.search(r"和[^，。；]{1,12}各", plan.text[start:end]) else 1)


def _sentence_span(plan: Plan, span: Span) -> Span:
    return next((passage for passage in plan.passages if passage[0] <= span[0] < passage[1]), span)


def _sentence(plan: Plan, span: Span) -> str:
    return plan.words(_sentence_span(plan, span))


def _clause(text: str, span: Span) -> str:
    left = max(text.rfind(sign, 0, span[0]) for sign in "，。；：") + 1
    rights = [at for at in (text.find(sign, span[1]) for sign in "，。；") if at >= 0]
    return text[left : min(rights, default=len(text))]


def _rhythm(text: str, span: Span) -> float:
    """Times a year of the rhythm before a number in its clause, 0 where there is none."""
    left = max(text.rfind(sign, 0, span[0]) for sign in "，。；：") + 1
    times = [time for time in _times_of(text[left : span[0]] + "　") if time.frequency]
    return rate_of(times[-1]) if times else 0.0


def _rhythm_in(plan: Plan, span: Span) -> float:
    left = max(plan.text.rfind(sign, 0, span[0]) for sign in "，。；：\n|") + 1
    before = [time for time in plan.times if left <= time.span[0] and time.span[1] <= span[0] and time.frequency]
    return rate_of(before[-1]) if before else 0.0


@lru_cache(maxsize=512)
def _times_of(text: str) -> tuple[Deadline, ...]:
    return find_times(text, issued=None)


def _listed(text: str) -> int:
    """The longest run of names: 合唱、篮球、书法; a short value is one name."""
    if 2 <= len(text) <= 8 and re.fullmatch("[\u4e00-\u9fff·]+", text):
        return 1
    return max((len(re.split("[、和]", run)) for run in re.findall(r"[^，。；：\n]*[、和][^，。；：\n]*", text)), default=0)


def _day(plan: Plan, day: str, asked: str, body: Span) -> Shortfall | None:
    base = plan.issued or next((time.start or time.end for time in plan.times if time.start or time.end), None)
    limit = next((time.end or time.start for time in find_times(day, issued=base) if time.end or time.start), None)
    said = [
        t for t in plan.times_in((body,)) if t.kind in ("due", "period", "start") and (t.end or t.start) and re.search("[月日号]", t.text)
    ]
    yearly = [time for raw in _YEARLY.finditer(plan.text, *body) for time in _yearly(plan, raw)]
    if limit is None:
        return None
    if not said and not yearly:
        return Shortfall("deadline_missing", day, None, None)
    about = grams(_clause(asked, (asked.find(day), asked.find(day) + len(day))).replace(day, ""))
    ranked = sorted([*said, *yearly], key=lambda t: -_shared(_sentence(plan, t.span), about))
    best = ranked[0]
    last = best.end or best.start
    if last is None or (last.month, last.day) <= (limit.month, limit.day) or last <= limit:
        return None
    return Shortfall("deadline_late", limit.isoformat(), best.text, best.span)


_YEARLY = re.compile(r"每学?年(?=[0-9]{1,2}月)")


def _yearly(plan: Plan, match: re.Match[str]) -> list[Deadline]:
    """每年5月20日前 is a rhythm to the grammar of time; here its day counts."""

    tail = plan.text[match.end() : match.end() + 12]
    return [replace(t, span=(match.end() + t.span[0], match.end() + t.span[1])) for t in find_times(tail, issued=plan.issued)[:1] if t.end]

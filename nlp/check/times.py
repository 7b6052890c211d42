"""Dates and rhythms of a requirement against those of the passages that answer it."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from nlp.check.plan import Plan
from nlp.check.rates import PER_YEAR, rate_of
from nlp.check.requirements import Requirement
from nlp.check.types import Finding
from nlp.check.words import grams
from nlp.types import Deadline, Span, Target

_VAGUE = re.compile(r"定期|不定期|适时|经常|常态|时常|择机|视情|灵活|适当|平时|随时|不时")
_QUICK = re.compile(r"从快|立即|第一时间|当[日天]|马上|迅速|及时(?:上报|报告|处置|核查|调查|整改)")
_PUT_OFF = re.compile(
    r"待[^，。；\n]{1,14}(?:后|再|时|统一)|等到|学期[末结]|开学后|放假后|年底[^，。；\n]{0,6}(?:统一|集中|再)|下学期|次月|下个月"
)
_ENDS = re.compile(
    r"完成|完毕|结束|[做办查改建交报审验评写订备]完|办结|到位|竣工|验收|销号|收尾|建成|定稿|上报|报送|提交|上交|报[到送给区县市局]|交[到至]"
)
_BEGINS = re.compile(r"启动|开始|开展|动员|部署|布置|起步|着手|筹备|开工|动工|拟定初稿|征求")
_WHOLE_YEAR = re.compile(r"^(?:全年|全学年|全学期|一年)$")
_STOPS = "，。；：:\n"
SHORT_TIME = 8
"""Characters of a clause that is a time and no more."""
_HOLIDAY = re.compile(
    r"(?:放假(?:时间)?[为是定在于：:]{0,2}(?P<a>[^，。；\n]{2,12}日)|(?P<b>[0-9]{1,2}月[0-9]{1,2}日)(?:起|开始|正式)?放(?:暑|寒)?假)"
)
_BEFORE_HOLIDAY = re.compile(r"放假(?:之)?前|假前")
_PER_NAMES = {
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "semester": "每学期",
    "half_year": "每半年",
    "year": "每年",
    "school_year": "每学年",
}
Scopes = Sequence[Sequence[Span]]
"""Where to look, nearest first: the clauses that answer, their sentence, the next best sentence with its clauses."""
ENOUGH_DAYS = 0.8
"""Share of half a year's rounds that days written one by one must reach: a term has weeks without school."""
GRACE = 31
"""Days by which a start may lie after the month in which it is asked for."""


def dates(plan: Plan, requirement: Requirement, scopes: Scopes, *, line: Span) -> list[Finding]:
    """The first scope that names a day decides, last of all the paragraph of the best sentence."""
    spoken = scopes[-1]
    found: list[Finding] = []
    for deadline in (*requirement.deadlines, *requirement.inherited):
        if deadline.kind in ("due", "period", "start") and deadline.tier == "must" and (deadline.end or deadline.start):
            found += _dated(plan, deadline, (*scopes, [line]), requirement)
    quick = _QUICK.search(requirement.text)
    for span in spoken if quick else ():
        late = _PUT_OFF.search(plan.words(span))
        if late and quick:
            at = (span[0] + late.start(), span[0] + late.end())
            message = f"通知要求{quick.group()}办理，计划写“{late.group()}”"
            found.append(Finding(code="deadline_late", expected=quick.group(), found=late.group(), span=at, message=message))
            break
    return found[:1]


def _dated(plan: Plan, deadline: Deadline, scopes: Scopes, requirement: Requirement) -> list[Finding]:
    limit = _limit(plan, deadline)
    times = next((there for scope in scopes if (there := _days(plan, scope))), [])
    if not times:
        own = deadline in requirement.deadlines and deadline.kind in ("due", "period") and not deadline.approximate
        if own and not _WHOLE_YEAR.search(deadline.text) and not _same_day(plan, requirement, deadline):
            return [Finding(code="deadline_missing", expected=limit.isoformat(), message=f"通知要求{deadline.text}，计划没有写时间")]
        return []
    said = (
        _finished(plan, requirement, deadline, times, scopes)
        if deadline.kind == "due"
        else max(times, key=lambda time: time.start or time.end or date.min)
    )
    day = _day(said, deadline)
    if day > limit:
        return [
            Finding(
                code="deadline_late",
                expected=limit.isoformat(),
                found=day.isoformat(),
                span=said.span,
                message=f"计划写明{said.text}，晚于通知要求的{deadline.text}",
            )
        ]
    return []


def _finished(plan: Plan, requirement: Requirement, deadline: Deadline, times: Sequence[Deadline], scopes: Scopes) -> Deadline:
    """The time that counts against a deadline: the earliest, but where a work is to be finished that of the clause that ends it
    (4月10日启动，5月6日完毕), of several the one that shares most with what is asked."""
    first = min(times, key=lambda time: time.end or time.start or date.max)
    asked = _clause_at(requirement.text, deadline.span[0] - requirement.span[0])
    if _BEGINS.search(asked):
        return first
    ends = [time for time in times if _ENDS.search(_clause_of(plan, time))]
    if not ends and _BEGINS.search(_clause_of(plan, first)):
        ends = [time for scope in scopes for time in _days(plan, scope) if _ENDS.search(_clause_of(plan, time))]
        ends = [time for time in ends if _common(_clause_of(plan, time), asked)]
    if not ends:
        return first
    return max(ends, key=lambda time: (_common(_clause_of(plan, time), asked), -(time.end or time.start or date.max).toordinal()))


def _common(said: str, asked: str) -> int:
    return len([gram for gram in grams(said) & grams(asked) if len(gram) > 1])


def _clause_of(plan: Plan, time: Deadline) -> str:
    return _clause_at(plan.text, time.span[0])


def _clause_at(text: str, at: int) -> str:
    """The clause of a place, with the next one where it holds a time alone: 4月10日前，排查完毕."""
    left = max(text.rfind(sign, 0, at) for sign in _STOPS) + 1
    stop = _stop(text, at)
    return text[left : _stop(text, stop + 1) if stop - left <= SHORT_TIME and text[stop : stop + 1] == "，" else stop]


def _stop(text: str, at: int) -> int:
    return min((found for sign in _STOPS if (found := text.find(sign, at)) >= 0), default=len(text))


def _same_day(plan: Plan, requirement: Requirement, deadline: Deadline) -> bool:
    """Whether the plan names the very day elsewhere, in a sentence on the same matter: 12月4日国家宪法日."""
    if deadline.start is None or deadline.start != deadline.end:
        return False
    there = [time for time in plan.times if (time.start, time.end) == (deadline.start, deadline.end)]
    wanted = grams(requirement.text.replace(deadline.text, "") + deadline.text[-5:])
    spoken = (plan.words(span) for time in there for span in plan.passages if span[0] <= time.span[0] < span[1])
    return any(len(gram) > 1 for words in spoken for gram in grams(words) & wanted)


def _limit(plan: Plan, deadline: Deadline) -> date:
    """The last day that is in time; for 放假前 the plan's own last day of school."""
    if _BEFORE_HOLIDAY.search(deadline.text):
        match = _HOLIDAY.search(plan.text)
        if match:
            at = match.start("a") if match["a"] else match.start("b")
            day = next(
                (
                    time.end or time.start
                    for time in plan.times
                    if time.span[0] <= at < time.span[1] or match.start() <= time.span[0] < match.end()
                ),
                None,
            )
            if day:
                return day
    if deadline.kind == "start" and deadline.start:
        return deadline.start + timedelta(days=GRACE)
    return deadline.end or deadline.start or date.max


def _day(time: Deadline, asked: Deadline) -> date:
    """The day that counts: where a work is due its end; where it runs, its beginning must not lie after the time set."""
    if asked.kind == "start":
        return time.start or time.end or date.min
    return time.end or time.start or date.min


def _days(plan: Plan, spans: Sequence[Span]) -> list[Deadline]:
    return [
        time
        for time in plan.times_in(spans)
        if time.kind in ("due", "period", "start")
        and (time.start or time.end)
        and (re.search("[0-9一二三四五六七八九十]月|[0-9]日|号", time.text) or ".feast:" in time.why)
    ]


def rhythms(plan: Plan, requirement: Requirement, scopes: Scopes) -> list[Finding]:
    """每季度至少2次 against 每学期不少于2次; 定期 stands for no rhythm."""
    spoken = scopes[-1]
    found: list[Finding] = []
    several = sum(deadline.kind == "recurring" for deadline in requirement.deadlines) > 1
    lines = [_paragraph(plan, span) for span in scopes[1][:1]]
    for deadline in requirement.deadlines:
        if deadline.kind != "recurring" or deadline.frequency is None or deadline.tier == "may":
            continue
        near = next((there for scope in scopes if (there := [time for time in plan.times_in(scope) if time.frequency])), [])
        if several:
            near = [time for time in plan.times_in([*scopes[-1], *lines]) if time.frequency]
        if not near:
            found += [] if _one_by_one(plan, deadline, [*spoken, *lines]) else _without(plan, deadline, spoken)
            continue
        best = min(near, key=lambda time: abs(rate_of(time) - rate_of(deadline)))
        # The count that goes with a rhythm stands in its own sentence, not in that of another matter.
        beside = plan.quantities_in([span for span in spoken if span[0] <= best.span[0] < span[1]])
        asked, said = _count(requirement.targets, deadline), _count(beside, best)
        if rate_of(best) * max(1.0, said) < rate_of(deadline) * max(1.0, asked) - 1e-9 and rate_of(best) < rate_of(deadline) - 1e-9:
            if any(_VAGUE.search(plan.words(span)) for span in spoken):
                found += _without(plan, deadline, spoken)
                continue
            expected = _PER_NAMES.get(deadline.frequency.per, deadline.text)
            found.append(
                Finding(
                    code="frequency_low",
                    expected=expected,
                    found=best.text,
                    span=best.span,
                    message=f"计划写“{best.text}”，少于通知要求的“{deadline.text}”",
                )
            )
    return found[:1]


def _one_by_one(plan: Plan, deadline: Deadline, spans: Sequence[Span]) -> bool:
    """Whether days written one by one make up a rhythm: 9月、11月各一次 for 每学期. Half a year of them will do."""
    days = {(time.start, time.end) for time in _days(plan, spans)}
    return len(days) > 1 and len(days) >= ENOUGH_DAYS * PER_YEAR.get(deadline.frequency.per, 0.0) / 2 if deadline.frequency else False


def _paragraph(plan: Plan, span: Span) -> Span:
    stop = plan.text.find("\n", span[1])
    return plan.text.rfind("\n", 0, span[0]) + 1, stop if stop >= 0 else len(plan.text)


def _without(plan: Plan, deadline: Deadline, spoken: Sequence[Span]) -> list[Finding]:
    for span in spoken:
        vague = _VAGUE.search(plan.words(span))
        if vague:
            at = (span[0] + vague.start(), span[0] + vague.end())
            return [
                Finding(
                    code="deadline_missing",
                    expected=deadline.text,
                    found=vague.group(),
                    span=at,
                    message=f"通知要求{deadline.text}，计划只写“{vague.group()}”",
                )
            ]
    if re.search("年|学期末", deadline.text) or (deadline.frequency and deadline.frequency.per == "day"):
        return []
    return [Finding(code="deadline_missing", expected=deadline.text, message=f"通知要求{deadline.text}，计划没有写多久一次")]


def _count(quantities: Sequence[Target], time: Deadline) -> float:
    """The count that goes with a rhythm: the nearest one after it."""
    after = [
        q
        for q in quantities
        if q.value and q.span[0] >= time.span[0] and q.unit in ("次", "场", "期", "回", "轮", "篇", "节", "遍", "天", "个")
    ]
    return min(after, key=lambda q: q.span[0]).value or 1.0 if after else 1.0

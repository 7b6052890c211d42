"""Deadlines as a calendar (RFC 5545): one all-day event for each time that has a day or a rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from dateutil.rrule import rrulestr
from icalendar import Alarm, Calendar, Event, vRecur

from nlp.timex import given_days
from nlp.timex.calendar import SchoolCalendar
from nlp.types import Analysis, Deadline
from service.exports.columns import printable
from service.exports.options import Options
from service.exports.rows import Row, document_line, document_title, issue_day, rows
from service.exports.words import ROLES, deadline_text, target_text

ONE_DAY = timedelta(days=1)
EPOCH = date(1980, 1, 1)
REMINDER = timedelta(hours=-15)
"""Before midnight of the day: nine o'clock on the day before."""
SUMMARY_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Slot:
    """When an event stands in the calendar: days [start, end), and the rule by which it comes again."""

    start: date
    end: date
    rule: str | None = None


def render(analyses: Sequence[Analysis], options: Options) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Duban//Duban 1//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(document_title(analyses[0])) if len(analyses) == 1 else "督办")
    for analysis in analyses:
        for event in _events(analysis, options):
            calendar.add_component(event)
    data: bytes = calendar.to_ical(sorted=False)
    return data


def _events(analysis: Analysis, options: Options) -> Iterator[Event]:
    issued = issue_day(analysis, options.issued)
    table = rows(analysis, may=True)
    for deadline in analysis.deadlines:
        owners = [row for row in table if deadline.id in row.task.deadlines and (options.may or row.hard)]
        if owners or deadline.tier == "must":
            yield from (_event(analysis, deadline, slot, owners, issued or EPOCH) for slot in _slots(deadline, issued, options.calendar))


def _slots(deadline: Deadline, issued: date | None, calendar: SchoolCalendar) -> Iterator[Slot]:
    """One, or for 每学期 one in each semester that the calendar file gives: no RFC 5545 rule can say those."""
    if deadline.rrule is None and deadline.frequency and issued:
        yield from (Slot(day, day + ONE_DAY) for day in given_days(deadline, after=issued, calendar=calendar))
    elif slot := _slot(deadline, issued):
        yield slot


def _slot(deadline: Deadline, issued: date | None) -> Slot | None:
    """Where a time has no day, or a rule no day to count from, there is nothing to enter."""
    if deadline.rrule:
        first = _first(deadline.rrule, deadline.start or issued)
        return Slot(first, first + ONE_DAY, deadline.rrule) if first else None
    if deadline.kind == "due" and deadline.end:
        return Slot(deadline.end, deadline.end + ONE_DAY)
    start = deadline.start or deadline.end
    end = deadline.end or deadline.start
    return Slot(start, end + ONE_DAY) if start and end and start <= end else None


def _first(rule: str, since: date | None) -> date | None:
    """The first day of a rule from `since` on."""
    if since is None:
        return None
    found = rrulestr(rule, dtstart=datetime.combine(since, time())).after(datetime.combine(since, time()), inc=True)
    return found.date() if found else None


def _event(analysis: Analysis, deadline: Deadline, slot: Slot, owners: Sequence[Row], stamp: date) -> Event:
    event = Event()
    event.add("uid", _uid(analysis, deadline, slot if deadline.frequency and not slot.rule else None))
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    event.add("dtstart", slot.start)
    event.add("dtend", slot.end)
    if slot.rule:
        event.add("rrule", vRecur.from_ical(slot.rule))
    event.add("summary", printable(_summary(deadline, owners)))
    event.add("description", printable(_description(analysis, deadline, owners)))
    event.add("categories", ["督办"])
    event.add("transp", "TRANSPARENT")
    if deadline.kind == "due":
        event.add_component(_reminder(deadline))
    return event


def _reminder(deadline: Deadline) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", printable(deadline.text))
    alarm.add("trigger", REMINDER)
    return alarm


def _uid(analysis: Analysis, deadline: Deadline, slot: Slot | None) -> str:
    """The same for the same place of the same file, and for the same `slot` of several: a second import replaces the first."""
    key = f"{analysis.document.sha256} {deadline.span[0]} {deadline.span[1]} {deadline.id}" + (f" {slot.start}" if slot else "")
    return f"{sha256(key.encode()).hexdigest()[:32]}@duban"


def _summary(deadline: Deadline, owners: Sequence[Row]) -> str:
    """The first task, how many more there are, and whether the day is begun, due or a guess."""
    if not owners:
        return deadline.text
    title = owners[0].task.title or owners[0].task.text
    title = title if len(title) <= SUMMARY_LIMIT else title[: SUMMARY_LIMIT - 1] + "…"
    more = f"等{len(owners)}项" if len(owners) > 1 else ""
    mark = {"due": "截止：", "start": "开始："}.get(deadline.kind, "")
    return mark + title + more + ("（约）" if deadline.approximate else "")


def _description(analysis: Analysis, deadline: Deadline, owners: Sequence[Row]) -> str:
    lines = [f"时限：{deadline_text(deadline)}"]
    for row in owners:
        lines += ["", f"任务：{row.task.title or row.task.text}", *_bearers(row)]
        lines += [f"指标：{target_text(target)}" for target in row.targets]
        lines.append(f"原文：{row.task.text}" + (f"（{row.place}）" if row.place else ""))
    return "\n".join([*lines, "", f"出自：{document_title(analysis)}　{document_line(analysis)}".strip()])


def _bearers(row: Row) -> list[str]:
    named = [f"{words}：{'、'.join(row.offices(role))}" for role, words in ROLES.items() if row.offices(role)]
    return ([f"主体：{row.task.actor}"] if row.task.actor else []) + named

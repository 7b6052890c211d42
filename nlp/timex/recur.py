"""Recurrence: RFC 5545 rules of rhythms (FREQ=WEEKLY;BYDAY=WE) and the days they fall on from a given day."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

from nlp.timex.bearings import day_of, month_days
from nlp.timex.calendar import DEFAULT, ONE_DAY, YEARS, SchoolCalendar, Term
from nlp.types import Deadline, Per

BYDAY: Mapping[str, str] = {"一": "MO", "二": "TU", "三": "WE", "四": "TH", "五": "FR", "六": "SA", "日": "SU", "天": "SU"}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_OPENING = re.compile("开学|期?初")
_FREQ: Mapping[str, tuple[str, int]] = {
    "day": ("DAILY", 1), "week": ("WEEKLY", 1), "month": ("MONTHLY", 1), "quarter": ("MONTHLY", 3), "half_year": ("MONTHLY", 6),
    "year": ("YEARLY", 1), "school_year": ("YEARLY", 1),
}  # fmt: skip


def rule(per: Per, interval: int, by: str) -> str | None:
    """The RFC 5545 rule of a rhythm; None for a semester, which no rule can say."""
    if per not in _FREQ:
        return None
    freq, months = _FREQ[per]
    step = interval * months
    return ";".join(filter(None, (f"FREQ={freq}", f"INTERVAL={step}" if step > 1 else "", by)))


def next_days(deadline: Deadline, *, after: date, count: int, calendar: SchoolCalendar = DEFAULT) -> tuple[date, ...]:
    """The next `count` days on which a rhythm is due, later than `after`.

    Where a rhythm names no day, it is due on the last day of its period: a Sunday, the end of a month, a quarter (March, June …),
    a half-year, a year, a semester, a school year; 每学期初 on the last day of the opening fortnight, 每学期期中 on the middle day. `after` is a day between 1900 and 2100.
    """
    if deadline.frequency is None or count <= 0 or after.year not in YEARS:
        return ()
    per = deadline.frequency.per
    if per in ("semester", "school_year"):
        return tuple(islice(_term_days(deadline, after, calendar), count))
    return tuple(islice(_rule_days(_parts(deadline.rrule), after), count))


def _parts(rrule: str | None) -> Mapping[str, str]:
    return dict(part.split("=", 1) for part in rrule.split(";")) if rrule else {}


def given_days(deadline: Deadline, *, after: date, calendar: SchoolCalendar) -> tuple[date, ...]:
    """The days later than `after` on which a semester rhythm is due, in the semesters that a calendar file gives; none for another rhythm."""
    if deadline.frequency is None or deadline.frequency.per != "semester":
        return ()
    days = next_days(deadline, after=after, count=len(calendar.terms), calendar=calendar)
    return tuple(day for day in days if calendar.term_at(day).given)


def _term_days(deadline: Deadline, after: date, calendar: SchoolCalendar) -> Iterator[date]:
    yearly = deadline.frequency is not None and deadline.frequency.per == "school_year"
    term = calendar.term_at(after + ONE_DAY)
    while term.days[1].year in YEARS:
        day = _day_of_term(deadline, term, calendar)
        if day > after and not (yearly and term.half == 1):
            yield day
        term = calendar.after(term)


def _day_of_term(deadline: Deadline, term: Term, calendar: SchoolCalendar) -> date:
    if _OPENING.search(deadline.text):
        return calendar.opening(term)[1]
    if "期中" in deadline.text:
        return term.days[0] + (term.days[1] - term.days[0]) / 2
    return term.days[1]


def _rule_days(parts: Mapping[str, str], after: date) -> Iterator[date]:
    freq, step = parts.get("FREQ"), int(parts.get("INTERVAL", "1"))
    if freq == "DAILY":
        yield from (after + timedelta(days=step * n) for n in range(1, 36_500 // step))
    elif freq == "WEEKLY":
        yield from _weekly(parts.get("BYDAY", "SU").split(","), step, after)
    elif freq in ("MONTHLY", "YEARLY"):
        yield from _monthly(parts, step, after, yearly=freq == "YEARLY")


def _weekly(names: list[str], step: int, after: date) -> Iterator[date]:
    monday = after - timedelta(days=after.weekday())
    wanted = sorted(_DAYS.index(name) for name in names)
    for week in range(0, 5_200, step):
        days = (monday + timedelta(weeks=week, days=n) for n in wanted)
        yield from (day for day in days if day > after)


def _monthly(parts: Mapping[str, str], step: int, after: date, *, yearly: bool) -> Iterator[date]:
    """Months that a rule names, in a hundred years from `after`; a period of several months ends with the calendar's."""
    months = [int(month) for month in parts["BYMONTH"].split(",")] if "BYMONTH" in parts else None
    for index in range(after.year * 12 + after.month - 1, (after.year + 100) * 12):
        year, month = divmod(index, 12)
        by_year = (year - after.year) % step == 0 and month + 1 in (months or [12])
        by_month = ((month + 1) if 12 % step == 0 else index - after.year * 12) % step == 0
        if by_year if yearly else by_month:
            yield from (day for day in _days_of_month(parts, year, month + 1) if day > after)


def _weekday_of_month(by: str, year: int, month: int) -> list[date]:
    """-1FR: the last Friday; 2MO: the second Monday."""
    first, last = month_days(year, month)
    weekday, nth = _DAYS.index(by[-2:]), int(by[:-2])
    if nth < 0:
        return [last - timedelta(days=(last.weekday() - weekday) % 7)]
    return [first + timedelta(days=(weekday - first.weekday()) % 7, weeks=nth - 1)]


def _days_of_month(parts: Mapping[str, str], year: int, month: int) -> list[date]:
    _, last = month_days(year, month)
    if "BYSETPOS" in parts:
        return [next(day for day in (last - timedelta(days=n) for n in range(7)) if _DAYS[day.weekday()] in parts["BYDAY"].split(","))]
    if "BYDAY" in parts:
        return _weekday_of_month(parts["BYDAY"], year, month)
    named = [int(day) for day in parts.get("BYMONTHDAY", "-1").split(",")]
    days = (last + timedelta(days=n + 1) if n < 0 else day_of(year, month, n) for n in named)
    return sorted(day for day in days if day is not None)

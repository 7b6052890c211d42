"""Deadlines: 3月15日前, 本学期末, 每学期: the time expressions of a document that bind someone."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from nlp.binding import WINDOW, Around, judge, says_order
from nlp.timex import DEFAULT, SchoolCalendar, find_times, read_times
from nlp.timex.grammar import Reading, Time
from nlp.timex.school import SCHOOL_POINTS
from nlp.timex.shadow import shadow
from nlp.types import Deadline, Layout, Line, Source, Span

SILENT_ROLES = ("title", "issuer", "number", "recipients", "date", "signature", "attachment", "cc", "contact", "noise")
NEAR = 120
"""Days between the day of issue and the date under an enclosed notice, beyond which that date is taken for another thing."""
SCHOOL_TIME = frozenset(row.name for row in SCHOOL_POINTS)
BLOT = "\0"
"""A character that no row of the grammar reads."""


def find_deadlines(source: Source, layout: Layout, *, issued: date | None, calendar: SchoolCalendar = DEFAULT) -> tuple[Deadline, ...]:
    """The deadlines of a document in the order of its text. A report or an essay has none."""
    if layout.kind in ("report", "essay"):
        return ()
    plain = shadow(source.text)
    starts = [line.span[0] for line in layout.lines]
    found: list[Time] = []
    for time in _times(_without_noise(source.text, layout), layout.lines, issued, calendar):
        index = bisect_right(starts, time.span[0]) - 1
        if index >= 0 and _binds(time, plain, layout.lines[index], issued):
            found.append(time)
    whole = _campaign(found)
    deadlines = (_spread(time, whole).deadline(source.text) for time in found)
    return tuple(replace(deadline, id=f"D{n}", place=source.place(*deadline.span)) for n, deadline in enumerate(deadlines, 1))


def _without_noise(text: str, layout: Layout) -> str:
    """The text with its noise blotted out: the day on which a page was put on a site gives no year to the notice."""
    kept, at = [], 0
    for noise in layout.noise:
        start, end = noise.span
        kept += [text[at:start], BLOT * (end - max(start, at))]
        at = max(at, end)
    return "".join([*kept, text[at:]])


def _times(text: str, lines: tuple[Line, ...], issued: date | None, calendar: SchoolCalendar) -> Iterable[Time]:
    """All times, each part of the document read with the date under it: an enclosed notice has a day of issue of its own."""
    begin = 0
    for end, day in [*_signed(text, lines, issued), (len(text), issued)]:
        for time in read_times(text[begin:end], issued=day or issued, calendar=calendar):
            yield replace(time, span=(time.span[0] + begin, time.span[1] + begin))
        begin = end


def _signed(text: str, lines: tuple[Line, ...], issued: date | None) -> list[tuple[int, date]]:
    """The lines that are a date alone, with their day, where it lies near the day of issue."""
    found: list[tuple[int, date]] = []
    for line in lines:
        if line.role == "date":
            day = next((time.end for time in find_times(text[slice(*line.span)], issued=issued) if time.kind == "period"), None)
            if day is not None and (issued is None or abs((day - issued).days) <= NEAR):
                found.append((line.span[1], day))
    return found


def _binds(time: Time, plain: str, line: Line, issued: date | None) -> bool:
    if line.role in SILENT_ROLES:
        return False
    start, end = time.span
    low = line.label[1] if line.label and line.label[1] <= start else line.span[0]
    line_end = plain.find("\n", end, end + WINDOW)
    around = Around(plain[max(low, start - WINDOW) : start], plain[start:end], plain[end : line_end if line_end >= 0 else end + WINDOW])
    if (
        time.reading.rule == "day"
        and time.reading.kind == "period"
        and not time.reading.until
        and not (around.before + around.after).strip()
    ):
        return _labelled(plain, line.span)
    if _is_past(time.reading, issued) and not says_order(around):
        return False
    judgement = judge(time.reading, around)
    return judgement is None or judgement.binds


def _is_past(reading: Reading, issued: date | None) -> bool:
    """Whether a day or a month is over on the day of issue. School time is left out: its days hang on the calendar, and what binds must not."""
    if reading.kind != "period" or reading.until or reading.rule in SCHOOL_TIME:
        return False
    return bool(issued and reading.end and reading.end < issued)


def _labelled(plain: str, span: Span) -> bool:
    """Whether the line before a date that stands alone announces it: 三、评比时间."""
    begin = plain.rfind("\n", max(0, span[0] - 40), max(0, span[0] - 1)) + 1
    above = plain[max(begin, span[0] - 40) : span[0]].rstrip(" \n:")
    return above.endswith(("时间", "日期", "期限", "时限"))


def _campaign(times: list[Time]) -> tuple[date | None, date | None]:
    """The first and the last day of all stretches of time that a document sets."""
    spans = [(time.reading.start, time.reading.end) for time in times if time.reading.kind == "period" and time.reading.stretches]
    starts = [start for start, _ in spans if start]
    ends = [end for _, end in spans if end]
    return min(starts, default=None), max(ends, default=None)


def _spread(time: Time, whole: tuple[date | None, date | None]) -> Time:
    """贯穿始终 lasts from the first day of the campaign to the last."""
    if time.reading.rule != "whole_campaign":
        return time
    return replace(time, reading=replace(time.reading, start=whole[0], end=whole[1]))

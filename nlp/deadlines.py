"""Deadlines: 3月15日前, 本学期末, 每学期: the time expressions of a document that bind someone."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from nlp.timex import DEFAULT, SchoolCalendar, find_times
from nlp.types import Deadline, Layout, Source

SILENT_ROLES = ("title", "issuer", "number", "recipients", "date", "signature", "attachment", "cc", "contact", "noise")


def find_deadlines(source: Source, layout: Layout, *, issued: date | None, calendar: SchoolCalendar = DEFAULT) -> tuple[Deadline, ...]:
    """The deadlines of a document in the order of its text. A report, an essay or a letter has none."""
    if layout.kind in ("report", "essay"):
        return ()
    starts = [line.span[0] for line in layout.lines]
    found: list[Deadline] = []
    for deadline in find_times(source.text, issued=issued, calendar=calendar):
        index = bisect_right(starts, deadline.span[0]) - 1
        if index < 0 or layout.lines[index].role in SILENT_ROLES:
            continue
        found.append(replace(deadline, place=source.place(deadline.span[0])))
    return tuple(replace(deadline, id=f"D{n}") for n, deadline in enumerate(found, 1))

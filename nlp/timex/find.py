"""Every time expression of a text: one scan, one forward pass for the years."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from nlp.timex.bearings import Bearings
from nlp.timex.calendar import DEFAULT, YEARS, SchoolCalendar
from nlp.timex.dated import DATED_ROWS
from nlp.timex.grammar import Found, Row, Time
from nlp.timex.lengths import LENGTH_ROWS
from nlp.timex.names import inside, quotes, refused, titles
from nlp.timex.pieces import bare
from nlp.timex.rhythms import RHYTHM_ROWS
from nlp.timex.shadow import shadow
from nlp.timex.vague import VAGUE_ROWS
from nlp.types import Deadline, Span

ROWS: tuple[Row, ...] = (*RHYTHM_ROWS, *LENGTH_ROWS[:1], *DATED_ROWS, *LENGTH_ROWS[1:], *VAGUE_ROWS)
"""The grammar: at each character the first row that matches wins."""


@cache
def _scanner() -> re.Pattern[str]:
    opens = "".join(sorted({c for row in ROWS for c in row.opens}))
    rows = "|".join(f"(?P<r{n}>(?=[{row.opens}])(?:{bare(row.pattern)}))" for n, row in enumerate(ROWS))
    return re.compile(f"(?=[{opens}])(?:{rows})")


@cache
def _pattern(index: int) -> re.Pattern[str]:
    """Compiled when first needed: most texts use few of the rows."""
    return re.compile(ROWS[index].pattern)


def find_times(text: str, *, issued: date | None, calendar: SchoolCalendar = DEFAULT) -> tuple[Deadline, ...]:
    """Every date, rhythm and length of time that is no part of a name, binding or not, in the order of the text.

    `issued` is the document's day: it gives the years, semesters and weeks that the text leaves out; None leaves them open, and so does a
    day outside 1900 to 2100, which is a misprint.
    """
    return tuple(time.deadline(text) for time in read_times(text, issued=issued, calendar=calendar))


def read_times(text: str, *, issued: date | None, calendar: SchoolCalendar = DEFAULT) -> Iterator[Time]:
    """The same with the rules that read them."""
    plain = shadow(text)
    at = Bearings(issued if issued and issued.year in YEARS else None, calendar)
    named, quoted = titles(plain), quotes(text)
    for match in _scanner().finditer(plain):
        index = int((match.lastgroup or "r0")[1:])
        if inside(named, match.span()) or refused(plain, match.span(), ROWS[index].name, quoted):
            continue
        again = _pattern(index).match(plain, match.start())
        if again is None or again.end() != match.end():
            again = _pattern(index).fullmatch(plain, match.start(), match.end())
        for reading in ROWS[index].resolve(Found(again), at) if again else ():
            span = _trimmed(plain, reading.span or match.span())
            if reading.frequency and reading.tier == "must":
                at.beat(reading.frequency.per, span[1])
            yield Time(span, reading, ROWS[index].name)


def _trimmed(plain: str, span: Span) -> Span:
    start, end = span
    while start < end and plain[start] in " \n,":
        start += 1
    while end > start and plain[end - 1] in " \n,":
        end -= 1
    return start, end

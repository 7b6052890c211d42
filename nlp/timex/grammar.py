"""What a row of the time grammar is: a name, an example, a pattern, and the function that gives its value.

The tables (points.py, school.py, dated.py, rhythms.py, lengths.py, vague.py) drive the scan and the documentation alike.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nlp.timex.bearings import Bearings
from nlp.types import DeadlineKind, Frequency, Span, Tier

Groups = Mapping[str, str | None]
Unit = Literal["day", "week", "ten_days", "month", "quarter", "half_year", "year", "years", "term", "edge", "feast", "issue"]
"""What a point is long: `edge` is the last part of something (6月底, 学期末), before which the thing itself still counts."""


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of days. None where the year is not known. `stated`: the text itself gives the year."""

    start: date | None
    end: date | None
    unit: Unit
    why: str
    approximate: bool = False
    stated: bool = False


@dataclass(frozen=True, slots=True)
class PointRow:
    """One way to name a stretch of days."""

    name: str
    example: str
    pattern: str
    resolve: Callable[[Groups, Bearings], Point | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression means; `span` where it is another than the match."""

    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    approximate: bool = False
    frequency: Frequency | None = None
    rrule: str | None = None
    tier: Tier = "must"
    why: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a row in a shadow."""

    match: re.Match[str]

    @property
    def shadow(self) -> str:
        return self.match.string

    @property
    def span(self) -> Span:
        return self.match.span()

    @property
    def groups(self) -> Groups:
        return self.match.groupdict()

    def text(self, name: str) -> str:
        """The text of a group; empty where it took no part."""
        return self.match[name] or ""

    def part(self, name: str) -> Span:
        return self.match.span(name)


@dataclass(frozen=True, slots=True)
class Row:
    """One class of time expressions. `resolve` answers with no reading where the match is no time after all.

    `opens` holds every character that a match can begin with: the scan looks at no row that the character at hand cannot open.
    """

    name: str
    example: str
    opens: str
    pattern: str
    resolve: Callable[[Found, Bearings], tuple[Reading, ...]]

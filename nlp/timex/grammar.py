"""What a row of the time grammar is: a name, an example, a pattern, and the function that gives its value.

The tables (points.py, school.py, dated.py, rhythms.py, lengths.py, vague.py) drive the scan and the documentation alike.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nlp.timex.bearings import Bearings
from nlp.timex.pieces import bare
from nlp.types import Deadline, DeadlineKind, Frequency, Span, Tier

Groups = Mapping[str, str | None]
Unit = Literal["day", "week", "ten_days", "month", "quarter", "half_year", "year", "years", "term", "edge", "last_day", "feast", "issue"]
"""What a point is long: `edge` is the last part of something (学期末), `last_day` its last day (6月底), before which it still counts."""


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of days. None where the year is not known. `stated`: the text itself gives the year. `feast`: the last feast in it."""

    start: date | None
    end: date | None
    unit: Unit
    why: str
    approximate: bool = False
    stated: bool = False
    feast: str = ""


@dataclass(frozen=True, slots=True)
class PointRow:
    """One way to name a stretch of days. `example` is a text that it is found in; `opens` as in Row, empty for any character."""

    name: str
    example: str
    pattern: str
    resolve: Callable[[Groups, Bearings], Point | None]
    opens: str = ""

    @property
    def scanned(self) -> str:
        """The pattern without names of groups, tried only where one of the characters that open it stands."""
        return f"(?=[{self.opens}])(?:{bare(self.pattern)})" if self.opens else f"(?:{bare(self.pattern)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression means: the rule that read it, for a range also the rule of its end, and the evidence for its year.

    `form` says how the rule was taken where the kind does not (around: 前后; holiday: 国庆期间); `span` stands where it is another than the match.
    """

    kind: DeadlineKind
    rule: str
    until: str = ""
    form: str = ""
    evidence: str = ""
    start: date | None = None
    end: date | None = None
    approximate: bool = False
    frequency: Frequency | None = None
    rrule: str | None = None
    tier: Tier = "must"
    span: Span | None = None

    @property
    def stretches(self) -> bool:
        """Whether it runs from one named point to another: 3月7日至3月31日, 5-6月."""
        return bool(self.until) or self.rule in ("day_run", "month_run", "years")

    @property
    def why(self) -> str:
        """For people: due.month_day: year from 2022年2月20日."""
        rule = f"{self.rule}..{self.until}" if self.until else self.rule
        return f"{self.form or self.kind}.{rule}" + (f": {self.evidence}" if self.evidence else "")


@dataclass(frozen=True, slots=True)
class Time:
    """An expression where it stands, with what it means and the row of the grammar that found it."""

    span: Span
    reading: Reading
    row: str

    def deadline(self, text: str) -> Deadline:
        """As it leaves the grammar, quoted from `text`."""
        reading = self.reading
        return Deadline(
            text=text[self.span[0] : self.span[1]], span=self.span, kind=reading.kind, start=reading.start, end=reading.end,
            approximate=reading.approximate, frequency=reading.frequency, rrule=reading.rrule, tier=reading.tier, why=reading.why,
        )  # fmt: skip


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

    `example` is a text that it is found in. `opens` holds every character that a match can begin with: the scan looks at no row that the character at hand cannot open.
    """

    name: str
    example: str
    opens: str
    pattern: str
    resolve: Callable[[Found, Bearings], tuple[Reading, ...]]

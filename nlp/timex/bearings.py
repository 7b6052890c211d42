"""Where the reader of a text stands in time: the day of issue, the last year written, the last month, the last feast.

One forward pass carries the bearings through the text; nothing looks back.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from nlp.timex.calendar import SchoolCalendar
from nlp.types import Per

YEAR_SHIFTS = {"明年": 1, "次年": 1, "翌年": 1, "下一年": 1, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "后年": 2}
FROM_ISSUE = ("今年", "去年", "前年", "本年", "本年度")
"""今年 and 去年 are said on the day of issue; 次年 and 明年 count from the nearest year before them (annotation.md, Deadline)."""
NEAR = 1
"""A year further than this from the year of issue is a birthday, an edition or a goal, and gives no year to other dates."""
LATE = 2
"""A month that would lie more than two months before the day of issue belongs to the next year (annotation.md, Deadline)."""


@dataclass(slots=True)
class Bearings:
    """Mutable: one for each pass over a text."""

    issued: date | None
    calendar: SchoolCalendar
    year: int | None = None
    said: str = ""
    turn: int | None = None
    month: int | None = None
    day: date | None = None
    feast: str | None = None
    rhythm_end: int = -1
    rhythm_per: Per | None = None

    listed: tuple[int, int] | None = None

    def list_from(self, year: int, end: int) -> None:
        """次年3月 was read up to `end`: what a list joins to it lies in that year too."""
        self.listed = year, end

    def beside(self, start: int, shadow: str) -> "Bearings":
        """The bearings for what begins at `start`: those of the list that it goes on."""
        if self.listed is None or self.year == self.listed[0] or shadow[self.listed[1] : start] not in ("、", "和", "及"):
            return self
        self.listed = self.listed[0], -1
        return replace(self, year=self.listed[0], said="the list", turn=None)

    def beat(self, per: Per, end: int) -> None:
        """A rhythm was read that ends at `end`."""
        self.rhythm_per, self.rhythm_end = per, end

    def state(self, year: int, said: str) -> None:
        """A date with its year was read; it decides the years of the dates after it."""
        if self.issued is None or abs(year - self.issued.year) <= NEAR:
            self.year, self.said, self.turn = year, said, None

    def straddle(self, start: date, end: date) -> None:
        """A range over the turn of a year was written out: months before its first belong to the second year."""
        if end.year == start.year + 1 and self.year == end.year:
            self.year, self.turn = start.year, start.month

    def base(self) -> tuple[int | None, str]:
        """The year that unwritten years come from, and the evidence for it."""
        if self.year is not None:
            return self.year, f"year from {self.said}"
        if self.issued is not None:
            return self.issued.year, "year from issue"
        return None, "year unknown"

    def year_of(self, month: int | None) -> tuple[int | None, str]:
        """The year of a date that does not say it."""
        year, why = self.base()
        if self.turn and month and year:
            return year + (month < self.turn), why
        if self.year is None and self.issued and month and self.issued.month - month > LATE:
            return self.issued.year + 1, f"{why}, next"
        return year, why

    def year_by_word(self, word: str) -> tuple[int | None, str]:
        """今年, 次年 …"""
        if word in FROM_ISSUE and self.issued:
            return self.issued.year + YEAR_SHIFTS.get(word, 0), f"{word} from issue"
        year, why = self.base()
        return (None if year is None else year + YEAR_SHIFTS.get(word, 0)), f"{word}, {why}"


@cache
def month_days(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def day_of(year: int, month: int, day: int) -> date | None:
    """None for a day that the month does not have."""
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)

"""The school's year and the workdays: the first semester runs from 09-01 to 01-20, 2022-09-10 is a holiday."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

import chinese_calendar

MonthDay = tuple[int, int]
Days = tuple[date, date]
Half = Literal[1, 2]
ONE_DAY = timedelta(days=1)
YEARS = range(1900, 2101)
"""Years that notices speak of; the lunar tables reach as far."""


@dataclass(frozen=True, slots=True)
class Term:
    """One semester of one school year with its days; `half` 1 begins in autumn. `given`: from a calendar file, else the default."""

    year: int
    half: Half
    days: Days
    given: bool = False


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """When a school year's parts fall. Month and day hold for every year; `terms`, `exams`, `workdays`, `holidays` name days of one year.

    A school year is named by the year it begins in. `edge` is the length, in days, of 开学初 and 学期末.
    """

    first_begins: MonthDay = (9, 1)
    first_ends: MonthDay = (1, 20)
    second_begins: MonthDay = (2, 20)
    second_ends: MonthDay = (7, 10)
    edge: int = 14
    terms: tuple[Term, ...] = ()
    exams: tuple[Days, ...] = ()
    workdays: frozenset[date] = frozenset()
    holidays: frozenset[date] = frozenset()

    def term(self, year: int, half: Half) -> Term:
        """The semester `half` of the school year that begins in `year`."""
        for term in self.terms:
            if (term.year, term.half) == (year, half):
                return term
        bounds = (self.first_begins, self.first_ends) if half == 1 else (self.second_begins, self.second_ends)
        return Term(year, half, (date(year + half - 1, *bounds[0]), date(year + 1, *bounds[1])))

    def term_at(self, day: date) -> Term:
        """The semester that `day` lies in, or the next one where it lies in a holiday."""
        term = self.term(day.year - 1, 1)
        while day > term.days[1]:
            term = self.after(term)
        return term

    def after(self, term: Term) -> Term:
        return self.term(term.year, 2) if term.half == 1 else self.term(term.year + 1, 1)

    def before(self, term: Term) -> Term:
        return self.term(term.year, 1) if term.half == 2 else self.term(term.year - 1, 2)

    def school_year(self, year: int) -> Days:
        """First day of the first semester to the eve of the next school year."""
        return self.term(year, 1).days[0], self.term(year + 1, 1).days[0] - ONE_DAY

    def winter(self, year: int) -> Days:
        """The winter holiday that ends in the calendar year `year`."""
        return self.term(year - 1, 1).days[1] + ONE_DAY, self.term(year - 1, 2).days[0] - ONE_DAY

    def summer(self, year: int) -> Days:
        return self.term(year - 1, 2).days[1] + ONE_DAY, self.term(year, 1).days[0] - ONE_DAY

    def opening(self, term: Term) -> Days:
        return term.days[0], term.days[0] + timedelta(days=self.edge - 1)

    def closing(self, term: Term) -> Days:
        """The examination weeks of the calendar file, else the last `edge` days."""
        for first, last in self.exams:
            if term.days[0] <= first <= term.days[1] and (term.days[1] - last).days <= 31:
                return first, term.days[1]
        return term.days[1] - timedelta(days=self.edge - 1), term.days[1]

    def is_workday(self, day: date) -> bool:
        """By the calendar file, else the State Council's calendar, else Monday to Friday (`knows_workdays` tells)."""
        if day in self.workdays:
            return True
        if day in self.holidays:
            return False
        if day.year in _official_years():
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < 5

    def workdays_after(self, day: date, count: int) -> date:
        """The `count`-th workday after `day`, which itself is not counted."""
        while count > 0:
            day += ONE_DAY
            count -= self.is_workday(day)
        return day


DEFAULT = SchoolCalendar()


@cache
def _official_years() -> frozenset[int]:
    """Years whose workdays the State Council has published and the library holds in full."""
    return frozenset(day.year for day in chinese_calendar.holidays)


def knows_workdays(*days: date) -> bool:
    return all(day.year in _official_years() for day in days)

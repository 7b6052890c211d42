"""The time grammar: dates, ranges, rhythms, feasts, school time; 每学期末, 10月至次年6月, 印发之日起15个工作日内."""

from nlp.timex.calendar import DEFAULT, SchoolCalendar
from nlp.timex.calendar_file import parse_calendar
from nlp.timex.find import ROWS, find_times, read_times
from nlp.timex.recur import given_days, next_days

__all__ = ["DEFAULT", "ROWS", "SchoolCalendar", "find_times", "given_days", "next_days", "parse_calendar", "read_times"]

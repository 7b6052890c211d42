"""Dates in a standing rule, which come again: 每年开展一次检查，检查报告于当年11月底前报送; 积分每月公示、年终汇总."""

import re
from datetime import date

from nlp.timex.bearings import Bearings, month_days
from nlp.timex.grammar import Found, Point, PointRow, Reading
from nlp.timex.recur import rule
from nlp.types import Frequency, Per

CASES: tuple[tuple[str, str], ...] = (
    ("该年的月份、日子", "每年检查一次，检查报告于当年11月底前报送"),
    ("该年的节日", "每年评选一次，教师节前公布结果"),
    ("该年的几个月", "每年开展两轮，10月至12月集中督查"),
    ("年终、年末", "积分每月公示、年终汇总"),
    ("同一学期的两头", "每学期初、学期末各报送一次"),
)
"""What a standing rule makes of a date, with an example for each; the last date of each returns."""
REACH = 60
"""Characters between the rhythm and the date that comes again with it."""
_SENTENCE_ENDS = re.compile("[。;!?\n]")
_RELATIVE_YEAR = ("当年", "次年", "翌年", "同年")


def comes_again(found: Found, at: Bearings, row: PointRow, point: Point) -> Per | None:
    """How often a date returns that stands in a standing rule: its year is not said, and 每年 stands before it in the sentence.

    年终, 年末 without a bound return after any rhythm of their paragraph, 期末 beside 每学期初 with the semester.
    """
    gap = found.span[0] - at.rhythm_end
    if at.rhythm_end < 0 or gap > REACH:
        return None
    between = found.shadow[at.rhythm_end : found.span[0]]
    if row.name == "year_end" and not found.text("bound") and not found.text("lead"):
        return "year" if "\n" not in between else None
    if row.name == "term_end" and at.rhythm_per == "semester":
        return "semester" if between in ("、", "和", "及") else None
    unsaid = not point.stated or found.text("a").startswith(_RELATIVE_YEAR)
    return "year" if unsaid and at.rhythm_per in ("year", "school_year") and _SENTENCE_ENDS.search(between) is None else None


def every(per: Per, reading: Reading) -> Reading:
    """The same day or months of every year, the same part of every semester."""
    rrule = _rule(reading) if per == "year" else None
    return Reading(kind="recurring", rule=reading.rule, until=reading.until, form=f"every_{per}", frequency=Frequency(per), rrule=rrule)


def _rule(reading: Reading) -> str | None:
    """None where the days follow the moon or the school calendar, or are not known."""
    if reading.approximate or reading.end is None or reading.rule == "feast":
        return None
    if reading.start is None or reading.start == reading.end:
        return rule("year", 1, _day(reading.end))
    if reading.start.day == 1 and reading.end == month_days(reading.end.year, reading.end.month)[1]:
        months = range(reading.start.month, reading.end.month + 1 + 12 * (reading.end.year - reading.start.year))
        return rule("year", 1, "BYMONTH=" + ",".join(map(str, sorted({(month - 1) % 12 + 1 for month in months}))))
    return None


def _day(day: date) -> str:
    _, last = month_days(day.year, day.month)
    return f"BYMONTH={day.month};BYMONTHDAY={-1 if day == last else day.day}"

"""The school calendar and its file: defaults, one given semester, errors in Chinese."""

from datetime import date

import pytest

from nlp.timex import DEFAULT, find_times, parse_calendar
from nlp.types import DubanError

FILE = """
workdays = [2022-04-02]
holidays = [[2022-04-03, 2022-04-05], 2022-05-04]

[defaults]
second_begins = "02-14"
edge_days = 7

[[semester]]
year = 2021
half = 2
begins = 2022-02-16
ends = 2022-07-01
exams = [2022-06-24, 2022-06-30]
"""


@pytest.mark.parametrize(
    ("year", "half", "first", "last"),
    [(2021, 1, date(2021, 9, 1), date(2022, 1, 20)), (2021, 2, date(2022, 2, 20), date(2022, 7, 10))],
)
def test_default_semesters(year: int, half: int, first: date, last: date) -> None:
    assert DEFAULT.term(year, 1 if half == 1 else 2).days == (first, last)


@pytest.mark.parametrize(
    ("day", "semester"),
    [(date(2022, 2, 1), (2021, 2)), (date(2022, 7, 10), (2021, 2)), (date(2022, 7, 11), (2022, 1)), (date(2022, 1, 20), (2021, 1))],
)
def test_a_holiday_belongs_to_the_semester_after_it(day: date, semester: tuple[int, int]) -> None:
    term = DEFAULT.term_at(day)
    assert (term.year, term.half) == semester


def test_holidays_fill_the_gaps_between_semesters() -> None:
    assert DEFAULT.winter(2022) == (date(2022, 1, 21), date(2022, 2, 19))
    assert DEFAULT.summer(2022) == (date(2022, 7, 11), date(2022, 8, 31))


@pytest.mark.parametrize(("count", "due"), [(1, date(2021, 9, 2)), (15, date(2021, 9, 23))])
def test_counts_workdays_by_the_official_calendar(count: int, due: date) -> None:
    """18 September 2021 was a make-up workday, 19 to 21 the holiday of 中秋."""
    assert DEFAULT.workdays_after(date(2021, 9, 1), count) == due


def test_a_file_replaces_values_and_never_spans() -> None:
    text = "本学期末总结，2022年秋季学期启动，印发之日起3个工作日内报"
    issued = date(2022, 4, 1)
    ours, given = find_times(text, issued=issued), find_times(text, issued=issued, calendar=parse_calendar(FILE))
    assert [found.span for found in ours] == [found.span for found in given]
    assert [(found.start, found.end, found.approximate) for found in given] == [
        (date(2022, 6, 24), date(2022, 7, 1), False),
        (date(2022, 9, 1), date(2023, 1, 20), True),
        (None, date(2022, 4, 7), False),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a = ", "不是合法的 TOML"),
        ("termin = 1", "不认识的项 termin"),
        ("[defaults]\nfirst_start = '09-01'", "不认识的项 first_start"),
        ("[defaults]\nfirst_begins = '13-01'", "first_begins 是 13-01"),
        ("[defaults]\nedge_days = 0", "edge_days 是 0"),
        ("[[semester]]\nyear = 2022\nhalf = 3", "half = 3"),
        ("[[semester]]\nyear = 2022\nhalf = 1\nbegins = 2023-01-01\nends = 2022-09-01", "首日 2023-01-01 晚于末日 2022-09-01"),
        ("workdays = ['2022-04-02']", "workdays 里有 2022-04-02"),
        ("workdays = 3", "workdays 应是一个列表"),
        ("defaults = 3", "defaults 应是一张表"),
        ("holidays = [[2022-04-02]]", "应有首日和末日"),
    ],
)
def test_says_what_is_wrong_in_a_file(text: str, fault: str) -> None:
    with pytest.raises(DubanError, match=fault):
        parse_calendar(text)

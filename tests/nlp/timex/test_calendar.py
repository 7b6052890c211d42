"""The school calendar and its file: defaults, one given semester, errors in Chinese."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.timex import DEFAULT, SchoolCalendar, find_times, given_days, next_days, parse_calendar
from nlp.timex.calendar import Term
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

SAMPLE = (Path(__file__).parents[3] / "docs" / "school.toml").read_text("utf-8")


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
    ("text", "start", "end"),
    [
        ("本学期末", "2023-01-04", "2023-01-13"),
        ("本学期结束前", None, "2023-01-13"),
        ("寒假期间", "2023-01-14", "2023-02-05"),
        ("下学期开学前", None, "2023-02-05"),
        ("2023年秋季开学初", "2023-09-01", "2023-09-14"),
        ("2023年春季学期", "2023-02-06", "2023-06-30"),
    ],
)
def test_the_sample_file_gives_exact_days(text: str, start: str | None, end: str) -> None:
    (found,) = find_times(text, issued=date(2022, 10, 8), calendar=parse_calendar(SAMPLE))
    assert (found.start and str(found.start), str(found.end), found.approximate) == (start, end, False)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("每学期", ["2023-01-13", "2023-06-30", "2024-01-26", "2024-06-28"]),
        ("每学期初", ["2023-02-19", "2023-09-14", "2024-03-10"]),
        ("每学期期中", ["2022-11-05", "2023-04-19", "2023-11-13", "2024-04-27"]),
        ("每月", []),
    ],
)
def test_semester_rhythms_fall_on_days_of_the_given_semesters(text: str, days: list[str]) -> None:
    (found,) = find_times(text, issued=date(2022, 10, 8))
    assert [str(day) for day in given_days(found, after=date(2022, 10, 8), calendar=parse_calendar(SAMPLE))] == days
    assert given_days(found, after=date(2022, 10, 8), calendar=DEFAULT) == ()


def test_the_default_calendar_dates_them_too_for_a_count() -> None:
    (found,) = find_times("每学期", issued=date(2022, 10, 8))
    assert [str(day) for day in next_days(found, after=date(2022, 10, 8), count=2)] == ["2023-01-20", "2023-07-10"]


@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar:
    """Semesters of a few years, moved by weeks; other edges, examinations, workdays and holidays."""
    terms = []
    for year in (2021, 2022, 2023):
        for half in (1, 2):
            first, last = DEFAULT.term(year, 1 if half == 1 else 2).days
            days = first + timedelta(days=draw(st.integers(-9, 9))), last + timedelta(days=draw(st.integers(-9, 9)))
            terms.append(Term(year, 1 if half == 1 else 2, days, given=True))
    return SchoolCalendar(
        edge=draw(st.integers(1, 60)),
        terms=tuple(draw(st.lists(st.sampled_from(terms), unique=True, max_size=6).map(lambda kept: sorted(kept, key=lambda t: t.days)))),
        exams=tuple((term.days[1] - timedelta(days=n), term.days[1]) for term in terms for n in [draw(st.integers(0, 20))]),
        workdays=draw(st.frozensets(st.dates(date(2022, 1, 1), date(2023, 12, 31)), max_size=5)),
        holidays=draw(st.frozensets(st.dates(date(2022, 1, 1), date(2023, 12, 31)), max_size=5)),
    )


TIMES = [
    "本学期末", "新学期开学前", "寒假期间", "暑假放假前", "第3周", "每学期初、学期末各一次", "2022年秋季学期", "印发之日起15个工作日内", "3月7日前",
    "2021—2022学年第一学期", "5月16日至本学期末", "期中考试后", "本学年内", "开学第一周", "每学期",
]  # fmt: skip


@given(st.lists(st.sampled_from(TIMES), min_size=1, max_size=6), st.dates(date(2021, 9, 1), date(2023, 12, 31)), calendars())
def test_a_calendar_changes_values_and_never_spans(times: list[str], issued: date, calendar: SchoolCalendar) -> None:
    text = "，各校".join(times)
    ours, given_ones = find_times(text, issued=issued), find_times(text, issued=issued, calendar=calendar)
    assert [(found.span, found.kind, found.rrule) for found in given_ones] == [(found.span, found.kind, found.rrule) for found in ours]


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

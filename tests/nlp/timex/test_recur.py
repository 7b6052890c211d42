"""Rules that other programs understand, and the days they fall on."""

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event, vRecur

from nlp.timex import ROWS, find_times, next_days
from nlp.timex.dated import CLOSERS
from nlp.timex.grammar import PointRow, Row
from nlp.types import Deadline

AFTER = date(2022, 3, 1)
TABLES: tuple[Row | PointRow, ...] = (*ROWS, *CLOSERS)


def rhythm(text: str) -> Deadline:
    return find_times(text, issued=AFTER)[0]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("每周三下午", ["2022-03-02", "2022-03-09", "2022-03-16"]),
        ("隔周", ["2022-03-06", "2022-03-20", "2022-04-03"]),
        ("每周一、五", ["2022-03-04", "2022-03-07", "2022-03-11"]),
        ("每月5日前", ["2022-03-05", "2022-04-05", "2022-05-05"]),
        ("每月", ["2022-03-31", "2022-04-30", "2022-05-31"]),
        ("每月最后一个周五", ["2022-03-25", "2022-04-29", "2022-05-27"]),
        ("每月第二个周一", ["2022-03-14", "2022-04-11", "2022-05-09"]),
        ("每月最后一个工作日", ["2022-03-31", "2022-04-29", "2022-05-31"]),
        ("半月一次", ["2022-03-15", "2022-03-31", "2022-04-15"]),
        ("每学期初", ["2022-03-05", "2022-09-14", "2023-03-05"]),
        ("每季度", ["2022-03-31", "2022-06-30", "2022-09-30"]),
        ("每半年", ["2022-06-30", "2022-12-31", "2023-06-30"]),
        ("每年“七一”前", ["2022-07-01", "2023-07-01", "2024-07-01"]),
        ("每年9月底前", ["2022-09-30", "2023-09-30", "2024-09-30"]),
        ("每学期末", ["2022-07-10", "2023-01-20", "2023-07-10"]),
        ("每学年", ["2022-07-10", "2023-07-10", "2024-07-10"]),
        ("每天", ["2022-03-02", "2022-03-03", "2022-03-04"]),
    ],
)
def test_next_days(text: str, days: list[str]) -> None:
    assert [str(day) for day in next_days(rhythm(text), after=AFTER, count=3)] == days


@pytest.mark.parametrize(
    "text",
    [
        "每周三下午",
        "每周一、五",
        "每月5日前",
        "每月最后一个周五",
        "每年“七一”前",
        "每年9月底前",
        "每天",
        "每月第二个周一",
        "每月最后一个工作日",
        "半月一次",
        "每双周周三",
    ],
)
def test_agrees_with_dateutil(text: str) -> None:
    found = rhythm(text)
    assert found.rrule is not None
    theirs = rrulestr(found.rrule, dtstart=datetime.fromisoformat("2022-03-02")).xafter(datetime.fromisoformat("2022-03-01"), count=5)
    assert list(next_days(found, after=AFTER, count=5)) == [moment.date() for moment in theirs]


RULES = sorted({found.rrule for row in TABLES for found in find_times(row.example, issued=AFTER) if found.rrule} | {
    found.rrule
    for text in (
        "每季度", "每半年", "隔周", "每两月", "每年3月至5月", "每年10月至次年2月", "每旬", "每个工作日", "年度末", "每季度末", "每月上旬", "每学年", "每年9月",
        "每年检查一次，11月底前报送", "每年开展两轮，11月至1月集中督查", "每月最后一个周五", "每月第三个周四", "每月最后一个工作日",
    )
    for found in find_times(text, issued=AFTER)
    if found.rrule
})  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_rules_are_valid_for_dateutil_and_for_a_calendar_reader(rule: str) -> None:
    assert rrulestr(rule, dtstart=datetime.fromisoformat("2022-03-01"))[0]
    event = Event()
    event.add("rrule", vRecur.from_ical(rule))
    calendar = Calendar()
    calendar.add_component(event)
    (again,) = Calendar.from_ical(calendar.to_ical()).walk("VEVENT")
    assert again["rrule"] == vRecur.from_ical(rule)


@pytest.mark.parametrize("text", ["每学期", "每年中秋前"])
def test_has_no_rule_where_none_can_say_it(text: str) -> None:
    assert rhythm(text).rrule is None


def test_a_date_has_no_next_days() -> None:
    assert next_days(rhythm("3月7日前"), after=AFTER, count=3) == ()

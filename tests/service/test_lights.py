"""The light of a task: by days, by days of work, at the edges."""

from datetime import date

import pytest

from nlp.timex.calendar import DEFAULT, SchoolCalendar
from service.lights import LIGHTS, SHOWN, Light, Lights, lights_on, status

FRIDAY = date(2024, 6, 14)


@pytest.mark.parametrize(
    ("state", "until", "light"),
    [
        ("overdue", date(2024, 6, 13), "red"),
        ("open", FRIDAY, "yellow"),
        ("open", date(2024, 6, 21), "yellow"),
        ("open", date(2024, 6, 22), "blue"),
        ("open", None, "blue"),
        ("done", date(2024, 6, 1), "green"),
        ("closed", date(2024, 6, 1), "grey"),
    ],
)
def test_a_week_ahead_is_near(state: str, until: date | None, light: Light) -> None:
    assert lights_on(FRIDAY, days=7, workdays=False, calendar=DEFAULT).of(state, until) == light


@pytest.mark.parametrize(
    ("days", "workdays", "soon"),
    [(0, False, FRIDAY), (0, True, FRIDAY), (1, True, date(2024, 6, 17)), (5, True, date(2024, 6, 21)), (5, False, date(2024, 6, 19))],
)
def test_days_of_work_alone_count_where_the_bureau_says_so(days: int, workdays: bool, soon: date) -> None:  # noqa: FBT001
    assert lights_on(FRIDAY, days=days, workdays=workdays, calendar=DEFAULT) == Lights(FRIDAY, soon)


def test_holidays_of_the_calendar_do_not_count() -> None:
    calendar = SchoolCalendar(holidays=frozenset({date(2024, 6, 17), date(2024, 6, 18)}))
    assert lights_on(FRIDAY, days=1, workdays=True, calendar=calendar).soon == date(2024, 6, 19)


@pytest.mark.parametrize("today", [date(2100, 12, 31), date(9999, 12, 31)])
def test_the_end_of_all_days_is_no_fault(today: date) -> None:
    for workdays in (False, True):
        assert lights_on(today, days=7, workdays=workdays, calendar=DEFAULT).soon >= today


def test_every_light_has_a_name_and_a_shape_of_its_own() -> None:
    assert set(SHOWN) == set(LIGHTS)
    assert len({each.name for each in SHOWN.values()}) == len({each.shape for each in SHOWN.values()}) == len(LIGHTS)


@pytest.mark.parametrize(
    ("state", "extended", "words"),
    [("open", False, "办理中"), ("open", True, "已延期"), ("overdue", True, "逾期"), ("done", True, "已办结")],
)
def test_states_have_the_names_of_an_office(state: str, extended: bool, words: str) -> None:  # noqa: FBT001
    assert status(state, extended=extended) == words

"""The calendar file of a school or bureau (TOML), read into a SchoolCalendar."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta

from nlp.timex.calendar import DEFAULT, Days, MonthDay, SchoolCalendar, Term
from nlp.types import DubanError


def parse_calendar(text: str) -> SchoolCalendar:
    """A calendar file (TOML). Raises DubanError with a line for the user.

    [defaults] first_begins = "09-01" …, edge_days = 14; [[semester]] year = 2022, half = 1, begins = 2022-09-01, ends = 2023-01-13,
    exams = [2023-01-04, 2023-01-10]; workdays = [dates]; holidays = [dates or [first, last]].
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DubanError(f"校历文件不是合法的 TOML：{error}。请对照样例修改") from error
    return _calendar(table)


def _calendar(table: Mapping[str, object]) -> SchoolCalendar:
    unknown = set(table) - {"defaults", "semester", "workdays", "holidays"}
    if unknown:
        raise DubanError(f"校历文件里有不认识的项 {min(unknown)}。可用的项：defaults、semester、workdays、holidays")
    defaults = _table(table.get("defaults", {}), "defaults")
    semesters = [_table(row, "semester") for row in _list(table.get("semester", []), "semester")]
    edge = defaults.get("edge_days", DEFAULT.edge)
    if not isinstance(edge, int) or not 1 <= edge <= 60:
        raise DubanError(f"校历文件的 edge_days 是 {edge}。应为 1 到 60 的整数")
    given = {name: _month_day(value, name) for name, value in defaults.items() if name != "edge_days"}
    strange = set(given) - {"first_begins", "first_ends", "second_begins", "second_ends"}
    if strange:
        raise DubanError(
            f"校历文件的 defaults 里有不认识的项 {min(strange)}。可用的项：first_begins、first_ends、second_begins、second_ends、edge_days"
        )
    return SchoolCalendar(
        first_begins=given.get("first_begins", DEFAULT.first_begins),
        first_ends=given.get("first_ends", DEFAULT.first_ends),
        second_begins=given.get("second_begins", DEFAULT.second_begins),
        second_ends=given.get("second_ends", DEFAULT.second_ends),
        edge=edge,
        terms=tuple(sorted((_term(row) for row in semesters), key=lambda term: term.days)),
        exams=tuple(_days(row["exams"], "exams") for row in semesters if "exams" in row),
        workdays=_day_set(table.get("workdays", []), "workdays"),
        holidays=_day_set(table.get("holidays", []), "holidays"),
    )


def _term(row: Mapping[str, object]) -> Term:
    year, half = row.get("year"), row.get("half")
    if not isinstance(year, int) or half not in (1, 2):
        raise DubanError(f"校历文件的 semester 写着 year = {year}、half = {half}。year 为学年开始的年份，half 为 1 或 2")
    days = _days([row.get("begins"), row.get("ends")], f"semester {year}-{half}")
    return Term(year, 1 if half == 1 else 2, days, given=True)


def _days(value: object, name: str) -> Days:
    found = _list(value, name)
    if len(found) != 2:
        raise DubanError(f"校历文件的 {name} 应有首日和末日两个日期")
    first, last = _day(found[0], name), _day(found[1], name)
    if first > last:
        raise DubanError(f"校历文件的 {name} 首日 {first} 晚于末日 {last}。请交换")
    return first, last


def _day_set(value: object, name: str) -> frozenset[date]:
    found: set[date] = set()
    for item in _list(value, name):
        first, last = _days(item, name) if isinstance(item, list) else (_day(item, name),) * 2
        found.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return frozenset(found)


def _month_day(value: object, name: str) -> MonthDay:
    try:
        day = date.fromisoformat(f"2001-{value}")
    except ValueError as error:
        raise DubanError(f'校历文件的 {name} 是 {value}。应写成 "09-01" 这样的月日') from error
    return day.month, day.day


def _day(value: object, name: str) -> date:
    if type(value) is not date:
        raise DubanError(f"校历文件的 {name} 里有 {value}。应写成 2022-09-01 这样的日期，不加引号")
    return value


def _table(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise DubanError(f"校历文件的 {name} 应是一张表")
    return value


def _list(value: object, name: str) -> list[object]:
    if not isinstance(value, list):
        raise DubanError(f"校历文件的 {name} 应是一个列表")
    return value

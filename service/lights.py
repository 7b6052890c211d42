"""The light of a task: red overdue, yellow near, blue not yet due, green done. One rule, set by the bureau, for command, routes, files, pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from nlp.timex.calendar import SchoolCalendar

Light = Literal["red", "yellow", "blue", "green", "grey"]
LIGHTS: tuple[Light, ...] = get_args(Light)
FARTHEST = date(2100, 12, 31)
"""No light reaches farther; the calendar's tables end there."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a light is told: by its name, by its shape, by its colour (as six hexadecimal digits, for fills)."""

    name: str
    shape: str
    fill: str


SHOWN: Mapping[Light, Shown] = {
    "red": Shown("逾期", "■", "F8CBAD"),
    "yellow": Shown("临期", "▲", "FFE699"),
    "blue": Shown("未到期", "●", "DDEBF7"),
    "green": Shown("已办结", "✔", "E2EFDA"),
    "grey": Shown("已取消", "－", "E7E6E6"),
}
STATUSES: Mapping[str, str] = {"open": "办理中", "overdue": "逾期", "done": "已办结", "closed": "已取消"}
EXTENDED = "已延期"


@dataclass(frozen=True, slots=True)
class Lights:
    """The rule on one day: what is open and due up to `soon` is near."""

    today: date
    soon: date

    def of(self, state: str, until: date | None) -> Light:
        """`state` is open, overdue, done or closed; `until` the day that counts."""
        if state == "done":
            return "green"
        if state == "closed":
            return "grey"
        if until is None:
            return "blue"
        return "red" if until < self.today else "yellow" if until <= self.soon else "blue"


def lights_on(today: date, *, days: int, workdays: bool, calendar: SchoolCalendar) -> Lights:
    """`days` ahead of `today` are near; with `workdays` only those count on which the calendar has people work."""
    if not workdays or today > FARTHEST:
        return Lights(today, min(today, FARTHEST) + timedelta(days=days) if today <= FARTHEST else today)
    return Lights(today, calendar.workdays_after(today, days))


def status(state: str, *, extended: bool) -> str:
    """What an officer calls the state: 办理中, 已延期, 逾期, 已办结, 已取消."""
    return EXTENDED if state == "open" and extended else STATUSES[state]

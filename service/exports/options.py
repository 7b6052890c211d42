"""What the user may choose about an export."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from nlp.timex.calendar import DEFAULT, SchoolCalendar

Columns = Literal["ledger", "duties", "execution"]
COLUMN_SETS: tuple[Columns, ...] = get_args(Columns)


@dataclass(frozen=True, slots=True)
class Options:
    """`today` colours deadlines; `issued` is the date of a document that gives none; `may` shows appeals beside duties; `calendar` dates rhythms of semesters."""

    today: date | None = None
    issued: date | None = None
    columns: Columns = "ledger"
    may: bool = False
    calendar: SchoolCalendar = DEFAULT

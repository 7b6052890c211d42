"""The ledger in figures for the bulletin: 办结率 in all, by office, by month."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Literal

from corpus.store import Question
from corpus.store.figures import Figures, figures, figures_by_month, figures_by_office
from service.collection.bureau import lights
from service.collection.house import Collection
from service.lights import Light


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows that are not rejected. `due` are those that are not closed; `rate` is what of them is done, in per cent (办结率), null where
    there are none. `near` and `later` are open and not overdue; `extended` and `unreviewed` are among the others; `progress` is the
    mean in per cent."""

    total: int
    done: int
    overdue: int
    near: int
    later: int
    closed: int
    extended: int
    unreviewed: int
    progress: float
    due: int
    rate: float | None

    @classmethod
    def of(cls, counted: Figures) -> "Tally":
        due = counted.total - counted.closed
        said = {each.name: getattr(counted, each.name) for each in fields(counted)}
        return cls(**said, due=due, rate=round(100 * counted.done / due, 1) if due else None)


@dataclass(frozen=True, slots=True)
class OfficeTally:
    """`office` is null for the rows that name nobody. A task of two offices counts for both."""

    office: str | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class MonthTally:
    """`month` is its first day, null for rows without a day."""

    month: date | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class Bulletin:
    """`today` is the day of the figures, `soon` the last day that is near."""

    today: date
    soon: date
    whole: Tally
    offices: tuple[OfficeTally, ...]
    months: tuple[MonthTally, ...]
    schema: Literal["duban.figures/1"] = field(default="duban.figures/1")


def bulletin(collection: Collection, question: Question) -> Bulletin:
    with collection.store.begin() as connection:
        shown = lights(connection, collection.settings)
        whole = figures(connection, question, soon=shown.soon)
        offices = figures_by_office(connection, question, soon=shown.soon)
        months = figures_by_month(connection, question, soon=shown.soon)
    return Bulletin(
        question.today,
        shown.soon,
        Tally.of(whole),
        tuple(OfficeTally(each.office or None, Tally.of(each.figures)) for each in offices),
        tuple(MonthTally(each.month, Tally.of(each.figures)) for each in months),
    )


def by_light(tally: Tally) -> Mapping[Light, int]:
    """How many rows have which light."""
    return {"red": tally.overdue, "yellow": tally.near, "blue": tally.later, "green": tally.done, "grey": tally.closed}

"""The ledger in figures: how many rows, how many of them done, late, near, put off; in all, by office, by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Date, Float, Text, and_, case, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from corpus.store import schema
from corpus.store.ledger import JOINED, LEDGER, Question, conditions_of

NOBODY = ""
"""Stands for the rows whose text names nobody."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of rows that are not rejected. `near` and `later` are open and not overdue: due up to the day that was asked for, or behind it.

    `extended` and `unreviewed` are among the others; `progress` is the mean in per cent, what is done counting as 100, what is closed not.
    """

    total: int = 0
    done: int = 0
    overdue: int = 0
    near: int = 0
    later: int = 0
    closed: int = 0
    extended: int = 0
    unreviewed: int = 0
    progress: float = 0.0


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """`office` is "" for the rows that name nobody."""

    office: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """`month` is its first day; None for rows without a day."""

    month: date | None
    figures: Figures


def figures(connection: Connection, question: Question, *, soon: date) -> Figures:
    """Of all rows that answer `question`; `soon` is the last day that is near."""
    found = connection.execute(select(*_counts(question.today, soon)).select_from(JOINED).where(*_standing(connection, question))).one()
    return _figures(tuple(found))


def figures_by_office(connection: Connection, question: Question, *, soon: date) -> Sequence[OfficeFigures]:
    """For each office that bears tasks, those with most first; a task of two offices counts for both."""
    none = cast([], ARRAY(Text))
    bearers = func.unnest(case((LEDGER.bearers == none, cast([NOBODY], ARRAY(Text))), else_=LEDGER.bearers))
    return [
        OfficeFigures(str(office), _figures(tuple(counts)))
        for office, *counts in connection.execute(
            select(bearers.label("office"), *_counts(question.today, soon))
            .select_from(JOINED)
            .where(*_standing(connection, question))
            .group_by("office")
            .order_by(func.count().desc(), "office")
        )
    ]


def figures_by_month(connection: Connection, question: Question, *, soon: date) -> Sequence[MonthFigures]:
    """For each month in which rows are due, in order; those without a day last."""
    month = cast(func.date_trunc("month", func.nullif(LEDGER.until, schema.NEVER)), Date)
    query = select(month.label("month"), *_counts(question.today, soon)).select_from(JOINED).where(*_standing(connection, question))
    return [MonthFigures(day, _figures(tuple(counts))) for day, *counts in connection.execute(query.group_by("month").order_by("month"))]


def _standing(connection: Connection, question: Question) -> Sequence[ColumnElement[bool]]:
    return [*conditions_of(connection, question), LEDGER.review != "rejected"]


def _counts(today: date, soon: date) -> Sequence[ColumnElement[object]]:
    is_open = LEDGER.state == "open"
    kinds = (
        LEDGER.state == "done",
        and_(is_open, LEDGER.until < today),
        and_(is_open, LEDGER.until >= today, LEDGER.until <= soon),
        and_(is_open, LEDGER.until >= today, LEDGER.until > soon),
        LEDGER.state == "closed",
        LEDGER.extended.is_not(None),
        LEDGER.review == "extracted",
    )
    done = case((LEDGER.state == "closed", None), (LEDGER.state == "done", 100), else_=LEDGER.progress)
    mean = func.coalesce(cast(func.avg(done), Float), 0.0)
    return [func.count(), *(func.count().filter(kind) for kind in kinds), mean]


def _figures(counts: Sequence[object]) -> Figures:
    total, done, overdue, near, later, closed, extended, unreviewed = (int(str(each)) for each in counts[:-1])
    return Figures(total, done, overdue, near, later, closed, extended, unreviewed, round(float(str(counts[-1])), 1))

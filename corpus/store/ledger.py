"""The ledger over all documents: rows by office, due date, state, review and notice, page after page."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, func, or_, select, tuple_
from sqlalchemy import Row as Found

from corpus.store import schema
from corpus.store.errors import NotStoredError, StoreError
from corpus.store.offices import meant_by
from corpus.store.packed import Json, clean
from corpus.store.rows import Row
from corpus.store.sametext import is_first

State = Literal["open", "done", "overdue", "closed"]
Sort = Literal["due", "-due", "changed", "-changed", "progress", "-progress", "document"]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row; `state` is `overdue` where it is open and was due before the day that the query was for.

    `due` is the day that the document says, `until` the day that counts: that of the last extension, else `due`.
    """

    document: UUID
    id: UUID
    position: int
    origin: str
    task: Json
    deadlines: Sequence[Json]
    targets: Sequence[Json]
    offices: Sequence[str]
    due: date | None
    until: date | None
    state: str
    progress: int
    evidence: Sequence[Json]
    extensions: Sequence[Json]
    reminders: Sequence[Json]
    review: str
    corrected: Sequence[str]
    conflict: Mapping[str, object] | None
    version: int
    changed: datetime
    name: str
    title: str | None

    def row(self) -> Row:
        return Row(self.task, self.deadlines, self.targets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which rows: all fields that are given must hold. `today` is the day by which a row is overdue.

    `due_from` and `due_before` bound the day that counts; `words` stand, each of them, in the task or in the title of its document;
    `bearer` leads or bears the task ("": nobody does), where `office` has any part in it; `standing` leaves out what was rejected,
    `active` what was closed, `extended` asks for rows that have an extension, `reminded` for those that were urged.
    Without `copies` those are left out whose document says what an earlier one says, as the same notice in another format does (not
    where `document` asks for it).
    """

    today: date
    document: UUID | None = None
    office: str | None = None
    due_from: date | None = None
    due_before: date | None = None
    state: State | None = None
    review: str | None = None
    conflicts: bool = False
    words: str | None = None
    tier: str | None = None
    bearer: str | None = None
    standing: bool = False
    active: bool = False
    extended: bool = False
    reminded: bool = False
    copies: bool = True
    sort: Sort = "due"


@dataclass(frozen=True, slots=True)
class Page:
    """`cursor` fetches the next page; None after the last."""

    rows: Sequence[LedgerRow]
    cursor: str | None


LEDGER = schema.ledger.c
COLUMNS = [
    *(LEDGER[name] for name in LedgerRow.__slots__ if name not in {"name", "title"}),
    schema.documents.c.name,
    schema.documents.c.title,
]
JOINED = schema.ledger.join(schema.documents)
ORDERS: dict[str, tuple[Column[Any], ...]] = {
    "due": (LEDGER.until, LEDGER.document, LEDGER.position, LEDGER.id),
    "changed": (LEDGER.changed, LEDGER.document, LEDGER.position, LEDGER.id),
    "progress": (LEDGER.progress, LEDGER.document, LEDGER.position, LEDGER.id),
    "document": (LEDGER.document, LEDGER.position, LEDGER.id),
}


def ledger(connection: Connection, question: Question, *, cursor: str | None = None, limit: int = 50) -> Page:
    """The rows that answer `question`, after `cursor`. Rows that come or go between two pages shift no other.

    Raises StoreError (`cursor`) for a cursor that is none of this question's.
    """
    order = ORDERS[question.sort.lstrip("-")]
    falling = question.sort.startswith("-")
    conditions = [*conditions_of(connection, question)]
    if cursor is not None:
        last = _decode(cursor, question.sort)
        conditions.append(tuple_(*order) < tuple_(*last) if falling else tuple_(*order) > tuple_(*last))
    query = select(*COLUMNS).select_from(JOINED).where(*conditions)
    found = connection.execute(query.order_by(*(each.desc() if falling else each for each in order)).limit(limit + 1)).all()
    more = len(found) > limit
    return Page([_row(each, question.today) for each in found[:limit]], _encode(found[limit - 1], question.sort) if more else None)


def ledger_slice(connection: Connection, question: Question, *, offset: int, limit: int) -> tuple[Sequence[LedgerRow], int]:
    """Rows from the `offset`-th on, and how many there are in all: for a grid that jumps, where `ledger` is for one that reads on."""
    conditions = conditions_of(connection, question)
    falling = question.sort.startswith("-")
    order = [each.desc() if falling else each for each in ORDERS[question.sort.lstrip("-")]]
    found = connection.execute(select(*COLUMNS).select_from(JOINED).where(*conditions).order_by(*order).offset(offset).limit(limit)).all()
    total = connection.execute(select(func.count()).select_from(JOINED).where(*conditions)).scalar_one()
    return [_row(each, question.today) for each in found], int(total)


def ledger_row(connection: Connection, identity: UUID, *, today: date = date.min, lock: bool = False) -> LedgerRow:
    """One row of a document that is not deleted. Raises NotStoredError."""
    query = select(*COLUMNS).select_from(JOINED).where(LEDGER.id == identity, LEDGER.live)
    found = connection.execute(query.with_for_update(of=schema.ledger) if lock else query).first()
    if found is None:
        raise NotStoredError("任务", identity)
    return _row(found, today)


def conditions_of(connection: Connection, question: Question) -> Sequence[ColumnElement[bool]]:
    """What a row, joined with its document, must be to answer `question`."""
    wanted: list[ColumnElement[bool] | None] = [
        LEDGER.live,
        None if question.document is None else LEDGER.document == question.document,
        None if question.office is None else LEDGER.offices.overlap(list(meant_by(connection, question.office))),
        None if question.due_from is None else LEDGER.until >= question.due_from,
        None if question.due_before is None else LEDGER.until < question.due_before,
        None if question.review is None else LEDGER.review == question.review,
        None if question.tier is None else LEDGER.tier == question.tier,
        None if question.bearer is None else _borne(question.bearer),
        LEDGER.review != "rejected" if question.standing else None,
        LEDGER.state != "closed" if question.active else None,
        LEDGER.conflict.is_not(None) if question.conflicts else None,
        LEDGER.extended.is_not(None) if question.extended else None,
        func.json_array_length(LEDGER.reminders) > 0 if question.reminded else None,
        None if question.copies or question.document is not None else is_first(),
        *(_said(word) for word in clean(question.words or "").split()),
        *_state(question),
    ]
    return [each for each in wanted if each is not None]


def _borne(bearer: str) -> ColumnElement[bool]:
    return LEDGER.bearers.contains([clean(bearer)]) if bearer else func.cardinality(LEDGER.bearers) == 0


def _said(word: str) -> ColumnElement[bool]:
    return or_(LEDGER.words.icontains(word, autoescape=True), schema.documents.c.title.icontains(word, autoescape=True))


def _state(question: Question) -> Sequence[ColumnElement[bool]]:
    match question.state:
        case None:
            return []
        case "overdue":
            return [LEDGER.state == "open", LEDGER.until < question.today]
        case "open":
            return [LEDGER.state == "open", LEDGER.until >= question.today]
        case state:
            return [LEDGER.state == state]


def _row(found: Found[Any], today: date) -> LedgerRow:
    overdue = found.state == "open" and found.until < today
    days = {name: None if (day := getattr(found, name)) == schema.NEVER else day for name in ("due", "until")}
    noted = {name: getattr(found, name) or [] for name in ("evidence", "extensions", "reminders")}
    return LedgerRow(**{**found._asdict(), **days, **noted, "state": "overdue" if overdue else found.state})


def _encode(found: Found[Any], sort: str) -> str:
    values = [str(getattr(found, column.name)) for column in ORDERS[sort.lstrip("-")]]
    return base64.urlsafe_b64encode(json.dumps([sort, *values]).encode()).decode()


PARSERS: dict[str, Callable[[str], object]] = {
    "until": date.fromisoformat,
    "progress": int,
    "changed": datetime.fromisoformat,
    "document": UUID,
    "position": int,
    "id": UUID,
}


def _decode(cursor: str, sort: str) -> list[object]:
    try:
        told, *values = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        order = ORDERS[sort.lstrip("-")]
        if told != sort:
            raise ValueError(told)
        return [PARSERS[column.name](value) for column, value in zip(order, values, strict=True)]
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError("cursor", f"翻页标记 {cursor[:40]} 无效，或不属于这次查询。请从第一页重新查询。") from error

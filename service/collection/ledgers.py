"""The ledger over all documents: asked, reviewed, and put back into analyses for exports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from uuid import UUID

from sqlalchemy import Connection

from corpus.store import (
    LedgerRow,
    Question,
    Reviewer,
    ReviewError,
    Row,
    StoreError,
    add_row,
    analysis_of,
    correct,
    ledger,
    ledger_row,
    review,
    set_state,
    undo,
)
from corpus.store.handling import add_evidence, extend, finish, remind, set_progress
from corpus.store.ledger import ledger_slice
from corpus.store.offices import office_names
from corpus.store.reviews import latest_change
from corpus.store.sametext import copies
from service.collection.bureau import lights
from service.collection.house import Collection, today
from service.collection.views import Entry, Ledger

PAGE = 1000
MOST = 50_000
"""Rows of one export; more fill no workbook that anybody reads."""


def ask(collection: Collection, question: Question, *, cursor: str | None = None, limit: int = 50) -> Ledger:
    """Raises StoreError "cursor" for a cursor that is none of this question's."""
    with collection.store.begin() as connection:
        page = ledger(connection, question, cursor=cursor, limit=limit)
        shown = lights(connection, collection.settings)
    return Ledger(tuple(Entry.of(row, shown) for row in page.rows), cursor=page.cursor)


def ask_slice(collection: Collection, question: Question, *, offset: int, limit: int) -> tuple[Ledger, int]:
    """Rows from the `offset`-th on, and how many there are in all."""
    with collection.store.begin() as connection:
        rows, total = ledger_slice(connection, question, offset=offset, limit=limit)
        shown = lights(connection, collection.settings)
    return Ledger(tuple(Entry.of(row, shown) for row in rows)), total


def ask_all(collection: Collection, question: Question) -> Ledger:
    """Every row. Raises StoreError "usage" where they are more than an export holds."""
    rows: list[LedgerRow] = []
    cursor: str | None = None
    with collection.store.begin() as connection:
        shown = lights(connection, collection.settings)
        while True:
            page = ledger(connection, question, cursor=cursor, limit=PAGE)
            rows += page.rows
            cursor = page.cursor
            if cursor is None:
                return Ledger(tuple(Entry.of(row, shown) for row in rows))
            if len(rows) > MOST:
                raise StoreError("usage", f"符合条件的任务超过 {MOST} 条，请按文件、科室或日期分开导出。")


def copied(collection: Collection) -> Sequence[tuple[str, str]]:
    """Documents whose rows the ledger leaves out because an earlier one says the same, with the name of that one."""
    with collection.store.begin() as connection:
        return copies(connection)


def named_offices(collection: Collection) -> list[str]:
    """The offices of the ledger, the busiest first."""
    with collection.store.begin() as connection:
        return office_names(connection)


def entry(collection: Collection, row: UUID) -> Entry:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        return _entry(connection, collection, row)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that a task is done: a note, a document of the collection, or both."""

    note: str = ""
    document: UUID | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """The day to which a task is put off, and why."""

    due: date
    reason: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """Who was urged; nobody named: those who bear the task."""

    whom: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a person wants changed at a row: exactly one of these; evidence also together with the state done."""

    verdict: str | None = None
    state: str | None = None
    field: str | None = None
    value: object = None
    progress: int | None = None
    evidence: Evidence | None = None
    extension: Extension | None = None
    reminder: Reminder | None = None


def amend(collection: Collection, row: UUID, amendment: Amendment, by: Reviewer) -> Entry:
    """Raises NotStoredError, StaleError, ReviewError."""
    with collection.store.begin() as connection:
        _amend(connection, row, amendment, by)
        return _entry(connection, collection, row)


@dataclass(frozen=True, slots=True)
class Seen:
    """A row and the version of it that somebody saw; None: whichever it is."""

    id: UUID
    version: int | None = None


def amend_all(collection: Collection, rows: Sequence[Seen], amendment: Amendment, *, who: str) -> Ledger:
    """All of them or, where one cannot be, none. Raises NotStoredError, StaleError, ReviewError."""
    with collection.store.begin() as connection:
        for row in _in_order(rows):
            _amend(connection, row.id, amendment, Reviewer(who, row.version))
        return Ledger(tuple(_entry(connection, collection, row.id) for row in rows))


def take_back_all(collection: Collection, rows: Sequence[Seen], *, who: str) -> Ledger:
    """Undoes the latest change of each, all or none. Raises NotStoredError, StaleError, ReviewError."""
    with collection.store.begin() as connection:
        for row in _in_order(rows):
            document = ledger_row(connection, row.id).document
            change = latest_change(connection, document, row.id)
            if change is None:
                raise ReviewError("没有可以撤销的修改。")
            undo(connection, document, change, Reviewer(who, row.version))
        return Ledger(tuple(_entry(connection, collection, row.id) for row in rows))


def _in_order(rows: Sequence[Seen]) -> list[Seen]:
    """Two who change the same rows at once wait for one another instead of both for ever."""
    return sorted(rows, key=lambda row: row.id)


def _amend(connection: Connection, row: UUID, amendment: Amendment, by: Reviewer) -> None:
    match amendment:
        case Amendment(verdict=str(verdict)):
            review(connection, row, verdict, by)
        case Amendment(state="done", evidence=Evidence(note, paper)):
            finish(connection, row, note, by, paper=paper)
        case Amendment(state=str(state)):
            set_state(connection, row, state, by)
        case Amendment(progress=int(progress)):
            set_progress(connection, row, progress, by)
        case Amendment(evidence=Evidence(note, paper)):
            add_evidence(connection, row, note, by, paper=paper)
        case Amendment(extension=Extension(due, reason)):
            extend(connection, row, due, reason, by)
        case Amendment(reminder=Reminder(whom, note)):
            remind(connection, row, whom, note, by)
        case _:
            correct(connection, row, amendment.field or "", amendment.value, by)


def _entry(connection: Connection, collection: Collection, row: UUID) -> Entry:
    return Entry.of(ledger_row(connection, row, today=today()), lights(connection, collection.settings))


def add(collection: Collection, connection: Connection, identity: UUID, row: Row, by: Reviewer) -> Entry:
    """Raises NotStoredError, ReviewError."""
    added = add_row(connection, identity, row, by)
    return _entry(connection, collection, added.id)


def take_back(collection: Collection, identity: UUID, change: UUID, by: Reviewer) -> Entry:
    """Undoes the latest change of a row. Raises NotStoredError, StaleError, ReviewError."""
    with collection.store.begin() as connection:
        changed = undo(connection, identity, change, by)
        return _entry(connection, collection, changed.id)


def bodies(collection: Collection, entries: Sequence[Entry]) -> Iterator[tuple[Mapping[str, object], list[Entry]]]:
    """For each document among `entries`, in the order of the first row of each, its analysis and its rows."""
    groups: dict[UUID, list[Entry]] = {}
    for each in entries:
        groups.setdefault(each.document.id, []).append(each)
    for identity, rows in groups.items():
        with collection.store.begin() as connection:
            yield analysis_of(connection, identity), rows


def reviewed(analysis: Mapping[str, object], rows: Sequence[Entry]) -> dict[str, object]:
    """The analysis with these rows for its tasks, as people left them; deadlines and targets get new ids where rows differ in one."""
    deadlines, targets = _Numbered("D"), _Numbered("Q")
    tasks = []
    for number, row in enumerate(rows, 1):
        dated, counted = deadlines.ids(_put_off(row)), targets.ids(row.targets)
        inherited = [dated[str(name)] for name in _listed(row.task.get("inherited")) if str(name) in dated]
        found = {"deadlines": [*dated.values()], "targets": [*counted.values()], "inherited": inherited, "id": f"T{number:02d}"}
        tasks.append({**BLANK_TASK, **row.task, **found})
    return {**analysis, "tasks": tasks, "deadlines": deadlines.items, "targets": targets.items}


def _put_off(row: Entry) -> Sequence[Mapping[str, object]]:
    """The deadlines of a row; those that its extension moves stand at the new day."""
    if not row.extensions or row.until is None:
        return row.deadlines
    day = row.until.isoformat()
    moved = {"end": day, "why": "person: extension"}
    return [
        {**each, **moved, "text": f"{each.get('text')}（延期至{day}）"} if row.due and each.get("end") == row.due.isoformat() else each
        for each in row.deadlines
    ]


BLANK_TASK: Mapping[str, object] = {"span": (0, 0), "section": "0", "tier": "must", "why": "person"}
"""What a row that a person added need not have."""


class _Numbered:
    """Values under ids of their own: equal ones share an id."""

    def __init__(self, letter: str) -> None:
        self.items: list[dict[str, object]] = []
        self._letter = letter
        self._known: dict[str, str] = {}
        self._numbers = count(1)

    def ids(self, values: Sequence[Mapping[str, object]]) -> dict[str, str]:
        """The new id of each, by the id it had."""
        return {str(value["id"]): self._id(value) for value in values}

    def _id(self, value: Mapping[str, object]) -> str:
        said = repr(sorted(value.items(), key=lambda item: item[0]))
        if said not in self._known:
            self._known[said] = f"{self._letter}{next(self._numbers)}"
            self.items.append({"span": (0, 0), **value, "id": self._known[said]})
        return self._known[said]


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()

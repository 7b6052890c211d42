"""The ledger over all documents: asked, reviewed, and put back into analyses for exports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from uuid import UUID

from sqlalchemy import Connection

from corpus.store import (
    LedgerRow,
    Question,
    Reviewer,
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
from corpus.store.offices import office_names
from service.collection.house import Collection, today
from service.collection.views import Entry, Ledger

PAGE = 1000
MOST = 50_000
"""Rows of one export; more fill no workbook that anybody reads."""


def ask(collection: Collection, question: Question, *, cursor: str | None = None, limit: int = 50) -> Ledger:
    """Raises StoreError "cursor" for a cursor that is none of this question's."""
    with collection.store.begin() as connection:
        page = ledger(connection, question, cursor=cursor, limit=limit)
    return Ledger(tuple(map(Entry.of, page.rows)), cursor=page.cursor)


def ask_all(collection: Collection, question: Question) -> Ledger:
    """Every row. Raises StoreError "usage" where they are more than an export holds."""
    rows: list[LedgerRow] = []
    cursor: str | None = None
    with collection.store.begin() as connection:
        while True:
            page = ledger(connection, question, cursor=cursor, limit=PAGE)
            rows += page.rows
            cursor = page.cursor
            if cursor is None:
                return Ledger(tuple(map(Entry.of, rows)))
            if len(rows) > MOST:
                raise StoreError("usage", f"符合条件的任务超过 {MOST} 条，请按文件、科室或日期分开导出。")


def named_offices(collection: Collection) -> list[str]:
    """The offices of the ledger, the busiest first."""
    with collection.store.begin() as connection:
        return office_names(connection)


def entry(collection: Collection, row: UUID) -> Entry:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        return Entry.of(ledger_row(connection, row, today=today()))


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a person wants changed at a row: exactly one of the three."""

    verdict: str | None = None
    state: str | None = None
    field: str | None = None
    value: object = None


def amend(collection: Collection, row: UUID, amendment: Amendment, by: Reviewer) -> Entry:
    """Raises NotStoredError, StaleError, ReviewError."""
    with collection.store.begin() as connection:
        if amendment.verdict is not None:
            review(connection, row, amendment.verdict, by)
        elif amendment.state is not None:
            set_state(connection, row, amendment.state, by)
        else:
            correct(connection, row, amendment.field or "", amendment.value, by)
        return Entry.of(ledger_row(connection, row, today=today()))


def add(connection: Connection, identity: UUID, row: Row, by: Reviewer) -> Entry:
    """Raises NotStoredError, ReviewError."""
    added = add_row(connection, identity, row, by)
    return Entry.of(ledger_row(connection, added.id, today=today()))


def take_back(collection: Collection, identity: UUID, change: UUID, by: Reviewer) -> Entry:
    """Undoes the latest change of a row. Raises NotStoredError, StaleError, ReviewError."""
    with collection.store.begin() as connection:
        changed = undo(connection, identity, change, by)
        return Entry.of(ledger_row(connection, changed.id, today=today()))


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
        dated, counted = deadlines.ids(row.deadlines), targets.ids(row.targets)
        inherited = [dated[str(name)] for name in _listed(row.task.get("inherited")) if str(name) in dated]
        found = {"deadlines": [*dated.values()], "targets": [*counted.values()], "inherited": inherited, "id": f"T{number:02d}"}
        tasks.append({**BLANK_TASK, **row.task, **found})
    return {**analysis, "tasks": tasks, "deadlines": deadlines.items, "targets": targets.items}


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

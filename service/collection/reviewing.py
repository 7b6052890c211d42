"""Reviewing a document row by row: several changes as one act that is taken back as one, rows merged, all rows confirmed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from uuid import UUID

from sqlalchemy import Connection, func, select

from corpus.store import NotStoredError, Reviewer, Row, StaleError, StoreError, add_row, correct, ledger_row, review, schema, undo
from corpus.store.packed import Json
from corpus.store.rows import objects
from service.collection.house import Collection
from service.collection.ledgers import Amendment

Standing = Literal["none", "new", "checked", "confirmed"]
APART = 40
"""Characters between two passages that are still one when their rows are merged."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an act; `version` is that of the row as it was seen, None behind an earlier step at the same row."""

    row: UUID
    amendment: Amendment
    version: int | None = None


Changed = tuple[UUID, ...]
"""The changes of one act, in their order: what takes it back."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many rows of a document stand how."""

    extracted: int = 0
    checked: int = 0
    confirmed: int = 0
    rejected: int = 0

    @property
    def total(self) -> int:
        return self.extracted + self.checked + self.confirmed + self.rejected

    @property
    def standing(self) -> Standing:
        """Of the document: new while a row was not looked at, confirmed once every row that stands is."""
        if not self.total:
            return "none"
        if self.extracted:
            return "new"
        return "checked" if self.checked else "confirmed"


def act(collection: Collection, identity: UUID, steps: Sequence[Step], *, who: str) -> Changed:
    """All steps or none. Raises NotStoredError, StaleError, ReviewError."""
    with collection.store.begin() as connection:
        return tuple(_take(connection, identity, step, who) for step in steps)


def append(collection: Collection, identity: UUID, row: Row, *, who: str) -> tuple[UUID, Changed]:
    """A row that the analysis missed. Raises NotStoredError, ReviewError."""
    with collection.store.begin() as connection:
        added = add_row(connection, identity, row, Reviewer(who))
        return added.id, (_latest(connection, identity, added.id),)


def merge(collection: Collection, identity: UUID, seen: Mapping[UUID, int], *, who: str) -> tuple[UUID, Changed]:
    """The first of the rows then says what all said, the others are rejected. `seen` are their versions.

    Raises ReviewError for fewer than two, NotStoredError, StaleError.
    """
    if len(seen) < 2:
        raise StoreError("review", "合并至少要选两条。请先用空格键或方框选中几条。")
    with collection.store.begin() as connection:
        held = sorted((ledger_row(connection, row, lock=True) for row in sorted(seen)), key=lambda each: each.position)
        if any(each.document != identity for each in held):
            raise StoreError("review", "只能合并同一份文件的任务。")
        first, *rest = held
        joined = joined_rows([each.row() for each in held])
        fields: list[tuple[str, object]] = [
            *((name, joined.task[name]) for name in ("title", "text", "span", "offices", "deliverables") if name in joined.task),
            ("deadlines", joined.deadlines),
            ("targets", joined.targets),
        ]
        now = {"deadlines": list(first.deadlines), "targets": list(first.targets), **first.task}
        steps = [Step(first.id, Amendment(field=field, value=value)) for field, value in fields if now.get(field) != value]
        steps += [Step(each.id, Amendment(verdict="reject"), seen[each.id]) for each in rest]
        _demand(connection, first.id, seen[first.id])
        return first.id, tuple(_take(connection, identity, step, who) for step in steps)


def confirm_all(collection: Collection, identity: UUID, *, who: str) -> Changed:
    """Every row that is neither rejected nor confirmed."""
    table = schema.ledger.c
    wanted = select(table.id).where(table.document == identity, table.live, table.review.in_(("extracted", "checked")))
    with collection.store.begin() as connection:
        rows = connection.scalars(wanted.order_by(table.position)).all()
        return tuple(_take(connection, identity, Step(row, Amendment(verdict="confirm")), who) for row in rows)


def take_back(collection: Collection, identity: UUID, changed: Sequence[UUID], *, who: str) -> tuple[UUID, ...]:
    """Undoes an act, its last change first; returns the rows. Raises NotStoredError; ReviewError where something was changed since."""
    with collection.store.begin() as connection:
        return tuple(undo(connection, identity, change, Reviewer(who)).id for change in reversed(changed))


def latest_act(collection: Collection, identity: UUID, *, who: str) -> Changed:
    """The latest change of a person at the rows of a document that still stands; empty for none."""
    table = schema.changes.c
    mine = select(table.id).where(table.document == identity, table.who == who, table.row.is_not(None), table.undone.is_(None))
    with collection.store.begin() as connection:
        found = connection.scalar(mine.where(table.what != "undo").order_by(table.at.desc(), table.id).limit(1))
    return (found,) if found else ()


def versions_of(collection: Collection, identity: UUID) -> dict[UUID, int]:
    """The versions of a document's rows: whether somebody changed one since."""
    table = schema.ledger.c
    with collection.store.begin() as connection:
        found = connection.execute(select(table.id, table.version).where(table.document == identity, table.live))
        return {row.id: row.version for row in found}


def reviewed_of(collection: Collection, identities: Iterable[UUID]) -> dict[UUID, Reviewed]:
    """How far the review of each document is; those without a row are not named."""
    table = schema.ledger.c
    counted = select(table.document, table.review, func.count()).where(table.document.in_(list(identities)), table.live)
    found: dict[UUID, dict[str, int]] = {}
    with collection.store.begin() as connection:
        for document, state, number in connection.execute(counted.group_by(table.document, table.review)):
            found.setdefault(document, {})[state] = number
    return {document: Reviewed(**numbers) for document, numbers in found.items()}


def joined_rows(rows: Sequence[Row]) -> Row:
    """One row that says what `rows` say: their texts in order, their offices, times and quantities, each once."""
    tasks = [row.task for row in rows]
    deadlines = _united(each for row in rows for each in row.deadlines)
    targets = _united(each for row in rows for each in row.targets)
    inherited = {str(name) for task in tasks for name in _strings(task, "inherited")}
    task = {
        **tasks[0],
        "title": "；".join(dict.fromkeys(title for task in tasks if (title := str(task.get("title") or "")))),
        **_passage(tasks),
        "offices": _once(each for task in tasks for each in objects(task, "offices")),
        "deliverables": list(dict.fromkeys(name for task in tasks for name in _strings(task, "deliverables"))),
        "deadlines": [each["id"] for each in deadlines],
        "targets": [each["id"] for each in targets],
        "inherited": [each["id"] for each in deadlines if each["id"] in inherited],
    }
    return Row(task, deadlines, targets)


def _passage(tasks: Sequence[Json]) -> dict[str, object]:
    """The texts joined; the passage from the first to the last where they stand close together, else that of the first."""
    spans = sorted((int(span[0]), int(span[1])) for task in tasks if isinstance(span := task.get("span"), list | tuple) and len(span) == 2)
    text = "；".join(dict.fromkeys(str(task.get("text", "")).strip("；。 ") for task in tasks))
    close = len(spans) == len(tasks) and all(later[0] - earlier[1] <= APART for earlier, later in pairwise(spans))
    return {"text": text, "span": [spans[0][0], max(end for _, end in spans)]} if close else {"text": text}


def _united(values: Iterable[Json]) -> list[Json]:
    """Each once; one whose id another value has already gets a new one."""
    found: dict[str, Json] = {}
    for value in values:
        name = str(value["id"])
        while name in found and not _same(found[name], value):
            name += "b"
        found.setdefault(name, {**value, "id": name})
    return list(found.values())


def _same(one: Json, other: Json) -> bool:
    return all(one.get(name) == other.get(name) for name in ("text", "span", "start", "end", "value"))


def _once(offices: Iterable[Json]) -> list[Json]:
    return list({(each.get("name"), each.get("role")): each for each in offices}.values())


def _strings(task: Json, name: str) -> list[str]:
    value = task.get(name)
    return [str(each) for each in value] if isinstance(value, list | tuple) else []


def _take(connection: Connection, identity: UUID, step: Step, who: str) -> UUID:
    by, amendment = Reviewer(who, step.version), step.amendment
    if amendment.verdict is not None:
        review(connection, step.row, amendment.verdict, by)
    else:
        correct(connection, step.row, amendment.field or "", amendment.value, by)
    return _latest(connection, identity, step.row)


def _demand(connection: Connection, row: UUID, version: int) -> None:
    """Raises StaleError where the row is no longer as it was seen."""
    held = ledger_row(connection, row, lock=True)
    if held.version != version:
        raise StaleError(held.version)


def _latest(connection: Connection, identity: UUID, row: UUID) -> UUID:
    """The change that was written last at a row."""
    table = schema.changes.c
    standing = select(table.id).where(table.document == identity, table.row == row, table.undone.is_(None), table.what != "undo")
    found = connection.scalar(standing.order_by(table.at.desc(), table.id).limit(1))
    if found is None:
        raise NotStoredError("修改记录", row)
    return UUID(str(found))

"""What people do to the ledger: confirm, check, reject, correct a value, add a row, say that it is done. Each is audited and undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import Connection, func, insert, select, update

from corpus.store import schema
from corpus.store.analyses import content
from corpus.store.changes import mark_undone, note_change, tell
from corpus.store.corrections import corrected, validated
from corpus.store.documents import document
from corpus.store.errors import NotStoredError, ReviewError, StaleError
from corpus.store.ledger import LedgerRow, ledger_row
from corpus.store.packed import Json
from corpus.store.rows import Row

REVIEWS = {"check": "checked", "confirm": "confirmed", "reject": "rejected", "reopen": "extracted", "adopt": "confirmed"}
STATES = ("open", "done", "closed")


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who acts, on which version of the row he saw (None: whichever it is)."""

    who: str
    version: int | None = None


def review(connection: Connection, row: UUID, verdict: str, by: Reviewer) -> LedgerRow:
    """`verdict`: check, confirm, reject, reopen (back to extracted), adopt (confirm what the later analysis says instead).

    Raises NotStoredError, StaleError, ReviewError.
    """
    if verdict not in REVIEWS:
        raise ReviewError(f"没有“{verdict}”这种核对操作。可用：{'、'.join(REVIEWS)}。")
    held = held_row(connection, row, by)
    values: dict[str, object] = {"review": REVIEWS[verdict]}
    if verdict == "confirm":
        values["conflict"] = None
    if verdict == "adopt":
        values |= _adopted(held)
    return write_row(connection, held, by, verdict, values)


def _adopted(held: LedgerRow) -> Json:
    """The columns of a row that says what its conflict says."""
    said = held.conflict or {}
    match said.get("task"), said.get("deadlines"), said.get("targets"):
        case dict(task), list(deadlines), list(targets):
            return {**content(Row(task, deadlines, targets)), "corrected": [], "conflict": None}
    raise ReviewError("这一条没有新的分析结果可以采用。请确认、退回，或直接改正。")


def set_state(connection: Connection, row: UUID, state: str, by: Reviewer) -> LedgerRow:
    """`state`: open, done, closed; overdue is no state that one sets."""
    if state not in STATES:
        raise ReviewError(f"任务状态不能改为“{state}”。可用：{'、'.join(STATES)}。")
    return write_row(connection, held_row(connection, row, by), by, "state", {"state": state})


def correct(connection: Connection, row: UUID, field: str, value: object, by: Reviewer) -> LedgerRow:
    """Puts `value` at `field`, a path into the row: title, tier, actor, offices, deadlines, deadlines.D1.end, targets.Q1.value …

    Raises ReviewError where the row has no such field or takes no such value.
    """
    held = held_row(connection, row, by)
    changed = corrected(held.row(), field, value)
    values = {**content(changed), "corrected": sorted({*held.corrected, field})}
    return write_row(connection, held, by, "correct", values, field=field)


def add_row(connection: Connection, identity: UUID, row: Row, by: Reviewer) -> LedgerRow:
    """Adds a row that the analysis missed; it is confirmed by whoever adds it."""
    held = document(connection, identity, lock=True)
    said = validated(row)
    table = schema.ledger
    position = connection.execute(
        select(func.coalesce(func.max(table.c.position), -1) + 1).where(table.c.document == identity)
    ).scalar_one()
    values = {"document": held.id, "id": uuid4(), "position": position, "origin": "person", "review": "confirmed", **content(said)}
    connection.execute(insert(table).values(values))
    note_change(connection, held.id, who=by.who, what="add", row=values["id"], after=dict(said.task))
    tell(connection, held.id, "reviewed")
    return ledger_row(connection, values["id"])


def undo(connection: Connection, identity: UUID, change: UUID, by: Reviewer) -> LedgerRow:
    """Takes back the latest change of a row that was not taken back yet; what is older waits its turn.

    Raises NotStoredError, StaleError; ReviewError where a later change stands on this one, or it was taken back already.
    An added row that is taken back is rejected, not removed.
    """
    table = schema.changes.c
    found = connection.execute(select(schema.changes).where(table.document == identity, table.id == change, table.row.is_not(None))).first()
    if found is None:
        raise NotStoredError("修改记录", change)
    held = held_row(connection, found.row, by)
    if latest_change(connection, identity, found.row) != change:
        raise ReviewError("这项修改已被撤销，或其后还有别的修改。请从最近的一项开始撤销。")
    before = {"review": "rejected"} if found.what == "add" else _restored(held, found.before)
    row = write_row(connection, held, by, "undo", before, field=found.field)
    mark_undone(connection, identity, change, _latest(connection, identity, found.row))
    return row


def latest_change(connection: Connection, identity: UUID, row: UUID) -> UUID | None:
    """The latest change of a row that was not taken back: the one that `undo` would take back; None where there is none."""
    table = schema.changes.c
    standing = select(table.id).where(table.document == identity, table.row == row, table.undone.is_(None), table.what != "undo")
    found: UUID | None = connection.execute(standing.order_by(table.at.desc(), table.id).limit(1)).scalar()
    return found


def held_row(connection: Connection, row: UUID, by: Reviewer) -> LedgerRow:
    """The row, which nobody else changes until the transaction ends. Raises NotStoredError, StaleError."""
    held = ledger_row(connection, row, lock=True)
    if by.version is not None and held.version != by.version:
        raise StaleError(held.version)
    return held


KEPT = ("task", "deadlines", "targets", "review", "state", "corrected", "conflict", "progress", "evidence", "extensions", "reminders")
"""What a change may touch, as it is written into the trail."""


def write_row(
    connection: Connection, held: LedgerRow, by: Reviewer, what: str, values: Mapping[str, object], *, field: str | None = None
) -> LedgerRow:
    """Changes columns of a row that is held; the trail says from what to what, and a later version is told to those who follow."""
    table = schema.ledger
    change = update(table).where(table.c.document == held.document, table.c.id == held.id)
    connection.execute(change.values(**values, version=table.c.version + 1, changed=func.now()))
    after = ledger_row(connection, held.id)
    touched = [name for name in KEPT if getattr(held, name) != getattr(after, name)]
    said = [{name: getattr(row, name) for name in touched} for row in (held, after)]
    note_change(connection, held.document, who=by.who, what=what, row=held.id, field=field, before=said[0], after=said[1])
    tell(connection, held.document, "reviewed")
    return after


def _restored(held: LedgerRow, before: object) -> Json:
    """The columns that put a row back to what a change's `before` says."""
    assert isinstance(before, dict)
    if "extensions" in before:
        return {**before, "extended": last_day(before["extensions"])}
    if not before.keys() & {"task", "deadlines", "targets"}:
        return before
    row = Row(before.get("task", held.task), before.get("deadlines", held.deadlines), before.get("targets", held.targets))
    return {**before, **content(row)}


def _latest(connection: Connection, identity: UUID, row: UUID) -> UUID:
    table = schema.changes.c
    query = select(table.id).where(table.document == identity, table.row == row, table.what == "undo").order_by(table.at.desc(), table.id)
    return UUID(str(connection.execute(query.limit(1)).scalar_one()))


def last_day(extensions: Sequence[Json]) -> date | None:
    """The day of the extension that counts."""
    return date.fromisoformat(str(extensions[-1]["due"])) if extensions else None

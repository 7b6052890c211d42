"""How far a task is: progress, evidence, extensions, reminders. Each is audited and undone as a review is, and outlives every re-analysis.

What a person says is appended, nothing is overwritten: of several extensions the last one counts, and the day that the notice sets stays.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, func, select

from corpus.store.documents import document
from corpus.store.errors import ReviewError
from corpus.store.ledger import LedgerRow
from corpus.store.packed import Json, clean
from corpus.store.reviews import Reviewer, held_row, write_row

LONGEST = 2000
"""Characters of a note or a reason."""
MOST = 200
"""Notes of one kind at one row."""
WHOLE = 100


def set_progress(connection: Connection, row: UUID, progress: int, by: Reviewer) -> LedgerRow:
    """`progress` in per cent. It says nothing of the state: that a task is done is for a person to say (`set_state`)."""
    if not 0 <= progress <= WHOLE:
        raise ReviewError(f"进度不能是 {progress}，请填 0 到 100 的整数。")
    return write_row(connection, held_row(connection, row, by), by, "progress", {"progress": progress})


def add_evidence(connection: Connection, row: UUID, note: str, by: Reviewer, *, paper: UUID | None = None) -> LedgerRow:
    """What shows that the task is done: a note, a document of the store, or both. Raises NotStoredError, StaleError, ReviewError."""
    held = held_row(connection, row, by)
    if not note.strip() and paper is None:
        raise ReviewError("佐证不能为空，请写明办理结果，或附上一份已入库的文件。")
    return write_row(connection, held, by, "evidence", {"evidence": _shown(connection, held, note, paper, by)})


def finish(connection: Connection, row: UUID, note: str, by: Reviewer, *, paper: UUID | None = None) -> LedgerRow:
    """Done (销号) with what shows it, in one change. Raises NotStoredError, StaleError, ReviewError."""
    held = held_row(connection, row, by)
    values: dict[str, object] = {"state": "done", "progress": WHOLE}
    if note.strip() or paper is not None:
        values["evidence"] = _shown(connection, held, note, paper, by)
    return write_row(connection, held, by, "state", values)


def extend(connection: Connection, row: UUID, due: date, reason: str, by: Reviewer) -> LedgerRow:
    """Puts off the day that counts to `due`. Raises NotStoredError, StaleError, ReviewError."""
    held = held_row(connection, row, by)
    if not reason.strip():
        raise ReviewError("延期须写明理由。")
    if held.state not in ("open", "overdue"):
        raise ReviewError("这一条已经办结或取消，不能延期。如需延期，请先恢复办理。")
    if held.until is not None and due <= held.until:
        raise ReviewError(f"延期后的日期 {due} 应晚于现在的时限 {held.until}。")
    said = {"due": due.isoformat(), "reason": _words(reason, "理由")}
    return write_row(connection, held, by, "extend", {"extensions": _more(connection, held.extensions, said, by), "extended": due})


def remind(connection: Connection, row: UUID, whom: Sequence[str], note: str, by: Reviewer) -> LedgerRow:
    """Notes that somebody was urged. `whom` are offices; those that bear the task where none is named.

    Raises NotStoredError, StaleError, ReviewError.
    """
    held = held_row(connection, row, by)
    if held.state not in ("open", "overdue"):
        raise ReviewError("这一条已经办结或取消，无需催办。")
    named = [clean(each.strip())[:LONGEST] for each in whom if each.strip()] or held.row().bearers
    said = {"whom": named, "note": _words(note, "催办内容")}
    return write_row(connection, held, by, "remind", {"reminders": _more(connection, held.reminders, said, by)})


def _shown(connection: Connection, held: LedgerRow, note: str, paper: UUID | None, by: Reviewer) -> list[Json]:
    name = document(connection, paper).name if paper else None
    said = {"note": _words(note, "佐证"), "document": str(paper) if paper else None, "name": name}
    return _more(connection, held.evidence, said, by)


def _more(connection: Connection, held: Sequence[Json], said: Json, by: Reviewer) -> list[Json]:
    if len(held) >= MOST:
        raise ReviewError(f"这一条的记录已有 {MOST} 条，不能再加。")
    at: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return [*held, {**said, "who": by.who, "at": at.isoformat(timespec="seconds")}]


def _words(text: str, name: str) -> str:
    if len(text) > LONGEST:
        raise ReviewError(f"{name}有 {len(text)} 字，请写在 {LONGEST} 字以内，或另附文件。")
    return clean(text.strip())

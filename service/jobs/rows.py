"""The rows that own the state of jobs: claimed, kept alive, settled. All clocks are the database's.

A claim writes a token that nobody else ever has; whatever a worker writes goes through `hold`, which locks the row and finds that
token in it, or raises LostClaimError: a worker that was cut off while another took over writes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Text, and_, cast, func, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.elements import ColumnElement

from corpus.store import schema
from corpus.store.packed import clean
from service.jobs.queue import queued, unwake, wake
from service.jobs.schema import DOCUMENTS, ENDED, JOBS, WAITING, Rows, jobs

LEASE = 10.0
"""Seconds after its worker's last sign of life when a job may be given to another."""
BEAT = 2.5
"""Seconds between two signs of life."""
GRACE = 5.0
"""Seconds that a waiting row may stand without an entry in the queue before the reconciler looks at it."""
STARTS = 5
"""Starts after which a job is parked."""
DOCUMENT = "document"
"""The kind of a document's own job."""
RECONCILING = 0x6475_6261_6E12
"""Advisory lock of the reconciler: one at a time is enough."""
NOW = func.clock_timestamp()


class LostClaimError(Exception):
    """The row is another's by now, or was cancelled: nothing of what was done for it counts."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that is ours while its `worker` is `token`."""

    kind: str
    id: UUID
    token: str
    starts: int
    priority: int
    given: Mapping[str, object] | None = None
    who: str = ""

    @property
    def rows(self) -> Rows:
        return rows_of(self.kind)


def rows_of(kind: str) -> Rows:
    return DOCUMENTS if kind == DOCUMENT else JOBS


def claim(connection: Connection, kind: str, identity: UUID, token: str) -> Claim | None:
    """The row made ours; None where it is another's, is finished, rests, or is not due."""
    rows = rows_of(kind)
    table = rows.table.c
    due = and_(table.state == WAITING, or_(table.beat.is_(None), table.beat <= NOW))
    left = and_(table.state.in_(rows.working), table.beat < NOW - _seconds(LEASE))
    free = select(table.id).where(table.id == identity, or_(due, left), table.starts < STARTS).with_for_update(skip_locked=True)
    if kind == DOCUMENT:
        free = free.where(table.deleted.is_(None))
    more = [jobs.c.kind, jobs.c.given, jobs.c.who] if rows is JOBS else []
    taken = (
        update(rows.table)
        .where(table.id == free.scalar_subquery())
        .values(state=rows.working[0], worker=token, beat=NOW, starts=table.starts + 1, percent=0, error=None)
    )
    row = connection.execute(taken.returning(table.starts, table.priority, *more)).first()
    if row is None:
        return None
    if rows is JOBS:
        return Claim(row.kind, identity, token, row.starts, row.priority, row.given, row.who)
    return Claim(kind, identity, token, row.starts, row.priority)


def beat(connection: Connection, tokens: Collection[str]) -> set[str]:
    """A sign of life for all claims of a worker; returns those that still hold."""
    kept: set[str] = set()
    for rows in (DOCUMENTS, JOBS):
        table = rows.table.c
        alive = update(rows.table).where(table.state.in_(rows.working), table.worker.in_(tokens)).values(beat=NOW)
        kept |= set(connection.execute(alive.returning(table.worker)).scalars())
    return kept


def hold(connection: Connection, claim: Claim) -> None:
    """Locks the row until the end of the transaction. Raises LostClaimError where it is no longer ours.

    A host that is cut off in the midst of a transaction must not keep the lock: the server ends a session that says nothing.
    """
    connection.execute(text(f"SET LOCAL idle_in_transaction_session_timeout = '{LEASE:g}s'"))
    connection.execute(text(f"SET LOCAL lock_timeout = '{LEASE * 2:g}s'"))
    table = claim.rows.table.c
    mine = select(table.id).where(table.id == claim.id, table.worker == claim.token, table.state.in_(claim.rows.working))
    if connection.execute(mine.with_for_update()).first() is None:
        raise LostClaimError(claim.token)


def advance(connection: Connection, claim: Claim, *, percent: int, line: str | None = None, state: str | None = None) -> None:
    """How far the job is. Raises LostClaimError."""
    hold(connection, claim)
    change = {"percent": percent, "beat": NOW} | ({"state": state} if state in claim.rows.working else {})
    _change(connection, claim, change)
    if line:
        log(connection, claim.kind, claim.id, line)


def finish(connection: Connection, claim: Claim, *, made: object = None) -> None:
    """The job is done; the row must be held, and what was made for it is in the same transaction."""
    change: dict[str, object] = {"state": claim.rows.finished, "percent": 100, "worker": None, "error": None}
    _change(connection, claim, change | ({"made": made, "changed": NOW} if claim.rows is JOBS else {}))


def rest(connection: Connection, claim: Claim, *, state: str, code: str, message: str) -> None:
    """The job ends without a result: `failed`, or `parked` after too many starts. Raises LostClaimError."""
    hold(connection, claim)
    _change(connection, claim, {"state": state, "worker": None, "error": {"code": code, "message": clean(message)}})
    log(connection, claim.kind, claim.id, message)


def again(connection: Connection, claim: Claim, *, delay: float, line: str, counted: bool = True) -> None:
    """Back to the queue, due after `delay` seconds. A start that is not `counted` was nobody's fault. Raises LostClaimError."""
    hold(connection, claim)
    starts = claim.starts if counted else claim.starts - 1
    _change(connection, claim, {"state": WAITING, "worker": None, "starts": starts, "beat": NOW + _seconds(delay)})
    log(connection, claim.kind, claim.id, line)
    wake(connection, claim.kind, [claim.id], priority=claim.priority, delay=delay)


def cancel(connection: Connection, kind: str, identity: UUID) -> bool:
    """Whether there was something to cancel. A worker that has the job hears of it with its next sign of life."""
    rows = rows_of(kind)
    table = rows.table.c
    stop = update(rows.table).where(table.id == identity, table.state.in_((WAITING, *rows.working)))
    stopped = connection.execute(stop.values(state="cancelled", worker=None)).rowcount == 1
    unwake(connection, identity)
    if stopped:
        log(connection, kind, identity, "已取消。")
    return stopped


def requeue(connection: Connection, kind: str, identity: UUID, *, priority: int | None = None) -> bool:
    """A job that failed, was parked or cancelled starts anew; whether it was one."""
    rows = rows_of(kind)
    table = rows.table.c
    change: dict[str, object] = {"state": WAITING, "starts": 0, "beat": None, "percent": 0, "error": None}
    change |= {} if priority is None else {"priority": priority}
    row = connection.execute(
        update(rows.table).where(table.id == identity, table.state.in_(ENDED)).values(change).returning(table.priority)
    ).first()
    if row is None:
        return False
    log(connection, kind, identity, "重新排队。")
    wake(connection, kind, [identity], priority=row.priority)
    return True


def log(connection: Connection, kind: str, identity: UUID, line: str) -> None:
    if kind == DOCUMENT:
        connection.execute(insert(schema.notes).values(document=identity, message=clean(line)))
        return
    entry = func.jsonb_build_array(func.jsonb_build_array(NOW, clean(line)))
    connection.execute(update(jobs).where(jobs.c.id == identity).values(log=jobs.c.log.op("||")(cast(entry, JSONB))))


def reconcile(connection: Connection, *, most: int = 1000) -> int:
    """Queues the rows whose entry is gone, parks those that were started too often; returns how many rows were touched."""
    if not connection.execute(select(func.pg_try_advisory_xact_lock(RECONCILING))).scalar():
        return 0
    return sum(_reconcile(connection, kind, most) for kind in (DOCUMENT, "job"))


def _reconcile(connection: Connection, kind: str, most: int) -> int:
    rows = rows_of(kind)
    table = rows.table.c
    waiting = and_(table.state == WAITING, func.coalesce(table.beat, table.received) < NOW - _seconds(GRACE))
    left = and_(table.state.in_(rows.working), table.beat < NOW - _seconds(LEASE))
    lost = select(table.id, table.priority, table.starts).where(or_(waiting, left))
    if kind == DOCUMENT:
        lost = lost.where(table.deleted.is_(None))
    lost = lost.where(cast(table.id, Text).not_in(queued())).order_by(table.priority.desc(), table.received).limit(most)
    found = connection.execute(lost.with_for_update(skip_locked=True)).all()
    _park(connection, kind, [row.id for row in found if row.starts >= STARTS])
    for priority in sorted({row.priority for row in found}):
        wake(connection, kind, [row.id for row in found if row.starts < STARTS and row.priority == priority], priority=priority)
    return len(found)


def _park(connection: Connection, kind: str, ids: Sequence[UUID]) -> None:
    rows = rows_of(kind)
    message = f"处理中断了 {STARTS} 次，已暂停。请检查文件是否异常，确认后可重新排队。"
    change = (
        update(rows.table).where(rows.table.c.id.in_(ids)).values(state="parked", worker=None, error={"code": "parked", "message": message})
    )
    if ids:
        connection.execute(change)
    for identity in ids:
        log(connection, kind, identity, message)


def _change(connection: Connection, claim: Claim, change: Mapping[str, object]) -> None:
    table = claim.rows.table
    connection.execute(update(table).where(table.c.id == claim.id).values(dict(change)))


def _seconds(count: float) -> ColumnElement[datetime]:
    return func.make_interval(0, 0, 0, 0, 0, 0, count)

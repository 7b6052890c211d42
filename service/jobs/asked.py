"""What a route or a command asks of jobs, in its own transaction: enqueue, cancel, look, start anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select, update

from corpus.store import schema
from corpus.store.documents import document, notes
from service.jobs import reanalysis, rows
from service.jobs.queue import wake
from service.jobs.rows import DOCUMENT
from service.jobs.schema import DOCUMENTS, JOBS, WAITING, jobs

UPLOAD = 10
"""The priority of what a person waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job as it stands. `id` is the document's own for kind `document`; `stage` is the row's state, finer than `state`."""

    id: UUID
    kind: str
    state: str
    stage: str
    percent: int
    starts: int
    log: tuple[tuple[datetime, str], ...]
    error: Mapping[str, str] | None
    made: object = None
    """Kinds other than `document`: what came of it, {"check": id}, {"digest": id}, {"documents": [id…]}."""


def enqueue(connection: Connection, *ids: UUID, priority: int = UPLOAD) -> None:
    """Has documents of state `received` read and analysed; in the transaction that put them."""
    table = schema.documents
    connection.execute(update(table).where(table.c.id.in_(ids), table.c.priority != priority).values(priority=priority))
    wake(connection, DOCUMENT, ids, priority=priority)


def ask(
    connection: Connection, kind: str, given: Mapping[str, object], *, who: str, priority: int = UPLOAD, batch: UUID | None = None
) -> UUID:
    """A job of another kind (a key of service.jobs.kinds.KINDS); returns its id."""
    identity = uuid4()
    row = {"id": identity, "kind": kind, "given": dict(given), "who": who, "priority": priority, "batch": batch}
    connection.execute(insert(jobs).values(row))
    wake(connection, kind, [identity], priority=priority)
    return identity


def status(connection: Connection, identity: UUID) -> Job:
    """The job of a document (by the document's id) or of another kind. Raises NotStoredError."""
    row = connection.execute(select(jobs).where(jobs.c.id == identity)).first()
    if row is not None:
        log = tuple((datetime.fromisoformat(at), line) for at, line in row.log)
        state = _state(row.state, JOBS.working, JOBS.finished)
        return Job(
            id=identity, kind=row.kind, state=state, stage=row.state, percent=row.percent, starts=row.starts, log=log, error=row.error, made=row.made
        )  # fmt: skip
    held = document(connection, identity)
    state = _state(held.state, DOCUMENTS.working, DOCUMENTS.finished)
    return Job(
        id=identity, kind=DOCUMENT, state=state, stage=held.state, percent=held.percent, starts=held.starts,
        log=tuple(notes(connection, identity)), error=held.error,
    )  # fmt: skip


def cancel(connection: Connection, identity: UUID) -> bool:
    """Whether there was something to cancel. Raises NotStoredError."""
    kind = status(connection, identity).kind
    done = rows.cancel(connection, kind, identity)
    if done and kind == reanalysis.KIND:
        reanalysis.withdraw(connection, identity)
    return done


def requeue(connection: Connection, identity: UUID) -> bool:
    """A job that failed, was parked or cancelled starts anew; whether it was one. Raises NotStoredError."""
    held = status(connection, identity)
    if held.kind == reanalysis.KIND:
        return reanalysis.resume(connection, identity)
    return rows.requeue(connection, held.kind, identity, priority=UPLOAD)


def _state(stage: str, working: Sequence[str], finished: str) -> str:
    if stage == WAITING:
        return "waiting"
    if stage in working:
        return "running"
    return "done" if stage == finished else stage

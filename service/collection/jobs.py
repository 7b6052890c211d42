"""Jobs as they are told: those of documents, whose rows are the documents', and those of their own table, seen as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, func, select

from corpus.store import NotStoredError, Wanted, document, documents, notes, schema
from service.collection.house import Collection
from service.collection.intake import job_of
from service.collection.jobnames import names_of
from service.collection.views import Job, LogLine, coarse, refusal
from service.jobs.asked import ask, cancel, requeue
from service.jobs.reanalysis import KIND as REANALYSIS
from service.jobs.reanalysis import reanalyse, refresh
from service.jobs.schema import jobs

RESULTS = {"check": "/api/v1/checks/", "digest": "/api/v1/digests/"}
"""Where what a kind of job made is found, by its id."""


@dataclass(frozen=True, slots=True)
class Jobs:
    jobs: tuple[Job, ...]


def job(collection: Collection, identity: UUID) -> Job:
    """With its log. Raises NotStoredError."""
    with collection.store.begin() as connection:
        return job_within(connection, identity)


def find(collection: Collection, *, stage: str | None = None, limit: int = 50) -> Jobs:
    """The newest first, without their logs."""
    with collection.store.begin() as connection:
        found = [job_of(stored) for stored in documents(connection, Wanted(state=stage), limit=limit)]
        refresh(connection)
        query = select(jobs).order_by(jobs.c.received.desc(), jobs.c.id).limit(limit)
        rows = connection.execute(query if stage is None else query.where(jobs.c.state == stage)).all()
        names = names_of(connection, rows)
        found += [_of(row, names[row.id]) for row in rows]
    return Jobs(tuple(sorted(found, key=lambda each: each.received, reverse=True)[:limit]))


def stop(collection: Collection, identity: UUID) -> tuple[Job, bool]:
    """The job, and whether there was something to cancel. Raises NotStoredError."""
    with collection.store.begin() as connection:
        job_within(connection, identity)
        done = cancel(connection, identity)
        return job_within(connection, identity), done


def start_again(collection: Collection, identity: UUID) -> tuple[Job, bool]:
    """The job, and whether it rested. Raises NotStoredError."""
    with collection.store.begin() as connection:
        job_within(connection, identity)
        done = requeue(connection, identity)
        return job_within(connection, identity), done


def order(connection: Connection, kind: str, given: Sequence[Mapping[str, object]], *, who: str) -> list[UUID]:
    """Enters one job for each of `given`, in the transaction of `connection`."""
    batch = uuid4()
    return [ask(connection, kind, each, who=who, batch=batch) for each in given]


def analyse_anew(connection: Connection, documents: Sequence[UUID] | None, *, who: str, everything: bool = False) -> Job:
    """A re-analysis of all documents, or of those given, that were analysed with other rules, or of `everything`. Raises NotStoredError."""
    for each in documents or ():
        document(connection, each)
    return job_within(connection, reanalyse(connection, who=who, documents=documents, everything=everything))


def unfinished(collection: Collection, identities: set[UUID]) -> set[UUID]:
    """Those documents among `identities` whose job does not rest."""
    table = schema.documents.c
    with collection.store.begin() as connection:
        rows = connection.execute(select(table.id, table.state).where(table.id.in_(identities), table.deleted.is_(None)))
        return {row.id for row in rows if coarse(row.state) in ("waiting", "running")}


def states(collection: Collection) -> dict[str, int]:
    """How many documents stand in each state."""
    table = schema.documents.c
    with collection.store.begin() as connection:
        rows = connection.execute(select(table.state, func.count().label("count")).where(table.deleted.is_(None)).group_by(table.state))
        return {row.state: int(row[1]) for row in rows}


def job_within(connection: Connection, identity: UUID) -> Job:
    """With its log. Raises NotStoredError."""
    query = select(jobs).where(jobs.c.id == identity)
    row = connection.execute(query).first()
    if row is not None and row.kind == REANALYSIS:
        refresh(connection)
        row = connection.execute(query).first()
    if row is not None:
        return _of(row, names_of(connection, [row])[row.id])
    try:
        held = document(connection, identity)
    except NotStoredError as error:
        raise NotStoredError("作业", identity) from error
    found = job_of(held)
    lines = tuple(LogLine(at, message) for at, message in notes(connection, identity))
    return Job(**{name: getattr(found, name) for name in Job.__slots__ if name != "log"}, log=lines)


def _of(row: Row[Any], name: str) -> Job:
    return Job(
        id=row.id,
        name=name,
        kind=row.kind,
        state=coarse(row.state),
        stage=row.state,
        percent=row.percent,
        starts=row.starts,
        priority=row.priority,
        who=row.who,
        received=row.received,
        error=refusal(row.error),
        result=f"{RESULTS[row.kind]}{row.made[row.kind]}" if row.state == "done" and row.kind in RESULTS else None,
        log=tuple(LogLine(datetime.fromisoformat(at), line) for at, line in row.log),
    )

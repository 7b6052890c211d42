"""How far the checks of a campaign and a digest are: what waits, what could not be done and why."""

from collections.abc import Collection as Some
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select

from corpus.store import schema
from service.collection.house import Collection
from service.jobs.schema import DOCUMENTS, ENDED, JOBS, WAITING, jobs

LATEST = 5000
"""Jobs that are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A plan or an essay that could not be worked on; `message` says why and what to do."""

    document: UUID | None
    job: UUID
    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Progress:
    """`waiting` counts those that are not done; a failure stands until the same is asked for again."""

    waiting: int
    failed: tuple[Failed, ...]
    line: str = ""
    percent: int = 0


def checks_progress(collection: Collection, notice: UUID | None, template: UUID | None) -> Progress:
    """Of all plans that are held against these two."""
    wanted = tuple(None if each is None else str(each) for each in (notice, template))
    with collection.store.begin() as connection:
        query = select(jobs.c.id, jobs.c.given, jobs.c.state, jobs.c.error).where(jobs.c.kind == "check", jobs.c.state != JOBS.finished)
        open_ones = connection.execute(query.order_by(jobs.c.received.desc(), jobs.c.id).limit(LATEST)).all()
        latest: dict[str, tuple[UUID, str, Mapping[str, str] | None]] = {}
        for row in open_ones:
            if (row.given.get("notice"), row.given.get("template")) == wanted:
                latest.setdefault(row.given["plan"], (row.id, row.state, row.error))
        ended = {plan: (job, error) for plan, (job, state, error) in latest.items() if state in ENDED}
        names = _names(connection, [UUID(plan) for plan in ended])
        again = _done_later(connection, [job for job, _ in ended.values()], wanted)
    failed = [
        Failed(UUID(plan), job, names[plan], error["message"] if error else "已取消。")
        for plan, (job, error) in ended.items()
        if plan in names and plan not in again
    ]
    return Progress(len(latest) - len(ended), tuple(sorted(failed, key=lambda each: each.name)))


def digest_progress(collection: Collection, identity: UUID) -> Progress | None:
    """Of the digest that bears its job's id; None where there is no such job."""
    with collection.store.begin() as connection:
        row = connection.execute(select(jobs).where(jobs.c.id == identity, jobs.c.kind == "digest")).first()
    if row is None:
        return None
    if row.state in ENDED:
        return Progress(0, (Failed(None, row.id, "心得汇总", row.error["message"] if row.error else "已取消。"),))
    line = str(row.log[-1][1]) if row.log else "正在排队"
    return Progress(int(row.state != JOBS.finished), (), line, row.percent)


def unsettled(collection: Collection, identities: Some[UUID]) -> int:
    """How many of these jobs, those of documents among them, are still under way; what was deleted is not."""
    table = schema.documents.c
    going = select(table.id).where(table.id.in_(identities), table.deleted.is_(None), table.state.in_((WAITING, *DOCUMENTS.working)))
    others = select(jobs.c.id).where(jobs.c.id.in_(identities), jobs.c.state.in_((WAITING, *JOBS.working)))
    with collection.store.begin() as connection:
        return len(connection.execute(going).all()) + len(connection.execute(others).all())


def _names(connection: Connection, plans: list[UUID]) -> dict[str, str]:
    """Of those that were not deleted."""
    table = schema.documents.c
    rows = connection.execute(select(table.id, table.name).where(table.id.in_(plans), table.deleted.is_(None)))
    return {str(row.id): str(row.name) for row in rows}


def _done_later(connection: Connection, ended: list[UUID], wanted: tuple[str | None, ...]) -> set[str]:
    """The plans whose job was asked for again since and is done."""
    if not ended:
        return set()
    since = select(jobs.c.received).where(jobs.c.id.in_(ended)).order_by(jobs.c.received).limit(1).scalar_subquery()
    rows = connection.execute(select(jobs.c.given).where(jobs.c.kind == "check", jobs.c.state == JOBS.finished, jobs.c.received >= since))
    return {row.given["plan"] for row in rows if (row.given.get("notice"), row.given.get("template")) == wanted}

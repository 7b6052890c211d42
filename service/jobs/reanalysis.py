"""Re-analysis: documents that were analysed with other rules are analysed anew, behind whatever people wait for.

The job of a re-analysis owns no work: it names documents, whose own jobs do it, and is brought up to them whenever somebody looks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import Connection, Select, String, and_, cast, func, insert, select, true, update
from sqlalchemy.sql.elements import ColumnElement

from corpus.store import schema
from service.in_force import ruleset_of
from service.jobs.queue import unwake, wake
from service.jobs.schema import DOCUMENTS, JOBS, WAITING, jobs

KIND = "reanalysis"
BEHIND = 0
"""Their priority: below UPLOAD, whatever a person waits for goes first."""
TABLE = schema.documents.c
RESTING = (DOCUMENTS.finished, "failed")
OPEN = (WAITING, *DOCUMENTS.working)
UNDER_WAY = JOBS.working[0]


def reanalyse(connection: Connection, *, who: str, documents: Sequence[UUID] | None = None, everything: bool = False) -> UUID:
    """Has documents (all, or those given) analysed anew that were not analysed with the rules of this program; returns the job's id.

    With `everything` those that were as well: the school calendar is no rule. What people confirmed stands; the old analysis is shown
    until the new one is there. What an earlier re-analysis left waiting counts among them.
    """
    at_rest = and_(_given(documents), TABLE.deleted.is_(None), TABLE.state.in_(RESTING))
    ids = _begin(connection, at_rest if everything else _outdated(connection, documents), who)
    ids += connection.execute(
        select(TABLE.id).where(_given(documents), _stale(connection), TABLE.state.in_(OPEN), TABLE.id.not_in(ids))
    ).scalars()
    identity = uuid4()
    given = {"documents": [str(each) for each in ids], "ruleset": ruleset_of(connection)}
    row = {"id": identity, "kind": KIND, "given": given, "who": who, "priority": BEHIND, "state": UNDER_WAY}
    connection.execute(insert(jobs).values(row))
    refresh(connection)
    return identity


def outdated(connection: Connection) -> int:
    """How many documents a re-analysis would be about."""
    count = select(func.count()).select_from(schema.documents)
    return connection.execute(count.where(_outdated(connection, None))).scalar_one()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many documents a re-analysis is about, how many of them are still to be done, how many failed."""

    documents: int
    left: int
    failed: int


def tally(connection: Connection, identity: UUID) -> Tally:
    is_open = and_(TABLE.state.in_(OPEN), TABLE.deleted.is_(None))
    counts = select(func.count(), func.count().filter(is_open), func.count().filter(TABLE.state == "failed"))
    return Tally(*connection.execute(counts.where(TABLE.id.in_(_named(identity)))).one())


def refresh(connection: Connection) -> None:
    """Brings the jobs of re-analyses up to their documents."""
    for identity in connection.execute(select(jobs.c.id).where(jobs.c.kind == KIND, jobs.c.state == UNDER_WAY)).scalars().all():
        now = tally(connection, identity)
        made = {"documents": now.documents, "failed": now.failed}
        done = {"state": JOBS.finished, "percent": 100, "made": made, "changed": func.now()}
        change = {"percent": 100 * (now.documents - now.left) // now.documents} if now.left else done
        connection.execute(update(jobs).where(jobs.c.id == identity, jobs.c.state == UNDER_WAY).values(change))


def withdraw(connection: Connection, identity: UUID) -> None:
    """After its job was cancelled: what still waits is again what it was, with the analysis that it has."""
    waiting = connection.execute(
        select(TABLE.id, TABLE.ruleset).where(TABLE.id.in_(_named(identity)), TABLE.state == WAITING, TABLE.priority == BEHIND).with_for_update()
    ).all()  # fmt: skip
    for state, ids in (
        (DOCUMENTS.finished, [row.id for row in waiting if row.ruleset is not None]),
        ("cancelled", [row.id for row in waiting if row.ruleset is None]),
    ):
        percent = 100 if state == DOCUMENTS.finished else 0
        connection.execute(update(schema.documents).where(TABLE.id.in_(ids)).values(state=state, percent=percent))
    for row in waiting:
        unwake(connection, row.id)


def resume(connection: Connection, identity: UUID) -> bool:
    """A re-analysis that was cancelled goes on; whether it was one."""
    again = update(jobs).where(jobs.c.id == identity, jobs.c.kind == KIND, jobs.c.state == "cancelled")
    row = connection.execute(again.values(state=UNDER_WAY, error=None).returning(jobs.c.who)).first()
    if row is None:
        return False
    _begin(connection, and_(TABLE.id.in_(_named(identity)), _outdated(connection, None)), row.who)
    refresh(connection)
    return True


def _begin(connection: Connection, which: ColumnElement[bool], who: str) -> list[UUID]:
    change = update(schema.documents).where(which)
    change = change.values(state=WAITING, starts=0, priority=BEHIND, beat=None, percent=0, error=None)
    ids = list(connection.execute(change.returning(TABLE.id)).scalars())
    if ids:
        connection.execute(insert(schema.changes), [{"document": each, "id": uuid4(), "who": who, "what": "analyse"} for each in ids])
    wake(connection, "document", ids, priority=BEHIND)
    return ids


def _outdated(connection: Connection, documents: Sequence[UUID] | None) -> ColumnElement[bool]:
    """At rest, with another ruleset than this program's; of failed ones all, since other rules may read them."""
    return and_(_given(documents), _stale(connection), TABLE.state.in_(RESTING))


def _stale(connection: Connection) -> ColumnElement[bool]:
    return and_(TABLE.deleted.is_(None), TABLE.ruleset.is_distinct_from(ruleset_of(connection)))


def _given(documents: Sequence[UUID] | None) -> ColumnElement[bool]:
    return true() if documents is None else TABLE.id.in_(documents)


def _named(identity: UUID) -> Select[UUID]:
    """The documents of a re-analysis."""
    each = func.json_array_elements_text(jobs.c.given.op("->")("documents"))
    return select(cast(cast(each, String), TABLE.id.type)).where(jobs.c.id == identity)

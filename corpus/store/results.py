"""Checks of plans and digests of essays, as the contract has them, kept under what they were made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, func, insert, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.dialects.postgresql import insert as upsert

from corpus.store import schema
from corpus.store.errors import NotStoredError
from corpus.store.packed import Json, clean, key, pack, unpack


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOf:
    """What a check was made of; `settings` is whatever else decides its outcome (weights, the date given)."""

    plan: UUID
    notice: UUID | None
    template: UUID | None
    ruleset: str
    settings: str = ""

    @property
    def id(self) -> UUID:
        """The same for ever: a check that was made is not made again."""
        parts = [None if each is None else str(each) for each in (self.plan, self.notice, self.template)]
        return key("check", *parts, self.ruleset, self.settings)


@dataclass(frozen=True, slots=True)
class CheckHead:
    """A check without its body."""

    id: UUID
    plan: UUID
    notice: UUID | None
    template: UUID | None
    ruleset: str
    score: float | None
    who: str
    at: datetime


def save_check(connection: Connection, of: CheckOf, body: Json, *, who: str) -> UUID:
    """Keeps a check; the same again replaces it."""
    score = body.get("score")
    row = {
        "plan": of.plan, "notice": of.notice, "template": of.template, "ruleset": of.ruleset, "body": pack(body), "who": clean(who),
        "score": round(score * 100) if isinstance(score, int | float) else None,
    }  # fmt: skip
    written = upsert(schema.checks).values(id=of.id, **row)
    connection.execute(
        written.on_conflict_do_update(index_elements=["id"], set_={"body": row["body"], "score": row["score"], "at": func.now()})
    )
    return of.id


def check_of(connection: Connection, identity: UUID) -> dict[str, object]:
    """Raises NotStoredError."""
    return _body(connection.execute(select(schema.checks.c.body).where(schema.checks.c.id == identity)).scalar(), "比对结果", identity)


def checks_of(connection: Connection, identities: Sequence[UUID]) -> dict[UUID, dict[str, object]]:
    """The bodies of many checks, of those that are there."""
    table = schema.checks.c
    rows = connection.execute(select(table.id, table.body).where(table.id.in_(identities)))
    return {row.id: unpack(row.body) for row in rows}


def checks(connection: Connection, *, plan: UUID | None = None, notice: UUID | None = None, limit: int = 200) -> Sequence[CheckHead]:
    """Newest first."""
    table = schema.checks.c
    query = select(*(table[name] for name in CheckHead.__slots__)).order_by(table.at.desc(), table.id).limit(limit)
    for column, value in ((table.plan, plan), (table.notice, notice)):
        query = query if value is None else query.where(column == value)
    return [_head(row) for row in connection.execute(query)]


def check_head(connection: Connection, identity: UUID) -> CheckHead:
    """Raises NotStoredError, also where its plan was deleted."""
    table = schema.checks.c
    query = _alive(select(*(table[name] for name in CheckHead.__slots__))).where(table.id == identity)
    row = connection.execute(query).first()
    if row is None:
        raise NotStoredError("比对结果", identity)
    return _head(row)


def newest_checks(connection: Connection, *, notice: UUID | None, template: UUID | None) -> Sequence[CheckHead]:
    """The newest check of each plan that was held against exactly these two, in the order in which the plans came."""
    table, documents = schema.checks.c, schema.documents.c
    columns = [table[name] for name in CheckHead.__slots__]
    held = table.notice.is_not_distinct_from(notice), table.template.is_not_distinct_from(template)
    newest = (
        _alive(select(*columns, documents.received))
        .where(*held)
        .ext(distinct_on(table.plan))
        .order_by(table.plan, table.at.desc(), table.id)
    )
    found = newest.subquery()
    return [_head(row) for row in connection.execute(select(*found.c).order_by(found.c.received, found.c.plan))]


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Plans that were held against the same notice and template: how many, and when last."""

    notice: UUID | None
    template: UUID | None
    plans: int
    at: datetime


def check_groups(connection: Connection, *, limit: int = 50) -> Sequence[CheckGroup]:
    """The latest first."""
    table = schema.checks.c
    latest = func.max(table.at)
    query = _alive(select(table.notice, table.template, func.count(table.plan.distinct()), latest)).group_by(table.notice, table.template)
    return [CheckGroup(*row) for row in connection.execute(query.order_by(latest.desc()).limit(limit))]


def _alive(query: Select[Any]) -> Select[Any]:
    """Of plans that were not deleted."""
    documents = schema.documents.c
    return query.join_from(schema.checks, schema.documents, documents.id == schema.checks.c.plan).where(documents.deleted.is_(None))


def _head(row: Row[Any]) -> CheckHead:
    said = {name: getattr(row, name) for name in CheckHead.__slots__}
    return CheckHead(**{**said, "score": None if row.score is None else row.score / 100})


@dataclass(frozen=True, slots=True)
class DigestHead:
    """A digest without its body."""

    id: UUID
    documents: Sequence[UUID]
    notice: UUID | None
    ruleset: str
    who: str
    at: datetime


def save_digest(
    connection: Connection, identity: UUID, documents: Sequence[UUID], body: Json, *, notice: UUID | None, ruleset: str, who: str
) -> None:
    """Keeps a digest under an id of the caller's choice (its job's); the same again is no error and changes nothing."""
    row = {"id": identity, "documents": list(documents), "notice": notice, "ruleset": ruleset, "body": pack(body), "who": clean(who)}
    connection.execute(upsert(schema.digests).values(row).on_conflict_do_nothing())


def digest_of(connection: Connection, identity: UUID) -> dict[str, object]:
    """Raises NotStoredError."""
    return _body(connection.execute(select(schema.digests.c.body).where(schema.digests.c.id == identity)).scalar(), "心得汇总", identity)


def digest_head(connection: Connection, identity: UUID) -> DigestHead:
    """Raises NotStoredError."""
    table = schema.digests.c
    row = connection.execute(select(*(table[name] for name in DigestHead.__slots__)).where(table.id == identity)).first()
    if row is None:
        raise NotStoredError("心得汇总", identity)
    return DigestHead(**row._asdict())


def digests(connection: Connection, *, limit: int = 200) -> Sequence[DigestHead]:
    """Newest first."""
    table = schema.digests.c
    query = select(*(table[name] for name in DigestHead.__slots__)).order_by(table.at.desc(), table.id).limit(limit)
    return [DigestHead(**row._asdict()) for row in connection.execute(query)]


def _body(body: bytes | None, thing: str, identity: UUID) -> dict[str, object]:
    if body is None:
        raise NotStoredError(thing, identity)
    return unpack(body)


def save_prints(connection: Connection, document: UUID, scheme: str, grams: Sequence[int]) -> None:
    """Keeps the grams (signed 64-bit numbers) that stand for a document's text under `scheme`, in place of those it had."""
    table = schema.prints
    connection.execute(table.delete().where(table.c.document == document, table.c.scheme == scheme))
    rows = [{"document": document, "scheme": scheme, "gram": gram} for gram in sorted(set(grams))]
    if rows:
        connection.execute(insert(table), rows)


def sharing(
    connection: Connection, scheme: str, grams: Sequence[int], *, least: int, apart: Sequence[UUID] = (), limit: int = 100
) -> Sequence[tuple[UUID, int]]:
    """Documents (not deleted, not in `apart`) that share at least `least` of `grams`, with how many, most first."""
    table, documents = schema.prints.c, schema.documents.c
    shared = func.count()
    query = select(table.document, shared).join(schema.documents, documents.id == table.document)
    query = query.where(table.scheme == scheme, table.gram == func.any(sorted(set(grams))), documents.deleted.is_(None))
    if apart:
        query = query.where(table.document.not_in(apart))
    found = connection.execute(query.group_by(table.document).having(shared >= least).order_by(shared.desc(), table.document).limit(limit))
    return [(document, count) for document, count in found]

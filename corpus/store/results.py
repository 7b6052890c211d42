"""Checks of plans and digests of essays, as the contract has them, kept under what they were made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, insert, select
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


def checks(connection: Connection, *, plan: UUID | None = None, notice: UUID | None = None, limit: int = 200) -> Sequence[CheckHead]:
    """Newest first."""
    table = schema.checks.c
    query = select(*(table[name] for name in CheckHead.__slots__)).order_by(table.at.desc(), table.id).limit(limit)
    for column, value in ((table.plan, plan), (table.notice, notice)):
        query = query if value is None else query.where(column == value)
    return [CheckHead(**{**row._asdict(), "score": None if row.score is None else row.score / 100}) for row in connection.execute(query)]


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

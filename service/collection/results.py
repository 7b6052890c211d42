"""Checks and digests of what is in the collection: asked for as jobs, told, exported."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from corpus.store import NotStoredError, StoreError, analysis_of, document, schema
from corpus.store.results import CheckHead, DigestHead, check_of, checks, digest_of, digests
from nlp.check.types import Check
from nlp.essays import Digest, ids
from nlp.types import Analysis, Source
from service.app import Given
from service.checking import Checked
from service.collection.house import Collection
from service.collection.jobs import job_within, order
from service.collection.views import Job
from service.digesting import Wishes, options_of
from service.errors import ServiceError
from service.exports.check import CHECK_EXPORTS
from service.exports.check.report import Report as CheckReport
from service.exports.digest import DIGEST_EXPORTS
from service.exports.digest.report import Report as DigestReport
from service.jobs.kinds.held import source_body
from service.plain import plain
from service.settings import Settings

ResultForm = Literal["xlsx", "docx", "html"]
Value = TypeVar("Value")
MOST = 500
"""Plans of one call, essays of one digest."""


@dataclass(frozen=True, slots=True)
class CheckOrder:
    """Plans to be held against a notice, a template or both; `issued` is the date of a plan whose text has none."""

    plans: tuple[UUID, ...]
    notice: UUID | None = None
    template: UUID | None = None
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class DigestOrder:
    essays: tuple[UUID, ...]
    notice: UUID | None = None
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True)
class Checks:
    checks: tuple[CheckHead, ...]


@dataclass(frozen=True, slots=True)
class Digests:
    digests: tuple[DigestHead, ...]


def ask_checks(connection: Connection, asked: CheckOrder, *, who: str) -> tuple[Job, ...]:
    """One job for each plan. Raises NotStoredError for a document that is not there, ServiceError for a call that cannot be."""
    if asked.notice is None and asked.template is None:
        raise ServiceError("request", "缺少比对的依据：请以 notice 给出通知的编号，或以 template 给出模板的编号。")
    given = [{"plan": plan, "notice": asked.notice, "template": asked.template, "date": asked.issued} for plan in asked.plans]
    return _ask(connection, "check", given, [*asked.plans, asked.notice, asked.template], who=who)


def ask_digest(connection: Connection, asked: DigestOrder, settings: Settings, *, who: str) -> Job:
    """Raises NotStoredError for a document that is not there, ServiceError for wishes that cannot be."""
    options_of(asked.wishes, settings)
    given = {"essays": asked.essays, "notice": asked.notice, "wishes": asdict(asked.wishes)}
    (made,) = _ask(connection, "digest", [given], [*asked.essays, asked.notice], who=who)
    return made


def list_checks(collection: Collection, *, plan: UUID | None, notice: UUID | None, limit: int) -> Checks:
    with collection.store.begin() as connection:
        return Checks(tuple(checks(connection, plan=plan, notice=notice, limit=limit)))


def list_digests(collection: Collection, *, limit: int) -> Digests:
    with collection.store.begin() as connection:
        return Digests(tuple(digests(connection, limit=limit)))


def check(collection: Collection, identity: UUID) -> Mapping[str, object]:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        return check_of(connection, identity)


def digest(collection: Collection, identity: UUID) -> Mapping[str, object]:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        return digest_of(connection, identity)


def export_checks(collection: Collection, heads: Sequence[CheckHead], form: ResultForm) -> bytes:
    """Checks against one notice and template, the newest of each plan. Raises StoreError "nothing" for none, NotStoredError."""
    newest: dict[UUID, CheckHead] = {}
    for head in heads:
        newest.setdefault(head.plan, head)
    if not newest:
        raise StoreError("nothing", "还没有符合条件的比对结果，无可导出。请先比对。")
    first = next(iter(newest.values()))
    with collection.store.begin() as connection:
        given = Given(
            notice=_value(Analysis, analysis_of(connection, first.notice)) if first.notice else None,
            template=_source(connection, first.template) if first.template else None,
        )
        plans = tuple(
            _checked(connection, head) for head in newest.values() if (head.notice, head.template) == (first.notice, first.template)
        )
    return CHECK_EXPORTS[form](CheckReport(given, plans))


def export_check(collection: Collection, identity: UUID, form: ResultForm) -> bytes:
    """Raises NotStoredError."""
    columns = [schema.checks.c[name] for name in CheckHead.__slots__]
    with collection.store.begin() as connection:
        found = connection.execute(select(*columns).where(schema.checks.c.id == identity)).first()
    if found is None:
        raise NotStoredError("比对结果", identity)
    return export_checks(collection, [CheckHead(*found)], form)


def export_digest(collection: Collection, identity: UUID, form: ResultForm) -> bytes:
    """Raises NotStoredError, also where one of its essays was deleted."""
    with collection.store.begin() as connection:
        made = _value(Digest, digest_of(connection, identity))
        essays = connection.execute(select(schema.digests.c.documents).where(schema.digests.c.id == identity)).scalar_one()
        sources = [_source(connection, essay) for essay in essays]
    known = dict(zip(ids(sources), sources, strict=True))
    return DIGEST_EXPORTS[form](DigestReport(made, known))


def _ask(
    connection: Connection, kind: str, given: Sequence[Mapping[str, object]], papers: Sequence[UUID | None], *, who: str
) -> tuple[Job, ...]:
    for identity in dict.fromkeys(papers):
        if identity is not None:
            document(connection, identity)
    return tuple(job_within(connection, identity) for identity in order(connection, kind, [_json(each) for each in given], who=who))


def _json(given: Mapping[str, object]) -> dict[str, object]:
    made: dict[str, object] = {name: plain(value) for name, value in given.items()}
    return made


def _checked(connection: Connection, head: CheckHead) -> Checked:
    return Checked(_value(Check, check_of(connection, head.id)), _source(connection, head.plan).text)


def _source(connection: Connection, identity: UUID) -> Source:
    """Raises NotStoredError where the document is gone or was never read."""
    body = source_body(connection, document(connection, identity))
    if body is None:
        raise NotStoredError("正文", identity)
    return _value(Source, body)


def _value(form: type[Value], body: Mapping[str, object]) -> Value:
    found: Value = _adapters()[form].validate_python(body)
    return found


@cache
def _adapters() -> dict[type, TypeAdapter[Any]]:
    """Built once: it takes longer than reading a value with one."""
    return {form: TypeAdapter(form) for form in (Analysis, Check, Digest, Source)}

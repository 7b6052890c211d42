"""Checks and digests of what is in the collection: asked for as jobs, told, exported as people left them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from io import BytesIO
from typing import Literal
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import Connection

from corpus.store import StoreError, document, roll
from corpus.store.results import (
    CheckGroup,
    CheckHead,
    DigestHead,
    check_groups,
    check_head,
    check_of,
    checks,
    digest_head,
    digest_of,
    digests,
    newest_checks,
)
from nlp.pairs import find_pairs
from service.checking import Checked, weights_of
from service.collection.checked import reviewed_all
from service.collection.digested import report_within
from service.collection.house import Collection
from service.collection.jobs import job_within, order
from service.collection.sources import given_within, source_within
from service.collection.views import Job
from service.digesting import Wishes, options_of
from service.errors import ServiceError
from service.exports.check import CHECK_EXPORTS
from service.exports.check.report import Report as CheckReport
from service.exports.check.report import names_of
from service.exports.digest import DIGEST_EXPORTS
from service.in_force import campaigns
from service.plain import plain
from service.schools import Roll, call_roll
from service.settings import Settings

ResultForm = Literal["xlsx", "docx", "html"]
MOST = 500
"""Plans of one call, essays of one digest."""
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
"""What no file of Windows may be called."""


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


def list_groups(collection: Collection) -> tuple[CheckGroup, ...]:
    """What plans were held against so far, the latest first."""
    with collection.store.begin() as connection:
        return tuple(check_groups(connection))


def export_checks(collection: Collection, heads: Sequence[CheckHead], form: ResultForm) -> bytes:
    """Checks against one notice and template as people left them. Raises StoreError "nothing" for none, NotStoredError."""
    return CHECK_EXPORTS[form](report_of(collection, heads))


def heads_of(collection: Collection, *, notice: UUID | None, template: UUID | None, exact: bool = False) -> Sequence[CheckHead]:
    """The newest check of each plan; where a notice alone is given, of those that were held against what the last one was, unless
    `exact` (no template then means none).

    Raises ServiceError where neither is given.
    """
    if notice is None and template is None:
        raise ServiceError("request", "请以 notice 给出通知的编号，或以 template 给出模板的编号。")
    with collection.store.begin() as connection:
        if template is None and not exact:
            last = checks(connection, notice=notice, limit=1)
            template = last[0].template if last else None
        return newest_checks(connection, notice=notice, template=template)


def slips(collection: Collection, heads: Sequence[CheckHead]) -> bytes:
    """The slip of each plan as a Word file of its own, in one ZIP. Raises StoreError "nothing" for none, NotStoredError."""
    report = report_of(collection, heads)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, plan in zip(_file_names(report), range(len(report.plans)), strict=True):
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), CHECK_EXPORTS["docx"](_alone(report, plan)), ZIP_DEFLATED)
    return stream.getvalue()


def _file_names(report: CheckReport) -> list[str]:
    """明溪小学 反馈单.docx; the number of the plan before it where two would have the same."""
    made = [f"{UNSAFE.sub('_', name)[:80].strip('. ')} 反馈单.docx" for name in names_of(report.plans)]
    return [name if made.count(name) == 1 else f"{number}. {name}" for number, name in enumerate(made, 1)]


def _alone(report: CheckReport, index: int) -> CheckReport:
    """One plan with what it shares with others, which are not named."""
    pairs = [pair for pair in report.pairs if index in (pair.first, pair.second)]
    return replace(report, plans=(report.plans[index],), pairs=tuple(replace(pair, first=0, second=0) for pair in pairs), roll=Roll())


def report_of(collection: Collection, heads: Sequence[CheckHead]) -> CheckReport:
    """Raises StoreError "nothing" for none, NotStoredError where the notice or the template is gone."""
    if not heads:
        raise StoreError("nothing", "还没有符合条件的比对结果，无可导出。请先比对。")
    first = heads[0]
    with collection.store.begin() as connection:
        settings = campaigns(connection, collection.settings)
        given = given_within(connection, first.notice, first.template)
        made = reviewed_all(connection, heads, weights_of(settings))
        texts = [source_within(connection, head.plan).text for head in heads]
        schools = roll(connection, "schools").entries
    plans = tuple(Checked(each.check, text, each.machine) for each, text in zip(made, texts, strict=True))
    if len(plans) == 1:
        return CheckReport(given, plans)
    known = [paper.text for paper in (given.notice, given.template) if paper is not None]
    pairs = find_pairs([plan.text for plan in plans], minus=known, least_share=settings.check_pair_share)
    return CheckReport(given, plans, roll=call_roll(schools, [plan.check.plan for plan in plans]) if schools else Roll(), pairs=pairs)


def export_check(collection: Collection, identity: UUID, form: ResultForm) -> bytes:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        head = check_head(connection, identity)
    return export_checks(collection, [head], form)


def export_digest(collection: Collection, identity: UUID, form: ResultForm) -> bytes:
    """As people left it. Raises NotStoredError, also where one of its essays was deleted."""
    with collection.store.begin() as connection:
        report = report_within(connection, digest_head(connection, identity))
    return DIGEST_EXPORTS[form](report)


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

"""Checks and digests of documents of the collection: asked for as jobs, answered when they are made, exported."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as day
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import Response
from pydantic import Field
from sqlalchemy import Connection

from nlp.check.types import Check
from nlp.essays import Digest
from service.api.answers import answer, as_json, refusals
from service.api.common import House, Key, Limit, Person, aside
from service.api.documents import download
from service.collection import results
from service.collection.exports import MEDIA_TYPES
from service.collection.replay import Answer, fingerprint, once
from service.collection.results import MOST, CheckOrder, Checks, DigestOrder, Digests, ResultForm
from service.collection.views import Job
from service.digesting import Wishes
from service.plain import dump

router = APIRouter(tags=["比对与汇总"])
FILES: dict[int | str, dict[str, Any]] = {200: {"content": {MEDIA_TYPES[form].partition(";")[0]: {} for form in ("xlsx", "docx", "html")}}}
ZIP = "application/zip"
ALL_FILES: dict[int | str, dict[str, Any]] = {200: {"content": {**FILES[200]["content"], ZIP: {}}}}
ManyForm = Literal["xlsx", "docx", "html", "zip"]
AskedForm = Annotated[ResultForm, Query(alias="format", description="文件格式")]
Some = Annotated[list[UUID], Field(min_length=1, max_length=MOST)]


@dataclass(frozen=True, slots=True)
class WantedChecks:
    """plans 是方案的编号；notice、template 至少给一样；date 是方案没有成文日期时采用的日期。"""

    plans: Some
    notice: UUID | None = None
    template: UUID | None = None
    date: day | None = None


@dataclass(frozen=True, slots=True)
class WantedDigest:
    """essays 是心得的编号；其余同 POST /digests。"""

    essays: Some
    notice: UUID | None = None
    chars: int | None = None
    min_chars: int | None = None
    max_chars: int | None = None
    topics: Annotated[list[str], Field(max_length=100)] = field(default_factory=list)
    per_term: int | None = None
    deadline: day | None = None
    people: Annotated[list[str], Field(max_length=5000)] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    jobs: tuple[Job, ...]


@router.post("/check-jobs", summary="比对文件库里的方案", status_code=202, response_model=Asked, responses=refusals(401, 404, 422, 503))
async def ask_checks(
    request: Request, collection: House, person: Person, wanted: Annotated[WantedChecks, Body()], key: Key = None
) -> Response:
    """每份方案一项作业；做完后 result 是结果的地址。"""
    asked = CheckOrder(tuple(dict.fromkeys(wanted.plans)), wanted.notice, wanted.template, wanted.date)

    def work(connection: Connection) -> Answer:
        return _accepted(results.ask_checks(connection, asked, who=person))

    return _told(await aside(request, lambda: once(collection, person, key, fingerprint("checks", repr(asked)), work)))


@router.post("/digest-jobs", summary="汇总文件库里的心得", status_code=202, response_model=Asked, responses=refusals(401, 404, 422, 503))
async def ask_digest(
    request: Request, collection: House, person: Person, wanted: Annotated[WantedDigest, Body()], key: Key = None
) -> Response:
    """雷同也在文件库里以往的心得中查找。"""
    wishes = Wishes(
        wanted.chars, wanted.min_chars, wanted.max_chars, tuple(wanted.topics), wanted.per_term, wanted.deadline, tuple(wanted.people)
    )
    asked = DigestOrder(tuple(dict.fromkeys(wanted.essays)), wanted.notice, wishes)

    def work(connection: Connection) -> Answer:
        return _accepted([results.ask_digest(connection, asked, collection.settings, who=person)])

    return _told(await aside(request, lambda: once(collection, person, key, fingerprint("digest", repr(asked)), work)))


@router.get("/checks", summary="列出比对结果", response_model=Checks, responses=refusals(401, 422, 503))
async def list_checks(
    request: Request,
    collection: House,
    _: Person,
    plan: Annotated[UUID | None, Query(description="方案")] = None,
    notice: Annotated[UUID | None, Query(description="通知")] = None,
    limit: Limit = 50,
) -> Response:
    """最近的在前。"""
    return answer(await aside(request, lambda: results.list_checks(collection, plan=plan, notice=notice, limit=limit)))


@router.get(
    "/checks/export", summary="导出全部方案的比对结果", response_class=Response, responses={**ALL_FILES, **refusals(401, 404, 422, 503)}
)
async def export_checks(
    request: Request,
    collection: House,
    _: Person,
    notice: Annotated[UUID | None, Query(description="通知")] = None,
    template: Annotated[UUID | None, Query(description="模板")] = None,
    form: Annotated[ManyForm, Query(alias="format", description="文件格式；zip 是每份方案一张反馈单（Word）")] = "xlsx",
) -> Response:
    """通知、模板至少给一样。每份方案取最近一次，人工改定的结论在其中；xlsx、html 是学校与要求的总表。"""

    def work() -> bytes:
        heads = results.heads_of(collection, notice=notice, template=template)
        return results.slips(collection, heads) if form == "zip" else results.export_checks(collection, heads, form)

    named = "反馈单" if form == "zip" else "方案比对"
    return download(await aside(request, work), f"{named}.{form}", ZIP if form == "zip" else MEDIA_TYPES[form])


@router.get("/checks/{check}", summary="一份比对结果", response_model=Check, responses=refusals(401, 404, 422, 503))
async def get_check(request: Request, collection: House, _: Person, check: UUID) -> Response:
    """与 duban check --json 相同。"""
    return answer(await aside(request, lambda: results.check(collection, check)))


@router.get(
    "/checks/{check}/export", summary="导出一份比对结果", response_class=Response, responses={**FILES, **refusals(401, 404, 422, 503)}
)
async def export_check(request: Request, collection: House, _: Person, check: UUID, form: AskedForm = "docx") -> Response:
    data = await aside(request, lambda: results.export_check(collection, check, form))
    return download(data, f"方案比对.{form}", MEDIA_TYPES[form])


@router.get("/digests", summary="列出心得汇总", response_model=Digests, responses=refusals(401, 422, 503))
async def list_digests(request: Request, collection: House, _: Person, limit: Limit = 50) -> Response:
    return answer(await aside(request, lambda: results.list_digests(collection, limit=limit)))


@router.get("/digests/{digest}", summary="一份心得汇总", response_model=Digest, responses=refusals(401, 404, 422, 503))
async def get_digest(request: Request, collection: House, _: Person, digest: UUID) -> Response:
    """与 duban digest --json 相同。"""
    return answer(await aside(request, lambda: results.digest(collection, digest)))


@router.get(
    "/digests/{digest}/export", summary="导出心得汇总", response_class=Response, responses={**FILES, **refusals(401, 404, 422, 503)}
)
async def export_digest(request: Request, collection: House, _: Person, digest: UUID, form: AskedForm = "docx") -> Response:
    data = await aside(request, lambda: results.export_digest(collection, digest, form))
    return download(data, f"心得综述.{form}", MEDIA_TYPES[form])


def _accepted(asked: Sequence[Job]) -> Answer:
    headers = {"Location": f"/api/v1/jobs/{asked[0].id}"} if len(asked) == 1 else {}
    return Answer(202, headers, dump(Asked(tuple(asked))))


def _told(made: Answer) -> Response:
    return as_json(made.body, status=made.status, headers=made.headers)

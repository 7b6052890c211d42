"""Documents: sent, listed, read, hidden, brought back; their analyses and what was done to them."""

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import Response

from corpus.store import Wanted
from nlp.types import Analysis, Kind
from service.api.answers import answer, refusals
from service.api.common import Cursor, House, IfMatch, Limit, Person, aside, etag, required_version, version_of
from service.collection import papers
from service.collection.exports import MEDIA_TYPES, Form, export_document
from service.collection.papers import Papers, Trail
from service.collection.views import Filed
from service.exports.options import Columns

router = APIRouter(prefix="/documents", tags=["文件"])
TYPES = {
    "text": "text/plain; charset=utf-8",
    "html": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "wps": "application/kswps",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
    "ofd": "application/ofd",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "eml": "text/plain; charset=utf-8",
    "mht": "text/plain; charset=utf-8",
}
"""As what an original is sent: a page that somebody uploaded must not run as one of ours."""
State = Literal["received", "reading", "read", "analysing", "analysed", "failed", "parked", "cancelled"]


@router.get("", summary="列出文件", response_model=Papers, responses=refusals(401, 422, 503))
async def list_documents(
    request: Request,
    collection: House,
    _: Person,
    *,
    use: Annotated[Kind | None, Query(description="上传时说明的用途")] = None,
    sender: Annotated[str | None, Query(max_length=200, description="来文者")] = None,
    state: Annotated[State | None, Query(description="作业所处的阶段")] = None,
    sha256: Annotated[str | None, Query(pattern="^[0-9a-f]{64}$", description="内容的校验值")] = None,
    q: Annotated[str | None, Query(max_length=200, description="文件名或标题里的字")] = None,
    deleted: Annotated[bool, Query(description="列出已删除的")] = False,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """最近收到的在前。"""
    wanted = Wanted(use=use, sender=sender, state=state, sha256=sha256, words=q, deleted=deleted)
    return answer(await aside(request, lambda: papers.find(collection, wanted, cursor=cursor, limit=limit)))


@router.get("/{document}", summary="一份文件", response_model=Filed, responses=refusals(401, 404, 422, 503))
async def get_document(request: Request, collection: House, _: Person, document: UUID) -> Response:
    return _answer(await aside(request, lambda: papers.paper(collection, document)))


@dataclass(frozen=True, slots=True)
class Correction:
    """use：这份文件是什么，以人说的为准；改为通知，任务即进入台账，改为别的，任务即离开（核对结果仍在）。"""

    use: Kind


@router.patch("/{document}", summary="改正文件的用途", response_model=Filed, responses=refusals(401, 404, 412, 422, 428, 503))
async def correct_document(
    request: Request, collection: House, person: Person, document: UUID, correction: Annotated[Correction, Body()], if_match: IfMatch = None
) -> Response:
    version = required_version(if_match)
    return _answer(await aside(request, lambda: papers.call_it(collection, document, correction.use, who=person, version=version)))


@router.delete("/{document}", summary="删除文件（可恢复）", response_model=Filed, responses=refusals(401, 404, 412, 422, 503))
async def delete_document(request: Request, collection: House, person: Person, document: UUID, if_match: IfMatch = None) -> Response:
    """连同台账里的任务一起隐藏；POST …/restore 恢复原样。"""
    version = version_of(if_match)
    return _answer(await aside(request, lambda: papers.delete(collection, document, who=person, version=version)))


@router.post("/{document}/restore", summary="恢复已删除的文件", response_model=Filed, responses=refusals(401, 404, 412, 422, 503))
async def restore_document(request: Request, collection: House, person: Person, document: UUID, if_match: IfMatch = None) -> Response:
    version = version_of(if_match)
    return _answer(await aside(request, lambda: papers.restore(collection, document, who=person, version=version)))


@router.get(
    "/{document}/text",
    summary="正文",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **refusals(401, 404, 422, 503)},
)
async def get_text(request: Request, collection: House, _: Person, document: UUID) -> Response:
    """位置（span）所指的文字，一字不改。"""
    text = await aside(request, lambda: papers.text(collection, document))
    return Response(text.encode("utf-8", "replace"), headers={"Content-Type": "text/plain; charset=utf-8"})


@router.get(
    "/{document}/file",
    summary="原文件",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}, **refusals(401, 404, 422, 500, 503)},
)
async def get_file(request: Request, collection: House, _: Person, document: UUID) -> Response:
    """收到的字节，原样下载。"""
    found = await aside(request, lambda: papers.original(collection, document))
    return download(found.data, found.stored.name, TYPES.get(found.stored.format or "", "application/octet-stream"))


@router.get("/{document}/analysis", summary="分析结果", response_model=Analysis, responses=refusals(401, 404, 422, 503))
async def get_analysis(
    request: Request,
    collection: House,
    _: Person,
    document: UUID,
    ruleset: Annotated[str | None, Query(max_length=100, description="规则版本，默认为当前的")] = None,
) -> Response:
    """与 duban analyze --json 相同；人工核对过的见 /ledger。"""
    return answer(await aside(request, lambda: papers.analysis(collection, document, ruleset)))


@router.get(
    "/{document}/export",
    summary="导出一份文件的台账",
    response_class=Response,
    responses={200: {"content": {kind.partition(";")[0]: {} for kind in MEDIA_TYPES.values()}}, **refusals(401, 404, 422, 503)},
)
async def export(
    request: Request,
    collection: House,
    _: Person,
    document: UUID,
    *,
    form: Annotated[Form, Query(alias="format", description="文件格式")] = "xlsx",
    columns: Annotated[Columns, Query(description="Excel、Word、CSV 的列式")] = "ledger",
    may: Annotated[bool, Query(alias="all", description="连同倡导性要求")] = False,
) -> Response:
    """人工核对、改正过的内容都在里面，驳回的不在。"""
    data = await aside(request, lambda: export_document(collection, document, form, columns=columns, may=may))
    return download(data, f"台账.{form}", MEDIA_TYPES[form])


@router.get("/{document}/changes", summary="修改记录", response_model=Trail, responses=refusals(401, 404, 422, 503))
async def list_changes(
    request: Request,
    collection: House,
    _: Person,
    document: UUID,
    row: Annotated[UUID | None, Query(description="只看台账里的一条")] = None,
) -> Response:
    """谁、何时、把什么从什么改成了什么；删除的文件也能查。"""
    return answer(await aside(request, lambda: papers.trail(collection, document, row=row)))


def _answer(paper: Filed) -> Response:
    return answer(paper, headers={"ETag": etag(paper.version)})


def download(data: bytes, name: str, media_type: str) -> Response:
    """Always to be saved, never shown as a page of ours. The name as RFC 6266 and RFC 8187 write it."""
    named = f"attachment; filename=\"duban\"; filename*=UTF-8''{quote(name.rsplit('/', 1)[-1], safe='')}"
    headers = {"Content-Type": media_type, "Content-Disposition": named, "Content-Security-Policy": "sandbox; default-src 'none'"}
    return Response(data, headers=headers)

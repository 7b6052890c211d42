"""Beside the search: what may be meant while one types, hits and comparisons as files."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from corpus.search.hits import Mode, Sort
from corpus.search.options import Options
from service.api.answers import answer, refusals
from service.api.common import House, Person, aside
from service.api.documents import download
from service.api.search import Asked, Search
from service.collection.comparing import compared_file
from service.collection.exports import MEDIA_TYPES
from service.collection.house import today
from service.collection.suggesting import Suggesting
from service.search import Values, limits_of

router = APIRouter(tags=["检索"])
MOST = 1000
"""Hits of a list; more are read by nobody."""
Changed = Literal["xlsx", "html"]
FILES: dict[int | str, dict[str, Any]] = {200: {"content": {MEDIA_TYPES["xlsx"]: {}}}}
TWO: dict[int | str, dict[str, Any]] = {200: {"content": {MEDIA_TYPES["xlsx"]: {}, "text/html": {}}}}


@dataclass(frozen=True, slots=True)
class Suggestions:
    """可能要检索的内容，整句。"""

    suggestions: tuple[str, ...]


@router.get("/search/suggestions", summary="检索提示", response_model=Suggestions, responses=refusals(401, 422, 503))
async def suggest(
    request: Request, _: Search, person: Person, q: Annotated[str, Query(max_length=300, description="已输入的内容")]
) -> Response:
    """字段和它们的取值、标题、保存的检索。"""
    suggesting: Suggesting = request.app.state.suggesting
    return answer(Suggestions(await aside(request, lambda: suggesting.suggest(q, who=person))))


@router.get("/search/export", summary="导出检索结果", response_class=Response, responses={**FILES, **refusals(401, 422, 503)})
async def export_hits(
    request: Request,
    searching: Search,
    _: Person,
    asked: Annotated[Asked, Depends()],
    *,
    q: Annotated[str, Query(max_length=1000, description="同 GET /search")],
    mode: Annotated[Mode, Query(description="words 词语，meaning 意思，both 两者")] = "both",
    sort: Annotated[Sort, Query(description="relevance 最相关，newest 最新，oldest 最早")] = "relevance",
) -> Response:
    """Excel，最多 1000 份，附原文和编号。"""
    from service.exports.search.xlsx import render_hits

    options = Options(
        mode=mode, sort=sort, limit=MOST, limits=limits_of(Values(asked.year, asked.issuer, asked.office, asked.kind, asked.due_before))
    )
    data = await aside(request, lambda: render_hits(searching.search(q, options), today()))
    return download(data, "检索结果.xlsx", MEDIA_TYPES["xlsx"])


@router.get(
    "/documents/{document}/changes-since/{earlier}/export",
    summary="导出与旧版的比较",
    response_class=Response,
    responses={**TWO, **refusals(401, 404, 422, 503)},
)
async def export_changes(
    request: Request,
    collection: House,
    _: Person,
    document: UUID,
    earlier: UUID,
    form: Annotated[Changed, Query(alias="format", description="文件格式")] = "xlsx",
) -> Response:
    data = await aside(request, lambda: compared_file(collection, earlier, document, form))
    return download(data, f"变化对照.{form}", MEDIA_TYPES[form])

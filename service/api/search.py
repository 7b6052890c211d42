"""Past notices found: by words, meaning and values; relatives of a document, and what changed between two."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from corpus.search.compare import Comparison
from corpus.search.hits import Found, Mode, Sort
from corpus.search.options import Options, offset_of
from corpus.search.similar import Relatives, relatives
from corpus.store import NotStoredError
from service.api.answers import answer, refusals
from service.api.common import Cursor, House, Person, aside
from service.errors import ServiceError
from service.search import Values, limits_of
from service.searching import Searching
from service.similar import compare_stored

router = APIRouter(tags=["检索"])


def searching_of(request: Request, collection: House) -> Searching:
    """The search of this process; it is opened by the first who asks."""
    state = request.app.state
    found: Searching = state.searching
    assert found.collection is collection
    return found


Search = Annotated[Searching, Depends(searching_of)]


@dataclass(frozen=True, slots=True)
class Asked:
    """Structured values of a question, beside those that stand in its text."""

    year: Annotated[str | None, Query(max_length=20, description="成文年份，如 2022 或 2020-2022")] = None
    issuer: Annotated[str | None, Query(max_length=100, description="发文单位，写一部分即可")] = None
    office: Annotated[str | None, Query(max_length=100, description="承担任务的科室，写一部分即可")] = None
    kind: Annotated[str | None, Query(max_length=20, description="通知、方案、模板、总结、心得")] = None
    due_before: Annotated[str | None, Query(max_length=10, description="有任务的时限早于，如 2022-03-31")] = None


@router.get("/search", summary="检索", response_model=Found, responses=refusals(401, 422, 503))
async def search(
    request: Request,
    searching: Search,
    _: Person,
    asked: Annotated[Asked, Depends()],
    *,
    q: Annotated[str, Query(max_length=1000, description='词语、"短语"、-不要、发文: 年: 科室: 类型: 期限<日期 指标>=10%、文号')],
    mode: Annotated[Mode, Query(description="words 词语，meaning 意思，both 两者")] = "both",
    sort: Annotated[Sort, Query(description="relevance 最相关，newest 最新，oldest 最早")] = "relevance",
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100, description="一页的条数")] = 10,
) -> Response:
    """答的是原文段落：quotes 是引文，span 与 marks 是它和检索词在正文里的位置，tasks 是其中的台账条目。"""
    values = Values(asked.year, asked.issuer, asked.office, asked.kind, asked.due_before)
    options = Options(mode=mode, sort=sort, limit=limit, cursor=_checked(cursor), limits=limits_of(values))
    return answer(await aside(request, lambda: searching.search(q, options)))


@router.get("/documents/{document}/similar", summary="相近的文件", response_model=Relatives, responses=refusals(401, 404, 422, 503))
async def similar(
    request: Request, searching: Search, _: Person, document: UUID, limit: Annotated[int, Query(ge=1, le=50, description="条数")] = 10
) -> Response:
    """relation：same 内容相同，version 另一年度或版本，contains 被它包含，within 包含它，related 相关。"""

    def work() -> Relatives:
        index = searching.finder().searcher.index
        entry = index.entry(str(document))
        if entry is None:
            raise NotStoredError("分析结果", document)
        return relatives(entry, index, limit=limit)

    return answer(await aside(request, work))


@router.get(
    "/documents/{document}/changes-since/{earlier}", summary="与旧版比较", response_model=Comparison, responses=refusals(401, 404, 422, 503)
)
async def compare(request: Request, collection: House, _: Person, document: UUID, earlier: UUID) -> Response:
    """时限、指标、科室的变化，新增和取消的任务；仅随年份顺延的日期不算变化。"""
    return answer(await aside(request, lambda: compare_stored(collection, earlier, document)))


def _checked(cursor: str | None) -> str | None:
    """Raises ServiceError "cursor"."""
    try:
        offset_of(cursor)
    except ValueError as error:
        raise ServiceError("cursor", "cursor 无效，请原样使用上一页答复中的 cursor。") from error
    return cursor

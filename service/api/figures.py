"""The ledger in figures, its Word papers, and views of it that a person saved."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import Response
from pydantic import Field
from sqlalchemy import Connection

from service.api.answers import answer, as_json, refusals
from service.api.common import House, Key, Limit, Person, aside
from service.api.documents import download
from service.api.ledger import Asked
from service.collection import asking, figures
from service.collection.asking import Filters, SavedView
from service.collection.exports import MEDIA_TYPES, PAPERS, Paper, export_paper
from service.collection.figures import Bulletin
from service.collection.lines import Lines, lines
from service.collection.replay import Answer, fingerprint, once
from service.plain import dump

router = APIRouter(tags=["台账"])


@router.get("/ledger/lines", summary="台账的行（表格用）", response_model=Lines, responses=refusals(401, 422, 503))
async def get_lines(
    request: Request,
    collection: House,
    _: Person,
    asked: Asked,
    *,
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="从第几行起，0 是第一行")] = 0,
    limit: Limit = 100,
) -> Response:
    """条件同 /ledger；可以跳到任意一行，total 是总数。逐页读完全部请用 /ledger。"""
    return answer(await aside(request, lambda: lines(collection, asked, offset=offset, limit=limit)))


@router.get("/ledger/figures", summary="通报数字", response_model=Bulletin, responses=refusals(401, 422, 503))
async def get_figures(request: Request, collection: House, _: Person, asked: Asked) -> Response:
    """办结率：合计、各单位、各月；条件同 /ledger，驳回的不计。"""
    return answer(await aside(request, lambda: figures.bulletin(collection, asking.question(collection, asked))))


@router.get(
    "/ledger/papers/{paper}",
    summary="督办台账、催办单、通报（Word）",
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPES["docx"]: {}}}, **refusals(401, 404, 422, 503)},
)
async def get_paper(request: Request, collection: House, _: Person, paper: Paper, asked: Asked) -> Response:
    """register 台账清单，reminders 逾期和临期任务按单位的催办单，bulletin 督办情况通报；条件同 /ledger，驳回的不在其中。"""
    data = await aside(request, lambda: export_paper(collection, asking.question(collection, asked), paper))
    return download(data, f"{PAPERS[paper]}.docx", MEDIA_TYPES["docx"])


@dataclass(frozen=True, slots=True)
class NewView:
    """要保存的视图：名称和筛选条件（与 /ledger 的参数相同）。"""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    filters: Filters


@dataclass(frozen=True, slots=True)
class Views:
    views: tuple[SavedView, ...]


@router.post("/ledger-views", summary="保存视图", status_code=201, response_model=SavedView, responses=refusals(401, 422, 503))
async def save_view(request: Request, collection: House, person: Person, view: Annotated[NewView, Body()], key: Key = None) -> Response:
    """同名的以新的为准。"""

    def work(_: Connection) -> Answer:
        return Answer(201, {}, dump(asking.save(collection, view.name, view.filters, who=person)))

    made = await aside(request, lambda: once(collection, person, key, fingerprint("view", repr(view)), work))
    return as_json(made.body, status=made.status, headers=made.headers)


@router.get("/ledger-views", summary="我保存的视图", response_model=Views, responses=refusals(401, 503))
async def list_views(request: Request, collection: House, person: Person) -> Response:
    return answer(Views(tuple(await aside(request, lambda: asking.saved(collection, who=person)))))


@router.delete("/ledger-views/{view}", summary="删除视图", status_code=204, responses=refusals(401, 404, 422, 503))
async def drop_view(request: Request, collection: House, person: Person, view: UUID) -> Response:
    await aside(request, lambda: asking.drop(collection, view, who=person))
    return Response(status_code=204)

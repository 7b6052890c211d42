"""Saved searches: made, listed with how much is new, told what is new, dropped."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Request
from fastapi.responses import Response
from pydantic import Field
from sqlalchemy import Connection

from corpus.search.hits import Found, Mode
from service.api.answers import answer, as_json, refusals
from service.api.common import House, Key, Person, aside
from service.api.search import Search
from service.collection import searches
from service.collection.replay import Answer, fingerprint, once
from service.collection.searches import Watched
from service.plain import dump

router = APIRouter(prefix="/searches", tags=["检索"])


@dataclass(frozen=True, slots=True)
class Wish:
    """要保存的检索；query 与检索的 q 相同，条件写在里面。"""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    query: Annotated[str, Field(min_length=1, max_length=1000)]
    mode: Mode = "both"


@dataclass(frozen=True, slots=True)
class Searches:
    searches: tuple[Watched, ...]


@router.post("", summary="保存检索", status_code=201, response_model=Watched, responses=refusals(401, 422, 503))
async def save(request: Request, collection: House, person: Person, wish: Annotated[Wish, Body()], key: Key = None) -> Response:
    """此后入库、符合条件的文件会记在 new 里。同名的以新的为准。"""

    def work(connection: Connection) -> Answer:
        made = searches.save_within(connection, wish.name, wish.query, who=person, mode=wish.mode)
        return Answer(201, {"Location": f"/api/v1/searches/{made.id}/new"}, dump(made))

    made = await aside(request, lambda: once(collection, person, key, fingerprint("search", repr(wish)), work))
    return as_json(made.body, status=made.status, headers=made.headers)


@router.get("", summary="我保存的检索", response_model=Searches, responses=refusals(401, 503))
async def list_searches(request: Request, collection: House, person: Person, searching: Search) -> Response:
    """new 是上次查看以后入库、符合条件的文件数；除 mode 为 words 的以外，意思相近的也算。"""

    def work() -> list[Watched]:
        return searches.watched(collection, who=person, searcher=searching.finder().searcher)

    return answer(Searches(tuple(await aside(request, work))))


@router.get("/{search}/new", summary="新的结果", response_model=Found, responses=refusals(401, 404, 422, 503))
async def news(request: Request, collection: House, person: Person, searching: Search, search: UUID) -> Response:
    """上次查看以后入库、符合条件的文件和引文；看过即不再列出。"""

    def work() -> Found:
        return searches.news(collection, search, who=person, searcher=searching.finder().searcher)

    return answer(await aside(request, work))


@router.delete("/{search}", summary="删除保存的检索", status_code=204, responses=refusals(401, 404, 422, 503))
async def drop(request: Request, collection: House, person: Person, search: UUID) -> Response:
    await aside(request, lambda: searches.drop(collection, search, who=person))
    return Response(status_code=204)

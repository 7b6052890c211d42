"""Purging: what was deleted long ago goes for good. For those who manage the server."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Body, Request
from fastapi.responses import Response
from pydantic import Field

from service.api.answers import answer, refusals
from service.api.common import House, Person, aside
from service.collection.purging import LONG, LONGEST, Purge, clear_out

router = APIRouter(prefix="/purges", tags=["文件"])


@dataclass(frozen=True, slots=True)
class Wish:
    """older_than 是删除以来的天数；confirm 为 true 才清除，否则只列出将被清除的。"""

    older_than: Annotated[int, Field(ge=0, le=LONGEST)] = LONG
    confirm: bool = False


@router.post("", summary="清除早已删除的文件", response_model=Purge, responses=refusals(401, 422, 503))
async def purge(request: Request, collection: House, person: Person, wish: Annotated[Wish | None, Body()] = None) -> Response:
    """连同正文、分析结果、台账、比对结果和原件一并清除，不能恢复；修改记录仍在，可按编号查。"""
    asked = wish or Wish()
    return answer(await aside(request, lambda: clear_out(collection, asked.older_than, done=asked.confirm, who=person)))

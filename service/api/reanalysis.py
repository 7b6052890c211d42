"""Re-analysis: documents that were analysed with other rules than this server's, analysed anew behind what people wait for."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Request
from fastapi.responses import Response
from pydantic import Field
from sqlalchemy import Connection

from service.api.answers import answer, as_json, refusals
from service.api.common import House, Key, Person, aside
from service.collection import jobs
from service.collection.house import Collection
from service.collection.replay import Answer, fingerprint, once
from service.collection.views import Job
from service.jobs.reanalysis import outdated
from service.plain import dump
from service.ruleset import ruleset

router = APIRouter(prefix="/reanalysis", tags=["作业"])
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Outdated:
    """ruleset 是现在的规则版本，documents 是用别的规则分析的文件数。"""

    ruleset: str
    documents: int


@dataclass(frozen=True, slots=True)
class Wish:
    """notices 是文件的编号，不写是全部；everything 连同规则版本没有变的（改了校历以后用）。"""

    notices: Annotated[list[UUID], Field(min_length=1, max_length=MOST)] | None = None
    everything: bool = False


@router.get("", summary="有多少文件要重新分析", response_model=Outdated, responses=refusals(401, 503))
async def count(request: Request, collection: House, _: Person) -> Response:
    return answer(await aside(request, lambda: Outdated(ruleset(), _count(collection))))


@router.post("", summary="用现在的规则重新分析", status_code=202, response_model=Job, responses=refusals(401, 404, 422, 503))
async def begin(
    request: Request, collection: House, person: Person, wish: Annotated[Wish | None, Body()] = None, key: Key = None
) -> Response:
    """只分析规则版本不同的文件，排在别人上传的文件之后；人工核对、改正过的不变，不一致处另行注明。
    Location 是作业的地址：看进度，取消（还没有轮到的不再分析，保留原来的结果）。"""
    notices = list(dict.fromkeys(wish.notices)) if wish and wish.notices else None
    everything = wish is not None and wish.everything

    def work(connection: Connection) -> Answer:
        job = jobs.analyse_anew(connection, notices, who=person, everything=everything)
        return Answer(202, {"Location": f"/api/v1/jobs/{job.id}"}, dump(job))

    made = await aside(request, lambda: once(collection, person, key, fingerprint("reanalysis", repr((notices, everything))), work))
    return as_json(made.body, status=made.status, headers=made.headers)


def _count(collection: Collection) -> int:
    with collection.store.begin() as connection:
        return outdated(connection)

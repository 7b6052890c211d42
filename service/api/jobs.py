"""Jobs: how far they are, as an answer or as a stream of events; stopped and started again."""

from collections.abc import AsyncIterator
from functools import partial
from time import monotonic
from typing import Annotated
from uuid import UUID

from anyio import sleep
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from service.api.answers import answer, refusals
from service.api.common import LONGEST_WAIT, House, Limit, Person, aside
from service.collection import jobs
from service.collection.house import Collection
from service.collection.jobs import Jobs
from service.collection.views import Job, Stage
from service.errors import ServiceError
from service.plain import dump

router = APIRouter(prefix="/jobs", tags=["作业"])
LOOK = 0.3
"""Seconds between two looks at a job that is waited for."""
SILENCE = 15.0
"""Seconds after which a stream says that it is alive, so that no proxy ends it."""
LONGEST_STREAM = 600.0
"""Seconds; a client that is cut off connects again by itself."""


@router.get("", summary="列出作业", response_model=Jobs, responses=refusals(401, 422, 503))
async def list_jobs(
    request: Request,
    collection: House,
    _: Person,
    stage: Annotated[Stage | None, Query(description="所处的阶段")] = None,
    limit: Limit = 50,
) -> Response:
    """最近提出的在前。"""
    return answer(await aside(request, lambda: jobs.find(collection, stage=stage, limit=limit)))


@router.get("/{job}", summary="一项作业", response_model=Job, responses=refusals(401, 404, 422, 503))
async def get_job(
    request: Request,
    collection: House,
    _: Person,
    job: UUID,
    wait: Annotated[int, Query(ge=0, le=LONGEST_WAIT, description="最多等多少秒，结束了再答复")] = 0,
) -> Response:
    """进度（百分数）与日志；result 是结果的地址。"""
    until = monotonic() + wait
    found = await aside(request, partial(jobs.job, collection, job))
    while not found.resting and monotonic() < until:
        await sleep(LOOK)
        found = await aside(request, partial(jobs.job, collection, job))
    return answer(found)


@router.get(
    "/{job}/events",
    summary="作业进度（服务器推送）",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}}, **refusals(401, 404, 422, 503)},
)
async def follow_job(request: Request, collection: House, _: Person, job: UUID) -> StreamingResponse:
    """每有变化推送一次 event: job，data 与 GET /jobs/{job} 相同；作业结束后关闭。"""
    first = await aside(request, partial(jobs.job, collection, job))
    return StreamingResponse(_events(request, collection, first), media_type="text/event-stream")


@router.post("/{job}/cancel", summary="取消作业", response_model=Job, responses=refusals(401, 404, 409, 422, 503))
async def cancel_job(request: Request, collection: House, _: Person, job: UUID) -> Response:
    """正在分析的也会停下；已结束的不能取消（409）。"""
    found, done = await aside(request, partial(jobs.stop, collection, job))
    if not done:
        raise ServiceError("conflict", f"作业 {job} 已经结束（{found.state}），没有可取消的。")
    return answer(found)


@router.post("/{job}/requeue", summary="重新排队", response_model=Job, responses=refusals(401, 404, 409, 422, 503))
async def requeue_job(request: Request, collection: House, _: Person, job: UUID) -> Response:
    """失败、暂停、取消的作业重新开始；其余的不能（409）。"""
    found, done = await aside(request, partial(jobs.start_again, collection, job))
    if not done:
        raise ServiceError("conflict", f"作业 {job} 处于 {found.state}，只有失败、暂停或取消的才能重新排队。")
    return answer(found)


async def _events(request: Request, collection: Collection, found: Job) -> AsyncIterator[str]:
    """Server-sent events (HTML, section 9.2): the id counts them."""
    until, spoken, number, told = monotonic() + LONGEST_STREAM, monotonic(), 0, None
    while True:
        if found != told:
            number, told, spoken = number + 1, found, monotonic()
            yield f"id: {number}\nevent: job\ndata: {dump(found)}\n\n"
        if found.resting or monotonic() > until or await request.is_disconnected():
            return
        if monotonic() - spoken > SILENCE:
            spoken = monotonic()
            yield ": …\n\n"
        await sleep(LOOK)
        found = await aside(request, partial(jobs.job, collection, found.id))

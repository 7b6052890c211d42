"""The REST service: a file in, its Analysis out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Annotated

from fastapi import APIRouter, FastAPI, File, Form, Request, UploadFile
from fastapi.responses import Response

from nlp.timex.calendar import SchoolCalendar
from nlp.types import Analysis
from service.app import Duban, load_calendar, parse_date, read_calendar
from service.errors import FAULTS
from service.inputs import shown
from service.limits import BodyLimit, Desk
from service.openapi import openapi_text
from service.plain import dump
from service.problems import REFUSED, Problem, answer_problems, too_large
from service.ruleset import program_version, ruleset
from service.settings import Settings

PREFIX = "/api/v1"
OVERHEAD = 1024 * 1024
"""Bytes of a request beside its file: part headers, a calendar."""

router = APIRouter(prefix=PREFIX)


def _titles(status: int) -> str:
    return "；".join(fault.title for fault in FAULTS.values() if fault.status == status)


def create_app(settings: Settings) -> FastAPI:
    """The service; the pipeline is loaded in the background as soon as it has started."""
    app = FastAPI(title="督办", version=program_version(), docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan)
    app.state.settings = settings
    app.state.calendar = load_calendar(settings.calendar)
    app.state.desk = Desk(machines=settings.threads, waiting=settings.waiting)
    app.include_router(router)
    app.add_middleware(BodyLimit, max_bytes=settings.max_bytes + OVERHEAD, refusal=str(too_large(settings.max_bytes)))
    answer_problems(app, log_dir=settings.log_dir)
    return app


@router.post(
    "/analyses",
    summary="分析一份通知",
    response_model=Analysis,
    responses={status: {"model": Problem, "description": _titles(status)} for status in REFUSED},
)
async def create_analysis(
    request: Request,
    file: Annotated[UploadFile, File(description="通知文件：.docx、.pdf、.html 或 .txt")],
    issued: Annotated[str, Form(alias="date", description="正文没有成文日期时采用的日期，如 2022-03-07")] = "",
    calendar: Annotated[UploadFile | None, File(description="校历文件（TOML），代替默认的学期起止")] = None,
) -> Response:
    """任务、责任单位、时限、量化指标，每一项都带原文与位置（码点，左闭右开）。"""
    settings: Settings = request.app.state.settings
    desk: Desk = request.app.state.desk
    day = parse_date(issued.strip()) if issued.strip() else None
    terms: SchoolCalendar = request.app.state.calendar
    if calendar is not None and calendar.filename:
        terms = read_calendar(await calendar.read(), _name(calendar))
    data = await file.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise too_large(settings.max_bytes)
    text = await desk.do(lambda machine: _analyze(machine, data, _name(file), day, terms))
    return Response(text, media_type="application/json", headers={"X-Ruleset": ruleset()})


@router.get("/health", summary="服务状态")
async def health() -> dict[str, str]:
    return {"status": "ok", "version": program_version(), "ruleset": ruleset()}


@router.get("/openapi.json", include_in_schema=False)
async def openapi(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    text = await desk.do(lambda machine: openapi_text(request.app, machine))
    return Response(text, media_type="application/json")


def _analyze(machine: Duban, data: bytes, name: str, issued: date | None, calendar: SchoolCalendar) -> str:
    return dump(machine.analyze(data, name, issued=issued, calendar=calendar))


def _name(upload: UploadFile) -> str:
    """The file's own name, whatever path the client sent."""
    return shown((upload.filename or "").replace("\\", "/").rsplit("/", 1)[-1]) or "未命名"


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    desk: Desk = app.state.desk
    warming = asyncio.create_task(desk.do(Duban.warm))
    yield
    await asyncio.gather(warming, return_exceptions=True)

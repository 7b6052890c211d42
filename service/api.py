"""The REST service: a file in, its Analysis out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, FastAPI, File, Form, Request, UploadFile
from fastapi.responses import Response

from nlp.check.types import Check
from nlp.essays import Digest
from nlp.timex.calendar import SchoolCalendar
from nlp.types import Analysis
from service.app import Duban, load_calendar, parse_date, read_calendar
from service.batch import BadDocument, Order
from service.checking import weights_of
from service.checks import answer
from service.digesting import Wishes, options_of, read_people
from service.digests import answer as digest_answer
from service.errors import FAULTS, ServiceError
from service.inputs import shown
from service.limits import BodyLimit, Bound, Desk
from service.openapi import openapi_text
from service.plain import dump
from service.problems import REFUSED, Problem, answer_problems, too_large, too_many
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
    app.state.desk = Desk(machines=settings.threads, waiting=settings.waiting, cache=settings.cache_folder())
    app.include_router(router)
    file = Bound(settings.max_bytes + OVERHEAD, str(too_large(settings.max_bytes)))
    files = Bound(settings.max_request_bytes, str(too_many(settings.max_request_bytes)))
    app.add_middleware(BodyLimit, usual=file, paths={f"{PREFIX}/checks": files, f"{PREFIX}/digests": files})
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
    desk: Desk = request.app.state.desk
    order = await _order(request, issued, calendar)
    data, name = await _file(request, file)
    text = await desk.do(lambda machine: dump(machine.analyze(data, name, issued=order.issued, calendar=order.calendar)))
    return Response(text, media_type="application/json", headers={"X-Ruleset": ruleset()})


@router.post(
    "/checks",
    summary="拿学校方案比对通知或模板",
    response_model=Check | list[Check | BadDocument],
    responses={status: {"model": Problem, "description": _titles(status)} for status in REFUSED},
)
async def create_check(
    request: Request,
    plan: Annotated[list[UploadFile], File(description="学校方案，一份或多份")],
    notice: Annotated[UploadFile | None, File(description="方案所答的通知")] = None,
    template: Annotated[UploadFile | None, File(description="方案应照的模板；与通知至少给一样")] = None,
    issued: Annotated[str, Form(alias="date", description="方案没有成文日期时采用的日期，如 2022-03-07")] = "",
    calendar: Annotated[UploadFile | None, File(description="校历文件（TOML），代替默认的学期起止")] = None,
) -> Response:
    """一份方案答复一个对象，多份答复一个数组；数组里读不了的方案是 {"document": {"name"}, "error": {"code", "message"}}，不影响其余各份。"""
    desk: Desk = request.app.state.desk
    reading = await _order(request, issued, calendar)
    papers = [await _file(request, upload) if upload is not None and upload.filename else None for upload in (notice, template)]
    if not any(papers):
        raise ServiceError("request", "缺少比对的依据：请以 notice 给出通知，或以 template 给出模板。")
    plans = [await _file(request, upload) for upload in plan]
    weights = weights_of(request.app.state.settings)
    text = await desk.do(lambda machine: answer(machine, plans, papers[0], papers[1], reading, weights))
    return Response(text, media_type="application/json", headers={"X-Ruleset": ruleset()})


@router.post(
    "/digests",
    summary="汇总一次活动的心得体会",
    response_model=Digest,
    responses={status: {"model": Problem, "description": _titles(status)} for status in REFUSED},
)
async def create_digest(
    request: Request,
    essay: Annotated[list[UploadFile], File(description="心得体会，一份或多份")],
    notice: Annotated[UploadFile | None, File(description="活动通知")] = None,
    people: Annotated[UploadFile | None, File(description="应提交人员的名单（UTF-8 文本，每行一人）")] = None,
    chars: Annotated[int | None, Form(description="每篇摘要的大致字数")] = None,
    min_chars: Annotated[int | None, Form(description="正文最少字数，代替通知中的要求")] = None,
    max_chars: Annotated[int | None, Form(description="正文最多字数，代替通知中的要求")] = None,
    topic: Annotated[list[str] | None, Form(description="要求写到的主题，可重复")] = None,
    per_term: Annotated[int | None, Form(description="每人应交的篇数，代替通知中的要求")] = None,
    deadline: Annotated[str, Form(description="上交时限，如 2024-06-20，代替通知中的要求")] = "",
    calendar: Annotated[UploadFile | None, File(description="校历文件（TOML），代替默认的学期起止")] = None,
) -> Response:
    """全部心得合成一个对象：摘要（作者原句）、主题、雷同与提示；读不了的一份列在 warnings 里。提示是否属实请人工核对。"""
    desk: Desk = request.app.state.desk
    reading = await _order(request, "", calendar)
    given = await _file(request, notice) if notice is not None and notice.filename else None
    listed = read_people(*await _file(request, people)) if people is not None and people.filename else ()
    day = parse_date(deadline.strip()) if deadline.strip() else None
    options = options_of(Wishes(chars, min_chars, max_chars, topic or (), per_term, day, listed), request.app.state.settings)
    essays = [await _file(request, upload) for upload in essay]
    text = await desk.do(lambda machine: digest_answer(machine, essays, given, reading, options))
    return Response(text, media_type="application/json", headers={"X-Ruleset": ruleset()})


@router.get("/health", summary="服务状态")
async def health() -> dict[str, str]:
    return {"status": "ok", "version": program_version(), "ruleset": ruleset()}


@router.get("/openapi.json", include_in_schema=False)
async def openapi(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    text = await desk.do(lambda machine: openapi_text(request.app, machine))
    return Response(text, media_type="application/json")


async def _order(request: Request, issued: str, calendar: UploadFile | None) -> Order:
    """How the files of a request are to be read."""
    settings: Settings = request.app.state.settings
    day = parse_date(issued.strip()) if issued.strip() else None
    terms: SchoolCalendar = request.app.state.calendar
    if calendar is not None and calendar.filename:
        terms = read_calendar(await calendar.read(), _name(calendar))
    return Order(terms, day, settings.max_bytes, settings.log_dir, settings.debug)


async def _file(request: Request, upload: UploadFile) -> tuple[bytes, str]:
    """Bytes and name. Raises ServiceError "too_large"."""
    settings: Settings = request.app.state.settings
    data = await upload.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise too_large(settings.max_bytes)
    return data, _name(upload)


def _name(upload: UploadFile) -> str:
    """The file's own name, whatever path the client sent."""
    return shown((upload.filename or "").replace("\\", "/").rsplit("/", 1)[-1]) or "未命名"


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    desk: Desk = app.state.desk
    warming = asyncio.create_task(desk.do(Duban.warm))
    yield
    await asyncio.gather(warming, return_exceptions=True)

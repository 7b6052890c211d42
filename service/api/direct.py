"""Files in, results out, nothing kept: analyses, checks, digests, the same objects as the commands print."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from nlp.check.types import Check
from nlp.essays import Digest
from nlp.types import Analysis
from service.api.answers import as_json, refusals
from service.api.forms import file_of, optional_file_of, reading_order
from service.app import parse_date
from service.batch import BadDocument
from service.checking import weights_of
from service.checks import answer
from service.digesting import Wishes, options_of, read_people
from service.digests import answer as digest_answer
from service.errors import ServiceError
from service.limits import Desk
from service.plain import dump
from service.problems import REFUSED

router = APIRouter(tags=["即时处理"])
CalendarFile = Annotated[UploadFile | None, File(description="校历文件（TOML），代替默认的学期起止")]


@router.post("/analyses", summary="分析一份通知", response_model=Analysis, responses=refusals(401, *REFUSED))
async def create_analysis(
    request: Request,
    file: Annotated[UploadFile, File(description="通知文件：.docx、.pdf、.html 或 .txt")],
    issued: Annotated[str, Form(alias="date", description="正文没有成文日期时采用的日期，如 2022-03-07")] = "",
    calendar: CalendarFile = None,
) -> Response:
    """任务、责任单位、时限、量化指标，每一项都带原文与位置（码点，左闭右开）。不保存。"""
    desk: Desk = request.app.state.desk
    order = await reading_order(request, issued, calendar)
    data, name = await file_of(request, file)
    return as_json(await desk.do(lambda machine: dump(machine.analyze(data, name, issued=order.issued, calendar=order.calendar))))


@router.post(
    "/checks", summary="拿学校方案比对通知或模板", response_model=Check | list[Check | BadDocument], responses=refusals(401, *REFUSED)
)
async def create_check(
    request: Request,
    plan: Annotated[list[UploadFile], File(description="学校方案，一份或多份")],
    notice: Annotated[UploadFile | None, File(description="方案所答的通知")] = None,
    template: Annotated[UploadFile | None, File(description="方案应照的模板；与通知至少给一样")] = None,
    issued: Annotated[str, Form(alias="date", description="方案没有成文日期时采用的日期，如 2022-03-07")] = "",
    calendar: CalendarFile = None,
) -> Response:
    """一份方案答复一个对象，多份答复一个数组；数组里读不了的方案是 {"document": {"name"}, "error": {"code", "message"}}，不影响其余各份。不保存。"""
    desk: Desk = request.app.state.desk
    reading = await reading_order(request, issued, calendar)
    papers = [await optional_file_of(request, upload) for upload in (notice, template)]
    if not any(papers):
        raise ServiceError("request", "缺少比对的依据：请以 notice 给出通知，或以 template 给出模板。")
    plans = [await file_of(request, upload) for upload in plan]
    weights = weights_of(request.app.state.settings)
    return as_json(await desk.do(lambda machine: answer(machine, plans, papers[0], papers[1], reading, weights)))


@router.post("/digests", summary="汇总一次活动的心得体会", response_model=Digest, responses=refusals(401, *REFUSED))
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
    calendar: CalendarFile = None,
) -> Response:
    """全部心得合成一个对象：摘要（作者原句）、主题、雷同与提示；读不了的一份列在 warnings 里。提示是否属实请人工核对。不保存。"""
    desk: Desk = request.app.state.desk
    reading = await reading_order(request, "", calendar)
    given = await optional_file_of(request, notice)
    listed = await optional_file_of(request, people)
    day = parse_date(deadline.strip()) if deadline.strip() else None
    wishes = Wishes(chars, min_chars, max_chars, topic or (), per_term, day, read_people(*listed) if listed else ())
    options = options_of(wishes, request.app.state.settings)
    essays = [await file_of(request, upload) for upload in essay]
    return as_json(await desk.do(lambda machine: digest_answer(machine, essays, given, reading, options)))

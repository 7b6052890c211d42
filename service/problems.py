"""Faults over HTTP: problem details, RFC 9457."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from nlp.types import DubanError
from service.defects import describe
from service.errors import FAULTS, ServiceError, code_of, problem_type
from service.outputs import say
from service.plain import dump

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
REFUSED = (413, 415, 422, 500, 503)
"""The statuses with which an analysis may be refused."""
CODES_OF_STATUS = {400: "malformed", 404: "route", 405: "method", 413: "too_large"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What the service answers where it cannot serve; `type` is urn:duban:problem: and a code that never changes."""

    type: str
    title: str
    status: int
    detail: str


def problem(code: str, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    fault = FAULTS[code]
    body = Problem(problem_type(code), fault.title, fault.status, detail)
    extra = {"Retry-After": str(RETRY_SECONDS)} if code == "busy" else {}
    return Response(dump(body), fault.status, {**(headers or {}), **extra}, MEDIA_TYPE)


def answer_problems(app: FastAPI, *, log_dir: Path | None) -> None:
    """Every fault of a request leaves as a problem, a defect of ours as well."""

    @app.exception_handler(DubanError)
    async def refused(_: Request, error: DubanError) -> Response:
        return problem(code_of(error), str(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        names = "、".join(dict.fromkeys(str(entry["loc"][-1]) for entry in error.errors()))
        return problem("request", f"请求中的 {names} 缺少或无效；请以 multipart/form-data 提交，字段见接口描述 /api/v1/openapi.json。")

    @app.exception_handler(HTTPException)
    async def failed(request: Request, error: HTTPException) -> Response:
        code = CODES_OF_STATUS.get(error.status_code, "internal" if error.status_code >= 500 else "request")
        detail = error.detail if code == "too_large" else f"{request.method} {request.url.path}：{FAULTS[code].title}。"
        return problem(code, detail, error.headers)

    @app.exception_handler(Exception)
    async def broken(_: Request, error: Exception) -> Response:
        say(f"错误：{describe(error, log_dir=log_dir)}")
        return problem("internal", "程序内部错误，详情已记入服务端日志，请联系维护人员。")


def too_large(max_bytes: int) -> ServiceError:
    return ServiceError("too_large", f"文件超过 {max_bytes // 1024 // 1024} MB 的上限，请拆分文件。")


def too_many(max_bytes: int) -> ServiceError:
    return ServiceError("too_large", f"请求合计超过 {max_bytes // 1024 // 1024} MB 的上限，请分几次提交。")

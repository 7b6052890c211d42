"""Faults over HTTP: problem details, RFC 9457."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from nlp.types import DubanError
from service.defects import describe
from service.errors import FAULTS, ServiceError, code_of, problem_type
from service.logs import log_defect, request_id
from service.plain import Json, plain, to_text

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
REFUSED = (413, 415, 422, 500, 503)
"""The statuses with which an analysis may be refused."""
CODES_OF_STATUS = {400: "malformed", 404: "route", 405: "method", 413: "too_large"}
OUTCOME = "x-duban-problem"
"""The header of an answer that says the code of its problem; for our own logs as well."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with a request: where (query.limit, body.file) and what."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What the service answers where it cannot serve.

    `type` is urn:duban:problem: and a code that never changes, `instance` urn:duban:request: and the id under which the request
    stands in the logs. `errors` lists what is wrong with a request, one by one.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: tuple[Flaw, ...] = ()


def problem(
    code: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    *,
    errors: Sequence[Flaw] = (),
    more: Mapping[str, Json] | None = None,
) -> Response:
    """`more` are members of this kind of problem alone, as RFC 9457, section 3.2, lets it have."""
    fault = FAULTS[code]
    instance = f"urn:duban:request:{request_id.get()}" if request_id.get() else None
    body = plain(Problem(problem_type(code), fault.title, fault.status, detail, instance, tuple(errors)))
    assert isinstance(body, dict)
    extra = {"Retry-After": str(RETRY_SECONDS)} if fault.status in (429, 503) else {}
    extra |= {"WWW-Authenticate": 'Bearer realm="duban"'} if code == "login" else {}
    return Response(to_text({**body, **(more or {})}), fault.status, {**(headers or {}), **extra, OUTCOME: code}, MEDIA_TYPE)


def answer_problems(app: FastAPI, *, log_dir: Path | None) -> None:
    """Every fault of a request leaves as a problem, a defect of ours as well."""

    @app.exception_handler(DubanError)
    async def refused(_: Request, error: DubanError) -> Response:
        return problem_of(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        flaws = [flaw(entry) for entry in error.errors()]
        words = "；".join(dict.fromkeys(f"{each.where} {each.message}" for each in flaws))
        return problem("request", f"请求有误：{words}。字段见接口描述 /api/v1/openapi.json。", errors=flaws)

    @app.exception_handler(HTTPException)
    async def failed(request: Request, error: HTTPException) -> Response:
        code = CODES_OF_STATUS.get(error.status_code, "internal" if error.status_code >= 500 else "request")
        detail = error.detail if code == "too_large" else f"{request.method} {request.url.path}：{FAULTS[code].title}。"
        return problem(code, detail, error.headers)

    @app.exception_handler(Exception)
    async def broken(_: Request, error: Exception) -> Response:
        return defect(error, log_dir=log_dir)


def problem_of(error: DubanError) -> Response:
    """A fault with what it knows beside its message: the id of a duplicate, the version that stands."""
    known = vars(error)
    more: dict[str, Json] = {
        name: str(known[name]) if name == "document" else known[name] for name in ("document", "current") if name in known
    }
    return problem(code_of(error), str(error), more=more, errors=[Flaw(*each) for each in known.get("flaws", ())])


def defect(error: Exception, *, log_dir: Path | None) -> Response:
    log_defect(describe(error, log_dir=log_dir), error)
    return problem("internal", "程序内部错误，详情已记入服务端日志，请联系维护人员。")


def too_large(max_bytes: int) -> ServiceError:
    return ServiceError("too_large", f"文件超过 {max_bytes // 1024 // 1024} MB 的上限，请拆分文件。")


def too_many(max_bytes: int) -> ServiceError:
    return ServiceError("too_large", f"请求合计超过 {max_bytes // 1024 // 1024} MB 的上限，请分几次提交。")


WORDS = {
    "missing": "缺少",
    "json_invalid": "不是有效的 JSON",
    "extra_forbidden": "不是可用的字段",
    "too_short": "太少",
    "too_long": "太多",
    "string_too_short": "太短",
    "string_too_long": "太长",
    "string_pattern_mismatch": "格式不对",
    "string_type": "应是文字",
    "bool_parsing": "应是 true 或 false",
    "bool_type": "应是 true 或 false",
    "int_parsing": "应是整数",
    "int_type": "应是整数",
    "float_parsing": "应是数",
    "greater_than_equal": "应不小于 {ge}",
    "less_than_equal": "应不大于 {le}",
    "literal_error": "应是 {expected} 之一",
    "enum": "应是 {expected} 之一",
    "uuid_parsing": "应是编号（UUID）",
    "uuid_type": "应是编号（UUID）",
    "date_from_datetime_parsing": "应是 2022-03-07 形式的日期",
    "date_parsing": "应是 2022-03-07 形式的日期",
    "list_type": "应是数组",
    "dict_type": "应是对象",
    "model_attributes_type": "应是对象",
    "dataclass_type": "应是对象",
}
"""What pydantic's error types mean to a user (pydantic, usage/validation_errors)."""


def flaw(entry: Mapping[str, Any]) -> Flaw:
    words = WORDS.get(entry["type"], "无效")
    context = {name: str(value).replace("'", "").replace(" or ", "、").replace(", ", "、") for name, value in entry.get("ctx", {}).items()}
    return Flaw(".".join(str(part) for part in entry["loc"]), words.format_map(context))

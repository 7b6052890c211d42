"""The server itself: is it alive, is it ready, what has it counted, what can be asked of it."""

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from service.api.answers import answer, as_json, refusals
from service.api.gate import visitor_of
from service.limits import Desk
from service.metrics import MEDIA_TYPE, Metrics
from service.openapi import openapi_text
from service.ruleset import program_version, ruleset

router = APIRouter(tags=["服务"])


@dataclass(frozen=True, slots=True)
class Health:
    """`collection` is off where the server keeps no documents."""

    status: Literal["ok", "starting", "down"]
    version: str
    ruleset: str
    collection: Literal["ok", "starting", "down", "off"] = "off"
    detail: str | None = None


@router.get("/health", summary="服务是否在运行", response_model=Health)
async def health() -> Response:
    """只说明进程在运行；文件库能否使用见 /ready。"""
    return answer(Health("ok", program_version(), ruleset()))


@router.get(
    "/metrics",
    summary="Prometheus 指标",
    dependencies=[Depends(visitor_of)],
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **refusals(401)},
)
def metrics(request: Request) -> Response:
    counted: Metrics = request.app.state.metrics
    return Response(counted.text(), headers={"Content-Type": MEDIA_TYPE})


@router.get("/openapi.json", include_in_schema=False, dependencies=[Depends(visitor_of)])
async def openapi(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    return as_json(await desk.do(lambda machine: openapi_text(request.app, machine)))

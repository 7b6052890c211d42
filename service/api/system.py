"""The server itself: is it alive, is it ready, what has it counted, what can be asked of it."""

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy import text

from service.api.answers import answer, as_json, refusals
from service.api.common import aside
from service.api.gate import visitor_of
from service.collection.house import Collection
from service.limits import Desk
from service.metrics import MEDIA_TYPE, Metrics
from service.openapi import openapi_text
from service.ruleset import program_version, ruleset

router = APIRouter(tags=["服务"])


@dataclass(frozen=True, slots=True)
class Health:
    """`collection` is off where the server keeps no documents."""

    status: Literal["ok"]
    version: str
    ruleset: str
    collection: Literal["on", "off"] = "off"


@router.get("/health", summary="服务是否在运行", response_model=Health)
async def health(request: Request) -> Response:
    """只说明进程在运行；文件库有没有应答见 /ready。"""
    return _health(request.app.state.collection)


@router.get("/ready", summary="能否受理请求", response_model=Health, responses=refusals(503))
async def ready(request: Request) -> Response:
    """数据库有应答才算就绪；没有打开文件库的服务总是就绪。"""
    collection: Collection | None = request.app.state.collection
    if collection is not None:
        await aside(request, lambda: _ask(collection))
    return _health(collection)


@router.get(
    "/metrics",
    summary="Prometheus 指标",
    dependencies=[Depends(visitor_of)],
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **refusals(401, 503)},
)
def metrics(request: Request) -> Response:
    counted: Metrics = request.app.state.metrics
    return Response(counted.text(), headers={"Content-Type": MEDIA_TYPE})


@router.get("/openapi.json", include_in_schema=False, dependencies=[Depends(visitor_of)])
async def openapi(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    return as_json(await desk.do(lambda machine: openapi_text(request.app, machine)))


def _health(collection: Collection | None) -> Response:
    return answer(Health("ok", program_version(), ruleset(), "off" if collection is None else "on"))


def _ask(collection: Collection) -> None:
    """Raises StoreError."""
    with collection.store.begin() as connection:
        connection.execute(text("SELECT 1"))

"""The REST service: its routes, and the layers through which every request goes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI

from service.access import LOCAL, Signer, is_loopback
from service.api import direct, system
from service.api.gate import Hosts, visitor_of
from service.api.watch import Watch
from service.app import Duban, load_calendar
from service.limits import BodyLimit, Bound, Desk
from service.metrics import Metrics
from service.problems import answer_problems, too_large, too_many
from service.ruleset import program_version
from service.settings import Settings

PREFIX = "/api/v1"
OVERHEAD = 1024 * 1024
"""Bytes of a request beside its file: part headers, a calendar."""

OPEN: tuple[APIRouter, ...] = (system.router,)
"""Routes that say themselves whom they answer."""
VISITORS: tuple[APIRouter, ...] = (direct.router,)
"""Routes that read what they are sent and keep nothing."""


def create_app(settings: Settings, *, secret: str = "") -> FastAPI:
    """The service; the pipeline is loaded in the background as soon as it has started."""
    app = FastAPI(title="督办", version=program_version(), docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan)
    state = app.state
    state.settings = settings
    state.calendar = load_calendar(settings.calendar)
    state.desk = Desk(machines=settings.threads, waiting=settings.waiting, cache=settings.cache_folder())
    state.metrics = Metrics()
    state.signer = Signer(secret)
    state.private = is_loopback(settings.host)
    state.is_known = lambda name: name == LOCAL
    state.how_to_enter = HOW_PRIVATE if state.private else HOW_PUBLIC
    for router in OPEN:
        app.include_router(router, prefix=PREFIX)
    for router in VISITORS:
        app.include_router(router, prefix=PREFIX, dependencies=[Depends(visitor_of)])
    _add_layers(app, settings)
    answer_problems(app, log_dir=settings.log_dir)
    return app


HOW_PRIVATE = "请用 duban serve 显示的一次性链接进入；程序调用时用 duban token 取得令牌，放在 Authorization: Bearer 后面。"
HOW_PUBLIC = "请先以账号登录（POST /api/v1/sessions），再带上 Cookie 或 Authorization: Bearer 令牌。"


def _add_layers(app: FastAPI, settings: Settings) -> None:
    """The last one added is the outermost."""
    file = Bound(settings.max_bytes + OVERHEAD, str(too_large(settings.max_bytes)))
    files = Bound(settings.max_request_bytes, str(too_many(settings.max_request_bytes)))
    upload = Bound(settings.max_upload_bytes + OVERHEAD, str(too_many(settings.max_upload_bytes)))
    paths = {f"{PREFIX}/checks": files, f"{PREFIX}/digests": files, f"{PREFIX}/documents": upload}
    app.add_middleware(BodyLimit, usual=file, paths=paths)
    app.add_middleware(Hosts, hosts=[name.strip().lower() for name in settings.hosts.split(",") if name.strip()])
    app.add_middleware(Watch, metrics=app.state.metrics, log_dir=settings.log_dir)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    desk: Desk = app.state.desk
    warming = asyncio.create_task(desk.do(Duban.warm))
    yield
    await asyncio.gather(warming, return_exceptions=True)

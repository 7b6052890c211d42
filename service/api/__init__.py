"""The REST service: its routes, and the layers through which every request goes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from anyio import CapacityLimiter
from fastapi import APIRouter, Depends, FastAPI, params

from service.access import LOCAL, Pass, Signer, is_loopback
from service.api import (
    accounts,
    bureau,
    calendars,
    direct,
    documents,
    entrance,
    figures,
    finding,
    jobs,
    ledger,
    purging,
    reanalysis,
    results,
    reviewing,
    search,
    searches,
    system,
    uploads,
)
from service.api.common import refuse_unknown
from service.api.gate import Hosts, changes_by, visitor_of
from service.api.watch import Watch
from service.app import Duban, load_calendar
from service.collection.house import Collection
from service.collection.jobs import states
from service.collection.people import Porter
from service.collection.suggesting import Suggesting
from service.limits import BodyLimit, Bound, Desk
from service.metrics import Metrics
from service.problems import answer_problems, too_large, too_many
from service.roles import Role
from service.ruleset import program_version
from service.searching import Searching
from service.settings import Settings

PREFIX = "/api/v1"
OVERHEAD = 1024 * 1024
"""Bytes of a request beside its file: part headers, a calendar."""
REST = 1.0
"""Seconds between the start and the loading of the pipeline."""
THREADS = 20
"""Requests of the collection that are served at once: as many as the store has connections."""

VISITORS: tuple[APIRouter, ...] = (direct.router,)
"""Routes that read what they are sent and keep nothing."""
ROUTERS: tuple[APIRouter, ...] = (
    system.router,
    entrance.router,
    uploads.router,
    documents.router,
    jobs.router,
    reanalysis.router,
    purging.router,
    accounts.router,
    figures.router,
    ledger.router,
    calendars.router,
    results.router,
    reviewing.router,
    finding.router,
    search.router,
    searches.router,
    bureau.router,
)
"""Routes that say themselves whom they answer; what they change takes an officer."""
PERSONAL = (entrance.router, calendars.router, searches.router)
"""Routes of those by which everybody changes what is his own alone."""
MANAGING = (reanalysis.router, purging.router, accounts.router, bureau.router)
"""Routes of those by which an admin changes what concerns everybody."""


def create_app(settings: Settings, collection: Collection | None = None, *, secret: str = "", welcome: bool = True) -> FastAPI:
    """The service; the pipeline is loaded in the background as soon as it has started.

    Without a `collection`, which stays the caller's, it keeps nothing; without a `secret` nobody can enter. `welcome`: whether there is
    a page at /, for a service without the pages.
    """
    app = FastAPI(title="督办", version=program_version(), docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan)
    state = app.state
    state.settings = settings
    state.calendar = load_calendar(settings.calendar)
    state.desk = Desk(machines=settings.threads, waiting=settings.waiting, cache=settings.cache_folder())
    state.threads = CapacityLimiter(THREADS)
    state.collection = collection
    state.searching = Searching(collection) if collection else None
    state.suggesting = Suggesting(state.searching) if collection else None
    state.porter = Porter(collection) if collection else None
    state.metrics = Metrics(lambda: states(collection)) if collection else Metrics()
    state.signer = Signer(secret)
    state.used_links = set[Pass]()
    state.private = is_loopback(settings.host)
    state.how_to_enter = HOW_PRIVATE if state.private else HOW_PUBLIC
    state.role_of = _knower(state.porter, signs=bool(secret))
    app.include_router(entrance.page)
    if welcome:
        app.include_router(entrance.front)
    for router in VISITORS:
        app.include_router(router, prefix=PREFIX, dependencies=[Depends(visitor_of), Depends(refuse_unknown)])
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX, dependencies=[*_needs(router), Depends(refuse_unknown)])
    app.include_router(calendars.public, prefix=PREFIX)  # calendar programs add parameters of their own
    _add_layers(app, settings)
    answer_problems(app, log_dir=settings.log_dir)
    return app


HOW_PRIVATE = "请用 duban serve 显示的一次性链接进入；程序调用时用 duban token 取得令牌，放在 Authorization: Bearer 后面。"
HOW_PUBLIC = "请先以账号登录（POST /api/v1/sessions），再带上 Cookie 或 Authorization: Bearer 令牌。"


def _knower(porter: Porter | None, *, signs: bool) -> Callable[[str], Role | None]:
    """What whoever bears a pass of ours may do: the user of this machine everything, open accounts what their role lets them. None for
    who may not enter any more, and for everybody without a secret."""

    def role_of(name: str) -> Role | None:
        if not signs or name == LOCAL:
            return "admin" if signs else None
        return porter.role(name) if porter is not None else None

    return role_of


def _needs(router: APIRouter) -> list[params.Depends]:
    if router in PERSONAL:
        return []
    return [Depends(changes_by("admin" if router in MANAGING else "officer"))]


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
    warming = asyncio.create_task(_warm(app.state.desk))
    yield
    warming.cancel()
    await asyncio.gather(warming, return_exceptions=True)


async def _warm(desk: Desk) -> None:
    """Who has just started the service wants its first answer before anything else."""
    await asyncio.sleep(REST)
    await desk.do(Duban.warm)

"""The pages put on the application of the routes: one server, one gate, one collection."""

from fastapi import FastAPI, Request
from fastapi.responses import Response
from nicegui import app as pages
from nicegui import ui
from nicegui.client import Client
from nicegui.page import page as page_of
from starlette.routing import Match, Mount
from starlette.types import Scope

from nlp.types import DubanError
from service.errors import FAULTS, code_of
from service.pages import PAGES
from service.pages.assets import FOLDER
from service.pages.frame import frame
from service.pages.gate import Gate, Links

PATIENCE = 60.0
"""Seconds that a page may take to be made; NiceGUI says 3, too few for a machine under load."""
RECONNECT = 30.0
"""Seconds for which the state of a page outlives its socket: a laptop that slept a moment goes on where it was."""
ICON = (FOLDER / "favicon.svg").read_text("utf-8")


class _Pages(Mount):
    """Everything but what the routes answer: a wrong path or method under /api stays theirs to refuse."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            return Match.NONE, {}
        return super().matches(scope)


def attach(app: FastAPI) -> None:
    """To be called once in a process: NiceGUI has one application, which is filled here."""
    pages.state.served = app.state
    for path, show in PAGES.items():
        ui.page(path, title="督办", response_timeout=PATIENCE)(show)
    pages.add_static_files("/assets", FOLDER, max_cache_age=0)
    pages.exception_handler(404)(_absent)
    pages.on_page_exception(_broken)
    pages.config.quasar_config["notify"] = {"html": False}
    pages.config.quasar_config["loadingBar"] = {"skipHijack": True}  # a bar without a name at every fetch
    ui.run_with(
        app,
        title="督办",
        favicon=ICON,
        dark=None,
        language="zh-CN",
        reconnect_timeout=RECONNECT,
        binding_refresh_interval=0.5,
        tailwind=False,
        show_welcome_message=False,
    )
    app.router.routes[-1] = _Pages("", app=Gate(pages, app))
    app.add_middleware(Links, served=app)


async def _absent(request: Request, _: Exception) -> Response:
    """A path at which nothing is."""
    with Client(page_of(""), request=request) as client, frame("没有这个页面"):
        ui.label("地址有误，或者这一页已经不在。请从左边的目录进入。")
    return client.build_response(request, 404)


def _broken(error: Exception) -> None:
    """A page that could not be made: what the store or a document refuses is said in its own words."""
    if isinstance(error, DubanError):
        with frame(FAULTS[code_of(error)].title):
            ui.label(str(error)).props("role=alert")
        return
    with frame("程序内部错误"):
        ui.label("这一页没能打开，详情已记入服务端日志。请稍后再试，或联系维护人员。").props("role=alert")

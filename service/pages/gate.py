"""Who sees the pages: those whom the routes would answer, on a socket as well; everybody else sees how to enter."""

from html import escape

from fastapi.responses import HTMLResponse, Response
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.access import LOOPBACK
from service.api.gate import host_of, person_of
from service.errors import ServiceError
from service.pages.assets import asset
from service.problems import problem

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Nothing is loaded from elsewhere. Vue compiles the templates of NiceGUI in the browser, hence 'unsafe-eval'."""
ENTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'"


class Links:
    """Whoever follows a link that was used or has run out gets the page that says how to enter, where he wants a page at all."""

    def __init__(self, app: ASGIApp, *, served: Starlette) -> None:
        self.app = app
        self.served = served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/login" or not _wants_page(Request(scope)):
            await self.app(scope, receive, send)
            return
        refused = False

        async def watch(message: Message) -> None:
            nonlocal refused
            refused = refused or (message["type"] == "http.response.start" and message["status"] == 401)
            if not refused:
                await send(message)

        await self.app(scope, receive, watch)
        if refused:
            await _entrance(self.served, USED)(scope, receive, send)


class Gate:
    """Before the application of the pages; `served` is the one of the routes, whose state says who is known."""

    def __init__(self, pages: ASGIApp, served: Starlette) -> None:
        self.pages = pages
        self.served = served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = _refusal(scope, self.served)
        if refusal is None:
            await self.pages(scope, receive, _guarded(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "login"})
        else:
            await refusal(scope, receive, send)


def _refusal(scope: Scope, served: Starlette) -> Response | None:
    """None for whoever may enter; their name then stands in the state of the request."""
    request = Request({**scope, "type": "http", "app": served})
    try:
        if scope["type"] == "websocket":
            _refuse_strangers(HTTPConnection(scope), served)
        person_of(request)
    except ServiceError as error:
        return _entrance(served) if _wants_page(request) else problem("login", str(error))
    return None


def _refuse_strangers(called: HTTPConnection, served: Starlette) -> None:
    """What `Hosts` demands of requests. A browser names the page's origin whenever it opens a socket. Raises ServiceError."""
    host, origin = called.headers.get("host", ""), called.headers.get("origin")
    known = {*LOOPBACK, *(name.strip().lower() for name in served.state.settings.hosts.split(",") if name.strip())}
    if host_of(host) not in known:
        raise ServiceError("host", "请用 http://127.0.0.1 访问；需要用别的主机名时，请在 DUBAN_HOSTS 里写明。")
    if origin is not None and origin.rpartition("://")[2].lower() != host.lower():
        raise ServiceError("origin", "别的网站的网页不得使用本系统。")


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                *message.get("headers", ()),
                (b"content-security-policy", POLICY.encode()),
                (b"referrer-policy", b"same-origin"),
            ]
        await send(message)

    return guarded


def _entrance(served: Starlette, first: str = "") -> Response:
    """The page on which one enters; whoever has entered sees what he came for, under the same address."""
    words, form = (PRIVATE, "") if served.state.private else ("请用您的账号登录。", FORM)
    page = asset("enter.html").replace("{words}", escape(first + words)).replace("{form}", form)
    return HTMLResponse(page, 401, {"Content-Security-Policy": ENTER_POLICY})


USED = "这个链接已用过或已过期。"
PRIVATE = "请打开 duban serve 启动时显示的一次性链接；需要新的链接时，在本机的命令行执行 duban link。"
FORM = """<form id="enter"><label>账号<input name="name" autocomplete="username" required autofocus></label>
<label>密码<input name="password" type="password" autocomplete="current-password" required></label>
<p id="fault" role="alert"></p><button>登录</button></form>"""

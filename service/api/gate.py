"""Who is let in at all: hosts by which this server is called, pages of our own, people who have entered."""

from collections.abc import Callable, Sequence
from time import time

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from service.access import LOOPBACK, Kind, Signer
from service.errors import ServiceError
from service.problems import problem
from service.roles import Role, demand

COOKIE = "duban_session"
SAFE = ("GET", "HEAD", "OPTIONS")


def host_of(header: str) -> str:
    """The name in a Host header or an origin, without scheme and port: http://[::1]:8000 -> ::1."""
    name = header.rpartition("://")[2].lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0]


class Hosts:
    """Answers only where the server is called by a name it knows, so that no page on the web can reach it under a name of its own
    (DNS rebinding); and changes nothing for a page of another origin."""

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = {*LOOPBACK, *hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        called, origin = headers.get("host", ""), headers.get("origin")
        if host_of(called) not in self.hosts:
            answer = problem("host", "请用 http://127.0.0.1 访问；需要用别的主机名时，请在 DUBAN_HOSTS 里写明。")
        elif origin is not None and scope["method"] not in SAFE and origin.rpartition("://")[2].lower() != called.lower():
            answer = problem("origin", "别的网站的网页不得修改本系统的内容。")
        else:
            await self.app(scope, receive, send)
            return
        await answer(scope, receive, send)


def person_of(request: Request) -> str:
    """The name of who is asking, by a cookie or a bearer token; the state of the request then holds it and the role. Raises
    ServiceError "login"."""
    signer: Signer = request.app.state.signer
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    shown: list[tuple[Kind, str]] = [("session", request.cookies.get(COOKIE, ""))]
    if scheme.lower() == "bearer":
        shown = [("token", token.strip()), ("session", token.strip())]
    for kind, text in shown:
        found = signer.read(kind, text, now=time()) if text else None
        role = request.app.state.role_of(found.name) if found is not None else None
        if found is not None and role is not None:
            request.state.person, request.state.role = found.name, role
            return found.name
    raise ServiceError("login", request.app.state.how_to_enter)


def changes_by(needed: Role) -> Callable[[Request], None]:
    """For routes: whoever reads must have entered, as they say themselves; whoever changes something must be allowed to."""

    def refuse_unfit(request: Request) -> None:
        if request.method not in SAFE:
            name = person_of(request)
            demand(request.state.role, needed, name)

    return refuse_unfit


def admin_of(request: Request) -> str:
    """Who is asking, if he manages this server. Raises ServiceError "login", "role"."""
    name = person_of(request)
    demand(request.state.role, "admin", name)
    return name


def visitor_of(request: Request) -> str:
    """The same where a server of this machine alone answers anybody on it: for what reads and keeps nothing."""
    if request.app.state.private:
        return ""
    return person_of(request)

"""Entering: by the one-time link that the server prints, by account and password; leaving."""

from dataclasses import dataclass
from html import escape
from time import time
from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import RedirectResponse, Response

from service.access import Pass, Signer
from service.api.answers import answer, refusals
from service.api.common import Person, aside
from service.api.gate import COOKIE, person_of
from service.collection.people import Porter
from service.errors import ServiceError
from service.settings import Settings

router = APIRouter(tags=["登录"])
page = APIRouter(include_in_schema=False)
front = APIRouter(include_in_schema=False)
SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Credentials:
    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Session:
    """`token` goes behind Authorization: Bearer; browsers get it as a cookie. `until` is in seconds since 1970."""

    name: str
    token: str
    until: int


PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>督办</title></head>
<body><h1>督办</h1><p>{words}</p><p><a href="/api/v1/openapi.json">接口描述</a>　<a href="/api/v1/ready">服务状态</a></p></body></html>
"""


@front.get("/")
async def welcome(request: Request) -> Response:
    """Where a link leads: says who has entered."""
    try:
        words = f"已登录：{escape(person_of(request))}。"
    except ServiceError as error:
        words = escape(str(error))
    policy = "default-src 'none'; frame-ancestors 'none'"
    return Response(PAGE.format(words=words), media_type="text/html; charset=utf-8", headers={"Content-Security-Policy": policy})


@page.get("/login")
async def follow_link(request: Request, link: Annotated[str, Query(max_length=400)] = "") -> Response:
    signer: Signer = request.app.state.signer
    found = signer.read("link", link, now=time())
    used: set[Pass] = request.app.state.used_links
    if found is None or found in used:
        raise ServiceError("login", "链接已用过或已过期。请用 duban link 取得新的链接。")
    used.add(found)
    response = RedirectResponse("/", 303)
    _set_cookie(request, response, _session(request, found.name))
    return response


@router.post("/sessions", summary="登录", status_code=201, response_model=Session, responses=refusals(401, 422, 429, 503))
async def enter(request: Request, credentials: Annotated[Credentials, Body()]) -> Response:
    """答复中的 token 供程序使用；浏览器同时得到 Cookie。连续输错密码要等一会儿。"""
    porter: Porter | None = request.app.state.porter
    if porter is None:
        raise ServiceError("store_down", "这个服务没有打开文件库，没有账号可用。")
    session = _session(request, await aside(request, lambda: porter.enter(credentials.name, credentials.password)))
    response = answer(session, status=201)
    _set_cookie(request, response, session)
    return response


@router.delete("/sessions", summary="退出", status_code=204, responses=refusals(401))
async def leave(person: Person) -> Response:
    response = Response(status_code=204)
    response.delete_cookie(COOKIE)
    return response


def _session(request: Request, name: str) -> Session:
    settings: Settings = request.app.state.settings
    signer: Signer = request.app.state.signer
    until = int(time()) + settings.session_hours * SECONDS
    return Session(name, signer.issue("session", name, until=until), until)


def _set_cookie(request: Request, response: Response, session: Session) -> None:
    """Scripts cannot read it; pages of other sites cannot make a browser send it but by a plain link."""
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, session.token, max_age=session.until - int(time()), httponly=True, samesite="lax", secure=secure)

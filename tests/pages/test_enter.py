"""Entering by account and password, on a server that others reach; the pages' application is one a process, so this one is a stand-in."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from service.access import LOCAL, Signer
from service.pages.gate import Gate
from service.settings import Settings

SECRET = "a secret that only tests know, of 32 characters"


def gated(*, private: bool) -> ASGIApp:
    served = Starlette()
    served.state.settings = Settings(hosts="duban.example")
    served.state.signer = Signer(SECRET)
    served.state.role_of = lambda name: "officer" if name == LOCAL else None
    served.state.private = private
    served.state.how_to_enter = "请登录。"
    return Gate(PlainTextResponse("里面"), served)


async def ask(app: ASGIApp, accept: str, cookie: str = "") -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://duban.example") as client:
        return await client.get("/ledger", headers={"Accept": accept, "Cookie": cookie})


@pytest.mark.parametrize(("private", "words"), [(True, "duban link"), (False, 'type="password"')])
def test_a_stranger_is_told_how_to_enter(private: bool, words: str) -> None:  # noqa: FBT001
    answer = asyncio.run(ask(gated(private=private), "text/html"))
    assert answer.status_code == 401
    assert words in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert asyncio.run(ask(gated(private=private), "*/*")).headers["content-type"] == "application/problem+json"


def test_who_is_known_gets_in_and_loads_nothing_from_elsewhere() -> None:
    token = Signer(SECRET).issue("session", LOCAL, until=4e9)
    answer = asyncio.run(ask(gated(private=False), "text/html", f"duban_session={token}"))
    assert answer.text == "里面"
    assert "connect-src 'self'" in answer.headers["content-security-policy"]
    other = Signer(SECRET).issue("session", "走了的人", until=4e9)
    assert asyncio.run(ask(gated(private=False), "text/html", f"duban_session={other}")).status_code == 401

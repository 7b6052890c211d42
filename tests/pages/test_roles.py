"""Accounts on the pages: a reader sees everything and changes nothing, also where the account became one while the page was open."""

import time
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from service.access import LOCAL
from tests.pages.conftest import Desks, Put, Served

pytestmark = pytest.mark.xdist_group("pages")
TEXT = "青禾市教育局关于报送名单的通知\n各中小学：\n各校要在3月20日前报送名单。\n青禾市教育局\n2024年3月4日\n"


def account(served: Served, role: str) -> None:
    token = served._signer.issue("token", LOCAL, until=time.time() + 600)
    answer = served.server.request("PUT", "accounts/权限甲", token, json={"password": "long enough 1", "role": role})
    assert answer.status_code == 200, answer.text


def rows(served: Served, identity: str) -> list[dict[str, Any]]:
    cookie = {"Cookie": f"duban_session={served.session}"}
    found: list[dict[str, Any]] = httpx.get(f"{served.address}/api/v1/ledger", params={"notice": identity}, headers=cookie).json()["rows"]
    return found


def refused(page: Page) -> None:
    expect(page.get_by_role("alert").filter(has_text="账号 权限甲 的权限是“查看”").first).to_be_visible()


def test_who_may_only_read_changes_nothing(desks: Desks, served: Served, put: Put) -> None:
    identity = put(TEXT.encode(), "权限.txt")
    account(served, "officer")
    desk = desks(session=served._signer.issue("session", "权限甲", until=time.time() + 600))
    page = desk.open(f"/notices/{identity}")
    page.wait_for_selector("#grid tr[aria-current]")
    account(served, "reader")
    page.keyboard.press("a")
    refused(page)
    assert [row["review"] for row in rows(served, identity)] == ["extracted"]
    page = desk.open("/settings?part=lights")
    page.get_by_role("button", name="保存").first.click()
    refused(page)

"""What is around every page: who enters, the directory, keys, dark mode, print."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.pages.browser import Desk, accessible
from tests.pages.conftest import Desks, Served

pytestmark = pytest.mark.xdist_group("pages")


def test_nobody_sees_a_page_without_entering(served: Served, desks: Desks) -> None:
    stranger = desks(session="")
    page = stranger.page
    page.goto(f"{served.address}/inbox")
    assert "duban link" in page.inner_text("main")
    accessible(page)
    for path, status in (("/_nicegui/auto/static/nicegui.js", 401), ("/api/v1/nothing", 404)):
        assert httpx.get(served.address + path).status_code == status


@pytest.mark.parametrize("origin", ["http://evil.example", None])
def test_a_socket_asks_for_a_session_and_for_a_page_of_ours(served: Served, origin: str | None) -> None:
    cookie = f"duban_session={served.session}" if origin else ""
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    }
    headers |= {"Cookie": cookie} | ({"Origin": origin} if origin else {})
    answer = httpx.get(f"{served.address}/_nicegui_ws/socket.io/?EIO=4&transport=websocket", headers=headers)
    assert answer.status_code == 403


def test_the_link_leads_to_the_pages_and_methods_stay_refused(served: Served, desk: Desk) -> None:
    page = desk.open("/inbox")
    assert page.get_attribute("html", "lang") == "zh-CN"
    assert page.locator("nav a[aria-current]").inner_text().strip().endswith("收文")
    assert page.locator("main").count() == page.locator("h1").count() == 1
    headers = {"Cookie": f"duban_session={served.session}"}
    assert httpx.put(f"{served.address}/api/v1/documents", headers=headers).status_code == 405
    assert httpx.get(f"{served.address}/nowhere", headers=headers).status_code == 404


def test_keys_lead_to_search_and_to_their_own_table(desk: Desk) -> None:
    page = desk.open("/inbox")
    page.keyboard.press("?")
    assert page.locator("#keyboard").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#keyboard").is_hidden()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.press("Tab")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_dark_mode_is_remembered(desk: Desk) -> None:
    page = desk.open("/inbox")
    assert "body--dark" not in (page.get_attribute("body", "class") or "")
    page.click("#dark")
    page = desk.open("/inbox")
    page.wait_for_selector("body.body--dark")
    accessible(page)


def test_a_link_leads_in_once_and_then_says_how_to_enter(served: Served, desks: Desks) -> None:
    first, second = desks(session=""), desks(session="")
    link = served.server.link
    first.page.goto(link)
    first.page.wait_for_selector("nav.side")
    second.page.goto(link)
    assert "已用过" in second.page.inner_text("main")
    assert httpx.get(link).headers["content-type"] == "application/problem+json"
    first.page.click("#leave")
    expect(first.page.locator("main")).to_contain_text("duban link")

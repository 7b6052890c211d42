"""帮助 in the browser: the samples are put in by a button, the tour leads to them, another button takes them out."""

import pytest

from tests.pages.browser import Desk, accessible
from tests.pages.conftest import Desks

pytestmark = pytest.mark.xdist_group("pages")


def test_samples_come_and_go_by_keyboard_alone(desk: Desk) -> None:
    page = desk.open("/help")
    accessible(page)
    page.locator("[data-samples=load]").focus()
    page.keyboard.press("Enter")
    page.locator("[data-samples=remove]").wait_for()
    page.goto(f"{desk.address}/inbox")
    page.get_by_text("书香润校").first.wait_for()
    page = desk.open("/help")
    page.locator("[data-samples=remove]").focus()
    page.keyboard.press("Enter")
    page.get_by_text("样例已移出").wait_for()
    assert page.locator("[data-samples=load]").is_enabled()


def test_it_explains_every_page_of_the_directory(desks: Desks) -> None:
    page = desks(scheme="dark").open("/help")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    directory = set(page.locator(".side a").evaluate_all("all => all.map(each => each.getAttribute('href'))")) - {"/help"}
    explained = set(page.locator(".about h2 a").evaluate_all("all => all.map(each => each.getAttribute('href'))"))
    assert directory <= explained

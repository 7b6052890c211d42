"""检索 in the browser: hits, facets, a passage in its section, relatives and what changed, suggestions, saved searches, the list as Excel."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

from tests.pages.browser import Desk, accessible, shoot
from tests.pages.conftest import Desks, Served

pytestmark = pytest.mark.xdist_group("pages")
NOTICE = """白鹭洲教育局关于开展{year}年候鸟观测研学活动的通知
白教发〔{year}〕17号
各中小学：
现将{year}年候鸟观测研学活动有关事项通知如下。
一、组织观测
各校要在{day}前组织学生到湿地观测候鸟，参加学生不少于{share}%。（牵头科室：湿地研学科）
二、报送记录
各校每学期报送1次观测记录。（牵头科室：湿地研学科）
三、保障安全
各校要制定候鸟观测安全预案，做到一次活动一份预案。（牵头科室：安全管理科）
白鹭洲教育局
{year}年2月6日
"""
OLD, NEW = (NOTICE.format(year=year, day=day, share=share) for year, day, share in ((2023, "3月15日", 20), (2024, "3月28日", 35)))


@pytest.fixture(scope="module")
def notices(served: Served) -> tuple[str, str]:
    return served.put(OLD.encode(), "候鸟2023.txt"), served.put(NEW.encode(), "候鸟2024.txt")


def ask(desk: Desk, words: str) -> Page:
    """From anywhere, by the key that leads to the box."""
    page = desk.open("/search")
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_selector(".hit")
    page.wait_for_function("() => window.socket?.connected && window.didHandshake !== false")
    return page


def test_what_is_asked_is_found_and_narrowed_by_facets(desk: Desk, notices: tuple[str, str]) -> None:
    page = ask(desk, '"候鸟观测"')
    accessible(page)
    found = set(page.locator(".hit").evaluate_all("all => all.map(each => each.dataset.id)"))
    assert set(notices) <= found
    assert "候鸟" in page.locator("mark").first.inner_text()
    page.locator(".facets a", has_text="2023").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**year=2023*")
    page.wait_for_selector(".hit")
    assert page.locator(".hit").evaluate_all("all => all.map(each => each.dataset.id)") == [notices[0]]
    assert page.locator(".chosen a").count() == 1
    page.locator(".chosen a").click()
    page.wait_for_function("() => !location.search.includes('year')")


def test_a_passage_is_seen_in_its_section_by_keyboard(desk: Desk, notices: tuple[str, str]) -> None:
    page = ask(desk, "湿地观测候鸟 年:2024")
    page.keyboard.press("j")
    page.wait_for_selector(".right .text i.here")
    assert "3月28日前组织学生到湿地观测候鸟" in page.inner_text(".right .text i.here") + page.inner_text(".right .text")
    accessible(page)
    page.locator(".total").evaluate("total => { total.textContent = total.textContent.split('，')[0] }")
    shoot(page, "search")
    page.keyboard.press("s")
    page.wait_for_selector(".relatives")
    assert "另一年度或另一版本" in page.inner_text(".relatives")
    page.locator(f'.relatives a[href*="before={notices[0]}"]').click()
    page.wait_for_selector(".requirements li")
    page.wait_for_function("() => window.socket?.connected && window.didHandshake !== false")
    assert {"3月15日", "3月28日"} <= set(page.locator(".versus i.partial").all_inner_texts()) or "3月28日" in page.inner_text(".versus")
    page.keyboard.press("j")
    page.wait_for_selector(".requirements li.picked")
    page.wait_for_selector(".pane i.on")
    accessible(page)


def test_what_may_be_meant_is_offered_while_one_types(desk: Desk, notices: tuple[str, str]) -> None:
    page = desk.open("/search")
    page.keyboard.press("/")
    page.keyboard.type("科室:湿地")
    page.wait_for_selector("#meant li")
    assert page.locator("#meant li").all_inner_texts() == ["科室:湿地研学科"]
    accessible(page)
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#find", "aria-activedescendant") == "meant-0"
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    page.wait_for_selector(".hit")
    assert set(page.locator(".hit").evaluate_all("all => all.map(each => each.dataset.id)")) == set(notices)


def test_a_search_is_saved_and_tells_of_what_is_new(desk: Desk, served: Served, notices: tuple[str, str]) -> None:
    page = ask(desk, '"候鸟观测" 类型:通知')
    page.click("[data-save-search]")
    accessible(page)
    page.fill("#save-name", "候鸟通知")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("已保存“候鸟通知”").wait_for()
    fresh = served.put(NEW.replace("2024", "2025").encode(), "候鸟2025.txt")
    page = desk.open("/search")
    page.get_by_text("新增 1").click()
    page.wait_for_selector(".hit")
    assert page.locator(".hit").evaluate_all("all => all.map(each => each.dataset.id)") == [fresh]
    page = desk.open("/search")
    assert "没有新增" in page.inner_text(".saved")
    page.wait_for_function("() => window.socket?.connected && window.didHandshake !== false")
    page.locator("[data-forget]").first.click()
    page.get_by_text("还没有保存的检索").wait_for()


def test_the_list_is_exported(desk: Desk, notices: tuple[str, str]) -> None:
    page = ask(desk, '"候鸟观测" 年:2023')
    with page.expect_download() as download:
        page.get_by_text("导出 Excel").click()
    rows = list(openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes()))["检索结果"].iter_rows(values_only=True))
    assert notices[0] in rows[3]
    assert len(rows) == 4


def test_it_is_seen_in_the_dark_and_says_what_was_not_understood(desks: Desks, notices: tuple[str, str]) -> None:
    page = desks(scheme="dark").open("/search?q=候鸟 期限<很久")
    page.wait_for_selector(".hint")
    assert "没有看懂" in page.inner_text("main")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""计划核查 in the browser: four sample plans checked, a gap opened beside both texts, a verdict corrected and found in the Excel export."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page

from corpus.samples import sample
from tests.pages.browser import LARGE, Desk, accessible, shoot
from tests.pages.conftest import Desks, Served

pytestmark = pytest.mark.xdist_group("pages")
PLANS = ("reading_faithful", "reading_late", "reading_borrowed", "reading_pasted")
LATE = "青砚区松陵学校"
NUMBER = "每年更新比例不低于藏书总量的5%"


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("plans")
    for name in PLANS:
        (folder / f"{name}.docx").write_bytes(sample(name, "docx").data)
    return [str(folder / f"{name}.docx") for name in PLANS]


@pytest.fixture(scope="module")
def notice(served: Served) -> str:
    return served.put(sample("reading", "docx").data, "书香润校.docx", use="notice")


def begin(page: Page, notice: str, plans: list[str]) -> None:
    """As a person does it with the keyboard: choose, put in, start, wait for the matrix."""
    page.select_option("#notice", notice)
    page.set_input_files(".drop input[type=file]", plans)
    page.get_by_text("已上传 4 / 4 份").wait_for()
    page.locator("form.begin button[type=submit]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/checks?notice=*")
    page.wait_for_function("() => document.querySelectorAll('table.matrix tbody tr').length === 4 && !document.querySelector('.running')")
    page.get_by_role("link", name="总表（Excel）").wait_for()  # without opening the page anew


def cell(page: Page, school: str, verdict: str) -> Any:
    return page.locator(f'tr[data-name="{school}"] td.{verdict}').first


@pytest.fixture
def matrix(desk: Desk, notice: str, plans: list[str]) -> Page:
    """The matrix of the four plans; checked by the first test that asks."""
    page = desk.open(f"/checks?notice={notice}")
    if page.locator("table.matrix tbody tr").count() < len(PLANS):
        begin(desk.open("/checks"), notice, plans)
    return desk.page


def test_four_plans_become_a_matrix_that_can_be_narrowed(matrix: Page) -> None:
    accessible(matrix)
    shoot(matrix, "checks")
    rows = matrix.locator("table.matrix tbody tr")
    assert rows.evaluate_all("rows => rows.map(row => Number(row.dataset.gaps) > 0)") == [False, True, True, False]
    matrix.check("#gaps")
    assert rows.filter(visible=True).count() == 2
    assert "显示 2 / 4 份" in matrix.inner_text("#shown")
    matrix.select_option("#order", "gaps")
    assert rows.first.get_attribute("data-name") == LATE
    matrix.fill("#school", "芦汀")
    assert rows.filter(visible=True).count() == 1
    matrix.reload()
    assert matrix.locator("#gaps").is_checked()
    matrix.fill("#school", "")


def test_a_gap_is_opened_by_keyboard_with_both_passages_in_sight(matrix: Page) -> None:
    matrix.locator("table.matrix td.cell[tabindex='0']").focus()
    matrix.keyboard.press("Control+Home")
    for _ in range(6):
        if matrix.evaluate("document.activeElement.closest('tr').dataset.name") == LATE:
            break
        matrix.keyboard.press("ArrowDown")
    matrix.keyboard.press("ArrowRight")
    while "contradicts" not in (matrix.evaluate("document.activeElement.className") or ""):
        matrix.keyboard.press("ArrowRight")
    matrix.keyboard.press("Enter")
    matrix.wait_for_selector(".requirements li.picked")
    matrix.wait_for_function("() => document.querySelectorAll('.pane i.on').length >= 2")
    assert NUMBER in matrix.inner_text(".requirements li.picked")
    for side in ("asked", "plan"):
        pane = matrix.locator(f"[data-side={side}]")
        assert pane.locator("i.on").first.is_visible()
        seen = pane.evaluate(
            "pane => { const a = pane.getBoundingClientRect(), b = pane.querySelector('i.on').getBoundingClientRect(); return b.top >= a.top && b.bottom <= a.bottom }"
        )
        assert seen, side
    assert "3%" in matrix.locator("[data-side=plan] i.fault.on").first.inner_text()
    accessible(matrix)
    matrix.keyboard.press("b")
    matrix.wait_for_selector("table.matrix")
    matrix.wait_for_function("() => document.activeElement?.dataset.q === 'R02'")


def test_a_corrected_verdict_is_in_the_export_and_can_be_undone(matrix: Page) -> None:
    cell(matrix, LATE, "contradicts").click()
    matrix.wait_for_selector(".requirements li.picked")
    matrix.keyboard.press("1")
    matrix.wait_for_selector(".requirements li.picked[data-v=covered] .edited")
    check = matrix.url.rpartition("/checks/")[2].partition("?")[0]
    details = exported(matrix, check)
    assert [(row[4], row[10]) for row in details if row[2] == NUMBER] == [("已落实", "人工改定（程序：不一致）")]
    matrix.keyboard.press("b")
    edited = matrix.locator(f'tr[data-name="{LATE}"] td[data-q=R02]')
    edited.wait_for()
    assert "程序判：不一致" in (edited.get_attribute("aria-label") or "")
    edited.click()
    matrix.wait_for_selector("[data-undo]:enabled")
    matrix.keyboard.press("Control+z")
    matrix.wait_for_selector(".requirements li.picked[data-v=contradicts]")
    assert [row[4] for row in exported(matrix, check) if row[2] == NUMBER] == ["不一致"]


def test_a_finding_is_dismissed_and_one_is_added_for_a_passage(matrix: Page) -> None:
    cell(matrix, LATE, "contradicts").click()
    matrix.wait_for_selector(".requirements li.picked")
    matrix.locator(".picked [data-stands=false]").first.click()
    matrix.wait_for_selector(".picked .findings li.gone")
    passage = "图书馆按照国家标准"
    matrix.evaluate(
        """words => { const text = document.querySelector('[data-plan]'), walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) { const at = node.data.indexOf(words.slice(0, 3));
        if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + 3); return; } } }""",
        passage,
    )
    matrix.evaluate("document.querySelector('.picked .adding input').value = '没有写明由谁负责'")
    matrix.evaluate("document.querySelector('.picked .adding').requestSubmit()")
    matrix.wait_for_selector(".picked .findings li:has-text('没有写明由谁负责')")
    span = matrix.get_attribute(".picked .findings li:has-text('没有写明由谁负责')", "data-span")
    start, end = map(int, str(span).split("-"))
    text = matrix.evaluate("document.querySelector('[data-plan]').textContent")
    assert text[start:end] == passage[:3]
    for _ in range(2):
        matrix.locator("[data-undo]").click()
        matrix.get_by_text("已撤销").last.wait_for()


def exported(page: Page, check: str) -> list[tuple[Any, ...]]:
    """The rows of the sheet 明细."""
    with page.expect_download() as download:
        page.click('a[href$="format=xlsx"]')
    path = download.value.path()
    book = openpyxl.load_workbook(BytesIO(Path(path).read_bytes()))
    return list(book["明细"].iter_rows(values_only=True))


def test_schools_that_sent_none_are_named(matrix: Page) -> None:
    matrix.click("[data-schools]")
    matrix.wait_for_selector("#schools[open]")
    accessible(matrix)
    matrix.fill("#schools-text", "青砚区明溪实验学校\n青砚区松陵学校\n青砚区芦汀学校\n青砚区东渡中学\n青砚区没有报送小学")
    matrix.click("#schools [data-save]")
    matrix.wait_for_selector(".roll .tag.red")
    assert "青砚区没有报送小学" in matrix.inner_text(".roll")


@pytest.mark.parametrize(("size", "scheme"), [(LARGE, "light"), ((1366, 768), "dark")])
def test_it_looks_right_large_and_dark(desks: Desks, matrix: Page, size: tuple[int, int], scheme: str) -> None:
    other = desks(size=size, scheme=scheme)
    page = other.open(matrix.url.rpartition(other.address)[2])
    page.wait_for_selector("table.matrix")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_begins_with_what_there_is(desk: Desk, matrix: Page) -> None:
    page = desk.open("/checks")
    page.wait_for_selector(".groups a")
    accessible(page)
    assert page.locator("form.begin button[type=submit]").is_disabled()


@pytest.mark.skipif(os.environ.get("DUBAN_PAGE_TIMES") != "1", reason="计时只在 make soak 里做（DUBAN_PAGE_TIMES=1）")
def test_a_hundred_plans_open_at_once(desk: Desk, hundred: Callable[[], str]) -> None:
    path = hundred()
    page = desk.open(path)
    took = page.evaluate("performance.getEntriesByName('matrix')[0].startTime")
    assert page.locator("table.matrix tbody tr").count() == 100
    print(f"a matrix of 100 plans and {page.locator('table.matrix thead th').count() - 4} requirements was there after {took:.0f} ms")
    assert took < 10_000


@pytest.fixture
def hundred(served: Served, notice: str) -> Callable[[], str]:
    """A hundred checks put into the store by hand, of plans with names of their own."""

    def put() -> str:
        from tests.pages.planting import plant_checks

        template = served.put(b"\xe6\xa8\xa1\xe6\x9d\xbf\n", "一百份.txt", use="template")
        plant_checks(served, notice, template, 100)
        return f"/checks?notice={notice}&template={template}"

    return put

"""通知: reading, reviewing, correcting in the text, by mouse and by keyboard alone."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.pages.browser import LARGE, Desk, accessible, shoot
from tests.pages.conftest import Desks, Put, Served

pytestmark = pytest.mark.xdist_group("pages")
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples" / "files"
TEXT = """青禾市教育局关于做好校园阅读工作的通知
青教发〔2024〕31号
各中小学：
一、总体要求
𠮷祥校园建设😀要有起色。各校要在3月20日前制定阅读方案，报基教科备案。
二、具体工作
各校要在4月10日前建成图书角。每班图书不少于50册。
各校要按月上报进展情况。
青禾市教育局
2024年3月4日
"""
"""With characters beyond the BMP before everything that is marked."""


def ledger(served: Served, identity: str) -> list[dict[str, Any]]:
    headers = {"Cookie": f"duban_session={served.session}"}
    answer = httpx.get(f"{served.address}/api/v1/ledger", params={"notice": identity, "sort": "document"}, headers=headers)
    rows: list[dict[str, Any]] = answer.json()["rows"]
    return rows


def opened(desk: Desk, identity: str) -> Page:
    page = desk.open(f"/notices/{identity}")
    page.wait_for_selector("#grid tr[aria-current]")
    return page


def select(page: Page, words: str) -> None:
    """Marks words in the text as a mouse does."""
    page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
            return;
          }
          throw new Error(words);
        }""",
        words,
    )


def row_with(page: Page, words: str) -> str:
    """The id of the row that says so; it is then the one at hand."""
    row = page.locator("#grid tbody tr", has_text=words).first
    row.locator(".c3").click()
    expect(row).to_have_attribute("aria-current", "true")
    return str(row.get_attribute("id"))


def test_marks_stand_where_their_words_do_behind_characters_of_two_units(desk: Desk, put: Put, served: Served) -> None:
    identity = put(TEXT.encode(), "阅读-星.txt", use="notice")
    page = opened(desk, identity)
    assert page.locator("#text i.deadline", has_text="3月20日前").count() == 1
    accessible(page)
    row_with(page, "制定阅读方案")
    page.click('[data-do="edit"]')
    page.wait_for_selector("#edit")
    select(page, "4月10日前")
    page.locator('[data-list="deadlines"] [data-pick]').first.click()
    expect(page.locator('[data-list="deadlines"] [name="end"]').first).to_have_value("2024-04-10")
    page.click("#edit .main-action")
    expect(page.locator("#edit")).to_have_count(0)
    expect(page.locator("#grid tr[aria-current] .was")).to_contain_text("3月20日前")
    row = next(each for each in ledger(served, identity) if "制定" in each["task"]["text"])
    said = row["deadlines"][0]
    assert (said["text"], said["end"]) == ("4月10日前", "2024-04-10")
    assert TEXT[slice(*said["span"])] == "4月10日前"
    assert row["corrected"]


def test_a_sample_is_reviewed_with_the_mouse(desk: Desk, put: Put, served: Served) -> None:
    identity = put((SAMPLES / "reading.docx").read_bytes(), "阅读行动.docx")
    page = opened(desk, identity)
    shoot(page, "notice")
    accessible(page)
    number = page.locator("#grid tbody tr").count()
    assert number == len(ledger(served, identity))
    row = page.locator(f"#{row_with(page, '旧书')}")
    page.click('[data-do="check"]')
    expect(row).to_have_attribute("data-review", "checked")
    page.click('[data-do="undo"]')
    expect(row).to_have_attribute("data-review", "extracted")
    page.click('[data-do="confirm_all"]')
    expect(page.locator("#count")).to_contain_text("都已核对")
    assert {each["review"] for each in ledger(served, identity)} == {"confirmed"}
    with page.expect_download() as download:
        page.click(".exports a >> text=Excel")
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    assert any("旧书" in str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line)
    page.click('[data-do="undo"]')
    expect(row).to_have_attribute("data-review", "extracted")


def test_the_same_by_keyboard_alone(desk: Desk, put: Put, served: Served) -> None:
    identity = put(TEXT.replace("31号", "32号").encode(), "阅读-键.txt", use="notice")
    page = opened(desk, identity)
    press = page.keyboard.press
    for _ in range(12):
        if "制定" in page.locator("#grid tr[aria-current]").inner_text():
            break
        press("j")
    row = page.locator("#grid tr[aria-current]")
    identity_of_row = str(row.get_attribute("id"))
    press("e")
    page.wait_for_selector("#edit")
    expect(page.locator('[data-list="deadlines"] [name="end"]').first).to_be_focused()
    for _ in range(12):
        if page.evaluate("document.activeElement.matches('[data-choose]')"):
            break
        press("Tab")
    page.keyboard.type("4月10")  # the list jumps to what is typed
    expect(page.locator('[data-list="deadlines"] [name="end"]').first).to_have_value("2024-04-10")
    accessible(page)
    press("Control+Enter")
    expect(page.locator("#edit")).to_have_count(0)
    expect(page.locator(f"#{identity_of_row} .was")).to_contain_text("3月20日前")
    press("a")
    expect(page.locator(f"#{identity_of_row}")).to_have_attribute("data-review", "checked")
    press("k")
    press("r")
    press("z")
    expect(page.locator(".q-notification", has_text="已撤销")).to_be_visible()
    said = next(each for each in ledger(served, identity) if each["id"] == identity_of_row[1:])
    assert (said["review"], said["deadlines"][0]["end"]) == ("checked", "2024-04-10")


def test_rows_are_added_from_the_text_and_merged(desk: Desk, put: Put, served: Served) -> None:
    identity = put(TEXT.replace("31号", "33号").encode(), "阅读-补.txt", use="notice")
    page = opened(desk, identity)
    before = len(ledger(served, identity))
    select(page, "建设😀要有起色")
    page.keyboard.press("n")
    page.wait_for_selector("#edit")
    page.click("#edit .main-action")
    expect(page.locator("#grid tbody tr")).to_have_count(before + 1)
    added = next(each for each in ledger(served, identity) if each["origin"] == "person")
    assert TEXT[slice(*added["task"]["span"])] == added["task"]["text"] == "建设😀要有起色"
    for words in ("图书角", "上报进展"):
        page.locator("#grid tbody tr", has_text=words).first.locator("input").check()
    page.click('[data-do="merge"]')
    expect(page.locator("#grid tr.rejected")).to_have_count(1)
    kept = next(each for each in ledger(served, identity) if "图书角" in each["task"]["text"])
    assert "上报进展" in kept["task"]["text"]
    page.keyboard.press("z")
    expect(page.locator("#grid tr.rejected")).to_have_count(0)


def test_who_comes_second_is_told_kindly(desks: Desks, put: Put) -> None:
    identity = put(TEXT.replace("31号", "34号").encode(), "阅读-争.txt", use="notice")
    first, second = (opened(desks(), identity) for _ in range(2))
    row = row_with(first, "图书角")
    row_with(second, "图书角")
    first.keyboard.press("a")
    expect(first.locator(f"#{row}")).to_have_attribute("data-review", "checked")
    second.keyboard.press("r")
    expect(second.locator(".q-notification")).to_contain_text("改过")
    expect(second.locator(f"#{row}")).to_have_attribute("data-review", "checked")


def test_what_another_does_is_seen_without_reloading(desks: Desks, put: Put) -> None:
    identity = put(TEXT.replace("31号", "35号").encode(), "阅读-同.txt", use="notice")
    first, second = (opened(desks(), identity) for _ in range(2))
    row = row_with(first, "图书角")
    first.keyboard.press("a")
    expect(second.locator(f"#{row}")).to_have_attribute("data-review", "checked")


def test_what_is_no_notice_becomes_one(desk: Desk, put: Put, served: Served) -> None:
    identity = put(TEXT.replace("31号", "36号").encode(), "阅读-别.txt", use="plan")
    page = desk.open(f"/notices/{identity}")
    expect(page.locator("#grid")).to_contain_text("学校方案")
    page.click('[data-do="call"]')
    page.locator("#grid tbody tr").first.wait_for()
    assert ledger(served, identity)


@pytest.mark.parametrize(("scheme", "size"), [("dark", LARGE), ("light", LARGE)])
def test_it_is_readable_in_the_dark_and_wide(desks: Desks, put: Put, scheme: Any, size: tuple[int, int]) -> None:
    identity = put((SAMPLES / "reading.docx").read_bytes(), "阅读行动.docx")
    page = opened(desks(scheme=scheme, size=size), identity)
    page.wait_for_selector("#detail h2")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_prints_text_and_ledger(desks: Desks, put: Put, scheme: Any) -> None:
    identity = put((SAMPLES / "reading.docx").read_bytes(), "阅读行动.docx")
    page = opened(desks(scheme=scheme), identity)
    page.emulate_media(media="print", color_scheme=scheme)
    inks = page.evaluate("[...document.querySelectorAll('#text i, #grid td, #grid th')].map((each) => getComputedStyle(each).color)")
    assert all(max(map(int, re.findall(r"\d+", ink))) < 160 for ink in inks), "dark ink on paper, however the screen looks"
    assert page.locator("nav.side").is_hidden()
    assert page.locator("#text").is_visible()
    assert page.locator("#grid").is_visible()
    assert page.locator("#detail").is_hidden()


def test_keys_are_listed(desk: Desk, put: Put) -> None:
    page = opened(desk, put((SAMPLES / "reading.docx").read_bytes(), "阅读行动.docx"))
    page.keyboard.press("?")
    assert "驳回" in page.inner_text("#keyboard")
    assert json.loads(page.evaluate("JSON.stringify([...document.querySelectorAll('#keyboard th')].length > 10)"))

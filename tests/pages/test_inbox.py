"""收文: files in by the picker, by drop and by folder; refusals, duplicates, progress, review, deleting and bringing back."""

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.pages.browser import Desk, accessible, shoot
from tests.pages.conftest import Desks, Put

pytestmark = pytest.mark.xdist_group("pages")
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples" / "files"
TEXT = """青禾市教育局关于做好校园{0}工作的通知
各中小学：
各校要在3月20日前制定{0}方案，报基教科备案。
青禾市教育局
2024年3月4日
"""


def row(page: Page, name: str) -> str:
    """The selector of the row of a file, once it is there."""
    found = page.locator("#papers tbody tr", has_text=name).first
    found.wait_for()
    return f"#{found.get_attribute('id')}"


def file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def test_files_come_in_and_are_followed_to_their_ledger(desk: Desk) -> None:
    page = desk.open("/inbox")
    sample = SAMPLES / "contest.docx"
    page.set_input_files("#choose", [sample, SAMPLES / "safety.pdf"])
    expect(page.locator("#told")).to_contain_text("收下 2 份")
    line = row(page, "contest.docx")
    expect(page.locator(f"{line} .tag")).to_contain_text("新到")
    expect(page.locator(row(page, "safety.pdf"))).to_contain_text("任务")
    accessible(page)
    page.locator("table.inbox td:nth-child(4)").evaluate_all("cells => cells.forEach(cell => { cell.textContent = '09-01 08:30' })")
    shoot(page, "inbox")
    page.locator(f"{line} a").first.click()
    page.wait_for_selector("#grid tr[aria-current]")
    page.click('[data-do="confirm_all"]')
    expect(page.locator("#count")).to_contain_text("都已核对")
    page = desk.open("/inbox")
    expect(page.locator(f"{line} .tag")).to_contain_text("已确认")


def test_what_is_refused_says_why_and_a_duplicate_where_it_is(desk: Desk, put: Put) -> None:
    known = put(TEXT.format("足球").encode(), "足球.txt")
    page = desk.open("/inbox")
    page.set_input_files("#choose", [file("空.txt", " "), file("足球.txt", TEXT.format("足球")), file("图.png", "GIF89a")])
    expect(page.locator("#queue li", has_text="空.txt")).to_contain_text("文件是空的")
    twin = page.locator("#queue li", has_text="足球.txt")
    expect(twin).to_contain_text("早已收过")
    expect(twin.locator("a")).to_have_attribute("href", f"/notices/{known}")
    accessible(page)
    twin.locator("button").click()
    expect(twin).to_have_count(0)
    put(TEXT.format("足球").encode(), "足球（转发）.txt")
    expect(page.locator(row(page, "足球（转发）.txt"))).to_contain_text("相同")


def test_files_and_folders_are_dropped(desk: Desk) -> None:
    page = desk.open("/inbox")
    transfer = page.evaluate_handle(
        """(texts) => {
          const transfer = new DataTransfer();
          texts.forEach(([name, text]) => transfer.items.add(new File([text], name)));
          return transfer;
        }""",
        [["篮球.txt", TEXT.format("篮球")], [".DS_Store", "x"], ["排球.txt", TEXT.format("排球")]],
    )
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})
    expect(page.locator("#told")).to_contain_text("收下 2 份")
    for name in ("篮球.txt", "排球.txt"):
        expect(page.locator(f"{row(page, name)} .tag")).to_contain_text("新到")


def test_a_folder_is_chosen_whole(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "来文" / "三月").mkdir(parents=True)
    (tmp_path / "来文" / "三月" / "乒乓.txt").write_text(TEXT.format("乒乓"), "utf-8")
    (tmp_path / "来文" / "~$乒乓.docx").write_text("x", "utf-8")
    page = desk.open("/inbox")
    page.set_input_files("#choosefolder", tmp_path / "来文")
    expect(page.locator("#told")).to_contain_text("收下 1 份")
    row(page, "乒乓.txt")


def test_it_is_deleted_brought_back_filtered_and_opened_by_keyboard_alone(desk: Desk, put: Put) -> None:
    put(TEXT.format("围棋").encode(), "围棋.txt")
    page = desk.open("/inbox")
    line = row(page, "围棋.txt")
    press = page.keyboard.press
    for _ in range(20):
        press("j")
        if page.locator(f"{line}[aria-current]").count():
            break
    press("Delete")
    expect(page.locator("#told")).to_contain_text("已删除")
    expect(page.locator(line)).to_have_count(0)
    press("z")
    expect(page.locator(line)).to_have_count(1)
    page.focus("#words")
    page.keyboard.type("围棋")
    expect(page.locator("#papers tbody tr")).to_have_count(1)
    page.select_option("#state", "confirmed")
    expect(page.locator("#papers .empty")).to_be_visible()
    page.select_option("#state", "new")
    page.locator("#papers tbody tr").wait_for()
    page.locator("#papers a").first.focus()
    press("Enter")
    page.wait_for_url("**/notices/*")


def test_two_windows_show_the_same(desks: Desks, put: Put) -> None:
    first, second = desks(), desks(scheme="dark")
    one, other = first.open("/inbox"), second.open("/inbox")
    put(TEXT.format("象棋").encode(), "象棋.txt")
    for page in (one, other):
        expect(page.locator(f"{row(page, '象棋.txt')} .tag")).to_contain_text("新到")
    accessible(other)

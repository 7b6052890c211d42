"""心得 in the browser: sample essays digested, a pair opened side by side, flags judged by click and by key, the exports fetched."""

from importlib.resources import files
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Page

from corpus.samples.essays import campaign_notice, load_essay
from tests.pages.browser import Desk, accessible, shoot
from tests.pages.conftest import Desks, Served

pytestmark = pytest.mark.xdist_group("pages")
ESSAYS = ("mirror", "homework", "words", "courtyard", "short", "offtopic", "thief", "borrower")
"""Some of the sample essays; two are one too short and one beside the matter, two pairs share passages."""


@pytest.fixture(scope="module")
def notice(served: Served) -> str:
    return served.put(campaign_notice().encode(), "点灯人活动通知.txt", use="notice")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("essays")
    names = [*ESSAYS, *(other for name in ESSAYS for other in load_essay(name).copies if other not in ESSAYS)]
    for name in names:
        (folder / f"{name}.docx").write_bytes((files("corpus.samples") / "files" / "essays" / "lantern" / f"{name}.docx").read_bytes())
    return [str(folder / f"{name}.docx") for name in dict.fromkeys(names)]


DIGESTS: list[str] = []
"""The path of the digest that the first test makes."""


@pytest.fixture
def digest(desk: Desk, notice: str, written: list[str]) -> Page:
    page = desk.open(DIGESTS[0] if DIGESTS else "/essays")
    if not DIGESTS:
        page.select_option("#notice", notice)
        page.set_input_files(".drop input[type=file]", written)
        page.get_by_text(f"已上传 {len(written)} / {len(written)} 份").wait_for()
        page.locator(".wishes summary").focus()
        page.keyboard.press("Enter")
        page.fill("textarea[name=people]", "没有交的人\n" + load_essay("mirror").text.split("\n")[1].split()[-1])
        page.locator("form.begin button[type=submit]").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#papers", timeout=120_000)
        DIGESTS.append(page.url.rpartition(desk.address)[2])
    page.wait_for_selector("#papers")
    return page


def test_a_digest_has_all_its_parts(digest: Page, written: list[str]) -> None:
    accessible(digest)
    shoot(digest, "essays")
    assert digest.locator("article.essay").count() == len(written)
    assert digest.locator(".theme").count() > 0
    assert digest.locator(".chart svg").count() == 1
    assert "没有交的人" in digest.inner_text("main")
    digest.fill("#find-essay", digest.locator("article.essay h3").first.inner_text().partition(". ")[2])
    assert digest.locator("article.essay").filter(visible=True).count() == 1


def test_a_pair_is_opened_by_keyboard_with_its_passages_at_one_height(digest: Page) -> None:
    digest.locator("a:has-text('左右对照')").first.focus()
    digest.keyboard.press("Enter")
    digest.wait_for_function("() => document.querySelectorAll('.pair .pane i.on').length >= 2")
    accessible(digest)
    tops = digest.evaluate(
        "[...document.querySelectorAll('.pair .pane')].map(pane => pane.querySelector('i.on').getBoundingClientRect().top)"
    )
    assert all(80 < top < 700 for top in tops)
    digest.keyboard.press("b")
    digest.wait_for_selector("#papers")


def test_a_flag_is_dismissed_by_key_and_is_gone_from_the_export(digest: Page) -> None:
    before = hints(digest)
    digest.locator("main").focus()
    digest.keyboard.press("j")
    named = digest.locator("tr.flag.picked").get_attribute("data-key")
    digest.keyboard.press("n")
    digest.wait_for_selector(f'tr.flag.gone[data-key="{named}"]')
    assert digest.locator("tr.flag.picked").get_attribute("data-key") == named, "the choice stays where it was"
    assert hints(digest) == before - 1
    digest.keyboard.press("y")
    digest.wait_for_selector(f'tr.flag[data-key="{named}"] .tag.red')
    assert hints(digest) == before
    for _ in range(2):
        digest.keyboard.press("Control+z")
        digest.get_by_text("已撤销").last.wait_for()
    digest.wait_for_selector(f'tr.flag[data-key="{named}"] .tag.amber')


def hints(page: Page) -> int:
    """The lines of hints in the workbook."""
    with page.expect_download() as download:
        page.click('a[href$="format=xlsx"]')
    rows = list(openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes()))["文章"].iter_rows(values_only=True))
    column = next(place for place, head in enumerate(rows[0]) if "提示" in str(head))
    return sum(len(str(row[column]).split("\n")) for row in rows[1:] if row[column])


def test_the_campaign_paragraph_comes_as_word(digest: Page) -> None:
    with digest.expect_download() as download:
        digest.click('a[href$="format=docx"]')
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(download.value.path())).paragraphs)
    assert digest.locator(".draft p").first.inner_text()[:20] in words


def test_it_is_seen_in_the_dark(desks: Desks, digest: Page) -> None:
    other = desks(scheme="dark")
    page = other.open(DIGESTS[0])
    page.wait_for_selector("#papers")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page = other.open("/essays")
    page.wait_for_selector(".groups a")
    accessible(page)

"""A browser for tests of the pages: what it may ask for, what axe says, what it looks like."""

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Request

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--lang=zh-CN",
)  # fmt: skip
SMALL, LARGE = (1366, 768), (1920, 1080)
SHOTS = Path(__file__).parents[2] / "docs" / "screenshots"
PALETTE = 256
"""Colours of a picture for the docs: what they tell apart is the same, at a third of the size."""
GRAVE = ("serious", "critical")
Scheme = Literal["light", "dark"]


def chromium() -> str | None:
    """Where Chromium is; None on a machine without it."""
    return next((path for path in CHROMIUM if Path(path).exists()), None)


class Desk:
    """One window, entered as the user of the machine. It remembers what it asked for and what went wrong in it."""

    def __init__(self, browser: Browser, address: str, session: str, *, size: tuple[int, int] = SMALL, scheme: Scheme = "light") -> None:
        width, height = size
        self.address = address
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN", reduced_motion="reduce", accept_downloads=True
        )
        if session:
            self.context.add_cookies([{"name": "duban_session", "value": session, "url": address}])
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.on("request", self._note)
        self.page.on("websocket", lambda socket: self.asked.append(socket.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def open(self, path: str) -> Page:
        """The page at `path`, alive: its socket is open."""
        self.page.goto(self.address + path)
        self.page.wait_for_function("() => window.socket?.connected && window.didHandshake !== false")
        return self.page

    def close(self) -> None:
        """Fails where a request left the machine or a script broke."""
        self.context.close()
        here = self.address.partition("://")[2]
        strangers = [url for url in self.asked if url.partition("://")[0] not in ("data", "blob") and url.split("/")[2] != here]
        assert not strangers, f"requests that left this server: {strangers}"
        assert not self.wrong, f"scripts broke: {self.wrong}"

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)


def accessible(page: Page, *, but: Sequence[str] = ()) -> None:
    """Fails for what axe calls serious or critical; `but` names rules that a page is excused from."""
    found = Axe().run(page).response["violations"]
    grave = [each for each in found if each["impact"] in GRAVE and each["id"] not in but]
    assert not grave, "\n".join(f"{each['id']}: {each['help']} {[node['html'][:200] for node in each['nodes']][:5]}" for each in grave)


def shoot(page: Page, name: str) -> None:
    """docs/screenshots/NAME.png, where DUBAN_SCREENSHOTS=1 asks for pictures (`make screenshots`)."""
    if os.environ.get("DUBAN_SCREENSHOTS") == "1":
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(600)  # what moves comes to rest
        picture = page.screenshot(caret="hide", animations="disabled")
        Image.open(BytesIO(picture)).convert("RGB").quantize(PALETTE).save(SHOTS / f"{name}.png", optimize=True)

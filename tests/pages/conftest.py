"""Pages in a real browser: one `duban serve` with a database of its own for all tests of this folder, one Chromium a module.

A test takes `desk` (a window at 1366×768, entered) or calls `desks(...)` for others; `desk.open("/inbox")` gives Playwright's page. At its
end it fails where a request left the machine or a script broke. `put` sends files and waits until they are analysed. `accessible(page)` asks
axe, `shoot(page, "inbox")` takes the picture for the docs when `make screenshots` asks for it. Mark each module with
`pytestmark = pytest.mark.xdist_group("pages")`, so that all share one server; tests see one another's documents: give them names of their own.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from service.access import LOCAL, Signer
from tests.pages.browser import FLAGS, Desk, chromium
from tests.service.test_serve import Server

Put = Callable[..., str]
Desks = Callable[..., Desk]


class Served:
    """The server and the secret by which one enters it."""

    def __init__(self, folder: Path) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        environment |= {"DUBAN_DATA_DIR": str(folder / "data"), "DUBAN_CACHE_DIR": str(folder / "cache"), "DUBAN_LOG_DIR": str(folder)}
        environment.pop("DUBAN_DATABASE_URL", None)
        self.folder = folder
        self.server = Server(folder, environment)
        self.address: str = self.server.address
        self._signer = Signer((folder / "data" / "secret").read_text())

    @property
    def session(self) -> str:
        return self._signer.issue("session", LOCAL, until=time.time() + 3600)

    def put(self, data: bytes, name: str, **form: str) -> str:
        """The id of a document that was sent and analysed; one that was there before is as good."""
        token = self._signer.issue("token", LOCAL, until=time.time() + 600)
        ask: dict[str, Any] = {"files": {"file": (name, data)}, "data": form}
        answer = self.server.request("POST", "documents?wait=60&on_duplicate=return", token, **ask)
        assert answer.status_code in (200, 201), answer.text
        return str(answer.json()["document"]["id"])


@pytest.fixture(scope="session")
def served(short_folder: Path) -> Iterator[Served]:
    if chromium() is None:
        pytest.skip("没有 Chromium：apt install chromium 之后才能测试网页")
    folder = short_folder / "pages"
    folder.mkdir(mode=0o711)
    served = Served(folder)
    yield served
    assert served.server.stop() == 0
    assert "Traceback" not in served.server.log.read_text("utf-8")


@pytest.fixture(scope="module")
def browser(served: Served) -> Iterator[Browser]:
    """One for each module: while Playwright runs, no other test of this process can run an event loop of its own."""
    expect.set_options(timeout=30_000)  # a loaded machine is slow
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def desks(browser: Browser, served: Served) -> Iterator[Desks]:
    """Makes windows: `desks(size=LARGE, scheme="dark")`."""
    with ExitStack() as stack:

        def make(*, session: str | None = None, **looks: Any) -> Desk:
            desk = Desk(browser, served.address, served.session if session is None else session, **looks)
            stack.callback(desk.close)
            return desk

        yield make


@pytest.fixture
def desk(desks: Desks) -> Desk:
    return desks()


@pytest.fixture
def put(served: Served) -> Put:
    return partial(served.put)

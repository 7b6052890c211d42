"""`duban serve` as people start it: two on one folder, with the private database killed under them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from service.access import LOCAL, Signer
from tests.service.conftest import TEXT

PATIENCE = 90
"""Seconds; a loaded machine takes long to start two servers."""


class Server:
    """A server in a process of its own; `link` is what it told on its start."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "service.cli", "serve", "--port", "0", "--no-browser"]
        self.log = folder / f"serve-{time.monotonic_ns()}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, env=environment, stderr=log, cwd=Path(__file__).parents[2])
        self.link: str = until(self._link)

    def _link(self) -> str:
        said = self.log.read_text("utf-8")
        assert self.process.poll() is None, said
        return next((line.strip() for line in said.splitlines() if "/login?link=" in line), "")

    @property
    def address(self) -> str:
        return self.link.partition("/login")[0]

    def request(self, method: str, path: str, token: str, **body: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.request(method, f"{self.address}/api/v1/{path}", headers=headers, timeout=PATIENCE, **body)

    def is_ready(self, token: str) -> bool:
        return self.request("GET", "ready", token).status_code == 200

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def until(ask: Callable[[], Any]) -> Any:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := ask():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{ask} came to nothing within {PATIENCE} s")


@pytest.fixture
def data(short_folder: Path) -> Path:
    folder = short_folder / "served"
    folder.mkdir(mode=0o711)
    return folder


@pytest.fixture
def servers(data: Path) -> Iterator[tuple[Server, Server]]:
    environment = {**os.environ, "DUBAN_DATA_DIR": str(data / "data"), "DUBAN_CACHE_DIR": str(data / "cache"), "DUBAN_LOG_DIR": str(data)}
    environment.pop("DUBAN_DATABASE_URL", None)
    with ExitStack() as stack:
        made = [Server(data, environment) for _ in range(2)]
        for server in made:
            stack.callback(server.process.kill)
        yield made[0], made[1]


def database_of(folder: Path) -> psutil.Process:
    """The postmaster of a data folder."""
    for process in psutil.process_iter(["name"]):
        try:
            if process.name().startswith("postgres") and Path(process.cwd()).is_relative_to(folder.resolve()):
                parent = process.parent()
                return process if parent is None or not parent.name().startswith("postgres") else parent
        except psutil.Error:
            continue
    raise AssertionError(f"no PostgreSQL runs in {folder}")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_two_servers_on_one_folder_endure_the_death_of_their_database(servers: tuple[Server, Server], data: Path) -> None:
    one, other = servers
    token = Signer((data / "data" / "secret").read_text()).issue("token", LOCAL, until=time.time() + 600)
    first = one.request("POST", "documents?wait=60", token, files={"file": ("通知.txt", TEXT.encode())})
    assert (first.status_code, first.json()["job"]["state"]) == (201, "done")
    identity = first.json()["document"]["id"]
    assert other.request("GET", f"documents/{identity}/text", token).text == TEXT
    database_of(data / "data").kill()
    for server in servers:
        until(partial(server.is_ready, token))
        assert server.request("GET", f"documents/{identity}/text", token).text == TEXT
    second = other.request("POST", "documents?wait=60", token, files={"file": ("通知.txt", f"补充\n{TEXT}".encode())})
    assert second.json()["job"]["state"] == "done"
    assert len(one.request("GET", "documents", token).json()["documents"]) == 2
    refuse_port(one, data)
    assert httpx.get(one.link).status_code == 303
    assert httpx.get(one.link).status_code == 401
    assert [server.stop() for server in servers] == [0, 0]
    assert all("Traceback" not in server.log.read_text("utf-8") for server in servers)


def refuse_port(server: Server, data: Path) -> None:
    """A third server on a port that is taken ends with one line."""
    port = server.address.rpartition(":")[2]
    environment = {**os.environ, "DUBAN_DATA_DIR": str(data / "data")}
    command = [sys.executable, "-m", "service.cli", "serve", "--port", port]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert (done.returncode, port in done.stderr, "--port" in done.stderr) == (2, True, True)
    assert done.stderr.count("\n") == 1

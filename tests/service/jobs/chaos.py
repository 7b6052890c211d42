"""Uploads while servers, workers and the database are killed: what is started, what is killed, what must hold in the end."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from uuid import UUID

import httpx
from sqlalchemy import func, select

from corpus.store import Store, StoreError, schema
from service.access import LOCAL, Signer

SECRET = "of all servers of these tests, long enough"
PAUSE = 0.3
"""Seconds that a manager of services takes to start again what has died."""


@dataclass(slots=True)
class Program:
    """A program that is started again whenever it ends, as a manager of services would."""

    command: Sequence[str]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    over: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None
    starts: int = 0

    def start(self) -> None:
        self.thread = threading.Thread(target=self._keep, daemon=True)
        self.thread.start()

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()

    def stop(self) -> None:
        self.over.set()
        self.kill()
        if self.thread is not None:
            self.thread.join()

    def _keep(self) -> None:
        while not self.over.is_set():
            self.process = subprocess.Popen(self.command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.starts += 1
            if self.over.is_set():
                self.process.kill()
            self.process.wait()
            self.over.wait(PAUSE)


@dataclass(frozen=True, slots=True)
class Programs:
    """Servers and workers of one store, servers first; as a context they run."""

    programs: tuple[Program, ...]
    ports: tuple[int, ...]

    @classmethod
    def of(cls, folder: Path, url: str | None = None, *, servers: int, inside: int = 0, workers: int) -> Self:
        """`inside`: processes that analyse within each server."""
        ports = tuple(free_port() for _ in range(servers))
        replicas = (server(folder, port, url, processes=inside) for port in ports)
        return cls((*replicas, *(worker(folder, url) for _ in range(workers))), ports)

    def __enter__(self) -> Self:
        for program in self.programs:
            program.start()
        return self

    def __exit__(self, *_: object) -> None:
        for program in self.programs:
            program.stop()


def server(folder: Path, port: int, url: str | None = None, *, processes: int = 0) -> Program:
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port), "--no-browser"]
    return Program(command, {**environment(folder, url), "DUBAN_SECRET": SECRET, "DUBAN_WORKERS": str(processes)})


def worker(folder: Path, url: str | None = None, *, processes: int = 1) -> Program:
    return Program([sys.executable, "-m", "service.cli", "worker", "--processes", str(processes)], environment(folder, url))


def environment(folder: Path, url: str | None) -> dict[str, str]:
    more = {"DUBAN_DATA_DIR": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    return {**os.environ, **more, **({"DUBAN_DATABASE_URL": url} if url else {})}


def notice(number: int) -> bytes:
    """A notice; every seventh has the bytes of the one before it, and some take long enough to be torn away in the midst."""
    number -= number % 7 == 6
    tasks = [
        f"各校要在{at % 12 + 1}月{number % 28 + 1}日前报送第{number}号材料，不少于{at % 9 + 1}份。"
        for at in range(600 if number % 12 == 5 else number % 4)
    ]
    body = "\n".join(["一、每学期至少组织2次检查。（牵头科室：基教科）", *(f"{at}. {task}" for at, task in enumerate(tasks, 1))])
    return f"青禾市教育局关于做好第{number}项工作的通知\n各中小学：\n{body}\n2024年3月4日\n".encode()


def upload(ports: Sequence[int], name: str, data: bytes, *, until: float) -> UUID | None:
    """Sends until somebody acknowledges, to one server after another; None where nobody did."""
    headers = {"Authorization": f"Bearer {Signer(SECRET).issue('session', LOCAL, until=time.time() + 3600)}"}
    tries = 0
    while time.monotonic() < until:
        tries += 1
        url = f"http://127.0.0.1:{ports[tries % len(ports)]}/api/v1/documents?on_duplicate=return"
        with contextlib.suppress(httpx.HTTPError):
            answer = httpx.post(url, files={"file": (name, data)}, headers=headers, timeout=30)
            if answer.status_code in (200, 202):
                return UUID(answer.json()["document"]["id"])
            assert answer.status_code == 503, answer.text
        time.sleep(0.1)
    return None


def send_all(ports: Sequence[int], numbers: Sequence[int], *, patience: float) -> list[UUID]:
    """The ids of uploads, some at a time; none may remain without an answer."""
    until = time.monotonic() + patience
    with ThreadPoolExecutor(SENDERS) as pool:
        ids = list(pool.map(lambda number: upload(ports, f"通知{number}.txt", notice(number), until=until), numbers))
    assert None not in ids
    return [identity for identity in ids if identity is not None]


SENDERS = 4


def at_work(store: Store, programs: Sequence[Program]) -> Program | None:
    """A program that has a document in hand, as soon as one has; None where none takes one for long."""
    table = schema.documents.c
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        with contextlib.suppress(StoreError), store.begin() as connection:
            for token in connection.execute(select(table.worker).where(table.worker.is_not(None))).scalars():
                for program in programs:
                    if program.process is not None and f":{program.process.pid}:" in token:
                        return program
        time.sleep(0.01)
    return None


LONG = 20.0


def kill_database(folder: Path) -> None:
    """The postmaster, as kill -9 of an administrator would; its children end when they notice."""
    with contextlib.suppress(OSError, ValueError):
        os.kill(int((folder / "postgres" / "postmaster.pid").read_text().split("\n")[0]), signal.SIGKILL)


def wait_until_settled(store: Store, ids: Sequence[UUID], *, seconds: float) -> Counter[str]:
    """The states of the documents, as soon as none is under way."""
    table = schema.documents.c
    end = time.monotonic() + seconds
    states: Counter[str] = Counter()
    while time.monotonic() < end:
        with store.begin() as connection:
            rows = connection.execute(select(table.state).where(table.id.in_(ids)))
            states = Counter(rows.scalars())
        if not {"received", "reading", "read", "analysing"} & set(states) and states.total() == len(ids):
            break
        time.sleep(0.5)
    return states


def assert_whole(store: Store, ids: Sequence[UUID]) -> None:
    """Every document has one result: one analysis, one entry of the feed, the ledger's rows once; every blob a row, every row a blob."""
    with store.begin() as connection:
        analyses = Counter(connection.execute(select(schema.analyses.c.document)).scalars())
        told = Counter(connection.execute(select(schema.feed.c.document).where(schema.feed.c.what == "analysed")).scalars())
        rows = connection.execute(
            select(schema.ledger.c.document, func.count(), func.count(func.distinct(schema.ledger.c.position))).group_by(
                schema.ledger.c.document
            )
        )
        doubled = [document for document, all_, different in rows if all_ != different]
        hashes = set(connection.execute(select(schema.documents.c.sha256)).scalars())
        known = set(connection.execute(select(schema.documents.c.id)).scalars())
    assert set(ids) <= known
    assert {identity: analyses[identity] for identity in ids} == dict.fromkeys(ids, 1)
    assert {identity: told[identity] for identity in ids} == dict.fromkeys(ids, 1)
    assert doubled == []
    assert set(store.blobs.stale(-1000)) == hashes


def begun_again(store: Store, ids: Sequence[UUID]) -> int:
    """How many of the documents had to be begun more than once."""
    table = schema.documents.c
    with store.begin() as connection:
        return connection.execute(select(func.count()).where(table.id.in_(ids), table.starts > 1)).scalar_one()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""Stores for tests: one private PostgreSQL for each worker of a run, a fresh database in it for each test.

A test that takes `store` gets an empty store of its own; `database` is the address of one that has no table yet.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from corpus.store.postgres import Server
    from corpus.store.store import Store

TEMPLATE = "whole"
MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""Bytes of memory that must be free for the tests' server to live there."""
Fresh = Callable[..., str]
"""Makes a database, with all tables or, from template0, with none, and tells its address."""


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """A folder whose path is short enough for sockets, and which an unprivileged user reaches where we are root."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix="duban-", dir=MEMORY if roomy else None))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def own_temporary_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Sockets of servers that a test killed, and reports of defects, go with the run. The tests' own folders stay where pytest keeps
    them."""
    tmp_path_factory.getbasetemp()
    folder = Path(tempfile.mkdtemp(prefix="duban-"))
    folder.chmod(0o711)
    before, tempfile.tempdir = os.environ.get("TMPDIR"), str(folder)
    os.environ["TMPDIR"] = str(folder)
    yield
    tempfile.tempdir = None
    if before is None:
        del os.environ["TMPDIR"]
    else:
        os.environ["TMPDIR"] = before
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server(short_folder: Path) -> "Iterator[Server]":
    """The PostgreSQL of this worker; nothing in it need survive, so it syncs nothing."""
    from corpus.store import remains
    from corpus.store.postgres import Server

    server = Server(short_folder / "server")
    server.hold()
    for command in ("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()"):
        run(server, command)
    yield server
    remains.bury(server.cluster.data)
    server.release()


def run(server: "Server", command: str) -> None:
    """Runs a command that stands outside transactions."""
    with closing(server.connect()) as connection:
        connection.autocommit = True
        connection.execute(command.encode())


@pytest.fixture(scope="session")
def whole(server: "Server") -> str:
    """The name of a database with all tables, to copy from."""
    import psycopg
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    from corpus.store.migrate import upgrade

    run(server, f'CREATE DATABASE "{TEMPLATE}"')
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(server.url(TEMPLATE)), poolclass=NullPool)
    upgrade(engine)
    engine.dispose()
    return TEMPLATE


NUMBERS = count()


@pytest.fixture
def fresh(server: "Server", whole: str) -> Iterator[Fresh]:
    """A function that makes a database and tells its address; the databases go with the test."""
    made: list[str] = []

    def make(template: str = whole) -> str:
        made.append(f"test_{next(NUMBERS)}")
        run(server, f'CREATE DATABASE "{made[-1]}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return server.url(made[-1])

    yield make
    for name in made:
        run(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database(fresh: Fresh) -> str:
    """The address of an empty database with all tables."""
    return fresh()


@pytest.fixture
def store(database: str, tmp_path: Path) -> "Iterator[Store]":
    """An empty store: rows in a database of its own, blobs in `tmp_path`."""
    from corpus.store import open_store

    with open_store(tmp_path / "data", url=database) as store:
        yield store

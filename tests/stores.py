"""Stores for tests: one private PostgreSQL for each worker of a run, a fresh database in it for each test.

A test that takes `store` gets an empty store of its own; `database` is the address of one that has no table yet.
"""

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
Fresh = Callable[..., str]
"""Makes a database, with all tables or, from template0, with none, and tells its address."""


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """A folder whose path is short enough for sockets, and which an unprivileged user reaches where we are root."""
    folder = Path(tempfile.mkdtemp(prefix="duban-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server(short_folder: Path) -> "Iterator[Server]":
    """The PostgreSQL of this worker; nothing in it need survive, so it syncs nothing."""
    from corpus.store.postgres import Server

    server = Server(short_folder / "server")
    server.hold()
    for command in ("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()"):
        run(server, command)
    yield server
    server.release()


def run(server: "Server", command: str) -> None:
    """Runs a command that stands outside transactions."""
    with closing(server.connect()) as connection:
        connection.autocommit = True
        connection.execute(command.encode())


@pytest.fixture(scope="session")
def fresh(server: "Server") -> Fresh:
    """A function that makes a database with all tables and tells its address."""
    import psycopg
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    from corpus.store.migrate import upgrade

    numbers = count()

    def make(template: str = TEMPLATE) -> str:
        name = f"test_{next(numbers)}"
        run(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return server.url(name)

    address = make("template0")
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(address), poolclass=NullPool)
    upgrade(engine)
    engine.dispose()
    run(server, f'ALTER DATABASE "test_0" RENAME TO "{TEMPLATE}"')
    return make


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

"""The store as one opens it: a private PostgreSQL in the data folder or a shared one, and the folder of blobs."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from corpus.store.blobs import Blobs, FolderBlobs
from corpus.store.faults import explained
from corpus.store.migrate import upgrade
from corpus.store.postgres import Server
from corpus.store.schema import serialise

POOL = 10
ALIVE = {"connect_timeout": "10", "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3", "tcp_user_timeout": "20000"}
"""A server that is cut off is given up after this many seconds (the last in milliseconds), not after the system's two hours."""


class Store:
    """Rows and blobs. Threads may share one; a process opens its own."""

    def __init__(self, engine: Engine, blobs: Blobs, *, folder: Path, name: str, server: Server | None = None) -> None:
        self.engine = engine
        self.blobs = blobs
        self.folder = folder
        self.name = name
        self.server = server

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back by an exception.

        Raises DatabaseDownError where the database does not answer (try again later; where it breaks off in the commit, what was
        written may or may not stand), StoreError where its disk is full or takes nothing.
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except (DBAPIError, psycopg.Error) as error:
            raise explained(error) from error

    def close(self) -> None:
        """Gives back the connections; the last user of a private server stops it."""
        self.engine.dispose()
        if self.server is not None:
            self.server.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_store(folder: Path, *, url: str | None = None) -> Store:
    """The store of the data folder: its blobs, and its rows in the PostgreSQL at `url` or in a private one, started where none runs.

    Brings the schema up to date. Raises StoreError: `store_unwritable`, `store_full`, `store_new` (written by a later
    version), `store_old`, `store_busy`, `store_binaries`, `store_down`.
    """
    name = f"duban-{secrets.token_hex(4)}"
    server = None if url else Server(folder)
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: _connect(server, url, name), pool_pre_ping=True, pool_size=POOL, max_overflow=POOL,
        json_serializer=serialise,
    )  # fmt: skip
    store = Store(engine, FolderBlobs(folder / "blobs"), folder=folder, name=name, server=server)
    try:
        if server is not None:
            server.hold()
        upgrade(store.engine)
    except (DBAPIError, psycopg.Error) as error:
        store.close()
        raise explained(error) from error
    except BaseException:
        store.close()
        raise
    return store


def _connect(server: Server | None, url: str | None, name: str) -> psycopg.Connection:
    """Without prepared statements: a plan made for no office in particular walks half the ledger for a rare one; and poolers know none."""
    if server is not None:
        connection = server.connect(name)
        connection.prepare_threshold = None
        return connection
    plain = (url or "").replace("postgresql+psycopg://", "postgresql://", 1)
    told = {key: str(value) for key, value in conninfo_to_dict(plain).items() if value is not None}
    return psycopg.connect(make_conninfo(**{**ALIVE, **told, "application_name": name}), prepare_threshold=None)

"""The queue, behind three functions: wake (in a transaction of the caller's), work, unwake. Nobody else knows procrastinate."""

import asyncio
import contextlib
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

import psycopg
from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import DeleteJobCondition, Status
from procrastinate.types import JSONValue
from sqlalchemy import Connection, Select, Text, cast, column, select, table, text
from sqlalchemy.sql.elements import ColumnElement

from corpus.store.errors import StoreError

NAME = "duban"
TASK = "wake"
POLL = 2.0
"""Seconds after which a worker looks for jobs though no notification came: one may be lost with a connection."""
STALLED = 10.0
"""Seconds without a sign of life after which a worker of the queue counts as gone."""
BEAT = 2.5
RESTART = 1.0
"""Seconds between two tries while the database is gone."""

entries = table("procrastinate_jobs", column("id"), column("status"), column("args"))


@dataclass(frozen=True, slots=True)
class Wake:
    """Which row to look at; `kind` names its table."""

    kind: str
    id: UUID


def wake(connection: Connection, kind: str, ids: Sequence[UUID], *, priority: int = 0, delay: float = 0) -> None:
    """Queues the rows in the transaction of `connection`; `delay` in seconds; higher priorities come first. Twice does no harm."""
    if not ids:
        return
    task = _giver().configure_task(
        TASK,
        queue=NAME,
        priority=priority,
        connection=raw_of(connection),
        schedule_in={"milliseconds": int(delay * 1000)} if delay else None,
    )
    given: list[dict[str, JSONValue]] = [{"kind": kind, "id": str(identity)} for identity in ids]
    with _as_psycopg():
        task.batch_defer(*given)


def unwake(connection: Connection, identity: UUID) -> None:
    """Takes from the queue what waits there for a row."""
    found = connection.execute(select(entries.c.id).where(entries.c.status == text("'todo'"), _id() == str(identity)))
    for (entry,) in found.all():
        with _as_psycopg():
            _giver().job_manager.cancel_job_by_id(entry, delete_job=True, connection=raw_of(connection))


def queued() -> Select[str]:
    """The ids (as text) of the rows that wait in the queue, for the reconciler to leave out."""
    return select(_id()).where(entries.c.status == text("'todo'"))


async def work(dsn: Callable[[], str], handle: Callable[[Wake], Awaitable[None]], *, concurrency: int, stop: asyncio.Event) -> None:
    """Hands every entry to `handle`, `concurrency` at a time, until `stop`; survives a database that goes and comes back.

    `dsn` is asked again after every break, and may raise StoreError.
    """
    while not stop.is_set():
        with contextlib.suppress(ConnectorException, psycopg.Error, StoreError):
            await _until_broken(await asyncio.to_thread(dsn), handle, concurrency, stop)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), RESTART)


async def _until_broken(dsn: str, handle: Callable[[Wake], Awaitable[None]], concurrency: int, stop: asyncio.Event) -> None:
    app = App(connector=PsycopgConnector(conninfo=dsn, min_size=1, max_size=4, timeout=5.0, reconnect_timeout=5.0))

    @app.task(name=TASK, queue=NAME)
    async def woken(kind: str, id: str) -> None:  # noqa: A002  # the names of what `wake` queues
        await handle(Wake(kind, UUID(id)))

    async with app.open_async():
        worker = asyncio.create_task(
            app.run_worker_async(
                queues=[NAME],
                concurrency=concurrency,
                delete_jobs=DeleteJobCondition.ALWAYS.value,
                fetch_job_polling_interval=POLL,
                update_heartbeat_interval=BEAT,
                stalled_worker_timeout=STALLED * 3,
                install_signal_handlers=False,
            )
        )
        sides = [asyncio.create_task(_sweep(app)), asyncio.create_task(stop.wait())]
        try:
            await asyncio.wait([worker, *sides], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (*sides, worker):
                task.cancel()
            await asyncio.gather(*sides, worker, return_exceptions=True)


async def _sweep(app: App) -> None:
    """Removes the entries that workers held when they were killed; the reconciler queues their rows again."""
    while True:
        await asyncio.sleep(STALLED)
        for job in await app.job_manager.get_stalled_jobs(queue=NAME, seconds_since_heartbeat=STALLED):
            with contextlib.suppress(ConnectorException):  # another worker was quicker
                await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """psycopg works on no proactor loop, the default of Windows."""
    return asyncio.SelectorEventLoop if sys.platform == "win32" else None


@cache
def _giver() -> App:
    """Queues through connections of the caller's alone: it is never opened."""
    return App(connector=SyncPsycopgConnector())


def raw_of(connection: Connection) -> psycopg.Connection:
    """psycopg's own connection, in the same transaction."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return raw


def _id() -> ColumnElement[str]:
    return cast(entries.c.args.op("->>")("id"), Text)


@contextlib.contextmanager
def _as_psycopg() -> Iterator[None]:
    """Faults as psycopg told them: the store explains those."""
    try:
        yield
    except ConnectorException as error:
        if isinstance(error.__cause__, psycopg.Error):
            raise error.__cause__ from error
        raise

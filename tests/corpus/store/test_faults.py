"""Many at once, and a database that is not there: one document, one analysis, a clear word."""

import io
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import Connection
from sqlalchemy.exc import ProgrammingError

from corpus.store import (
    DatabaseDownError,
    DuplicateError,
    Question,
    Reviewer,
    StaleError,
    Store,
    StoreError,
    Upload,
    add_row,
    answered,
    changes,
    keep_answer,
    ledger,
    new_token,
    open_store,
    put_document,
    review,
    save_analysis,
    use_up_token,
)
from corpus.store.faults import explained
from corpus.store.postgres import Server
from corpus.store.rows import Row
from tests.corpus.store.notices import analysis, put, task
from tests.stores import run

READ = task("各校要组织读书活动。", 100)
REPORT = task("各校于6月底前上报总结。", 200)
TODAY = date(2024, 6, 1)
CALLERS = 6


def together(work: Callable[[int], object]) -> list[object]:
    """What came of `work` done by several threads at once: its result, or the StoreError it raised."""

    def one(number: int) -> object:
        try:
            return work(number)
        except StoreError as error:
            return error

    with ThreadPoolExecutor(CALLERS) as pool:
        return list(pool.map(one, range(CALLERS)))


def within(store: Store, work: Callable[[Connection], object]) -> object:
    with store.begin() as connection:
        return work(connection)


def test_an_upload_sent_by_many_at_once_is_one_document(store: Store) -> None:
    def send(_: int) -> object:
        upload = Upload(name="通知.txt", sender="王", blob=store.blobs.put(io.BytesIO(b"same")))
        return within(store, lambda connection: put_document(connection, upload).id)

    came = together(send)
    ids = {each.document if isinstance(each, DuplicateError) else each for each in came}
    assert len(ids) == 1
    assert sum(isinstance(each, DuplicateError) for each in came) == CALLERS - 1


def test_an_analysis_saved_by_many_at_once_is_one(store: Store) -> None:
    identity = put(store)
    came = together(lambda _: within(store, lambda connection: save_analysis(connection, identity, analysis(READ, REPORT))))
    assert sorted(map(str, came)) == ["False"] * (CALLERS - 1) + ["True"]
    with store.begin() as connection:
        assert len(ledger(connection, Question(today=TODAY)).rows) == 2


def test_rulesets_that_come_at_once_leave_one_ledger(store: Store) -> None:
    identity = put(store)
    together(
        lambda number: within(store, lambda connection: save_analysis(connection, identity, analysis(READ, REPORT, ruleset=f"r{number}")))
    )
    with store.begin() as connection:
        assert len(ledger(connection, Question(today=TODAY)).rows) == 2


def test_of_many_who_review_one_version_one_does(store: Store) -> None:
    identity = put(store)
    within(store, lambda connection: save_analysis(connection, identity, analysis(READ)))
    with store.begin() as connection:
        [row] = ledger(connection, Question(today=TODAY)).rows
    came = together(
        lambda number: within(store, lambda connection: review(connection, row.id, "confirm", Reviewer(str(number), row.version)))
    )
    assert sum(isinstance(each, StaleError) for each in came) == CALLERS - 1
    with store.begin() as connection:
        assert len(changes(connection, identity, row=row.id)) == 1


def test_rows_added_by_many_at_once_all_stand(store: Store) -> None:
    identity = put(store)
    row = Row({"title": "报名", "text": "5月前报名", "tier": "must"}, [], [])
    came = together(lambda number: within(store, lambda connection: add_row(connection, identity, row, Reviewer(str(number))).position))
    assert sorted(map(str, came)) == [str(number) for number in range(CALLERS)]


def test_a_request_sent_by_many_at_once_is_done_once(store: Store) -> None:
    done: list[int] = []

    def send(number: int) -> object:
        with store.begin() as connection:
            found = answered(connection, "王", "k", "hash")
            if found is None:
                done.append(number)
                keep_answer(connection, "王", "k", {"by": number})
            return found

    came = together(send)
    assert len(done) == 1
    assert [each for each in came if each is not None] == [{"by": done[0]}] * (CALLERS - 1)


def test_a_one_time_token_opens_for_one_of_many(store: Store) -> None:
    with store.begin() as connection:
        told = new_token(connection, "link", account="王")
    came = together(lambda _: within(store, lambda connection: use_up_token(connection, "link", told)))
    assert sum(each is not None for each in came) == 1


def test_a_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(DatabaseDownError, match="没有应答"):
        open_store(tmp_path, url=f"postgresql://duban@127.0.0.1:{port}/duban?connect_timeout=2")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.DiskFull(), "store_full"), (errors.ReadOnlySqlTransaction(), "store_unwritable"), (errors.DataCorrupted(), "store_damaged"),
        (errors.IoError(), "store_damaged"), (errors.DeadlockDetected(), "store_busy"), (errors.AdminShutdown(), "store_down"),
        (errors.TooManyConnections(), "store_down"), (psycopg.OperationalError("FATAL:  password authentication failed"), "store_refused"),
    ],
)  # fmt: skip
def test_what_the_database_says_has_a_code(error: psycopg.Error, code: str) -> None:
    told = explained(error)
    assert isinstance(told, StoreError)
    assert told.code == code


def test_a_defect_of_ours_is_no_fault_of_the_store(store: Store) -> None:
    with pytest.raises(ProgrammingError), store.begin() as connection:
        connection.exec_driver_sql("SELECT nonsense")


def test_a_database_that_refuses_us_is_told(tmp_path: Path) -> None:
    server = Server(tmp_path / "server", loopback=True)
    server.hold()
    (host, port), _ = server._place()
    with pytest.raises(StoreError, match="拒绝登录") as caught:
        open_store(tmp_path, url=f"postgresql://duban:wrong@{host}:{port}/postgres")
    assert caught.value.code == "store_refused"
    server.release()


def test_a_store_outlives_connections_that_were_cut(store: Store, server: Server) -> None:
    put(store, "前.txt")
    run(server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%'")
    put(store, "后.txt")


def test_a_connection_cut_in_a_transaction_writes_nothing(store: Store, server: Server) -> None:
    def cut() -> UUID:
        with store.begin() as connection:
            upload = Upload(name="断.txt", sender="王", blob=store.blobs.put(io.BytesIO(b"cut")))
            held = put_document(connection, upload)
            run(server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%'")
            return held.id

    with pytest.raises(DatabaseDownError):
        cut()
    with store.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM documents").scalar() == 0

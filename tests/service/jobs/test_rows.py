"""Claims: one at a time, kept alive, taken over, fenced; what waits, what rests."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import Connection

from corpus.store import Store, delete_document, document, save_analysis
from service.jobs import ask, cancel, requeue, rows
from service.jobs.rows import DOCUMENT, LEASE, STARTS, Claim, LostClaimError
from tests.service.jobs.putting import age, empty_queue, entries, job, put, stage

ANALYSIS = {
    "ruleset": "r",
    "document": dict.fromkeys(("format", "kind", "pages", "characters")),
    "tasks": [],
    "deadlines": [],
    "targets": [],
}


def claim(store: Store, identity: UUID, token: str = "a") -> Claim | None:
    with store.begin() as connection:
        return rows.claim(connection, DOCUMENT, identity, token)


def claimed(store: Store, identity: UUID, token: str = "a") -> Claim:
    found = claim(store, identity, token)
    assert found is not None
    return found


def grow_old(store: Store, identity: UUID, seconds: float = LEASE + 1) -> None:
    with store.begin() as connection:
        age(connection, identity, seconds)


def test_one_worker_has_a_document_at_a_time(store: Store) -> None:
    identity = put(store)
    assert claim(store, identity, "a") is not None
    assert claim(store, identity, "b") is None


def test_a_claim_without_signs_of_life_goes_to_another(store: Store) -> None:
    identity = put(store)
    claimed(store, identity, "a")
    grow_old(store, identity)
    assert claimed(store, identity, "b").starts == 2


def test_signs_of_life_keep_a_claim(store: Store) -> None:
    identity = put(store)
    claimed(store, identity, "a")
    grow_old(store, identity)
    with store.begin() as connection:
        assert rows.beat(connection, ["a", "gone"]) == {"a"}
    assert claim(store, identity, "b") is None


def test_who_lost_his_claim_writes_nothing(store: Store) -> None:
    identity = put(store)
    late = claimed(store, identity, "a")
    grow_old(store, identity)
    claimed(store, identity, "b")
    writes: tuple[Callable[[Connection], None], ...] = (
        lambda connection: rows.hold(connection, late),
        lambda connection: rows.advance(connection, late, percent=99),
        lambda connection: rows.rest(connection, late, state="failed", code="damaged", message=""),
        lambda connection: rows.again(connection, late, delay=0, line=""),
    )
    for write in writes:
        with pytest.raises(LostClaimError), store.begin() as connection:
            write(connection)
    found = job(store, identity)
    assert (found.stage, found.percent, found.error) == ("reading", 0, None)


def test_a_start_too_many_parks_a_document_until_it_is_queued_again(store: Store) -> None:
    identity = put(store)
    for start in range(STARTS):
        assert claimed(store, identity, f"worker {start}").starts == start + 1
        grow_old(store, identity)
    assert claim(store, identity) is None
    with store.begin() as connection:
        empty_queue(connection)
        rows.reconcile(connection)
    parked = job(store, identity)
    assert (parked.state, parked.error and parked.error["code"]) == ("parked", "parked")
    with store.begin() as connection:
        assert requeue(connection, identity)
    assert claimed(store, identity).starts == 1


@pytest.mark.parametrize("state", ["waiting", "left"])
def test_what_has_no_entry_in_the_queue_gets_one(store: Store, state: str) -> None:
    identity = put(store)
    if state == "left":
        claimed(store, identity)
    grow_old(store, identity)
    with store.begin() as connection:
        empty_queue(connection)
        assert rows.reconcile(connection) == 1
        assert entries(connection) == [str(identity)]
        assert rows.reconcile(connection) == 0


def test_what_is_worked_on_gets_none(store: Store) -> None:
    identity = put(store)
    claimed(store, identity)
    with store.begin() as connection:
        empty_queue(connection)
        assert rows.reconcile(connection) == 0


def test_an_upload_comes_before_a_re_analysis(store: Store) -> None:
    late, soon = put(store, name="旧.txt", priority=0), put(store, name="新.txt")
    with store.begin() as connection:
        assert entries(connection) == [str(soon), str(late)]


def test_a_transaction_that_is_rolled_back_leaves_neither_row_nor_entry(store: Store) -> None:
    with store.begin() as connection:
        ask(connection, "check", {}, who="测试")
        connection.get_transaction().rollback()  # type: ignore[union-attr]
    with store.begin() as connection:
        assert entries(connection) == []


def test_what_is_tried_again_waits_its_time(store: Store) -> None:
    identity = put(store)
    held = claimed(store, identity)
    with store.begin() as connection:
        empty_queue(connection)
        rows.again(connection, held, delay=60, line="数据库没有应答，60 秒后重试。")
        assert entries(connection) == [str(identity)]
    assert claim(store, identity) is None
    assert [line for _, line in job(store, identity).log] == ["数据库没有应答，60 秒后重试。"]
    grow_old(store, identity, 61)
    assert claimed(store, identity).starts == 2


def test_a_start_that_was_nobodys_fault_does_not_count(store: Store) -> None:
    identity = put(store)
    held = claimed(store, identity)
    with store.begin() as connection:
        rows.again(connection, held, delay=0, line="", counted=False)
    assert claimed(store, identity).starts == 1


@pytest.mark.parametrize("working", [False, True])
def test_what_is_cancelled_is_neither_started_nor_finished(store: Store, *, working: bool) -> None:
    identity = put(store)
    held = claimed(store, identity) if working else None
    with store.begin() as connection:
        assert cancel(connection, identity)
        assert not cancel(connection, identity)
        assert entries(connection) == []
    assert claim(store, identity) is None
    if held:
        with store.begin() as connection:
            assert rows.beat(connection, ["a"]) == set()
        with pytest.raises(LostClaimError), store.begin() as connection:
            rows.hold(connection, held)
    assert job(store, identity).state == "cancelled"


def test_what_is_deleted_is_not_worked_on(store: Store) -> None:
    identity = put(store)
    with store.begin() as connection:
        delete_document(connection, identity, who="测试")
    assert claim(store, identity) is None


def test_a_result_and_the_end_of_its_job_are_one_transaction(store: Store) -> None:
    identity = put(store)
    held = claimed(store, identity)

    def settle(connection: Connection) -> None:
        rows.hold(connection, held)
        save_analysis(connection, identity, ANALYSIS)
        rows.finish(connection, held)

    with store.begin() as connection:
        settle(connection)
        connection.get_transaction().rollback()  # type: ignore[union-attr]
    with store.begin() as connection:
        assert (document(connection, identity).ruleset, stage(connection, identity)) == (None, "reading")
        settle(connection)
        assert (document(connection, identity).ruleset, stage(connection, identity)) == ("r", "analysed")
    with pytest.raises(LostClaimError), store.begin() as connection:
        settle(connection)

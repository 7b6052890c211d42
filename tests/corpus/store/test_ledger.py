"""The ledger's pages: together they hold each row that answers once, in order, whatever comes and goes meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert

from corpus.store import NotStoredError, Question, Store, StoreError, ledger, ledger_row
from corpus.store.schema import NEVER
from corpus.store.schema import documents as document_table
from corpus.store.schema import ledger as table

TODAY = date(2024, 6, 1)
OFFICES = ("组人科", "德育科", "安全科")
few = settings(max_examples=40, suppress_health_check=[*HealthCheck])

rows = st.fixed_dictionaries(
    {
        "document": st.sampled_from([UUID(int=number) for number in range(4)]),
        "position": st.integers(0, 5),
        "offices": st.lists(st.sampled_from(OFFICES), unique=True, max_size=2),
        "due": st.one_of(st.just(NEVER), st.integers(-5, 5).map(lambda days: TODAY + timedelta(days))),
        "state": st.sampled_from(["open", "done", "closed"]),
        "review": st.sampled_from(["extracted", "confirmed", "rejected"]),
        "live": st.sampled_from([True, True, True, False]),
    }
)
questions = st.builds(
    Question,
    today=st.just(TODAY),
    document=st.none() | st.just(UUID(int=1)),
    office=st.none() | st.sampled_from(OFFICES),
    due_from=st.none() | st.just(TODAY - timedelta(2)),
    due_before=st.none() | st.just(TODAY + timedelta(3)),
    state=st.none() | st.sampled_from(["open", "done", "overdue", "closed"]),
    review=st.none() | st.sampled_from(["extracted", "confirmed"]),
    sort=st.sampled_from(["due", "-due", "document", "changed", "-changed"]),
)


def fill(connection: Connection, said: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Writes rows into an empty ledger; returns them with all their columns."""
    connection.exec_driver_sql("DELETE FROM documents")
    papers = [{"id": UUID(int=number), "sha256": "0", "name": f"{number}.txt", "sender": "王", "size": 1} for number in range(4)]
    connection.execute(insert(document_table), papers)
    whole = [
        {"id": UUID(int=1000 + number), "task": {"text": str(number)}, "deadlines": [], "targets": [], **row}
        for number, row in enumerate(said)
    ]
    if whole:
        connection.execute(insert(table), whole)
    return whole


def answers(row: dict[str, Any], question: Question) -> bool:
    """Whether a row answers, told in another way than the query does."""
    state = "overdue" if row["state"] == "open" and row["due"] < TODAY else row["state"]
    return (
        row["live"]
        and question.document in (None, row["document"])
        and (question.office is None or question.office in row["offices"])
        and (question.due_from is None or row["due"] >= question.due_from)
        and (question.due_before is None or row["due"] < question.due_before)
        and question.state in (None, state)
        and question.review in (None, row["review"])
    )


def pages(connection: Connection, question: Question, limit: int) -> list[list[UUID]]:
    cursor, found = None, []
    while True:
        page = ledger(connection, question, cursor=cursor, limit=limit)
        found.append([row.id for row in page.rows])
        cursor = page.cursor
        if cursor is None:
            return found


@few
@given(st.lists(rows, max_size=25), questions, st.integers(1, 7))
def test_pages_hold_each_row_that_answers_once_and_in_order(
    store: Store, said: list[dict[str, Any]], question: Question, limit: int
) -> None:
    with store.begin() as connection:
        whole = fill(connection, said)
        found = pages(connection, question, limit)
    flat = [identity for page in found for identity in page]
    wanted = [row for row in whole if answers(row, question)]
    key = {
        "due": ("due", "document", "position", "id"),
        "changed": ("document", "position", "id"),
        "document": ("document", "position", "id"),
    }
    order = key[question.sort.lstrip("-")]
    wanted.sort(key=lambda row: [row[name] for name in order], reverse=question.sort.startswith("-"))
    assert flat == [row["id"] for row in wanted]
    assert all(len(page) == limit for page in found[:-1])


@few
@given(st.lists(rows, min_size=4, max_size=20), questions, st.data())
def test_rows_that_come_and_go_between_pages_shift_no_other(
    store: Store, said: list[dict[str, Any]], question: Question, data: st.DataObject
) -> None:
    with store.begin() as connection:
        whole = fill(connection, said)
        before = {identity for page in pages(connection, question, 100) for identity in page}
        first = ledger(connection, question, limit=2)
        gone = data.draw(st.sets(st.sampled_from([row["id"] for row in whole])))
        for identity in gone:
            connection.execute(table.delete().where(table.c.id == identity))
        come = {**whole[0], "id": uuid4(), "live": True}
        connection.execute(insert(table), [come])
        seen = [row.id for row in first.rows]
        cursor = first.cursor
        while cursor is not None:
            page = ledger(connection, question, cursor=cursor, limit=2)
            seen += [row.id for row in page.rows]
            cursor = page.cursor
    assert len(seen) == len(set(seen))
    assert before - gone <= set(seen)
    assert set(seen) <= before | {come["id"]}


def test_what_is_overdue_depends_on_the_day(store: Store) -> None:
    row = {
        "document": UUID(int=1), "position": 0, "offices": ["组人科"], "due": TODAY, "state": "open", "review": "extracted", "live": True,
    }  # fmt: skip
    with store.begin() as connection:
        [whole] = fill(connection, [row])
        question = Question(today=TODAY)
        assert [each.state for each in ledger(connection, question).rows] == ["open"]
        assert [each.state for each in ledger(connection, replace(question, today=TODAY + timedelta(1))).rows] == ["overdue"]
        assert ledger_row(connection, whole["id"], today=TODAY + timedelta(1)).state == "overdue"
        assert ledger_row(connection, whole["id"]).due == TODAY
        with pytest.raises(NotStoredError):
            ledger_row(connection, uuid4())


@pytest.mark.parametrize("cursor", ["", "x", "eA==", "WyJkdWUiXQ==", "WyItZHVlIiwgMSwgMiwgMywgNF0=", "é", "\0", "W10=", "e30="])
def test_a_cursor_that_is_none_is_refused(store: Store, cursor: str) -> None:
    with store.begin() as connection, pytest.raises(StoreError) as caught:
        ledger(connection, Question(today=TODAY), cursor=cursor)
    assert caught.value.code == "cursor"


def test_a_cursor_of_another_order_is_refused(store: Store) -> None:
    row = {"document": UUID(int=1), "position": 0, "offices": [], "due": TODAY, "state": "open", "review": "extracted", "live": True}
    with store.begin() as connection:
        fill(connection, [row, row | {"position": 1}])
        cursor = ledger(connection, Question(today=TODAY), limit=1).cursor
        with pytest.raises(StoreError):
            ledger(connection, Question(today=TODAY, sort="document"), cursor=cursor)

"""Accounts, tokens, kept answers."""

from datetime import timedelta

import pytest

from corpus.store import (
    NotStoredError,
    Store,
    StoreError,
    account,
    accounts,
    answered,
    close_account,
    forget_answers,
    keep_answer,
    new_token,
    put_account,
    revoke_token,
    token,
    tokens,
    use_up_token,
)


def test_an_account_that_is_closed_opens_nothing(store: Store) -> None:
    with store.begin() as connection:
        put_account(connection, "王老师", secret="x", role="officer")
        told = new_token(connection, "session", account="王老师")
        assert [each.name for each in accounts(connection)] == ["王老师"]
        close_account(connection, "王老师")
        assert account(connection, "王老师") is None
        assert token(connection, "session", told) is None
        assert accounts(connection) == []
        with pytest.raises(NotStoredError):
            close_account(connection, "王老师")
        put_account(connection, "王老师", secret="y", role="reader")
        found = account(connection, "王老师")
    assert found is not None
    assert (found.secret, found.role) == ("y", "reader")


def test_a_token_is_kept_as_a_hash_and_opens_its_own_use(store: Store) -> None:
    with store.begin() as connection:
        told = new_token(connection, "calendar", account="王", scope={"office": "组人科"})
        found = token(connection, "calendar", told)
        assert found is not None
        assert found.scope == {"office": "组人科"}
        assert found.id != told
        assert token(connection, "session", told) is None
        assert token(connection, "calendar", told + "x") is None
        assert [each.id for each in tokens(connection, "王", "calendar")] == [found.id]
        assert revoke_token(connection, found.id)
        assert not revoke_token(connection, found.id)
        assert token(connection, "calendar", told) is None


def test_a_token_that_has_expired_opens_nothing(store: Store) -> None:
    with store.begin() as connection:
        assert token(connection, "link", new_token(connection, "link", account="", lasts=timedelta(seconds=-1))) is None
        assert token(connection, "link", new_token(connection, "link", account="", lasts=timedelta(hours=1))) is not None


def test_a_one_time_token_opens_once(store: Store) -> None:
    with store.begin() as connection:
        told = new_token(connection, "link", account="王")
        assert use_up_token(connection, "link", told) is not None
        assert use_up_token(connection, "link", told) is None


def test_a_request_sent_twice_has_the_first_answer(store: Store) -> None:
    with store.begin() as connection:
        assert answered(connection, "王", "k1", "hash") is None
        keep_answer(connection, "王", "k1", {"status": 202, "body": {"id": "…"}})
    with store.begin() as connection:
        assert answered(connection, "王", "k1", "hash") == {"status": 202, "body": {"id": "…"}}
        assert answered(connection, "李", "k1", "hash") is None
        with pytest.raises(StoreError, match="已用于另一个请求") as caught:
            answered(connection, "王", "k1", "other")
    assert caught.value.code == "idempotency"


def test_a_request_that_failed_may_be_sent_again(store: Store) -> None:
    def fail() -> None:
        with store.begin() as connection:
            answered(connection, "王", "k1", "hash")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.begin() as connection:
        assert answered(connection, "王", "k1", "hash") is None
        assert forget_answers(connection, days=1) == 0
        assert forget_answers(connection, days=-1) == 1

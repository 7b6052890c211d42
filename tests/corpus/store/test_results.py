"""Checks, digests and fingerprints in the store."""

import io
from uuid import UUID, uuid4

import pytest

from corpus.store import (
    CheckOf,
    NotStoredError,
    Store,
    Upload,
    check_of,
    checks,
    delete_document,
    digest_of,
    digests,
    put_document,
    save_check,
    save_digest,
    save_prints,
    sharing,
)


def put(store: Store, name: str) -> UUID:
    with store.begin() as connection:
        return put_document(connection, Upload(name=name, sender="一中", blob=store.blobs.put(io.BytesIO(name.encode())))).id


def test_a_check_stands_under_what_it_was_made_of(store: Store) -> None:
    plan, notice = uuid4(), uuid4()
    of = CheckOf(plan=plan, notice=notice, template=None, ruleset="r1")
    assert of.id == CheckOf(plan=plan, notice=notice, template=None, ruleset="r1").id
    assert of.id != CheckOf(plan=plan, notice=None, template=notice, ruleset="r1").id
    with store.begin() as connection:
        for score in (40.25, 78.5):
            save_check(connection, of, {"score": score, "text": "\0"}, who="王")
        assert check_of(connection, of.id) == {"score": 78.5, "text": "\0"}
        assert [(head.id, head.score) for head in checks(connection, plan=plan)] == [(of.id, 78.5)]
        assert [head.id for head in checks(connection, notice=notice)] == [of.id]
        assert checks(connection, plan=notice) == []
        with pytest.raises(NotStoredError):
            check_of(connection, uuid4())


def test_a_digest_that_is_saved_twice_stands_once(store: Store) -> None:
    identity, essays = uuid4(), [uuid4(), uuid4()]
    first: dict[str, object] = {"essays": []}
    with store.begin() as connection:
        for body in (first, {"essays": ["late"]}):
            save_digest(connection, identity, essays, body, notice=None, ruleset="r1", who="王")
        assert digest_of(connection, identity) == {"essays": []}
        assert [list(head.documents) for head in digests(connection)] == [essays]


def test_documents_that_share_grams_are_found(store: Store) -> None:
    first, second, third, gone = (put(store, name) for name in ("a.txt", "b.txt", "c.txt", "d.txt"))
    with store.begin() as connection:
        save_prints(connection, first, "w5/1", [1, 2, 3, 3, -(2**63)])
        save_prints(connection, second, "w5/1", [2, 3, 4])
        save_prints(connection, third, "w5/2", [1, 2, 3])
        save_prints(connection, gone, "w5/1", [1, 2, 3])
        delete_document(connection, gone, who="王")
        assert sharing(connection, "w5/1", [1, 2, 3, -(2**63)], least=2) == [(first, 4), (second, 2)]
        assert sharing(connection, "w5/1", [1, 2, 3], least=2, apart=[first]) == [(second, 2)]
        assert sharing(connection, "w5/1", [], least=1) == []
        save_prints(connection, first, "w5/1", [])
        assert sharing(connection, "w5/1", [1, 2, 3], least=3) == []

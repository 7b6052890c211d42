"""What people say of results: kept beside them, versioned, audited, taken back; and lists of names."""

from uuid import uuid4

import pytest

from corpus.store import (
    NotStoredError,
    Reviewer,
    ReviewError,
    StaleError,
    Store,
    Subject,
    changes,
    check_subject,
    delete_document,
    essay_subject,
    opinions,
    opinions_of,
    put_roll,
    roll,
    say,
    trail_of,
    withdraw,
)
from tests.corpus.store.notices import put

WANG, LI = Reviewer("王"), Reviewer("李")


@pytest.fixture
def subject(store: Store) -> Subject:
    return check_subject(put(store), uuid4(), None)


def test_a_subject_is_the_document_and_what_it_is_held_against() -> None:
    plan, notice, template = uuid4(), uuid4(), uuid4()
    same = check_subject(plan, notice, None)
    assert same == check_subject(plan, notice, None)
    others = [check_subject(plan, None, notice), check_subject(plan, notice, template), check_subject(notice, plan, None)]
    assert same.id not in [other.id for other in others]
    assert essay_subject(plan, notice).id != essay_subject(plan, None).id
    assert essay_subject(plan, notice).document == plan


def test_what_is_said_stands_beside_the_result_with_its_version(store: Store, subject: Subject) -> None:
    with store.begin() as connection:
        assert (opinions_of(connection, subject).said, opinions_of(connection, subject).version) == ({}, 0)
        say(connection, subject, "a", {"verdict": "covered"}, WANG)
        made = say(connection, subject, "b", {"stands": False}, Reviewer("李", 1))
        assert (made.said, made.version) == ({"a": {"verdict": "covered"}, "b": {"stands": False}}, 2)
        assert say(connection, subject, "a", None, LI).said == {"b": {"stands": False}}
        assert [(each.who, each.field, each.before, each.after) for each in trail_of(connection, subject)] == [
            ("王", "a", None, {"verdict": "covered"}),
            ("李", "b", None, {"stands": False}),
            ("李", "a", {"verdict": "covered"}, None),
        ]
        assert [each.row for each in changes(connection, subject.document)] == [subject.id] * 3


def test_subjects_of_one_document_do_not_mix(store: Store, subject: Subject) -> None:
    other = check_subject(subject.document, None, uuid4())
    with store.begin() as connection:
        say(connection, subject, "a", {"verdict": "covered"}, WANG)
        said = opinions(connection, [subject, other])
        assert {key: (each.said, each.version) for key, each in said.items()} == {
            subject.id: ({"a": {"verdict": "covered"}}, 1),
            other.id: ({}, 0),
        }


def test_opinions_are_taken_back_from_the_latest(store: Store, subject: Subject) -> None:
    with store.begin() as connection:
        say(connection, subject, "a", {"verdict": "covered"}, WANG)
        say(connection, subject, "a", {"verdict": "partial"}, WANG)
        first, second = (each.id for each in trail_of(connection, subject))
        with pytest.raises(ReviewError):
            withdraw(connection, subject, first, WANG)
        assert withdraw(connection, subject, second, Reviewer("李", 2)).said == {"a": {"verdict": "covered"}}
        with pytest.raises(ReviewError):
            withdraw(connection, subject, second, WANG)
        assert withdraw(connection, subject, first, WANG).said == {}
        assert [(each.what, each.undone is not None) for each in trail_of(connection, subject)] == [
            ("opinion", True),
            ("opinion", True),
            ("undo", False),
            ("undo", False),
        ]
        say(connection, subject, "a", {"verdict": "missing"}, WANG)
        assert opinions_of(connection, subject).said == {"a": {"verdict": "missing"}}


def test_what_cannot_be_said_is_refused(store: Store, subject: Subject) -> None:
    with store.begin() as connection:
        say(connection, subject, "a", {"verdict": "covered"}, WANG)
        with pytest.raises(StaleError):
            say(connection, subject, "a", None, Reviewer("李", 0))
        with pytest.raises(ReviewError):
            say(connection, subject, "a", {"verdict": "covered"}, LI)
        with pytest.raises(ReviewError):
            say(connection, subject, "b", None, LI)
        with pytest.raises(NotStoredError):
            withdraw(connection, subject, uuid4(), LI)
        with pytest.raises(NotStoredError):
            say(connection, Subject(uuid4(), uuid4()), "a", {}, LI)
        delete_document(connection, subject.document, who="王")
        with pytest.raises(NotStoredError):
            say(connection, subject, "a", None, LI)


def test_a_list_of_names_is_replaced_as_a_whole(store: Store) -> None:
    with store.begin() as connection:
        assert (roll(connection, "schools").entries, roll(connection, "schools").version) == ((), 0)
        put_roll(connection, "schools", ["一小", "二小\0"], WANG)
        made = put_roll(connection, "schools", ["二小"], Reviewer("李", 1))
        assert (list(made.entries), made.version, made.who) == (["二小"], 2, "李")
        assert roll(connection, "people").version == 0
        with pytest.raises(StaleError):
            put_roll(connection, "schools", [], Reviewer("王", 1))

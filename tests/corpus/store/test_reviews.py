"""Analyses and what people said of them: one result each, and no later ruleset that takes back a person's word."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from corpus.store import (
    Entry,
    LedgerRow,
    NotStoredError,
    Question,
    Reviewer,
    ReviewError,
    Row,
    StaleError,
    Store,
    add_row,
    analysis_of,
    changes,
    correct,
    delete_document,
    document,
    follow,
    ledger,
    restore_document,
    review,
    rulesets_of,
    save_analysis,
    save_text,
    set_state,
    set_use,
    text_of,
    undo,
)
from tests.corpus.store.notices import analysis, put, task

READ = task("各校要组织读书活动。", 100)
REPORT = task("各校于6月底前上报总结。", 200, end="2024-06-30")
TRAIN = task("组人科组织校长培训。", 300, end=None)
WANG = Reviewer("王老师")
TODAY = date(2024, 6, 1)


def save(store: Store, identity: UUID, *tasks: dict[str, object], ruleset: str = "r1", kind: str = "notice") -> bool:
    with store.begin() as connection:
        return save_analysis(connection, identity, analysis(*tasks, ruleset=ruleset, kind=kind))


def rows(store: Store) -> Sequence[LedgerRow]:
    with store.begin() as connection:
        return sorted(ledger(connection, Question(today=TODAY)).rows, key=lambda row: row.position)


def row_of(store: Store, words: str) -> LedgerRow:
    return next(row for row in rows(store) if words in str(row.task["text"]))


def test_an_analysis_is_kept_once_and_comes_back_as_it_was(store: Store) -> None:
    identity = put(store)
    whole = analysis(READ, REPORT) | {"text": "空\0字\ud800", "number": 10.0}
    with store.begin() as connection:
        assert save_analysis(connection, identity, whole)
        assert not save_analysis(connection, identity, whole)
        assert analysis_of(connection, identity) == whole
        held = document(connection, identity)
        assert [each.document for each in follow(connection)] == []  # not before the transaction has ended
    assert (held.state, held.percent, held.use, held.title, held.ruleset) == ("analysed", 100, "notice", "关于开展读书活动的通知", "r1")
    assert [row.due for row in rows(store)] == [date(2024, 6, 30)] * 2
    with store.begin() as connection:
        assert [each.what for each in follow(connection)] == ["analysed"]


def test_texts_are_kept_for_each_reader(store: Store) -> None:
    identity = put(store)
    with store.begin() as connection:
        save_text(connection, identity, "r1", {"text": "甲"})
        save_text(connection, identity, "r1", {"text": "乙"})
        assert text_of(connection, identity, "r1") == {"text": "甲"}
        assert text_of(connection, identity, "r2") is None


@pytest.mark.parametrize(("kind", "count"), [("notice", 1), ("other", 1), ("plan", 0), ("essay", 0)])
def test_only_notices_make_rows(store: Store, kind: str, count: int) -> None:
    save(store, put(store), READ, kind=kind)
    assert len(rows(store)) == count


def test_the_sender_knows_better_what_a_document_is(store: Store) -> None:
    save(store, put(store, use="plan"), READ, kind="notice")
    assert rows(store) == []


def test_a_person_says_what_a_document_is_and_its_reviews_stay(store: Store) -> None:
    identity = put(store)
    save(store, identity, READ, REPORT, kind="plan")
    assert rows(store) == []
    with store.begin() as connection:
        held = set_use(connection, identity, "notice", who="王老师", version=document(connection, identity).version)
        with pytest.raises(StaleError):
            set_use(connection, identity, "plan", who="王老师", version=held.version - 1)
    with store.begin() as connection:
        review(connection, row_of(store, "上报").id, "confirm", WANG)
        set_use(connection, identity, "report", who="王老师")
    assert rows(store) == []
    save(store, identity, READ, REPORT, ruleset="r2", kind="notice")
    with store.begin() as connection:
        delete_document(connection, identity, who="王老师")
        restore_document(connection, identity, who="王老师")
    assert rows(store) == []
    with store.begin() as connection:
        set_use(connection, identity, "notice", who="王老师")
        trail = [(each.before, each.after) for each in changes(connection, identity) if each.what == "use"]
    assert [row.review for row in rows(store)] == ["extracted", "confirmed"]
    assert trail == [("plan", "notice"), ("notice", "report"), ("report", "notice")]


def test_a_new_ruleset_renews_rows_under_their_ids(store: Store) -> None:
    identity = put(store)
    save(store, identity, READ, REPORT)
    old = {str(row.task["text"]): row.id for row in rows(store)}
    later = task("各校要组织读书活动。", 104, offices=("德育科",))
    assert save(store, identity, TRAIN, later, ruleset="r2")
    renewed = rows(store)
    assert [row.task["text"] for row in renewed] == ["组人科组织校长培训。", "各校要组织读书活动。"]
    assert renewed[1].version == 2
    assert renewed[1].id == old["各校要组织读书活动。"]
    assert renewed[1].offices == ["德育科"]
    with store.begin() as connection:
        assert rulesets_of(connection, identity) == ["r1", "r2"]
        assert analysis_of(connection, identity, "r1")["ruleset"] == "r1"
        with pytest.raises(NotStoredError):
            analysis_of(connection, identity, "r3")


@pytest.mark.parametrize("verdict", ["confirm", "reject", "check"])
def test_what_a_person_settled_stays_and_the_contradiction_is_told(store: Store, verdict: str) -> None:
    identity = put(store)
    save(store, identity, READ, REPORT)
    with store.begin() as connection:
        settled = review(connection, row_of(store, "上报").id, verdict, WANG)
    save(store, identity, READ, task("各校于6月底前上报总结。", 200, end="2025-06-30"), ruleset="r2")
    row = row_of(store, "上报")
    assert (row.id, row.review, row.due) == (settled.id, settled.review, date(2024, 6, 30))
    assert row.conflict is not None
    deadlines: Any = row.conflict["deadlines"]
    assert deadlines[0]["end"] == "2025-06-30"
    with store.begin() as connection:
        assert [each.id for each in ledger(connection, Question(today=TODAY, conflicts=True)).rows] == [row.id]
    save(store, identity, READ, REPORT, ruleset="r3")
    assert row_of(store, "上报").conflict is None


def test_a_person_may_adopt_what_the_later_ruleset_says(store: Store) -> None:
    identity = put(store)
    save(store, identity, READ, REPORT)
    with store.begin() as connection:
        row = correct(connection, row_of(store, "上报").id, "title", "上报", WANG)
        with pytest.raises(ReviewError):
            review(connection, row.id, "adopt", WANG)
    save(store, identity, READ, task("各校于6月底前上报总结。", 200, end="2025-06-30"), ruleset="r2")
    with store.begin() as connection:
        adopted = review(connection, row.id, "adopt", WANG)
        [*_, change] = changes(connection, identity, row=row.id)
        assert undo(connection, identity, change.id, WANG).due == date(2024, 6, 30)
    assert (adopted.due, adopted.review, adopted.corrected, adopted.conflict) == (date(2025, 6, 30), "confirmed", [], None)


def test_a_settled_row_that_a_ruleset_no_longer_finds_stays(store: Store) -> None:
    identity = put(store)
    save(store, identity, READ, REPORT)
    with store.begin() as connection:
        review(connection, row_of(store, "上报").id, "confirm", WANG)
    save(store, identity, READ, ruleset="r2")
    assert row_of(store, "上报").conflict == {"missing": True}


def test_a_corrected_value_outlives_every_ruleset(store: Store) -> None:
    identity = put(store)
    save(store, identity, READ, REPORT)
    with store.begin() as connection:
        correct(connection, row_of(store, "上报").id, "deadlines.D2.end", "2024-07-05", WANG)
    save(store, identity, READ, REPORT, ruleset="r2")
    row = row_of(store, "上报")
    assert row.due == date(2024, 7, 5)
    assert row.corrected == ["deadlines.D2.end"]
    assert row.conflict is not None


def test_a_row_that_says_the_same_keeps_its_version(store: Store) -> None:
    identity = put(store)
    save(store, identity, READ, REPORT)
    before = rows(store)
    save(store, identity, READ, REPORT, ruleset="r2")
    assert rows(store) == before


def test_work_that_is_done_stays_done(store: Store) -> None:
    identity = put(store)
    save(store, identity, READ, REPORT)
    with store.begin() as connection:
        set_state(connection, row_of(store, "上报").id, "done", WANG)
    save(store, identity, READ, REPORT, ruleset="r2")
    assert row_of(store, "上报").state == "done"
    save(store, identity, READ, ruleset="r3")
    assert row_of(store, "上报").state == "done"


def test_an_added_row_stays(store: Store) -> None:
    identity = put(store)
    save(store, identity, READ)
    with store.begin() as connection:
        added = add_row(connection, identity, Row({"title": "报名", "text": "5月前报名", "tier": "must"}, [], []), WANG)
    assert (added.origin, added.review) == ("person", "confirmed")
    save(store, identity, REPORT, ruleset="r2")
    assert [row.id for row in rows(store) if row.origin == "person"] == [added.id]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deadlines.D9.end", "2024-07-05"), ("deadlines.D2.end", "2024-13-05"), ("deadlines.D2.kind", "soon"), ("deadlines.D2.id", "D3"),
        ("tier", "perhaps"), ("title", " "), ("title", 5), ("offices", "组人科"), ("offices", [{"name": "组人科"}]), ("span", [1, 0]), ("", 1),
        ("deadlines", [{"id": "D1"}]), ("targets", 5),
    ],
)  # fmt: skip
def test_no_correction_to_what_is_no_value(store: Store, field: str, value: object) -> None:
    save(store, put(store), READ, REPORT)
    with pytest.raises(ReviewError), store.begin() as connection:
        correct(connection, row_of(store, "上报").id, field, value, WANG)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "上报"), ("tier", "may"), ("actor", None), ("offices", [{"name": "德育科", "role": "lead"}]), ("deliverables", ["总结"]),
        ("deadlines.D2.end", None), ("deadlines", []), ("targets", [{"id": "Q1", "text": "10%", "value": 10, "unit": "%"}]),
    ],
)  # fmt: skip
def test_a_correction_is_audited_and_undone(store: Store, field: str, value: object) -> None:
    identity = put(store)
    save(store, identity, READ, REPORT)
    before = row_of(store, "上报")
    with store.begin() as connection:
        after = correct(connection, before.id, field, value, Reviewer("王老师", before.version))
        [change] = changes(connection, identity, row=before.id)
        undone = undo(connection, identity, change.id, Reviewer("李老师", after.version))
        trail = changes(connection, identity, row=before.id)
    assert (change.who, change.what, change.field) == ("王老师", "correct", field)
    assert change.before != change.after
    parts = ("task", "deadlines", "targets", "offices", "due", "review", "corrected", "state")
    assert [getattr(undone, part) for part in parts] == [getattr(before, part) for part in parts]
    assert [each.what for each in trail] == ["correct", "undo"]
    assert trail[0].undone == trail[1].id


def test_changes_are_undone_from_the_latest(store: Store) -> None:
    identity = put(store)
    save(store, identity, REPORT)
    row = row_of(store, "上报").id
    with store.begin() as connection:
        review(connection, row, "confirm", WANG)
        set_state(connection, row, "done", WANG)
        first, second = changes(connection, identity, row=row)
        with pytest.raises(ReviewError):
            undo(connection, identity, first.id, WANG)
        undo(connection, identity, second.id, WANG)
        with pytest.raises(ReviewError):
            undo(connection, identity, second.id, WANG)
        assert undo(connection, identity, first.id, WANG).review == "extracted"
        with pytest.raises(NotStoredError):
            undo(connection, identity, uuid4(), WANG)


def test_who_saw_an_older_version_changes_nothing(store: Store) -> None:
    save(store, put(store), REPORT)
    row = row_of(store, "上报")
    with store.begin() as connection:
        review(connection, row.id, "confirm", Reviewer("王老师", row.version))
    with pytest.raises(StaleError) as caught, store.begin() as connection:
        review(connection, row.id, "reject", Reviewer("李老师", row.version))
    assert caught.value.current == row.version + 1
    assert row_of(store, "上报").review == "confirmed"


def test_no_review_of_what_is_not_there(store: Store) -> None:
    save(store, put(store), REPORT)
    row = row_of(store, "上报").id
    with store.begin() as connection:
        for verdict in ("extracted", "drop"):
            with pytest.raises(ReviewError):
                review(connection, row, verdict, WANG)
        with pytest.raises(ReviewError):
            set_state(connection, row, "overdue", WANG)
        with pytest.raises(NotStoredError):
            review(connection, uuid4(), "confirm", WANG)


def test_the_rows_of_a_deleted_document_are_hidden_and_come_back(store: Store) -> None:
    identity = put(store)
    save(store, identity, READ, REPORT)
    with store.begin() as connection:
        delete_document(connection, identity, who="王老师")
    assert rows(store) == []
    save(store, identity, READ, ruleset="r2")
    assert rows(store) == []
    with store.begin() as connection:
        restore_document(connection, identity, who="王老师")
        trail = [(each.who, each.what) for each in changes(connection, identity)]
    assert len(rows(store)) == 1
    assert trail == [("王老师", "delete"), ("王老师", "restore")]


def test_the_feed_tells_each_step_once(store: Store) -> None:
    identity = put(store)
    save(store, identity, REPORT)
    row = row_of(store, "上报").id
    for step in (
        lambda connection: review(connection, row, "confirm", WANG),
        lambda connection: delete_document(connection, identity, who="王"),
        lambda connection: restore_document(connection, identity, who="王"),
    ):
        with store.begin() as connection:
            step(connection)
    with store.begin() as connection:
        entries = follow(connection)
        assert [each.what for each in entries] == ["analysed", "reviewed", "deleted", "restored"]
        assert [each.what for each in follow(connection, entries[1].cursor)] == ["deleted", "restored"]
        assert follow(connection, entries[-1].cursor) == []


def test_the_feed_passes_no_entry_that_commits_late(store: Store) -> None:
    """A transaction that began first and ends last must not slip in behind the cursor of a reader."""
    slow, fast = put(store, "slow.txt"), put(store, "fast.txt")
    seen: list[Entry] = []
    with store.engine.connect() as late:
        save_analysis(late, slow, analysis(READ))
        save(store, fast, READ)
        with store.begin() as connection:
            seen += follow(connection)
        late.commit()
    with store.begin() as connection:
        seen += follow(connection, seen[-1].cursor if seen else "0.0")
    assert sorted(each.document for each in seen) == sorted([slow, fast])

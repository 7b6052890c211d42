"""Reviewing row by row: acts of several changes, rows merged, documents confirmed, all of it taken back."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from corpus.store import Question, ReviewError, Row, StaleError, Store, StoreError
from service.collection.house import Collection, today
from service.collection.ledgers import Amendment, ask_all
from service.collection.reviewing import Reviewed, Step, act, append, confirm_all, joined_rows, latest_act, merge, reviewed_of, take_back
from service.collection.views import Entry
from service.settings import Settings
from tests.service.housed import analysed

WHO = "王科员"


@pytest.fixture
def collection(store: Store, tmp_path: Path) -> Collection:
    return Collection(store, Settings(data_dir=tmp_path))


@pytest.fixture
def identity(store: Store) -> UUID:
    return analysed(store).id


def rows(collection: Collection, identity: UUID) -> tuple[Entry, ...]:
    return ask_all(collection, Question(today=today(), document=identity, sort="document")).rows


def test_an_act_is_done_whole_and_taken_back_whole(collection: Collection, identity: UUID) -> None:
    first = rows(collection, identity)[0]
    steps = [
        Step(first.id, Amendment(field="title", value="制定方案"), first.version),
        Step(first.id, Amendment(field="deadlines.D1.end", value="2024-03-25")),
        Step(first.id, Amendment(verdict="check")),
    ]
    changed = act(collection, identity, steps, who=WHO)
    now = rows(collection, identity)[0]
    assert (now.task["title"], now.deadlines[0]["end"], now.review) == ("制定方案", "2024-03-25", "checked")
    assert latest_act(collection, identity, who=WHO) == changed[-1:]
    assert latest_act(collection, identity, who="别人") == ()
    assert set(take_back(collection, identity, changed, who=WHO)) == {first.id}
    after = rows(collection, identity)[0]
    assert (after.task, after.deadlines, after.review) == (first.task, first.deadlines, "extracted")


def test_an_act_that_fails_leaves_nothing(collection: Collection, identity: UUID) -> None:
    first = rows(collection, identity)[0]
    steps = [Step(first.id, Amendment(field="title", value="新")), Step(first.id, Amendment(field="tier", value="perhaps"))]
    with pytest.raises(ReviewError):
        act(collection, identity, steps, who=WHO)
    with pytest.raises(StaleError):
        act(collection, identity, [Step(first.id, Amendment(verdict="check"), first.version + 1)], who=WHO)
    assert rows(collection, identity)[0] == first


def test_rows_are_merged_into_the_first_and_parted_again(collection: Collection, identity: UUID) -> None:
    before = rows(collection, identity)
    one, two = before[:2]
    kept, changed = merge(collection, identity, {two.id: two.version, one.id: one.version}, who=WHO)
    assert kept == one.id
    first, second = rows(collection, identity)[:2]
    assert second.review == "rejected"
    assert str(two.task["text"]) in str(first.task["text"])
    assert [each["id"] for each in first.deadlines] == ["D1", "D2", "D3"]
    take_back(collection, identity, changed, who=WHO)
    assert [(row.task, row.review) for row in rows(collection, identity)] == [(row.task, row.review) for row in before]
    with pytest.raises(StoreError, match="至少"):
        merge(collection, identity, {one.id: one.version}, who=WHO)
    with pytest.raises(StaleError):
        merge(collection, identity, {one.id: 1, two.id: two.version}, who=WHO)


def test_a_document_stands_as_its_rows_do(collection: Collection, identity: UUID) -> None:
    def standing() -> str:
        return reviewed_of(collection, [identity])[identity].standing

    found = rows(collection, identity)
    assert (standing(), len(found)) == ("new", 3)
    checks = [Step(row.id, Amendment(verdict="check")) for row in found[1:]]
    act(collection, identity, [Step(found[0].id, Amendment(verdict="reject")), *checks], who=WHO)
    assert standing() == "checked"
    changed = confirm_all(collection, identity, who=WHO)
    assert (standing(), len(changed)) == ("confirmed", 2)
    assert confirm_all(collection, identity, who=WHO) == ()
    take_back(collection, identity, changed, who=WHO)
    assert standing() == "checked"
    assert Reviewed().standing == "none"


def test_a_row_is_added_and_taken_back(collection: Collection, identity: UUID) -> None:
    row = Row({"title": "补", "text": "补一条", "tier": "must"}, (), ())
    added, changed = append(collection, identity, row, who=WHO)
    assert {each.id: each.review for each in rows(collection, identity)}[added] == "confirmed"
    take_back(collection, identity, changed, who=WHO)
    assert {each.id: each.review for each in rows(collection, identity)}[added] == "rejected"


def _task(text: str, start: int, **more: Any) -> dict[str, Any]:
    return {"title": text, "text": text, "span": [start, start + len(text)], "tier": "must", **more}


@pytest.mark.parametrize(("start", "span"), [(12, [0, 16]), (400, [0, 4])])
def test_passages_are_one_where_they_stand_close(start: int, span: list[int]) -> None:
    office = {"name": "基教科", "role": "lead"}
    one = Row(_task("甲乙丙丁", 0, offices=[office]), [{"id": "D1", "text": "3月", "kind": "due", "end": "2024-03-31"}], [])
    two = Row(_task("戊己庚辛", start, offices=[office]), [{"id": "D1", "text": "4月", "kind": "due", "end": "2024-04-30"}], [])
    said = joined_rows([one, two])
    assert (said.task["text"], said.task["span"], said.task["offices"]) == ("甲乙丙丁；戊己庚辛", span, [office])
    assert [(each["id"], each["text"]) for each in said.deadlines] == [("D1", "3月"), ("D1b", "4月")]

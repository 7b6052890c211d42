"""`duban reanalyse` and POST /reanalysis: with other rules anew, behind what people wait for, and what they confirmed stands."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from corpus.store import Question, Reviewer, Store, analysis_of, correct, document, ledger, review, save_analysis, schema
from service.collection.house import today
from service.ruleset import ruleset
from tests.service.housed import House, analysed
from tests.service.jobs.putting import entries, put
from tests.service.test_collection_commands import folder, run

__all__ = ["folder"]


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    return House(store, tmp_path)


def rows_of(store: Store, identity: UUID) -> dict[str, tuple[str, str]]:
    with store.begin() as connection:
        page = ledger(connection, Question(today=today(), document=identity))
        return {str(row.id): (str(row.task["title"]), row.review) for row in page.rows}


def test_what_people_confirmed_outlives_the_command(folder: Path, store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    held, other = analysed(store), analysed(store, "第二份.txt")
    first, second, *_ = rows_of(store, held.id)
    with store.begin() as connection:
        review(connection, UUID(first), "confirm", Reviewer("王科"))
        correct(connection, UUID(second), "title", "按时报送小结（王科改）", Reviewer("王科"))
    before = rows_of(store, held.id)
    assert run("reanalyse", "--outdated") == 0
    assert capfd.readouterr().out == "2 份文件是用别的规则分析的。\n"
    assert run("reanalyse", "--notice", held.id) == 0
    assert "重新分析了 1 份文件" in capfd.readouterr().out
    after = rows_of(store, held.id)
    assert (after[first], after[second]) == (before[first], before[second])
    with store.begin() as connection:
        assert document(connection, held.id).ruleset == ruleset()
        assert document(connection, other.id).ruleset == "0-test"
    assert run("reanalyse", "--notice", held.id, "--json") == 0
    told = json.loads(capfd.readouterr().out)
    assert (told["kind"], told["state"], told["name"]) == ("reanalysis", "done", "0 份文件")
    assert run("reanalyse", "--notice", UUID(int=7)) == 2
    assert "库中没有文件" in capfd.readouterr().err
    assert run("jobs") == 0
    assert "重新分析" in capfd.readouterr().out


def test_an_upload_goes_first(house: House, store: Store) -> None:
    old = [analysed(store, f"{at}.txt").id for at in range(3)]
    begun = house.post("reanalysis")
    assert begun.status_code == 202
    fresh = put(store, "刚收到的通知\n各校要在3月20日前报送材料。\n", name="新.txt")
    with store.begin() as connection:
        assert entries(connection)[0] == str(fresh)
        assert set(entries(connection)[1:]) == set(map(str, old))
    job = house.get(begun.headers["Location"]).json()
    assert (job["state"], job["percent"], job["priority"], job["name"]) == ("running", 0, 0, "3 份文件")


def test_progress_and_cancelling(house: House, store: Store) -> None:
    done, waiting = analysed(store, "一.txt").id, analysed(store, "二.txt").id
    assert house.get("reanalysis").json() == {"ruleset": ruleset(), "documents": 2}
    job = house.post("reanalysis").json()["id"]
    with store.begin() as connection:
        connection.execute(update(schema.documents).where(schema.documents.c.id == done).values(state="analysed", ruleset=ruleset()))
    assert house.get(f"jobs/{job}").json()["percent"] == 50
    assert house.post(f"jobs/{job}/cancel").json()["state"] == "cancelled"
    with store.begin() as connection:
        assert document(connection, waiting).state == "analysed"
        assert str(waiting) not in entries(connection)
    assert len(house.get("ledger?copies=true").json()["rows"]) == 6
    assert house.post(f"jobs/{job}/cancel").status_code == 409
    assert house.post(f"jobs/{job}/requeue").json()["state"] == "running"
    with store.begin() as connection:
        assert document(connection, waiting).state == "received"
        assert entries(connection)[-1] == str(waiting)
    assert house.post("jobs/" + job + "/requeue").status_code == 409


def test_what_an_interrupted_one_left_is_counted_again(house: House, store: Store) -> None:
    analysed(store)
    house.post("reanalysis")
    assert house.post("reanalysis").json()["name"] == "1 份文件"


def test_everything_takes_what_has_the_present_rules_as_well(house: House, store: Store) -> None:
    held = analysed(store)
    with store.begin() as connection:
        connection.execute(update(schema.documents).where(schema.documents.c.id == held.id).values(ruleset=ruleset()))
    assert house.post("reanalysis").json()["name"] == "0 份文件"
    assert house.post("reanalysis", json={"everything": True}).json()["name"] == "1 份文件"


def test_another_analysis_by_the_same_rules_takes_the_place_of_the_first(store: Store) -> None:
    held = analysed(store)
    with store.begin() as connection:
        body = dict(analysis_of(connection, held.id))
        assert save_analysis(connection, held.id, body) is False
        assert save_analysis(connection, held.id, {**body, "tasks": []}) is True
        assert analysis_of(connection, held.id)["tasks"] == []
        assert ledger(connection, Question(today=today(), document=held.id)).rows == []


def test_once_for_a_key_and_only_what_is_there(house: House, store: Store) -> None:
    held = analysed(store)
    sent = {"json": {"notices": [str(held.id)]}, "headers": {"Idempotency-Key": "today"}}
    assert house.post("reanalysis", **sent).json() == house.post("reanalysis", **sent).json()
    with store.begin() as connection:
        assert connection.execute(select(func.count()).select_from(schema.changes).where(schema.changes.c.what == "analyse")).scalar() == 1
    assert house.post("reanalysis", json={"notices": [str(UUID(int=7))]}).status_code == 404
    assert house.post("reanalysis", json={"notices": []}).status_code == 422

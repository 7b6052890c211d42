"""`duban purge` and POST /purges: what was deleted long ago goes, the trail stays, what others have stays."""

import json
import os
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, text, update

from corpus.store import CheckOf, NotStoredError, Store, Stored, bereft, changes, delete_document, document, save_check, save_digest, schema
from corpus.store.purge import purge
from tests.service.housed import House, analysed
from tests.service.test_api_documents import code
from tests.service.test_collection_commands import folder, run

__all__ = ["folder"]


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    return House(store, tmp_path)


def deleted(store: Store, name: str, *, days: int, data: bytes | None = None) -> Stored:
    held = analysed(store, name, data=data or name.encode())
    os.utime(store.folder / "blobs" / held.sha256[:2] / held.sha256, (0, 0))
    with store.begin() as connection:
        delete_document(connection, held.id, who="王科")
        table = schema.documents
        connection.execute(update(table).where(table.c.id == held.id).values(deleted=table.c.deleted - text(f"interval '{days} days'")))
    return held


def rows(store: Store, identity: UUID) -> dict[str, int]:
    """How many rows each table still has of a document."""
    tables = [table for table in schema.metadata.sorted_tables if "document" in table.c and table.name not in ("changes", "feed")]
    with store.begin() as connection:
        counts = {table.name: connection.execute(select(func.count()).where(table.c.document == identity)).scalar_one() for table in tables}
    return {name: count for name, count in counts.items() if count}


def test_what_was_deleted_long_ago_goes(folder: Path, store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    assert folder
    old, young, there = deleted(store, "旧.txt", days=91), deleted(store, "新.txt", days=89), analysed(store)
    assert run("purge") == 0
    told = capfd.readouterr()
    assert "旧.txt" in told.out
    assert "新.txt" not in told.out
    assert "--yes" in told.err
    assert rows(store, old.id)
    assert run("purge", "--yes", "--json") == 0
    told_json = json.loads(capfd.readouterr().out)
    assert ([each["id"] for each in told_json["documents"]], told_json["done"], told_json["blobs"]) == ([str(old.id)], True, 1)
    assert rows(store, old.id) == {}
    assert not store.blobs.holds(old.sha256)
    with store.begin() as connection:
        with pytest.raises(NotStoredError):
            document(connection, old.id, deleted=True)
        assert [each.what for each in changes(connection, old.id)] == ["delete", "purge"]
        assert document(connection, young.id, deleted=True)
        assert document(connection, there.id)
    assert bereft(store) == []
    assert run("purge", "--older-than", "3周") == 2
    assert "请写天数" in capfd.readouterr().err
    assert run("purge", "--yes") == 0
    assert "没有删除超过 90 天的文件" in capfd.readouterr().out


def test_bytes_that_another_has_stay(store: Store) -> None:
    old = deleted(store, "甲.txt", days=91, data=b"shared")
    other = analysed(store, "乙.txt", data=b"shared")
    assert purge(store, [old.id], who="王科").blobs == 0
    assert store.blobs.holds(other.sha256)


def test_bytes_that_were_just_sent_again_stay_for_their_row(store: Store) -> None:
    old = deleted(store, "甲.txt", days=91)
    os.utime(store.folder / "blobs" / old.sha256[:2] / old.sha256)
    assert purge(store, [old.id], who="王科").blobs == 0
    assert store.blobs.holds(old.sha256)


def test_what_was_restored_meanwhile_stays(store: Store) -> None:
    held = analysed(store)
    assert purge(store, [held.id], who="王科").documents == 0
    assert rows(store, held.id)


def test_results_go_with_what_they_were_made_of(store: Store) -> None:
    plan, essay, other = deleted(store, "方案.txt", days=91), deleted(store, "心得.txt", days=91), analysed(store)
    with store.begin() as connection:
        save_check(connection, CheckOf(plan=plan.id, notice=other.id, template=None, ruleset="r", settings=""), {"score": 1}, who="王")
        save_digest(connection, UUID(int=1), [essay.id], {}, notice=None, ruleset="r", who="王")
        save_digest(connection, UUID(int=2), [essay.id, other.id], {}, notice=None, ruleset="r", who="王")
    purge(store, [plan.id, essay.id], who="王科")
    with store.begin() as connection:
        assert connection.execute(select(func.count()).select_from(schema.checks)).scalar() == 0
        assert connection.execute(select(schema.digests.c.id)).scalars().all() == [UUID(int=2)]


def test_over_http(house: House, store: Store) -> None:
    old = deleted(store, "旧.txt", days=91)
    told = house.post("purges").json()
    assert ([each["name"] for each in told["documents"]], told["done"]) == (["旧.txt"], False)
    assert house.post("purges", json={"older_than": 30, "confirm": True}).json()["done"] is True
    assert code(house.post(f"documents/{old.id}/restore")) == "not_stored"
    trail = house.get(f"documents/{old.id}/changes").json()["changes"]
    assert [(each["who"], each["what"]) for each in trail] == [("王科", "delete"), ("本机", "purge")]
    assert (trail[1]["before"]["name"], trail[1]["before"]["sha256"]) == ("旧.txt", old.sha256)
    assert code(house.get(f"documents/{UUID(int=7)}/changes")) == "not_stored"
    assert code(house.post("purges", json={"older_than": -1})) == "request"

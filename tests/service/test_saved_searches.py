"""Saved searches: of what comes in later exactly what answers is told, and once, over HTTP and from the command line."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

from corpus.store import Store, Upload, delete_document, open_store, put_document, restore, save_analysis, save_text
from corpus.store.backup import backup
from corpus.store.searches import searches
from service.access import LOCAL
from service.collection import searches as kept
from service.collection.house import Collection
from service.plain import plain
from service.settings import Settings
from tests.service.conftest import made
from tests.service.housed import House
from tests.service.test_api_documents import UNKNOWN, code
from tests.service.test_api_search import run
from tests.stores import Fresh

VISIT = "各校在学期末前完成家访全覆盖。\n"
READ = "教师每学期撰写读书心得两篇。\n"


def add(store: Store, name: str, text: str, *, ruleset: str = "0-test") -> UUID:
    """A notice of one sentence; the same name and text is the same document, analysed anew."""
    analysis = replace(made(name), text=text, tasks=(), sections=(), noise=(), deadlines=(), targets=(), ruleset=ruleset)
    with store.begin() as connection:
        known = list(connection.exec_driver_sql("SELECT id FROM documents WHERE name = %s", (name,)).scalars())
        upload = Upload(name=name, sender=LOCAL, blob=store.blobs.put(BytesIO(text.encode())))
        identity = known[0] if known else put_document(connection, upload).id
        save_text(connection, identity, ruleset, {"text": text})
        save_analysis(connection, identity, cast(dict[str, object], plain(analysis)))
    return UUID(str(identity))


def save(house: House, name: str, query: str) -> str:
    response = house.post("searches", json={"name": name, "query": query})
    assert response.status_code == 201, response.text
    return str(response.json()["id"])


def new(house: House) -> dict[str, int]:
    return {each["name"]: each["new"] for each in house.get("searches").json()["searches"]}


def told(house: House, search: str) -> list[str]:
    found: dict[str, Any] = house.get(f"searches/{search}/new").json()
    assert (found["schema"], found["total"]) == ("duban.hits/1", len(found["hits"]))
    return [hit["id"] for hit in found["hits"]]


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    return House(store, tmp_path)


def test_exactly_what_answers_is_told_once(house: House, store: Store) -> None:
    add(store, "旧.txt", VISIT)
    visits, essays = save(house, "家访", "学期末 家访"), save(house, "心得", "“心得两篇”")
    assert new(house) == {"家访": 0, "心得": 0}
    visit = str(add(store, "甲.txt", VISIT))
    add(store, "乙.txt", "各校开展校园安全自查。\n")
    assert new(house) == new(house) == {"家访": 1, "心得": 0}
    assert (told(house, visits), told(house, visits), told(house, essays)) == ([visit], [], [])
    read = str(add(store, "丙.txt", READ))
    assert new(house) == {"家访": 0, "心得": 1}
    assert (told(house, visits), told(house, essays)) == ([], [read])


def test_what_is_analysed_anew_or_deleted_is_not_new(house: House, store: Store) -> None:
    add(store, "旧.txt", VISIT)
    visits = save(house, "家访", "家访")
    add(store, "旧.txt", VISIT, ruleset="1-test")
    gone, stays = add(store, "甲.txt", VISIT), add(store, "乙.txt", VISIT)
    add(store, "乙.txt", VISIT, ruleset="1-test")
    with store.begin() as connection:
        delete_document(connection, gone, who=LOCAL)
    assert told(house, visits) == [str(stays)]


def test_everybody_has_their_own(house: House, store: Store) -> None:
    visits = UUID(save(house, "家访", "家访"))
    add(store, "甲.txt", VISIT)
    assert kept.watched(house.collection, who="王科") == []
    other = kept.save(house.collection, "家访", "家访", who="王科")
    assert other.id != visits
    assert new(house) == {"家访": 1}
    assert code(house.get(f"searches/{other.id}/new")) == "not_stored"
    assert code(house.request("DELETE", f"searches/{other.id}")) == "not_stored"
    assert (house.request("DELETE", f"searches/{visits}").status_code, new(house)) == (204, {})


def test_a_name_saved_again_is_another_question(house: House, store: Store) -> None:
    first = save(house, "家访", "家访")
    add(store, "甲.txt", VISIT)
    assert save(house, "家访", "心得 家访") == first
    assert new(house) == {"家访": 0}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"name": " ", "query": "家访"}, "usage"),
        ({"name": "甲", "query": "-家访"}, "usage"),
        ({"name": "甲"}, "request"),
        ({"name": "甲", "query": "家访", "mode": "magic"}, "request"),
    ],
)
def test_what_cannot_be_saved(house: House, body: dict[str, str], fault: str) -> None:
    response = house.post("searches", json=body)
    assert (response.status_code, code(response)) == (422, fault)
    assert code(house.get(f"searches/{UNKNOWN}/new")) == "not_stored"


def test_a_backup_keeps_searches_and_what_was_seen(house: House, store: Store, tmp_path: Path, fresh: Fresh) -> None:
    visits = UUID(save(house, "家访", "家访"))
    add(store, "甲.txt", VISIT)
    assert len(told(house, str(visits))) == 1
    unread = add(store, "乙.txt", VISIT)
    backup(store, tmp_path / "库.zip")
    url, folder = fresh("template0"), tmp_path / "另一处"
    restore(tmp_path / "库.zip", folder, url=url)
    with open_store(folder, url=url) as again:
        with again.begin() as connection:
            assert [each.name for each in searches(connection, who=LOCAL)] == ["家访"]
        collection = Collection(again, Settings(data_dir=folder))
        assert [hit.id for hit in kept.news(collection, visits, who=LOCAL).hits] == [str(unread)]
        assert kept.news(collection, visits, who=LOCAL).hits == ()
        late = add(again, "丙.txt", VISIT)
        assert [hit.id for hit in kept.news(collection, visits, who=LOCAL).hits] == [str(late)]


@pytest.fixture
def commands(store: Store, house: House, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("DUBAN_DATABASE_URL", database)
    monkeypatch.setenv("DUBAN_DATA_DIR", str(tmp_path / "data"))
    return store


def test_the_command_saves_tells_and_forgets(commands: Store, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("search", "--saved") == 0
    assert "还没有保存的检索" in capfd.readouterr().err
    assert run("search", "家访", "--year", "2024", "--save", "家访") == 0
    assert "已保存“家访”：家访 年:2024" in capfd.readouterr().err
    visit = add(commands, "甲.txt", VISIT)
    add(commands, "乙.txt", READ)
    assert run("search", "--saved") == 0
    shown = capfd.readouterr().out
    assert "【家访】家访 年:2024　新增 1 份" in shown
    assert str(visit) in shown
    assert run("search", "--saved", "--json") == 0
    body = json.loads(capfd.readouterr().out)
    assert (body["schema"], [(each["name"], each["new"], each["found"]["hits"]) for each in body["searches"]]) == (
        "duban.searches/1",
        [("家访", 0, [])],
    )
    assert run("search", "--forget", "家访") == 0
    assert run("search", "--forget", "家访") == 2
    assert "没有保存的检索 家访" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--saved", "--forget", "甲"), "一次只用一个"),
        (("家访", "--saved"), "不带检索内容"),
        (("家访", "--save", "甲", "--mode", "magic"), "--mode magic 无效"),
        (("--save", "甲"), "无法保存"),
    ],
)
def test_a_wrong_call(commands: Store, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str) -> None:
    assert run("search", *arguments) == 2
    assert words in capfd.readouterr().err

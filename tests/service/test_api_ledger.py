"""The ledger over HTTP, in a real store: asked, reviewed, exported, subscribed to."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from httpx import Response
from icalendar import Calendar

from corpus.store import Store
from tests.service.housed import House, analysed
from tests.service.test_api_documents import UNKNOWN, code


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    analysed(store)
    return House(store, tmp_path)


def rows(house: House, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = house.get(f"ledger{query}").json()["rows"]
    return found


def patch(house: House, row: str, version: str | None, **change: Any) -> Response:
    headers = {} if version is None else {"If-Match": version}
    return house.request("PATCH", f"ledger/{row}", json=change, headers=headers)


def test_it_lists_the_tasks_with_all_that_belongs_to_them(house: House) -> None:
    ledger = house.get("ledger?sort=document").json()
    assert ledger["schema"] == "duban.ledger/1"
    first = ledger["rows"][0]
    assert first["document"]["title"] == "青禾市教育局关于开展“书香𠮷校”活动的通知"
    assert first["task"]["title"] == "制定活动方案并组织展示"
    assert [deadline["id"] for deadline in first["deadlines"]] == ["D1", "D2"]
    assert [target["id"] for target in first["targets"]] == ["Q1"]
    assert (first["state"], first["review"], first["due"]) == ("overdue", "extracted", "2024-03-20")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?office=基教科", 1),
        ("?office=财务科", 0),
        ("?due_before=2024-03-21", 2),
        ("?due_before=2024-03-20", 0),
        ("?due_from=2024-03-20&due_before=2024-03-21", 2),
        ("?state=overdue", 2),
        ("?state=open", 1),
        ("?review=confirmed", 0),
        (f"?notice={UNKNOWN}", 0),
        ("?conflicts=true", 0),
        ("?sort=-changed", 3),
    ],
)
def test_it_is_filtered(house: House, query: str, count: int) -> None:
    assert len(rows(house, query)) == count


def test_it_is_paged(house: House) -> None:
    first = house.get("ledger?limit=2").json()
    second = house.get(f"ledger?limit=2&cursor={first['cursor']}").json()
    assert len({row["id"] for row in first["rows"] + second["rows"]}) == 3
    assert second["cursor"] is None
    assert code(house.get("ledger?cursor=abc")) == "cursor"
    assert code(house.get(f"ledger?sort=changed&cursor={first['cursor']}")) == "cursor"


def test_a_change_says_what_it_builds_on(house: House) -> None:
    row = rows(house)[0]["id"]
    seen = house.get(f"ledger/{row}")
    assert seen.headers["etag"] == '"1"'
    assert house.request("GET", f"ledger/{row}", headers={"If-None-Match": '"1"'}).status_code == 304
    assert code(patch(house, row, None, review="confirm")) == "unconditional"
    assert code(patch(house, row, '"7"', review="confirm")) == "stale"
    assert code(patch(house, row, 'W/"1"', review="confirm")) == "stale"
    bare = patch(house, row, "1", review="confirm")
    assert (bare.status_code, code(bare)) == (422, "request")
    assert '应写成 "1"' in bare.json()["detail"]
    done = patch(house, row, '"1"', review="confirm")
    assert (done.json()["review"], done.headers["etag"]) == ("confirmed", '"2"')
    again = patch(house, row, '"1"', review="reject")
    assert (again.status_code, code(again), again.json()["current"]) == (412, "stale", 2)
    assert patch(house, row, "*", state="done").json()["state"] == "done"


def test_values_are_corrected_and_taken_back(house: House) -> None:
    row = rows(house, "?sort=document")[0]
    corrected = patch(house, row["id"], '"1"', field="deadlines.D1.end", value="2024-03-25")
    assert (corrected.json()["due"], corrected.json()["corrected"]) == ("2024-03-25", ["deadlines.D1.end"])
    document = row["document"]["id"]
    (change,) = house.get(f"documents/{document}/changes?row={row['id']}").json()["changes"]
    assert (change["what"], change["who"], change["field"]) == ("correct", "本机", "deadlines.D1.end")
    assert change["before"]["deadlines"][0]["end"] == "2024-03-20"
    undo = f"documents/{document}/changes/{change['id']}/undo"
    assert code(house.post(undo)) == "unconditional"
    assert house.request("POST", undo, headers={"If-Match": '"2"'}).json()["due"] == "2024-03-20"
    assert code(house.request("POST", undo, headers={"If-Match": '"3"'})) == "review"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "request"),
        ({"review": "confirm", "state": "done"}, "request"),
        ({"review": "praise"}, "request"),
        ({"state": "overdue"}, "request"),
        ({"field": "span", "value": 1}, "review"),
        ({"field": "deadlines.D9.end", "value": "2024-03-25"}, "review"),
        ({"field": "deadlines.D1.end", "value": "三月"}, "review"),
        ({"field": "title"}, "review"),
    ],
)
def test_changes_that_cannot_be(house: House, change: dict[str, Any], expected: str) -> None:
    row = rows(house, "?sort=document")[0]["id"]
    answer = patch(house, row, '"1"', **change)
    assert (answer.status_code, code(answer)) == (422, expected)
    assert house.get(f"ledger/{row}").json()["version"] == 1


def test_a_row_is_added(house: House) -> None:
    document = rows(house)[0]["document"]["id"]
    new = {
        "task": {"title": "报送总结", "text": "各校报送总结", "tier": "must"},
        "deadlines": [{"id": "D1", "text": "4月1日前", "kind": "due", "end": "2024-04-01"}],
    }
    headers = {"Idempotency-Key": "row"}
    first, again = (house.post(f"documents/{document}/rows", json=new, headers=headers) for _ in range(2))
    assert (first.status_code, first.json()["review"], first.json()["origin"]) == (201, "confirmed", "person")
    assert first.content == again.content
    assert len(rows(house)) == 4
    assert code(house.post(f"documents/{document}/rows", json={"task": {"title": "缺"}})) == "review"
    assert code(house.post(f"documents/{UNKNOWN}/rows", json=new)) == "not_stored"
    for form in ("xlsx", "docx", "ics", "html", "csv"):
        exported = house.get(f"documents/{document}/export?format={form}")
        assert exported.status_code == 200, form
        if form in ("html", "csv"):
            assert "报送总结" in exported.content.decode()


def test_what_people_changed_is_in_the_exports(house: House) -> None:
    first, second = rows(house, "?sort=document")[:2]
    patch(house, first["id"], '"1"', field="title", value="改过的题目")
    patch(house, first["id"], '"2"', field="deadlines.D1.end", value="2024-03-25")
    patch(house, second["id"], '"1"', review="reject")
    text = house.get("ledger/export?format=csv").content.decode("utf-8-sig")
    assert "改过的题目" in text
    assert "报送小结" not in text
    calendar = house.get("ledger/export?format=ics").text
    assert "20240325" in calendar


@pytest.mark.parametrize("form", ["xlsx", "docx", "ics", "html", "csv"])
def test_it_is_exported(house: House, form: str) -> None:
    answer = house.get(f"ledger/export?format={form}")
    assert answer.status_code == 200
    assert f"%E7%9D%A3%E5%8A%9E%E5%8F%B0%E8%B4%A6.{form}" in answer.headers["content-disposition"]
    empty = house.get(f"ledger/export?format={form}&office=无")
    assert empty.status_code == (404 if form in ("docx", "html") else 200)


def test_a_calendar_is_private_and_revocable(house: House) -> None:
    made = house.post("calendars", json={"office": "基教科"}).json()
    token = made["url"].rpartition("/")[2]
    assert len(token) > 40
    assert made["url"].startswith("http://")
    open_to_all = House(house.collection.store, Path(), person=None)
    path = urlsplit(made["url"]).path
    answer = open_to_all.get(path)
    assert answer.headers["content-type"].startswith("text/calendar")
    events = list(Calendar.from_ical(answer.text).walk("VEVENT"))
    assert [str(event["summary"]) for event in events] == ["截止：制定活动方案并组织展示"]
    (listed,) = house.get("calendars").json()["calendars"]
    assert (listed["id"], listed["url"], listed["scope"]["office"]) == (made["id"], None, "基教科")
    assert token.removesuffix(".ics") not in json.dumps(listed)
    assert house.request("DELETE", f"calendars/{made['id']}").status_code == 204
    revoked = open_to_all.get(f"{path}?refresh=1")
    assert code(revoked) == "not_stored"
    assert "日历订阅：" in revoked.json()["detail"]
    assert code(house.request("DELETE", f"calendars/{made['id']}")) == "not_stored"
    assert code(open_to_all.get("/api/v1/calendars/guess.ics")) == "not_stored"


def test_another_person_sees_no_calendars_of_mine(house: House) -> None:
    made = house.post("calendars").json()
    from service.collection.people import open_account

    open_account(house.collection, "李科", "0123456789")
    other = House(house.collection.store, Path(), person="李科")
    assert other.get("calendars").json() == {"calendars": []}
    assert code(other.request("DELETE", f"calendars/{made['id']}")) == "not_stored"


def test_a_misspelt_parameter_is_no_missing_filter(house: House) -> None:
    refused = house.get("ledger?offic=基教科")
    assert (refused.status_code, code(refused)) == (422, "request")
    assert "没有参数 offic，可用的有 active、bearer、conflicts、copies、cursor、" in refused.json()["detail"]
    assert house.get("ledger?office=基教科").status_code == 200
    assert "csv 之一" in house.get("ledger/export?format=x").json()["detail"]
    assert ", " not in house.get("ledger/export?format=x").json()["detail"]


def test_a_date_that_is_none_is_told_how_it_is_written(house: House) -> None:
    row = next(each for each in house.get("ledger").json()["rows"] if each["deadlines"])
    field = f"deadlines.{row['deadlines'][0]['id']}.end"
    refused = patch(house, row["id"], "*", field=field, value="三月底")
    assert "应是 2024-03-25 形式的日期" in refused.json()["detail"]

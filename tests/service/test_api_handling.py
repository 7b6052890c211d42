"""How far tasks are, over HTTP: progress, evidence, extensions, reminders, many at once; lights, figures, views, papers, settings."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from httpx import Response
from icalendar import Calendar
from openpyxl import load_workbook

from corpus.store import Store
from service.collection.house import today
from tests.service.housed import House, analysed
from tests.service.test_api_documents import UNKNOWN, code
from tests.service.test_api_ledger import patch, rows

TODAY = today()


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    """Three rows: two of 2024-03-20, of which the first belongs to 基教科, and an appeal without a day."""
    analysed(store)
    return House(store, tmp_path)


def first(house: House) -> dict[str, Any]:
    return rows(house, "?sort=document")[0]


def put(house: House, name: str, value: object, version: str = "*") -> Response:
    return house.request("PUT", f"settings/{name}", json=value, headers={"If-Match": version})


def text_of(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_an_extension_changes_the_light_and_stands_in_every_export(house: House) -> None:
    row = first(house)
    assert (row["light"], row["state"], row["until"]) == ("red", "overdue", "2024-03-20")
    far, near = TODAY + timedelta(days=60), TODAY + timedelta(days=3)
    nearer = patch(house, row["id"], '"1"', extension={"due": near.isoformat(), "reason": "材料未齐"}).json()
    assert (nearer["light"], nearer["state"], nearer["due"], nearer["until"]) == ("yellow", "open", "2024-03-20", near.isoformat())
    later = patch(house, row["id"], '"2"', extension={"due": far.isoformat(), "reason": "仍未齐"}).json()
    assert (later["light"], [each["reason"] for each in later["extensions"]]) == ("blue", ["材料未齐", "仍未齐"])
    assert code(patch(house, row["id"], '"3"', extension={"due": near.isoformat(), "reason": "提前"})) == "review"
    sheet = load_workbook(BytesIO(house.get("ledger/export?format=xlsx&sort=document").content)).worksheets[0]
    titles = [cell.value for cell in sheet[3]]
    cells = dict(zip(titles, (cell.value for cell in sheet[4]), strict=True))
    assert (cells["灯"], cells["状态"], cells["截止日"]) == ("● 未到期", "已延期", far.isoformat())
    assert cells["办理情况"] == f"原定 2024-03-20\n延期至 {near}（材料未齐）\n延期至 {far}（仍未齐）"
    events = Calendar.from_ical(house.get("ledger/export?format=ics&office=基教科").text).walk("VEVENT")
    assert far in [event.decoded("dtstart") for event in events]


def test_done_with_evidence_is_one_change_that_is_undone(house: House) -> None:
    row = first(house)
    done = patch(house, row["id"], '"1"', state="done", evidence={"note": "方案已报送", "document": row["document"]["id"]})
    assert (done.json()["state"], done.json()["light"], done.json()["progress"]) == ("done", "green", 100)
    (proof,) = done.json()["evidence"]
    assert (proof["note"], proof["name"], proof["who"]) == ("方案已报送", "通知.txt", "本机")
    (change,) = house.get(f"documents/{row['document']['id']}/changes?row={row['id']}").json()["changes"]
    undone = house.request("POST", f"documents/{row['document']['id']}/changes/{change['id']}/undo", headers={"If-Match": '"2"'})
    assert (undone.json()["state"], undone.json()["progress"], undone.json()["evidence"]) == ("overdue", 0, [])


def test_reminders_name_who_bears_the_task(house: House) -> None:
    row = first(house)
    urged = patch(house, row["id"], '"1"', reminder={"note": "请速报"}).json()
    assert [(each["whom"], each["note"]) for each in urged["reminders"]] == [(["基教科"], "请速报")]
    assert [each["id"] for each in rows(house, "?reminded=true")] == [row["id"]]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"progress": 101}, "request"),
        ({"progress": 5, "state": "done"}, "request"),
        ({"evidence": {"note": ""}}, "review"),
        ({"evidence": {"note": "见附件", "document": UNKNOWN}}, "not_stored"),
        ({"evidence": {"note": "办完"}, "state": "closed"}, "request"),
        ({"extension": {"due": "2030-01-01", "reason": ""}}, "review"),
        ({"extension": {"due": "明年", "reason": "迟"}}, "request"),
    ],
)
def test_changes_that_cannot_be(house: House, change: dict[str, Any], expected: str) -> None:
    assert code(patch(house, first(house)["id"], '"1"', **change)) == expected


def test_many_rows_are_changed_and_taken_back_together_or_not_at_all(house: House) -> None:
    seen = [{"id": row["id"], "version": row["version"]} for row in rows(house)]
    stale = [*seen[:-1], {**seen[-1], "version": 9}]
    assert code(house.post("ledger/changes", json={"rows": stale, "change": {"state": "done"}})) == "stale"
    assert {row["state"] for row in rows(house)} == {"overdue", "open"}
    done = house.post("ledger/changes", json={"rows": seen, "change": {"state": "done", "evidence": {"note": "一并办结"}}}).json()["rows"]
    assert [(row["id"], row["light"]) for row in done] == [(each["id"], "green") for each in seen]
    back = [{"id": row["id"], "version": row["version"]} for row in done]
    assert {row["state"] for row in house.post("ledger/undo", json={"rows": back}).json()["rows"]} == {"overdue", "open"}
    assert code(house.post("ledger/undo", json={"rows": [{"id": seen[0]["id"]}]})) == "review"
    assert code(house.post("ledger/changes", json={"rows": [], "change": {"state": "done"}})) == "request"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?light=red", 2), ("?light=yellow", 0), ("?light=blue", 1), ("?light=green", 0), ("?light=red&state=done", 0), ("?light=red&state=overdue", 2),
        ("?words=活动方案", 1), ("?words=书香 小结", 1), ("?words=没有的词", 0), ("?tier=may", 1), ("?standing=true", 3), ("?extended=true", 0),
        ("?light=blue&due_before=2024-01-01", 0), ("?bearer=基教科", 1), ("?bearer=教研室", 0), ("?office=教研室", 1), ("?active=true", 3),
    ],
)  # fmt: skip
def test_it_is_filtered(house: House, query: str, count: int) -> None:
    assert len(rows(house, query)) == count


def test_the_bureau_says_what_is_near(house: House) -> None:
    row = first(house)
    patch(house, row["id"], '"1"', extension={"due": (TODAY + timedelta(days=10)).isoformat(), "reason": "迟"})
    assert house.get(f"ledger/{row['id']}").json()["light"] == "blue"
    assert put(house, "lights", {"days": 10}, '"0"').json()["value"] == {"days": 10, "workdays": False}
    assert house.get(f"ledger/{row['id']}").json()["light"] == "yellow"
    assert [each["id"] for each in rows(house, "?light=yellow")] == [row["id"]]
    assert house.get("ledger/figures").json()["whole"]["near"] == 1


def test_figures_and_papers(house: House) -> None:
    second = rows(house, "?sort=document")[1]
    patch(house, second["id"], '"1"', state="done")
    told = house.get("ledger/figures").json()
    assert (told["whole"]["due"], told["whole"]["done"], told["whole"]["rate"], told["whole"]["overdue"]) == (3, 1, 33.3, 1)
    assert {each["office"]: each["tally"]["total"] for each in told["offices"]} == {"基教科": 1, "各校": 1, None: 1}
    papers = {name: house.get(f"ledger/papers/{name}") for name in ("register", "reminders", "bulletin")}
    texts = {name: text_of(answer.content) for name, answer in papers.items()}
    assert "%E5%82%AC%E5%8A%9E%E5%8D%95.docx" in papers["reminders"].headers["content-disposition"]
    assert "台账共有任务 3 项，已办结 1 项，办结率 33.3%；逾期 1 项" in texts["bulletin"]
    assert "基教科" in texts["reminders"]
    assert "制定活动方案并组织展示" in texts["reminders"]
    assert "报送小结" not in texts["reminders"]
    assert "报送小结" in texts["register"]
    assert code(house.get("ledger/papers/reminders?office=无")) == "nothing"
    assert "没有需要办理的任务" in text_of(house.get("ledger/papers/bulletin?office=无").content)


def test_views_are_saved_listed_and_dropped(house: House) -> None:
    wish = {"name": "基教科逾期", "filters": {"office": "基教科", "light": "red", "due_before": "2030-01-01"}}
    made = house.post("ledger-views", json=wish).json()
    (listed,) = house.get("ledger-views").json()["views"]
    assert listed == made
    assert {name: value for name, value in listed["filters"].items() if value and name != "sort"} == wish["filters"]
    assert code(house.post("ledger-views", json={"name": "  ", "filters": {}})) == "usage"
    assert code(house.post("ledger-views", json={"name": "甲", "filters": {"light": "紫"}})) == "request"
    assert house.request("DELETE", f"ledger-views/{made['id']}").status_code == 204
    assert code(house.request("DELETE", f"ledger-views/{made['id']}")) == "not_stored"


def test_settings_are_versioned_and_go_back_to_the_default(house: House) -> None:
    names = {each["name"]: each["origin"] for each in house.get("settings").json()["settings"]}
    assert names == dict.fromkeys(("offices", "calendar", "lights", "campaigns"), "default")
    offices = {"offices": [{"name": " 基础教育科 ", "aliases": ["基教科"]}]}
    assert code(house.request("PUT", "settings/offices", json=offices)) == "unconditional"
    made = put(house, "offices", offices, '"0"')
    assert (made.json()["origin"], made.headers["etag"]) == ("store", '"1"')
    assert made.json()["value"]["offices"] == [{"name": "基础教育科", "aliases": ["基教科"]}]
    assert code(put(house, "offices", offices, '"0"')) == "stale"
    gone = house.request("DELETE", "settings/offices", headers={"If-Match": '"1"'}).json()
    assert (gone["origin"], gone["version"], gone["value"]["offices"]) == ("default", 2, [])
    versions = house.get("settings/offices/versions").json()["versions"]
    assert [(each["version"], each["value"] is None, each["who"]) for each in versions] == [(2, True, "本机"), (1, False, "本机")]


@pytest.mark.parametrize(
    ("name", "value", "where", "said"),
    [
        ("lights", {"days": 90}, "days", "应不大于 60"),
        ("lights", {"day": 3}, "day", "不是可用的字段"),
        ("offices", {"offices": [{"name": "科"}]}, "offices.0.name", "太短"),
        (
            "offices",
            {"offices": [{"name": "甲科室", "aliases": ["一科"]}, {"name": "乙科室", "aliases": ["一科"]}]},
            "",
            "既指甲科室又指乙科室",
        ),
        ("calendar", {"first_begins": "9月"}, "first_begins", "格式不对"),
        ("calendar", {"first_begins": "02-30"}, "", "02-30 不是每年都有的一天"),
        ("calendar", {"holidays": [{"first": "2024-05-05", "last": "2024-05-01"}]}, "holidays.0", "早于首日"),
        ("campaigns", {"digest_min_chars": 900, "digest_max_chars": 800}, "", "最少字数 900 大于最多字数 800"),
    ],
)
def test_a_setting_that_cannot_be_is_told_field_by_field(house: House, name: str, value: object, where: str, said: str) -> None:
    refused = put(house, name, value, '"0"')
    assert (refused.status_code, code(refused)) == (422, "setting")
    (flaw,) = refused.json()["errors"]
    assert flaw["where"] == where
    assert said in flaw["message"]
    assert house.get(f"settings/{name}").json()["origin"] == "default"


def test_a_setting_of_that_name_there_is_none(house: House) -> None:
    assert code(house.get("settings/colours")) == "request"

"""The search over HTTP and from the command line, in a real store."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from corpus.store import Store
from service.cli import main
from service.errors import ServiceError
from service.search import Values, limits_of
from tests.service.housed import House, analysed
from tests.service.test_api_documents import UNKNOWN, code


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    analysed(store)
    return House(store, tmp_path)


def search(house: House, **query: str) -> dict[str, Any]:
    response = house.get(f"search?{urlencode({'mode': 'words', **query})}")
    found: dict[str, Any] = response.json()
    assert response.status_code == 200, found
    return found


def test_it_finds_passages_with_their_marks(house: House) -> None:
    found = search(house, q="活动方案")
    assert found["schema"] == "duban.hits/1"
    hit = found["hits"][0]
    for passage in hit["quotes"]:
        start, end = passage["span"]
        assert len(passage["text"]) == end - start
        assert all(start <= first < last <= end for first, last in passage["marks"])
    assert found["total"] == 1
    assert sum(found["facets"]["kind"].values()) == 1
    assert found["took_ms"] > 0


def test_limits_stand_in_the_question_or_beside_it(house: House) -> None:
    assert search(house, q="活动 科室:财务科")["total"] == 0
    assert search(house, q="活动", office="财务科")["total"] == 0
    assert search(house, q="期限<2024-03-21")["total"] == 1
    assert search(house, q="活动", due_before="2024-03-20")["total"] == 0


@pytest.mark.parametrize(
    ("query", "fault"),
    [("q=a&cursor=x", "cursor"), ("q=a&year=去年", "usage"), ("q=a&due_before=明天", "date"), ("q=a&mode=x", "request"), ("", "request")],
)
def test_what_cannot_be_understood_is_refused(house: House, query: str, fault: str) -> None:
    response = house.get(f"search?{quote(query, safe='=&')}")
    assert (response.status_code, code(response)) == (422, fault)


def test_relatives_and_changes(house: House) -> None:
    identity = search(house, q="活动方案")["hits"][0]["id"]
    assert house.get(f"documents/{identity}/similar").json()["hits"] == []
    same = house.get(f"documents/{identity}/changes-since/{identity}").json()
    assert (same["schema"], same["changes"]) == ("duban.compare/1", [])
    assert code(house.get(f"documents/{UNKNOWN}/similar")) == "not_stored"
    assert code(house.get(f"documents/{identity}/changes-since/{UNKNOWN}")) == "not_stored"


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture
def folder(store: Store, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands find the store that the test has."""
    analysed(store)
    monkeypatch.setenv("DUBAN_DATABASE_URL", database)
    monkeypatch.setenv("DUBAN_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


def test_the_command_answers_people_and_programs(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("search", "活动方案", "--mode", "words") == 0
    shown = capfd.readouterr().out
    assert "共 1 份" in shown
    assert "活动方案" in shown
    asked = folder / "问题.jsonl"
    asked.write_text('{"id": "q1", "query": "活动方案"}\n\n{"id": 2, "query": "航天员"}\n', "utf-8")
    assert run("search", "--file", asked, "--mode", "words", "--json") == 0
    first, second = (json.loads(line) for line in capfd.readouterr().out.splitlines())
    assert (first["id"], len(first["hits"]), second["id"], second["hits"]) == ("q1", 1, 2, [])
    assert {"name", "title", "issuer", "date", "score", "quotes", "tasks"} <= set(first["hits"][0])
    assert run("similar", first["hits"][0]["id"]) == 0
    assert "没有与" in capfd.readouterr().out
    assert run("compare", first["hits"][0]["id"], first["hits"][0]["id"], "--json") == 0
    assert json.loads(capfd.readouterr().out)["changes"] == []


def test_results_as_workbooks_and_an_index_built_anew(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("search", "--rebuild") == 0
    assert "重建索引，共 1 份" in capfd.readouterr().err
    assert run("search", "活动方案", "--mode", "words", "--xlsx", folder / "结果.xlsx") == 0
    sheet = load_workbook(folder / "结果.xlsx").active
    assert isinstance(sheet, Worksheet)
    assert "活动方案" in str(sheet["G4"].value)
    files = []
    for year, day in (("2022", "7月5日"), ("2023", "7月10日")):
        files.append(folder / f"{year}.txt")
        text = f"关于开展{year}年家访活动的通知\n\n各校：\n各校于{day}前将家访总结报送基教科。\n\n青砚区教育局\n{year}年3月1日\n"
        files[-1].write_text(text, "utf-8")
    assert run("compare", *files, "--xlsx", folder / "对照.xlsx") == 0
    sheet = load_workbook(folder / "对照.xlsx").active
    assert isinstance(sheet, Worksheet)
    assert [cell.value for cell in sheet[4]] == ["1", "时限", "改为", "7月5日前", "7月10日前", "T01 → T01"]
    assert run("compare", *files, "--html", folder / "对照.html") == 0
    page = (folder / "对照.html").read_text("utf-8")
    for day in ("7月5日前", "7月10日前"):
        assert f'<i class="changed" data-r="c1">{day}</i>' in page
        assert f"<td>{day}</td>" in page
    assert run("compare", *files) == 0
    assert "时限（T01）：7月5日前 改为 7月10日前" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "两者取其一"),
        (("a", "--file", "b"), "两者取其一"),
        (("a", "--mode", "magic"), "--mode magic 无效，可用的有 words、meaning、both"),
        (("a", "--limit", "0"), "--limit 0 无效"),
        (("a", "--cursor", "x"), "--cursor x 无效"),
        (("a", "--year", "去年"), "--year 去年 无效"),
        (("--file", "nowhere.jsonl"), "找不到文件"),
    ],
)
def test_a_wrong_call(capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str) -> None:
    assert run("search", *arguments) == 2
    assert words in capfd.readouterr().err


def test_a_bad_line_is_named(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    asked = folder / "问题.jsonl"
    asked.write_text('{"id": "q1", "query": "活动"}\n{"id": "q2"}\n', "utf-8")
    assert run("search", "--file", asked) == 2
    assert "问题.jsonl 第 2 行" in capfd.readouterr().err


def test_values_of_a_call() -> None:
    assert limits_of(Values(year="2021-2022", kind="方案")).years == (2021, 2022)
    with pytest.raises(ServiceError, match="--kind 奏折 无效"):
        limits_of(Values(kind="奏折"))

"""What stands beside the search over HTTP: suggestions while one types, hits and comparisons as workbooks and pages."""

from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest

from corpus.store import Store
from tests.service.conftest import TEXT
from tests.service.housed import House, analysed


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    analysed(store)
    return House(store, tmp_path)


def suggested(house: House, text: str) -> list[str]:
    found: list[str] = house.get(f"search/suggestions?q={quote(text)}").json()["suggestions"]
    return found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("科", ["科室:"]),
        ("科室:", ["科室:基教科", "科室:教研室"]),
        ("展示 科室：教研", ["展示 科室:教研室"]),
        ("教研", ["科室:教研室"]),
        ("年:", ["年:2024"]),
        ("类型:通", ["类型:通知"]),
        ("期", ["期限<"]),
        ("书香", ["青禾市教育局关于开展“书香𠮷校”活动的通知"]),
        ("从来没有", []),
        ("", []),
    ],
)
def test_what_may_be_meant_is_offered(house: House, typed: str, meant: list[str]) -> None:
    assert suggested(house, typed)[: max(1, len(meant))] == meant


def test_searches_of_ones_own_are_offered(house: House) -> None:
    house.post("searches", json={"name": "演练", "query": "消防演练 年:2024"})
    assert suggested(house, "演练") == ["消防演练 年:2024"]


def test_hits_come_as_a_workbook(house: House) -> None:
    answer = house.get(f"search/export?mode=words&q={quote('活动方案')}")
    rows = list(openpyxl.load_workbook(BytesIO(answer.content))["检索结果"].iter_rows(values_only=True))
    assert (len(rows), rows[3][1]) == (4, "青禾市教育局关于开展“书香𠮷校”活动的通知")
    assert house.get("search/export?q=a&mode=x").status_code == 422


def test_a_comparison_comes_as_a_workbook_and_as_a_page(house: House, store: Store) -> None:
    first, second = (analysed(store, name, data=f"{name}{TEXT}".encode()).id for name in ("去年.txt", "今年.txt"))
    path = f"documents/{second}/changes-since/{first}/export?format="
    assert openpyxl.load_workbook(BytesIO(house.get(f"{path}xlsx").content)).sheetnames == ["变化对照"]
    page = house.get(f"{path}html")
    assert page.headers["content-type"].startswith("text/html")
    assert "没有变化" in page.text
    assert house.get(f"{path}pdf").status_code == 422

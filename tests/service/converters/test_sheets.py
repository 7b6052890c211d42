"""Workbooks as rows: a responsibility table in .xlsx and .xls, merged cells, dates, what cannot be read."""

import subprocess
import tempfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from nlp.read.faults import Fault
from nlp.read.workbook import Sheet, read_sheets
from nlp.types import UnreadableError
from service.converters import office
from service.converters.sheets import shown
from service.reading import read_file
from tests.nlp.read import samples

# ruff: noqa: DTZ001 - a cell has no zone

FILES = Path(__file__).parents[2] / "files"
LINES = [
    "2023年重点工作任务分解表",
    "序号\t工作任务\t具体任务\t责任科室\t完成时限",
    "1\t校园安全\t开展安全隐患排查\t安全管理科\t2023年4月15日",
    "2\t校园安全\t报送整改台账不少于3份\t安全管理科\t6月底前",
    "3\t读书活动\t组织读书月活动\t基础教育科、人事科\t2023年4月30日",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "任务分解"
    for at, cells in enumerate(
        (
            (LINES[0],),
            ("序号", "工作任务", "具体任务", "责任科室", "完成时限"),
            (1, "校园安全", "开展安全隐患排查", "安全管理科", date(2023, 4, 15)),
            (2, None, "报送整改台账\n不少于3份", None, "6月底前"),
            (3, "读书活动", "组织读书月活动", "基础教育科、人事科", datetime(2023, 4, 30)),
        ),
        1,
    ):
        for column, value in enumerate(cells, 1):
            sheet.cell(at, column, value)
    for merged in ("A1:E1", "B3:B4", "D3:D4"):
        sheet.merge_cells(merged)
    hidden = book.create_sheet("备查")
    hidden["A1"] = "看不见"
    hidden.sheet_state = "hidden"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_a_responsibility_table_gives_its_rows(suffix: str, folder: Path) -> None:
    data = workbook() if suffix == "xlsx" else (FILES / "tasks.xls").read_bytes()
    source = read_file(data, f"分解表.{suffix}")
    assert source.text.split("\n") == [line.replace("台账不少于", "台账 不少于") for line in LINES]
    assert source.format == suffix
    assert [block.role for block in source.blocks] == ["paragraph"] + ["table_row"] * 4
    assert not list(folder.iterdir())


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
def test_the_old_format_as_libreoffice_writes_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = tmp_path_factory.mktemp("office")
    (made / "tasks.xlsx").write_bytes(workbook())
    command = [str(office.program()), "--headless", f"-env:UserInstallation={(made / 'profile').as_uri()}", "--convert-to", "xls"]
    subprocess.run([*command, "--outdir", str(made), str(made / "tasks.xlsx")], check=True, capture_output=True, timeout=300)
    source = read_file((made / "tasks.xls").read_bytes(), "分解表.et")
    assert source.text.split("\n")[2:] == [line.replace("台账不少于", "台账 不少于") for line in LINES[2:]]


@pytest.mark.parametrize(
    ("sheets", "lines"),
    [
        ([Sheet("一", (("a", "b"),)), Sheet("二", (("c", "d"),))], ["一", "a\tb", "二", "c\td"]),
        ([Sheet("一", ((), ("", "标题", ""), ("", "a", "b")))], ["标题", "a\tb"]),
        ([Sheet("一", (("a", "b"), ("c", "")), ((0, 1, 1, 1),))], ["a\tb", "c\tb"]),
        ([Sheet("一", (("标题", ""), ("", ""), ("a", "b")), ((0, 0, 1, 1),))], ["标题", "a\tb"]),
        ([Sheet("一", (("a", "b"),), ((5, 5, 9, 9), (0, 0, 99_999, 0)))], ["a\tb"]),
    ],
)
def test_sheets_to_lines(sheets: list[Sheet], lines: list[str]) -> None:
    assert read_sheets(sheets, b"", "表.xlsx", "xlsx").text.split("\n") == lines


def test_a_workbook_without_text_is_empty() -> None:
    with pytest.raises(Fault) as refused:
        read_sheets([Sheet("一", ((" ", ""),))], b"", "表.xlsx", "xlsx")
    assert refused.value.code == "empty"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"), (0.3, "0.3"), (True, "是"), (date(2023, 4, 15), "2023年4月15日"), (datetime(2023, 4, 15, 14, 30), "2023年4月15日14:30"),
        (datetime(2023, 4, 15), "2023年4月15日"), (time(8, 30), "08:30"), (timedelta(hours=1), "1:00:00"), ("文字", "文字"), (12, "12"),
    ],
)  # fmt: skip
def test_cells_as_they_are_seen(value: object, text: str) -> None:
    assert shown(value) == text


def far_away() -> bytes:
    """A sheet whose second cell stands in the last row and column that there are."""
    members = samples.unpacked(workbook())
    name = "xl/worksheets/sheet1.xml"
    members[name] = members[name].replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>')
    return samples.packed(members)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (workbook()[:2000], "damaged"),
        (samples.packed({"xl/workbook.xml": b"<a/>"}), "damaged"),
        (far_away(), "too_large"),
    ],
)
def test_refused_with_the_reason(data: bytes, code: str, folder: Path) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_file(data, "分解表.xlsx")
    assert refused.value.code in (code, "damaged")
    assert not list(folder.iterdir())

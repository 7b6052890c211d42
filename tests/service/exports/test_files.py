"""Every export: equal bytes for equal input, readable by the programs it is for."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from icalendar import Calendar
from lxml import html
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nlp.timex.calendar import SchoolCalendar, Term
from nlp.types import Analysis, Deadline, Frequency, Noise, Remark, Task
from service.exports import EXPORTS
from service.exports.options import COLUMN_SETS, Columns, Options

OPTIONS = Options(today=date(2024, 3, 10))


def sheet_of(analysis: Analysis, options: Options = OPTIONS, name: str = "任务台账") -> Worksheet:
    return load_workbook(BytesIO(EXPORTS["xlsx"]([analysis], options)))[name]


def values(sheet: Worksheet) -> list[list[str]]:
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]


def titled(analysis: Analysis, title: str) -> Analysis:
    return replace(analysis, tasks=(replace(analysis.tasks[0], title=title, actor=title), *analysis.tasks[1:]))


@pytest.mark.parametrize("name", list(EXPORTS))
@pytest.mark.parametrize("may", [False, True])
def test_bytes_are_equal_on_two_runs(analysis: Analysis, name: str, *, may: bool) -> None:
    options = replace(OPTIONS, may=may)
    assert EXPORTS[name]([analysis], options) == EXPORTS[name]([analysis], options)


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_packages_carry_no_clock(analysis: Analysis, name: str) -> None:
    with zipfile.ZipFile(BytesIO(EXPORTS[name]([analysis], OPTIONS))) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        properties = package.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", properties)) == {"2024-03-04T"}


@pytest.mark.parametrize("name", list(EXPORTS))
def test_an_analysis_without_tasks_is_written_too(analysis: Analysis, name: str) -> None:
    empty = replace(analysis, tasks=(), deadlines=(), targets=(), warnings=(), sections=(), noise=())
    assert EXPORTS[name]([empty], OPTIONS)


@pytest.mark.parametrize("name", list(EXPORTS))
def test_control_characters_do_no_harm(analysis: Analysis, name: str) -> None:
    hostile = "甲\x00\x01\x0b\x1f\ufffe\r乙<b>&\"'"
    assert EXPORTS[name]([titled(analysis, hostile)], OPTIONS)


def test_the_ledger_cell_by_cell(analysis: Analysis) -> None:
    cells = values(sheet_of(analysis))
    assert cells[0][0] == "青禾市教育局关于开展“书香𠮷校”活动的通知\n任务分解表"
    assert cells[1][0] == "青教发〔2024〕12号　2024年3月4日　共 2 项"
    assert cells[2] == ["序号", "目标与任务", "牵头责任单位", "责任单位", "完成时限", "量化指标", "原文出处"]
    assert cells[3] == [
        "1",
        "制定活动方案并组织展示",
        "基教科",
        "配合：教研室",
        "3月20日前\n（2024.3.20 前）\n每学期",
        "展示：至少组织2次（每学期）",
        "一，第2页：各校要在3月20日前制定活动方案，每学期至少组织2次展示",
    ]
    assert cells[4][4] == "每月25日\n3月20日前\n（2024.3.20 前）\n（据阶段安排）"
    assert len(cells) == 5


def test_appeals_come_on_demand(analysis: Analysis) -> None:
    assert values(sheet_of(analysis, replace(OPTIONS, may=True)))[5][:2] == ["—", "高度重视"]


@pytest.mark.parametrize(
    ("columns", "titles"),
    [
        ("ledger", "序号|目标与任务|牵头责任单位|责任单位|完成时限|量化指标|原文出处"),
        ("duties", "序号|重点工作任务|主要责任单位|协同配合单位"),
        ("execution", "序号|任务|责任单位|责任人|完成时限|进展情况|完成情况|备注"),
    ],
)
def test_column_sets_quote_and_locate_every_row(analysis: Analysis, columns: Columns, titles: str) -> None:
    cells = values(sheet_of(analysis, replace(OPTIONS, columns=columns)))
    assert cells[2] == titles.split("|")
    assert any("每学期至少组织2次展示" in cell and "一，第2页" in cell for cell in cells[3])


def test_column_sets_are_all_tested() -> None:
    assert set(COLUMN_SETS) == {"ledger", "duties", "execution"}


def test_the_sheet_prints_on_a4_with_its_header_on_every_page(analysis: Analysis) -> None:
    sheet = sheet_of(analysis)
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "C4"
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.right.text == "第 &P 页　共 &N 页"
    assert sheet["G4"].alignment.wrap_text


def test_an_execution_ledger_offers_its_states(analysis: Analysis) -> None:
    (rule,) = sheet_of(analysis, replace(OPTIONS, columns="execution")).data_validations.dataValidation
    assert (str(rule.sqref), rule.type) == ("G4:G5", "list")
    assert rule.formula1 == '"未启动,进行中,已完成,逾期未完成,已取消"'


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "http://example.org"])
def test_no_text_becomes_a_formula(analysis: Analysis, start: str) -> None:
    cell = sheet_of(titled(analysis, start))["B4"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (start, "s", None)


def test_a_text_beyond_the_limit_of_a_cell_is_cut(analysis: Analysis) -> None:
    value = sheet_of(titled(analysis, "长" * 40_000))["B4"].value
    assert isinstance(value, str)
    assert len(value) == 32_767
    assert value.endswith("…")


def test_the_other_sheets(analysis: Analysis) -> None:
    found = values(sheet_of(analysis, name="时限与指标"))
    assert found[1] == ["D1", "时限·截止", "3月20日前", "2024.3.20 前", "", "2024-03-20", "硬任务", "T01、T02", "一", "due.month_day"]
    assert found[4][:4] == ["Q1", "指标", "至少组织2次", "展示：不低于 2 次，每学期"]
    warnings = values(sheet_of(analysis, name="提示"))
    assert warnings[1] == ["1", "第2项任务没有责任单位", "每月25日报送小结", "no_office"]


def test_several_documents_share_a_sheet(analysis: Analysis) -> None:
    other = replace(analysis, document=replace(analysis.document, title=None, name="乙.txt"))
    cells = values(load_workbook(BytesIO(EXPORTS["xlsx"]([analysis, other], OPTIONS)))["任务台账"])
    bands = [row[0] for row in cells if row[0] and not row[1]]
    assert bands[0] == "任务分解表（2 份文件）"
    assert bands[3].startswith("乙.txt")


def test_the_word_table(analysis: Analysis) -> None:
    document = Document(BytesIO(EXPORTS["docx"]([analysis], OPTIONS)))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "序号",
        "目标与任务",
        "牵头责任单位",
        "责任单位",
        "完成时限",
        "量化指标",
        "原文出处",
    ]
    assert [cell.text for cell in table.rows[1].cells] == values(sheet_of(analysis))[3]
    assert len(table.rows) == 3
    assert "w:tblHeader" in table.rows[0]._tr.xml
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    assert "NUMPAGES" in section.footer._element.xml


def test_the_calendar(analysis: Analysis) -> None:
    calendar = Calendar.from_ical(EXPORTS["ics"]([analysis], OPTIONS))
    assert calendar["method"] == "PUBLISH"
    due, monthly = calendar.walk("VEVENT")
    assert (due["dtstart"].to_ical(), due["dtend"].to_ical()) == (b"20240320", b"20240321")
    assert due["summary"] == "截止：制定活动方案并组织展示等2项"
    assert "配合：教研室" in str(due["description"])
    assert "每学期至少组织2次展示（一，第2页）" in str(due["description"])
    assert monthly["dtstart"].to_ical() == b"20240325"
    assert monthly["rrule"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=25"
    assert due["uid"] != monthly["uid"]


def test_calendar_lines_are_folded_between_characters(analysis: Analysis) -> None:
    data = EXPORTS["ics"]([analysis], OPTIONS)
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


def test_a_rule_without_a_day_to_count_from_is_left_out(analysis: Analysis) -> None:
    undated = replace(analysis, document=replace(analysis.document, date=None))
    assert len(Calendar.from_ical(EXPORTS["ics"]([undated], OPTIONS)).walk("VEVENT")) == 1
    given = replace(OPTIONS, issued=date(2024, 3, 26))
    _, monthly = Calendar.from_ical(EXPORTS["ics"]([undated], given)).walk("VEVENT")
    assert monthly["dtstart"].to_ical() == b"20240425"


def test_semesters_of_the_calendar_become_events(analysis: Analysis) -> None:
    semester = Deadline(id="D9", text="每学期", span=(0, 3), kind="recurring", frequency=Frequency("semester"))
    yearly = replace(analysis, tasks=(), deadlines=(semester,))
    assert Calendar.from_ical(EXPORTS["ics"]([yearly], OPTIONS)).walk("VEVENT") == []
    terms = (
        Term(2023, 2, (date(2024, 2, 26), date(2024, 6, 28)), given=True),
        Term(2024, 1, (date(2024, 9, 2), date(2025, 1, 17)), given=True),
    )
    options = replace(OPTIONS, calendar=SchoolCalendar(terms=terms))
    events = Calendar.from_ical(EXPORTS["ics"]([yearly], options)).walk("VEVENT")
    assert [event["dtstart"].to_ical() for event in events] == [b"20240628", b"20250117"]
    assert len({event["uid"] for event in events}) == 2
    assert all("rrule" not in event for event in events)


def page_of(analysis: Analysis) -> html.HtmlElement:
    return html.document_fromstring(EXPORTS["html"]([analysis], OPTIONS).decode())


def test_the_page_shows_the_text_unchanged(analysis: Analysis) -> None:
    (text,) = page_of(analysis).find_class("text")
    assert text.text_content() == analysis.text


def test_the_page_marks_what_is_quoted(analysis: Analysis) -> None:
    """An astral character stands before every mark: counted in UTF-16 they would all be one off."""
    (text,) = page_of(analysis).find_class("text")
    for task in analysis.tasks:
        marked = [
            node.text_content() for node in text.iter("i") if task.id in node.get("data-r", "").split() and "task" in node.get("class")
        ]
        assert "".join(marked) == task.text
    for deadline in analysis.deadlines:
        marked = [node.text_content() for node in text.iter("i") if deadline.id in node.get("data-r", "").split()]
        assert "".join(marked) == deadline.text
    assert [node.text_content() for node in text.find_class("noise")] == ["分享到 微信 微博"]


def test_marks_that_overlap_are_all_kept(analysis: Analysis) -> None:
    start, end = analysis.deadlines[0].span
    crossing = replace(analysis, noise=(Noise("x", (start - 2, start + 2)), Noise("y", (end - 1, end + 3))))
    (text,) = page_of(crossing).find_class("text")
    assert text.text_content() == analysis.text
    assert (
        "".join(node.text_content() for node in text.find_class("noise"))
        == analysis.text[start - 2 : start + 2] + analysis.text[end - 1 : end + 3]
    )


def test_the_page_loads_nothing(analysis: Analysis) -> None:
    data = EXPORTS["html"]([analysis], OPTIONS).decode()
    assert not re.search(r"(?:src|href)\s*=|url\(|@import|https?://|//\w", data.replace("// What", ""))
    assert "default-src 'none'" in data


def test_the_page_escapes_what_it_shows(analysis: Analysis) -> None:
    attack = "</div><script>alert(1)</script>"
    text = analysis.text + attack
    task = Task(
        text=attack, span=(len(analysis.text), len(text)), id='T9" onclick="x', section="1", title=attack, tier="must", actor=attack
    )
    hostile = replace(analysis, text=text, tasks=(task,), warnings=(Remark("x", attack),))
    hostile = replace(hostile, document=replace(hostile.document, title=None, name=attack))
    page = page_of(hostile)
    assert len(list(page.iter("script"))) == 1
    assert not page.xpath("//@onclick")
    assert page.find_class("text")[0].text_content() == text

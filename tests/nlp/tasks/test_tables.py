"""Responsibility tables: which rows are tasks, and where the task of each stands."""

import pytest

from nlp.assemble import analyze
from nlp.layout import lay_out
from nlp.read.workbook import Sheet, read_sheets
from nlp.tasks.tables import table_tasks
from nlp.types import Source
from service.app import Duban

HEAD = ("序号", "重点工作", "具体措施", "牵头科室", "完成时限")


def sheet(*rows: tuple[str, ...]) -> Source:
    return read_sheets([Sheet("分解", rows)], b"", "分解表.xlsx", "xlsx")


def tasks(*rows: tuple[str, ...]) -> list[str]:
    source = sheet(*rows)
    found = table_tasks(source, lay_out(source))
    assert all(source.text[slice(*task.span)] == task.text for task in found)
    return [task.text for task in found]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((HEAD, ("1", "校园安全", "开展隐患排查", "安管科", "4月底前")), ["开展隐患排查"]),
        ((HEAD, ("1", "校园安全工作", "", "安管科", "4月底前")), ["校园安全工作"]),
        ((("任务分解表",), HEAD, ("（一）安全工作",), ("1", "安全", "开展隐患排查", "安管科", "")), ["开展隐患排查"]),
        ((HEAD, ("1", "安全", "开展隐患排查", "", ""), ("任务内容", "责任单位"), ("组织读书月", "基教科")), ["开展隐患排查", "组织读书月"]),
        ((HEAD, ("", "", "", "安管科", "4月底前")), []),
        ((("学校", "推荐名额"), ("第一小学", "3"), ("第二小学", "4")), []),
        ((("序号", "完成时限"), ("1", "4月底前")), []),
        ((("项目", "分值"), ("开展读书活动", "10")), []),
    ],
)
def test_rows_below_a_head_are_tasks(rows: tuple[tuple[str, ...], ...], found: list[str]) -> None:
    assert tasks(*rows) == found


def test_a_row_has_its_offices_and_deadlines() -> None:
    source = sheet(
        ("2023年重点工作任务分解表", ""),
        HEAD,
        ("1", "校园安全", "报送整改台账不少于3份", "安全管理科", "2023年4月15日前"),
        ("2", "读书活动", "组织读书月活动", "基础教育科、人事科", "6月底前"),
    )
    duban = Duban()

    found = analyze(source, language=duban.language)
    deadlines = {each.id: each.text for each in found.deadlines}
    rows = [
        (task.text, [(each.name, each.role) for each in task.offices], [deadlines[each] for each in task.deadlines]) for task in found.tasks
    ]
    assert rows == [
        ("报送整改台账不少于3份", [("安全管理科", "lead")], ["2023年4月15日前"]),
        ("组织读书月活动", [("基础教育科", "lead"), ("人事科", "lead")], ["6月底前"]),
    ]

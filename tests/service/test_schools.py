"""Who has not sent a plan."""

from pathlib import Path

import pytest

from nlp.check.types import PlanPaper
from service.errors import ServiceError
from service.schools import call_roll, read_schools

ROLL = ("青砚区明溪小学", "实验小学", "松陵实验小学", "第一中学")


def plan(school: str | None, name: str = "方案.txt", title: str | None = None) -> PlanPaper:
    return PlanPaper(id=name, name=name, title=title, school=school)


@pytest.mark.parametrize(
    ("school", "absent"),
    [
        ("青砚区明溪小学", "青砚区明溪小学"),
        ("明溪小学", "青砚区明溪小学"),
        ("岚溪市青砚区明溪小学", "青砚区明溪小学"),
        ("松陵实验小学", "松陵实验小学"),
        ("实验小学", "实验小学"),
        ("岚溪市第一中学", "第一中学"),
        ("小学", None),
        ("明溪中学", None),
    ],
)
def test_a_school_is_known_by_its_name(school: str, absent: str | None) -> None:
    roll = call_roll(ROLL, [plan(school)])
    assert set(ROLL) - set(roll.absent) == ({absent} if absent else set())
    assert roll.strangers == (() if absent else (f"{school}（方案.txt）",))


@pytest.mark.parametrize(
    ("name", "title", "sent"),
    [
        ("03 松陵实验小学方案.docx", None, {"松陵实验小学"}),
        ("方案.docx", "第一中学阅读方案", {"第一中学"}),
        ("方案.docx", None, set()),
    ],
)
def test_a_plan_that_names_no_school_is_known_by_title_or_file(name: str, title: str | None, sent: set[str]) -> None:
    assert set(ROLL) - set(call_roll(ROLL, [plan(None, name, title)]).absent) == sent


def test_two_plans_of_one_school_are_said() -> None:
    assert call_roll(ROLL, [plan("实验小学", "一.txt"), plan("实验小学", "二.txt")]).repeated == ("实验小学",)


def test_a_list_is_read_a_school_a_line(tmp_path: Path) -> None:
    path = tmp_path / "名单.txt"
    path.write_bytes("\ufeff# 名单\r\n 明溪小学 \r\n\r\n松陵小学\t城郊\r\n明溪小学\r\n东渡中学，寄宿\r\n".encode())
    assert read_schools(path) == ("明溪小学", "松陵小学", "东渡中学")


@pytest.mark.parametrize(("data", "words"), [(b"PK\x03\x04\0", "不是文本文件"), (b"", "没有学校"), (b"# a\n", "没有学校")])
def test_a_list_that_cannot_be_used_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "名单.txt").write_bytes(data)
    with pytest.raises(ServiceError, match=words):
        read_schools(tmp_path / "名单.txt")

"""What people type and save: dates in any usual form, lists from Notepad, results under a name that their program opens."""

import errno
from datetime import date
from pathlib import Path

import pytest

from service.app import parse_date
from service.errors import ServiceError
from service.inputs import Input
from service.lists import decode_list
from service.outputs import vet_exports
from service.reasons import reason


@pytest.mark.parametrize("text", ["2024-04-01", "2024/4/1", "2024.4.1", "2024年4月1日", " 2024-4-1 "])
def test_a_date_as_people_type_it(text: str) -> None:
    assert parse_date(text) == date(2024, 4, 1)


@pytest.mark.parametrize("text", ["2024-02-30", "2024-W10-1", "20240401", "4月1日", "2024/4-1", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ServiceError, match="2022-03-07"):
        parse_date(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_from_any_editor(encoding: str) -> None:
    assert decode_list("松陵学校\n望亭小学\n".encode(encoding)) == "松陵学校\n望亭小学\n"


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0", "名单".encode("utf-16"), b"\xff\xff\xff"])
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        decode_list(data)


def test_a_workbook_is_not_called_csv() -> None:
    with pytest.raises(ServiceError, match=r"请改为 台账\.xlsx"):
        vet_exports({"xlsx": Path("台账.csv")}, ())
    vet_exports({"xlsx": Path("台账.XLSX"), "html": Path("台账"), "ics": Path("v1.2")}, ())


def test_a_result_does_not_replace_what_is_read(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="会覆盖原文件 通知"):
        vet_exports({"docx": tmp_path / "a.docx"}, (Input(tmp_path / "a.docx", "通知"),))


def test_reasons_are_chinese() -> None:
    assert reason(IsADirectoryError(errno.EISDIR, "Is a directory")) == "它是文件夹，这里要的是文件"
    assert reason(OSError(errno.EADDRINUSE, "Address already in use")) == "已被占用"
    assert reason(ValueError("embedded null byte")) == "名称里有不能用的字符"

"""Workbooks (.xlsx, .xls, .et) as rows of text, read by calamine in a process of its own: a sheet may claim any size."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.read.faults import Fault, empty
from nlp.read.workbook import Sheet, read_sheets
from nlp.types import Format, Source, UnreadableError
from service.converters.box import Limits, Unconverted, boxed

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

LIMITS = Limits(seconds=60, megabytes=768)
ENCRYPTED, UNSOUND = 10, 12
"""Exit statuses of the process."""
_MAX_ROWS = 20_000
_MAX_COLUMNS = 256
_MAX_SHEETS = 50


def read_workbook(data: bytes, name: str, kind: Format) -> Source:
    """Raises UnreadableError."""
    try:
        return read_sheets(_sheets(data), data, name, kind)
    except Fault as fault:
        raise UnreadableError(name, fault.code, fault.fault, fault.remedy) from fault


def _sheets(data: bytes) -> list[Sheet]:
    try:
        found = boxed([sys.executable, "-m", "service.converters.sheets"], data, LIMITS, given="given", wanted="made.json")
    except Unconverted as error:
        if error.code == "too_large":
            raise Fault("too_large", "工作簿过大，读取时超过时限或内存上限", "请删去多余的行、列和工作表后再试") from error
        raise _damaged() from error
    if found.status == ENCRYPTED:
        raise Fault("encrypted", "工作簿有打开密码", "请在 Excel 或 WPS 中打开，取消密码后再试")
    if found.status or not found.made:
        raise _damaged()
    told = json.loads(found.made)
    if not told:
        raise empty("工作簿里没有文字")
    return [
        Sheet(name, tuple(tuple(cells) for cells in rows), tuple((top, left, bottom, right) for top, left, bottom, right in merged))
        for name, rows, merged in told
    ]


def _damaged() -> Fault:
    return Fault("damaged", "工作簿已损坏，无法打开", "请在 Excel 或 WPS 中打开，另存为 .xlsx 后再试；打不开的，请发文方重新发送")


def main(_: Sequence[str]) -> int:
    """In the process: the workbook `given` to made.json, a list of [name, rows, merged cells] of the sheets that show."""
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        told = json.dumps(list(_told(CalamineWorkbook.from_path("given"))), ensure_ascii=False)
        Path("made.json").write_text(told, encoding="utf-8")
    except PasswordError:
        return ENCRYPTED
    except BaseException:  # noqa: BLE001 - a panic of the reader is no Exception; whatever it is, the workbook was not read
        return UNSOUND
    return 0


def _told(workbook: CalamineWorkbook) -> Iterator[tuple[str, list[list[str]], list[list[int]]]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for meta in workbook.sheets_metadata[:_MAX_SHEETS]:
        if meta.visible != SheetVisibleEnum.Visible or meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        rows = [[shown(cell) for cell in cells[:_MAX_COLUMNS]] for cells in sheet.to_python(skip_empty_area=False, nrows=_MAX_ROWS)]
        merged = [[*start, *end] for start, end in sheet.merged_cell_ranges or ()]
        yield meta.name, rows, merged


def shown(value: object) -> str:
    """A cell as a reader of the sheet sees it, dates in the form of a notice."""
    match value:
        case bool():
            return "是" if value else "否"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime():
            day = f"{value.year}年{value.month}月{value.day}日"
            return day if value.time() == time() else f"{day}{value:%H:%M}"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            return str(value)
    return str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

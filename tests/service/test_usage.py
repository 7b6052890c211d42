"""docs/usage.md says what is so."""

import re
from datetime import date
from pathlib import Path

from service.app import read_calendar
from service.errors import FAULTS

USAGE = (Path(__file__).parents[2] / "docs" / "usage.md").read_text("utf-8")


def test_it_lists_every_fault() -> None:
    listed = re.findall(r"^\| `(\w+)` \| (\d{3}) \| (.+) \|$", USAGE, re.MULTILINE)
    assert listed == [(code, str(fault.status), fault.title) for code, fault in FAULTS.items()]


def test_its_calendar_can_be_read() -> None:
    section = USAGE.split("## 校历文件")[1]
    text = "\n".join(line[4:] for line in section.split("\n") if line.startswith("    "))
    calendar = read_calendar(text.encode(), "校历.toml")
    assert calendar.term(2022, 1).days == (date(2022, 9, 1), date(2023, 1, 13))

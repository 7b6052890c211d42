"""docs/usage.md says what is so."""

import re
from datetime import date
from pathlib import Path

from service.app import read_calendar
from service.errors import FAULTS

DOCS = Path(__file__).parents[2] / "docs"
USAGE = (DOCS / "usage.md").read_text("utf-8")


def test_it_lists_every_fault() -> None:
    listed = re.findall(r"^\| `(\w+)` \| (\d{3}) \| (.+) \|$", USAGE, re.MULTILINE)
    assert listed == [(code, str(fault.status), fault.title) for code, fault in FAULTS.items()]


def test_its_calendar_can_be_read() -> None:
    assert "[school.toml](school.toml)" in USAGE
    calendar = read_calendar((DOCS / "school.toml").read_bytes(), "school.toml")
    assert calendar.term(2022, 1).days == (date(2022, 8, 29), date(2023, 1, 13))

"""The table on a terminal."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from nlp.types import Analysis, Deadline
from service.exports.options import Options
from service.exports.table import fold, render, urgency


def printed(analysis: Analysis, options: Options, *, width: int) -> str:
    stream = StringIO()
    Console(file=stream, width=width).print(render(analysis, options, width=width))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("today", "colour"),
    [
        (date(2024, 3, 21), "red"),
        (date(2024, 3, 20), "bold yellow"),
        (date(2024, 3, 13), "bold yellow"),
        (date(2024, 3, 12), "cyan"),
        (date(2024, 2, 1), "green"),
        (None, ""),
    ],
)
def test_the_colour_follows_the_day(analysis: Analysis, today: date | None, colour: str) -> None:
    assert urgency(analysis.deadlines[0], today) == colour


def test_a_time_without_a_day_has_no_colour() -> None:
    assert urgency(Deadline(text="及时", span=(0, 2), kind="vague"), date(2024, 3, 1)) == ""


@pytest.mark.parametrize("width", [60, 80, 110, 160])
def test_it_fits_every_width(analysis: Analysis, width: int) -> None:
    lines = printed(analysis, Options(), width=width).split("\n")
    assert all(sum(2 if ord(char) > 0x2E80 else 1 for char in line) <= width for line in lines)
    for words in ("序号", "时限", "2024.3.20"):
        assert any(words in line for line in lines)


def test_a_document_without_tasks_says_so(analysis: Analysis) -> None:
    assert "没有找到需要落实的任务" in printed(replace(analysis, tasks=()), Options(), width=100)


@pytest.mark.parametrize(("text", "shown"), [("短", "短"), ("长" * 60, "长" * 60), ("长" * 61, "长" * 59 + "…")])
def test_long_texts_are_folded(text: str, shown: str) -> None:
    assert fold(text) == shown

"""Logs: one JSON object a line, and what a defect says never hinders its logging."""

import ast
from pathlib import Path

from service.logs import STANDARD

SERVICE = Path(__file__).parents[2] / "service"


def test_no_event_bears_a_field_that_logging_keeps_for_itself() -> None:
    """`logging` raises KeyError for such a field, and the thread that was to say why it failed would die of it."""
    calls = [
        (path.name, each.arg)
        for path in SERVICE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "log"
        for each in call.keywords
    ]
    assert len(calls) > 5
    assert [call for call in calls if call[1] in STANDARD] == []

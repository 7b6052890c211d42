"""How routes answer: JSON as the commands print it, and which refusals they describe."""

from collections.abc import Mapping
from typing import Any

from fastapi.responses import Response

from service.errors import FAULTS
from service.plain import dump
from service.problems import Problem


def as_json(text: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(text, status, headers, "application/json")


def answer(value: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A value of the house as JSON."""
    return as_json(dump(value), status=status, headers=headers)


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For the description of a route: the problems with which it may answer."""
    return {status: {"model": Problem, "description": _titles(status)} for status in statuses}


def _titles(status: int) -> str:
    return "；".join(fault.title for fault in FAULTS.values() if fault.status == status)

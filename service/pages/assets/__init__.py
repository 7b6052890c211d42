"""Styles, scripts and markup of the pages, as files."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def asset(name: str) -> str:
    return (FOLDER / name).read_text("utf-8").replace("\r\n", "\n")

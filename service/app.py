"""Where the house is put together: reader, pipeline, calendar and ruleset.

spaCy and the readers take longer to import than a short notice takes to analyse: they are imported on first use.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.timex.calendar import DEFAULT, SchoolCalendar
from nlp.timex.calendar_file import parse_calendar
from nlp.types import Analysis, DubanError
from service.errors import ServiceError
from service.inputs import shown
from service.ruleset import ruleset
from service.start import quick_start

if TYPE_CHECKING:
    from spacy.language import Language


DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""The one form of a date; `date.fromisoformat` alone would take 2022-W10-1 as well."""


class Duban:
    """The analysing machine; one for each thread that analyses."""

    @cached_property
    def language(self) -> Language:
        with quick_start():
            from models.judge import LinearJudge
            from nlp.pipeline import build_language

            return build_language(LinearJudge.shipped())

    def warm(self) -> None:
        """Load now what the first analysis would load."""
        _ = self.language

    def analyze(self, data: bytes, name: str, *, issued: date | None = None, calendar: SchoolCalendar = DEFAULT) -> Analysis:
        """`issued` is the document's date where its text has none. Raises DubanError for a file that cannot be read."""
        from nlp.read import read

        source, language = read(data, name), self.language
        from nlp.assemble import analyze

        return analyze(source, language=language, issued=issued, calendar=calendar, ruleset=ruleset())


def load_calendar(path: Path | None) -> SchoolCalendar:
    """The school calendar of a TOML file; the usual semesters without one. Raises ServiceError "calendar"."""
    if path is None:
        return DEFAULT
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ServiceError("calendar", f"校历文件 {shown(str(path))} 无法读取，请检查路径。") from error
    return read_calendar(data, shown(path.name))


def read_calendar(data: bytes, name: str) -> SchoolCalendar:
    """Raises ServiceError "calendar" with the reason."""
    try:
        return parse_calendar(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ServiceError("calendar", f"校历文件 {name} 不是 UTF-8 编码，请另存为 UTF-8。") from error
    except DubanError as error:
        raise ServiceError("calendar", f"{name}：{str(error).rstrip('。')}。") from error


def parse_date(text: str) -> date:
    """YYYY-MM-DD. Raises ServiceError "date"."""
    try:
        if not DATE.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise ServiceError("date", f"日期“{shown(text)}”无效，请写成 2022-03-07 的形式。") from error

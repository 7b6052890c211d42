"""Where the house is put together: reader, pipeline, calendar and ruleset.

spaCy and the readers take longer to import than a short notice takes to analyse: they are imported on first use.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.timex.calendar import DEFAULT, SchoolCalendar
from nlp.timex.calendar_file import parse_calendar
from nlp.types import Analysis, DubanError, Judge, Source
from service.errors import ServiceError
from service.inputs import shown
from service.ruleset import ruleset
from service.settings import load_settings
from service.start import quick_start

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.check.types import Check, Weights
    from nlp.embed import Embedder
    from nlp.offices.register import OfficeRegister

DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})|\.([0-9]{1,2})\.([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)"
)
"""The forms in which a date is typed."""


class Duban:
    """The analysing machine; one for each thread that analyses."""

    @cached_property
    def language(self) -> Language:
        with quick_start():
            from nlp.pipeline import build_language
            from service.judges import judge_in_use

            return build_language(self.judge or judge_in_use(), self.register or load_offices(self.offices or load_settings().offices))

    def __init__(
        self, cache: Path | None = None, *, judge: Judge | None = None, offices: Path | None = None, register: OfficeRegister | None = None
    ) -> None:
        """`cache` is the folder where vectors are kept, without one they last as long as the machine; `judge` and `offices` (the file of
        the register of offices, or the `register` itself) are those in use by default."""
        self.cache = cache
        self.judge = judge
        self.offices = offices
        self.register = register

    @cached_property
    def embedder(self) -> Embedder | None:
        """The best model that is installed; None without one."""
        from corpus.vectors import VectorFile
        from nlp.embed import fast_embedder, precise_embedder

        store = VectorFile.within(self.cache) if self.cache else None
        return precise_embedder(store) or fast_embedder(store)

    def warm(self) -> None:
        """Load now what the first analysis would load."""
        _ = self.language

    def analyze(self, data: bytes, name: str, *, issued: date | None = None, calendar: SchoolCalendar = DEFAULT) -> Analysis:
        """`issued` is the document's date where its text has none. Raises DubanError for a file that cannot be read."""
        source, language = self.read(data, name), self.language
        from nlp.assemble import analyze

        return analyze(source, language=language, issued=issued, calendar=calendar, ruleset=ruleset())

    def read(self, data: bytes, name: str, told: Callable[[int, int], None] | None = None) -> Source:
        """`told` hears of each page that is recognised from its picture. Raises DubanError for a file that cannot be read."""
        from service.reading import read_file
        from service.scanning import scanning

        return read_file(data, name, scanning(told))

    def check(
        self, plan: Source, given: Given, *, issued: date | None = None, calendar: SchoolCalendar = DEFAULT, weights: Weights
    ) -> Check:
        """`issued` is the plan's date where its text has none."""
        from nlp.check import check

        return check(
            plan,
            notice=given.notice,
            template=given.template,
            issued=issued,
            embedder=self.embedder,
            calendar=calendar,
            weights=weights,
        )


@dataclass(frozen=True, slots=True)
class Given:
    """What plans are held against: a notice, a template or both."""

    notice: Analysis | None = None
    template: Source | None = None


def model_name() -> str | None:
    """The embedding model that checks use, with its version; None without one."""
    embedder = Duban().embedder
    return embedder.name if embedder else None


def load_offices(path: Path | None) -> OfficeRegister:
    """The register of offices in a TOML file; an empty one without it. Raises ServiceError "offices"."""
    from nlp.offices.register import EMPTY, parse_offices

    if path is None:
        return EMPTY
    try:
        return parse_offices(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ServiceError("offices", f"科室名录 {shown(str(path))} 无法读取，请检查路径。") from error
    except UnicodeDecodeError as error:
        raise ServiceError("offices", f"科室名录 {shown(path.name)} 不是 UTF-8 编码，请另存为 UTF-8。") from error
    except DubanError as error:
        raise ServiceError("offices", f"{shown(path.name)}：{str(error).rstrip('。')}。") from error


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
    """2022-03-07, 2022/3/7, 2022.3.7 or 2022年3月7日. Raises ServiceError "date"."""
    try:
        if not (match := DATE.fullmatch(text.strip())):
            raise ValueError(text)
        year, month, day = (int(part) for part in match.groups() if part)
        return date(year, month, day)
    except ValueError as error:
        raise ServiceError("date", f"日期“{shown(text)}”无效，请写成 2022-03-07 的形式。") from error

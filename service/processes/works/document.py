"""A document read, and analysed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import TypeAdapter

from nlp.timex.calendar import SchoolCalendar
from nlp.types import Source
from service.batch import machine
from service.plain import Json, plain
from service.processes.inside import Report
from service.ruleset import ruleset

Body = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Bytes:
    """A document as it was sent."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it was read; `issued` is its date where the text has none."""

    source: Mapping[str, object]
    issued: date | None
    calendar: SchoolCalendar


def warm(_: Report, __: object) -> None:
    """Loads what every document needs."""
    machine().warm()
    _sources()
    ruleset()


def read(report: Report, given: Bytes) -> Body:
    """Raises DubanError for what cannot be read."""
    report(5, "正在读取")
    return _body(machine().read(given.data, given.name))


def analyse(report: Report, given: Text) -> Body:
    from nlp.assemble import analyze

    source = source_of(given.source)
    report(40, f"已读取 {len(source.text)} 字，正在分析")
    return _body(analyze(source, language=machine().language, issued=given.issued, calendar=given.calendar, ruleset=ruleset()))


def source_of(body: Mapping[str, object]) -> Source:
    return _sources().validate_python(body)


def _body(value: object) -> Body:
    body = plain(value)
    assert isinstance(body, dict)
    return body


@cache
def _sources() -> TypeAdapter[Source]:
    return TypeAdapter(Source)

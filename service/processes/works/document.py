"""A document read, and analysed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import numpy as np
from pydantic import TypeAdapter

from nlp.essays.earlier import paper_from, winnow
from nlp.offices.register import OfficeRegister
from nlp.types import Source
from service.app import Duban
from service.batch import machine
from service.classified import refuse_classified_text
from service.in_force import Names, Rules
from service.processes.inside import Report
from service.processes.works.body import Body, body_of
from service.ruleset import ruleset


@dataclass(frozen=True, slots=True)
class Bytes:
    """A document as it was sent."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it was read; `issued` is its date where the text has none, `rules` what holds, `use` what its sender says it is."""

    source: Mapping[str, object]
    issued: date | None
    rules: Rules
    use: str | None = None


@dataclass(frozen=True, slots=True)
class Analysed:
    """An analysis; of an essay its fingerprints as well."""

    analysis: Body
    prints: tuple[int, ...]


def warm(_: Report, __: object) -> None:
    """Loads what every document needs."""
    machine().warm()
    _sources()
    ruleset()


def read(report: Report, given: Bytes) -> Body:
    """Raises DubanError for what cannot be read, and for what bears a secrecy mark."""
    report(5, "正在读取")

    def told(done: int, pages: int) -> None:
        report(5 + 30 * done // pages, f"已识别扫描页 {done}/{pages}", renews=True)

    source = machine().read(given.data, given.name, told)
    refuse_classified_text(source.text, given.name)
    return body_of(source)


def analyse(report: Report, given: Text) -> Analysed:
    from nlp.assemble import analyze

    source = source_of(given.source)
    report(40, f"已读取 {len(source.text)} 字，正在分析")
    held = given.rules
    analysis = analyze(source, language=machine_of(held.names).language, issued=given.issued, calendar=held.calendar, ruleset=held.ruleset)
    is_essay = (given.use or analysis.document.kind) == "essay"
    return Analysed(body_of(analysis), prints_of(source) if is_essay else ())


@lru_cache(maxsize=2)
def machine_of(names: Names | None) -> Duban:
    """The machine that knows these offices; of registers that were set one after the other the last ones stay loaded."""
    return machine() if names is None else Duban(register=OfficeRegister(dict(names)))


def prints_of(source: Source) -> tuple[int, ...]:
    """The marks that `nlp.essays.earlier` compares essays by, as the store keeps them: signed numbers of 64 bits."""
    return tuple(winnow(paper_from(source)).view(np.int64).tolist())


def source_of(body: Mapping[str, object]) -> Source:
    return _sources().validate_python(body)


@cache
def _sources() -> TypeAdapter[Source]:
    return TypeAdapter(Source)

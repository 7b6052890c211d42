"""Marked Doc to Analysis: ids in the order of the text, links, deliverables, places and warnings."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import TypeVar

from spacy.language import Language

from nlp.deliverables import find_deliverables
from nlp.links import link
from nlp.lint import remarks
from nlp.pipeline import Reading
from nlp.timex.calendar import DEFAULT, SchoolCalendar
from nlp.types import Analysis, Deadline, Document, Header, Layout, Source, Target, Task

Numbered = TypeVar("Numbered", Task, Deadline, Target)
ID_LENGTH = 12


def analyze(
    source: Source, *, language: Language, issued: date | None = None, calendar: SchoolCalendar = DEFAULT, ruleset: str = ""
) -> Analysis:
    """All that `source` says. `issued` is its date as known from outside the text, `language` what `build_language` made."""
    doc = language.make_doc(source.text)
    doc._.reading = Reading(source, issued, calendar)
    for _, component in language.pipeline:
        doc = component(doc)
    layout: Layout = doc._.layout
    deadlines = _placed(source, _numbered("D", 1, doc._.deadlines))
    targets = _placed(source, _numbered("Q", 1, doc._.targets))
    tasks = link(_numbered("T", 2, doc._.tasks), deadlines=deadlines, targets=targets, offices=doc._.offices, layout=layout, source=source)
    tasks = tuple(replace(task, deliverables=find_deliverables(source.text, task.span)) for task in tasks)
    return Analysis(
        ruleset=ruleset,
        document=_document(source, layout),
        text=source.text,
        noise=layout.noise,
        sections=layout.sections,
        tasks=tasks,
        deadlines=deadlines,
        targets=targets,
        warnings=remarks(source, layout, tasks=tasks, deadlines=deadlines, targets=targets, offices=doc._.offices),
    )


def _numbered(letter: str, width: int, values: Iterable[Numbered]) -> tuple[Numbered, ...]:
    """D1, D2, …; T01, T02, … in the order of the text."""
    ordered = sorted(values, key=lambda value: value.span)
    return tuple(replace(value, id=f"{letter}{number:0{width}}") for number, value in enumerate(ordered, start=1))


def _placed(source: Source, values: tuple[Numbered, ...]) -> tuple[Numbered, ...]:
    return tuple(replace(value, place=source.place(value.span[0])) for value in values)


def _document(source: Source, layout: Layout) -> Document:
    header = {name: getattr(layout.header, name) for name in Header.__dataclass_fields__}
    return Document(
        id=sha256(f"{source.name}\0{source.sha256}".encode()).hexdigest()[:ID_LENGTH],
        sha256=source.sha256,
        name=source.name,
        format=source.format,
        kind=layout.kind,
        pages=source.pages,
        characters=len(source.text),
        **header,
    )

"""Marked Doc to Analysis: links, deliverables, ids of the rows in the order of the text, and warnings."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from spacy.language import Language

from nlp.deliverables import find_deliverables
from nlp.links import link
from nlp.lint import remarks
from nlp.pipeline import Reading
from nlp.timex.calendar import DEFAULT, SchoolCalendar
from nlp.types import Analysis, Deadline, Document, Header, Layout, Source, Target

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
    deadlines: tuple[Deadline, ...] = doc._.deadlines
    targets: tuple[Target, ...] = doc._.targets
    tasks = link(doc._.tasks, deadlines=deadlines, targets=targets, offices=doc._.offices, layout=layout, source=source)
    tasks = tuple(
        replace(task, id=f"T{number:02}", deliverables=find_deliverables(source.text, task.span)) for number, task in enumerate(tasks, 1)
    )
    return Analysis(
        ruleset=ruleset,
        document=_document(source, layout),
        text=source.text,
        noise=layout.noise,
        sections=layout.sections,
        tasks=tasks,
        deadlines=deadlines,
        targets=targets,
        warnings=tuple(
            remark if remark.span is None else replace(remark, place=source.place(*remark.span))
            for remark in remarks(source, layout, tasks=tasks, deadlines=deadlines, targets=targets, offices=doc._.offices)
        ),
        doubts=source.doubts,
    )


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
        scanned=source.scanned,
        seals=source.seals,
        **header,
    )

"""All that the page of a notice shows, fetched at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from corpus.store import Question, analysis_of, changes, document
from corpus.store.changes import Change
from nlp.types import Analysis, Block, Deadline, Section, Span, Target, Task
from service.collection.house import Collection, today
from service.collection.ledgers import BLANK_TASK, ask_all
from service.collection.views import Entry, Filed
from service.exports.rows import place
from service.jobs.kinds.held import source_body

TOUCHED = ("task", "deadlines", "targets")


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says, in the types of the house."""

    task: Task
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the ledger as it stands, and as the program had it where a person changed it; `place` says where it was read."""

    entry: Entry
    number: str
    said: Said
    machine: Said | None
    place: str

    @property
    def rejected(self) -> bool:
        return self.entry.review == "rejected"


@dataclass(frozen=True, slots=True)
class Review:
    """A document under review; `lines` in the order of the text."""

    paper: Filed
    analysis: Analysis
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    trail: tuple[Change, ...]

    def line(self, row: UUID) -> Line | None:
        return next((line for line in self.lines if line.entry.id == row), None)


def open_review(collection: Collection, identity: UUID) -> Review:
    """Raises NotStoredError, also while the document is not analysed."""
    with collection.store.begin() as connection:
        held = document(connection, identity)
        analysis = _adapters()[Analysis].validate_python(analysis_of(connection, identity))
        body = source_body(connection, held) or {}
        trail = tuple(changes(connection, identity))
    entries = ask_all(collection, Question(today=today(), document=identity, sort="document")).rows
    blocks = _adapters()[Block].validate_python(body.get("blocks", ())) if body.get("text") == analysis.text else ()
    return Review(Filed.of(held), analysis, blocks, tuple(_lines(entries, trail, analysis)), trail)


def _lines(entries: Sequence[Entry], trail: Sequence[Change], analysis: Analysis) -> list[Line]:
    """Hard duties are numbered, as in every export; those rejected bear no number."""
    first = _firsts(trail)
    sections = {section.id: section for section in analysis.sections}
    found, number = [], 0
    for entry in entries:
        said = said_of(entry.task, entry.deadlines, entry.targets)
        counts = entry.review != "rejected" and said.task.tier == "must"
        number += counts
        found.append(
            Line(entry, str(number) if counts else "—", said, _machine(entry, first.get(entry.id, {})), _place(said.task, sections))
        )
    return found


def _place(task: Task, sections: dict[str, Section]) -> str:
    return place(task, sections) if task.span[1] else "人工补充"


def _machine(entry: Entry, first: Mapping[str, Any]) -> Said | None:
    if entry.origin == "person" or not entry.corrected:
        return None
    return said_of(*(first.get(name, getattr(entry, name)) for name in TOUCHED))


def _firsts(trail: Sequence[Change]) -> dict[UUID, dict[str, Any]]:
    """What each row said before anybody changed it, as far as it was changed."""
    found: dict[UUID, dict[str, Any]] = {}
    for change in trail:
        if change.row is not None and isinstance(change.before, Mapping):
            first = found.setdefault(change.row, {})
            for name in TOUCHED:
                if name in change.before:
                    first.setdefault(name, change.before[name])
    return found


def said_of(task: Mapping[str, Any], deadlines: Sequence[Mapping[str, Any]], targets: Sequence[Mapping[str, Any]]) -> Said:
    """What is kept of a row, as values; what a row that a person wrote lacks is blank."""
    offices = [{"span": (0, 0), "scope": (0, 0), "text": each["name"], **each} for each in task.get("offices", ())]
    blank = {**BLANK_TASK, **task, "offices": offices}
    return Said(
        _adapters()[Task].validate_python(blank),
        tuple(_adapters()[Deadline].validate_python({"span": (0, 0), **each}) for each in deadlines),
        tuple(_adapters()[Target].validate_python({"span": (0, 0), **each}) for each in targets),
    )


def quoted(text: str, span: Span, words: str) -> bool:
    """Whether a passage is really there: a row that a person wrote may quote nothing."""
    return span[0] < span[1] and text[slice(*span)] == words


@cache
def _adapters() -> dict[type, TypeAdapter[Any]]:
    made: dict[type, TypeAdapter[Any]] = {form: TypeAdapter(form) for form in (Analysis, Task, Deadline, Target)}
    return made | {Block: TypeAdapter(tuple[Block, ...])}

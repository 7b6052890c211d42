"""What the search knows of a document: its form, its text, its ledger."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nlp.types import Span

Contract = Mapping[str, Any]
"""An object of the contract as it lies in the store: JSON."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A number that a task demands: `unit` as written, "%" or "次"."""

    comparator: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the ledger; `ends` are the last days of its deadlines."""

    id: str
    span: Span
    offices: tuple[str, ...] = ()
    ends: tuple[dt.date, ...] = ()
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A section with the titles that lead to it, the outermost first."""

    path: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A document to be found. Spans are those of `text`, which is never changed."""

    id: str
    name: str
    text: str
    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    date: dt.date | None = None
    kind: str = "other"
    offices: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None


def entry_of(analysis: Contract, *, identity: str | None = None, name: str | None = None, kind: str | None = None) -> Entry:
    """The entry of an analysis; the others are what the store says, where it differs from the analysis."""
    document = analysis["document"]
    rows = tuple(_rows(analysis))
    own = _value(document, "date")
    return Entry(
        id=identity or document["id"],
        name=name or document["name"],
        text=analysis["text"],
        title=_text(document, "title"),
        number=_value(document, "number"),
        issuer=_value(document, "issuer"),
        date=dt.date.fromisoformat(own) if own else None,
        kind=kind or document["kind"],
        offices=tuple(dict.fromkeys(office for row in rows for office in row.offices)),
        headings=tuple(_headings(analysis.get("sections") or ())),
        rows=rows,
    )


def _rows(analysis: Contract) -> Iterable[Row]:
    ends = {each["id"]: each.get("end") for each in analysis.get("deadlines") or ()}
    goals = {each["id"]: _goal(each) for each in analysis.get("targets") or ()}
    for task in analysis.get("tasks") or ():
        start, end = task["span"]
        yield Row(
            id=task["id"],
            span=(start, end),
            offices=tuple(dict.fromkeys(office["name"] for office in task.get("offices") or ())),
            ends=tuple(dt.date.fromisoformat(day) for each in task.get("deadlines") or () if (day := ends.get(each))),
            goals=tuple(goal for each in task.get("targets") or () if (goal := goals.get(each))),
        )


def _goal(target: Contract) -> Goal | None:
    value = target.get("value")
    return None if value is None else Goal(target["comparator"], float(value), target.get("unit") or "")


def _headings(sections: Iterable[Contract]) -> Iterable[Heading]:
    paths: dict[str, tuple[str, ...]] = {}
    for section in sections:
        path = (*paths.get(section.get("parent") or "", ()), f"{section['label']}{section['title']}")
        paths[section["id"]] = path
        start, end = section["span"]
        yield Heading(path, (start, end))


def _text(document: Contract, name: str) -> str | None:
    element = document.get(name)
    return str(element["text"]).replace("\n", "") if element else None


def _value(document: Contract, name: str) -> str | None:
    element = document.get(name)
    return str(element["value"]) if element else None


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def pack(entry: Entry) -> bytes:
    """What the index keeps of an entry; `unpack` gives it back."""
    rows = [
        [row.id, row.span, row.offices, [day.isoformat() for day in row.ends], [[g.comparator, g.value, g.unit] for g in row.goals]]
        for row in entry.rows
    ]
    headings = [[heading.path, heading.span] for heading in entry.headings]
    day = entry.date.isoformat() if entry.date else None
    body = [entry.name, entry.text, entry.title, entry.number, entry.issuer, day, entry.kind, entry.offices, headings, rows]
    return _JSON.encode([entry.id, *body]).encode("utf-8", "surrogatepass")


def unpack(data: bytes) -> Entry:
    identity, name, text, title, number, issuer, day, kind, offices, headings, rows = json.loads(data.decode("utf-8", "surrogatepass"))
    return Entry(
        identity, name, text, title, number, issuer, dt.date.fromisoformat(day) if day else None, kind, tuple(offices),
        tuple(Heading(tuple(path), (span[0], span[1])) for path, span in headings),
        tuple(_row(*row) for row in rows),
    )  # fmt: skip


def _row(identity: str, span: list[int], offices: list[str], ends: list[str], goals: list[tuple[str, float, str]]) -> Row:
    days = tuple(dt.date.fromisoformat(day) for day in ends)
    return Row(identity, (span[0], span[1]), tuple(offices), days, tuple(Goal(*goal) for goal in goals))

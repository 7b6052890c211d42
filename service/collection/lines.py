"""Rows of the ledger as lines of a grid: flat, short, in the words of an office."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.collection.asking import Filters, question
from service.collection.house import Collection
from service.collection.ledgers import ask_slice
from service.collection.views import Entry
from service.exports.ledger.lines import REVIEWS, bearers, status_of, words
from service.lights import SHOWN, Light


@dataclass(frozen=True, slots=True)
class Line:
    """`bearers` are the offices that lead or bear the task, else who acts; `lit` is the light in words; the last three count notes."""

    id: UUID
    version: int
    document: UUID
    paper: str
    task: str
    text: str
    bearers: str
    due: date | None
    until: date | None
    light: Light
    lit: str
    status: str
    progress: int
    review: str
    evidence: int
    extensions: int
    reminders: int

    @classmethod
    def of(cls, entry: Entry) -> "Line":
        return cls(
            id=entry.id,
            version=entry.version,
            document=entry.document.id,
            paper="".join((entry.document.title or entry.document.name).split()),
            task=words(entry.task, "title") or words(entry.task, "text"),
            text=words(entry.task, "text"),
            bearers="、".join(bearers(entry.task)),
            due=entry.due,
            until=entry.until,
            light=entry.light,
            lit=f"{SHOWN[entry.light].shape} {SHOWN[entry.light].name}",
            status=status_of(entry),
            progress=entry.progress,
            review=REVIEWS[entry.review],
            evidence=len(entry.evidence),
            extensions=len(entry.extensions),
            reminders=len(entry.reminders),
        )


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines from the `offset`-th on; `total` is how many there are in all."""

    total: int
    offset: int
    lines: tuple[Line, ...]


def lines(collection: Collection, filters: Filters, *, offset: int, limit: int) -> Lines:
    ledger, total = ask_slice(collection, question(collection, filters), offset=offset, limit=limit)
    return Lines(total, offset, tuple(map(Line.of, ledger.rows)))

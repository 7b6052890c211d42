"""What is told of the things in the store: the objects that routes answer and commands print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from corpus.store.documents import Stored
from corpus.store.ledger import LedgerRow
from service.batch import Refusal
from service.lights import Light, Lights

JobState = Literal["waiting", "running", "done", "failed", "parked", "cancelled"]
Stage = Literal["received", "reading", "read", "analysing", "working", "analysed", "done", "failed", "parked", "cancelled"]
STATES: Mapping[str, JobState] = {
    "received": "waiting",
    "reading": "running",
    "read": "running",
    "analysing": "running",
    "working": "running",
    "analysed": "done",
    "done": "done",
    "failed": "failed",
    "parked": "parked",
    "cancelled": "cancelled",
}
"""The state of a job by the stage that its row names."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A document of the collection. `use` is what its sender says it is, `kind` what the program takes it for; `same_text_as` is an
    earlier document that says the same, in another format perhaps: the ledger shows its rows."""

    id: UUID
    name: str
    sender: str
    use: str | None
    kind: str | None
    title: str | None
    issuer: str | None
    number: str | None
    date: date | None
    format: str | None
    pages: int | None
    characters: int | None
    size: int
    sha256: str
    received: datetime
    state: str
    percent: int
    error: Refusal | None
    ruleset: str | None
    version: int
    deleted: datetime | None
    same_text_as: UUID | None = None

    @classmethod
    def of(cls, stored: Stored) -> "Filed":
        return cls(
            id=stored.id,
            name=stored.name,
            sender=stored.sender,
            use=stored.use,
            kind=stored.kind,
            title=stored.title,
            issuer=stored.issuer,
            number=stored.number,
            date=stored.dated or stored.issued,
            format=stored.format,
            pages=stored.pages,
            characters=stored.characters,
            size=stored.size,
            sha256=stored.sha256,
            received=stored.received,
            state=stored.state,
            percent=stored.percent,
            error=refusal(stored.error),
            ruleset=stored.ruleset,
            version=stored.version,
            deleted=stored.deleted,
        )


@dataclass(frozen=True, slots=True)
class LogLine:
    at: datetime
    message: str


@dataclass(frozen=True, slots=True)
class Job:
    """Work that was asked for. A document's own job bears the document's id; `stage` is finer than `state`, `result` the path of
    what came of it, `name` that of its document, or in words what it is about."""

    id: UUID
    kind: str
    state: JobState
    stage: str
    percent: int
    starts: int
    priority: int
    who: str
    received: datetime
    error: Refusal | None = None
    document: UUID | None = None
    result: str | None = None
    log: tuple[LogLine, ...] = ()
    name: str | None = None

    @property
    def resting(self) -> bool:
        return self.state not in ("waiting", "running")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an upload: the document and the job that analyses it. `existing`: it was there before."""

    document: Filed
    job: Job
    existing: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that a row of the ledger comes from."""

    id: UUID
    name: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the ledger: a task with all that belongs to it, and how far it is.

    `due` is the earliest day that the document says something of it is due, `until` the day that counts: that of the last of
    `extensions`, else `due`. `light` is by the rule of the bureau, `progress` in per cent. `evidence` shows that it is done,
    `reminders` tell who was urged. `corrected` names the fields that a person changed, `conflict` says what
    a later analysis says otherwise; `version` is what If-Match asks for.
    """

    document: Origin
    id: UUID
    task: Mapping[str, object]
    deadlines: Sequence[Mapping[str, object]]
    targets: Sequence[Mapping[str, object]]
    state: Literal["open", "done", "overdue", "closed"]
    review: Literal["extracted", "checked", "confirmed", "rejected"]
    due: date | None = None
    until: date | None = None
    light: Light = "blue"
    progress: int = 0
    evidence: Sequence[Mapping[str, object]] = ()
    extensions: Sequence[Mapping[str, object]] = ()
    reminders: Sequence[Mapping[str, object]] = ()
    origin: Literal["analysis", "person"] = "analysis"
    corrected: Sequence[str] = ()
    conflict: Mapping[str, object] | None = None
    version: int = 1
    changed: datetime | None = None

    @classmethod
    def of(cls, row: LedgerRow, lights: Lights) -> "Entry":
        return cls(
            document=Origin(row.document, row.name, row.title),
            id=row.id,
            task=row.task,
            deadlines=row.deadlines,
            targets=row.targets,
            state=row.state,  # type: ignore[arg-type]  # the store holds no others
            review=row.review,  # type: ignore[arg-type]
            due=row.due,
            until=row.until,
            light=lights.of(row.state, row.until),
            progress=row.progress,
            evidence=row.evidence,
            extensions=row.extensions,
            reminders=row.reminders,
            origin=row.origin,  # type: ignore[arg-type]
            corrected=row.corrected,
            conflict=row.conflict,
            version=row.version,
            changed=row.changed,
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """What `duban ledger --json` prints; over HTTP a page of it, with the cursor of the next."""

    rows: tuple[Entry, ...]
    schema: Literal["duban.ledger/1"] = field(default="duban.ledger/1")
    cursor: str | None = None


def refusal(error: Mapping[str, str] | None) -> Refusal | None:
    return Refusal(error["code"], error["message"]) if error else None


def coarse(stage: str) -> JobState:
    return STATES[stage]

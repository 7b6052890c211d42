"""What people say of the results of the program: a verdict corrected, a finding dismissed or added, a flag confirmed.

An opinion stands beside what the program found, never in its place, under a subject (a plan and what it is held against, an essay and
its campaign), so that it holds when the program is asked again. Each is audited in the trail of its document, and can be taken back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert as upsert

from corpus.store import schema
from corpus.store.changes import Change, changes, mark_undone, note_change
from corpus.store.documents import document
from corpus.store.errors import NotStoredError, ReviewError, StaleError
from corpus.store.packed import Json, key
from corpus.store.reviews import Reviewer

SAID, UNDO = "opinion", "undo"
"""What the trail calls an opinion, and the taking back of one."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What opinions are about: `document` is the plan or the essay, in whose trail they stand."""

    document: UUID
    id: UUID


@dataclass(frozen=True, slots=True)
class Opinions:
    """All that is said of a subject, by item; `version` is 0 where nobody ever said anything."""

    said: Mapping[str, Json] = field(default_factory=dict)
    version: int = 0
    changed: datetime | None = None


def check_subject(plan: UUID, notice: UUID | None, template: UUID | None) -> Subject:
    """A plan and what it is held against, whatever the rules and settings."""
    return Subject(plan, key("opinions", str(plan), *(None if each is None else str(each) for each in (notice, template))))


def essay_subject(essay: UUID, notice: UUID | None) -> Subject:
    """An essay and the notice that its campaign answers, whatever essays it is digested with."""
    return Subject(essay, key("opinions", str(essay), None if notice is None else str(notice)))


def opinions(connection: Connection, subjects: Sequence[Subject]) -> dict[UUID, Opinions]:
    """What is said of each subject, by its id; an empty one where nothing is."""
    table = schema.opinions.c
    query = select(table.subject, table.said, table.version, table.changed)
    found = connection.execute(query.where(table.document.in_([each.document for each in subjects])))
    known = {row.subject: Opinions(row.said, row.version, row.changed) for row in found}
    return {each.id: known.get(each.id, Opinions()) for each in subjects}


def opinions_of(connection: Connection, subject: Subject) -> Opinions:
    return opinions(connection, [subject])[subject.id]


def say(connection: Connection, subject: Subject, item: str, value: Json | None, by: Reviewer) -> Opinions:
    """Puts what `by` says of an item in place of what was said of it; None takes it away.

    Raises NotStoredError where the document is gone, StaleError, ReviewError where that is what is said already.
    """
    held = _held(connection, subject, by)
    if held.said.get(item) == value:
        raise ReviewError("这一处的意见与现有的相同，没有改动。请刷新后再看。")
    return _write(connection, subject, held, item, value, by, SAID)


def withdraw(connection: Connection, subject: Subject, change: UUID, by: Reviewer) -> Opinions:
    """Takes back the latest change that was not taken back yet; what is older waits its turn.

    Raises NotStoredError, StaleError; ReviewError where a later change stands on this one, or it was taken back already.
    """
    held = _held(connection, subject, by)
    trail = trail_of(connection, subject)
    found = next((each for each in trail if each.id == change and each.what == SAID), None)
    if found is None:
        raise NotStoredError("修改记录", change)
    standing = [each.id for each in trail if each.what == SAID and each.undone is None]
    if not standing or standing[-1] != change:
        raise ReviewError("这项修改已被撤销，或其后还有别的修改。请从最近的一项开始撤销。")
    before = found.before if isinstance(found.before, Mapping) else None
    made = _write(connection, subject, held, found.field or "", before, by, UNDO)
    mark_undone(connection, subject.document, change, trail_of(connection, subject)[-1].id)
    return made


def trail_of(connection: Connection, subject: Subject) -> Sequence[Change]:
    """All that was said of a subject and taken back, oldest first."""
    return changes(connection, subject.document, row=subject.id)


def _held(connection: Connection, subject: Subject, by: Reviewer) -> Opinions:
    document(connection, subject.document, lock=True)
    held = opinions_of(connection, subject)
    if by.version is not None and by.version != held.version:
        raise StaleError(held.version)
    return held


def _write(
    connection: Connection, subject: Subject, held: Opinions, item: str, value: Json | None, by: Reviewer, what: str
) -> Opinions:  # fmt: skip
    said = {name: each for name, each in held.said.items() if name != item} | ({} if value is None else {item: dict(value)})
    row = {"said": said, "version": held.version + 1, "changed": func.now()}
    written = upsert(schema.opinions).values(document=subject.document, subject=subject.id, **row)
    connection.execute(written.on_conflict_do_update(index_elements=["document", "subject"], set_=row))
    before = held.said.get(item)
    note_change(connection, subject.document, who=by.who, what=what, row=subject.id, field=item, before=before, after=value)
    return opinions_of(connection, subject)

"""Documents: put once, found by id, deleted softly and brought back."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, and_, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from corpus.store import schema
from corpus.store.blobs import Blob
from corpus.store.changes import note_change, tell
from corpus.store.errors import DuplicateError, NotStoredError, StaleError
from corpus.store.packed import clean, key
from corpus.store.rows import LEDGER_USES

SWEEPING = 0x6475_6261_6E01
"""Advisory lock: shared by those who write rows on blobs, exclusive for the sweep that removes blobs without a row."""


READING = 0x6475_6261_6E03
"""Advisory lock: shared by a backup that reads blobs, exclusive for whoever removes some; taken before the other one, so that
uploads never wait for a backup."""


def hold_blobs(connection: Connection) -> None:
    """To be called before a blob is removed: until the transaction ends no row is written on one, and no backup reads any."""
    for key_of_lock in (READING, SWEEPING):
        connection.execute(select(func.pg_advisory_xact_lock(key_of_lock)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What a sender gives: bytes that are a blob already, and what he says of them. `position`: the place among what he gives at once,
    so that of two with one text the first is known."""

    name: str
    sender: str
    blob: Blob
    use: str | None = None
    issued: date | None = None
    priority: int = 0
    options: Mapping[str, object] | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it stands in the store."""

    id: UUID
    sha256: str
    name: str
    sender: str
    use: str | None
    size: int
    received: datetime
    issued: date | None
    options: Mapping[str, object] | None
    state: str
    starts: int
    priority: int
    percent: int
    error: Mapping[str, str] | None
    ruleset: str | None
    format: str | None
    kind: str | None
    pages: int | None
    characters: int | None
    title: str | None
    issuer: str | None
    number: str | None
    dated: date | None
    version: int
    changed: datetime
    deleted: datetime | None


COLUMNS = [schema.documents.c[name] for name in Stored.__slots__]


def stored(row: Row[Any]) -> Stored:
    return Stored(**row._asdict())


def document_id(sender: str, name: str, sha256: str) -> UUID:
    """The id of these bytes from this sender under this name: the same for ever, so that no upload counts twice."""
    return key(clean(sender), clean(name), sha256)


def put_document(connection: Connection, upload: Upload) -> Stored:
    """Writes the row of an upload, in state `received`.

    Its blob must be there (`store.blobs.put`), so that no row is without one. What was deleted is brought back by its upload.
    Raises DuplicateError, with the id, where the same sender gave the same bytes under the same name before; also when
    another transaction does so at this moment (it waits for that one).
    """
    _share_blobs(connection)
    row = _row_of(upload)
    written = connection.execute(upsert(schema.documents).values(row).on_conflict_do_nothing().returning(*COLUMNS)).first()
    if written is not None:
        return stored(written)
    if document(connection, row["id"], deleted=True).deleted is None:
        raise DuplicateError(row["name"], row["id"])
    return restore_document(connection, row["id"], who=row["sender"])


def put_fresh(connection: Connection, uploads: Sequence[Upload]) -> list[Stored | None]:
    """The same for many in one statement, in their order; None for one that was there before (`put_document` says what it is)."""
    if not uploads:
        return []
    _share_blobs(connection)
    rows = [_row_of(upload) for upload in uploads]
    unique = {row["id"]: row for row in rows}
    put = upsert(schema.documents).values([unique[identity] for identity in sorted(unique)]).on_conflict_do_nothing().returning(*COLUMNS)
    written = {row.id: stored(row) for row in connection.execute(put)}
    return [written.pop(row["id"], None) for row in rows]


def _share_blobs(connection: Connection) -> None:
    connection.execute(select(func.pg_advisory_xact_lock_shared(SWEEPING)))


def _row_of(upload: Upload) -> dict[str, Any]:
    name, sender = clean(upload.name), clean(upload.sender)
    return {
        "id": document_id(sender, name, upload.blob.sha256), "sha256": upload.blob.sha256, "name": name, "sender": sender,
        "size": upload.blob.size, "use": upload.use, "issued": upload.issued, "priority": upload.priority,
        "options": dict(upload.options) if upload.options else None, "received": func.now() + timedelta(microseconds=upload.position),
    }  # fmt: skip


def document(connection: Connection, identity: UUID, *, deleted: bool = False, lock: bool = False) -> Stored:
    """The document `identity`; with `deleted` also one that was deleted, with `lock` held for update. Raises NotStoredError."""
    query = select(*COLUMNS).where(schema.documents.c.id == identity)
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None or (row.deleted is not None and not deleted):
        raise NotStoredError("文件", identity)
    return stored(row)


def documents_by(connection: Connection, identities: Collection[UUID]) -> dict[UUID, Stored]:
    """Those of the documents that are there and not deleted."""
    table = schema.documents.c
    rows = connection.execute(select(*COLUMNS).where(table.id.in_(identities), table.deleted.is_(None)))
    return {row.id: stored(row) for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which documents: all fields that are given must hold. `words` stand in name or title."""

    use: str | None = None
    sender: str | None = None
    state: str | None = None
    sha256: str | None = None
    words: str | None = None
    deleted: bool = False


def documents(connection: Connection, wanted: Wanted, *, after: tuple[datetime, UUID] | None = None, limit: int = 50) -> Sequence[Stored]:
    """Newest first; `after` is (received, id) of the last one seen."""
    table = schema.documents.c
    query = _matching(select(*COLUMNS), wanted)
    if after is not None:
        query = query.where(or_(table.received < after[0], and_(table.received == after[0], table.id > after[1])))
    rows = connection.execute(query.order_by(table.received.desc(), table.id).limit(limit))
    return [stored(row) for row in rows]


def _matching(query: Select[Any], wanted: Wanted) -> Select[Any]:
    table = schema.documents.c
    query = query.where(table.deleted.is_not(None) if wanted.deleted else table.deleted.is_(None))
    for column, value in (
        (table.use, wanted.use),
        (table.sender, wanted.sender),
        (table.state, wanted.state),
        (table.sha256, wanted.sha256),
    ):
        if value is not None:
            query = query.where(column == clean(value))
    if wanted.words:
        words = clean(wanted.words)
        query = query.where(or_(table.name.contains(words, autoescape=True), table.title.contains(words, autoescape=True)))
    return query


def note(connection: Connection, identity: UUID, message: str) -> None:
    """Adds a line to the log of a document's job."""
    connection.execute(insert(schema.notes).values(document=identity, message=clean(message)))


def notes(connection: Connection, identity: UUID) -> Sequence[tuple[datetime, str]]:
    table = schema.notes.c
    return [
        (at, message)
        for at, message in connection.execute(select(table.at, table.message).where(table.document == identity).order_by(table.seq))
    ]


def notes_of(connection: Connection, identities: Collection[UUID]) -> dict[UUID, list[tuple[datetime, str]]]:
    """The logs of many documents."""
    table = schema.notes.c
    rows = connection.execute(select(table.document, table.at, table.message).where(table.document.in_(identities)).order_by(table.seq))
    found: defaultdict[UUID, list[tuple[datetime, str]]] = defaultdict(list)
    for row in rows:
        found[row.document].append((row.at, row.message))
    return dict(found)


def delete_document(connection: Connection, identity: UUID, *, who: str, version: int | None = None) -> Stored:
    """Hides a document with its ledger rows; `restore_document` undoes it. Raises NotStoredError, StaleError."""
    held = demand_version(document(connection, identity, lock=True), version)
    note_change(connection, held.id, who=who, what="delete")
    return _hide(connection, held.id, who=who, hidden=True)


def restore_document(connection: Connection, identity: UUID, *, who: str, version: int | None = None) -> Stored:
    """Brings a deleted document back as it was; one that is there stays as it is."""
    held = demand_version(document(connection, identity, deleted=True, lock=True), version)
    if held.deleted is None:
        return held
    note_change(connection, held.id, who=who, what="restore")
    return _hide(connection, held.id, who=who, hidden=False)


def demand_version(held: Stored, version: int | None) -> Stored:
    """The document, if it is of the version that somebody saw. Raises StaleError."""
    if version is not None and held.version != version:
        raise StaleError(held.version)
    return held


def _hide(connection: Connection, identity: UUID, *, who: str, hidden: bool) -> Stored:
    table = schema.documents
    when = {"deleted": func.now(), "deleted_by": clean(who)} if hidden else {"deleted": None, "deleted_by": None}
    change = update(table).where(table.c.id == identity).values(version=table.c.version + 1, changed=func.now(), **when)
    row = connection.execute(change.returning(*COLUMNS)).one()
    live = not hidden and row.use in (None, *LEDGER_USES)
    connection.execute(update(schema.ledger).where(schema.ledger.c.document == identity).values(live=live))
    tell(connection, identity, "deleted" if hidden else "restored")
    return stored(row)

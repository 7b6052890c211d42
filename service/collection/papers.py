"""Documents of the collection: found, read, hidden and brought back, and the trail of what was done to them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from corpus.store import (
    Change,
    NotStoredError,
    Stored,
    StoreError,
    Wanted,
    analysis_of,
    changes,
    delete_document,
    document,
    documents,
    restore_document,
    set_use,
    text_of,
)
from corpus.store.sametext import firsts
from service.collection.house import Collection
from service.collection.views import Filed


@dataclass(frozen=True, slots=True)
class Papers:
    """A page of documents, the newest first; `cursor` fetches the next one."""

    documents: tuple[Filed, ...]
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """All that was changed at a document and its rows, the oldest first."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes as they were sent."""

    data: bytes
    stored: Stored


def find(collection: Collection, wanted: Wanted, *, cursor: str | None = None, limit: int = 50) -> Papers:
    """Raises StoreError "cursor" for a cursor that is none."""
    after = _decoded(cursor) if cursor else None
    with collection.store.begin() as connection:
        found = documents(connection, wanted, after=after, limit=limit + 1)
        papers = _filed(connection, found[:limit])
    last = found[limit - 1] if len(found) > limit else None
    return Papers(papers, _encoded(last) if last else None)


def paper(collection: Collection, identity: UUID, *, deleted: bool = False) -> Filed:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        return _filed(connection, [document(connection, identity, deleted=deleted)])[0]


def analysis(collection: Collection, identity: UUID, ruleset: str | None = None) -> Mapping[str, object]:
    """As the rules found it, before any review. Raises NotStoredError, also while it is not analysed."""
    with collection.store.begin() as connection:
        return analysis_of(connection, identity, ruleset)


def text(collection: Collection, identity: UUID) -> str:
    """The text in which spans stand. Raises NotStoredError while it was not read."""
    with collection.store.begin() as connection:
        held = document(connection, identity)
        read = text_of(connection, identity, held.ruleset) if held.ruleset else None
    if read is None:
        raise NotStoredError("正文", identity)
    return str(read["text"])


def original(collection: Collection, identity: UUID) -> Original:
    """Raises NotStoredError, BlobError where the bytes are damaged."""
    with collection.store.begin() as connection:
        held = document(connection, identity)
    return Original(collection.store.blobs.read(held.sha256), held)


def call_it(collection: Collection, identity: UUID, use: str, *, who: str, version: int | None) -> Filed:
    """What a person says a document is. Raises NotStoredError, StaleError."""
    with collection.store.begin() as connection:
        return Filed.of(set_use(connection, identity, use, who=who, version=version))


def delete(collection: Collection, identity: UUID, *, who: str, version: int | None) -> Filed:
    with collection.store.begin() as connection:
        return Filed.of(delete_document(connection, identity, who=who, version=version))


def restore(collection: Collection, identity: UUID, *, who: str, version: int | None) -> Filed:
    with collection.store.begin() as connection:
        return Filed.of(restore_document(connection, identity, who=who, version=version))


def trail(collection: Collection, identity: UUID, *, row: UUID | None = None) -> Trail:
    """Also of a document that is deleted or purged. Raises NotStoredError."""
    with collection.store.begin() as connection:
        found = tuple(changes(connection, identity, row=row))
        if not found:
            document(connection, identity, deleted=True)
        return Trail(found)


def _filed(connection: Connection, found: Sequence[Stored]) -> tuple[Filed, ...]:
    known = firsts(connection, [each.id for each in found])
    return tuple(replace(Filed.of(each), same_text_as=known.get(each.id)) for each in found)


def _encoded(last: Stored) -> str:
    return urlsafe_b64encode(f"{last.received.isoformat()} {last.id}".encode()).decode()


def _decoded(cursor: str) -> tuple[datetime, UUID]:
    try:
        at, _, identity = urlsafe_b64decode(cursor.encode()).decode().partition(" ")
        return datetime.fromisoformat(at), UUID(identity)
    except ValueError as error:
        raise StoreError("cursor", f"翻页标记 {cursor[:40]} 无效。请从第一页重新查询。") from error

"""A digest as the page shows it: what people said in place, the report's texts, and what was digested so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from corpus.store import schema
from corpus.store.results import digest_head, digests
from service.collection.digested import ReviewedDigest, report_within, reviewed_within
from service.collection.house import Collection
from service.exports.digest.report import Report


@dataclass(frozen=True, slots=True)
class Digested:
    """`reviewed` has every flag with what people said of it; `report` is what exports are made of."""

    reviewed: ReviewedDigest
    report: Report
    notice: UUID | None


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A digest in a list; `essays` are those that were not deleted since, `title` is the notice's."""

    id: UUID
    title: str | None
    essays: int
    who: str
    at: datetime


def digested(collection: Collection, identity: UUID) -> Digested:
    """Raises NotStoredError, also where one of its essays was deleted."""
    with collection.store.begin() as connection:
        head = digest_head(connection, identity)
        return Digested(reviewed_within(connection, head), report_within(connection, head), head.notice)


def digest_lines(collection: Collection, *, limit: int = 50) -> Sequence[DigestLine]:
    """The newest first, without those of which no essay is left."""
    table = schema.documents.c
    with collection.store.begin() as connection:
        heads = digests(connection, limit=limit)
        wanted = {each for head in heads for each in (*head.documents, *([head.notice] if head.notice else []))}
        rows = connection.execute(select(table.id, table.title, table.name).where(table.id.in_(wanted), table.deleted.is_(None)))
        known = {row.id: row.title or row.name for row in rows}
    lines = [
        DigestLine(
            head.id, known.get(head.notice) if head.notice else None, sum(each in known for each in head.documents), head.who, head.at
        )
        for head in heads
    ]
    return [line for line in lines if line.essays]

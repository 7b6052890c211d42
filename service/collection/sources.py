"""Texts of the collection as values: what a document was read as, and what plans are held against."""

from uuid import UUID

from sqlalchemy import Connection

from corpus.store import NotStoredError, analysis_of, document
from nlp.types import Analysis, Source
from service.app import Given
from service.collection.adapters import value_of
from service.jobs.kinds.held import source_body


def given_within(connection: Connection, notice: UUID | None, template: UUID | None) -> Given:
    """Raises NotStoredError."""
    return Given(
        notice=value_of(Analysis, analysis_of(connection, notice)) if notice else None,
        template=source_within(connection, template) if template else None,
    )


def source_within(connection: Connection, identity: UUID) -> Source:
    """Raises NotStoredError where the document is gone or was never read."""
    body = source_body(connection, document(connection, identity))
    if body is None:
        raise NotStoredError("正文", identity)
    return value_of(Source, body)

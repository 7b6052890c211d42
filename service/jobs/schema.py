"""The table of jobs that are no document's own (checks, digests, chunks of a re-analysis), and the tables of the queue.

A document's job is the document's row in the store; both tables name alike what a job has: state, starts, priority, percent, worker,
beat, error.
"""

from dataclasses import dataclass

from procrastinate.schema import SchemaManager
from sqlalchemy import JSON, UUID, Column, DateTime, Index, Integer, MetaData, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from corpus.store import schema
from corpus.store.store import Store

metadata = MetaData(naming_convention=schema.metadata.naming_convention)
PREPARING = 0x6475_6261_6E11
"""Advisory lock of those who make the tables."""

jobs = Table(
    "jobs",
    metadata,
    Column("id", UUID, primary_key=True),
    Column("kind", Text, nullable=False, comment="a key of service.jobs.kinds.KINDS"),
    Column("given", JSON, nullable=False, comment="what the kind needs to know"),
    Column("made", JSON, comment="what came of it: an id in the store, or counts"),
    Column("who", Text, nullable=False),
    Column("batch", UUID, comment="the jobs of one call"),
    Column("state", Text, nullable=False, server_default="received"),
    Column("starts", Integer, nullable=False, server_default="0"),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("percent", Integer, nullable=False, server_default="0"),
    Column("worker", Text),
    Column("beat", DateTime(timezone=True)),
    Column("error", JSON),
    Column("log", JSONB, nullable=False, server_default=text("'[]'::jsonb"), comment="[[time, line], …]"),
    Column("received", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("changed", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Index("ix_jobs_open", "state", "beat", postgresql_where=text("state IN ('received', 'working')")),
    Index(None, "batch", postgresql_where=text("batch IS NOT NULL")),
)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table whose rows are jobs, and the names of their states there; `waiting` is received in both."""

    table: Table
    working: tuple[str, ...]
    finished: str


DOCUMENTS = Rows(schema.documents, ("reading", "read", "analysing"), "analysed")
JOBS = Rows(jobs, ("working",), "done")
WAITING = "received"
ENDED = ("failed", "parked", "cancelled")
"""The states besides `finished` in which a job rests; all can be queued again."""


def prepare(store: Store) -> None:
    """Makes the tables where they are missing; one that finds them asks one question."""
    with store.begin() as connection:
        if connection.execute(text(MISSING)).scalar():
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": PREPARING})
            metadata.create_all(connection)
            if connection.execute(text("SELECT to_regclass('procrastinate_jobs') IS NULL")).scalar():
                connection.exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))


MISSING = "SELECT to_regclass('jobs') IS NULL OR to_regclass('procrastinate_jobs') IS NULL"

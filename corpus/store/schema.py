"""The tables. Keys are hashes and UUIDs, and stand in every unique constraint, so that a distributed PostgreSQL can shard them.

Bodies of analyses, checks and digests are compressed JSON (`bytea`): they come back byte for byte, also with characters that
PostgreSQL's `jsonb` refuses (U+0000). What is asked for stands in columns of its own.
"""

import json
from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    UUID,
    BigInteger,
    Boolean,
    Column,
    Computed,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

BODY = JSON(none_as_null=True)
NOW = text("now()")
XACT = text("(pg_current_xact_id()::text::bigint)")
"""The transaction that writes a row: what the change feed is ordered by."""


def serialise(value: object) -> str:
    """JSON that PostgreSQL's `json` takes: lone surrogates, which UTF-8 has no bytes for, are escaped."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return plain if plain.isascii() or _encodes(plain) else json.dumps(value, separators=(",", ":"))


def _encodes(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _document(*, primary: bool = True) -> "Column[Any]":
    return Column("document", UUID, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=primary, nullable=False)


meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))
"""`store`: the identity of this store, new after every restore."""

documents = Table(
    "documents",
    metadata,
    Column("id", UUID, primary_key=True, comment="uuid5 of sender, name and sha256"),
    Column("sha256", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("use", Text, comment="notice, plan, template, essay, report, other; null until analysed where the sender did not say"),
    Column("size", BigInteger, nullable=False),
    Column("received", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("issued", Date, comment="the date the sender gave for a text that has none"),
    Column("options", BODY, comment="what else the sender said: of S3's making"),
    # the job: owned by service.jobs
    Column("state", Text, nullable=False, server_default="received"),
    Column("starts", Integer, nullable=False, server_default="0"),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("percent", Integer, nullable=False, server_default="0"),
    Column("worker", Text),
    Column("beat", DateTime(timezone=True), comment="the worker's last sign of life"),
    Column("error", BODY, comment="{code, message}"),
    Column("wanted", Text, comment="the ruleset it is to be analysed with; null: the worker's own"),
    # what the current analysis says
    Column("ruleset", Text),
    Column("format", Text),
    Column("kind", Text),
    Column("pages", Integer),
    Column("characters", Integer),
    Column("title", Text),
    Column("issuer", Text),
    Column("number", Text),
    Column("dated", Date),
    Column("letters", Text, comment="hash of the letters and digits of its text"),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("changed", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("deleted", DateTime(timezone=True)),
    Column("deleted_by", Text),
    Index(None, "sha256"),
    Index("ix_documents_received", text("received DESC"), text("id"), postgresql_where=text("deleted IS NULL")),
    Index("ix_documents_letters", "letters", "received", "id", postgresql_where=text("letters IS NOT NULL AND deleted IS NULL")),
    Index("ix_documents_open", "state", "beat", postgresql_where=text("state IN ('received', 'reading', 'read', 'analysing')")),
)

notes = Table(
    "notes",
    metadata,
    _document(),
    Column("seq", BigInteger, Identity(), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
    Column("message", Text, nullable=False),
)
"""The log of a document's job, for its sender."""

texts = Table(
    "texts",
    metadata,
    _document(),
    Column("reader", Text, primary_key=True, comment="the ruleset that read it"),
    Column("body", LargeBinary, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=NOW),
)

analyses = Table(
    "analyses",
    metadata,
    _document(),
    Column("ruleset", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=NOW),
)

NEVER = date.max
"""Stands for no due date, so that rows sort and cursors compare."""
LIVE = text("live")
ledger = Table(
    "ledger",
    metadata,
    _document(),
    Column("id", UUID, primary_key=True),
    Column("position", Integer, nullable=False, comment="order within the document"),
    Column("origin", Text, nullable=False, server_default="analysis", comment="analysis or person"),
    Column("task", BODY, nullable=False),
    Column("deadlines", BODY, nullable=False),
    Column("targets", BODY, nullable=False),
    Column("offices", ARRAY(Text), nullable=False),
    Column("bearers", ARRAY(Text), nullable=False, server_default="{}", comment="offices that lead or bear it, else who acts"),
    Column("tier", Text, nullable=False, server_default="must"),
    Column("words", Text, nullable=False, server_default="", comment="what is sought in: title and text"),
    Column("due", Date, nullable=False, server_default=str(NEVER), comment="9999-12-31: no date"),
    Column("extended", Date, comment="the day of the last extension; due stays what the notice says"),
    Column("until", Date, Computed("COALESCE(extended, due)", persisted=True), nullable=False, comment="the day that counts"),
    Column("state", Text, nullable=False, server_default="open", comment="open, done, closed; overdue is open and past until"),
    Column("progress", Integer, nullable=False, server_default="0", comment="per cent, as a person says"),
    Column("evidence", BODY, comment="[{note, document, who, at}]"),
    Column("extensions", BODY, comment="[{due, reason, who, at}], the last one counts"),
    Column("reminders", BODY, comment="[{whom, note, who, at}]"),
    Column("review", Text, nullable=False, server_default="extracted"),
    Column("corrected", ARRAY(Text), nullable=False, server_default="{}", comment="paths that a person changed"),
    Column("conflict", BODY, comment="what a later analysis says otherwise of a row that a person settled"),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("changed", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("live", Boolean, nullable=False, server_default="true", comment="false: its document is deleted, or no notice"),
    Index(None, "id"),
    Index("ix_ledger_until", "until", "document", "position", postgresql_where=LIVE),
    Index("ix_ledger_state", "state", "until", "document", "position", postgresql_where=LIVE),
    Index("ix_ledger_review", "review", "until", "document", "position", postgresql_where=LIVE),
    Index("ix_ledger_changed", "changed", "document", "position", postgresql_where=LIVE),
    Index("ix_ledger_place", "document", "position", "id", postgresql_where=LIVE),
    Index("ix_ledger_conflict", "until", "document", "position", postgresql_where=text("live AND conflict IS NOT NULL")),
    Index("ix_ledger_offices", "offices", postgresql_using="gin", postgresql_where=LIVE),
)

changes = Table(
    "changes",
    metadata,
    Column("document", UUID, primary_key=True),
    Column("id", UUID, primary_key=True),
    Column("row", UUID, comment="null: the document itself"),
    Column("who", Text, nullable=False),
    Column(
        "what",
        Text,
        nullable=False,
        comment="confirm, correct, reject, reopen, add, remove, state, progress, evidence, extend, remind, delete, restore, undo, use",
    ),
    Column("field", Text),
    Column("before", BODY),
    Column("after", BODY),
    Column("undone", UUID, comment="the change that took this one back"),
    Column("at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
    Index(None, "document", "row", "at"),
)
"""The audit trail. It refers to documents by no foreign key: it outlives those that are purged."""

feed = Table(
    "feed",
    metadata,
    Column("document", UUID, primary_key=True),
    Column("seq", BigInteger, Identity(), primary_key=True),
    Column("xact", BigInteger, nullable=False, server_default=XACT),
    Column("what", Text, nullable=False, comment="analysed, reviewed, deleted, restored"),
    Column("at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Index(None, "xact", "seq"),
)

checks = Table(
    "checks",
    metadata,
    Column("id", UUID, primary_key=True, comment="uuid5 of plan, notice, template, ruleset and settings"),
    Column("plan", UUID, nullable=False),
    Column("notice", UUID),
    Column("template", UUID),
    Column("ruleset", Text, nullable=False),
    Column("score", Integer, comment="hundredths"),
    Column("body", LargeBinary, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Index(None, "plan", "at"),
    Index(None, "notice", "at"),
)

digests = Table(
    "digests",
    metadata,
    Column("id", UUID, primary_key=True),
    Column("documents", ARRAY(UUID), nullable=False),
    Column("notice", UUID),
    Column("ruleset", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Index(None, "at"),
)

opinions = Table(
    "opinions",
    metadata,
    _document(),
    Column("subject", UUID, primary_key=True, comment="uuid5 of the document and what it is held against"),
    Column("said", BODY, nullable=False, comment="by item, what a person says of it"),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("changed", DateTime(timezone=True), nullable=False, server_default=NOW),
)
"""What people say of checks and digests, beside what the program found."""

rolls = Table(
    "rolls",
    metadata,
    Column("id", UUID, primary_key=True, comment="uuid5 of the name"),
    Column("name", Text, nullable=False, comment="schools, people"),
    Column("entries", ARRAY(Text), nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("who", Text, nullable=False),
    Column("changed", DateTime(timezone=True), nullable=False, server_default=NOW),
)
"""Lists of names: who is to send a plan, who is to write."""

prints = Table(
    "prints",
    metadata,
    _document(),
    Column("scheme", Text, primary_key=True, comment="what the grams are: a name with its version"),
    Column("gram", BigInteger, primary_key=True),
    Index(None, "scheme", "gram", "document"),
)
"""Fingerprints: the grams that stand for a document's text, to find those that share passages with another."""

answers = Table(
    "answers",
    metadata,
    Column("id", UUID, primary_key=True, comment="uuid5 of account and key"),
    Column("request", Text, nullable=False, comment="hash of the request"),
    Column("answer", BODY, comment="null while the first request is under way"),
    Column("at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Index(None, "at"),
)
"""Answers kept under an Idempotency-Key."""

accounts = Table(
    "accounts",
    metadata,
    Column("id", UUID, primary_key=True, comment="uuid5 of the name"),
    Column("name", Text, nullable=False),
    Column("secret", Text, nullable=False, comment="a password hash, of service's making"),
    Column("role", Text, nullable=False),
    Column("created", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("closed", DateTime(timezone=True)),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True, comment="sha256 of the token; the token itself is not kept"),
    Column("use", Text, nullable=False, comment="calendar, session, link …"),
    Column("account", Text, nullable=False),
    Column("scope", BODY, nullable=False),
    Column("created", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("expires", DateTime(timezone=True)),
    Column("revoked", DateTime(timezone=True)),
    Index(None, "account", "use"),
)

searches = Table(
    "searches",
    metadata,
    Column("id", UUID, primary_key=True, comment="uuid5 of owner and name"),
    Column("who", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("seen", Text, nullable=False, comment="the store and the cursor of its feed up to which the owner has seen"),
    Column("marked", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("created", DateTime(timezone=True), nullable=False, server_default=NOW),
    Index(None, "who", "created"),
)
"""Questions of which their owner wants to hear when a new document answers."""

views = Table(
    "views",
    metadata,
    Column("id", UUID, primary_key=True, comment="uuid5 of owner and name"),
    Column("who", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("filters", BODY, nullable=False, comment="of service's making"),
    Column("created", DateTime(timezone=True), nullable=False, server_default=NOW),
    Index(None, "who", "created"),
)
"""Views of the ledger that a person saved: filters under a name."""

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Integer, primary_key=True, comment="the highest is in force; 1 is the first"),
    Column("value", BODY, comment="of service's making; null: back to what the program has by default"),
    Column("who", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
)
"""Settings of the bureau. Nothing is overwritten: the older versions are the audit trail."""

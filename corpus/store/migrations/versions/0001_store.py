"""The store: documents, what was read and found in them, the ledger with its reviews, the audit trail, the change feed."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.UUID(), nullable=False, comment="uuid5 of the name"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False, comment="a password hash, of service's making"),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.UUID(), nullable=False, comment="uuid5 of account and key"),
        sa.Column("request", sa.Text(), nullable=False, comment="hash of the request"),
        sa.Column("answer", sa.JSON(), nullable=True, comment="null while the first request is under way"),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
    op.create_index("ix_answers_at", "answers", ["at"], unique=False)
    op.create_table(
        "checks",
        sa.Column("id", sa.UUID(), nullable=False, comment="uuid5 of plan, notice, template, ruleset and settings"),
        sa.Column("plan", sa.UUID(), nullable=False),
        sa.Column("notice", sa.UUID(), nullable=True),
        sa.Column("template", sa.UUID(), nullable=True),
        sa.Column("ruleset", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True, comment="hundredths"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checks"),
    )
    op.create_index("ix_checks_notice_at", "checks", ["notice", "at"], unique=False)
    op.create_index("ix_checks_plan_at", "checks", ["plan", "at"], unique=False)
    op.create_table(
        "digests",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("documents", sa.ARRAY(sa.UUID()), nullable=False),
        sa.Column("notice", sa.UUID(), nullable=True),
        sa.Column("ruleset", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_digests"),
    )
    op.create_index("ix_digests_at", "digests", ["at"], unique=False)
    op.create_table(
        "documents",
        sa.Column("id", sa.UUID(), nullable=False, comment="uuid5 of sender, name and sha256"),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column(
            "use",
            sa.Text(),
            nullable=True,
            comment="notice, plan, template, essay, report, other; null until analysed where the sender did not say",
        ),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("issued", sa.Date(), nullable=True, comment="the date the sender gave for a text that has none"),
        sa.Column("options", sa.JSON(), nullable=True, comment="what else the sender said: of S3's making"),
        sa.Column("state", sa.Text(), server_default="received", nullable=False),
        sa.Column("starts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("priority", sa.Integer(), server_default="0", nullable=False),
        sa.Column("percent", sa.Integer(), server_default="0", nullable=False),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("beat", sa.DateTime(timezone=True), nullable=True, comment="the worker's last sign of life"),
        sa.Column("error", sa.JSON(), nullable=True, comment="{code, message}"),
        sa.Column("wanted", sa.Text(), nullable=True, comment="the ruleset it is to be analysed with; null: the worker's own"),
        sa.Column("ruleset", sa.Text(), nullable=True),
        sa.Column("format", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("characters", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("deleted", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_index(
        "ix_documents_open",
        "documents",
        ["state", "beat"],
        unique=False,
        postgresql_where=sa.text("state IN ('received', 'reading', 'read', 'analysing')"),
    )
    op.create_index(
        "ix_documents_received",
        "documents",
        [sa.literal_column("received DESC"), sa.literal_column("id")],
        unique=False,
        postgresql_where=sa.text("deleted IS NULL"),
    )
    op.create_index("ix_documents_sha256", "documents", ["sha256"], unique=False)
    op.create_table(
        "feed",
        sa.Column("document", sa.UUID(), nullable=False),
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("xact", sa.BigInteger(), server_default=sa.text("(pg_current_xact_id()::text::bigint)"), nullable=False),
        sa.Column("what", sa.Text(), nullable=False, comment="analysed, reviewed, deleted, restored"),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("document", "seq", name="pk_feed"),
    )
    op.create_index("ix_feed_xact_seq", "feed", ["xact", "seq"], unique=False)
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.Text(), nullable=False, comment="sha256 of the token; the token itself is not kept"),
        sa.Column("use", sa.Text(), nullable=False, comment="calendar, session, link …"),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
    )
    op.create_index("ix_tokens_account_use", "tokens", ["account", "use"], unique=False)
    op.create_table(
        "analyses",
        sa.Column("document", sa.UUID(), nullable=False),
        sa.Column("ruleset", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_analyses_document", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "ruleset", name="pk_analyses"),
    )
    op.create_table(
        "changes",
        sa.Column("document", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("row", sa.UUID(), nullable=True, comment="null: the document itself"),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column(
            "what",
            sa.Text(),
            nullable=False,
            comment="confirm, correct, reject, reopen, add, remove, state, delete, restore, undo, use",
        ),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("undone", sa.UUID(), nullable=True, comment="the change that took this one back"),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_changes_document", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "id", name="pk_changes"),
    )
    op.create_index("ix_changes_document_row_at", "changes", ["document", "row", "at"], unique=False)
    op.create_table(
        "ledger",
        sa.Column("document", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="order within the document"),
        sa.Column("origin", sa.Text(), server_default="analysis", nullable=False, comment="analysis or person"),
        sa.Column("task", sa.JSON(), nullable=False),
        sa.Column("deadlines", sa.JSON(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("offices", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("due", sa.Date(), server_default="9999-12-31", nullable=False, comment="9999-12-31: no date"),
        sa.Column("state", sa.Text(), server_default="open", nullable=False, comment="open, done, closed; overdue is open and past due"),
        sa.Column("review", sa.Text(), server_default="extracted", nullable=False),
        sa.Column("corrected", sa.ARRAY(sa.Text()), server_default="{}", nullable=False, comment="paths that a person changed"),
        sa.Column("conflict", sa.JSON(), nullable=True, comment="what a later analysis says otherwise of a row that a person settled"),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("live", sa.Boolean(), server_default="true", nullable=False, comment="false: its document is deleted, or no notice"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_ledger_document", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "id", name="pk_ledger"),
    )
    op.create_index("ix_ledger_changed", "ledger", ["changed", "document", "position"], unique=False, postgresql_where=sa.text("live"))
    op.create_index("ix_ledger_due", "ledger", ["due", "document", "position"], unique=False, postgresql_where=sa.text("live"))
    op.create_index("ix_ledger_id", "ledger", ["id"], unique=False)
    op.create_index("ix_ledger_offices", "ledger", ["offices"], unique=False, postgresql_using="gin", postgresql_where=sa.text("live"))
    op.create_index("ix_ledger_review", "ledger", ["review", "due", "document", "position"], unique=False, postgresql_where=sa.text("live"))
    op.create_index("ix_ledger_state", "ledger", ["state", "due", "document", "position"], unique=False, postgresql_where=sa.text("live"))
    op.create_table(
        "notes",
        sa.Column("document", sa.UUID(), nullable=False),
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_notes_document", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "seq", name="pk_notes"),
    )
    op.create_table(
        "prints",
        sa.Column("document", sa.UUID(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False, comment="what the grams are: a name with its version"),
        sa.Column("gram", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_prints_document", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "scheme", "gram", name="pk_prints"),
    )
    op.create_index("ix_prints_scheme_gram_document", "prints", ["scheme", "gram", "document"], unique=False)
    op.create_table(
        "texts",
        sa.Column("document", sa.UUID(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False, comment="the ruleset that read it"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_texts_document", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "reader", name="pk_texts"),
    )
    op.execute("INSERT INTO meta (key, value) VALUES ('store', gen_random_uuid()::text)")

"""How far tasks are (progress, evidence, extensions, reminders), saved views of the ledger, settings of the bureau."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0005"
down_revision = "0004"

READABLE = r"task::text NOT LIKE '%\\u0000%' AND task::text NOT LIKE '%\\ud%'"
"""PostgreSQL turns no JSON into text that holds U+0000 or a lone surrogate: such rows are filled in by their next analysis."""
FILL = f"""
UPDATE ledger SET
  tier = coalesce(task->>'tier', 'must'),
  words = concat_ws(E'\\n', nullif(task->>'title', ''), nullif(task->>'text', '')),
  bearers = coalesce(
    (SELECT array_agg(name ORDER BY first) FROM (
       SELECT office->>'name' AS name, min(place) AS first
       FROM json_array_elements(CASE json_typeof(task->'offices') WHEN 'array' THEN task->'offices' ELSE '[]' END)
            WITH ORDINALITY AS listed(office, place)
       WHERE office->>'role' IN ('lead', 'responsible') GROUP BY 1) AS named),
    CASE WHEN task->>'actor' IS NOT NULL THEN ARRAY[task->>'actor'] END, '{{}}')
WHERE {READABLE}
"""
LIVE = sa.text("live")


def upgrade() -> None:
    _add_columns()
    op.execute(FILL)
    for name in ("due", "state", "review", "conflict"):
        op.drop_index(f"ix_ledger_{name}", "ledger")
    order = ["until", "document", "position"]
    op.create_index("ix_ledger_until", "ledger", order, postgresql_where=LIVE)
    op.create_index("ix_ledger_state", "ledger", ["state", *order], postgresql_where=LIVE)
    op.create_index("ix_ledger_review", "ledger", ["review", *order], postgresql_where=LIVE)
    op.create_index("ix_ledger_conflict", "ledger", order, postgresql_where=sa.text("live AND conflict IS NOT NULL"))
    op.alter_column("ledger", "state", comment="open, done, closed; overdue is open and past until")
    what = "confirm, correct, reject, reopen, add, remove, state, progress, evidence, extend, remind, delete, restore, undo, use"
    op.alter_column("changes", "what", comment=what)
    _create_views()
    _create_settings()


def _add_columns() -> None:
    notes = {
        "evidence": "[{note, document, who, at}]",
        "extensions": "[{due, reason, who, at}], the last one counts",
        "reminders": "[{whom, note, who, at}]",
    }
    for column in (
        sa.Column("bearers", ARRAY(sa.Text()), server_default="{}", nullable=False, comment="offices that lead or bear it, else who acts"),
        sa.Column("tier", sa.Text(), server_default="must", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False, comment="what is sought in: title and text"),
        sa.Column("extended", sa.Date(), nullable=True, comment="the day of the last extension; due stays what the notice says"),
        sa.Column(
            "until", sa.Date(), sa.Computed("COALESCE(extended, due)", persisted=True), nullable=False, comment="the day that counts"
        ),
        sa.Column("progress", sa.Integer(), server_default="0", nullable=False, comment="per cent, as a person says"),
    ):
        op.add_column("ledger", column)
    for name, said in notes.items():
        op.add_column("ledger", sa.Column(name, sa.JSON(), nullable=True, comment=said))


def _create_views() -> None:
    op.create_table(
        "views",
        sa.Column("id", sa.UUID(), nullable=False, comment="uuid5 of owner and name"),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False, comment="of service's making"),
        sa.Column("created", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_views"),
    )
    op.create_index("ix_views_who_created", "views", ["who", "created"])


def _create_settings() -> None:
    op.create_table(
        "settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False, comment="the highest is in force; 1 is the first"),
        sa.Column("value", sa.JSON(), nullable=True, comment="of service's making; null: back to what the program has by default"),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.PrimaryKeyConstraint("name", "version", name="pk_settings"),
    )

"""Saved searches: questions of which their owner wants to hear when a new document answers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "searches",
        sa.Column("id", sa.UUID(), nullable=False, comment="uuid5 of owner and name"),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False, comment="the store and the cursor of its feed up to which the owner has seen"),
        sa.Column("marked", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_searches"),
    )
    op.create_index("ix_searches_who_created", "searches", ["who", "created"], unique=False)

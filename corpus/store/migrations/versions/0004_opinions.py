"""What people say of checks and digests, and lists of schools and people."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "opinions",
        sa.Column("document", sa.UUID(), nullable=False),
        sa.Column("subject", sa.UUID(), nullable=False, comment="uuid5 of the document and what it is held against"),
        sa.Column("said", sa.JSON(none_as_null=True), nullable=False, comment="by item, what a person says of it"),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_opinions_document", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "subject", name="pk_opinions"),
    )
    op.create_table(
        "rolls",
        sa.Column("id", sa.UUID(), nullable=False, comment="uuid5 of the name"),
        sa.Column("name", sa.Text(), nullable=False, comment="schools, people"),
        sa.Column("entries", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rolls"),
    )

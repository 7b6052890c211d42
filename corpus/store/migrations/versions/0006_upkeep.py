"""Accounts have roles; the trail outlives what it speaks of; documents of the same text know one another."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.execute("UPDATE accounts SET role = 'admin'")  # until now every account could do everything
    op.drop_constraint("fk_changes_document", "changes", type_="foreignkey")
    op.add_column("documents", sa.Column("letters", sa.Text(), comment="hash of the letters and digits of its text"))
    op.create_index(
        "ix_documents_letters",
        "documents",
        ["letters", "received", "id"],
        postgresql_where=sa.text("letters IS NOT NULL AND deleted IS NULL"),
    )

"""The ledger in the order of documents, and its conflicts: half a million rows were sorted for each page."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_index("ix_ledger_place", "ledger", ["document", "position", "id"], postgresql_where=sa.text("live"))
    order = ["due", "document", "position"]
    op.create_index("ix_ledger_conflict", "ledger", order, postgresql_where=sa.text("live AND conflict IS NOT NULL"))

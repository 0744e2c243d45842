"""What a TBX file says of concepts and terms that the model has no field for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("concept", "term"):
        op.add_column(table, sa.Column("extra", sa.Text(), nullable=False, server_default=sa.text("''")))

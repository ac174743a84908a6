"""Format 6: the proofs of a record.

The new column is empty in every old row, and a seal leaves out what is empty, so old seals still hold.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column."""
    op.add_column("revisions", sa.Column("proofs", sa.JSON))
    op.execute("UPDATE formats SET version = 6")

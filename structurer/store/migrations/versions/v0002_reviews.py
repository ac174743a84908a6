"""Format 2: what a person did, the queue, and who is at a record.

The new column is empty in every old row, and a seal leaves out what is empty, so old seals still hold.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column and the tables."""
    op.add_column("revisions", sa.Column("review", sa.JSON))
    op.create_table(
        "heads",
        sa.Column("record_id", sa.String, sa.ForeignKey("records.id"), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("stake", sa.String, nullable=False),
        sa.Column("findings", sa.Integer, nullable=False),
    )
    op.create_index("heads_worst_first", "heads", ["verdict", "stake", "findings", "record_id"])
    op.create_table(
        "leases",
        sa.Column("record_id", sa.String, sa.ForeignKey("records.id"), primary_key=True),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("since", sa.String, nullable=False),
        sa.Column("until", sa.String, nullable=False),
    )
    op.execute("UPDATE formats SET version = 2")

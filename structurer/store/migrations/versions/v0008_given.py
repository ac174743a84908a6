"""Format 8: what a person gave beside a sheet, and the acts about whole records: where their sheets stand, what was withdrawn.

The new column is empty in every old row, and a seal leaves out what is empty, so old seals still hold. Where the sheets of old
records stood is not known: their names may be relative. It is noted when they are read again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("revisions", sa.Column("given", sa.JSON))
    op.create_table(
        "record_acts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("record_id", _text(), sa.ForeignKey("records.id"), nullable=False),
        sa.Column("deed", _text(), nullable=False),
        sa.Column("place", _text()),
        sa.Column("author", _text()),
        sa.Column("at", _text(), nullable=False),
        sa.Column("reason", _text(), nullable=False),
    )
    op.create_index("record_acts_record", "record_acts", ["record_id"])
    op.create_index("record_acts_place", "record_acts", ["place"])
    op.execute("UPDATE formats SET version = 8")


def _text() -> sa.String:
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")

"""Format 12: what exports write of each record's newest revision, kept beside it.

It is derived. Of old records it is kept when they are first exported, or saved again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "exported_texts",
        sa.Column("record_id", _text(), sa.ForeignKey("records.id"), primary_key=True),
        sa.Column("kind", _text(), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("digest", _text(), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.execute("UPDATE formats SET version = 12")


def _text() -> sa.String:
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")

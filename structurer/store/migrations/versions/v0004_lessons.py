"""Format 4: lessons, and the end of them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "lessons",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("record_id", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["record_id", "number"], ["revisions.record_id", "revisions.number"]),
    )
    op.create_table(
        "revocations",
        sa.Column("lesson_id", sa.String, sa.ForeignKey("lessons.id"), primary_key=True),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
    )
    op.execute("UPDATE formats SET version = 4")

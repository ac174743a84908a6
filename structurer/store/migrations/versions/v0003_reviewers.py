"""Format 3: who may review over the web."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add their table."""
    op.create_table(
        "reviewers",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("salt", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("added_at", sa.String, nullable=False),
    )
    op.execute("UPDATE formats SET version = 3")

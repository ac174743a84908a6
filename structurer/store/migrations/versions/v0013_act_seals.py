"""Format 13: seals of acts. The acts that are there get none: nobody can say whether they are as they were done; they are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_TABLES = ("record_acts", "word_acts", "link_acts", "audits", "audit_answers")


def upgrade() -> None:
    """Add the column to every table of acts, and the table of their chains with a row for each."""
    op.create_table(
        "act_chains",
        sa.Column("name", _text(), primary_key=True),
        sa.Column("unsealed", sa.Integer, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("seal", _text()),
    )
    for table in _TABLES:
        op.add_column(table, sa.Column("seal", _text()))
        op.execute(
            "INSERT INTO act_chains (name, unsealed, first, last) "  # noqa: S608  # our own names
            f"SELECT '{table}', COUNT(*), COALESCE(MAX(id), 0) + 1, COALESCE(MAX(id), 0) FROM {table}"
        )
    op.execute("UPDATE formats SET version = 13")


def _text() -> sa.String:
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")

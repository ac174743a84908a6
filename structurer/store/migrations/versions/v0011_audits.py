"""Format 11: the audits of verified records, and what reviewers answered in them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "audits",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("at", "author", "rate", "seed"),
        sa.Column("figures", sa.Integer),
        sa.Column("population", sa.Integer, nullable=False),
        sa.Column("drawn", sa.JSON, nullable=False),
    )
    op.create_table(
        "audit_answers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("audit", sa.Integer, sa.ForeignKey("audits.id"), nullable=False),
        *_texts("record_id"),
        sa.Column("number", sa.Integer, nullable=False),
        *_texts("field", "reviewer", "deed", "answer"),
        sa.Column("conclusion", _text()),
        sa.Column("milliseconds", sa.Integer, nullable=False),
        *_texts("at"),
        sa.ForeignKeyConstraint(["record_id", "number"], ["revisions.record_id", "revisions.number"]),
    )
    op.create_index("audit_answers_audit", "audit_answers", ["audit", "reviewer"])
    op.execute("UPDATE formats SET version = 11")


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, _text(), nullable=False) for name in names]


def _text() -> sa.String:
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")

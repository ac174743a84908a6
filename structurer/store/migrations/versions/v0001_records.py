"""Format 1: sources, records, their revisions and the replies of models."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table("formats", sa.Column("version", sa.Integer, primary_key=True, autoincrement=False))
    op.create_table(
        "sources",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("text", sa.String, nullable=False),
    )
    op.create_table(
        "records",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("sha256", sa.String, sa.ForeignKey("sources.sha256"), nullable=False, unique=True),
    )
    _revisions()
    op.create_table(
        "replies",
        sa.Column("record_id", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("text", sa.String, nullable=False),
        sa.ForeignKeyConstraint(["record_id", "number"], ["revisions.record_id", "revisions.number"]),
    )
    op.execute("INSERT INTO formats (version) VALUES (1)")


def _revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("record_id", sa.String, sa.ForeignKey("records.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("parent", sa.Integer),
        sa.Column("author", sa.String),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("saved_at", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("project", sa.String),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("findings", sa.Integer, nullable=False),
        sa.Column("reader", sa.String, nullable=False),
        sa.Column("model", sa.String, nullable=False),
        sa.Column("schema", sa.String, nullable=False),
        sa.Column("reading", sa.JSON, nullable=False),
        sa.Column("sheet", sa.JSON, nullable=False),
        sa.Column("results", sa.JSON, nullable=False),
        sa.Column("unclaimed", sa.JSON, nullable=False),
        sa.Column("seal", sa.String, nullable=False),
        sa.ForeignKeyConstraint(["record_id", "parent"], ["revisions.record_id", "revisions.number"]),
    )

"""Format 5: the document a sheet came from, batches, what they ask by post, and one order of texts in every database.

The new column is empty in every old row, and a seal leaves out what is empty, so old seals still hold.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TABLES = (
    "sources", "records", "revisions", "replies", "heads", "leases", "reviewers", "lessons", "revocations", "batches",
    "batch_sheets", "posts", "answers",
)  # fmt: skip


def upgrade() -> None:
    """Add the column and the tables; order texts by their characters' numbers."""
    op.add_column("revisions", sa.Column("document", sa.JSON))
    op.create_table(
        "batches",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("model", sa.String, nullable=False),
        sa.Column("started_at", sa.String, nullable=False),
        sa.Column("finished_at", sa.String),
    )
    op.create_index("batches_key", "batches", ["key"])
    op.create_table(
        "batch_sheets",
        sa.Column("batch_id", sa.String, sa.ForeignKey("batches.id"), primary_key=True),
        sa.Column("item", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("verdict", sa.String),
        sa.Column("record_id", sa.String),
        sa.Column("number", sa.Integer),
        sa.Column("error", sa.String),
        sa.Column("message", sa.String),
        sa.ForeignKeyConstraint(["record_id", "number"], ["revisions.record_id", "revisions.number"]),
    )
    _posts()
    if op.get_context().dialect.name == "postgresql":  # SQLite compares the characters' numbers already
        _order_texts()
    op.execute("UPDATE formats SET version = 5")


def _posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("batch_id", sa.String, sa.ForeignKey("batches.id"), nullable=False),
        sa.Column("remote", sa.String),
        sa.Column("sent_at", sa.String, nullable=False),
        sa.Column("ended_at", sa.String),
        sa.Column("questions", sa.Integer, nullable=False),
        sa.Column("note", sa.String),
    )
    op.create_index("ix_posts_batch_id", "posts", ["batch_id"])
    op.create_table(
        "answers",
        sa.Column("batch_id", sa.String, sa.ForeignKey("batches.id"), primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("post_id", sa.String, sa.ForeignKey("posts.id"), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("body", sa.String),
    )
    op.create_index("ix_answers_post_id", "answers", ["post_id"])


def _order_texts() -> None:
    inspector = sa.inspect(op.get_bind())
    for table in _TABLES:
        texts = [column["name"] for column in inspector.get_columns(table) if isinstance(column["type"], sa.String)]
        changes = ", ".join(f'ALTER COLUMN "{name}" TYPE VARCHAR COLLATE "C"' for name in texts)
        op.execute(f"ALTER TABLE {table} {changes}")

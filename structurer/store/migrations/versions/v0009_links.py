"""Format 9: which records persons said are of one project, by what each is known as one, and last year's record as a witness.

Nobody had said anything before, so the table of acts begins empty. The rows of the other table are derived, as those of the queue
are, and are worked out when they are first asked for. The new column is empty in every old row, so old seals still hold.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column and the two tables."""
    op.add_column("revisions", sa.Column("prior", sa.JSON))
    op.create_table(
        "link_acts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("record_id", _text(), sa.ForeignKey("records.id"), nullable=False),
        sa.Column("other_id", _text(), sa.ForeignKey("records.id"), nullable=False),
        sa.Column("deed", _text(), nullable=False),
        sa.Column("author", _text(), nullable=False),
        sa.Column("at", _text(), nullable=False),
        sa.Column("reason", _text(), nullable=False),
    )
    op.create_index("link_acts_record", "link_acts", ["record_id"])
    op.create_index("link_acts_other", "link_acts", ["other_id"])
    op.create_table(
        "project_heads",
        sa.Column("record_id", _text(), sa.ForeignKey("records.id"), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("rules", sa.Integer, nullable=False),
        sa.Column("publisher", _text()),
        sa.Column("department", _text()),
        sa.Column("code", _text()),
        sa.Column("name", _text()),
        sa.Column("fiscal_year", sa.Integer),
    )
    op.create_index("project_heads_code", "project_heads", ["code"])
    op.create_index("project_heads_name", "project_heads", ["name"])
    op.execute("UPDATE formats SET version = 9")


def _text() -> sa.String:
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")

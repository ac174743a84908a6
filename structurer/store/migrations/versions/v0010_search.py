"""Format 10: the index of the search, and what of a record's newest revision its facets are.

All of it is derived. The rows of old records are made when the tables are all there, in the same transaction (`preparing`).
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the tables, and the index of pairs of letters that the database has a kind of table for."""
    op.create_table(
        "search_entries",
        sa.Column("record_id", _text(), sa.ForeignKey("records.id"), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False, unique=True),
        sa.Column("verdict", _text(), nullable=False),
        sa.Column("name", _text(), nullable=False),
        sa.Column("project", _text()),
        sa.Column("publisher", _text()),
        sa.Column("department", _text()),
        sa.Column("fiscal_year", sa.Integer),
        sa.Column("saved_at", _text(), nullable=False),
        sa.Column("amounts", _text(), nullable=False),
    )
    op.create_table(
        "search_texts",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("record_id", _text(), sa.ForeignKey("records.id"), nullable=False, unique=True),
        sa.Column("indexed", sa.Boolean, nullable=False),
        sa.Column("letters", _text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("search_texts_indexed", "search_texts", ["indexed"])
    if op.get_bind().dialect.name == "postgresql":
        # the letters of a sheet stay in their row, where they are compared without being fetched and unpacked first
        op.execute("ALTER TABLE search_texts SET (toast_tuple_target = 8160)")
        op.execute('CREATE TABLE search_pairs (position INTEGER PRIMARY KEY, pairs TEXT[] COLLATE "C" NOT NULL)')
        op.execute("CREATE INDEX search_pairs_pairs ON search_pairs USING gin (pairs)")
    elif op.get_bind().scalar(sa.text("SELECT sqlite_compileoption_used('ENABLE_FTS5')")):
        op.execute("CREATE VIRTUAL TABLE search_pairs USING fts5 (pairs, content='', tokenize='ascii')")
    op.execute("UPDATE formats SET version = 10")


def _text() -> sa.String:
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")

"""Format 7: words instead of lessons, and the words that a record rests on.

What approved corrections had taught is brought along. A source, a cost and a heading of names were approved by a person and stay
in force; a year or a stage needs a second person now and becomes a proposal; a unit cannot be a word and is ended with a
reason, so that the list of words tells of it. The scope is the publisher that the approved sheet names; where it names none
nobody knows on which sheets the word holds, and it is a proposal too.

The new column is empty in every old row, and a seal leaves out what is empty, so old seals still hold.
"""

import json
import re
import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_MARK = re.compile(r"\([A-Za-z0-9+=・①-⑳‐−―ー-]{1,5}\)")
_NO_SCOPE = "publisher:"


def upgrade() -> None:
    """Add the column and the table, bring the lessons along, take their tables away."""
    op.add_column("revisions", sa.Column("words", sa.JSON))
    acts = op.create_table(
        "word_acts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("scope", _text(), nullable=False),
        sa.Column("word", _text(), nullable=False),
        sa.Column("deed", _text(), nullable=False),
        sa.Column("meaning", _text()),
        sa.Column("author", _text()),
        sa.Column("at", _text(), nullable=False),
        sa.Column("reason", _text(), nullable=False),
        sa.Column("record_id", _text()),
        sa.Column("revision", sa.Integer),
        sa.Column("equation", _text()),
        sa.ForeignKeyConstraint(["record_id", "revision"], ["revisions.record_id", "revisions.number"]),
    )
    op.create_index("word_acts_word", "word_acts", ["scope", "word"])
    found = sorted(_acts(op.get_bind()), key=lambda act: act["at"])
    if found:
        op.bulk_insert(acts, found)
    op.drop_table("revocations")
    op.drop_table("lessons")
    op.execute("UPDATE formats SET version = 7")


def _text() -> sa.String:
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")


def _acts(connection: sa.Connection) -> list[dict[str, Any]]:
    rows = connection.execute(
        sa.text(
            "SELECT l.record_id, l.number, l.content, s.sheet, r.author, r.at, r.reason FROM lessons l "
            "JOIN revisions s ON s.record_id = l.record_id AND s.number = l.number "
            "LEFT JOIN revocations r ON r.lesson_id = l.id"
        )
    )
    return [act for row in rows for act in _acts_of(*row)]


def _acts_of(  # noqa: PLR0913, PLR0917  # the columns of a row
    record: str,
    number: int,
    content: object,
    sheet: object,
    ended_by: str | None,
    ended_at: str | None,
    why: str | None,
) -> list[dict[str, Any]]:
    lesson, publisher = _tree(content), (_tree(sheet).get("identity") or {}).get("publisher") or {}
    origin = lesson.get("origin") or {}
    kind, meaning = lesson.get("kind"), _meaning(lesson)
    scope = f"{_NO_SCOPE}{_squeezed(publisher.get('text') or '')}"
    known: dict[str, Any] = {
        "scope": scope,
        "word": _squeezed(_MARK.sub("", unicodedata.normalize("NFKC", str(lesson.get("label"))))),
        "record_id": record,
        "revision": number,
        "equation": None,
    }
    deed = "proposed" if kind == "moment" or scope == _NO_SCOPE else "confirmed"
    act = {
        "deed": deed,
        "meaning": meaning,
        "author": origin.get("author"),
        "at": origin.get("at") or "",
        "reason": "lesson",
    }
    if meaning is None:
        return [
            {
                **known,
                **act,
                "deed": "revoked",
                "reason": "単位の教訓は引き継がない。 A lesson of a unit is not taken along.",
            }
        ]
    made = [{**known, **act}]
    if ended_at is not None:
        made.append(
            {**known, "deed": "revoked", "meaning": None, "author": ended_by, "at": ended_at, "reason": why or ""}
        )
    return made


def _tree(value: object) -> dict[str, Any]:
    """A JSON column, which one database hands over as text and another as what it says."""
    found = json.loads(value) if isinstance(value, str) else value
    return found if isinstance(found, dict) else {}


def _meaning(lesson: dict[str, Any]) -> str | None:
    kind, said = lesson.get("kind"), lesson.get("meaning") or {}
    if kind in {"source", "cost"}:
        return f"{kind}:{said.get('measure')}"
    if kind == "name":
        return "name"
    if kind != "moment":
        return None
    stage, year = said.get("stage"), said.get("year_offset")
    return f"year:{year}" if not stage else f"stage:{stage}" + ("" if year is None else f"/{year}")


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())

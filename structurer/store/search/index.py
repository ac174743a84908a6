"""The index of the search: what of each record's newest revision is looked for, made in the transaction that saves it.

Derived, so not sealed. Words are found by their pairs of letters, in the kind of table that the database has for it: FTS5 of
SQLite's, an inverted index of PostgreSQL's. Where a SQLite has no FTS5 the letters themselves are looked through: as right, slower.
"""

from collections.abc import Iterator
from itertools import chain
from json import JSONDecodeError

from pydantic import ValidationError
from sqlalchemy import TextClause, select, text
from sqlalchemy.orm import Session, load_only

from structurer.errors import RecordInvalid
from structurer.sheet.facts import Fact, facts, is_project_amount
from structurer.sheet.given import Given, head_of
from structurer.sheet.model import Label, Measure, Sheet, Table
from structurer.store.revision import given_in
from structurer.store.search.tables import SearchEntryRow, SearchTextRow, has_pairs, is_server
from structurer.store.tables import RecordRow, RevisionRow, SourceRow
from structurer.store.tables import put as put_row
from structurer.text.grams import searched, server_tokens, tokens

_R = RevisionRow
_PLAIN = (_R.record_id, _R.number, _R.name, _R.project, _R.verdict, _R.saved_at)


def put(session: Session, row: RevisionRow, sheet: Sheet, given: Given | None, sheet_text: str) -> None:
    """Index a revision that becomes the newest of its record: its sheet, what a person gave beside it, and the text."""
    identity = sheet.identity
    publisher, year = head_of(identity, given)
    department = " ".join(filter(None, map(_label, (identity.department, identity.division))))
    entry = _entry(row)
    entry.publisher, entry.department = publisher or None, department or None
    entry.fiscal_year, entry.amounts = int(year) if year else None, " ".join(own_amounts(sheet))
    labels = chain.from_iterable((fact.section, fact.row) for fact in facts(sheet))
    entry.position = _put_letters(session, row.record_id, (*_names(row), publisher, department, *labels, sheet_text))
    put_row(session, entry)


def build(session: Session) -> None:
    """Index every record that is not yet: those of a store that an older version made."""
    missing = select(RecordRow.id, RecordRow.sha256).where(RecordRow.id.not_in(select(SearchEntryRow.record_id)))
    for record_id, sha256 in session.execute(missing.order_by(RecordRow.id)).all():
        source = session.get(SourceRow, sha256)
        _build_one(session, record_id, "" if source is None else source.text)
        session.flush()
        session.expunge_all()


def _build_one(session: Session, record_id: str, sheet_text: str) -> None:
    """Index one record; of one that cannot be read the names and the text."""
    newest = select(RevisionRow).where(RevisionRow.record_id == record_id).order_by(RevisionRow.number.desc()).limit(1)
    try:
        row = session.scalars(newest.options(load_only(*_PLAIN, _R.sheet, _R.given))).first()
        if row is not None:
            put(session, row, Sheet.model_validate(row.sheet), given_in(row), sheet_text)
    except (JSONDecodeError, ValidationError, RecordInvalid):
        row = session.scalars(newest.options(load_only(*_PLAIN))).one()
        entry = _entry(row)
        entry.position = _put_letters(session, record_id, (*_names(row), sheet_text))
        put_row(session, entry)


def own_amounts(sheet: Sheet) -> list[str]:
    """Return the amounts of the project itself in its own year, else the totals of its items, exactly and in yen."""
    money = [fact for fact in facts(sheet) if fact.is_money and fact.year_offset == 0]
    own = [fact for fact in money if is_project_amount(fact)] or list(filter(_is_total, money))
    return sorted({fact.cite.amount for fact in own}, key=lambda amount: (len(amount), amount))


def _is_total(fact: Fact) -> bool:
    return fact.table is Table.TOTAL and fact.measure is Measure.AMOUNT


def _entry(row: RevisionRow) -> SearchEntryRow:
    return SearchEntryRow(
        record_id=row.record_id,
        number=row.number,
        verdict=row.verdict,
        name=row.name,
        project=row.project,
        saved_at=row.saved_at,
        amounts="",
    )


def _names(row: RevisionRow) -> Iterator[str]:
    yield from (row.record_id, row.name, row.project or "")


def _label(label: Label | None) -> str:
    return "" if label is None else label.text


def _put_letters(session: Session, record_id: str, texts: tuple[str, ...]) -> int:
    """Index the letters of some texts, where they are others than before; return their position."""
    letters = searched("\n".join(texts))
    before = session.scalars(select(SearchTextRow).where(SearchTextRow.record_id == record_id)).one_or_none()
    if before is not None and before.letters == letters:
        return before.position
    if before is not None:
        session.delete(before)
        session.flush()
    row = SearchTextRow(record_id=record_id, indexed=has_pairs(session), letters=letters)
    session.add(row)
    session.flush()
    if row.indexed:
        session.execute(*_pairs(row, is_server=is_server(session)))
    return row.position


def _pairs(row: SearchTextRow, *, is_server: bool) -> tuple[TextClause, dict[str, object]]:
    found = server_tokens(row.letters) if is_server else " ".join(tokens(row.letters))
    key = "position" if is_server else "rowid"
    made = f"INSERT INTO search_pairs ({key}, pairs) VALUES (:position, :pairs)"  # noqa: S608  # our own names
    return text(made), {"position": row.position, "pairs": found}

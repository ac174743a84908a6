"""Finding records by words: every one whose letters have all of them, with what a list shows of it."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from fractions import Fraction
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, TextClause, bindparam, exists, func, or_, select, text
from sqlalchemy.orm import Session

from structurer.store import record_acts
from structurer.store.search.tables import SearchEntryRow, SearchTextRow, has_pairs, is_server
from structurer.store.tables import RecordRow, SourceRow
from structurer.text.grams import letter, pair_of, pairs, pieces, run_token

_E, _T = SearchEntryRow.__table__.c, SearchTextRow.__table__.c


class FoundRecord(NamedTuple):
    """One record that was found, by its newest revision, as the index has it: thousands are found at once, so nothing is parsed.

    `yen` are the amounts of the project in the sheet's own year, exact texts apart by spaces.
    """

    id: str
    revision: int
    name: str
    project: str | None
    publisher: str | None
    department: str | None
    fiscal_year: int | None
    verdict: str
    saved_at: str
    yen: str

    @property
    def amounts(self) -> tuple[Fraction, ...]:
        """The amounts of the project in the sheet's own year, in yen."""
        return tuple(map(Fraction, self.yen.split()))


_COLUMNS = (
    _E.record_id, _E.number, _E.name, _E.project, _E.publisher, _E.department, _E.fiscal_year, _E.verdict, _E.saved_at,
    _E.amounts,
)  # fmt: skip
_saved_at = itemgetter(FoundRecord._fields.index("saved_at"))


FoundRow = tuple[Any, ...]
"""The columns of a FoundRecord: thousands of plain tuples cost the search for garbage nothing."""


def find(session: Session, words: Sequence[str], *, ended: bool = False) -> list[FoundRow]:
    """Return the records that print or are named by all the words, the last saved first; none that has ended unless asked."""
    wanted = pieces(words)
    if words and not wanted:  # signs only
        return []
    found = sorted(_rows(session, wanted), key=_saved_at, reverse=True)
    endings = {} if ended else record_acts.endings(session)
    return [row for row in found if row[0] not in endings] if endings else found


def texts(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """Return the text of the sheets of some records."""
    own = select(RecordRow.id, SourceRow.text).join(SourceRow, SourceRow.sha256 == RecordRow.sha256)
    return dict(session.execute(own.where(RecordRow.id.in_(ids))).all())


def _rows(session: Session, wanted: Sequence[str]) -> Iterator[FoundRow]:
    """Yield the entries whose letters have every piece: by pairs where they are indexed, else by looking through them."""
    every, server = select(*_COLUMNS), is_server(session)
    if not wanted:
        yield from _found(session, every)
        return
    letters = select(_T.position).where(*_printing(wanted, server=server))
    indexed = [piece for piece in wanted if pairs(piece)] if server else [*wanted]
    if indexed and has_pairs(session):
        conditions: list[TextClause | ColumnElement[bool]]
        conditions = [*_in_server(session, indexed)] if server else [_in_file(indexed)]
        single = [piece for piece in wanted if piece not in indexed]
        conditions += [_printed(single, server=server)] if single else []
        yield from _found(session, every.where(*conditions))
        letters = letters.where(_T.indexed.is_(False))
    yield from _found(session, every.where(_E.position.in_(letters)))


def _printing(wanted: Sequence[str], *, server: bool) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that letters have some pieces: they are looked through, which takes its time."""
    found = func.strpos if server else func.instr  # LIKE would take several times as long
    yield from (found(_T.letters, piece) > 0 for piece in wanted)


def _printed(wanted: Sequence[str], *, server: bool) -> ColumnElement[bool]:
    """Return the condition that the letters of one entry have some pieces."""
    return exists().where(_T.position == _E.position, *_printing(wanted, server=server))


def _found(session: Session, query: Select[*tuple[Any, ...]]) -> Iterator[FoundRow]:
    """Yield rows as the driver has them: texts and whole numbers, of which thousands are not wrapped once more."""
    with closing(session.connection().execute(query)) as result:
        yield from () if result.cursor is None else result.cursor.fetchall()


def _in_file(indexed: Sequence[str]) -> TextClause:
    return _among("SELECT rowid FROM search_pairs WHERE search_pairs MATCH :value", " AND ".join(map(_phrase, indexed)))


def _phrase(piece: str) -> str:
    """Return the pairs of a piece, one behind the other; a single letter begins a pair or is the last of its run."""
    found = pairs(piece)
    return f'"{" ".join(found)}"' if found else f'("{letter(piece)}" OR "{pair_of(piece)}" *)'


def _in_server(session: Session, indexed: Sequence[str]) -> Iterator[TextClause | ColumnElement[bool]]:
    """Yield the conditions that entries have some pieces; the index knows the pairs and not that they follow each other.

    So a piece of more than two letters is looked for in the letters, unless the index knows it as a run by itself.
    """
    session.execute(
        text("SET LOCAL enable_seqscan = off")
    )  # to unpack an array is taken for as cheap as to read a number
    having = "SELECT position FROM search_pairs WHERE pairs @> :value"
    together = sorted({pair for piece in indexed for pair in pairs(piece)})
    yield _among(f"WITH candidates AS MATERIALIZED ({having}) SELECT position FROM candidates", together)  # noqa: S608
    for piece in indexed:
        if len(piece) > 2:
            yield or_(_among(having, [run_token(piece)]), _printed([piece], server=True))


def _among(positions: str, value: object) -> TextClause:
    """Return the condition that the position of an entry is among some, in the words of one database."""
    condition = text(f"search_entries.position IN ({positions})")
    return condition.bindparams(bindparam("value", value, unique=True))

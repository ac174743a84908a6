"""Finding records by words: every one whose letters have all of them, with what a list shows of it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Select, TextClause, func, select, text
from sqlalchemy.orm import Session

from structurer.checks.outcome import Verdict
from structurer.store import record_acts
from structurer.store.record_acts import Ending
from structurer.store.search_index import SearchEntryRow, SearchTextRow, has_pairs, is_server
from structurer.store.tables import RecordRow, SourceRow
from structurer.text.grams import pairs, pieces

_E, _T = SearchEntryRow.__table__.c, SearchTextRow.__table__.c
_COLUMNS = (
    _E.record_id, _E.number, _E.name, _E.project, _E.publisher, _E.department, _E.fiscal_year, _E.verdict, _E.saved_at,
    _E.amounts,
)  # fmt: skip
_EntryColumns = tuple[str, int, str, str | None, str | None, str | None, int | None, str, str, str]
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


class FoundRecord(NamedTuple):
    """One record that was found, by its newest revision; `amounts` are the project's own in its own year, in yen."""

    id: str
    revision: int
    name: str
    project: str | None
    publisher: str | None
    department: str | None
    fiscal_year: int | None
    verdict: Verdict
    saved_at: str
    amounts: tuple[Fraction, ...]
    ending: Ending | None = None


def find(session: Session, words: Sequence[str], *, ended: bool = False) -> list[FoundRecord]:
    """Return the records that print or are named by all the words, the last saved first; none that has ended unless asked."""
    wanted = pieces(words)
    if words and not wanted:  # signs only
        return []
    endings = record_acts.endings(session)
    rows = sorted(_rows(session, wanted), key=itemgetter(8, 0), reverse=True)
    return [
        FoundRecord(
            i, number, name, project, by, department, year, _VERDICTS[verdict], at, _amounts(yen), endings.get(i)
        )
        for i, number, name, project, by, department, year, verdict, at, yen in rows
        if ended or i not in endings
    ]


def texts(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """Return the text of the sheets of some records."""
    own = select(RecordRow.id, SourceRow.text).join(SourceRow, SourceRow.sha256 == RecordRow.sha256)
    return dict(session.execute(own.where(RecordRow.id.in_(ids))).all())


def _amounts(found: str) -> tuple[Fraction, ...]:
    return tuple(Fraction(int(one)) if one.isdigit() else Fraction(one) for one in found.split())


def _rows(session: Session, wanted: Sequence[str]) -> Iterator[_EntryColumns]:
    """Yield the entries whose letters have every piece: by pairs where they are indexed, else by looking through them."""
    if not wanted:
        yield from _found(session, select(*_COLUMNS))
        return
    joined = select(*_COLUMNS).where(_E.position == _T.position)
    indexed = [piece for piece in wanted if pairs(piece)]
    if indexed and has_pairs(session):
        server = is_server(session)
        if server:  # an array that must be unpacked to be compared is taken for as cheap as a number
            session.execute(text("SET LOCAL enable_seqscan = off"))
        by_pairs = _in_server(indexed) if server else _in_file(indexed)
        # the server's index knows which pairs there are, the file's also that they follow each other
        unsure = [piece for piece in wanted if len(piece) == 1 or (server and len(piece) > 2)]
        base = joined if unsure else select(*_COLUMNS)  # the letters lie in large rows: not read without need
        yield from _found(session, base.where(by_pairs, *(_printed(piece, server=server) for piece in unsure)))
        joined = joined.where(_T.indexed.is_(False))
    yield from _found(session, joined.where(*(_printed(piece, server=is_server(session)) for piece in wanted)))


def _printed(piece: str, *, server: bool) -> ColumnElement[bool]:
    """Return the condition that some letters have a piece; LIKE would take several times as long."""
    return (func.strpos if server else func.instr)(_T.letters, piece) > 0


def _found(session: Session, query: Select[*tuple[Any, ...]]) -> "list[_EntryColumns]":
    return cast("list[_EntryColumns]", session.execute(query).all())


def _in_server(indexed: Sequence[str]) -> TextClause:
    having = (
        "search_entries.position IN (WITH candidates AS MATERIALIZED (SELECT position FROM search_pairs WHERE pairs @> :pairs) "
        "SELECT position FROM candidates)"
    )
    return text(having).bindparams(pairs=sorted({pair for piece in indexed for pair in pairs(piece)}))


def _in_file(indexed: Sequence[str]) -> TextClause:
    having = "search_entries.position IN (SELECT rowid FROM search_pairs WHERE search_pairs MATCH :phrases)"
    return text(having).bindparams(phrases=" AND ".join(f'"{" ".join(pairs(piece))}"' for piece in indexed))

"""The results of a search: how many there are, some of them with the lines that print the words, and the facets of all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from structurer.store import Store
from structurer.store.search.facets import Facet, chosen
from structurer.store.search.matching import FoundRecord, FoundRow
from structurer.store.search.question import SearchQuestion, Typed, question
from structurer.text import lazy_re as re
from structurer.text.grams import searched
from structurer.text.money import decimal_text

LIMIT = 20
"""Results given at a time unless more are asked for: a screen of them."""
MOST = 1000
"""Results given at a time at most."""
_BREAK = re.compile(r"\r\n|\r|\n")  # as the lines of a source are counted
_PROJECT = FoundRecord._fields.index("project")
_LINES = 3  # lines shown of one sheet: enough to see why it was found


class PrintedLine(NamedTuple):
    """A line of a sheet that prints what was searched for."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One record that was found, and lines of its sheet that print the words; none where only its head or labels have them.

    `ended` is True for a record that was withdrawn or superseded.
    """

    record: FoundRecord
    lines: tuple[PrintedLine, ...]
    ended: bool = False


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The results from `offset` on, of `total`; `facets` count all of them."""

    total: int
    offset: int
    results: tuple[SearchResult, ...]
    facets: tuple[Facet, ...]


def search(store: Store, asked: SearchQuestion, *, limit: int = LIMIT, offset: int = 0) -> SearchResults:
    """Search a store: records named by the words come first, then those saved last."""
    found, facets = chosen(store.found_rows(asked.words, ended=asked.ended), asked)
    shown = [FoundRecord._make(row) for row in _ranked(found, asked.pieces)[offset : offset + min(limit, MOST)]]
    ids = [record.id for record in shown]
    texts = store.texts(ids) if asked.pieces else {}
    ended = {head.record_id for head in store.heads(ids) if head.ending is not None} if asked.ended else frozenset()
    results = tuple(
        SearchResult(one, tuple(_lines(texts.get(one.id, ""), asked.pieces)), one.id in ended) for one in shown
    )
    return SearchResults(len(found), offset, results, facets)


def _ranked(found: list[FoundRow], wanted: Sequence[str]) -> list[FoundRow]:
    """The rows in their order, those first whose project's name has every piece."""
    named = found if wanted else []
    for piece in wanted:
        named = [row for row in named if row[_PROJECT] and piece in row[_PROJECT].lower()]
    first = {row[0] for row in named}
    return [*named, *(row for row in found if row[0] not in first)] if first else found


def search_records(  # noqa: PLR0913  # every facet is one
    words: str | Iterable[str] = (),
    *,
    store: Store | str | Path | None = None,
    year: Typed = (),
    publisher: Typed = (),
    department: Typed = (),
    verdict: Typed = (),
    amount: Typed = (),
    ended: bool = False,
    limit: int = LIMIT,
    offset: int = 0,
) -> SearchResults:
    """Search a store, its path or URL, else the store of the settings, with what a person would type.

    Args:
        words: all of them must be in the sheet, its labels or its head.
        store: where to look; StoreMissing where it is not there.
        year: `2026`, `令和8`; of this and every other facet one value or several, of which any one will do.
        publisher: its name, or a part of it.
        department: likewise.
        verdict: `verified`, `approved`, `needs_review`.
        amount: of the project in the sheet's own year: `500万円以上`, `3億〜5億`.
        ended: True finds withdrawn and superseded records, too.
        limit: how many results are given; `total` and the facets are those of all.
        offset: how many are passed over.

    Raises:
        UsageError: a year, an amount or the words cannot be understood.
    """
    asked = question(
        words, year=year, publisher=publisher, department=department, verdict=verdict, amount=amount, ended=ended
    )
    if isinstance(store, Store):
        return search(store, asked, limit=limit, offset=offset)
    with Store.existing(None if store is None else str(store)) as opened:
        return search(opened, asked, limit=limit, offset=offset)


def _lines(text: str, wanted: Sequence[str]) -> Iterator[PrintedLine]:
    """Yield the first lines that print a piece which no line before them does."""
    missing, found = list(wanted), 0
    for number, line in enumerate(_BREAK.split(text), start=1):
        if not missing or found == _LINES:
            return
        letters = searched(line)
        if any(piece in letters for piece in missing):
            missing = [piece for piece in missing if piece not in letters]
            found += 1
            yield PrintedLine(number, line.strip())


def tree(found: SearchResults) -> dict[str, Any]:
    """Return results as plain data for JSON; amounts are exact texts in yen."""
    return {
        "total": found.total,
        "offset": found.offset,
        "results": [_result_tree(one) for one in found.results],
        "facets": {facet.name: {one.value: one.count for one in facet.values} for facet in found.facets},
    }


def _result_tree(result: SearchResult) -> dict[str, Any]:
    record = result.record
    return {
        "record": record.id,
        "revision": record.revision,
        "project": record.project,
        "publisher": record.publisher,
        "department": record.department,
        "fiscal_year": record.fiscal_year,
        "verdict": record.verdict,
        "amounts": [decimal_text(amount) for amount in record.amounts],
        "source": record.name,
        "saved_at": record.saved_at,
        "ended": result.ended,
        "lines": [one._asdict() for one in result.lines],
    }

"""`structurer search`: saved records by words and facets, each with the lines that print the words."""

from collections.abc import Iterator
from dataclasses import dataclass

from structurer import settings as configuration
from structurer.checks.outcome import Verdict
from structurer.cli.status import CLEAN
from structurer.language import say
from structurer.report import phrases
from structurer.report.output import json_text, notice, write
from structurer.store import Store
from structurer.store.search.facets import Facet
from structurer.store.search.matching import FoundRecord
from structurer.store.search.question import question
from structurer.store.search.results import SearchResult, SearchResults, search, tree
from structurer.text.money import print_number

_THOUSAND = 1000
_MOST_VALUES = 6  # values of one facet on a line: the most frequent
_FACETS = {
    "year": ("年度", "year"), "publisher": ("団体", "publisher"), "department": ("部局", "department"),
    "verdict": ("判定", "verdict"), "amount": ("金額", "amount"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """The options as they were typed."""

    words: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    amount: tuple[str, ...] = ()
    ended: bool = False
    limit: int = 20
    offset: int = 0


def find(options: SearchOptions, output_format: str) -> int:
    """Print what is found; CLEAN also where nothing is."""
    asked = question(
        options.words,
        year=options.year,
        publisher=options.publisher,
        department=options.department,
        verdict=options.verdict,
        amount=options.amount,
        ended=options.ended,
    )
    with Store.existing(configuration.load().store) as store:
        found = search(store, asked, limit=options.limit, offset=options.offset)
    if output_format == "json":
        write(json_text(tree(found)) + "\n", output_format="json")
        return CLEAN
    write(f"{line}\n" for result in found.results for line in _lines(result))
    for sentence in _notices(found):
        notice(sentence)
    return CLEAN


def _lines(result: SearchResult) -> Iterator[str]:
    record = result.record
    year = "" if record.fiscal_year is None else phrases.year_of(0, record.fiscal_year)
    said = (
        record.id, phrases.verdict(Verdict(record.verdict)), year, record.publisher or "", record.department or "",
        record.project or record.name, _amounts(record),
        "" if not result.ended else say("(取り下げ・置き換え済み)", "(withdrawn or superseded)"),
    )  # fmt: skip
    yield phrases.printable("  ".join(filter(None, said)))
    yield from (f"    L{one.line}  {phrases.printable(one.text)}" for one in result.lines)


def _amounts(record: FoundRecord) -> str:
    return " / ".join(f"{print_number(amount, scale=_THOUSAND)}千円" for amount in record.amounts)


def _notices(found: SearchResults) -> Iterator[str]:
    last = found.offset + len(found.results)
    if not found.results:
        yield say(f"ありません(全 {found.total} 件)。", f"None ({found.total} in all).")
    elif last < found.total or found.offset:
        first = found.offset + 1
        yield say(
            f"{found.total}件のうち {first}〜{last} 件目(--limit、--offset)。",
            f"{first} to {last} of {found.total} (--limit, --offset).",
        )
    yield from (_facet(facet) for facet in found.facets if len(facet.values) > 1)


def _facet(facet: Facet) -> str:
    shown = [f"{_value(facet.name, one.value)} {one.count}" for one in facet.values[:_MOST_VALUES]]
    more = " …" if len(facet.values) > _MOST_VALUES else ""
    return f"{say(*_FACETS[facet.name])}: {', '.join(shown)}{more}"


def _value(name: str, value: str) -> str:
    if name == "verdict":
        return phrases.verdict(Verdict(value))
    return phrases.year_of(0, int(value)) if name == "year" else value

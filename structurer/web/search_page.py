"""The search as a page: words and an amount are typed, the facets are links, and the address keeps all of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from structurer.checks.outcome import Verdict
from structurer.errors import UsageError
from structurer.language import say
from structurer.report import phrases
from structurer.report.page.bars import yen
from structurer.store import Store
from structurer.store.search.question import LONGEST, SearchQuestion, question
from structurer.store.search.results import LIMIT, PrintedLine, SearchResult, SearchResults, search

_FACETS = ("year", "publisher", "department", "verdict", "amount")
_TITLES = {
    "year": ("年度", "Year"), "publisher": ("団体", "Publisher"), "department": ("部局・課室", "Department"),
    "verdict": ("判定", "Verdict"), "amount": ("事業の額", "Amount"),
}  # fmt: skip
_MOST_VALUES = 12
"""Values of a facet on the page: those that leave the most records."""
_MOST_ASKED = 20  # values of one facet in an address


class FacetLink(NamedTuple):
    """One value of a facet: its words, how many records it leaves, the address with it or, where it is asked for, without."""

    title: str
    records: int
    query: str
    asked: bool


class FacetList(NamedTuple):
    """One facet with the values that leave something; so many `more` are not shown."""

    title: str
    values: tuple[FacetLink, ...]
    more: int


class LinePiece(NamedTuple):
    """A piece of a printed line; marked where it is one of the words."""

    text: str
    marked: bool


class SearchRow(NamedTuple):
    """One record that was found; the lines that print the words in pieces."""

    result: SearchResult
    year: str
    verdict: str
    amounts: str
    lines: tuple[tuple[int, tuple[LinePiece, ...]], ...]


@dataclass(frozen=True)
class SearchAddress:
    """What an address asks for, as it was typed."""

    words: str
    facets: tuple[tuple[str, str], ...]
    ended: bool
    page: int

    @classmethod
    def of(cls, query: QueryParams) -> "SearchAddress":
        """Return what a query asks for; a verdict that there is not and a page that is no number are ignored."""
        number = query.get("page", "1")
        facets = [(name, value) for name in _FACETS for value in query.getlist(name)[:_MOST_ASKED] if value.strip()]
        known = {verdict.value for verdict in Verdict}
        return cls(
            query.get("words", "")[:LONGEST],
            tuple((name, value[:LONGEST]) for name, value in facets if name != "verdict" or value in known),
            query.get("ended", "") == "1",
            max(int(number), 1) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
        )

    def values(self, name: str) -> list[str]:
        """What is asked of a facet."""
        return [value for own, value in self.facets if own == name]

    @property
    def question(self) -> SearchQuestion:
        """The question; a UsageError where it cannot be understood."""
        asked = {name: self.values(name) for name in _FACETS}
        return question(self.words, **asked, ended=self.ended)

    def query(self, *, page: int = 1, toggled: tuple[str, str] | None = None) -> str:
        """The address of another page of it, or with one value of a facet more or less."""
        facets = [pair for pair in self.facets if pair != toggled]
        if toggled is not None and toggled not in self.facets:
            facets.append(toggled)
        kept = [("words", self.words), *facets, ("ended", "1" if self.ended else ""), ("page", str(page))]
        return "?" + urlencode([(name, value) for name, value in kept if value and (name, value) != ("page", "1")])

    @property
    def chosen(self) -> list[FacetLink]:
        """The values that are asked for, each with the address without it."""
        return [
            FacetLink(_named(name, value), 0, self.query(toggled=(name, value)), asked=True)
            for name, value in self.facets
        ]


@dataclass(frozen=True)
class SearchPage:
    """One page of results; `trouble` is what could not be understood, and then nothing is found."""

    asked: SearchAddress
    total: int = 0
    rows: tuple[SearchRow, ...] = ()
    facets: tuple[FacetList, ...] = ()
    trouble: str = ""

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // LIMIT) or 1


def search_page(store: Store, query: QueryParams) -> SearchPage:
    """Return the page that an address asks for."""
    asked = SearchAddress.of(query)
    try:
        found = search(store, asked.question, offset=(asked.page - 1) * LIMIT)
    except UsageError as error:
        return SearchPage(asked, trouble=str(error))
    return SearchPage(asked, found.total, tuple(_rows(found, asked)), tuple(_facets(found, asked)))


def _rows(found: SearchResults, asked: SearchAddress) -> Iterator[SearchRow]:
    for result in found.results:
        record = result.record
        year = "" if record.fiscal_year is None else phrases.year_of(0, record.fiscal_year)
        amounts = " / ".join(map(yen, record.amounts))
        lines = tuple((one.line, _pieces(one, asked.words.split())) for one in result.lines)
        yield SearchRow(result, year, phrases.verdict(Verdict(record.verdict)), amounts, lines)


def _pieces(line: PrintedLine, words: list[str]) -> tuple[LinePiece, ...]:
    """A line with the words marked where they stand as they were typed."""
    either = re.compile("(" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)
    pieces = ((text, number % 2 == 1) for number, text in enumerate(either.split(line.text)))
    return tuple(LinePiece(text, marked) for text, marked in pieces if text)


def _facets(found: SearchResults, asked: SearchAddress) -> Iterator[FacetList]:
    for facet in found.facets:
        values = [_link(facet.name, one.value, one.count, asked) for one in facet.values]
        shown = [one for number, one in enumerate(values) if number < _MOST_VALUES or one.asked]
        if values:
            yield FacetList(say(*_TITLES[facet.name]), tuple(shown), len(values) - len(shown))


def _link(name: str, value: str, count: int, asked: SearchAddress) -> FacetLink:
    pair = (name, value)
    return FacetLink(_named(name, value), count, asked.query(toggled=pair), pair in asked.facets)


def _named(name: str, value: str) -> str:
    if name == "verdict":
        return phrases.verdict(Verdict(value))
    return phrases.year_of(0, int(value)) if name == "year" and value.isascii() and value.isdigit() else value

"""Evidence: what a sheet that a model or a person read says of the labels that the vocabulary lacks.

A label is evidence of a meaning only where every figure under it or beside it says the same. It proposes a word, no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from structurer.labels.label import names_year
from structurer.labels.printed import PrintedLabels
from structurer.labels.vocabulary import Vocabulary
from structurer.labels.word import COSTS, FARTHEST_YEAR, Meaning, spelling
from structurer.sheet.facts import Fact, facts
from structurer.sheet.model import SOURCES, Measure, Sheet, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.source import Figure, Source
from structurer.text.words import heading_spelling, squeeze, tidy

_Place = tuple[Measure, int]
_FEWEST_ROWS = 2  # rows that an equation must hold in: one may by chance
_QUOTED = re.compile(r"「([^」]*)」")
_NAMED = frozenset({Table.ITEM, Table.SUBSIDY, Table.INDICATOR, Table.PLAN})
"""Tables whose rows have names of their own."""
_MEASURED = frozenset({Table.COST, Table.STAFF, Table.FUNDING})


class Evidence(NamedTuple):
    """The meaning that one figure gives one label, and whether the first reading lacked it there."""

    label: str
    meaning: Meaning
    news: bool


def proposals(source: Source, read: Sheet, found: Sheet, vocabulary: Vocabulary) -> tuple[tuple[str, Meaning], ...]:
    """The words that a sheet proposes, each with its meaning; `read` is what was read of it without knowing them."""
    witness = _Witness(PrintedLabels(source, vocabulary), read, found)
    names = {spelling(fact.row) for fact in facts(found) if fact.table in _NAMED}
    by_label: dict[str, list[Evidence]] = defaultdict(list)
    for one in witness.evidence():
        by_label[one.label].append(one)
    return tuple(
        (label, meant[0].meaning)
        for label, meant in by_label.items()
        if label not in names  # nobody is asked what 水辺の観察会 means
        and any(one.news for one in meant)
        and len({one.meaning for one in meant}) == 1
        and vocabulary.refusal(label, meant[0].meaning) is None
    )


def unknown(source: Source, left: Iterable[Figure], quoted: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The labels that keep a sheet from being read or proved: of a column, or of a row under a known measure.

    `left` are the figures that nothing was read of, `quoted` what the proofs did not understand; of that only what heads a
    column is asked about.
    """
    printed = PrintedLabels(source, vocabulary)
    found = chain.from_iterable(_asked(printed, figure) for figure in left)
    heads = {spelling(text) for text in printed.column_heads()}
    said = (label for text in quoted for part in _QUOTED.findall(text) if (label := spelling(part)) in heads)
    return tuple(label for label in dict.fromkeys((*found, *said)) if vocabulary.refusal(label) is None)


def headings(texts: Iterable[str], found: Sheet, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The headings and notes among some texts that a person may take for harmless: no names of the sheet, and of nobody else's."""
    names = {
        squeeze("" if found.identity.project is None else found.identity.project.text),
        *(squeeze(one.row) for one in facts(found)),
    }
    words = (heading_spelling(text) for text in texts)
    return tuple(
        word
        for word in dict.fromkeys(words)
        if not any(word in name for name in names) and vocabulary.refusal(word, Meaning(role="heading")) is None
    )


def reckoned(
    source: Source, found: Sheet, left: Iterable[Figure], vocabulary: Vocabulary
) -> tuple[tuple[str, Meaning], ...]:
    """The columns nobody knows that now − before = change gives a meaning: in every row it is the change, or the year before.

    What a request is and what a decision, no equation tells: such a column is only asked about.
    """
    printed = PrintedLabels(source, vocabulary)
    rows: dict[int, dict[_Place, Decimal]] = defaultdict(dict)
    for fact in facts(found):
        figure = source.by_id.get(fact.cite.figure or "")
        if figure is not None and figure.number is not None and fact.path[0] == "sections":
            rows[figure.line][fact.measure, fact.year_offset] = figure.number
    columns: dict[str, list[Meaning | None]] = defaultdict(list)
    for figure in left:
        column = printed.column(figure)
        if column is not None:
            columns[spelling(column)].append(_borne_out(figure.number, rows.get(figure.line, {})))
    return tuple(
        (label, meant[0])
        for label, meant in columns.items()
        if len(meant) >= _FEWEST_ROWS
        and meant[0] is not None
        and set(meant) == {meant[0]}
        and vocabulary.refusal(label, meant[0]) is None
    )


def _borne_out(number: Decimal | None, row: Mapping[_Place, Decimal]) -> Meaning | None:
    """What a number is in its row by now − before = change; None where it is neither, or 0."""
    now, before = row.get((Measure.AMOUNT, 0)), row.get((Measure.AMOUNT, -1))
    change = row.get((Measure.CHANGE, 0))
    if not number or now is None:
        return None
    if change is None and before is not None and number == now - before:
        return Meaning(role="change")
    if before is None and change and number == now - change:
        return Meaning(stage=Stage.INITIAL, year_offset=-1)
    return None


def _asked(printed: PrintedLabels, figure: Figure) -> Iterator[str]:
    """The label of a figure's column where nobody knows it; else that of its row where the column names a measure."""
    column = printed.column(figure)
    if column is None or printed.is_listed(figure):
        return
    words, label = printed.vocabulary, spelling(column)
    if not (words.understands(label) or words.when(column, None).stage is not None):
        yield label
    elif words.source_of(column) is not None or words.cost_of(column) is not None:
        yield spelling(printed.row_label(figure))


@dataclass(frozen=True)
class _Witness:
    """A sheet beside what was read of it before."""

    printed: PrintedLabels
    read: Sheet
    found: Sheet

    @property
    def _words(self) -> Vocabulary:
        return self.printed.vocabulary

    def _measure(self, label: str | None) -> Measure | None:
        return None if label is None else self._words.source_of(label) or self._words.cost_of(label)

    def evidence(self) -> Iterator[Evidence]:
        """The meaning that every figure of the sheet gives the labels above and beside it."""
        known = {fact.cite.figure: _stated(fact) for fact in facts(self.read)}
        figures = self.printed.source.by_id
        rows: dict[object, list[Fact]] = defaultdict(list)
        for fact in facts(self.found):
            rows[fact.path[:4]].append(fact)
        for fact in chain.from_iterable(rows.values()):
            figure = figures.get(fact.cite.figure or "")
            if figure is None or self.printed.is_listed(figure):
                continue
            news = known.get(figure.id) != _stated(fact)
            for label, meaning in self._of(fact, rows[fact.path[:4]], self.printed.column(figure)):
                if meaning is not None:
                    yield Evidence(spelling(label), meaning, news)

    def _of(self, fact: Fact, row: list[Fact], column: str | None) -> Iterator[tuple[str, Meaning | None]]:
        """The labels of one figure, each with what it must mean."""
        if fact.table in _MEASURED:
            yield from self._measured(fact, row, column)
        elif fact.path[0] == "totals" and fact.measure is Measure.AMOUNT:
            yield fact.row, self._moment(fact, fact.row)
        elif fact.path[0] == "sections" and fact.measure is Measure.CHANGE and column is not None:
            yield column, Meaning(role="change")
        elif fact.path[0] == "sections" and fact.measure is Measure.AMOUNT and column is not None:
            yield column, self._moment(fact, column)
            if fact.path[2] == "totals":
                yield fact.row, Meaning(role="total")
            name = None if fact.label.line is None else self.printed.name_heading(fact.label.line, fact.row)
            if fact.path[2] == "items" and name is not None and name != column:
                yield name, Meaning(role="name")

    def _measured(self, fact: Fact, row: list[Fact], column: str | None) -> Iterator[tuple[str, Meaning | None]]:
        """The evidence of a cost or a source: one of its two labels names the measure, the other the year and stage."""
        upright = self._is_upright(row, column)
        if upright is None and fact.table is not Table.FUNDING and fact.measure is not Measure.PROJECT_COST:
            upright = (
                True  # a year by row, its stages as columns of the project's cost: any other column names a measure
            )
        if upright is None or (not upright and " " in tidy(fact.row)):
            return  # a row of the budget's revenue items (民生費国庫補助金 児童福祉費補助金) is a name of its own, no label
        measure, moment = (column, fact.row) if upright else (fact.row, column)
        if measure is not None and fact.measure in (SOURCES if fact.table is Table.FUNDING else COSTS):
            yield measure, Meaning(measure=fact.measure)
        if moment is not None:
            yield moment, self._moment(fact, moment)

    def _moment(self, fact: Fact, label: str) -> Meaning | None:
        """The year and stage that a label names; a year that it prints itself is no part of the word."""
        if fact.stage is Stage.NONE or abs(fact.year_offset) > FARTHEST_YEAR:
            return None
        own = self._words.when(label, self.found.identity.fiscal_year)
        if names_year(label):
            return Meaning(stage=fact.stage) if own.year_offset == fact.year_offset else None
        return Meaning(stage=fact.stage, year_offset=fact.year_offset or None)

    def _is_upright(self, row: list[Fact], column: str | None) -> bool | None:
        """True where a row has the amounts of one year and stage, False where it has those of one measure; None where unsaid."""
        measures, moments = {e.measure for e in row}, {(e.year_offset, e.stage) for e in row}
        if len(measures) > 1 or len(moments) > 1:
            return len(measures) > 1 if len(measures) == 1 or len(moments) == 1 else None
        if self._measure(column) is not None:
            return True
        return None if self._measure(row[0].row) is None else False


def _stated(fact: Fact) -> tuple[object, ...]:
    return (fact.table, fact.measure, fact.year_offset, fact.stage, squeeze(fact.row))

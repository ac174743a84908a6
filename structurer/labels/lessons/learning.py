"""Lessons from an approved sheet: the corrections of a person, under labels that the vocabulary lacks or reads otherwise.

Only a figure whose table, measure, year, stage or row the person changed, or that the reader had left out, can teach. What
a label teaches must be what every figure under it says in the approved sheet; else it teaches nothing.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from structurer.labels.label import names_year, plain, without_year
from structurer.labels.lesson import COSTS, FARTHEST_YEAR, LabelKind, Lesson, LessonOrigin, Meaning, is_label
from structurer.labels.lessons.fingerprint import fingerprint
from structurer.labels.lessons.printed import PrintedLabels
from structurer.labels.lessons.units import declared_units
from structurer.labels.vocabulary import Vocabulary
from structurer.sheet.facts import Fact, facts
from structurer.sheet.model import SOURCES, Measure, Sheet, Stage, Table
from structurer.text.money import SCALES
from structurer.text.source import Source, Unit
from structurer.text.words import squeeze, tidy

_FEWEST_ENTERED = 2  # typed amounts: a single one may fit a scale by chance
_MEASURED = frozenset({Table.COST, Table.STAFF, Table.FUNDING})


class Evidence(NamedTuple):
    """The meaning that one figure gives one label, and whether a person had to correct it."""

    kind: LabelKind
    label: str
    meaning: Meaning
    corrected: bool


def learn(
    source: Source, read: Sheet, approved: Sheet, origin: LessonOrigin, vocabulary: Vocabulary
) -> tuple[Lesson, ...]:
    """The lessons of an approved sheet, `read` being the sheet as its reader had it."""
    learner = _Learner(PrintedLabels(source, vocabulary), read, approved)
    by_label: dict[tuple[LabelKind, str], list[Evidence]] = defaultdict(list)
    for found in chain(learner.evidence(), learner.units()):
        by_label[found.kind, plain(found.label)].append(found)
    layout = fingerprint(source, vocabulary)
    return tuple(
        Lesson.of(layout, kind, found[0].label, found[0].meaning, origin)
        for (kind, _), found in by_label.items()
        if any(one.corrected for one in found)
        and len({one.meaning for one in found}) == 1
        and learner.is_news(found[0])
    )


@dataclass(frozen=True)
class _Learner:
    """An approved sheet beside the one that was read."""

    printed: PrintedLabels
    read: Sheet
    approved: Sheet

    @property
    def _words(self) -> Vocabulary:
        return self.printed.vocabulary

    def _measure(self, label: str | None) -> Measure | None:
        return None if label is None else self._words.source_of(label) or self._words.cost_of(label)

    def evidence(self) -> Iterator[Evidence]:
        """The meaning that every figure of the approved sheet gives the labels above and beside it."""
        known = {fact.cite.figure: _stated(fact) for fact in facts(self.read)}
        figures = self.printed.source.by_id
        rows: dict[object, list[Fact]] = defaultdict(list)
        for fact in facts(self.approved):
            rows[fact.path[:4]].append(fact)
        for fact in chain.from_iterable(rows.values()):
            figure = figures.get(fact.cite.figure or "")
            if figure is None:
                continue
            corrected = known.get(figure.id) != _stated(fact)
            column = self.printed.column(figure)
            for kind, label, meaning in self._of(fact, rows[fact.path[:4]], column):
                text = _label(label)
                if text is not None and meaning is not None:
                    yield Evidence(kind, text, meaning, corrected)

    def _of(self, fact: Fact, row: list[Fact], column: str | None) -> Iterator[tuple[LabelKind, str, Meaning | None]]:
        if fact.table in _MEASURED:
            yield from self._measured(fact, row, column)
        elif fact.path[0] == "totals" and fact.measure is Measure.AMOUNT:
            yield "moment", fact.row, self._moment(fact, fact.row)
        elif fact.path[0] == "sections" and fact.measure is Measure.AMOUNT and column is not None:
            yield "moment", column, self._moment(fact, column)
            name = None if fact.label.line is None else self.printed.name_heading(fact.label.line, fact.row)
            if fact.path[2] == "items" and name is not None and name != column:
                yield "name", name, Meaning()

    def _measured(
        self, fact: Fact, row: list[Fact], column: str | None
    ) -> Iterator[tuple[LabelKind, str, Meaning | None]]:
        """The evidence of a cost or a source: one of its two labels names the measure, the other the year and stage."""
        upright = self._is_upright(row, column)
        if upright is None or (not upright and " " in tidy(fact.row)):
            return  # a row of the budget's revenue items (民生費国庫補助金 児童福祉費補助金) is a name of its own, no label
        measure, moment = (column, fact.row) if upright else (fact.row, column)
        if measure is not None and fact.table is Table.FUNDING and fact.measure in SOURCES:
            yield "source", measure, Meaning(measure=fact.measure)
        elif measure is not None and fact.table is not Table.FUNDING and fact.measure in COSTS:
            yield "cost", measure, Meaning(measure=fact.measure)
        if moment is not None:
            yield "moment", moment, self._moment(fact, moment)

    def _moment(self, fact: Fact, label: str) -> Meaning | None:
        """The year and stage that a label names; a year that it prints itself is none of the lesson's business."""
        if fact.stage is Stage.NONE or abs(fact.year_offset) > FARTHEST_YEAR:
            return None
        own = self._words.when(label, self.approved.identity.fiscal_year)
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

    def is_news(self, found: Evidence) -> bool:
        """True where the vocabulary does not know it."""
        word, meaning = plain(found.label), found.meaning
        if found.kind == "source":
            return self._words.sources.get(word) is not meaning.measure
        if found.kind == "cost":
            stage = word in self._words.columns or self._words.is_total(
                found.label
            )  # beside years, 当初予算 and their 計
            return not stage and self._words.costs.get(word) is not meaning.measure
        if found.kind == "name":
            return word not in self._words.names | self._words.weak_names
        if found.kind == "moment":
            known = self._words.when(found.label, self.approved.identity.fiscal_year)
            return (known.stage, known.year_offset or None) != (meaning.stage, meaning.year_offset)
        return True

    def units(self) -> Iterator[Evidence]:
        """A declared unit that nobody knows, from amounts that a person typed: all of them the printed number times one scale."""
        lines, given = self.printed.source.lines, facts(self.approved)
        declared = {unit for line in lines for _, unit, scale in declared_units(line.text) if scale is None}
        entered = [e for e in given if e.cite.corrected and e.cite.unit is Unit.YEN and e.label.line is not None]
        if len(declared) != 1 or len(entered) < _FEWEST_ENTERED:
            return
        scales = [self._scales(fact) for fact in entered]
        common = set.intersection(*scales)
        if len(common) == 1 and is_label(unit := declared.pop()):
            yield Evidence("unit", unit, Meaning(scale=common.pop()), corrected=True)

    def _scales(self, fact: Fact) -> set[int]:
        """The scales by which a figure of the fact's row would be the amount that was typed."""
        row = self.printed.rows[self.printed.row_of(fact.label.line or 1)]
        numbers = [f.number for cell in row.cells for f in cell.figures if f.number and f.scale is None]
        return {scale for scale in SCALES.values() for number in numbers if number * scale == Decimal(fact.cite.amount)}


def _stated(fact: Fact) -> tuple[object, ...]:
    return (fact.table, fact.measure, fact.year_offset, fact.stage, squeeze(fact.row))


def _label(text: str) -> str | None:
    """A label as a lesson keeps it, without the year it begins with; None where no lesson may be about it."""
    bare = without_year(text) if names_year(text) else text
    return next((found for found in (tidy(bare), plain(bare)) if is_label(found) and plain(found)), None)

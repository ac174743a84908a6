"""Names as printed: what rows and tables are called comes from the place of their figures, whatever the reader called them.

A model may call 復活要求額 要求額, or leave the heading away. Where the layout reader reads the figure alike its names are taken;
else the label that the walk from the figure passes, and the nearest heading over the table.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import Any

from structurer.checks.proof.row_name import bare, own_name
from structurer.checks.proved import prover_of
from structurer.checks.reading import Reading
from structurer.checks.select import row_length
from structurer.labels.label import fiscal_year_of
from structurer.sheet.facts import Fact, SheetPath, facts
from structurer.sheet.model import Label, Measure, Sheet
from structurer.text.source import Figure
from structurer.text.words import heading, squeeze, tidy

def named(reading: Reading) -> Sheet:
    """The sheet with the labels and headings that the source prints for its figures."""
    names = _Names(reading)
    changes: dict[SheetPath, Label | None] = {}
    for path, told in names.of_rows(names.label).items():
        changes[*path, "label"] = told
    for path, told in names.of_tables().items():
        changes[*path, "heading"] = told
    return _changed(reading.sheet, changes)


class _Names:
    """The printed names of the figures of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        witness = () if reading.witness is None else facts(reading.witness)
        self.witnessed = {fact.cite.figure: fact for fact in witness if fact.cite.figure is not None}
        self.spans: dict[SheetPath, tuple[int, int]] = {}
        for fact in reading.facts:
            if fact.cite.line is not None:
                first, last = self.spans.get(fact.path[:2], (fact.cite.line, fact.cite.line))
                self.spans[fact.path[:2]] = min(first, fact.cite.line), max(last, fact.cite.line)

    @cached_property
    def _proved(self) -> dict[SheetPath, bool]:
        prover = prover_of(self.reading)
        return {proof.fact.path: proof.fact.path in prover.standing for proof in prover.proofs}

    def of_rows(self, name: Callable[[Fact], Label]) -> dict[SheetPath, Label | None]:
        """The name of each row all of whose figures have one, where it is another than the reader's."""
        rows: dict[SheetPath, list[Fact]] = defaultdict(list)
        for fact in self.reading.facts:
            if "breakdown" not in fact.path and "subsidy" not in fact.path:
                rows[fact.path[: row_length(fact)]].append(fact)
        found = {path: {name(fact) for fact in own} for path, own in rows.items()}
        return {
            path: _only(told) for path, told in found.items() if len(told) == 1 and _only(told) != rows[path][0].label
        }

    def of_tables(self) -> dict[SheetPath, Label | None]:
        """The heading of each table all of whose figures have one, where it is another than the reader's."""
        tables: dict[SheetPath, list[Fact]] = defaultdict(list)
        for fact in self.reading.facts:
            if "subsidy" not in fact.path and "breakdown" not in fact.path:
                tables[fact.path[:2]].append(fact)
        found = {path: self._headings(own) for path, own in tables.items()}
        return {
            path: _only(told)
            for path, told in found.items()
            if len(told) == 1 and _only(told) != tables[path][0].heading
        }

    def _headings(self, table: list[Fact]) -> set[Label | None]:
        """The headings of a table's figures: those that the witness gives, else those of the figures whose place is proved."""
        known = [self._of_witness(fact) for fact in table]
        read = {other.heading for other in known if other is not None and other.heading is not None}
        proved = [fact for fact in table if self._proved.get(fact.path, False)] if not read else []
        return set(read) if read else {self.heading(fact) for fact in proved}

    def _of_witness(self, fact: Fact) -> Fact | None:
        """The fact that the witness makes of a figure, where it reads it alike."""
        other = self.witnessed.get(fact.cite.figure or "")
        same = other is not None and (fact.table, *fact.column, fact.cite.unit) == (
            other.table, *other.column, other.cite.unit,
        )  # fmt: skip
        return other if same else None

    def label(self, fact: Fact) -> Label:
        """The name of a figure's row: the witness's, else the cell of its row that the reader's name stands in."""
        other = self._of_witness(fact)
        if other is not None:
            return other.label
        figure = self.reading.source.by_id.get(fact.cite.figure or "")
        if figure is None or not self._proved.get(fact.path, False) or fact.measure is Measure.BREAKDOWN:
            return fact.label
        spot = prover_of(self.reading).walker.spot(figure, fact.label)
        if prover_of(self.reading).is_named(fact, spot):
            return fact.label
        texts = [bare(text) for text in spot.label if squeeze(text)]
        row = squeeze(fact.row)
        own = own_name(spot) if spot.by == "word" and not texts else ""
        if own:
            texts = [own]  # the words before an amount in its own line are its label
        inside = [text for text in texts if row and row in squeeze(text)]
        told = inside[0] if inside else texts[0] if len(texts) == 1 else None
        return fact.label if told is None else self._placed(told, (figure.line, *spot.lines), fact.label)

    def _placed(self, text: str, lines: tuple[int, ...], other: Label) -> Label:
        """A name on the line where it is printed; the reader's where it is on none of these."""
        made = (Label(text=text, line=line) for line in lines)
        return next((label for label in made if self.reading.geometry.place(label) is not None), other)

    def heading(self, fact: Fact) -> Label | None:
        """The heading of a figure's table: the nearest over it that is understood or that the reader names."""
        figure = self.reading.source.by_id.get(fact.cite.figure or "")
        if figure is None or not self._proved.get(fact.path, False):
            return fact.heading
        nearest, own = self._nearest(figure, fact), fact.heading
        if own is None or own.line is None or not self._is_over(own.line, fact.path[:2]):
            return nearest
        return own if nearest is None or own.line >= (nearest.line or 0) else nearest

    def _nearest(self, figure: Figure, fact: Fact) -> Label | None:
        """The last heading over a figure that is neither a title nor the heading of a column."""
        prover = prover_of(self.reading)
        chain = prover.outline.chain(prover.walker.spot(figure, fact.label).top)
        over = [
            found for found in chain
            if not found.is_title and squeeze(found.row.text).lower() not in prover.lexicon.heads
            and (found.mark or fiscal_year_of(found.text) is None)
        ]  # fmt: skip
        return None if not over else Label(text=heading(over[-1].row.text), line=over[-1].row.first)

    def _is_over(self, line: int, table: SheetPath) -> bool:
        """True for a line over a table with no other table between, but those whose lines are among its own."""
        first, _ = self.spans[table]
        return line <= first and not any(line < start < first and end < first for start, end in self.spans.values())


def _only(told: set[Any]) -> Any:  # noqa: ANN401  # a label, or none
    return next(iter(told))


def _changed(sheet: Sheet, changes: dict[SheetPath, Label | None]) -> Sheet:
    """The sheet with some labels exchanged."""
    if not changes:
        return sheet
    tree: Any = sheet.model_dump(mode="json")
    for path, label in changes.items():
        place = tree
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = None if label is None else label.model_dump(mode="json")
    return Sheet.model_validate(tree)

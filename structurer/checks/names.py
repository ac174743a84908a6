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
from structurer.checks.select import row_length, sums_groups
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Label, Measure, Sheet
from structurer.text.words import squeeze


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
        self.witnessed = {fact.cite.figure: fact for fact in reading.witnessed if fact.cite.figure is not None}

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
        """The heading of a figure's table: the one that is printed over it, where that is understood, else the reader's."""
        prover = prover_of(self.reading)
        if fact.path not in prover.standing:
            return fact.heading
        over = prover.over(fact)
        if (
            over is None
            or not over.is_known
            or (fact.heading is not None and prover.headings.is_called(over, fact.heading.text))
            or prover.has_another(fact, over)
            or sums_groups(self.reading, fact, over.text)
        ):
            return fact.heading
        return Label(text=over.text, line=over.line)


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

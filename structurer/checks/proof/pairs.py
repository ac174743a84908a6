"""Labels with their amounts and no headings: one below the other, or side by side in a row of cells."""

from dataclasses import dataclass, field

from structurer.checks.proof.grid import Grid, GridCell, PrintedRow
from structurer.checks.proof.head_fields import DESCRIBED, HEAD_FIELD
from structurer.checks.proof.headers import CAPTION, HEADED, NUMBERED
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.unit_words import told_units
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import SOURCES, Stage
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.words import squeeze

NAMING = re.compile(r"(?:細?々?事業|取組|項目)名称?|取組")
"""The label of an item's name in a field of its own."""
_MOST_FIELDS = 12
"""Fields of an item: a name, what is done how by whom, its amounts and their sources."""
_FEWEST = 2  # sources one a line over their amounts
_SOURCES = frozenset(measure.value for measure in SOURCES)
_INDICATED = frozenset({Stage.ACTUAL, Stage.FORECAST, Stage.TARGET})


@dataclass(frozen=True)
class Pairs:
    """The pairs of a label and an amount of one source."""

    grid: Grid
    words: KnownWords
    _pairs: dict[int, list[list[GridCell]]] = field(default_factory=dict)
    _opened: dict[int, bool] = field(default_factory=dict)
    _runs: dict[int, tuple[int, int]] = field(default_factory=dict)
    _units: dict[int, dict[int, str]] = field(default_factory=dict)

    def beside(self, row: PrintedRow, cell: GridCell) -> Spot | None:
        """The place of an amount right behind its label in a row of cells that is such pairs and nothing else.

        Over them stands no row of a table: nothing, a line, or a field of the head.
        """
        pairs = self._of(row)
        found = next((pair for pair in pairs if pair[1] is cell), None)
        if found is None or not self._is_open(row):
            return None
        unit = (found[2].text,) if len(found) > 2 else ()
        return Spot("word", (), (), found[0].text, unit, (row.first,), row.position)

    def _of(self, row: PrintedRow) -> list[list[GridCell]]:
        """Each label with its amount and, in a cell of its own, its unit; none where a cell is anything else."""
        if row.position not in self._pairs:
            self._pairs[row.position] = self._paired(row)
        return self._pairs[row.position]

    def _paired(self, row: PrintedRow) -> list[list[GridCell]]:
        pairs: list[list[GridCell]] = []
        for cell in row.cells:
            if not cell.text.strip():
                continue
            if (cell.value is not None and pairs and len(pairs[-1]) == 1) or (
                pairs and len(pairs[-1]) > 1 and is_unit(cell)
            ):
                pairs[-1].append(cell)
            elif cell.value is None and self._is_label(cell.text) and (not pairs or len(pairs[-1]) > 1):
                pairs.append([cell])
            else:
                return []
        whole = bool(pairs) and len({len(pair) for pair in pairs}) == 1 and 1 < len(pairs[0]) < 4
        alone = pairs[0][-1].value if whole and len(pairs) == 1 else None
        whole = whole and (len(pairs) > 1 or alone is None or alone.scale is not None)  # one alone has its unit
        return pairs if whole and len({squeeze(pair[0].text) for pair in pairs}) == len(pairs) else []

    def _is_label(self, text: str) -> bool:
        """True for the word of a stage, a cost, a source or a change, every part of it known."""
        said = self.words.said(text)
        return said is not None and bool(said.stages or said.measures or "change" in said.marks)

    def _is_open(self, row: PrintedRow) -> bool:
        """True where no row of a table stands over the run of pairs that a row belongs to."""
        run: list[int] = []
        above: PrintedRow | None = row
        while above is not None and above.position not in self._opened and above.kind == row.kind and self._of(above):
            run.append(above.position)
            above = self.grid.above(above.position)
        known = above is None or self._opened.get(above.position, self._is_outside(above))
        self._opened.update(dict.fromkeys(run, known))
        return known

    def _is_outside(self, row: PrintedRow) -> bool:
        """True for a line, and for a field of the head: no row of a table."""
        label = squeeze(row.texts[0].text).rstrip(":：") if row.texts else ""
        named = HEAD_FIELD.fullmatch(label + ":") is not None or DESCRIBED.fullmatch(label) is not None
        return not row.values and (row.kind == "line" or named)

    def name_over(self, row: PrintedRow, name: str) -> bool:
        """True where a name stands beside its label in a row above, with nothing but fields and pairs of a label and an amount between.

        `細事業名 | 観察会`, `実施方法 | 委託`, `要求額 | 900千円`.
        """
        for above in reversed(self.grid.rows[max(0, row.position - _MOST_FIELDS) : row.position]):
            label = squeeze(above.texts[0].text) if above.kind == row.kind and above.texts else ""
            if NAMING.fullmatch(label) is not None:
                return len(above.texts) == len(("label", "name")) and squeeze(above.texts[1].text) == squeeze(name)
            if not label or not (self._of(above) or self._is_outside(above) or self._is_dashed(above)):
                return False
        return False

    def _is_dashed(self, row: PrintedRow) -> bool:
        """True for the word of an amount and a dash in its place."""
        return len(row.cells) > 1 and row.cells[1].is_dash and self._is_label(row.cells[0].text)

    def units_behind(self, row: PrintedRow) -> dict[int, str]:
        """The units in cells of their own of a row, each by the place of the amount before it."""
        if row.position not in self._units:
            self._units[row.position] = _units_behind(row)
        return self._units[row.position]

    def below(self, row: PrintedRow) -> Spot | None:
        """The place of an amount below its label, in a list of such pairs one line each."""
        rows = self.grid.rows
        if self._is_asked(row):
            label = rows[row.position - 1]
            return Spot("word", (), (), label.text, (), (label.first, row.first), label.position)
        first, last = self._run(row.position - 1)
        named = self._is_indicated(row.position - 1) and first > 0 and is_single(rows[first - 1])
        if named and not rows[first - 1].values:
            label = rows[row.position - 1]
            return Spot("word", (rows[first - 1].text,), (), label.text, (), (label.first, row.first), first)
        closed = last + 2 >= len(rows) or not is_alone(rows[last + 2])
        opened = first > 0 and not is_alone(rows[first - 1])
        if not self.is_labelled(row.position - 1) or last == first or not closed or not opened:
            return None
        label = rows[row.position - 1]
        return Spot("word", (), (), label.text, (), (label.first, row.first), first)

    def in_place(self, place: int) -> Spot | None:
        """The place of an amount in a run of them, one a line, right below as many sources one a line: the one in its place.

        A heading of a section, a caption or nothing stands over the sources: a word that heads amounts would make them columns.
        """
        rows, first, after = self.grid.rows, place, place + 1
        while first > 0 and is_alone(rows[first - 1]):
            first -= 1
        while after < len(rows) and is_alone(rows[after]):
            after += 1
        begin = first - (after - first)
        names = rows[max(0, begin) : first]
        if (
            begin < 0
            or len(names) < _FEWEST
            or (begin > 0 and (rows[begin - 1].values or self._may_head(rows[begin - 1])))
        ):
            return None
        said = [self.words.said(one.text) if is_single(one) and not one.values else None for one in names]
        sources = [one.measures for one in said if one is not None and not (one.stages or one.years or one.marks)]
        values = [cell.value for row in rows[first:after] for cell in row.values]
        whole = len(sources) == len(names) == len(values) == len({squeeze(one.text) for one in names})
        if not whole or not all(one and one <= _SOURCES for one in sources):
            return None
        own, at = rows[place], names[place - first]
        return Spot("count", (at.text,), (), "", (), (at.first, own.first), begin)

    def _may_head(self, row: PrintedRow) -> bool:
        """True for a line that may head a column, or be one of the names below it: no heading with a number or a unit, no blank."""
        return not (row.is_bare or CAPTION.search(row.text) or HEADED.match(row.text) or NUMBERED.match(row.text))

    def _run(self, place: int) -> tuple[int, int]:
        """The first and the last label of the list that a label belongs to."""
        if place not in self._runs:
            first = last = place
            while first >= 2 and self.is_labelled(first - 2):
                first -= 2
            while self.is_labelled(last + 2):
                last += 2
            self._runs.update(dict.fromkeys(range(first, last + 1, 2), (first, last)))
        return self._runs[place]

    def _is_asked(self, row: PrintedRow) -> bool:
        """True for the one amount below a label that ends in a colon and is known whole."""
        rows, place = self.grid.rows, row.position
        label = rows[place - 1] if place else None
        alone = place + 1 >= len(rows) or not is_alone(rows[place + 1])
        asks = label is not None and label.kind == "line" and label.text.rstrip().endswith((":", "："))
        said = self.words.said(label.text) if asks and alone and label is not None and not label.values else None
        return said is not None and bool(said.stages or said.measures)

    def is_labelled(self, place: int) -> bool:
        """True for a line that is the word of a cost or a source, or of their total, with an amount on the next line.

        A word of a stage or a change is one where the amount has a unit of its own: without, it may head a column.
        """
        rows = self.grid.rows
        if not 0 <= place < len(rows) - 1 or not is_single(rows[place]) or not is_alone(rows[place + 1]):
            return False
        said = None if is_alone(rows[place]) else self.words.said(rows[place].text)
        if said is None or self._is_indicated(place):
            return said is not None
        if not said.stages and not said.years and (said.measures or said.marks == {"total"}):
            return True
        own = next((cell.value for cell in rows[place + 1].values), None)
        united = own is not None and own.scale is not None
        return united and not said.measures and (bool(said.stages) or said.marks == {"change"})

    def _is_indicated(self, place: int) -> bool:
        """True for the year and the word of an indicator's value over one with a unit of its own: 令和4年度実績, and 82.6％ below it."""
        below = self.grid.rows[place + 1].values[:1]
        figure = below[0].value if below else None
        said = self.words.said(self.grid.rows[place].text)
        told = said is not None and bool(said.years) and bool(said.stages) and said.stages <= _INDICATED
        return told and figure is not None and figure.kind in {Kind.PERCENT, Kind.COUNT, Kind.HEADCOUNT}


def is_unit(cell: GridCell) -> bool:
    """True for a cell that is a unit and nothing else."""
    return cell.value is None and bool(cell.text.strip()) and bool(told_units(cell.text))


def _units_behind(row: PrintedRow) -> dict[int, str]:
    """The units in cells of their own, each right behind an amount, where every amount of the row has one and none stands before it."""
    values = [cell.index for cell in row.values]
    units = {cell.index for cell in row.cells if is_unit(cell)}
    behind = {index: row.cells[index + 1].text for index in values if index + 1 in units}
    return behind if values and len(behind) == len(values) and len(units) == len(values) else {}


def is_alone(row: PrintedRow) -> bool:
    """True for a line that is one amount, or a dash in its place."""
    return len(row.cells) == 1 and (bool(row.values) or row.cells[0].is_dash)


def is_single(row: PrintedRow) -> bool:
    """True for a line of one cell, no caption and no heading of a section."""
    if row.kind != "line" or (row.is_bare and not (row.cells and row.cells[0].is_dash)):
        return False
    marked = CAPTION.search(row.text) or HEADED.match(row.text) or (NUMBERED.match(row.text) and not row.values)
    return not marked and (len(row.cells) == 1 or not row.values)

"""Items with a row for each stage: the name once, beside 前年当初, 要求 and 計上, with the amount and its sources in each."""

from collections.abc import Iterator, Sequence

from structurer.reading.layout.measured import cells_of_row, heading_of
from structurer.sheet.model import Cell, Item, Label, Measure, Section, TotalRow
from structurer.tables.axes import AxisKind
from structurer.tables.cites import row_text
from structurer.tables.context import Context
from structurer.tables.proposals import Settled
from structurer.tables.sense import Sense, sense
from structurer.tables.shape import TableRow
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

_FEWEST = 2
"""Names that take the same stages in turn; a single one may head the whole table."""
_PROPER = re.compile(r"(?:事業|補助金|助成金|交付金|業務|委託)$")


def staged_rows(context: Context, table: Settled) -> Section | None:
    """The items of a table whose rows are stages and whose columns are an amount and its sources; None for any other."""
    measures = {column.measure for column in table.columns}
    if table.group is not None or Measure.TOTAL not in measures or not all(_is_staged(context, r) for r in table.lines):
        return None
    groups = list(_groups(table.lines))
    named = [(_name(lines), lines) for lines in groups]
    senses = [sense(context, "" if name is None else name.text) for name, _ in named]
    if not all(name is not None and _may_be_item(one) for (name, _), one in zip(named, senses, strict=True)):
        return None
    proper = all(name is not None and _PROPER.search(name.text) is not None for name, _ in named)
    if len(groups) < _FEWEST and not proper and not _is_headed(context, table):
        return None
    items: list[Item] = []
    totals: list[TotalRow] = []
    for (name, lines), meaning in zip(named, senses, strict=True):
        cells = tuple(_cells(table, lines))
        if meaning.total and name is not None:
            totals.append(TotalRow(label=name, cells=cells))
        elif name is not None and cells:
            items.append(Item(label=name, cells=cells))
    return Section(heading=heading_of(context, table), items=tuple(items), totals=tuple(totals)) if items else None


def _is_staged(context: Context, line: TableRow) -> bool:
    """True for a row whose last label is a year or a stage and nothing else."""
    found = sense(context, line.labels[-1].text) if line.labels else Sense("")
    return found.dated and not found.measured


def _may_be_item(found: Sense) -> bool:
    """True for a name that means nothing by itself, and for the 計 of all of them."""
    return not found.known or (found.total and not found.dated)


def _is_headed(context: Context, table: Settled) -> bool:
    """True where a heading says that names stand in the column: 細事業名."""
    heads = (entry for row in context.rows[table.start : table.first] for entry in row.filled)
    return any(sense(context, entry.label).name for entry in heads)


def _groups(lines: Sequence[TableRow]) -> Iterator[list[TableRow]]:
    """The rows of each name: one begins where a stage comes again."""
    group: list[TableRow] = []
    for line in lines:
        stages = {squeeze(one.labels[-1].text) for one in group}
        if squeeze(line.labels[-1].text) in stages:
            yield group
            group = []
        group.append(line)
    yield group


def _name(lines: Sequence[TableRow]) -> Label | None:
    """The name of a group, put together where it is broken over its rows; None where its first row has none."""
    parts = [entry for line in lines for entry in line.labels[:-1]]
    texts = list(dict.fromkeys(entry.label for entry in parts))  # once, where each row prints it
    return Label(text=row_text("".join(texts)), line=parts[0].line) if lines[0].labels[:-1] else None


def _cells(table: Settled, lines: Sequence[TableRow]) -> Iterator[Cell]:
    """The amounts of a group and their sources."""
    for line in lines:
        for made in cells_of_row(table, table.lines.index(line), {AxisKind.FUNDING}, frozenset()):
            whole = made.measure is Measure.TOTAL
            yield made.model_copy(update={"measure": Measure.AMOUNT}) if whole else made

"""The sections of a sheet: its tables of items, those without a stage dated by what they add up to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from structurer.labels.label import plain
from structurer.reading.layout.itemrows import section_of
from structurer.reading.layout.items import ItemTable
from structurer.sheet.model import SOURCES, FundingRow, Item, Label, Measure, Section, Stage, TotalRow
from structurer.tables.above import dating_heading
from structurer.tables.cites import label
from structurer.tables.context import Context
from structurer.text import lazy_re as re
from structurer.text.rows import Row

_FUNDED = TypeVar("_FUNDED", Item, TotalRow)

_FUNDING_ROW = re.compile(
    r"一般財源|一財|国庫|国費|国支出金|県費|県債|起債|地方債|特定財源|繰入金|諸収入|人件費|トータルコスト|事業費$"
)
_SURELY_FUNDING = re.compile(r"一般財源|国庫支出金|トータルコスト")
_OTHERS = re.compile(r"参考|関連事業|他部局|他課")
_ROWS_ABOVE = 6  # rows above a table that may say its stage: its heading, notes and units
_NEAR = 3  # rows above a table that may say that it is somebody else's: its heading and a unit
_SENTENCE = re.compile(r"[。、:]")

UNDATED = Stage.TARGET
"""Holds the place of a stage until a sum tells it; no amount of money has it."""


@dataclass
class Sections:
    """The sections as they come; `undated` are those whose headings name no stage, by their place.

    `details` are the headings over the columns of their items' parts, by the same places: those are items of their own.
    """

    all: list[Section] = field(default_factory=list)
    details: dict[int, Label] = field(default_factory=dict)
    undated: dict[int, ItemTable] = field(default_factory=dict)
    last: ItemTable | None = None

    def add(self, context: Context, section: Section, table: ItemTable) -> None:
        """Take a section, as a new one or as what goes on with the last."""
        last, self.last = self.last, None
        if table.open_field:
            self.undated[len(self.all)] = table
            self._append(section, table)
            return
        self.last = table
        previous = self.all[-1] if self.all else None
        if last is not None and previous is not None and _is_next_page(context, previous, last, table):
            self.all[-1] = previous.model_copy(
                update={"items": (*previous.items, *section.items), "totals": section.totals}
            )
        elif (
            previous is not None
            and section.heading is not None
            and previous.heading == section.heading
            and not section.totals
        ):
            self.all[-1] = previous.model_copy(update={"items": (*previous.items, *section.items)})
        else:
            self._append(section, table)

    def extend(self, section: Section) -> None:
        """Take a section without a stage to tell: what goes on under the heading of the last one is part of it."""
        last = self.all[-1] if self.all else None
        if last is None or last.totals or last.heading is None or section.heading is None:
            self.all.append(section)
        elif last.heading.text == section.heading.text:
            more = {"items": (*last.items, *section.items), "totals": section.totals}
            self.all[-1] = last.model_copy(update=more)
        else:
            self.all.append(section)

    def _append(self, section: Section, table: ItemTable) -> None:
        if table.parts is not None:
            heads = table.settled.shape.columns[table.parts[0]].heads
            self.details[len(self.all)] = label(heads[0])
        self.all.append(section)

    def dated(self, context: Context) -> Iterator[tuple[Section, list[FundingRow]]]:
        """The sections with the sources of their items; what is undated only where its sum is a known amount of the project."""
        alone = {n: _stage_of(context, [self.all[n]], table.settled.start) for n, table in self.undated.items()}
        starts = [table.settled.start for table in self.undated.values()]
        together = _stage_of(context, [self.all[n] for n in self.undated], starts[0]) if starts else None
        for number, section in enumerate(self.all):
            table = self.undated.get(number)
            if table is None:
                yield from _detailed(section, self.details.get(number))
                continue
            found = alone[number] or together or _said_above(context, section, table)
            if found is not None and (found[0] == 0 or not table.own_year):
                yield from _detailed(section_of(context, table.dated(*found))[0], self.details.get(number))
            elif any(one.measure is Measure.AMOUNT for one in table.closed.fields.values()):
                yield from _detailed(section_of(context, table.closed)[0], self.details.get(number))


def is_foreign(context: Context, position: int, section: Section) -> bool:
    """True for rows that are no items of the project: sources or costs as rows, or another project's amounts."""
    names = [plain(item.label.text) for item in section.items]
    rows = sum(_FUNDING_ROW.match(name) is not None for name in names)
    above = next(
        (row.text for row in reversed(context.rows[max(0, position - _NEAR) : position]) if row.text.strip()), ""
    )
    others = _OTHERS.search(above) is not None or context.of_others(position, section.heading)
    return (
        others or rows > 1 or rows == len(names) > 0 or any(_SURELY_FUNDING.match(name) is not None for name in names)
    )


def _detailed(section: Section, heading: Label | None) -> Iterator[tuple[Section, list[FundingRow]]]:
    """A section, and the parts of each item that stand in columns of their own beside it as one more: 節 and its 金額."""
    if heading is None:
        yield parted(section)
        return
    kept = [tuple(part for part in item.breakdown if part.label is None) for item in section.items]
    items = [item.model_copy(update={"breakdown": own}) for item, own in zip(section.items, kept, strict=True)]
    yield parted(section.model_copy(update={"items": tuple(items)}))
    for item in section.items:  # two items may have parts of one name
        named = [(part.label, part.cell) for part in item.breakdown if part.label is not None and part.cell is not None]
        rows = [Item(label=own, cells=(of.model_copy(update={"measure": Measure.AMOUNT}),)) for own, of in named]
        if rows:
            yield Section(heading=heading, items=tuple(rows)), []


def parted(section: Section) -> tuple[Section, list[FundingRow]]:
    """A section without the sources of its items, and those as rows of funding."""
    funded: list[FundingRow] = []

    def own(row: _FUNDED) -> _FUNDED:
        sources = tuple(entry for entry in row.cells if entry.measure in SOURCES)
        if not sources:
            return row
        for when in dict.fromkeys((entry.year_offset, entry.stage) for entry in sources):
            cells = tuple(entry for entry in sources if (entry.year_offset, entry.stage) == when)
            funded.append(FundingRow(label=row.label, cells=cells))
        return row.model_copy(update={"cells": tuple(entry for entry in row.cells if entry.measure not in SOURCES)})

    items, totals = [own(item) for item in section.items], [own(row) for row in section.totals]
    return section.model_copy(update={"items": tuple(items), "totals": tuple(totals)}), funded


def _stage_of(context: Context, sections: Sequence[Section], position: int) -> tuple[int, Stage] | None:
    """The year and stage whose amount the sections sum to; what the words above them say decides between several."""
    total = sum((_sum(section) for section in sections), Fraction(0))
    above = " ".join(row.text for row in context.rows[max(0, position - _ROWS_ABOVE) : position] if _says_stage(row))
    return context.stage_of(total, above)


def _said_above(context: Context, section: Section, table: ItemTable) -> tuple[int, Stage] | None:
    """The year and stage that a heading over a table names whole, where no known amount of that stage is another sum."""
    found = dating_heading(context, table.settled.start)
    when = None if found is None else found[1].when
    if when is None or when.stage is None:
        return None
    known = context.known.get((when.year_offset or 0, when.stage))
    return (when.year_offset or 0, when.stage) if known is None or _sum(section) in known else None


def _says_stage(row: Row) -> bool:
    """True for a line that may say what a table is of: no note, no sentence."""
    text = row.text.strip().replace("単位:", "").replace("単位：", "")
    return row.kind == "line" and not text.startswith("※") and _SENTENCE.search(text) is None


def _sum(section: Section) -> Fraction:
    """A section's printed total of the column without a stage, else the sum of its items."""
    totals = [entry for row in section.totals if "小計" not in row.label.text for entry in row.cells]
    cells = totals or [entry for item in section.items for entry in item.cells]
    found = [entry.cite.value for entry in cells if entry.measure is Measure.AMOUNT and entry.stage is UNDATED]
    return sum(found[-1:] if totals else found, Fraction(0))


def _is_next_page(context: Context, section: Section, last: ItemTable, table: ItemTable) -> bool:
    """True for the same headings again, with nothing but the end of a page between them and the last item."""
    same = [column.text for column in last.settled.shape.columns] == [
        column.text for column in table.settled.shape.columns
    ]
    if section.totals or not section.items or not same:
        return False
    line = section.items[-1].label.line or 0
    between = [
        row
        for row in context.rows[last.settled.body : table.settled.start]
        if row.first_line > line and not row.is_bare
    ]
    return bool(between) and all(context.printed.is_furniture(row) for row in between)

"""The two amounts that each printed difference of a reply compares: a model says what it measures, arithmetic which years and stages."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations

from structurer.reading.layout.differences import differences
from structurer.sheet.facts import SheetPath, facts
from structurer.sheet.model import CostTable, Difference, FundingTable, Label, Measure, Sheet, Stage
from structurer.text.source import Source
from structurer.text.words import squeeze

_Moment = tuple[int, Stage]
ITEMS = "sections"


def compared(sheet: Sheet, source: Source) -> Iterator[Difference]:
    """The differences, each row with the two years or stages under which most of it holds; those of items as their column does."""
    rows: dict[tuple[str, Label], list[Difference]] = {}
    for found in sheet.differences:
        if found.table != ITEMS:
            rows.setdefault((found.table, found.label), []).append(found)
    for (name, label), own in rows.items():
        tables: tuple[CostTable | FundingTable, ...] = sheet.costs if name == "costs" else sheet.funding
        table = _nearest(tables, own[0].cite.line or 0)
        figures = [(found.measure, source.by_id[found.cite.figure]) for found in own if found.cite.figure is not None]
        made = [] if table is None or len(figures) < len(own) else list(differences(table, name, label, figures))
        yield from made or own
    items = [found for found in sheet.differences if found.table == ITEMS]
    yield from _of_items(items, sheet) if items else ()


def _nearest(tables: Sequence[CostTable | FundingTable], line: int) -> CostTable | FundingTable | None:
    """The table whose first figure stands nearest above a line, else the first."""
    firsts = [(_first(table), number) for number, table in enumerate(tables)]
    above = [(first, number) for first, number in firsts if first <= line]
    return tables[max(above)[1]] if above else next(iter(tables), None)


def _first(table: CostTable | FundingTable) -> int:
    return min((cell.cite.line or 0 for row in table.rows for cell in row.cells), default=0)


def _of_items(own: Sequence[Difference], sheet: Sheet) -> Iterator[Difference]:
    """Differences beside items: each of the two amounts of its row that it is the difference of, the usual ones of the column first."""
    rows: dict[SheetPath, dict[_Moment, Fraction]] = defaultdict(dict)
    named: dict[SheetPath, tuple[str, int]] = {}
    for fact in facts(sheet):
        if fact.path[0] == ITEMS and fact.measure is Measure.AMOUNT:
            rows[fact.path[:4]][fact.year_offset, fact.stage] = fact.cite.value
            named[fact.path[:4]] = (squeeze(fact.row), fact.cite.line or 0)
    fitting = [_pairs(found, rows, named) for found in own]
    often = Counter(pair for pairs in fitting for pair in pairs)
    for found, pairs in zip(own, fitting, strict=True):
        best = max(pairs, key=lambda pair: often[pair], default=None)
        if best is None:
            yield found
            continue
        (offset, stage), (against_offset, against_stage) = best
        yield found.model_copy(update={
            "year_offset": offset, "stage": stage, "against_offset": against_offset, "against_stage": against_stage,
        })  # fmt: skip


def _pairs(
    found: Difference, rows: Mapping[SheetPath, Mapping[_Moment, Fraction]], named: Mapping[SheetPath, tuple[str, int]]
) -> list[tuple[_Moment, _Moment]]:
    """The pairs of years and stages of a difference's own row whose amounts differ by it."""
    line = found.cite.line or 0
    same = [path for path, (label, _) in named.items() if label == squeeze(found.label.text)]
    row = rows[min(same, key=lambda path: abs(named[path][1] - line))] if same else {}
    return [(now, before) for now, before in permutations(row, 2) if row[now] - row[before] == found.cite.value]

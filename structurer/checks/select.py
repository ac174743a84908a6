"""What several checks ask of a sheet: its rows' amounts, its declared rates, the quantities it prints more than once."""

from collections import defaultdict
from collections.abc import Iterator

from structurer.labels.vocabulary import TOTAL_LABELS, plain
from structurer.sheet.entry import Entry, Reading, entries
from structurer.sheet.model import Label, Measure, Sheet, Stage, Table
from structurer.text.words import squeeze

ROLES = ("復活", "追加", "調整", "内示", "部長", "課長", "総務部長", "知事", "肉付", "前年度比", "暫定", "修正")
"""Words that set an amount of a stage apart from the stage's plain amount: 復活要求額 is not the 要求額."""

Quantity = tuple[int, Stage, tuple[str, ...]]


def rows(reading: Reading, table: Table) -> dict[tuple[str | int, ...], list[Entry]]:
    """The entries of a table by the row they stand in (the path of the row)."""
    found: dict[tuple[str | int, ...], list[Entry]] = defaultdict(list)
    for entry in reading.entries:
        if entry.table is table:
            found[entry.path[: row_length(entry)]].append(entry)
    return dict(found)


def vectors(reading: Reading, table: Table) -> list[list[Entry]]:
    """The amounts of one year and stage of a table together: its rows, or where costs or sources are rows its columns."""
    found: list[list[Entry]] = []
    by_table: dict[tuple[str | int, ...], list[list[Entry]]] = defaultdict(list)
    for path, row in rows(reading, table).items():
        by_table[path[:2]].append(row)
    for own in by_table.values():
        turned = len(own) > 1 and all(len({entry.measure for entry in row}) == 1 for row in own)
        found += _columns(own) if turned else own
    return found


def _columns(own: list[list[Entry]]) -> list[list[Entry]]:
    columns: dict[tuple[int, Stage], list[Entry]] = defaultdict(list)
    for row in own:
        for entry in row:
            columns[entry.year_offset, entry.stage].append(entry)
    return list(columns.values())


def row_length(entry: Entry) -> int:
    """How many steps of a path lead to the row: `("costs", 0, "rows", 1)`."""
    return 6 if "activities" in entry.path else 4


def one(
    entries: list[Entry], measure: Measure, year_offset: int | None = None, stage: Stage | None = None
) -> Entry | None:
    """The first entry of a measure, and of a year and stage where given."""
    for entry in entries:
        fits = year_offset is None or entry.year_offset == year_offset
        if entry.measure is measure and fits and (stage is None or entry.stage is stage):
            return entry
    return None


def role(label: Label) -> tuple[str, ...]:
    """The words of a label that set its amount apart."""
    text = squeeze(label.text)
    return tuple(word for word in ROLES if word in text)


def project_amounts(read: Reading | Sheet) -> dict[Quantity, list[Entry]]:
    """Every print of the project's own amount, by year, stage and role: lead lines, project cost, funding totals."""
    found: dict[Quantity, list[Entry]] = defaultdict(list)
    own = [
        entry for entry in (read.entries if isinstance(read, Reading) else entries(read)) if _is_project_amount(entry)
    ]
    summed = {(entry.path[:2], entry.stage): entry.path[:4] for entry in own if plain(entry.row) in TOTAL_LABELS}
    for entry in own:
        total = summed.get((entry.path[:2], entry.stage), entry.path[:4])
        part = ("部分",) if total != entry.path[:4] and entry.year_offset == 0 and not role(entry.label) else ()
        found[entry.year_offset, entry.stage, role(entry.label) or part].append(entry)
    return dict(found)


def _is_project_amount(entry: Entry) -> bool:
    if entry.table is Table.COST:
        return entry.measure is Measure.PROJECT_COST
    if entry.table is Table.TOTAL:
        return entry.path[0] == "totals" and entry.measure is Measure.AMOUNT
    return entry.table is Table.FUNDING and entry.measure is Measure.TOTAL


def rate_entries(sheet: Sheet) -> Iterator[Entry]:
    """The declared rates of the national share as entries."""
    for number, cite in enumerate(sheet.national_rates):
        label = Label(text="国庫補助率", line=cite.line)
        yield Entry(("national_rates", number), Table.FUNDING, None, label, Measure.RATE, 0, Stage.NONE, cite)


def difference_entries(sheet: Sheet) -> Iterator[Entry]:
    """The printed differences of costs and funding as entries."""
    for number, found in enumerate(sheet.differences):
        table = Table.COST if found.table == "costs" else Table.FUNDING
        place = ("differences", number, "cite")
        yield Entry(place, table, None, found.label, Measure.CHANGE, found.year_offset, found.stage, found.cite)


def eligible_entries(sheet: Sheet) -> Iterator[Entry]:
    """The stated eligible costs as entries."""
    for number, cost in enumerate(sheet.eligible_costs):
        place = ("eligible_costs", number, "cite")
        yield Entry(place, Table.FUNDING, None, cost.label, Measure.TOTAL, cost.year_offset, cost.stage, cost.cite)

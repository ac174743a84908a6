"""Selections that several checks share: the amounts of a sheet's rows, its declared rates, the quantities it prints more than once."""

from collections import defaultdict
from collections.abc import Mapping

from structurer.checks.reading import Reading
from structurer.sheet.facts import Fact, is_project_amount
from structurer.sheet.model import Label, Measure, Stage, Table
from structurer.text.words import squeeze

ROLES = (
    "既査定",
    "復活",
    "追加",
    "調整",
    "内示",
    "部長",
    "課長",
    "財政課",
    "財政当局",
    "局長",
    "財政局",
    "財政部",
    "財務局",
    "財務部",
    "市長",
    "町長",
    "総務部長",
    "知事",
    "肉付",
    "前年度比",
    "暫定",
    "修正",
    "翌年度",
    "予備費",
)
"""Words that set an amount of a stage apart from the stage's plain amount: 復活要求額 is not the 要求額."""

Quantity = tuple[int, Stage, tuple[str, ...]]


def rows(reading: Reading, table: Table) -> dict[tuple[str | int, ...], list[Fact]]:
    """The facts of a table by the row they stand in (the path of the row)."""
    found: dict[tuple[str | int, ...], list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.table is table:
            found[fact.path[: row_length(fact)]].append(fact)
    return dict(found)


RowName = tuple[int | None, str]
"""The line that a row's label is printed on, and the label without spaces: all amounts of a printed row share them."""


def row_name(fact: Fact) -> RowName:
    """The printed row of a fact."""
    return fact.label.line, squeeze(fact.row)


def whole_beside(reading: Reading, fact: Fact) -> list[Fact]:
    """The amounts of the item, or of the total of items, in whose printed row a source stands."""
    return list(reading.once(_wholes).get(row_name(fact), ()))


def _wholes(reading: Reading) -> dict[RowName, list[Fact]]:
    """The amounts of items and of their totals by their printed rows."""
    found: dict[RowName, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.measure is Measure.AMOUNT and fact.path[0] == "sections" and fact.label.line is not None:
            found[row_name(fact)].append(fact)
    return found


def vectors(reading: Reading, table: Table) -> list[list[Fact]]:
    """The amounts of one year and stage of a table together: its rows, or where costs or sources are rows its columns."""
    found: list[list[Fact]] = []
    by_table: dict[tuple[str | int, ...], list[list[Fact]]] = defaultdict(list)
    for path, row in rows(reading, table).items():
        if whole_beside(reading, row[0]):
            found += _columns([row])  # a row of an item may have its sources once for each of two years
        else:
            by_table[path[:2]].append(row)
    for own in by_table.values():
        turned = len(own) > 1 and all(len({fact.measure for fact in row}) == 1 for row in own)
        found += _columns(own) if turned else own
    return found


def _columns(own: list[list[Fact]]) -> list[list[Fact]]:
    columns: dict[tuple[int, Stage], list[Fact]] = defaultdict(list)
    for row in own:
        for fact in row:
            columns[fact.year_offset, fact.stage].append(fact)
    return list(columns.values())


def row_length(fact: Fact) -> int:
    """The number of steps of a path that lead to the row: 4 of `("costs", 0, "rows", 1, …)`."""
    return 6 if "activities" in fact.path else 4


def one(facts: list[Fact], measure: Measure, year_offset: int | None = None, stage: Stage | None = None) -> Fact | None:
    """The first fact of a measure, and of a year and stage where given."""
    for fact in facts:
        fits = year_offset is None or fact.year_offset == year_offset
        if fact.measure is measure and fits and (stage is None or fact.stage is stage):
            return fact
    return None


def role(label: Label) -> tuple[str, ...]:
    """The words of a label that set its amount apart."""
    text = squeeze(label.text)
    return tuple(word for word in ROLES if word in text)


def project_amounts(reading: Reading) -> Mapping[Quantity, list[Fact]]:
    """Every print of the project's own amount, by year, stage and role: lead lines, project cost, funding totals."""
    return reading.once(_project_amounts)


def _project_amounts(reading: Reading) -> dict[Quantity, list[Fact]]:
    found: dict[Quantity, list[Fact]] = defaultdict(list)
    own = [fact for fact in reading.facts if is_project_amount(fact) or _is_led(reading, fact)]
    summed = {(fact.path[:2], fact.stage): fact.path[:4] for fact in own if reading.vocabulary.is_total(fact.row)}
    for fact in own:
        total = summed.get((fact.path[:2], fact.stage), fact.path[:4])
        part = ("部分",) if total != fact.path[:4] and fact.year_offset == 0 and not role(fact.label) else ()
        found[fact.year_offset, fact.stage, role(fact.label) or part].append(fact)
    return dict(found)


def _is_led(reading: Reading, fact: Fact) -> bool:
    """True for the project's amount before what is said of its items: 査定額 of `査定額は51,110千円となった`."""
    whole = fact.table is Table.TOTAL and fact.measure is Measure.AMOUNT and not reading.vocabulary.is_total(fact.row)
    return whole and reading.vocabulary.is_stage_label(fact.row)


def sums_groups(reading: Reading, fact: Fact, group: str) -> bool:
    """True for a total below that of the group which a heading over both names: 合計 below 小計 is of all groups, and not of the last."""
    if fact.table not in {Table.TOTAL, Table.FUNDING} or not reading.vocabulary.is_total(fact.row):
        return False
    line = fact.cite.line or 0
    others = (one for one in reading.facts if one.path != fact.path and one.column == fact.column)
    return any(
        squeeze(one.section).endswith(squeeze(group))
        and reading.vocabulary.is_total(one.row)
        and (one.cite.line or 0) < line
        for one in others
    )

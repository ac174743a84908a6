"""Wrong readings of right sheets, and wrong sheets: none may be verified.

A mutant of a reading is the faultless reading of a fixture with one thing exchanged. It must have a finding that the
faultless one has not; where it says the same facts as the truth it is no mutant and not counted.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

import pytest

from structurer.checks.reading import Reading
from structurer.sheet.facts import Fact, SheetPath, with_cite
from structurer.sheet.model import Label, Measure, Model, Stage
from structurer.text.source import Figure, Unit
from tests.support.sheets import (  # fmt: skip
    FULL,
    altered,
    at,
    caught,
    exchanged,
    figure_of,
    findings,
    known,
    mended,
    misprints,
    money,
    pointed,
    read,
    recited,
    said,
    summed,
    told,
    truth,
    with_sheet,
)

MADE_FROM = FULL
ROWS = (("costs", "rows"), ("totals", "rows"), ("sections", "items"), ("sections", "totals"), ("funding", "rows"))
Mutants = Iterator[tuple[object, Reading]]


@pytest.mark.parametrize("witnessed", [False, True])
@pytest.mark.parametrize("name", FULL)
def test_misprinted_cites(name: str, *, witnessed: bool) -> None:
    """Any digit of any amount changed is found: with its id kept, with none, or with that of a figure printed so."""
    reading = truth(name, witnessed=witnessed)
    before, missed, count = known(reading), [], 0
    for fact in money(reading):
        for wrong in _misprinted(reading, fact):
            count += 1
            if caught(wrong, before) is None:
                missed.append(fact.path)
    assert (missed, count > 250) == ([], True)


def _misprinted(reading: Reading, fact: Fact) -> Iterator[Reading]:
    for cite in altered(reading, fact, (1, 5) if reading.witness is None else (3,)):
        yield recited(reading, (fact.path, cite))
        yield recited(reading, (fact.path, cite.model_copy(update={"figure": None})))
    for cite in altered(reading, fact, range(1, 10) if reading.witness is None else (3,)):
        same = (f for f in reading.source.figures if f.printed == cite.printed and f.id != fact.cite.figure)
        for found in map(pointed, same):
            if found is not None and found.amount != fact.cite.amount:
                yield recited(reading, (fact.path, found))


@pytest.mark.parametrize("name", FULL)
def test_quick_exchange(name: str) -> None:
    """The mutants of these tests are built as `with_cite` builds a sheet, only faster."""
    reading = truth(name)
    for fact in reading.facts[::7]:
        cite = fact.cite.model_copy(update={"corrected": True})
        assert recited(reading, (fact.path, cite)).sheet == with_cite(reading.sheet, fact.path, cite)


def _row_of(fact: Fact) -> SheetPath:
    return fact.path[:4]


def _rows(reading: Reading) -> dict[SheetPath, list[Fact]]:
    """The amounts of money of each row."""
    rows: dict[SheetPath, list[Fact]] = defaultdict(list)
    for fact in money(reading):
        rows[_row_of(fact)].append(fact)
    return dict(rows)


def _exchange(reading: Reading, one: Fact, two: Fact) -> Reading:
    return recited(reading, (one.path, two.cite), (two.path, one.cite))


def cites_of_a_row(reading: Reading) -> Mutants:
    """Two cites of one row swapped."""
    for row in _rows(reading).values():
        for one, two in combinations(row, 2):
            if one.cite.amount != two.cite.amount:
                yield (one.path, two.path), _exchange(reading, one, two)


def cells_of_two_rows(reading: Reading) -> Mutants:
    """The same measure of two rows of a table swapped."""
    for one, two in combinations(money(reading), 2):
        same = one.path[:3] == two.path[:3] and one.path[:4] != two.path[:4] and one.measure is two.measure
        if same and one.cite.amount != two.cite.amount:
            yield (one.path, two.path), _exchange(reading, one, two)


def whole_rows(reading: Reading) -> Mutants:
    """All cites of two rows of a table swapped."""
    for one, two in combinations(_rows(reading).values(), 2):
        if one[0].path[:3] == two[0].path[:3] and len(one) == len(two):
            changes = [(a.path, b.cite) for a, b in zip((*one, *two), (*two, *one), strict=True)]
            yield (one[0].path, two[0].path), recited(reading, *changes)


def columns(reading: Reading) -> Mutants:
    """Two columns swapped in all rows of a table."""
    tables: dict[SheetPath, list[list[Fact]]] = defaultdict(list)
    for path, row in _rows(reading).items():
        tables[path[:3]].append(row)
    for path, rows in tables.items():
        width = max(map(len, rows))
        full = [row for row in rows if len(row) == width]
        for one, two in combinations(range(width), 2):
            changes = [(row[a].path, row[b].cite) for row in full for a, b in ((one, two), (two, one))]
            yield (path, one, two), recited(reading, *changes)


def _tables(reading: Reading) -> Iterator[tuple[SheetPath, tuple[Model, ...]]]:
    """Every list of rows of a sheet with its path."""
    for table, kind in ROWS:
        for number in range(len(getattr(reading.sheet, table))):
            rows = at(reading.sheet, (table, number, kind))
            assert isinstance(rows, tuple)
            yield (table, number, kind), rows


def lost_rows(reading: Reading) -> Mutants:
    """A row of a table left out, lead lines that share one line of text too."""
    for path, rows in _tables(reading):
        for number in range(len(rows)):
            yield (
                (*path, number),
                with_sheet(reading, exchanged(reading.sheet, path, rows[:number] + rows[number + 1 :])),
            )


def repeated_rows(reading: Reading) -> Mutants:
    """A row read twice."""
    for path, rows in _tables(reading):
        for number in range(len(rows)):
            yield (
                (*path, number),
                with_sheet(reading, exchanged(reading.sheet, path, rows[: number + 1] + rows[number:])),
            )


def neighbours(reading: Reading) -> Mutants:
    """A cite pointed at one of the amounts printed around its own, up to two away."""
    figures = [figure for figure in reading.source.figures if figure.is_money]
    places = {figure.id: place for place, figure in enumerate(figures)}
    for fact in money(reading):
        place = places[figure_of(reading, fact).id]
        for figure in (*figures[max(0, place - 2) : place], *figures[place + 1 : place + 3]):
            cite = pointed(figure)
            if cite is not None:
                yield (fact.path, figure.id), recited(reading, (fact.path, cite))


def same_amounts(reading: Reading) -> Mutants:
    """A cite pointed at another figure of the same amount: the right sum from the wrong place."""
    amounts: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in reading.source.figures:
        amounts[figure.amount(Unit.YEN)].append(figure)
    for fact in money(reading):
        for figure in amounts[fact.cite.amount][:5]:
            cite = pointed(figure)
            if cite is not None and figure.id != fact.cite.figure:
                yield (fact.path, figure.id), recited(reading, (fact.path, cite))


def _cells(reading: Reading) -> Iterator[tuple[SheetPath, Model]]:
    """Every cell with an amount of money and its path, rows of totals in text left out."""
    for fact in money(reading):
        if fact.path[-2] != "subsidy":
            cell = at(reading.sheet, fact.path[:-1])
            assert isinstance(cell, Model)
            yield fact.path[:-1], cell


def years(reading: Reading) -> Mutants:
    """All amounts of a row moved by a year or two."""
    for row in _rows(reading).values():
        for shift in (-2, -1, 1, 2):
            sheet = reading.sheet
            for fact in row:
                if fact.path[-2] != "subsidy":
                    sheet = exchanged(sheet, (*fact.path[:-1], "year_offset"), fact.year_offset + shift)
            yield (row[0].path, shift), with_sheet(reading, sheet)


def stages(reading: Reading) -> Mutants:
    """All amounts of a row given another stage; 予算案 that is and is not published is a matter of another test."""
    for row in _rows(reading).values():
        for stage in Stage:
            if {stage, row[0].stage} == {Stage.APPROVED, Stage.PROPOSAL} and reading.witness is None:
                continue
            sheet = reading.sheet
            for fact in row:
                if fact.path[-2] != "subsidy":
                    sheet = exchanged(sheet, (*fact.path[:-1], "stage"), stage)
            yield (row[0].path, stage), with_sheet(reading, sheet)


def labels(reading: Reading) -> Mutants:
    """A row given the name of another row of its table."""
    for path, rows in _tables(reading):
        for number, row in enumerate(rows):
            for other in rows:
                name, line = _label(other).text, _label(row).line
                changed = exchanged(reading.sheet, (*path, number, "label"), Label(text=name, line=line))
                yield (path, number, name), with_sheet(reading, changed)


def _label(row: Model) -> Label:
    label = getattr(row, "label", None)
    assert isinstance(label, Label)
    return label


def moved_items(reading: Reading) -> Mutants:
    """An item, or all of them, moved to the next section."""
    for (one, first), (two, second) in pairwise((p, rows) for p, rows in _tables(reading) if p[-1] == "items"):
        for number in range(len(first)):
            left = exchanged(reading.sheet, one, first[:number] + first[number + 1 :])
            yield (one, number), with_sheet(reading, exchanged(left, two, (*second, first[number])))
        left = exchanged(reading.sheet, one, ())
        yield one, with_sheet(reading, exchanged(left, two, second + first))


CLASSES: dict[Callable[[Reading], Mutants], int] = {
    cites_of_a_row: 80, cells_of_two_rows: 80, whole_rows: 15, columns: 40, lost_rows: 25, repeated_rows: 25,
    neighbours: 300, same_amounts: 200, years: 90, stages: 250, labels: 30, moved_items: 6,
}  # fmt: skip
"""The ways to read wrong, with how many mutants the fixtures give at least."""


@pytest.mark.parametrize("witnessed", [False, True])
@pytest.mark.parametrize("mutants", CLASSES, ids=lambda found: str(found.__name__))
def test_wrong_readings(mutants: Callable[[Reading], Mutants], *, witnessed: bool) -> None:
    """No wrong reading of a faultless sheet is verified."""
    verified, count = [], 0
    for name in MADE_FROM:
        reading = mended(name, witnessed=witnessed)
        truly = told(reading.sheet, reading.source)
        for what, wrong in mutants(reading):
            missed = caught(wrong) is None
            if not missed or told(wrong.sheet, wrong.source) != truly:
                count += 1
                verified += [(name, what)] if missed else []
    assert verified == []
    assert count >= CLASSES[mutants]


UNCOVERED = {
    "tottori-dx": {
        ("subsidy", "工芸後継者育成補助金「独立準備型」", Measure.CAP, 52),
        ("subsidy", "工芸後継者育成補助金「販路開拓型」", Measure.CAP, 63),
    },
    "nagano-it": {
        ("cost", "R8年度 予算案", Measure.PROJECT_COST, 58), ("cost", "R8年度 予算案", Measure.GENERAL_FUND, 58),
        ("cost", "R8年度 要求", Measure.GENERAL_FUND, 59), ("cost", "R7年度", Measure.GENERAL_FUND, 60),
        ("cost", "R6年度", Measure.GENERAL_FUND, 61), ("cost", "R6年度", Measure.PROJECT_COST, 61),
        ("item", "広域融通会議運営事業", Measure.AMOUNT, 67), ("item", "水源林ふれあい旅事業", Measure.AMOUNT, 83),
        ("item", "施設台帳まるごと整備事業", Measure.AMOUNT, 88), ("item", "海外水道技術者招へい事業", Measure.AMOUNT, 99),
    },
}  # fmt: skip
"""The figures no sum covers, by fixture: a misprint of the sheet in one of them cannot be told from its print."""


@pytest.mark.parametrize("name", FULL)
def test_figures_no_sum_covers(name: str) -> None:
    """Which figures stand in no equation is known and written down."""
    reading = mended(name)
    covered = summed(reading)
    open_ones = {(e.table.value, e.row, e.measure, e.cite.line) for e in money(reading) if e.path not in covered}
    assert open_ones == UNCOVERED[name]


@pytest.mark.parametrize("name", FULL)
def test_misprinted_sheets(name: str) -> None:
    """One digit changed in the text of a sheet is found wherever a sum covers the figure."""
    reading = mended(name)
    covered, before = summed(reading), set(known(reading))
    facts = [fact for fact in money(reading) if fact.path in covered]
    missed = [fact.path for fact in facts if not _new(_misprint(reading, fact)) - before]
    assert (missed, len(facts) > 15) == ([], True)


def _misprint(reading: Reading, fact: Fact) -> Reading:
    """The sheet with the last digit of one figure changed, read again."""
    figure = figure_of(reading, fact)
    printed, _ = next(misprints(figure.printed, int(fact.cite.amount), (1,)))
    text = reading.source.text
    return read(text[: figure.start] + printed + text[figure.end :])


def _new(reading: Reading) -> set[object]:
    return {said(result) for result in findings(reading)}

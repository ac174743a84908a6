"""Mistakes of place: rows, cells and columns lost, repeated, moved or exchanged."""

from collections import defaultdict
from itertools import combinations, permutations

from tests.support.mutations.reply import (
    MEASURES,
    ROWS,
    SHAPES,
    Json,
    Mutants,
    Path,
    Right,
    column_of,
    exchanged,
    shaped,
    swapped,
    without,
)


def _neighbours(right: Right, rows: Path, aside: int, below: int) -> Mutants:
    """Every cell of a table with the cite of the one so many places further."""
    grid = [row["cells"] for row in right.at(rows)]
    for r, cells in enumerate(grid):
        for c in range(len(cells)):
            if 0 <= r + below < len(grid) and 0 <= c + aside < len(grid[r + below]):
                other, path = grid[r + below][c + aside], (*rows, r, "cells", c)
                yield from right.recite(path, into=other)
                yield from right.recite(path, into=other | {"id": None})


def neighbour_in_the_row(right: Right) -> Mutants:
    """The cite of the cell to the right or to the left, with its id and without."""
    for rows in right.lists:
        yield from _neighbours(right, rows, 1, 0)
        yield from _neighbours(right, rows, -1, 0)


def neighbour_in_the_column(right: Right) -> Mutants:
    """The cite of the cell below or above, with its id and without."""
    for rows in right.lists:
        yield from _neighbours(right, rows, 0, 1)
        yield from _neighbours(right, rows, 0, -1)


def cell_to_another_row(right: Right) -> Mutants:
    """A cell taken out of its row and put into another of the table, or copied there."""
    for cell in right.cells:
        rows, number = right.at(cell[:3]), int(cell[3])
        left = {"cells": without(right.row_of(cell)["cells"], int(cell[-1]))}
        for other in range(len(rows)):
            if other != number:
                more = {"cells": [*rows[other]["cells"], right.at(cell)]}
                moved = ((*cell[:3], number, "cells"), left["cells"]), ((*cell[:3], other, "cells"), more["cells"])
                yield right.mutant(*moved, path=cell, before=right.at(cell), after=f"→ {rows[other]['label']}")
                yield right.mutant(moved[1], path=cell, before=right.at(cell), after=f"+ {rows[other]['label']}")


def cell_to_another_table(right: Right) -> Mutants:
    """A cell taken out of its table and put into the first or last row of another."""
    for cell in right.cells:
        left = ((*cell[:-1],), without(right.row_of(cell)["cells"], int(cell[-1])))
        for rows in right.lists:
            for number in {0, len(right.at(rows)) - 1} if rows != cell[:3] else set[int]():
                target = (*rows, number, "cells")
                made = shaped(right.at(cell), right.row_of(cell), str(rows[0]))
                more = (target, [*right.at(target), made])
                yield right.mutant(
                    left, more, path=cell, before=right.at(cell), after=f"→ {'/'.join(map(str, target))}"
                )


def lost_row(right: Right) -> Mutants:
    """A row left out."""
    for row in right.rows:
        yield right.mutant((row[:-1], without(right.at(row[:-1]), int(row[-1]))), before=right.at(row), after="lost")


def lost_cell(right: Right) -> Mutants:
    """A cell left out, or its print left blank."""
    for cell in right.cells:
        cells = right.at(cell[:-1])
        yield right.mutant((cell[:-1], without(cells, int(cell[-1]))), path=cell, before=right.at(cell), after="lost")
        yield from right.put(cell, right.at(cell) | {"id": None, "printed": "-"})


def lost_table(right: Right) -> Mutants:
    """A table left out, or all its rows, or all tables of a kind, or all of several kinds."""
    for table in right.tables:
        left = without(right.tree[str(table[0])], int(table[1]))
        yield right.mutant((table[:1], left), path=table, before=right.at(table), after="lost")
    for rows in right.lists:
        yield right.mutant((rows, []), after="lost")
    for kinds in (*combinations(ROWS, 1), *combinations(ROWS, 2)):
        if all(right.tree[kind] for kind in kinds):
            yield right.mutant(*(((kind,), []) for kind in kinds), after="lost")


def repeated_row(right: Right) -> Mutants:
    """A row given twice, next to itself or at the end; a cell given twice."""
    for row in right.rows:
        rows, number = right.at(row[:-1]), int(row[-1])
        yield right.mutant((row[:-1], [*rows[: number + 1], *rows[number:]]), path=row, before="", after=rows[number])
        yield right.mutant((row[:-1], [*rows, rows[number]]), path=row, before="", after=rows[number])
    for cell in right.cells:
        cells = right.at(cell[:-1])
        yield right.mutant((cell[:-1], [*cells, right.at(cell)]), path=cell, before="", after=right.at(cell))


def repeated_table(right: Right) -> Mutants:
    """A table given twice; its rows given again in another of its kind."""
    for table in right.tables:
        kind = right.tree[str(table[0])]
        yield right.mutant((table[:1], [*kind, right.at(table)]), path=table, before="", after=right.at(table))
    for one, two in permutations(right.lists, 2):
        if (one[0], one[2]) == (two[0], two[2]):
            yield right.mutant((one, [*right.at(one), *right.at(two)]), before="", after=right.at(two))


def row_order(right: Right) -> Mutants:
    """The rows of a table in another order, whole or their names only or their cells only."""
    for rows in right.lists:
        given = right.at(rows)
        orders = ([*given[1:], given[0]], [given[-1], *given[:-1]], given[::-1])
        for order in orders:
            yield from right.put(rows, order)
            for name in ("cells", "label"):
                edits = [((*rows, n, name), other[name]) for n, other in enumerate(order)]
                if [value for _, value in edits] != [row[name] for row in given]:
                    yield right.mutant(*edits)


def labels_swapped(right: Right) -> Mutants:
    """The names of two rows of a table swapped."""
    for rows in right.lists:
        yield from swapped(right, [(*rows, n, "label") for n in range(len(right.at(rows)))])


def rows_cells_swapped(right: Right) -> Mutants:
    """All cells of two rows swapped, or the amounts of one measure in two rows."""
    for rows in right.lists:
        yield from swapped(right, [(*rows, n, "cells") for n in range(len(right.at(rows)))])
    for one, two in combinations(right.cells, 2):
        if one[:3] == two[:3] and one[3] != two[3] and one[-1] == two[-1]:
            yield from exchanged(right, [(one, two)])


def columns_swapped_in_a_row(right: Right) -> Mutants:
    """Two cells of one row with each other's cites."""
    for row in right.rows:
        cells = [(*row, "cells", n) for n in range(len(right.at(row)["cells"]))]
        for pair in combinations(cells, 2):
            yield from exchanged(right, [pair])


def columns_swapped(right: Right) -> Mutants:
    """Two columns swapped in all rows of a table."""
    for rows in right.lists:
        columns: dict[Json, dict[int, Path]] = defaultdict(dict)
        for cell in right.cells:
            if cell[:3] == rows:
                columns[column_of(right.at(cell))][int(cell[3])] = cell
        for one, two in combinations(columns.values(), 2):
            yield from exchanged(right, [(one[n], two[n]) for n in one if n in two])


def measures_changed(right: Right) -> Mutants:
    """A cell, or a column of a table, called another measure."""
    for rows in right.lists:
        below = [cell for cell in right.cells if cell[:3] == rows]
        for measure in dict.fromkeys(right.at(cell)["measure"] for cell in below):
            own = [cell for cell in below if right.at(cell)["measure"] == measure]
            for other in MEASURES[SHAPES[str(rows[0])]]:
                if other != measure:
                    yield right.mutant(*(((*cell, "measure"), other) for cell in own))
                    yield right.mutant(((*own[-1], "measure"), other))

"""Mistakes that hide one another, and two at once."""

import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from structurer.text.source import Figure, Unit
from tests.support.mutations.kinds import another_kind, mentions
from tests.support.mutations.names import identity, stages_wrong, wrong_heading, wrong_label, years_wrong
from tests.support.mutations.places import (
    labels_swapped,
    lost_cell,
    lost_row,
    neighbour_in_the_column,
    neighbour_in_the_row,
)
from tests.support.mutations.prints import similar_figure
from tests.support.mutations.reply import (
    PLACED,
    Json,
    Mutant,
    Mutants,
    Path,
    Right,
    cite_of,
    column_of,
    exchanged,
    without,
)
from tests.support.mutations.texts import unread_figure


def compensating(right: Right) -> Mutants:
    """Two cells of a column with other figures of the sheet that have the same sum."""
    values: dict[int, list[Figure]] = defaultdict(list)
    for figure in right.citable:
        if figure.is_money and (amount := figure.amount(Unit.YEN)) is not None and amount.lstrip("-").isdigit():
            values[int(amount)].append(figure)
    own = {figure.id: value for value, figures in values.items() for figure in figures}
    for one, two in combinations(right.cells, 2):
        first, second = own.get(right.at(one)["id"] or ""), own.get(right.at(two)["id"] or "")
        same = one[:3] == two[:3] and column_of(right.at(one)) == column_of(right.at(two))
        if same and first is not None and second is not None:
            yield from _same_sum(right, (one, two), first + second, values)


def _same_sum(right: Right, pair: tuple[Path, Path], total: int, values: dict[int, list[Figure]]) -> Mutants:
    for value, figures in values.items():
        for one, two in zip(figures, values.get(total - value, []), strict=False):
            made = [right.at(path) | cite_of(figure) for path, figure in zip(pair, (one, two), strict=True)]
            if [cell["id"] for cell in made] != [right.at(path)["id"] for path in pair] and one.id != two.id:
                yield right.mutant(*zip(pair, made, strict=True))


def swapped_twice(right: Right) -> Mutants:
    """Two rows with each other's amounts in two tables or in all columns but one; names and amounts both swapped."""
    for one, two in combinations(right.rows, 2):
        if one[:3] == two[:3]:
            cells = list(zip(_cells_of(right, one), _cells_of(right, two), strict=False))
            for kept in range(len(cells)):
                yield from exchanged(right, without(cells, kept))
    by_stage: dict[Json, list[Path]] = defaultdict(list)
    for cell in right.cells:
        row = right.row_of(cell)
        by_stage[tuple(str(right.at(cell).get(name, row.get(name))) for name in PLACED)].append(cell)
    for first, second in combinations(by_stage.values(), 2):
        yield from exchanged(right, _alike(right, first, second))


def _cells_of(right: Right, row: Path) -> list[Path]:
    return [(*row, "cells", n) for n in range(len(right.at(row)["cells"]))]


def _alike(right: Right, first: Sequence[Path], second: Sequence[Path]) -> list[tuple[Path, Path]]:
    """Cells of the same table and measure at two stages, one of each: request and decision taken for one another."""
    found: dict[Json, Path] = {(path[:2], right.at(path)["measure"]): path for path in second}
    pairs: dict[Path, Path] = {}
    for path in first:
        other = found.pop((path[:2], right.at(path)["measure"]), None)
        if other is not None:
            pairs[path] = other
    return list(pairs.items())


def two_at_once(right: Right) -> Mutants:
    """Two mistakes of different kinds in different places."""
    kinds = (neighbour_in_the_row, neighbour_in_the_column, lost_row, lost_cell, labels_swapped, stages_wrong, years_wrong,
             wrong_label, wrong_heading, unread_figure, mentions, similar_figure, another_kind, identity)  # fmt: skip
    picker = random.Random(right.source.name)  # noqa: S311  # a sample, not a secret
    made = [list(kind(right)) for kind in kinds]
    for one, two in combinations([found for found in made if found], 2):
        for _ in range(3):
            yield from _both(picker.choice(one), picker.choice(two))


def _both(one: Mutant, two: Mutant) -> Mutants:
    """Both mutants in one, where neither touches what the other changes."""
    for first, _ in one.edits:
        for second, _ in two.edits:
            shorter = min(len(first), len(second))
            if first[:shorter] == second[:shorter]:
                return
    yield Mutant((*one.edits, *two.edits), (one.path, two.path), [one.before, two.before], [one.after, two.after])

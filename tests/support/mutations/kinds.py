"""Mistakes of kind: rows in the wrong table, terms of subsidies, eligible costs, parts, figures set aside."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, permutations

from structurer.text.scan import Kind
from tests.support.mutations.reply import (
    CITE,
    MOST,
    PLACED,
    ROWS,
    Edit,
    Json,
    Mutants,
    Path,
    Right,
    Tree,
    cite_of,
    exchanged,
    row_as,
    without,
)


def another_kind(right: Right) -> Mutants:
    """A row, or all rows of a table, moved to a table of another kind."""
    for rows in right.lists:
        for target in _targets(right, rows):
            given = right.at(rows)
            for number in range(len(given)):
                yield from _moved(right, rows, target, [number])
            if len(given) > 1:
                yield from _moved(right, rows, target, list(range(len(given))))


def _targets(right: Right, rows: Path) -> list[Path]:
    """The lists of other tables that rows could be moved to; one after the last of a kind that has none."""
    made = [(kind, 0, name) for kind, names in ROWS.items() if not right.tree[kind] for name in names]
    known = [(*table, name) for table in right.tables for name in ROWS[str(table[0])]]
    return [path for path in (*known, *made) if path != rows]


def _moved(right: Right, rows: Path, target: Path, numbers: Sequence[int]) -> Mutants:
    given = right.at(rows)
    kind, place, name = str(target[0]), int(target[1]), str(target[2])
    made = [row_as(given[number], kind, name, number) for number in numbers]
    left = (rows, [row for number, row in enumerate(given) if number not in numbers])
    there = right.tree[kind]
    if place < len(there):
        more: Edit = (target, [*right.at(target), *made])
    else:
        names = {other: made if other == name else [] for other in ROWS[kind]}
        extra = {"plan": False} if kind == "indicators" else {}
        more = ((kind,), [*there, {"heading": right.at(rows[:2])["heading"], **extra, **names}])
    said = [given[number] for number in numbers]
    yield right.mutant(left, more, path=rows, before=said, after=f"→ {'/'.join(map(str, target))}")


def plan_or_indicator(right: Right) -> Mutants:
    """A table of indicators called a plan's, and the other way round."""
    plans = [table for table in right.tables if table[0] == "indicators"]
    for table in plans:
        yield from right.put((*table, "plan"), not right.at(table)["plan"])
    if plans:
        yield right.mutant(*(((*table, "plan"), not right.at(table)["plan"]) for table in plans))


def terms_of(right: Right) -> list[Path]:
    """Every term of a subsidy that the reply gives."""
    held = [(path, right.at(path)) for path in right.subsidies]
    return [(*path, name) for path, terms in held if terms for name in ("rate", "cap", "count") if terms[name]]


def rates(right: Right) -> Mutants:
    """A rate that is another, printed or not, or that is left out; the same of the national share."""
    ratios = [cite_of(f) for f in right.citable if f.kind in {Kind.RATIO, Kind.PERCENT}]
    national = [("national_rates", n) for n in range(len(right.tree["national_rates"]))]
    for path in (*(path for path in terms_of(right) if path[-1] == "rate"), *national):
        mine = right.at(path)
        made = [{"id": one, "printed": ratio} for one in (mine["id"], None) for ratio in ("1/3", "2/3", "50%", "1/20")]
        for cite in (*ratios, *made):
            yield from right.recite(path, into=cite)
    given = right.tree["national_rates"]
    for others in ([], [*given, *given], [*given, *ratios], ratios[:1], ratios[-1:]):
        yield from right.put(("national_rates",), others)


def subsidy_terms(right: Right) -> Mutants:
    """A term left out or swapped with another; a cap or a count of another place; terms at another item, or at two."""
    terms = terms_of(right)
    for path in terms:
        yield from right.put(path, None)
        for figure in right.citable:
            if figure.kind in {Kind.COUNT, Kind.HEADCOUNT} and path[-1] == "count":
                yield from right.recite(path, into=cite_of(figure))
    for one, two in combinations(terms, 2):
        if one[:-1] == two[:-1] or one[-1] == two[-1]:
            yield from exchanged(right, [(one, two)])
    yield from _moved_terms(right)


def _moved_terms(right: Right) -> Mutants:
    for one in right.subsidies:
        yield from right.put(one, None)
        for two in right.subsidies if right.at(one) else ():
            if one != two:
                yield right.mutant((one, right.at(two)), (two, right.at(one)))
                yield from right.put(two, right.at(one))


def eligible_costs(right: Right) -> Mutants:
    """An eligible cost that is another figure, of another year or stage, or lost; a row of a table taken for some."""
    known = right.tree["eligible_costs"]
    for number, cost in enumerate(known):
        path = ("eligible_costs", number)
        yield right.mutant((path[:1], without(known, number)), path=path, before=cost, after="lost")
        for figure in right.citable:
            if figure.is_money:
                yield from right.recite(path, into=cite_of(figure))
    for rows, moved in _set_aside(right, _as_eligible):
        more = ("eligible_costs",), [*known, *moved][:MOST]
        yield right.mutant(rows, more, before=moved, after="→ eligible costs")


def mentions(right: Right) -> Mutants:
    """The figures of a row, a table or a cell set aside as mentions of the running text."""
    for rows, moved in _set_aside(right, _as_mention):
        yield right.mutant(rows, (("mentions",), moved[:MOST]), before=moved, after="→ mentions")


def outputs(right: Right) -> Mutants:
    """The figures of a row or a table set aside as what an activity brings about."""
    activities = [path[:-1] for path in right.subsidies if "activities" in path]
    for rows, moved in _set_aside(right, _as_output):
        for activity in activities[:2]:
            if rows[0][:4] != activity[:4] and rows[0] != activity[:3]:
                there = (*activity, "outputs")
                more = there, [*right.at(there), *moved][:MOST]
                yield right.mutant(rows, more, before=moved, after="→ outputs")


def _set_aside(right: Right, shape: Callable[[Json, Json], Tree]) -> Iterator[tuple[Edit, list[Tree]]]:
    """A cell, a row, or the rows of a table taken out, and what they become elsewhere."""
    for cell in right.cells:
        moved = [shape(right.row_of(cell), right.at(cell))]
        yield (cell[:-1], without(right.at(cell[:-1]), int(cell[-1]))), moved
    for row in right.rows:
        moved = [shape(right.at(row), cell) for cell in right.at(row)["cells"]]
        yield (row[:-1], without(right.at(row[:-1]), int(row[-1]))), moved
    for rows in right.lists:
        yield (rows, []), [shape(row, cell) for row in right.at(rows) for cell in row["cells"]]


def _as_eligible(row: Json, cell: Json) -> Tree:
    placed = {name: cell.get(name, row.get(name)) for name in PLACED}
    return {"label": row["label"], **placed, **{name: cell[name] for name in CITE}}


def _as_mention(row: Json, cell: Json) -> Tree:
    return {"text": row["label"], **{name: cell[name] for name in CITE}}


def _as_output(row: Json, cell: Json) -> Tree:
    return {"label": row["label"], **{name: cell[name] for name in CITE}}


def parts(right: Right) -> Mutants:
    """A part of an item lost, called an amount, or given to another item; an item or a cell called a part of another."""
    items = [row for row in right.rows if row[2] == "items"]
    for row in items:
        given = right.at(row)["parts"]
        for number, part in enumerate(given):
            left = ((*row, "parts"), without(given, number))
            yield right.mutant(left, path=left[0], before=part, after="lost")
            amount = {"measure": "amount"} | {name: part[name] for name in (*PLACED, *CITE)}
            more = ((*row, "cells"), [*right.at(row)["cells"], amount])
            yield right.mutant(left, more, path=left[0], before=part, after="→ cells")
            yield from _given_away(right, left, part, [other for other in items if other != row])
    for row, other in permutations(items, 2):
        if row[:3] == other[:3]:
            yield from _made_parts(right, row, other)


def _given_away(right: Right, left: Edit, part: Json, others: Iterable[Path]) -> Mutants:
    for other in others:
        more = ((*other, "parts"), [*right.at(other)["parts"], part])
        yield right.mutant(left, more, path=left[0], before=part, after=f"→ {right.at(other)['label']}")


def _made_parts(right: Right, row: Path, other: Path) -> Mutants:
    made = [{"label": right.at(row)["label"]} | {key: cell[key] for key in (*PLACED, *CITE)}
            for cell in right.at(row)["cells"]]  # fmt: skip
    rows, number = right.at(row[:-1]), int(row[-1])
    changed = [dict(item, parts=[*item["parts"], *made]) if n == other[-1] else item for n, item in enumerate(rows)]
    yield right.mutant(
        (row[:-1], without(changed, number)), path=row, before=rows[number], after=f"part of {other[-1]}"
    )

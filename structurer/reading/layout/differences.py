"""The differences that a table prints, with the two amounts that each of them compares."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count

from structurer.sheet.model import CostTable, Difference, FundingTable, Label, Measure, Stage
from structurer.tables.cites import cite
from structurer.text.source import Figure, Unit

_Moment = tuple[int, Stage, int]
"""A year and a stage, and which of the amounts printed of them: 財政課長査定額, then 知事査定額."""


def differences(
    table: CostTable | FundingTable, name: str, named: Label, figures: Sequence[tuple[Measure, Figure]]
) -> Iterator[Difference]:
    """The two amounts that a row or column of differences compares: those under which most of it holds, the usual two first."""
    cited = [(measure, cite(figure, Unit.YEN)) for measure, figure in figures]
    printed = [(measure, found) for measure, found in cited if found is not None]
    amounts: dict[_Moment, dict[Measure, Fraction]] = {}
    for row in table.rows:
        for entry in row.cells:
            again = next(
                n for n in count() if entry.measure not in amounts.get((entry.year_offset, entry.stage, n), {})
            )
            amounts.setdefault((entry.year_offset, entry.stage, again), {})[entry.measure] = entry.cite.value
    pairs = [(current, previous) for current in amounts for previous in amounts if current[:2] != previous[:2]]
    usual = {Stage.REQUEST: 0, Stage.APPROVED: 1, Stage.PROPOSAL: 2}

    def rank(pair: tuple[_Moment, _Moment]) -> tuple[int, int, int]:
        current, previous = amounts[pair[0]], amounts[pair[1]]
        held = sum(
            shown.value == current.get(measure, Fraction(0)) - previous.get(measure, Fraction(0))
            for measure, shown in printed
        )
        return -held, usual.get(pair[0][1], 3) + abs(pair[0][0]), abs(pair[1][0] + 1)

    if not pairs:
        return
    (offset, stage, _), (against_offset, against_stage, _) = min(pairs, key=rank)
    for measure, shown in printed:
        yield Difference(
            label=named,
            table=name,
            measure=measure,
            year_offset=offset,
            stage=stage,
            against_offset=against_offset,
            against_stage=against_stage,
            cite=shown,
        )

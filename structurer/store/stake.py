"""The amount at stake in the open findings of a record, kept beside its newest revision for the review queue."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from structurer.record.record import Record, ResultRecord
from structurer.sheet.facts import cites, path_text
from structurer.sheet.model import Cite
from structurer.store.tables import HeadRow
from structurer.text.source import Figure, Source, Unit

DIGITS = 40
"""The length of an amount as text: texts are ordered like amounts only where all are as long."""


def head_row(record: Record, source: Source, record_id: str, number: int) -> HeadRow:
    """Return the row that the queue knows a revision by."""
    amount = str(min(ceil(stake(record, source)), 10**DIGITS - 1)).rjust(DIGITS, "0")
    verdict, count = record.verdict.value, len(record.open_results)
    return HeadRow(record_id=record_id, number=number, verdict=verdict, stake=amount, findings=count)


def stake(record: Record, source: Source) -> Fraction:
    """Return the largest amount of money in an open finding: of its cites, else of its lines, else of the whole record."""
    found = record.open_results
    if not found:
        return Fraction(0)
    known = {path_text(path): cite for path, cite in cites(record.sheet)}
    return max(_at_stake(result, known, source) for result in found)


def _at_stake(result: ResultRecord, known: dict[str, Cite], source: Source) -> Fraction:
    own = [known[path] for path in result.paths if path in known]
    if own:
        return max((abs(cite.value) for cite in own if cite.unit is Unit.YEN), default=Fraction(0))
    if result.lines:
        figures = [figure for line in result.lines for figure in source.by_line.get(line, ())]
        printed = [figure for figure in figures if figure.printed == result.name]
        return max(_amounts(printed or figures), default=Fraction(0))
    return max((abs(cite.value) for cite in known.values() if cite.unit is Unit.YEN), default=Fraction(0))


def _amounts(figures: list[Figure]) -> Iterator[Fraction]:
    for figure in figures:
        amount = figure.amount(Unit.YEN)
        if amount is not None:
            yield abs(Fraction(amount))

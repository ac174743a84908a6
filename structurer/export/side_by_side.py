"""Saved records beside each other, by their ids or by their project, and as CSV and JSON for programs."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from structurer.errors import ProjectOfOneRecord, RecordsAlike
from structurer.record.years.comparison import ComparedAmount, ComparedRecord, ComparedRow, Comparison, Step
from structurer.record.years.comparison import compare as compared
from structurer.sheet.facts import csv_line
from structurer.store import Store
from structurer.text.money import decimal_text
from structurer.text.words import tidy

_OF_A_ROW = ("table", "section", "row", "measure", "year_offset", "stage")
_OF_AN_AMOUNT = ("record", "fiscal_year", "amount", "unit", "printed", "line", "stage")
_OF_A_STEP = ("difference", "share", "incomparable")


def compare(first: str, second: str, store: Store | str | Path | None = None) -> Comparison:
    """Return two saved records beside each other: every amount by section, row and measure, with exact differences.

    Args:
        first: the id of a record, or a unique beginning of it; differences are counted from this one.
        second: likewise.
        store: where they are saved; None takes STRUCTURER_STORE.

    Raises:
        RecordUnknown, RecordsAlike: there are no two such records.
    """
    if isinstance(store, Store):
        records = _loaded(store, (first, second))
    else:
        with Store.existing(None if store is None else str(store)) as opened:
            records = _loaded(opened, (first, second))
    if len({one.record for one in records}) == 1:
        raise RecordsAlike(records[0].record)
    return compared(records)


def compare_years(project: str, store: Store | str | Path | None = None) -> Comparison:
    """Return all years of a project beside each other, the oldest first: what each sheet says of its own year.

    `project` is the id of any of its records, its code or its name. Records that were withdrawn or superseded are left out.

    Raises:
        ProjectUnknown, ProjectAmbiguous, ProjectOfOneRecord: it names no project of several records.
    """
    if isinstance(store, Store):
        return _years(store, project)
    with Store.existing(None if store is None else str(store)) as opened:
        return _years(opened, project)


def _years(store: Store, asked: str) -> Comparison:
    found = store.projects.find(asked)
    if len(found.standing) < 2:
        raise ProjectOfOneRecord(found.id)
    return compared(_loaded(store, [one.record for one in found.standing]), own_year=True)


def _loaded(store: Store, ids: Iterable[str]) -> list[ComparedRecord]:
    stored = [store.load(record_id) for record_id in ids]
    return [ComparedRecord.of(one.record_id, one.revision, one.record) for one in stored]


def as_csv(comparison: Comparison) -> Iterator[str]:
    """Yield a comparison as CSV: a line a row, the columns of each record numbered from 1, differences from the record before."""
    numbers = range(1, len(comparison.records) + 1)
    columns = [f"{name}_{number}" for number in numbers for name in _columns_of(number)]
    yield csv_line((*_OF_A_ROW, "change", *columns))
    for row in comparison.rows:
        cells = [
            cell
            for at, record in enumerate(comparison.records)
            for cell in (*_amount(record, row.amounts[at]).values(), *(_step(row.steps[at - 1]).values() if at else ()))
        ]
        yield csv_line(map(_text, (*_of_row(row).values(), *cells)))


def _columns_of(number: int) -> Sequence[str]:
    return _OF_AN_AMOUNT if number == 1 else (*_OF_AN_AMOUNT, *_OF_A_STEP)


def as_tree(comparison: Comparison) -> dict[str, object]:
    """Return a comparison as JSON has it: amounts are exact decimals, a share is a decimal or a fraction."""
    return {
        "records": [
            {
                "record": one.record,
                "revision": one.revision,
                "project": one.project,
                "publisher": one.publisher,
                "fiscal_year": one.fiscal_year,
                "verdict": one.verdict.value,
            }
            for one in comparison.records
        ],
        "rows": [
            {
                **_of_row(row),
                "amounts": [
                    None if amount is None else _amount(record, amount)
                    for record, amount in zip(comparison.records, row.amounts, strict=True)
                ],
                "steps": [_step(step) for step in row.steps],
            }
            for row in comparison.rows
        ],
    }


def _of_row(row: ComparedRow) -> dict[str, object]:
    change = "came" if row.came else "went" if row.went else ""
    values = (row.table.value, tidy(row.section), tidy(row.row), row.measure.value, row.year_offset, row.stage.value)
    return {**dict(zip(_OF_A_ROW, values, strict=True)), "change": change}


def _amount(record: ComparedRecord, amount: ComparedAmount | None) -> dict[str, object]:
    if amount is None:
        return dict.fromkeys(_OF_AN_AMOUNT)
    cite = amount.fact.cite
    values = (
        record.record, record.fiscal_year, cite.amount, cite.unit.value, cite.printed, cite.line, amount.fact.stage.value,
    )  # fmt: skip
    return dict(zip(_OF_AN_AMOUNT, values, strict=True))


def _step(step: Step) -> dict[str, object]:
    values = (
        None if step.difference is None else decimal_text(step.difference),
        None if step.share is None else decimal_text(step.share),
        None if step.why is None else step.why.value,
    )
    return dict(zip(_OF_A_STEP, values, strict=True))


def _text(value: object) -> str:
    return "" if value is None else str(value)

"""Records as text: for people, as JSON, as a table of facts, as a page."""

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType

from structurer.record.record import Record
from structurer.report import text
from structurer.report.output import json_text
from structurer.sheet import facts

if TYPE_CHECKING:  # what is saved is shown without a reader
    from structurer.pipeline import Outcome

PrintedRecord = tuple[Record, tuple[str, int] | None]
"""A record, and the id and revision it is saved as; None where it is not saved."""


def records_of(outcomes: "Iterable[Outcome]") -> list[PrintedRecord]:
    """Return the records of some outcomes."""
    saved = ((outcome.record(), outcome.saved) for outcome in outcomes)
    return [(record, None if place is None else (place.record_id, place.revision)) for record, place in saved]


def formatted(
    records: Sequence[PrintedRecord], output_format: str, output: Path | None = None, *, everything: bool = True
) -> Iterable[str]:
    """Return records in a format, piece by piece; `output` is the file they are meant for, None for stdout."""
    if output_format == "text":
        return as_text(records, output) if everything else at_a_terminal(records)
    return ({"json": as_json, "facts": as_facts, "html": as_html}[output_format](records),)


def as_text(records: Iterable[PrintedRecord], output: Path | None = None) -> Iterator[str]:
    """Yield the report of each record, with an empty line between two."""
    for number, (record, place) in enumerate(records):
        yield drawn(*([""] if number else []), text.render(record, place), output=output, soft_wrap=True)


def at_a_terminal(records: Sequence[PrintedRecord]) -> Iterator[str]:
    """Yield what a person acts on: the findings of each record, its verdict and the next command; of several a table at the end."""
    for number, (record, place) in enumerate(records):
        yield drawn(
            *([""] if number else []), text.render(record, place, everything=False), output=None, soft_wrap=True
        )
    if len(records) > 1:
        yield drawn("", text.table(records), output=None)


def as_json(records: Iterable[PrintedRecord]) -> str:
    """Return one JSON object, an array of them for several records."""
    objects = [record.model_dump(mode="json", by_alias=True) for record, _ in records]
    return json_text(objects[0] if len(objects) == 1 else objects) + "\n"


def as_facts(records: Iterable[PrintedRecord]) -> str:
    """Return the table of every figure as CSV; a record without an id goes by the one it would get."""
    rows = (
        facts.fact_rows(
            record.sheet,
            record.source.rebuild(),
            record.source.sha256[:12] if place is None else place[0],
            record.given,
        )
        for record, place in records
    )
    return facts.as_csv([row for found in rows for row in found])


def as_html(records: Sequence[PrintedRecord]) -> str:
    """Return a page that needs nothing else."""
    from structurer.report.page import file

    return file.render([record for record, _ in records], [place for _, place in records])


def drawn(*parts: RenderableType, output: Path | None, soft_wrap: bool = False) -> str:
    """Return what rich draws: in colours where stdout is a terminal and no file is written."""
    console = text.console(file=None if output is None else io.StringIO())
    with console.capture() as captured:
        console.print(*parts, sep="\n", soft_wrap=soft_wrap)
    return captured.get()

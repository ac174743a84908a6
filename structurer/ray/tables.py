"""Rows in and out, as Arrow tables: the given documents, the result of each sheet, the facts. No amount is a number."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

import pyarrow as pa

from structurer.errors import ColumnMissing
from structurer.export import arrow
from structurer.record.record import Record
from structurer.record.tabular.figures import FACTS
from structurer.record.tabular.revision import PASSED, Loose

_SHEETS = pa.schema(
    [
        pa.field("name", pa.string(), nullable=False),
        pa.field("verdict", pa.string()),
        pa.field("record_id", pa.string()),
        pa.field("revision", pa.int32()),
        pa.field("record", pa.string()),
        pa.field("error", pa.string()),
        pa.field("message", pa.string()),
    ]
)
_FACTS = pa.schema(
    # codes as plain texts: blocks are joined, and each would bring a dictionary of its own
    field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
    for field in arrow.schema(FACTS)
)
_UNNAMED = "text"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: its name, and its bytes where they came with it; else the name is the path of a file."""

    name: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The result of one sheet, as the columns that a pipeline goes on with."""

    name: str
    verdict: str | None = None
    record_id: str | None = None
    revision: int | None = None
    record: str | None = None
    error: str | None = None
    message: str | None = None


def given(block: pa.Table) -> Iterator[DocumentRow]:
    """The documents in the rows of a block. ColumnMissing where no column has any; an empty cell is an empty document."""
    columns = block.column_names
    held = next((column for column in ("text", "bytes") if column in columns), None)
    if held is None and "path" not in columns:
        raise ColumnMissing(", ".join(columns))
    called = next((column for column in ("name", "path") if column in columns), None) if held is not None else "path"
    for row in block.select([column for column in (held, called) if column is not None]).to_pylist():
        name = _UNNAMED if called is None else str(row[called] or "")
        yield DocumentRow(name, None if held is None else _bytes(row[held]))


def _bytes(cell: str | bytes | None) -> bytes:
    return cell.encode() if isinstance(cell, str) else cell or b""


def sheets_table(sheets: Iterable[SheetRow]) -> pa.Table:
    """The results of some sheets, one row each."""
    return pa.Table.from_pylist([asdict(sheet) for sheet in sheets], schema=_SHEETS)


def facts_table(block: pa.Table, *, everything: bool) -> pa.Table:
    """The facts of a block of sheets; of those that are neither verified nor approved only where everything is asked for."""
    rows = [
        FACTS.values(fact)
        for row in block.select(["record_id", "revision", "record"]).to_pylist()
        if row["record"] is not None
        for revision in [Loose(Record.model_validate_json(row["record"]), row["record_id"], row["revision"])]
        if everything or revision.record.verdict in PASSED
        for fact in FACTS.rows(revision, revision.record.source.rebuild())
    ]
    columns = list(zip(*rows, strict=True)) or [() for _ in FACTS.typed]
    return pa.Table.from_batches([arrow.batch(FACTS, columns)]).cast(_FACTS)

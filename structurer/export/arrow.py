"""The tables with types, as Arrow has them: whole yen, codes in dictionaries, nothing that rounds."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from structurer.tabular.column import ColumnKind, ExportColumn, ExportTable, TextRow, Value
from structurer.version import __version__

_MOST_THOUSANDS = 10**15
_CODES = pa.dictionary(pa.int32(), pa.string())
_TYPES = {
    ColumnKind.INTEGER: pa.int32(),
    ColumnKind.TIME: pa.timestamp("ms", tz="UTC"),
    ColumnKind.THOUSANDS: pa.decimal128(18, 3),  # thousands to the yen; of fewer than 19 digits pandas can take shares
    ColumnKind.YEN: pa.int64(),
}


def schema(table: ExportTable) -> pa.Schema:
    """Return the columns of a table with their types and, as metadata, their headings and what they hold."""
    fields = [
        pa.field(column.name, _type(column), nullable=_is_nullable(column), metadata=_about(column))
        for column in table.typed
    ]
    about = {"structurer": __version__, "title": f"{table.title} · {table.title_en}"}
    return pa.schema(fields, metadata=about)


def _type(column: ExportColumn) -> Any:  # noqa: ANN401  # pyarrow tells nothing of its types
    return _CODES if column.words else _TYPES.get(column.kind, pa.string())


def _is_nullable(column: ExportColumn) -> bool:
    return column.kind in _TYPES and not column.filled


def _about(column: ExportColumn) -> dict[str, str]:
    about = {
        "title": f"{column.title} · {column.title_en}",
        "description": f"{column.description} {column.description_en}",
    }
    return {**about, "unit": "JPY"} if column.kind is ColumnKind.YEN else about


def batch(table: ExportTable, columns: Iterable[Sequence[Value]]) -> pa.RecordBatch:
    """Columns of values, in the order of the typed table, as a batch of its schema."""
    made = [_array(column, values, _type(column)) for column, values in zip(table.typed, columns, strict=True)]
    return pa.record_batch(made, schema=schema(table))


def plain(table: ExportTable, rows: Iterable[TextRow]) -> bytes:
    """Return rows as a message that `coded` reads: typed, codes as texts, since a dictionary is made for a whole row group."""
    columns = zip(*map(table.values, rows), strict=True)
    values = tuple(columns) or tuple(() for _ in table.typed)
    made = [_array(column, some, _plain(column)) for column, some in zip(table.typed, values, strict=True)]
    found = pa.record_batch(made, names=[column.name for column in table.typed])
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, found.schema) as written:
        written.write_batch(found)
    return bytes(sink.getvalue())


def read(message: bytes) -> pa.Table:
    """Return the rows of a message."""
    return pa.ipc.open_stream(message).read_all()


def coded(table: ExportTable, rows: pa.Table) -> pa.RecordBatch:
    """Return rows that were read as a batch of the table's schema."""
    columns = [found.combine_chunks() for found in rows.columns]
    made = [
        found.dictionary_encode() if column.words else found for column, found in zip(table.typed, columns, strict=True)
    ]
    return pa.record_batch(made, schema=schema(table))


def _plain(column: ExportColumn) -> Any:  # noqa: ANN401  # as above
    return pa.string() if column.words else _type(column)


def _array(column: ExportColumn, values: Sequence[Value], kind: Any) -> Any:  # noqa: ANN401  # as above
    if column.kind is ColumnKind.THOUSANDS:
        return pa.array([value if _fits(value) else None for value in values], kind)
    return pa.array(values, kind)


def _fits(value: Value) -> bool:
    """True for thousands of whole yen, of no more digits than the column has: nothing is ever rounded."""
    return isinstance(value, Decimal) and value * 1000 == int(value * 1000) and abs(value) < _MOST_THOUSANDS


def stream(made: pa.RecordBatch) -> pa.RecordBatchReader:
    """A batch as a stream."""
    return pa.RecordBatchReader.from_batches(made.schema, [made])

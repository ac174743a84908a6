"""The tables with types, as Arrow has them: whole yen, codes in dictionaries, nothing that rounds."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
from pyarrow import csv

from structurer.record.tabular.column import ColumnKind, ExportColumn, ExportTable, Value
from structurer.version import __version__

_MOST_THOUSANDS = 10**15
_LEAST_BLOCK = 1024  # bytes: pyarrow takes no smaller one
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


def read(table: ExportTable, lines: bytes) -> pa.Table:
    """Return the rows in lines of CSV: typed, codes as texts, since a dictionary is made for a whole row group."""
    types = {column.name: _read_as(column) for column in table.columns}
    made = _parsed(lines, types) if lines else pa.table({name: pa.array([], kind) for name, kind in types.items()})
    for place, column in enumerate(table.columns):
        if types[column.name] != _plain(column):
            values = [column.value(text) for text in made[column.name].to_pylist()]
            made = made.set_column(place, column.name, [_array(column, values, _plain(column))])
    for column, names, work_out in table.derived:
        texts = (made[name].to_pylist() for name in names)
        made = made.append_column(column.name, [_array(column, list(map(work_out, *texts)), _plain(column))])
    return made


def _parsed(lines: bytes, types: dict[str, Any]) -> pa.Table:
    form = csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False)
    whole = csv.ReadOptions(column_names=list(types), block_size=max(len(lines), _LEAST_BLOCK), use_threads=False)
    as_typed = csv.ConvertOptions(column_types=types, null_values=[""], strings_can_be_null=False)
    return csv.read_csv(pa.BufferReader(lines), whole, form, as_typed)


def _read_as(column: ExportColumn) -> Any:  # noqa: ANN401  # as above
    """The type that a column is parsed as: what Python tells better is a text until then."""
    return pa.int32() if column.kind is ColumnKind.INTEGER else pa.string()


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

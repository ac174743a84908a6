"""The tables with types, as Arrow has them: exact decimals, codes in dictionaries, nothing that rounds."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from structurer.export.column import ColumnKind, ExportColumn, ExportTable, Value
from structurer.version import __version__

_DIGITS, _PLACES = (
    38,
    4,
)  # all digits of a decimal128; four places leave 34 digits before the point, and hold 0.0001 yen
_CODES = pa.dictionary(pa.int32(), pa.string())
_TYPES = {
    ColumnKind.INTEGER: pa.int32(),
    ColumnKind.TIME: pa.timestamp("ms", tz="UTC"),
    ColumnKind.YEN: pa.decimal128(_DIGITS, _PLACES),
}


def schema(table: ExportTable) -> pa.Schema:
    """The columns of a table with their types and, as metadata, their headings and what they hold."""
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
    made = [_array(column, values) for column, values in zip(table.typed, columns, strict=True)]
    return pa.record_batch(made, schema=schema(table))


def _array(column: ExportColumn, values: Sequence[Value]) -> Any:  # noqa: ANN401  # as above
    if column.kind is ColumnKind.YEN:
        return pa.array([fitting(value) for value in values], _type(column))
    return pa.array(values, _type(column))


def fitting(value: Value) -> Decimal | None:
    """A decimal as 38 digits with 4 places hold it exactly; None for any other value, so that none is ever rounded."""
    if not isinstance(value, Decimal):
        return None
    sign, digits, exponent = value.as_tuple()
    surplus = max(-int(exponent) - _PLACES, 0)
    kept, dropped = digits[: len(digits) - surplus], digits[max(len(digits) - surplus, 0) :]
    if any(dropped) or len(digits) + int(exponent) > _DIGITS - _PLACES:
        return None
    return Decimal((sign, kept, int(exponent) + surplus))


def stream(made: pa.RecordBatch) -> pa.RecordBatchReader:
    """A batch as a stream."""
    return pa.RecordBatchReader.from_batches(made.schema, [made])

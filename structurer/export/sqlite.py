"""A SQLite database of every table, with the words of the codes beside them, and views with Japanese headings for people.

Whatever is published stands in it: the rows of an export, the lines of the sheets that they cite, and how they refer to each other.
"""

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from decimal import Decimal
from pathlib import Path

from structurer.record.tabular.column import ColumnKind, ExportColumn, ExportTable, TextRow, Value
from structurer.record.tabular.exported import Exported
from structurer.record.tabular.figures import FACTS, RECORD
from structurer.record.tabular.summary import PROJECTS
from structurer.record.tabular.tables import EXPORT_TABLES, RECORDS
from structurer.text.source import Source

_TYPES = {ColumnKind.INTEGER: " INTEGER", ColumnKind.YEN: " INTEGER", ColumnKind.THOUSANDS: ""}
"""The types of columns that are no text. A column of 千円 has none: whole ones are numbers, and a part stays exact text."""
_MOST = 2**63


def _lines(record_id: str, source: Source) -> Iterator[TextRow]:
    yield from ((record_id, str(line.number), line.text) for line in source.lines)


LINES = ExportTable(
    "lines", "元の本文", "Lines", "一行に本文の一行。", "One row per line of the sheets.",
    (
        RECORD,
        ExportColumn("line", "行番号", "Line", "本文の行(1から)。", "Its number, from 1.", kind=ColumnKind.INTEGER, filled=True),
        ExportColumn("text", "本文", "Text", "その行の本文。", "The text of the line.", filled=True, width=90),
    ),
    lambda revision, source: _lines(revision.record_id, source),
)  # fmt: skip
"""One row per line of the sheets: where a figure is printed can be read."""

SQLITE_TABLES = (*EXPORT_TABLES, LINES)
"""The tables of the database; what another one refers to comes first."""
FACETS = {
    "records": ("verdict", "publisher", "fiscal_year", "department"),
    "projects": ("verdict", "publisher", "fiscal_year", "department"),
    "facts": ("table", "measure", "stage", "publisher", "fiscal_year", "unit"),
    "findings": ("code", "outcome", "verdict"),
}
"""By table the columns that divide it into few parts. They have an index: a facet counts every row."""


Rows = list[Sequence[str | int | None]]
"""The rows of a table as the database has them."""


def database_rows(exported: Iterable[Exported]) -> tuple[Rows, ...]:
    """Return the rows of some revisions, for each table of the database."""
    found: tuple[Rows, ...] = tuple([] for _ in SQLITE_TABLES)
    for one in exported:
        for table, rows, made in zip(
            SQLITE_TABLES, found, (*one.rows, _lines(one.record_id, one.source())), strict=True
        ):
            rows.extend(_values(table, row) for row in made)
    return found


def write(pieces: Iterable[Sequence[Rows]], path: Path) -> None:
    """Write the database anew, of pieces as `database_rows` returns them; an OSError where it cannot be."""
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            _fill(connection, pieces)
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error)) from error


def is_own(path: Path) -> bool:
    """True for a database that an earlier export wrote: another one, a store for example, must not be replaced."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as found:
        names = {name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {*labelled(), *(table.name for table in SQLITE_TABLES)} <= names
    return False


def _fill(connection: sqlite3.Connection, pieces: Iterable[Sequence[Rows]]) -> None:
    for statement in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN", *_tables()):
        connection.execute(statement)  # a file that was not finished is thrown away
    for name, words in labelled().items():
        connection.executemany(f"INSERT INTO {_quoted(name)} VALUES (?, ?)", words.items())  # noqa: S608  # our own names
    inserts = [_insert(table) for table in SQLITE_TABLES]
    for piece in pieces:
        for insert, rows in zip(inserts, piece, strict=True):
            connection.executemany(insert, rows)
    for statement in (*_indexes(), *_views(), "COMMIT"):
        connection.execute(statement)


def labelled() -> dict[str, dict[str, str]]:
    """Return the tables of words: each is called after its column, and gives the word for a code."""
    columns = [column for table in SQLITE_TABLES for column in table.columns if column.words]
    return {_labels(column): {**column.words} for column in columns}


def _labels(column: ExportColumn) -> str:
    return f"{column.name}_labels"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _tables() -> Iterator[str]:
    for name in labelled():
        yield f"CREATE TABLE {_quoted(name)} (code TEXT PRIMARY KEY, label TEXT NOT NULL)"
    for table in SQLITE_TABLES:
        parts = [] if table.key else ["id INTEGER PRIMARY KEY"]
        parts += [_column(table, column) for column in table.typed]
        if table is not RECORDS:
            parts.append(f"FOREIGN KEY (record) REFERENCES {RECORDS.name} ({RECORDS.key})")
        parts += [
            f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(_labels(column))} (code)"
            for column in table.columns
            if column.words
        ]
        yield f"CREATE TABLE {_quoted(table.name)} ({', '.join(parts)})"


def _column(table: ExportTable, column: ExportColumn) -> str:
    kind = _TYPES.get(column.kind, " TEXT")
    key = " PRIMARY KEY" if column.name == table.key else ""
    return f"{_quoted(column.name)}{kind}{key}{' NOT NULL' if column.filled else ''}"


def _insert(table: ExportTable) -> str:
    names = ", ".join(_quoted(column.name) for column in table.typed)
    marks = ", ".join("?" for _ in table.typed)
    return f"INSERT INTO {_quoted(table.name)} ({names}) VALUES ({marks})"  # noqa: S608  # our own names


def _values(table: ExportTable, row: TextRow) -> Sequence[str | int | None]:
    """A row as the database has it: what is empty is null, a time stays the text that it is."""
    typed = zip(table.typed, table.values(row), strict=True)
    texts = {column.name: text for column, text in zip(table.columns, row, strict=True)}
    return [_value(column, value, texts.get(column.name, "")) for column, value in typed]


def _value(column: ExportColumn, value: Value, text: str) -> str | int | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value) < _MOST else text
    if isinstance(value, int):
        return value
    return text if text or column.filled else None


def _indexes() -> Iterator[str]:
    for name, columns in FACETS.items():
        yield from (f"CREATE INDEX {_quoted(f'{name}_{one}')} ON {_quoted(name)} ({_quoted(one)})" for one in columns)
    for table in (FACTS, LINES):
        yield f"CREATE INDEX {_quoted(f'{table.name}_record_line')} ON {_quoted(table.name)} (record, line)"
    yield "CREATE INDEX findings_record ON findings (record)"


def _views() -> Iterator[str]:
    """Yield the views: the 総括表 and the figures, their headings and codes in Japanese, each figure with its line."""
    yield _view(PROJECTS, "", "")
    yield _view(FACTS, f', "lines".text AS {_quoted("印字のある行")}', 'LEFT JOIN "lines" USING (record, line)')


def _view(table: ExportTable, more: str, joined: str) -> str:
    shown = [f"{_source(table, column)} AS {_quoted(column.title)}" for column in table.typed]
    labels = [
        f"LEFT JOIN {_quoted(_labels(one))} ON {_quoted(_labels(one))}.code = {_quoted(table.name)}.{_quoted(one.name)}"
        for one in table.columns
        if one.words
    ]
    chosen = f"SELECT {', '.join(shown)}{more} FROM {_quoted(table.name)}"  # noqa: S608  # our own names
    return f"CREATE VIEW {_quoted(table.title)} AS {' '.join([chosen, *labels, joined])}"


def _source(table: ExportTable, column: ExportColumn) -> str:
    return f"{_quoted(_labels(column))}.label" if column.words else f"{_quoted(table.name)}.{_quoted(column.name)}"

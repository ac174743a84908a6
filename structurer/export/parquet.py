"""Parquet files: typed columns, written a row group at a time."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyarrow.parquet as pq

from structurer.export import arrow
from structurer.export.column import ExportTable, TextRow
from structurer.export.figures import FACTS
from structurer.export.revision import Revision
from structurer.export.tables import EXPORT_TABLES

GROUP = 20_000
"""Rows of a row group. It bounds memory: some 20,000 rows of texts are a few tens of megabytes, and readers skip by group."""

FOLDER = frozenset(f"{table.name}.parquet" for table in EXPORT_TABLES)
"""The files of a Parquet export."""


class _Writer:
    """Collects the rows of one table and writes them group by group."""

    def __init__(self, table: ExportTable, file: pq.ParquetWriter) -> None:
        self._table, self._file = table, file
        self._rows: list[TextRow] = []

    def add(self, rows: Iterable[TextRow]) -> None:
        """Add rows."""
        self._rows += rows
        while len(self._rows) >= GROUP:
            self._write(self._rows[:GROUP])
            del self._rows[:GROUP]

    def finish(self) -> None:
        """Write the rows that fill no group."""
        if self._rows:
            self._write(self._rows)

    def _write(self, rows: list[TextRow]) -> None:
        columns = zip(*map(self._table.values, rows), strict=True)
        self._file.write_batch(arrow.batch(self._table, columns))


def facts_file(revisions: Iterable[Revision], path: Path) -> None:
    """Write the facts alone as one file."""
    _write(revisions, {FACTS.name: path})


def folder(revisions: Iterable[Revision], place: Path) -> None:
    """Write every table as a file."""
    _write(revisions, {table.name: place / f"{table.name}.parquet" for table in EXPORT_TABLES})


def _write(revisions: Iterable[Revision], paths: dict[str, Path]) -> None:
    chosen = [table for table in EXPORT_TABLES if table.name in paths]
    with ExitStack() as opened:
        writers = [(table, opened.enter_context(_opened(table, paths[table.name]))) for table in chosen]
        for revision in revisions:
            source = revision.record.source.rebuild()
            for table, writer in writers:
                writer.add(table.rows(revision, source))
        for _, writer in writers:
            writer.finish()


@contextmanager
def _opened(table: ExportTable, path: Path) -> Iterator[_Writer]:
    with path.open("wb") as sink, pq.ParquetWriter(sink, arrow.schema(table), compression="zstd") as file:
        yield _Writer(table, file)

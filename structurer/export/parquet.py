"""Parquet files: typed columns, made of lines of CSV and written a row group at a time."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from structurer.export import arrow
from structurer.record.tabular.column import ExportTable
from structurer.record.tabular.figures import FACTS
from structurer.record.tabular.tables import EXPORT_TABLES

GROUP = 20_000
"""Rows of a row group. It bounds memory: some 20,000 rows of texts are a few tens of megabytes, and readers skip by group."""

FOLDER = frozenset(f"{table.name}.parquet" for table in EXPORT_TABLES)
"""The files of a Parquet export."""


class _Writer:
    """Collects the rows of one table and writes them group by group."""

    def __init__(self, table: ExportTable, file: pq.ParquetWriter) -> None:
        self._table, self._file = table, file
        self._rows: list[pa.Table] = []
        self._count = 0

    def add(self, lines: bytes) -> None:
        """Add the rows of a part."""
        self._rows.append(arrow.read(self._table, lines))
        self._count += self._rows[-1].num_rows
        while self._count >= GROUP:
            self._write()

    def finish(self) -> None:
        """Write the rows that fill no group."""
        if self._count:
            self._write()

    def _write(self) -> None:
        """Write a group of the first rows."""
        rows = pa.concat_tables(self._rows)
        self._file.write_batch(arrow.coded(self._table, rows.slice(0, GROUP)))
        self._rows = [rows.slice(GROUP)]
        self._count = self._rows[0].num_rows


def facts_file(parts: Iterable[Sequence[bytes]], path: Path) -> None:
    """Write the facts alone as one file."""
    _write(parts, [(FACTS, path)])


def folder(parts: Iterable[Sequence[bytes]], place: Path) -> None:
    """Write every table as a file."""
    _write(parts, [(table, place / f"{table.name}.parquet") for table in EXPORT_TABLES])


def _write(parts: Iterable[Sequence[bytes]], paths: Sequence[tuple[ExportTable, Path]]) -> None:
    with ExitStack() as opened:
        writers = [opened.enter_context(_opened(table, path)) for table, path in paths]
        for written in parts:
            for writer, lines in zip(writers, written, strict=True):
                writer.add(lines)
        for writer in writers:
            writer.finish()


@contextmanager
def _opened(table: ExportTable, path: Path) -> Iterator[_Writer]:
    with path.open("wb") as sink, pq.ParquetWriter(sink, arrow.schema(table), compression="zstd") as file:
        yield _Writer(table, file)

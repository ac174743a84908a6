"""Parquet files: typed columns, written a row group at a time."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyarrow.parquet as pq

from structurer.export import arrow
from structurer.export.column import Listing, Row
from structurer.export.figures import FACTS
from structurer.export.listings import LISTINGS
from structurer.export.revision import Revision

GROUP = 20_000
"""Rows of a row group: what is in memory at a time."""

FOLDER = frozenset(f"{listing.name}.parquet" for listing in LISTINGS)
"""The files of a Parquet export."""


class _Writer:
    """Collects the rows of one table and writes them group by group."""

    def __init__(self, listing: Listing, file: pq.ParquetWriter) -> None:
        self._listing, self._file = listing, file
        self._rows: list[Row] = []

    def add(self, rows: Iterable[Row]) -> None:
        """Rows more."""
        self._rows += rows
        while len(self._rows) >= GROUP:
            self._write(self._rows[:GROUP])
            del self._rows[:GROUP]

    def finish(self) -> None:
        """The rows that fill no group."""
        if self._rows:
            self._write(self._rows)

    def _write(self, rows: list[Row]) -> None:
        columns = zip(*map(self._listing.values, rows), strict=True)
        self._file.write_batch(arrow.batch(self._listing, columns))


def facts_file(revisions: Iterable[Revision], path: Path) -> None:
    """The facts alone as one file."""
    _write(revisions, {FACTS.name: path})


def folder(revisions: Iterable[Revision], place: Path) -> None:
    """Every table as a file."""
    _write(revisions, {listing.name: place / f"{listing.name}.parquet" for listing in LISTINGS})


def _write(revisions: Iterable[Revision], paths: dict[str, Path]) -> None:
    chosen = [listing for listing in LISTINGS if listing.name in paths]
    with ExitStack() as opened:
        writers = [(listing, opened.enter_context(_opened(listing, paths[listing.name]))) for listing in chosen]
        for revision in revisions:
            source = revision.record.source.rebuild()
            for listing, writer in writers:
                writer.add(listing.rows(revision, source))
        for _, writer in writers:
            writer.finish()


@contextmanager
def _opened(listing: Listing, path: Path) -> Iterator[_Writer]:
    with path.open("wb") as sink, pq.ParquetWriter(sink, arrow.schema(listing), compression="zstd") as file:
        yield _Writer(listing, file)

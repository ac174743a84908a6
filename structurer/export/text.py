"""The formats that are text: CSV, and one JSON record a line. Streamed: some records are in memory at a time."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from structurer.export import package
from structurer.record.tabular.column import ExportTable
from structurer.record.tabular.exported import Exported, rows_in, unpacked
from structurer.record.tabular.figures import FACTS, in_unit
from structurer.record.tabular.tables import EXPORT_TABLES
from structurer.sheet.facts import csv_line

FOLDER = frozenset({*(f"{table.name}.csv" for table in EXPORT_TABLES), package.NAME})
"""The files of a CSV export."""


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a CSV is written: its encoding (`utf-8-sig` for spreadsheets that take anything else for another), the unit of money."""

    encoding: str = "utf-8"
    unit: str = "円"

    def opening(self, table: ExportTable) -> bytes:
        """Return what a file of a table begins with."""
        return csv_line(table.header).encode(self.encoding)


def csv_texts(tables: Sequence[ExportTable], unit: str, exported: Iterable[Exported]) -> tuple[bytes, ...]:
    """Return some revisions as lines of CSV, a text for each table."""
    places = [EXPORT_TABLES.index(table) for table in tables]
    texts = [[one.tables[place] for place in places] for one in exported]
    joined = [b"".join(own) for own in zip(*texts, strict=True)] or [b"" for _ in tables]
    return tuple(
        _in_unit(lines, unit) if table is FACTS and unit != "円" else lines
        for table, lines in zip(tables, joined, strict=True)
    )


def _in_unit(lines: bytes, unit: str) -> bytes:
    return "".join(csv_line(in_unit(row, unit)) for row in rows_in(lines)).encode()


def facts_csv(texts: Iterable[Sequence[bytes]], file: BinaryIO, form: CsvForm | None = None) -> None:
    """Write the facts alone as CSV."""
    file.write((form or CsvForm()).opening(FACTS))
    file.writelines(chain.from_iterable(texts))


def csv_folder(texts: Iterable[Sequence[bytes]], folder: Path, form: CsvForm | None = None) -> None:
    """Write every table as a CSV file, and the description of them all."""
    form = form or CsvForm()
    with ExitStack() as opened:
        files = [opened.enter_context((folder / f"{table.name}.csv").open("wb")) for table in EXPORT_TABLES]
        for table, file in zip(EXPORT_TABLES, files, strict=True):
            file.write(form.opening(table))
        for written in texts:
            for file, text in zip(files, written, strict=True):
                file.write(text)
    (folder / package.NAME).write_text(package.text(form.encoding, form.unit), encoding="utf-8", newline="")


def json_texts(exported: Iterable[Exported]) -> tuple[bytes, ...]:
    """Return one line for each record, the object that `--format json` prints, each compressed."""
    return tuple(one.content for one in exported)


def json_lines(texts: Iterable[Sequence[bytes]], file: BinaryIO) -> None:
    """Write the records, one a line."""
    file.writelines(map(unpacked, chain.from_iterable(texts)))

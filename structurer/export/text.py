"""The formats that are text: CSV, and one JSON record a line. Streamed: one record is in memory at a time."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from structurer.export import package
from structurer.export.column import ExportTable
from structurer.export.figures import FACTS
from structurer.export.revision import Revision
from structurer.export.tables import EXPORT_TABLES
from structurer.report.phrases import CONTROL
from structurer.sheet.facts import csv_line

_LINE_SEPARATORS = (0x2028, 0x2029)
# the same JSON, in which nothing but the end of the record ends a line, and nothing that a terminal obeys
_ESCAPED = {code: f"\\u{code:04x}" for code in (*CONTROL, *_LINE_SEPARATORS) if 0x7F <= code <= 0xFFFF}

FOLDER = frozenset({*(f"{table.name}.csv" for table in EXPORT_TABLES), package.NAME})
"""The files of a CSV export."""


def facts_csv(revisions: Iterable[Revision], file: TextIO) -> None:
    """Write the facts alone as CSV."""
    file.write(csv_line(FACTS.header))
    for revision in revisions:
        source = revision.record.source.rebuild()
        file.writelines(map(csv_line, FACTS.rows(revision, source)))


def csv_folder(revisions: Iterable[Revision], folder: Path) -> None:
    """Write every table as a CSV file, and the description of them all."""
    with ExitStack() as opened:
        files = [(table, opened.enter_context(_created(table, folder))) for table in EXPORT_TABLES]
        for revision in revisions:
            source = revision.record.source.rebuild()
            for table, file in files:
                file.writelines(map(csv_line, table.rows(revision, source)))
    (folder / package.NAME).write_text(package.text(), encoding="utf-8", newline="")


def _created(table: ExportTable, folder: Path) -> TextIO:
    file = (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="")
    file.write(csv_line(table.header))
    return file


def json_lines(revisions: Iterable[Revision], file: TextIO) -> None:
    """Write one line for each record: the object that `--format json` prints."""
    file.writelines(revision.record.model_dump_json(by_alias=True).translate(_ESCAPED) + "\n" for revision in revisions)

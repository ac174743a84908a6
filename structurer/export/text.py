"""The formats that are text: CSV, and one JSON record a line. Streamed: some records are in memory at a time."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TextIO

from structurer.export import package
from structurer.sheet.facts import csv_line
from structurer.tabular.column import ExportTable
from structurer.tabular.figures import FACTS, in_unit
from structurer.tabular.revision import Revision
from structurer.tabular.tables import EXPORT_TABLES
from structurer.text.control import CONTROL

_LINE_SEPARATORS = (0x2028, 0x2029)
# the same JSON, in which nothing but the end of the record ends a line, and nothing that a terminal obeys
_ESCAPED = {code: f"\\u{code:04x}" for code in (*CONTROL, *_LINE_SEPARATORS) if 0x7F <= code <= 0xFFFF}

FOLDER = frozenset({*(f"{table.name}.csv" for table in EXPORT_TABLES), package.NAME})
"""The files of a CSV export."""


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a CSV is written: its encoding (`utf-8-sig` for spreadsheets that take anything else for another), the unit of money."""

    encoding: str = "utf-8"
    unit: str = "円"


def csv_texts(tables: Sequence[ExportTable], unit: str, revisions: Iterable[Revision]) -> tuple[str, ...]:
    """Return some revisions as lines of CSV, a text for each table."""
    texts: tuple[list[str], ...] = tuple([] for _ in tables)
    for revision in revisions:
        source = revision.record.source.rebuild()
        for table, lines in zip(tables, texts, strict=True):
            rows = table.rows(revision, source)
            lines.extend(map(csv_line, (in_unit(row, unit) for row in rows) if table is FACTS else rows))
    return tuple(map("".join, texts))


def facts_csv(texts: Iterable[Sequence[str]], file: TextIO) -> None:
    """Write the facts alone as CSV."""
    file.write(csv_line(FACTS.header))
    file.writelines(chain.from_iterable(texts))


def csv_folder(texts: Iterable[Sequence[str]], folder: Path, form: CsvForm | None = None) -> None:
    """Write every table as a CSV file, and the description of them all."""
    form = form or CsvForm()
    with ExitStack() as opened:
        files = [opened.enter_context(_created(table, folder, form.encoding)) for table in EXPORT_TABLES]
        for written in texts:
            for file, text in zip(files, written, strict=True):
                file.write(text)
    (folder / package.NAME).write_text(package.text(form.encoding, form.unit), encoding="utf-8", newline="")


def _created(table: ExportTable, folder: Path, encoding: str) -> TextIO:
    file = (folder / f"{table.name}.csv").open("w", encoding=encoding, newline="")
    file.write(csv_line(table.header))
    return file


def json_text(revisions: Iterable[Revision]) -> tuple[str]:
    """Return one line for each record: the object that `--format json` prints."""
    lines = (revision.record.model_dump_json(by_alias=True) for revision in revisions)
    return ("".join(f"{_escaped(line)}\n" for line in lines),)


def _escaped(line: str) -> str:
    """Return JSON with nothing in it that ends a line; most has none, and to look is far faster than to translate."""
    return line if line.replace("\u3000", "").isprintable() else line.translate(_ESCAPED)


def json_lines(texts: Iterable[Sequence[str]], file: TextIO) -> None:
    """Write the records, one a line."""
    file.writelines(chain.from_iterable(texts))

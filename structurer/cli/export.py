"""`structurer export`: every record's newest revision out of the store, as tables, and a notice of what was left out."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from structurer.cli.status import CLEAN, FAILED
from structurer.errors import (
    CsvOnly,
    ExtraMissing,
    OutputError,
    OutputMismatch,
    OutputMissing,
    OutputOccupied,
)
from structurer.export import text
from structurer.export.parts import ExportForm, Form, Made, parts
from structurer.export.selection import ExportSelection
from structurer.export.target import replacing_folder
from structurer.language import say
from structurer.record.tabular.exported import ExportKind
from structurer.record.tabular.figures import FACTS
from structurer.record.tabular.tables import EXPORT_TABLES
from structurer.report.output import notice
from structurer.report.place import is_stream, replacing
from structurer.store import Store

_FORMATS = ("csv", "jsonl", "xlsx", "parquet", "sqlite")
_DATABASES = ("db", "sqlite", "sqlite3")
"""The endings of a database's name; elsewhere `db` may be anything."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The options as they were typed; no ids means every record, None that the name of the output decides, or the settings."""

    ids: tuple[str, ...] = ()
    output_format: str | None = None
    output: Path | None = None
    everything: bool = False
    store: str | None = None
    encoding: str | None = None
    unit: str | None = None

    @property
    def form(self) -> text.CsvForm:
        """How a CSV is written."""
        return text.CsvForm(self.encoding or "utf-8", self.unit or "円")


def export(options: ExportOptions) -> int:
    """Write the tables. CLEAN also where records were left out, which a notice counts; FAILED where one is damaged."""
    output_format = _format(options)
    for option, value in (("--encoding", options.encoding), ("--unit", options.unit)):
        if value is not None and output_format != "csv":
            raise CsvOnly(option, output_format)
    with Store.existing(options.store) as store:
        _spare(store, options.output)
        selection = ExportSelection(store.heads(options.ids or None), options.everything)
        _write(_Export(store, selection, options), output_format)
    for sentence in selection.notices():
        notice(sentence)
    if not selection.exported:
        notice(say("書き出す記録がありません。", "There is no record to export."))
    return FAILED if selection.damaged else CLEAN


def _format(options: ExportOptions) -> str:
    """Return the format given, else that of the output's name, else CSV; OutputMismatch where the two differ."""
    named = None if options.output is None else _by_name(options.output)
    chosen = options.output_format or named or "csv"
    if options.output is not None and (named not in {None, chosen} or _is_other_file(options.output, chosen)):
        raise OutputMismatch(str(options.output), chosen)
    return chosen


def _by_name(output: Path) -> str | None:
    suffix = output.suffix.lower().removeprefix(".")
    return suffix if suffix in _FORMATS else None


def _is_folder(output: Path) -> bool:
    """True where several tables go into a folder: a name without an ending, and no device or pipe."""
    return _by_name(output) is None and not is_stream(output)


def _is_other_file(output: Path, output_format: str) -> bool:
    """True for a name like `facts.json` where a folder would be made: hardly what is meant, unless the folder is there."""
    ending = output.suffix.lower().removeprefix(".")
    is_file = (
        ending.isalpha()
        and ending.isascii()
        and ending not in (*_FORMATS, *(_DATABASES if output_format == "sqlite" else ()))
    )
    return output_format in {"csv", "parquet", "sqlite"} and is_file and not output.is_dir()


def _spare(store: Store, output: Path | None) -> None:
    """Refuse to write over the store itself."""
    if output is None or store.file is None:
        return
    try:
        is_store = output.exists() and output.samefile(store.file)
    except OSError as error:
        raise OutputError(str(output), error.strerror or type(error).__name__) from error
    if is_store:
        raise OutputOccupied(str(output))


@dataclass(frozen=True)
class _Export:
    """An export under way."""

    store: Store
    selection: ExportSelection
    options: ExportOptions

    def pieces(self, form: Form[Made]) -> Iterator[tuple[Made, ...]]:
        """Yield the selected records in a format."""
        return self.selection.pieces(parts(self.store, self.options.store, self.selection, form))


def _write(export: _Export, output_format: str) -> None:
    """Write each format in its one way; a name without the format's ending is a folder where there are several tables."""
    output, form = export.options.output, export.options.form
    if output_format in {"xlsx", "parquet"}:
        _write_binary(export, output_format, output)
    elif output_format == "sqlite":
        _write_sqlite(export, output)
    elif output_format == "csv" and output is not None and _is_folder(output):
        tables = export.pieces(ExportForm(ExportKind.ROWS, partial(text.csv_texts, EXPORT_TABLES, form.unit)))
        with replacing_folder(output, text.FOLDER) as folder:
            text.csv_folder(tables, folder, form)
    elif output_format == "csv":
        facts = export.pieces(ExportForm(ExportKind.ROWS, partial(text.csv_texts, (FACTS,), form.unit)))
        _write_bytes(partial(text.facts_csv, facts, form=form), output)
    else:
        records = export.pieces(ExportForm(ExportKind.LINE, text.json_texts))
        _write_bytes(partial(text.json_lines, records), output)


def _write_bytes(written: Callable[[BinaryIO], None], output: Path | None) -> None:
    if output is None:
        written(sys.stdout.buffer)
        sys.stdout.flush()
        return
    with replacing(output) as place, place.open("wb") as file:
        written(file)


def _write_sqlite(export: _Export, output: Path | None) -> None:
    """Write a folder that Datasette opens, or a database with `metadata.json` beside it; a licence that stands there is kept."""
    from structurer.export import datasette, sqlite

    if output is None:
        raise OutputMissing("sqlite")
    pieces = export.pieces(ExportForm(ExportKind.ROWS, sqlite.database_rows))
    if output.suffix.lower().removeprefix(".") not in _DATABASES:
        described = datasette.text(datasette.DATABASE, output / datasette.NAME)
        with replacing_folder(output, datasette.FOLDER) as folder:
            sqlite.write(pieces, folder / f"{datasette.DATABASE}.db")
            (folder / datasette.NAME).write_text(described, encoding="utf-8", newline="")
        return
    beside = output.with_name(datasette.NAME)
    for place, is_own in ((output, sqlite.is_own), (beside, datasette.is_own)):
        if place.exists() and not is_own(place):
            raise OutputOccupied(str(place))
    described = datasette.text(output.stem, beside)
    with replacing(output) as place:
        sqlite.write(pieces, place)
    _write_bytes(lambda file: file.writelines([described.encode()]), beside)


def _write_binary(export: _Export, output_format: str, output: Path | None) -> None:
    if output is None:
        raise OutputMissing(output_format)
    try:
        if output_format == "xlsx":
            from structurer.export import workbook
        else:
            from structurer.export import parquet
    except ImportError as error:
        if error.name is None or error.name.startswith("structurer"):
            raise
        raise ExtraMissing(f"structurer export --format {output_format}", "export") from None
    if output_format == "xlsx":
        heads = list(export.selection)
        workbook.refuse(export.store.least_lines(head.record_id for head in heads))
        export.selection.heads = iter(heads)
        with replacing(output) as place:
            workbook.write(chain.from_iterable(export.pieces(ExportForm(ExportKind.ROWS, tuple, worth=None))), place)
    elif _is_folder(output):
        tables = export.pieces(ExportForm(ExportKind.ROWS, partial(text.csv_texts, EXPORT_TABLES, "円")))
        with replacing_folder(output, parquet.FOLDER) as folder:
            parquet.folder(tables, folder)
    else:
        facts = export.pieces(ExportForm(ExportKind.ROWS, partial(text.csv_texts, (FACTS,), "円")))
        with replacing(output) as place:
            parquet.facts_file(facts, place)

"""`structurer export`: every record's newest revision out of the store, as tables, and a notice of what was left out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TextIO

from structurer.cli.status import CLEAN, FAILED
from structurer.documents.intake import NAMELESS
from structurer.errors import (
    CsvOnly,
    ExtraMissing,
    OutputError,
    OutputMismatch,
    OutputMissing,
    OutputOccupied,
)
from structurer.export import text
from structurer.export.figures import FACTS
from structurer.export.parts import Form, Made, Part, parts
from structurer.export.revision import PASSED
from structurer.export.tables import EXPORT_TABLES
from structurer.export.target import replacing_folder
from structurer.language import say
from structurer.report import phrases
from structurer.report.output import notice, utf8_stdout
from structurer.report.place import replacing
from structurer.store import Head, Store

_FORMATS = ("csv", "jsonl", "xlsx", "parquet", "sqlite")
_DATABASES = ("db", "sqlite", "sqlite3")
"""The endings of a database's name; elsewhere `db` may be anything."""
_MOST_NAMES = 3  # sources named in one notice: enough to recognise them


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


@dataclass
class _Selection:
    """The records to export, and what was passed over on the way."""

    heads: Iterator[Head]
    everything: bool
    exported: int = 0
    left_out: int = 0
    ended: int = 0
    damaged: list[str] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[Head]:
        for head in self.heads:
            if head.ending is not None:
                self.ended += 1
            elif not (self.everything or head.damaged or head.verdict in PASSED):
                self.left_out += 1
            else:
                yield head

    def pieces(self, made: Iterable[Part[Made]]) -> Iterator[tuple[Made, ...]]:
        """Yield the pieces of parts as they come, and count what is in them."""
        for part in made:
            self.exported += len(part.names)
            self.names.update(part.names)
            self.damaged += part.damaged
            yield part.pieces

    def notices(self) -> Iterator[str]:
        """Yield what a person has to know of records that are not in the tables."""
        yield from (f"structurer: {sentence}" for sentence in self.damaged)
        if self.damaged:
            yield say(
                f"壊れた記録 {len(self.damaged)} 件は書き出していません。",
                f"{len(self.damaged)} damaged record(s) are not exported.",
            )
        if self.left_out:
            yield say(
                f"要確認の記録 {self.left_out} 件は書き出していません(含めるには --all)。",
                f"{self.left_out} record(s) that need review are not exported (--all includes them).",
            )
        if self.ended:
            yield say(
                f"取り下げ・置き換えの済んだ記録 {self.ended} 件は書き出していません(structurer records --all)。",
                f"{self.ended} record(s) that were withdrawn or superseded are not exported (structurer records --all).",
            )
        several = [name for name, count in self.names.items() if count > 1 and name not in NAMELESS]
        if several:
            shown = ", ".join(map(phrases.printable, several[:_MOST_NAMES]))
            yield say(
                f"同じ名前の本文から複数の記録があります({len(several)} 件: {shown})。古い方の取り下げは structurer records withdraw。",
                f"{len(several)} source(s) gave more than one of these records ({shown}). An earlier one can be withdrawn: "
                "structurer records withdraw.",
            )
        if not self.exported:
            yield say("書き出す記録がありません。", "There is no record to export.")


def export(options: ExportOptions) -> int:
    """Write the tables. CLEAN also where records were left out, which a notice counts; FAILED where one is damaged."""
    output_format = _format(options)
    for option, value in (("--encoding", options.encoding), ("--unit", options.unit)):
        if value is not None and output_format != "csv":
            raise CsvOnly(option, output_format)
    with Store.existing(options.store) as store:
        _spare(store, options.output)
        selection = _Selection(store.heads(options.ids or None), options.everything)
        _write(_Export(store, selection, options), output_format)
    for sentence in selection.notices():
        notice(sentence)
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
    selection: _Selection
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
    elif output_format == "csv" and output is not None and _by_name(output) is None:
        tables = export.pieces(Form(partial(text.csv_texts, EXPORT_TABLES, form.unit)))
        with replacing_folder(output, text.FOLDER) as folder:
            text.csv_folder(tables, folder, form)
    elif output_format == "csv":
        facts = export.pieces(Form(partial(text.csv_texts, (FACTS,), form.unit)))
        _write_text(partial(text.facts_csv, facts), output, form.encoding)
    else:
        records = export.pieces(Form(text.json_text, whole=True))
        _write_text(partial(text.json_lines, records), output)


def _write_text(written: Callable[[TextIO], None], output: Path | None, encoding: str = "utf-8") -> None:
    if output is None:
        stream = utf8_stdout()
        stream.write("\ufeff" if encoding == "utf-8-sig" else "")
        written(stream)
        stream.flush()
        return
    with replacing(output) as place, place.open("w", encoding=encoding, newline="") as file:
        written(file)


def _write_sqlite(export: _Export, output: Path | None) -> None:
    """Write a folder that Datasette opens, or a database with `metadata.json` beside it; a licence that stands there is kept."""
    from structurer.export import datasette, sqlite

    if output is None:
        raise OutputMissing("sqlite")
    pieces = export.pieces(Form(sqlite.database_rows))
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
    _write_text(lambda file: file.writelines([described]), beside)


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
            workbook.write(chain.from_iterable(export.pieces(Form(tuple, elsewhere=False))), place)
    elif _by_name(output) is None:
        tables = export.pieces(Form(partial(parquet.messages, EXPORT_TABLES)))
        with replacing_folder(output, parquet.FOLDER) as folder:
            parquet.folder(tables, folder)
    else:
        facts = export.pieces(Form(partial(parquet.messages, (FACTS,))))
        with replacing(output) as place:
            parquet.facts_file(facts, place)

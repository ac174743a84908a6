"""One workbook for people: a sheet for each table, the facts apart by their kind, every figure linked to its line."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from structurer.errors import WorkbookFull
from structurer.export import words
from structurer.export.cells import Content, heading, linked, number_cell, text_cell
from structurer.export.column import ColumnKind, ExportColumn, TextRow
from structurer.export.figures import FACTS, RECORD, table_of
from structurer.export.revision import Revision
from structurer.export.tables import FINDINGS, RECORDS
from structurer.language import spoken as language
from structurer.sheet.model import Table
from structurer.text.origin import spoken
from structurer.text.source import Source

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ROWS = 1_048_576
"""The rows that a sheet of Excel holds, its heading included."""

LINKS = 65_530
"""The links that a sheet of Excel holds. They are kept in memory until the end, so a whole workbook gets no more."""

TEXT = "元の本文"
_TEXT_COLUMNS = (
    RECORD,
    ExportColumn("line", "行番号", "Line", "", "", kind=ColumnKind.INTEGER, width=8),
    ExportColumn("text", "本文", "Text", "", "", width=90),
    ExportColumn("place", "元の文書での場所", "Place", "", "", width=24),
)
_KIND = FACTS.header.index("table")
_PRINTED, _LINE = FACTS.header.index("printed"), FACTS.header.index("line")


class _Sheet:
    """One sheet, written row by row."""

    def __init__(self, book: Workbook, title: str, columns: tuple[ExportColumn, ...]) -> None:
        self.sheet: Worksheet = book.create_sheet(title)
        self.title, self.columns, self.rows = title, columns, 1
        self.sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = column.width
        self.sheet.append([heading(self.sheet, column.title) for column in columns])

    def cells(self, row: TextRow) -> list[Content | None]:
        """A row as cells; an empty text is an empty cell."""
        return [self._cell(column, text) if text else None for column, text in zip(self.columns, row, strict=True)]

    def _cell(self, column: ExportColumn, text: str) -> Content:
        if column.kind is ColumnKind.AMOUNT:
            return number_cell(self.sheet, text)
        if column.kind is ColumnKind.INTEGER:
            return int(text)
        return text_cell(self.sheet, column.words.get(text, text))

    def append(self, cells: list[Content | None]) -> None:
        """Append a row; WorkbookFull where the sheet holds no more."""
        if self.rows == ROWS:
            raise WorkbookFull(self.title, ROWS)
        self.rows += 1
        self.sheet.append(cells)

    def finish(self) -> None:
        """Set the filter over all rows, whose number is known only now."""
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(len(self.columns))}{self.rows}"


class _Book:
    """The sheets of a workbook, and how many links it has."""

    def __init__(self) -> None:
        self.book = Workbook(write_only=True)
        self.book.properties.creator = "structurer"
        own = tuple(column for column in FACTS.columns if column.name != "table")
        self.records = _Sheet(self.book, RECORDS.title, RECORDS.columns)
        self.kinds = {table: _Sheet(self.book, words.TABLES[table], own) for table in Table}
        self.findings = _Sheet(self.book, FINDINGS.title, FINDINGS.columns)
        self.text = _Sheet(self.book, TEXT, _TEXT_COLUMNS)
        self.links = 0

    def add(self, revision: Revision) -> None:
        """Add one record with its facts, its findings and its text."""
        source = revision.record.source.rebuild()
        for table, sheet in ((RECORDS, self.records), (FINDINGS, self.findings)):
            for row in table.rows(revision, source):
                sheet.append(sheet.cells(row))
        first = self.text.rows
        for row in FACTS.rows(revision, source):
            self._fact(row, first)
        for row in _lines(revision.record_id, source):
            self.text.append(self.text.cells(row))

    def _fact(self, row: TextRow, above: int) -> None:
        """Add a figure, its print linked to its line: the text of its record begins in the row below `above`."""
        sheet = self.kinds[table_of(row)]
        cells = sheet.cells(row[:_KIND] + row[_KIND + 1 :])
        printed = cells[_PRINTED - 1]
        if printed is not None and row[_LINE] and self.links < LINKS:
            self.links += 1
            cells[_PRINTED - 1] = linked(sheet.sheet, printed, f"'{TEXT}'!C{above + int(row[_LINE])}")
        sheet.append(cells)

    def abandon(self) -> None:
        """End every sheet, so that openpyxl's writers do not complain of it later: what they have written is not kept."""
        for sheet in self.book.worksheets:
            with suppress(Exception):  # where the disk is full, ending it fails again
                sheet.close()

    def save(self, path: Path) -> None:
        """Write it to a file."""
        for sheet in (self.records, *self.kinds.values(), self.findings, self.text):
            sheet.finish()
        self.book.save(path)


def write(revisions: Iterable[Revision], path: Path) -> None:
    """Write some revisions as one workbook; WorkbookFull where a sheet has more rows than Excel holds."""
    book = _Book()
    try:
        for revision in revisions:
            book.add(revision)
        book.save(path)
    except BaseException as error:
        book.abandon()
        trouble = str(error)
        if trouble.startswith("IO_"):  # so says lxml, where openpyxl has it, of what else is an OSError
            raise _os_error(trouble.removeprefix("IO_")) from error
        raise


def _os_error(name: str) -> OSError:
    """`ENOSPC` as the error it names."""
    number = getattr(errno, name, errno.EIO)
    return OSError(number, os.strerror(number))


def _lines(record_id: str, source: Source) -> Iterator[TextRow]:
    for line in source.lines:
        place = "" if source.origin is None else _place(source.origin.place(line.number))
        yield (record_id, str(line.number), line.text, place)


def _place(fragment: str) -> str:
    """A place in Japanese, as everything in the workbook."""
    token = language.set("ja")
    try:
        return spoken(fragment)
    finally:
        language.reset(token)

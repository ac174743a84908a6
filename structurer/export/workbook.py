"""One workbook for people: the 総括表, a sheet for each table, the facts apart by their kind, every figure linked to its line."""

import errno
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from structurer.checks.documented import documents
from structurer.errors import WorkbookFull
from structurer.export.cells import Content, heading, linked, number_cell, text_cell, time_cell
from structurer.language import spoken as language
from structurer.sheet.model import Table
from structurer.tabular import words
from structurer.tabular.column import ColumnKind, ExportColumn, TextRow
from structurer.tabular.exported import Exported
from structurer.tabular.figures import FACTS, RECORD, table_of
from structurer.tabular.revision import PASSED
from structurer.tabular.summary import AMOUNTS, PROJECTS
from structurer.tabular.tables import FINDINGS, RECORDS
from structurer.text.money import decimal_text
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
_FIRST = (
    "department", "division", "project", "fiscal_year", *AMOUNTS, "funded", "verdict", "publisher", "record", "revision",
)  # fmt: skip
"""The columns of the 総括表 as people read it: what the project is and what it costs, then what joins it to the other sheets."""
_PROJECT_COLUMNS = tuple(column for name in _FIRST for column in PROJECTS.columns if column.name == name)
_WORDS = {
    "defect": {check.defect: check.title_ja for check in documents().values()},
    "given": {"publisher": "団体", "fiscal_year": "年度", "publisher fiscal_year": "団体 年度"},
}
"""Words for codes that are no codes of an export: those of checks may come and go."""
_DISPUTED = "印字が一致しない"
_PASSED = frozenset(verdict.value for verdict in PASSED)
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
        self.sheet.append([heading(self.sheet, _title(title, column)) for column in columns])

    def cells(self, row: TextRow) -> list[Content | None]:
        """A row as cells; an empty text is an empty cell."""
        return [self._cell(column, text) if text else None for column, text in zip(self.columns, row, strict=True)]

    def _cell(self, column: ExportColumn, text: str) -> Content:
        if column.kind in {ColumnKind.AMOUNT, ColumnKind.THOUSANDS}:
            return number_cell(self.sheet, text)
        if column.kind is ColumnKind.INTEGER:
            return int(text)
        if column.kind is ColumnKind.TIME:
            return time_cell(self.sheet, text)
        return text_cell(self.sheet, (column.words or _WORDS.get(column.name, {})).get(text, text))

    def append(self, cells: list[Content | None]) -> None:
        """Append a row; WorkbookFull where the sheet holds no more."""
        if self.rows == ROWS:
            raise WorkbookFull(self.title, ROWS)
        self.rows += 1
        self.sheet.append(cells)

    def finish(self) -> None:
        """Set the filter over all rows, whose number is known only now."""
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(len(self.columns))}{self.rows}"


def _title(sheet: str, column: ExportColumn) -> str:
    """A heading, with the unit where a sheet is in another than yen."""
    return f"{column.title}(千円)" if (sheet, column.name in AMOUNTS) == (PROJECTS.title, True) else column.title


class _Sums:
    """The sums of the projects of one year: the amounts that are known, and how many projects have each."""

    def __init__(self) -> None:
        self.projects = 0
        self.added: dict[str, Fraction] = dict.fromkeys(AMOUNTS, Fraction(0))
        self.having: Counter[str] = Counter()

    def add(self, row: dict[str, str]) -> None:
        """Add a project."""
        self.projects += 1
        for name in AMOUNTS:
            if row[name]:
                self.added[name] += Fraction(row[name])
                self.having[name] += 1

    def rows(self, label: str, year: str) -> Iterator[dict[str, str]]:
        """The line of the sums, and where projects have no such amount, or prints that differ, how many; nothing of no project."""
        if not self.projects:
            return
        label = label if year else f"{label}、年度の印字なし"
        yield {"project": f"{label} {self.projects}件", "fiscal_year": year} | {
            name: decimal_text(value) for name, value in self.added.items()
        }
        missing = {name: self.projects - self.having[name] for name in AMOUNTS}
        if any(missing.values()):
            yield {"project": "うち金額のない事業の数"} | {name: str(count) for name, count in missing.items()}


class _Totals:
    """The lines below the 総括表, by year: what is verified or approved apart from what needs review, as on the page."""

    def __init__(self) -> None:
        self._sure: dict[str, _Sums] = defaultdict(_Sums)
        self._every: dict[str, _Sums] = defaultdict(_Sums)

    def add(self, row: dict[str, str]) -> None:
        """Add a project."""
        self._every[row["fiscal_year"]].add(row)
        if row["verdict"] in _PASSED:
            self._sure[row["fiscal_year"]].add(row)

    def rows(self) -> Iterator[TextRow]:
        """The lines, each with a text for every column."""
        for year, every in sorted(self._every.items()):
            sure = self._sure[year]
            lines = sure.rows("合計(確認済み・承認済み)", year)
            more = every.rows("合計(要確認を含む)", year) if sure.projects < every.projects else ()
            yield from (tuple(line.get(name, "") for name in _FIRST) for line in chain(lines, more))


class _Book:
    """The sheets of a workbook, and how many links it has."""

    def __init__(self) -> None:
        self.book = Workbook(write_only=True)
        self.book.properties.creator = "structurer"
        own = tuple(column for column in FACTS.columns if column.name != "table")
        self.projects = _Sheet(self.book, PROJECTS.title, _PROJECT_COLUMNS)
        self.records = _Sheet(self.book, RECORDS.title, RECORDS.columns)
        self.kinds = {table: _Sheet(self.book, words.TABLES[table], own) for table in Table}
        self.findings = _Sheet(self.book, FINDINGS.title, FINDINGS.columns)
        self.text = _Sheet(self.book, TEXT, _TEXT_COLUMNS)
        self.totals = _Totals()
        self.links = 0

    def add(self, exported: Exported) -> None:
        """Add one record with its facts, its findings and its text."""
        records, projects, figures, findings = exported.rows
        for rows, sheet in ((records, self.records), (findings, self.findings)):
            for row in rows:
                sheet.append(sheet.cells(row))
        first = self.text.rows
        for row in projects:
            self._project(dict(zip(PROJECTS.header, row, strict=True)), first)
        for row in figures:
            self._fact(row, first)
        for row in _lines(exported.record_id, exported.source()):
            self.text.append(self.text.cells(row))

    def _project(self, row: dict[str, str], above: int) -> None:
        """Add a project, each of its amounts linked to the line of its print, as `_fact` does."""
        cells = self.projects.cells(tuple(row[name] for name in _FIRST))
        for place, name in enumerate(_FIRST):
            line = row.get(f"{name}_line", "")
            content = _DISPUTED if line and cells[place] is None else cells[place]  # printed, and more than one amount
            cells[place] = self._linked(self.projects, content, line, above)
        self.projects.append(cells)
        self.totals.add(row)

    def _linked(self, sheet: _Sheet, content: Content | None, line: str, above: int) -> Content | None:
        if content is None or not line or self.links >= LINKS:
            return content
        self.links += 1
        return linked(sheet.sheet, content, f"'{TEXT}'!C{above + int(line)}")

    def _fact(self, row: TextRow, above: int) -> None:
        """Add a figure, its print linked to its line: the text of its record begins in the row below `above`."""
        sheet = self.kinds[table_of(row)]
        cells = sheet.cells(row[:_KIND] + row[_KIND + 1 :])
        cells[_PRINTED - 1] = self._linked(sheet, cells[_PRINTED - 1], row[_LINE], above)
        sheet.append(cells)

    def abandon(self) -> None:
        """End every sheet, so that openpyxl's writers do not complain of it later: what they have written is not kept."""
        for sheet in self.book.worksheets:
            with suppress(Exception):  # where the disk is full, ending it fails again
                sheet.close()

    def save(self, path: Path) -> None:
        """Write it to a file."""
        for sheet in (self.projects, self.records, *self.kinds.values(), self.findings, self.text):
            sheet.finish()
        room = ROWS - self.projects.rows
        for row in islice(self.totals.rows(), room):  # below the rows that a filter or an order concerns
            self.projects.append(self.projects.cells(row))
        self.book.save(path)


def refuse(lines: int) -> None:
    """Raise WorkbookFull where the texts have more lines than a sheet of Excel holds, before anything is built."""
    if lines >= ROWS:
        raise WorkbookFull(TEXT, ROWS)


def write(exported: Iterable[Exported], path: Path) -> None:
    """Write some revisions as one workbook; WorkbookFull where a sheet has more rows than Excel holds."""
    book = _Book()
    try:
        for one in exported:
            book.add(one)
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

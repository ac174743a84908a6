"""One workbook for people: the 総括表, a sheet for each table, the facts apart by their kind, every figure linked to its line."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from structurer.checks.documented import documents
from structurer.errors import WorkbookFull
from structurer.export.cells import CellWriter, heading
from structurer.language import spoken as language
from structurer.record.tabular import words
from structurer.record.tabular.column import ColumnKind, ExportColumn, TextRow
from structurer.record.tabular.exported import Exported
from structurer.record.tabular.figures import FACTS, RECORD
from structurer.record.tabular.revision import PASSED
from structurer.record.tabular.summary import AMOUNTS, PROJECTS
from structurer.record.tabular.tables import FINDINGS, RECORDS
from structurer.sheet.model import Table
from structurer.text.money import decimal_text
from structurer.text.origin import spoken
from structurer.text.source import Source

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
_END_OF_ROWS, _BEHIND_LINKS = b"</sheetData>", b"<pageMargins"
_AT_ONCE = 1 << 20  # bytes that are copied at once
_DISPUTED = "印字が一致しない"
_PASSED = frozenset(verdict.value for verdict in PASSED)
_KIND = FACTS.header.index("table")
_PRINTED, _LINE = FACTS.header.index("printed"), FACTS.header.index("line")


class _Sheet:
    """One sheet, written row by row to a file of its own; openpyxl knows of its heading only."""

    def __init__(self, book: Workbook, cells: CellWriter, title: str, columns: tuple[ExportColumn, ...]) -> None:
        self.sheet: Any = book.create_sheet(title)  # openpyxl's stubs know no sheets that are only written
        self.title, self.columns, self.rows = title, columns, 1
        self.sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = column.width
        self.sheet.append([heading(self.sheet, _title(title, column)) for column in columns])
        self._letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
        self._written = [
            (f'<c r="{letter}', _written_by(cells, column))
            for letter, column in zip(self._letters, columns, strict=True)
        ]
        self._links: list[str] = []
        self._file = TemporaryFile()  # noqa: SIM115  # closed by `close`

    def append(self, row: Sequence[str], links: Mapping[int, int] | None = None) -> None:
        """Append a row, an empty text as no cell; WorkbookFull where the sheet holds no more.

        `links` are the rows of the text that cells lead to, by the places of the cells.
        """
        if self.rows == ROWS:
            raise WorkbookFull(self.title, ROWS)
        self.rows += 1
        number = str(self.rows)
        cells = [
            start + number + end(text) if text else "" for (start, end), text in zip(self._written, row, strict=True)
        ]
        for place, line in (links or {}).items():
            start, end = self._written[place]
            cells[place] = start + number + end(row[place], True)  # noqa: FBT003  # the key of a cache
            self._links.append(f'<hyperlink ref="{self._letters[place]}{number}" location="\'{TEXT}\'!C{line}"/>')
        self._file.write(f'<row r="{number}">{"".join(cells)}</row>'.encode())

    def finish(self) -> None:
        """Set the filter over all rows, whose number is known only now."""
        self.sheet.auto_filter.ref = f"A1:{self._letters[-1]}{self.rows}"

    def fill(self, made: bytes, target: IO[bytes]) -> None:
        """Write what openpyxl made of the sheet, with the rows and the links of their cells."""
        before, end, behind = made.partition(_END_OF_ROWS)
        filtered, margins, rest = behind.partition(_BEHIND_LINKS)
        self._file.seek(0)
        target.write(before)
        copyfileobj(self._file, target, _AT_ONCE)
        links = f"<hyperlinks>{''.join(self._links)}</hyperlinks>" if self._links else ""
        target.write(b"".join((end, filtered, links.encode(), margins, rest)))

    def close(self) -> None:
        """Let go of the rows, and end the sheet, so that openpyxl's writer does not complain of it later."""
        for ended in (self._file, self.sheet):
            with suppress(Exception):  # where the disk is full, ending it fails again
                ended.close()


def _written_by(cells: CellWriter, column: ExportColumn) -> Callable[..., str]:
    """Return what writes the cells of a column."""
    if column.kind in {ColumnKind.AMOUNT, ColumnKind.THOUSANDS}:
        return cells.number
    if column.kind is ColumnKind.INTEGER:
        return cells.integer
    if column.kind is ColumnKind.TIME:
        return cells.time
    codes = column.words or _WORDS.get(column.name)
    return cells.text if codes is None else lambda text: cells.text(codes.get(text, text))


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
        cells = CellWriter(self.book)
        own = tuple(column for column in FACTS.columns if column.name != "table")
        self.projects = _Sheet(self.book, cells, PROJECTS.title, _PROJECT_COLUMNS)
        self.records = _Sheet(self.book, cells, RECORDS.title, RECORDS.columns)
        self.kinds = {table.value: _Sheet(self.book, cells, words.TABLES[table], own) for table in Table}
        self.findings = _Sheet(self.book, cells, FINDINGS.title, FINDINGS.columns)
        self.text = _Sheet(self.book, cells, TEXT, _TEXT_COLUMNS)
        self.totals = _Totals()
        self.links = 0

    def add(self, exported: Exported) -> None:
        """Add one record with its facts, its findings and its text."""
        records, projects, figures, findings = exported.rows
        for rows, sheet in ((records, self.records), (findings, self.findings)):
            for row in rows:
                sheet.append(row)
        first = self.text.rows
        for row in projects:
            self._project(dict(zip(PROJECTS.header, row, strict=True)), first)
        for row in figures:
            self._fact(row, first)
        for row in _lines(exported.record_id, exported.source()):
            self.text.append(row)

    def _project(self, row: dict[str, str], above: int) -> None:
        """Add a project, each of its amounts linked to the line of its print, as `_fact` does."""
        lines = {place: row.get(f"{name}_line", "") for place, name in enumerate(_FIRST)}
        cells = [row[name] or (_DISPUTED if lines[place] else "") for place, name in enumerate(_FIRST)]
        self.projects.append(cells, self._linked(lines, above))
        self.totals.add(row)

    def _fact(self, row: TextRow, above: int) -> None:
        """Add a figure, its print linked to its line: the text of its record begins in the row below `above`."""
        links = self._linked({_PRINTED - 1: row[_LINE]}, above) if row[_PRINTED] else None
        self.kinds[row[_KIND]].append(row[:_KIND] + row[_KIND + 1 :], links)

    def _linked(self, lines: Mapping[int, str], above: int) -> dict[int, int]:
        """Return the rows of the text that cells lead to, as long as the workbook holds more links."""
        found = [(place, above + int(line)) for place, line in lines.items() if line][: LINKS - self.links]
        self.links += len(found)
        return dict(found)

    @property
    def sheets(self) -> tuple[_Sheet, ...]:
        """The sheets in their order."""
        return (self.projects, self.records, *self.kinds.values(), self.findings, self.text)

    def save(self, path: Path) -> None:
        """Write it to a file: what openpyxl makes of it, and in each sheet the rows."""
        for sheet in self.sheets:
            sheet.finish()
        for row in islice(
            self.totals.rows(), ROWS - self.projects.rows
        ):  # below the rows that a filter or an order concerns
            self.projects.append(row)
        frame = BytesIO()
        self.book.save(frame)
        sheets = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(self.sheets, 1)}
        with ZipFile(frame) as made, ZipFile(path, "w", ZIP_DEFLATED) as book:
            for entry in made.infolist():
                with book.open(entry.filename, "w", force_zip64=entry.filename in sheets) as target:
                    if entry.filename in sheets:
                        sheets[entry.filename].fill(made.read(entry), target)
                    else:
                        target.write(made.read(entry))


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
    finally:
        for sheet in book.sheets:
            sheet.close()


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

"""What exports write of one revision, compressed: the rows of every table as CSV, and the record as a line of JSON.

They are a seventh of their size so, in a store and on their way from one process to another.
"""

import csv
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from structurer.record.record import Record
from structurer.record.tabular.column import TextRow
from structurer.record.tabular.revision import Revision
from structurer.record.tabular.tables import EXPORT_TABLES
from structurer.sheet.facts import csv_line
from structurer.text import lazy_re as re
from structurer.text.control import CONTROL
from structurer.text.source import Source

LONGEST_CELL = 131_072
"""Characters of a cell that the csv module takes, unless another library has set its limit for the whole process."""
EDITION = 1
"""The version of these bytes: raise it where an export writes anything else, or where a record must hold more than before, so that
what is kept of earlier versions is made anew."""

_LINE_SEPARATORS = (0x2028, 0x2029)
# the same JSON, in which nothing but the end of the record ends a line, and nothing that a terminal obeys
_ESCAPED = {code: f"\\u{code:04x}" for code in (*CONTROL, *_LINE_SEPARATORS) if 0x7F <= code <= 0xFFFF}
_FAST = 1  # of zlib's levels: what is slower saves a tenth of the room
_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^,\n]*))([,\n])')


class ExportKind(StrEnum):
    """Which of the two: the rows of the tables, or the line of JSON."""

    ROWS = "rows"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Exported:
    """A revision as exports write it: the name of its source, its bytes, and what makes the source for whom the text concerns."""

    record_id: str
    name: str
    content: bytes
    source: Callable[[], Source]

    @classmethod
    def of(cls, revision: Revision, kind: ExportKind) -> "Exported":
        """A revision whose bytes are made now."""
        source = revision.record.source.rebuild()
        content = content_of(revision, source, kind)
        return cls(revision.record_id, revision.record.source.name, content, partial(_same, source))

    @property
    def tables(self) -> tuple[bytes, ...]:
        """The lines of CSV of each table, in their order; only of rows."""
        sizes, _, lines = unpacked(self.content).partition(b"\n")
        found, start = [], 0
        for size in map(int, sizes.split()):
            found.append(lines[start : start + size])
            start += size
        return tuple(found)

    @property
    def rows(self) -> tuple[Iterator[TextRow], ...]:
        """The rows of each table, in their order; only of rows."""
        return tuple(map(rows_in, self.tables))


def _same(source: Source) -> Source:
    return source


def content_of(revision: Revision, source: Source, kind: ExportKind) -> bytes:
    """Return what exports write of a revision of this source, compressed."""
    if kind is ExportKind.LINE:
        return zlib.compress(_line(revision.record).encode(), _FAST)
    tables = ["".join(map(csv_line, table.rows(revision, source))).encode() for table in EXPORT_TABLES]
    sizes = " ".join(str(len(table)) for table in tables).encode()
    return zlib.compress(b"\n".join((sizes, b"".join(tables))), _FAST)


def unpacked(content: bytes) -> bytes:
    """Return what was compressed."""
    return zlib.decompress(content)


def _line(record: Record) -> str:
    """Return JSON with nothing in it that ends a line; most has none, and to look is far faster than to translate."""
    line = record.model_dump_json(by_alias=True)
    safe = line if line.replace("\u3000", "").isprintable() else line.translate(_ESCAPED)
    return f"{safe}\n"


def rows_in(lines: bytes) -> Iterator[TextRow]:
    """Yield the rows of lines of CSV."""
    text = lines.decode()
    if len(text) < min(LONGEST_CELL, csv.field_size_limit()):
        yield from map(tuple, csv.reader(io.StringIO(text, newline="")))
        return
    row: list[str] = []  # a cell may be longer than the csv module takes
    for quoted, plain, end in _CELL.findall(text):
        row.append(quoted.replace('""', '"') or plain)
        if end == "\n":
            yield tuple(row)
            row = []

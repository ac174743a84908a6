"""A made sheet as a document of Excel or the web, read back through the whole document road."""

import html
import io
import tempfile
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.adversary.drawing import DOCUMENTS, grid, lead_lines, spans, text_of
from benchmarks.adversary.sheet import MadeLines, MadeSheet, MadeTable
from structurer.documents.intake import attempted, read_document
from structurer.errors import InputError
from structurer.text.source import Source


def source_of(sheet: MadeSheet) -> Source | None:
    """The source a reader gets; None where the document is refused."""
    if sheet.style not in DOCUMENTS:
        return Source("made", text_of(sheet))
    data = _workbook(sheet) if sheet.style == "xlsx" else _page(sheet).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"made.{sheet.style}"
        path.write_bytes(data)
        try:
            found = attempted(read_document(str(path)))
        except InputError:
            return None
    return found[0] if len(found) == 1 and isinstance(found[0], Source) else None


def _workbook(sheet: MadeSheet) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    page = book.active
    if not isinstance(page, Worksheet):
        raise TypeError
    for line in sheet.head:
        page.append([line])
    for block in sheet.blocks:
        for text in block.lines if isinstance(block, MadeLines) else lead_lines(block):
            page.append([text])
        if isinstance(block, MadeTable):
            _rows(page, block)
    book.save(stream)
    return stream.getvalue()


def _rows(page: Worksheet, table: MadeTable) -> None:
    top = page.max_row + 1
    for line in grid(table):
        page.append([_value(cell) for cell in line])
    if len(table.header) > 1:
        for column, (across, down) in enumerate(spans(table), 1):
            if across > 1 or down > 1:
                page.merge_cells(
                    start_row=top, start_column=column, end_row=top + down - 1, end_column=column + across - 1
                )
    for text in table.after:
        page.append([text])


def _value(text: str) -> str | int | None:
    plain = text.replace(",", "")
    return int(plain) if plain.isdecimal() and plain.isascii() else text or None


def _page(sheet: MadeSheet) -> str:
    body = [f"<p>{html.escape(line)}</p>" for line in sheet.head]
    for block in sheet.blocks:
        body += [
            f"<p>{html.escape(t)}</p>" for t in (block.lines if isinstance(block, MadeLines) else lead_lines(block))
        ]
        if isinstance(block, MadeTable):
            body += [_table(block), *(f"<p>{html.escape(line)}</p>" for line in block.after)]
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(body)}</body></html>'


def _table(table: MadeTable) -> str:
    covered, lines = spans(table), []
    for number, line in enumerate(grid(table)):
        tag, cells = "th" if number < len(table.header) else "td", []
        for column, text in enumerate(line):
            across, down = covered[column] if number == 0 else (1, 1)
            if across and not (number == 1 and len(table.header) > 1 and covered[column][1] > 1):
                span = f' colspan="{across}" rowspan="{down}"' if number == 0 and len(table.header) > 1 else ""
                cells.append(f"<{tag}{span}>{html.escape(text).replace(chr(10), '<br>')}</{tag}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table border="1">{"".join(lines)}</table>'

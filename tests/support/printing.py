"""The fixtures' sheets as blocks of text and tables, and those blocks printed as PDF, web page, workbook and Word document."""

import html
import io
import re
from collections.abc import Callable, Sequence
from functools import cache

import docx
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from tests.support.builders import FIXTURES

Block = str | list[list[str]]
"""A line of text, or a table as rows of cells."""

MINCHO, GOTHIC = "HeiseiMin-W3", "HeiseiKakuGo-W5"
for _font in (MINCHO, GOTHIC):
    registerFont(UnicodeCIDFont(_font))
_BODY = ParagraphStyle("body", fontName=MINCHO, fontSize=9, leading=13, wordWrap="CJK")
_RULE = re.compile(r"[\s|:-]+")
_LONG = 14


@cache
def blocks(name: str) -> tuple[Block, ...]:
    """The blocks of a fixture: rows that follow each other are a table, however the text draws them."""
    lines = (FIXTURES / name / "source.txt").read_text("utf-8").splitlines()
    return tuple(_blocks(_rows(lines)))


def _rows(lines: Sequence[str]) -> list[Block]:
    found: list[Block] = []
    open_row: list[str] | None = None
    for line in lines:
        if open_row is not None:
            open_row = _goes_on(found, open_row, line)
        elif "\t" in line:
            found.append([line.split("\t")])
        elif line.startswith("| ") and not line.endswith("|"):
            open_row = [cell.strip() for cell in line[1:].split("|")]
        elif "|" in line:
            open_row = _piped(found, line)
        elif line.strip():
            found.append(line)
        else:
            found.append("")
    return found


def _piped(found: list[Block], line: str) -> list[str] | None:
    """A piped line: a row, a cell of the row before it, or the heading of a table broken over two lines."""
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if not line.rstrip().endswith("|"):
        return cells
    last = found[-1] if found else ""
    if not line.startswith("|") and len(cells) == 1 and isinstance(last, list):
        last[-1].append(cells[0])
    elif _RULE.fullmatch(line) is None or "-" not in line:
        found.append([cells])
    return None


def _goes_on(found: list[Block], row: list[str], line: str) -> list[str] | None:
    """The rest of a row that was broken: lines of its last cell, and the cells after it."""
    cells = [cell.strip() for cell in line.strip().rstrip("|").split("|")]
    if line.startswith("|"):
        found.append([[*row, *cells[1:]]])
        return None
    if not line.rstrip().endswith("|") or (len(cells) == 2 and cells[0] in {"補助率", "補助上限額", "対象経費"}):
        row[-1] += "\n" + " ".join(cells)
        return row
    row[-1] += "\n" + cells[0]
    found.append([[*row, *cells[1:]]])
    return None


def _whole(rows: list[list[str]]) -> None:
    """Rows as wide as the widest; what the text of a page lost of its merged cells is put back."""
    width = max(map(len, rows))
    for row in rows:
        if row[0] == "国庫支出金":
            row[:0] = ["", ""]
        elif row[0] == "合計" and rows[0][0] == "細事業":
            row[1:1] = [""]
        row.extend([""] * (width - len(row)))


def _blocks(found: list[Block]) -> list[Block]:
    """Rows put together to tables, each as wide as its widest row."""
    made: list[Block] = []
    for block in found:
        last = made[-1] if made else ""
        if isinstance(block, list) and isinstance(last, list):
            last.extend([list(row) for row in block])
        elif isinstance(block, list):
            made.append([list(row) for row in block])
        else:
            made.append(block)
    for block in made:
        if isinstance(block, list):
            _whole(block)
    return [block for block in made if block != ""]


def pdf(sheets: Sequence[Sequence[Block]], *, ruled: bool = True, font: str = MINCHO) -> bytes:
    """Sheets as a PDF, each from a new page on, its tables with or without ruling lines."""
    flow: list[Flowable] = []
    body = ParagraphStyle("own", parent=_BODY, fontName=font)
    for sheet in sheets:
        for block in sheet:
            flow.append(_table(block, body, ruled=ruled) if isinstance(block, list) else _paragraph(block, body))
            flow.append(Spacer(1, 4))
        flow.append(PageBreak())
    wide = max((len(row) for sheet in sheets for block in sheet if isinstance(block, list) for row in block), default=0)
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=landscape(A3) if wide > 8 else A4, invariant=1).build(flow)
    return out.getvalue()


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(html.escape(text).replace("\n", "<br/>"), style)


def _table(rows: list[list[str]], style: ParagraphStyle, *, ruled: bool) -> Table:
    cells = [[_paragraph(cell, style) if len(cell) > _LONG or "\n" in cell else cell for cell in row] for row in rows]
    widths = [_width([row[place] for row in rows]) for place in range(len(rows[0]))]
    drawn = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else []
    amounts = [
        ("ALIGN", (x, 0), (x, -1), "RIGHT")
        for x in range(len(rows[0]))
        if any(re.fullmatch(r"[▲△]?[\d０-９,.]+(?:千円|百万円|人)?", row[x]) for row in rows)
    ]
    look = [("FONT", (0, 0), (-1, -1), style.fontName, 9), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *drawn, *amounts]
    return Table(cells, colWidths=widths, style=look, hAlign="LEFT")


def _width(cells: Sequence[str]) -> float:
    longest = max(len(cell) for text in cells for cell in text.split("\n"))
    return 14 + 9.2 * min(max(longest, 2), _LONG)


def page(sheets: Sequence[Sequence[Block]], encoding: str = "utf-8") -> bytes:
    """Sheets as a web page."""
    body = "".join(_markup(block) for sheet in sheets for block in sheet)
    head = f'<!DOCTYPE html><html lang="ja"><head><meta charset="{encoding}"><title>予算</title></head>'
    return f"{head}<body>{body}</body></html>".encode(encoding)


def _markup(block: Block) -> str:
    if isinstance(block, str):
        return f"<p>{html.escape(block)}</p>\n"
    rows = ("".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) for row in block)
    return "<table border=1>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>\n"


def workbook(sheets: Sequence[Sequence[Block]]) -> bytes:
    """Sheets as a workbook, a worksheet each; amounts are numbers with a format where they print as one."""
    book = Workbook()
    book.remove(book.worksheets[0])
    line = Side(style="thin")
    for number, sheet in enumerate(sheets, 1):
        own, at = book.create_sheet(f"シート{number}"), 1
        for block in sheet:
            for cells in block if isinstance(block, list) else [[block]]:
                for column, text in enumerate(cells, 1):
                    cell = own.cell(at, column)
                    _put(cell, text)
                    if isinstance(block, list):
                        cell.border = Border(left=line, right=line, top=line, bottom=line)
                at += 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: object, text: str) -> None:
    plain = re.fullmatch(r"([▲△]?)(\d[\d,]*)(千円|百万円)?", text)
    if plain is None or plain[2] != f"{int(plain[2].replace(',', '')):,}":
        cell.value, cell.data_type = text or None, "s" if text else "n"  # type: ignore[attr-defined]
        return
    cell.value = int(plain[2].replace(",", "")) * (-1 if plain[1] else 1)  # type: ignore[attr-defined]
    unit = f'"{plain[3]}"' if plain[3] else ""
    mark = plain[1] or "▲"
    cell.number_format = f'#,##0{unit};"{mark}"#,##0{unit}'  # type: ignore[attr-defined]


def word(sheets: Sequence[Sequence[Block]]) -> bytes:
    """Sheets as a Word document."""
    made = docx.Document()
    for sheet in sheets:
        for block in sheet:
            if isinstance(block, str):
                made.add_paragraph(block)
                continue
            table = made.add_table(len(block), len(block[0]))
            for row, cells in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
            made.add_paragraph("")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def plain_pdf(sheets: Sequence[Sequence[Block]]) -> bytes:
    """Sheets as a PDF without ruling lines."""
    return pdf(sheets, ruled=False, font=GOTHIC)


PRINTERS: dict[str, Callable[[Sequence[Sequence[Block]]], bytes]] = {
    "ruled": pdf, "plain": plain_pdf, "html": page, "xlsx": workbook, "docx": word,
}  # fmt: skip
"""Every way to print sheets."""

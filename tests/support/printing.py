"""Sheets as blocks of text and tables, printed as PDF, workbook and Word document."""

import html
import io
import re
from collections.abc import Callable, Sequence

import pytest

pytest.importorskip("docx", reason="documents are printed with docx: pip install 'structurer[dev-all]'")
pytest.importorskip("openpyxl", reason="documents are printed with openpyxl: pip install 'structurer[dev-all]'")
pytest.importorskip("reportlab", reason="documents are printed with reportlab: pip install 'structurer[dev-all]'")

import docx
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from pypdfium2 import PdfDocument
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from structurer.documents.pdf.ink import missing_font
from tests.support.fixture_blocks import Block, page

MINCHO, GOTHIC = "HeiseiMin-W3", "HeiseiKakuGo-W5"
for _font in (MINCHO, GOTHIC):
    registerFont(UnicodeCIDFont(_font))


def _is_drawn() -> bool:
    """True where this machine has a Japanese font: those of the printed PDFs are not embedded."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont(MINCHO, 10)
    canvas.drawString(50, 50, "要求額")
    canvas.save()
    return not missing_font(PdfDocument(out.getvalue())[0])


if not _is_drawn():
    pytest.skip(
        "PDFs are printed with a Japanese font of this machine: apt install fonts-noto-cjk", allow_module_level=True
    )
_BODY = ParagraphStyle("body", fontName=MINCHO, fontSize=9, leading=13, wordWrap="CJK")
_LONG = 14


def pdf(sheets: Sequence[Sequence[Block]], *, ruled: bool = True, font: str = MINCHO) -> bytes:
    """Return sheets as a PDF, each from a new page on, its tables with or without ruling lines."""
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


def workbook(sheets: Sequence[Sequence[Block]]) -> bytes:
    """Return sheets as a workbook, a worksheet each; amounts are numbers with a format where they print as one."""
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
    """Return sheets as a Word document."""
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
    """Return sheets as a PDF without ruling lines."""
    return pdf(sheets, ruled=False, font=GOTHIC)


PRINTERS: dict[str, Callable[[Sequence[Sequence[Block]]], bytes]] = {
    "ruled": pdf, "plain": plain_pdf, "html": page, "xlsx": workbook, "docx": word,
}  # fmt: skip
"""The printers, by the name of what they print."""

"""The sheets of the fixtures as blocks of text and tables; a department's document of them; blocks as a web page."""

import html
import re
from collections.abc import Sequence
from functools import cache

from tests.support.builders import FIXTURES

Block = str | list[list[str]]
"""A line of text, or a table as rows of cells."""

SHEETS = (
    "forest-request", "library-million", "numbered-rows", "stages-as-rows", "stages-as-columns", "tottori-dx",
)  # fmt: skip
"""Fixtures whose sheet names its project in the first lines."""

COVER: list[Block] = ["令和8年度当初予算要求書", "地域振興部"]
CONTENTS: list[Block] = [
    "要求事業一覧 (単位:千円)",
    [
        ["番号", "事業名", "要求額", "ページ"],
        ["1", "森のしごと応援事業", "5,285", "3"],
        ["2", "県民図書館よみあるき事業", "149,000", "4"],
    ],
]

_RULE = re.compile(r"[\s|:-]+")


def department(names: Sequence[str] = SHEETS) -> Sequence[Sequence[Block]]:
    """Return the cover, the list, and each sheet from a new page on."""
    return [COVER, CONTENTS, *(blocks(name) for name in names)]


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
    """Make all rows as wide as the widest, and put back the merged cells that the text of a page lost."""
    width = max(map(len, rows))
    for row in rows:
        if row[0] == "国庫支出金":
            row[:0] = ["", ""]
        elif row[0] == "合計" and rows[0][0] == "細事業":
            row[1:1] = [""]
        row.extend([""] * (width - len(row)))


def _blocks(found: list[Block]) -> list[Block]:
    """Return the blocks with rows that follow each other as tables, each as wide as its widest row."""
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


def page(sheets: Sequence[Sequence[Block]], encoding: str = "utf-8") -> bytes:
    """Return sheets as a web page."""
    body = "".join(_markup(block) for sheet in sheets for block in sheet)
    head = f'<!DOCTYPE html><html lang="ja"><head><meta charset="{encoding}"><title>予算</title></head>'
    return f"{head}<body>{body}</body></html>".encode(encoding)


def _markup(block: Block) -> str:
    if isinstance(block, str):
        return f"<p>{html.escape(block)}</p>\n"
    rows = ("".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) for row in block)
    return "<table border=1>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>\n"

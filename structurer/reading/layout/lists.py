"""Numbered lists of items with an amount for each of several headings above them.

```
要求額の内訳
査定額の内訳
1 土壌診断事業 2,300千円 単価の見直し 2,049千円
  (1) 委託料 621千円 553千円
```
The headings, one a line, name the amounts of a line in their order; without headings that fit, nothing is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from structurer.labels.label import names_year
from structurer.tables.context import Context, cell
from structurer.sheet.model import Breakdown, Item, Label, Measure, Section, Stage
from structurer.text.money import fold_words
from structurer.text.rows import Row
from structurer.text.scan import Kind
from structurer.text.source import Figure
from structurer.text.words import heading, tidy

_ITEM = re.compile(
    r"^[\s\u3000]*(?:(?P<sub>\(\d{1,2}\)|[ア-ンa-z][.)]|[・\-])|(?P<own>\d{1,2}[.、)]?|[①-⑳]))"
    r"[\s\u3000]*(?P<name>\D*?)[\s\u3000]*$"
)
_NAMES_AMOUNT = re.compile(r"要求|査定|内示|決定|計上|予算")
_LONGEST_HEADING = 16  # characters: `令和8年度要求額の内訳` has 11; a longer line is text
_MOST_ROWS_APART = 4  # blank lines between two headings of one list; further apart they belong to two


@dataclass
class Listed:
    """A section in the making: its heading, year and stage, its items and their parts."""

    heading: Label
    year_offset: int
    stage: Stage
    items: list[Item] = field(default_factory=list)


def read(context: Context) -> Iterator[Section]:
    """The sections of every such list, one for each heading."""
    position = 0
    while position < len(context.rows):
        headings, following = _headings(context, position)
        if len(headings) < 2 or context.of_others(position, None):
            position += 1
            continue
        position = _take(context, headings, following)
        yield from (Section(heading=one.heading, items=tuple(one.items)) for one in headings if one.items)


def _headings(context: Context, position: int) -> tuple[list[Listed], int]:
    """The headings that begin at a row, one a line, and the row below them."""
    found: list[Listed] = []
    apart = 0
    while position < len(context.rows) and apart <= _MOST_ROWS_APART:
        row = context.rows[position]
        if not row.filled:
            apart += 1
            position += 1
            continue
        one = _heading(context, row)
        if one is None:
            break
        found.append(one)
        apart = 0
        position += 1
    return found, position


def _heading(context: Context, row: Row) -> Listed | None:
    if row.kind != "line" or row.cells[0].figures:
        return None
    text = heading(row.text)
    if len(text) > _LONGEST_HEADING or _NAMES_AMOUNT.search(text) is None:
        return None
    moment = context.vocabulary.when(text, context.fiscal_year)
    if (
        moment.stage is None
        or (context.fiscal_year is None and names_year(text))
        or not text.endswith(("内訳", "額", "要求", "査定"))
    ):
        return None
    return Listed(Label(text=text, line=row.first_line), moment.year_offset or 0, moment.stage)


def _take(context: Context, headings: list[Listed], position: int) -> int:
    """Take the lines of a list, as far as each has one amount for each heading; the row after the last."""
    while position < len(context.rows):
        row = context.rows[position]
        if not row.filled or context.is_furniture(row):
            position += 1
            continue
        money = [figure for entry in row.cells for figure in entry.figures if figure.kind is Kind.MONEY]
        begun = _ITEM.match(fold_words(row.line[: money[0].start - _start(row)])) if money else None
        if begun is None or len(money) != len(headings) or position in context.taken:
            return position
        _add(headings, row, begun, money)
        position += 1
    return position


def _start(row: Row) -> int:
    """The offset in the source at which a line begins."""
    return row.cells[0].start - row.line.find(row.cells[0].text)


def _add(headings: list[Listed], row: Row, begun: re.Match[str], money: list[Figure]) -> None:
    name = Label(text=tidy(begun["name"]), line=row.first_line)
    between = tidy(row.line[money[0].end - _start(row) : money[-1].start - _start(row)])
    for one, figure in zip(headings, money, strict=True):
        part = begun["sub"] is not None and bool(one.items)
        made = cell(figure, Measure.BREAKDOWN if part else Measure.AMOUNT, one.year_offset, one.stage)
        if made is None:
            continue
        if part:
            last = one.items[-1]
            piece = Breakdown(label=name, text=name.text, cell=made)
            one.items[-1] = last.model_copy(update={"breakdown": (*last.breakdown, piece)})
        else:
            remark = between if one is headings[-1] and between else None
            number = begun["own"]
            one.items.append(Item(label=name, number=number, cells=(made,), remark=remark))

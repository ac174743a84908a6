"""One row of a table of items: a name, its texts and its amounts; or a row that opens an item, goes on with it, or sums."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from structurer.labels.label import UNPUBLISHED
from structurer.labels.vocabulary import Vocabulary
from structurer.tables.context import cell, cite, label
from structurer.reading.layout.headings import AmountColumn, ItemHeader
from structurer.reading.layout.terms import inline_parts, terms_row, with_inline_terms
from structurer.sheet.model import Cell, Item, Label, Measure, Stage, SubsidyTerms, TotalRow
from structurer.text.rows import Row, TableCell
from structurer.text.source import Figure, Unit
from structurer.text.words import squeeze, tidy

_BRACKETED = re.compile(r"\([▲-]?[\d,.]+\)(?:[▲-]?[\d,.]+)?")
_TAG = re.compile(r"【(新|新規|拡|拡充|継続|一部新)】")
_CIRCLED = re.compile(r"^\s*([①-⑳])\s*(?=\S)")
_PART_ROW = re.compile(r"^\(?うち|再掲|内数|内書")
_OTHER_YEAR = re.compile(r"前年|昨年|令和|平成|[RH]\d")
_OWN_RATE = re.compile(r"(?:[都道府県]|補助率)(?:単独)?:?\d{1,2}/\d{1,2}(?:以内)?")
_CHANGE_WORD = re.compile(r"皆増|皆減|新規|廃止|終了")
_LONGEST_WORDS = 40  # characters that stand in place of an amount (別途協議); a longer cell is a text of another column
_LONGEST_STAGED = 60  # characters: three stages, each with its amount; a longer cell is prose


@dataclass
class OpenItem:
    """An item that its amounts have not closed yet."""

    label: Label
    number: str | None
    texts: list[TableCell] = field(default_factory=list)
    terms: SubsidyTerms | None = None


def read_row(
    vocabulary: Vocabulary, header: ItemHeader, row: Row, pending: OpenItem | None
) -> Item | TotalRow | OpenItem | None:
    """The part of the table that a row is under its headings; None where it ends the table. `pending` is the item still open."""
    cells = _padded(header, cells_of(header, row))
    values = _closing(vocabulary, header, cells)
    if values is None:
        return _opening(vocabulary, header, row, pending)
    before = cells[: len(cells) - len(values)]
    if not before:
        return None if pending is None else _item(vocabulary, header, pending, values)
    whole = len(before) > header.name and (row.kind == "tab" or len(before) == header.lead)
    total = next((entry for entry in before if vocabulary.is_total(entry.label)), None)
    name = total or (before[header.name] if whole else before[0])
    lost = total is None and pending is None and len(before) < header.lead  # a cell is missing, and nothing says which
    if lost or _PART_ROW.search(name.label) is not None:
        return None  # うち, 再掲: counted among the items it would be counted twice
    if total is not None:
        return TotalRow(label=label(name), cells=tuple(_cells(vocabulary, header, values)))
    if pending is not None and not row.opens and row.kind == "pipe":
        pending.texts.extend(before)
        return _item(vocabulary, header, pending, values)
    number = before[0].label if name is not before[0] else None
    circled = _CIRCLED.match(name.text)
    own = label(name) if circled is None else Label(text=tidy(name.text[circled.end() :]), line=name.line)
    number = number if circled is None else circled[1]
    return _item(vocabulary, header, OpenItem(own, number, before[before.index(name) + 1 :]), values)


def cells_of(header: ItemHeader, row: Row) -> list[TableCell]:
    """The cells of a row, with the blanks at its end that its headings ask for; under aligned headings those of a line."""
    if row.kind == "line":
        return _texts_first(header, list(row.pieces)) if header.kind == "space" else list(row.filled)
    short = len(row.filled) < header.width and row.cells != row.filled
    return list(row.cells)[: header.width] if short else list(row.filled)


def is_change_word(entry: TableCell) -> bool:
    """True for a word that stands in place of an amount that compares: 皆増, 廃止."""
    return _CHANGE_WORD.fullmatch(entry.label) is not None


def _texts_first(header: ItemHeader, cells: list[TableCell]) -> list[TableCell]:
    """The cells of an aligned row, texts behind its amounts put before them where no heading of their own stands over them."""
    last = max((n for n, entry in enumerate(cells) if entry.is_value or is_change_word(entry)), default=-1)
    if last < 0 or last == len(cells) - 1 or None in header.columns:
        return cells
    return [*cells[:1], *cells[last + 1 :], *cells[1 : last + 1]]


def _padded(header: ItemHeader, cells: list[TableCell]) -> list[TableCell]:
    """The cells of an aligned row, with blanks for texts that are left out behind its amounts."""
    texts = len(header.columns) - len(header.amounts)
    trailing = texts > 0 and all(column is None for column in header.columns[-texts:])
    short = header.kind == "space" or (header.kind == "pipe" and len(cells) == header.width - texts)
    if not short or not trailing or not cells:
        return cells
    values = next((n for n, entry in enumerate(reversed(cells)) if not entry.is_value), len(cells))
    blank = TableCell("", cells[-1].line, 0, (), cells[-1].start)
    return [*cells, *[blank] * texts] if values == len(header.amounts) else cells


def _closing(vocabulary: Vocabulary, header: ItemHeader, cells: list[TableCell]) -> list[TableCell] | None:
    """The last cells of a row where they can be the amounts: each a figure of money, a dash, or a word for one."""
    count = len(header.columns)
    if len(cells) < count:
        return None
    values = cells[len(cells) - count :]
    pairs = [entry for entry, column in _pairs(header, values) if not column.change]
    solid = [entry for entry in pairs if _amounts(vocabulary, header, entry)]
    blanks = [entry for entry in pairs if entry.is_blank]
    if not solid and not (len(blanks) == len(pairs) and len(cells) > count):
        return None
    odd = [entry for entry in pairs if not _amounts(vocabulary, header, entry) and not entry.is_blank]
    worded = all(len(entry.label) <= _LONGEST_WORDS and not vocabulary.is_total(entry.label) for entry in odd)
    return values if len(odd) < max(2, len(pairs)) and len(odd) < len(pairs) and worded else None


def _pairs(header: ItemHeader, values: list[TableCell]) -> list[tuple[TableCell, AmountColumn]]:
    """The cells under a heading of amounts, each with it."""
    pairs = zip(values, header.columns, strict=True)
    return [(entry, column) for entry, column in pairs if column is not None]


def _amounts(vocabulary: Vocabulary, header: ItemHeader, entry: TableCell) -> bool:
    """True for a cell that is one amount, names a stage before each of its amounts, or has one in brackets beside it."""
    if entry.figure is not None:
        return entry.figure.is_money
    money = [figure for figure in entry.figures if figure.is_money]
    if header.bracketed is not None and money and bracketed(entry) is not None:
        return True
    return (
        bool(money)
        and len(entry.label) <= _LONGEST_STAGED
        and vocabulary.last_stage(entry.label.split(" ")[0]) is not None
    )


def bracketed(entry: TableCell) -> tuple[Figure, Figure | None] | None:
    """The amount in brackets and the one beside it (`(30,190) 29,530`); None for any other cell."""
    found = _BRACKETED.fullmatch(squeeze(entry.text))
    if found is None or not 1 <= len(entry.figures) <= 2:
        return None
    return entry.figures[0], (entry.figures[1] if len(entry.figures) == 2 else None)


def _opening(vocabulary: Vocabulary, header: ItemHeader, row: Row, pending: OpenItem | None) -> OpenItem | None:
    """A row without amounts: it opens an item, or adds text or subsidy terms to the one that is open."""
    if row.kind != "pipe":
        return None
    cells = list(row.filled)
    if pending is not None and not row.opens:
        pending.terms = terms_row(cells, pending.terms)
        return pending
    if not row.opens or vocabulary.is_total(cells[0].label) or len(cells) <= header.name:
        return None
    opened = OpenItem(label(cells[header.name]), None, cells[header.name + 1 : header.name + 2])
    opened.terms = terms_row(cells[header.name + 1 :], None)
    return opened


def _item(vocabulary: Vocabulary, header: ItemHeader, opened: OpenItem, values: list[TableCell]) -> Item:
    cells = tuple(_cells(vocabulary, header, values))
    remarks = [entry for entry, column in _pairs(header, values) if column.change]
    remark = next((entry.label for entry in remarks if not entry.is_blank and entry.figure is None), None)
    texts = [*opened.texts, *(e for e, c in zip(values, header.columns, strict=True) if c is None and not e.is_blank)]
    instead = next(
        (e.label for e, c in _pairs(header, values) if not c.change and not e.is_blank and not e.figures), None
    )
    description = "\n".join(entry.text.strip() for entry in texts)
    stage = next((column.stage for column in header.amounts if column.year_offset == 0 and column.stage), Stage.REQUEST)
    item = Item(
        label=opened.label,
        number=opened.number,
        tags=tuple(found[1] for found in _TAG.finditer(description)),
        description=description,
        cells=cells,
        instead=instead,
        remark=remark,
        breakdown=tuple(inline_parts(texts, stage)),
        subsidy=opened.terms,
    )
    rated = next((entry for entry in texts if _OWN_RATE.fullmatch(squeeze(entry.text)) is not None), None)
    if rated is not None and item.subsidy is None:
        terms = SubsidyTerms(rate=next((cite(figure, Unit.RATIO) for figure in rated.figures), None))
        item = item.model_copy(update={"subsidy": terms})
    return with_inline_terms(item, texts)


def _cells(vocabulary: Vocabulary, header: ItemHeader, values: list[TableCell]) -> Iterator[Cell]:
    for entry, column in _pairs(header, values):
        pair = None if header.bracketed is None or entry.figure is not None else bracketed(entry)
        if pair is not None and header.bracketed is not None:
            yield from _cell(pair[0], header.bracketed)
            yield from _cell(pair[1], column)
        elif entry.figure is not None:
            yield from _cell(entry.figure, column)
        elif not column.change:
            yield from _staged(vocabulary, entry, column)


def _cell(figure: Figure | None, column: AmountColumn) -> Iterator[Cell]:
    measure = Measure.CHANGE if column.change else column.measure
    made = cell(figure, measure, column.year_offset, column.stage or Stage.NONE)
    if made is not None:
        yield made


def _staged(vocabulary: Vocabulary, entry: TableCell, column: AmountColumn) -> Iterator[Cell]:
    """The amounts of a cell, each with the stage word before it: `予算案 3,000 千円 要求 3,000 千円`."""
    position = entry.start
    for figure in entry.figures:
        if not figure.is_money:
            continue
        words = entry.text[position - entry.start : figure.start - entry.start]
        position = figure.end
        stage = vocabulary.last_stage(words)
        if stage is None or _OTHER_YEAR.search(words) is not None:
            continue  # 約600, 600の内数, 別事業で600千円: not the item's own amount
        if stage is Stage.APPROVED and UNPUBLISHED.search(words) is not None:
            stage = Stage.PROPOSAL
        if column.year_offset < 0 and stage is Stage.APPROVED:
            stage = Stage.INITIAL
        made = cell(figure, Measure.AMOUNT, column.year_offset, stage)
        if made is not None:
            yield made

"""What stands beside the figures of a row and is read by code: the number, the tags and the text of an item, the unit of an indicator."""

from collections.abc import Iterable

from structurer.labels.label import TAGS, unit_after, unit_of
from structurer.reading import passages
from structurer.reading.ground import GroundedRow
from structurer.sheet.model import Cite, Indicator, Item, Label, Sheet
from structurer.text import lazy_re as re
from structurer.text.source import Figure, Source, Unit
from structurer.text.words import squeeze, tidy

_REMARKS = frozenset({"皆増", "皆減", "新規", "新設", "廃止", "終了"})
_CELLS = re.compile(r"[|\t]|\s{2,}|\u3000")
_NUMBER = re.compile(r"^[\s|]*[(（]?(?P<number>\d{1,3})[)）]?[.．、]?\s*[|\t]")
"""A number in a cell of its own before a name."""
_UNIT = re.compile(
    r"(?:千|万|百万|億)?(?:人|名|円|件|社|回|か所|箇所|団体|戸|台|校|%|％|ポイント|ha|t|km|人日|人/年|世帯|棟|本|頭|店|点|冊|日|時間|組)"
)
"""The words of units that stand in a cell of their own."""
_BEHIND = re.compile(r"[\s　]*[(（][^()（）]{1,6}[)）]")
"""The unit in brackets right behind a name that was given without it."""
_BETWEEN = re.compile(r"[\s　]+(?P<word>[^\s　\d]+)[\s　]+(?=[\d△▲\-－])")
"""A word between a name and its first value."""


def detailed(sheet: Sheet, source: Source) -> Sheet:
    """The sheet with what its items and indicators say beside their figures."""
    sections = [
        section.model_copy(update={"items": tuple(_item(item, source) for item in section.items)})
        for section in sheet.sections
    ]
    tables = [
        table.model_copy(update={"rows": tuple(_indicator(row, source) for row in table.rows)})
        for table in sheet.indicators
    ]
    return sheet.model_copy(update={"sections": tuple(sections), "indicators": tuple(tables)})


def unit_beside(source: Source, row: GroundedRow) -> str | None:
    """The unit that an indicator's row prints: in brackets behind its name, or in a cell of its own."""
    line = "" if row.label.line is None else source.lines[row.label.line - 1].drawn
    rest = line.partition(row.label.text or "\0")[2]
    behind, between = _BEHIND.match(rest), _BETWEEN.match(rest)
    named = unit_after(row.label.text) or unit_after(row.label.text + ("" if behind is None else behind[0]))
    if named is not None:
        return named
    cells = _cells(source, row.label, (figure for figure in row.figures if figure is not None))
    cells = [*cells, *([] if between is None else [between["word"]])]
    return next((cell for cell in cells if _UNIT.fullmatch(squeeze(cell)) or unit_of(cell) is Unit.OTHER), None)


def _item(item: Item, source: Source) -> Item:
    cites = [cell.cite for cell in item.cells]
    figures = _figures(source, cites)
    texts = _cells(source, item.label, figures)
    line = "" if item.label.line is None else source.lines[item.label.line - 1].drawn
    number = _NUMBER.match(line)
    parts = [
        part.model_copy(update={"text": passages.around(source, figure)})
        for part in item.breakdown
        for figure in _figures(source, [part.cell.cite])
    ]
    return item.model_copy(update={
        "number": None if number is None else number["number"],
        "tags": tuple(tag for text in texts for tag in TAGS.findall(text)),
        "description": passages.description(source, item.label, figures, (item.label.text,)),
        "remark": next((text for text in texts if text in _REMARKS), None),
        "breakdown": tuple(parts) if len(parts) == len(item.breakdown) else item.breakdown,
    })  # fmt: skip


def _indicator(row: Indicator, source: Source) -> Indicator:
    figures = _figures(source, [cell.cite for cell in row.cells])
    unit = unit_beside(source, GroundedRow(row.label, tuple(figures)))
    return row.model_copy(update={"unit": unit, "reason": passages.reason(source, row.label, (row.label.text, unit))})


def _figures(source: Source, cites: Iterable[Cite]) -> list[Figure]:
    return [source.by_id[cite.figure] for cite in cites if cite.figure in source.by_id]


def _cells(source: Source, label: Label, figures: Iterable[Figure]) -> list[str]:
    """The cells of a row's lines."""
    if label.line is None:
        return []
    last = max([label.line, *(figure.line for figure in figures)])
    return [tidy(cell) for n in range(label.line, last + 1) for cell in _CELLS.split(source.lines[n - 1].drawn)]

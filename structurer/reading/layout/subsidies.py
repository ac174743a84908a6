"""Subsidies that a sheet describes beside its amounts: as fields below their name, or in one line behind it.

`補助金名: 花壇づくり補助金` over `補助率: 1/2以内` and `上限額: 300千円`; `・花壇づくり補助金: 補助率1/2、上限額300千円、3件程度`.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace

from structurer.labels.label import CAP_LABELS, ELIGIBLE_LABELS, RATE_LABELS
from structurer.reading.layout.terms import heads_terms, inline_terms, terms_row, terms_under
from structurer.sheet.model import Item, Label, Section, SubsidyTerms
from structurer.tables.context import Context
from structurer.tables.headings import heading_above, is_heading
from structurer.tables.row import wide_cells
from structurer.tables.sense import item_name, sense
from structurer.text import lazy_re as re
from structurer.text.money import fold_words
from structurer.text.rows import Row, TableCell
from structurer.text.scan import NAMES
from structurer.text.words import heading

_FIELD = re.compile(r"[\s・○◎●■◆\-]*(?:\(?\d{1,2}\)?[.、)]?\s+)?(?P<label>[^\s:][^:]{0,30}?)\s*:\s*(?=\S)")
_TERM = re.compile(
    rf"[\s・○◎●■◆*\-]*(?P<label>{'|'.join((*RATE_LABELS, *CAP_LABELS))}|(?:予定|採択|交付|補助)?件数)\s+(?=\d)"
)
"""A term and its value without a colon: * 補助率 1/2."""
_OVER_TERMS = re.compile(r"^[^:\d]*(?:補助|交付|助成)[^:\d]*$")
"""What a line over the name of a subsidy may say, whatever its mark: ○補助金の交付条件."""
_BULLETS = "・○◎●■◆- "
_MARK = re.compile(r"^(?:\([\dア-ンa-z]{1,2}\)|\d{1,2}[.)、]|[ア-ン①-⑳][.)、]?(?=\s))\s*")
_NUMBER = re.compile(r"\([\dア-ンa-z]{1,2}\)|\d{1,2}[.)]?|[ア-ン①-⑳][.)]?")  # in a cell of its own: ③, 補助率, 1/2
_TERMS = re.compile(r"^\W*第?\d*\W*(?:補助|交付|助成)(?:金|事業)?の?(?:内容|条件|要件|制度)$")
"""A heading over the terms of the subsidy named above it."""
_SUBSIDY = re.compile(r"(?:補助|交付|助成|支援|奨励)金|補助")
_BEHIND = re.compile(r"\(([^()]+)\)$")
_TERMS_OF = re.compile(
    r"(?P<name>[^\s。、:()]{2,30}(?:補助|交付|助成|支援|奨励)金?)の?(?:補助|助成|交付)?(?:要件|条件|内容)"
)
"""A heading over the terms of a subsidy that it names: 合宿費用助成の要件."""
_PAID_TO = re.compile(
    r"\((?:交付先|補助先|交付対象|補助対象者?|対象者?|実施主体)[^()\d]*\)$|(?<=[助付成援励]金)\([^()\d]{1,16}\)$"
)
"""Behind its name, whom it is paid to."""
_LEADING = (*RATE_LABELS, *CAP_LABELS, *ELIGIBLE_LABELS)
_NAME = re.compile(r"[^\s。、:()]{2,30}(?:補助|交付|助成|支援|奨励)金")


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    value: TableCell


def subsidies(context: Context, cited: Container[str | None]) -> Iterator[Section]:
    """Each subsidy with its terms as an item without an amount; those whose rate and ceiling are cited elsewhere are left out."""
    name: Label | None = None
    terms: SubsidyTerms | None = None
    places = {row.first_line: place for place, row in reversed([*enumerate(context.rows)])}
    for position, row in enumerate(context.rows):
        if position in context.taken or context.printed.is_apart(row.first_line):
            continue
        fields = _fields(row)
        named = None if fields else _named(row) or _over_terms(context, position)
        if named is not None or (not fields and is_heading(row) and _TERMS.match(heading(row.text)) is None):
            yield from _section(context, places, name, terms, cited)
            name, terms = named, None
        for found in fields:
            if sense(context, found.label).name and _SUBSIDY.search(found.label + found.value.text) is not None:
                yield from _section(context, places, name, terms, cited)
                name, terms = Label(text=heading(found.value.text), line=found.value.line), None
            elif name is not None:
                terms = terms_row([TableCell(found.label, found.value.line, 0, (), 0), found.value], terms)
                terms = terms and inline_terms(found.value, terms)  # 補助率 1/2以内、上限額 300千円
            elif _SUBSIDY.search(found.label) is not None and not found.label.startswith((*RATE_LABELS, *CAP_LABELS)):
                named = Label(text=heading(found.label), line=found.value.line)
                yield from _section(context, places, named, inline_terms(found.value, None), cited)
    yield from _section(context, places, name, terms, cited)
    yield from _tabled(context, cited)


def _tabled(context: Context, cited: Container[str | None]) -> Iterator[Section]:
    """The subsidies of a table without amounts, a name and its terms a row: 補助対象, 補助率, 補助上限額, 予定件数."""
    heads: list[str] = []
    start = 0
    for position, row in enumerate(context.rows):
        cells = [
            entry for entry in (row.cells if row.kind in {"tab", "pipe"} else wide_cells(row)) if entry.text.strip()
        ]
        if position in context.taken or context.printed.is_apart(row.first_line) or row.is_bare:
            heads = heads if row.is_bare and row.cells else []
        elif heads_terms([entry.label for entry in cells]):
            heads, start = [entry.label for entry in cells], position
        elif len(cells) != len(heads) or not heads or cells[0].is_value:
            heads = []
        else:
            terms: SubsidyTerms | None = None
            for heading, entry in zip(heads[1:], cells[1:], strict=True):
                terms = terms_under(heading, entry, terms)
            yield from _section(
                context, {cells[0].line: start}, Label(text=cells[0].label, line=cells[0].line), terms, cited
            )


def _named(row: Row) -> Label | None:
    """The name of a subsidy on a line of its own, over its terms, or in brackets behind a heading: 5 補助の内容(花壇づくり補助金)."""
    alone = (
        row.kind == "line" and len(row.cells) == 1 and not any(one.kind not in NAMES for one in row.cells[0].figures)
    )
    text = heading(row.text) if alone else ""
    behind = _BEHIND.search(fold_words(text)) if is_heading(row) else None
    text = _PAID_TO.sub("", item_name(text.lstrip(_BULLETS))) if behind is None else behind[1]
    named = _TERMS_OF.fullmatch(text) if is_heading(row) else None
    text = text if named is None else named["name"]
    return Label(text=text, line=row.first_line) if named or _NAME.fullmatch(text) is not None else None


def _over_terms(context: Context, position: int) -> Label | None:
    """The name, whatever its words, that stands numbered under a heading of terms and right over the first of them."""
    row, chapter = context.rows[position], context.printed.chapter(position + 1)
    under = chapter is not None and chapter.line != row.first_line and _TERMS.match(item_name(chapter.text)) is not None
    below = next((one for one in context.rows[position + 1 : position + 3] if one.filled), None)
    led = below is not None and any(found.label.startswith(_LEADING) for found in _fields(below))
    name = item_name(heading(row.text))
    return Label(text=name, line=row.first_line) if under and led and name and is_heading(row) else None


def _fields(row: Row) -> list[_Field]:
    """The labels and values of a row: two cells, the two sides of a colon, or several of these apart: 補助率：1/3  上限額：430千円."""
    cells = [entry for entry in (wide_cells(row) or row.cells) if not entry.is_blank]
    cells = cells[1:] if len(cells) > 2 and _NUMBER.fullmatch(cells[0].label) is not None else cells
    marked = len(cells) == 2 and bool(cells[0].label in _BULLETS or _NUMBER.fullmatch(cells[0].label))
    if len(cells) == 2 and not marked and not cells[0].figures and (row.kind != "line" or _labelled(cells[0]) is None):
        return [_Field(_MARK.sub("", cells[0].label.lstrip(_BULLETS)), cells[1])]
    several = [*filter(None, map(_labelled, cells))] if row.kind in {"line", "space"} else []
    if len(several) > 1:
        return several if len(several) == len(cells) else []
    found = _labelled(replace(row.cells[0], text=row.line, start=_start(row))) if _is_line(row) else None
    return [] if found is None else [found]


def _is_line(row: Row) -> bool:
    return row.kind == "line" and len(row.cells) == 1


def _start(row: Row) -> int:
    """Where the line of a row begins in the source."""
    return row.cells[0].start - row.line.find(row.cells[0].text)


def _labelled(entry: TableCell) -> _Field | None:
    """The two sides of the first colon of a cell."""
    text = fold_words(entry.text)
    found = _FIELD.match(text) or _TERM.match(text)
    if found is None or found["label"].count("(") > found["label"].count(")"):
        return None
    start = entry.start + found.end()
    figures = tuple(figure for figure in entry.figures if figure.start >= start)
    return _Field(found["label"], TableCell(entry.text[found.end() :], entry.line, 1, figures, start))


def _section(
    context: Context,
    places: Mapping[int, int],
    name: Label | None,
    terms: SubsidyTerms | None,
    cited: Container[str | None],
) -> Iterator[Section]:
    cites = [] if terms is None else [one.figure for one in (terms.rate, terms.cap) if one is not None]
    if name is None or not cites or any(figure in cited for figure in cites):
        return
    place = places.get(name.line or 0, 0)
    chapter = context.printed.chapter(place)
    terms_of = chapter is not None and _TERMS.match(item_name(chapter.text)) is not None  # ② under ①, of one list
    above = chapter if terms_of else heading_above(context.rows, place, _OVER_TERMS) or chapter
    yield Section(heading=above, items=(Item(label=name, subsidy=terms),))

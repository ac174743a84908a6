"""Labels with their amount beside or below them: `- 国庫支出金: 22,575千円`, `財源 国庫 20,808 県債 0 一財 20,809`, a list of definitions.

A pair is read only where the label says all of it: a source, a cost, staff, or the project's amount of a year and stage.
Sources and costs belong to the stage their heading or their line names, else to that of the project's amount before them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from structurer.labels.label import is_last_year, plain
from structurer.labels.vocabulary import Vocabulary
from structurer.tables.context import ANOTHER_AMOUNT, Context, cell, cite, heading_above, is_heading
from structurer.sheet.model import (
    SOURCES,
    Cell,
    CostRow,
    CostTable,
    FundingRow,
    FundingTable,
    Item,
    Label,
    Measure,
    Section,
    Stage,
    TotalLines,
    TotalRow,
)
from structurer.text.money import fold_words
from structurer.text.rows import Row, TableCell
from structurer.text.source import Figure, Unit
from structurer.text.words import heading, tidy

_LEADING = re.compile(r"^[\s\u3000・○●\-*:、()|]+|[\s\u3000:、(|]+$")
_UNIT_LEFT = re.compile(r"^\s*(?:百万|千|万|億)?円|^\s*人")
_GROUP = re.compile(
    r"^(?:\((?P<stage>[^()]{2,6})\))?(?P<group>(?:前年度)?(?:財源(?:内訳)?|特定財源|うち))?[\s\u3000:]*"
)
_STAGE_NOTE = re.compile(r"\((?P<words>[^()]{2,12})\)\s*$")
_SHORT = {"一財": Measure.GENERAL, "一般": Measure.GENERAL, "国": Measure.NATIONAL, "国庫": Measure.NATIONAL}
_BULLET = re.compile(r"^[\s\u3000]*[・○●\-*]")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.)、\s]|\(\d{1,2}\)|[①-⑳])\s*")
_HALF = frozenset(
    {"復活", "追加", "調整", "補正", "保留", "別途", "計上", "査定", "要求"}
)  # words of a stage, not of an amount
_LONGEST_LABEL = 24  # characters: the longest label of words.toml with year and brackets; a longer text is a sentence
_LONGEST_GROUP = (
    16  # `(要求要求要求)前年度財源内訳` and nothing longer: a line with many figures is not kept for each of them
)


@dataclass(frozen=True, slots=True)
class LabelledFigure:
    """A label and the figure it names, how its line begins before both, and the place of its row."""

    label: Label
    figure: Figure
    begun: str
    position: int
    listed: bool = True
    """True for a bullet and for a value below its label; the project's amounts elsewhere are the lead reader's."""


@dataclass
class Paired:
    """The parts of a sheet that its pairs give."""

    totals: list[tuple[Label | None, TotalRow]] = field(default_factory=list)
    costs: dict[tuple[Label | None, Stage], list[CostRow]] = field(default_factory=dict)
    funding: dict[tuple[Label | None, Stage], list[FundingRow]] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    sums: list[LabelledFigure] = field(default_factory=list)
    heading: Label | None = None

    @property
    def section(self) -> Section | None:
        """The items, with each sum printed below them that is the sum of what one year and stage has; None without items."""
        totals = tuple(row for pair in self.sums if (row := _summed(self.items, pair)) is not None)
        return Section(heading=self.heading, items=tuple(self.items), totals=totals) if self.items else None

    @property
    def lines(self) -> tuple[TotalLines, ...]:
        """The project's amounts by heading."""
        headings = dict.fromkeys(above for above, _ in self.totals)
        return tuple(
            TotalLines(heading=h, rows=tuple(row for above, row in self.totals if above == h)) for h in headings
        )

    @property
    def cost_tables(self) -> tuple[CostTable, ...]:
        """The costs, a table for each heading and stage that has more than one of them."""
        return tuple(CostTable(heading=h, rows=tuple(rows)) for (h, _), rows in self.costs.items() if len(rows) > 1)

    @property
    def funding_tables(self) -> tuple[FundingTable, ...]:
        """The sources, a table for each heading and stage that has more than one of them."""
        return tuple(
            FundingTable(heading=h, rows=tuple(rows)) for (h, _), rows in self.funding.items() if len(rows) > 1
        )


def read(context: Context, cited: set[str | None]) -> Paired:
    """Every pair whose figure nothing else has read."""
    found = Paired()
    now: Stage | None = None
    for pair in _pairs(context):
        if pair is None:
            now = None
            continue
        above = _heading(context, pair.position)
        if context.of_others(pair.position, above):
            continue
        total = _total(context, pair)
        if _is_year_alone(context, pair) and not _is_numbered(above):
            continue  # 前年度 says what it is of only beside the other amounts of an item
        if total is not None and total.measure is Measure.AMOUNT and total.year_offset == 0:
            now = total.stage
        if pair.figure.id not in cited:  # one that is read already still says of which stage the sources below it are
            _take(context, found, pair, total, (above, now))
    return _headed(context, _with_items(found))


def _take(
    context: Context, found: Paired, pair: LabelledFigure, total: Cell | None, place: tuple[Label | None, Stage | None]
) -> None:
    """Add a pair to what it belongs to: the project's amounts, the sources or the costs of a stage; or leave it."""
    above, now = place
    if total is not None:
        found.totals.append((above, TotalRow(label=pair.label, cells=(total,))))
        return
    stage = _stage(context, pair, above, now)
    if context.vocabulary.is_total(pair.label.text) and (above, stage) not in found.funding:
        found.sums.append(pair)
        return
    made = None if stage is None else _measured(context, pair, stage)
    if made is None or stage is None:
        return
    if made.measure in SOURCES or made.measure is Measure.TOTAL:
        found.funding.setdefault((above, stage), []).append(FundingRow(label=pair.label, cells=(made,)))
        return
    person = made.cite.unit is Unit.PERSON
    row = CostRow(label=pair.label, staff=(made,)) if person else CostRow(label=pair.label, cells=(made,))
    found.costs.setdefault((above, stage), []).append(row)


def _with_items(found: Paired) -> Paired:
    """The pairs under numbered names as what they are, items, where several names have amounts of one year and stage."""
    under: dict[tuple[Measure, int, Stage], set[Label | None]] = {}
    for above, row in found.totals:
        entry = row.cells[0]
        under.setdefault((entry.measure, entry.year_offset, entry.stage), set()).add(above)
    alike = [headings for headings in under.values() if len(headings) > 1]
    named = {above for headings in alike for above in headings if above is not None and _is_numbered(above)}
    kept: list[tuple[Label | None, TotalRow]] = []
    seen: set[tuple[Measure, int, Stage]] = set()
    items: dict[Label, list[Cell]] = {}
    for above, row in found.totals:
        entry = row.cells[0]
        key = (entry.measure, entry.year_offset, entry.stage)
        if above is not None and above in named:
            items.setdefault(above, []).append(entry)
        elif key not in seen:  # printed again it may be an item's: only the first is surely the project's
            seen.add(key)
            kept.append((above, row))
    found.totals = kept
    found.items = [
        Item(label=Label(text=_NUMBERED.sub("", h.text), line=h.line), cells=tuple(cells)) for h, cells in items.items()
    ]
    return found


def _headed(context: Context, found: Paired) -> Paired:
    """The pairs with the heading that their items stand under; without the items where it says that they are others'."""
    first = min((item.label.line or 0 for item in found.items), default=0)
    place = next((place for place, row in enumerate(context.rows) if row.first_line == first), 0)
    found.heading = heading_above(context.rows, place)
    if context.speaks_of_others(found.heading):
        found.items, found.sums = [], []
    return found


def _is_numbered(above: Label | None) -> bool:
    """True for the heading of an item: `1. ○○事業`."""
    return above is not None and _NUMBERED.match(above.text) is not None


def _summed(items: list[Item], pair: LabelledFigure) -> TotalRow | None:
    """A sum below items as the sum of one year and stage of theirs; None where it is of none, or of several."""
    sums: dict[tuple[Measure, int, Stage], Fraction] = {}
    for entry in (entry for item in items for entry in item.cells):
        key = (entry.measure, entry.year_offset, entry.stage)
        sums[key] = sums.get(key, Fraction(0)) + entry.cite.value
    found = cite(pair.figure, Unit.YEN)
    fitting = [key for key, amount in sums.items() if found is not None and amount == found.value]
    if found is None or len(fitting) != 1:
        return None
    measure, year_offset, stage = fitting[0]
    made = Cell(measure=measure, year_offset=year_offset, stage=stage, cite=found)
    return TotalRow(label=pair.label, cells=(made,))


def _pairs(context: Context) -> Iterator[LabelledFigure | None]:
    rows = context.rows
    for position, row in enumerate(rows):
        if position in context.taken or row.kind not in {"line", "space"} or not row.filled or "。" in row.line:
            continue
        if _is_value(row):
            named = None if _goes_on(context, position) else _label_above(context, position)
            figure = row.filled[0].figure
            if named is not None and figure is not None:
                yield LabelledFigure(named, figure, "", position)
            continue
        beside = list(_beside(row, position))
        if all(pair is not None and _is_known(context, pair) for pair in beside):
            yield from beside
        elif beside:
            yield None  # a line of amounts that is not understood: what follows may belong to it


def _is_known(context: Context, pair: LabelledFigure) -> bool:
    """True for a label that is understood whole; a line with any other is left alone."""
    return _total(context, pair) is not None or _measured(context, pair, Stage.REQUEST) is not None


def _is_year_alone(context: Context, pair: LabelledFigure) -> bool:
    """True for 前年度: the budget of the year before, where nothing says that it is another of its amounts."""
    return is_last_year(pair.label.text) and not context.last_year_unclear


def _goes_on(context: Context, position: int) -> bool:
    """True where another value follows: the lines are cells of a table, whose headings another recogniser must read."""
    below = next((row for row in context.rows[position + 1 : position + 3] if row.filled), None)
    return below is not None and _is_value(below)


def _is_value(row: Row) -> bool:
    return len(row.filled) == 1 and row.filled[0].figure is not None


def _label_above(context: Context, position: int) -> Label | None:
    """The line above a value that stands alone, where that line is a label and no value stands between."""
    for place in range(position - 1, max(-1, position - 3), -1):
        row = context.rows[place]
        if row.filled:
            alone = place not in context.taken and len(row.filled) == 1 and not row.filled[0].figures
            text = tidy(row.line)
            heading_row = place > 0 and _is_column(context, context.rows[place - 1])
            named = alone and len(text) <= _LONGEST_LABEL and not heading_row
            return Label(text=text, line=row.first_line) if named else None
    return None


def _is_column(context: Context, row: Row) -> bool:
    """True for a line that is a heading of a column: what stands below it is a row of its table."""
    text = row.filled[0].label if len(row.filled) == 1 else ""
    words = context.vocabulary
    return text != "" and (words.source_of(text) is not None or words.cost_of(text) is not None)


def _beside(row: Row, position: int) -> Iterator[LabelledFigure | None]:
    """The pairs of one line: each figure with the words between it and the figure before; None where they are no label."""
    line_start = row.cells[0].start - row.line.find(row.cells[0].text)
    line = fold_words(row.line)
    indent, listed, begin = len(line) - len(line.lstrip()), _BULLET.match(row.line) is not None, 0
    for figure in _figures(row.cells):
        place, end = figure.start - line_start, figure.end - line_start
        words = _UNIT_LEFT.sub("", line[begin:place]).replace("**", "")  # **合計** 45,151千円
        group = _GROUP.match(words.strip())
        text = _LEADING.sub(
            "", words[group.end() :] if group is not None and begin == 0 and group["group"] else words
        ).strip()
        text = _LEADING.sub("", text)
        label = Label(text=tidy(text), line=row.first_line)
        named = 0 < len(text) <= _LONGEST_LABEL
        remark = ANOTHER_AMOUNT.match(line, end) is not None
        begun = line[indent : min(place, indent + _LONGEST_GROUP)]
        yield LabelledFigure(label, figure, begun, position, listed) if named and not remark else None
        begin = end


def _figures(cells: tuple[TableCell, ...]) -> Iterator[Figure]:
    for entry in cells:
        yield from (figure for figure in entry.figures if figure.is_money or figure.amount(Unit.PERSON) is not None)


def _heading(context: Context, position: int) -> Label | None:
    """The heading a pair stands under, over other pairs and the lines between them."""
    for place in range(position - 1, max(-1, position - 40), -1):
        row = context.rows[place]
        if row.kind != "line":
            return None
        if is_heading(row) and not row.line.strip().startswith(("・", "-", "*")):
            return Label(text=heading(row.text), line=row.first_line)
        if _is_noted(context.vocabulary, row.text) and not any(entry.figures for entry in row.cells):
            return heading_above(context.rows, place + 1) or Label(text=heading(row.text), line=row.first_line)
    return None


def _noted_stage(vocabulary: Vocabulary, text: str) -> Stage | None:
    """The stage that a heading ends with in brackets: `財源(要求)`."""
    note = _STAGE_NOTE.search(fold_words(tidy(text)))
    return None if note is None else vocabulary.last_stage(note["words"] + "額")


def _is_noted(vocabulary: Vocabulary, text: str) -> bool:
    """True for a line that ends with a stage or a year in brackets, `財源(前年度)`; not for `前年度: なし(新規)`."""
    note = _STAGE_NOTE.search(fold_words(tidy(text)))
    return note is not None and (_noted_stage(vocabulary, text) is not None or "年" in note["words"])


def _total(context: Context, pair: LabelledFigure) -> Cell | None:
    """The project's amount of a year and stage, or its change on the year before."""
    if not pair.listed:
        return None
    if context.vocabulary.is_change(pair.label.text) or pair.label.text.startswith(("前年度比", "対前年度")):
        return cell(pair.figure, Measure.CHANGE, 0, Stage.REQUEST)
    if _is_year_alone(context, pair):
        return cell(pair.figure, Measure.AMOUNT, -1, Stage.INITIAL)
    moment = context.when(pair.label.text)
    dated = moment is not None and moment.stage is not None
    word = plain(pair.label.text)
    undated = moment is not None and moment.year_offset is None and word in {"予算額", "当初予算額"}
    if word in _HALF or moment is None or not dated or undated:
        return None
    return cell(pair.figure, Measure.AMOUNT, moment.year_offset or 0, moment.stage or Stage.NONE)


def _stage(context: Context, pair: LabelledFigure, above: Label | None, now: Stage | None) -> Stage | None:
    """The stage of a pair: from the start of its line, else the heading, else the project's amount before it."""
    begun = _GROUP.match(pair.begun)
    if begun is not None and begun["group"] and begun["group"].startswith("前年度"):
        return None
    named = context.vocabulary.last_stage(begun["stage"]) if begun is not None and begun["stage"] else None
    return named or (None if above is None else _noted_stage(context.vocabulary, above.text)) or now


def _measured(context: Context, pair: LabelledFigure, stage: Stage) -> Cell | None:
    words, text = context.vocabulary, pair.label.text
    total = Measure.TOTAL if words.is_total(text) else None
    measure = words.source_of(text) or _SHORT.get(plain(text)) or words.cost_of(text) or total
    return None if measure is None else cell(pair.figure, measure, 0, stage)

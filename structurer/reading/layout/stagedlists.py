"""Items, and sources, in lists whose amounts each say their own stage: `・花壇の手入れ: 要求額 900千円 / 査定額 800千円`."""

from collections.abc import Iterator
from dataclasses import dataclass

from structurer.labels.label import plain
from structurer.labels.moment import When
from structurer.reading.layout.groups import Group
from structurer.sheet.model import Cell, FundingRow, Item, Label, Measure, Section, Stage
from structurer.tables.cites import cell, row_text
from structurer.tables.context import Context
from structurer.tables.pairs import PairLine
from structurer.tables.sense import over, says_amount, sense
from structurer.text import lazy_re as re

_BETWEEN = re.compile(r"[\s/・、,(:]+|[\s:(]+$")
_PART = re.compile(r"^うち|再掲|内数|内訳$")
_FEWEST = 2  # lines of a list: one alone is an amount of somebody else as well


@dataclass(frozen=True)
class _StagedLine:
    """A line that is a name and amounts, each behind the words of its year and stage."""

    name: Label
    cells: tuple[Cell, ...]
    indent: int


def staged_section(context: Context, cited: set[str], group: Group) -> Section | None:
    """The items of a group where its lines say the stage of each amount themselves."""
    lines = [made for line in group.lines if line.mark and (made := _staged(context, cited, line)) is not None]
    lines = [line for line in lines if line.indent == lines[0].indent]
    stages = {tuple((entry.year_offset, entry.stage) for entry in line.cells) for line in lines}
    if len(lines) < _FEWEST or len(stages) > 1:
        return None
    return Section(heading=group.heading, items=tuple(Item(label=line.name, cells=line.cells) for line in lines))


def _staged(context: Context, cited: set[str], line: PairLine) -> _StagedLine | None:
    """A line as a name and its dated amounts; None where it says anything else."""
    whens = [_when(context, pair.label.text) for pair in line.pairs]
    if not line.closed or any(pair.figure.id in cited or not pair.figure.is_money for pair in line.pairs):
        return None
    name = _name(context, line)
    others = [_BETWEEN.sub("", pair.whole.text) == _BETWEEN.sub("", pair.label.text) for pair in line.pairs[1:]]
    if name is None or None in whens or not all(others) or len(set(whens)) < len(whens):
        return None
    made = tuple(_cells(line, whens))
    row = context.rows[line.position].line
    indent = len(row) - len(row.lstrip())
    return _StagedLine(Label(text=name, line=line.pairs[0].label.line), made, indent) if made else None


def staged_sources(context: Context, group: Group) -> list[FundingRow]:
    """The sources of a group whose lines name one each and the stage of each amount: `県債: 要求額 900千円、査定額 800千円`."""
    rows = [made for line in group.lines if (made := _source(context, line)) is not None]
    stages = {tuple((entry.year_offset, entry.stage) for entry in row.cells) for row in rows}
    return rows if len(rows) >= _FEWEST and len(stages) == 1 else []


def _source(context: Context, line: PairLine) -> FundingRow | None:
    """A line as a source and its dated amounts; 計 behind those of two stages or more of this year has none."""
    first = line.pairs[0]
    name = row_text(first.whole.text.removesuffix(first.label.text).strip(" :(、・"))
    named = sense(context, name)
    measure = named.source or (Measure.TOTAL if named.total else None)
    whens = [_when(context, pair.label.text) for pair in line.pairs]
    stages = {when.stage for when in whens[:-1] if when is not None and not when.year_offset}
    if line.pairs[-1].is_sum and len(stages) == len(whens) - 1 > 1:
        whens[-1] = When(0, Stage.NONE)
    others = [_BETWEEN.sub("", pair.whole.text) == _BETWEEN.sub("", pair.label.text) for pair in line.pairs[1:]]
    money = all(pair.figure.is_money for pair in line.pairs)
    if not line.closed or measure is None or None in whens or not all(others) or not money or len(whens) < _FEWEST:
        return None
    return FundingRow(label=Label(text=name, line=first.label.line), cells=tuple(_cells(line, whens, measure)))


def _when(context: Context, label: str) -> When | None:
    """The year and stage that the words right before an amount name; None where they name no stage, or anything else."""
    found = sense(context, label)
    when = None if found.measured or found.change or not says_amount(label) else found.when
    return when if when is not None and when.stage is not None else None


def _name(context: Context, line: PairLine) -> str | None:
    """The words before the first label of a line, where they are a name: no year, stage, cost or source, no part."""
    first = line.pairs[0]
    if not first.whole.text.endswith(first.label.text):
        return None
    name = row_text(first.whole.text[: -len(first.label.text)].strip(" :(、・"))
    found = sense(context, name)
    free = not found.valued and over(context, name) is None and _PART.search(plain(name)) is None
    return name if name and free else None


def _cells(line: PairLine, whens: list[When | None], measure: Measure = Measure.AMOUNT) -> Iterator[Cell]:
    for pair, when in zip(line.pairs, whens, strict=True):
        made = None if when is None else cell(pair.figure, measure, when.year_offset or 0, when.stage or Stage.NONE)
        if made is not None:
            yield made

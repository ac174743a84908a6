"""What a sheet declares beside its amounts: the rate of the national share, the costs it is reckoned on, the decisions."""

from collections.abc import Iterator

from structurer.sheet.model import Cite, EligibleCost, Label
from structurer.tables.cites import cite, text_label
from structurer.tables.context import Context
from structurer.text import lazy_re as re
from structurer.text.money import fold_words
from structurer.text.rows import Row
from structurer.text.scan import Kind
from structurer.text.source import Figure, Unit

_LOOK_BACK = 48  # characters before a rate: who pays it, with a program's name
_PART_OF = re.compile(r"(?:^|[\s:、])(?P<label>[^\s:、]+)のうち\s*$")
_NATIONAL = re.compile(
    r"国(?:庫|の)?(?:費|補助|負担)?(?:率)?[)\]】〕]?\s*[:：]?\s*$"
    r"|国(?:庫|費)?(?:支出金|補助金|負担金)?(?:の|は、?)(?:国(?:庫|の)?)?補助率[はが:：]?\s*$"
    r"|国(?:庫|費)?(?:支出金|補助金|負担金)?[^、。()]{0,30}\((?:補助率)?\s*$|国の?補助\($"
)
_ELIGIBLE = re.compile(r"対象経費|対象となる経費|補助対象")
_DECISION = re.compile(
    r"([^\s:：|]{0,12}(?:査定|処理)\s*[:：]\s*(?:一部)?(?:計上|保留|見送り|不計上|別途|ゼロ)[^\s:：|]{0,8})"
)


def national_rates(context: Context) -> tuple[Cite, ...]:
    """The declared rate of the national share: `財源:国1/2`, `| 国庫補助率 | 1/2 |`."""
    rates: list[Cite] = []
    for row in context.rows:
        for index, entry in enumerate(row.cells):
            for figure in (figure for figure in entry.figures if figure.kind is Kind.RATIO):
                found = cite(figure, Unit.RATIO)
                if found is not None and _NATIONAL.search(_before(row, index, figure)) is not None:
                    rates.append(found)
    return tuple(rates)


def _before(row: Row, index: int, figure: Figure) -> str:
    """The text before a rate: of its line, or the cell before its own, which it fills."""
    if row.kind in {"line", "space"}:
        place = figure.start - row.cells[0].start + row.line.find(row.cells[0].text)
        return fold_words(row.line[max(0, place - _LOOK_BACK) : place])
    alone = index > 0 and row.cells[index].figure is figure
    return fold_words(row.cells[index - 1].text).strip(" *") if alone else ""


def eligible_costs(context: Context) -> tuple[EligibleCost, ...]:
    """The costs that a national share is a part of, by stage: `国庫補助対象経費：要求額のうち23,347千円`."""
    return tuple(cost for row in context.rows if row.kind == "line" for cost in _eligible(context, row))


def _eligible(context: Context, row: Row) -> Iterator[EligibleCost]:
    if not row.cells or _ELIGIBLE.search(row.text) is None:
        return
    text, start, position = row.cells[0].text, row.cells[0].start, 0
    for figure in row.cells[0].figures:
        before, found = text[position : figure.start - start], cite(figure, Unit.YEN)
        if figure.kind is not Kind.MONEY or found is None:
            continue
        position = figure.end - start
        part = _PART_OF.search(fold_words(before))
        moment = None if part is None else context.when(part["label"])
        if part is not None and moment is not None and moment.stage is not None:
            offset = moment.year_offset or 0
            yield EligibleCost(
                label=text_label(part["label"], figure.line), year_offset=offset, stage=moment.stage, cite=found
            )


def decisions(context: Context) -> tuple[Label, ...]:
    """The decisions of the finance division in its own words: `一般事業査定:計上`."""
    found: list[Label] = []
    for row in context.rows:
        if row.kind == "line":
            found.extend(text_label(match[1], row.first_line) for match in _DECISION.finditer(row.text))
    return tuple(found)

"""The numbers of a sheet that no field claims: all of them, and those that may be amounts of money, of staff or of cases."""

from collections.abc import Collection, Container, Iterator

from structurer.checks.proof import lexicon_of
from structurer.checks.proof.cited import CitedText
from structurer.checks.proof.compared import Differences
from structurer.checks.proof.grid import Grid
from structurer.checks.proof.head_fields import CODE_LABEL
from structurer.checks.proof.numbering import column_numbers
from structurer.checks.proof.numerals import STAFF_PRICE
from structurer.checks.proof.parted_text import is_working
from structurer.checks.proof.place import Walker
from structurer.checks.proof.presence import counts_in_notes, worked_out
from structurer.checks.proof.priced import Prices
from structurer.checks.proof.words import KnownWords
from structurer.checks.reading import Reading
from structurer.labels.label import plain
from structurer.sheet.facts import Fact, cites, difference_facts, eligible_facts, rate_facts
from structurer.sheet.model import TABLE_MEASURES, Sheet, Table
from structurer.text import lazy_re as re
from structurer.text.money import fold
from structurer.text.scan import Kind
from structurer.text.source import Figure, Source
from structurer.text.words import squeeze, tidy

_BESIDE = 12  # characters around a figure: `単価` before it or `×5回` behind it, spaces included
_TIMES = re.compile(r"\s*(?:/[^\s\d]{1,3})?\s*[×✕]\s*\d")
_PRICE = re.compile(rf"(?:@|単価:?|{STAFF_PRICE})\s*$")
_COUNTABLE = {Kind.MONEY, Kind.PLAIN, Kind.HEADCOUNT, Kind.PERCENT, Kind.COUNT, Kind.RATIO, Kind.MALFORMED}
_UNEXPLAINED = {Kind.MONEY, Kind.PLAIN, Kind.MALFORMED}
_FILLING = {Kind.HEADCOUNT, Kind.COUNT}
_RATE_WORD = re.compile(r"(?:補助|負担|助成|交付)率[^\d]{0,8}$")
_EACH = re.compile(r"\s*(?:当たり|あたり|につき)")
_NUMBER_OF = re.compile(r"[・*\-○]?[^\d。、:：]{0,8}(?:件|箇所|か所|団体|校|社|台|世帯|人|名|者)数[:：]?$")
_LONGEST_WORD = 32  # characters of the word before a number of cases, spread ones too
_TERM_LINES = 3
"""Lines of terms around one: rate, limit, number, whom it is for."""
_PARTICLE = re.compile(r"[はがのをに、\s]*$")
_VALUE_OF_YEAR = re.compile(r"年度の?(?:実績|目標|見込み?)値?[のはをが]?\s*$")
_AIMED_AT = re.compile(r"\s*とする(?:こと)?を目標")
_WRAPPED_LINES = 2
"""Lines that a sentence about the terms of a subsidy goes on for, before and behind one."""
_PARTED = re.compile(r"[)）]\s*\n|\n\s*(?:[・○*\-(（]|\d|[①-⑳]|\n)|[|\t]")
"""What ends a line or begins another entry, or parts cells: the next line is no longer the same sentence."""
_CODE_BEFORE = re.compile(rf"{CODE_LABEL}[\s|:：]{{0,4}}$")
_PERIOD = re.compile(r"(?:か月|ヶ月|カ月|月|日|年|時間|週間?|分)$")


def unclaimed(reading: Reading) -> tuple[Figure, ...]:
    """Figures with a value that no field cites, in the order of the source."""
    cited = {cite.figure for _, cite in reading.cites}
    return tuple(f for f in reading.source.figures if f.id not in cited and f.kind in _COUNTABLE)


def unexplained(reading: Reading) -> tuple[Figure, ...]:
    """The figures that may be amounts and that no table of the facts claims; a mention in passing explains none.

    In running text only amounts and bare numbers are; a number of staff or of cases that fills a cell, a rate beside its
    word, and a count among the terms of a subsidy belong to a table too.
    """
    return reading.once(_unexplained)


def _unexplained(reading: Reading) -> tuple[Figure, ...]:
    claimed = {fact.cite.figure for fact in (*reading.facts, *loose_facts(reading.sheet))}
    claimed -= _misworded(reading)
    claimed |= _outputs(reading) | row_numbers(reading) | _unit_prices(reading.source) | _codes(reading.source)
    filling = _fill_cells(reading)
    terms = {fact.cite.figure for fact in reading.facts if fact.table is Table.SUBSIDY}
    claimed |= reading.once(derived)
    left = [
        figure
        for figure in reading.source.figures
        if figure.id not in claimed
        and (
            figure.kind in _UNEXPLAINED
            or (figure.kind in _FILLING and figure.id in filling)
            or (figure.kind is Kind.RATIO and _is_rate(reading.source, figure))
            or (figure.kind is Kind.COUNT and _is_among_terms(reading.source, figure, terms))
            or (figure.kind in {*_FILLING, Kind.PERCENT} and _is_told(reading, figure))
        )
    ]
    text = CitedText(reading.source, reading.sheet, {}) if left else None
    explained = set() if text is None else {*worked_out(text, left), *counts_in_notes(text, left)}
    return tuple(figure for figure in left if figure.id not in explained)


def derived(reading: Reading) -> set[str | None]:
    """The uncited figures that are worked out of cited ones and have no field: differences, rates, what staff cost."""
    cited = {fact.cite.figure for fact in reading.facts}
    kinds = {*_UNEXPLAINED, *_FILLING, Kind.PERCENT}
    left = [figure for figure in reading.source.figures if figure.kind in kinds and figure.id not in cited]
    if not left:
        return set()
    uncited = [figure for figure in left if figure.kind not in _FILLING]
    compared = reading.once(_differences).among(uncited)
    priced = Prices(reading.once(_walker), reading.facts).among(left)
    return _worked_out(reading) | {figure.id for figure in (*compared, *priced)}


def _differences(reading: Reading) -> Differences:
    return Differences(reading.once(_walker), reading.facts)


def _walker(reading: Reading) -> Walker:
    words = KnownWords(lexicon_of(reading), reading.sheet.identity.fiscal_year)
    return Walker(Grid(reading.source), words)


def _misworded(reading: Reading) -> set[str | None]:
    """The figures of differences over which other years or stages are printed than those of the two amounts they compare."""
    found = ((one, reading.source.by_id.get(one.cite.figure or "")) for one in reading.sheet.differences)
    return {
        figure.id
        for one, figure in found
        if figure is not None
        and not reading.once(_differences).is_worded(
            figure, (one.year_offset, one.stage), (one.against_offset, one.against_stage)
        )
    }


def _outputs(reading: Reading) -> set[str | None]:
    """The figures of outputs; beside a model those that the second witness calls so too: an output is in no check."""
    outputs = {cite.figure for path, cite in reading.cites if "outputs" in path}
    if reading.witness is None:
        return outputs
    return outputs & {cite.figure for path, cite in cites(reading.witness) if "outputs" in path}


def row_numbers(reading: Reading) -> set[str | None]:
    """The figures of a column that only numbers the rows: one stands before an item's name and is the item's number."""
    return reading.once(_row_numbers)


def _row_numbers(reading: Reading) -> set[str | None]:
    numbers = {
        (item.label.line, tidy(item.number or "").rstrip("."))
        for section in reading.sheet.sections
        for item in section.items
        if item.number
    }
    figures = [figure for figure in reading.source.figures if figure.kind is Kind.PLAIN]
    alone = column_numbers(reading.source)  # one cell a line
    own = {figure.id for figure in figures if (figure.line, fold(figure.printed)) in numbers}
    return {*own, *(figure.id for figure in figures if figure.line in alone)}


def _unit_prices(source: Source) -> set[str | None]:
    """The figures that are the price of one, as a product prints them: `15千円×5回`, `@1,200円`, `単価900円`."""
    found: set[str | None] = set()
    for figure in source.figures:
        if figure.kind is Kind.MONEY:
            before = fold(source.drawn[max(0, figure.start - _BESIDE) : figure.start])
            after = fold(source.drawn[figure.end : figure.end + _BESIDE])
            if _TIMES.match(after) is not None or _PRICE.search(before) is not None:
                found.add(figure.id)
    return found


def _codes(source: Source) -> set[str | None]:
    """The bare numbers in the cell behind the label of a number: 整理番号 | 8728."""
    plain_numbers = (figure for figure in source.figures if figure.kind is Kind.PLAIN and "," not in figure.printed)
    return {
        figure.id
        for figure in plain_numbers
        if _CODE_BEFORE.search(source.drawn[max(0, figure.start - _BESIDE) : figure.start]) is not None
    }


def _worked_out(reading: Reading) -> set[str | None]:
    """The price and the result of what cited staff cost, worked out behind their number."""
    staff = {fact.cite.figure for fact in reading.facts if fact.table is Table.STAFF}
    found: set[str | None] = set()
    for figure in reading.source.figures:
        line = reading.source.lines[figure.line - 1]
        if figure.id in staff and is_working(figure, line.drawn[figure.end - line.start :]):
            found |= {other.id for other in reading.source.by_line[figure.line] if other.start > figure.end}
    return found


def _fill_cells(reading: Reading) -> set[str]:
    """The figures that are all there is in a cell of a table, or behind a label and a colon on a line."""
    cells = (cell for row in reading.geometry.rows for cell in row.filled)
    found = {cell.figure.id for cell in cells if cell.figure is not None}
    last = (figures[-1] for figures in reading.source.by_line.values())
    return found | {figure.id for figure in last if _is_labelled(reading, figure)}


def _is_labelled(reading: Reading, figure: Figure) -> bool:
    """True for the last number of a line that has only the word of a cost or of staff before it: `正職員：0.7人`."""
    line = reading.source.lines[figure.line - 1]
    before, after = line.drawn[: figure.start - line.start], line.drawn[figure.end - line.start :]
    return not after.strip() and squeeze(before).strip("・-*:：") in reading.vocabulary.costs


def _is_told(reading: Reading, figure: Figure) -> bool:
    """True for the persons that a sentence gives of a kind of staff, and for the value that it gives an indicator of a year."""
    line = reading.source.lines[figure.line - 1]
    before, after = (fold(line.drawn[: figure.start - line.start]), fold(line.drawn[figure.end - line.start :]))
    named = reading.vocabulary.cost_at_end.search(_PARTICLE.sub("", before)) if figure.kind is Kind.HEADCOUNT else None
    staff = named is not None and reading.vocabulary.costs.get(plain(named[0])) in TABLE_MEASURES[Table.STAFF]
    return staff or _VALUE_OF_YEAR.search(before) is not None or _AIMED_AT.match(after) is not None


def _is_rate(source: Source, figure: Figure) -> bool:
    line = source.lines[figure.line - 1]
    return _RATE_WORD.search(line.drawn[: figure.start - line.start]) is not None


def _is_among_terms(source: Source, figure: Figure, terms: Collection[str | None]) -> bool:
    """True for a count in one sentence with a cited rate or limit: `補助率1/2以内、上限額1,500千円、17件程度`."""
    each = _EACH.match(source.drawn, figure.end) is not None or _PERIOD.search(figure.printed) is not None
    if not terms or each:
        return False  # 1件当たりの上限額, 6か月以内
    if _is_term_line(source, figure, terms):
        return True
    near = range(figure.line - _WRAPPED_LINES, figure.line + _WRAPPED_LINES + 1)
    others = [found for number in near for found in source.by_line.get(number, ()) if found.id in terms]
    spans = (sorted(((found.start, found.end), (figure.start, figure.end))) for found in others)
    between = (source.drawn[before[1] : after[0]] for before, after in spans)
    return any("。" not in text and _PARTED.search(text) is None for text in between)


def _is_term_line(source: Source, figure: Figure, terms: Container[str | None]) -> bool:
    """True for a number behind its word on a line of its own, among lines of cited terms: 件数: 14件 below 上限額: 300千円."""
    line = source.lines[figure.line - 1]
    before = line.drawn[: figure.start - line.start].lstrip()
    if len(before) > _LONGEST_WORD or _NUMBER_OF.fullmatch(squeeze(before)) is None:
        return False
    for step in (-1, 1):
        for number in range(figure.line + step, figure.line + (_TERM_LINES + 1) * step, step):
            if not 0 < number <= len(source.lines) or not source.lines[number - 1].drawn.strip():
                break
            if any(found.id in terms for found in source.by_line.get(number, ())):
                return True
    return False


def loose_facts(sheet: Sheet) -> Iterator[Fact]:
    """The declared rates, the eligible costs and the differences: they stand in no table."""
    yield from rate_facts(sheet)
    yield from eligible_facts(sheet)
    yield from difference_facts(sheet)

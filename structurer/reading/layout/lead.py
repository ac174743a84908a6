"""Lead lines: the amounts, rate and decision printed in running text beside the project's name."""

import re
from collections.abc import Iterator

from structurer.labels.label import names_year
from structurer.labels.moment import When
from structurer.tables.context import ANOTHER_AMOUNT, Context, cell, cite, heading_above, is_heading, text_label
from structurer.sheet.model import Cell, Cite, EligibleCost, Label, Measure, Stage, TotalLines, TotalRow
from structurer.text.money import fold_words
from structurer.text.rows import Row, TableCell
from structurer.text.scan import Kind
from structurer.text.source import Figure, Unit
from structurer.text.words import tidy

_LABEL = re.compile(
    r"(?:(?:前々年度|前年度|本年度|今年度|来年度|(?:令和|平成)?\s?(?:元|\d{1,2})年度|[RH]\d{1,2}年度)の?\s?)?"
    r"(?:\d{1,2}月)?(?:事業費|当初|復活|追加|調整|補正)?(?:予算)?(?:要求額|予算額|計上額|査定額|内示額|決定額|要求)"
    r"|復活|追加|前年度比|対前年度比|補正額|補正前の?額|補正後の?額|既定予算額|現計予算額"
)
_UNDATED = re.compile(r"[\s\d().、・]*(?P<name>(?:総)?事業費|予算額|所要額|所要経費)[\s:は、]*")
_ALONE = re.compile(r"\s*(?:$|\()")
_PREVIOUS_BESIDE = re.compile(r"\s*\(前年度(?:当初)?予算額?")
_MOST_ROWS_BELOW = 12  # rows between a heading and a lead line: the lines of one short passage
_LOOK_BACK = 48  # characters around a figure: the longest label with year, month and brackets
_LONGEST_ABOVE = 16  # characters of a line above that names another year; a longer one is text
_TAIL = " \t:は、("
_YEARLESS = re.compile(r"(?:当初|事業費|補正)?(?:予算)?予算額|当初予算額")
_BEFORE = re.compile(r"[\s()、。・,/|]*(?:[^\s:]{0,12}(?:査定|処理)\s?:\s?[^\s:]{0,8}\s+)?")  # 一般事業査定:計上 計上額
_LEFT_OPEN = re.compile(r"(?:前々?年度?|昨年度?|当初|補正後|うち\S*|部局\S*|参考\S*)[\s)(:]*$")
_HEADS = frozenset({"事業費", "予算額", "要求額", "予算", "経費"})
_PART_OF = re.compile(r"のうち\s*$")
_NATIONAL = re.compile(
    r"国(?:庫)?(?:費|補助|負担)?(?:率)?\s*[:：]?\s*$"
    r"|国(?:庫|費)?(?:支出金|補助金|負担金)?[^、。()]{0,30}\((?:補助率)?\s*$|国の?補助\($"
)
_ELIGIBLE = re.compile(r"対象経費|対象となる経費|補助対象")
_DECISION = re.compile(
    r"([^\s:：|]{0,12}(?:査定|処理)\s*[:：]\s*(?:一部)?(?:計上|保留|見送り|不計上|別途|ゼロ)[^\s:：|]{0,8})"
)


def totals(context: Context) -> tuple[TotalLines, ...]:
    """Lead lines, grouped under the heading above the first of each run of them."""
    groups: list[tuple[Label | None, list[TotalRow]]] = []
    last = -9
    for position, row in enumerate(context.rows):
        if not any(entry.figures for entry in row.cells):
            continue
        above = context.rows[position - 1].text.strip() if position else ""
        found = [] if _LEFT_OPEN.search(above) is not None and above not in _HEADS else list(_total_rows(context, row))
        if context.is_apart(row.first_line):
            continue
        if found and _of_others(context, position):
            found = [one for one in found if names_year(one.label.text)]
        if not found:
            continue
        if position - last > 1:
            groups.append((_heading(context, position), []))
        groups[-1][1].extend(found)
        last = position
    return tuple(TotalLines(heading=above, rows=tuple(found)) for above, found in groups)


def with_changes(totals: tuple[TotalLines, ...]) -> tuple[TotalLines, ...]:
    """The lead lines, a change with the stage of the amount it is about: the request, else the decision."""
    amounts = [cell for lines in totals for row in lines.rows for cell in row.cells if cell.measure is Measure.AMOUNT]
    stages = {cell.stage for cell in amounts if cell.year_offset == 0}
    if Stage.REQUEST in stages or Stage.APPROVED not in stages:
        return totals
    return tuple(lines.model_copy(update={"rows": tuple(map(_decided, lines.rows))}) for lines in totals)


def _decided(row: TotalRow) -> TotalRow:
    if all(cell.measure is not Measure.CHANGE for cell in row.cells):
        return row
    return row.model_copy(update={"cells": tuple(c.model_copy(update={"stage": Stage.APPROVED}) for c in row.cells)})


def _of_others(context: Context, position: int) -> bool:
    """True where the line above, or the heading, names another year or somebody else's money."""
    filled = (row for row in reversed(context.rows[max(0, position - 3) : position]) if row.filled)
    above = next(filled, None)
    is_label = above is not None and above.kind == "line" and "。" not in above.text
    named = text_label(above.text, above.first_line) if above is not None and is_label else None
    amounts = above is not None and any(figure.is_money for entry in above.cells for figure in entry.figures)
    short = named is not None and len(named.text) <= _LONGEST_ABOVE and not amounts
    heading = heading_above(context.rows, position)
    return (short and context.speaks_of_others(named)) or context.of_others(position, heading)


def _heading(context: Context, position: int) -> Label | None:
    """A short line right above that names the amount (事業費), or a numbered heading."""
    if position > 0:
        text = tidy(context.rows[position - 1].text)
        if text in _HEADS:
            return text_label(text, context.rows[position - 1].first_line)
    above = heading_above(context.rows, position)
    if above is None and "。" in context.rows[position].text:
        above = _enclosing(context, position)
    return None if above is not None and above.line == context.title_line else above


def _enclosing(context: Context, position: int) -> Label | None:
    """The numbered heading that a sentence stands under, a few lines above it."""
    for back in range(position - 1, max(-1, position - _MOST_ROWS_BELOW), -1):
        row = context.rows[back]
        if row.kind != "line":
            return None
        if is_heading(row) and not row.text.strip().startswith(("・", "-")):
            return heading_above(context.rows, back + 1)
    return None


def _total_rows(context: Context, row: Row) -> Iterator[TotalRow]:
    if row.kind != "line":
        return
    text, start = (row.cells[0].text, row.cells[0].start) if row.cells else ("", 0)
    eligible = _ELIGIBLE.search(text) is not None
    position = 0
    if row.cells and not eligible:
        yield from _undated(context, row.cells[0])
    for figure in row.cells[0].figures if row.cells else ():
        before = text[position : figure.start - start]
        if figure.kind is Kind.MONEY:
            position = figure.end - start
            found = None if eligible else _named(before)
            final = (
                ANOTHER_AMOUNT.match(fold_words(text[figure.end - start : figure.end - start + _LOOK_BACK])) is not None
            )
            made = None if found is None or final else _total_row(context, figure, found, text)
            if made is not None:
                yield made


def _undated(context: Context, entry: TableCell) -> Iterator[TotalRow]:
    """The amount of `1 事業費 6,143千円` at the head of a line, dated by the project's other amounts."""
    money = [figure for figure in entry.figures if figure.kind is Kind.MONEY]
    alone = bool(money) and _ALONE.match(_after(entry, money[0])) is not None
    named = _UNDATED.fullmatch(fold_words(entry.text[: money[0].start - entry.start])) if alone else None
    found = cite(money[0], Unit.YEN) if named is not None else None
    dated = None if found is None else context.stage_of(found.value, "")
    if dated is None and bool(money) and "要求" in context.title and _PREVIOUS_BESIDE.match(_after(entry, money[0])):
        dated = (0, Stage.REQUEST)  # a request that prints the budget of the year before beside its amount
    if named is not None and found is not None and dated is not None:
        made = Cell(measure=Measure.AMOUNT, year_offset=dated[0], stage=dated[1], cite=found)
        yield TotalRow(label=text_label(named["name"], found.line or entry.line), cells=(made,))


def _after(entry: TableCell, figure: Figure) -> str:
    return fold_words(entry.text[figure.end - entry.start : figure.end - entry.start + _LOOK_BACK])


def _named(before: str) -> str | None:
    """The label that ends right before a figure and says all of it, None where other words stand beside it."""
    head, name = _labelled(before)
    if name is None or _YEARLESS.fullmatch(name) is not None:
        return None  # 予算額 alone says neither year nor stage
    return name if _BEFORE.fullmatch(head) is not None else None


def _labelled(before: str) -> tuple[str, str | None]:
    """The text before a figure, split where the label that ends right there begins."""
    head = fold_words(before).rstrip(_TAIL)
    last = None
    for match in _LABEL.finditer(head):
        last = match
    if last is None or last.end() != len(head):
        return head, None
    return head[: last.start()], head[last.start() :]


def _total_row(context: Context, figure: Figure, name: str, text: str) -> TotalRow | None:
    change = "前年度比" in name
    moment = When(0, Stage.REQUEST) if change else context.when(name)
    if moment is None:
        return None
    measure = Measure.CHANGE if change else Measure.AMOUNT
    stage = moment.stage
    if stage is None or (name in {"復活", "追加"} and "要求額" not in text):
        return None
    made = cell(figure, measure, 0 if change else moment.year_offset or 0, stage)
    return None if made is None else TotalRow(label=text_label(name, figure.line), cells=(made,))


def national_rates(context: Context) -> tuple[Cite, ...]:
    """The declared rate of the national share: `財源:国1/2`."""
    rates: list[Cite] = []
    for row in context.rows:
        for entry in row.cells if row.kind in {"line", "space"} else ():
            for figure in (figure for figure in entry.figures if figure.kind is Kind.RATIO):
                place = figure.start - row.cells[0].start + row.line.find(row.cells[0].text)
                before = fold_words(row.line[max(0, place - _LOOK_BACK) : place])
                found = cite(figure, Unit.RATIO)
                if found is not None and _NATIONAL.search(before) is not None:
                    rates.append(found)
    return tuple(rates)


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
        name = _PART_OF.sub("", before)
        label = _labelled(name)[1] if name != before else None
        moment = When(None, None) if label is None else context.vocabulary.when(label, context.fiscal_year)
        if label is not None and moment.stage is not None:
            offset = moment.year_offset or 0
            yield EligibleCost(label=text_label(label, figure.line), year_offset=offset, stage=moment.stage, cite=found)


def decisions(context: Context) -> tuple[Label, ...]:
    """The decisions of the finance division in its own words: `一般事業査定:計上`."""
    found: list[Label] = []
    for row in context.rows:
        if row.kind == "line":
            found.extend(text_label(match[1], row.first_line) for match in _DECISION.finditer(row.text))
    return tuple(found)

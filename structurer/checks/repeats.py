"""Rows that count twice: two amounts for one key, and a total carried from page to page among the items."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from structurer.checks import change, costs, funding, sums
from structurer.checks.check import check
from structurer.checks.claim import Observation, observed, shown
from structurer.checks.equation import Equation
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.reading import Reading
from structurer.checks.select import ROLES, row_length
from structurer.labels.label import DETAIL
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure, Table
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

_HEADING_LINES = (
    6  # lines: headings of columns stacked over three lines, with a caption and a blank line; no table above
)
_MOST_SHOWN = 6  # pairs in a working: a table of forty rows under one wrong heading is one line
_PAGE = re.compile(
    r"(?:前|次)(?:ページ|頁|葉)|(?:頁|ページ)計|[Pp]\.?\d+から|(?:前|次)(?:面|項)(?:の|から|より|へ)?(?:計|繰)"
)
_CARRIED = re.compile(r"計|繰|から|より")
_FEWEST = 2  # amounts that a carried total sums up: one alone equals any other item by chance


@check("CMP808", "carried-total-among-items")
def carried(reading: Reading) -> Iterator[Observation]:
    """A total carried over from another page is read as an item.

    Why it matters   It counts the items of the page before once more, and the last total may still be right.
    Inputs           Every item, and the subtotal or the items printed before it.
    Arithmetic       None: an item is not named as carried from or to a page; and none with a word of a sum is as large, in every
                     column, as the subtotal before it or the items before it together.
    What to do       Take the row away; the items of both pages belong to one list.

    日本語
    前のページから繰り越した計が、細事業として読まれている。
    前ページの細事業を二重に数えることになり、最後の合計はそれでも合うことがある。細事業の名が「前ページ計」などの繰越でないか、
    「計」「繰」などの語のある細事業の額が、すべての列で直前の小計やそれまでの細事業の和と等しくないかを見る。
    その行を除く。両ページの細事業は一つの表である。
    """
    before: dict[tuple[str, int, str], list[Fact]] = defaultdict(list)
    subtotals: list[dict[tuple[str, int, str], Fraction]] = []
    seen = False
    for number, section in enumerate(reading.sheet.sections):
        for place, item in enumerate(section.items):
            own = tuple(e for e in reading.under("sections", number, "items", place) if e.measure is Measure.AMOUNT)
            if own and _is_carried(squeeze(item.label.text), own, before, subtotals):
                seen = True
                yield observed(item.label.text, own, ClaimOutcome.FAILS, ", ".join(map(shown, own)))
            for fact in own:
                before[fact.column].append(fact)
        for place in range(len(section.totals)):
            cells = reading.under("sections", number, "totals", place)
            subtotals.append({fact.column: fact.cite.value for fact in cells if fact.measure is Measure.AMOUNT})
    if before and not seen:
        yield observed("", (), ClaimOutcome.HOLDS, f"{sum(map(len, before.values()))} ✓")


def _is_carried(
    name: str,
    own: tuple[Fact, ...],
    before: dict[tuple[str, int, str], list[Fact]],
    subtotals: list[dict[tuple[str, int, str], Fraction]],
) -> bool:
    """True for the name of a total of another page, or a word of a sum with the amounts of one."""
    if _PAGE.search(name) is not None:
        return True
    if _CARRIED.search(name) is None or not any(fact.cite.value for fact in own):
        return False
    printed = {fact.column: fact.cite.value for fact in own}
    if subtotals and subtotals[-1] == printed:
        return True
    summed = {column: before.get(column, []) for column in printed}
    return all(
        len(parts) >= _FEWEST and sum((e.cite.value for e in parts), Fraction(0)) == printed[column]
        for column, parts in summed.items()
    )


@check("CMP809", "two-amounts-for-one-key")
def one_key(reading: Reading) -> Iterator[Observation]:
    """Two different amounts have the same row, measure, year and stage.

    Why it matters   One of two columns 要求額 and 要望額 is not what its heading was taken for, and either may be exported.
    Inputs           The amounts of one row; and rows of one table with the same name.
    Arithmetic       Equal amounts may be printed twice, on the next page too. Columns whose headings name who decides (部長, 知事)
                     are two; rows that one sum adds up are two.
    What to do       Look at the headings of both columns, or at both rows, and correct the field that is another amount.

    日本語
    同じ行・項目・年度・段階に、異なる二つの金額がある。
    要求額と要望額の二つの列のうち一方は、見出しの読み違いかもしれず、どちらが出力されるか分からない。一つの行の中と、同じ表の同じ名の
    行どうしについて、項目・年度・段階が同じで額の違うものがないかを見る。等しい額の再掲、査定者(部長・知事など)の異なる列、
    一つの和に含まれる二つの行は除く。二つの列の見出しや二つの行を見て、別の額である方の項目を直す。
    """
    found: dict[tuple[object, ...], list[tuple[Fact, ...]]] = defaultdict(list)
    for facts in (*_in_row(reading), *_in_table(reading)):
        found[facts[0].path[:2], facts[0].column].append(facts)
    for doubled in found.values():  # one finding for two columns, whatever the number of rows
        pairs = [" ≠ ".join(map(shown, facts)) for facts in doubled[:_MOST_SHOWN]]
        rest = f" … ×{len(doubled)}" if len(doubled) > _MOST_SHOWN else ""
        every = tuple(fact for facts in doubled for fact in facts)
        yield observed(every[0].row, every, ClaimOutcome.FAILS, ", ".join(pairs) + rest)
    if reading.facts and not found:
        yield observed("", (), ClaimOutcome.HOLDS, f"{len(reading.facts)} ✓")


def _in_row(reading: Reading) -> Iterator[tuple[Fact, ...]]:
    """The amounts of a row with one key and several values."""
    cells: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.measure is not Measure.BREAKDOWN and "cells" in fact.path:
            cells[fact.path[: row_length(fact)], fact.column].append(fact)
    for facts in cells.values():
        if _differ(facts) and not _are_deciders(reading, facts):
            yield tuple(facts)


def _in_table(reading: Reading) -> Iterator[tuple[Fact, ...]]:
    """The amounts of rows of one name in one table with one key and several values, where no sum adds both up."""
    rows: dict[tuple[object, ...], dict[SheetPath, Fact]] = defaultdict(dict)
    for fact in reading.facts:
        listed = fact.table is Table.FUNDING and DETAIL.search(fact.section) is not None
        summed = fact.path[0] == "sections" and reading.vocabulary.is_total(
            fact.row
        )  # each 小計 is held by its own sum
        if fact.is_money and "cells" in fact.path and not listed and not summed:
            rows[fact.path[:3], squeeze(fact.row), fact.column].setdefault(fact.path[:4], fact)
    doubled = [tuple(found.values()) for found in rows.values() if len(found) > 1 and _differ(list(found.values()))]
    added = _added(reading) if doubled else []
    for facts in doubled:
        paths = {fact.path for fact in facts}
        if not any(paths <= terms for terms in added):
            yield facts


def _differ(facts: list[Fact]) -> bool:
    return len({fact.cite.value for fact in facts}) > 1


def _added(reading: Reading) -> list[set[SheetPath]]:
    """The terms of each sum that holds."""
    checks = (sums.section_total, sums.grand_total, funding.part_requests, costs.supplement, change.difference)
    claims = (pair for found in checks for pair in found.run(reading))
    return [
        {term.fact.path for term in claim.terms}
        for claim, result in claims
        if isinstance(claim, Equation) and result.outcome is ClaimOutcome.HOLDS
    ]


def _are_deciders(reading: Reading, facts: list[Fact]) -> bool:
    """True where the headings of the table name who decides, all of the amounts' columns but one."""
    first = reading.first_lines.get(facts[0].path[:2], 1)
    heads = (squeeze(reading.source.lines[line - 1].drawn) for line in range(max(1, first - _HEADING_LINES), first))
    return len({word for head in heads for word in ROLES if word in head}) >= len(facts) - 1

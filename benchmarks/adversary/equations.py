"""Group F: sheets whose sums do not hold, in the equations that are easily never asked."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.attack import Maker, Pair, last, pair, table
from benchmarks.adversary.ordinary import (
    FUNDING_HEADINGS,
    ITEM_HEADINGS,
    Frame,
    cell,
    costs,
    full_sheet,
    funding,
    item_sheet,
    items,
    lead,
    money,
    sheet,
)
from benchmarks.adversary.sheet import MadeCell, MadeLines, MadeSheet, MadeTable, Meaning

_CARRIED = (
    "前ページ計", "前頁計", "前頁より繰越", "前ページからの計", "前葉計", "頁計繰越", "前ページより",
    "繰越計（前頁）", "（前ページの計）", "P{n}からの合計", "前面計", "前項計",
)  # fmt: skip


def changed(made: MadeCell, by: int) -> MadeCell:
    """A cell whose amount is another."""
    number = made.number + by
    return replace(made, text=money(int(number)), number=number)


def _nudge(row: list[MadeCell], first: int, second: int, by: int) -> None:
    """Move an amount between two cells of a row: their sum stays."""
    row[first], row[second] = changed(row[first], by), changed(row[second], -by)


def _step(rng: Random) -> int:
    return rng.choice((-1, 1)) * rng.randint(1, 9) * rng.choice((1, 10))


def _two_tables(rng: Random, style: str, *, total: bool) -> Pair:
    """Sources that do not add up to the cost of their stage in another table; with or without a total of their own."""
    frame = Frame.draw(rng)
    first, second = costs(frame), funding(frame, stages=("request",))
    first.heading, second.heading = "事業費", rng.choice(FUNDING_HEADINGS)
    if not total:
        second.drop(1)
    twin = sheet(frame, first, second, style=style)
    attack, made = pair(twin, undecided=True)
    row, by = last(attack).rows[0], abs(_step(rng)) * 20
    row[-1] = changed(row[-1], by)
    if total:
        row[1] = changed(row[1], by)
    return made


def _shift_items(made: MadeTable, column: int, by: int) -> None:
    """Another amount for one item, and for the total: the table itself still adds up."""
    for row in (made.rows[0], made.rows[-1]):
        row[column] = changed(row[column], by)


def _items(rng: Random, style: str, *, stage: str) -> Pair:
    """Items that add up to another amount than their stage has in the table of sources; never less than it may."""
    twin = full_sheet(rng, style, stages=(stage,) if stage == "request" else ("request", stage))
    attack, made = pair(twin, undecided=True)
    _shift_items(last(attack), -1 + len(last(attack).leaves), rng.randint(1, 99) * 10)
    return made


def _product(rng: Random, style: str) -> Pair:
    """単価×数 with a result that it does not have."""
    frame = Frame.draw(rng)
    own = items(frame, stages=("request",))
    number, count = rng.choice((10, 20, 30, 40, 50)), rng.randint(3, 9)
    extra = [MadeCell(words.items(rng, 1)[0] + "謝金")]
    extra.append(cell(number * count, Meaning("item", extra[0].text, "amount", 0, "request")))
    own.rows.insert(0, extra)
    own.rows[-1][1] = changed(own.rows[-1][1], number * count)
    texts = [
        f"{number}千円×{count}回={money(number * count)}千円",
        *(f"{words.filled(rng, '{thing}の{doing}')}を行う。" for _ in own.rows[2:]),
        "",
    ]
    own.insert(2, "積算", [*map(MadeCell, texts)])
    twin = sheet(frame, own, style=style)
    twin.optional = frozenset(("", Decimal(one)) for one in (number * 1000, number * count * 1000, count))
    attack, made = pair(twin, undecided=True)
    wrong = count + rng.choice((-2, -1, 1, 2))
    table(attack).rows[0][2] = MadeCell(texts[0].replace(f"×{count}回", f"×{wrong}回"))
    return made


def _across(rng: Random, style: str) -> Pair:
    """Cost in one table, staff and their total in another."""
    frame = Frame.draw(rng)
    first, second = funding(frame, stages=("previous", "request")), costs(frame)
    first.heading, second.heading = rng.choice(FUNDING_HEADINGS), "人件費を含むコスト"
    second.drop(1)
    twin = sheet(frame, first, second, style=style)
    attack, made = pair(twin, undecided=True)
    row = rng.choice(last(attack).rows)
    row[-1] = changed(row[-1], _step(rng))
    return made


def _carried(rng: Random, style: str) -> Pair:
    """The total of the page before stands among the items."""
    frame = Frame.draw(rng)
    own = items(frame, stages=("request",), count=4)
    own.heading = rng.choice(ITEM_HEADINGS)
    twin = sheet(frame, own, style=style)
    attack, made = pair(twin)
    first = table(attack)
    second = MadeTable([list(first.header[0])], first.rows[2:], caption=first.caption)
    carried = sum((row[1].number for row in first.rows[:2]), Decimal(0))
    subtotal = cell(int(carried), Meaning("total", "小計", "amount", 0, "request"))
    first.rows = [*first.rows[:2], [MadeCell("小計"), subtotal]]
    second.rows.insert(0, [MadeCell(words.drawn(rng, _CARRIED)), MadeCell(money(int(carried)))])
    attack.optional = frozenset({("total", carried * 1000)})
    attack.blocks += [MadeLines([rng.choice(("次ページへ続く", "（次頁へ）", "- 1 -"))]), second]
    return made


def _difference(rng: Random, style: str) -> Pair:
    """The row of differences is wrong for two sources and right in sum."""
    frame = Frame.draw(rng)
    own = funding(frame, stages=("previous", "request"))
    before, now = own.rows
    gaps = [int(b.number - a.number) for a, b in zip(before[1:], now[1:], strict=True)]
    own.rows.append([MadeCell(rng.choice(("増減", "比較", "差引"))), *(MadeCell(_signed(gap)) for gap in gaps)])
    twin = sheet(frame, own, style=style)
    attack, made = pair(twin, undecided=True)
    first, second = rng.sample(range(1, len(gaps)), 2)
    by = _step(rng)
    wrong = [gap + (by if n == first else -by if n == second else 0) for n, gap in enumerate(gaps)]
    table(attack).rows[-1][1:] = [MadeCell(_signed(gap)) for gap in wrong]
    twin.optional = attack.optional = frozenset(("", Decimal(gap * 1000)) for gap in gaps)
    return made


def _signed(number: int) -> str:
    return money(number) if number >= 0 else f"▲{money(-number)}"


def _changes(rng: Random, style: str) -> Pair:
    """The column of changes is wrong for two items and right in sum."""
    frame = Frame.draw(rng)
    own = items(frame, stages=("request", "previous"), count=3)
    gaps = [int(row[1].number - row[2].number) for row in own.rows]
    own.insert(3, rng.choice(("増減", "増減額", "比較")), _changed_cells(own, gaps))
    twin = sheet(frame, own, style=style)
    attack, made = pair(twin, undecided=True)
    by = _step(rng)
    wrong = [gaps[0] + by, gaps[1] - by, *gaps[2:]]
    for row, made_cell in zip(table(attack).rows, _changed_cells(own, wrong), strict=True):
        row[3] = made_cell
    return made


def _changed_cells(own: MadeTable, gaps: list[int]) -> list[MadeCell]:
    tables = ["item"] * (len(gaps) - 1) + ["total"]
    return [
        MadeCell(_signed(gap), Meaning(kind, row[0].text, "change", 0, "request"), Decimal(gap))
        for kind, row, gap in zip(tables, own.rows, gaps, strict=True)
    ]


def _lead(rng: Random, style: str, *, wrong: Callable[[int], str]) -> Pair:
    """The line beside the name says another amount than the tables."""
    frame = Frame.draw(rng)
    own = items(frame, stages=("request", "previous"))
    own.heading = rng.choice(ITEM_HEADINGS)
    twin = sheet(frame, lead(frame), own, style=style)
    attack, made = pair(twin, undecided=True)
    block = attack.blocks[0]
    number = rng.choice((frame.request, frame.previous))
    if isinstance(block, MadeLines):
        block.lines = [block.lines[0].replace(f"{money(number)}千円", wrong(number))]
    return made


def _twice(rng: Random, style: str) -> Pair:
    """Two tables print the same row with other sources, the totals alike."""
    frame = Frame.draw(rng)
    own = funding(frame, stages=("previous", "request"))
    own.heading = rng.choice(FUNDING_HEADINGS)
    twin = sheet(frame, own, style=style)
    attack, made = pair(twin, undecided=True)
    again = attack.copy().tables[0]
    row = rng.choice(again.rows)
    first, second = rng.sample(range(2, len(row)), 2)
    _nudge(row, first, second, _step(rng))
    again.heading = "要求額の財源内訳"
    attack.blocks.append(again)
    return made


def _subtotal(rng: Random, style: str) -> Pair:
    """A subtotal is wrong, the total right."""
    frame = Frame.draw(rng)
    own = items(frame, stages=("request",), count=4)
    half = sum((row[1].number for row in own.rows[:2]), Decimal(0))
    own.rows.insert(2, [MadeCell("小計"), cell(int(half), Meaning("total", "小計", "amount", 0, "request"))])
    rest = sum((row[1].number for row in own.rows[3:5]), Decimal(0))
    own.rows.insert(5, [MadeCell("小計"), cell(int(rest), Meaning("total", "小計", "amount", 0, "request"))])
    twin = sheet(frame, own, style=style)
    attack, made = pair(twin, undecided=True)
    number = rng.choice((2, 5))
    table(attack).rows[number][1] = changed(table(attack).rows[number][1], _step(rng))
    return made


def _compensated(rng: Random, style: str) -> Pair:
    """A source is wrong in one row: the row's own sum, nothing else."""
    twin = full_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    row = rng.choice(table(attack).rows)
    column = rng.randrange(2, len(row))
    row[column] = changed(row[column], _step(rng))
    return made


def _no_total(rng: Random, style: str) -> Pair:
    """Items without a total that exceed the request in the table of sources."""
    twin = full_sheet(rng, style)
    del last(twin).rows[-1]
    attack, made = pair(twin, undecided=True)
    row = rng.choice(last(attack).rows)
    row[1] = changed(row[1], rng.randint(1, 99) * 10)
    return made


def _slip(number: int) -> str:
    return f"{money(number)}円"


def _other(number: int) -> str:
    return f"{money(number + 40)}千円"


def _ten(number: int) -> str:
    return f"{money(number * 10)}千円"


def _item_previous(rng: Random, style: str) -> Pair:
    """Last year's items exceed last year's budget."""
    return _items(rng, style, stage="previous")


def _one_item(rng: Random, style: str) -> Pair:
    """An item's amount is wrong; the total is right."""
    twin: MadeSheet = item_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    row = rng.choice(table(attack).rows[:-1])
    column = rng.choice(table(attack).columns())
    row[column] = changed(row[column], _step(rng))
    return made


ATTACKS: dict[str, Maker] = {
    "F sources against the cost": partial(_two_tables, total=False),
    "F sources and total against the cost": partial(_two_tables, total=True),
    "F items above the request": partial(_items, stage="request"),
    "F items against the decision": partial(_items, stage="approved"),
    "F items above last year's budget": _item_previous,
    "F items without a total": _no_total,
    "F item against its total": _one_item,
    "F source against its total": _compensated,
    "F wrong subtotal": _subtotal,
    "F product": _product,
    "F cost and staff in two tables": _across,
    "F page carried forward": _carried,
    "F row of differences": _difference,
    "F column of changes": _changes,
    "F lead amount": partial(_lead, wrong=_other),
    "F lead amount in another unit": partial(_lead, wrong=_slip),
    "F lead amount tenfold": partial(_lead, wrong=_ten),
    "F same row twice": _twice,
}

"""Group A: headings that stand elsewhere than their amounts, mean less than they seem to, or are not understood."""

from decimal import Decimal
from functools import partial
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.attack import Maker, Pair, last, pair, table
from benchmarks.adversary.drawing import LOSE, STYLES, lead_lines, on_screen, width
from benchmarks.adversary.ordinary import (
    SOURCES,
    Frame,
    cell,
    full_sheet,
    funding,
    funding_sheet,
    item_sheet,
    items,
    money,
    sheet,
    table_sheet,
)
from benchmarks.adversary.sheet import MadeCell, MadeLines, MadeSheet, MadeTable, Meaning

_GROUPS = ("財源内訳", "左の財源内訳", "財源の内訳")
_REMARKS = (
    "(国費)", "(県費分)", "(一般財源)", "({n}か年計)", "({n}年間の合計)", "(件)", "(1件当たり)", "(1人当たり)", "(うち新規分)",
    "(うち{office}分)", "(上半期)", "({m}月以降分)", "({n}か月分)", "(累計)", "(国への要望分)", "({city}分)", "({pref}分)",
    "(減額分)", "(内数)", "({thing}分を除く)", "(単価)", "(平均)", "(債務負担分)", "(翌年度分)", "（{body}分）", "（うち{thing}）",
    "【{office}】", "（市町村負担）", "(増加分)",
)  # fmt: skip
_BEFORE = (
    "{n}年前の", "他県の", "{pref}の", "{city}の", "{body}の", "{office}の", "見直し前の", "取り下げた",
    "不採択となった", "類似事業の", "前回の",
    "{thing}事業の", "{n}か年の", "過去の", "将来の", "例年の", "試算による", "架空の", "国の", "廃止した事業の",
)  # fmt: skip
_AFTER = (
    "から国費を減じた額", "に占める一般財源", "の前年度比", "に対する不足額", "の{n}か年平均", "を上回る額",
    "のうち人件費", "の残額", "の{n}割",
    "の増加分", "から{thing}分を除いた額", "との差額", "の{n}倍", "のうち{office}分", "の執行残", "の組替額",
    "に加算する額", "に含まれない額",
)  # fmt: skip
_UNKNOWN = (
    "裁量枠", "仕分額", "積上額", "登載額", "配分枠", "按分額", "留保枠", "充当残", "標準額", "調定額", "示達額",
    "仮置額", "参酌額", "補整額",
)  # fmt: skip
_DOUBLED = (
    "要求額(一般財源)", "要求額（うち一財）", "要求額(県費)", "要求額", "要望額", "見積額", "要求額（県単）",
    "要求額(特定財源を除く)", "要求額②",
)  # fmt: skip


def _grouped(made: MadeTable, group: str, *, general: str = "inside") -> None:
    """Put the sources under a group, in two lines of headings; the general fund in it, after it or before it."""
    if general == "before":
        made.move(-1, 2)
    names = made.header[0]
    outside = {"inside": (), "after": (len(names) - 1,), "before": (2,)}[general]
    upper = {0, 1, *outside}
    first = min(set(range(len(names))) - upper)
    made.header = [
        [name if j in upper else group if j == first else "" for j, name in enumerate(names)],
        ["" if j in upper else name for j, name in enumerate(names)],
    ]


def _empty_source(made: MadeTable, rng: Random) -> None:
    """Put a source in that has no amounts, before the general fund."""
    free = [name for name, _ in SOURCES if name not in made.leaves]
    at = rng.randint(2, len(made.leaves) - 1)
    made.insert(at, rng.choice(free), [MadeCell("") for _ in made.rows])


def _lost(attack: MadeSheet) -> None:
    """Where a drawing drops empty cells, the places are lost."""
    attack.undecided = attack.style in LOSE


def _empty_in_group(rng: Random, style: str) -> Pair:
    twin = funding_sheet(rng, style)
    group = rng.choice(_GROUPS)
    attack, made = pair(twin)
    _grouped(table(twin), group)
    _empty_source(table(attack), rng)
    _grouped(table(attack), group)
    _lost(attack)
    return made


def _outside(rng: Random, style: str, *, general: str) -> Pair:
    twin = funding_sheet(rng, style)
    attack, made = pair(twin)
    group = rng.choice(_GROUPS)
    _grouped(table(twin), group)
    _grouped(table(attack), group, general=general)
    if general == "after":  # before the group there is one order only, whatever is dropped
        _lost(attack)
    return made


def _outside_and_empty(rng: Random, style: str) -> Pair:
    twin = funding_sheet(rng, style)
    attack, made = pair(twin)
    group = rng.choice(_GROUPS)
    _grouped(table(twin), group)
    _empty_source(table(attack), rng)
    _grouped(table(attack), group, general="after")
    _lost(attack)
    return made


def _short_row(rng: Random, style: str) -> Pair:
    twin = funding_sheet(rng, style)
    attack, made = pair(twin)
    _empty_source(table(attack), rng)
    _lost(attack)
    return made


def _drifted(rng: Random, style: str) -> Pair:
    """An amount stands between two headings, as much under the one as under the other."""
    style = style if style.startswith("aligned") else "aligned right"
    twin = funding_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    at = rng.randint(2, len(own.leaves) - 1)
    free = [name for name, _ in SOURCES if name not in own.leaves]
    own.insert(at, rng.choice(free), [MadeCell("") for _ in own.rows])
    places, lines = on_screen(own), STYLES[style](own)
    middle = sum(places[at]) + own.gap // 2
    for number, row in enumerate(own.rows, 1):
        text = ""
        for column, one in enumerate(row):
            start, room = places[column]
            start += room - width(one.text) if column and style != "aligned left" else 0
            start = middle - width(one.text) // 2 if column == at + 1 else start
            text += " " * (start - width(text)) * bool(one.text) + one.text
        lines[number] = text
    attack.blocks = [MadeLines([*lead_lines(own), *lines])]
    return made


def _one_short_row(rng: Random, style: str) -> Pair:
    """One row has an empty source, the others have none: its amount goes to the general fund."""
    twin = funding_sheet(rng, style)
    attack, made = pair(twin)
    row = rng.choice(table(attack).rows)
    at = rng.randint(2, len(row) - 2)
    whole = row[at].number + row[-1].number
    row[-1] = MadeCell(money(int(whole)), row[-1].meaning, whole)
    row[at] = MadeCell("")
    _lost(attack)
    return made


def _transposed(rng: Random, style: str) -> Pair:
    """Sources as rows, stages as columns; a source that had nothing the year before."""
    frame = Frame.draw(rng)
    flat = funding(frame, stages=("previous", "request"))
    names = flat.header[0]
    rows = []
    for column in range(1, len(names)):
        cells = [row[column] for row in flat.rows]
        meant = [c.meaning and c.meaning._replace(row=names[column]) for c in cells]
        rows.append(
            [MadeCell(names[column]), *(MadeCell(c.text, m, c.number) for c, m in zip(cells, meant, strict=True))]
        )
    twin = sheet(frame, MadeTable([["区分", *(row[0].text for row in flat.rows)]], rows), style=style)
    attack, made = pair(twin)
    own = table(attack).rows
    chosen, rest = rng.sample(range(1, len(own)), 2)
    own[rest][1] = _sum(own[rest][1], own[chosen][1])
    own[chosen][1] = MadeCell("")
    _lost(attack)
    return made


def _sum(first: MadeCell, second: MadeCell) -> MadeCell:
    whole = first.number + second.number
    return MadeCell(money(int(whole)), first.meaning, whole)


def _stages_stacked(rng: Random, style: str) -> Pair:
    """One stage stands a line lower than the others."""
    if style == "one cell a line":
        style = "trimmed tabs"  # one below the other, headings have no second line
    twin = item_sheet(
        rng, style, stages=rng.choice((("request", "previous", "approved"), ("previous", "request", "approved")))
    )
    attack, made = pair(twin)
    own = table(attack)
    low = rng.randint(1, 3)
    names = own.header[0]
    own.header = [
        ["" if j == low else name for j, name in enumerate(names)],
        [name if j == low else "" for j, name in enumerate(names)],
    ]
    if low < len(names) - 1:  # the last one stays the last, whatever is dropped
        _lost(attack)
    return made


def _year_over_stages(rng: Random, style: str) -> Pair:
    """The year stands once, over the stages of it."""
    frame = Frame.draw(rng)
    frame.dated = True
    flat = items(frame, stages=("previous", "request", "approved") if rng.random() < 0.5 else ("previous", "request"))
    for row in flat.rows:
        before = row[1]
        number = before.number - (before.number // 20 if row is not flat.rows[-1] else 0)
        meant = before.meaning and before.meaning._replace(stage="settled")
        row.insert(2, MadeCell(money(int(number)), meant, number))
    settled = sum((row[2].number for row in flat.rows[:-1]), Decimal(0))
    flat.rows[-1][2] = MadeCell(money(int(settled)), flat.rows[-1][2].meaning, settled)
    own = words.era(frame.year)
    past, now = (
        rng.choice(forms) for forms in ((f"令和{own - 1}年度", f"R{own - 1}年度"), (f"令和{own}年度", f"R{own}年度"))
    )
    low = ["当初予算額", "決算額", "要求額", "査定額"][: len(flat.rows[0]) - 1]
    years = [past, past, now, now][: len(low)]
    flat.header = [[flat.header[0][0], *(year + stage for year, stage in zip(years, low, strict=True))]]
    twin = sheet(frame, flat, style=style)
    attack, made = pair(twin)
    groups = [year if j in {0, 2} else "" for j, year in enumerate(years)]
    table(attack).header = [[flat.header[0][0], *groups], ["", *low]]
    _lost(attack)
    return made


def _year_over_one(rng: Random, style: str) -> Pair:
    """前年度 over 要求額: last year's request, not last year's budget."""
    twin = item_sheet(rng, style, stages=("previous", "request"))
    attack, made = pair(twin)
    own = table(attack)
    first, second = rng.choice((("前年度", "本年度"), ("前年度", "当年度")))
    own.header = [[own.header[0][0], first, second], ["", "要求額", "要求額"]]
    own.remean(1, stage="request")
    return made


def _owner_group(rng: Random, style: str) -> Pair:
    twin = item_sheet(rng, style, stages=("request", "previous"))
    attack, made = pair(twin, undecided=True)
    names = table(twin).header[0]
    for made_sheet, group in (
        (twin, "予算額"),
        (attack, words.drawn(rng, ("{pref}", "{city}", "{body}", "他県", "{office}"))),
    ):
        table(made_sheet).header = [[names[0], group, ""], ["", *names[1:]]]
    return made


def _doubled(rng: Random, style: str) -> Pair:
    """A second column for what the first one says already."""
    twin = item_sheet(rng, style, stages=("request",))
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    halves = [row[1].number // 2 for row in own.rows[:-1]]
    own.insert(2, rng.choice(_DOUBLED), [MadeCell(money(int(n))) for n in (*halves, sum(halves))])
    return made


def _worded(rng: Random, style: str, *, where: str) -> Pair:
    """A heading with words beside it that make it another amount."""
    twin = table_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    column = rng.choice(own.columns()) if own.header[0][0] != "区分" else 1  # 国庫支出金(国費) would be no lie
    name = own.leaves[column]
    said = words.drawn(rng, {"before": _BEFORE, "after": _AFTER, "remark": _REMARKS}[where])
    own.head(column, said + name if where == "before" else name + said)
    return made


def _unknown(rng: Random, style: str, *, names: tuple[str, ...]) -> Pair:
    """A column of amounts that no vocabulary has, or that has no heading at all."""
    twin = item_sheet(rng, style, stages=("request", "previous"))
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    numbers = [rng.randint(12, 900) * 10 for _ in own.rows[:-1]]
    own.insert(rng.randint(1, 3), rng.choice(names), [MadeCell(money(n)) for n in (*numbers, sum(numbers))])
    return made


def _share(rng: Random, style: str) -> Pair:
    """A column of percentages among the amounts."""
    twin = item_sheet(rng, style, stages=("previous", "request"))
    attack, made = pair(twin)
    shares = [f"{rng.randint(801, 1299) / 10}" for _ in table(attack).rows]
    mark = rng.choice(("", "%"))
    table(attack).insert(
        rng.choice((2, 3)), rng.choice(("増減率(%)", "前年度比(%)", "伸び率(%)")), [MadeCell(s + mark) for s in shares]
    )
    return made


def _numbers(rng: Random, style: str) -> Pair:
    """A column of numbers before the names; the total has none."""
    twin = item_sheet(rng, style)
    attack, made = pair(twin)
    count = len(table(attack).rows) - 1
    order = rng.sample(range(1, count + 1), count)
    table(attack).insert(
        0, rng.choice(("順位", "番号", "優先順位")), [*(MadeCell(str(n)) for n in order), MadeCell("")]
    )
    return made


def _swapped(rng: Random, style: str) -> Pair:
    """Two sources change places with their amounts: the heading decides, not the habit."""
    twin = full_sheet(rng, style)
    attack, made = pair(twin)
    own = table(attack)
    first, second = rng.sample(range(1, len(own.header[0])), 2)
    own.exchange(first, second)
    return made


def _moved_headings(rng: Random, style: str) -> Pair:
    """Two sources' headings change places, the amounts stay: each amount is now the other's."""
    twin = funding_sheet(rng, style)
    attack, made = pair(twin)
    own = table(attack)
    first, second = rng.sample(range(2, len(own.header[0])), 2)
    names = own.header[0]
    measures = [row_meaning(own, column).measure for column in (first, second)]
    names[first], names[second] = names[second], names[first]
    own.remean(first, measure=measures[1])
    own.remean(second, measure=measures[0])
    return made


def row_meaning(own: MadeTable, column: int) -> Meaning:
    """The meaning of a column's first amount."""
    return next(meaning for row in own.rows if (meaning := row[column].meaning) is not None)


def _part_column(rng: Random, style: str) -> Pair:
    """A column うち国庫 beside the request: a part of it, no other stage."""
    twin = item_sheet(rng, style, stages=("request",))
    attack, made = pair(twin, undecided=True)
    halves = [row[1].number // 4 for row in table(attack).rows[:-1]]
    name = words.drawn(
        rng,
        ("うち{thing}費", "左のうち国費", "うち委託料", "うち{office}分", "内数", "（うち新規）", "うち前年度繰越分"),
    )
    table(attack).insert(2, name, [MadeCell(money(int(n))) for n in (*halves, sum(halves))])
    return made


def _late_total(rng: Random, style: str) -> Pair:
    """The total stands after its sources, and one source is empty."""
    twin = funding_sheet(rng, style)
    table(twin).move(1, len(table(twin).leaves))
    table(twin).header[0][-1] = rng.choice(("計", "合計"))
    attack, made = pair(twin)
    free = [name for name, _ in SOURCES if name not in table(attack).leaves]
    table(attack).insert(
        rng.randint(1, len(table(attack).leaves) - 2), rng.choice(free), [MadeCell("") for _ in table(attack).rows]
    )
    _lost(attack)
    return made


def _stray_heading(rng: Random, style: str) -> Pair:
    """The heading line names a source less or more than the rows have amounts."""
    twin = funding_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    own = last(attack)
    if rng.random() < 0.5:
        column = rng.randint(2, len(own.leaves) - 1)
        own.header[0] = [*own.header[0][:column], *own.header[0][column + 1 :], ""]
    else:
        number = rng.randint(12, 99) * 10
        for row in own.rows:
            row.insert(rng.randint(2, len(row) - 1), cell(number, Meaning("funding", None, "other", 0, "request")))
        own.header[0].append("")
    return made


ATTACKS: dict[str, Maker] = {
    "A empty source under a group": _empty_in_group,
    "A general fund after its group": partial(_outside, general="after"),
    "A general fund before its group": partial(_outside, general="before"),
    "A general fund outside, empty source": _outside_and_empty,
    "A empty source": _short_row,
    "A amount between two headings": _drifted,
    "A empty source in one row": _one_short_row,
    "A transposed, empty cell": _transposed,
    "A total last, empty source": _late_total,
    "A stages on two lines": _stages_stacked,
    "A year over stages": _year_over_stages,
    "A year over request": _year_over_one,
    "A other owner over columns": _owner_group,
    "A two columns, one key": _doubled,
    "A words before heading": partial(_worded, where="before"),
    "A words after heading": partial(_worded, where="after"),
    "A remark in heading": partial(_worded, where="remark"),
    "A part as column": _part_column,
    "A unknown heading": partial(_unknown, names=_UNKNOWN),
    "A no heading": partial(_unknown, names=("",)),
    "A share as column": _share,
    "A numbers as column": _numbers,
    "A columns exchanged": _swapped,
    "A headings exchanged": _moved_headings,
    "A heading too few or too many": _stray_heading,
}

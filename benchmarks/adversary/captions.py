"""Group B: units in other drawings, of other kinds, of other tables, for one column, one row, one cell."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.attack import Maker, Pair, append, insert, last, pair, table
from benchmarks.adversary.ordinary import (
    CAPTIONS,
    FUNDING_HEADINGS,
    Frame,
    costs,
    funding,
    funding_sheet,
    indicators,
    item_sheet,
    items,
    sheet,
    table_sheet,
)
from benchmarks.adversary.sheet import MadeCell, MadeSheet, MadeTable

_UNITS = (("百万円", 1_000_000), ("円", 1), ("万円", 10_000), ("十万円", 100_000), ("億円", 100_000_000))
_DRAWN = (
    "【単位：{0}】", "〔単位：{0}〕", "［単位：{0}］", "＜単位：{0}＞", "《単位：{0}》", "「単位：{0}」", "単位：{0}",
    "単位　{0}", "(単位 {0})", "※単位：{0}",
    "単位は{0}", "(金額の単位：{0})", "（{0}）", "({0}単位)", "（単位は{0}）", "[単位:{0}]", "(単位＝{0})",
    "（単位・{0}）", "表の単位：{0}",
    "　　　　　　　　　　　　（単位：{0}）",
)  # fmt: skip
_KINDS = (
    "%", "％", "件", "人", "千ドル", "百万ドル", "千ユーロ", "万元", "トン", "千トン", "ha", "千人", "ポイント",
    "世帯", "時間", "千kWh", "点", "回",
    "か所", "人日", "指数", "構成比", "千株", "日", "台",
)  # fmt: skip
_HALF = (
    "(単位:千円。ただし一般財源は円)", "（単位：千円、一部百万円）", "（単位は一部を除き千円）",
    "（単位：千円　※国庫支出金は百万円）", "(単位:千円または百万円)",
    "(単位：千円／{n}か年)", "(単位:千円/件)", "（単位：千円／人）", "（単位：千円×{n}）", "（単位：{n}千円）",
    "（単位：千円でない）", "（単位：千円→円）",
    "（単位：千円、{office}は円）", "（単位：千円・百万円）", "（単位：千円？）", "（単位：千円/㎡）",
)  # fmt: skip
_SPOKEN = (
    "以下の金額は{0}で表示する。", "金額は{0}単位で示す。", "次の表の単位は{0}である。",
    "下表の数字は{0}単位である。", "※表中の金額は{0}",
    "本表は{0}で表示している。",
)  # fmt: skip
_ELSEWHERE = (
    "成果指標：{thing}の売上額（{0}）", "【参考指標】1人当たりの所得（{0}）", "目標：{thing}の市場規模({0})",
    "■指標　{thing}関連消費額（{0}）",
    "活動指標：{thing}の取扱高【{0}】", "指標　{thing}の経済効果（単位：{0}）",
)  # fmt: skip
_BEFORE_NOW = (
    "前回の資料は{0}単位で作成した。", "別表は単位が{0}である。", "過去の推移は別冊（単位：{0}）のとおり。",
    "国の統計は{0}単位で公表される。",
)  # fmt: skip
_PEOPLE = (
    ("千人", "person", 1000), ("万人", "person", 10_000), ("百万人", "person", 1_000_000), ("千件", "count", 1000),
    ("億円", "yen", 100_000_000),
    ("百万円", "yen", 1_000_000), ("千円", "yen", 1000), ("万円", "yen", 10_000), ("万件", "count", 10_000),
)  # fmt: skip


def spread(text: str) -> str:
    """The letters of a text set apart."""
    return " ".join(text)


def _caption(rng: Random, unit: str) -> str:
    found = rng.choice(_DRAWN).format(unit)
    return f"（{spread('単位：' + unit)}）" if rng.random() < 0.15 else found


def _second(rng: Random, style: str) -> Pair:
    """千円 in the head, another unit over the table."""
    twin = table_sheet(rng, style, caption="head")
    attack, made = pair(twin)
    unit, scale = rng.choice(_UNITS)
    table(attack).caption, table(attack).scale = _caption(rng, unit), scale
    return made


def _other_drawing(rng: Random, style: str) -> Pair:
    """The only caption, in another drawing."""
    twin = table_sheet(rng, style, caption="table")
    attack, made = pair(twin)
    unit, scale = rng.choice(_UNITS)
    table(attack).caption, table(attack).scale = _caption(rng, unit), scale
    return made


def _other_kind(rng: Random, style: str, *, caption: str) -> Pair:
    twin = table_sheet(rng, style, caption=caption)
    attack, made = pair(twin, undecided=True)
    table(attack).caption = _caption(rng, rng.choice(_KINDS))
    return made


def _half(rng: Random, style: str) -> Pair:
    twin = table_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    table(attack).caption = words.drawn(rng, _HALF)
    return made


def _after_head(rng: Random, style: str, *, lines: tuple[str, ...]) -> Pair:
    """A unit that belongs to something else, between the caption of the head and the table."""
    twin = funding_sheet(rng, style, caption="head")
    table(twin).heading = rng.choice(FUNDING_HEADINGS)
    unit, _ = rng.choice(_UNITS)
    attack, made = pair(twin)
    insert(attack, 0, words.drawn(rng, tuple(line.replace("{0}", unit) for line in lines)))
    insert(twin, 0, words.drawn(rng, ("{thing}の案内板を{n}か所に置く。", "{thing}の講座を{n}回開く。")))
    return made


def _unit_column(rng: Random, style: str) -> Pair:
    twin = item_sheet(rng, style)
    attack, made = pair(twin)
    unit, scale = rng.choice(_UNITS)
    for one, said, factor in ((twin, "千円", 1000), (attack, unit, scale)):
        table(one).insert(1, "単位", [MadeCell(said) for _ in table(one).rows])
        table(one).scale = factor
    return made


def _multiplied(rng: Random, style: str) -> Pair:
    """Indicators in 千人, 億円."""
    frame = Frame.draw(rng)
    first = funding(frame)
    first.heading = rng.choice(FUNDING_HEADINGS)
    twin = sheet(frame, first, indicators(frame), style=style)
    attack, made = pair(twin)
    unit, kind, scale = rng.choice(_PEOPLE)
    own = last(attack)
    for row in own.rows:
        row[1] = MadeCell(unit)
        row[2:] = [
            replace(cell, meaning=cell.meaning and cell.meaning._replace(unit=kind), scale=scale) for cell in row[2:]
        ]
    if rng.random() < 0.5:  # before the table of sources: its unit must not go on
        attack.blocks.reverse()
        twin.blocks.reverse()
    return made


def _millions(made: MadeTable) -> None:
    """The amounts of a table in 百万円, to the thousand."""
    for row in made.rows:
        for column, cell in enumerate(row):
            if cell.meaning is not None:
                number = (cell.number / 1000).normalize()
                row[column] = MadeCell(f"{number:,f}", cell.meaning, number)
    made.scale = 1_000_000


def _two_scopes(rng: Random, style: str) -> Pair:
    """Two tables, each with its own unit, in either order; the second caption in any drawing."""
    frame = Frame.draw(rng)
    blocks = [funding(frame, stages=("previous", "request")), costs(frame)]
    blocks[0].heading, blocks[1].heading = rng.choice(FUNDING_HEADINGS), "事業費及び人件費"
    rng.shuffle(blocks)
    twin = sheet(frame, *blocks, style=style, caption="table")
    attack, made = pair(twin)
    own = rng.choice(attack.tables)
    _millions(own)
    own.caption = _caption(rng, "百万円")
    return made


def _scope_ends(rng: Random, style: str) -> Pair:
    """千円 in the head; the first table has its own unit, the second has none and goes back to the head's."""
    frame = Frame.draw(rng)
    first, second = costs(frame), funding(frame, stages=("previous", "request"))
    first.heading, second.heading = "事業費及び人件費", rng.choice(FUNDING_HEADINGS)
    twin = sheet(frame, first, second, style=style, caption="head")
    attack, made = pair(twin)
    _millions(table(attack))
    table(attack).caption = _caption(rng, "百万円")
    return made


def _below(rng: Random, style: str, *, doubled: bool) -> Pair:
    """The caption stands below the table, alone or against the head's."""
    twin = table_sheet(rng, style, caption="table")
    own = table(twin)
    attack, made = pair(twin)
    unit, scale = rng.choice(_UNITS)
    own.caption = None
    if doubled:
        attack.undecided = True
        append(attack, _caption(rng, unit))
    else:
        table(attack).caption = None
        append(attack, f"（単位：{unit}）")
        table(attack).scale = scale
    append(twin, rng.choice(CAPTIONS))
    return made


def _corner(rng: Random, style: str) -> Pair:
    """The unit stands in the first heading."""
    twin = table_sheet(rng, style, caption="head")
    attack, made = pair(twin)
    unit, scale = rng.choice(_UNITS)
    own = table(attack)
    own.header[0][0] += rng.choice(("(単位：{0})", "（単位:{0}）", "【単位：{0}】", "［単位　{0}］")).format(unit)
    own.scale = scale
    return made


def _by_column(rng: Random, style: str) -> Pair:
    """One heading has another unit than the others."""
    twin = item_sheet(rng, style, stages=("previous", "request"))
    attack, made = pair(twin)
    own = table(attack)
    column = rng.choice((1, 2))
    unit, scale = rng.choice(_UNITS)
    own.head(column, own.leaves[column] + rng.choice(("({0})", "（{0}）", "（単位：{0}）")).format(unit))
    for row in own.rows:
        row[column] = replace(row[column], scale=scale)
    return made


def _by_row(rng: Random, style: str) -> Pair:
    """One row's label has another unit than the others."""
    twin = funding_sheet(rng, style)
    attack, made = pair(twin)
    own = table(attack)
    number = rng.randrange(len(own.rows))
    unit, scale = rng.choice(_UNITS)
    own.relabel(
        number, own.rows[number][0].text + rng.choice(("({0})", "（{0}）", "（単位：{0}）", "【{0}】")).format(unit)
    )
    own.rows[number] = [replace(cell, scale=scale) for cell in own.rows[number]]
    return made


def _spoken(rng: Random, style: str) -> Pair:
    """A sentence says the unit."""
    twin = table_sheet(rng, style, caption="head")
    attack, made = pair(twin)
    unit, scale = rng.choice(_UNITS)
    table(attack).before = [rng.choice(_SPOKEN).format(unit)]
    table(attack).scale = scale
    return made


def _by_cell(rng: Random, style: str) -> Pair:
    """One amount prints its own unit, and nothing adds up any more."""
    twin = funding_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    row = rng.choice(table(attack).rows)
    column = rng.randrange(1, len(row))
    row[column] = MadeCell(row[column].text + rng.choice(("百万円", "円", "万円", "千ドル", "件", "%")))
    return made


def _good_cell(rng: Random, style: str) -> Pair:
    """One amount prints its own unit and is the same money."""
    twin = item_sheet(rng, style)
    attack, made = pair(twin)
    row = rng.choice(table(attack).rows)
    cell = row[1]
    row[1] = MadeCell(f"{int(cell.number * 1000):,}円", cell.meaning, cell.number * 1000, 1)
    return made


def _unit_by_row(rng: Random, style: str) -> Pair:
    """A column of units that differ, all sums in order."""
    frame = Frame.draw(rng)
    own = items(frame, stages=("request",))
    own.insert(1, "単位", [MadeCell("千円") for _ in own.rows])
    twin = sheet(frame, own, style=style)
    attack, made = pair(twin)
    rows = table(attack).rows
    number = rng.randrange(len(rows) - 1)
    cell = rows[number][2]
    whole = cell.number * 1000
    rows[number][1:] = [MadeCell("円"), MadeCell(f"{int(whole):,}", cell.meaning, Decimal(whole), 1)]
    return made


def _scaled(made: MadeSheet, scale: int) -> None:
    for own in made.tables:
        own.scale = scale


def _head_twice(rng: Random, style: str) -> Pair:
    """Two captions one under the other: the nearer counts."""
    twin = table_sheet(rng, style, caption="head")
    attack, made = pair(twin)
    unit, scale = rng.choice(_UNITS)
    attack.head.append(_caption(rng, unit))
    _scaled(attack, scale)
    return made


ATTACKS: dict[str, Maker] = {
    "B second caption": _second,
    "B caption in another drawing": _other_drawing,
    "B two captions in the head": _head_twice,
    "B another kind after 千円": partial(_other_kind, caption="head"),
    "B another kind alone": partial(_other_kind, caption="table"),
    "B caption with a condition": _half,
    "B indicator's unit before a table": partial(_after_head, lines=_ELSEWHERE),
    "B another paper's unit": partial(_after_head, lines=_BEFORE_NOW),
    "B column of units": _unit_column,
    "B column of mixed units": _unit_by_row,
    "B multiplied indicator": _multiplied,
    "B two tables, two units": _two_scopes,
    "B first table's unit ends": _scope_ends,
    "B caption below": partial(_below, doubled=False),
    "B caption above and below": partial(_below, doubled=True),
    "B unit in the first heading": _corner,
    "B unit of a column": _by_column,
    "B unit of a row": _by_row,
    "B unit in a sentence": _spoken,
    "B unit of a cell, sums broken": _by_cell,
    "B unit of a cell": _good_cell,
}

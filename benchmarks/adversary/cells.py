"""Group P: units in cells of their own, labels beside amounts without headings, a body behind the title, parts of items."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.attack import Maker, Pair, pair, table
from benchmarks.adversary.ordinary import (
    FUNDING_HEADINGS,
    Frame,
    cell,
    funding,
    funding_sheet,
    item_sheet,
    items,
    money,
    sheet,
)
from benchmarks.adversary.sheet import MadeCell, MadeLines, MadeSheet, MadeTable, Meaning, Want

_UNITS = ("人", "%", "件", "千ドル", "{pref}", "うち", "割", "千円/件", "{p}年度", "取下げ", "(国費)")
_SCALES = {"百万円": 10**6, "円": 1, "億円": 10**8, "万円": 10**4}
_OVER = ("{pref}", "{city}", "担当", "区域", "{body}", "{p}年度", "うち新規", "見送り", "内数", "対象外")
_LABELS = (
    "{pref}の{0}", "{0}({n}か年計)", "うち{0}", "{0}との差", "{office}の{0}", "{0}（取下げ）", "{n}年前の{0}", "{0}(国費)", "旧{0}",
    "{project}の{0}", "{0}の限度",
)  # fmt: skip
_ABOVE = (
    "{pref}の状況",
    "令和{pp}年度",
    "{project}",
    "記入例",
    "{office}の要求",
    "廃止した事業",
    "債務負担行為",
    "{city}の額",
)
_BODIES = (
    "隣県", "近隣市", "市町村", "旧{city}", "{city}の例", "{city}分", "他県", "{pref}・{city}", "{city}を除く",
    "{body}分", "元{city}", "類似団体",
    "政令市", "関係市町村", "{office}分", "{city}負担", "前年度",
)  # fmt: skip
_BOUGHT = (
    "講師謝金",
    "職員旅費",
    "郵送料",
    "調査委託",
    "会場使用料",
    "ポスター印刷費",
    "審査委員謝金",
    "保険料",
    "機材賃借料",
)
_TAKEN = (
    "{pref}の{0}", "前年度{0}", "{0}の減", "{0}を除く", "うち{0}", "{0}（取消）", "{city}{0}", "{0}（前年度）", "別途{0}", "{0}は見送り",
    "{project}{0}", "令和{p}年度{0}", "{office}{0}", "{0}({pref})", "{0}は{body}負担", "旧{0}", "{0}(翌年度)", "廃止した{0}",
)  # fmt: skip
_YEARLY = (
    ("project_cost", "initial"), ("project_cost", "supplementary"), ("project_cost", "current"), ("general_fund", "current"),
    ("project_cost", "settled"),
)  # fmt: skip
_STAGES = (("request",), ("request", "previous"), ("request", "approved"))
_CELLS = ("pipes", "markdown", "tabs")
"""Drawings in which every cell is kept: a unit alone in a line or between two blanks has no place."""
_PAIRED = ("request", "previous", "approved")


def _column(rng: Random, style: str) -> MadeSheet:
    """A sheet whose table has its unit in a column of its own and no caption."""
    made = item_sheet(rng, style if style in _CELLS else rng.choice(_CELLS), caption="table")
    own = table(made)
    own.caption = None
    own.insert(1, "単位", [MadeCell("千円") for _ in own.rows])
    return made


def _under(rng: Random, style: str, *, wrong: str) -> Pair:
    """The unit of one row, or the heading over the units, is something else; another unit of money is what is printed."""
    attack, made = pair(_column(rng, style), undecided=wrong != "scale")
    if wrong == "scale":
        number = rng.randrange(len(table(attack).rows))
        said = rng.choice(tuple(_SCALES))
        row = [replace(one, scale=_SCALES[said]) for one in table(attack).rows[number]]
        table(attack).rows[number] = [row[0], MadeCell(said), *row[2:]]
    elif wrong == "unit":
        rng.choice(table(attack).rows)[1] = MadeCell(words.drawn(rng, _UNITS, attack.year))
    else:
        table(attack).head(1, words.drawn(rng, _OVER, attack.year))
        for row in table(attack).rows:
            row[1] = MadeCell(words.drawn(rng, _OVER, attack.year))
    return made


def _behind(rng: Random, style: str, *, wrong: str) -> Pair:
    """Each amount has its unit in the next cell; one is another's, one is missing, or they stand before the amounts."""
    twin = item_sheet(rng, style if style in _CELLS else rng.choice(_CELLS), caption="table")
    own = table(twin)
    own.caption = None
    for column in reversed(own.columns()):
        own.insert(column + 1, "", [MadeCell("千円") for _ in own.rows])
    attack, made = pair(twin, undecided=True)
    rows, columns = table(attack).rows, table(attack).columns()
    column = rng.choice(columns) + 1
    if wrong == "heading":
        table(attack).header[-1][column] = words.drawn(rng, _OVER, attack.year)
        for row in rows:
            row[column] = MadeCell(words.drawn(rng, _OVER, attack.year))
    elif wrong == "before":
        for row in rows:
            for at in columns:
                row[at], row[at + 1] = row[at + 1], row[at]
            row[-2 if len(row) > 3 else 1] = MadeCell("百万円")
    else:
        rng.choice(rows)[column] = MadeCell(words.drawn(rng, _UNITS, attack.year))
    return made


def _paired(rng: Random, style: str, *, wrong: str) -> Pair:
    """Labels with their amounts behind them in a row of cells: one label is narrowed, or something stands over them."""
    frame = Frame.draw(rng)
    mark = "\t" if "tab" in style else " | "
    cells, facts = [], []
    for kind in _PAIRED:
        label, year, stage, amount = frame.stage(kind)
        cells.append([label, money(amount), "千円"])
        facts.append(Want(Meaning("total", None, "amount", year, stage), Decimal(amount * 1000)))
    lines = ["", mark.join(part for cell in cells for part in cell)]
    below = funding(frame, stages=_PAIRED)
    below.heading = rng.choice(FUNDING_HEADINGS)
    twin = sheet(frame, MadeLines(lines, facts), below, style=style, caption="table")
    attack, made = pair(twin, undecided=True)
    if wrong == "label":
        chosen = rng.choice(cells)
        chosen[0] = words.drawn(rng, _LABELS, attack.year).replace("{0}", chosen[0])
    elif wrong == "unit":
        rng.choice(cells)[2] = words.drawn(rng, _UNITS, attack.year)
    said = words.drawn(rng, _ABOVE, attack.year)
    over = {"heading": [said], "row": [mark.join(("区分", said, "", "区分", said)), *[""] * rng.randint(0, 1)]}.get(
        wrong, []
    )
    attack.blocks[0] = MadeLines(["", *over, mark.join(part for cell in cells for part in cell)], facts)
    return made


def _titled(rng: Random, style: str) -> Pair:
    """Behind the title stands whose paper it is, or words that are no body's name."""
    twin = (funding_sheet if rng.random() < 0.5 else item_sheet)(rng, style)
    attack, made = pair(twin, undecided=True)
    form = rng.choice(("{0}（{1}）", "{0}　　{1}", "{0}({1})"))
    own = rng.choice((*words.PREFECTURES, *words.CITIES))
    twin.publishers = frozenset({own})
    twin.head[0], attack.head[0] = (
        form.format(twin.head[0], name) for name in (own, words.drawn(rng, _BODIES, twin.year))
    )
    return made


def _parted(rng: Random, style: str) -> Pair:
    """A cell behind an item says what two parts of it are bought for; one of them is another's, or is taken back."""
    twin = item_sheet(
        rng, style if style in _CELLS else rng.choice(_CELLS), stages=rng.choice(_STAGES), caption="table"
    )
    own = table(twin)
    number = rng.randrange(len(own.rows) - 1)
    whole = int(own.rows[number][1].number)
    first = rng.randint(1, whole - 1)
    told = [
        f"{name} {money(part)}千円" for name, part in zip(rng.sample(_BOUGHT, 2), (first, whole - first), strict=True)
    ]
    own.insert(
        len(own.header[0]), "説明", [MadeCell("、".join(told) if n == number else "") for n in range(len(own.rows))]
    )
    meaning = Meaning("item", None, "breakdown", 0, "request")
    twin.blocks.append(MadeLines([], [Want(meaning, Decimal(part * 1000)) for part in (first, whole - first)]))
    attack, made = pair(twin, undecided=True)
    at = rng.randrange(2)
    told[at] = words.drawn(rng, _TAKEN, twin.year).replace("{0}", told[at])
    table(attack).rows[number][-1] = MadeCell("、".join(told))
    return made


def _yearly(rng: Random, style: str, *, wrong: str) -> Pair:
    """A table by years with うち一般財源 behind the budget in force: it stands elsewhere, or a heading or a rate is another."""
    frame = Frame.draw(rng)
    own, rows = words.era(frame.year), []
    for back in (2, 1):
        first, more = rng.randint(60, 900) * 20, rng.randint(-20, 90) * 10
        budget, spent = first + more, (first + more) * rng.randint(80, 99) // 100
        numbers = (first, more, budget, budget * rng.randint(30, 90) // 100, spent)
        meant = [Meaning("cost", f"R{own - back}年度", measure, -back, stage) for measure, stage in _YEARLY]
        cells = [cell(number, meaning) for number, meaning in zip(numbers, meant, strict=True)]
        cells = [replace(one, text=one.text.replace("-", "▲")) for one in cells]
        rows.append([MadeCell(f"R{own - back}年度"), *cells, MadeCell(f"{Decimal(spent * 1000 // budget) / 10:.1f}%")])
    heads = [
        "年度",
        "当初予算額",
        "補正予算額",
        rng.choice(("現計予算額", "最終予算額")),
        "うち一般財源",
        "決算額",
        "執行率",
    ]
    made = MadeTable([heads], rows, heading="１　年度別の予算と決算")
    below = items(frame, stages=("request",))
    below.heading = "２　要求額の内訳"
    twin = sheet(frame, made, below, style=style if style in _CELLS else rng.choice(_CELLS), caption="table")
    attack, both = pair(twin, undecided=True)
    own_table = table(attack)
    if wrong == "place":
        own_table.move(4, rng.choice((1, 2, 3, 5, 6)))
    elif wrong == "heading":
        column = rng.randint(1, 5)
        own_table.head(column, words.drawn(rng, _LABELS, attack.year).replace("{0}", heads[column]))
    else:
        row = rng.choice(own_table.rows)
        row[-1] = MadeCell(f"{Decimal(row[-1].text.rstrip('%')) + rng.choice((-3, -1, 2, 5)):.1f}%")
    return both


ATTACKS: dict[str, Maker] = {
    **{f"P column of units, {wrong}": partial(_under, wrong=wrong) for wrong in ("unit", "scale", "heading")},
    **{f"P units behind amounts, {wrong}": partial(_behind, wrong=wrong) for wrong in ("unit", "heading", "before")},
    **{
        f"P labels beside amounts, {wrong}": partial(_paired, wrong=wrong)
        for wrong in ("label", "unit", "heading", "row")
    },
    **{f"P table by years, {wrong}": partial(_yearly, wrong=wrong) for wrong in ("place", "heading", "rate")},
    "P words behind the title": _titled,
    "P parts in an item's row": _parted,
}

"""Group N: items with their sources in the row, and tables one cell a line whose headings are broken or whose items stand across."""

from functools import partial
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.attack import Maker, Pair, pair, table
from benchmarks.adversary.ordinary import GENERAL, ITEM_HEADINGS, SOURCES, Frame, cell, items, parts, shares, sheet
from benchmarks.adversary.sheet import MadeLines, MadeSheet, Meaning, Want

_UNKNOWN = (
    "{pref}負担分",
    "隣県負担金",
    "裁量枠",
    "前年度一般財源",
    "国庫支出金({n}年前)",
    "{city}の一般財源",
    "充当残",
    "{body}支出金",
)
_GROUPS = ("前年度の財源内訳", "{pref}の財源内訳", "翌年度の財源内訳", "見送り分の財源", "{city}の内訳")
_FOREIGN = ("{pref}の細事業の内訳", "廃止した事業の内訳", "令和{p}年度の内訳", "{project}の内訳", "記入例")
_BROKEN = {
    "国庫支出金": ("国庫", "支出金"), "使用料・手数料": ("使用料・", "手数料"), "分担金・負担金": ("分担金・", "負担金"),
    "前年度当初予算額": ("前年度", "当初予算額"),
}  # fmt: skip


def _sourced(rng: Random, style: str) -> MadeSheet:
    """A table of items with the sources of each in its row."""
    frame = Frame.draw(rng)
    made = items(frame, stages=rng.choice((("request",), ("request", "previous"))))
    made.heading = rng.choice(ITEM_HEADINGS)
    chosen = [SOURCES[0], rng.choice(SOURCES[1:]), GENERAL]
    split = shares(rng, len(chosen))
    sums = [0] * len(chosen)
    for row in made.rows:
        whole = int(row[1].number)
        numbers = parts(whole - whole % 20, split)
        numbers[-1] += whole - sum(numbers)
        if row is made.rows[-1]:
            numbers = sums
        sums = [a + b for a, b in zip(sums, numbers, strict=True)]
        meant = [Meaning("funding", row[0].text, measure, 0, "request") for _, measure in chosen]
        row += list(map(cell, numbers, meant))
    made.header[0] += [name for name, _ in chosen]
    return sheet(frame, made, style=style)


def _named(rng: Random, style: str) -> Pair:
    """A word nobody knows, or another's, over the last column of sources."""
    attack, made = pair(_sourced(rng, style), undecided=True)
    table(attack).head(len(table(attack).header[0]) - 1, words.drawn(rng, _UNKNOWN, attack.year))
    return made


def _grouped(rng: Random, style: str) -> Pair:
    """The sources stand under a group that is another year's or another owner's."""
    twin = _sourced(rng, style)
    first = len(table(twin).header[0]) - 3
    attack, made = pair(twin, undecided=True)
    for one, group in ((twin, "財源内訳"), (attack, words.drawn(rng, _GROUPS, attack.year))):
        names = table(one).header[0]
        upper = [group if n == first else "" if n > first else name for n, name in enumerate(names)]
        table(one).header = [upper, ["" if n < first else name for n, name in enumerate(names)]]
    return made


def _exchanged(rng: Random, style: str) -> Pair:
    """An amount of one source changes places with that of another item: both rows fail, their columns hold."""
    attack, made = pair(_sourced(rng, style), undecided=True)
    one, two = table(attack).rows[:2]
    at = len(one) - 1
    one[at], two[at] = two[at], one[at]
    if one[at].number == two[at].number:
        one[at] = cell(int(one[at].number) + 20, one[at].meaning or Meaning("funding", None, "general", 0, "request"))
    return made


def _foreign(rng: Random, style: str) -> Pair:
    """The table stands under a heading of another owner or year."""
    attack, made = pair(_sourced(rng, style), undecided=True)
    table(attack).heading = words.drawn(rng, _FOREIGN, attack.year)
    return made


def _down(fields: list[tuple[str, str, int, str, list[int]]], names: list[str], corner: str) -> MadeLines:
    """Items across and fields down, one cell a line."""
    lines, facts = [corner, *names], []
    for heading, measure, year, stage, numbers in fields:
        lines += [heading, *(f"{number:,}" for number in numbers)]
        for name, number in zip(names, numbers, strict=True):
            kind = "funding" if measure not in {"amount", "change"} else "total" if name in {"計", "合計"} else "item"
            facts.append(
                Want(
                    Meaning(kind, name, measure, year, stage),
                    cell(number, Meaning(kind, name, measure, year, stage)).number * 1000,
                )
            )
    return MadeLines(lines, facts)


def _across(rng: Random, style: str, *, wrong: str) -> Pair:
    """Items across and fields down: a foreign heading over them, an unknown field, a field without one of its amounts."""
    frame = Frame.draw(rng)
    names = [*words.items(rng, 3), "計"]
    split = shares(rng, 3)
    asked, before = ([*parts(total, split), total] for total in (frame.request, frame.previous))
    national = [number // 2 for number in asked[:3]]
    fields = [
        ("要求額", "amount", 0, "request", asked),
        ("前年度当初予算額", "amount", -1, "initial", before),
        ("国庫支出金", "national", 0, "request", [*national, sum(national)]),
        ("一般財源", "general", 0, "request", [a - b for a, b in zip(asked, [*national, sum(national)], strict=True)]),
    ]
    over = MadeLines([rng.choice(("細事業別の要求額", "要求額の内訳")), "(単位:千円)"])
    twin = sheet(frame, over, _down(fields, names, "細事業名"), style=style)
    attack, made = pair(twin, undecided=True)
    lines, own = (block.lines for block in attack.blocks if isinstance(block, MadeLines))
    if wrong == "heading":
        lines[0] = words.drawn(rng, _FOREIGN, attack.year)
    elif wrong == "field":
        own[own.index("一般財源")] = words.drawn(rng, _UNKNOWN, attack.year)
    elif wrong == "corner":
        own[0] = words.drawn(rng, ("{city}", "{pref}", "{office}"), attack.year)
    else:
        del own[own.index("国庫支出金") + rng.randint(1, 4)]
    return made


def _broken(rng: Random, style: str, *, wrong: str) -> Pair:
    """Sources as rows one cell a line, headings and labels broken over lines: a column or a cell is gone, a heading is another's."""
    frame = Frame.draw(rng)
    chosen = [SOURCES[0], rng.choice(SOURCES[4:6]), GENERAL]
    split = shares(rng, len(chosen))
    before, asked = parts(frame.previous, split), parts(frame.request, split)
    rows = [*((name, measure, a, b) for (name, measure), a, b in zip(chosen, before, asked, strict=True))]
    rows.append(("計", "total", frame.previous, frame.request))
    lines, facts = ["区分", "前年度", "当初予算額", "当初予算", "要求額"], []
    for name, measure, a, b in rows:
        lines += [*_BROKEN.get(name, (name,)), f"{a:,}", f"{b:,}"]
        facts += [
            Want(
                Meaning("funding", None, measure, year, stage),
                cell(number, Meaning("funding", None, measure, year, stage)).number * 1000,
            )
            for year, stage, number in ((-1, "initial", a), (0, "request", b))
        ]
    twin = sheet(
        frame,
        MadeLines([rng.choice(("財源の内訳", "財源内訳")), "（単位：千円）"]),
        MadeLines(lines, facts),
        style=style,
    )
    attack, made = pair(twin, undecided=True)
    over, own = (block.lines for block in attack.blocks if isinstance(block, MadeLines))
    if wrong == "heading":
        over[0] = words.drawn(rng, ("{pref}の財源内訳", "廃止した事業の財源", "令和{p}年度の財源内訳"), attack.year)
    elif wrong == "column":
        own[1:3] = [words.drawn(rng, ("{n}年前の", "隣県の", "{pref}の"), attack.year), "当初予算額"]
    elif wrong == "cell":
        del own[rng.choice([n for n, text in enumerate(own) if text[:1].isdigit()])]
    else:
        at = own.index("一般財源")
        own[at : at + 1] = [words.drawn(rng, ("隣県の", "{n}年前の", "{pref}の"), attack.year), "一般財源"]
    return made


def _notes(rng: Random, style: str) -> Pair:
    """A note says of what stage the amounts are: of the one over the table, or of another one."""
    frame = Frame.draw(rng)
    made = items(frame, stages=("request",))
    made.heading = rng.choice(ITEM_HEADINGS)
    twin = sheet(frame, made, style=style)
    attack, both = pair(twin, undecided=True)
    for one, stage in ((twin, "要求"), (attack, rng.choice(("査定", "内示", "前年度要求", "他県の要求")))):
        one.blocks.append(MadeLines(["", f"※金額は{stage}時点のもの"]))
    return both


ATTACKS: dict[str, Maker] = {
    "N unknown word over an item's source": _named,
    "N foreign group over items' sources": _grouped,
    "N sources of two items exchanged": _exchanged,
    "N foreign heading over items with sources": _foreign,
    **{f"N items across, {wrong}": partial(_across, wrong=wrong) for wrong in ("heading", "field", "corner", "cell")},
    **{
        f"N broken headings, {wrong}": partial(_broken, wrong=wrong) for wrong in ("heading", "column", "cell", "label")
    },
    "N note of a stage": _notes,
}

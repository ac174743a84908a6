"""Sheets of tables drawn at random, with the facts that are printed in them: layouts that nobody wrote a rule for.

What is drawn, how it is turned, how many rows of headings it has, its units and its words are chosen by a seeded generator. Every
amount of a sheet is a fact, and sums hold, as they do in a right sheet.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

Rows = list[list[str]]
Known = tuple[str, int, str, str]
"""A fact: its measure, year, stage and amount in yen."""

UNITS = (("(単位:千円)", 1000, ""), ("(単位:円)", 1, ""), ("【単位：百万円】", 1_000_000, ""), ("", 1000, "千円"))
"""The line of the unit, what one is in yen, and the unit printed behind each amount."""

STAGES = (
    ((-1, "initial"), ("前年度当初予算額", "令和7年度当初予算額", "R7当初", "前年度")),
    ((0, "request"), ("令和8年度要求額", "要求額", "R8要求", "令和8年度当初予算要求額")),
    ((0, "approved"), ("査定額", "令和8年度査定額", "計上額", "財政課長査定額")),
    ((-2, "settled"), ("令和6年度決算額", "R6決算", "前々年度決算額")),
)
"""Year and stage, and the words that say them."""

YEARS = {
    (-1, "initial"): ("令和7年度", "予算"),
    (0, "request"): ("令和8年度", "要求"),
    (0, "approved"): ("令和8年度", "査定"),
    (-2, "settled"): ("令和6年度", "決算"),
}
"""The same in two rows of headings: the year over the stage."""

SOURCES = (
    ("national", ("国庫支出金", "国庫", "国支出金")),
    ("bonds", ("県債", "起債", "地方債")),
    ("other", ("その他", "その他特財")),
    ("general", ("一般財源", "一財")),
)
TOTALS = ("事業費", "計", "合計", "予算額")
COSTS = (
    ("project_cost", ("事業費",)),
    ("personnel_cost", ("人件費",)),
    ("total_cost", ("トータルコスト", "総事業費", "総コスト")),
)
NAMES = ("苗木の配布", "水路の調査", "看板の更新", "講座の開催", "道具の購入", "案内の印刷", "林道の補修")
CORNERS = ("区分", "項目", "")


@dataclass(frozen=True)
class Unseen:
    """A sheet: the choices it was drawn from, its text, and its facts."""

    name: str
    text: str
    facts: tuple[Known, ...]


def tabs(rows: Rows) -> str:
    """Cells between tabs."""
    return "".join("\t".join(row) + "\n" for row in rows)


def bars(rows: Rows) -> str:
    """Cells between bars."""
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def markdown(rows: Rows) -> str:
    """A table of Markdown, with its ruled line."""
    first, *rest = bars(rows).splitlines(keepends=True)
    return "".join([first, "|" + "---|" * len(rows[0]) + "\n", *rest])


def commas(rows: Rows) -> str:
    """CSV, amounts with commas in quotes."""
    return "".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\n" for row in rows)


def aligned(rows: Rows) -> str:
    """Columns of the screen: labels to the left, amounts to the right."""
    width = [max(_width(row[n]) for row in rows) + 3 for n in range(len(rows[0]))]
    return "".join(f"{''.join(_padded(cell, n, width[n]) for n, cell in enumerate(row)).rstrip()}\n" for row in rows)


def _padded(cell: str, column: int, width: int) -> str:
    blank = " " * (width - _width(cell))
    return blank + cell if column else cell + blank


def lines(rows: Rows) -> str:
    """One cell a line."""
    return "".join(f"{cell}\n" for row in rows for cell in row if cell)


def _width(text: str) -> int:
    return sum(1 if letter.isascii() else 2 for letter in text)


DRAWINGS: tuple[Callable[[Rows], str], ...] = (tabs, bars, markdown, commas, aligned, lines)


@dataclass(frozen=True)
class _Choice:
    """What a table is drawn with: yen of its unit, the unit behind amounts, whether measures are rows, and two rows of headings."""

    scale: int
    unit: str
    turned: bool
    two: bool

    def printed(self, amount: int) -> str:
        """An amount as the sheet prints it."""
        return f"{amount:,}{self.unit}"


@dataclass(frozen=True)
class _Table:
    """The rows of headings and of amounts, and the facts that are printed in them."""

    heads: Rows
    body: Rows
    facts: tuple[Known, ...]


Moment = tuple[tuple[int, str], str]
"""A year and a stage, and the word that says them."""


def unseen(count: int, seed: int = 8) -> Iterator[Unseen]:
    """Sheets of one table each, the same ones for the same seed."""
    for number in range(count):
        rng = Random(f"{seed} {number}")  # noqa: S311  # the same sheets every time is what is wanted
        kind = (_funding, _costs, _items)[number % 3]
        drawing, (line, scale, unit) = rng.choice(DRAWINGS), rng.choice(UNITS)
        turned = rng.random() < 0.5 and kind is not _items
        two = rng.random() < 0.3 and drawing is not lines and (turned or kind is _items)
        table = kind(rng, _Choice(scale, unit, turned, two))
        above = rng.choice(("", "1 内訳\n", "■内訳\n")) + (f"{line}\n" if line else "")
        text = f"令和8年度当初予算要求書\n事業名: 里山の手入れ\n\n{above}{drawing([*table.heads, *table.body])}"
        name = f"{number} {kind.__name__.strip('_')} {drawing.__name__} {'rows' if turned else 'columns'} {1 + two}"
        yield Unseen(name, text, table.facts)


def _moments(rng: Random) -> list[Moment]:
    """Two or three moments: the year before and the request are always among them."""
    chosen = [STAGES[0], STAGES[1], *rng.sample(STAGES[2:], rng.randrange(2))]
    return [(when, rng.choice(words)) for when, words in chosen]


def _funding(rng: Random, choice: _Choice) -> _Table:
    """Sources that add up to a total, for each of several moments."""
    sources = [*rng.sample(SOURCES[:3], rng.choice((1, 2, 3))), SOURCES[3]]
    words = [("total", rng.choice(TOTALS)), *((measure, rng.choice(names)) for measure, names in sources)]
    moments = _moments(rng)
    parts = [[rng.randrange(1, 9000) for _ in sources] for _ in moments]
    return _crossed(words, moments, [[sum(own), *own] for own in parts], rng.choice(CORNERS), choice)


def _costs(rng: Random, choice: _Choice) -> _Table:
    """Project and personnel cost with their sum, for each of several moments."""
    words = [(measure, rng.choice(names)) for measure, names in COSTS]
    moments = _moments(rng)
    parts = [(rng.randrange(1, 9000), rng.randrange(1, 900)) for _ in moments]
    return _crossed(words, moments, [[*own, sum(own)] for own in parts], rng.choice(CORNERS), choice)


def _crossed(
    words: Sequence[tuple[str, str]],
    moments: Sequence[Moment],
    amounts: Sequence[Sequence[int]],
    corner: str,
    choice: _Choice,
) -> _Table:
    """Moments as rows and measures as columns, or the other way round."""
    facts = tuple(
        (measure, *when, str(amount * choice.scale))
        for (when, _), own in zip(moments, amounts, strict=True)
        for (measure, _), amount in zip(words, own, strict=True)
    )
    if choice.turned:
        body = [[word, *(choice.printed(own[n]) for own in amounts)] for n, (_, word) in enumerate(words)]
        return _Table(_headings(corner, moments, two=choice.two), body, facts)
    body = [[label, *map(choice.printed, own)] for (_, label), own in zip(moments, amounts, strict=True)]
    return _Table([[corner, *(word for _, word in words)]], body, facts)


def _headings(corner: str, moments: Sequence[Moment], *, two: bool) -> Rows:
    if not two:
        return [[corner, *(label for _, label in moments)]]
    return [[corner, *(YEARS[when][0] for when, _ in moments)], ["", *(YEARS[when][1] for when, _ in moments)]]


def _items(rng: Random, choice: _Choice) -> _Table:
    """Named items for one or two moments, with their totals below."""
    moments = _moments(rng)[-rng.choice((1, 2)) :]
    names = rng.sample(NAMES, rng.choice((2, 3, 4)))
    amounts = [[rng.randrange(1, 9000) for _ in moments] for _ in names]
    every = [*amounts, [sum(column) for column in zip(*amounts, strict=True)]]
    facts = tuple(
        ("amount", *when, str(amount * choice.scale))
        for own in every
        for (when, _), amount in zip(moments, own, strict=True)
    )
    labels = [*names, rng.choice(("計", "合計"))]
    body = [[label, *map(choice.printed, own)] for label, own in zip(labels, every, strict=True)]
    return _Table(_headings(rng.choice(("細事業名", "事業名", "項目")), moments, two=choice.two), body, facts)

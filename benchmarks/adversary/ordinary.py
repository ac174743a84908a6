"""Ordinary sheets: plain words, sums that add up, nothing that a person would dispute. Attacks and twins begin with one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.sheet import Block, MadeCell, MadeLines, MadeSheet, MadeTable, Meaning, Want

SOURCES = (
    ("国庫支出金", "national"), ("県債", "bonds"), ("その他", "other"), ("諸収入", "miscellaneous"), ("使用料・手数料", "fees"),
    ("分担金・負担金", "contributions"), ("財産収入", "property_income"), ("寄附金", "donations"), ("繰入金", "transfers"),
)  # fmt: skip
GENERAL = ("一般財源", "general")
CAPTIONS = ("(単位:千円)", "（単位：千円）", "（単位　千円）", "（単位:千円）")
FUNDING_HEADINGS = ("財源内訳", "２　財源内訳", "1 事業費及び財源内訳", "（１）財源内訳", "■財源内訳")
ITEM_HEADINGS = ("事業の内訳", "３　要求の内訳", "主な事業内容", "2 細事業の内訳", "（２）要求額の内訳")
TITLES = (
    "令和{y}年度当初予算要求書", "令和{y}年度当初予算　要求調書", "令和{y}年度　当初予算要求の概要", "令和{y}年度予算見積調書",
)  # fmt: skip
_ROWS = (("request",), ("previous", "request"), ("previous", "request", "approved"), ("request", "approved"))
_COLUMNS = (("request",), ("previous", "request"), ("request", "previous"), ("request", "approved"))
NAMES = ("事業名　{0}", "事業名：{0}", "事業名:{0}", "事業名 {0}")


def money(number: int) -> str:
    """A number as a table prints it."""
    return f"{number:,}"


def shares(rng: Random, count: int) -> list[int]:
    """Different twentieths that add up to one."""
    while True:
        cuts = sorted(rng.sample(range(1, 20), count - 1))
        found = [b - a for a, b in zip([0, *cuts], [*cuts, 20], strict=True)]
        if len(set(found)) == count:
            return found


def parts(total: int, twentieths: Sequence[int]) -> list[int]:
    """A total, a multiple of 20, in parts."""
    return [total // 20 * share for share in twentieths]


def cell(number: int, meaning: Meaning) -> MadeCell:
    """A cell with an amount."""
    return MadeCell(money(number), meaning, Decimal(number))


def label(text: str) -> MadeCell:
    """A cell without one."""
    return MadeCell(text)


@dataclass
class Frame:
    """What the tables of one sheet share: its year, its amounts, its words.

    `dated`: its labels name the years, else 前年度 and nothing.
    """

    rng: Random
    year: int
    name: str
    dated: bool
    request: int
    previous: int
    approved: int

    @classmethod
    def draw(cls, rng: Random) -> "Frame":
        """One at random."""
        request = rng.randint(60, 1900) * 40
        previous = request + rng.choice((-1, 1)) * rng.randint(1, 50) * 20
        approved = request - rng.randint(1, 30) * 20
        return cls(rng, rng.randint(2023, 2027), words.project(rng), rng.random() < 0.5, request, previous, approved)

    def words(self, templates: Sequence[str]) -> str:
        """One of some templates, with the years of the sheet."""
        return words.filled(self.rng, self.rng.choice(templates), self.year)

    def stage(self, kind: str) -> tuple[str, int, str, int]:
        """The label of a row or column of a stage, its year and stage, and the amount of the project there."""
        if kind == "previous":
            spelt = (
                ("令和{p}年度当初予算額", "令和{p}年度予算額") if self.dated else ("前年度予算額", "前年度当初予算額")
            )
            return self.words(spelt), -1, "initial", self.previous
        if kind == "approved":
            return self.words(("査定額", "計上額", "決定額")), 0, "approved", self.approved
        return (
            self.words(("令和{y}年度要求額",) if self.dated else ("要求額", "当初要求額")),
            0,
            "request",
            self.request,
        )


def head(frame: Frame, *, caption: bool) -> list[str]:
    """The lines over everything: title, name, sometimes the department, the caption."""
    rng = frame.rng
    lines = [frame.words(TITLES), rng.choice(NAMES).format(frame.name)]
    if rng.random() < 0.3:
        lines.append(rng.choice(("担当課　{0}", "所管：{0}", "{0}")).format(rng.choice(words.DEPARTMENTS)))
    return lines + ([rng.choice(CAPTIONS)] if caption else [])


def funding(frame: Frame, *, sources: int | None = None, stages: Sequence[str] | None = None) -> MadeTable:
    """A table of sources: a row for each stage."""
    rng = frame.rng
    named = rng.sample(SOURCES[1:], (sources or rng.randint(2, 4)) - 1)
    chosen = [SOURCES[0], *sorted(named, key=SOURCES.index), GENERAL]
    kinds = stages or rng.choice(_ROWS)
    rows, split = [], shares(rng, len(chosen))
    for kind in kinds:
        name, year, stage, total = frame.stage(kind)
        amounts = [total, *parts(total, split)]
        measures = ["total", *(measure for _, measure in chosen)]
        meant = [Meaning("funding", name, measure, year, stage) for measure in measures]
        rows.append([label(name), *map(cell, amounts, meant)])
    header = ["区分", rng.choice(("事業費", "予算額")), *(name for name, _ in chosen)]
    return MadeTable([header], rows)


def items(frame: Frame, *, stages: Sequence[str] | None = None, count: int | None = None) -> MadeTable:
    """A table of items with their total."""
    rng = frame.rng
    size = count or rng.randint(2, 4)
    kinds = stages or rng.choice(_COLUMNS)
    split = shares(rng, size)
    names = words.items(rng, size)
    rows = [[label(name)] for name in [*names, rng.choice(("合計", "計"))]]
    header = [rng.choice(("細事業", "細事業名", "事項", "取組名"))]
    for kind in kinds:
        heading, year, stage, total = frame.stage(kind)
        header.append(heading)
        for row, number in zip(rows, [*parts(total, split), total], strict=True):
            table = "total" if row is rows[-1] else "item"
            row.append(cell(number, Meaning(table, row[0].text, "amount", year, stage)))
    return MadeTable([header], rows)


def costs(frame: Frame, *, stages: Sequence[str] = ("previous", "request")) -> MadeTable:
    """A table of costs: project, staff, both."""
    rows = []
    for kind in stages:
        name, year, stage, total = frame.stage(kind)
        staff = frame.rng.randint(10, 99) * 15
        amounts = (total, staff, total + staff)
        meant = (Meaning("cost", name, m, year, stage) for m in ("project_cost", "personnel_cost", "total_cost"))
        rows.append([label(name), *map(cell, amounts, meant)])
    return MadeTable([["区分", "事業費", "人件費", frame.rng.choice(("トータルコスト", "総コスト"))]], rows)


def indicators(frame: Frame, unit: str = "件", *, kind: str = "count", scale: int = 1) -> MadeTable:
    """A table of indicators, three years in one line of headings."""
    rng, own = frame.rng, words.era(frame.year)
    years = ((-2, "actual", "実績"), (-1, "forecast", "見込"), (0, "target", "目標"))
    rows = []
    for name in rng.sample(
        ("参加者アンケートの回収数", "案内板の閲覧数", "相談の受付数", "見学の申込数", "登録団体の数"), 2
    ):
        number = rng.randint(12, 90) * 10
        cells = [
            MadeCell(
                money(number + 10 * step),
                Meaning("indicator", name, word, year, word, kind),
                Decimal(number + 10 * step),
                scale,
            )
            for step, (year, word, _) in enumerate(years)
        ]
        rows.append([label(name), label(unit), *cells])
    return MadeTable(
        [["指標名", "単位", *(f"R{own + year}{word}" for year, _, word in years)]], rows, heading="成果指標"
    )


def sentences(frame: Frame, *, sources: int = 2) -> MadeLines:
    """The request and its sources in running text."""
    rng, total = frame.rng, frame.request
    chosen = [SOURCES[0], *rng.sample(SOURCES[1:], sources - 2), GENERAL]
    numbers = parts(total, shares(rng, len(chosen)))
    told = "、".join(f"{name}{money(number)}千円" for (name, _), number in zip(chosen, numbers, strict=True))
    facts = [_spoken(Meaning("total", "要求額", "amount", 0, "request"), total)]
    facts += [
        _spoken(Meaning("funding", name, measure, 0, "request"), number)
        for (name, measure), number in zip(chosen, numbers, strict=True)
    ]
    return MadeLines([f"要求額は{money(total)}千円である。財源は、{told}である。"], facts)


def lead(frame: Frame) -> MadeLines:
    """The line beside the project's name: the request and the budget of the year before."""
    text = f"要求額：{money(frame.request)}千円（前年度予算額　{money(frame.previous)}千円）"
    facts = [
        _spoken(Meaning("total", "要求額", "amount", 0, "request"), frame.request),
        _spoken(Meaning("total", "前年度予算額", "amount", -1, "initial"), frame.previous),
    ]
    return MadeLines([text], facts)


def _spoken(meaning: Meaning, thousands: int) -> Want:
    return Want(meaning, Decimal(thousands * 1000))


def sheet(frame: Frame, *blocks: Block, style: str, caption: str | None = None) -> MadeSheet:
    """A sheet of some blocks. `caption`: `head` or `table` says where 千円 is printed, else at random."""
    rng = frame.rng
    tables = [block for block in blocks if isinstance(block, MadeTable) and block.header[0][0] != "指標名"]
    spot = caption or rng.choice(("head", "table"))
    for table in tables:
        table.gap = rng.randint(2, 6)
        if spot == "table":
            table.caption = rng.choice(CAPTIONS)
    return MadeSheet(
        head=head(frame, caption=spot == "head" and bool(tables)),
        blocks=list(blocks),
        style=style,
        year=frame.year,
        projects=frozenset({frame.name}),
        years=frozenset({str(frame.year)}),
        airy=rng.random() < 0.3,
    )


def funding_sheet(
    rng: Random, style: str, *, stages: Sequence[str] | None = None, caption: str | None = None
) -> MadeSheet:
    """A sheet with a table of sources."""
    frame = Frame.draw(rng)
    made = funding(frame, stages=stages)
    made.heading = rng.choice((None, *FUNDING_HEADINGS))
    return sheet(frame, made, style=style, caption=caption)


def item_sheet(
    rng: Random, style: str, *, stages: Sequence[str] | None = None, caption: str | None = None
) -> MadeSheet:
    """A sheet with a table of items."""
    frame = Frame.draw(rng)
    made = items(frame, stages=stages)
    made.heading = rng.choice((None, *ITEM_HEADINGS))
    return sheet(frame, made, style=style, caption=caption)


def full_sheet(
    rng: Random, style: str, *, stages: Sequence[str] = ("request",), caption: str | None = None
) -> MadeSheet:
    """A sheet with sources and items; `stages` are the columns of the items, and each has a row of sources."""
    frame = Frame.draw(rng)
    rows = [stage for stage in ("previous", "request", "approved") if stage in stages or rng.random() < 0.3]
    first, second = funding(frame, stages=rows), items(frame, stages=stages)
    first.heading, second.heading = rng.choice(FUNDING_HEADINGS), rng.choice(ITEM_HEADINGS)
    return sheet(frame, first, second, style=style, caption=caption)


def table_sheet(rng: Random, style: str, *, caption: str | None = None) -> MadeSheet:
    """A sheet with one table, of either kind."""
    return (funding_sheet if rng.random() < 0.5 else item_sheet)(rng, style, caption=caption)

"""Made sheets of layouts with labels that nobody knows, what they say, and a reviewer who corrects them by that."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from structurer.labels.word import Word
from structurer.pipeline import check, save
from structurer.reading.layout import read_sheet
from structurer.record.correction import AddCell, AddRow, Correction, NewCell
from structurer.review import Session, open_record
from structurer.settings import Settings
from structurer.sheet.facts import fact_rows, facts
from structurer.sheet.model import Measure, Sheet, Stage
from structurer.store import Store
from structurer.text.source import Source
from tests.support.builders import VOCABULARY

M, S = Measure, Stage
WHY = "原本と照合した"

Place = tuple[Measure, int, Stage]
Fact = tuple[str, str, str, str, str, str]
"""Line, print, row, measure, year and stage of one figure."""


@dataclass(frozen=True)
class GoldRow:
    """One row of a made sheet: where it belongs, its label, and what each of its amounts is."""

    path: str
    label: str
    line: int
    cells: tuple[tuple[Place, str], ...]


@dataclass(frozen=True)
class Made:
    """A made sheet and all that is in it."""

    source: Source
    rows: tuple[GoldRow, ...]

    @property
    def facts(self) -> list[Fact]:
        """Return every figure as a right reading gives it."""
        return sorted(
            (str(row.line), printed, row.label, measure.value, str(offset), stage.value)
            for row in self.rows
            for (measure, offset, stage), printed in row.cells
        )


def told(source: Source, words: tuple[Word, ...] = ()) -> list[Fact]:
    """Return every figure as the layout reader gives it."""
    return sorted(
        (f[13], f[12], f[6], f[7], f[8], f[9])
        for f in fact_rows(read_sheet(source, VOCABULARY.with_confirmed(words)), source)
    )


_PROJECTS = (
    "海岸清掃推進事業", "里山保全事業", "図書館機能強化事業", "空き家利活用事業", "救急搬送体制強化事業", "道路照明更新事業",
    "種苗供給事業",
)  # fmt: skip
_OFFICES = (
    "環境部 海岸課",
    "農林部 里山課",
    "教育部 生涯学習課",
    "土木部 住宅課",
    "福祉部 医務課",
    "土木部 道路課",
    "農林部 園芸課",
)
_ITEMS = ("回収委託", "啓発講座", "資材配布", "相談員配置", "設備点検", "台帳整備", "現地調査", "講師派遣")


class _Page:
    """Lines as they are written, and the rows of the gold among them."""

    def __init__(self, number: int, form: Callable[[list[str]], str]) -> None:
        self.random = Random(number)  # noqa: S311  # made sheets, no secrets
        self.form = form
        self.lines: list[str] = []
        self.rows: list[GoldRow] = []
        year, which = 6 + number % 5, number % len(_PROJECTS)
        self.year = year
        self.say(f"潮浜県 令和{year}年度当初予算要求書", form(["事業名", _PROJECTS[which]]))
        self.say(form(["所属", _OFFICES[which]]), "")

    def say(self, *lines: str) -> None:
        self.lines += lines

    def table(self, path: str, heading: str, heads: list[str], places: list[Place | None]) -> None:
        self.heads, self.places, self.path = heads, places, path
        self.say(heading, self.form(heads))

    def row(self, label: str, amounts: list[int], path: str | None = None, places: list[Place] | None = None) -> None:
        printed = [f"{amount:,}" if amount >= 0 else f"△{-amount:,}" for amount in amounts]
        known = [place for place in self.places if place is not None] if places is None else places
        self.say(self.form([label, *printed]))
        cells = tuple(zip(known, printed, strict=True))
        self.rows.append(GoldRow(path or self.path, label, len(self.lines), cells))

    def parts(self, total: int, count: int) -> list[int]:
        cuts = sorted(self.random.sample(range(1, total // 10), count - 1))
        bounds = [0, *cuts, total // 10]
        parts = [10 * (b - a) for a, b in pairwise(bounds)]
        return [*parts[:-1], parts[-1] + total % 10]

    def made(self, name: str) -> Made:
        return Made(Source(name, "\n".join(self.lines) + "\n"), tuple(self.rows))


def _tabbed(cells: list[str]) -> str:
    return "\t".join(cells)


def _piped(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _at(offset: int, stage: Stage, *measures: Measure) -> list[Place]:
    return [(measure, offset, stage) for measure in measures]


def funding(number: int) -> Made:
    """A source and a stage of a row that nobody knows, and a heading of the items' names; tabs."""
    page = _Page(number, _tabbed)
    sources = [M.TOTAL, M.NATIONAL, M.BONDS, M.OTHER, M.GENERAL]
    totals = [page.random.randrange(4000, 90000) for _ in range(3)]
    page.table(
        "funding.0.rows", "1 財源内訳(単位:千円)", ["区分", "事業費", "国庫支出金", "臨財債", "その他", "一般財源"], []
    )
    rows = [("前年度当初予算額", -1, S.INITIAL), ("要求額", 0, S.REQUEST), ("裁定額", 0, S.APPROVED)]
    for (label, offset, stage), total in zip(rows, totals, strict=True):
        page.row(label, [total, *page.parts(total, 4)], places=_at(offset, stage, *sources))
    page.say("")
    _items(page, "2 事業の内訳(単位:千円)", "業務の別", totals[1], totals[0], "前年度予算額")
    return page.made(f"funding-{number}")


def _items(page: _Page, heading: str, name: str, asked: int, before: int, previous: str) -> None:
    places: list[Place | None] = [(M.AMOUNT, 0, S.REQUEST), (M.AMOUNT, -1, S.INITIAL), (M.CHANGE, 0, S.REQUEST)]
    page.table("sections.0.items", heading, [name, "要求額", previous, "増減"], places)
    count = page.random.randrange(3, 6)
    labels = page.random.sample(_ITEMS, count)
    for label, now, then in zip(labels, page.parts(asked, count), page.parts(before, count), strict=True):
        page.row(label, [now, then, now - then])
    page.row("計", [asked, before, asked - before], path="sections.0.totals")


def costs(number: int) -> Made:
    """A cost and the column of the year before that nobody knows; pipes."""
    page = _Page(number, _piped)
    measures = [M.PROJECT_COST, M.PERSONNEL_COST, M.TOTAL_COST]
    page.table("costs.0.rows", "1 事業費と従事経費(単位:千円)", ["区分", "事業費", "従事経費", "総コスト"], [])
    amounts = [page.random.randrange(4000, 90000) for _ in range(2)]
    for (label, offset, stage), amount in zip(
        [("前年度当初予算額", -1, S.INITIAL), ("要求額", 0, S.REQUEST)], amounts, strict=True
    ):
        staff = page.random.randrange(500, 4000)
        page.row(label, [amount, staff, amount + staff], places=_at(offset, stage, *measures))
    page.say("")
    _items(page, "2 主な取組(単位:千円)", "取組名", amounts[1], amounts[0], "従前額")
    return page.made(f"costs-{number}")


def stages(number: int) -> Made:
    """Items with columns of three stages, the last of which nobody knows; pipes."""
    page = _Page(number, _piped)
    places: list[Place | None] = [(M.AMOUNT, -1, S.INITIAL), (M.AMOUNT, 0, S.REQUEST), (M.AMOUNT, 0, S.APPROVED)]
    heads = ["細事業名", "前年度予算額", "要求額", "裁定額"]
    page.table("sections.0.items", "1 細事業の一覧(単位:千円)", heads, places)
    count = page.random.randrange(3, 6)
    totals = [page.random.randrange(9000, 90000) for _ in places]
    columns = [page.parts(total, count) for total in totals]
    for label, amounts in zip(page.random.sample(_ITEMS, count), zip(*columns, strict=True), strict=True):
        page.row(label, list(amounts))
    page.row("合計", totals, path="sections.0.totals")
    return page.made(f"stages-{number}")


LAYOUTS: dict[str, Callable[[int], Made]] = {"funding": funding, "costs": costs, "stages": stages}
"""The layouts by name."""


def corrections(made: Made, read: Sheet) -> Iterator[Correction]:
    """Yield what a reviewer adds to a reading: the rows that it lacks, and the amounts that its rows lack."""
    known = {fact.cite.figure for fact in facts(read)}
    rows = {fact.label.line: fact.path[:4] for fact in facts(read)}
    for row in made.rows:
        cells = [cell for cell, figure in _cells(made.source, row) if figure not in known]
        if row.line not in rows and cells:
            yield AddRow(path=row.path, text=row.label, line=row.line, cells=tuple(cells), reason=WHY)
        elif row.line in rows:
            yield from (AddCell(path=(*rows[row.line], "cells"), cell=cell, reason=WHY) for cell in cells)


def _cells(source: Source, row: GoldRow) -> Iterator[tuple[NewCell, str]]:
    """The amounts of a row as a reviewer adds them, each with the figure that prints it."""
    figures = list(source.by_line[row.line])
    for (measure, offset, stage), printed in row.cells:
        figure = next(found for found in figures if found.printed == printed)
        figures.remove(figure)
        where = {"measure": measure, "year_offset": offset, "stage": stage}
        yield NewCell.model_validate({**where, "figure": figure.id, "printed": printed}), figure.id


def reviewed(made: Made, store: Store) -> Session:
    """A sheet read offline, corrected by its gold, the rest waived, approved and saved."""
    saved = save(check(made.source, "offline", Settings(), words=store.words.uses()), store).saved
    assert saved is not None
    session = open_record(store, saved.record_id, "佐藤")
    given = tuple(corrections(made, session.draft.reading.sheet))
    if given:
        session.apply(*given)
    for finding in session.open_findings:
        if finding.waivable:
            session.waive(finding.key, WHY)
    session.approve()
    session.save()
    return session

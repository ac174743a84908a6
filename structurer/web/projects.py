"""The 総括表 as a page: one row a project, in 千円, each number linked to its print, the sums below."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from structurer.language import say
from structurer.record.tabular.revision import PASSED
from structurer.record.tabular.summary import AMOUNTS, THOUSAND, TITLES, ProjectAmount
from structurer.report import phrases
from structurer.report.pictures.areas import areas
from structurer.report.pictures.changes import NamedSummary, changes
from structurer.report.pictures.drawing import Picture
from structurer.sheet.facts import path_text
from structurer.store import Store
from structurer.text.money import print_number
from structurer.web.queue import Filter, Header, Queue, QueueRow, queue, totals
from structurer.web.summaries import Summaries

PER_PAGE = 500
"""Projects of a page: a department has some hundred, and a table is handed in whole."""
_PASSED = frozenset(verdict.value for verdict in PASSED)


class AmountLink(NamedTuple):
    """One number of the table as text, and the field that it leads to; several where prints do not agree."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project; `amounts` in the order of the table, `funded` is the stage of its sources in words."""

    row: QueueRow
    amounts: tuple[tuple[AmountLink, ...], ...]
    funded: str


class TotalRow(NamedTuple):
    """A line of sums: its words, and each sum with how many projects have no such amount."""

    name: str
    sums: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Projects:
    """The table; `left` are the columns that come before the amounts.

    `pictures` are those of the rows that are verified or approved, of one year; `undrawn` says why there are none.
    """

    queue: Queue
    left: tuple[Header, ...]
    amounts: tuple[Header, ...]
    rows: tuple[ProjectRow, ...]
    totals: tuple[TotalRow, ...]
    pictures: tuple[Picture, ...]
    undrawn: str


def projects(store: Store, summaries: Summaries, asked: Filter) -> Projects:
    """The table as asked for."""
    found = queue(store, summaries, asked, PER_PAGE)
    sure = [row for row in found.lines if row.verdict in _PASSED]
    sums = [_total(say("合計(確認済み・承認済み)", "Sum of those verified or approved"), sure)]
    if len(sure) < len(found.lines):
        sums.append(_total(say("合計(要確認を含む)", "Sum with those that need review"), found.lines))
    return Projects(
        found,
        tuple(found.headers[name] for name in ("department", "project", "year")),
        tuple(found.headers[name] for name in AMOUNTS),
        tuple(map(_row, found.lines)),
        tuple(sums),
        *_pictures(sure),
    )


def _pictures(sure: list[QueueRow]) -> tuple[tuple[Picture, ...], str]:
    if len({row.year for row in sure}) > 1:
        return (), say(
            "年度を一つに絞ると、増減と事業の大きさの図が出ます。",
            "Filter by one year for pictures of the changes and of the sizes of projects.",
        )
    named = [NamedSummary(row.id, row.project, row.summary) for row in sure]
    made = (changes(named), areas(named, say("事業の大きさ", "Sizes of projects")))
    return tuple(picture for picture in made if picture is not None), ""


def _row(row: QueueRow) -> ProjectRow:
    made = row.summary
    return ProjectRow(row, tuple(_links(amount) for _, amount in made.amounts), phrases.stage(made.funded))


def _links(amount: ProjectAmount) -> tuple[AmountLink, ...]:
    """The number with its first print; where prints do not agree each of them with its own."""
    if amount.value is not None:
        return (AmountLink(thousands(amount.value), path_text(amount.facts[0].path)),)
    values = {fact.cite.value: path_text(fact.path) for fact in reversed(amount.facts)}
    return tuple(AmountLink(thousands(value), path) for value, path in reversed(values.items()))


def thousands(value: Fraction) -> str:
    """An amount in 千円 for people."""
    return print_number(value, scale=THOUSAND)


def _total(name: str, rows: list[QueueRow] | tuple[QueueRow, ...]) -> TotalRow:
    found = totals(rows)
    zero = (thousands(Fraction(0)), len(rows))
    sums = [(thousands(found[one].value), len(rows) - found[one].having) if one in found else zero for one in TITLES]
    return TotalRow(f"{name} {len(rows)}", tuple(sums))

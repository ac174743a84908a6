"""The queue of records: those that need review, the worst first, then the others by time; filtered and ordered as the address says."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlencode

from structurer.checks.outcome import Verdict
from structurer.language import say
from structurer.record.tabular.summary import ProjectSummary
from structurer.report import phrases
from structurer.report.page.bars import yen
from structurer.store import RecordSummary, Store
from structurer.text.words import squeeze
from structurer.web.summaries import ListedRecord, Summaries

PER_PAGE = 50
"""Rows of a page of the queue: an arbitrary number that keeps the page of a store of thousands small."""
_LONGEST = 200
"""Characters of anything in the address: names are shorter."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the queue shows and in which order; empty means any, and the worst first. `sort` begins with `-` for the largest first."""

    verdict: str = ""
    text: str = ""
    code: str = ""
    year: str = ""
    department: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filter":
        """The filter in an address; what it cannot mean is ignored."""
        given = {name: query.get(name, "")[:_LONGEST] for name in ("text", "year", "department")}
        verdict, sort, page = query.get("verdict", ""), query.get("sort", ""), query.get("page", "1")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
        return cls(
            verdict=verdict if verdict in {one.value for one in Verdict} else "",
            code=query.get("code", "")[:20].upper(),
            sort=sort if sort.removeprefix("-") in SORTS else "",
            page=max(number, 1),
            **given,
        )

    @property
    def is_asked(self) -> bool:
        """True where it leaves anything out."""
        return any((self.verdict, self.text, self.code, self.year, self.department))

    def query(self, **changes: str | int) -> str:
        """The address of the same view with some changes; any change but of the page begins at the first."""
        known = asdict(replace(self, page=1)) | changes
        kept = {name: str(value) for name, value in known.items() if value and (name, value) != ("page", 1)}
        return "?" + urlencode(kept)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One record in the queue."""

    id: str
    name: str
    project: str
    verdict: str
    verdict_name: str
    findings: int
    at_stake: int
    stake: str
    codes: tuple[str, ...]
    holder: str
    revision: int
    saved_at: str
    reader: str
    summary: ProjectSummary
    year: int | None
    year_given: bool

    @property
    def file(self) -> str:
        """The name of the source without its folders."""
        return re.split(r"[/\\]", self.name)[-1] or self.name

    @property
    def department(self) -> str:
        """Department and division, as the sheet names them."""
        return " ".join(filter(None, (self.summary.department, self.summary.division)))


class Header(NamedTuple):
    """The head of a column: where it leads, and how the rows are ordered by it (`ascending`, `descending` or nothing)."""

    name: str
    title: str
    query: str
    order: str


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue, and what its filters may be set to.

    Attributes:
        counts: how many records have each verdict, whatever is asked for.
        headers: the columns by which the rows can be ordered, by their names.
    """

    asked: Filter
    lines: tuple[QueueRow, ...]
    total: int
    pages: int
    counts: tuple[tuple[str, str, int], ...]
    codes: tuple[str, ...]
    years: tuple[int, ...]
    departments: tuple[str, ...]
    headers: Mapping[str, Header]

    @property
    def everything(self) -> int:
        """How many records there are."""
        return sum(count for _, _, count in self.counts)

    @property
    def waiting(self) -> int:
        """How many of them need review."""
        return next(count for value, _, count in self.counts if value == Verdict.NEEDS_REVIEW.value)


_Key = Callable[[QueueRow], str | int | Fraction | None]

SORTS: Mapping[str, _Key] = MappingProxyType(
    {
        "project": lambda row: row.project,
        "year": lambda row: row.year,
        "department": lambda row: row.department or None,
        "request": lambda row: row.summary.request.value,
        "last_year": lambda row: row.summary.last_year.value,
        "difference": lambda row: row.summary.difference.value,
        "decision": lambda row: row.summary.decision.value,
        "national": lambda row: row.summary.national.value,
        "general": lambda row: row.summary.general.value,
        "verdict": lambda row: row.verdict_name,
        "findings": lambda row: row.findings,
        "stake": lambda row: row.at_stake,
        "saved": lambda row: row.saved_at,
    }
)
"""What the rows can be ordered by."""
_TITLES = {
    "project": ("事業", "project"), "year": ("年度", "year"), "department": ("部局・課室", "department"),
    "request": ("要求額", "request"), "last_year": ("前年度", "last year"), "difference": ("増減", "difference"),
    "decision": ("計上額", "decision"), "national": ("国庫支出金", "national"), "general": ("一般財源", "general fund"),
    "verdict": ("判定", "verdict"), "findings": ("確認事項", "findings"), "stake": ("最大の金額", "at stake"),
    "saved": ("保存", "saved"),
}  # fmt: skip
_LARGEST_FIRST = frozenset(SORTS) - {"project", "department", "verdict"}
"""Numbers and times, of which the largest is asked for first."""


def queue(store: Store, summaries: Summaries, asked: Filter, per_page: int = PER_PAGE) -> Queue:
    """The queue as asked for."""
    rows = _rows(store, summaries)
    found = _ordered([row for row in rows if _fits(row, asked)] if asked.is_asked else rows, asked.sort)
    first = (asked.page - 1) * per_page
    counted = Counter(row.verdict for row in rows)
    return Queue(
        asked=asked,
        lines=tuple(found[first : first + per_page]),
        total=len(found),
        pages=-(-len(found) // per_page) or 1,
        counts=tuple((one.value, phrases.verdict(one), counted[one.value]) for one in Verdict),
        codes=tuple(sorted({code for row in rows for code in row.codes})),
        years=tuple(sorted({row.year for row in rows if row.year is not None}, reverse=True)),
        departments=tuple(sorted({row.summary.department for row in rows} - {""})),
        headers={name: _header(name, asked) for name in SORTS},
    )


def _rows(store: Store, summaries: Summaries) -> list[QueueRow]:
    """Every record, in the order of the queue, those that do not wait after those that do, with whoever works on it now."""
    rows = summaries.kept(store, lambda: _rows_of_now(store, summaries))
    holders = {lease.record_id: lease.holder for lease in store.leases()}
    return [replace(row, holder=holders[row.id]) if row.id in holders else row for row in rows]


def _rows_of_now(store: Store, summaries: Summaries) -> list[QueueRow]:
    waiting = store.queue()
    places = {entry.id: place for place, entry in enumerate(waiting)}
    stakes = {entry.id: entry.stake for entry in waiting}
    known = summaries.of(store)
    ordered = sorted(store.records(), key=lambda record: places.get(record.id, len(places)))
    return [
        _row(one, known[one.id], stakes.get(one.id, 0))
        for one in ordered
        if one.ending is None and one.id in known  # what was saved since the next view has
    ]


def _row(record: RecordSummary, listed: ListedRecord, stake: int) -> QueueRow:
    return QueueRow(
        id=record.id,
        name=record.name,
        project=record.project or record.name,
        verdict=record.verdict.value,
        verdict_name=phrases.verdict(record.verdict),
        findings=record.findings,
        at_stake=stake,
        stake=yen(Fraction(stake)) if stake else "",
        codes=listed.codes,
        holder="",
        revision=record.revisions,
        saved_at=record.saved_at,
        reader=record.model,
        summary=listed.summary,
        year=listed.year,
        year_given=listed.is_given,
    )


def _fits(row: QueueRow, asked: Filter) -> bool:
    words = squeeze(f"{row.project} {row.name} {row.id} {row.department}").lower()
    return (
        (not asked.verdict or row.verdict == asked.verdict)
        and all(squeeze(word).lower() in words for word in asked.text.split())
        and (not asked.code or asked.code in row.codes)
        and (not asked.year or asked.year == str(row.year))
        and (not asked.department or asked.department == row.summary.department)
    )


def _ordered(rows: Sequence[QueueRow], sort: str) -> list[QueueRow]:
    """The rows in an order; those that have nothing to be ordered by come last, in either direction."""
    if not sort:
        return list(rows)
    key = SORTS[sort.removeprefix("-")]
    having = [(value, row) for row in rows if (value := key(row)) is not None]
    found = sorted(having, key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [*(row for _, row in found), *(row for row in rows if key(row) is None)]


def _header(name: str, asked: Filter) -> Header:
    orders = {name: "ascending", f"-{name}": "descending"}
    first = f"-{name}" if name in _LARGEST_FIRST else name
    other = name if first != name else f"-{name}"
    return Header(
        name, say(*_TITLES[name]), asked.query(sort=other if asked.sort == first else first), orders.get(asked.sort, "")
    )


def after_approval(store: Store, record_id: str, author: str) -> str:
    """The address to go to when a record is approved: the next one that waits and that nobody else works on, else the queue."""
    held = {lease.record_id for lease in store.leases() if lease.holder != author}
    waiting = (entry.id for entry in store.queue() if entry.id not in held)
    following = next(waiting, None)
    return f"/?approved={record_id}" if following is None else f"/sheets/{following}?approved={record_id}"


class Total(NamedTuple):
    """The sum of one amount over some projects; `having` of them have it."""

    value: Fraction
    having: int


def totals(rows: Iterable[QueueRow]) -> dict[str, Total]:
    """The sum of each amount of some projects."""
    found: dict[str, list[Fraction]] = {}
    for row in rows:
        for name, amount in row.summary.amounts:
            found.setdefault(name, []).extend([] if amount.value is None else [amount.value])
    return {name: Total(sum(values, Fraction(0)), len(values)) for name, values in found.items()}

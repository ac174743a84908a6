"""Sanity: unit slips, percentages over 100, a part larger than its whole."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from structurer.checks.check import check
from structurer.checks.claim import ClaimOutcome, Judgement, shown
from structurer.checks.equation import Equation, Term
from structurer.checks.select import one, project_amounts, rows
from structurer.entry import Entry, Reading
from structurer.sheet import Measure, Stage, Table
from structurer.source import Source, Unit

_SLIPS = tuple(Fraction(10) ** power for power in (3, 4, 6, 8))
_MAY_EXCEED = re.compile(r"比|伸び|達成率|増減|充足率|稼働率|進捗率|利用率|対前年")
_MOST_PERCENT = 100


@dataclass(frozen=True, slots=True)
class SameScale:
    """Two prints of one quantity are not a power of ten of a unit apart."""

    name: str
    entry: Entry
    reference: Entry
    note: bool = False
    lines: tuple[int, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The print in doubt first."""
        return (self.entry, self.reference)

    def judge(self, source: Source) -> Judgement:
        """Fails where the two differ by exactly a unit's factor (千, 万, 百万, 億)."""
        del source
        own, other = abs(self.entry.cite.value), abs(self.reference.cite.value)
        factor = next((slip for slip in _SLIPS if own == other * slip or other == own * slip), None)
        if factor is None:
            return Judgement(ClaimOutcome.HOLDS, (f"{shown(self.entry)} : {shown(self.reference)}",), own, other)
        sides = (self.entry, self.reference) if own > other else (self.reference, self.entry)
        working = f"{shown(sides[0])} = {factor.numerator:,} × {shown(sides[1])}"
        return Judgement(ClaimOutcome.FAILS, (working,), own, other)


@check("SAN901", "unit-slip")
def unit_slip(reading: Reading) -> Iterator[SameScale]:
    """Two prints of one amount differ by exactly 1,000 or another unit's factor.

    Why it matters   円 printed for 千円 makes an amount a thousandth of itself, and no single digit looks wrong.
    Inputs           Every print of the project's amount of one year and stage, other than zero.
    Arithmetic       Neither is exactly 1,000, 10,000, 1,000,000 or 100,000,000 times the other.
    What to do       Check the unit printed beside the figure and above the table.

    日本語
    同じ金額の二つの印字が、ちょうど千倍など単位の倍率だけ違う。
    千円を円と書くと金額は千分の一になるが、どの数字も正しく見える。年度と段階が同じ事業費の印字(0を除く)どうしが、千・万・百万・億倍で
    ないかを見る。数字の横と表の上の単位を確かめる。
    """
    for prints in project_amounts(reading).values():
        amounts = Counter(entry.cite.amount for entry in prints if entry.cite.value != 0)
        if len(amounts) < 2:
            continue
        common = amounts.most_common(1)[0][0]
        reference = next(entry for entry in prints if entry.cite.amount == common)
        for entry in prints:
            if entry.cite.amount != common and entry.cite.value != 0:
                yield SameScale(" ".join(p for p in (entry.section, entry.row) if p), entry, reference)


@dataclass(frozen=True, slots=True)
class Within:
    """A percentage is at most 100."""

    name: str
    entry: Entry
    note: bool
    lines: tuple[int, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The percentage."""
        return (self.entry,)

    def judge(self, source: Source) -> Judgement:
        """Unverifiable above 100: most rates cannot exceed it, some can."""
        del source
        within = self.entry.cite.value <= _MOST_PERCENT
        outcome = ClaimOutcome.HOLDS if within else ClaimOutcome.UNVERIFIABLE
        return Judgement(outcome, (f"{shown(self.entry)} {'≦' if within else '>'} {_MOST_PERCENT} %",))


@check("SAN902", "percent-over-hundred")
def percent(reading: Reading) -> Iterator[Within]:
    """An indicator in percent exceeds 100.

    Why it matters   A lost decimal point turns 60.5 % into 605 %.
    Inputs           Every indicator and plan value whose unit is %.
    Arithmetic       ≤ 100. For growth, comparisons and rates of attainment, which may exceed it, it is information only.
    What to do       Check the decimal point; where the rate may exceed 100, waive with a reason.

    日本語
    単位が%の指標の値が100を超えている。
    小数点が落ちると60.5%が605%になる。単位が%の指標と計画の値が100以下かを見る。伸び率・比・達成率など100を超えうるものは参考にとどめる。
    小数点を確かめ、100を超えうる率なら理由を付けて了承する。
    """
    for entry in reading.entries:
        if entry.table in {Table.INDICATOR, Table.PLAN} and entry.cite.unit is Unit.PERCENT:
            yield Within(entry.row, entry, note=_MAY_EXCEED.search(entry.row) is not None)


@check("SAN903", "part-exceeds-whole")
def part_and_whole(reading: Reading) -> Iterator[Equation]:
    """A part is larger than the whole it is printed beside.

    Why it matters   It shows two columns swapped where no sum covers them.
    Inputs           In each cost row: うち一般財源 and the budget, 決算額 and the current budget.
    Arithmetic       General fund ≤ project cost; settled ≤ current.
    What to do       Check which column each figure stands in.

    日本語
    「うち」の額や決算額が、元の額を超えている。
    どの合計にも含まれない列の入れ違いが分かる。コスト表の各行で うち一般財源 ≦ 予算額、決算額 ≦ 予算現額 かを見る。
    どの列の数字かを確かめる。
    """
    for entries in rows(reading, Table.COST).values():
        current = one(entries, Measure.PROJECT_COST, stage=Stage.CURRENT)
        general = one(entries, Measure.GENERAL_FUND)
        settled = one(entries, Measure.PROJECT_COST, stage=Stage.SETTLED)
        whole = current or one(entries, Measure.PROJECT_COST)
        if general is not None and whole is not None:
            yield Equation(f"うち一般財源 ≦ {whole.row}", whole, (Term(general),), at_most=True)
        if settled is not None and current is not None:
            yield Equation(f"決算額 ≦ 予算現額 {current.row}", current, (Term(settled),), at_most=True)

"""Sanity: unit slips, percentages over 100, a part larger than its whole."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from structurer.checks.check import check
from structurer.checks.claim import Judgement, Observation, holds_if, observed, shown
from structurer.checks.equation import Equation, Term
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.reading import Reading
from structurer.checks.select import one, project_amounts, rows
from structurer.checks.working import notation
from structurer.sheet.facts import Fact
from structurer.sheet.model import Measure, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.money import fold
from structurer.text.source import Source, Unit
from structurer.text.words import squeeze

_SLIPS = tuple(10**power for power in (3, 4, 6, 8))  # 千円, 万円, 百万円 and 億円 taken for yen
_MAY_EXCEED = re.compile(r"比|伸び|達成率|増減|充足率|稼働率|進捗率|利用率|対前年")
_MOST_PERCENT = 100  # a share of a whole has no more
_THREE_DECIMALS = re.compile(r"\d\.\d{3}(?!\d)")


@check("SAN901", "unit-slip")
def unit_slip(reading: Reading) -> Iterator[Observation]:
    """Two prints of one amount differ by exactly 1,000 or another unit's factor.

    Why it matters   円 printed for 千円 makes an amount a thousandth of itself, and no single digit looks wrong.
    Inputs           Every print of the project's amount of one year and stage, and of an item printed in several sections,
                     other than zero.
    Arithmetic       Neither is exactly 1,000, 10,000, 1,000,000 or 100,000,000 times the other.
    What to do       Check the unit printed beside the figure and above the table.

    日本語
    同じ金額の二つの印字が、ちょうど千倍など単位の倍率だけ違う。
    千円を円と書くと金額は千分の一になるが、どの数字も正しく見える。年度と段階が同じ事業費や、複数の節に
    印字された同じ細事業(0を除く)どうしが、千・万・百万・億倍で
    ないかを見る。数字の横と表の上の単位を確かめる。
    """
    for prints in (*project_amounts(reading).values(), *_items_again(reading)):
        amounts = Counter(fact.cite.amount for fact in prints if fact.cite.value != 0)
        if len(amounts) < 2:
            continue
        common = amounts.most_common(1)[0][0]
        reference = next(fact for fact in prints if fact.cite.amount == common)
        for fact in prints:
            if fact.cite.amount != common and fact.cite.value != 0:
                yield _same_scale(reading.source, fact, reference)


def _same_scale(source: Source, fact: Fact, reference: Fact) -> Observation:
    """Two prints of one quantity are not exactly a unit's factor (千, 万, 百万, 億) apart."""
    own, other = abs(fact.cite.value), abs(reference.cite.value)
    larger, smaller = (fact, reference) if own > other else (reference, fact)
    factor = next((slip for slip in _SLIPS if max(own, other) == min(own, other) * slip), None)
    relation = "≠ n ×" if factor is None else f"= {factor:,} ×"
    named, bare = (
        f"{write(larger)} {relation} {write(smaller)}" for write in (notation((fact, reference), source), shown)
    )
    name = " ".join(part for part in (fact.section, fact.row) if part)
    return Observation(name, (fact, reference), Judgement(holds_if(factor is None), (named,), own, other, (bare,)))


def _items_again(reading: Reading) -> list[list[Fact]]:
    """The amounts of items of one name that are printed in several sections."""
    found: dict[tuple[str, tuple[str, int, str]], list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.table is Table.ITEM and fact.measure is Measure.AMOUNT:
            found[squeeze(fact.row), fact.column].append(fact)
    return [prints for prints in found.values() if len(prints) > 1]


@check("SAN902", "percent-over-hundred")
def percent(reading: Reading) -> Iterator[Observation]:
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
    for fact in reading.facts:
        if fact.table in {Table.INDICATOR, Table.PLAN} and fact.cite.unit is Unit.PERCENT:
            within = fact.cite.value <= _MOST_PERCENT
            outcome = (
                ClaimOutcome.HOLDS if within else ClaimOutcome.UNVERIFIABLE
            )  # most rates cannot exceed it, some can
            working = f"{shown(fact)} {'≦' if within else '>'} {_MOST_PERCENT} %"
            yield observed(fact.row, (fact,), outcome, working, note=_MAY_EXCEED.search(fact.row) is not None)


@check("SAN903", "part-exceeds-whole")
def part_and_whole(reading: Reading) -> Iterator[Equation]:
    """A part is larger than the whole it is printed beside.

    Why it matters   It shows two columns swapped where no sum covers them.
    Inputs           In each cost row: うち一般財源 and the budget, 決算額 and the current budget of its year.
    Arithmetic       General fund ≤ project cost; settled ≤ current.
    What to do       Check which column each figure stands in.

    日本語
    「うち」の額や決算額が、元の額を超えている。
    どの合計にも含まれない列の入れ違いが分かる。コスト表の各行で うち一般財源 ≦ 予算額、決算額 ≦ 同じ年度の予算現額 かを見る。
    どの列の数字かを確かめる。
    """
    for facts in rows(reading, Table.COST).values():
        current = one(facts, Measure.PROJECT_COST, stage=Stage.CURRENT)
        general = one(facts, Measure.GENERAL_FUND)
        settled = one(facts, Measure.PROJECT_COST, stage=Stage.SETTLED)
        whole = current or one(facts, Measure.PROJECT_COST)
        if general is not None and whole is not None:
            yield Equation(f"うち一般財源 ≦ {whole.row}", whole, (Term(general),), at_most=True)
        if settled is not None and current is not None and settled.year_offset == current.year_offset:
            yield Equation(f"決算額 ≦ 予算現額 {current.row}", current, (Term(settled),), at_most=True)


@check("SAN904", "ambiguous-decimal")
def ambiguous_decimal(reading: Reading) -> Iterator[Observation]:
    """An amount is printed with exactly three decimals.

    Why it matters   147.815千円 for 147,815千円 is a slip of real sheets: a point where a comma is meant.
    Inputs           Every amount of money as printed.
    Arithmetic       None: three digits after the point are read as decimals, and said to be doubtful.
    What to do       Compare with the sheet's other amounts; where decimals are meant, waive with a reason.

    日本語
    小数点以下がちょうど3桁の金額がある。
    147,815千円を147.815千円とする誤植は実際にある。小数として読んだうえで、疑わしいことを示す。他の金額と見比べ、小数でよければ
    理由を付けて了承する。
    """
    for fact in reading.facts:
        if fact.cite.unit is Unit.YEN and _THREE_DECIMALS.search(fold(fact.cite.printed)) is not None:
            yield observed(fact.row, (fact,), ClaimOutcome.UNVERIFIABLE, f"{shown(fact)} → {fact.cite.amount}円")


@check("SAN905", "unit-left-over")
def unit_left_over(reading: Reading) -> Iterator[Observation]:
    """A table without a unit of its own takes over the unit of another, in a sheet that uses two.

    Why it matters   Taken over from the table before, 円 for 千円 makes every amount of the table a thousandth.
    Inputs           The units declared in the sheet and printed beside its costs and lead lines, and the tables of bare
                     numbers.
    Arithmetic       None: where the sheet declares two different units, each table needs its own declaration.
    What to do       Check the unit in the published sheet.

    日本語
    単位の記載がない表が、別の単位も使うシートの中にある。
    前の表の単位を引き継ぐと、千円を円と読んで表全体が千分の一になりかねない。シートに複数の単位があるとき、表ごとに単位の記載があるかを
    見る。公表されたシートで単位を確かめる。
    """
    declared = [(line, scale) for line, found in reading.source.declared.items() for _, scale in found]
    stated = [
        reading.source.by_id.get(e.cite.figure or "") for e in reading.facts if e.table in {Table.COST, Table.TOTAL}
    ]
    printed = {figure.scale for figure in stated if figure is not None and figure.scale is not None}
    if len({scale for _, scale in declared} | printed) < 2:
        return
    used: dict[int, tuple[str | int, ...]] = {}
    for fact in sorted(_bare(reading), key=lambda fact: fact.cite.line or 0):
        governing = max((line for line, _ in declared if line <= (fact.cite.line or 0)), default=0)
        table = used.setdefault(governing, fact.path[:2])
        if table != fact.path[:2]:
            working = f"{shown(fact)} ← L{governing}"
            yield observed(fact.row, (fact,), ClaimOutcome.UNVERIFIABLE, working, lines=(governing,))


def _bare(reading: Reading) -> list[Fact]:
    """Amounts whose figure prints no unit of its own."""
    figures = reading.source.by_id
    bare = [e for e in reading.facts if e.cite.unit is Unit.YEN and e.cite.figure in figures]
    return [fact for fact in bare if figures[fact.cite.figure or ""].scale is None]

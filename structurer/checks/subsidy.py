"""The national share and the terms of subsidies paid."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from structurer.checks.check import check
from structurer.checks.claim import Judgement, Observation, shown_value
from structurer.checks.equation import Share, rounded_forms
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.reading import Reading
from structurer.checks.select import one, row_name, rows
from structurer.checks.working import notation
from structurer.sheet.facts import Fact, SheetPath, eligible_facts, rate_facts
from structurer.sheet.model import Measure, Stage, Table
from structurer.text.source import Source


@check("SUB401", "national-share-mismatch")
def national_share(reading: Reading) -> Iterator[Share]:
    """The national treasury disbursement is not the declared rate of the eligible cost.

    Why it matters   The national half is what an auditor recomputes first.
    Inputs           The declared rate (財源:国1/2), each funding row's national figure, and the eligible cost where the
                     sheet states it, else the row's total.
    Arithmetic       National = rate × base, rounded down, to the nearest or up to the printed unit; the working says
                     which. Where no eligible cost is stated a different share proves nothing: unverifiable, with the
                     implied share. With several declared rates the one that fits counts; a 計 of rows whose shares
                     hold is not asked, since each of them is rounded for itself; nor is the sum of the shares of all items.
    What to do       Look for the eligible cost in the sheet; where the rate applies to another base, waive with a reason.

    日本語
    国庫支出金が、補助対象経費に補助率を掛けた額と一致しない。
    国の補助率は最初に検算される。財源欄の率(国1/2など)と各行の国庫支出金を、補助対象経費(記載がなければ事業費)に率を掛けて
    印字単位に丸めた額(切捨て・四捨五入・切上げのどれかを示す)と比べる。補助対象経費の記載がなく割合が違うときは「確認できない」とし、
    実際の割合を示す。割合の合う行を足した計と、細事業ごとに丸めた額の和は、それぞれに丸めるので問わない。率の対象が別の経費なら、理由を付けて了承する。
    """
    declared = reversed(list(rate_facts(reading.sheet)))
    rates = list({rate.cite.value: rate for rate in declared}.values())[::-1]  # the first that declares each
    eligible = {(e.year_offset, e.stage): e for e in eligible_facts(reading.sheet)}
    holding: list[tuple[Fact, Fact]] = []
    for facts in (*rows(reading, Table.FUNDING).values(), *_crossed(reading)):
        national, total = one(facts, Measure.NATIONAL), one(facts, Measure.TOTAL)
        if not rates or national is None or total is None or total.cite.value == national.cite.value == 0:
            continue
        named = eligible.get((total.year_offset, total.stage))
        base = named if named is not None else total
        name = f"国庫補助率 {national.row}"
        shares = [Share(name, national, base, rate, stated_base=named is not None) for rate in rates]
        fitting = [share for share in shares if share.outcome(reading.source) is ClaimOutcome.HOLDS]
        if fitting:
            holding.append((national, total))
        elif _is_sum(national, total, holding) or (named is None and _is_of_items(reading, national, total, rates)):
            continue  # each part is rounded for itself, and may differ from the sum's own share by that
        yield fitting[0] if fitting else shares[0]


def _is_sum(national: Fact, total: Fact, parts: Sequence[tuple[Fact, Fact]]) -> bool:
    """True for a 計 to which the rows above it add up, in both columns: their shares hold, and so does its."""
    own = [pair for pair in parts if pair[0].path[:2] == national.path[:2]]
    sums = (sum(pair[n].cite.value for pair in own) for n in range(2))
    return len(own) > 1 and tuple(sums) == (national.cite.value, total.cite.value)


_WAYS = "↓≈↑"
"""Down, to the nearest, up: a sheet rounds all shares of its items alike."""


def _is_of_items(reading: Reading, national: Fact, total: Fact, rates: Sequence[Fact]) -> bool:
    """True for the sum of the shares of all items, each rounded for itself, where the items come to the total."""
    figure, moment = reading.source.by_id.get(national.cite.figure or ""), (total.year_offset, total.stage)
    listed: dict[SheetPath, list[Fraction]] = defaultdict(list)
    for fact in reading.facts:
        if fact.table is Table.ITEM and fact.measure is Measure.AMOUNT and (fact.year_offset, fact.stage) == moment:
            listed[fact.path[:2]].append(fact.cite.value)
    if figure is None:
        return False
    return any(
        sum(_rounded(rate.cite.value * value, figure.rounding, way) for value in values) == national.cite.value
        for values in listed.values()
        if len(values) > 1 and sum(values) == total.cite.value
        for rate in rates
        for way in _WAYS
    )


def _rounded(exact: Fraction, unit: int, way: str) -> Fraction:
    return next(value for sign, value in rounded_forms(exact, unit) if sign == "=" or way in sign)


def _crossed(reading: Reading) -> Iterator[list[Fact]]:
    """The national share and the total of a year and stage that stand in rows of their own, with the stages in columns."""
    found: dict[tuple[SheetPath, int, Stage], list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.table is Table.FUNDING and fact.measure in {Measure.NATIONAL, Measure.TOTAL}:
            found[fact.path[:2], fact.year_offset, fact.stage].append(fact)
    for facts in found.values():
        apart = len(facts) == 2 and len({fact.measure for fact in facts}) == 2
        if apart and row_name(facts[0]) != row_name(facts[1]):
            yield facts


@check("SUB402", "subsidy-exceeds-ceiling")
def ceiling(reading: Reading) -> Iterator[Observation]:
    """An item is larger than its subsidy's ceiling times the expected number.

    Why it matters   It tells whether the item pays for more than the subsidy itself.
    Inputs           補助上限額, the expected number (10件程度) and the item's amount of the request.
    Arithmetic       ceiling × number ≥ item. Information only: the number is about, and other costs may be in the item.
    What to do       Nothing is asked of a reviewer.

    日本語
    細事業の額が、補助上限額×件数を超えている。
    補助金以外の経費を含むかどうかの目安になる。補助上限額に予定件数を掛けて細事業の額と比べる。件数は目安であり、参考として示すだけで
    確認は求めない。
    """
    for number, section in enumerate(reading.sheet.sections):
        for place in range(len(section.items)):
            own = reading.under("sections", number, "items", place)
            item, cap, count = one(own, Measure.AMOUNT, 0), one(own, Measure.CAP), one(own, Measure.COUNT)
            if item is not None and cap is not None and count is not None:
                yield _ceiling(reading.source, item, cap, count)


def _ceiling(source: Source, item: Fact, cap: Fact, count: Fact) -> Observation:
    """Cap × count beside the item's amount: 程度 is about, and not all recipients reach the cap."""
    ceiling = cap.cite.value * count.cite.value
    enough = ceiling >= item.cite.value
    write = notation((item, cap, count), source)
    product = f"{write(cap)} × {write(count)} = {shown_value(ceiling, (cap,), source)}"
    working = (f"{product} {'≧' if enough else '<'} {write(item)}",)
    outcome = ClaimOutcome.HOLDS if enough else ClaimOutcome.UNVERIFIABLE
    judgement = Judgement(outcome, working, item.cite.value, ceiling)
    return Observation(f"補助上限額×件数 {item.row}", (item, cap, count), judgement, note=True)

"""Changes on the year before."""

from collections.abc import Iterator

from structurer.checks.check import check
from structurer.checks.claim import Claim, Observation, holds_if, observed, shown
from structurer.checks.equation import Equation, Term
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.reading import Reading
from structurer.checks.select import one
from structurer.checks.working import notation
from structurer.sheet.facts import Fact, difference_facts
from structurer.sheet.model import Measure, Stage, Table
from structurer.text import lazy_re as re

_NEW = re.compile(r"^(?:皆増|新規|新設)$")
_GONE = re.compile(r"^(?:皆減|廃止|終了)$")


@check("CHG501", "change-mismatch")
def change(reading: Reading) -> Iterator[Equation]:
    """A printed change is not the current amount less that of the year before.

    Why it matters   A sign lost (▲, △) or two columns swapped turns a cut into a rise.
    Inputs           Each row with a change: its current and its previous amount; a blank beside 新規 or 皆減 is none. For a
                     前年度比 in running text, the request and the previous budget of the lead lines. In a table of requests and
                     decisions without an earlier year, the decision and the request. Of several decisions (内示, 査定) the
                     last one printed.
    Arithmetic       Current − previous = change, to the yen, with the sign as printed.
    What to do       Check the sign and which column is which year.

    日本語
    増減が、要求額と前年度予算額の差と一致しない。
    符号(▲△)の見落としや列の入れ違いは、減額を増額に変えてしまう。各行で 要求額 − 前年度予算額 = 増減 を符号を含めて比べる。
    新規・皆減の空欄は0とみなす。前年度の列がなく要求と査定が並ぶ表では、査定額 − 要求額 と比べる。内示と査定のように
    決定が複数あるときは、最後に印字されたものと比べる。符号と、どの列がどの年度かを確かめる。
    """
    for fact in reading.facts:
        if fact.measure is Measure.CHANGE:
            terms = _terms(reading, fact)
            if terms:
                yield Equation(" ".join(part for part in ("増減", fact.section, fact.row) if part), fact, terms)


def _terms(reading: Reading, fact: Fact) -> tuple[Term, ...]:
    lead = fact.path[0] == "totals"
    own = [e for e in reading.facts if e.path[0] == "totals"] if lead else reading.under(*fact.path[:4])
    if lead and one(own, Measure.AMOUNT) is None:  # the row of differences below sources: 差, 前年との対比
        return _of_totals(reading, fact)
    previous = one(own, Measure.AMOUNT, -1)
    current = _decided_last(reading, own, fact, Measure.AMOUNT) or one(own, Measure.AMOUNT, 0)
    if previous is None and fact.stage is Stage.APPROVED and not _has_earlier(reading, fact):
        previous = one(own, Measure.AMOUNT, 0, Stage.REQUEST)
    signed = ((current, 1), (previous, -1))
    return tuple(Term(part, sign) for part, sign in signed if part is not None)


def _decided_last(reading: Reading, own: list[Fact], change: Fact, measure: Measure) -> Fact | None:
    """The amount of the stage of a change; of several (内示 and 査定) the last one printed."""
    found = [fact for fact in own if (fact.measure, fact.year_offset, fact.stage) == (measure, 0, change.stage)]
    figures = ((reading.source.by_id.get(fact.cite.figure or ""), fact) for fact in found)
    return max(figures, key=lambda one: -1 if one[0] is None else one[0].start, default=(None, None))[1]


def _of_totals(reading: Reading, fact: Fact) -> tuple[Term, ...]:
    """The totals over sources that a change without lead lines compares: that of its stage and that of the year before."""
    totals = [one for one in reading.facts if one.table is Table.FUNDING and one.measure is Measure.TOTAL]
    signed = ((_decided_last(reading, totals, fact, Measure.TOTAL), 1), (one(totals, Measure.TOTAL, -1), -1))
    return tuple(Term(part, sign) for part, sign in signed if part is not None)


def _has_earlier(reading: Reading, fact: Fact) -> bool:
    """True where the table of a change has amounts of an earlier year, with which it compares."""
    return any(one.year_offset < 0 and one.measure is Measure.AMOUNT for one in reading.under(*fact.path[:2]))


@check("CHG502", "change-word-contradiction")
def change_word(reading: Reading) -> Iterator[Observation]:
    """A row called new has an amount in the year before, or one called ended has one now.

    Why it matters   A blank beside 新規 or 皆減 shifts the columns by one and still sums.
    Inputs           The change column's word (新規, 皆増; 皆減, 廃止) and the row's amounts.
    Arithmetic       New: the previous amount is blank or 0. Ended: the current amount is blank or 0.
    What to do       Check which column the amount stands in.

    日本語
    「新規」の行に前年度の額がある、または「皆減」の行に要求額がある。
    新規や皆減の空欄で列がずれても、合計は合ってしまうことがある。新規・皆増なら前年度、皆減・廃止なら要求額が空欄か0かを見る。
    どの列の数字かを確かめる。
    """
    for number, section in enumerate(reading.sheet.sections):
        for place, item in enumerate(section.items):
            remark = item.remark or ""
            offset = -1 if _NEW.match(remark) else 0 if _GONE.match(remark) else None
            own = reading.under("sections", number, "items", place)
            found = None if offset is None else one(own, Measure.AMOUNT, offset)
            if found is not None and found.stage in {Stage.INITIAL, Stage.REQUEST, Stage.APPROVED}:
                nothing = found.cite.value == 0
                named, bare = (
                    f"「{remark}」: {write(found)} {'=' if nothing else '≠'} 0"
                    for write in (notation((found,), reading.source), shown)
                )
                yield observed(f"{remark} {item.label.text}", (found,), holds_if(nothing), named, keyed=(bare,))


def _apart(fact: Fact, other: Fact) -> int:
    """The number of lines between two figures: a difference stands in the table of what it compares."""
    return abs((fact.cite.line or 0) - (other.cite.line or 0))


@check("CHG503", "difference-mismatch")
def difference(reading: Reading) -> Iterator[Claim]:
    """A printed difference of two rows or columns of a table is not their difference.

    Why it matters   A 増減 beside costs or sources betrays a figure that was taken from the wrong row or column.
    Inputs           Every 増減 or 比較 of a cost or funding table, and of items one that compares with other than the year
                     before, and the two amounts of its source or item it compares.
    Arithmetic       Current − previous = difference, to the yen, with the sign as printed.
    What to do       Check the sign and which row or column is which year or stage.

    日本語
    コスト表や財源表の増減・比較が、比べている二つの額の差と一致しない。
    費目や財源ごとの増減は、行や列の取り違えを知らせる。表の増減・比較の数字と、比べられている二つの額の差を、符号を含めて
    1円単位で比べる。符号と、どの行や列がどの年度・段階かを確かめる。
    """
    for found, stated in zip(reading.sheet.differences, difference_facts(reading.sheet), strict=True):
        own = sorted((e for e in reading.facts if e.path[0] == found.table), key=lambda e: _apart(e, stated))
        current = one(own, found.measure, found.year_offset, found.stage)
        previous = one(own, found.measure, found.against_offset, found.against_stage)
        name = f"{found.label.text} {current.row if current is not None else ''}".strip()
        terms = tuple(Term(e, sign) for e, sign in ((current, 1), (previous, -1)) if e is not None)
        if terms:
            yield Equation(name, stated, terms)
        else:
            yield observed(name, (stated,), ClaimOutcome.UNVERIFIABLE, f"{shown(stated)} = ?")

"""Last year's record as a witness: what a sheet prints for the year before is what that year's own sheet says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from structurer.checks.check import check
from structurer.checks.claim import Judgement, Observation, Result, observed, shown_value, unit_word
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.proof import Point, Proof
from structurer.checks.proved import prover_of
from structurer.checks.quantities import basis, quantities
from structurer.checks.reading import Reading
from structurer.checks.working import notation
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure, Stage
from structurer.sheet.names import MEASURES, STAGES
from structurer.sheet.prior import Prior, PriorFigure
from structurer.text.source import Unit

_YEAR = -1
_ALIKE = {
    Stage.INITIAL: frozenset({Stage.INITIAL, Stage.APPROVED}),
    Stage.APPROVED: frozenset({Stage.INITIAL, Stage.APPROVED}),
    Stage.CURRENT: frozenset({Stage.CURRENT}),
}
"""The stages of an earlier record's own year that a stage of the year before is compared with: 当初 is what was approved then."""

_INITIAL = "当初"
_MOST_SHOWN = 6
"""Amounts named in a note: a table of forty rows on another basis is one line."""


@dataclass(frozen=True, slots=True)
class Witness:
    """An amount of an earlier record with the record it stands in."""

    prior: Prior
    figure: PriorFigure

    @property
    def printed(self) -> str:
        """The amount with its unit."""
        unitless = self.figure.unit is Unit.YEN and "円" not in self.figure.printed
        return self.figure.printed + ((unit_word(self.figure.rounding) or "") if unitless else "")

    @property
    def shown(self) -> str:
        """The amount as a working has it: `2025年度の記録 804d25240a88: 計上額 68,582千円 (L35)`."""
        place = "" if self.figure.line is None else f" (L{self.figure.line})"
        words = self.figure.words or STAGES[self.figure.stage]
        return f"{self.prior.fiscal_year}年度の記録 {self.prior.record}: {words} {self.printed}{place}"


@check("YRS101", "prior-year-mismatch")
def last_year(reading: Reading) -> Iterator[Observation]:
    """An amount of the year before is not what the record of that year says.

    Why it matters   The sheet prints last year's budget once more: a digit that was copied wrongly shows in no sum of this sheet.
    Inputs           What is printed for 前年度 (当初, 最終, 現計), and what the saved record of that year of the same project says was
                     approved, or was the initial or the current budget. Of the older record only figures that its proofs bear out,
                     and none of a record that was withdrawn or superseded.
    Arithmetic       The one = the other, to the yen. Where the words name different budgets (当初, 6月補正後, 骨格) nothing is
                     compared, and that is noted; where this sheet does not say 当初, a difference asks a person.
    What to do       Look at both lines. Correct what was misread here, waive what the sheet prints; what is wrong in the older
                     record is corrected there. Two records that are not of one project: structurer link A B --apart.

    日本語
    前年度として印字された額が、前年度の記録の額と一致しない。
    前年度の額は写しであり、写し間違いはこのシートのどの計算にも現れない。前年度(当初・最終・現計)の額を、同じ事業の前年度の記録で計上・当初・
    現額とされた額と1円単位で比べる。前年度の記録は根拠のある数字だけを使い、取り下げ・置き換えの済んだ記録は使わない。どの予算か
    (当初、6月補正後、骨格)が異なる額は比べず、その旨を示す。当初と書かれていない額の違いは人に尋ねる。両方の行を見て、ここの
    読み違いなら直し、印字のとおりなら理由を付けて了承する。前年度の記録の誤りは、その記録で直す。別の事業どうしの記録は
    structurer link A B --apart で分ける。
    """
    if not reading.priors:
        return
    known = _known(reading.priors)
    proofs = {proof.fact.path: proof for proof in prover_of(reading).proofs}
    otherwise: list[tuple[tuple[Fact, ...], Witness]] = []
    for (quantity, stage), facts in _printed(reading).items():
        for own in _by_value(facts):
            words = {fact.path: _words(proofs, fact) for fact in own}
            found = [one for one in known.get(quantity, ()) if one.figure.unit == own[0].cite.unit]
            alike = [one for one in found if _is_alike(one.figure, stage, words.values())]
            if alike and not _is_nothing(own, alike):
                yield _compared(reading, own, alike, says=any(_INITIAL in text for text in words.values()))
            elif found and not alike:
                otherwise.append((own, found[0]))
    if otherwise:
        yield _noted(reading, otherwise)


def _known(priors: Iterable[Prior]) -> dict[str, list[Witness]]:
    found: dict[str, list[Witness]] = defaultdict(list)
    for prior in priors:
        for figure in prior.figures:
            found[figure.quantity].append(Witness(prior, figure))
    return found


def _printed(reading: Reading) -> dict[tuple[str, Stage], list[Fact]]:
    """What the sheet prints for the year before, by quantity and stage."""
    found: dict[tuple[str, Stage], list[Fact]] = defaultdict(list)
    for quantity, fact in quantities(reading, _YEAR):
        if fact.stage in _ALIKE:
            found[quantity, fact.stage].append(fact)
    return found


def _by_value(facts: Sequence[Fact]) -> Iterator[tuple[Fact, ...]]:
    """The prints of one amount together: those that differ are AGR601's to tell."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.cite.value, fact.cite.unit].append(fact)
    yield from map(tuple, groups.values())


def _words(proofs: dict[SheetPath, Proof], fact: Fact) -> str:
    """The label and the headings that are proved to stand around an amount."""
    place = proofs[fact.path].points.get("place")
    return fact.row if place is None or not place.words else place.words


def _is_alike(figure: PriorFigure, stage: Stage, words: Iterable[str]) -> bool:
    """True where an amount of the earlier record is on the basis that every print of this sheet names."""
    return figure.stage in _ALIKE[stage] and all(basis(text) == figure.basis for text in words)


def _is_nothing(own: tuple[Fact, ...], alike: Iterable[Witness]) -> bool:
    """True where an amount is 0 in both years: that holds of any two records."""
    return not own[0].cite.value and not any(one.figure.value for one in alike)


def _compared(reading: Reading, own: tuple[Fact, ...], alike: Sequence[Witness], *, says: bool) -> Observation:
    """An amount beside what the records of the year before say of it. `says` where it is called 当初."""
    settled = [one for one in alike if one.figure.settled]
    prints, name = _prints(reading, own), " ".join(filter(None, (own[0].row, _measure(own[0]))))
    if len({one.figure.value for one in settled}) != 1:
        why = "印字が一致しない" if settled else "根拠がない"
        others = (f"{one.shown}: {why}" for one in alike[:_MOST_SHOWN])
        return observed(name, own, ClaimOutcome.UNVERIFIABLE, f"{prints} ?", *others, note=True)
    witness = settled[0]
    gap = own[0].cite.value - witness.figure.value
    outcome, reasons, note = _outcome(reading, own, witness, says=says)
    working = [f"{prints} {'≠' if gap else '='} {witness.shown}"]
    if gap:
        working.append(f"{_prints(reading, own[:1])} − {witness.printed} = {shown_value(gap, own, reading.source)}")
    judged = Judgement(outcome, (*working, *reasons), own[0].cite.value, witness.figure.value)
    return Observation(name, own, judged, note=note)


def _outcome(
    reading: Reading, own: tuple[Fact, ...], witness: Witness, *, says: bool
) -> tuple[ClaimOutcome, tuple[str, ...], bool]:
    """The outcome of a comparison, why it is unverifiable, and whether it only informs."""
    gap = abs(own[0].cite.value - witness.figure.value)
    if gap == 0:
        return ClaimOutcome.HOLDS, (), False
    figures = (reading.source.by_id.get(fact.cite.figure or "") for fact in own)
    units = {figure.rounding for figure in figures if figure is not None} | {witness.figure.rounding}
    if len(units) > 1 and gap < max(units):
        return ClaimOutcome.UNVERIFIABLE, ("単位が異なり、端数の範囲内",), True
    if own[0].stage is not Stage.CURRENT and not says:
        return ClaimOutcome.UNVERIFIABLE, ("当初とも補正後とも書かれていない",), False
    return ClaimOutcome.FAILS, (), False


def _noted(reading: Reading, otherwise: Sequence[tuple[tuple[Fact, ...], Witness]]) -> Observation:
    """The amounts that stand on another basis than those of the records of the year before."""
    facts = tuple(fact for own, _ in otherwise for fact in own)
    working = [f"{_prints(reading, own)} ? {one.shown}" for own, one in otherwise[:_MOST_SHOWN]]
    more = [f"… ×{len(otherwise)}"] if len(otherwise) > _MOST_SHOWN else []
    why = "当初・補正後など、どの予算かが異なる"
    return observed("前年度", facts, ClaimOutcome.UNVERIFIABLE, *working, *more, why, note=True)


def _prints(reading: Reading, own: tuple[Fact, ...]) -> str:
    """The prints of one amount in a working."""
    return " = ".join(map(notation(own, reading.source), own))


def _measure(fact: Fact) -> str:
    return "" if fact.measure is Measure.AMOUNT else MEASURES[fact.measure]


def further_ties(reading: Reading, proofs: Sequence[Proof]) -> Sequence[Proof]:
    """Proofs with this check beside the equations of the sheet: shown, and never in the place of a point that is needed.

    An older record may err in the same way, so that a figure which only a sentence places is proved by its own sheet or not at all.
    """
    tied = {
        fact.path: result
        for _, result in last_year.run(reading)
        if result.outcome is ClaimOutcome.HOLDS
        for fact in result.facts
        if fact.cite.value
    }
    return [_tied(proof, tied[proof.fact.path]) if proof.fact.path in tied else proof for proof in proofs]


def _tied(proof: Proof, result: Result) -> Proof:
    tie = proof.points.get("tie")
    if tie is None and "tie" in proof.needed():
        return proof
    codes = result.code if tie is None else f"{tie.by} {result.code}"
    point = Point(codes, () if tie is None else tie.lines, result.judgement.working[0])
    return Proof(proof.fact, {**proof.points, "tie": point}, proof.why)

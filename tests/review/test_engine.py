"""The engine: findings before and after, waivers that close and lapse, the verdict a person's work can reach."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from structurer import errors
from structurer.checks.claim import Judgement, Result
from structurer.checks.every import run
from structurer.checks.outcome import ClaimOutcome, Verdict
from structurer.checks.reading import Reading
from structurer.errors import ReviewError
from structurer.record.correction import (
    AddCell,
    Correction,
    Enter,
    Identify,
    NewCell,
    Place,
    Relabel,
    RemoveCell,
    RemoveRow,
    Repoint,
    Waiver,
)
from structurer.record.finding import findings, keys
from structurer.record.making import record_of
from structurer.review import Draft, apply, approve, begin, draft_of, withdraw
from structurer.review.engine import signed
from structurer.sheet.facts import fact_rows
from structurer.sheet.model import Measure, Stage
from tests.support.builders import proves
from tests.support.reviews import APPROVAL, LAYOUT, WHY, codes, draft, path_of, step, waive_all
from tests.support.sheets import altered, entry_of, money, piped, pointed, recited, truth

ERRORS = ("error-cost-total", "error-section-total", "error-funding-source", "tottori-dx")
TOTAL = "costs.0.rows.0.cells.2.cite"


def keys_of(found: Draft) -> list[str]:
    """The keys of a draft's findings."""
    return [finding.key for finding in found.findings]


@pytest.mark.parametrize("name", ERRORS)
def test_the_right_figure_restores_the_original_findings(name: str) -> None:
    """Whatever money cite was misread, putting it to its own figure again gives the findings of the right reading, no more."""
    reading = truth(name)
    original = keys_of(draft(reading))
    for fact in money(reading)[::9]:
        wrong = draft(recited(reading, (fact.path, next(altered(reading, fact)))))
        assert {finding.code for finding in wrong.findings} >= {"GRD701"}
        right = Repoint(path=path_of(fact), figure=fact.cite.figure or "", reason=WHY)
        change = apply(wrong, right)
        assert keys_of(change.after) == original
        assert "GRD701" in codes(change)[0]
        assert change.after.reading.sheet == reading.sheet


def test_nothing_in_place() -> None:
    """A draft is the same after it was corrected; the new one says what changed."""
    before = draft()
    sheet = before.reading.sheet
    after = step(before, Repoint(path=TOTAL, figure="F7", reason=WHY))
    assert (before.reading.sheet, before.corrections) == (sheet, ())
    assert [c.kind for c in after.corrections] == ["repoint"]


def test_an_uncorrected_misquotation_cannot_be_waived() -> None:
    """GRD701 is no matter of opinion: the field says something the sheet does not."""
    reading = piped()
    fact = entry_of(reading, "当初予算要求額", Measure.TOTAL_COST)
    wrong = draft(recited(reading, (fact.path, next(altered(reading, fact)))))
    found = next(finding for finding in wrong.findings if finding.code == "GRD701")
    with pytest.raises(errors.FindingNotWaivable):
        apply(wrong, Waiver(finding=found.key, reason=WHY))
    smuggled = findings(wrong.reading, wrong.results, (Waiver(finding=found.key, reason=WHY),))
    assert next(finding for finding in smuggled if finding.code == "GRD701").is_open


def test_a_marked_cite_with_a_figure_cannot_be_waived() -> None:
    """`corrected` alone is no way around: a person's value cites nothing."""
    reading = piped()
    fact = entry_of(reading, "当初予算要求額", Measure.TOTAL_COST)
    false = next(altered(reading, fact)).model_copy(update={"corrected": True})
    wrong = draft(recited(reading, (fact.path, false)))
    assert not next(finding for finding in wrong.findings if finding.code == "GRD701").waivable


def test_a_value_the_source_lacks_is_never_grounded() -> None:
    """It fails GRD701 for ever; its waiver accepts that one value; approved is the most it reaches, and it stays marked."""
    entered = step(draft(), Enter(path=TOTAL, amount="15001000", printed="15,001千円", reason=WHY))
    assert {"GRD701", "CMP801", "CST201"} <= {finding.code for finding in entered.open_findings}
    done = waive_all(entered)
    assert (done.open_findings, done.verdict) == ((), Verdict.NEEDS_REVIEW)
    approved = approve(done, APPROVAL)
    assert approved.verdict is Verdict.APPROVED
    states = {row[12]: row[14] for row in fact_rows(approved.reading.sheet, approved.reading.source)}
    assert states["15,001千円"] == "corrected"
    review = signed(approved, "佐藤", "2026-04-01T09:00:00+00:00")
    record = record_of(approved.reading, approved.results, approved.verdict, LAYOUT, review)
    assert next(r for r in record.results if r.code == "GRD701" and r.finding).outcome == "fails"
    assert '"corrected":true' in record.model_dump_json()


def test_a_waiver_of_one_value_is_none_of_another() -> None:
    """The same print with another value, or the same value in another field, is another finding."""
    entered = step(draft(), Enter(path=TOTAL, amount="15001000", printed="15,001", reason=WHY))
    done = waive_all(entered)
    change = apply(done, Enter(path=TOTAL, amount="15001", printed="15,001", reason=WHY))
    assert "GRD701" in codes(change)[1]
    assert "GRD701" in {waiver.code for waiver in change.lapsed}


def test_a_waiver_lapses_when_its_finding_changes() -> None:
    """The sum still fails, by another amount: the old acceptance does not cover it, and is kept as lapsed."""
    reading = truth("error-cost-total")
    done = waive_all(draft(reading))
    assert done.open_findings == ()
    fact = next(fact for fact in done.findings[0].result.facts[1:])
    change = apply(done, Enter(path=path_of(fact), amount="1000", reason=WHY))
    assert "CST201" in codes(change)[1]
    assert [waiver.code for waiver in change.lapsed] == ["CST201"]
    assert change.after.verdict is Verdict.NEEDS_REVIEW


def test_equal_findings_have_keys_of_their_own() -> None:
    """Two figures that print alike on one line are two questions: waiving the one leaves the other open."""
    reading = piped()
    left = step(draft(reading), RemoveRow(path="funding.1.rows.2", reason=WHY))
    zeros = [finding for finding in left.open_findings if finding.code == "CMP801"]
    assert len({finding.key for finding in zeros}) == len(zeros) == 4
    assert len({finding.figure.id for finding in zeros if finding.figure is not None}) == 4
    assert len(step(left, Waiver(finding=zeros[0].key, reason=WHY)).open_findings) == len(left.open_findings) - 1


def test_findings_alike_in_all_are_counted() -> None:
    """Two that cannot be told apart have two keys, and neither is the key of the one that stands alone."""
    reading = piped()
    one = Result("CMP805", "unconfirmed", "行", Judgement(ClaimOutcome.UNVERIFIABLE, ("∌ 1千円 (L3)",)), lines=(3,))
    (alone,) = keys(reading, (one,))
    assert len({alone, *keys(reading, (one, one))}) == 3


def test_a_waiver_says_what_it_accepted() -> None:
    """Code, lines and working as they were seen."""
    (waiver,) = waive_all(draft(truth("error-cost-total"))).waivers
    assert (waiver.code, waiver.lines) == ("CST201", (14, 12, 13))
    assert waiver.working[0] == (
        "事業費 4,460千円 (L12) + 人件費 1,020千円 (L13) = 5,480千円 ≠ トータルコスト 5,840千円 (L14)"
    )


@pytest.mark.parametrize("reason", ["", "  ", "ok", "・・・", "\x1b[2J消した"])
def test_a_waiver_without_a_reason_is_refused(reason: str) -> None:
    """A waiver that came in a record without a reason closes nothing either."""
    found = draft(truth("error-cost-total"))
    with pytest.raises((errors.ReasonMissing, errors.TextInvalid)):
        apply(found, Waiver(finding=found.findings[0].key, reason=reason))


def test_a_waiver_in_a_record_needs_its_reason_too() -> None:
    """A record edited by hand is held to the same."""
    found = draft(truth("error-cost-total"))
    blank = Waiver(finding=found.findings[0].key, reason=" ")
    assert findings(found.reading, found.results, (blank,))[0].is_open


def test_unknown_findings() -> None:
    """A key that names no finding, and the withdrawal of a waiver that is not there."""
    found = draft(truth("error-cost-total"))
    with pytest.raises(errors.FindingUnknown):
        apply(found, Waiver(finding="CST201-0", reason=WHY))
    with pytest.raises(errors.FindingUnknown):
        withdraw(found, found.findings[0].key)


def test_a_waiver_can_be_withdrawn() -> None:
    """Its finding is open again, an approval ends, and the waiver is kept as lapsed."""
    done = approve(waive_all(draft(truth("error-cost-total"))), APPROVAL)
    change = withdraw(done, done.findings[0].key)
    assert codes(change)[1] == ["CST201"]
    assert (change.after.verdict, len(change.after.lapsed)) == (Verdict.NEEDS_REVIEW, 1)


def test_approval_needs_every_finding_closed() -> None:
    """The error counts and names what is open."""
    with pytest.raises(errors.FindingsOpen, match="CST201"):
        approve(draft(truth("error-cost-total")), APPROVAL)


def test_any_later_correction_ends_an_approval() -> None:
    """It was given to another state."""
    done = approve(waive_all(draft(truth("error-cost-total"))), APPROVAL)
    assert done.verdict is Verdict.APPROVED
    again = step(done, Identify(field="publisher", reason=WHY))
    assert (again.approval, again.verdict) == (None, Verdict.NEEDS_REVIEW)


def test_a_tired_reviewer() -> None:
    """Rows that trouble are removed: no sum fails any more, and every amount they held is asked about; no approval."""
    reading = truth("error-cost-total")
    troubled = draft(reading)
    lost = {fact.cite.figure for fact in money(reading) if fact.path[0] == "costs"}
    emptied = step(troubled, *(RemoveRow(path="costs.0.rows.0", reason=WHY) for _ in reading.sheet.costs[0].rows))
    asked = {f.figure.id for f in emptied.open_findings if f.code == "CMP801" and f.figure is not None}
    assert "CST201" not in {finding.code for finding in emptied.open_findings}
    assert lost <= asked
    with pytest.raises(errors.FindingsOpen, match="CMP801"):
        approve(emptied, APPROVAL)


def test_money_cannot_be_parked_in_a_second_cell() -> None:
    """An amount added beside another of the same measure would be in no sum; it is refused."""
    removed = step(draft(), RemoveRow(path="funding.0.rows.0", reason=WHY))
    spare = NewCell(measure=Measure.TOTAL, stage=Stage.REQUEST, figure="F26")
    with pytest.raises(errors.CellTaken):
        step(removed, AddCell(path="funding.0.rows.0.cells", cell=spare, reason=WHY))


def test_a_second_witness_is_heard() -> None:
    """Beside a model's reading the layout reader is asked about a person's figure, too."""
    reading = piped()
    witnessed = Reading(reading.source, reading.sheet, reading.sheet)
    change = apply(draft(witnessed), Enter(path=TOTAL, amount="15001000", reason=WHY))
    assert "CMP805" in codes(change)[1]


def test_keys_do_not_depend_on_the_place_in_the_sheet() -> None:
    """A row taken away above leaves the keys of findings below as they are."""
    reading = truth("error-funding-source")
    before = draft(reading)
    kept = {finding.key for finding in before.findings}
    after = step(before, RemoveRow(path="costs.0.rows.0", reason=WHY))
    assert kept <= {finding.key for finding in after.findings}


def test_keys_are_the_same_every_time() -> None:
    """On another machine and after a restart, too: this one is written down."""
    reading = truth("error-cost-total")
    assert keys(reading, run(reading)) == keys(reading, run(reading))
    (key,) = [key for key in keys(reading, run(reading)) if key is not None]
    assert key.startswith("CST201-")


@pytest.mark.parametrize("name", ["nagano-it", "tottori-dx", "error-cost-total"])
def test_a_reading_nobody_touched_keeps_its_verdict(name: str) -> None:
    """Only a person's work ends `verified`."""
    found = begin(truth(name), LAYOUT)
    assert found.verdict is (Verdict.NEEDS_REVIEW if found.findings else Verdict.VERIFIED)
    assert not found.is_changed


PATHS = [path_of(fact) for fact in piped().facts]
FIGURES = [figure.id for figure in piped().source.figures]
some = st.sampled_from
acts = st.one_of(
    st.builds(Repoint, path=some(PATHS), figure=some(FIGURES), reason=st.just(WHY)),
    st.builds(Enter, path=some(PATHS), amount=some(["0", "1000", "12000000", "1/2"]), reason=st.just(WHY)),
    st.builds(
        Relabel,
        path=some(["costs.0.rows.0.label", "funding.0.heading"]),
        text=some(["合計", "要求額"]),
        reason=st.just(WHY),
    ),
    st.builds(Place, path=some([p.removesuffix(".cite") for p in PATHS]), stage=some(Stage), reason=st.just(WHY)),
    st.builds(
        RemoveRow,
        path=some(["costs.0.rows.0", "funding.1.rows.0", "sections.0.items.0", "costs.0"]),
        reason=st.just(WHY),
    ),
    st.builds(RemoveCell, path=some([p.removesuffix(".cite") for p in PATHS]), reason=st.just(WHY)),
    st.builds(Identify, field=some(["project", "fiscal_year"]), text=some(["", "令和8年度"]), reason=st.just(WHY)),
)


def tried(before: Draft, act: Correction) -> Draft:
    """The draft with a correction, or as it was where that is refused with a reason."""
    try:
        return step(before, act)
    except ReviewError:
        return before


@settings(proves, max_examples=30)
@given(done=st.lists(acts, min_size=1, max_size=5), waives=st.booleans())
def test_no_sequence_of_corrections_verifies(done: list[Correction], *, waives: bool) -> None:
    """Whatever is done to a verified reading, `verified` does not come back, and nothing that was done is forgotten."""
    found = draft()
    assert found.verdict is Verdict.VERIFIED
    for act in done:
        before = found
        found = tried(found, act)
        assert found.corrections[: len(before.corrections)] == before.corrections
        assert found is before or len(found.corrections) == len(before.corrections) + 1
    if waives:
        found = waive_all(found)
    assert found.verdict is Verdict.NEEDS_REVIEW or not found.corrections
    review = signed(found, "佐藤", "2026-04-01T09:00:00+00:00")
    said = found.verdict if found.corrections else Verdict.NEEDS_REVIEW
    record = record_of(found.reading, found.results, said, LAYOUT, review)
    again = draft_of(record.model_validate_json(record.model_dump_json()))
    assert again.verdict is Verdict.NEEDS_REVIEW
    assert [f.key for f in again.open_findings] == [f.key for f in found.open_findings]
    missing = {c.cite.figure for c in money(piped())} - {cite.figure for _, cite in again.reading.cites}
    asked = {f.figure.id for f in again.findings if f.code == "CMP801" and f.figure is not None}
    assert missing <= asked


def test_a_reviewed_record_cannot_say_verified() -> None:
    """Not even in a file written by hand."""
    found = draft()
    review = signed(found, "佐藤", "2026-04-01T09:00:00+00:00")
    with pytest.raises(ValueError, match="verified"):
        record_of(found.reading, found.results, Verdict.VERIFIED, LAYOUT, review)


def test_pointed_is_what_repoint_makes() -> None:
    """The builder of the checks' tests and a repoint agree on every figure of the sheet."""
    reading = piped()
    fact = entry_of(reading, "当初予算要求額", Measure.TOTAL_COST)
    for figure in reading.source.figures:
        cite = pointed(figure, fact.cite.unit)
        if cite is not None:
            made = step(draft(reading), Repoint(path=TOTAL, figure=figure.id, reason=WHY)).reading
            assert next(e for e in made.facts if e.path == fact.path).cite == cite

"""Last year's record as a witness: what it says of the year before, and when it says nothing."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from structurer.checks.claim import Result
from structurer.checks.every import run, verdict
from structurer.checks.outcome import Side, Verdict
from structurer.checks.proved import proofs_of
from structurer.record.making import proofs_of as saved_proofs
from structurer.record.years.witness import prior_of
from structurer.sheet.prior import Prior
from tests.support.builders import fixture
from tests.support.sheets import alone, read
from tests.support.years import beside, last_year, record

COST = "前年度当初予算額 | 10,000千円"
LEAD = "前年度予算額 10,000千円"
FUNDING = "前年度予算 | 10,000 | 5,000 | 0 | 5,000"


def told(*changes: tuple[str, str], last: tuple[Prior, ...] | None = None) -> dict[str, str]:
    """The outcome of each claim by its name; an information in brackets."""
    return {one.name: f"({one.outcome})" if one.note else str(one.outcome) for one in found(*changes, last=last)}


def found(*changes: tuple[str, str], last: tuple[Prior, ...] | None = None) -> list[Result]:
    """The claims about the year before."""
    return alone(beside(*changes, last=last), "YRS101")


def test_what_holds() -> None:
    """Costs and sources of the year before are what its own record says; 0 of both is not told."""
    assert told() == {
        "前年度当初予算額 事業費": "holds",
        "前年度当初予算額 人件費": "holds",
        "前年度当初予算額 トータルコスト": "holds",
        "前年度予算 国庫支出金": "holds",
        "前年度予算 一般財源": "holds",
    }


def test_both_lines_and_both_records() -> None:
    """The working names the prints of this sheet, the record of the other and its line."""
    (cost, *_) = found((COST, "前年度当初予算額 | 10,900千円"))
    assert cost.judgement.working == (
        "前年度当初予算額 10,900千円 (L6) ≠ 2025年度の記録 0a1b2c3d4e5f: 当初予算額 / 事業費(A) 10,000千円 (L6)",
        "前年度当初予算額 10,900千円 (L6) − 10,000千円 = 900千円",
    )
    assert (cost.judgement.stated, cost.judgement.computed) == (Fraction(10_900_000), Fraction(10_000_000))
    assert (cost.outcome, cost.is_finding, cost.lines) == ("fails", True, (6,))


def test_nobody_is_blamed() -> None:
    """The older record may be the wrong one, and nothing is suggested."""
    results = run(beside((COST, "前年度当初予算額 | 10,900千円")))
    (finding,) = (one for one in results if one.code == "YRS101" and one.is_finding)
    assert finding.blame is not None
    assert (finding.blame.side, finding.blame.suggestion) == (Side.UNKNOWN, None)


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ((FUNDING, "前年度予算 | 10,000 | 4,000 | 0 | 6,000"), "unverifiable"),
        ((FUNDING, "前年度当初予算 | 10,000 | 4,000 | 0 | 6,000"), "fails"),
        ((FUNDING, "前年度6月補正後予算 | 10,000 | 4,000 | 0 | 6,000"), None),
        ((FUNDING, "前々年度予算 | 10,000 | 4,000 | 0 | 6,000"), None),
    ],
)
def test_the_basis_of_this_sheet(change: tuple[str, str], outcome: str | None) -> None:
    """A difference is wrong where 当初 is printed, asks a person where it is not, and is no question on another basis."""
    findings = [one for one in found(change) if one.is_finding]
    assert [str(one.outcome) for one in findings] == ([] if outcome is None else [outcome] * 2)


def test_a_basis_that_differs() -> None:
    """What is printed after a supplement is not compared with what was approved at first, and that is noted."""
    (noted,) = (one for one in found((FUNDING, "前年度6月補正後予算 | 10,000 | 4,000 | 0 | 6,000")) if one.note)
    assert (noted.outcome, noted.is_finding) == ("unverifiable", False)
    assert "どの予算かが異なる" in noted.judgement.working[-1]
    assert all("6月補正後" in line for line in noted.judgement.working[:-1])


def test_the_basis_of_the_record() -> None:
    """A record whose title is of a supplement says nothing of the initial budget."""
    last = (last_year(("令和7年度", "令和7年度9月補正予算要求書")),)
    assert {*told(last=last).values()} == {"(unverifiable)"}


def test_a_current_budget() -> None:
    """After the same supplement both are compared, and a difference is wrong; other words are another basis."""
    last = (prior_of("0a1b2c3d4e5f", 1, 2025, record(fixture("supplementary-budget").text)),)
    after = {
        one.name: str(one.outcome)
        for one in found((FUNDING, "前年度9月補正後予算 | 36,193 | 18,097 | 2,900 | 15,196"), last=last)
        if "9月補正後" in one.name
    }
    assert after == {
        "前年度9月補正後予算 事業費": "holds",
        "前年度9月補正後予算 国庫支出金": "holds",
        "前年度9月補正後予算 起債": "holds",
        "前年度9月補正後予算 一般財源": "fails",
    }
    other = found((FUNDING, "前年度最終予算 | 36,193 | 18,097 | 2,900 | 15,196"), last=last)
    assert [one.outcome for one in other if one.is_finding] == []


def test_figures_that_are_not_settled() -> None:
    """What the older record does not prove, or finds wrong, is no witness; its other figures are."""
    last = (last_year(("計上額 | 10,000 | 5,000 | 0 | 5,000", "計上額 | 10,000 | 5,100 | 0 | 5,000")),)
    assert told((FUNDING, "前年度予算 | 10,000 | 4,000 | 0 | 6,000"), last=last) == {
        "前年度当初予算額 事業費": "holds",
        "前年度当初予算額 人件費": "holds",
        "前年度当初予算額 トータルコスト": "holds",
        "前年度予算 国庫支出金": "(unverifiable)",
        "前年度予算 一般財源": "(unverifiable)",
    }


def test_records_that_do_not_agree() -> None:
    """Two records of one year with two amounts prove neither."""
    other = last_year(("計上額 | 10,000 | 5,000 | 0 | 5,000", "計上額 | 10,000 | 4,000 | 0 | 6,000"))
    names = ("前年度当初予算額 事業費", "前年度予算 国庫支出金")
    outcomes = told(last=(last_year(), other))
    assert [outcomes[name] for name in names] == ["holds", "(unverifiable)"]


def test_another_unit() -> None:
    """An amount in yen is compared with one in thousands; what rounding may take away is not asked about."""
    last = last_year()
    finer = [one for one in last.figures if one.unit == "yen"]
    changes = [
        {"amount": str(int(one.amount) + 400), "printed": f"{int(one.amount) + 400}円", "rounding": 1} for one in finer
    ]
    figures = tuple(one.model_copy(update=change) for one, change in zip(finer, changes, strict=True))
    exact = last.model_copy(update={"figures": figures})
    assert {*told(last=(exact,)).values()} == {"(unverifiable)"}


def test_an_item() -> None:
    """An item's amount of the year before is compared where the older record says what was approved of it."""
    last = (last_year(("要求額 | 前年度予算額 | 増減", "査定額 | 前年度予算額 | 増減")),)
    outcomes = told(last=last)
    assert [name for name in outcomes if "苗木" in name or "東屋" in name] == ["苗木配布事業", "東屋建設補助金"]
    assert outcomes["苗木配布事業"] == "unverifiable"


def test_without_a_witness() -> None:
    """Nothing is said, not even that it holds."""
    assert found(last=()) == []


def test_further_ties() -> None:
    """The check stands beside the equations of a proof, with both records; the proofs themselves are as they were."""
    reading = beside()
    plain, saved = proofs_of(reading), saved_proofs(reading)
    ties = {proof.path: proof.points.tie for proof in saved}
    (cost,) = (tie for path, tie in ties.items() if path == "costs.0.rows.1.cells.0.cite")
    assert cost is not None
    assert cost.by.endswith(" YRS101")
    assert "2025年度の記録 0a1b2c3d4e5f" in cost.words
    assert not any("YRS101" in str(proof.points.get("tie")) for proof in plain)
    assert [proof.lacking for proof in plain] == [tuple(proof.missing) for proof in saved]


SENTENCE = """令和8年度
事業名:
みどり広場事業
要求額は12,000千円、前年度当初予算額は10,000千円である。
"""


def test_a_tie_takes_the_place_of_no_point() -> None:
    """An amount that only a sentence gives stays untied, though last year's record says the same."""
    reading = replace(read(SENTENCE), priors=(last_year(),))
    assert [one.outcome for one in alone(reading, "YRS101")] == ["holds"]
    results = run(reading)
    assert verdict(results) is Verdict.NEEDS_REVIEW
    assert any(one.code == "PRF905" and one.is_finding for one in results)
    assert all(proof.points.tie is None for proof in saved_proofs(reading))


def test_a_witness_as_json() -> None:
    """It is kept with the record it was used for and comes back as it was."""
    made = last_year()
    assert Prior.model_validate(json.loads(made.model_dump_json())) == made

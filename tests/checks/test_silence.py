"""Honest silence: what is not understood is not claimed, and the sheet needs a person."""

from collections.abc import Callable

import pytest

from structurer.checks.claim import Blame
from structurer.checks.outcome import Side
from structurer.pipeline import check
from structurer.settings import Settings
from structurer.text.source import Source
from tests.support.builders import Fact, facts_of, piped, tabbed, tall

Shape = Callable[[list[list[str]]], str]
HEAD = "令和8年度当初予算要求書\n花壇事業\n要求額:900千円\n"
UNIT = "内訳(単位:千円)\n"


def asked(text: str) -> list[Fact]:
    """The facts below the lead line of a text that must need a person."""
    outcome = check(Source("made", text), "offline", Settings())
    assert outcome.verdict == "needs_review"
    assert "CMP801" in {result.code for result in outcome.findings}
    return [fact for fact in facts_of(text) if fact.row != "要求額" or fact.table != "total"]


@pytest.mark.parametrize("shape", [tabbed, piped, tall])
@pytest.mark.parametrize("stage", ["上乗せ額", "令和七年度予算額", "2O25年度予算額", "要求額に対する査定額"])
def test_a_stage_or_year_not_understood(shape: Shape, stage: str) -> None:
    """A row of sources and a column of items whose word for the stage or the year is not known."""
    assert asked(HEAD + UNIT + tabbed([["細事業名", stage], ["花壇", "400"], ["草刈り", "500"], ["合計", "900"]])) == []
    rows = [["区分", "事業費", "国庫支出金", "一般財源"], [stage, "900", "400", "500"]]
    assert asked(HEAD + UNIT + shape(rows)) == []


LOTTERY = [["区分", "事業費", "国庫支出金", "くじ収入", "一般財源"], ["要求額", "900", "400", "100", "400"]]


@pytest.mark.parametrize("shape", [tabbed, piped])
def test_a_source_not_known(shape: Shape) -> None:
    """One unknown source among known ones: its column is left, and the row that does not add up without it names its amount."""
    found = asked(HEAD + UNIT + shape(LOTTERY))
    assert [(fact.measure, fact.printed, fact.stage) for fact in found] == [
        ("total", "900", "request"), ("national", "400", "request"), ("general", "400", "request"),
    ]  # fmt: skip
    outcome = check(Source("made", HEAD + UNIT + shape(LOTTERY)), "offline", Settings())
    (sources,) = (result for result in outcome.findings if result.code == "FND301")
    assert sources.judgement.working[-1] == "L6 の 100 が読み取られていない"
    assert sources.blame == Blame(Side.EXTRACTION)


def test_a_source_not_known_one_cell_a_line() -> None:
    """One cell a line, an unknown source leaves the whole table, for its amounts could be of any column."""
    assert asked(HEAD + UNIT + tall(LOTTERY)) == []


@pytest.mark.parametrize("amounts", [("400", "100", "500"), ("400", "500", "1,000"), ("400", "501", "901")])
def test_a_bare_amount_column_that_sums_to_nothing_known(amounts: tuple[str, str, str]) -> None:
    """金額 is of the stage whose amount it sums to; of none where it sums to none."""
    first, second, total = amounts
    assert asked(f"{HEAD}{UNIT}費目\t金額\n報酬\t{first}\n旅費\t{second}\n合計\t{total}\n") == []


TIE = "財源内訳(単位:千円)\n区分\t事業費\t国庫支出金\t一般財源\n要求額\t900\t400\t500\n査定額\t900\t400\t500\n"
BARE = f"{UNIT}費目\t金額\n報酬\t400\n旅費\t500\n合計\t900\n"


def test_a_tie_without_a_title() -> None:
    """Where request and decision are alike and no title asks for money, 金額 may be of either."""
    assert [fact for fact in asked("花壇の予算\n" + TIE + BARE) if fact.table != "funding"] == []


def test_a_tie_with_a_title() -> None:
    """A sheet that asks for money breaks down its request."""
    found = [fact for fact in facts_of("花壇の予算要求書\n" + TIE + BARE) if fact.table != "funding"]
    assert [(fact.row, fact.stage) for fact in found] == [("報酬", "request"), ("旅費", "request"), ("合計", "request")]


@pytest.mark.parametrize("values", [["900", "400", "500"], ["900", "900"], ["0", "900", "900"]])
@pytest.mark.parametrize("shape", [tall, piped])
def test_a_row_with_a_cell_missing(shape: Shape, values: list[str]) -> None:
    """Fewer amounts than columns, and several places for the blank: at most the total that all of them share is read."""
    rows = [["区分", "事業費", "国庫支出金", "起債", "一般財源"], ["要求額", *values]]
    assert [(fact.measure, fact.amount) for fact in asked(HEAD + UNIT + shape(rows))] in ([], [("total", "900000")])

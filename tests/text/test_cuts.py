"""Amounts that were run together, cut where one way alone makes the sum of their row hold."""

import pytest

from structurer.text.scan import Kind
from structurer.text.source import Source
from tests.checks.proof.made import is_verified
from tests.support.builders import facts_of

HEADINGS = "事業費 国庫支出金 県債 その他 一般財源"


def printed(text: str) -> list[str]:
    """What the figures of a text print, those that cannot be read marked."""
    return [figure.printed + "?" * (figure.kind is Kind.MALFORMED) for figure in Source("made", text).figures]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("要求額21,3008,000005,3008,000", ["21,300", "8,000", "0", "0", "5,300", "8,000"]),
        ("合計 4,1003,900200", ["4,100", "3,900", "200"]),
        ("要求額 21,3008,000 0 0 5,300 8,000", ["21,300", "8,000", "0", "0", "5,300", "8,000"]),
        ("要求額 ２１,３００８,０００ 5,300 8,000", ["２１,３００", "８,０００", "5,300", "8,000"]),
    ],
)
def test_cut_by_the_sum(text: str, figures: list[str]) -> None:
    """The first amount is the sum of the others in one way of cutting and in no other."""
    assert printed(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("予備費 4,2003,900", ["4,2003,900?"]),  # nothing to add up
        ("合計 4,1003,900300", ["4,1003,900300?"]),  # no cut makes the sum hold
        ("計 3,0001,0001,000", ["3,0001,0001,000?"]),
        ("計 4,2004,200", ["4,2004,200?"]),  # one amount twice is no sum
        ("計 12,34千円", ["12,34千円?"]),
        ("計 4,100 3,900 200", ["4,100", "3,900", "200"]),
    ],
)
def test_left_as_it_is(text: str, figures: list[str]) -> None:
    """Where no cut makes a sum hold, nobody can tell where the amounts part."""
    assert printed(text) == figures


@pytest.mark.parametrize("run", ["18,0087011,00017,000", "3,2223,000200220"])
def test_two_ways_are_none(run: str) -> None:
    """Where a second cut makes a sum hold, too, the run stays unread."""
    assert printed(f"計 {run}") == [f"{run}?"]


@pytest.mark.parametrize("row", ["要求額 21,3008,000 0 5,300 8,000", "要求額21,3008,00005,3008,000"])
def test_read_under_its_headings(row: str) -> None:
    """A row that is cut is read like the row that it would be with gaps."""
    head = f"令和8年度当初予算要求書\n事業名 花壇の手入れ\n財源内訳（単位：千円）\n区分 {HEADINGS}\n"
    found = {(fact.measure, fact.amount) for fact in facts_of(head + row + "\n")}
    assert found == {(fact.measure, fact.amount) for fact in facts_of(head + "要求額 21,300 8,000 0 5,300 8,000\n")}


@pytest.mark.parametrize(("gap", "verified"), [(" ", True), ("", False)])
def test_a_cut_is_no_proof(gap: str, *, verified: bool) -> None:
    """The sum says where amounts part, and is no second witness of them."""
    rows = [["区分", *HEADINGS.split()], ["要求額", f"21,300{gap}8,000", "0", "5,300", "8,000"]]
    text = "令和8年度当初予算要求書\n事業名 花壇の手入れ\n財源内訳（単位：千円）\n" + "".join(
        "  ".join(row) + "\n" for row in rows
    )
    assert is_verified(text) is verified

"""Headings of one line whose second halves stand on the lines below."""

import pytest

from structurer.tables.rejoined import rejoined
from structurer.text.rows import TableCell
from tests.support.builders import facts_of
from tests.support.tables import context_of

HEAD = "令和8年度当初予算要求書\n事業名 花壇の手入れ\n"
ROWS = "要求額 5,100千円 700千円 5,800千円 0.2人 0.1人 0.0人\n前年度当初予算額 4,400千円 600千円 5,000千円 0.3人 0.1人 0.0人\n"
COSTS = "事業費(A) 人件費(B) トータルコスト 正職員 会計年度任用職員 特別職\n"


def cells(*lines: str) -> list[list[TableCell]]:
    """Lines as one cell each."""
    return [[TableCell(line, number, 0, (), 100 * number)] for number, line in enumerate(lines, 1)]


def said(*lines: str) -> list[str] | None:
    """The headings of some lines."""
    found = rejoined(context_of(HEAD), cells(*lines))
    return None if found is None else ["".join(part.text for part in path) for path in found]


@pytest.mark.parametrize(
    "below", [("(A+B) 非常勤職員",), ("(A+B)", "非常勤職員"), ("非常勤職員", "(A+B)"), ("非常勤職員",)]
)
def test_halves_find_each_other(below: tuple[str, ...]) -> None:
    """Marks such as (A+B) are left out; the half makes a heading with the one that is none without it."""
    assert said(COSTS, *below) == [*COSTS.split()[:5], "特別職非常勤職員"]


@pytest.mark.parametrize(
    "lines",
    [
        (COSTS, "(A+B)"),  # 特別職 stays no heading
        (COSTS, "非常勤職員 備品"),
        ("事業費(A) 特別職", "非常勤職員"),  # two words below each other are chance
        ("特別職 事業費(A) 特別職", "非常勤職員"),  # of which of them is it?
        (COSTS,),
    ],
)
def test_nothing_to_put_together(lines: tuple[str, ...]) -> None:
    """Where one heading stays unknown, or a half fits two, the lines stay as they are."""
    assert said(*lines) is None


@pytest.mark.parametrize(
    "heads",
    [
        f"{COSTS}(A+B) 非常勤職員\n",
        "        事業費(A)   人件費(B)  トータルコスト  正職員  会計年度任用職員  特別職\n                (A+B)           非常勤職員\n",
    ],
)
def test_costs_under_them(heads: str) -> None:
    """Every amount falls to its heading, also where letters and places of the screen do not agree."""
    found = {(fact.measure, fact.amount) for fact in facts_of(HEAD + heads + ROWS) if fact.year_offset == "0"}
    costs = {("project_cost", "5100000"), ("personnel_cost", "700000"), ("total_cost", "5800000")}
    assert found == costs | {("regular", "0.2"), ("fiscal_year_appointed", "0.1"), ("special", "0.0")}


def test_a_unit_broken_below_the_row() -> None:
    """The 円 of several amounts on one line below the row belong to the amounts, and part no rows."""
    halves = "         円    円\n"
    own = f"要求額   5,100千 700千 5,800千円  0.2人 0.1人  0.0人\n{halves}\n"
    before = f"前年度当初予算額   4,400千 600千 5,000千円  0.3人 0.1人  0.0人\n{halves}"
    heads = f"{HEAD}{COSTS}(A+B) 非常勤職員\n"
    whole, found = facts_of(heads + ROWS), facts_of(heads + own + before)
    assert {(f.measure, f.year_offset, f.amount) for f in found} == {
        (f.measure, f.year_offset, f.amount) for f in whole
    }
    assert len(found) == 12


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("事業費(A) 人件費(B) トータルコスト", "(A+B) 正職員 会計年度任用職員 特別職", "非常勤職員"), 6),
        (("事業費(A) 人件費(B) トータルコスト 特別職", "正職員 会計年度任用職員", "非常勤職員"), None),
    ],
)
def test_headings_over_lines(lines: tuple[str, ...], expected: int | None) -> None:
    """Headings may begin on several lines; a half with other headings between keeps no order, and all stay apart."""
    found = said(*lines)
    assert (found and len(found)) == expected


def test_cells_that_flow() -> None:
    """A row over several lines, cut headings over it and units without their 円, is the same row as on one line."""
    heads = "事業費(A) 人件費(B) トータルコスト\n(A+B) 正職員 会計年度任用職員 特別職\n非常勤職員\n"
    own = "要求額 5,100 千\n円\n700 千\n円\n5,800 千円 0.2 人 0.1 人 0.0 人\n"
    before = "前年度当初予算額 4,400 千\n円\n600 千\n円\n5,000 千円 0.3 人 0.1 人 0.0 人\n"
    whole, found = facts_of(f"{HEAD}{COSTS}非常勤職員\n{ROWS}"), facts_of(HEAD + heads + own + before)
    assert {(f.measure, f.year_offset, f.amount) for f in found} == {
        (f.measure, f.year_offset, f.amount) for f in whole
    }
    assert len(found) == 12


def test_scrambled_headings_give_no_staff() -> None:
    """Where a heading was moved before others, amounts are not dealt out in the order of the lines."""
    heads = "事業費(A) 人件費(B)\n\nトータルコスト\n特別職\n正職員 会計年度任用職員\n(A+B)\n非常勤職員\n"
    rows = "\n要求額\n\n5,100千円\n\n700千円\n\n5,800千円\n\n0.2人 0.1人\n\n0.0人\n"
    assert not [fact for fact in facts_of(HEAD + heads + rows) if fact.table == "staff"]

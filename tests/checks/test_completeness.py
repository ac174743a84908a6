"""Completeness: nothing of the source is left over, used twice, skipped or unconfirmed."""

import pytest

from structurer.checks.reading import Reading
from structurer.sheet.model import Cite, Measure, Sheet
from structurer.text.source import Unit
from tests.support.sheets import alone, entry_of, exchanged, outcomes, piped, read, recited, tabbed, truth, with_sheet


@pytest.mark.parametrize("name", ["tottori-dx", "nagano-it", "ferry-changes"])
@pytest.mark.parametrize("table", ["costs", "sections", "funding"])
def test_a_lost_table_is_missed(name: str, table: str) -> None:
    """Whatever table is left out, its amounts are left over."""
    reading = truth(name)
    if getattr(reading.sheet, table):
        assert outcomes(with_sheet(reading, exchanged(reading.sheet, (table,), ())), "CMP801")


def test_cited_twice() -> None:
    """One print for two fields is one field too many."""
    reading = piped()
    taken, other = (entry_of(reading, "当初予算要求額", m) for m in (Measure.PROJECT_COST, Measure.PERSONNEL_COST))
    (result,) = alone(recited(reading, (other.path, taken.cite)), "CMP802")
    assert (result.outcome, {fact.path for fact in result.facts}) == ("fails", {taken.path, other.path})


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [("\n2\t", "\n2\t", ["holds"]), ("\n2\t", "\n3\t", ["fails"]), ("\n2\t", "\n1\t", ["fails"])],
)
def test_numbered_rows(old: str, new: str, found: list[str]) -> None:
    """The printed numbers of a list leave none out and repeat none."""
    assert outcomes(tabbed((old, new)), "CMP803") == found


def test_a_lost_sub_project_leaves_its_number() -> None:
    """A sub-project that was not read is missed by its number."""
    reading = tabbed()
    items = reading.sheet.sections[0].items
    assert outcomes(with_sheet(reading, exchanged(reading.sheet, ("sections", 0, "items"), items[1:])), "CMP803") == [
        "fails"
    ]


@pytest.mark.parametrize(("text", "found"), [("要求額:1千円\n", ["holds"]), ("参加者は6人である。\n", ["fails"])])
def test_nothing_read(text: str, found: list[str]) -> None:
    """A record without an amount of money is no checked record."""
    assert outcomes(read(text), "CMP804") == found


def test_numbers_without_any_unit() -> None:
    """Where nothing was read and no unit of money stands in the text, the finding says so."""
    reading = read("道路の延長 3,400\n")
    (found,) = alone(reading, "CMP804")
    assert found.judgement.working == (f"0 / 1; 円 ∉ {reading.source.name}",)


def test_left_out() -> None:
    """An amount that the second witness reads and the record leaves out is a finding, and no other is."""
    reading = truth("nagano-it", witnessed=True)
    path = ("costs", 0, "rows", 1, "cells")
    cells = reading.sheet.costs[0].rows[1].cells
    wrong = with_sheet(reading, exchanged(reading.sheet, path, cells[1:]))
    assert [result.lines for result in alone(wrong, "CMP805")] == [(cells[0].cite.line,)]


def test_a_witness_that_is_silent_holds_nothing_against_a_table() -> None:
    """Of a table that the layout reader does not read at all the proofs decide, and no comparison."""
    reading = truth("nagano-it")
    silent = Reading(reading.source, reading.sheet, Sheet())
    assert outcomes(silent, "CMP805") == []
    assert outcomes(silent, "AGR602") == []


RATED = "令和8年度当初予算要求\n事業名:道\n要求額:4,000千円（国1/2）\n定員の1/3が参加する。\n"


@pytest.mark.parametrize(("figure", "found"), [("1/2", []), ("1/3", ["unverifiable"])])
def test_a_rate_without_a_witness_stands_behind_its_word(figure: str, found: list[str]) -> None:
    """No proof of place is asked of a declared rate: its own word must stand before it."""
    reading = read(RATED)
    own = next(f for f in reading.source.figures if f.printed == figure)
    cite = Cite(figure=own.id, printed=figure, amount=figure, unit=Unit.RATIO, line=own.line)
    rated = reading.sheet.model_copy(update={"national_rates": (cite,)})
    unrated = reading.sheet.model_copy(update={"national_rates": ()})
    assert outcomes(Reading(reading.source, rated, unrated), "CMP805") == found


def test_confirmed() -> None:
    """What both readers read alike is confirmed without a word, and so is everything where there is one reader."""
    assert outcomes(truth("nagano-it", witnessed=True), "CMP805") == []
    assert outcomes(truth("nagano-it"), "CMP805") == []


LISTED = """令和8年度当初予算要求書
事業名　標本箱の貸出事業
要求額 3,000千円
所要経費
{first}標本箱の製作 2,000千円
{between}{second}巡回展の開催 1,000千円
"""


@pytest.mark.parametrize(
    ("first", "between", "second", "found"),
    [
        ("1 ", "", "2 ", ["holds"]),
        ("1 ", "", "3 ", ["fails"]),
        ("(1)", "", "(3)", ["fails"]),
        ("1. ", "", "3. ", ["fails"]),
        ("2 ", "", "3 ", ["holds"]),
        ("2 ", "", "1 ", ["holds"]),
        ("1 ", "2 標本箱は前年度の残りを使う。\n", "3 ", ["holds"]),
        ("1 ", "", "", []),
        ("", "", "", []),
    ],
)
def test_numbers_before_names(first: str, between: str, second: str, found: list[str]) -> None:
    """A plain list with a number before each name leaves none out; a number that stands on another line is not missing."""
    assert outcomes(read(LISTED.format(first=first, between=between, second=second)), "CMP803") == found


@pytest.mark.parametrize(("mark", "found"), [("2", ["holds"]), ("3", ["fails"])])
def test_numbers_in_a_cell_with_the_name(mark: str, found: list[str]) -> None:
    """A number that is printed in the cell of the name counts too."""
    rows = f"| 1 標本箱の製作 | 2,000 |\n| {mark} 巡回展の開催 | 1,000 |\n| 合計 | 3,000 |\n"
    text = f"令和8年度\n事業名:標本箱の貸出事業\n内訳(単位:千円)\n| 細事業 | 要求額 |\n|---|---|\n{rows}"
    assert outcomes(read(text), "CMP803") == found


def test_a_table_in_no_equation_is_said() -> None:
    """Where something adds up, a table none of whose amounts is in an equation is said beside it and asks nothing."""
    text = "令和8年度\n事業名:標本箱の貸出事業\n事業費の推移(単位:千円)\n区分 | 事業費 | うち一般財源 |\n要求額 | 700 | 600 |\n"
    other = "財源内訳(単位:千円)\n区分 | 事業費 | 国庫支出金 | 一般財源 |\n前年度予算額 | 900 | 400 | 500 |\n"
    results = alone(read(text + other), "CMP807")
    assert [(result.outcome.value, result.note, result.is_finding) for result in results] == [
        ("holds", False, False),
        ("unverifiable", True, False),
    ]
    assert "700" in results[1].judgement.working[0]

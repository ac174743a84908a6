"""Year and stage in a table by years: うち一般財源 is a part of the column left of it; 予算と決算 over it dates none."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from structurer.checks.proved import proofs_of
from structurer.checks.reading import Reading
from structurer.sheet.model import Measure, Sheet
from structurer.text.source import Source
from tests.checks.proof.made import HEAD, by_print, drawn, is_verified
from tests.support.builders import fixture, reading_of

TABLE = [
    ["年度", "当初予算額", "補正予算額", "現計予算額", "うち一般財源", "決算額", "従事人役", "執行率"],
    ["R6年度", "5,304", "594", "5,898", "4,377", "5,110", "1.3", "86.6%"],
    ["R7年度", "4,836", "▲403", "4,433", "2,081", "3,988", "2.8", "90.0%"],
    ["R8年度要求", "6,297", "-", "-", "3,778", "-", "5.4", "-"],
]
HEADING = "1 年度別の予算と決算（単位：千円、人）\n"


def text(rows: list[list[str]] = TABLE, heading: str = HEADING) -> str:
    """A sheet with a table by years."""
    return HEAD + heading + drawn(rows, " | ").replace("\n", " |\n").replace("\n", "\n| ").rstrip("| ") + "\n"


def moved(column: int, to: int) -> list[list[str]]:
    """The table with a column elsewhere."""
    rows = [list(row) for row in TABLE]
    for row in rows:
        row.insert(to, row.pop(column))
    return rows


def said(at: tuple[int, int], words: str) -> list[list[str]]:
    """The table with another text in one cell."""
    return [[words if (n, k) == at else cell for k, cell in enumerate(row)] for n, row in enumerate(TABLE)]


def called(sheet: str, name: str) -> Reading:
    """The reading of a sheet, pointing at the same sheet with another name for the part."""
    return replace(reading_of(sheet), source=Source("made", sheet.replace(NAMES[0], name)))


NAMES = ["うち一般財源", "一般財源分"]


@pytest.mark.parametrize("name", NAMES)
def test_a_part_of_the_column_left_of_it(name: str) -> None:
    """The general funds are those of the budget in force, and the sheet is verified."""
    found = by_print(called(text(), name))
    assert {one.fact.measure for one in found.values() if one.fact.cite.printed in {"4,377", "2,081"}} == {
        Measure.GENERAL_FUND
    }
    assert all(found[printed].points["date"] is not None for printed in ("4,377", "2,081"))
    assert is_verified(text())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("to", [1, 2, 3, 5, 6])
def test_elsewhere_it_is_a_part_of_something_else(to: int, name: str) -> None:
    """Behind the initial or supplementary budget, the accounts or the years it is not of the budget in force."""
    found = by_print(called(text(moved(4, to)), name))
    dated = [found[printed] for printed in ("4,377", "2,081") if printed in found]
    assert all(one.points.get("date") is None or one.fact.stage != "current" for one in dated)
    assert not is_verified(text(moved(4, to)))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ((0, 3), "隣県の予算額"), ((0, 3), "決算見込額"), ((0, 4), "うち隣県分"), ((0, 4), "一般財源の残額"), ((0, 5), "隣県の決算額"),
        ((1, 0), "隣県"), ((1, 0), "R6年度(隣県)"), ((1, 0), "R6年度の一部"), ((0, 3), "補正予算額"), ((0, 3), "限度額"),
        ((0, 4), "うち国費"), ((0, 4), "うち前年度一般財源"), ((1, 7), "86.7%"), ((1, 7), "92.8%"),
        ((2, 7), "82.5%"), ((2, 7), "46.9%"), ((1, 7), "866%"),
        ((0, 3), "前年額"), ((3, 0), "R8年度限度"), ((2, 0), "R7年度から"), ((0, 1), "他会計予算額"), ((1, 7), "86.6人"),
    ],
)  # fmt: skip
def test_other_words_and_rates(at: tuple[int, int], words: str) -> None:
    """A heading, a year or a rate that is something else, and the sheet is not verified."""
    assert not is_verified(text(said(at, words)))


@pytest.mark.parametrize(
    "heading",
    [
        "1 令和6年度の決算（単位：千円、人）\n",
        "1 隣県の予算と決算（単位：千円、人）\n",
    ],
)
def test_a_heading_of_another(heading: str) -> None:
    """A heading of another year's accounts or of another prefecture, and the sheet is not verified."""
    assert not is_verified(text(heading=heading))


def test_a_sum_has_the_year_over_it() -> None:
    """計 of a column of another year is not this year's, though what was added to the budget makes it the one in force."""
    found = _redated(fixture("review-box").text, {"stage": "current", "year_offset": -3}, {"year_offset": -1})
    assert found == (True, False)


def _redated(text: str, cell: dict[str, object], change: dict[str, object]) -> tuple[bool, bool]:
    """Whether the one amount of these fields has its date proved as it is read, and with other fields."""
    right = reading_of(text)
    told = right.sheet.model_dump(mode="json")
    (changed,) = [one for one in _dicts(told) if all(one.get(name) == value for name, value in cell.items())]
    dates = []
    for fields in ({}, change):
        changed.update(fields)
        proofs = proofs_of(Reading(right.source, Sheet.model_validate(told)))
        (date,) = [one.points.get("date") for one in proofs if one.fact.cite.figure == changed["cite"]["figure"]]
        dates.append(date is not None)
    return dates[0], dates[1]


def _dicts(value: object) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _dicts(part)


PARTED = (
    "令和8年度 行政事業レビューシート\n事業名：川の学校事業\n\n| 予算額・執行額（単位：百万円） |  | 令和6年度 | 令和7年度 |\n"
    "|---|---|---|---|\n"
    "| 予算の状況 | 当初予算 | 267 | 257 |\n|  | 補正予算 | 1 | 2 |\n|  | 計 | 268 | 259 |\n|  | うち一般財源 | 91 | 86 |\n"
    "| 執行額 |  | 241 | 200 |\n"
)


def test_a_part_has_the_stage_of_what_it_is_a_part_of() -> None:
    """うち一般財源 below 計 is of the budget in force, and no part of the initial one."""
    cell = {"measure": "general_fund", "year_offset": -2, "stage": "current"}
    assert _redated(PARTED, cell, {"stage": "initial"}) == (True, False)


SETTLED = (
    "令和6年度　主要な施策の成果に関する説明書\n\n事業名　川の学校事業\n\n４　決算額の財源内訳（単位：円）\n"
    "年度\t決算額\t国庫支出金\t一般財源\n令和6年度\t5,900\t1,800\t4,100\n令和5年度\t4,700\t1,500\t3,200\n"
)


def test_a_year_below_a_heading_of_settled_amounts() -> None:
    """A row of an earlier year is its initial budget only where no heading says otherwise: 決算額 over a column beside does not undo it."""
    cell = {"measure": "national", "year_offset": -1, "stage": "settled"}
    assert _redated(SETTLED, cell, {"stage": "initial"}) == (True, False)

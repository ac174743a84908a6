"""Defects found while writing the tests: each test states what should hold and fails today."""

from fractions import Fraction

import pytest

from structurer.money import parse_number, print_number
from structurer.scan import Kind, scan
from structurer.source import Unit
from structurer.vocabulary import when
from tests.builders import facts_of, only, reading_of, seconds, source

ITEMS = "(1)里山 (単位:千円)\n細事業 | 内容 | 要求額 | 前年度予算額 | 増減 |\n"


@pytest.mark.parametrize("text", ["苗を{}%増やす\n", "苗を{}件配る\n", "要求額:{}円\n"])
def test_long_numbers_are_no_crash(text: str) -> None:
    """A number of 70 digits is malformed or unclaimed, not a ValidationError from Cite.amount (64 characters)."""
    reading_of(text.format("9" * 70))


@pytest.mark.parametrize("digits", [29, 30, 40])
def test_long_numbers_are_exact(digits: int) -> None:
    """Beyond 28 digits the decimal context rounds: the value is no longer what is printed."""
    number = int("1" * digits)
    assert parse_number(print_number(Fraction(number))) == number
    assert only("1" * digits + "円").amount(Unit.YEN) in {"1" * digits, None}


def test_a_unit_word_in_prose_declares_nothing() -> None:
    """`1単位当たり500円` must not change the unit in force from 千円 to 円."""
    figures = source("(単位:千円)\n講座は1単位当たり500円\n計 1,200\n").figures
    assert figures[-1].scale_in_force == 1000


@pytest.mark.parametrize("text", ["約600", "600の内数", "別事業で600千円を要求", "600,000円増"])
def test_an_amount_among_words_is_no_items_amount(text: str) -> None:
    """A cell in an amount column that says more than an amount must not be read as the item's exact amount."""
    assert [f.amount for f in facts_of(f"{ITEMS}| 花壇 | 話。 | {text} | 500 | ‐ |\n")] == ["500000"]


def test_first_year_without_its_era() -> None:
    """元年度 without its era is the first year of one, as 2年度 is the second."""
    assert when("元年度当初予算額", 2020).year_offset == -1


def test_list_of_years() -> None:
    """`5,6年度` lists years (the comment in scan._plain says WORD); it comes out as a malformed count."""
    (token,) = scan("5,6年度")
    assert token.kind in {Kind.WORD, Kind.YEAR}


@pytest.mark.parametrize("line", ["増減-1,000", "差引－1,000"])
def test_a_minus_glued_to_its_label(line: str) -> None:
    """The sign of a number glued to a Japanese word is dropped: -1,000 is read as +1,000."""
    (token,) = scan(line)
    assert token.number == -1000


def test_circled_numbers_stay_what_they_are() -> None:
    """`2-1①` becomes `2-11` by NFKC in Indicator.number; `①苗` opens no passage since ① is 1 before `_NUMBERED` looks."""
    text = "令和8年度\nNo.\t施策分野\t達成目標\t単位\t直近の状況\t目標\n\t\t\t\t年度\t数値\n2-1①\t里山\t参加者数\t人\t2023\t1\n"
    made = reading_of("3 取組\n- 掘る。\n①苗\n- 配る。\n").sheet.narrative
    assert reading_of(text).sheet.indicators[0].rows[0].number == "2-1①"
    assert [passage.heading.text for passage in made] == ["3 取組", "1苗"]


PIECES = ["要求額\n", "区分\n", "計\n", "当初\n", "合計\n", "財源内訳\n", "予算額\n"]
HEADERS = ["細事業|要求額|\n", "| 細事業 | 要求額 |\n", "細事業\t要求額\n", "指標名\t単位\tR5年度\n\t\t実績\n", "細事業|要求額|\na|1円|\n\n本文\n"]


@pytest.mark.parametrize(("piece", "count"), [*((p, 60) for p in PIECES), *((h, 200) for h in HEADERS)])
def test_repeated_labels_take_linear_time(piece: str, count: int) -> None:
    """Cubic in columns._header/_continues for bare labels, quadratic in items and indicators for headers."""
    short, long = (seconds(lambda n=n: reading_of(piece * n)) for n in (count, 4 * count))
    assert long < 8 * short + 0.1


@pytest.mark.parametrize(("before", "piece", "after"), [("要求額", "(", "x1円"), ("細事業名\t要求額\na\t1千円\nNo.\t主な取組名\t実施内容\n1\tb\t", "会:1回 ", "\n")])
def test_repeated_pieces_take_linear_time(before: str, piece: str, after: str) -> None:
    """Quadratic: lead._TAIL.sub over a run of brackets; terms._outputs untags the whole prefix for each figure."""
    short, long = (seconds(lambda n=n: reading_of(before + piece * n + after)) for n in (1000, 4000))
    assert long < 8 * short + 0.05


def test_period_takes_linear_time() -> None:
    """head._PERIOD backtracks in the fourth power of the spaces where the cell goes on on the next line."""
    assert seconds(lambda: reading_of("|実施期間" + " " * 150 + "\nx\nx|\n")) < 0.2

"""Defects that were found once and mended: each test states what holds since."""

import pytest

from structurer.text.scan import Kind, scan
from tests.support.builders import VOCABULARY, facts_of, reading_of, source
from tests.support.counting import LINEAR, calls

ITEMS = "(1)里山 (単位:千円)\n細事業 | 内容 | 要求額 | 前年度予算額 | 増減 |\n"


@pytest.mark.parametrize("text", ["苗を{}%増やす\n", "苗を{}件配る\n", "要求額:{}円\n"])
def test_long_numbers_are_no_crash(text: str) -> None:
    """A number of 70 digits is malformed or unclaimed, not a ValidationError from Cite.amount (64 characters)."""
    reading_of(text.format("9" * 70))


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
    assert VOCABULARY.when("元年度当初予算額", 2020).year_offset == -1


def test_list_of_years() -> None:
    """`5,6年度` lists years: no amount, and nothing to ask about."""
    (token,) = scan("5,6年度")
    assert token.kind in {Kind.WORD, Kind.YEAR}


@pytest.mark.parametrize("line", ["増減-1,000", "差引－1,000"])
def test_a_minus_glued_to_its_label(line: str) -> None:
    """A dash between a Japanese word and a number may be a minus or a hyphen: the number is not read, and never as +1,000."""
    (token,) = scan(line)
    assert (token.kind, token.number) == (Kind.MALFORMED, None)


def test_circled_numbers_stay_what_they_are() -> None:
    """`2-1①` becomes `2-11` by NFKC in Indicator.number; `①苗` opens no passage since ① is 1 before `_NUMBERED` looks."""
    text = "令和8年度\nNo.\t施策分野\t達成目標\t単位\t直近の状況\t目標\n\t\t\t\t年度\t数値\n2-1①\t里山\t参加者数\t人\t2023\t1\n"
    made = reading_of("3 取組\n- 掘る。\n①苗\n- 配る。\n").sheet.narrative
    assert reading_of(text).sheet.indicators[0].rows[0].number == "2-1①"
    assert [passage.heading.text for passage in made] == ["3 取組", "①苗"]


PIECES = ["要求額\n", "区分\n", "計\n", "財源内訳\n", "予算額\n"]
HEADERS = [
    "細事業|要求額|\n",
    "| 細事業 | 要求額 |\n",
    "細事業\t要求額\n",
    "細事業|要求額|\na|1円|\n\n本文\n",
    "指標名\t単位\tR5年度\n\t\t実績\n",
]
INSIDE = [
    ("要求額", "(", "x1円"),
    ("細事業名\t要求額\na\t1千円\nNo.\t主な取組名\t実施内容\n1\tb\t", "会:1回 ", "\n"),
    ("|実施期間", " ", "\nx\nx|\n"),
]


SHORT, LONG = 600, 10_000
"""Characters. Some hundred lines of a table show how the work grows. Inside a cell one regular expression may do all of
it in one call, so there the length is such that the cube of it would not come to an end."""


@pytest.mark.parametrize(
    ("before", "piece", "after", "length"),
    [*((("", piece, "", SHORT)) for piece in PIECES + HEADERS), *((*inside, LONG) for inside in INSIDE)],
)
def test_a_repetition_inside_a_table_takes_linear_work(before: str, piece: str, after: str, length: int) -> None:
    """Each of these once took the square, the cube or the fourth power of its length; `make bench` measures the seconds."""
    once, twice = (before + piece * (times * length // len(piece)) + after for times in (1, 2))
    reading = reading_of(once)  # once before the counting: what is learned of a first sheet is not counted
    assert all(cite.figure in reading.source.by_id for _, cite in reading.cites)
    assert calls(lambda: reading_of(twice)) <= LINEAR * calls(lambda: reading_of(f"{once}\n"))


def test_amounts_of_one_kind_under_many_names_take_linear_work() -> None:
    """Each line once looked at the amounts of every other line for one that its sources might add up to."""

    def listed(count: int) -> str:
        return "事業名 花壇事業\n" + "".join(f"1 花壇{n}\n要求額 {n}千円\n" for n in range(1, count))

    once = listed(300)
    reading_of(once)
    assert calls(lambda: reading_of(listed(600))) <= LINEAR * calls(lambda: reading_of(f"{once}\n"))

"""Defects that were found once and mended: each test states what holds since."""

import pytest

from structurer.text.scan import Kind, scan
from tests.support.builders import VOCABULARY, facts_of, piped, reading_of, source, tabbed
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
    ("", "人件費 1千円 ", "\n"),
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


def short(text: str) -> list[tuple[str, str, int, str, str]]:
    """The facts of a text without their labels, in order."""
    return [(f.table, f.measure, int(f.year_offset), f.stage, f.printed) for f in facts_of(text)]


SUPPLEMENT = [
    ["細事業", "現計予算額", "補正要求額", "計", "補正要求額の財源内訳", "", "補正の理由"],
    ["", "", "", "", "一般財源", "国庫支出金", ""],
    ["橋の点検", "400", "▲90", "310", "▲45", "▲45", "入札残"],
    ["橋の塗装", "250", "30", "280", "15", "15", "追加"],
]


def test_a_sum_over_two_stages_has_none() -> None:
    """計 of what stands and what is asked for is of no stage, and loses nothing of its row."""
    found = short("# 令和8年度9月補正予算要求書\n(単位:千円)\n" + piped(SUPPLEMENT))
    amounts = [one[3:] for one in found if one[1] == "amount"]
    assert amounts[:3] == [("current", "400"), ("request", "▲90"), ("", "310")]
    assert {one[1] for one in found} == {"amount", "general", "national"}


def test_an_amount_of_no_known_stage_costs_itself_alone() -> None:
    """Where nothing says what a column is of, the columns beside it are read all the same."""
    rows = [["細事業名", "要求額", "金額"], ["橋の点検", "400", "399"], ["橋の塗装", "250", "7"]]
    assert [one[4] for one in short("令和8年度\n(単位:千円)\n" + tabbed(rows))] == ["400", "250"]


def test_stages_over_expenses() -> None:
    """Stages as rows over expenses as columns: an item for each expense, and the difference of two stages is a change."""
    rows = [["区分", "旅費", "需用費", "計"], ["前年度当初予算額", "6", "4", "10"], ["要求額", "9", "5", "14"]]
    rows += [["計上額", "8", "5", "13"], ["計上額－前年度当初", "2", "1", "3"]]
    found = short("令和8年度当初予算査定調書\n(単位:千円)\n" + tabbed(rows))
    assert [one[1:] for one in found if one[0] == "item"] == [
        ("amount", -1, "initial", "6"), ("amount", 0, "request", "9"), ("amount", 0, "approved", "8"), ("change", 0, "approved", "2"),
        ("amount", -1, "initial", "4"), ("amount", 0, "request", "5"), ("amount", 0, "approved", "5"), ("change", 0, "approved", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize("gap", ["\n", "："])
def test_costs_that_name_their_year(gap: str) -> None:
    """令和8年度事業費 and its amount, in one line or in two; the sources below are of the amount that they add up to."""
    lines = (
        f"令和8年度事業費{gap}9千円\n令和7年度事業費{gap}8千円\n財源内訳(単位:千円)\n国庫支出金{gap}4\n一般財源{gap}5\n"
    )
    assert short("令和8年度当初予算　主な事業の概要\n" + lines) == [
        ("cost", "project_cost", 0, "approved", "9千円"), ("cost", "project_cost", -1, "initial", "8千円"),
        ("funding", "national", 0, "approved", "4"), ("funding", "general", 0, "approved", "5"),
    ]  # fmt: skip


def test_years_under_a_heading_that_says_their_stage() -> None:
    """決算額の財源内訳 over years as rows, as it dates years as columns."""
    rows = [["区分", "国庫支出金", "一般財源", "計"], ["令和6年度", "4", "5", "9"], ["令和5年度", "3", "5", "8"]]
    text = "令和6年度 主要な施策の成果に関する説明書\n(2) 決算額の財源内訳(単位:千円)\n" + piped(rows)
    assert {one[2:4] for one in short(text)} == {(0, "settled"), (-1, "settled")}


@pytest.mark.parametrize(
    "heading", ["4 事業の内容　　　　(  )は前年度当初予算額\n", "4 事業の内容\n(  )は前年度当初予算額\n"]
)
def test_a_note_on_brackets_is_no_heading(heading: str) -> None:
    """What says that brackets hold the year before dates those, not the list that it stands over."""
    text = f"令和8年度当初予算要求書\n要求額 9千円\n{heading}(単位:千円)\n(1)苗の購入　4(  3)\n(2)水やり　5(－)\n計　9(  3)\n"
    assert {one[1:] for one in short(text)[1:]} == {
        ("amount", 0, "request", "4"), ("amount", -1, "initial", "3"), ("amount", 0, "request", "5"), ("amount", 0, "request", "9"),
    }  # fmt: skip


def test_a_year_and_the_name_of_any_paper_opens_a_sheet() -> None:
    """The first line, 令和8年度 and a name that no list knows, dates the sheet; further down it does not."""
    assert reading_of("令和8年度 事業カルテ\n事業名：橋の点検\n").sheet.identity.fiscal_year == 2026
    assert reading_of("事業名：橋の点検\n令和8年度 事業カルテ\n").sheet.identity.fiscal_year is None
    assert reading_of("令和6年度の実績\n事業名：橋の点検\n").sheet.identity.fiscal_year is None


def test_a_title_beside_the_unit_of_the_sheet() -> None:
    """令和8年度当初予算 and the unit in one row of cells: the unit is no second column of a table."""
    assert (
        reading_of("予算見積書\t\t\n令和8年度当初予算\t\t単位：千円\n所属\t土木課\t\n").sheet.identity.fiscal_year
        == 2026
    )


def test_a_change_to_one_of_several_years() -> None:
    """増減 beside three amounts of years before is of the stage whose difference to one of them it is in every row."""
    rows = [["節", "要求額", "査定額", "前年度当初予算額", "前々年度決算額", "増減"], ["旅費", "9", "8", "5", "4", "3"]]
    rows += [["委託料", "7", "7", "6", "3", "1"]]
    found = short("令和8年度当初予算査定調書\n(単位:千円)\n" + tabbed(rows))
    assert {one[3] for one in found if one[1] == "change"} == {"approved"}


def test_a_text_that_goes_on_right_of_its_row() -> None:
    """A second line of a text behind the amounts ends no table."""
    text = """令和8年度当初予算要求書
(単位:千円)
節 区分        要求額   前年度予算額   積算の基礎
1 報酬          2,112          2,498   会計年度任用職員
11 役務費         264            265   郵送料
                                       電話料 5,000円×12か月＝60,000円
12 委託料       3,360          3,936   運営業務委託
   計           5,736          6,699
"""
    assert len([one for one in short(text) if one[:2] == ("item", "amount")]) == 6


@pytest.mark.parametrize("named", ["区分", "財源"])
def test_sources_under_a_heading_without_a_date(named: str) -> None:
    """財源 and 金額: the sources are of the amount of the project that they add up to; of none, nothing is read."""
    head = "令和8年度当初予算要求書\n\n要求額：9千円\n前年度当初予算額：7千円\n\n5 財源\n\n"
    rows = [[named, "金額（千円）"], ["国庫支出金", "4"], ["一般財源", "5"], ["合計", "9"]]
    assert [one for one in short(head + piped(rows)) if one[0] == "funding"] == [
        ("funding", "national", 0, "request", "4"), ("funding", "general", 0, "request", "5"), ("funding", "total", 0, "request", "9"),
    ]  # fmt: skip
    rows[1][1], rows[3][1] = "3", "8"
    assert [one for one in short(head + piped(rows)) if one[0] == "funding"] == []

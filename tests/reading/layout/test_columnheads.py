"""Headings of cost and funding tables, printed cell by cell or broken and put together."""

import pytest

from tests.support.builders import Fact, facts_of

YEAR = "令和8年度\n"
UNIT = "(単位:千円)\n"


def cells(text: str) -> list[tuple[str, str, str]]:
    """Row, measure and amount of each fact."""
    return [(fact.row, fact.measure, fact.amount) for fact in facts_of(text)]


FUNDING = [
    ("前年度予算額", "total", "900000"),
    ("前年度予算額", "national", "400000"),
    ("前年度予算額", "general", "500000"),
    ("要求額", "total", "800000"),
    ("要求額", "national", "300000"),
    ("要求額", "general", "500000"),
]


@pytest.mark.parametrize(
    "text",
    [
        "区分        事業費   国庫支出金   一般財源\n前年度予算額   900      400        500\n要求額         800      300        500\n",
        "区分 事業費 国庫支出金 一般財源\n前年度予算額 900 400 500\n要求額 800 300 500\n",
        "区 分\t事業費\t財 源 内 訳\n国 庫\n支出金\t一 般\n財 源\n前年度予算額\t900\t400\t500\n要求額\t800\t300\t500\n",
        (
            "                      国庫     一般\n区分         事業費   支出金   財源\n"
            "前年度予算額   900      400     500\n要求額         800      300     500\n"
        ),
        "事業費\n財源内訳\n国庫支出金\n一般財源\n前年度予算額 900 400 500\n要求額 800 300 500\n",
        "| 区分 | 財源内訳 | |||\n事業費 | 国庫支出金 | 一般財源 |\n前年度予算額 | 900 | 400 | 500 |\n要求額 | 800 | 300 | 500 |\n",
    ],
)
def test_headings_broken_and_stacked(text: str) -> None:
    """Aligned, broken in their cells, stacked over their columns, one a line, under a group: the same table."""
    assert cells(YEAR + UNIT + text) == FUNDING


@pytest.mark.parametrize(
    "text",
    [
        "区分  事業費  くじ収入  一般財源\n要求額  900  400  500\n",
        "区分\t事業費\tくじ収入\t一般財源\n要求額\t900\t400\t500\n",
        "| 区分 | 事業費 | くじ収入 | 一般財源 |\n| 要求額 | 900 | 400 | 500 |\n",
        "区分\n事業費\nくじ収入\n一般財源\n要求額\n900\n400\n500\n",
        "区分  事業費  国庫支出金  一般財源\n花が無い。\n要求額  900  400  500\n",
        "区分  事業費  国庫支出金  一般財源\n上乗せ額  900  400  500\n",
        "区分  事業費  国庫支出金  一般財源\n要求額  900  400  500  100\n",
        "区分  事業費  国庫支出金  県債  一般財源\n要求額  900  400  500\n",
        "\n要求額  900  400  500\n",
    ],
)
def test_what_gives_no_table(text: str) -> None:
    """A source, a stage or a count of columns that is not understood: nothing is claimed, not even its known part."""
    assert cells(YEAR + UNIT + text) == []


def test_the_row_of_a_label_on_two_lines() -> None:
    """A year on a line of its own is the first half of the label below it; a label may stand above all its amounts."""
    head = "区分  事業費  国庫支出金  一般財源\n"
    halves = "令和7年度\n当初予算額  900  400  500\n"
    parted = "| 区分 | 事業費 | 国庫支出金 | 一般財源 |\n要求額\n| 800 | 300 | 500 |\n"
    halved = facts_of(YEAR + "1 財源内訳\n" + UNIT + head + halves)
    assert [(fact.row, fact.year_offset, fact.stage) for fact in halved] == [
        ("令和7年度当初予算額", "-1", "initial")
    ] * 3
    assert cells(YEAR + UNIT + parted) == FUNDING[3:]


def test_a_page_between_heading_and_rows() -> None:
    """A page number, the head of the sheet and the headings printed again end no table."""
    head = "令和8年度当初予算要求書　花の課\n"
    table = "区分  事業費  国庫支出金  一般財源\n"
    page = f"- 1 -\n{head}"
    text = f"{head}{UNIT}{table}前年度予算額  900  400  500\n{page}{table}要求額  800  300  500\n"
    assert cells(text) == FUNDING


def test_a_year_is_no_heading_of_a_source() -> None:
    """On a sheet whose own year is not known a row of a year on a line of its own is left."""
    text = "令和8年度\n(単位:千円)\n区分  事業費  国庫支出金  一般財源\n令和7年度\n当初予算額  900  400  500\n"
    assert cells(text) == []


def staged(text: str) -> list[tuple[str, str]]:
    """Row and stage of each total."""
    found: list[Fact] = facts_of("令和8年度6月補正予算要求書\n" + UNIT + "区分\t事業費\t国庫支出金\t一般財源\n" + text)
    return [(fact.row, fact.stage) for fact in found if fact.measure == "total"]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (
            "当初要求\t900\t400\t500\n復活要求\t100\t0\t100\n総額計\t1,000\t400\t600\n",
            [("当初要求", "request"), ("復活要求", "request"), ("総額計", "request")],
        ),
        (
            "補正前の額\t900\t400\t500\n補正額\t△100\t0\t△100\n計\t800\t400\t400\n",
            [("補正前の額", ""), ("補正額", "supplementary"), ("計", "current")],
        ),
        (
            "当初要求\t900\t400\t500\n復活要求\t100\t0\t100\n総額計\t1,000\t500\t500\n",
            [("当初要求", "request"), ("復活要求", "request")],
        ),
        ("要求額\t900\t400\t500\n計\t900\t400\t500\n", [("要求額", "request")]),
    ],
)
def test_a_total_row_takes_the_stage_it_sums_up(rows: str, wanted: list[tuple[str, str]]) -> None:
    """A total without a stage has the one of the rows it is the sum of, column by column; any other total is left."""
    assert staged(rows) == wanted

"""The tables of a sheet, in every shape they are printed: costs and sources as columns."""

from collections.abc import Callable

import pytest

from tests.support.builders import facts_of, piped, piped_tall, tabbed, tall

Rows = list[list[str]]
Shape = Callable[[Rows], str]
Cell = tuple[str, str, str, str, str]

UNIT = "(単位:千円)\n"
COSTS: Rows = [
    ["区分", "事業費(A)", "人件費(B)", "トータルコスト(A+B)", "正職員", "会計年度任用職員"],
    ["当初予算額", "8,000千円", "1,500千円", "9,500千円", "0.5人", "0.0人"],
    ["前年度当初予算額", "7,000千円", "1,400千円", "8,400千円", "0.4人", "1.0人"],
]
FUNDING: Rows = [
    ["区分", "事業費", "国庫支出金", "使用料・手数料", "起債", "その他", "一般財源"],
    ["前年度予算", "700", "300", "0", "0", "0", "400"],
    ["要求額", "900", "400", "20", "100", "0", "380"],
    ["保留", "0", "0", "0", "0", "0", "0"],
]
MEASURES = ["total", "national", "fees", "bonds", "other", "general"]
STAGES = """令和8年度
(単位:千円、人)
区分\t予算額\t\t\t\t\t決算額\t職員数
\t前年度繰越\t当初予算\t補正予算等\t合計(予算現額)\tうち一般財源
R8年度\t予算案\t{proposal}
\t要求\t500\t\t500\t200\t\t1.0
R7年度\t0\t400\t△10\t390\t100\t\t1.1
R6年度\t3\t300\t5\t308\t100\t299\t1.2
"""


def cells(text: str) -> list[Cell]:
    """Row, measure, year, stage and amount of each fact."""
    return [(fact.row, fact.measure, fact.year_offset, fact.stage, fact.amount) for fact in facts_of(text)]


@pytest.mark.parametrize("shape", [tall, piped, piped_tall, tabbed])
def test_costs_in_every_shape(shape: Shape) -> None:
    """One cell a line, pipes, pipes with one cell a line, tabs: the same costs and staff."""
    now, before = ("当初予算額", "0", "approved"), ("前年度当初予算額", "-1", "initial")
    amounts = [
        (now, ["8000000", "1500000", "9500000", "0.5", "0.0"]),
        (before, ["7000000", "1400000", "8400000", "0.4", "1.0"]),
    ]
    measures = ["project_cost", "personnel_cost", "total_cost", "regular", "fiscal_year_appointed"]
    wanted = [
        (row, m, year, stage, a) for (row, year, stage), found in amounts for m, a in zip(measures, found, strict=True)
    ]
    assert cells(shape(COSTS)) == wanted


@pytest.mark.parametrize("shape", [tall, piped, piped_tall, tabbed])
def test_funding_in_every_shape(shape: Shape) -> None:
    """The same table of sources in every shape gives the same cells, zeros included."""
    rows = [("前年度予算", "-1", "initial"), ("要求額", "0", "request"), ("保留", "0", "deferred")]
    wanted = [
        (label, measure, year, stage, "0" if printed == "0" else f"{printed}000")
        for (label, year, stage), row in zip(rows, FUNDING[1:], strict=True)
        for measure, printed in zip(MEASURES, row[1:], strict=True)
    ]
    assert cells(UNIT + shape(FUNDING)) == wanted


@pytest.mark.parametrize("shape", [piped, piped_tall, tabbed, tall])
def test_a_header_printed_again(shape: Shape) -> None:
    """A table that goes on under its header on the next page gives the same cells."""
    torn = UNIT + shape(FUNDING[:2]) + "\n" + shape([FUNDING[0], *FUNDING[2:]])
    assert cells(torn) == cells(UNIT + shape(FUNDING))


def test_a_stacked_header() -> None:
    """財源内訳 over its columns is no column; it names the table where no heading does."""
    text = (
        UNIT
        + "| 区分 |\n事業費 |\n財源内訳 |\n| 国庫支出金 |\n起債 |\n一般財源 |\n| 要求額 |\n900 |\n400 |\n0 |\n500 |\n"
    )
    assert [(fact.section, fact.measure, fact.amount) for fact in facts_of(text)] == [
        ("財源内訳", "total", "900000"),
        ("財源内訳", "national", "400000"),
        ("財源内訳", "bonds", "0"),
        ("財源内訳", "general", "500000"),
    ]


@pytest.mark.parametrize("blank", ["", "-", "‐", "—", "－", "- 千円"])
@pytest.mark.parametrize("shape", [piped, tabbed])
def test_a_blank_is_none(shape: Shape, blank: str) -> None:
    """A blank or a dash is no figure, and the cells beside it keep their columns; a printed 0 is a figure."""
    text = UNIT + shape([["区分", "事業費", "国庫支出金", "起債", "一般財源"], ["要求額", "900", blank, "0", "900"]])
    assert [(measure, amount) for _, measure, _, _, amount in cells(text)] == [
        ("total", "900000"),
        ("bonds", "0"),
        ("general", "900000"),
    ]


@pytest.mark.parametrize("shape", [piped, tall, piped_tall])
def test_a_short_row_is_placed_by_its_sum(shape: Shape) -> None:
    """With fewer values than columns, the one placing whose sum holds is taken."""
    text = shape([COSTS[0], ["要求額", "8,000千円", "1,500千円", "9,500千円"]])
    assert [(measure, amount) for _, measure, _, _, amount in cells(text)] == [
        ("project_cost", "8000000"),
        ("personnel_cost", "1500000"),
        ("total_cost", "9500000"),
    ]


@pytest.mark.parametrize("shape", [piped, tall, piped_tall])
@pytest.mark.parametrize("values", [["900", "900"], ["900", "900", "0"], ["900", "1", "2"], ["900"], ["0", "0", "0"]])
def test_a_short_row_is_left_unclaimed(shape: Shape, values: list[str]) -> None:
    """Where a sum may be chance, or none holds, no value is claimed."""
    header = ["区分", "事業費", "国庫支出金", "起債", "一般財源"]
    assert cells(UNIT + shape([header, ["要求額", *values]])) == []


@pytest.mark.parametrize("shape", [piped, tall, piped_tall])
def test_the_total_of_a_short_row(shape: Shape) -> None:
    """Where several placings hold that differ in the sources, the total is claimed and no source is."""
    text = UNIT + shape([["区分", "事業費", "国庫支出金", "起債", "一般財源"], ["要求額", "900", "400", "500"]])
    assert [(measure, amount) for _, measure, _, _, amount in cells(text)] == [("total", "900000")]


@pytest.mark.parametrize("extra", [["1"], ["1", "2"]])
def test_a_row_too_long_is_left_unclaimed(extra: list[str]) -> None:
    """More values than columns: no one can say which belongs where."""
    header = ["区分", "事業費", "国庫支出金", "一般財源"]
    assert cells(UNIT + piped([header, ["要求額", "900", "400", "500", *extra]])) == []
    assert cells(UNIT + tabbed([header, ["要求額", "900", "400", "500", *extra]])) == []


def test_years_and_stages_by_column() -> None:
    """Rows that name a year take their stages from the columns; a row that names a stage gives it to all its cells."""
    found = [cell for cell in cells(STAGES.format(proposal="2月公表予定\t\t0\t0")) if cell[0] == "R6年度"]
    assert [cell[1:] for cell in found] == [
        ("project_cost", "-2", "carried_over", "3000"),
        ("project_cost", "-2", "initial", "300000"),
        ("project_cost", "-2", "supplementary", "5000"),
        ("project_cost", "-2", "current", "308000"),
        ("general_fund", "-2", "current", "100000"),
        ("project_cost", "-2", "settled", "299000"),
        ("headcount", "-2", "", "1.2"),
    ]


@pytest.mark.parametrize(
    ("proposal", "wanted"),
    [
        ("2月公表予定\t\t0\t0", [("project_cost", "proposal", "0"), ("general_fund", "proposal", "0")]),
        ("2月公表予定", []),
        (
            "480\t\t480\t190",
            [
                (m, "approved", a)
                for m, a in (("project_cost", "480000"), ("project_cost", "480000"), ("general_fund", "190000"))
            ],
        ),
    ],
)
def test_a_proposal(proposal: str, wanted: list[tuple[str, str, str]]) -> None:
    """A proposal with amounts is approved; one not yet published has only its printed zeros, as proposal."""
    found = cells(STAGES.format(proposal=proposal))
    assert [(measure, stage, amount) for row, measure, _, stage, amount in found if row == "R8年度 予算案"] == wanted
    assert [amount for row, _, _, _, amount in found if row == "R8年度 要求"] == ["500000", "500000", "200000", "1.0"]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("要求額の財源内訳（単位：千円）\n", "要求額の財源内訳"),
        ("6 財源 (単位:千円)\n", "6 財源"),
        ("草木の話。\n(単位:千円)\n", ""),
    ],
)
def test_headings(heading: str, section: str) -> None:
    """The heading right above a table is its section; a sentence is none."""
    assert {fact.section for fact in facts_of(heading + piped(FUNDING))} == {section}


@pytest.mark.parametrize(
    "text",
    [
        "区分 | 人数 | 回数 |\n要求額 | 3 | 4 |\n",
        "事業費\n",
        "国庫支出金と県債と一般財源の話\n",
        "区分\n要求額\n計\n",
        UNIT + "区分 | 事業費 | 国庫支出金 | 一般財源 |\n花壇 | 900 | 400 | 500 |\n",
        UNIT + "区分 | 事業費 | 国庫支出金 | 一般財源 |\n要求額 | 約900 | 400 | 500 |\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    """Without known columns, a row that names stage or year, or plain values nothing is claimed."""
    assert cells(text) == []

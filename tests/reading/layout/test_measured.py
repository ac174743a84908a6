"""Settled blocks as tables: costs or sources as rows and years or stages as columns, sums, details and differences."""

from collections.abc import Callable

import pytest

from tests.support.builders import facts_of, piped, reading_of, tabbed, tall

Rows = list[list[str]]
HEAD = "令和8年度当初予算要求書\n財源内訳(単位:千円)\n"
SOURCES: Rows = [
    ["区分", "前年度予算額", "要求額", "査定額"],
    ["事業費", "900", "800", "700"],
    ["国庫支出金", "400", "300", "300"],
    ["県債", "0", "100", "0"],
    ["一般財源", "500", "400", "400"],
]


def aligned(rows: Rows) -> str:
    """A table with a row a line, its cells two spaces apart."""
    return "".join("  ".join(row) + "\n" for row in rows)


def cells(text: str) -> list[tuple[str, str, str, str, str]]:
    """Table, measure, year, stage and amount of each fact."""
    return [(fact.table, fact.measure, fact.year_offset, fact.stage, fact.amount) for fact in facts_of(text)]


@pytest.mark.parametrize("shape", [tabbed, piped, aligned, tall])
def test_sources_as_rows(shape: Callable[[Rows], str]) -> None:
    """Tabs, pipes, aligned, one cell a line: each source for each year and stage, zeros too."""
    columns = [("-1", "initial"), ("0", "request"), ("0", "approved")]
    measures = ["total", "national", "bonds", "general"]
    assert cells(HEAD + shape(SOURCES)) == [
        ("funding", measure, year, stage, "0" if printed == "0" else f"{printed}000")
        for measure, row in zip(measures, SOURCES[1:], strict=True)
        for (year, stage), printed in zip(columns, row[1:], strict=True)
    ]


@pytest.mark.parametrize("shape", [tabbed, piped, aligned, tall])
def test_a_budget_above_its_sources(shape: Callable[[Rows], str]) -> None:
    """予算額 as the sum of its sources says no stage of its own: its columns do."""
    found = cells(HEAD + shape([SOURCES[0], ["予算額", *SOURCES[1][1:]], *SOURCES[2:]]))
    assert found == cells(HEAD + shape(SOURCES))


YEARS = """令和8年度
1 事業費の推移(単位:千円、人役)
区分            R6決算   R7当初   R8要求
事業費             700      800      900
　うち一般財源     300      400      500
人件費             100      100      200
総事業費           800      900    1,100
職員数(人役)       0.1      0.1      0.2
"""


def test_costs_as_rows() -> None:
    """Years as columns: costs, the share of the general fund, staff; each in the table it belongs to."""
    found = [cell for cell in cells(YEARS) if cell[2] == "0"]
    assert found == [
        ("cost", "project_cost", "0", "request", "900000"),
        ("cost", "general_fund", "0", "request", "500000"),
        ("cost", "personnel_cost", "0", "request", "200000"),
        ("cost", "total_cost", "0", "request", "1100000"),
        ("staff", "headcount", "0", "request", "0.2"),
    ]
    assert {cell[3] for cell in cells(YEARS) if cell[2] == "-2"} == {"settled"}
    assert {cell[3] for cell in cells(YEARS) if cell[2] == "-1"} == {"initial"}


def test_a_supplement_as_columns() -> None:
    """Beside 補正額 the column 計 is the budget after it; before it stands no stage."""
    text = HEAD.replace("当初予算", "6月補正予算") + "区分\t補正前の額\t補正額\t計\n事業費\t900\t△100\t800\n"
    assert [cell[3:] for cell in cells(text)] == [("", "900000"), ("supplementary", "-100000"), ("current", "800000")]


def test_a_column_of_differences() -> None:
    """What a column of differences prints is kept beside the two columns it compares; it is no fact."""
    rows = [
        ["区分", "前年度予算額", "要求額", "増減"],
        ["事業費", "900", "800", "▲100"],
        ["一般財源", "900", "800", "▲100"],
    ]
    reading = reading_of(HEAD + tabbed(rows))
    found = [(d.table, d.measure, d.stage, d.against_offset, d.cite.amount) for d in reading.sheet.differences]
    assert found == [("funding", "total", "request", -1, "-100000"), ("funding", "general", "request", -1, "-100000")]
    assert [cell[4] for cell in cells(HEAD + tabbed(rows))] == ["900000", "800000"] * 2


DETAILED = """令和8年度
(単位:千円)
区分\t事業費\t国庫支出金\t県債\t一般財源
要求額\t900\t400\t100\t400
査定額\t800\t300\t100\t400

特定財源の積算根拠
項目
当初要求
査定額
総務費国庫補助金 総務費補助金 (補助率1/2) 400 300
総務債 防災債 100 100
"""


def test_what_specific_revenue_is_made_of() -> None:
    """A revenue item's row belongs to the source named in it; its rate in brackets is no amount of it."""
    found = [(f.row, f.measure, f.stage, f.amount) for f in facts_of(DETAILED) if f.section == "特定財源の積算根拠"]
    assert found == [
        ("総務費国庫補助金 総務費補助金", "national", "request", "400000"),
        ("総務費国庫補助金 総務費補助金", "national", "approved", "300000"),
        ("総務債 防災債", "bonds", "request", "100000"),
        ("総務債 防災債", "bonds", "approved", "100000"),
    ]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([["区分", "前年度予算額", "上乗せ額"], ["事業費", "900", "800"], ["一般財源", "900", "800"]], "900000"),
        ([["区分", "令和七年度予算額", "要求額"], ["事業費", "900", "800"], ["一般財源", "900", "800"]], "800000"),
        ([["区分", "要求額", "計"], ["事業費", "900", "800"], ["一般財源", "900", "800"]], "900000"),
        (
            [
                ["区分", "前年度予算額", "上乗せ額"],
                ["事業費", "900", "1"],
                ["くじ収入", "5", "6"],
                ["一般財源", "900", "1"],
            ],
            "900000",
        ),
        (
            [["区分", "要求額", "要求額", "査定額"], ["事業費", "9", "8", "900"], ["一般財源", "9", "8", "900"]],
            "900000",
        ),
    ],
)
@pytest.mark.parametrize("shape", [tabbed, piped, aligned])
def test_an_unknown_word_costs_its_own_row_or_column(rows: Rows, kept: str, shape: Callable[[Rows], str]) -> None:
    """A heading or a label that is not understood, or that two columns share, takes its amounts with it, and no others."""
    found = [cell for cell in cells(HEAD + shape(rows)) if cell[0] == "funding"]
    assert [(cell[1], cell[4]) for cell in found] == [("total", kept), ("general", kept)]


@pytest.mark.parametrize(
    "rows",
    [
        [["区分", "前年度予算額", "要求額"], ["くじ収入", "900", "800"]],
        [["区分", "前年度予算額", "要求額"], ["事業費", "900", "8O0"]],
        [["区分", "要求額", "要求額"], ["事業費", "900", "800"]],
        [["区分", "前年度予算額", "要求額", "査定額"], ["事業費", "900", "800", "700", "600"]],
    ],
)
@pytest.mark.parametrize("shape", [tabbed, piped, aligned])
def test_what_is_left(rows: Rows, shape: Callable[[Rows], str]) -> None:
    """The only row not understood or not plain, two columns of the same, more amounts than headings: nothing is claimed."""
    assert [cell for cell in cells(HEAD + shape(rows)) if cell[0] in {"cost", "funding"}] == []


@pytest.mark.parametrize("shape", [tabbed, piped, aligned, tall])
def test_a_heading_is_no_corner(shape: Callable[[Rows], str]) -> None:
    """Three stages above two amounts a row: which of the stages is blank, nothing says."""
    rows = [["要求額", "前年度予算額", "査定額"], ["事業費", "900", "800"], ["一般財源", "900", "800"]]
    assert cells(HEAD + shape(rows)) == []


UNLABELLED: Rows = [["事業費", "国庫支出金", "県債", "一般財源"], ["900", "400", "100", "400"]]


@pytest.mark.parametrize("shape", [tabbed, piped])
def test_amounts_without_a_label(shape: Callable[[Rows], str]) -> None:
    """One row of amounts has the year and stage of the heading over its table; without one, or with more rows, none."""
    head = "令和8年度当初予算要求書\n{}(単位:千円)\n"
    found = [("funding", measure, "0", "request") for measure in ("total", "national", "bonds", "general")]
    assert [fact[:4] for fact in cells(head.format("要求額の財源") + shape(UNLABELLED))] == found
    for heading in ("財源", "前年度の財源", "令和5年度要求額の財源"):
        assert cells(head.format(heading) + shape(UNLABELLED)) == []


@pytest.mark.parametrize("shape", [tabbed, piped])
def test_a_column_without_a_year(shape: Callable[[Rows], str]) -> None:
    """Of several columns one that says not of which year it is has no amounts."""
    rows = [
        ["区分", "令和7年度", "花壇"],
        ["当初予算", "900", "800"],
        ["補正予算", "10", "20"],
        ["決算額", "700", "600"],
    ]
    assert {year for _, _, year, _, _ in cells("令和8年度\n事業費(単位:千円)\n" + shape(rows))} <= {"-1"}


@pytest.mark.parametrize("shape", [tabbed, piped])
def test_a_cost_of_all_years(shape: Callable[[Rows], str]) -> None:
    """総事業費 is a total cost beside a cost of staff; without one it is what all years cost together."""
    rows = [["区分", "総事業費", "事業費", "人件費"], ["要求額", "900", "800", "100"]]
    head = "令和8年度当初予算要求書\n(単位:千円)\n"
    assert ("cost", "total_cost", "0", "request", "900000") in cells(head + shape(rows))
    alone = [row[:3] for row in rows]
    assert "total_cost" not in {measure for _, measure, *_ in cells(head + shape(alone))}


def test_the_heading_says_the_stage_of_the_years() -> None:
    """当初予算額の財源内訳 over years: what a year began with, and what is decided for the sheet's own."""
    text = (
        "令和8年度事業評価シート\n事業名\t花壇手入れ事業\n3 当初予算額の財源内訳\t\t(単位:千円)\n"
        "区分\t令和7年度\t令和8年度\n国庫支出金\t100\t200\n一般財源\t300\t400\n"
    )
    assert {(f.measure, f.year_offset, f.stage, f.section) for f in facts_of(text)} == {
        ("national", "-1", "initial", "3 当初予算額の財源内訳"),
        ("national", "0", "approved", "3 当初予算額の財源内訳"),
        ("general", "-1", "initial", "3 当初予算額の財源内訳"),
        ("general", "0", "approved", "3 当初予算額の財源内訳"),
    }


def test_a_year_over_its_stages() -> None:
    """A year in the first column is that of the rows below it, until the next one."""
    text = (
        "令和8年度当初予算要求書\n事業名\t花壇手入れ事業\n推移(単位:千円)\n"
        "年度\t区分\t事業費\t国庫支出金\t一般財源\n"
        "令和7年度\t当初予算額\t300\t100\t200\n\t現計予算額\t310\t100\t210\n令和8年度\t要求額\t400\t150\t250\n"
    )
    found = {(f.row, f.year_offset, f.stage) for f in facts_of(text) if f.measure == "general"}
    assert found == {
        ("令和7年度 当初予算額", "-1", "initial"),
        ("令和7年度 現計予算額", "-1", "current"),
        ("令和8年度 要求額", "0", "request"),
    }

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


SUPPLEMENTED = [
    ["区分", "現計予算額", "補正額", "計"],
    ["国庫支出金", "400", "100", "500"],
    ["一般財源", "500", "▲100", "400"],
    ["合計", "900", "0", "900"],
]


@pytest.mark.parametrize("shape", [tabbed, piped, aligned])
def test_a_sum_of_what_is_current_and_a_supplement(shape: Callable[[Rows], str]) -> None:
    """計 behind 現計 and 補正額 has no stage: it is not what 現計 says; behind 補正前の額 it is the current budget."""
    text = "令和8年度11月補正予算\n財源内訳(単位:千円)\n" + shape(SUPPLEMENTED)
    assert [stage for _, _, _, stage, _ in cells(text)] == ["current", "supplementary", ""] * 3
    text = text.replace("現計予算額", "補正前の額")
    assert [stage for _, _, _, stage, _ in cells(text)] == ["", "supplementary", "current"] * 3


@pytest.mark.parametrize("shape", [tabbed, piped])
def test_sources_with_their_names_beside(shape: Callable[[Rows], str]) -> None:
    """A column of sources and one of what each is called: the sums tell which of the two says what the amounts are."""
    rows = [
        ["財源", "名称", "前年度予算額", "要求額"],
        ["国庫支出金", "花と緑の交付金", "400", "300"],
        ["諸収入", "受講料収入", "100", "200"],
        ["一般財源", "", "500", "400"],
        ["計", "", "1,000", "900"],
    ]
    measures = ["national", "miscellaneous", "general", "total"]
    assert [one[:2] for one in cells(HEAD + shape(rows))][::2] == [("funding", measure) for measure in measures]
    rows[2][0] = "くじ収入"
    assert ("funding", "miscellaneous") not in [one[:2] for one in cells(HEAD + shape(rows))]


BUDGET = [
    ["本年度予算額", "前年度予算額", "比較", "国庫支出金", "地方債", "一般財源"],
    ["900", "800", "100", "400", "0", "500"],
]


@pytest.mark.parametrize("shape", [tabbed, piped, aligned])
def test_one_row_without_a_label(shape: Callable[[Rows], str]) -> None:
    """The project's budget of two years and its sources, in one row: they add up to this year's."""
    text = "令和8年度 歳出予算説明書\n事業名 花壇事業\n1 予算額及び財源(単位:千円)\n"
    assert cells(text + shape(BUDGET)) == [
        ("cost", "project_cost", "0", "approved", "900000"),
        ("cost", "project_cost", "-1", "initial", "800000"),
        ("funding", "national", "0", "approved", "400000"),
        ("funding", "bonds", "0", "approved", "0"),
        ("funding", "general", "0", "approved", "500000"),
    ]
    assert cells(text + shape([BUDGET[0], ["900", "800", "100", "400", "0", "400"]])) == []


@pytest.mark.parametrize("heading", ["1 花壇の植替え", "1 関連事業の予算額", "1 前年度の予算額及び財源", "参考"])
def test_one_row_of_something_else(heading: str) -> None:
    """Under the name of an item, of another project or of another year it is not the project's budget."""
    text = f"令和8年度 歳出予算説明書\n事業名 花壇事業\n{heading}\n(単位:千円)\n"
    assert cells(text + piped(BUDGET)) == []


REVIEW = [
    ["事業の名称", "花壇事業", "nan", "担当課", "緑の課"],
    ["予算額・執行額(単位:百万円)", "nan", "令和7年度", "令和8年度", "令和9年度要求"],
    ["予算の状況", "当初予算", "30", "31", "32"],
    ["nan", "補正予算", "1", "0", "nan"],
    ["nan", "計", "31", "31", "32"],
    ["nan", "うち一般財源", "10", "11", "12"],
    ["執行額", "nan", "29", "nan", "nan"],
    ["経費の内訳(単位:百万円)", "nan", "令和8年度当初予算", "令和9年度要求", "主な増減理由"],
    ["nan", "花壇", "11", "12", "nan"],
    ["nan", "草刈り", "20", "20", "nan"],
    ["nan", "計", "31", "32", "nan"],
]


def test_several_tables_in_one_grid() -> None:
    """A row of headings inside a grid begins another table, whatever its rows above are; a request of next year stays one."""
    found = cells("令和8年度事業レビューシート\n" + piped(REVIEW))
    assert ("cost", "project_cost", "-1", "settled", "29000000") in found
    assert ("cost", "project_cost", "1", "request", "32000000") in found
    assert [one for one in found if one[1] == "general_fund"] == [
        ("cost", "general_fund", "-1", "current", "10000000"),
        ("cost", "general_fund", "0", "current", "11000000"),
        ("cost", "general_fund", "1", "request", "12000000"),
    ]
    assert [one[2:] for one in found if one[0] == "total"] == [
        ("0", "approved", "31000000"),
        ("1", "request", "32000000"),
    ]


def test_a_sum_below_both_costs_is_theirs() -> None:
    """計 below 事業費, its sources and 人件費 is their total cost, and not what the sources come to."""
    rows = [
        ["事業費", "900"],
        ["国庫支出金", "400"],
        ["一般財源", "500"],
        ["人件費", "100"],
        ["従事人役", "0.1人"],
        ["計", "1,000"],
    ]
    found = facts_of("令和8年度当初予算要求書\n1 経費(単位:千円)\n" + tabbed([["区分", "要求額"], *rows]))
    assert [(fact.table, fact.measure) for fact in found if fact.printed == "1,000"] == [("cost", "total_cost")]


def test_a_column_that_says_itself_what_it_takes_from_what() -> None:
    """計上額-前年度当初 is a change, so no source is left without a column."""
    rows = [
        ["国庫支出金", "800", "1,000", "200"],
        ["一般財源", "1,900", "2,000", "100"],
        ["計", "2,700", "3,000", "300"],
    ]
    heads = ["区分", "前年度当初", "計上額", "計上額-前年度当初"]
    text = "令和8年度当初予算\n1 財源(単位:千円)\n" + tabbed([heads, *rows])
    sheet = reading_of(text).sheet
    changes = [cell.cite for table in sheet.totals for row in table.rows for cell in row.cells]
    assert {cite.printed for cite in (*changes, *(one.cite for one in sheet.differences))} == {"200", "100", "300"}


@pytest.mark.parametrize("column", ["国庫支出金", "一般財源"])
def test_a_source_of_each_cost_is_no_cost(column: str) -> None:
    """Of a table of costs by 総額 and a source the amounts of the source are not read as the costs themselves."""
    rows = [["区分", "要求額", "要求額"], ["", "総額", column], ["事業費", "900", "400"], ["人件費", "100", "50"]]
    found = facts_of("令和8年度当初予算要求書\n1 経費(単位:千円)\n" + tabbed(rows))
    assert not [fact for fact in found if fact.table == "cost" and fact.printed in {"400", "50"}]

"""What the headings of a table of items say."""

from collections.abc import Callable

import pytest

from tests.support.builders import facts_of, piped, reading_of, tabbed

HEAD = "令和8年度当初予算要求書\n要求額:900千円\n内訳(単位:千円)\n"


def cells(text: str) -> list[tuple[str, str, str, str, str]]:
    """Row, measure, year, stage and amount of each fact about items and their totals."""
    found = [fact for fact in facts_of(HEAD + text) if fact.table in {"item", "total"} and fact.section == "内訳"]
    return [(fact.row, fact.measure, fact.year_offset, fact.stage, fact.amount) for fact in found]


@pytest.mark.parametrize(
    ("heading", "year", "stage"),
    [
        ("要求額", "0", "request"),
        ("本年度", "0", "request"),
        ("知事査定額", "0", "approved"),
        ("前年度当初予算額", "-1", "initial"),
        ("前年度", "-1", "initial"),
        ("R7当初", "-1", "initial"),
        ("R6決算", "-2", "settled"),
        ("金額", "0", "request"),
    ],
)
def test_a_column_of_amounts(heading: str, year: str, stage: str) -> None:
    """A heading says year and stage; 金額 has those of the amount that it sums to."""
    text = f"細事業名\t内容\t{heading}\n花壇\t植える。\t400\n草刈り\t刈る。\t500\n"
    assert [cell[2:4] for cell in cells(text)] == [(year, stage)] * 2


@pytest.mark.parametrize(
    "heading", ["うち一般財源", "要求額に対する割合", "構成比", "上乗せ額", "要求額の内訳", "2O26年度要求額"]
)
def test_what_is_no_column_of_amounts(heading: str) -> None:
    """A part, a rate, a year or a stage that is not understood: the table is left."""
    assert cells(f"細事業名\t{heading}\n花壇\t400\n草刈り\t500\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "番号\t区分\t細事業名\t要求額\t備考\n1\t委託\t花壇\t400\t新規\n2\t直営\t草刈り\t500\t\n\t\t合計\t900\t\n",
        "| 番号 | 細事業名 | 要求額 | 備考 |\n|---|---|---|---|\n| 1 | 花壇 | 400 | 新規 |\n| 2 | 草刈り | 500 | |\n| | 合計 | 900 | |\n",
        "細事業名  要求額  説明\n花壇       400   植える。\n草刈り     500   刈る。\n合計       900\n",
        "細事業名\n内容\n要求額\n花壇\n植える。\n400\n草刈り\n刈る。\n500\n合計\n\n900\n",
    ],
)
def test_numbers_texts_and_names(text: str) -> None:
    """Columns that number, describe or remark are none of amounts, wherever they stand and however the headings are printed."""
    assert [(row, amount) for row, _, _, _, amount in cells(text)] == [
        ("花壇", "400000"),
        ("草刈り", "500000"),
        ("合計", "900000"),
    ]


def test_a_heading_is_no_half_of_a_name() -> None:
    """A heading on two lines above one column of amounts stays out of the first item's name."""
    text = "細事業名  本年度\n          要求額\n花壇         400\n草刈り       500\n合計         900\n"
    assert [cell[0] for cell in cells(text)] == ["花壇", "草刈り", "合計"]


@pytest.mark.parametrize("number", ["(1) {}", "（1）{}", "①{}"])
def test_a_number_before_the_name(number: str) -> None:
    """A number in the cell of the name is the item's, no part of its name."""
    rows = "".join(f"{number.format(name)}\t{amount}\n" for name, amount in (("花壇", 400), ("草刈り", 500)))
    assert [cell[0] for cell in cells("細事業名\t要求額\n" + rows)] == ["花壇", "草刈り"]


@pytest.mark.parametrize(
    ("group", "sources", "stage"),
    [
        ("財源内訳", ["1", "2"], "supplementary"),
        ("補正額の財源内訳", ["1", "2"], "supplementary"),
        ("財源内訳", ["3", "6"], "current"),
        ("財源内訳", ["3", "4"], None),
        ("補正額の財源内訳", ["3", "6"], None),
        ("補正額の財源内訳", ["3", "4"], "supplementary"),
    ],
)
def test_the_stage_of_sources_beside_several_amounts(group: str, sources: list[str], stage: str | None) -> None:
    """Sources are of the amount that they add up to, and of no stage where a group over them says another."""
    heads = f"事業名\t当初予算額\t補正額\t補正後予算額\t{group}\t\n\t\t\t\t国庫支出金\t一般財源\n"
    found = facts_of(HEAD.replace("要求", "補正") + heads + "\t".join(["花壇", "6", "3", "9", *sources]) + "\n")
    assert {fact.stage for fact in found if fact.table == "funding"} == ({stage} if stage else set())


def test_amounts_in_brackets() -> None:
    """Where a note says so, an amount in brackets is of the year before."""
    text = "※( )内は前年度当初予算額\n細事業名\t要求額\n花壇\t(300) 400\n草刈り\t(500) 500\n"
    assert [cell[2:] for cell in cells(text)] == [
        ("-1", "initial", "300000"),
        ("0", "request", "400000"),
        ("-1", "initial", "500000"),
        ("0", "request", "500000"),
    ]


def test_the_number_of_an_item() -> None:
    """The cell under 番号 is the item's number."""
    (section,) = reading_of(HEAD + "番号\t細事業名\t要求額\n1\t花壇\t400\n2\t草刈り\t500\n").sheet.sections
    assert [item.number for item in section.items] == ["1", "2"]


def test_two_columns_of_one_heading() -> None:
    """Which of two columns with the same heading is the request, nothing says."""
    assert cells("細事業名\t令和8年度\t令和8年度\n花壇\t400\t300\n草刈り\t500\t600\n") == []


def test_one_year_over_two_stages() -> None:
    """A year over each of two stages, which wide gaps part: each column is of its own stage."""
    heads = "細事業名      令和8年度   令和8年度\n                 要求        査定\n"
    text = f"{heads}花壇              400         300\n草刈り            500         600\n"
    assert [cell[2:4] for cell in cells(text)] == [("0", "request"), ("0", "approved")] * 2


def test_sources_of_two_years() -> None:
    """The sources under each year are of that year and stage."""
    text = (
        "細事業名\t令和8年度要求額\t\t\t令和7年度当初予算額\t\t\t増減額\n"
        "\t事業費\t国庫支出金\t一般財源\t事業費\t国庫支出金\t一般財源\t\n"
        "花壇\t400\t150\t250\t300\t100\t200\t100\n"
    )
    found = facts_of(HEAD + text)
    assert {(f.measure, f.year_offset, f.stage, f.amount) for f in found if f.table == "funding"} == {
        ("national", "0", "request", "150000"),
        ("general", "0", "request", "250000"),
        ("national", "-1", "initial", "100000"),
        ("general", "-1", "initial", "200000"),
    }


BELOW = "(単位:千円、下段の( )内は前年度当初予算額)\n"


def aligned(*rows: tuple[str, ...]) -> str:
    """A row a line, its cells four spaces apart."""
    return "".join("    ".join(row) + "\n" for row in rows)


@pytest.mark.parametrize("draw", [aligned, lambda *rows: "".join("\t".join(row) + "\n" for row in rows)])
def test_last_year_in_brackets_on_the_line_below(draw: Callable[..., str]) -> None:
    """Each amount in brackets is of the row and the column above it, of the year that the note says."""
    rows = [
        ("事業内容", "要求額", "国庫支出金", "一般財源"),
        ("花壇", "400", "150", "250"),
        ("", "(300)", "(100)", "(200)"),
    ]
    found = facts_of(HEAD.replace("内訳(単位:千円)\n", "内訳\n" + BELOW) + draw(*rows))
    assert {(f.row, f.measure, f.year_offset, f.stage, f.amount) for f in found if f.row == "花壇"} == {
        ("花壇", "amount", "0", "request", "400000"),
        ("花壇", "national", "0", "request", "150000"),
        ("花壇", "general", "0", "request", "250000"),
        ("花壇", "amount", "-1", "initial", "300000"),
        ("花壇", "national", "-1", "initial", "100000"),
        ("花壇", "general", "-1", "initial", "200000"),
    }


def test_a_name_broken_over_both_lines() -> None:
    """The end of an item's name stands before the amounts in brackets."""
    rows = [("事業内容", "要求額", "一般財源"), ("花壇の手入", "400", "250"), ("れ", "(300)", "(200)")]
    found = facts_of(HEAD.replace("内訳(単位:千円)\n", "内訳\n" + BELOW) + aligned(*rows))
    assert {f.row for f in found if f.measure == "general"} == {"花壇の手入れ"}


@pytest.mark.parametrize(
    ("note", "below"),
    [
        ("(単位:千円)\n", ("", "(300)", "(200)")),  # nothing says what brackets are
        (BELOW, ("", "300", "200")),  # no brackets
        (BELOW, ("草刈り", "(300)", "200")),  # one amount stands in none
        (BELOW, ("", "(300)")),  # which of the two?
    ],
)
def test_what_is_no_line_of_last_year(note: str, below: tuple[str, ...]) -> None:
    """Amounts below a row that are not all in brackets, or that no note explains, are not last year's."""
    rows = [("事業内容", "要求額", "一般財源"), ("花壇", "400", "250"), below]
    found = facts_of(HEAD.replace("内訳(単位:千円)\n", "内訳\n" + note) + aligned(*rows))
    assert not [f for f in found if f.year_offset == "-1"]


def test_a_note_on_the_upper_amounts() -> None:
    """上段 and 下段 say of which stage 金額 and the amounts below it are."""
    note = "単位:千円 上段:査定額 下段( )書き:前年度当初予算額\n"
    rows = [
        ("細事業", "金額", "国庫支出金", "一般財源"),
        ("花壇", "400", "150", "250"),
        ("", "(300)", "(100)", "(200)"),
    ]
    text = "".join("| " + " | ".join(row) + " |\n" for row in rows)
    found = facts_of(HEAD.replace("内訳(単位:千円)\n", "内訳\n" + note) + text)
    assert {(f.year_offset, f.stage) for f in found if f.row == "花壇"} == {("0", "approved"), ("-1", "initial")}


def test_a_supplement_of_last_year_beside_this_years_budget() -> None:
    """A 計 over two years is of no date; what the title holds in brackets is no second year of the sheet."""
    text = (
        "入江県 令和8年度当初予算案(令和7年度2月補正予算を含む一体編成),,,,,\n事業一覧,,,,,(単位:千円)\n"
        '事業名,"令和7年度\n2月補正予算額\n(A)","令和8年度\n当初予算額\n(B)","計\n(A+B)","令和7年度\n当初予算額\n(C)","増減\n(B-C)"\n'
        '桟橋塗装事業,"1,000","3,000","4,000","2,500",500\n浮標取替事業,-,"1,200","1,200","1,300",△100\n'
        '合計,"1,000","4,200","5,200","3,800",400\n'
    )
    found = facts_of(text)
    assert reading_of(text).sheet.identity.fiscal_year == 2026
    assert [(f.row, f.measure, f.stage, f.printed) for f in found] == [
        ("桟橋塗装事業", "amount", "supplementary", "1,000"),
        ("桟橋塗装事業", "amount", "approved", "3,000"),
        ("桟橋塗装事業", "amount", "initial", "2,500"),
        ("桟橋塗装事業", "change", "approved", "500"),
        ("浮標取替事業", "amount", "approved", "1,200"),
        ("浮標取替事業", "amount", "initial", "1,300"),
        ("浮標取替事業", "change", "approved", "△100"),
        ("合計", "amount", "supplementary", "1,000"),
        ("合計", "amount", "approved", "4,200"),
        ("合計", "amount", "initial", "3,800"),
        ("合計", "change", "approved", "400"),
    ]


def test_names_in_groups() -> None:
    """A first column that is blank below its group's first row groups the names; 補助 計 is the sum of a group, no item."""
    text = (
        "令和8年度当初予算要求書\n(単位:千円)\n"
        "区分\t路線名\t要求額\n補助\t国道1号\t3\n\t県道川端線\t2\n補助 計\t\t5\n"
        "県単\t県道港線\t4\n\t県道山線\t1\n県単 計\t\t5\n合計\t\t10\n"
    )
    assert [(f.table, f.row, f.amount) for f in facts_of(text)] == [
        ("item", "国道1号", "3000"),
        ("item", "県道川端線", "2000"),
        ("item", "県道港線", "4000"),
        ("item", "県道山線", "1000"),
        ("total", "補助 計", "5000"),
        ("total", "県単 計", "5000"),
        ("total", "合計", "10000"),
    ]


@pytest.mark.parametrize(
    ("change", "stage"),
    [(("100", "50", "150"), "approved"), (("200", "150", "350"), "request"), (("9", "9", "18"), "request")],
)
def test_the_stage_of_a_change(change: tuple[str, str, str], stage: str) -> None:
    """増減 is of the amounts whose difference to the year before it prints; where it is of none, of the request."""
    rows = [("苗", "600", "500", "400"), ("土", "400", "300", "250"), ("計", "1,000", "800", "650")]
    table = "".join("\t".join((*row, one)) + "\n" for row, one in zip(rows, change, strict=True))
    found = cells("内訳(単位:千円)\n細事業名\t要求額\t計上額\t前年度当初予算額\t増減\n" + table)
    assert {cell[3] for cell in found if cell[1] == "change"} == {stage}


def test_the_number_of_an_accounts_item() -> None:
    """A number under a heading of its own is no name, however far apart the headings stand."""
    table = "節    名称          要求額    前年度当初予算額\n7     報償費        500       400\n10    需用費        400       300\n"
    assert {row for row, *_ in cells(table)} == {"報償費", "需用費"}


ACCOUNTS = (
    "令和8年度当初予算に関する説明書（歳出）\n事業名 花壇手入れ事業\n（項）土木費\t\t\t\t\t\t（単位：千円）\n"
    "目\t本年度\t前年度\t財源内訳\t\t節\t\t説明\n\t\t\t県債\t一般財源\t区分\t金額\t\n"
    "公園費\t900\t700\t400\t500\t需用費\t600\t苗\n\t\t\t\t\t委託料\t300\t\n道路費\t100\t100\t0\t100\t旅費\t100\t\n計\t1,000\t800\t400\t600\t\t\t\n"
)


def test_parts_in_columns_of_their_own() -> None:
    """節 beside an item and on the rows below it are items of their own; where they do not add up nobody says whose they are."""
    found = [(f.row, f.measure, f.year_offset, f.amount) for f in facts_of(ACCOUNTS) if f.measure == "amount"]
    assert [(f.row, f.amount) for f in facts_of(ACCOUNTS) if f.section == "節"] == [
        ("需用費", "600000"),
        ("委託料", "300000"),
        ("旅費", "100000"),
    ]
    assert ("公園費", "amount", "0", "900000") in found
    assert ("計", "amount", "-1", "800000") in found
    wrong = facts_of(ACCOUNTS.replace("委託料\t300", "委託料\t200"))
    assert [fact for fact in wrong if fact.section == "節"] == []


GROUPED = [
    ["節", "積算", "前年度当初予算額", "要求額", "査定額", "増減(査定額-前年度当初予算額)", "備考"],
    ["【事務費】"],
    ["報償費", "2千円×60回", "100", "120", "110", "10"],
    ["旅費", "1千円×30人", "40", "30", "30", "-10"],
    ["小計", "", "140", "150", "140", "0"],
    ["【事業費】"],
    ["委託料", "調べる。", "", "700", "600", "600", "新規"],
    ["小計", "", "", "700", "600", "600"],
    ["合計", "", "140", "850", "740", "600"],
]


def quoted(rows: list[list[str]]) -> str:
    """A table as CSV, every cell in quotes."""
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def grouped(drawn: Callable[[list[list[str]]], str], first: str = "【事務費】", second: str = "【事業費】") -> str:
    """The table with other names of its groups, drawn in some way."""
    words = {"【事務費】": first, "【事業費】": second}
    rows = [[words.get(row[0], row[0]), *row[1:]] for row in GROUPED]
    return drawn([row + [""] * (len(GROUPED[0]) - len(row)) for row in rows])


@pytest.mark.parametrize("drawn", [tabbed, piped, quoted])
@pytest.mark.parametrize("names", [("【事務費】", "【事業費】"), ("(1) 事務費", "(2) 事業費"), ("事務費", "事業費")])
def test_groups_of_rows_with_their_sums(drawn: Callable[[list[list[str]]], str], names: tuple[str, str]) -> None:
    """The name of some rows is no row, and ends no table: each group has its sum, all of them theirs."""
    found = cells(grouped(drawn, *names))
    rows = [row for row, measure, year, stage, _ in found if (measure, year, stage) == ("amount", "0", "request")]
    own = [row.removeprefix(names[0]).removeprefix(names[1]) for row in rows]
    assert own == ["報償費", "旅費", "委託料", "小計", "小計", "合計"]
    assert [one[1:] for one in found if one[0] == rows[2]] == [
        ("amount", "0", "request", "700000"),
        ("amount", "0", "approved", "600000"),
        ("change", "0", "approved", "600000"),
    ]


@pytest.mark.parametrize("drawn", [tabbed, piped, quoted])
@pytest.mark.parametrize(
    "name",
    [
        "【前年度】",
        "【令和7年度】",
        "【他県の状況】",
        "【参考】",
        "【再掲】",
        "【うち新規分】",
        "【債務負担行為】",
        "【財源内訳】",
    ],
)
def test_groups_that_are_of_something_else(drawn: Callable[[list[list[str]]], str], name: str) -> None:
    """Under the name of another year, of somebody else or of a part the headings of the table say nothing more."""
    assert [row for row, *_ in cells(grouped(drawn, second=name))].count("委託料") == 0
    assert cells(grouped(drawn, first=name)) == []


def test_a_group_below_the_sum_of_all() -> None:
    """What follows the sum of all rows under a name of its own is another table, whose headings are not there."""
    table = tabbed(
        [["細事業名", "要求額"], ["花壇", "400"], ["合計", "400"], ["【草地】"], ["草刈り", "500"], ["種まき", "1"]]
    )
    assert [row for row, *_ in cells(table)] == ["花壇", "合計"]


def test_a_caption_over_two_columns() -> None:
    """A caption in the first cell of the headings stands over the names that begin in the next column."""
    rows = [
        ["経費の内訳(単位:千円)", "", "令和8年度要求"],
        ["", "花壇", "400"],
        ["", "草刈り", "500"],
        ["", "計", "900"],
    ]
    assert [(row, amount) for row, _, _, _, amount in cells(piped(rows))] == [
        ("花壇", "400000"),
        ("草刈り", "500000"),
        ("計", "900000"),
    ]


def test_a_remark_behind_amounts_that_are_too_few() -> None:
    """新規 may stand under 備考 and an amount be left out: which of the columns is blank, nothing says."""
    table = "細事業名  前年度当初予算額  要求額  増減  備考\n花壇  300  400  100\n草刈り  500  500  新規\n"
    assert {row for row, *_ in cells(table)} <= {"花壇"}


def test_names_under_a_heading_that_nobody_knows() -> None:
    """Names with a text beside each: the unknown heading over the first column heads names, not the text."""
    table = (
        "節・細節  積算根拠        前年度当初予算額  要求額\n"
        "報償費    講師への謝金                 300     400\n委託料    調べる。                     500     500\n"
    )
    assert [row for row, *_ in cells(table)] == ["報償費", "報償費", "委託料", "委託料"]


def test_the_stage_that_a_change_names() -> None:
    """増減(査定-前年度) is of the decision, though the request is as much."""
    table = "細事業名\t前年度当初予算額\t要求額\t査定額\t増減(査定額-前年度)\n花壇\t300\t400\t400\t100\n草刈り\t300\t500\t500\t200\n"
    assert {cell[3] for cell in cells("内訳(単位:千円)\n" + table) if cell[1] == "change"} == {"approved"}


@pytest.mark.parametrize(("amount", "stage"), [("900", "approved"), ("950", None)])
def test_this_year_without_a_stage(amount: str, stage: str | None) -> None:
    """本年度 on a sheet whose title names no stage is of the amount of this year that the items add up to, its change too."""
    sources = f"区分\t事業費\t県債\t一般財源\n本年度予算額\t{amount}\t100\t{int(amount) - 100}\n"
    head = f"新しい事業の調書 令和8年度\n財源(単位:千円)\n{sources}内訳(単位:千円)\n"
    table = "細事業名\t本年度\t前年度\t増減\n花壇\t400\t300\t100\n草刈り\t500\t300\t200\n合計\t900\t600\t300\n"
    found = [fact for fact in facts_of(head + table) if fact.section == "内訳" and fact.year_offset == "0"]
    assert {fact.stage for fact in found} == ({stage} if stage else set())


def test_an_aligned_row_with_a_blank_cell() -> None:
    """Amounts that end where those of their columns end in the rows above are of these columns, though one is left blank."""
    rows = [
        ("細事業名", "前年度当初予算額", "要求額", "増減"),
        ("花壇", "900", "12,000", "11,100"),
        ("剪定", "1,900", "2,000", "100"),
    ]
    rows += [("水路", "", "500", "500"), ("合計", "2,800", "14,500", "11,700")]
    widths = [(14 - 2 * len(name), 20, 14, 12) for name, *_ in rows]
    heads = "細事業名    前年度当初予算額        要求額        増減\n"
    body = "".join(
        f"{row[0]}{' ' * own[0]}"
        + "".join(cell.rjust(width) for cell, width in zip(row[1:], own[1:], strict=True))
        + "\n"
        for row, own in zip(rows[1:], widths[1:], strict=True)
    )
    found = cells(heads + body)
    assert [cell[1:4] for cell in found if cell[0] == "水路"] == [
        ("amount", "0", "request"),
        ("change", "0", "request"),
    ]


def test_a_year_over_a_budget_over_costs_and_sources_dates_both() -> None:
    """当初予算額 under an earlier year is what that year began with, not a decision of this one."""
    text = (
        "令和8年度当初予算要求書\n事業名 水路事業\n（単位：千円）\n| 区分 | 令和8年度 | | 令和7年度 | |\n"
        "| | 要求額 | | 当初予算額 | |\n| | 事業費 | 国費 | 事業費 | 国費 |\n| 水路の手入れ | 900 | 300 | 800 | 200 |\n"
        "| 花壇の手入れ | 600 | 0 | 500 | 0 |\n| 計 | 1,500 | 300 | 1,300 | 200 |\n"
    )
    assert {(f.year_offset, f.stage) for f in facts_of(text)} == {("0", "request"), ("-1", "initial")}


SUPPLEMENTED = """細事業名                現計予算額  補正要求額          計
観察会                                     700         700
種まき講習                   4,000         600       4,600
花壇                         5,000         500       5,500
草刈り                       6,000         400       6,400
合計                        15,000       2,200      17,200
"""


def test_an_item_with_a_blank_at_the_head_of_a_list() -> None:
    """The sums tell where its amounts stand; where they do not hold, it costs only itself."""
    found = cells(SUPPLEMENTED)
    assert [one[3] for one in found if one[0] == "観察会"] == ["request", ""]
    found = cells(SUPPLEMENTED.replace("17,200", "17,300"))
    assert ("種まき講習", "amount", "0", "current", "4000000") in found
    assert ("花壇", "amount", "0", "", "5500000") in found
    assert not [one for one in found if one[0] == "観察会"]


def test_a_misprinted_sum_over_two_stages() -> None:
    """Where three rows add up, one that does not leaves the column what it is; where fewer do, its stage is open."""
    wrong = SUPPLEMENTED.replace("17,200", "17,300")
    assert ("合計", "amount", "0", "", "17300000") in cells(wrong)
    few = "".join(line for line in wrong.splitlines(keepends=True) if "花壇" not in line and "草刈" not in line)
    assert not [one for one in cells(few) if one[3] == ""]


NUMBERED = """事業内容                    本年度予算額  前年度予算額      増減
（１）種まき講習                   5,000         4,000     1,000
　　　初めて種をまく人に、土の選び方を教え
　　　る（6回）
　　　① 苗代                       3,000
　　　② 講師謝金                   2,000
（２）花壇                         6,000         6,000         0
　　　花を植える
　　　① 土代                       6,000
　　合計                          11,000        10,000     1,000
"""


def test_parts_set_in_below_numbered_items() -> None:
    """Text and parts below an item end no table; the parts are its own where they add up to its amount."""
    budget = "令和8年度当初予算の概要\n事業名 花壇事業\n\n1 事業の内容 (単位:千円)\n"
    found = [(f.row, f.measure, f.amount) for f in facts_of(budget + NUMBERED) if f.year_offset == "0"]
    assert [one for one in found if one[1] == "amount"] == [
        ("種まき講習", "amount", "5000000"),
        ("花壇", "amount", "6000000"),
        ("合計", "amount", "11000000"),
    ]
    parts = [(row, amount) for row, measure, amount in found if measure == "breakdown"]
    assert parts == [("苗代", "3000000"), ("講師謝金", "2000000"), ("土代", "6000000")]
    wrong = [f.row for f in facts_of(budget + NUMBERED.replace("3,000\n", "3,500\n")) if f.measure == "breakdown"]
    assert wrong == ["土代"]


def test_parts_below_the_last_row_of_a_page() -> None:
    """The parts of an item that ends its page are its own, too."""
    budget = "令和8年度当初予算の概要\n事業名 花壇事業\n\n1 事業の内容 (単位:千円)\n"
    cut = NUMBERED[: NUMBERED.index("　　合計")]
    assert "土代" in [f.row for f in facts_of(budget + cut) if f.measure == "breakdown"]


def test_what_is_planned_for_later_years() -> None:
    """計画 of a later year beside this year's request is of no stage; what is done names the items where nothing else does."""
    heads = "実施内容 | 令和8年度要求額 | 令和9年度計画"
    assert cells(f"{heads}\n苗の調査 | 1,200 | 0\n苗の試験 | 300 | 900\n計 | 1,500 | 900\n")[:2] == [
        ("苗の調査", "amount", "0", "request", "1200000"),
        ("苗の調査", "amount", "1", "", "0"),
    ]


def test_the_part_of_each_amount_left_of_it() -> None:
    """うち一般財源 under the same year is of the amount left of it."""
    text = (
        "\t令和7年度\t\t令和8年度\t\t\t\n細事業\t当初予算\tうち一般財源\t要求額\tうち一般財源\t査定額\tうち一般財源\n"
        "花の苗\t70\t20\t900\t400\t800\t300\n用土\t9\t2\t90\t40\t80\t30\n"
    )
    found = [
        (fact.stage, fact.amount) for fact in facts_of(HEAD + text) if (fact.row, fact.measure) == ("花の苗", "general")
    ]
    assert found == [("initial", "20000"), ("request", "400000"), ("approved", "300000")]


def test_sources_with_last_year_in_brackets() -> None:
    """A note on brackets holds for the sources beside an item, too."""
    rows = [["細事業", "予算額", "国庫支出金", "一般財源"], ["花の苗", "900 (800)", "400 (300)", "500 (500)"]]
    found = facts_of(HEAD + "( )は前年度当初予算額\n" + tabbed([*rows, ["計", "900 (800)", "400 (300)", "500 (500)"]]))
    assert ("花の苗", "national", "-1", "300000") in [(f.row, f.measure, f.year_offset, f.amount) for f in found]

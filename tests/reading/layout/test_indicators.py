"""Indicator and plan tables: values by year, in every drawing."""

from collections.abc import Callable

import pytest

from structurer.labels.label import scale_of, unit_after, unit_of
from structurer.reading.layout import read_sheet
from structurer.text.source import Source, Unit
from tests.support.builders import facts_of, reading_of

HEADER = """令和8年度
4 成果指標
No.\t指標名\t単位\tR5年度\t\tR6年度\t\tR7年度\t\tR8年度 目標値\t達成 状況\t目標値設定理由
\t\t\t実績\t実績\t推移\t見込\t推移\t見込
"""
PLAN = """令和8年度
5 計画の目標
No.\t施策分野\t達成目標\t単位\t直近の状況\t\t\t\t目標
\t\t\t\t年度\t数値\t年度\t数値\t年度\t数値
"""
Value = tuple[str, str, str, str, str]


def values(text: str) -> list[Value]:
    """Table, measure, year, amount and unit of each fact."""
    return [(f.table, f.measure, f.year_offset, f.amount, f.unit) for f in facts_of(text)]


def test_values_by_year() -> None:
    """Years and kinds of value are paired in their order, though the two heading lines are shifted."""
    text = HEADER + "①\t草刈りの割合\t%\t39.1\t40.5\t↗\t５０．０\t↘\t60.0\t\t↗\t山の声から決めた。\n"
    assert values(text) == [
        ("indicator", "actual", "-3", "39.1", "percent"),
        ("indicator", "actual", "-2", "40.5", "percent"),
        ("indicator", "forecast", "-1", "50.0", "percent"),
        ("indicator", "target", "0", "60.0", "percent"),
    ]
    assert {(fact.stage, fact.section, fact.row) for fact in facts_of(text)} == {
        (stage, "4 成果指標", "草刈りの割合") for stage in ("actual", "forecast", "target")
    }


def test_what_stands_beside_the_values() -> None:
    """Trends, the mark of achievement and the reason are kept apart from the values."""
    text = HEADER + "①\t草刈りの割合\t%\t39.1\t40.5\t↗\t50.0\t↘\t60.0\t\t→\t山の声から決めた。\n"
    (row,) = reading_of(text).sheet.indicators[0].rows
    assert (row.unit, row.trends, row.achievement) == ("%", ("↗", "↘"), "→")
    assert row.reason == "山の声から決めた。"


@pytest.mark.parametrize(("cell", "amounts"), [("-", ["7"]), ("", ["7"]), ("0", ["0", "7"]), ("▲1.5", ["-1.5", "7"])])
def test_blank_and_zero(cell: str, amounts: list[str]) -> None:
    """A year without a value has none; a printed 0 is a value, and so is a negative one."""
    text = HEADER + f"①\t花壇の数\t箇所\t{cell}\t-\t-\t-\t-\t7\t\t↗\t山の声。\n"
    assert [amount for _, _, _, amount, _ in values(text)] == amounts


def test_plan() -> None:
    """A plan prints each value beside its year; what stands under 目標 is the target."""
    text = PLAN + "2-1①\t里山\t☆草刈り参加者数\t人\t2023 (R5)\t1,763\t-\t-\t2027 (R9)\t2,700\n"
    assert values(text) == [("plan", "actual", "-3", "1763", "person"), ("plan", "target", "1", "2700", "person")]
    (table,) = reading_of(text).sheet.indicators
    assert (table.plan, table.rows[0].field) == (True, "里山")


def test_without_a_year_of_its_own() -> None:
    """On a sheet that prints no year of its own no year is an offset of it, and nothing is claimed."""
    text = PLAN.removeprefix("令和8年度\n") + "2-1①\t里山\t草刈り参加者数\t人\t2023\t5\t2024\t6\t2027\t7\n"
    assert values(text) == []


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("%", Unit.PERCENT),
        ("％", Unit.PERCENT),
        ("ポイント", Unit.PERCENT),
        ("人", Unit.PERSON),
        ("名", Unit.PERSON),
        ("件", Unit.COUNT),
        ("", Unit.COUNT),
        ("千人", Unit.PERSON),
        ("億円", Unit.YEN),
        ("千トン", Unit.OTHER),
        ("‰", Unit.OTHER),
    ],
)
def test_units(printed: str, unit: Unit) -> None:
    """The unit of an indicator as a base unit."""
    assert unit_of(printed) is unit


@pytest.mark.parametrize(
    ("printed", "scale"), [("千人", 1000), ("億円", 10**8), ("人", 1), ("千トン", 1), ("万", 1), ("", 1)]
)
def test_multipliers(printed: str, scale: int) -> None:
    """How many of its base unit a printed unit stands for; one of a measure is left as printed."""
    assert scale_of(printed) == scale


@pytest.mark.parametrize(
    ("name", "unit"), [("来園者数(千人)", "千人"), ("開花率(単位:%)", "%"), ("花壇(新設)", None), ("花壇", None)]
)
def test_a_unit_behind_a_name(name: str, unit: str | None) -> None:
    """Brackets hold a unit where a number before them would count something."""
    assert unit_after(name) == unit


@pytest.mark.parametrize(
    "text",
    [
        "指標名\t単位\n",
        "指標名\t単位\tR5年度\n\t\t実績\t実績\nあ\t件\t5\n",
        "名\t単位\t5\n",
        "単位\t指標名\n\t実績\n5\t6\n",
    ],
)
def test_what_is_no_indicator_table(text: str) -> None:
    """Years that do not pair with kinds of value, or no name before the unit: nothing is claimed."""
    assert reading_of("令和8年度\n" + text).sheet.indicators == ()


YEAR = "令和8年度\n3 成果指標\n"


def values_of(text: str) -> list[Value]:
    """Row, measure, year, amount and unit of each fact."""
    return [(f.row, f.measure, f.year_offset, f.amount, f.unit) for f in facts_of(text) if f.table == "indicator"]


@pytest.mark.parametrize(
    "text",
    [
        "指標名\t単位\tR6実績\tR7見込\tR8目標\n来園者数\t人\t2,493\t2,372\t2,500\n開花率\t%\t67.7\t－\t69.2\n",
        (
            "| 指標名 | 単位 | R6実績 | R7見込 | R8目標 |\n|---|---|---|---|---|\n"
            "| 来園者数 | 人 | 2,493 | 2,372 | 2,500 |\n| 開花率 | % | 67.7 | － | 69.2 |\n"
        ),
        (
            "  指標名     単位   R6実績   R7見込   R8目標\n  来園者数   人      2,493    2,372    2,500\n"
            "  開花率     %        67.7       －     69.2\n"
        ),
    ],
)
def test_years_that_say_what_they_hold(text: str) -> None:
    """Tabs, Markdown, aligned: each value of its year, measured as its heading says; a dash is none."""
    assert values_of(YEAR + text) == [
        ("来園者数", "actual", "-2", "2493", "person"),
        ("来園者数", "forecast", "-1", "2372", "person"),
        ("来園者数", "target", "0", "2500", "person"),
        ("開花率", "actual", "-2", "67.7", "percent"),
        ("開花率", "target", "0", "69.2", "percent"),
    ]
    assert {fact.section for fact in facts_of(YEAR + text)} == {"3 成果指標"}


def test_rows_that_say_what_they_hold() -> None:
    """With a column 区分 a row of targets and one of actual values are one indicator."""
    text = "指標名\t単位\t区分\tR6\tR7\n来園者数\t人\t目標\t2,500\t2,600\n\t\t実績\t2,493\t2,372\n"
    assert [value[1:4] for value in values_of(YEAR + text)] == [
        ("target", "-2", "2500"),
        ("target", "-1", "2600"),
        ("actual", "-2", "2493"),
        ("actual", "-1", "2372"),
    ]
    (table,) = reading_of(YEAR + text).sheet.indicators
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    "text",
    [
        "指標名\t単位\tR6\tR7\n来園者数\t人\t2,493\t2,372\n",
        "指標名\tR6実績\tR7見込\n来園者数\t2,493\t2,372\n",
        "しるし\t単位\tR6実績\tR7見込\n来園者数\t人\t2,493\t2,372\n",
        "指標名\t単位\t区分\tR6\n来園者数\t人\t平均\t2,493\n",
    ],
)
def test_what_is_left(text: str) -> None:
    """A year or a kind of value that is not understood, no unit, no name: nothing is claimed."""
    assert values_of(YEAR + text) == []


def test_years_without_a_year_of_their_own() -> None:
    """On a sheet without its own year no other year has a distance from it."""
    assert values_of("3 成果指標\n指標名\t単位\tR6実績\tR7見込\n来園者数\t人\t2,493\t2,372\n") == []


@pytest.mark.parametrize("mark", ["", "\n"])
def test_headings_that_come_again(mark: str) -> None:
    """Rows below other headings have their years, in whatever order those stand."""
    first = "指標名\t単位\tR6実績\tR7見込\tR8目標\n来園者数\t人\t120\t130\t140\n"
    again = "指標名\t単位\tR5実績\tR7見込\tR6実績\n開花率\t%\t35\t41\t38\n"
    found = values_of(YEAR + first + mark + again)
    assert [value for value in found if value[0] == "開花率"] == [
        ("開花率", "actual", "-3", "35", "percent"),
        ("開花率", "forecast", "-1", "41", "percent"),
        ("開花率", "actual", "-2", "38", "percent"),
    ]


@pytest.mark.parametrize(
    "row",
    ["年度\t区分\t月平均\t最大\t最小\n研修の申込\t件\t7\t9\t3\n", "開花率\t%\t35\t41\n"],
    ids=["another table", "a cell too few"],
)
def test_what_does_not_stand_under_the_years(row: str) -> None:
    """It is left unread: nobody says which year a value is of."""
    found = values_of(f"{YEAR}指標名\t単位\tR6実績\tR7見込\tR8目標\n来園者数\t人\t120\t130\t140\n{row}")
    assert {value[0] for value in found} == {"来園者数"}


def tabs(rows: list[list[str]]) -> str:
    """Cells with tabs between them."""
    return "".join("\t".join(row) + "\n" for row in rows)


def pipes(rows: list[list[str]]) -> str:
    """A table in Markdown."""
    drawn = [f"| {' | '.join(row)} |\n" for row in rows]
    return "".join([drawn[0], "|---" * len(rows[0]) + "|\n", *drawn[1:]])


def aligned(rows: list[list[str]]) -> str:
    """Words under each other, names at the left and values at the right of their column."""
    width = [max(2 * len(row[n]) for row in rows) for n in range(len(rows[0]))]
    pads = [
        [w - sum(1 if c.isascii() else 2 for c in cell) for w, cell in zip(width, row, strict=True)] for row in rows
    ]
    lines = [
        "   ".join(
            " " * pad + cell if n > 1 else cell + " " * pad for n, (pad, cell) in enumerate(zip(gaps, row, strict=True))
        )
        for gaps, row in zip(pads, rows, strict=True)
    ]
    return "".join(line.rstrip() + "\n" for line in lines)


def tall(rows: list[list[str]]) -> str:
    """One cell a line."""
    return "".join(f"{cell}\n" for row in rows for cell in row if cell)


def csv(rows: list[list[str]]) -> str:
    """Cells with commas between them."""
    return "".join(",".join(cell.replace(",", "") for cell in row) + "\n" for row in rows)


Draw = Callable[[list[list[str]]], str]
RULED = pytest.mark.parametrize("draw", [tabs, pipes, csv])
DRAWN = pytest.mark.parametrize("draw", [tabs, pipes, csv, aligned])
ALL = pytest.mark.parametrize("draw", [tabs, pipes, csv, aligned, tall])


def read(text: str) -> dict[str, list[str]]:
    """The values of each row: measure, year, amount and unit."""
    found: dict[str, list[str]] = {}
    for fact in facts_of(YEAR + text):
        if fact.table in {"indicator", "plan"}:
            found.setdefault(fact.row, []).append(f"{fact.measure} {fact.year_offset} {fact.amount} {fact.unit}")
    return found


VISITORS = ["target -2 2500 person", "actual -2 2493 person", "target -1 2600 person", "actual -1 2372 person"]


@ALL
def test_one_heading_line(draw: Draw) -> None:
    """Each value has the year and the kind of its heading; a dash is none."""
    rows = [
        ["指標名", "単位", "R6実績", "R7見込", "R8目標"],
        ["来園者数", "人", "2,493", "2,372", "2,500"],
        ["開花率", "%", "67.7", "-", "69.2"],
    ]
    assert read(draw(rows)) == {
        "来園者数": ["actual -2 2493 person", "forecast -1 2372 person", "target 0 2500 person"],
        "開花率": ["actual -2 67.7 percent", "target 0 69.2 percent"],
    }


@DRAWN
def test_years_over_kinds(draw: Draw) -> None:
    """A year stands over its 目標 and its 実績, the last one over 目標 alone; a rate beside them costs only itself."""
    rows = [
        ["指標名", "単位", "R6年度", "", "", "R7年度", "", "R8年度"],
        ["", "", "目標", "実績", "達成率", "目標", "実績", "目標"],
        ["来園者数", "人", "2,500", "2,493", "99.7%", "2,600", "2,372", "2,700"],
    ]
    assert read(draw(rows)) == {"来園者数": [*VISITORS, "target 0 2700 person"]}


def test_years_amid_their_kinds() -> None:
    """Aligned years stand at the left edge of their kinds, or amid them."""
    below = "                   目標    実績     目標    実績     目標\n来園者数   人     2,500   2,493    2,600   2,372    2,700\n"
    for left in (" " * 4, " " * 7):
        years = f"R6年度{' ' * 11}R7年度{' ' * (11 if left == ' ' * 4 else 7)}R8年度\n"
        assert read(f"指標名     単位{left}{years}{below}") == {"来園者数": [*VISITORS, "target 0 2700 person"]}


@RULED
def test_kinds_over_years(draw: Draw) -> None:
    """実績 and 目標 may stand over the years."""
    rows = [
        ["指標名", "単位", "実績", "", "目標"],
        ["", "", "R5", "R6", "R8"],
        ["来園者数", "人", "2,493", "2,372", "2,500"],
    ]
    assert read(draw(rows)) == {"来園者数": ["actual -3 2493 person", "actual -2 2372 person", "target 0 2500 person"]}


@ALL
def test_a_column_of_kinds(draw: Draw) -> None:
    """Rows below a name say what their values are; a row of rates costs only itself."""
    if draw is tall:
        pytest.skip("not read: one cell a line, blank cells in place of the name and the unit")
    rows = [
        ["指標名", "単位", "区分", "R6", "R7"],
        ["来園者数", "人", "目標", "2,500", "2,600"],
        ["", "", "実績", "2,493", "2,372"],
        ["", "", "達成率", "99.7%", "91.2%"],
        ["開花率", "%", "目標", "70", "71"],
    ]
    visitors = ["target -2 2500 person", "target -1 2600 person", "actual -2 2493 person", "actual -1 2372 person"]
    assert read(draw(rows)) == {"来園者数": visitors, "開花率": ["target -2 70 percent", "target -1 71 percent"]}


@ALL
@pytest.mark.parametrize("mark", ["", "① "])
def test_rows_below_a_name(draw: Draw, mark: str) -> None:
    """A name on a row of its own, with its unit, over the rows of its 目標 and 実績."""
    if draw is tall and mark:
        pytest.skip("a number on a line of its own ends the headings")
    rows = [
        ["指標名", "R6", "R7"],
        [f"{mark}来園者数(人)", "", ""],
        ["目標", "2,500", "2,600"],
        ["実績", "2,493", "2,372"],
        ["達成率", "99.7%", "91.2%"],
        ["開花率(%)", "", ""],
        ["目標", "70", "71"],
    ]
    text = (
        draw(rows)
        if draw is not aligned
        else "指標名   R6   R7\n" + "\n".join("  ".join(row).strip() for row in rows[1:]) + "\n"
    )
    first, second = read(text).values()
    assert sorted(first) == sorted(VISITORS)
    assert second == ["target -2 70 percent", "target -1 71 percent"]


@ALL
def test_units_with_multipliers(draw: Draw) -> None:
    """A unit behind a name, and its multiplier counts; so does a unit that touches the value."""
    rows = [
        ["指標名", "R6実績", "R7見込"],
        ["来園者数(千人)", "2,493", "120"],
        ["消費額(億円)", "31.1", "29.2"],
        ["参加者", "3千人", "54人"],
    ]
    assert read(draw(rows)) == {
        "来園者数(千人)": ["actual -2 2493000 person", "forecast -1 120000 person"],
        "消費額(億円)": ["actual -2 3110000000 yen", "forecast -1 2920000000 yen"],
        "参加者": ["actual -2 3000 person", "forecast -1 54 person"],
    }


@DRAWN
def test_columns_that_nobody_knows(draw: Draw) -> None:
    """達成率, 達成度 and 担当者所見 cost only themselves, and so does a year that is not understood."""
    rows = [
        ["指標名", "単位", "R6実績", "達成率", "令和七年実績", "R8目標", "担当者所見"],
        ["来園者数", "人", "2,493", "99.1%", "2,372", "2,500", "順調である"],
        ["開花率", "%", "67.7", "98.0%", "66.0", "70.0", "遅れる"],
    ]
    assert read(draw(rows)) == {
        "来園者数": ["actual -2 2493 person", "target 0 2500 person"],
        "開花率": ["actual -2 67.7 percent", "target 0 70.0 percent"],
    }


@pytest.mark.parametrize("draw", [tabs, pipes])
def test_a_row_of_dashes(draw: Draw) -> None:
    """A row without any value ends no table, and is no heading of the next row."""
    rows = [
        ["指標名", "単位", "R6実績", "R7見込"],
        ["花壇", "か所", "-", "-"],
        ["来園者数", "人", "2,493", "2,372"],
        ["木陰", "か所", "-", "-"],
        ["開花率", "%", "67.7", "66.0"],
    ]
    assert list(read(draw(rows))) == ["来園者数", "開花率"]


@RULED
def test_a_plan_in_any_drawing(draw: Draw) -> None:
    """Pairs of year and value, targets from 目標 on."""
    rows = [
        ["達成目標", "単位", "直近の状況", "", "", "", "目標", ""],
        ["", "", "年度", "数値", "年度", "数値", "年度", "数値"],
        ["草刈り参加者数", "人", "2023 (R5)", "1,763", "2024 (R6)", "1,800", "2027 (R9)", "2,700"],
    ]
    assert read(draw(rows)) == {
        "草刈り参加者数": ["actual -3 1763 person", "actual -2 1800 person", "target 1 2700 person"]
    }


def test_a_name_that_is_blank() -> None:
    """A row of values without a name belongs to nobody, where its columns say what they hold."""
    rows = [["指標名", "単位", "R6実績", "R7見込"], ["来園者数", "人", "2,493", "2,372"], ["", "人", "1", "2"]]
    assert read(tabs(rows)) == {"来園者数": ["actual -2 2493 person", "forecast -1 2372 person"]}


def test_costs_beside_indicators() -> None:
    """A table of costs is none of indicators, nor the other way; a column 実績 among costs is not read."""
    costs = "区分\tR7当初予算額\tR8要求額\tR6実績\n事業費\t100\t120\t90\n人件費\t10\t10\t10\n総事業費\t110\t130\t100\n"
    text = f"{YEAR}指標名\t単位\tR6実績\tR7見込\n事業費\t人\t5\t6\n\n4 コスト(単位:千円)\n{costs}"
    found = [(fact.table, fact.row, fact.amount, fact.stage) for fact in facts_of(text)]
    assert found[:2] == [("cost", "事業費", "100000", "initial"), ("cost", "事業費", "120000", "request")]
    assert [row for row in found if row[0] == "indicator"] == [
        ("indicator", "事業費", "5", "actual"),
        ("indicator", "事業費", "6", "forecast"),
    ]
    assert len(found) == 8


@pytest.mark.parametrize(
    "text",
    [
        "指標名\t単位\t実績\t目標\n来園者数\t人\t2,493\t2,500\n",
        "指標名\t単位\tR6\tR7\t目標\t実績\n来園者数\t人\t1\t2\t3\t4\n",
    ],
    ids=["a title is no heading", "years beside their kinds"],
)
def test_values_that_nobody_dates(text: str) -> None:
    """A kind of value without a year of its own is not read, nor is a year without a kind."""
    assert facts_of("令和8年度\n" + text) == []


def test_a_name_over_the_years() -> None:
    """A line of its own names the indicator and its unit; the rows below the years say what their values are."""
    first = [["指標①", "来園者数", "(単位:人)"], ["年度", "R6", "R7", "R8"], ["目標値", "2,500", "2,600", "2,700"]]
    second = [["指標②", "開花した花壇", "(単位:箇所)"], ["年度", "R6", "R7", "R8"], ["実績値", "5", "6", "-"]]
    assert read(tabs([*first, *second])) == {
        "来園者数": ["target -2 2500 person", "target -1 2600 person", "target 0 2700 person"],
        "開花した花壇": ["actual -2 5 count", "actual -1 6 count"],
    }


@RULED
def test_no_name_over_the_years(draw: Draw) -> None:
    """Without a name, or with a row that does not say what its values are, nothing is read."""
    rows = [["年度", "R6", "R7", "R8"], ["目標値", "2,500", "2,600", "2,700"]]
    named = [["指標①", "来園者数", "(単位:人)"], rows[0], ["達成した人", "1", "2", "3"]]
    assert read(draw(rows)) == {}
    assert read(draw(named)) == {}


def test_a_ruled_line_is_no_name() -> None:
    """In a grid with a line below each row the name of 目標 and 実績 is the cell that spans both, not the line between them."""
    text = """令和8年度
4 成果指標
+----------------+--------+--------+------------+------------+
| 指標名         | 単位   | 区分   | 令和6年度  | 令和7年度  |
+================+========+========+============+============+
| 花壇の数       | 箇所   | 目標   |         12 |         15 |
+----------------+--------+--------+------------+------------+
|                |        | 実績   |         11 |         14 |
+----------------+--------+--------+------------+------------+
"""
    found = [(fact.row, fact.measure, fact.year_offset, fact.amount) for fact in facts_of(text)]
    assert found == [
        ("花壇の数", "target", "-2", "12"),
        ("花壇の数", "target", "-1", "15"),
        ("花壇の数", "actual", "-2", "11"),
        ("花壇の数", "actual", "-1", "14"),
    ]


def test_one_column_that_says_target_itself() -> None:
    """Rows say 成果実績 and 目標値, columns the years; the column of the target's own year holds targets only."""
    table = "成果指標\t\t単位\t令和7年度\t令和8年度\t目標　令和10年度\n花壇の数\t成果実績\t箇所\t12\t14\t－\n\t目標値\t箇所\t13\t15\t20\n"
    found = [(fact.row, fact.measure, fact.year_offset, fact.amount) for fact in facts_of(f"令和8年度\n{table}")]
    assert found == [
        ("花壇の数", "actual", "-1", "12"),
        ("花壇の数", "actual", "0", "14"),
        ("花壇の数", "target", "-1", "13"),
        ("花壇の数", "target", "0", "15"),
        ("花壇の数", "target", "2", "20"),
    ]
    wrong = table.replace("14\t－", "14\t99")  # an actual under the target's year: nobody knows what it is
    assert "99" not in [fact.printed for fact in facts_of(f"令和8年度\n{wrong}")]


@pytest.mark.parametrize("heading", ["成果目標及び成果実績", "活動指標及び活動実績（アウトプット）"])
def test_indicators_of_a_review_sheet(heading: str) -> None:
    """Aims and results head the names of indicators, whose rows say what the values are; those of others head nothing."""
    text = (
        f"令和8年度\n| {heading} | nan | 単位 | 令和7年度 | 令和8年度 |\n| 来園者数 | 成果実績 | 人 | 20 | - |\n"
        "| nan | 目標値 | 人 | 25 | 30 |\n| nan | 達成度 | % | 80 | - |\n"
    )
    assert values(text) == [
        ("indicator", "actual", "-1", "20", "person"),
        ("indicator", "target", "-1", "25", "person"),
        ("indicator", "target", "0", "30", "person"),
    ]
    assert {fact.row for fact in facts_of(text)} == {"来園者数"}
    for other in (f"隣の町の{heading}", "他県の成果実績", "見通し"):
        assert values(text.replace(heading, other)) == []


def test_values_before_and_at_the_end() -> None:
    """What stood when a project began is actual, what is aimed at in the end a target; each says its year."""
    text = "令和8年度\n| 指標名 | 単位 | 事業開始前（R4） | R7年度実績 | 終期目標（R10） |\n| 来園者数 | 人 | 20 | 25 | 40 |\n"
    assert values(text) == [
        ("indicator", "actual", "-4", "20", "person"),
        ("indicator", "actual", "-1", "25", "person"),
        ("indicator", "target", "2", "40", "person"),
    ]
    assert values(text.replace("（R4）", "")) == [one for one in values(text) if one[2] != "-4"]


PAST = (
    "令和7年度行政事業レビューシート\n\n成果目標及び実績\n指標\t単位\t\t令和5年度\t令和6年度\t令和7年度\n"
    "捕獲頭数\t頭\t目標\t836\t892\t949\n\t\t実績\t796{}\n"
)


def test_results_end_where_the_own_year_begins() -> None:
    """実績 of every year that is over has its place though its row is short; with one of them missing it has none."""
    found = [(f.measure, f.year_offset) for f in facts_of(PAST.format("\t849"))]
    assert [one for one in found if one[0] == "actual"] == [("actual", "-2"), ("actual", "-1")]
    assert not [f for f in facts_of(PAST.format("")) if f.measure == "actual"]
    assert not [f for f in facts_of(PAST.format("\t849").replace("実績", "目標値")) if f.amount == "796"]


RESULTS = (
    "令和6年度　主要な施策の成果に関する説明書\n\n(6) {}\n"
    "| 指標 | 単位 | 令和4年度 | 令和5年度 | {} |\n|---|---|---:|---:|---:|\n| 登録者数 | 人 | 42 | 88 | 122 |\n"
)


def test_values_of_a_sheet_of_results() -> None:
    """A sheet of results prints what was reached, where nothing says otherwise and no year is yet to come."""
    assert values(RESULTS.format("成果", "令和6年度")) == [
        ("indicator", "actual", year, amount, "person") for year, amount in (("-2", "42"), ("-1", "88"), ("0", "122"))
    ]
    assert {f[1] for f in values(RESULTS.format("目標", "令和6年度"))} <= {"target"}
    assert values(RESULTS.format("成果", "令和7年度")) == []
    assert values(RESULTS.format("成果", "令和6年度").replace("主要な施策の成果に関する説明書", "予算要求書")) == []


def test_the_unit_in_the_caption_of_a_table_of_indicators() -> None:
    """成果指標(単位:社) right over the table gives its values their unit; without any they have none and are left."""
    text = "令和8年度当初予算要求書\n成果指標{}\n指標名\t令和6年度実績\t令和8年度目標\n参加企業\t10\t12\n"
    found = facts_of(text.format("(単位:社)"))
    assert [(fact.table, fact.printed, fact.unit) for fact in found] == [
        ("indicator", n, "count") for n in ("10", "12")
    ]
    assert facts_of(text.format("")) == []


def test_targets_under_the_name_of_a_plan() -> None:
    """What stands under 総合計画 are the targets of a plan."""
    line = "・花壇の数　R6実績 310　R10目標 900\n"
    head = "令和8年度当初予算要求\n\n"
    plans = [
        [table.plan for table in read_sheet(Source("made", head + heading + line)).indicators]
        for heading in ("総合計画の達成目標\n", "１　指標\n")
    ]
    assert plans == [[True], [False]]


@pytest.mark.parametrize(
    ("above", "table"), [("総合計画の達成目標", "plan"), ("成果目標", "indicator"), ("計画の概要", "indicator")]
)
def test_the_targets_of_a_plan(above: str, table: str) -> None:
    """Targets under the heading of a plan are that plan's."""
    text = f"令和8年度\n5 {above}\n指標名\t単位\tR6年度実績\tR8年度目標\n相談件数\t件\t40\t50\n"
    assert [one[0] for one in values(text)] == [table, table]


BY_YEAR = """令和8年度
5 成果指標の推移
成果指標\t単位\t年度\t目標値\t実績値\t達成率
来園者数\t千人\tR6年度\t12\t11\t91.7%
\t\tR7年度\t13\t-\t-
苗の数\t本\tR6年度\t30\t28\t93.3%
\t\tR7年度\t31\t-\t-
"""


def test_a_year_beside_the_values_of_a_row() -> None:
    """Each row names its year; the rows below a name are its values too, and no plan."""
    assert values(BY_YEAR) == [
        ("indicator", "target", "-2", "12000", "person"),
        ("indicator", "actual", "-2", "11000", "person"),
        ("indicator", "target", "-1", "13000", "person"),
        ("indicator", "target", "-2", "30", "count"),
        ("indicator", "actual", "-2", "28", "count"),
        ("indicator", "target", "-1", "31", "count"),
    ]
    assert values(BY_YEAR.replace("R7年度\t31", "次回\t31")) == []


def test_targets_and_results_one_cell_a_line() -> None:
    """目標 ends the name and the unit of an indicator, 実績 below its values goes on with it."""
    lines = [
        "成果指標",
        "単位",
        "区分",
        "R6年度",
        "R7年度",
        "満足した人",
        "%",
        "目標",
        "54.1",
        "55.1",
        "実績",
        "53.9",
        "－",
    ]
    text = (
        "令和8年度\n5 成果指標の推移\n"
        + "\n".join([*lines, "花壇の数", "箇所", "目標", "3", "4", "実績", "2", "－"])
        + "\n6 評価\n"
    )
    assert values(text) == [
        ("indicator", "target", "-2", "54.1", "percent"),
        ("indicator", "target", "-1", "55.1", "percent"),
        ("indicator", "actual", "-2", "53.9", "percent"),
        ("indicator", "target", "-2", "3", "count"),
        ("indicator", "target", "-1", "4", "count"),
        ("indicator", "actual", "-2", "2", "count"),
    ]
    assert {fact.row for fact in facts_of(text)} == {"満足した人", "花壇の数"}


def test_the_year_of_a_target() -> None:
    """令和9年度（目標年度） is a year like any other; its rows say what stands under it."""
    text = (
        "令和8年度\n成果指標\n指標名\t単位\t区分\t令和7年度\t令和9年度（目標年度）\n"
        "花壇の数\tか所\t実績\t12\t-\n\t\t目標\t11\t15\n"
    )
    told = {(fact.measure.value, fact.year_offset, fact.cite.printed) for fact in reading_of(text).facts}
    assert told == {("actual", -1, "12"), ("target", -1, "11"), ("target", 1, "15")}

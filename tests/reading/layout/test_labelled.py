"""Amounts with a label beside or above each, in no table: the project's amounts, its sources, costs and indicators."""

import pytest

from structurer.reading.layout import read_sheet
from structurer.sheet.facts import facts
from structurer.sheet.model import Stage
from structurer.text.source import Source
from tests.support.builders import facts_of

HEAD = "令和8年度当初予算要求の概要\n事業名 花壇事業\n"
SOURCES = "・国庫支出金 400千円\n・一般財源 500千円\n"
COSTS = "事業費 900千円\n人件費 800千円\n総コスト 1,700千円\n正職員 0.1人\n"


def cells(text: str) -> list[tuple[str, str, str, str, str, str]]:
    """Table, row, measure, year, stage and amount of each fact of a text under the head."""
    return [(f.table, f.row, f.measure, f.year_offset, f.stage, f.amount) for f in facts_of(HEAD + text)]


def stages(text: str, table: str) -> list[str]:
    """The stages of the facts of one table."""
    return [stage for found, _, _, _, stage, _ in cells(text) if found == table]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("要求額:25,683千円", [("要求額", "amount", "0", "request", "25683000")]),
        ("要求額：２５，６８３千円", [("要求額", "amount", "0", "request", "25683000")]),
        (
            "要求額:7千円 (前年度予算額 6千円) 財源:国1/2",
            [("要求額", "amount", "0", "request", "7000"), ("前年度予算額", "amount", "-1", "initial", "6000")],
        ),
        ("一般事業査定:計上 計上額:5千円", [("計上額", "amount", "0", "approved", "5000")]),
        ("要求額 3億5,000万円", [("要求額", "amount", "0", "request", "350000000")]),
        ("要求額 7,974 千円", [("要求額", "amount", "0", "request", "7974000")]),
        ("前年度比 △5千円", [("前年度比", "change", "0", "request", "-5000")]),
        ("令和7年度予算額 4千円", [("令和7年度予算額", "amount", "-1", "initial", "4000")]),
        ("復活要求額は2千円", [("復活要求額", "amount", "0", "request", "2000")]),
        ("要求額 0円", [("要求額", "amount", "0", "request", "0")]),
    ],
)
def test_lead_lines(line: str, wanted: list[tuple[str, str, str, str, str]]) -> None:
    """An amount right behind its label is a total of the year and stage that the label names."""
    found = facts_of(f"令和8年度\n{line}\n")
    assert [(f.row, f.measure, f.year_offset, f.stage, f.amount) for f in found] == wanted
    assert {f.table for f in found} == {"total"}


@pytest.mark.parametrize(
    "line",
    [
        "要求額は草刈りの5千円",
        "草刈りに5千円",
        "要求額 5件",
        "要求額 1/2",
        "補助上限額 5千円",
        "追加 5千円",
        "要求額",
        "",
    ],
)
def test_other_amounts_are_left(line: str) -> None:
    """Words between label and amount, another unit, or no label of a total: not a lead line."""
    assert [fact for fact in facts_of(f"{line}\n") if fact.table == "total"] == []


@pytest.mark.parametrize(
    ("above", "section"), [("事業費\n", "事業費"), ("2 予算 (単位:千円)\n", "2 予算"), ("花壇の話。\n", ""), ("", "")]
)
def test_the_heading_of_lead_lines(above: str, section: str) -> None:
    """A line that names the amount, or a numbered heading, right above is their section."""
    assert {fact.section for fact in facts_of(f"{above}要求額:5千円\n計上額:4千円\n")} == {section}


@pytest.mark.parametrize("label", ["要求額(国費)", "要求額(2か年計)", "要求限度額", "うち要求額", "昨年の要求額"])
def test_a_label_with_another_qualifier_is_left(label: str) -> None:
    """What a label says beside year and stage must be understood."""
    assert cells(f"{label} 900千円\n") == []


def test_an_unknown_label_costs_its_own_amount_only() -> None:
    """An amount that is not understood, behind one that is, takes nothing from it; before it the line is left alone."""
    assert cells("要求額 900千円 ふるさと分 200千円\n") == [("total", "要求額", "amount", "0", "request", "900000")]
    assert cells("ふるさと分 200千円 要求額 900千円\n") == []


def test_the_year_before_in_brackets() -> None:
    """A bare amount in brackets right behind this year's is the year before's, unless a note says what brackets hold."""
    wanted = ("total", "要求額", "amount", "-1", "initial", "800000")
    assert wanted in cells("(単位:千円)\n要求額 900(800)\n")
    assert wanted not in cells("(単位:千円)\n要求額 900(800)\n※()内は一般財源\n")


def test_an_amount_that_others_date() -> None:
    """事業費 alone says no stage: an amount of the project that it repeats does, or the year before beside it in a request."""
    wanted = ("total", "事業費", "amount", "0", "request", "900000")
    assert wanted in cells("1 事業費 900千円(前年度予算額 800千円)\n")
    assert cells("1 事業費 900千円\n") == []


def test_bullets() -> None:
    """A bullet with a stage is the project's amount; sources below it are of that stage."""
    assert sorted(cells("・要求額 900千円\n" + SOURCES)) == [
        ("funding", "一般財源", "general", "0", "request", "500000"),
        ("funding", "国庫支出金", "national", "0", "request", "400000"),
        ("total", "要求額", "amount", "0", "request", "900000"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        SOURCES,  # of which stage, nothing says
        "・要求額 950千円\n・そのほかの話 100千円\n"
        + SOURCES,  # a line that is not understood: what follows may belong to it
        "(参考)他課の事業\n・要求額 900千円\n" + SOURCES,  # somebody else's money
        "・要求限度額 900千円\n" + SOURCES,  # another amount than the request
        "要求限度額の財源内訳\n" + SOURCES,  # a heading that is not understood whole
        "前年度の財源\n" + SOURCES,
    ],
)
def test_sources_without_a_stage_are_left_alone(text: str) -> None:
    """A stage is printed above the sources, or they add up to an amount of the project, or they are not read."""
    assert stages(text, "funding") == []


@pytest.mark.parametrize(
    ("heading", "stage"),
    [
        ("要求額の財源内訳", "request"),
        ("## 査定額の財源内訳", "approved"),
        ("財源（査定）", "approved"),
        ("2 要求額の財源", "request"),
        ("令和8年度要求額の財源", "request"),
    ],
)
def test_the_heading_over_sources(heading: str, stage: str) -> None:
    """A heading that is understood whole dates what stands under it."""
    assert stages(f"{heading}\n{SOURCES}", "funding") == [stage, stage]


def test_sources_that_add_up_to_an_amount_of_the_project() -> None:
    """Sources belong to the amount that they add up to, wherever it is printed; their sum is a total."""
    text = "財源内訳\n国庫支出金：300千円\n一般財源：500千円\n計：800千円\n\n要求額：900千円\n査定額：800千円\n"
    assert stages(text, "funding") == ["approved"] * 3


def test_an_unknown_source_costs_its_own_line_only() -> None:
    """The sources that are known are read, and their sum."""
    text = "要求額の財源\n国庫支出金 400千円\nふるさとの森 100千円\n一般財源 500千円\n計 1,000千円\n"
    assert [row for _, row, *_ in cells(text)] == ["国庫支出金", "一般財源", "計"]


def test_sources_in_one_line() -> None:
    """The words before the first source may name its stage."""
    text = "(単位:千円)\n(要求)財源 国庫 400 県債 0 一財 500\n(査定)財源 国庫 300 県債 0 一財 500\n"
    assert stages(text, "funding") == ["request"] * 3 + ["approved"] * 3


def test_one_source_alone_is_no_table() -> None:
    """What a single source is a part of cannot be told."""
    assert [found[0] for found in cells("・要求額 900千円\n・国庫支出金 400千円\n")] == ["total"]


@pytest.mark.parametrize("text", ["要求額に係る総コスト\n" + COSTS, "要求額 900千円\n\n総コスト\n" + COSTS])
def test_costs(text: str) -> None:
    """Costs and staff are of the stage of their heading, or of the project's amount that the cost is."""
    found = [(table, measure, stage) for table, _, measure, _, stage, _ in cells(text) if table != "total"]
    assert sorted(found) == [
        ("cost", "personnel_cost", "request"),
        ("cost", "project_cost", "request"),
        ("cost", "total_cost", "request"),
        ("staff", "regular", "request"),
    ]


def test_what_a_line_works_out() -> None:
    """A price times a number of persons is a personnel cost under a heading that says so, if it is right."""
    text = "決定額 900千円\n4 事業費に係る人件費\n 9,500千円×0.8人=7,600千円\n"
    assert ("cost", "", "personnel_cost", "0", "approved", "7600000") in cells(text)
    assert ("staff", "", "headcount", "0", "approved", "0.8") in cells(text)
    assert stages(text.replace("7,600", "7,500"), "cost") == []
    assert stages(text.replace("人件費", "話"), "cost") == []


@pytest.mark.parametrize(
    "text",
    [
        "要求額\n900千円\n",
        "要求額：\n900千円\n",
        "要求額\n：　900千円\n査定額\n：　800千円\n",
        "| 要求額 | 900千円 |\n",
        "要求額\t900千円\n",
        "- **要求額**：900千円\n",
        "○要求額　900 千円\n",
    ],
)
def test_drawings(text: str) -> None:
    """A label and its amount belong together beside and below each other, in any drawing."""
    assert ("total", "要求額", "amount", "0", "request", "900000") in cells(text)


def test_values_one_below_another_are_a_table() -> None:
    """Two amounts in a row belong to no label above them."""
    assert cells("要求額\n900千円\n800千円\n") == []


@pytest.mark.parametrize(
    "table",
    [
        "細事業名\t上乗せ額\n花壇\t400千円\n草刈り\t500千円\n",
        "| 細事業名 | 上乗せ額 |\n| 花壇 | 400千円 |\n| 草刈り | 500千円 |\n",
        "区分　上乗せ額\n花壇　400千円\n草刈り　500千円\n",
        "査定額  900千円  400千円  500千円\n",
    ],
)
def test_rows_of_a_table_are_left_to_their_headings(table: str) -> None:
    """What stands under headings of columns, or has amounts without labels, is no labelled amount, even where it adds up."""
    assert cells(f"要求額 900千円\n\n{table}") == [("total", "要求額", "amount", "0", "request", "900000")]


def test_last_year_outside_of_items() -> None:
    """前年度 by itself says something only beside the other amounts of an item."""
    assert [row for _, row, *_ in cells("- 要求額: 900千円\n- 前年度: 300千円\n")] == ["要求額"]


def test_a_sum_of_sources() -> None:
    """計 below sources is their total; under a heading of another year nothing is read."""
    text = "- 要求額 900千円\n### 財源（要求）\n- 国庫支出金 400千円\n- 一般財源 500千円\n- **計: 900千円**\n"
    assert ("funding", "計", "total", "0", "request", "900000") in cells(text)
    assert stages(text.replace("財源（要求）", "財源（前年度）"), "funding") == []


def test_indicators() -> None:
    """A name and its values by year; a value whose label is not understood is left out."""
    text = "成果指標\n登録数：令和6年度実績 20件、令和7年度実績見込 30件、令和8年度目標 40件\n"
    assert cells(text) == [
        ("indicator", "登録数", "actual", "-2", "actual", "20"),
        ("indicator", "登録数", "target", "0", "target", "40"),
    ]
    assert cells(text.replace("登録数：", "登録数\n：")) == cells(text)


NOTED = """令和8年度当初予算 主要事業の概要
※( )内は前年度当初予算額
事業名 花壇手入れ事業
所管 花と緑の課
予算額 900千円(700千円)
【財源内訳】
国庫支出金 400千円(300千円)
一般財源 500千円(400千円)
"""


def test_brackets_that_a_note_explains() -> None:
    """The amounts in brackets are of the year that the note says, the others of the paper's own."""
    assert {(f.table, f.measure, f.year_offset, f.stage, f.amount) for f in facts_of(NOTED)} == {
        ("total", "amount", "0", "approved", "900000"),
        ("total", "amount", "-1", "initial", "700000"),
        ("funding", "national", "0", "approved", "400000"),
        ("funding", "national", "-1", "initial", "300000"),
        ("funding", "general", "0", "approved", "500000"),
        ("funding", "general", "-1", "initial", "400000"),
    }


def test_one_unit_behind_both() -> None:
    """The unit behind an amount and the one in brackets is that of both."""
    shared = NOTED.replace("千円(", "(").replace("千円)", ")千円")
    assert [fact.printed for fact in facts_of(shared)][:2] == ["900", "700"]
    assert cells(shared) == cells(NOTED)


def test_sentences_below_an_item_are_no_headings() -> None:
    """A numbered sentence says what an item is for; the list goes on below it."""
    told = "要求額 900千円\n1 経費の内訳\n(1) 苗の購入 400千円\n　① 苗を買う。(3種)\n(2) 土の購入 500千円\n"
    assert [(one[1], one[5]) for one in cells(told) if one[0] == "item"] == [
        ("苗の購入", "400000"),
        ("土の購入", "500000"),
    ]


def test_values_before_their_years() -> None:
    """A value may stand before its year, in the unit that it prints."""
    found = facts_of("令和8年度\n成果指標\n○ 再造林面積（91ha［令和6年度実績］→ 108ha［令和9年度目標］）\n")
    assert [(f.row, f.measure, f.year_offset, f.amount, f.unit) for f in found] == [
        ("再造林面積", "actual", "-2", "91", "other"),
        ("再造林面積", "target", "1", "108", "other"),
    ]


def test_brackets_that_nothing_explains() -> None:
    """Without a note the sources in brackets are nobody's, and the amount's own stage is open."""
    assert not [f for f in facts_of(NOTED.replace("※( )内は前年度当初予算額\n", "")) if f.table == "funding"]


@pytest.mark.parametrize(
    ("name", "unit", "amounts"),
    [
        ("来園者数(単位:千人)", "person", ["12000", "15000"]),
        ("来園者数(千人)", "person", ["12000", "15000"]),
        ("開花の割合(単位:%)", "percent", ["12", "15"]),
        ("花壇の数（単位：箇所）", "count", ["12", "15"]),
        ("花壇の数", "count", ["12", "15"]),
    ],
)
def test_the_unit_behind_the_name_of_an_indicator(name: str, unit: str, amounts: list[str]) -> None:
    """The unit noted behind the name counts, with its multiplier; the note is no part of the name."""
    found = facts_of(f"令和8年度\n成果指標の推移\n・{name}: R6実績 12 → R8目標 15\n")
    assert [(fact.unit, fact.amount) for fact in found] == [(unit, amount) for amount in amounts]
    assert {fact.row for fact in found} == {name.partition("(単位")[0].partition("（単位")[0]}


def test_values_of_two_units() -> None:
    """Persons and money are no values of one indicator."""
    assert facts_of("令和8年度\n成果指標\n・来園者数: R6実績 12人 → R8目標 15千円\n") == []
    below = facts_of("令和8年度\n成果指標\n来園者数\n: R6実績 12人\n: R8目標 15千円\n")
    assert [(fact.printed, fact.unit) for fact in below] == [("12人", "person")]


def test_an_indicator_over_its_values() -> None:
    """The name on a line of its own is that of the values below it, until another line stands between them."""
    text = "成果指標\n指標:来園者数（単位：人）\n令和8年度目標:40\n令和9年度目標:50\n指標:開花の割合（単位：%）\n令和8年度目標:70\n"
    assert cells(text) == [
        ("indicator", "来園者数", "target", "0", "target", "40"),
        ("indicator", "来園者数", "target", "1", "target", "50"),
        ("indicator", "開花の割合", "target", "0", "target", "70"),
    ]
    assert cells(text.replace("指標:来園者数（単位：人）", "来園者を数える。")) == cells(text)[2:]


def test_staff_of_the_only_amounts() -> None:
    """Staff in a list of its own is of the only stage of this year that the sheet prints; beside two it is nobody's."""
    text = "要求額:900千円\n従事職員\n・正職員:0.8人\n・会計年度任用職員:1.3人\n"
    assert stages(text, "staff") == ["request", "request"]
    assert stages(text.replace("従事職員", "査定額:800千円\n従事職員"), "staff") == []


def test_fields_that_head_no_table() -> None:
    """区分 between the project's name and its office, and an office with two levels, are no headings of columns."""
    text = "区分　継続\n所管　花の部　花壇課\n要求額　900千円（前年度当初予算額　700千円、増減額　200千円）\n"
    assert [(measure, year, amount) for _, _, measure, year, _, amount in cells(text)] == [
        ("amount", "0", "900000"),
        ("amount", "-1", "700000"),
        ("change", "0", "200000"),
    ]


def test_letters_spread_over_a_field() -> None:
    """財　源 is one word."""
    text = "要求額 900千円\n財　源　県債 400千円、一般財源 500千円\n"
    assert stages(text, "funding") == ["request", "request"]


@pytest.mark.parametrize("before", ["現状値", "基準値"])
def test_a_name_right_over_its_values(before: str) -> None:
    """A name on a line of its own is that of the dated values on the line below it, in the unit that stands behind it."""
    text = f"■成果指標\n来園者数（千人）\n{before}（令和6年度）　20　　目標値（令和8年度）　30\n"
    assert cells(text) == [
        ("indicator", "来園者数(千人)", "actual", "-2", "actual", "20000"),
        ("indicator", "来園者数(千人)", "target", "0", "target", "30000"),
    ]
    for above in ("来園者数を数える。\n", "来園者数\n\n", "要求額\n", "他県の状況\n", ""):
        assert cells(text.replace("来園者数（千人）\n", above)) == []


def test_sums_of_sources_under_a_heading_of_sources() -> None:
    """There an amount before its sources in brackets is their total; where they do not add up to it, the project's amount."""
    text = "〔財源内訳〕\n　前年度当初　800千円（国庫 300千円、一般財源 500千円）\n　要求額　900千円（国庫 400千円、一般財源 500千円）\n"
    found = [(table, measure, year, stage, amount) for table, _, measure, year, stage, amount in cells(text)]
    assert ("funding", "total", "-1", "initial", "800000") in found
    assert ("funding", "total", "0", "request", "900000") in found
    assert [one for one in found if one[0] == "total"] == []
    changed = cells(text.replace("要求額　900", "要求額　950"))
    assert [one[0] for one in changed if one[-1] == "950000"] == ["total"]
    headless = cells(text.replace("〔財源内訳〕\n", ""))
    assert [one[0] for one in headless if one[-1] == "900000"] == ["total"]


ITEMS = """◆ 細事業の内容と要求額
① 花壇の植替え
要求額　400千円　（前年度当初　{before}千円）
財源　[国費 {national}　県債 －　その他 －　一般財源 {general}]
② 草刈りの委託
要求額　500千円　（新規）
財源　[国費 －　県債 －　その他 －　一般財源 500千円]
"""


def test_sources_that_give_nothing() -> None:
    """A dash behind a source is none; sources that add up to the equal amounts of two years are this year's."""

    def funded(**words: str) -> list[tuple[str, str, str, str]]:
        found = cells(ITEMS.format(**{"before": "400", "national": "100千円", "general": "300千円"} | words))
        return [(row, measure, stage, amount) for table, row, measure, _, stage, amount in found if table == "funding"]

    assert funded() == [
        ("花壇の植替え", "national", "request", "100000"),
        ("花壇の植替え", "general", "request", "300000"),
        ("草刈りの委託", "general", "request", "500000"),
    ]
    assert [row for row, *_ in funded(general="200千円")] == ["草刈りの委託"]
    assert funded(before="300", national="－", general="400千円")[0] == ("花壇の植替え", "general", "request", "400000")


BULLETS = """令和8年度当初予算要求
* 事業費 900 千円
    + 県債 400 千円
    + 一般財源 500 千円
* 人件費 800 千円
    + 正職員 0.1 人
* トータルコスト 1,700 千円
"""


def test_nested_bullets_under_a_stage() -> None:
    """Sources below 事業費 and staff below 人件費, each with a bullet of its own, are of the stage that heads them."""
    assert {(table, measure, stage) for table, _, measure, _, stage, _ in cells(BULLETS)} == {
        ("cost", "project_cost", "request"),
        ("cost", "personnel_cost", "request"),
        ("cost", "total_cost", "request"),
        ("funding", "bonds", "request"),
        ("funding", "general", "request"),
        ("staff", "regular", "request"),
    }


@pytest.mark.parametrize(
    ("heading", "years"), [("令和7年度当初予算", {"0", "-1"}), ("県全体の令和7年度当初予算", {"0"})]
)
def test_another_year_beside_the_own_one(heading: str, years: set[str]) -> None:
    """The same costs and sources under the year before are the project's, too; somebody else's are not."""
    before = BULLETS.replace("令和8年度当初予算要求", heading)
    assert {year for _, _, _, year, _, _ in cells(f"{BULLETS}\n{before}")} == years
    assert (
        cells(before.replace("トータルコスト", "花代").replace("一般財源", "くじ")) == []
    )  # nothing of the own year is like it


SETTLED = "令和7年度 主要な施策の成果に関する説明書\n事業名 花壇事業\n"
CAME_OF = """[予算の執行状況] (単位:円)
当初予算額    9,000
補正予算額    0
予算現額    9,000
決算額    8,000
翌年度繰越額    0
不用額    1,000
"""


def test_what_came_of_a_budget() -> None:
    """A list of the stages of a year that is over is one of costs; what nobody has a word for is left."""
    found = [(fact.table, fact.measure, fact.stage, fact.amount) for fact in facts_of(SETTLED + CAME_OF)]
    stages = [("approved", "9000"), ("supplementary", "0"), ("current", "9000"), ("settled", "8000"), ("", "0")]
    assert found == [("cost", "project_cost", *one) for one in stages]
    other = facts_of(SETTLED.replace("主要な施策の成果に関する説明書", "当初予算の概要") + CAME_OF)
    assert "cost" not in {fact.table for fact in other}


def test_sources_under_a_heading_with_a_unit() -> None:
    """A unit behind the heading of a list makes it no heading of columns."""
    text = f"{SETTLED}[決算額の財源内訳]    (単位:円)\n県債    4,000\n一般財源    5,000\n計    9,000\n"
    assert [(fact.measure, fact.stage) for fact in facts_of(text)] == [
        ("bonds", "settled"),
        ("general", "settled"),
        ("total", "settled"),
    ]


PLAN = "1 事業費 (単位:千円)\n令和8年度要求額 900\n令和9年度見込額 800\n令和10年度見込額 900\n"


def test_costs_of_several_years() -> None:
    """事業費 of three years are costs; sources of a year that their heading names are of that year's amount, not of an equal one."""
    found = cells(f"{PLAN}2 令和8年度の財源内訳(単位:千円)\n県債:400\n一般財源:500\n")
    assert [(table, year, stage) for table, _, _, year, stage, _ in found] == [
        ("cost", "0", "request"),
        ("cost", "1", "forecast"),
        ("cost", "2", "forecast"),
        ("funding", "0", "request"),
        ("funding", "0", "request"),
    ]
    two = cells("".join(PLAN.splitlines(keepends=True)[:3]))
    assert {table for table, *_ in two} == {"total"}


def test_a_year_goes_on_with_the_value_before_it() -> None:
    """A year alone in brackets is of another value of what stands before it."""
    text = "3 成果目標\n花壇の数\n  現状(令和6年度実績) 4か所 → 目標(令和8年度) 6か所、(令和9年度) 7か所\n"
    assert [(measure, year, amount) for table, _, measure, year, _, amount in cells(text) if table == "indicator"] == [
        ("actual", "-2", "4"),
        ("target", "0", "6"),
        ("target", "1", "7"),
    ]


def test_values_without_a_year() -> None:
    """On a sheet of what came of its year 目標値 and 実績値 are of that year; on any other nobody says of which."""
    text = "3 成果指標\n* 花壇の数\n  目標値: 6か所\n  実績値: 5か所\n"
    found = [(fact.measure, fact.year_offset) for fact in facts_of(SETTLED + text)]
    assert found == [("target", "0"), ("actual", "0")]
    assert cells(text) == []


def test_an_office_beside_its_board_heads_no_columns() -> None:
    """担当 with a board and an office behind it is a field: the amount on the line below is the project's."""
    text = "担当　教育委員会　みどり課\n予算額　900千円　（前年度当初予算額　800千円）\n"
    found = facts_of(f"令和8年度一般会計予算 事業別説明書\n事業名　花壇事業\n{text}")
    assert [(fact.table, fact.amount) for fact in found] == [("total", "900000"), ("total", "800000")]


REMARKED = (
    "令和8年度当初予算\n\n事業名：花壇整備事業\n\n【予算額】\n要求額　９００千円\n査定額　８００千円\n"
    "【積算】（単位：千円）\n　７節　報償費　　　１００　　講師謝礼　１０，０００円×１０回\n"
    "１２節　委託料　　　　８００　　花壇の設計\n　　　　合計　　　　　９００\n"
)


def test_words_behind_amounts_of_a_list() -> None:
    """A remark apart from each amount changes nothing where the list adds up; the number of the 節 is no part of its name."""
    found = [(f.row, f.table, f.stage, f.amount) for f in facts_of(REMARKED) if f.section == "積算"]
    assert found == [
        ("報償費", "item", "request", "100000"),
        ("委託料", "item", "request", "800000"),
        ("合計", "total", "request", "900000"),
    ]


def test_words_behind_amounts_that_do_not_add_up() -> None:
    """Without the sum nobody knows what the remark does to the amount."""
    assert not [f for f in facts_of(REMARKED.replace("１００　　講", "１１０　　講")) if f.table == "item"]


def test_remark_behind_a_source() -> None:
    """So it is with sources."""
    text = "令和8年度当初予算\n\n【決定額の財源】\n国庫支出金    500千円　道路交付金（補助率 1/3）\n一般財源      300千円\n"
    text += "合計          {}千円\n"
    assert [f.measure for f in facts_of(text.format(800)) if f.table == "funding"] == ["national", "general", "total"]
    assert not [f for f in facts_of(text.format(900)) if f.measure == "national"]


def test_sources_that_say_none() -> None:
    """なし after a source is none; the label behind it is met whole."""
    text = "令和8年度当初予算\n\n【要求額の財源】\n国庫支出金　５００千円／県支出金　なし／地方債　無し／一般財源　３００千円\n"
    assert [f.measure for f in facts_of(text) if f.table == "funding"] == ["national", "general"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("【従事人役】\n要求 1.8人 ／ 決定 1.3人 ／ 前年度当初 2.1人\n", ["request", "approved", "initial"]),
        ("【必要人員（要求）】\n従事人役　０．２人\n", ["request"]),
        ("【委託先の従事人役】\n要求 1.8人 ／ 決定 1.3人\n", []),
    ],
)
def test_persons_by_stage(text: str, wanted: list[str]) -> None:
    """Persons under a heading that says what they are; their labels, or the heading, say the stage."""
    found = [f for f in facts_of("令和8年度当初予算\n\n" + text) if f.table == "staff"]
    assert [f.stage for f in found] == wanted
    assert all(f.measure == "headcount" for f in found)


FORM = (
    "北嶺市\n\n令和7年度　9月補正予算要求書\n\n| 事業名 | 花壇整備事業 | 所属 | 都市部 公園課 |\n"
    "| 会計 | 一般会計 | 科目 | 土木費 |\n| 区分 | 増額 | {} |\n"
)


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("補正要求額 | 3,162千円", ["3162000"]),
        ("うち補正要求額 | 3,162千円", []),
        ("3,000千円 | 162千円", []),
    ],
)
def test_amount_in_the_fourth_cell_of_a_form(row: str, wanted: list[str]) -> None:
    """In a row of labels and values in turn the label of an amount is the cell left of it, and nothing further left."""
    assert [f.amount for f in facts_of(FORM.format(row)) if f.table == "total"] == wanted


@pytest.mark.parametrize("note", ["※( )内は一般財源", "※括弧内は一般財源"])
def test_brackets_that_a_note_speaks_of_are_no_year_before(note: str) -> None:
    """A second amount in brackets is last year's where nothing is said of brackets, and never against a note."""
    lead = "令和8年度当初予算要求書\n"
    found = [fact.year_offset for fact in facts_of(f"{lead}要求額 3,000千円(2,800千円)\n")]
    assert found == ["0", "-1"]
    assert [fact.year_offset for fact in facts_of(f"{lead}{note}\n要求額 3,000千円(2,800千円)\n")] == ["0"]


def test_a_note_on_brackets_heads_nothing() -> None:
    """What stands over the note stays the heading of the amounts below it."""
    text = "令和8年度当初予算要求書\n要求額の内訳\n( )は前年度当初予算額\n・草刈り 1,000千円(900千円)\n・剪定 2,000千円(1,900千円)\n"
    assert {fact.section for fact in facts_of(text)} == {"要求額の内訳"}


def test_costs_that_name_their_years() -> None:
    """令和7年度事業費 below 令和8年度事業費 is the cost of that year, not an amount of the sheet's own."""
    text = "令和8年度当初予算要求書\n令和8年度事業費 3,000千円\n令和7年度事業費 2,800千円\n"
    found = [(fact.measure, fact.year_offset, fact.stage) for fact in facts_of(text)]
    assert found == [("project_cost", "0", "request"), ("project_cost", "-1", "initial")]


def test_sources_of_what_the_items_come_to() -> None:
    """Sources without a word of their year are of the items whose sum they are, where no amount of the project is printed."""
    text = (
        "令和8年度当初予算要求\n事業名　花壇手入れ事業\n\n二　積算\n　苗の購入…………2,000千円\n　草取り……………1,000千円\n"
        "　計…………………3,000千円\n\n三　財源\n　国庫支出金………1,200千円\n　一般財源…………1,800千円\n"
    )
    found = read_sheet(Source("made", text)).funding
    assert [[row.cells[0].stage for row in table.rows] for table in found] == [[Stage.REQUEST, Stage.REQUEST]]
    assert read_sheet(Source("made", text.replace("1,800", "1,700"))).funding == ()


def test_amounts_with_their_unit_on_the_line_below() -> None:
    """A year, a stage, an amount and its unit, a line each, are one amount; so are a name, its amount and the unit."""
    text = (
        "花壇課\n花壇手入れ事業\n令和8年度\n当初予算額\n3,000\n千円\n令和7年度\n当初予算額\n2,500\n千円\n"
        "財源内訳\n県債\n1,000\n千円\n一般財源\n2,000\n千円\n主な経費\n苗の購入費\n1,800\n千円\n草取り費\n1,200\n千円\n"
    )
    found = {(f.row, f.year_offset, str(f.cite.value)) for f in facts(read_sheet(Source("made", text)))}
    assert found == {
        ("令和8年度当初予算額", 0, "3000000"),
        ("令和7年度当初予算額", -1, "2500000"),
        ("県債", 0, "1000000"),
        ("一般財源", 0, "2000000"),
        ("苗の購入費", 0, "1800000"),
        ("草取り費", 0, "1200000"),
    }


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("繰入金（花と緑の基金）", "transfers"),
        ("諸収入（講座参加費）", "miscellaneous"),
        ("財産収入（売店貸付）", "property_income"),
        ("国庫支出金（緑化交付金）", "national"),
        ("諸収入（前年度の参加費）", None),
    ],
)
def test_sources_with_their_origin(label: str, measure: str | None) -> None:
    """A bracket may name where a source comes from; one that parts it, dates it or names another is not understood."""
    found = [
        row[2] for row in cells(f"要求額 900千円\n財源\n・{label} 400千円\n・県債 500千円\n") if row[0] == "funding"
    ]
    assert (measure in found) is (measure is not None)


def test_amounts_of_years_under_one_stage() -> None:
    """Under 当初予算額 an earlier year's is what it began with; another stage, or a year that comes, is left."""
    text = "当初予算額\n令和8年度：900千円\n令和7年度：800千円\n\n決算額\n令和6年度：700千円\n令和5年度：600千円\n"
    assert [row[2:] for row in cells(text) if row[0] == "total"] == [
        ("amount", "0", "approved", "900000"),
        ("amount", "-1", "initial", "800000"),
        ("amount", "-2", "settled", "700000"),
        ("amount", "-3", "settled", "600000"),
    ]
    assert not [
        row
        for row in cells(text.replace("令和7年度", "令和9年度"))
        if row[5] in {"900000", "800000"} and row[0] == "total"
    ]


def test_last_year_in_brackets_behind_this_years() -> None:
    """前年度 in brackets behind the request is the budget of the year before."""
    assert ("total", "前年度", "amount", "-1", "initial", "800000") in cells(
        "要求額 900千円（前年度 800千円、増減 100千円）\n"
    )


@pytest.mark.parametrize("heading", ["6 前年度までの状況", "6 これまでの執行状況", "6 過年度の実績"])
def test_years_that_are_over(heading: str) -> None:
    """Amounts under their own years below a heading of years that are over; without a year, or for somebody else, they are nobody's."""
    lines = "令和7年度最終予算額：800千円\n令和6年度決算額：700千円\n"
    assert cells(f"要求額 900千円\n{heading}\n{lines}")[1:] == [
        ("total", "令和7年度最終予算額", "amount", "-1", "current", "800000"),
        ("total", "令和6年度決算額", "amount", "-2", "settled", "700000"),
    ]
    for other in (lines.replace("令和6年度", ""), f"他県の状況\n{lines}"):
        assert len(cells(f"要求額 900千円\n6 前年度までの状況\n{other}")) < 3


def test_staff_of_a_stage() -> None:
    """Persons under a label that says whose they are: 補正要求に係る従事人役."""
    assert cells("7 従事人役\n補正要求に係る従事人役：0.6人\n") == [
        ("staff", "補正要求に係る従事人役", "headcount", "0", "request", "0.6")
    ]
    assert cells("7 従事人役\n裁断に係る従事人役：0.6人\n") == []

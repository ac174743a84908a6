"""The rows of tables of items: items, sub-projects, their totals, and what their own text says."""

import cProfile

import pytest

from structurer.reading.layout import read_sheet
from structurer.sheet.model import Item
from structurer.text.source import Source
from tests.support.builders import Fact, facts_of, piped, reading_of, tabbed

UNIT = "(1)里山の手入れ (単位:千円)\n"
HEADER = "細事業 | 内容 | 要求額 | 前年度\n予算額 | 前年度からの変更点 |\n"
TABLE = [
    ["細事業", "内容", "要求額", "前年度予算額", "増減"],
    ["草刈り事業", "秋に刈る。", "600", "500", "▲10"],
    ["花壇事業", "苗を配る。", "300", "‐", "新規"],
    ["看板事業", "外す。", "", "40", "皆減"],
    ["合計", "", "900", "540", "360"],
]
ACTIVITIES = "No.\t細事業を構成する主な取組\t実施方法\t令和8年度実施内容\n1\t苗配り\t委託\t{text}\n"
SUBPROJECT = "細事業No.\t細事業名\tR6年度 当初予算\tR7年度 当初予算\tR8年度 当初予算\n"


def cells(text: str) -> list[tuple[str, str, str, str, str]]:
    """Row, measure, year, stage and amount of the facts about items and their totals."""
    return [
        (f.row, f.measure, f.year_offset, f.stage, f.amount) for f in facts_of(text) if f.table in {"item", "total"}
    ]


def item(text: str) -> Item:
    """The one item of a text."""
    (section,) = reading_of(text).sheet.sections
    (found,) = section.items
    return found


@pytest.mark.parametrize(
    "text",
    [
        UNIT + piped(TABLE),
        UNIT + tabbed(TABLE),
        UNIT + piped(TABLE).replace("前年度予算額", "前年度\n予算額").replace("|\n|", "|\n |"),
    ],
)
def test_items_and_totals(text: str) -> None:
    """Pipes, tabs, a header broken over lines: the same items, with blanks, words and signed changes in their columns."""
    assert cells(text) == [
        ("草刈り事業", "amount", "0", "request", "600000"),
        ("草刈り事業", "amount", "-1", "initial", "500000"),
        ("草刈り事業", "change", "0", "request", "-10000"),
        ("花壇事業", "amount", "0", "request", "300000"),
        ("看板事業", "amount", "-1", "initial", "40000"),
        ("合計", "amount", "0", "request", "900000"),
        ("合計", "amount", "-1", "initial", "540000"),
        ("合計", "change", "0", "request", "360000"),
    ]


def test_an_item_over_several_rows() -> None:
    """Description, subsidy terms and amounts of one item may stand in rows of their own."""
    terms = "補助率 | ２／３ |\n補助上限額 | 1,000千円(10件程度) |\n対象経費 | 苗、肥料 |\n"
    text = f"{UNIT}{HEADER}| 花壇補助金 | 苗代を補助する。\n{terms}| 300 | 200 | ‐ |\n合計 | 300 | 200 | 100 |\n"
    assert [(f.table, f.measure, f.amount, f.unit, f.row) for f in facts_of(text)][:5] == [
        ("item", "amount", "300000", "yen", "花壇補助金"),
        ("item", "amount", "200000", "yen", "花壇補助金"),
        ("subsidy", "rate", "2/3", "ratio", "花壇補助金"),
        ("subsidy", "cap", "1000000", "yen", "花壇補助金"),
        ("subsidy", "count", "10", "count", "花壇補助金"),
    ]
    terms_found = item(text).subsidy
    assert terms_found is not None
    assert terms_found.eligible == "苗、肥料"


TERMS = """細事業    内容          要求額  前年度予算額
花壇補助金    苗代を補助する。    600    500
「新設型」    補助率 1/2
      補助上限額 80千円(12件程度)
看板事業    立てる。    300    400
合計              900    900
"""


def test_terms_on_lines_below_their_item() -> None:
    """A rate and a ceiling on lines of their own are the terms of the subsidy above; below another item they may be the next one's."""
    subsidy, other = reading_of(UNIT + TERMS).sheet.sections[0].items
    terms = subsidy.subsidy
    assert terms is not None
    assert [None if one is None else one.printed for one in (terms.rate, terms.cap, terms.count)] == [
        "1/2",
        "80千円",
        "12件",
    ]
    assert other.subsidy is None
    assert all(
        one.subsidy is None
        for one in reading_of(UNIT + TERMS.replace("花壇補助金", "花壇事業")).sheet.sections[0].items
    )


def test_amounts_in_prose_are_parts() -> None:
    """Amounts in an item's text are its breakdown; a ceiling among them is a term, a count none of both."""
    prose = "【苗】配る。(3回)(200千円)\n【土】運ぶ。(１００千円)補助率1/2、上限額50千円"
    made = item(f"{UNIT}{HEADER}| 花壇事業 | {prose} | 300 | 200 | ‐ |\n")
    assert [(part.text, part.cell.cite.printed) for part in made.breakdown] == [("苗", "200千円"), ("土", "１００千円")]
    assert made.subsidy is not None
    assert [cite.printed for cite in (made.subsidy.rate, made.subsidy.cap) if cite is not None] == ["1/2", "50千円"]


@pytest.mark.parametrize(
    ("row", "instead", "remark", "tags"),
    [
        ("| 講座 | 【新】学ぶ。 | 別事業で要求 | 600 | ‐ |", "別事業で要求", None, ("新",)),
        ("| 講座 | 【拡】【新】学ぶ。 | 700 | 600 | 回数の増 |", None, "回数の増", ("拡", "新")),
        ("| 講座 | 学ぶ。 | 700 | ‐ | 皆増 |", None, "皆増", ()),
    ],
)
def test_words_where_amounts_are_due(row: str, instead: str | None, remark: str | None, tags: tuple[str, ...]) -> None:
    """A word in an amount's place, a remark in the column of changes and the tags of a text are kept as they are."""
    made = item(f"{UNIT}{HEADER}{row}\n")
    assert (made.instead, made.remark, made.tags) == (instead, remark, tags)


@pytest.mark.parametrize(
    ("last", "wanted"),
    [
        ("予算案 2月公表予定 要求 7,974 千円", [("request", "7974000")]),
        ("予算案 7,100 千円 要求 7,400 千円", [("approved", "7100000"), ("request", "7400000")]),
        ("予算案 2月公表予定 0 千円 要求 5 千円", [("proposal", "0"), ("request", "5000")]),
        ("7,400 千円", [("approved", "7400000")]),
        ("－ 千円", []),
    ],
)
def test_stages_inside_a_cell(last: str, wanted: list[tuple[str, str]]) -> None:
    """An amount takes the stage word before it; a proposal not yet published is none."""
    text = f"令和8年度\n{SUBPROJECT}1\t苗配り\t96 千円\t— 千円\t{last}\n"
    assert cells(text) == [
        ("苗配り", "amount", "-2", "initial", "96000"),
        *(("苗配り", "amount", "0", stage, amount) for stage, amount in wanted),
    ]


def test_subprojects_are_one_section() -> None:
    """A table printed anew for each sub-project under one list heading is one section; activities stay with their own."""
    page = "事業番号\t01 02\t細事業一覧（令和8年度実施事業分）\n\n"
    tables = [
        f"{SUBPROJECT}{n}\t苗配り{n}\t1 千円\t2 千円\t3 千円\n{ACTIVITIES.format(text=f'会議：{n}回')}\n"
        for n in (1, 2)
    ]
    (section,) = reading_of("令和8年度\n" + page + "".join(tables)).sheet.sections
    assert section.heading is not None
    assert section.heading.text == "細事業一覧"
    assert [made.label.text for made in section.items] == ["苗配り1", "苗配り2"]
    assert [[a.outputs[0].cite.printed for a in made.activities] for made in section.items] == [["1回"], ["2回"]]


def test_an_activity() -> None:
    """An activity has its method, its tags, its outputs, and the terms of its subsidy in its text."""
    prose = "<p>【新】苗代を補助（補助率1/2以内、上限額300千円）</p> 補助件数：5件 会議：2回"
    text = f"令和8年度\n{SUBPROJECT}1\t花壇\t1 千円\t2 千円\t3 千円\n{ACTIVITIES.format(text=prose)}"
    made = item(text)
    (activity,) = made.activities
    assert (activity.label.text, activity.method, activity.tags) == ("苗配り", "委託", ("新",))
    assert [(output.label, output.cite.printed) for output in activity.outputs] == [
        ("補助件数", "5件"),
        ("会議", "2回"),
    ]
    assert [(f.section, f.row, f.amount) for f in facts_of(text) if f.table == "subsidy"] == [
        ("花壇", "苗配り", amount) for amount in ("1/2", "300000", "5")
    ]


@pytest.mark.parametrize("row", ["| 花壇 | 話。 | 6,0664,634 | 1/2 | ‐ |", "花壇の話", "| 花壇 |"])
def test_what_is_no_item(row: str) -> None:
    """A row without plain amounts in their places is no item."""
    assert [fact for fact in facts_of(f"{UNIT}{HEADER}{row}\n") if fact.amount != "500000"] == []


def test_a_page_header_in_between() -> None:
    """A page header in the middle of a table ends it; under its header printed again the rows go on."""
    page = "\n令和8年度当初予算 要求書\n事業名 花壇事業\n"
    torn = UNIT + piped(TABLE[:3]) + page + piped([TABLE[0], *TABLE[3:]])
    assert cells(torn) == cells(UNIT + piped(TABLE))


def test_a_number_beside_the_name() -> None:
    """A leading cell with a number is the item's number, not its name and not an amount."""
    made = item("(単位:円)\nNo.\t細事業名\t要求額\n1\t花壇\t5\n")
    assert (made.label.text, made.number, [cell.cite.amount for cell in made.cells]) == ("花壇", "1", ["5"])


def test_nothing_in_yen_without_a_unit() -> None:
    """Where no unit stands in the text the amounts are read as they are printed, and of none of them is it said that it is money."""
    found: list[Fact] = facts_of(piped(TABLE))
    assert found
    assert {fact.unit for fact in found} == {"other"}
    assert all(fact.amount.lstrip("-") == fact.printed.replace(",", "").lstrip("△▲-") for fact in found)


@pytest.mark.parametrize("table", [piped(TABLE), tabbed(TABLE)])
def test_headings_printed_again_and_again(table: str) -> None:
    """Headings over headings begin one table, and what stands below the last of them is read once."""
    headings = table.partition("\n")[0] + "\n"
    assert cells(UNIT + headings * 4 + table) == cells(UNIT + table)


def test_headings_alone_take_time_in_proportion() -> None:
    """Four times the headings take no more than about four times the work, counted in calls: a clock would be unfair."""
    few, many = (_calls("細事業|要求額|\n" * count) for count in (25, 100))
    assert many < 5 * few


def _calls(text: str) -> int:
    """How many functions are called to read a text that nothing is remembered of."""
    profile = cProfile.Profile()
    profile.runcall(reading_of, text)
    return sum(entry.callcount for entry in profile.getstats())


def test_parts_of_a_row_below_it() -> None:
    """A row that begins with うち is an item of its own; うち国庫 and うち without an item above it are none."""
    columns = "項目            要求額    前年度\n"
    rows = "工事費          5,000     4,000\n  うち花壇      3,000     2,500\n  うち国庫      1,000       500\n"
    text = "令和8年度当初予算要求\n（金額：千円）\n\n" + columns + rows + "合計            5,000     4,000\n"
    (section,) = read_sheet(Source("made", text)).sections
    assert [item.label.text for item in section.items] == ["工事費", "うち花壇"]

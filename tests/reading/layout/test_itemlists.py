"""Numbered lists with an amount for each heading."""

import pytest

from tests.support.builders import facts_of, reading_of

HEAD = "令和8年度当初予算\n要求額の内訳\n\n査定額の内訳\n\n"
ITEMS = """1 花壇の手入れ 900千円 単価の見直し 800千円
  (1) 苗 400千円   300千円
  (2) 土 500千円   500千円
2 草刈り 100千円 90千円
"""


def cells(text: str) -> list[tuple[str, str, str, str, str]]:
    """Section, row, measure, stage and amount of each fact."""
    return [(f.section, f.row, f.measure, f.stage, f.amount) for f in facts_of(text)]


def test_an_amount_for_each_heading() -> None:
    """The first amount of a line is of the first heading, the second of the second; parts belong to the item above them."""
    request, approved = ("要求額の内訳", "request"), ("査定額の内訳", "approved")
    wanted = [
        (request, ["900000", "400000", "500000", "100000"]),
        (approved, ["800000", "300000", "500000", "90000"]),
    ]
    rows = [("花壇の手入れ", "amount"), ("苗", "breakdown"), ("土", "breakdown"), ("草刈り", "amount")]
    assert cells(HEAD + ITEMS) == [
        (section, row, measure, stage, amount)
        for (section, stage), amounts in wanted
        for (row, measure), amount in zip(rows, amounts, strict=True)
    ]


def test_what_stands_between_the_amounts() -> None:
    """The words between two amounts say why they differ; the number before the name is the item's."""
    sections = reading_of(HEAD + ITEMS).sheet.sections
    assert [(item.number, item.remark) for item in sections[1].items] == [("1", "単価の見直し"), ("2", None)]
    assert [item.remark for item in sections[0].items] == [None, None]


def test_a_page_number_in_between() -> None:
    """A page number and blank lines end no list."""
    torn = ITEMS.replace("2 草刈り", "\n- 2 -\n\n2 草刈り")
    assert cells(HEAD + torn) == cells(HEAD + ITEMS)


@pytest.mark.parametrize("mark", ["①", "1.", "1、", "１"])
def test_numbers(mark: str) -> None:
    """An item opens with a number, however it is printed."""
    found = cells(f"{HEAD}{mark} 花壇の手入れ 900千円 800千円\n")
    assert [(row, amount) for _, row, _, _, amount in found] == [("花壇の手入れ", "900000"), ("花壇の手入れ", "800000")]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "1 花壇の手入れ 900千円\n",
        HEAD + "1 花壇の手入れ 900千円 800千円 700千円\n",
        HEAD + "花壇の手入れは 900千円 と 800千円 である。\n",
        "令和8年度\n要求額の内訳\n1 花壇の手入れ 900千円 800千円\n",
        "令和8年度\n要求額の内訳\n上乗せ額の内訳\n1 花壇の手入れ 900千円 800千円\n",
        "予算\n令和8年度要求額\n令和7年度予算額\n1 花壇の手入れ 900千円 800千円\n"[3:].replace(
            "令和8年度", "令和八年度"
        ),
    ],
)
def test_what_is_left(text: str) -> None:
    """More or fewer amounts than headings, a heading that is not understood, a sentence: nothing is claimed."""
    assert cells(text) == []


REQUEST = "令和8年度当初予算要求の概要\n事業名 花壇事業\n要求額: 900千円\n"


def rows(text: str) -> list[tuple[str, str, str, str, str, str]]:
    """Table, row, measure, year, stage and amount of each fact of a text under a request."""
    return [(f.table, f.row, f.measure, f.year_offset, f.stage, f.amount) for f in facts_of(REQUEST + text)]


LIST = "1 経費\n(1) 苗の購入    400千円\n   公園に植える。(3か所)\n(2) 土の購入    500千円\n"


def test_items_that_add_up() -> None:
    """Names with amounts are items where they add up to an amount of the project; the sum below them is their total."""
    assert rows(f"{LIST}   計    900千円\n")[1:] == [
        ("item", "苗の購入", "amount", "0", "request", "400000"),
        ("item", "土の購入", "amount", "0", "request", "500000"),
        ("total", "計", "amount", "0", "request", "900000"),
    ]
    assert {f.section for f in facts_of(REQUEST + LIST) if f.table == "item"} == {"1 経費"}


def test_items_of_a_wrong_sum() -> None:
    """The sum below the items tells their stage too: then they are read although they do not add up to it."""
    assert [row for table, row, *_ in rows(f"{LIST.replace('500', '510')}計 900千円\n") if table == "item"] == [
        "苗の購入",
        "土の購入",
    ]


def test_terms_below_an_item() -> None:
    """Rate, cap and number on lines of their own belong to the item above them."""
    text = LIST.replace("   公園に植える。(3か所)", "  補助率　1/2\n  補助上限額　200千円\n  補助件数　26件")
    assert [(row, measure, amount) for table, row, measure, _, _, amount in rows(text) if table == "subsidy"] == [
        ("苗の購入", "rate", "1/2"),
        ("苗の購入", "cap", "200000"),
        ("苗の購入", "count", "26"),
    ]


NAMED = "## 事業の内容\n1. **植栽**\n- 要求額: 500千円\n- 前年度: 300千円\n2. **清掃**\n- 要求額: 400千円\n- 前年度: なし（新規）\n"


def test_items_of_a_list() -> None:
    """Amounts under several numbered names are items, 前年度 among them; a sum below them is of what it is the sum of."""
    assert rows(f"{NAMED}\n**合計** 900千円\n") == [
        ("total", "要求額", "amount", "0", "request", "900000"),
        ("item", "植栽", "amount", "0", "request", "500000"),
        ("item", "植栽", "amount", "-1", "initial", "300000"),
        ("item", "清掃", "amount", "0", "request", "400000"),
        ("total", "合計", "amount", "0", "request", "900000"),
    ]


@pytest.mark.parametrize("text", ["**合計** 901千円\n", "**合計（査定）** 900千円\n", "**前年度合計** 900千円\n"])
def test_a_sum_of_nothing_is_left_alone(text: str) -> None:
    """What a sum is of only the items tell, and never against what its own words say."""
    assert not any("計" in row for _, row, *_ in rows(NAMED + text))


def test_what_stands_under_an_item_is_its_own() -> None:
    """An amount that only one item has is not the project's."""
    text = NAMED.replace("前年度: 300千円", "前年度（補正後）: 300千円")
    assert ("item", "植栽", "amount", "-1", "current", "300000") in rows(text)


@pytest.mark.parametrize("heading", ["## 令和7年度の事業の内容", "## 参考（他部局）", "## 前年度の事業の内容"])
def test_items_of_others_are_left_alone(heading: str) -> None:
    """A list under a heading that names another year, or somebody else, is not the project's."""
    assert [table for table, *_ in rows(NAMED.replace("## 事業の内容", heading))] == ["total"]


def test_a_single_name_with_other_amounts() -> None:
    """Another amount of a year and stage, under one numbered name, is neither the project's nor an item's."""
    assert [row for _, row, *_ in rows("2 隣町の花壇\n要求額 800千円\n前年度予算額 700千円\n")] == ["要求額"]


LISTED = """令和8年度当初予算要求書
事業名:花壇
要求額 900千円

【要求額の積算】{note}
(1) 苗 400千円(300千円)
(2) 土 500千円(450千円)
計 900千円(750千円)
"""


def test_amounts_in_brackets() -> None:
    """A note says that what stands in brackets is last year's; without it, or with several, it is left out."""
    found = [
        (f.row, f.year_offset, f.stage, f.amount) for f in facts_of(LISTED.format(note=" ※( )内は前年度当初予算額"))
    ]
    assert ("苗", "-1", "initial", "300000") in found
    assert ("土", "-1", "initial", "450000") in found
    assert ("計", "-1", "initial", "750000") in found
    for note in ("", " ※( )内は国費", " ※( )内は他団体の前年度当初予算額"):
        assert not [f for f in facts_of(LISTED.format(note=note)) if f.year_offset == "-1"]


TERMS = """令和8年度当初予算要求書
事業名:花壇
要求額
: 900千円

{heading}
----

苗
: 花を植える。
: 要求額 400千円
: 補助率 1/2、上限額 20千円

土
: 土を替える。
: 要求額 500千円
"""


def test_terms_with_their_definitions() -> None:
    """A term whose lines begin with a colon names an item; what they print are its amounts and its terms."""
    found = [(f.table, f.section, f.row, f.measure, f.amount) for f in facts_of(TERMS.format(heading="要求額の内訳"))]
    items = [fact for fact in found if fact[0] in {"item", "subsidy"}]
    assert items == [
        ("item", "要求額の内訳", "苗", "amount", "400000"),
        ("subsidy", "要求額の内訳", "苗", "rate", "1/2"),
        ("subsidy", "要求額の内訳", "苗", "cap", "20000"),
        ("item", "要求額の内訳", "土", "amount", "500000"),
    ]
    assert [fact[4] for fact in found if fact[0] == "total"] == ["900000"]


def test_terms_under_a_heading_of_others() -> None:
    """Terms of another year or of others are not this project's items."""
    assert {f.table for f in facts_of(TERMS.format(heading="令和5年度の要求額の内訳"))} == {"total"}


BRIEF = """令和8年度当初予算案の概要
事業名 花壇手入れ事業
当初予算額 900千円  前年度当初予算額 700千円  差引 200千円

1 事業の内容(単位:千円、( )内は前年度当初予算額)
 ・苗の購入 400(300)
   花の苗を買う。
   [財源:国庫支出金 150、一般財源 250]
 ・草取り 500(400)
   [財源:一般財源 500]
   合計 900(700)
"""


def test_items_with_their_sources_below() -> None:
    """A line of sources that add up to the item above it is of that item; the sum below all is of the items."""
    found = [(f.table, f.row, f.measure, f.year_offset, f.amount) for f in facts_of(BRIEF)]
    assert [one for one in found if one[0] == "funding"] == [
        ("funding", "苗の購入", "national", "0", "150000"),
        ("funding", "苗の購入", "general", "0", "250000"),
        ("funding", "草取り", "general", "0", "500000"),
    ]
    assert ("total", "合計", "amount", "0", "900000") in found
    assert ("total", "合計", "amount", "-1", "700000") in found


def test_sources_that_do_not_add_up() -> None:
    """Sources of another sum are not the item's."""
    text = BRIEF.replace("国庫支出金 150", "国庫支出金 160")
    assert not [f for f in facts_of(text) if f.table == "funding" and f.row == "苗の購入"]


def test_the_budget_of_a_proposal() -> None:
    """当初予算額 beside that of the year before is this year's, where the paper is no request."""
    stages = {f.row: (f.year_offset, f.stage) for f in facts_of(BRIEF) if f.table == "total"}
    assert stages["当初予算額"] == ("0", "approved")
    asked = facts_of(BRIEF.replace("予算案の概要", "予算要求書"))
    assert not [f for f in asked if f.row == "当初予算額"]


# -- items dated by the title, with their sources below ---------------------------------------------------------------

BUDGET = """入江県 令和8年度当初予算案の概要
(単位:千円、〔 〕内は財源)

Ⅰ 水辺の手入れ
 1 桟橋の塗装事業      3,000 (前年度当初 2,500)
   〔国庫 1,000 県債 500 一財 1,500〕
 2 浮標の取替事業      1,200 (前年度当初 1,300)
   〔一財 1,200〕
   計            4,200
   〔国庫 1,000 県債 500 一財 2,700〕
"""


def test_sources_in_brackets_below_items() -> None:
    """The title dates items that print the year before; the line in brackets below holds the sources, of a sum too."""
    found = cells(BUDGET)
    assert {section for section, *_ in found} == {"Ⅰ 水辺の手入れ".replace("Ⅰ", "I")}
    assert [found[n][1:] for n in (0, 1, 4)] == [
        ("桟橋の塗装事業", "amount", "approved", "3000000"),
        ("桟橋の塗装事業", "amount", "initial", "2500000"),
        ("計", "amount", "approved", "4200000"),
    ]
    assert [(row, measure, amount) for _, row, measure, _, amount in found[5:]] == [
        ("桟橋の塗装事業", "national", "1000000"),
        ("桟橋の塗装事業", "bonds", "500000"),
        ("桟橋の塗装事業", "general", "1500000"),
        ("浮標の取替事業", "general", "1200000"),
        ("計", "national", "1000000"),
        ("計", "bonds", "500000"),
        ("計", "general", "2700000"),
    ]


def test_sources_in_brackets_that_do_not_add_up() -> None:
    """A line of sources that is not the sum of the amount above it is none of the item's."""
    assert not [
        one
        for one in cells(BUDGET.replace("国庫 1,000 県債 500 一財 1,500", "国庫 1,000 県債 500 一財 1,400"))[5:9]
        if one[1] == "桟橋の塗装事業"
    ]


@pytest.mark.parametrize(
    ("title", "stage"), [("当初予算案の概要", "approved"), ("当初予算要求の概要", "request"), ("の取組の概要", "")]
)
def test_only_a_title_that_names_a_stage_dates(title: str, stage: str) -> None:
    """What a sheet is about, its title says; without it the amounts are of no stage and stay unread."""
    found = cells(BUDGET.replace("当初予算案の概要", title))
    assert {one[3] for one in found} == ({stage, "initial"} if stage else set())


def test_no_list_without_a_sign_of_a_budget() -> None:
    """Amounts below one another without the year before, sources or a sum are not dated by the title."""
    assert (
        cells("入江県 令和8年度当初予算案の概要\n(単位:千円)\n\n■ 目安\n ・桟橋の塗装 3,000\n ・浮標の取替 1,200\n")
        == []
    )


def test_leaders_and_marks() -> None:
    """Dots lead to the amount, a note says what the brackets hold, a mark is no part of the name."""
    text = """入江県 令和8年度当初予算案の概要
※単位:千円。( )内は令和7年度当初予算額

● 水辺を守る
 ◎桟橋の塗装事業 ………… 3,000(2,500)
 ◎浮標の取替事業 ………… 1,200(-)
"""
    assert cells(text) == [
        ("水辺を守る", "桟橋の塗装事業", "amount", "approved", "3000000"),
        ("水辺を守る", "桟橋の塗装事業", "amount", "initial", "2500000"),
        ("水辺を守る", "浮標の取替事業", "amount", "approved", "1200000"),
    ]


def test_parts_in_brackets_of_the_text_below() -> None:
    """Amounts in an item's own text are its parts where they add up to it, else nobody's."""
    text = """令和8年度当初予算要求書
【区 分】継続
【要求額】900千円
【要求の内容】
 ① 苗の買入 600千円
   花壇の苗を買う(購入費 400千円、運搬費 200千円)。
 ② 草刈り 300千円
   土手の草を刈る(委託料 200千円、旅費 50千円)。
"""
    found = cells(text)
    assert [one[1:] for one in found] == [
        ("要求額", "amount", "request", "900000"),
        ("苗の買入", "amount", "request", "600000"),
        ("苗の買入", "breakdown", "request", "400000"),
        ("苗の買入", "breakdown", "request", "200000"),
        ("草刈り", "amount", "request", "300000"),
    ]
    assert found[0][0] == "", "a field in brackets heads nothing"


# -- records of the same fields ---------------------------------------------------------------------------------------

RECORDS = """入江県 令和8年度当初予算要求 補助金調書

交付する補助金

 補助金名      :桟橋手入れ補助金
 補助率       :1/2以内
 令和8年度要求額  :1,000千円
 令和7年度当初予算額:800千円
 要求額の財源    :国庫支出金 500千円、一般財源 500千円

 補助金名      :浮標取替補助金
 補助率       :2/3以内
 令和8年度要求額  :300千円
 要求額の財源    :一般財源 300千円

 要求額合計      :1,300千円
 前年度当初予算額合計 :800千円
"""


def test_records_of_the_same_fields() -> None:
    """A label of names that comes again opens an item; its amounts, sources and terms stand in the fields below."""
    assert cells(RECORDS) == [
        ("交付する補助金", "桟橋手入れ補助金", "amount", "request", "1000000"),
        ("交付する補助金", "桟橋手入れ補助金", "amount", "initial", "800000"),
        ("交付する補助金", "桟橋手入れ補助金", "rate", "", "1/2"),
        ("交付する補助金", "浮標取替補助金", "amount", "request", "300000"),
        ("交付する補助金", "浮標取替補助金", "rate", "", "2/3"),
        ("交付する補助金", "要求額合計", "amount", "request", "1300000"),
        ("交付する補助金", "前年度当初予算額合計", "amount", "initial", "800000"),
        ("交付する補助金", "桟橋手入れ補助金", "national", "request", "500000"),
        ("交付する補助金", "桟橋手入れ補助金", "general", "request", "500000"),
        ("交付する補助金", "浮標取替補助金", "general", "request", "300000"),
    ]


def test_a_sum_of_another_year_is_none_of_this() -> None:
    """A sum whose label names a year is only of that year, whatever it equals."""
    found = cells(RECORDS.replace("前年度当初予算額合計 :800千円", "前年度当初予算額合計 :1,300千円"))
    assert ("交付する補助金", "前年度当初予算額合計", "amount", "request", "1300000") not in found
    assert not [one for one in found if one[1] == "前年度当初予算額合計"]


def test_one_record_is_the_sheets_own() -> None:
    """A name that is printed once is the project's: nothing is an item."""
    alone = RECORDS.replace(" 補助金名      :浮標取替補助金\n", "")
    assert [one[2] for one in cells(alone) if one[1] == "桟橋手入れ補助金"] == ["rate"]


MENU = """令和8年度当初予算要求 補助制度説明資料
入江県 水産部 漁港課
事業名:桟橋手入れ支援事業

【補助メニュー】
① 桟橋塗装補助
  補助率 2/3以内 / 上限額 50千円 / 予定件数 20件
  所要額 1,000千円(前年度当初予算額 900千円)
② 浮標取替補助
  補助率 1/2以内 / 上限額 10千円 / 予定件数 30件
  所要額 300千円(前年度当初予算額 400千円)
所要額合計 1,300千円(前年度当初予算額 1,300千円)

【所要額の財源】
  県債 300千円、漁業振興基金繰入金 200千円、一般財源 800千円
"""


def test_open_amounts_beside_those_of_the_year_before() -> None:
    """所要額 beside last year's budget is of the stage that the title says; so is what 所要額の財源 heads; 合計 is no item's."""
    found = cells(MENU)
    assert [one[1:] for one in found if one[0] == "所要額の財源"] == [
        ("県債", "bonds", "request", "300000"),
        ("漁業振興基金繰入金", "transfers", "request", "200000"),
        ("一般財源", "general", "request", "800000"),
    ]
    assert [one[1:] for one in found if one[0] == "補助メニュー"] == [
        ("桟橋塗装補助", "amount", "request", "1000000"),
        ("桟橋塗装補助", "amount", "initial", "900000"),
        ("桟橋塗装補助", "rate", "", "2/3"),
        ("桟橋塗装補助", "cap", "", "50000"),
        ("桟橋塗装補助", "count", "", "20"),
        ("浮標取替補助", "amount", "request", "300000"),
        ("浮標取替補助", "amount", "initial", "400000"),
        ("浮標取替補助", "rate", "", "1/2"),
        ("浮標取替補助", "cap", "", "10000"),
        ("浮標取替補助", "count", "", "30"),
        ("所要額合計", "amount", "request", "1300000"),
        ("所要額合計", "amount", "initial", "1300000"),
    ]


def test_a_sum_that_fits_no_year_is_left_out() -> None:
    """A sum below the items that is not theirs is of no item and of no total."""
    found = cells(
        MENU.replace(
            "所要額合計 1,300千円(前年度当初予算額 1,300千円)", "所要額合計 1,400千円(前年度当初予算額 1,500千円)"
        )
    )
    assert not [one for one in found if one[4] in {"1400000", "1500000"}]


def test_parts_with_last_year_in_brackets() -> None:
    """A part prints the year before as its item does."""
    text = (
        "令和8年度当初予算要求の概要\n※( )内は前年度当初予算額\n要求額 900千円(700千円)\n〔内訳〕\n"
        "1 花壇 500千円(400千円)\n  苗 300千円(250千円)\n  土 200千円(150千円)\n2 草刈り 400千円(300千円)\n"
    )
    found = [(f.row, f.year_offset, f.stage, f.amount) for f in facts_of(text) if f.measure == "breakdown"]
    assert found == [
        ("苗", "0", "request", "300000"),
        ("苗", "-1", "initial", "250000"),
        ("土", "0", "request", "200000"),
        ("土", "-1", "initial", "150000"),
    ]


def test_names_and_amounts_a_line_each() -> None:
    """Under 経費内訳 every name is an item's, 手数料 too; a single name with an amount below it is no list."""
    text = "令和8年度当初予算要求の概要\n要求額\n900千円\n要求額の経費内訳\n手数料\n400千円\n種代\n500千円\n"
    assert [(f.table, f.row, f.amount) for f in facts_of(text) if f.section == "要求額の経費内訳"] == [
        ("item", "手数料", "400000"),
        ("item", "種代", "500000"),
    ]
    assert [f.row for f in facts_of("令和8年度当初予算要求の概要\n内訳\n種代\n500千円\n")] == []


def test_costs_under_numbered_names() -> None:
    """事業費 alone below each of several names is an item's, of the stage that the title says; below one name it is nobody's."""
    text = "令和8年度当初予算の概要\n事業内容\n1 花壇の手入れ\n事業費 900千円\n苗を植える。\n2 草刈り\n事業費 100千円\n道を刈る。\n"
    assert [one[1:] for one in cells(text)] == [
        ("花壇の手入れ", "amount", "approved", "900000"),
        ("草刈り", "amount", "approved", "100000"),
    ]
    assert {row for _, row, *_ in cells(text[: text.index("2 草刈り")])} <= {"事業費"}


FIELDS = """令和8年度当初予算要求書
3 細事業
細事業名\t花壇の手入れ
取組内容\t苗を植える。
実施方法\t直営
要求額\t900千円
前年度当初予算額\t－

細事業名\t草刈り
取組内容\t道を刈る。
実施方法\t委託
要求額\t100千円
前年度当初予算額\t80千円

要求額合計\t1,000千円
"""


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_records_of_two_cells(mark: str) -> None:
    """A name, its texts and its amounts, a label and a cell each; the fields below the name open no item."""
    assert [one[1:] for one in cells(FIELDS.replace("\t", mark))] == [
        ("花壇の手入れ", "amount", "request", "900000"),
        ("草刈り", "amount", "request", "100000"),
        ("草刈り", "amount", "initial", "80000"),
        ("要求額合計", "amount", "request", "1000000"),
    ]


def test_a_ceiling_is_no_part() -> None:
    """補助上限額 below a list of items is no part of the last of them."""
    text = "令和8年度当初予算要求書\n要求額 900千円\n・苗 400千円\n・土 500千円\n計 900千円\n\n\n　花の会へ\n　補助上限額 300千円\n"
    assert "breakdown" not in {measure for _, _, measure, *_ in cells(text)}


PARTS = (
    "令和8年度当初予算\n\n計上額　900千円（前年度当初予算額 {}千円、{}）\n◇事業内容\n(1) 花壇の手入れ ……… 500千円\n"
    "　［委託料 400千円、旅費 {}千円］\n(2) 草刈り ……… 400千円\n"
)


@pytest.mark.parametrize("before", [("800", "前年度比 100千円"), ("900", "前年度同額")])
@pytest.mark.parametrize("draw", ["　［委託料", "　（内訳：委託料", "　内訳　委託料"])
def test_parts_on_a_line_below_their_item(before: tuple[str, str], draw: str) -> None:
    """Amounts on the line below an item that add up to it are its parts, whatever stands around them."""
    text = PARTS.format(*before, 100).replace("　［委託料", draw).replace("］", "）" if "（" in draw else "］")
    found = [(f.row, f.measure, f.stage, f.amount) for f in facts_of(text) if f.table == "item"]
    assert found == [
        ("花壇の手入れ", "amount", "approved", "500000"),
        ("委託料", "breakdown", "approved", "400000"),
        ("旅費", "breakdown", "approved", "100000"),
        ("草刈り", "amount", "approved", "400000"),
    ]


def test_amounts_below_an_item_that_do_not_add_up() -> None:
    """Amounts that do not add up to the item above them are none of its parts."""
    assert not [f for f in facts_of(PARTS.format("800", "前年度比 100千円", 90)) if f.measure == "breakdown"]


def test_present_state_and_target() -> None:
    """現状 with a year is a value of that year."""
    found = facts_of("令和8年度当初予算\n\n◇指標\n花壇の数　現状（令和6年度） 23か所 → 目標（令和10年度） 45か所\n")
    assert [(f.row, f.measure, f.year_offset) for f in found] == [
        ("花壇の数", "actual", "-2"),
        ("花壇の数", "target", "2"),
    ]


STATEMENT = (
    "令和8年度 予算に関する説明書\n（単位　千円）\n◎ 花壇整備事業費\n　本年度予算額  900　　前年度予算額  800　　比較  100\n\n"
    "      節                金　額    説　　　明\n"
    "  11  役務費               100    手数料                100\n"
    "  12  委託料               800    設計委託料            500\n"
    "                                  植栽委託料            {}\n"
    "      計                   900\n"
)


def test_parts_behind_the_amounts_of_a_list() -> None:
    """The words behind an amount, and on the lines below it, are its parts where they add up to it."""
    found = [(f.row, f.measure, f.amount) for f in facts_of(STATEMENT.format(300)) if f.table == "item"]
    assert found == [
        ("役務費", "amount", "100000"),
        ("手数料", "breakdown", "100000"),
        ("委託料", "amount", "800000"),
        ("設計委託料", "breakdown", "500000"),
        ("植栽委託料", "breakdown", "300000"),
    ]


def test_parts_behind_an_amount_that_do_not_add_up() -> None:
    """With one part misprinted nothing says which amount is whose."""
    assert not [f for f in facts_of(STATEMENT.format(200)) if f.table == "item"]


def test_a_name_behind_a_sign_is_an_item_with_what_is_set_in_below_it() -> None:
    """Its amounts are no lead lines; without being set in they are the sheet's own."""
    listed = "5.細事業の内容\n■水路の手入れ\n　要求額:900千円\n　査定額:800千円\n■花壇の手入れ\n　要求額:600千円\n　査定額:500千円\n"
    found = [
        (f.table, f.row, f.stage, f.amount) for f in facts_of(f"令和8年度当初予算要求概要\n事業名:水路事業\n{listed}")
    ]
    assert found == [
        ("item", "水路の手入れ", "request", "900000"),
        ("item", "水路の手入れ", "approved", "800000"),
        ("item", "花壇の手入れ", "request", "600000"),
        ("item", "花壇の手入れ", "approved", "500000"),
    ]
    flat = listed.replace("　", "")
    assert "item" not in {f.table for f in facts_of(f"令和8年度当初予算要求概要\n事業名:水路事業\n{flat}")}


WORKED = "(1) 苗の購入 @300円 × 400本 ＝ 120,000円\n(2) 水やり @900円×20回×2人＝36,000円\n"


def test_items_with_their_working() -> None:
    """The amount that a working comes to is the item's; a tax below the sum of all others is one more."""
    text = f"1 経費の積算\n{WORKED}小計 156,000円\n消費税 15,600円\n合計 171,600円\n"
    found = [
        (fact.table, fact.row, fact.amount) for fact in facts_of(f"令和8年度当初予算要求\n事業名 花壇事業\n{text}")
    ]
    assert found == [
        ("item", "苗の購入", "120000"),
        ("item", "水やり", "36000"),
        ("item", "消費税", "15600"),
        ("total", "小計", "156000"),
        ("total", "合計", "171600"),
    ]


def test_a_working_that_is_wrong() -> None:
    """It is none: nobody knows which of its numbers is."""
    text = f"1 経費の積算\n{WORKED.replace('120,000', '130,000')}合計 166,000円\n"
    found = facts_of(f"令和8年度当初予算要求\n事業名 花壇事業\n{text}")
    assert "130000" not in {fact.amount for fact in found if fact.table == "item"}


BULLETED = (
    "  * 苗の購入\n    花の苗を配る。\n    要求額 900千円 / 前年度 800千円\n\n"
    "  * 水やり\n    要求額 300千円 / 前年度 400千円\n"
)


@pytest.mark.parametrize("bullet", ["*", "・", "○"])
def test_names_behind_bullets_over_their_amounts(bullet: str) -> None:
    """The amounts set in below a name are those of that item, not the project's."""
    text = BULLETED.replace("*", bullet)
    found = facts_of(f"令和8年度当初予算要求\n事業名 花壇事業\n\n## 事業の内訳\n\n{text}")
    assert [(fact.table, fact.row, fact.year_offset, fact.amount) for fact in found] == [
        ("item", "苗の購入", "0", "900000"),
        ("item", "苗の購入", "-1", "800000"),
        ("item", "水やり", "0", "300000"),
        ("item", "水やり", "-1", "400000"),
    ]


OPENED = """令和8年度当初予算 主要事業の概要
（単位は千円、（　）内は前年度当初予算額）
予算額　90（80）
1 担い手の育成
　小計　90（80）
　（1）花壇の手入れ　60（50）
　　　①　季節の花を植える（3か所）。うち委託料 20千円。
　　　②　実施主体　県（委託）
　（2）草刈り　30（30）
　　　①　道を歩きやすくする。
"""


def opened(text: str) -> list[tuple[str, str, str, str, str]]:
    """Table, row, measure, stage and amount of each fact under the numbered heading."""
    return [(f.table, f.row, f.measure, f.stage, f.amount) for f in facts_of(text) if f.section == "1 担い手の育成"]


@pytest.mark.parametrize("sum_", ["小計", "計"])
@pytest.mark.parametrize("part", ["うち委託料 20千円。", "このうち委託料は20千円である。", "(うち、委託料20千円)"])
def test_a_sum_over_its_items(sum_: str, part: str) -> None:
    """小計 over its list; a numbered line set in below an item opens no list, and names a part of it in words."""
    assert sorted(opened(OPENED.replace("小計", sum_).replace("うち委託料 20千円。", part))) == sorted(
        [
            ("item", "花壇の手入れ", "amount", "approved", "60000"),
            ("item", "花壇の手入れ", "amount", "initial", "50000"),
            ("item", "花壇の手入れ", "breakdown", "approved", "20000"),
            ("item", "草刈り", "amount", "approved", "30000"),
            ("item", "草刈り", "amount", "initial", "30000"),
            ("total", sum_, "amount", "approved", "90000"),
            ("total", sum_, "amount", "initial", "80000"),
        ]
    )


@pytest.mark.parametrize(
    "part", ["うち一般財源 20千円。", "うち前年度分 20千円。", "うち委託料 2,000千円。", "委託料の単価は20千円である。"]
)
def test_amounts_of_which_that_are_no_part(part: str) -> None:
    """A source, another year, more than the item, a price."""
    assert "breakdown" not in {measure for _, _, measure, _, _ in opened(OPENED.replace("うち委託料 20千円。", part))}


def test_a_sum_over_items_that_it_is_not_of() -> None:
    """計 that is another amount than its items add up to is left alone."""
    assert "total" not in {table for table, *_ in opened(OPENED.replace("小計　90", "計　95"))}


@pytest.mark.parametrize("own", ["90（80）", "95（80）"])
def test_sources_beside_those_of_the_year_before(own: str) -> None:
    """Sources whose amounts in brackets add up to the budget of the year before are of this year, right or wrong; no items."""
    text = OPENED.replace("予算額　90（80）", f"予算額　{own}").replace(
        "1 担い手の育成\n", "1 財源\n　①　県債　40（30）\n　②　一般財源　50（50）\n2 担い手の育成\n"
    )
    found = [(f.table, f.row, f.stage, f.amount) for f in facts_of(text) if f.section == "1 財源"]
    assert found == [
        ("funding", "県債", "approved", "40000"),
        ("funding", "県債", "initial", "30000"),
        ("funding", "一般財源", "approved", "50000"),
        ("funding", "一般財源", "initial", "50000"),
    ]


@pytest.mark.parametrize("heading", ["補正の内容", "補正予算の概要"])
def test_what_a_supplement_asks_for(heading: str) -> None:
    """Items of a request for a supplement are requested; what is there already stands in brackets."""
    text = f"令和8年度9月補正予算要求書\n\n4 {heading}\n(1)花壇の手入れ：60千円（現計予算額：50千円）\n(2)草刈り：30千円（新規）\n"
    assert cells(text) == [
        (f"4 {heading}", "花壇の手入れ", "amount", "request", "60000"),
        (f"4 {heading}", "花壇の手入れ", "amount", "current", "50000"),
        (f"4 {heading}", "草刈り", "amount", "request", "30000"),
    ]
    assert {stage for _, _, _, stage, _ in cells(text.replace("要求書", ""))} <= {"supplementary", "current"}

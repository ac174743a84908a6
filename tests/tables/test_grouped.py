"""Tables whose first column groups the rows of the second."""

from structurer.reading.layout import read_sheet
from structurer.sheet.facts import facts
from structurer.text.source import Source
from tests.support.builders import facts_of

HEAD = "令和8年度当初予算要求書\n事業名\t花壇手入れ事業\n(単位:千円)\n"
HEADINGS = "区分\t\t令和7年度当初予算額\t令和8年度要求額\n"
ITEMS = "事業費\t苗の購入\t2,400\t2,600\n\t草取りの委託\t1,100\t1,300\n\t計\t3,500\t3,900\n"
SOURCES = "財源内訳\t国庫支出金\t1,200\t1,300\n\t一般財源\t2,300\t2,600\n"


def read(text: str) -> list[str]:
    """Table, row, measure, year and amount of each fact."""
    found = facts(read_sheet(Source("made", text)))
    return [f"{f.table.value} {f.row} {f.measure.value} {f.year_offset} {f.cite.printed}" for f in found]


def test_items_and_sources_in_one_table() -> None:
    """Each group is a table of its own: what 事業費 is spent on, what 財源内訳 is paid from."""
    assert set(read(HEAD + HEADINGS + ITEMS + SOURCES)) == {
        "funding 国庫支出金 national -1 1,200",
        "funding 一般財源 general -1 2,300",
        "funding 国庫支出金 national 0 1,300",
        "funding 一般財源 general 0 2,600",
        "item 苗の購入 amount -1 2,400",
        "item 苗の購入 amount 0 2,600",
        "item 草取りの委託 amount -1 1,100",
        "item 草取りの委託 amount 0 1,300",
        "total 計 amount -1 3,500",
        "total 計 amount 0 3,900",
    }


def test_the_group_heads_its_part() -> None:
    """The section of the items is named by its group, not by what stands over the table."""
    (section,) = read_sheet(Source("made", HEAD + HEADINGS + ITEMS + SOURCES)).sections
    assert section.heading is not None
    assert (section.heading.text, section.heading.line) == ("事業費", 5)


def test_a_group_of_one_row() -> None:
    """A group may be a single row; the items of two groups are two sections."""
    text = HEAD + HEADINGS + ITEMS + "その他\t看板の修理\t300\t200\n"
    sections = read_sheet(Source("made", text)).sections
    assert [[item.label.text for item in one.items] for one in sections] == [
        ["苗の購入", "草取りの委託"],
        ["看板の修理"],
    ]


def test_two_words_in_every_row() -> None:
    """Where every row fills both columns, the first one groups nothing."""
    rows = "委託\t苗の植え付け\t2,400\t2,600\n委託\t草取り\t1,100\t1,300\n"
    (section,) = read_sheet(Source("made", HEAD + HEADINGS + rows)).sections
    assert section.heading is None
    assert len(section.items) == 2


def test_a_group_of_all_rows() -> None:
    """A first cell that stands beside all rows heads nothing that the heading over the table does not."""
    rows = "\t\t令和7年度\t令和8年度\n予算の状況\t当初予算\t8\t9\n\t補正予算\t1\t－\n\t計\t9\t9\n"
    (table,) = read_sheet(Source("made", f"{HEAD}予算額・執行額\n{rows}")).costs
    assert table.heading is not None
    assert table.heading.text == "予算額・執行額"


def test_costs_and_their_sources_in_groups() -> None:
    """支出計 is the sum of 支出; in 財源 a label that holds a source's name is that source, whatever it is elsewhere."""
    text = (
        "令和8年度予算要求 事業調書\n（単位：千円）\n区分\t項目\t前年度当初予算額\t要求額\n支出\t工事請負費\t700\t900\n\t支出計\t700\t900\n"
        "財源\t県債\t400\t500\n\t工事負担金\t300\t400\n\t財源計\t700\t900\n\t\t\t\n箇所\t北の花壇\t\t\n延長\t\t331\t\n"
    )
    found = {(fact.table, fact.row, fact.measure) for fact in facts_of(text)}
    assert {
        ("item", "工事請負費", "amount"),
        ("total", "支出計", "amount"),
        ("funding", "工事負担金", "contributions"),
    } <= found
    assert ("funding", "財源計", "total") in found
    assert not [row for _, row, _ in found if row == "延長"]


def test_sources_below_the_sum_of_the_items() -> None:
    """What adds up to the sum of the items above it is a table of sources, under the name that it has of its own."""
    columns = "項目                令和8年度    令和7年度\n                        要求額      当初予算\n"
    items = "苗の購入                 2,600         2,400\n草取りの委託             1,300         1,100\n"
    total = "合計                     3,900         3,500\n合計の財源\n"
    sources = "  国庫支出金             1,300         1,200\n  一般財源               2,600         2,300\n"
    text = HEAD.replace("\t", "：") + columns + items + total + sources
    sheet = read_sheet(Source("made", text))
    (table,) = sheet.funding
    assert table.heading is not None
    assert table.heading.text == "合計の財源"
    assert [row.label.text for row in table.rows] == ["国庫支出金", "一般財源"]
    assert "item 草取りの委託 amount 0 1,300" in read(text)
    less = text.replace("2,600         2,300", "2,500         2,200")
    assert not any(one.startswith("funding") for one in read(less))

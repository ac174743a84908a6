"""Two amounts on a line whose sides a legend names."""

import pytest

from structurer.reading.layout import read_sheet
from structurer.sheet.facts import facts
from structurer.text.source import Source

HEAD = "花房県　令和8年度当初予算案のポイント\n花壇対策　　　[R7当初 → R8当初案]　単位は千円\n\n"


def read(text: str) -> list[tuple[str, int, str]]:
    """Row, year and amount of each fact."""
    return [(f.row, f.year_offset, f.cite.printed) for f in facts(read_sheet(Source("made", text)))]


def test_the_name_on_the_line_above() -> None:
    """A name behind a mark over the two amounts, and a text below them."""
    body = (
        "◇苗の購入【拡】\n　　4,000 → 5,000\n　　苗の費用を補助（上限30万円、補助率1/2）\n"
        "◇草取り【新】\n　　－ → 1,500\n合計\n　　4,000 → 6,500\n"
    )
    assert sorted(read(HEAD + body)) == [
        ("合計", -1, "4,000"),
        ("合計", 0, "6,500"),
        ("苗の購入", -1, "4,000"),
        ("苗の購入", 0, "1/2"),
        ("苗の購入", 0, "30万円"),
        ("苗の購入", 0, "5,000"),
        ("草取り", 0, "1,500"),
    ]


def test_sides_of_a_slash() -> None:
    """The sides in the order that the legend says, sources under a heading of their own."""
    head = "令和8年度当初予算要求\n凡例：各欄の金額は「令和8年度要求額／令和7年度当初予算額」の順（千円）\n\n"
    items = "(1) 内容\n  苗の購入  5,000／4,000  苗を買う\n  草取り  1,500／-\n  合計  6,500／4,000\n\n"
    sources = "(2) 財源\n  寄附金  1,500／1,000\n  一般財源  5,000／3,000\n"
    found = read(head + items + sources)
    assert ("草取り", 0, "1,500") in found
    assert ("寄附金", -1, "1,000") in found
    assert len(found) == 9


@pytest.mark.parametrize("legend", ["[隣県R7当初 → R8当初案]", "", "[上段 → 下段]"])
def test_no_legend_no_sides(legend: str) -> None:
    """Where no legend says what the sides are, or it says another's, they are left alone."""
    assert read(HEAD.replace("[R7当初 → R8当初案]", legend) + "苗の購入　4,000 → 5,000\n草取り　1,000 → 1,500\n") == []

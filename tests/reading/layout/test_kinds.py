"""Kinds of drawings that prefectures print, each with the same drawing that must be left alone."""

import pytest

from tests.support.builders import facts_of

Fact = tuple[str, str, str, str, str]


def said(text: str) -> list[Fact]:
    """Table, measure, year, stage and amount of each fact."""
    return [(f.table, f.measure, f.year_offset, f.stage, f.amount) for f in facts_of(text)]


PLACED = "令和8年度 当初予算要求の概要\n事業名 花壇事業\n要求額の財源（千円）\n国庫支出金\n県債\n一般財源\n40\n50\n10\n"


def test_sources_over_their_amounts() -> None:
    """Sources one a line have the amounts in their places below."""
    found = [one for one in said(PLACED) if one[0] == "funding"]
    assert found == [
        ("funding", "national", "0", "request", "40000"),
        ("funding", "bonds", "0", "request", "50000"),
        ("funding", "general", "0", "request", "10000"),
    ]


@pytest.mark.parametrize("change", [("\n10\n", "\n"), ("県債", "花壇"), ("\n10\n", "\n10\n7\n")])
def test_not_as_many_amounts(change: tuple[str, str]) -> None:
    """One amount too few or too many, or a name that is no source, and none of them is read."""
    assert "funding" not in {one[0] for one in said(PLACED.replace(*change))}


NUMBERED = (
    "委託料調書\n令和8年度当初予算要求分\n単位は円\n(1)\n草刈業務\n委託先\n造園業者\n本年度要求額\n7,000\n前年度当初予算額\n6,000\n"
    "(2)\n水やり業務\n委託先\n造園業者\n本年度要求額\n3,000\n前年度当初予算額\n2,000\n"
)


def test_names_below_numbers() -> None:
    """A name below its number alone on a line opens a record of the fields below it."""
    found = [(f.table, f.row, f.stage, f.amount) for f in facts_of(NUMBERED)]
    assert found == [
        ("item", "草刈業務", "request", "7000"),
        ("item", "草刈業務", "initial", "6000"),
        ("item", "水やり業務", "request", "3000"),
        ("item", "水やり業務", "initial", "2000"),
    ]


def test_sources_below_a_total() -> None:
    """Sources below the total of items, under the same headings, are sources where they add up to it."""
    text = (
        "令和8年度9月補正予算資料\n事業名 花壇事業（単位：千円）\n"
        "区分                 現計予算額      今回補正額              計\n"
        "苗                       1,000           500           1,500\n"
        "土                         400           100             500\n"
        "合計                     1,400           600           2,000\n"
        "（財源）\n"
        "国庫支出金                 900           400           1,300\n"
        "一般財源                   500           200             700\n"
    )
    found = [one for one in said(text) if one[0] == "funding"]
    assert [one[3] for one in found] == ["current", "supplementary", ""] * 2
    other = said(text.replace("           700", "           800").replace("           200 ", "           300 "))
    assert "funding" not in {one[0] for one in other}


def test_whole_row() -> None:
    """One row 事業費 under this year, the year before and sources is the project's amount with its sources."""
    text = (
        "令和8年度　当初予算案　主要事業概要\n事 業 名   花壇事業（単位：千円）\n\n"
        "             本年度        前年度                       左の財源内訳\n"
        "             予算額    当初予算額      増 減    国庫支出金      一般財源\n"
        "事業費          900           700        200           400           500\n"
    )
    found = said(text)
    assert found == [
        ("total", "amount", "0", "approved", "900000"),
        ("total", "amount", "-1", "initial", "700000"),
        ("total", "change", "0", "approved", "200000"),
        ("funding", "national", "0", "approved", "400000"),
        ("funding", "general", "0", "approved", "500000"),
    ]


def test_amounts_in_brackets_below() -> None:
    """An amount in brackets on a line of its own goes with the line above, where a note says of which year it is."""
    note = "※上段は要求額、下段（　）内は前年度当初予算額。単位は千円。\n"
    text = (
        "令和8年度予算要求\n事業名 花壇事業\n{0}内訳\n苗代              30\n               (20)\n"
        "土代              10\n                (5)\n計              40\n               (25)\n"
    )
    found = [(one[2], one[3], one[4]) for one in said(text.format(note)) if one[0] == "item"]
    assert found == [
        ("0", "request", "30000"), ("-1", "initial", "20000"), ("0", "request", "10000"), ("-1", "initial", "5000"),
    ]  # fmt: skip
    assert not [one for one in said(text.format("単位は千円。\n")) if one[2] == "-1"]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("令和8年度当初予算では120万円を計上しました。", 1),
        ("前年度当初予算の90万円と比べて増額します。", 1),
        ("令和8年度当初予算では県外の団体に120万円を計上しました。", 0),
        ("令和8年度当初予算では120万円の減収となります。", 0),
    ],
)
def test_budgets_in_sentences(sentence: str, count: int) -> None:
    """An amount right behind the words of a budget that it is put into, or compared with, is that budget's."""
    assert len(said(f"令和8年度 当初予算の概要\n\n{sentence}\n")) == count


def test_leaders() -> None:
    """Dots lead from a label to words as they do to an amount."""
    text = (
        "補助金調書（令和8年度）\n1. 補助金の名称 …… 花壇補助金\n2. 補助の内容\n   (ア) 補助率 …… 3分の2\n"
        "   (イ) 補助限度額 …… 1団体当たり 150万円\n"
    )
    assert [(f.row, f.measure, f.amount) for f in facts_of(text)] == [
        ("花壇補助金", "rate", "2/3"),
        ("花壇補助金", "cap", "1500000"),
    ]

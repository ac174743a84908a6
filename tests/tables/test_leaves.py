"""Headings by their number: several rows as one row of leaves."""

import pytest

from structurer.tables.leaves import counted_ways, fitting_shape, longer_shape, parted_ways, short_shape, with_amounts
from structurer.tables.shape import Column, Heads
from tests.support.builders import rows_of, source
from tests.support.tables import context_of

CONTEXT = context_of("令和8年度\n")


def leaves(*headings: str) -> list[list[str]]:
    """Every way to put rows of headings together; words are parted by bars."""
    rows = [row.cells for row in rows_of(source("".join(f"| {row} |\n" for row in headings)))]
    return [[" ".join(head.label for head in path) for path in way] for way in counted_ways(CONTEXT, rows)]


def columns(heading: str) -> list[Column]:
    """The columns of one row of headings."""
    (row,) = rows_of(source(f"| {heading} |\n"))
    return [Column.of(CONTEXT, (cell,)) for cell in row.cells]


def shape(way: list[Heads], amounts: str) -> list[str] | None:
    """The columns of a way over a row of amounts, those of amounts with a star."""
    row = rows_of(source(f"(単位:千円)\n| {amounts} |\n"))[1]
    named = [Column.of(CONTEXT, path) for path in way]
    found = fitting_shape(named, row.cells, 0) or short_shape(named, row.cells, 0)
    return None if found is None else [f"{column.text}{'*' * column.values}" for column in found.columns]


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        (("区分 | 財源内訳", "国庫 | 一般"), ["区分", "財源内訳 国庫", "財源内訳 一般"]),
        (("R7 | R8", "予算 | 決算 | 予算 | 要求"), ["R7 予算", "R7 決算", "R8 予算", "R8 要求"]),
        (("区分 | R7 | R8", "予算 | 要求"), ["区分", "R7 予算", "R8 要求"]),
        (("区分 | 要求額", "査定額"), ["区分", "要求額", "査定額"]),
        (("国庫 | 一般", "支出金 | 財源"), ["国庫 支出金", "一般 財源"]),
    ],
)
def test_two_rows_as_one(headings: tuple[str, str], wanted: list[str]) -> None:
    """Below a group, a year over several, one by one, one after the other: each is among the ways."""
    assert wanted in leaves(*headings)


def test_headings_of_amounts_are_never_left_out() -> None:
    """A title above the headings may be passed over, the total above its sources never: a row may lack one of them."""
    assert ["国庫", "県債", "一般"] in leaves("歳出の内訳", "国庫 | 県債 | 一般")
    assert ["国庫", "県債", "一般"] not in leaves("区分 | 事業費 | 財源内訳", "国庫 | 県債 | 一般")


def test_headings_that_single_spaces_part() -> None:
    """A cell of known headings is taken apart, unless they are one together."""
    (row,) = rows_of(source("| 区分 | 要求額 査定額 | 国庫 支出金 |\n"))
    ways = list(parted_ways(CONTEXT, [row.cells], [row.cells]))
    assert [head.label for path in ways[0] for head in path] == ["区分", "要求額", "査定額", "国庫 支出金"]


@pytest.mark.parametrize(
    ("heading", "amounts", "wanted"),
    [
        ("区分 | 要求額 | 査定額", "事業費 | 4 | 5", ["区分", "要求額*", "査定額*"]),
        ("要求額 | 査定額", "事業費 | 4 | 5", ["", "要求額*", "査定額*"]),
        ("区分 | 花壇 | 草刈り", "要求額 | 4 | 5", ["区分", "花壇*", "草刈り*"]),
        ("区分 | 要求額 | 備考", "事業費 | 4 | 話", ["区分", "要求額*", "備考"]),
        (
            "区分 | 事業費 | 国庫支出金 | 県債 | 一般財源",
            "要求額 | 9 | 4 | 5",
            ["区分", "事業費*", "国庫支出金*", "県債*", "一般財源*"],
        ),
        ("前年度予算額 | 要求額 | 査定額", "事業費 | 4 | 5", None),
        ("区分 | 要求額", "事業費 | 4 | 5", None),
    ],
)
def test_leaves_over_amounts(heading: str, amounts: str, wanted: list[str] | None) -> None:
    """One heading for each amount, or more of known ones; never a stage over the labels, never an amount without a heading."""
    (row,) = rows_of(source(f"| {heading} |\n"))
    assert shape([(cell,) for cell in row.cells], amounts) == wanted


def test_as_many_as_amounts() -> None:
    """A group word is no column of amounts; fewer headings than amounts give none."""
    assert [one.text for one in with_amounts(columns("財源内訳 | 国庫支出金 | 一般財源"), 2) or () if one.values] == [
        "国庫支出金",
        "一般財源",
    ]
    assert with_amounts(columns("国庫支出金 | 一般財源"), 3) is None


def test_headings_that_are_too_many() -> None:
    """A longer row of headings is kept only where every one of them is known and amounts do not begin it."""
    known, unknown, bare = (
        "区分 | 事業費 | 県債 | 一般財源",
        "区分 | 事業費 | くじ | 一般財源",
        "事業費 | 県債 | 一般財源",
    )
    assert longer_shape(columns(known), 2, 0) is not None
    assert longer_shape(columns(unknown), 2, 0) is None
    assert longer_shape(columns(bare), 2, 0) is None


def test_second_halves_on_a_line_of_their_own() -> None:
    """予算額 below 前年度 alone makes one heading of both; where two of them would share one above, they do not."""
    assert leaves("細事業 | 要求額 | 前年度", "予算額")[0] == ["細事業", "要求額", "前年度 予算額"]
    assert ["細事業", "前年度 予算額"] not in leaves("細事業 | 前年度", "予算額 | 予算額")

"""Amounts with a label beside or above each, in no table."""

import pytest

from structurer.tables.context import Context
from tests.support.builders import facts_of, rows_of, source

HEAD = "令和8年度当初予算要求の概要\n事業名 花壇事業\n"


def cells(text: str) -> list[tuple[str, str, str, str, str, str]]:
    """Table, row, measure, year, stage and amount of each fact of a text under the head."""
    return [(f.table, f.row, f.measure, f.year_offset, f.stage, f.amount) for f in facts_of(HEAD + text)]


SOURCES = "・国庫支出金 400千円\n・一般財源 500千円\n"


def test_bullets() -> None:
    """A bullet with a stage is the project's amount; sources below it are of that stage."""
    assert cells("・要求額 900千円\n" + SOURCES) == [
        ("total", "要求額", "amount", "0", "request", "900000"),
        ("funding", "国庫支出金", "national", "0", "request", "400000"),
        ("funding", "一般財源", "general", "0", "request", "500000"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        SOURCES,  # of which stage, nothing says
        "・要求額 900千円\n・そのほかの話 100千円\n"
        + SOURCES,  # a line that is not understood: what follows may belong to it
        "(参考)他課の事業\n・要求額 900千円\n" + SOURCES,  # somebody else's money
        "・要求限度額 900千円\n" + SOURCES,  # another amount than the request
    ],
)
def test_sources_without_a_stage_are_left_alone(text: str) -> None:
    """A stage is printed above the sources or they are not read."""
    assert [found for found in cells(text) if found[0] == "funding"] == []


def test_one_source_alone_is_no_table() -> None:
    """What a single source is a part of cannot be told."""
    assert [found[0] for found in cells("・要求額 900千円\n・国庫支出金 400千円\n")] == ["total"]



def test_a_value_below_its_label() -> None:
    """A label on one line and its amount on the next belong together; two amounts in a row are a table's."""
    assert ("total", "要求額", "amount", "0", "request", "900000") in cells("要求額\n900千円\n")
    assert cells("要求額\n900千円\n800千円\n") == []


ITEMS = "## 事業の内容\n1. **植栽**\n- 要求額: 500千円\n- 前年度: 300千円\n2. **清掃**\n- 要求額: 400千円\n- 前年度: なし（新規）\n"
LEAD = "- 要求額: 900千円\n"


def test_items_of_a_list() -> None:
    """Amounts under several numbered names are items, 前年度 among them; a sum below them is of what it is the sum of."""
    assert cells(f"{LEAD}{ITEMS}\n**合計** 900千円\n") == [
        ("total", "要求額", "amount", "0", "request", "900000"),
        ("item", "植栽", "amount", "0", "request", "500000"),
        ("item", "植栽", "amount", "-1", "initial", "300000"),
        ("item", "清掃", "amount", "0", "request", "400000"),
        ("total", "合計", "amount", "0", "request", "900000"),
    ]


@pytest.mark.parametrize("text", ["**合計** 901千円\n", "**合計（査定）** 900千円\n", "**前年度合計** 900千円\n"])
def test_a_sum_of_nothing_is_left_alone(text: str) -> None:
    """What a sum is of only the items tell, and never against what its own words say."""
    assert not any("計" in row for _, row, *_ in cells(LEAD + ITEMS + text))


def test_what_stands_under_an_item_is_its_own() -> None:
    """An amount that only one item has is not the project's."""
    text = ITEMS.replace("前年度: 300千円", "前年度（補正後）: 300千円")
    assert ("item", "植栽", "amount", "-1", "current", "300000") in cells(LEAD + text)


@pytest.mark.parametrize("heading", ["## 令和7年度の事業の内容", "## 参考（他部局）", "## 前年度の事業の内容"])
def test_items_of_others_are_left_alone(heading: str) -> None:
    """A list under a heading that names another year, or somebody else, is not the project's."""
    assert [table for table, *_ in cells(LEAD + ITEMS.replace("## 事業の内容", heading))] == ["total"]


def test_last_year_outside_of_items() -> None:
    """前年度 by itself says something only beside the other amounts of an item."""
    assert [row for _, row, *_ in cells(LEAD + "- 前年度: 300千円\n")] == ["要求額"]


def test_a_sum_of_sources() -> None:
    """計 below sources is their total; under a heading of another year nothing is read."""
    text = "- 要求額 900千円\n### 財源（要求）\n- 国庫支出金 400千円\n- 一般財源 500千円\n- **計: 900千円**\n"
    assert ("funding", "計", "total", "0", "request", "900000") in cells(text)
    assert not any(table == "funding" for table, *_ in cells(text.replace("財源（要求）", "財源（前年度）")))

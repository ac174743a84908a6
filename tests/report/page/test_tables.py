"""The tables of a page: the year in its row, the own year first, zeros apart, and nothing lost on the way."""

import pytest

from structurer.pipeline import check
from structurer.report.indexed import IndexedRecord
from structurer.report.page.tables import RecordTable, grids
from structurer.settings import Settings
from tests.support.builders import FOLDERS, fixture, source

HEAD = "令和8年度当初予算\n事業名:港の朝市事業\n水産部 漁港課\n"
SOURCES = (
    "財源内訳(単位:千円)\n区分 | 事業費 | 国庫支出金 | 起債 | その他 | 一般財源\n"
    "前年度当初予算額 | 900 | 400 | 0 | 0 | 500\n要求額 | 1,000 | 400 | 0 | 0 | 600\n"
)


@pytest.fixture(autouse=True)
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of the tables in Japanese."""
    monkeypatch.setenv("STRUCTURER_LANG", "ja")


def tables(text: str) -> tuple[RecordTable, ...]:
    """The tables of a text as the layout reader reads it."""
    return grids(IndexedRecord(check(source(text), "offline", Settings()).record()))


def table(text: str) -> RecordTable:
    """The first table of a text."""
    return tables(text)[0]


def printed(made: RecordTable) -> dict[str, list[str]]:
    """What stands in each column, by its heading."""
    return {name: [cell.printed for row in made.rows for cell in row.cells[at]] for at, name in enumerate(made.columns)}


def test_the_own_year_comes_first_and_its_zeros_are_apart() -> None:
    """Sources that are 0 in every row stand below the table; rows of the own year above those of others."""
    made = table(HEAD + SOURCES)
    assert printed(made) == {"事業費": ["1,000", "900"], "国庫支出金": ["400", "400"], "一般財源": ["600", "500"]}
    assert [(row.label, row.note) for row in made.rows] == [("要求額", ""), ("前年度当初予算額", "R7年度")]
    assert made.zeros is not None
    assert made.zeros.columns == ("起債", "その他")
    assert [[cell.printed for cells in row.cells for cell in cells] for row in made.zeros.rows] == [["0", "0"]] * 2


def test_one_amount_keeps_its_column() -> None:
    """A source with an amount in one row is shown in all."""
    assert "起債" in printed(table(HEAD + SOURCES.replace("400 | 0 | 0 | 600", "300 | 100 | 0 | 600")))


def test_a_table_of_nothing_but_zeros_is_shown() -> None:
    """There is nothing that it would stand behind."""
    made = table(HEAD + "(単位:千円)\n区分 | 事業費 | 国庫支出金 | 一般財源\n要求額 | 0 | 0 | 0\n")
    assert made.columns == ("事業費", "国庫支出金", "一般財源")
    assert made.zeros is None


def test_a_zero_that_is_asked_about_is_not_folded() -> None:
    """What a finding is about is in sight: sources that do not add up are, the zeros among them."""
    made = table(HEAD + SOURCES.replace("400 | 0 | 0 | 600", "400 | 0 | 0 | 700"))
    assert {"起債", "その他"} <= set(made.columns)


def test_the_year_stays_in_the_row_that_names_it() -> None:
    """Columns are measure and stage: those of the own year's request first; a label that names its year is enough."""
    made = table(
        "令和8年度当初予算要求\n事業名:港の朝市事業\n水産部 漁港課\n事業コスト(単位:千円)\n"
        "区分 | 当初予算 | 補正予算 | 合計\nR7年度 | 500 | 20 | 520\nR8年度 要求 | 600 | 0 | 600\n"
    )
    assert list(printed(made)) == ["事業費 要求", "事業費 当初", "事業費 補正", "事業費 現額"]
    assert [(row.label, row.note) for row in made.rows] == [("R8年度 要求", ""), ("R7年度", "")]


def test_years_that_share_a_row_stand_in_its_columns() -> None:
    """The own year first; what follows from the amounts comes after them."""
    items = "市場の改修 | 300 | 500 | 200\n案内板 | 100 | 90 | △10\n合計 | 400 | 590 | 190\n要求額 590千円\n"
    made = tables(f"{HEAD}1 事業内容(単位:千円)\n細事業 | 前年度予算額 | 要求額 | 増減\n{items}")
    columns = next(one.columns for one in made if "細事業" in one.kind)
    assert columns == ("R8年度 要求", "R7年度 当初", "増減 R8年度 要求")


def test_a_heading_says_no_word_twice() -> None:
    """A target of the stage of that name, a forecast and what came of it: the year and the word once."""
    indexed = IndexedRecord(check(fixture("health-tabs"), "offline", Settings()).record())
    named = [name.split() for made in grids(indexed) for name in made.columns]
    assert any("目標" in words for words in named)
    assert all(len(set(words)) == len(words) for words in named)


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_is_lost(name: str) -> None:
    """Every field of the record stands in exactly one cell."""
    indexed = IndexedRecord(check(fixture(name), "offline", Settings()).record())
    shown = [cell.path for made in grids(indexed) for row in made.every_row for cells in row.cells for cell in cells]
    assert sorted(shown) == sorted(indexed.cites)

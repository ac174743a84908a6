"""Two lists side by side, each under a title in brackets that says of which stage its amounts are."""

import pytest

from tests.checks.proof.made import is_verified, walker
from tests.support.builders import facts_of

TITLES = "[要求の内訳]                                [査定の内訳]\n"
LISTS = """  1 川の観察会                  1,200千円     1 川の観察会                  1,200千円
  2 水辺の清掃                    800千円     2 水辺の清掃                    500千円
  合計                          2,000千円     合計                          1,700千円
"""
TABLES = """[歳出内訳]                                [財源内訳]
  節            本年度要求額  前年度予算額    財源          本年度要求額  前年度予算額
  報酬                 1,500         1,000    国庫支出金             900           800
  委託料                 500           800    一般財源             1,100         1,000
  計                   2,000         1,800
"""
SHEET = f"""令和8年度当初予算 経費要求書

  所属      環境部 水辺課
  事業名    川の学校事業

[事業の目的]
  子どもが水辺に親しむ機会をつくる。

                                                                   (単位:千円)
{TABLES}
{TITLES}{LISTS}"""


def test_each_amount_is_of_the_list_it_stands_in() -> None:
    """What is asked for stands left and what is granted right, each under its own title."""
    found = [(f.row, f.stage, f.printed) for f in facts_of(SHEET) if f.table == "item" and "千円" in f.printed]
    assert sorted(found) == [
        ("川の観察会", "approved", "1,200千円"),
        ("川の観察会", "request", "1,200千円"),
        ("水辺の清掃", "approved", "500千円"),
        ("水辺の清掃", "request", "800千円"),
    ]
    assert is_verified(SHEET)


@pytest.mark.parametrize(
    "titles",
    [
        TITLES.replace("[査定", "[隣県の査定"),
        TITLES.replace("[査定", "[企業局査定"),
        TITLES.replace("[査定の内訳]", "[査定の内訳(県債)]"),
        TITLES.replace("[要求の内訳]", "[川の内訳]"),
        TITLES + "隣県の額\n",
    ],
)
def test_titles_that_say_more_or_nothing(titles: str) -> None:
    """A title with a word of another body, of a part, or of no stage proves nothing of its list."""
    assert not is_verified(SHEET.replace(TITLES, titles))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[歳出内訳]", "[国庫支出金]"),
        ("[財源内訳]", "[隣県財源]"),
        ("[財源内訳]", "[前年度財源]"),
    ],
)
def test_titles_of_tables_that_say_more(old: str, new: str) -> None:
    """The titles of two tables, the first row of their headings, are understood whole and narrow nothing."""
    assert not is_verified(SHEET.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  2 水辺の清掃                    800千円", "  2 水辺の清掃  900千円       800千円"),
        ("  2 水辺の清掃                    800千円  ", "  2 水辺の清掃をする計画の下での水辺の清掃  800千円  "),
        ("  1 川の観察会                  1,200千円", "  1                              1,200千円"),
    ],
)
def test_lines_that_are_no_entries(old: str, new: str) -> None:
    """Two amounts in an entry, a cell in both lists and an entry without a name make no lists."""
    text = TITLES + LISTS.replace(old, new, 1)
    made = walker(text)
    figure = next(one for one in made.grid.source.figures if one.printed == "500千円")
    row = made.grid.row_of(figure.line)
    cell = row.cell_at(figure.start)
    assert cell is not None
    assert made.lists.spot(row, cell) is None
    whole = walker(TITLES + LISTS)
    assert whole.spot(next(one for one in whole.grid.source.figures if one.printed == "500千円")).columns == ("査定",)

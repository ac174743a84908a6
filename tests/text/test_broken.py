"""Rows with line ends inside their cells, each table with a width of its own."""

import pytest

from structurer.text.source import Source

ITEMS = "細事業\t内容\t要求額\t前年度\n予算額\t備考\n花壇\t苗を植える。\n水をやる。\t4\t3\t新規\n合計\t\t4\t3\t\n"
COSTS = "\t事業費\t人件費\t総\n額\t正職員\t嘱託\t特別職\n非常勤\n要求額\t8\t1\t9\t1\t0\t0\n査定額\t7\t1\t8\t1\t0\t0\n"
TWO_TABLES = "区分\t甲\t乙\t丙\t丁\nア\t1\t2\t3\t4\n花壇\t4\t新規\n草刈り\t5\t継続\n合計\t\t9\t\t\n"


def joined(text: str) -> dict[int, int]:
    """The rows of a text that lie on several lines."""
    return Source("s", f"令和8年度\n\n{text}").drawing.joined


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (ITEMS, {3: 4, 5: 6}),
        (COSTS, {}),
        (f"{COSTS}内訳\n\n{ITEMS}", {3: 5, 10: 11, 12: 13}),
        (f"{ITEMS}(2) 水路\n{ITEMS}", {3: 4, 5: 6, 9: 10, 11: 12}),
    ],
)
def test_cells_broken_over_lines(text: str, wanted: dict[int, int]) -> None:
    """Lines that explain a table whole are its rows, whatever the width of the others; a heading may end on one of its own.

    One such row alone may be two that are cut short.
    """
    assert joined(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        TWO_TABLES,
        ITEMS.replace("合計\t\t4\t3\t\n", ""),
        ITEMS.replace("\t新規", ""),
        ITEMS.replace("水をやる。\t4", "5\t4"),
        ITEMS.replace("苗を植える。\n", "4\n"),
    ],
)
def test_lines_that_are_rows_of_their_own(text: str) -> None:
    """Amounts in two pieces or at a joint, a last row in pieces, a line that no row needs: nothing is put together."""
    assert joined(text) == {}

"""Tables one cell a line: broken headings and labels, texts and numbers in the records, items side by side, labels over amounts."""

import pytest

from tests.checks.proof.made import HEAD, is_verified

BROKEN = """財源の内訳
(単位:千円)
区分
前年度
当初予算額
当初予算
要求額
国庫
支出金
1,500
1,800
一般財源
3,200
4,100
計
4,700
5,900
"""
TEXTS = """要求額の内訳
(単位:千円)
No.
細事業名
担当課
要求額
前年度予算額
比較
国庫支出金
一般財源
説明
1
水辺の観察会
河川課
1,900
1,700
200
900
1,000
生き物を数える。
2
手引きの作成
環境課
4,000
3,000
1,000
900
3,100
学校に配る。
計
5,900
4,700
1,200
1,800
4,100
"""
ACROSS = """細事業別の要求額
(単位:千円)
細事業名
水辺の観察会
手引きの作成
計
要求額
1,900
4,000
5,900
前年度予算額
1,700
3,000
4,700
国庫支出金
900
900
1,800
一般財源
1,000
3,100
4,100
"""
PAIRS = """要求額の財源内訳
(単位:千円)
国庫支出金
1,800
一般財源
4,100
計
5,900
"""
DRAWN = {"broken": BROKEN, "texts": TEXTS, "across": ACROSS, "pairs": PAIRS}


@pytest.mark.parametrize("text", DRAWN.values(), ids=DRAWN.keys())
def test_a_table_one_cell_a_line_is_proved(text: str) -> None:
    """The lines are parted into headings and records in one way only, and each amount has its place."""
    assert is_verified(HEAD + text)


@pytest.mark.parametrize(
    ("text", "printed", "other"),
    [
        (BROKEN, "前年度\n", "隣県の\n"), (BROKEN, "前年度\n", "3年前の\n"), (BROKEN, "国庫\n", "隣県の\n"),
        (BROKEN, "3,200\n", ""), (BROKEN, "財源の内訳", "隣県の財源の内訳"), (BROKEN, "区分", "川端市"),
        (TEXTS, "前年度予算額", "隣県の予算額"), (TEXTS, "1,700\n", ""), (TEXTS, "河川課\n", ""),
        (TEXTS, "要求額の内訳", "廃止した事業の内訳"),
        (ACROSS, "国庫支出金", "隣県の支出金"), (ACROSS, "1,700\n", ""), (ACROSS, "細事業名", "川端市"),
        (ACROSS, "細事業別の要求額", "隣県の細事業の内訳"), (ACROSS, "手引きの作成\n", ""),
        (PAIRS, "国庫支出金", "隣県の支出金"), (PAIRS, "1,800\n", ""), (PAIRS, "要求額の財源内訳", "隣県の財源内訳"),
        (PAIRS, "要求額の財源内訳", "前年度の財源内訳"),
    ],
)  # fmt: skip
def test_what_is_moved_or_not_known_is_not_verified(text: str, printed: str, other: str) -> None:
    """A word nobody knows over a column, another year, another owner's heading, an amount or a cell that is gone."""
    assert printed in text
    assert not is_verified(HEAD + text.replace(printed, other, 1))


def test_labels_of_another_row_are_not_proved() -> None:
    """Two labels that change places leave sums that do not hold."""
    moved = BROKEN.replace("国庫\n支出金", "*").replace("一般財源", "国庫\n支出金").replace("*", "一般財源")
    assert is_verified(HEAD + moved)  # 国庫支出金 and 一般財源 in the other order: what is printed is what is read
    assert not is_verified(HEAD + BROKEN.replace("計\n", "国庫\n支出金\n"))

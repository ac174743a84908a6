"""The label of a row: two lines are halves of one name only where something printed says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.sheet.model import Label
from structurer.text.words import squeeze
from tests.checks.proof.made import HEAD, by_print, is_verified, walker
from tests.support.builders import proves, reading_of

HALVES = [
    ("空き家所在調", "査委託事業"), ("住宅流通アドバイ", "ザー派遣事業"), ("川辺の", "教室"), ("川辺と湖岸", "の見回り"),
    ("教室（第一", "、第二）"),
    ("川の教室と地図の", "作成"), ("水辺の案内人の推", "進事業"), ("令和7年度", "当初予算額"), ("水辺の見守り補", "助金"),
]  # fmt: skip
WHOLES = [
    ("上位事業（ため池調査モデル事業）の財源", "古民家備品更新"), ("見本となる表", "水辺の教室"),
    ("姉妹事業の概要", "川の地図"),
    ("隣県の予算編成に係る資料", "水辺の教室"), ("隣県で実施", "設備の更新"), ("隣県の合計", "画像の作成"),
    ("サンプル", "アドバイザーの派遣"),
    ("要求しないもの", "水辺の教室"), ("県に学ぶこと", "水辺の教室"),
    ("古民家", "備品更新"),
]  # fmt: skip


def label(first: str, second: str, more: str = "") -> str:
    """The label of the row below a line of words, without spaces, where the record has both as one name."""
    made = walker(f"事項          要求額  前年度予算額\n{first}\n{second}    2,900   2,400\n{more}")
    row = made.grid.rows[2]
    return squeeze("".join(made.labels.wrapped(row, made.labels.of(row), Label(text=f"{first}{second}", line=2))))


@pytest.mark.parametrize(("first", "second"), HALVES)
def test_halves_of_a_name(first: str, second: str) -> None:
    """A word, a bracket or a phrase that goes on in the next line, or two that say something together."""
    assert label(first, second) == squeeze(first + second)


@pytest.mark.parametrize(("first", "second"), WHOLES)
def test_a_heading_over_a_name(first: str, second: str) -> None:
    """Words that could both stand alone are no name, though the record has them as one."""
    assert label(first, second) == squeeze(second)


@pytest.mark.parametrize(("first", "second"), WHOLES)
def test_a_name_that_stands_whole_elsewhere(first: str, second: str) -> None:
    """The same words in one line of the sheet say that they are one."""
    assert label(first, second, f"{first}{second}に取り組む。\n") == squeeze(first + second)


@proves
@given(
    st.sampled_from(["隣県", "文化局", "霧ヶ浦市", "取りやめた事業", "上位事業", "記入例"]),
    st.sampled_from(["の財源", "の状況", "の内訳", "における取組", "との比較", "の見積り"]),
    st.sampled_from(["古民家備品更新", "地図作成", "運搬委託", "成果の展示", "事務用品", "備品"]),
)
def test_no_foreign_heading_becomes_a_name(owner: str, what: str, item: str) -> None:
    """Whoever's it is: between the headings and the first item it takes the proof away, and the sheet is not verified."""
    rows = f"{item}    2,900   2,400\n川の地図      3,000   2,600\n合計          5,900   5,000\n"
    found = by_print(
        reading_of(f"{HEAD}事業の内訳\n（単位:千円）\n事項          要求額  前年度予算額\n{owner}{what}\n{rows}")
    )
    assert all(printed not in found or found[printed].lacking for printed in ("2,900", "2,400"))


SPREAD = (
    "    区　　分           前年度当初予算額     要　求　額\n    国庫支出金                   13,198         14,146\n"
    "    県　　　　債                  1,000          2,000\n    一 般 財 源                  12,199         12,146\n"
    "    合　　　　計                 26,397         28,292\n"
)
"""A table whose labels are spread over their cells, as forms print them."""


def test_letters_spread_over_a_cell() -> None:
    """Single letters with one gap between them all are a word, if it is a known one."""
    text = f"{HEAD}2 財源の内訳（単位：千円）\n{SPREAD}"
    assert is_verified(text)
    found = by_print(reading_of(text))
    assert {printed for printed, proof in found.items() if proof.lacking == ()} >= {
        "1,000",
        "2,000",
        "26,397",
        "28,292",
    }


OTHERS = {
    "県　　　　債": (
        "隣　　　　債", "他　　　　債", "県　　　　分", "隣　　県　　債", "旧　県　　　債", "県　　　　債　減", "県　　　債　　減",
        "うち　　県　　債", "隣県　　　　債", "県　　　　債　　隣県", "債　　　　県",
    ),
    "合　　　　計": ("合　　　　算", "累　　　　計", "残　　　　計", "平　　　　均", "県　　合　　計"),
    "一 般 財 源": ("隣 県 財 源",), "国庫支出金  ": ("隣県支出金  ",),
    "要　求　額": ("限　度　額", "要　求　隣"), "区　　分": ("隣　　県",),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, others in OTHERS.items() for new in others])
def test_other_letters_spread(old: str, new: str) -> None:
    """Letters that are no known word together, or not all set alike, are no label."""
    assert old in SPREAD
    assert not is_verified(f"{HEAD}2 財源の内訳（単位：千円）\n{SPREAD.replace(old, new)}")


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("|  | 1 | 川の教室 | 2,900 | 2,400 |", "川の教室"),
        ("| 1 | 川の教室 |  | 2,900 | 2,400 |", "川の教室"),
        ("|  | 1,100 | 川の教室 | 2,900 | 2,400 |", ""),
    ],
)
def test_a_number_in_front(row: str, name: str) -> None:
    """A small number in the first cell that is filled numbers the row; an amount there numbers nothing."""
    made = walker(f"| 区分 | 番号 | 事項 | 要求額 | 前年度予算額 |\n{row}\n")
    assert squeeze("".join(made.labels.of(made.grid.rows[1]))) == name


BESIDE = (
    "２ 財源の内訳（単位：千円）\n|    | 区分       | 前年度当初予算額 | 要求額 |\n|----|------------|------|------|\n"
    "|    | 事業費     | 4,700 | 5,900 |\n| 財 | 国庫支出金 | 1,500 | 1,800 |\n| 源 | 県債       | 900 | 1,000 |\n"
    "|    | 一般財源   | 2,300 | 3,100 |\n"
)
"""A table with a word beside its rows, a letter each."""


def test_letters_beside_rows_of_cells() -> None:
    """財 and 源 below each other say nothing of the amounts beside them, and hold for no row below them."""
    assert is_verified(HEAD + BESIDE)


@pytest.mark.parametrize(
    ("old", "new"),
    [("財", "隣"), ("源", "県"), ("| 源 |", "| 減 |"), ("財", "財隣"), ("| 財 | 国庫", "| 源 | 国庫")],
)
def test_other_letters_beside_rows_of_cells(old: str, new: str) -> None:
    """Letters that are no word of sources may say whose the amounts are."""
    head, body = BESIDE.split("|\n", 1)
    assert old in body
    assert not is_verified(f"{HEAD}{head}|\n{body.replace(old, new, 1)}")

"""Lists of items whose amounts each say their own stage."""

from collections.abc import Callable

import pytest

from tests.support.builders import facts_of

HEAD = "令和8年度当初予算\n\n要求の内訳\n"
ONE = "・花壇の手入れ: 要求額 900千円 / 査定額 800千円\n"
TWO = "・草刈り: 要求額 100千円 / 査定額 90千円\n"
WANTED = [
    ("花壇の手入れ", "request", "900000"),
    ("花壇の手入れ", "approved", "800000"),
    ("草刈り", "request", "100000"),
    ("草刈り", "approved", "90000"),
]


def items(text: str) -> list[tuple[str, str, str]]:
    """Row, stage and amount of each item's fact."""
    return [(f.row, f.stage, f.amount) for f in facts_of(HEAD + text) if f.table == "item"]


@pytest.mark.parametrize(
    "draw",
    [
        lambda text: text,
        lambda text: text.replace(" / ", "、"),
        lambda text: text.replace(" / 査定額", "（査定額").replace("千円\n", "千円）\n"),
        lambda text: text.replace(": ", " "),
        lambda text: text.replace("\n", "\n  季節の花を植え、道を歩きやすくする。\n"),
        lambda text: text.replace("・", "  * "),
    ],
)
def test_each_amount_has_its_stage(draw: Callable[[str], str]) -> None:
    """A name, then amounts behind the words of their stages, however they are parted; text below an item is passed over."""
    assert items(draw(ONE + TWO)) == WANTED


def test_their_sum() -> None:
    """計 below them is the project's amount of each stage, no item."""
    text = ONE + TWO + "・計: 要求額 1,000千円 / 査定額 890千円\n"
    assert [(f.stage, f.amount) for f in facts_of(HEAD + text) if f.table == "total"] == [
        ("request", "1000000"),
        ("approved", "890000"),
    ]
    assert items(text) == WANTED


@pytest.mark.parametrize(
    "line",
    [
        "・前年度: 要求額 70千円 / 査定額 60千円\n",
        "・国費: 要求額 70千円 / 査定額 60千円\n",
        "・うち苗代: 要求額 70千円 / 査定額 60千円\n",
        "・垣根: 要求額 70千円 / 裁断額 60千円\n",
        "・垣根: 要求額 70千円 / 要求額 60千円\n",
        "・垣根: 要求額(国費) 70千円 / 査定額 60千円\n",
        "・垣根: 要求額 70千円 / 隣県の査定額 60千円\n",
    ],
)
def test_a_line_that_is_none(line: str) -> None:
    """A year, a source, a part, a word that is not understood: the line is left, and only that line."""
    assert items(ONE + TWO + line) == WANTED


def test_different_stages() -> None:
    """Lines whose amounts are of different stages are no list."""
    assert items(ONE + "・草刈り: 要求額 100千円 / 前年度当初予算額 90千円\n") == []


def test_one_line_is_no_list() -> None:
    """A single line may be anybody's."""
    assert items(ONE) == []


FUNDS = "国庫支出金（補助率 1/2）：現計予算額 200千円、補正要求額 300千円、計 500千円\n"
FUNDS += "県債：現計予算額 0千円、補正要求額 10千円、計 10千円\n"


@pytest.mark.parametrize(
    "draw",
    [
        lambda text: text,
        lambda text: text.replace("、", "　"),
        lambda text: text.replace("：", "　"),
        lambda text: "".join(f"・{line}\n" for line in text.splitlines()),
    ],
)
def test_sources_whose_amounts_say_their_stages(draw: Callable[[str], str]) -> None:
    """A source, then its amounts behind the words of their stages; 計 of two stages has none, and none is the project's amount."""
    text = "令和8年度9月補正予算要求書\n\n2 財源の内訳\n" + draw(FUNDS)
    assert [(f.table, f.measure, f.stage, f.amount) for f in facts_of(text)] == [
        ("funding", "national", "current", "200000"),
        ("funding", "national", "request", "300000"),
        ("funding", "national", "", "500000"),
        ("funding", "bonds", "current", "0"),
        ("funding", "bonds", "request", "10000"),
        ("funding", "bonds", "", "10000"),
    ]


@pytest.mark.parametrize(
    ("word", "other"), [("県債", "花壇債券"), ("補正要求額", "裁断額"), ("、計 10千円", "、計 10千円、率 3千円")]
)
def test_sources_with_a_word_that_is_not_known(word: str, other: str) -> None:
    """An unknown source, an unknown stage, an amount too many: nothing of the list is a source."""
    text = "令和8年度9月補正予算要求書\n\n2 財源の内訳\n" + FUNDS.replace(word, other, 1)
    assert [f for f in facts_of(text) if f.table == "funding" and f.measure == "bonds"] == []

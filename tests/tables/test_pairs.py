"""Lines taken apart into labels and amounts."""

import pytest

from structurer.tables.context import Context
from structurer.tables.pairs import PairLine, pair_line
from structurer.tables.printed import PrintedSheet
from structurer.text.source import Source
from tests.support.builders import rows_of, source


def line_of(text: str) -> PairLine | None:
    """The pairs at the first row of a text."""
    return pair_line(Context(PrintedSheet(rows_of(source(text))), 2026), 0)


def pairs_of(text: str) -> list[tuple[str, bool, str, str]]:
    """Label, whether it is understood, the words before it and the amount of each pair."""
    found = line_of(text)
    return [] if found is None else [(one.label.text, one.known, one.name, one.figure.printed) for one in found.pairs]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("国庫支出金: 8,350千円\n", [("国庫支出金", True, "", "8,350千円")]),
        ("- **一般財源**：3千円\n", [("一般財源", True, "", "3千円")]),
        ("一般事業査定:計上 計上額:5千円\n", [("計上額", True, "", "5千円")]),
        ("財源 国庫 5千円 一財 6千円\n", [("国庫", True, "財源", "5千円"), ("一財", True, "", "6千円")]),
        ("要求額 7 千円(前年度予算額 6 千円)\n", [("要求額", True, "", "7"), ("前年度予算額", True, "", "6")]),
        ("草刈り 要求額 5千円\n", [("要求額", False, "草刈り", "5千円")]),
        ("増減額　5千円の減\n", [("増減額", True, "", "5千円")]),
        ("増減額　5千円の増収分\n", []),
        ("要求額　5千円の増\n", []),
        ("要求額(国費) 5千円\n", [("要求額(国費)", False, "", "5千円")]),
        ("(1) 苗の購入 5千円\n", [("苗の購入", False, "", "5千円")]),
        ("要求額\n5千円\n", [("要求額", True, "", "5千円")]),
        ("登録数: 令和6年度実績 20件、令和8年度目標 40件\n",
         [("令和6年度実績", True, "登録数", "20件"), ("令和8年度目標", True, "", "40件")]),
        ("要求額 5千円 → 査定額 4千円\n", [("要求額", True, "", "5千円"), ("査定額", True, "", "4千円")]),
        ("報償費：80千円（講師謝金　@20,000円×4回）\n", [("報償費", False, "", "80千円")]),
        ("光熱水費　　6,240千円　　520千円×12月\n", [("光熱水費", False, "", "6,240千円")]),
        ("【要求額 620(444)百万円】\n", [("要求額", True, "", "620"), ("", False, "", "444")]),
        ("要求額 620(新規)百万円\n", [("要求額", True, "", "620")]),
        ("要求額 620(新規)百万円増\n", []),
        ("○ 定着率(85%[令和6年度実績]→86%[令和8年度目標])\n",
         [("令和6年度実績", True, "定着率", "85%"), ("令和8年度目標", True, "定着率", "86%")]),
        ("○ 定着率(85%[令和6年度実績]→86%[参考])\n", []),
        ("要求額 5千円(最終予算)\n", [("要求額", False, "", "5千円")]),
    ],
)  # fmt: skip
def test_labels(text: str, wanted: list[tuple[str, bool, str, str]]) -> None:
    """A label is the longest end of the words before an amount that means something, if the rest is understood too."""
    assert pairs_of(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["要求額は5千円である。\n", "要求額\n", "5千円\n", "要求額は5千円を見込む\n", "要求額\n5千円\n6千円\n", "\n"],
)
def test_no_pairs(text: str) -> None:
    """A sentence, a label or an amount alone, and the cells of a table are no pairs."""
    assert line_of(text) is None


@pytest.mark.parametrize(
    ("text", "form"),
    [("(2) 苗 5千円", "(1)"), ("12. 苗 5千円", "1."), ("③ 苗 5千円", "①"), ("イ 苗 5千円", "ア"), ("苗 5千円", "")],
)
def test_forms(text: str, form: str) -> None:
    """Lines of one list begin with a number or bullet of one form."""
    found = line_of(text)
    assert found is not None
    assert (found.form, found.pairs[0].whole.text) == (form, "苗")


def test_a_long_line() -> None:
    """What is kept of a line for each of its amounts, and looked at for it, does not grow with the line."""
    found = line_of("(要求)財源 " + "国庫 1円 " * 50 + "苗 " * 9000 + "1円\n")
    assert found is not None
    assert all(pair.known and len(pair.name) <= 8 for pair in found.pairs[:50])
    assert not found.pairs[50].known


def test_a_unit_below_one_of_several_amounts() -> None:
    """A unit below the last amount alone may be the caption of what follows: it is no amount's own."""
    text = "令和8年度\n当初予算額\n3,000\n千円\n令和7年度\n当初予算額\n2,500\n"
    printed = [figure.scale for figure in Source("made", text).figures if figure.number is not None]
    assert printed == [None, None]
    assert {f.scale for f in Source("made", text + "千円\n").figures if f.printed in {"3,000", "2,500"}} == {1000}

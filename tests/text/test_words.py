"""Labels made comparable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.text.letters import MEANT
from structurer.text.words import heading, plain, squeeze, tidy, untag
from tests.support.builders import proves


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("  要求額 \n", "要求額"),
        ("査 定 額", "査定額"),
        ("国庫\u3000支出金", "国庫 支出金"),
        ("使用料・\n手数料", "使用料・ 手数料"),
        ("（１）里山", "(1)里山"),
        ("ｶﾌﾞ", "カブ"),
        ("A B C", "A B C"),
        ("⼀般財源", "一般財源"),
        ("⻑寿と⺠⽣の⻄課", "長寿と民生の西課"),
        ("使⽤料‧⼿数料", "使用料・手数料"),
        ("補助率 1∕2", "補助率 1/2"),
        ("½", "1/2"),
        ('川と""橋""の日', '川と"橋"の日'),
        ("", ""),
    ],
)
def test_tidy(printed: str, text: str) -> None:
    """Spaces are folded, full and half width made one, and letters spread over a cell are closed up."""
    assert tidy(printed) == text


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("（１）里山の手入れ (単位:千円)", "(1)里山の手入れ"),
        ("要求額の財源内訳（単位：百万円）", "要求額の財源内訳"),
        ("6 事業コスト（千円）", "6 事業コスト"),
        ("【財政課】", "財政課"),
        ("■事業 概要", "事業 概要"),
        ("〈細事業〉", "細事業"),
        ("1 事業の内容(単位:千円、( )内は前年度当初予算額)", "1 事業の内容"),
    ],
)
def test_heading(printed: str, text: str) -> None:
    """A heading loses its unit note and the marks around it, not its number."""
    assert heading(printed) == text


@pytest.mark.parametrize(
    ("printed", "text"),
    [("<ul class='x'>木<br>石</ul>", " 木 石 "), ("1<2>3", "1<2>3"), ("<" * 5, "<" * 5), ("木", "木")],
)
def test_untag(printed: str, text: str) -> None:
    """Only what is a tag goes."""
    assert untag(printed) == text


@given(text=st.text())
@proves
def test_squeezed_labels_hold_no_space(text: str) -> None:
    """Two prints of a label that differ in spaces and widths only compare equal."""
    squeezed = squeeze(text)
    folded = unicodedata.normalize("NFKC", text).translate(MEANT).replace('""', '"')
    assert squeezed == "".join(folded.split()) == "".join(plain(text).split())
    assert squeeze(f" {text}\u3000") == squeezed


@given(text=st.text())
@proves
def test_tidy_leaves_single_spaces(text: str) -> None:
    """A tidy label starts and ends with a letter and has no run of spaces."""
    tidied = tidy(text)
    assert tidied == " ".join(tidied.split())

"""A line of characters taken apart into the headings it is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.text.words import squeeze
from tests.support.builders import VOCABULARY, proves, repeated, sheets, texts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("区分事業費国庫支出金一般財源", ["区分", "事業費", "国庫支出金", "一般財源"]),
        ("区 分 事 業 費 県 債", ["区 分", "事 業 費", "県 債"]),
        ("事業費(A)人件費(B)トータルコスト(A+B)", ["事業費(A)", "人件費(B)", "トータルコスト(A+B)"]),
        ("令和7年度当初予算額令和8年度要求額増減", ["令和7年度当初予算額", "令和8年度要求額", "増減"]),
        ("H26決算 H27最終予算 H28当初 H29要求", ["H26決算", "H27最終予算", "H28当初", "H29要求"]),
        ("事業費 くじ収入 一般財源", None),
        ("要求額は、事業費である。", None),
        ("計", None),
        ("", None),
        ("事業費" * 101, None),
    ],
)
def test_heading_words(text: str, words: list[str] | None) -> None:
    """A line of nothing but headings falls into them, with spaces or without; one other word, and it is none."""
    found = VOCABULARY.heading_words(text)
    assert (None if found is None else [text[a:b] for a, b in found]) == words


@pytest.mark.parametrize(
    "text",
    [
        "細事業名 補正前の額 補正額 計 補正の内容",
        "区分 要求額 計",
        pytest.param(
            "区分 要求 査定", marks=pytest.mark.xfail(strict=True, reason="要求 査定 is taken for one heading")
        ),
    ],
)
def test_headings_are_parted_at_spaces(text: str) -> None:
    """Two headings with a space between them are two."""
    assert [text[a:b] for a, b in VOCABULARY.heading_words(text) or []] == text.split()


HEADINGS = ("区分", "事業費", "国庫支出金", "県債", "その他", "一般財源", "要求額", "査定額", "増減", "R7年度", "備考")


@given(text=texts | sheets | st.lists(st.sampled_from([*HEADINGS, " ", "　"]), min_size=2, max_size=20).map("".join))
@proves
def test_heading_words_cover_the_text(text: str) -> None:
    """The spans are in order and apart, begin and end at a letter, and leave out nothing but spaces."""
    found = VOCABULARY.heading_words(text)
    if found is not None:
        end, covered = 0, ""
        for a, b in found:
            assert end <= a < b <= len(text)
            assert text[end:a].strip() == ""
            assert text[a].strip()
            assert text[b - 1].strip()
            covered, end = covered + text[a:b], b
        assert "".join(covered.split()) == "".join(text.split())


@given(words=st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=12), gap=st.sampled_from([" ", "  ", "　", "\t"]))
@proves
def test_headings_are_found_whatever_parts_them(words: list[str], gap: str) -> None:
    """The same headings in the same order, with any space between them or with none: never more words than were printed."""
    assert [squeeze(gap.join(words)[a:b]) for a, b in VOCABULARY.heading_words(gap.join(words)) or []] != []
    assert len(VOCABULARY.heading_words("".join(words)) or []) <= len(words)


@pytest.mark.parametrize("piece", ["計", "事業費", "要求額 ", "の", "R8", "令和", "年度", "内容", "(A)", "　"])
def test_a_long_line_of_headings_comes_to_an_end(piece: str) -> None:
    """A line longer than any table's is no heading; nothing in it is looked at twice as often for being long."""
    assert VOCABULARY.heading_words(repeated(piece, tail="")) is None

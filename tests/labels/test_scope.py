"""The scope of a word: one for each sheet, by what is printed."""

import pytest

from structurer.labels.scope import printed, publisher_scope, scope_of
from structurer.labels.word import Meaning, Word
from structurer.text.source import Source
from tests.support.builders import VOCABULARY

HEADS = "区分\t事業費\t国庫支出金\t臨財債\n要求額\t9\t4\t5\n"


def scope(text: str, publisher: str | None = None) -> str:
    """The scope of a text."""
    return scope_of(Source("made", text), publisher, VOCABULARY)


def test_a_publisher_is_a_scope_however_it_is_spaced() -> None:
    """And nothing but the publisher."""
    assert (
        scope(HEADS, "潮 浜\u3000県") == scope("別の表\n", "潮浜県") == publisher_scope("潮浜県") == "publisher:潮浜県"
    )
    assert scope(HEADS, " ") == scope(HEADS)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (HEADS.replace("9\t4\t5", "8\t4\t4"), True),
        (HEADS + "裁定額\t7\t3\t4\n", True),
        (f"令和9年度\n事業名\t別の事業\n{HEADS}", True),
        (HEADS.replace("事業費", "令和9年度事業費"), True),
        (HEADS.replace("臨財債", "臨時債"), False),
        (HEADS + "区分\t要求額\t増減\n", False),
        ("区分\t事業費\t国庫支出金\n", False),
        ("\n", False),
    ],
)
def test_without_one_it_is_every_row_of_headings(text: str, same: bool) -> None:  # noqa: FBT001
    """Figures, years, names and rows below change nothing of it; another heading does."""
    assert (scope(text) == scope(HEADS)) is same
    assert scope(text).startswith("layout:")


def test_words_that_a_sheet_prints() -> None:
    """However it is spaced, over the ends of lines too; what the vocabulary has or refuses is none."""
    words = [
        Word(word, Meaning.of("source:bonds"), "publisher:潮浜県")
        for word in ("臨財債", "無い債", "国庫支出金", "隣県債")
    ]
    source = Source("made", HEADS.replace("臨財債", "臨 財\u3000債") + "隣県債\t国庫支出金\n")
    assert [word.word for word in printed(source, words, VOCABULARY)] == ["臨財債"]
    assert printed(source, (), VOCABULARY) == ()

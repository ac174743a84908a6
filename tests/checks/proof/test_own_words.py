"""Words that persons confirmed, in the proofs: each stands whole, heads nobody else's table, and takes no part of a label away."""

import pytest

from structurer.checks.every import run, verdict
from structurer.checks.outcome import Verdict
from structurer.checks.proof import lexicon_of
from structurer.checks.proof.consume import Consumed
from structurer.checks.reading import Reading
from structurer.labels.vocabulary import Vocabulary
from structurer.labels.word import Meaning, Word
from structurer.reading.layout import read_sheet
from structurer.sheet.model import Measure, Sheet, Stage
from structurer.text.source import Source
from tests.support.builders import VOCABULARY
from tests.support.taught import funding

YEAR = 2026
SCOPE = "publisher:潮浜県"


def with_words(**meant: str) -> Vocabulary:
    """The built-in words with some of a person's own."""
    return VOCABULARY.with_confirmed(
        Word(word, Meaning.of(code), SCOPE, ("佐藤", "鈴木")) for word, code in meant.items()
    )


WORDS = {"臨財債": "source:bonds", "裁定額": "stage:approved", "従前額": "stage:initial/-1", "従事経費": "cost:personnel_cost",
         "指定管理費": "cost:project_cost", "業務の別": "name", "累計欄": "total"}  # fmt: skip
OWN = with_words(**WORDS)
LEXICON = lexicon_of(Reading(Source("", ""), Sheet(), None, OWN))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("裁定額", Consumed(stages=frozenset({Stage.APPROVED}))),
        ("令和7年度裁定額", Consumed(years=frozenset({-1}), stages=frozenset({Stage.APPROVED}))),
        ("前年度の裁定額(千円)", Consumed(years=frozenset({-1}), stages=frozenset({Stage.APPROVED}), units=frozenset({"千円"}))),
        ("従前額", Consumed(years=frozenset({-1}), stages=frozenset({Stage.INITIAL}))),
        ("(臨財債)", Consumed(measures=frozenset({Measure.BONDS}))),
        ("国庫支出金と臨財債", Consumed(measures=frozenset({Measure.BONDS, Measure.NATIONAL}))),
        ("累計欄", Consumed(marks=frozenset({"total"}))),
    ],
)  # fmt: skip
def test_a_word_stands_whole(text: str, said: Consumed) -> None:
    """Beside years, units, brackets and particles."""
    assert LEXICON.consume(text, YEAR) == said


@pytest.mark.parametrize(
    "text", ["隣県の裁定額", "裁定額残", "裁定額計", "旧裁定額", "うち裁定額", "裁定額を除く", "裁定額の一部", "要求裁定額", "裁定額要求",
             "裁定額以外",
             "未裁定額", "臨財債等", "臨財債残高", "県臨財債", "臨財債計", "他の臨財債", "業務の別", "R裁定額"],
)  # fmt: skip
def test_a_word_is_no_part_of_another(text: str) -> None:
    """Letters that touch it, or that nobody knows, leave the whole label unknown; a heading of names says nothing of amounts."""
    assert LEXICON.consume(text, YEAR) is None


def test_words_for_headings() -> None:
    """Stages and staff; what a project costs, a source or a total may be another project's name."""
    assert {word for word, _ in LEXICON.for_headings.own} == {"裁定額", "従前額", "従事経費"}
    assert LEXICON.for_headings is LEXICON.for_headings
    assert LEXICON.for_headings.consume("指定管理費", YEAR) is None
    plain = lexicon_of(Reading(Source("", ""), Sheet()))
    assert plain.for_headings is plain


def judged(text: str, words: Vocabulary) -> tuple[Verdict, set[str]]:
    """The verdict on a text read with some words, and the codes of its findings."""
    source = Source("made", text)
    results = run(Reading(source, read_sheet(source, words), None, words))
    return verdict(results), {result.code for result in results if result.is_finding}


TEXT = funding(0).source.text


def test_a_sheet_is_verified_with_its_words() -> None:
    """And with one of them missing it is not."""
    assert judged(TEXT, OWN) == (Verdict.VERIFIED, set())
    for missing in ({"裁定額": "stage:approved"}, {"臨財債": "source:bonds"}, {}):
        assert judged(TEXT, with_words(**missing))[0] is Verdict.NEEDS_REVIEW


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        ("1 裁定額の内訳(単位:千円)", set()),
        ("1 隣県の裁定額の内訳(単位:千円)", {"PRF904"}),
        ("1 指定管理費(単位:千円)", {"PRF904"}),
        ("1 臨財債(単位:千円)", {"PRF904"}),
        ("1 廃止した事業の裁定額(単位:千円)", {"PRF904"}),
        ("1 裁定額を除く財源内訳(単位:千円)", {"PRF904"}),
    ],
)  # fmt: skip
def test_a_heading_of_another_owner_is_not_consumed(heading: str, codes: set[str]) -> None:
    """Whatever words a person confirmed for labels."""
    text = TEXT.replace("1 財源内訳(単位:千円)", heading)
    assert text != TEXT
    found, seen = judged(text, OWN)
    assert codes <= seen
    assert (found is Verdict.VERIFIED) is (not codes)


@pytest.mark.parametrize(
    "label",
    [
        "裁定額残額",
        "うち裁定額",
        "前々回裁定額",
        "裁定額(国費)",
        "裁定額(2か年計)",
        "他課裁定額",
        "裁定額(見込)",
        "5年前の裁定額",
    ],
)
def test_a_label_that_says_more_is_not_the_word(label: str) -> None:
    """A part, a rest, another year's or another office's amount stays unknown."""
    text = TEXT.replace("\n裁定額", f"\n{label}")
    assert text != TEXT
    assert judged(text, OWN)[0] is Verdict.NEEDS_REVIEW


HEADED = """潮浜県 令和6年度当初予算要求書
事業名\t海岸清掃推進事業
所属\t環境部 海岸課

1 積み上げの姿(単位:千円)
業務の別\t要求額\t前年度予算額\t増減
資材配布\t7,770\t20,530\t△12,760
講師派遣\t42,890\t23,100\t19,790
計\t50,660\t43,630\t7,030
"""


def test_a_heading_that_persons_confirmed_heads_the_project_s_own_table() -> None:
    """Nobody knows it without them."""
    assert judged(HEADED, OWN) == (Verdict.NEEDS_REVIEW, {"PRF904"})
    assert judged(HEADED, with_words(**WORDS, 積み上げの姿="heading")) == (Verdict.VERIFIED, set())


@pytest.mark.parametrize(
    "heading",
    [
        "隣県の積み上げの姿",
        "積み上げの姿(隣県)",
        "令和5年度 積み上げの姿",
        "積み上げの姿等",
        "旧積み上げの姿",
        "積み上げの姿(参考)",
    ],
)
def test_a_heading_that_says_more_is_not_the_confirmed_one(heading: str) -> None:
    """Another year, owner or version stays a question, whatever was confirmed of the rest."""
    words = with_words(**WORDS, 積み上げの姿="heading")
    assert judged(HEADED.replace("積み上げの姿", heading), words)[0] is Verdict.NEEDS_REVIEW


def test_a_note_that_persons_confirmed_changes_no_amount() -> None:
    """Whole, and behind its mark; with a word more it is a question again."""
    words = with_words(**WORDS, 本表の見方は手引書のとおり="heading")
    noted = TEXT + "\n※ 本表の見方は手引書のとおり\n"
    assert judged(noted, OWN)[1] == {"PRF906"}
    assert judged(noted, words) == (Verdict.VERIFIED, set())
    assert judged(noted.replace("のとおり", "のとおりとし前年度の額とする"), words)[1] == {"PRF906"}

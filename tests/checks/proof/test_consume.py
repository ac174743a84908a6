"""Labels are consumed whole: every word says something, or the text says nothing at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.checks.proof.consume import BUDGET, Consumed
from structurer.sheet.model import Measure, Stage
from tests.checks.proof.made import LEXICON
from tests.support.builders import proves

YEAR = 2026

STAGES = [
    ("要求額", {Stage.REQUEST}),
    ("部局長要求額", {Stage.REQUEST}),
    ("復活要求額", {Stage.REQUEST}),
    ("査定額", {Stage.APPROVED}),
    ("計上額", {Stage.APPROVED}),
    ("決算額", {Stage.SETTLED}),
    ("補正額", {Stage.SUPPLEMENTARY}),
    ("補正後予算額", {Stage.CURRENT}),
    ("予算現額", {Stage.CURRENT}),
    ("補正前の額", {Stage.NONE}),
    ("前年度繰越", {Stage.CARRIED_OVER}),
    ("前年度から繰越し", {Stage.CARRIED_OVER}),
    ("翌年度へ繰越し", {Stage.NONE}),
    ("予備費等", {Stage.NONE}),
    ("執行額（決算額）", {Stage.SETTLED}),
    ("要求に係る職員数", {Stage.REQUEST}),
    ("成果目標", {Stage.TARGET}),
    ("保留", {Stage.DEFERRED}),
    ("別途", {Stage.SEPARATE}),
    ("当初予算額", {BUDGET}),
    ("見込値", {Stage.FORECAST}),
    ("目標値", {Stage.TARGET}),
]
YEARS = [
    ("令和8年度", 0),
    ("令和７年度", -1),
    ("R6年度", -2),
    ("2027年度", 1),
    ("2026(R8)年度", 0),
    ("令和元年度", -7),
    ("平成30年度", -8),
    ("7年度", -1),
    ("前年度", -1),
    ("前々年度", -2),
    ("今年度", 0),
    ("翌年度", 1),
]
NOT_UNDERSTOOD = [
    "要求額(国費)見込外",
    "2か年計",
    "5年前の要求額",
    "要求額を減じた額",
    "隣県の要求額",
    "要求額のうち新規分",
    "仮要求額",
    "川端市",
    "裁定額",
    "債務負担行為限度額",
    "要求額?",
    "執行残",
    "増減（隣県−本県）",
    "隣の基金繰入金",
    "前年度基金繰入金の残",
    "事業費と広告費の計",
    "x要求額",
    "要求額x",
]


@pytest.mark.parametrize(("text", "stages"), STAGES)
def test_stages(text: str, stages: set[str]) -> None:
    """Every printed name of a stage says that stage and no other."""
    said = LEXICON.consume(text, YEAR)
    assert said is not None
    assert said.stages == stages


@pytest.mark.parametrize(("text", "offset"), YEARS)
def test_years(text: str, offset: int) -> None:
    """A year is an offset from the sheet's own, in whatever era or script."""
    said = LEXICON.consume(f"{text}要求額", YEAR)
    assert said is not None
    assert said == Consumed(years=frozenset({offset}), stages=frozenset({Stage.REQUEST}))


@pytest.mark.parametrize("text", ["令和8年度", "2026年度", "7年度"])
def test_a_year_without_the_sheets_own_is_not_understood(text: str) -> None:
    """Where the sheet has no year, a printed one cannot be placed; a relative one can."""
    assert LEXICON.consume(text, None) is None
    assert LEXICON.consume("前年度", None) == Consumed(years=frozenset({-1}))


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_a_part_that_is_known_is_not_read(text: str) -> None:
    """One word that is not known, before, behind or inside, and the whole text says nothing."""
    assert LEXICON.consume(text, YEAR) is None


@pytest.mark.parametrize(
    ("text", "measures", "units"),
    [
        ("国庫支出金", {Measure.NATIONAL}, set()),
        ("一般財源（千円）", {Measure.GENERAL}, {"千円"}),
        ("事業費(A)", {Measure.PROJECT_COST}, set()),
        ("正職員(人)", {Measure.REGULAR}, {"人"}),
    ],
)
def test_measures_and_units(text: str, measures: set[Measure], units: set[str]) -> None:
    """A column's heading says what it holds and in which unit."""
    said = LEXICON.consume(text, YEAR)
    assert said is not None
    assert said.measures == measures
    assert said.units == units


@pytest.mark.parametrize(("text", "mark"), [("合計", "total"), ("増減額", "change"), ("区分", "group")])
def test_marks(text: str, mark: str) -> None:
    """Totals, changes and groups are told from amounts."""
    said = LEXICON.consume(text, YEAR)
    assert said is not None
    assert mark in said.marks


def test_nothing_says_nothing() -> None:
    """An empty text is understood: it says nothing."""
    assert LEXICON.consume(" 　", YEAR) == Consumed()


KNOWN = [text for text, _ in (*STAGES, *YEARS)] + ["国庫支出金", "一般財源", "合計", "増減", "(A)", "・", "の"]
UNKNOWN = ["隣県", "裁定", "川端市", "廃止", "除く", "?", "仮", "試算"]


@proves
@given(
    st.lists(st.sampled_from(KNOWN), max_size=4), st.sampled_from(UNKNOWN), st.lists(st.sampled_from(KNOWN), max_size=4)
)
def test_an_unknown_word_anywhere_takes_the_whole_away(before: list[str], word: str, after: list[str]) -> None:
    """However much around it is known."""
    assert LEXICON.consume("".join([*before, word, *after]), YEAR) is None


@proves
@given(st.lists(st.sampled_from(["国庫支出金", "一般財源", "県債", "合計", "増減", "区分"]), min_size=1, max_size=4))
def test_words_side_by_side_say_what_each_says(words: list[str]) -> None:
    """What a text says is the sum of what its words say; spaces and marks between them change nothing."""
    whole = Consumed()
    for word in words:
        said = LEXICON.consume(word, YEAR)
        assert said is not None
        whole = whole + said
    assert LEXICON.consume("・".join(words), YEAR) == whole
    assert LEXICON.consume("　".join(words), YEAR) == whole


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("トータルコスト（事業費と人件費の計）", {Measure.TOTAL_COST}),
        ("総コスト（事業費＋人件費）", {Measure.TOTAL_COST}),
        ("里山を守る基金繰入金", {Measure.TRANSFERS}),
        ("企業版ふるさと納税寄附金", {Measure.DONATIONS}),
        ("事業費と人件費", {Measure.PROJECT_COST, Measure.PERSONNEL_COST}),
    ],
)
def test_measures_told_in_several_words(text: str, measures: set[Measure]) -> None:
    """What a total cost is the sum of, and a fund by its name; two costs beside each other are two."""
    said = LEXICON.consume(text, YEAR)
    assert said is not None
    assert said.measures == measures


@pytest.mark.parametrize("text", ["増減(百万円)(要求額-当初予算額)", "増減(令和8年度要求額−令和7年度予算額)"])
def test_a_change_says_how_it_is_reckoned(text: str) -> None:
    """The two amounts of the difference date nothing: it is a change, and its column tells of which stage."""
    said = LEXICON.consume(text, YEAR)
    assert said is not None
    assert not said.stages
    assert said.marks == {"change"}

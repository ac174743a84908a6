"""What the heading of a change says: the two amounts it is between, and no others."""

import pytest

from structurer.checks.proof.change_words import compares
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import Stage
from tests.checks.proof.made import LEXICON, is_verified

_HEAD = "令和8年度当初予算要求　事業概要\n事業名　　水辺の安全推進事業\n\n"
_SOURCES = """１　財源内訳（単位：千円）
区分\t要求額\t前年度当初予算額\t{words}
国庫支出金\t6,000\t5,000\t1,000
一般財源\t6,000\t5,000\t1,000
計\t12,000\t10,000\t2,000
"""
_ITEMS = (
    _SOURCES.replace("財源内訳", "事業内訳").replace("国庫支出金", "講習会の開催").replace("一般財源", "看板の設置")
)
_LINES = "要求額　12,000千円\n前年度当初予算額　10,000千円\n{words}　2,000千円\n"
_TABLES = {"sources": _SOURCES, "items": _ITEMS, "lines": _LINES}
_OF_OTHERS = ["査定額の増減", "前々年度との増減", "令和6年度との差", "補正の増減", "決算額との差", "計上額増減"]
_FORMULAS = [
    "査定額-前年度",
    "要求額-決算額",
    "前年度-要求額",
    "要求額-査定額",
    "隣県-前年度",
    "R8-R6",
    "要求額-前々年度",
]


@pytest.mark.parametrize("words", _OF_OTHERS)
@pytest.mark.parametrize("table", _TABLES)
def test_a_change_of_other_amounts_is_asked_about(table: str, words: str) -> None:
    """Its heading names a year or a stage of which no amount stands beside it."""
    assert not is_verified(_HEAD + _TABLES[table].format(words=words))


@pytest.mark.parametrize("form", ["増減({})", "増減{}", "{}"])
@pytest.mark.parametrize("formula", _FORMULAS)
@pytest.mark.parametrize("table", ["sources", "items"])
def test_a_formula_of_other_amounts_is_asked_about(table: str, formula: str, form: str) -> None:
    """In brackets behind the word of a change, without brackets, and alone."""
    assert not is_verified(_HEAD + _TABLES[table].format(words=form.format(formula)))


@pytest.mark.parametrize(
    "words", ["増減", "前年度との差", "前年度比較", "増減(要求額-前年度)", "要求額-前年度当初予算額"]
)
@pytest.mark.parametrize("table", ["sources", "items"])
def test_a_change_of_the_amounts_beside_it(table: str, words: str) -> None:
    """Its words name them, or no others."""
    assert is_verified(_HEAD + _TABLES[table].format(words=words))


@pytest.mark.parametrize(
    ("text", "before", "says"),
    [
        ("増減(査定額-前年度)", (-1, Stage.INITIAL), True),
        ("増減(査定額-当初予算額)", (-1, Stage.INITIAL), True),
        ("増減(査定額-要求額)", (0, Stage.REQUEST), True),
        ("増減(査定額-前年度)", (0, Stage.REQUEST), False),
        ("増減(査定額-当初予算額)", (-1, Stage.SETTLED), False),
        ("令和8年度増減", (-1, Stage.INITIAL), True),
        ("令和5年度増減", (-1, Stage.INITIAL), False),
        ("隣県増減", (-1, Stage.INITIAL), False),
    ],
)
def test_the_two_amounts_of_a_heading(text: str, before: tuple[int, Stage], says: bool) -> None:  # noqa: FBT001  # what is expected
    """A decision of the sheet's own year less another amount."""
    assert compares(KnownWords(LEXICON, 2026), text, (0, Stage.APPROVED), before) is says

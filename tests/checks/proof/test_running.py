"""Running text with an amount or in a field: what it says of the amounts, of who pays and of giving up is asked about."""

import pytest

from tests.checks.proof.made import is_verified

_TOP = """令和8年度当初予算要求　事業概要
事業名　　水辺の安全推進事業
"""
_TABLE = """
１　事業費（単位：千円）
区分\t要求額\t前年度当初予算額\t増減
事業費\t12,000\t10,000\t2,000
国庫支出金\t6,000\t5,000\t1,000
一般財源\t6,000\t5,000\t1,000
"""
_LIST = """要求額　12,000千円

【事業の内容】
① 会場借上：7,000千円
　　{words}
② 看板の設置：5,000千円
　　危険箇所に看板を立てる。
"""
_PLACES = {
    "below an entry": _TOP + _LIST,
    "behind a label": _TOP + _TABLE + "\n手段　{words}\n",
    "behind another label": _TOP + _TABLE + "\n財源の考え方　{words}\n",
    "over the table": _TOP + "対象：{words}\n" + _TABLE,
    "below a label": _TOP + _TABLE + "\n意図\n　{words}\n",
    "in a cell": _TOP.replace("　　", "\t") + "手段\t{words}\n" + _TABLE,
    "behind a name": _TOP + _TABLE + "\n２　主な取組\n  ・講習会の開催  {words}\n",
}
_AGAINST = [
    "取りやめることにした。",
    "上の額は隣県が払う。",
    "財源は全額、財団が用意する。",
    "要求を取り下げた。",
    "来年に繰り延べる。",
    "額は令和6年のものを記した。",
    "県は予算に計上しない。",
    "企業局の会計で払う。",
    "二年分をまとめて記した。",
    "税を抜いて記す。",
    "来年度に行う。",
    "国の直轄で行う。",
]
_HARMLESS = [
    "小学校で講習を行う。",
    "市町村が負担する経費の一部を助成する。",
    "必要となる額を精査し、経費を助成する。",
    "前年度の実績を踏まえ、会場を増やす。",
    "学びを終えた人を講師に招く。",
    "次年度以降の用地取得に向けた測量を行う。",
]


@pytest.mark.parametrize("words", _AGAINST)
@pytest.mark.parametrize("place", _PLACES)
def test_text_that_takes_amounts_away_is_asked_about(place: str, words: str) -> None:
    """They are another's, another year's, in another unit, or not asked for any more."""
    assert not is_verified(_PLACES[place].replace("{words}", words))


@pytest.mark.parametrize("words", _HARMLESS)
@pytest.mark.parametrize("place", _PLACES)
def test_text_that_tells_what_is_done_is_passed(place: str, words: str) -> None:
    """The same words of payers and amounts, said of what the project does."""
    assert is_verified(_PLACES[place].replace("{words}", words))


@pytest.mark.parametrize("words", ["表の額は隣県が支払う", "残りは民間が用意する", "本事業は取りやめることとした"])
def test_a_sentence_anywhere_that_says_so_is_asked_about(words: str) -> None:
    """In running text of the project, too."""
    assert not is_verified(f"{_TOP}{_TABLE}\n２　主な取組\n小学校で講習を行い、{words}。\n{words}。\n")
    assert is_verified(f"{_TOP}{_TABLE}\n２　主な取組\n小学校で講習を行う。\n")


@pytest.mark.parametrize(("heading", "verified"), [("査定意見", True), ("財政課の所見", False), ("留意事項", False)])
def test_what_a_review_did_not_grant(heading: str, *, verified: bool) -> None:
    """Under the heading of a review it is said of no entry above it; under any other it may be."""
    text = _TOP + _LIST.replace("{words}", "浅瀬の見方を学ぶ。").rstrip("\n")
    assert is_verified(f"{text}\n{heading}\n緊急性の低い経費の計上を見送った。\n") is verified

"""Lists as papers print them: kana and leaders, what is told below a name, blocks of fields, brackets; each beside a hostile twin."""

import pytest

from structurer.checks.outcome import Verdict
from structurer.checks.proved import proofs_of
from structurer.checks.reading import Reading
from structurer.pipeline import check
from structurer.settings import Settings
from structurer.sheet.model import Indicator, IndicatorTable, Measure, Stage, Table
from structurer.text.source import Source
from tests.checks.proof.made import is_verified, walker
from tests.support.builders import reading_of, tall

HEAD = "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n\n"
LIST = HEAD + "要求額　5,900千円\n\n要求額の内訳\n{}合計　5,900千円\n"
KANA = LIST.format("ア 水辺の観察会　1,900千円\n{}イ 手引きの作成　4,000千円\n　　冊子の印刷と配布\n")
TAGGED = LIST.format("(1) 水辺の観察会　1,900千円{}\n(2) 手引きの作成　4,000千円\n")
LEADERS = LIST.format("1. 水辺の観察会 … 1,900千円\n2. 手引きの作成{}… 4,000千円\n")
BLOCKS = (
    HEAD
    + "要求額　5,900千円\n\n細事業と要求額\n① 水辺の観察会\n{}要求額　1,900千円\n財源　[国費 900千円　一般財源 1,000千円]\n\n"
    "② 手引きの作成\n要求額　4,000千円\n財源　[国費 0千円　一般財源 4,000千円]\n"
)
SOURCES = HEAD + "要求額の財源\n(単位:千円)\n区分\t要求額\n国庫支出金\t1,800\n一般財源\t4,100\n計\t5,900\n"
SUPPLEMENT = (
    "令和8年度予算\n{}事業名：川の学校事業\n補正内容\n(単位:千円)\n区分\t現計予算額\t補正要求額\t計\n"
    "水辺の観察会\t1,900\t300\t2,200\n手引きの作成\t4,000\t100\t4,100\n計\t5,900\t400\t6,300\n"
)
COMPARED = (
    HEAD + "要求額　5,900千円\n\n5 財源内訳（単位：千円）\n区分 予算額 財源内訳 {}\n国庫支出金 一般財源\n要求額 {}\n"
)


@pytest.mark.parametrize(
    "text",
    [
        KANA.format("　　川の生き物を数える\n"),
        TAGGED.format("【新規】"),
        LEADERS.format(" "),
        BLOCKS.format(""),
        SOURCES + "※3千円×2回×3人=18千円\n",
        SUPPLEMENT.format("11月補正予算 一般事業\n"),
        COMPARED.format("前年との対比", "5,900 1,800 4,100"),
    ],
)
def test_lists_are_proved(text: str) -> None:
    """Nothing in them needs a person."""
    assert is_verified(text)


@pytest.mark.parametrize(
    "text",
    [
        KANA.format("　　隣県の分\n"),
        KANA.format("　　翌年度に実施\n"),
        KANA.format("山上市の観察会\n"),
        TAGGED.format("【取下げ】"),
        TAGGED.format("【うち新規】"),
        BLOCKS.format("隣県の額\n"),
        BLOCKS.format("対象外　"),
        SOURCES + "※3千円×2回×3人=19千円\n",
        SOURCES + "※隣県 3千円×2回×3人=18千円\n",
        SUPPLEMENT.format(""),
        SUPPLEMENT.format("当初予算 11月補正予算\n"),
        COMPARED.format("前年との対比", "5,900 5,900 0"),
        COMPARED.format("隣県", "5,900 1,800 4,100"),
    ],
)
def test_the_same_with_a_word_that_changes_them(text: str) -> None:
    """Another owner or year, a part, a sum that does not hold: a person looks."""
    assert not is_verified(text)


LISTED = (
    HEAD
    + "1 要求額の財源\n(単位:千円)\n区分\t要求額\n国庫支出金\t1,800\n一般財源\t4,100\n計\t5,900\n\n"
    + "2 事業の内容\n(1) 水辺の観察会\n　　川の生き物を数える\n{}\n"
)
TABLE = "3 要求額の内訳\n(単位:千円)\n細事業名\t要求額\n水辺の観察会\t1,900\n手引きの作成\t4,000\n計\t5,900\n"


@pytest.mark.parametrize(
    ("last", "verified"),
    [
        ("(2) 手引きの作成\n", True),
        ("(2) 令和4年度決算の概要\n", False),
        ("(3) 手引きの作成\n", False),
        ("[山上市の収支予算]\n", False),
        ("山上市の事業の概要：主な内容\n(単位:千円)\n", False),
    ],
)
def test_what_ends_a_list(last: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """The last name of a list ends with the next number of the list over it; another heading stands over what follows."""
    text = LISTED.format(last) + TABLE
    if "単位" in last:
        text = text.replace("\n3 要求額の内訳\n(単位:千円)\n", "\n")
    assert is_verified(text) is verified


HEADS = ["番号", "細事業名", "担当課", "本年度要求額", "前年度当初予算額", "比較", "一般財源", "説明"]
ROWS = [
    ["1", "水辺の観察会", "自然課", "1,900", "1,700", "200", "1,900", "川で遊ぶ。"],
    ["2", "手引きの作成", "教育課", "4,000", "-", "皆増", "4,000", "冊子を配る。"],
    ["3", "川の図鑑", "教育課", "1,000", "900", "100", "1,000", "図鑑を作る。"],
]


def _unproved(rows: list[list[str]]) -> set[str]:
    """The codes of what is open in a table of numbered records, one cell a line."""
    text = HEAD + "要求額の内訳\n(単位:千円)\n" + tall([HEADS, *rows])
    return {result.code for result in check(Source("made", text), "offline", Settings()).findings}


def test_numbered_records_one_cell_a_line() -> None:
    """The number is the first line of each record; one that does not run on is no number of a record."""
    assert "PRF902" not in _unproved(ROWS)
    assert "PRF902" in _unproved([ROWS[0], ["4", *ROWS[1][1:]], ROWS[2]])


def test_a_dash_for_no_amount() -> None:
    """国費 － says that there is none; a word nobody knows in its place is unread."""
    for label, own in (("国費", "一般財源"), ("隣県", None)):
        walk = walker(f"財源　[{label} －　一般財源 4,000千円]\n")
        assert walk.spot(walk.grid.source.figures[0]).own.strip() == (own or "")


def test_numbered_records_are_verified() -> None:
    """A sheet of such records without a total is whole."""
    text = HEAD + "要求額の内訳\n(単位:千円)\n" + tall([HEADS, *ROWS])
    assert check(Source("made", text), "offline", Settings()).verdict is Verdict.VERIFIED


def test_an_items_amount_is_no_indicator() -> None:
    """An amount of last year beside an item's own is the item's, whatever a model calls it."""
    reading = reading_of(
        LIST.format(
            "(1) 水辺の観察会　1,900千円（前年度　1,700千円）\n(2) 手引きの作成　4,000千円（前年度　3,000千円）\n"
        )
    )
    section = reading.sheet.sections[0]
    first, *others = section.items
    (own, before) = first.cells
    moved = Indicator(
        label=first.label, cells=(before.model_copy(update={"measure": Measure.ACTUAL, "stage": Stage.ACTUAL}),)
    )
    items = (first.model_copy(update={"cells": (own,)}), *others)
    sheet = reading.sheet.model_copy(update={
        "sections": (section.model_copy(update={"items": items}),), "indicators": (IndicatorTable(rows=(moved,)),)
    })  # fmt: skip
    proofs = [proof for proof in proofs_of(Reading(reading.source, sheet)) if proof.fact.table is Table.INDICATOR]
    assert [proof.points.get("place") for proof in proofs] == [None]


@pytest.mark.parametrize(
    ("path", "verified"),
    [
        ("トップページ\n市政情報\n財政\n", True),
        ("トップページ\n見本\n財政\n", False),
        ("市政情報\n財政\n", True),
        ("市政情報\n没\n", False),
        ("トップページ\n\n控え分\n", False),
    ],
)
def test_the_way_to_a_page(path: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """Names of pages one a line down to the title are no stamps; a stamp among them is."""
    assert is_verified(path + SOURCES) is verified

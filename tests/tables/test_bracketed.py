"""Two amounts of a cell under a heading and one in brackets below it: read as two columns, or not at all."""

import pytest

from tests.support.builders import facts_of

HEAD = "緑野県                令和8年度当初予算要求 細事業別一覧\n事業名:川の学校事業   所属:環境部 水辺課\n"
UNIT = "                                                                                  (単位:千円)\n"
OVER = "                                  要求額\n"
NAMES = "番号 細事業名               (前年度当初予算額)  国庫支出金        県債    一般財源   概要\n"
ROWS = (
    "  1  川の観察会                     421(455)         210           0         211   川の生き物を調べる。\n"
    "  2  水辺の案内板                 1,390(-)           695           0         695   案内板を立てる。\n"
)
TOTAL = "     合計                         1,811(455)         905           0         906\n"
SHEET = HEAD + UNIT + OVER + NAMES + ROWS + TOTAL
AMOUNTS = [
    ("川の観察会", "0", "request", "421"),
    ("川の観察会", "-1", "initial", "455"),
    ("水辺の案内板", "0", "request", "1,390"),
    ("合計", "0", "request", "1,811"),
    ("合計", "-1", "initial", "455"),
]


def amounts(text: str) -> list[tuple[str, str, str, str]]:
    """The name, year, stage and print of each amount of an item and of the sum."""
    return [(f.row, f.year_offset, f.stage, f.printed) for f in facts_of(text) if f.measure == "amount"]


def test_both_years_and_their_sources() -> None:
    """The first amount is of the heading, that in brackets of the one in brackets; the sources are of the first."""
    assert amounts(SHEET) == AMOUNTS
    sources = [(f.row, f.measure, f.stage, f.printed) for f in facts_of(SHEET) if f.table == "funding"]
    assert sources[:3] == [
        ("川の観察会", "national", "request", "210"),
        ("川の観察会", "bonds", "request", "0"),
        ("川の観察会", "general", "request", "211"),
    ]
    assert len(sources) == len(("観察会", "案内板", "合計")) * len(sources[:3])


def test_pages() -> None:
    """Headings that each page repeats."""
    first, second = ROWS.splitlines(keepends=True)
    top = HEAD + UNIT + OVER + NAMES
    pages = f"{top}{first}\n                 1 / 2\n\n{top}{second}{TOTAL}\n                 2 / 2\n"
    assert amounts(pages) == AMOUNTS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OVER, ""),
        (OVER, OVER.replace("要求額", "備考欄")),
        (OVER, OVER.replace("要求額", "前年度当初予算額")),
        (OVER, OVER.lstrip()),  # over the names
        ("(前年度当初予算額)", "(うち東地区の経費)"),
    ],
)
def test_headings_that_do_not_say_both(old: str, new: str) -> None:
    """No heading over it, one that says nothing or the same, or one that stands elsewhere: neither amount of such a cell is read."""
    assert [found for found in amounts(SHEET.replace(old, new)) if found[3] in {"421", "455", "1,390"}] == []

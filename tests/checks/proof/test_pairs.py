"""Labels beside their amounts without headings, and units in cells of their own: what is proved, and what is close to it and is not."""

import pytest

from tests.checks.proof.made import HEAD, by_print, drawn, is_verified, sheet, walker
from tests.support.builders import reading_of

BEHIND = [
    ["区分", "前年度当初", "", "本年度要求", ""],
    ["国庫支出金", "1,500", "千円", "1,800", "千円"],
    ["一般財源", "3,200", "千円", "4,100", "千円"],
    ["計", "4,700", "千円", "5,900", "千円"],
]
COLUMN = [
    ["区分", "単位", "前年度当初予算額", "要求額"],
    ["国庫支出金", "千円", "1,500", "1,800"],
    ["一般財源", "千円", "3,200", "4,100"],
    ["合計", "千円", "4,700", "5,900"],
]
PAIRS = [
    ["要求額", "5,900", "千円", "前年度当初予算額", "4,700", "千円"],
    ["増減額", "1,200", "千円", "査定額", "5,400", "千円"],
]
Rows = list[list[str]]


TRIMMED = [["", "前年度当初", "", "本年度要求"], *BEHIND[1:]]
"""As programs save such a table: without the blank cells at the ends of lines."""


def changed(rows: Rows, at: tuple[int, int], text: str) -> Rows:
    """The rows with another text in one cell."""
    return [[text if (n, k) == at else cell for k, cell in enumerate(row)] for n, row in enumerate(rows)]


def without(rows: Rows, column: int) -> Rows:
    """The rows without the cells of one column."""
    return [row[:column] + row[column + 1 :] for row in rows]


@pytest.mark.parametrize(
    ("rows", "mark"), [(BEHIND, "\t"), (BEHIND, " | "), (COLUMN, "\t"), (COLUMN, " | "), (TRIMMED, "\t")]
)
def test_units_in_cells(rows: Rows, mark: str) -> None:
    """A unit right behind each amount, or under 単位, is the unit of the amount, and no word of the label."""
    found = by_print(sheet("財源内訳\n", drawn(rows, mark)))
    assert len(found) == 6
    assert all(proof.lacking == () for proof in found.values())
    units = {proof.points["unit"].by for proof in found.values() if proof.points["unit"] is not None}
    assert units == {"cell"}


@pytest.mark.parametrize(
    ("rows", "at", "text"),
    [
        (BEHIND, (1, 4), "百万円"), (BEHIND, (1, 4), "人"), (BEHIND, (1, 4), "隣県"), (BEHIND, (1, 4), "千ドル"), (BEHIND, (1, 4), ""),
        (BEHIND, (1, 4), "千円/件"), (BEHIND, (1, 2), "割"), (BEHIND, (0, 3), "隣県の要求額"), (BEHIND, (0, 3), "本年度要求(国費)"),
        (BEHIND, (0, 0), "隣県"), (BEHIND, (1, 0), "隣県の国庫支出金"), (BEHIND, (1, 0), "千円"),
        (BEHIND, (1, 0), "国庫支出金のうち新規"), (TRIMMED, (0, 0), "隣県"), (TRIMMED, (0, 2), "隣県"), (TRIMMED, (2, 2), "円"),
        (COLUMN, (1, 1), "百万円"), (COLUMN, (1, 1), "件"), (COLUMN, (1, 1), "隣県"), (COLUMN, (1, 1), "千ドル"), (COLUMN, (1, 1), "うち"),
        (COLUMN, (1, 1), "前年度"), (COLUMN, (0, 1), "隣県"),
        (COLUMN, (0, 1), "区域"), (COLUMN, (1, 0), "隣県"), (COLUMN, (0, 3), "隣県の額"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mark", ["\t", " | "])
def test_units_that_are_none(rows: Rows, at: tuple[int, int], text: str, mark: str) -> None:
    """Another unit, another owner or a part in one cell, and nothing of the table is verified."""
    mark = "\t" if rows is TRIMMED else mark
    assert is_verified(HEAD + "財源内訳\n" + drawn(rows, mark))
    assert not is_verified(HEAD + "財源内訳\n" + drawn(changed(rows, at, text), mark))


@pytest.mark.parametrize("caption", ["(単位:百万円)\n", "(単位:円)\n", "(単位:人)\n"])
@pytest.mark.parametrize("rows", [BEHIND, COLUMN])
def test_the_nearest_unit_counts(rows: Rows, caption: str) -> None:
    """The unit beside an amount is nearer than a caption: what is verified is in thousands of yen."""
    found = by_print(sheet("財源内訳\n", caption, drawn(rows)))
    assert all(proof.fact.cite.value % 1000 == 0 for proof in found.values() if proof.points.get("unit") is not None)


def test_a_unit_before_amounts_is_not_the_one_behind() -> None:
    """Where units stand before amounts, the one behind an amount is the next one's."""
    rows = [["区分", "", "前年度当初予算額", "", "要求額"], ["国庫支出金", "千円", "1,500", "百万円", "1,800"]]
    spots = [walker(drawn(rows)).spot(figure) for figure in walker(drawn(rows)).grid.source.figures]
    assert all(spot.beside == () for spot in spots)


@pytest.mark.parametrize("mark", ["\t", " | "])
@pytest.mark.parametrize("units", [True, False])
def test_pairs(mark: str, units: bool) -> None:  # noqa: FBT001  # with units or not
    """A row of labels each with its amount behind it, under nothing but the head, is proved by the words."""
    rows = PAIRS if units else [[cell for cell in row if cell != "千円"] for row in PAIRS]
    text = HEAD + ("" if units else "(単位:千円)\n") + "\n" + drawn(rows, mark)
    found = by_print(reading_of(text))
    assert {printed for printed, proof in found.items() if proof.lacking == ()} == {"5,900", "4,700", "1,200", "5,400"}
    assert all(point is not None and point.by == "word" for point in (one.points["place"] for one in found.values()))


@pytest.mark.parametrize(
    "over",
    [
        "隣県の状況\n", "令和6年度\n", "債務負担行為\n", "記入例\n", "前年度\n",
        "項目\t隣県の額\t\t項目\t隣県の額\n", "区分\t隣県\t\t区分\t他県\n",
        "隣県\n\n", "\t前年度\t\t\t前々年度\n", "前年度\t\n", "霧ヶ浦市の事業\n", "文化局の事業\n", "廃止した事業\n",
        "(1) 隣県の額\n", "事業名：別の事業\n", "取下げ\n",
    ],
)  # fmt: skip
def test_pairs_under_something_else(over: str) -> None:
    """Words of another owner, year or table over pairs, and they are not verified."""
    assert is_verified(HEAD + "\n" + drawn(PAIRS))
    assert not is_verified(HEAD + "\n" + over + drawn(PAIRS))


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ((0, 0), "隣県の要求額"), ((0, 0), "要求額(国費)"), ((0, 0), "2か年計"), ((0, 0), "うち要求額"), ((0, 3), "要求額"),
        ((0, 2), "隣県"), ((0, 2), "百万円"), ((0, 2), ""), ((0, 3), "5年前の当初予算額"), ((0, 3), "要求限度額"),
        ((1, 0), "隣県との増減額"), ((1, 3), "査定額の2割"),
        ((0, 2), "人"), ((0, 5), "千ドル"), ((1, 3), "財源"), ((0, 0), ""),
    ],
)  # fmt: skip
def test_pairs_with_another_word(at: tuple[int, int], text: str) -> None:
    """A label that is not understood whole, or another unit, and the row is not verified."""
    assert not is_verified(HEAD + "\n" + drawn(changed(PAIRS, at, text)))


@pytest.mark.parametrize(
    "row",
    [
        ["要求額", "5,900", "4,700"],
        ["5,900", "要求額", "4,700", "前年度当初予算額"],
        ["要求額", "前年度当初予算額", "5,900", "4,700"],
    ],
)
def test_what_is_no_pair(row: list[str]) -> None:
    """Amounts before their labels, or two labels in a row, are no pairs."""
    made = walker(HEAD + "\n" + drawn([row]))
    last = made.grid.rows[-1]
    assert last.values
    assert all(made.pairs.beside(last, cell) is None for cell in last.values)


def test_long_runs_of_pairs() -> None:
    """What stands over a run of rows of pairs holds for all of them."""
    rows = "要求額\t5,900\t前年度当初予算額\t4,700\n" * 1_000
    for over, proved in ((HEAD, True), (f"{HEAD}区分\t隣県\n", False)):
        made = walker(over + rows)
        last = made.grid.rows[-1]
        assert {made.pairs.beside(last, cell) is not None for cell in last.values} == {proved}


NAMED = "細事業名\t水辺の観察会\n実施方法\t{}\n要求額\t1,900千円\n前年度当初予算額\t1,500千円\n"


@pytest.mark.parametrize(
    ("text", "name", "over"),
    [
        (NAMED.format("委託"), "水辺の観察会", True),
        (NAMED.format("委託").replace("1,500千円", "－"), "水辺の観察会", True),
        (NAMED.format("委託"), "観察会", False),
        (NAMED.format("委託").replace("細事業名", "対象団体"), "水辺の観察会", False),
        (NAMED.format("委託").replace("実施方法", "隣県の事業"), "水辺の観察会", False),
        (NAMED.format("委託").replace("実施方法\t委託", "区分\t前年度\t本年度"), "水辺の観察会", False),
    ],
)
def test_a_name_beside_its_label_is_that_of_the_amounts_below_it(text: str, name: str, *, over: bool) -> None:
    """Fields and pairs of a label and an amount may stand between; another label, or headings of columns, may not."""
    made = walker("1 細事業の内訳\n" + text)
    row = made.grid.row_of(5)
    assert made.pairs.name_over(row, name) is over


PLACED = "財源（千円）\n国庫支出金\n県債\n一般財源\n40\n50\n10\n"


def places(text: str) -> list[str | None]:
    """By what the place of each amount is proved, with its label."""
    walked = walker(text)
    spots = [walked.spot(figure) for figure in walked.grid.source.figures]
    return [
        spot.label[0] if spot.by == "count" and len(spot.label) == 1 and not spot.columns else None for spot in spots
    ]


def test_sources_over_their_amounts() -> None:
    """Each of the amounts one a line has the source in its place among as many right above."""
    assert places(PLACED) == ["国庫支出金", "県債", "一般財源"]


@pytest.mark.parametrize(
    "change",
    [
        ("県債", "隣県の県債"),
        ("\n10\n", "\n"),
        ("\n10\n", "\n10\n9\n"),
        ("県債", "国庫支出金"),
        ("財源（千円）", "前年度当初予算額"),
        ("県債", "令和7年度県債"),
    ],
)
def test_sources_not_over_their_amounts(change: tuple[str, str]) -> None:
    """A name that is not known whole, a count that differs, a year among them or a word that heads amounts above: no place."""
    assert places(PLACED.replace(*change)) == [None] * len(walker(PLACED.replace(*change)).grid.source.figures)

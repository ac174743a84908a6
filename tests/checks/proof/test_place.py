"""Where a figure stands: by cell, by the columns of the screen, by count, one below the other, by words and in sentences."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.checks.proof.spot import Spot
from tests.checks.proof.made import HEAD, TABLE, by_print, drawn, sheet, walker
from tests.support.builders import piped, piped_tall, proves, tabbed, tall
from tests.support.sheets import read, with_sheet

COLUMNS = {"5,900": "事業費", "1,800": "国庫支出金", "1,000": "県債", "3,100": "一般財源"}
SCREEN = """区分              事業費  国庫支出金    県債  一般財源
前年度当初予算額   4,700       1,500     900     2,300
要求額             5,900       1,800   1,000     3,100
"""
STACKED = """                             国庫    一般
区　分          事業費     支出金    財源
要求額           5,900      1,800   4,100
"""
GROUPED = [
    ["区分", "事業費", "財源内訳"],
    ["国庫支出金", "県債", "一般財源"],
    ["要求額", "5,900", "1,800", "1,000", "3,100"],
]


REPEATED = """                         令和8年度要求額              令和7年度当初予算額            増減額
細事業名            事業費  国庫支出金  一般財源      事業費  国庫支出金  一般財源
水辺の観察会         1,900         901       999       1,700         800       900          200
"""


def spots(text: str) -> dict[str, Spot]:
    """The spot of every number of a text, by its print."""
    walked = walker(text)
    return {figure.printed: walked.spot(figure) for figure in walked.grid.source.figures if figure.number is not None}


def heads(spot: Spot) -> tuple[str, ...]:
    """The headings over a figure, without the spaces around them."""
    return tuple(text.strip() for text in spot.columns)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (tabbed(TABLE), "cell"), (piped(TABLE), "cell"), (piped_tall(TABLE), "cell"), (SCREEN, "screen"),
        (drawn(TABLE, " "), "count"), (tall(TABLE), "count"),
    ],
)  # fmt: skip
def test_every_drawing_has_its_way(text: str, by: str) -> None:
    """The same table in six drawings: the heading over each amount and the label of its row are found."""
    found = spots(text)
    assert {printed: heads(found[printed])[-1] for printed in COLUMNS} == COLUMNS
    assert {found[printed].by for printed in COLUMNS} == {by}
    assert all("".join(found[printed].label).strip() == "要求額" for printed in COLUMNS)


def test_the_same_headings_below_each_year() -> None:
    """Groups over headings that repeat: each has those of its turn, and a group without any stands behind them."""
    found = spots(REPEATED)
    assert heads(found["901"]) == ("令和8年度要求額", "国庫支出金")
    assert heads(found["999"]) == ("令和8年度要求額", "一般財源")
    assert heads(found["800"]) == ("令和7年度当初予算額", "国庫支出金")
    assert heads(found["200"]) == ("増減額",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("一般財源      事業費", "一般財源      その他"),
        ("令和7年度当初予算額            増減額", "                令和7年度当初予算額"),
    ],
)
def test_headings_that_do_not_repeat_have_no_group(old: str, new: str) -> None:
    """Another word in the second turn, or a group that reaches beyond its own headings."""
    found = spots(REPEATED.replace(old, new))
    assert heads(found["900"]) != ("令和7年度当初予算額", "一般財源")


@pytest.mark.parametrize("behind", ["1,800千円(1,500千円)", "1,800千円（1,500千円）"])
def test_an_amount_in_brackets_is_of_the_row_before_it(behind: str) -> None:
    """What stands before the first amount names the row of both; words between them do not."""
    assert spots(f"国庫支出金　{behind}\n")["1,500千円"].label == ("国庫支出金",)
    assert spots(f"国庫支出金　{behind.replace('1,500', '県 1,500')}\n")["1,500千円"].label == ()


def test_the_only_row_needs_no_name() -> None:
    """One row under headings of sources; with a second one, or a heading over names, nothing names it."""
    only = "事業費\t国庫支出金\t一般財源\n5,900\t1,800\t4,100\n"
    assert (spots(only)["1,800"].label, heads(spots(only)["1,800"])) == ((), ("国庫支出金",))
    assert spots(only + "700\t300\t400\n")["1,800"].by != "cell"
    assert spots("区分" + only[3:])["1,800"].by != "cell"


def test_the_unit_of_an_indicator_holds_for_the_row_below_its_name() -> None:
    """目標 and below it 実績, of one name; a new name has a unit of its own or none."""
    text = "指標名\t単位\t区分\t令和7年度\n通う人\t人\t目標\t30\n\t\t実績\t28\n"
    assert spots(text)["28"].beside == ("人",)
    assert spots(text.replace("\n\t\t実績", "\n見る人\t\t実績"))["28"].beside == ("",)


def test_a_word_alone_over_headings_heads_the_table() -> None:
    """財源 in the first cell of its row is no heading of a column; a source there is."""
    text = "財源\t\t\n財源区分\t要求額\t前年度予算額\n国庫支出金\t1,800\t1,500\n"
    assert spots(text)["1,800"].top == 1
    assert spots(text.replace("財源\t\t", "県債\t\t"))["1,800"].top == 0


def test_headings_stacked_on_the_screen() -> None:
    """Halves of a heading on two lines are one heading."""
    found = spots(STACKED)
    assert [heads(found[printed]) for printed in ("5,900", "1,800", "4,100")] == [
        ("事業費",), ("国庫支出金",), ("一般財源",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "moved",
    [
        SCREEN.replace("      1,800   1,000", "1,800         1,000"),
        SCREEN.replace("  1,000     3,100", "1,000       3,100"),
    ],
)
def test_an_amount_beside_its_column_is_not_proved(moved: str) -> None:
    """Where an amount stands under no heading or under two, no amount of the row is proved to be elsewhere."""
    found = spots(moved)
    assert moved != SCREEN
    assert all(found[printed].by is None or heads(found[printed])[-1] == name for printed, name in COLUMNS.items())


def test_a_group_and_what_it_holds() -> None:
    """As many cells as leaf headings: a group comes before its own."""
    found = spots(piped(GROUPED))
    assert [heads(found[p]) for p in ("1,800", "3,100")] == [("財源内訳", "国庫支出金"), ("財源内訳", "一般財源")]


@pytest.mark.parametrize("row", [GROUPED[2][:-1], [*GROUPED[2], "0"]])
def test_a_cell_too_few_or_too_many(row: list[str]) -> None:
    """Nothing tells which heading has no amount, so nothing is proved."""
    assert {spot.by for spot in spots(piped([*GROUPED[:2], row])).values()} == {None}


def test_a_group_before_other_leaves_has_no_one_order() -> None:
    """What follows a group may stand inside or outside."""
    upper = [["区分", "財源内訳", "事業費"], ["国庫支出金", "県債", "一般財源"]]
    assert {spot.by for spot in spots(piped([*upper, GROUPED[2]])).values()} == {None}


def test_a_record_too_short_one_cell_a_line() -> None:
    """A line left out moves every amount after it, and none of that table is proved any more."""
    rows = [*TABLE[:2], ["要求額", "5,900", "1,800", "3,100"]]
    assert all(spots(tall(rows))[printed].by is None for printed in ("5,900", "1,800", "3,100"))


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("要求額 5,900千円", "word"),
        ("要求額：5,900千円", "word"),
        ("・要求額　5,900千円", "word"),
        ("令和8年度の要求額は5,900千円である。", "sentence"),
        ("本事業の要求額は5,900千円であり、財源は、国庫支出金1,800千円である。", "sentence"),
        ("隣県の要求額は5,900千円である。", None),
        ("要求額は5,900千円の見込みだが、翌年度に減らす。", None),
        ("要求額 5,900千円（国費）", None),
        ("要求額のうち新規分 5,900千円", None),
    ],
)
def test_words(text: str, by: str | None) -> None:
    """A label and an amount that are all of a line, a sentence every word of which is understood, or nothing."""
    assert spots(text)["5,900千円"].by == by


@pytest.mark.parametrize("between", ["隣県の分", "川端市\t5,000\t1,000\t1,000\t3,000"])
def test_headings_are_found_over_other_rows(between: str) -> None:
    """The walk goes up over other rows of amounts, and a line of words between does not change the column."""
    found = spots(f"{tabbed(TABLE[:2])}{between}\n{tabbed(TABLE[2:])}")
    assert all(found[printed].by is None or heads(found[printed])[-1] == name for printed, name in COLUMNS.items())


@proves
@given(st.sampled_from([piped, tabbed, tall, lambda rows: drawn(rows, " ")]), st.integers(1, 2), st.integers(1, 4))
def test_a_row_without_one_of_its_cells_is_never_proved_whole(draw: object, row: int, cell: int) -> None:
    """The record of the whole table over a print from which one cell is gone: some amount of the row has no place."""
    assert callable(draw)
    head = "(単位:千円)\n"
    whole = sheet(head, draw(TABLE))
    assert all("place" not in proof.lacking for proof in by_print(whole).values())
    cut = [[text for n, text in enumerate(cells) if (place, n) != (row, cell)] for place, cells in enumerate(TABLE)]
    moved = by_print(read(HEAD + head + draw(cut)))
    own = {printed: proof for printed, proof in moved.items() if printed in cut[row]}
    wrong = [proof for printed, proof in own.items() if proof.fact.measure != by_print(whole)[printed].fact.measure]
    assert all(proof.points.get("place") is None for proof in wrong)
    kept = by_print(with_sheet(read(HEAD + head + draw(cut)), whole.sheet))
    assert any(kept[printed].lacking for printed in TABLE[row][1:])


@pytest.mark.parametrize(("one", "two"), [(a, b) for a, b in product(range(1, 5), repeat=2) if a < b])
def test_two_columns_that_change_places_take_the_proof_away(one: int, two: int) -> None:
    """A record that takes each of two columns for the other is not proved by any drawing."""
    for draw in (tabbed, piped, tall):
        whole = sheet("(単位:千円)\n", draw(TABLE))
        named = list(TABLE[0])
        named[one], named[two] = named[two], named[one]
        swapped = read(f"{HEAD}(単位:千円)\n{draw([named, *TABLE[1:]])}")
        kept = by_print(with_sheet(swapped, whole.sheet))
        assert all(kept[cells[place]].points.get("place") is None for cells in TABLE[1:] for place in (one, two))

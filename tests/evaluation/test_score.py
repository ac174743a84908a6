"""Scores: figures as multisets, exact amounts, labels apart, optional figures neither way."""

from collections import Counter

import pytest

from structurer.evaluation import score
from structurer.evaluation.count import Count, share_text
from structurer.evaluation.gold import Gold, OptionalFigure
from structurer.sheet.model import Identity, Label
from tests.support.builders import FOLDERS, source
from tests.support.golds import a_fact, gold, measured

OTHERS = {
    "table": "total", "measure": "total_cost", "year_offset": -1, "stage": "approved", "amount": "1001",
    "unit": "other", "printed": "2千円", "line": 4,
}  # fmt: skip


def test_the_same() -> None:
    """Widths, spaces and the way an amount is written make no difference."""
    said = a_fact(row="要 求 額", printed="１ 千円", amount="1000.0")
    found = score.match([a_fact()], [said])
    assert (len(found.same), found.is_right) == (1, True)


@pytest.mark.parametrize("field", OTHERS)
def test_another(field: str) -> None:
    """Each field of a figure counts."""
    found = score.match([a_fact()], [a_fact(**{field: OTHERS[field]})])
    assert (found.figures.right, found.figures.missed, found.figures.wrong) == (0, 1, 1)


@pytest.mark.parametrize("field", ["section", "row"])
def test_a_label(field: str) -> None:
    """A figure under another label is right; its label is not."""
    found = score.match([a_fact()], [a_fact(**{field: "別"})])
    assert (found.figures.right, found.figures.labels, found.is_right) == (1, 0, True)
    assert [miss.kind for miss in found.misses] == ["label"]


def test_as_often_as_it_stands_there() -> None:
    """A figure read twice is wrong once; one of two that is not read is missed once."""
    twice = score.match([a_fact()], [a_fact(), a_fact()])
    once = score.match([a_fact(), a_fact()], [a_fact()])
    assert (twice.figures.right, twice.figures.wrong) == (1, 1)
    assert (once.figures.right, once.figures.missed) == (1, 1)


def test_labels_are_paired_first() -> None:
    """Of two figures that differ in their labels only, each finds its own whatever the order."""
    facts = [a_fact(row="甲"), a_fact(row="乙")]
    assert score.match(facts, facts[::-1]).figures.labels == 2


def test_optional_figures() -> None:
    """An optional figure counts neither way, as often as it is listed; one in the gold is none."""
    allowed = [OptionalFigure(line=3, amount="1000")]
    extra = score.match([], [a_fact(), a_fact(row="別")], allowed)
    assert (len(extra.optional), extra.figures.read) == (1, 1)
    assert score.match([a_fact()], [a_fact()], allowed).optional == ()
    assert score.match([], [a_fact(line=4)], allowed).figures.wrong == 1


def test_misses_stand_side_by_side() -> None:
    """What was read of the same figure stands beside what is true; the rest stands alone; all by line."""
    true = [a_fact(line=9), a_fact(line=2, measure="total_cost")]
    said = [a_fact(line=9, stage="approved"), a_fact(line=5, table="item", measure="amount", row="別", printed="7")]
    found = score.match(true, said).misses
    assert [miss.kind for miss in found] == ["missed", "wrong", "differs"]


@pytest.mark.parametrize(
    ("right", "whole", "text"), [(1, 3, "0.3333"), (2, 3, "0.6666"), (9999999, 10**7, "0.9999"), (5, 5, "1.0000")]
)
def test_shares_are_rounded_down(right: int, whole: int, text: str) -> None:
    """1.0000 is said of all only; there is no share of nothing."""
    assert share_text(right, whole) == text
    assert share_text(0, 0) is None


def test_tables_add_up() -> None:
    """The tables of a sheet and the sheets of a folder add up to the whole."""
    made = measured("tottori-dx", "nagano-it")
    assert score.total(made.tables.values()) == made.figures
    assert score.total(one.figures for one in made.layouts) == made.figures
    assert made.figures == Count.of(151, 151, 151, 151)
    assert list(made.tables) == [name for name in ("cost", "funding", "item", "total", "subsidy", "staff", "indicator",
                                                   "plan") if name in made.tables]  # fmt: skip


def test_a_confused_table_counts_on_both_sides() -> None:
    """A figure read into another table is missed in one and wrong in the other."""
    tables = score.match([a_fact()], [a_fact(table="total", measure="amount")]).tables
    assert tables == {"cost": Count.of(1, 0, 0, 0), "total": Count.of(0, 1, 0, 0)}


def test_identity() -> None:
    """The head of the sheet is compared field by field; an empty field of the gold says that there is none."""
    made = Gold("made", source("1円\n"), (), ("橋の 点検", "", "2026"))
    read = Identity(project=Label(text="橋の　点検"), publisher=Label(text="県"), fiscal_year=2026)
    found = score.identity(made, read)
    assert (found.project, found.publisher, found.fiscal_year) == (True, False, True)
    assert score.identity(Gold("made", made.source, ()), read).project is None


def test_gold_against_itself() -> None:
    """Whatever the fixture, its gold is all right against itself and all missed against nothing."""
    for name in FOLDERS:
        facts = gold(name).facts
        assert score.match(facts, facts).figures == Count.of(*[len(facts)] * 4)
        assert Counter(score.match(facts, ()).missed) == Counter(facts)

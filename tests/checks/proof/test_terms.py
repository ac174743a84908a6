"""The terms of a subsidy in tables: under the word of their measure, in its own record, or nowhere."""

import pytest

from structurer.checks.proof.place import Walker
from structurer.checks.proof.points import Proof
from structurer.checks.proof.terms import Terms
from structurer.sheet.facts import Fact
from structurer.sheet.model import Label, Measure, Stage, Table
from structurer.text.source import Unit
from tests.checks.proof.made import walker
from tests.support.sheets import pointed

TALL = """補助制度
補助金名
補助対象
補助率
補助上限額
予定件数
川の学校補助金
学びの場を開く
1/2
500千円
8件
水辺の道補助金
道を直す
2/3
300千円
6件
"""
PIPED = "| 補助金の名称 | 補助率 | 上限額 | 予定件数 |\n| 川の学校補助金 | 1/2 | 500千円 | 8件 |\n"
UNITS = {Measure.RATE: Unit.RATIO, Measure.CAP: Unit.YEN, Measure.COUNT: Unit.COUNT}


def _place(walked: Walker, name: str, printed: str, measure: Measure) -> str | None:
    """By what the place of a term is proved."""
    source = walked.grid.source
    figure = next(found for found in source.figures if found.printed == printed)
    line = next(line.number for line in source.lines if name in line.text)
    cite = pointed(figure, UNITS[measure])
    assert cite is not None
    proof = Proof(Fact(("sections", 0), Table.SUBSIDY, None, Label(text=name, line=line), measure, 0, Stage.NONE, cite))
    Terms(walked, frozenset({"川の学校補助金", "水辺の道補助金"})).prove(proof, figure)
    place = proof.points.get("place")
    return None if place is None else place.by


@pytest.mark.parametrize(
    ("name", "printed", "measure"),
    [
        ("川の学校補助金", "1/2", Measure.RATE),
        ("川の学校補助金", "500千円", Measure.CAP),
        ("川の学校補助金", "8件", Measure.COUNT),
        ("水辺の道補助金", "300千円", Measure.CAP),
        ("水辺の道補助金", "6件", Measure.COUNT),
    ],
)
def test_a_table_one_cell_a_line(name: str, printed: str, measure: Measure) -> None:
    """Each term stands at the place of its heading, in the record that its subsidy's name begins."""
    assert _place(walker(TALL), name, printed, measure) is not None


@pytest.mark.parametrize(
    ("name", "printed", "measure", "old", "new"),
    [
        ("川の学校補助金", "300千円", Measure.CAP, "", ""),
        ("川の学校補助金", "500千円", Measure.CAP, "補助上限額", "隣県の上限額"),
        ("川の学校補助金", "500千円", Measure.CAP, "補助上限額\n", ""),
        ("川の学校補助金", "500千円", Measure.CAP, "学びの場を開く\n", ""),
        ("川の学校補助金", "500千円", Measure.CAP, "補助金名", "隣県"),
        ("水辺の道補助金", "300千円", Measure.CAP, "8件\n", ""),
    ],
)
def test_a_record_that_is_not_whole(name: str, printed: str, measure: Measure, old: str, new: str) -> None:
    """Another's record, a heading that nobody knows or that is lost, a cell that is lost."""
    assert _place(walker(TALL.replace(old, new, 1) if old else TALL), name, printed, measure) is None


@pytest.mark.parametrize(
    ("old", "new", "by"),
    [("", "", "word"), ("上限額", "隣県の額", None), ("上限額 | 予定件数", "予定件数 | 上限額", None)],
)
def test_a_table_of_cells(old: str, new: str, by: str | None) -> None:
    """A limit stands alone in a cell under its word."""
    assert _place(walker(PIPED.replace(old, new) if old else PIPED), "川の学校補助金", "500千円", Measure.CAP) == by


@pytest.mark.parametrize(
    ("word", "by"),
    [("交付予定件数", "word"), ("交付件数", "word"), ("前年度交付件数", None), ("隣県の交付予定件数", None)],
)
def test_a_count_under_its_word(word: str, by: str | None) -> None:
    """How many grants are meant to be paid; not those of another time or body."""
    assert "予定件数" in PIPED
    assert _place(walker(PIPED.replace("予定件数", word)), "川の学校補助金", "8件", Measure.COUNT) == by


@pytest.mark.parametrize(
    ("name", "old", "new", "by"),
    [
        ("川の学校補助金", "", "", "word"),
        ("川の学校補助金", "500千円", "500千円（前年度）", None),
        ("川の学校補助金", "川の学校補助金", "川の学校補助金（隣県）", None),
        ("水辺の道補助金", "", "", None),
    ],
)
def test_a_name_and_a_term_whole(name: str, old: str, new: str, by: str | None) -> None:
    """A bracket may make either another's; the name of another row is none of this one."""
    table = f"水辺の道補助金\n{PIPED}"
    assert _place(walker(table.replace(old, new) if old else table), name, "500千円", Measure.CAP) == by


@pytest.mark.parametrize(("told", "by"), [("", "word"), ("水辺の道補助金を設ける。", None)])
def test_a_name_between_another_and_its_term(told: str, by: str | None) -> None:
    """A limit belongs to the name that stands before it."""
    found = _place(
        walker(f"川の学校補助金は新設する。{told}上限額は500千円とする。\n"), "川の学校補助金", "500千円", Measure.CAP
    )
    assert found == by


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("川の学校補助金：補助率1/2以内、1団体当たりの補助上限額500千円", "word"),
        ("川の学校補助金：国の補助率1/2以内、隣県の補助上限額500千円", None),
        ("川の学校補助金：他課の補助率1/2以内、前年度の補助上限額500千円", None),
        ("川の学校補助金：補助率1/2以内としない。補助上限額500千円とせず、別に定める。", None),
    ],
)
def test_whose_a_term_is(text: str, place: str | None) -> None:
    """A rate or a limit of another body, of another time, or one that does not hold is none of the subsidy."""
    made = walker(text)
    assert _place(made, "川の学校補助金", "1/2", Measure.RATE) == place
    assert _place(made, "川の学校補助金", "500千円", Measure.CAP) == place


@pytest.mark.parametrize(("end", "place"), [("を予定している。", "word"), ("を予定していない。", None)])
def test_a_count_that_is_planned(end: str, place: str | None) -> None:
    """補助件数8件 of a subsidy is planned, or is not."""
    assert (
        _place(walker(f"川の学校補助金については、補助件数8件{end}"), "川の学校補助金", "8件", Measure.COUNT) == place
    )

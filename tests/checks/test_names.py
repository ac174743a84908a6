"""What rows and tables are called is taken from the print, whatever the reader called them."""

import pytest

from structurer.checks.names import named
from structurer.checks.reading import Reading
from structurer.reading.layout import read
from structurer.sheet.facts import facts
from structurer.sheet.model import Label, Sheet
from structurer.text.source import Source
from tests.support.sheets import exchanged, piped, truth


def _called(path: tuple[str | int, ...], label: Label | None, *, witnessed: bool) -> Sheet:
    """The right reading with one name exchanged, and what becomes of it."""
    right = truth("tottori-dx")
    wrong = exchanged(right.sheet, path, label)
    return named(Reading(right.source, wrong, right.sheet if witnessed else Sheet()))


@pytest.mark.parametrize("witnessed", [True, False])
def test_a_label_cut_short_is_the_cell_that_it_stands_in(*, witnessed: bool) -> None:
    """Half of a name is the whole one, with a witness and without."""
    reading = piped()
    row = reading.sheet.costs[0].rows[0]
    path = ("costs", 0, "rows", 0, "label")
    wrong = exchanged(reading.sheet, path, row.label.model_copy(update={"text": row.label.text[2:]}))
    made = named(Reading(reading.source, wrong, reading.sheet if witnessed else Sheet()))
    assert made.costs[0].rows[0].label == row.label


@pytest.mark.parametrize("label", [None, Label(text="どこにもない見出し")])
def test_a_heading_left_out_or_invented_is_the_printed_one(label: Label | None) -> None:
    """A section is called what stands over its table."""
    right = truth("tottori-dx").sheet.sections[0].heading
    assert right is not None
    for witnessed in (True, False):
        made = _called(("sections", 0, "heading"), label, witnessed=witnessed).sections[0].heading
        assert made is not None
        assert (made.text, made.line) == (right.text, right.line)


def test_right_names_stay() -> None:
    """What is called right is not touched, whoever read it."""
    reading = piped()
    for witness in (reading.sheet, Sheet()):
        made = named(Reading(reading.source, reading.sheet, witness))
        assert [fact.labelled for fact in facts(made)] == [fact.labelled for fact in facts(reading.sheet)]


def test_figures_of_two_rows_in_one_are_left_for_the_checks() -> None:
    """A row whose figures stand in two printed rows has no name of its own to be given."""
    right = truth("tottori-dx")
    rows = right.sheet.costs[0].rows
    mixed = exchanged(right.sheet, ("costs", 0, "rows", 0, "cells"), (*rows[0].cells, rows[1].cells[0]))
    assert named(Reading(right.source, mixed, right.sheet)).costs[0].rows[0].label == rows[0].label


_OVER_COLUMNS = """令和8年度　事業レビューシート

事業名　　里山の観察事業

予算額・決算額                              （単位：千円）
区　分              令和6年度    令和7年度    令和8年度要求
当初予算額              1,200        1,300            1,500
決算額                  1,100            -                -

成果指標
指標                  単位      令和6年度    令和7年度    令和8年度
観察会の参加者  目標  人              300          320          340
                実績  人              280            -            -
"""


@pytest.mark.parametrize("label", [None, Label(text="予算額・決算額", line=5)])
def test_a_line_over_the_columns_is_the_heading_of_their_table(label: Label | None) -> None:
    """成果指標 heads a column of names elsewhere; right over one it heads the table, and no table above gives it its name."""
    source = Source("made", _OVER_COLUMNS)
    sheet = read(source).sheet
    assert sheet.indicators
    wrong = exchanged(sheet, ("indicators", 0, "heading"), label)
    made = named(Reading(source, wrong, Sheet())).indicators[0].heading
    assert made is not None
    assert made.text == "成果指標"

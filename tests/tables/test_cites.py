"""Cites, cells and labels made out of figures and cells."""

import pytest

from structurer.sheet.model import Measure, Stage
from structurer.tables.cites import cell, cite, label, row_text, text_label
from structurer.text.source import Unit
from tests.support.builders import only, rows_of, source


def test_a_cite() -> None:
    """A figure in its base unit, with its print and its line; none in a unit it has no value in."""
    found = cite(only("要求額 900千円\n"), Unit.YEN)
    assert found is not None
    assert (found.printed, found.amount, found.line) == ("900千円", "900000", 1)
    assert cite(only("3人\n"), Unit.YEN) is None
    assert cite(None, Unit.YEN) is None


def test_a_multiplier_beside() -> None:
    """A multiplier that the row prints counts."""
    found = cite(only("| 来園者数 | 千人 | 20 |\n"), Unit.PERSON, 1000)
    assert found is not None
    assert found.amount == "20000"


def test_a_cell() -> None:
    """An amount with its measure, year and stage; staff are counted in persons."""
    made = cell(only("0.5人\n"), Measure.REGULAR, 0, Stage.REQUEST)
    assert made is not None
    assert (made.measure, made.cite.amount) == (Measure.REGULAR, "0.5")
    assert cell(only("900円\n"), Measure.REGULAR, 0, Stage.REQUEST) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("前年度 当初予算額", "前年度当初予算額"),
        ("本年度 要求", "本年度要求"),
        ("花壇 事業", "花壇 事業"),
        ("査 定 額", "査定額"),
    ],
)
def test_the_label_of_a_row(text: str, wanted: str) -> None:
    """A year and a stage that a narrow cell parts are one label."""
    assert row_text(text) == wanted


def test_labels() -> None:
    """A cell's text, and any text, with their lines."""
    assert label(rows_of(source("\n 要 求 額\n"))[1].cells[0]).model_dump() == {"text": "要求額", "line": 2}
    assert text_label("要 求 額", 3).model_dump() == {"text": "要求額", "line": 3}

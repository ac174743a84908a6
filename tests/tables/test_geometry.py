"""The places of labels and headings."""

import pytest
from hypothesis import given

from structurer.sheet.model import Label, Measure, Stage
from structurer.tables.geometry import Geometry, geometry
from tests.support.builders import VOCABULARY, proves, source, texts

TABLE = """事業名 草刈り応援事業
(単位:千円)
区分\t事業費\t国庫支出金\tその他\t一般財源
要求額\t900\t400\t0\t500
計上額\t800\t400\t0\t400
"""
SPREAD = "財 源\u3000内訳\nｶﾌﾞ式の\n  会社（１）へ\n貸付\n遠くの行\n"


def place(text: str, label: str, line: int | None) -> str | None:
    """The three characters at the place where a label is found."""
    made = source(text)
    found = Geometry(made, VOCABULARY).place(Label(text=label, line=line))
    return None if found is None else made.text[found : found + 3]


@pytest.mark.parametrize(
    ("label", "line", "found"),
    [
        ("財源内訳", 1, "財 源"),
        ("カブ式の会社", 2, "ｶﾌﾞ"),
        ("カブ式の 会社(1)へ", 2, "ｶﾌﾞ"),
        ("会社(1)", 3, "会社（"),
        ("貸付", 2, "貸付\n"),
        ("遠くの行", 1, None),
        ("財源内訳", 2, None),
        ("財源", 9, None),
        ("財源", 0, None),
        ("財源", None, None),
        ("", 1, None),
        ("内訳 遠くの行", 5, None),
        ("無い 遠くの行", 5, None),
    ],
)
def test_place(label: str, line: int | None, found: str | None) -> None:
    """A label stands on its line or runs over the next two, spaces and widths aside; of two rows' words it makes no label."""
    assert place(SPREAD, label, line) == found


@given(text=texts)
@proves
def test_a_line_stands_where_it_is(text: str) -> None:
    """Any printed line is found on its own line, as a label of it."""
    made = source(text)
    found = Geometry(made, VOCABULARY)
    for line in made.lines:
        if line.text.strip():
            assert found.place(Label(text=line.text, line=line.number)) == line.start


def test_headings_above_a_row() -> None:
    """The columns above a table's rows, by place in a tabbed row; rows of amounts in between end the search."""
    found = geometry(source(TABLE), VOCABULARY).headings_above(5, 2026)
    assert found == ()
    named = geometry(source(TABLE), VOCABULARY).headings_above(4, 2026)
    assert [(h.measure, h.index) for h in named if h.tabbed] == [
        (Measure.PROJECT_COST, 1),
        (Measure.NATIONAL, 2),
        (Measure.OTHER, 3),
        (Measure.GENERAL, 4),
    ]
    assert [h.order for h in named] == list(range(len(named)))


@pytest.mark.parametrize(
    ("label", "measure", "offset", "stage"),
    [
        ("増減", Measure.CHANGE, None, None),
        ("前年度", Measure.AMOUNT, -1, Stage.INITIAL),
        ("前年度予算額", Measure.AMOUNT, -1, Stage.INITIAL),
        ("要求額", Measure.AMOUNT, 0, Stage.REQUEST),
        ("決算額", Measure.PROJECT_COST, None, Stage.SETTLED),
        ("うち一般財源", Measure.GENERAL_FUND, None, None),
        ("県債", Measure.BONDS, None, None),
        ("総額", Measure.TOTAL, None, None),
    ],
)
def test_what_a_heading_says(label: str, measure: Measure, offset: int | None, stage: Stage | None) -> None:
    """A heading cell names what its column holds, for which year and at which stage."""
    (heading,) = geometry(source(f"名\t{label}\n花壇\t5\n"), VOCABULARY).headings_above(2, 2026)
    assert (heading.measure, heading.year_offset, heading.stage, heading.index) == (measure, offset, stage, 1)


def test_rows_and_cells_of_figures() -> None:
    """A line belongs to one row; a figure of a tabbed row has a column, any other none."""
    made = source("| あ | い\nう | 5 |\n花壇\t6\t7\n")
    found = geometry(made, VOCABULARY)
    assert [found.row_of(line) for line in (1, 2, 3)] == [0, 0, 1]
    assert [found.cell_index(figure) for figure in made.figures] == [None, 1, 2]
    assert geometry(made, VOCABULARY) is found


STACKED = """令和8年度当初予算要求書
(単位:千円)
                      国庫     一般
区分         事業費   支出金   財源
要求額         800      300     500
"""
BROKEN = "令和8年度\n(単位:千円)\n区 分\t事業費\t財 源 内 訳\n国 庫\n支出金\t一 般\n財 源\n要求額\t800\t300\t500\n"


@pytest.mark.parametrize(("text", "line"), [(STACKED, 5), (BROKEN, 7)])
def test_headings_put_together(text: str, line: int) -> None:
    """Headings stacked over their columns or broken inside their cells are found from the source alone, in their order."""
    found = geometry(source(text), VOCABULARY).headings_above(line, 2026)
    assert [heading.measure for heading in found] == [Measure.PROJECT_COST, Measure.NATIONAL, Measure.GENERAL]
    assert [heading.order for heading in found] == [0, 1, 2]


def test_headings_that_do_not_come_out_even() -> None:
    """Headings that come to more or fewer than the amounts when put together stay as they are printed."""
    text = BROKEN.replace("国 庫\n支出金", "くじ\n収入")
    assert Measure.NATIONAL not in {
        heading.measure for heading in geometry(source(text), VOCABULARY).headings_above(7, 2026)
    }
    assert len(geometry(source(text), VOCABULARY).headings_above(7, 2026)) != 3

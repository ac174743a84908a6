"""Workings: a price and a count, a share, and the amounts of the record that they lead to."""

import pytest

from structurer.checks.proof.presence import unexplained
from structurer.sheet.model import Cell, Cite, Item, Label, Measure, Section, Sheet, Stage
from structurer.text.source import Figure, Source, Unit


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("・講師派遣事業　120千円×3か所ほか", []),
        ("・講師派遣事業　120千円×25か所", []),
        ("・講師派遣事業　120千円×3か所", ["120千円"]),
        ("・講師派遣事業　120千円×30か所ほか", ["120千円"]),
        ("・講師派遣事業ほか　120千円×3か所ほか", ["120千円"]),
        ("・隣県の講師派遣事業　120千円×3か所ほか", ["120千円"]),
        ("・講師派遣事業　120千円×3か所ほか、450千円", ["120千円", "450千円"]),
    ],
)
def test_a_price_and_a_count_explain_the_item_that_their_line_names(text: str, unknown: list[str]) -> None:
    """No more than its amount, and on a line of nothing else."""
    source = Source("made", f"事業名 森の案内人育成事業\n講師派遣事業 3,000千円\n{text}\n")
    found = unexplained(source, _itemised(source.figures[0]))
    assert [one.printed for one in found] == unknown


def _itemised(figure: Figure) -> Sheet:
    """A record with an item of one cited amount in 千円."""
    cite = Cite(figure=figure.id, printed=figure.printed, amount="3000000", unit=Unit.YEN, line=figure.line)
    cell = Cell(measure=Measure.AMOUNT, year_offset=0, stage=Stage.REQUEST, cite=cite)
    item = Item(label=Label(text="講師派遣事業", line=figure.line), cells=(cell,))
    return Sheet(sections=(Section(items=(item,)),))

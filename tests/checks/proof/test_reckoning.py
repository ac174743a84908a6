"""Workings: a price and a count, a share, and the amounts of the record that they lead to."""

import pytest

from structurer.checks.proof.presence import unexplained
from structurer.sheet.model import Cell, Cite, Identity, Item, Label, Measure, Section, Sheet, Stage
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


@pytest.mark.parametrize(
    ("working", "unknown"),
    [
        ("40千円×70回＋旅費200千円", []),
        ("40千円×70回＋旅費100千円×2人", []),
        ("40千円×70回＋旅費210千円", ["210千円"]),
        ("41千円×70回＋旅費200千円", ["200千円"]),
        ("40千円×70回＋前年度200千円", ["200千円"]),
        ("40千円×70回＋隣県の分200千円", ["200千円"]),
        ("40千円×70＋旅費200", ["200"]),
    ],
)
def test_a_working_that_adds_is_the_amount_of_its_row(working: str, unknown: list[str]) -> None:
    """Every addend has one price, the sum is a cited amount of the line, and no word of another time or body is in it."""
    source = Source("made", f"事業名 森の案内人育成事業\n講師派遣事業 3,000千円 {working}\n")
    found = [one.printed for one in unexplained(source, _itemised(source.figures[0]))]
    assert [one for one in unknown if one not in found] == []
    assert bool(found) == bool(unknown)


def _itemised(figure: Figure) -> Sheet:
    """A record with an item of one cited amount in 千円."""
    cite = Cite(figure=figure.id, printed=figure.printed, amount="3000000", unit=Unit.YEN, line=figure.line)
    cell = Cell(measure=Measure.AMOUNT, year_offset=0, stage=Stage.REQUEST, cite=cite)
    item = Item(label=Label(text="講師派遣事業", line=figure.line), cells=(cell,))
    return Sheet(sections=(Section(items=(item,)),))


LATER = "■後年度の所要見込額\n{}令和9年度: 2,900千円\n令和10年度: 2,800千円\n"


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        (LATER.format(""), []),
        (LATER.format("").replace("■後年度の所要見込額", "【翌年度以降の負担額】"), []),
        (LATER.format("").replace("後年度", "隣県の後年度"), ["2,900千円", "2,800千円"]),
        (LATER.format("").replace("■後年度の所要見込額", "■事業費"), ["2,900千円", "2,800千円"]),
        (LATER.format("令和8年度: 3,000千円\n"), ["3,000千円", "2,900千円", "2,800千円"]),
        (LATER.format("令和9年度から繰越: 3,000千円\n"), ["3,000千円", "2,900千円", "2,800千円"]),
        (LATER.format("") + "450千円\n", ["450千円"]),
    ],
)
def test_estimates_of_later_years_have_no_field(text: str, unknown: list[str]) -> None:
    """A year after the sheet's own and an amount, under a heading that says so; what else stands there is asked about."""
    source = Source("made", f"令和8年度当初予算要求書\n{text}")
    assert [one.printed for one in unexplained(source, Sheet(identity=Identity(fiscal_year=2026)))] == unknown
    assert unexplained(source, Sheet())

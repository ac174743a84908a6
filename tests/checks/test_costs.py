"""Costs: A + B = total cost, and the columns of a past year."""

import pytest

from structurer.checks.reading import Reading
from structurer.sheet.model import Cell, Cite, Label, Measure, Sheet, Stage, TotalLines, TotalRow
from structurer.text.source import Figure, Source, Unit
from tests.support.sheets import alone, outcomes, piped, read, tabbed


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("15,000千円", "15,000千円", ["holds", "holds"]),
        ("15,000千円", "12,000千円", ["fails", "holds"]),
        ("12,500千円", "12,500,000円", ["holds", "holds"]),
        ("12,500千円", "12,500円", ["holds", "fails"]),
    ],
)
def test_total_cost(old: str, new: str, found: list[str]) -> None:
    """Each row's project cost and personnel are its total cost, whatever unit each is printed in."""
    assert outcomes(piped((old, new)), "CST201") == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("△400", "△400", ["holds", "holds"]),
        ("△400", "400", ["fails", "holds"]),
        ("△400", "-400", ["holds", "holds"]),
        ("\t9,000\t5,900", "\t9,001\t5,900", ["fails", "holds"]),
        ("\t0\t8,450\t0\t8,450", "\t\t8,450\t\t8,450", ["holds", "holds"]),
        ("\t0\t8,450\t0\t8,450", "\t8,450\t0\t\t8,451", ["holds", "fails"]),
    ],
)
def test_current_budget(old: str, new: str, found: list[str]) -> None:
    """Carried over, initial and supplementary are the current budget; the sign counts and a blank is nothing."""
    assert outcomes(tabbed((old, new)), "CST202") == found


def test_current_budget_working() -> None:
    """A supplementary cut stands in the working with its own sign."""
    result = alone(tabbed(), "CST202")[0]
    assert result.judgement.working == (
        "繰越 300千円 (L17) + 当初 9,100千円 (L17) + 補正 △400千円 (L17) = 9,000千円 = 現額 9,000千円 (L17)",
    )


YEARS = """令和8年度当初予算要求書
事業名：みどり事業
予算額の推移(単位:千円)
区分\t令和6年度\t令和7年度\t令和8年度
当初予算額\t900\t800\t700
補正予算額\t100\t-\t-
前年度からの繰越額\t20\t30\t-
翌年度への繰越額\t△30\t-\t-
予算現額\t990\t830\t700
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("△30", "△30", ["holds", "holds", "holds"]),
        ("△30", "30", ["fails", "holds", "holds"]),
        ("830", "800", ["holds", "fails", "holds"]),
        ("700\n補", "600\n補", ["holds", "holds", "fails"]),
    ],
)
def test_current_budget_of_years_in_columns(old: str, new: str, found: list[str]) -> None:
    """What is carried on is taken off; of the sheet's own year the decided budget is added."""
    assert outcomes(read(YEARS.replace(old, new, 1)), "CST202") == found


SUPPLEMENT = """令和8年度6月補正予算要求書
事業名：みどり事業
財源内訳(単位:千円)
区分\t事業費\t国庫支出金\t一般財源
補正前の額\t900\t400\t500
補正額\t{change}\t0\t{change}
計\t800\t400\t{general}
補正の内訳(単位:千円)
細事業名\t補正前の額\t補正額\t計
花壇事業\t{before}\t{item}\t800
草刈り事業\t100\t0\t100
"""
RIGHT = {"change": "▲100", "general": "400", "before": "900", "item": "▲100"}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, ["holds", "holds", "holds", "holds", "holds"]),
        ({"before": "-", "item": "800"}, ["holds", "holds", "holds", "holds", "holds"]),
        ({"before": "890"}, ["fails", "holds", "holds", "holds", "holds"]),
        ({"item": "100"}, ["fails", "holds", "holds", "holds", "holds"]),
        ({"before": "-"}, ["fails", "holds", "holds", "holds", "holds"]),
    ],
)
def test_a_supplement(changed: dict[str, str], found: list[str]) -> None:
    """Before and supplement make the budget after it, for every item and every source; a blank before it is nothing."""
    assert outcomes(read(SUPPLEMENT.format(**(RIGHT | changed))), "CST203") == found


SUMMED = """令和8年度6月補正予算要求書
事業名：みどり事業
経費の内訳(単位:千円)
細事業名\t{before}\t補正額\t計
花壇事業\t900\t▲100\t{after}
合計\t900\t▲100\t{after}
"""


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("現計予算額", "800", "holds"),
        ("現計予算額", "900", "fails"),
        ("補正前の額", "800", "fails"),
        ("既定予算額", "800", "fails"),
    ],
)
def test_a_sum_without_a_stage(before: str, after: str, found: str) -> None:
    """計 behind 現計 and 補正額 is their sum; where 補正前 is printed, an amount without a stage is that one, and this one is misread."""
    source = Source("made", SUMMED.format(before=before, after=after))
    results = outcomes(Reading(source, _misread(source)), "CST203")
    assert results == [found, found]


def _misread(source: Source) -> Sheet:
    """The first amount of each row as the current budget, the last one without a stage."""
    stages = (Stage.CURRENT, Stage.SUPPLEMENTARY, Stage.NONE)
    money = [figure for figure in source.figures if figure.line > 4]
    rows = []
    for name, figures in zip(("花壇事業", "合計"), (money[:3], money[3:]), strict=True):
        cells = tuple(
            Cell(measure=Measure.AMOUNT, year_offset=0, stage=stage, cite=_cite(figure))
            for stage, figure in zip(stages, figures, strict=True)
        )
        rows.append(TotalRow(label=Label(text=name, line=figures[0].line), cells=cells))
    return Sheet(totals=(TotalLines(rows=tuple(rows)),))


def _cite(figure: Figure) -> Cite:
    """A cite of an amount in 千円."""
    return Cite(figure=figure.id, printed=figure.printed, amount=f"{figure.number}000", unit=Unit.YEN, line=figure.line)


def test_no_supplement_no_claim() -> None:
    """A sheet that knows no supplement has nothing to add."""
    assert outcomes(piped(), "CST203") == []


APART = """令和8年度当初予算要求書
事業名　星見の丘整備事業
財源内訳(単位:千円)
区分\t事業費\t国庫支出金\t一般財源
前年度当初予算額\t41,300\t20,000\t21,300
要求額\t49,520\t24,000\t25,520
人件費を含むコスト(単位:千円)
区分\t人件費\t総コスト
前年度当初予算額\t1,200\t42,500
要求額\t1,065\t{total}
"""


@pytest.mark.parametrize(("total", "found"), [("50,585", "holds"), ("50,565", "fails")])
def test_total_cost_of_another_table(total: str, found: str) -> None:
    """Staff and total cost in a table of their own are added to the project's amount of that stage in another table."""
    results = alone(read(APART.format(total=total)), "CST201")
    assert [result.outcome.value for result in results] == ["holds", found]
    assert [[fact.row for fact in result.facts] for result in results] == [["前年度当初予算額"] * 3, ["要求額"] * 3]


BETWEEN = """令和8年度当初予算要求書
事業名：木道の手入れ事業
事業費の推移(単位:千円)
区分\tR7当初\tR7最終予算\tR8要求
事業費\t47,860\t45,310\t51,180
"""


def test_nothing_is_asked_of_what_is_not_printed() -> None:
    """First and last budget without a supplement between them may differ."""
    reading = read(BETWEEN)
    assert {fact.stage.value for fact in reading.facts} == {"initial", "current", "request"}
    assert outcomes(reading, "CST202") == []

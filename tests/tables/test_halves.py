"""Two halves side by side: a year over each, a label and an amount in each of their rows."""

import pytest

from structurer.labels.moment import When
from structurer.reading.layout import read_sheet
from structurer.sheet.facts import facts
from structurer.sheet.model import Measure, Stage
from structurer.tables.halves import halves
from structurer.tables.proposals import Settled
from structurer.text.source import Source
from tests.support.tables import context_of, said_of

HALVES = """令和8年度
(単位:千円)
令和7年度予算額\t\t令和8年度要求額
積算内訳\t金額\t積算内訳\t金額
苗\t40\t苗\t50
土\t10\t肥料\t20
合計\t50\t合計\t70
"""


def found(text: str) -> Settled | None:
    """The table in two halves of a text."""
    context = context_of(text)
    return next((table for n in range(len(context.rows)) if (table := halves(context, n)) is not None), None)


def test_two_halves() -> None:
    """A label that both halves print is one row; each amount is of the year over its half."""
    table = found(HALVES)
    assert table is not None
    assert [one.when for one in table.columns[1:]] == [When(-1, Stage.INITIAL), When(0, Stage.REQUEST)]
    assert said_of(table) == [
        ("苗", "令和7年度予算額", "40"),
        ("苗", "令和8年度要求額", "50"),
        ("土", "令和7年度予算額", "10"),
        ("肥料", "令和8年度要求額", "20"),
        ("合計", "令和7年度予算額", "50"),
        ("合計", "令和8年度要求額", "70"),
    ]


def test_titles_in_brackets() -> None:
    """A title in brackets that says a stage and no more heads a half, too; one of a part heads none."""
    table = found(HALVES.replace("令和7年度予算額", "[査定の内訳]").replace("令和8年度要求額", "【要求の内訳】"))
    assert table is not None
    assert [one.when for one in table.columns[1:]] == [When(None, Stage.APPROVED), When(None, Stage.REQUEST)]
    assert found(HALVES.replace("令和7年度予算額", "[隣県の内訳]")) is None


def test_sources_by_their_sums() -> None:
    """A row belongs to the source of the 款計 below it; the total of all is none."""
    text = HALVES.replace("苗\t40\t苗\t50", "補助金\t40\t補助金\t50").replace(
        "土\t10\t肥料\t20", "国庫支出金 款計\t40\t国庫支出金 款計\t50"
    )
    table = found(text.replace("国庫支出金 款計", "款計 国庫支出金"))
    assert table is not None
    assert {one.measure for one in table.rows} <= {Measure.NATIONAL, None}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("令和8年度要求額", "令和7年度予算額"),
        ("令和8年度要求額", "上乗せ額"),
        ("令和7年度予算額\t\t", "令和7年度予算額\t"),
        ("苗\t40\t苗\t50\n土\t10\t肥料\t20\n合計\t50\t合計\t70\n", "話だけ。\n"),
    ],
)
def test_what_is_no_pair_of_halves(old: str, new: str) -> None:
    """The same heading twice, one that is not dated, halves of another width, no rows below."""
    assert found(HALVES.replace(old, new)) is None


def test_headings_amid_their_halves_and_sources_below() -> None:
    """The halves part at their labels, where the headings stand amid them; 財源 over each begins their sources."""
    text = (
        "令和８年度　予算要求内訳（花壇手入れ費）　　　　単位：千円\n\n"
        "        前年度当初予算（令和７年度）           要求（令和８年度）\n"
        "苗の購入費               3,600     苗の購入費               4,150\n"
        "草取り費                   400\n"
        "計                       4,000     計                       4,150\n\n"
        "        財源                                   財源\n"
        "国庫支出金               1,000     国庫支出金               1,150\n"
        "一般財源                 3,000     一般財源                 3,000\n"
    )
    found = [(f.table.value, f.row, f.year_offset, f.cite.printed) for f in facts(read_sheet(Source("made", text)))]
    assert ("item", "苗の購入費", 0, "4,150") in found
    assert ("item", "草取り費", -1, "400") in found
    assert ("funding", "国庫支出金", 0, "1,150") in found
    assert ("funding", "国庫支出金", -1, "1,000") in found


WORKED = """令和8年度要求                    令和7年度当初予算
積算内訳                金額      積算内訳                金額
旅費                     300      旅費                     200
　普通旅費 100円×3人             　普通旅費 100円×2人
委託料                   500      委託料                   400
合計                     800      合計                     600
"""


def test_workings_between_the_rows() -> None:
    """What a line of both halves works out is none of their rows, and ends no half."""
    table = found(WORKED)
    assert table is not None
    assert [one[0] for one in said_of(table)] == ["旅費", "旅費", "委託料", "委託料", "合計", "合計"]
    cut = found(WORKED.replace("100円×3人", "100円ほど"))
    assert cut is not None
    assert len(cut.lines) == 1


def test_sources_alone() -> None:
    """Halves of sources only are sources, not items."""
    names = WORKED.replace("旅費  ", "国庫  ").replace("委託料", "県　債")
    table = found("".join(line for line in names.splitlines(keepends=True) if "×" not in line))
    assert table is not None
    assert [one.measure for one in table.rows] == [Measure.NATIONAL, Measure.BONDS]

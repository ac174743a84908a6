"""Funding: sources to total, decisions to request, part requests to their sum."""

from collections import Counter

import pytest

from structurer.sheet.model import Cell, Cite, FundingRow, FundingTable, Measure, Stage
from structurer.text.source import Unit
from tests.support.sheets import outcomes, piped, read, with_sheet

PARTS = """令和8年度
要求額の財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
当初要求額 | 9,000 | 4,000 | 5,000 |
復活要求額 | 2,000 | 1,000 | 1,000 |
追加要求額 | 1,000 | 0 | 1,000 |
復活・追加要求額計 | 3,000 | 1,000 | 2,000 |
"""


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("要求額 | 12,000 | 6,000 | 0 | 6,000", "要求額 | 12,000 | 6,000 | 0 | 6,000", None),
        ("要求額 | 12,000 | 6,000 | 0 | 6,000", "要求額 | 12,000 | 6,000 | 1 | 6,000", 1),
        ("要求額 | 12,000 | 6,000 | 0 | 6,000", "要求額 | 12,001 | 6,000 | 0 | 6,000", 1),
        ("保留 | 1,000 | 500 | 0 | 500", "保留 | 1,000 | 500 | 0 | 400", 3),
        ("別途 | 0 | 0 | 0 | 0", "別途 | 0 | 0 | 0 | 1", 4),
    ],
)
def test_sources(old: str, new: str, place: int | None) -> None:
    """The sources of each row are its total, rows of zeros included."""
    found = outcomes(piped((old, new)), "FND301")
    assert found == ["fails" if number == place else "holds" for number in range(5)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("計上額 | 8,000 | 4,000 | 0 | 4,000", "計上額 | 11,000 | 5,500 | 0 | 5,500", "holds"),
        ("計上額 | 8,000 | 4,000 | 0 | 4,000", "計上額 | 11,001 | 5,500 | 0 | 5,501", "fails"),
        ("別途 | 0 | 0 | 0 | 0", "別途 | 3,001 | 1,500 | 0 | 1,501", "fails"),
    ],
)
def test_decision(old: str, new: str, found: str) -> None:
    """What was approved, deferred and set aside is at most what was asked."""
    assert outcomes(piped((old, new)), "FND302") == [found]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("計 | 3,000 | 1,000 | 2,000", "計 | 3,000 | 1,000 | 2,000", ["holds", "holds", "holds"]),
        ("計 | 3,000 | 1,000 | 2,000", "計 | 3,100 | 1,100 | 2,000", ["fails", "fails", "holds"]),
        ("追加要求額 | 1,000 | 0 | 1,000", "追加要求額 | 1,000 | 1,000 | 0", ["holds", "fails", "fails"]),
    ],
)
def test_part_requests(old: str, new: str, found: list[str]) -> None:
    """復活 and 追加 are summed for the total and for each source; 当初要求 is no part of them."""
    assert outcomes(read(PARTS.replace(old, new)), "FND303") == found


COLUMNS = """令和8年度当初予算要求書
財源内訳(単位:千円)
区分\t前年度予算額\t要求額
事業費\t900\t800
国庫支出金\t400\t{national}
一般財源\t500\t500
"""


@pytest.mark.parametrize(("national", "found"), [("300", ["holds", "holds"]), ("301", ["holds", "fails"])])
def test_sources_as_rows(national: str, found: list[str]) -> None:
    """Where the sources are rows, those of one column make its total."""
    assert outcomes(read(COLUMNS.format(national=national)), "FND301") == found


PROSE = """令和8年度当初予算要求の概要
花壇事業
{amount}は900千円である。財源は、国庫支出金400千円、一般財源{general}千円である。
"""


@pytest.mark.parametrize("amount", ["要求額", "査定額"])
@pytest.mark.parametrize(("general", "found"), [("500", ["holds"]), ("400", ["fails"])])
def test_sources_in_a_sentence(amount: str, general: str, found: list[str]) -> None:
    """Sources in running text make up the project's amount of their stage."""
    assert outcomes(read(PROSE.format(amount=amount, general=general)), "FND301") == found


DETAILED = """令和8年度
(単位:千円)
区分\t事業費\t国庫支出金\t県債\t一般財源
要求額\t900\t400\t100\t400
査定額\t800\t300\t100\t400

特定財源の積算根拠
項目\t要求額\t査定額
総務費国庫補助金 総務費補助金\t{first}\t200
民生費国庫補助金 民生費補助金\t100\t{second}
総務債 防災債\t100\t100
"""


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("300", "100", {"holds": 4}),
        ("310", "100", {"holds": 3, "fails": 1}),
        ("300", "10", {"holds": 3, "fails": 1}),
    ],
)
def test_what_a_source_is_made_of(first: str, second: str, found: dict[str, int]) -> None:
    """The items of a source and stage make up that source of the funding table."""
    assert Counter(outcomes(read(DETAILED.format(first=first, second=second)), "FND304")) == found


def test_a_source_without_its_row_is_not_judged() -> None:
    """Items of a stage that the funding table does not print have nothing to be compared with."""
    text = DETAILED.format(first="300", second="100").replace("査定額\t800\t300\t100\t400\n", "")
    assert outcomes(read(text), "FND304") == ["holds", "holds"]


WORDED = """令和8年度当初予算要求書
事業名　灯りの小径事業
要求額:2,400千円(前年度予算額 2,000千円) {words}
財源内訳(単位:千円)
区分\t事業費\t国庫支出金\t一般財源
前年度予算額\t2,000\t1,000\t1,000
要求額\t2,400\t{national}\t{general}
"""


@pytest.mark.parametrize(
    ("words", "national", "general", "found"),
    [
        ("財源:単県", "1,200", "1,200", ["fails"]),
        ("財源：県単", "1,200", "1,200", ["fails"]),
        ("(財源:単独)", "1,200", "1,200", ["fails"]),
        ("財源:単県", "0", "2,400", ["holds"]),
        ("財源:国1/2", "1,200", "1,200", []),
        ("財源:単県・国1/2", "1,200", "1,200", []),
        ("単県事業から移る", "1,200", "1,200", []),
    ],
)
def test_the_prefecture_alone(words: str, national: str, general: str, found: list[str]) -> None:
    """Where a lead line names the prefecture as the only source, the request has no national money; last year's may."""
    text = WORDED.format(words=words, national=national, general=general)
    assert outcomes(read(text), "FND305") == found


ALONE = """令和8年度当初予算要求書
事業名　灯りの小径事業
財源内訳(単位:千円)
区分\t事業費\t国庫支出金\t一般財源
要求額\t2,400\t1,200\t1,200
{more}査定額\t2,500\t1,200\t1,300
"""


@pytest.mark.parametrize(("more", "found"), [("", ["fails"]), ("追加要求額\t300\t0\t300\n", [])])
def test_one_decision_against_the_request(more: str, found: list[str]) -> None:
    """A decision alone may not exceed the request either, unless more was asked for later."""
    assert outcomes(read(ALONE.format(more=more)), "FND302") == found


ITEMS = """令和8年度当初予算要求書
事業名：川の学校事業
要求額の内訳(単位:千円)
| 細事業名 | 要求額 | 前年度予算額 | 国庫支出金 | 一般財源 |
| 水辺の観察会 | 1,900 | 1,700 | 900 | 1,000 |
| 手引きの作成 | 4,000 | 3,000 | 900 | 3,100 |
| 計 | 5,900 | 4,700 | 1,800 | 4,100 |
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("900 | 1,000", "900 | 1,000", ["holds", "holds", "holds"]),
        ("900 | 1,000", "1,900 | 0", ["holds", "holds", "holds"]),
        ("900 | 1,000", "900 | 1,001", ["fails", "holds", "holds"]),
        ("1,800 | 4,100", "1,800 | 4,000", ["holds", "holds", "fails"]),
    ],
)
def test_sources_of_items(old: str, new: str, found: list[str]) -> None:
    """The sources in an item's row are the item's amount, those in the total's row the total."""
    assert outcomes(read(ITEMS.replace(old, new, 1)), "FND301") == found


TWO_YEARS = """令和8年度当初予算要求
事業名:里山の手入れ事業
事業内容(単位:千円)
| 細事業 | 令和7年度当初予算額 | 令和8年度要求額 |
| 枝打ちの講習 | 700 | 900 |
"""


@pytest.mark.parametrize(("last", "outcome"), [("500", ["holds", "holds"]), ("400", ["holds", "fails"])])
def test_an_item_may_have_its_sources_of_two_years(last: str, outcome: list[str]) -> None:
    """The sources of each year are the item's amount of that year, not those of both years together."""
    text = f"{TWO_YEARS}財源の年度別内訳(単位:千円)\n国費 300\n一般財源 400\n国費 400\n一般財源 {last}\n"
    right = read(text)
    (item,) = right.sheet.sections[0].items
    by_line = {figure.line: figure for figure in right.source.figures if figure.line > 6}
    cells = [
        Cell(measure=measure, year_offset=offset, stage=stage, cite=Cite(
            figure=by_line[line].id, printed=by_line[line].printed, amount=f"{by_line[line].printed}000", unit=Unit.YEN, line=line,
        ))
        for line, (measure, offset, stage) in enumerate(
            [(Measure.NATIONAL, -1, Stage.INITIAL), (Measure.GENERAL, -1, Stage.INITIAL),
             (Measure.NATIONAL, 0, Stage.REQUEST), (Measure.GENERAL, 0, Stage.REQUEST)], 7)
    ]  # fmt: skip
    table = FundingTable(heading=None, rows=(FundingRow(label=item.label, cells=tuple(cells)),))
    assert outcomes(with_sheet(right, right.sheet.model_copy(update={"funding": (table,)})), "FND301") == outcome

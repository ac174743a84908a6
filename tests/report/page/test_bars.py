"""Funding bars: shares and amounts, gaps and negative amounts."""

from structurer.pipeline import check
from structurer.report.indexed import IndexedRecord
from structurer.report.page import bars
from structurer.settings import Settings
from tests.support.builders import source

SHEET = """事業名:
みどり広場事業
要求額の財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 起債 | 一般財源 |
前年度予算 | {last} |
要求額 | {now} |
"""


def chart(last: str, now: str) -> bars.Chart:
    """The chart of a sheet with two funding rows."""
    outcome = check(source(SHEET.format(last=last, now=now)), "offline", Settings())
    (made,) = bars.charts(IndexedRecord(outcome.record()))
    return made


def test_one_scale_for_a_table() -> None:
    """The own year first; the largest row fills the width; a source of nothing has no segment."""
    now, last = chart("10,000 | 5,000 | 0 | 5,000", "20,000 | 15,000 | 1,000 | 4,000").bars
    assert [(one.measure, one.start, one.width, one.share) for one in last.segments] == [
        ("national", "0.000", "25.000", "50.0%"),
        ("general", "25.000", "25.000", "50.0%"),
    ]
    assert [one.width for one in now.segments] == ["75.000", "5.000", "20.000"]
    assert (last.gap, now.gap) == ("", "")


def test_what_the_sources_do_not_explain() -> None:
    """Total minus sources, with its sign; where the sources are more, they fill the width."""
    now, last = chart("10,000 | 5,000 | 0 | 4,000", "10,000 | 8,000 | 0 | 4,000").bars
    assert (last.gap, now.gap) == ("1,000,000 yen", "▲2,000,000 yen") or (last.gap, now.gap) == (
        "1,000千円",
        "▲2,000千円",
    )
    assert now.segments[-1].width == "33.333"


def test_a_negative_amount_is_not_drawn() -> None:
    """It stands in words only."""
    now, _ = chart("10,000 | 5,000 | 0 | 5,000", "1,000 | ▲500 | 0 | 1,500").bars
    assert (now.negative, now.segments) == (True, ())

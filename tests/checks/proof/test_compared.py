"""Differences and rates that a table reckons of its own amounts: the whole run of them fits, or each is asked about."""

import pytest

from structurer.checks.unclaimed import derived
from structurer.sheet.model import Sheet
from tests.checks.proof.made import HEAD
from tests.support.sheets import read, with_sheet

COLUMN = HEAD + (
    "財源内訳\n(単位:千円)\n区分\t要求額\t前年度当初予算額\t増減\n国庫支出金\t1,800\t1,500\t300\n県債\t0\t200\t△200\n"
    "一般財源\t4,100\t3,000\t1,100\n計\t5,900\t4,700\t1,200\n"
)
ROW = HEAD + (
    "財源内訳\n(単位:千円)\n区分\t事業費\t国庫支出金\t一般財源\n要求額\t5,900\t1,800\t4,100\n前年度当初予算額\t4,700\t1,500\t3,200\n"
    "差引増減\t1,200\t300\t900\n"
)
RATES = HEAD + (
    "予算額の推移\n(単位:千円)\n区分\t令和6年度\t令和7年度\n当初予算額\t4,000\t4,700\n補正予算額\t500\t0\n予算現額\t4,500\t4,700\n"
    "執行額\t4,200\t4,300\n執行率\t93.3%\t91.5%\n"
)


def told(text: str) -> set[str]:
    """The prints that are worked out of cited ones, in a record that has no differences."""
    reading = read(text)
    bare = with_sheet(reading, Sheet.model_validate(reading.sheet.model_dump() | {"differences": ()}))
    return {reading.source.by_id[figure or ""].printed for figure in derived(bare)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (COLUMN, {"300", "△200", "1,100", "1,200"}),
        (ROW, {"300", "900"}),  # the first is the change of the project's amount, which has one
        (RATES, {"93.3%", "91.5%"}),
    ],
)
def test_what_a_table_reckons_has_no_field(text: str, found: set[str]) -> None:
    """A column and a row of differences, and a row of rates of the two above it."""
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (COLUMN, "1,500\t300", "1,500\t301"),
        (COLUMN, "△200", "200"),
        (COLUMN, "増減", "隣県の増減"),
        (COLUMN, "増減", "隣県"),
        (ROW, "300\t900", "900\t300"),
        (ROW, "差引増減", "隣県"),
        (RATES, "91.5%", "92.5%"),
        (RATES, "執行率", "隣県の率"),
    ],
)
def test_one_number_that_does_not_fit_is_asked_about_with_its_run(text: str, old: str, new: str) -> None:
    """Another number, sign, order or word: then nothing says that the run is reckoned."""
    assert old in text
    assert told(text.replace(old, new, 1)) == set()

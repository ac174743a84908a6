"""Proofs walk by the cells of CSV as by any others: what is verified, and what only looks like it."""

import pytest

from structurer import structure
from structurer.sheet.facts import fact_rows

CSV = """令和8年度当初予算要求調書,,,,
事業名,川の学校事業,,,
財源内訳,,,,(単位:千円)
区分,事業費,財源内訳,,
,,国庫支出金,"使用料‧
手数料",一般財源
要求額,"5,900",1800,NaN,"4,100"
前年度当初予算額,4700,1500,,"3,200"
,,,,
細事業の内訳,,,,(単位:千円)
細事業,要求額,"前年度
当初予算額",備考,
"橋の学校
(土曜)",3900,"3,000","対象を3地区, 5団体に広げる",
川の地図,2000,1700,"いわゆる""川""の図",
計,"5,900",4700,,
"""
"""A sheet with two heading rows, cells of two lines, empty cells in two ways and a letter of a broken font."""


def amounts(text: str) -> dict[tuple[str, str, str], str]:
    """The printed amounts of a text by row, measure and year."""
    outcome = structure(text, model="offline")
    rows = fact_rows(outcome.sheet, outcome.reading.source)
    return {(str(row[6]), str(row[7]), str(row[8])): str(row[12]) for row in rows}


def test_a_sheet_of_csv_is_verified() -> None:
    """Every amount has its place, unit and year, and every print is the text's own."""
    assert structure(CSV, model="offline").findings == ()
    found = amounts(CSV)
    assert found["要求額", "national", "0"] == "1800"
    assert found["前年度当初予算額", "general", "-1"] == "3,200"
    assert found["橋の学校 (土曜)", "amount", "-1"] == "3,000"


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ('要求額,"5,900",1800,NaN,"4,100"', '要求額,"5,900",NaN,1800,"4,100"'),
        ("細事業の内訳,,,,", "隣県の細事業の内訳,,,,"),
        ("細事業の内訳,,,,", ",隣県の内訳,,,"),
        ("細事業の内訳,,,,", ",廃止した事業,,,\n,,,,"),
        ("細事業の内訳,,,,", ",,隣県の状況,,\n細事業の内訳,,,,"),
        ("財源内訳,,,,(", "隣県の状況,,,,\n財源内訳,,,,("),
        ("財源内訳,,,,(", "前年度の要求,,,,\n財源内訳,,,,("),
        ("財源内訳,,,,(単位:千円)", "財源内訳,,,,(単位:仟円)"),
        ('要求額,"5,900",1800,NaN,"4,100"', "要求額,5,900,1800,,4,100"),
        ("川の地図,2000,1700", "川の地図,2000.5,1700"),
    ],
)
def test_a_sheet_that_says_something_else(printed: str, other: str) -> None:
    """An amount in another column, another owner, a unit nobody knows, commas without quotes: read otherwise, or not verified."""
    assert printed in CSV
    outcome = structure(CSV.replace(printed, other), model="offline")
    moved = amounts(CSV.replace(printed, other))
    assert outcome.findings or moved["要求額", "fees", "0"] == "1800"

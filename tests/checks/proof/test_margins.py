"""Sheets of a workbook whose first column is a margin: chapters in Roman numerals over tables, with their captions further right."""

import pytest

from tests.checks.proof.made import is_verified

SHEET = """,令和8年度　事務事業マネジメント調書（当初予算要求）,,,,,
,事業名,,川の学校事業,,,
,,,,,,
,Ⅰ　予算額・決算額の推移,,,,（単位：千円）,
,項目,,令和6年度,令和7年度,令和8年度,
,予算額,前年度からの繰越額,182,100,,
,,当初予算額,3643,3785,,
,,補正予算額,291,25,,
,,予算現額,4116,3910,,
,,要求額,,,4767,
,決算額,,3815,,,
,翌年度への繰越額,,100,,,
,,,,,,
,Ⅱ　人員,,,（単位：人）,,
,職種,,令和7年度,令和8年度,,
,,,当初予算,要求,,
,正職員,,1.4,3.3,,
,会計年度任用職員,,3.6,1.2,,
"""


def test_tables_behind_a_margin() -> None:
    """A chapter heads its table and no column of it, a group says no more than its rows, and what goes on is no part of the year."""
    assert is_verified(SHEET)


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        (",Ⅱ　人員,,,（単位：人）", ",Ⅱ　隣県の人員,,,（単位：人）"),
        (",Ⅱ　人員,,,（単位：人）", ",Ⅱ　前年度の人員,,,（単位：人）"),
        (",Ⅰ　予算額・決算額の推移", ",Ⅰ　他会計の予算額・決算額の推移"),
        (",予算額,前年度からの繰越額", ",要求額,前年度からの繰越額"),
        (",予算額,前年度からの繰越額", ",隣県予算額,前年度からの繰越額"),
        ("4116", "4016"),
    ],
)
def test_what_takes_them_from_the_project(printed: str, other: str) -> None:
    """Another body, year or stage over a table or beside its rows, and a budget less what goes on, need a person."""
    assert printed in SHEET
    assert not is_verified(SHEET.replace(printed, other, 1))

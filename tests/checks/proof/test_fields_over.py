"""Fields of the head in a table's own grid, and sources with their origin: what is verified, and what only looks like it."""

import pytest

from structurer import structure
from structurer.checks.outcome import Verdict

GRID = """令和8年度当初予算要求書,,,
事業名,川の学校事業,,
課名,川づくり課,,
,,,単位　千円
区分,令和8年度要求額,令和7年度当初予算額,増減
苗の購入,5900,4700,1200
川の地図,2000,1700,300
合計,7900,6400,1500
,,,
財源,令和8年度要求額,令和7年度当初予算額,
繰入金（緑化推進基金）,1800,1500,
一般財源,6100,4900,
計,7900,6400,
"""
"""A spreadsheet whose head stands in the columns of its tables, right over their headings."""


def test_fields_over_the_headings_of_a_table() -> None:
    """A label of the head with its value, and a caption, head no column."""
    assert structure(GRID, model="offline").findings == ()


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("課名,川づくり課,,", "区分,隣県,,"),
        ("課名,川づくり課,,", ",参考,前年度,"),
        ("課名,川づくり課,,", "事業名,海の学校事業,,"),
        (",,,単位　千円", ",,,単位　千ドル"),
        ("（緑化推進基金）", "（隣県の基金）"),
        ("（緑化推進基金）", "（うち緑化推進基金）"),
        ("（緑化推進基金）", "（前年度の緑化推進基金）"),
        ("（緑化推進基金）", "（廃止した基金）"),
        ("（緑化推進基金）", "（旧緑化推進基金）"),
    ],
)
def test_what_is_not_understood_over_and_beside_them(printed: str, other: str) -> None:
    """Another owner, year, project or unit over the amounts, and a bracket that parts a source, need a person."""
    assert printed in GRID
    assert structure(GRID.replace(printed, other, 1), model="offline").verdict is Verdict.NEEDS_REVIEW


MARKDOWN = """# 令和8年度当初予算要求書

**事業名：**川の学校事業

**所属：**環境部　川づくり課

## 要求額

要求額　7,900千円
前年度当初予算額　6,400千円
"""


def test_labels_in_bold() -> None:
    """The asterisks behind a label belong to it: an office in its value is the project's own, another body's is not."""
    other = MARKDOWN.replace("環境部　川づくり課", "隣県環境部　川づくり課")
    codes = [{found.code for found in structure(text, model="offline").findings} for text in (MARKDOWN, other)]
    assert "PRF906" not in codes[0]
    assert "PRF906" in codes[1]


@pytest.mark.parametrize("label", ["執行課", "所属", "所管課", "担当課", "予算要求課"])
def test_an_office_beside_those_of_the_field(label: str) -> None:
    """Offices one within the other are whose the sheet is; a bureau behind them is another's, however far behind."""
    table = "区分\t要求額\n観察会\t1,900\n手引き\t4,000\n合計\t5,900\n"
    text = f"川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n{label}　環境部　水辺課{{}}\n要求額の内訳（単位：千円）\n{table}"
    assert structure(text.format(""), model="offline").verdict is Verdict.VERIFIED
    assert structure(text.format("　企業局"), model="offline").verdict is Verdict.NEEDS_REVIEW

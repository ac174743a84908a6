"""The head of a sheet and its narrative."""

import pytest

from structurer.sheet.model import Identity, Label
from tests.support.builders import reading_of


def identity(text: str) -> Identity:
    """What the head of a text says."""
    return reading_of(text).sheet.identity


def said(label: Label | None) -> str | None:
    """A label's text."""
    return None if label is None else label.text


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和8年度当初予算 要求書", 2026),
        ("Ｒ８年度 当初予算", 2026),
        ("平成30年度予算", 2018),
        ("令和元年度\n", 2019),
        ("事業改善シート（令和8年度実施事業分）", 2026),
        ("花壇\n要求額 5千円", None),
        ("令和7年10月に改まる指針", None),
        ("前年度当初予算額\n5千円", None),
        ("構想2030", None),
        ("区分 | 事業費 |\n| 令和8年度当初予算要求額 | 5千円 |", 2026),
        ("2026年度当初予算 要求書", 2026),
        ("鳥羽県の２０２６（令和８）年度当初予算", 2026),
        ("2026（令和7）年度当初予算", None),
        ("区分 | 事業費 |\nR7当初 | 4千円 |\nR8要求 | 5千円 |", 2026),
        ("区分 | R7当初 | R8要求 |\n事業費 | 4千円 | 5千円 |", 2026),
        ("区分 | 事業費 |\nR8要求 | 5千円 |\nR9当初 | 4千円 |", None),
        ("区分 | 事業費 |\nR7要求 | 4千円 |\nR8要求 | 5千円 |", None),
        ("令和9年度当初予算 要求書\n区分 | 事業費 |\nR8要求 | 5千円 |", 2027),
        ("", None),
    ],
)
def test_fiscal_year(text: str, year: int | None) -> None:
    """The sheet's own year is Western, and only where the sheet prints one."""
    assert identity(text).fiscal_year == year


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("鳥羽県 令和8年度当初予算", "鳥羽県"),
        ("鳥羽県", "鳥羽県"),
        ("鳥羽県の2026年度当初予算", "鳥羽県"),
        ("鳥羽県の２０２６年度当初予算", "鳥羽県"),
        ("鳥羽県営住宅", None),
        ("事業名 花壇\n連絡先 hana @ pref.toba.lg.jp\n鳥羽県花壇の会", "鳥羽県"),
        ("連絡先 hana @ pref.toba.lg.jp\n鳥羽県花壇の会と伊良県草木の会", None),
        ("鳥羽県花壇の会の話", None),
        ("花壇", None),
    ],
)
def test_publisher(text: str, publisher: str | None) -> None:
    """A prefecture at the head, or the only one named on a sheet with a prefecture's address; else none."""
    assert said(identity(text).publisher) == publisher


@pytest.mark.parametrize(
    ("text", "project", "line"),
    [
        ("事業名:\n花壇応援事業\n", "花壇応援事業", 2),
        ("事業名：花壇応援事業 (20090444)\n", "花壇応援事業", 1),
        ("事業名\t花壇応援事業\t部局\t農林部\n", "花壇応援事業", 1),
        ("\n| 事業名 | 花壇　応援事業 |\n", "花壇 応援事業", 2),
        ("花壇応援事業\n", "花壇応援事業", 1),
        ("花壇の話\n", None, None),
        ("事業名", None, None),
    ],
)
def test_project(text: str, project: str | None, line: int | None) -> None:
    """The project's name stands beside its label or below it, its code aside."""
    found = identity(text).project
    assert (said(found), None if found is None else found.line) == (project, line)


def test_pairs_of_the_head() -> None:
    """Number, department, division, period and the marked stage, as they stand beside their labels."""
    head = "事業番号\t07 03 02\t事業改善シート\t□当初予算案\t■当初要求\n事業名\t花壇\t部局\t農林部\t課・室\t花の課\t実施期間 H27 ~\n"
    found = identity(head)
    assert [said(label) for label in (found.code, found.department, found.division, found.stage)] == [
        "07 03 02",
        "農林部",
        "花の課",
        "当初要求",
    ]
    assert said(found.period) == "H27 ~"


def test_departments_on_one_line() -> None:
    """Department, division and unit may stand on one line."""
    found = identity("事業名:\n花壇\n農林水産部 花の課 苗係\n")
    assert [said(label) for label in (found.department, found.division, found.unit)] == ["農林水産部", "花の課", "苗係"]


def test_mentions() -> None:
    """Counts and percentages of running text are kept with the words before them; amounts and plain numbers are not."""
    made = reading_of("苗を配る会を6回開き、2.6%増やし、5千円と7を使い、3人で回る。\n").sheet.mentions
    assert [(mention.cite.printed, mention.cite.unit) for mention in made] == [
        ("6回", "count"),
        ("2.6%", "percent"),
        ("3人", "count"),
    ]
    assert made[0].text == "苗を配る会を"

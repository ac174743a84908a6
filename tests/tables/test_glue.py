"""Cells that touch: a label and its amounts, several amounts, several headings."""

import pytest

from structurer.tables.context import Context
from structurer.tables.glue import amounts_apart, headings_apart, name_apart
from structurer.tables.printed import PrintedSheet
from structurer.text.rows import TableCell
from structurer.text.source import Source


def cell(text: str, unit: str = "") -> TableCell:
    """A cell with the figures of its text; `unit` stands in a caption above it."""
    source = Source("made", f"{unit}\n{text}\n")
    start = len(unit) + 1
    return TableCell(text, 2, 0, tuple(f for f in source.figures if f.start >= start), start)


def texts(cells: tuple[TableCell, ...] | list[TableCell]) -> list[str]:
    """The texts of some cells, each with as many figures as it has."""
    return [entry.text.strip() for entry in cells]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("前年度当初予算額28,900千円2,366千円", ["前年度当初予算額", "28,900千円", "2,366千円"]),
        ("4,200 3,900", ["4,200", "3,900"]),
        ("16,400 14,600 事業量の増", ["16,400", "14,600", "事業量の増"]),
        ("9,600 10,400 ‐", ["9,600", "10,400", "‐"]),
        ("要求額48,000", ["要求額", "48,000"]),
        ("0.3人 0.1人", ["0.3人", "0.1人"]),
    ],
)
def test_a_label_and_its_amounts(text: str, parts: list[str]) -> None:
    """Each part is a cell of its own, with its own figure."""
    found = amounts_apart(cell(text, "(単位:千円)"))
    assert texts(found) == parts
    assert sum(len(entry.figures) for entry in found) == len(cell(text, "(単位:千円)").figures)
    assert all(entry.start == found[0].start + text.index(entry.text.strip()) for entry in found)


@pytest.mark.parametrize(
    "text",
    [
        "花壇の手入れに2,400千円を見込む",  # words go on behind the amount
        "第3期計画2,400",  # a number inside the label
        "苗の購入(2,400千円)",
        "2,400千円",  # nothing touches it
        "31,400 千",  # 千 is no remark: its 円 is on the next line
        "500本",
        "花壇",
    ],
)
def test_what_is_one_cell(text: str) -> None:
    """A cell that says more than a label and amounts stays as it is."""
    entry = cell(text, "(単位:千円)")
    assert amounts_apart(entry) == (entry,)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("その他一般財源", ["その他", "一般財源"]),
        ("正職員会計年度任用職員", ["正職員", "会計年度任用職員"]),
        ("要求額 前年度予算額", ["要求額", "前年度予算額"]),
        ("事 業 費", ["事 業 費"]),
        ("前年度 当初予算額", ["前年度 当初予算額"]),
        ("使用料手数料", ["使用料手数料"]),
        ("花壇一般財源", ["花壇一般財源"]),
    ],
)
def test_headings(text: str, parts: list[str]) -> None:
    """Headings are parted where each of them is known and they are not one together."""
    assert texts(headings_apart(Context(PrintedSheet(()), fiscal_year=2026), cell(text))) == parts


def test_a_name_and_its_text() -> None:
    """A sentence, or words behind a tag, belong to the text of an item."""
    assert texts(name_apart(cell("苗の購入 花の苗を買う。"))) == ["苗の購入", "花の苗を買う。"]
    assert texts(name_apart(cell("苗の購入 【春】パンジー"))) == ["苗の購入", "【春】パンジー"]
    assert texts(name_apart(cell("苗 の購入"))) == ["苗 の購入"]

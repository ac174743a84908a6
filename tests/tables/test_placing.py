"""The cells of a row placed under the columns."""

import pytest

from structurer.tables.placing import by_edges, by_order, by_place, by_sum, cells_beside
from structurer.tables.row import screen_place
from structurer.tables.shape import Column, Shape
from structurer.text.rows import Row, TableCell
from tests.support.builders import rows_of, source
from tests.support.tables import context_of

CONTEXT = context_of("令和8年度\n")


def shape(heading: str, *, indexed: bool = False) -> Shape:
    """The columns of a row of headings: a star marks those of amounts."""
    (row,) = rows_of(source(f"| {heading.replace('*', '')} |\n"))
    marks = [name.strip().endswith("*") for name in heading.split("|")]
    columns = (Column.of(CONTEXT, (cell,), values=mark) for cell, mark in zip(row.cells, marks, strict=True))
    return Shape(tuple(columns), 0, indexed=indexed)


def row(cells: str) -> Row:
    """A row of cells below a unit."""
    return rows_of(source(f"(単位:千円)\n| {cells} |\n"))[1]


def printed(values: dict[int, TableCell] | None) -> dict[int, str] | None:
    """The amounts by their columns."""
    return None if values is None else {place: cell.label for place, cell in values.items()}


def test_by_place() -> None:
    """Each amount has the column it stands in; a blank first cell repeats the label above; a cell behind the last is no amount."""
    found = by_place(CONTEXT, shape("区分 | 要求額* | 備考", indexed=True), row("事業費 | 4 | 話").cells, None)
    assert found is not None
    labels, values, texts = found
    assert ([cell.label for cell in labels], printed(values), [cell.label for cell in texts]) == (
        ["事業費"],
        {1: "4"},
        ["話"],
    )
    assert by_place(CONTEXT, shape("区分 | 要求額*", indexed=True), row("事業費 | 4 | 5").cells, None) is None


def test_a_total_whose_cells_stand_one_aside() -> None:
    """An amount in the column of texts beside a total is the next column's: nothing of the row is read."""
    columns = shape("細事業 | 内容 | 要求額* | 前年度予算額* | 増減*", indexed=True)
    assert by_place(CONTEXT, columns, row("合計 | 9 | 8 | 1 | ").cells, None) is None
    assert by_place(CONTEXT, columns, row("合計 | | 9 | 8 | 1").cells, None) is not None


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ("事業費 | 4 | 5", {1: "4", 2: "5"}),
        ("事業費 | 4 | 5 | 6", None),
        ("事業費 | 4", None),
        ("事業費", None),
        ("4 | 5", {1: "4", 2: "5"}),
    ],
)
def test_by_order(cells: str, wanted: dict[int, str] | None) -> None:
    """As many amounts as columns; more, and fewer without a sum, are nobody's."""
    found = by_order(CONTEXT, shape("区分 | 要求額* | 査定額*"), row(cells).cells)
    assert printed(None if found is None else found[1]) == wanted


@pytest.mark.parametrize(
    ("remark", "placed"), [("対象校 | 32校", True), ("対象校 | 32千円", False), ("対象校 | 32", False)]
)
def test_a_count_in_a_remark(remark: str, placed: bool) -> None:  # noqa: FBT001  # one of the cases
    """A count with its counter behind the amounts is none of them; money, or a bare number, may be one too many."""
    assert (
        by_order(CONTEXT, shape("区分 | 要求額* | 査定額* | 説明"), row(f"花壇 | 4 | 3 | {remark}").cells) is not None
    ) is placed


@pytest.mark.parametrize(("cells", "labels"), [("目標値 | 社 | 4", ["目標値"]), ("来訪者 | 社 | 4", ["来訪者", "社"])])
def test_a_row_that_goes_on_with_an_indicator(cells: str, labels: list[str]) -> None:
    """A row without a name that begins with 目標値 has its unit beside that; any other label stays whole."""
    found = by_order(CONTEXT, shape("成果指標 | 区分 | 単位 | 令和8年度*"), row(cells).cells)
    assert found is not None
    assert [cell.label for cell in found[0]] == labels


COSTS = "区分 | 事業費* | 人件費* | 正職員* | トータルコスト*"
SOURCES = "区分 | 事業費* | 国庫支出金* | 県債* | 一般財源*"


@pytest.mark.parametrize(
    ("heading", "amounts", "wanted"),
    [
        (COSTS, "8 | 1 | 9", {1: "8", 2: "1", 4: "9"}),
        (COSTS, "8 | 2 | 9", None),
        (SOURCES, "9 | 4 | 5", {1: "9"}),
        (SOURCES, "9 | 9 | 0", None),
        (SOURCES, "9 | 9", None),
        (SOURCES, "9 | 1 | 2", None),
        (SOURCES, "0 | 0 | 0", None),
    ],
)
def test_by_sum(heading: str, amounts: str, wanted: dict[int, str] | None) -> None:
    """A short row is placed where its own sum holds: where it holds in several ways, only what they all have in one column."""
    assert printed(by_sum(shape(heading), row(amounts).cells)) == wanted


def test_cells_beside() -> None:
    """What stands beside the amounts has the column whose heading it shares."""
    columns, cells = shape("番号 | 区分 | 要求額* | 備考"), row("1 | 苗 | 4 | 話").cells
    beside = cells_beside(context_of("x"), columns, cells, {2: cells[2]})
    assert {place: cell.label for place, cell in beside.items()} == {0: "1", 1: "苗", 3: "話"}


@pytest.mark.parametrize(
    ("short", "wanted"),
    [
        ("補正予算       49     0         7", {1: "49", 2: "0", 4: "7"}),
        ("補正予算      149     0", {1: "149", 2: "0"}),
        ("補正予算        49     0", None),
        ("補正予算      482   362", None),
    ],
)
def test_by_edges(short: str, wanted: dict[int, str] | None) -> None:
    """An amount belongs to the column at whose end it ends; none that ends elsewhere, none where all are equally wide."""
    text = f"(単位:百万円)\n当初予算      482   362   41   45\n{short}\n"
    whole, row_ = rows_of(source(text))[1:]
    spans = {n: {screen_place(whole, cell)} for n, cell in enumerate(whole.cells) if n}
    found = by_edges(spans, row_, row_.cells)
    assert printed(None if found is None else found[1]) == wanted


def test_by_edges_and_the_end_of_the_label() -> None:
    """Amounts as wide as those above stand in their columns where the label before them ends elsewhere."""
    text = "(単位:百万円)\n当初予算      482   362   41   45\n補正          482   362\n"
    whole, row_ = rows_of(source(text))[1:]
    spans = {n: {screen_place(whole, cell)} for n, cell in enumerate(whole.cells) if n}
    ends = {screen_place(whole, whole.cells[0])[1]}
    found = by_edges(spans, row_, row_.cells, ends)
    assert printed(None if found is None else found[1]) == {1: "482", 2: "362"}
    assert by_edges(spans, row_, row_.cells, {screen_place(row_, row_.cells[0])[1]}) is None


def test_a_word_beside_an_empty_column_of_labels() -> None:
    """Where the column of labels is blank, the one word before the amounts names the row."""
    found = by_place(CONTEXT, shape(" | 財源 | 要求額*", indexed=True), row(" | 県債 | 4").cells, None)
    assert found is not None
    assert [cell.label for cell in found[0]] == ["県債"]

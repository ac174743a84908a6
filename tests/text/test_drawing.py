"""The drawing of a text: as long as the text, with cells where they are drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.text.source import Unit
from tests.support.builders import proves, rows_of, sheets, source, texts

pieces = st.lists(
    st.sampled_from(['"', '""', ",", "\n", "\r", "|", "\t", "\\-", "\\|", "<br>", "NaN", "None", "Unnamed: 3", "4200", "1,2", "区", " "]),
    max_size=40,
).map("".join)  # fmt: skip


@given(text=texts | sheets | pieces)
@proves
def test_a_drawing_is_as_long_as_its_text(text: str) -> None:
    """Lines and figures stay where they are, and every print is that of the text."""
    made = source(text)
    assert len(made.drawn) == len(text)
    assert [(line.start, len(line.text)) for line in made.lines] == [
        (line.start, len(line.drawn)) for line in made.lines
    ]
    assert all(text[figure.start : figure.end] == figure.printed for figure in made.figures)
    assert all("\t" not in made.drawn[f.start : f.end] for f in made.figures if f.line in made.drawing.records)


@given(text=pieces)
@proves
def test_rows_hold_every_figure_once(text: str) -> None:
    """Whatever the quotes, commas and marks."""
    made = source(text)
    assert tuple(f for row in rows_of(made) for cell in row.cells for f in cell.figures) == made.figures


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("| 区分 | 前年度<br>当初予算額 | A<BR />B |", ["区分", "前年度 当初予算額", "A B"]),
        ("| 要求額 | NaN | nan | None | Unnamed: 3 |", ["要求額", "", "", "", ""]),
        ("Unnamed: 0\t要求額\tUnnamed: 2_level_1", ["", "要求額", ""]),
        ("| 要求額 | \\- | 草\\|花 | A\\+B |", ["要求額", "-", "草 ¦花", "A +B"]),
        ("| NaNo | None of it | Unnamed |", ["NaNo", "None of it", "Unnamed"]),
    ],
)
def test_cells(text: str, labels: list[str]) -> None:
    """Escapes, breaks and words for nothing are no part of a cell; words that only look so are."""
    (row,) = rows_of(source(text))
    assert [cell.label for cell in row.cells] == labels
    assert [cell.is_blank for cell in row.cells] == [label in {"", "-"} for label in labels]


def test_a_break_parts_numbers() -> None:
    """What stands on two lines of a cell is not one number, and no unit goes over to it."""
    (row,) = rows_of(source("| 印刷費 | 48<br>000 | 34<br>千円 |"))
    assert [f.printed for f in row.cells[1].figures] == ["48", "000"]
    assert [f.scale for f in row.cells[2].figures] == [None]


@pytest.mark.parametrize("text", ["NaN は数でない", "改行は<br>と書く", "区分   NaN   900   800"])
def test_running_text_keeps_its_words(text: str) -> None:
    """Only a cell can be empty or broken; in a row set with spaces, a word for nothing keeps its place like a dash."""
    assert source(text).drawn == text


def test_an_escaped_sign_is_a_sign() -> None:
    """Markdown puts a backslash before a minus."""
    (figure,) = source("| 増減(千円) | \\-310 |").figures
    assert (figure.printed, figure.amount(Unit.YEN)) == ("-310", "-310000")


def test_a_point_and_a_nought_change_no_amount() -> None:
    """The frames of pandas print 48000 as 48000.0: the print stays, the amount is whole."""
    (figure,) = source("| 要求額(千円) | 48000.0 |").figures
    assert (figure.printed, figure.amount(Unit.YEN)) == ("48000.0", "48000000")


@pytest.mark.parametrize("text", ["| --- | ---: |", "|:-:|---|:-|", "|---|---|"])
def test_the_rule_of_markdown_is_bare(text: str) -> None:
    """It draws a line and says nothing."""
    (row,) = rows_of(source(text))
    assert row.is_bare


BOXED = "┌──┬──┐\n│区分│要求額│\n├──┼──┤\n│計│　900│\n└──┴──┘\n"


def test_boxes_are_bars() -> None:
    """The verticals of a drawn box part cells, its horizontals are rules."""
    found = [row for row in rows_of(source(BOXED)) if not row.is_bare]
    assert [[cell.label for cell in row.cells] for row in found] == [["区分", "要求額"], ["計", "900"]]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("区分 | 要求額 | 査定額\n | 9 | 8\n計 | 9 | \n", ["tab", "tab", "tab"]),
        ("| 区分 | 要求額 |\n| 計 | 9 |\n", ["pipe", "pipe"]),
        ("赤 | 白\n", ["pipe"]),
    ],
)
def test_bars_without_borders_are_tabs(text: str, kinds: list[str]) -> None:
    """Where no row of a run of equally many bars begins with one, a blank first or last cell counts."""
    assert [row.kind for row in rows_of(source(text))] == kinds


@pytest.mark.parametrize("leader", ["……", "‥‥‥", "・・・・", "....", "．．．．"])
def test_leaders_are_blanks(leader: str) -> None:
    """Dots from a label to its amount are no part of either."""
    assert source(f"要求額{leader}900千円").drawn == f"要求額{' ' * len(leader)}900千円"


@pytest.mark.parametrize("text", ["5……9", "花・草 9", "注...9", "続く……\n"])
def test_other_dots_stay(text: str) -> None:
    """Between numbers, as one point between words, and at the end of a line dots are words."""
    assert source(text).drawn == text


def test_rows_that_line_ends_break() -> None:
    """Lines that together have as many tabs as most rows are one row; where rows differ anyway, they are not."""
    rows = ["a\tb\tc\td\te"] * 8
    broken = "花壇\t手入れを\nする\t5\t6\t7"
    assert source("\n".join([*rows, broken])).drawing.joined == {9: 10}
    assert source("\n".join([*rows[:1], "a\tb", "a\tb\tc", broken])).drawing.joined == {}


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        ("a\tb\tc\td\t\n" * 3, {4: 5}),  # each row has its five cells, empty ones too
        ("a\tb\tc\td\te\n" * 3, {}),  # rows that end at their last word may be cut short there
        ("a\tb\tc\td\t\n" * 3 + "a\tb\n", {}),  # a row of another width: several tables
    ],
)
def test_broken_rows_among_few(rows: str, joined: dict[int, int]) -> None:
    """Where many rows are broken, the others tell that none is cut short."""
    broken = "花壇\t手入れを\nする\t5\t\t\n花\n壇\t手入れ\tを\t5\t\n"
    assert {first: last for first, last in source(rows + broken).drawing.joined.items() if first == 4} == joined


@pytest.mark.parametrize(
    ("cell", "drawn"),
    [
        ("('区分', '区分')", "区分"),
        ("('財源内訳', '県債')", "県債"),
        ("('令和7年度', '当初予算額')", "令和7年度    当初予算額"),
        ("('事業費', 'Unnamed: 1_level_1')", "事業費"),
        ("(区分)", "(区分)"),
    ],
)
def test_headings_of_two_levels(cell: str, drawn: str) -> None:
    """The lower one stands for both, where the upper one only groups it."""
    found = source(f"| {cell} | 事業費 |\n| 要求額 | 4 |\n").lines[0].drawn
    assert found.split("|")[1].strip() == drawn
    assert len(found) == len(f"| {cell} | 事業費 |")


@pytest.mark.parametrize(
    ("cell", "drawn"),
    [
        ("財源内訳.県債", "県債"),
        ("職員数.正職員", "正職員"),
        ("職員数.計", "職員数 計"),
        ("令和7年度.要求額", "令和7年度 要求額"),
        ("隣県.県債", "隣県 県債"),
        ("No.", "No."),
        ("1.5倍", "1.5倍"),
        ("第2.3条", "第2.3条"),
    ],
)
def test_headings_joined_with_a_point(cell: str, drawn: str) -> None:
    """Over the rule of a table a point parts two levels of a heading; the upper one goes only where it says no more."""
    text = f"| {cell} | 事業費 |\n|---|---|\n| {cell} | 4 |\n"
    found = source(text)
    first, _, below = (line.drawn for line in found.lines[:3])
    assert " ".join(first.split("|")[1].split()) == drawn
    assert below.split("|")[1].strip() == cell
    assert len(found.drawn) == len(text)

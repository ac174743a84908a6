"""A sheet's text: its lines, its figures and their places, the unit in force."""

import hashlib
import pickle
from dataclasses import fields
from decimal import Decimal

import pytest
from hypothesis import given

from structurer.text.money import fold
from structurer.text.origin import Origin
from structurer.text.scan import Kind
from structurer.text.source import Source, Unit
from tests.support.builders import fixture, only, proves, repeated, sheets, source, texts

PROSE = "総額　１２，３４５千円（内訳：国庫支出金 6,172千円、県債 4,000千円、一般財源 2,173千円）、前年からの増減 △2,345千円"


@given(text=texts | sheets)
@proves
def test_spans_cut_out_the_print(text: str) -> None:
    """Whatever the text, each figure's span is its print, inside its line; figures are in order and apart."""
    made, end = source(text), 0
    for number, figure in enumerate(made.figures, 1):
        line = made.lines[figure.line - 1]
        assert figure.id == f"F{number}"
        assert made.text[figure.start : figure.end] == figure.printed != ""
        assert line.start <= figure.start < figure.end <= line.start + len(line.text)
        assert end <= figure.start
        end = figure.end


@given(text=texts | sheets)
@proves
def test_lines_make_up_the_text(text: str) -> None:
    """Lines are numbered, and with their endings they are the text; only CR and LF end one."""
    made, position = source(text), 0
    for number, line in enumerate(made.lines, 1):
        assert (line.number, made.line_text(number)) == (number, line.text)
        assert text[position : line.start].strip("\r\n") == ""
        assert text[line.start : line.start + len(line.text)] == line.text
        position = line.start + len(line.text)
    assert text[position:].strip("\r\n") == ""
    assert len(made.lines) == len(text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")) - (
        text == ""
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("a\n\nb", ["a", "", "b"]),
        ("a\r\nb\rc\n", ["a", "b", "c"]),
        ("a\u2028b\x0bc\x85d", ["a\u2028b\x0bc\x85d"]),
        ("\n", [""]),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    """Separators that no editor counts end no line."""
    assert [line.text for line in source(text).lines] == lines


def test_identity_of_a_source() -> None:
    """The hash is that of the text in UTF-8, and figures are found by id and by line."""
    made = source("1円\n2円 3円")
    assert made.sha256 == hashlib.sha256("1円\n2円 3円".encode()).hexdigest()
    assert made.by_id["F3"].printed == "3円"
    assert {line: [f.printed for f in found] for line, found in made.by_line.items()} == {1: ["1円"], 2: ["2円", "3円"]}


def test_surrogates_have_a_hash() -> None:
    """A lone surrogate, which UTF-8 has no form for, does no harm."""
    assert len(source("\ud800 5円").sha256) == 64


@pytest.mark.parametrize(
    ("text", "scales"),
    [
        ("5", [None]),
        ("(単位:千円)\n5 6", [1000, 1000]),
        ("（単位：百万円）\n5", [1_000_000]),
        ("単位 円 5", [1]),
        ("5 (単位:千円) 6", [None, 1000]),
        ("(単位:千円)\n5\n(単位：百万円)\n7\n8", [1000, 1_000_000, 1_000_000]),
        ("区分 | 事業費(千円) |\n8 |", [1000]),
        ("(単位:千円、人)\n5", [1000]),
        ("事業費(千円)\n5\nコスト（百万円、人）\n6", [1000, 1_000_000]),
        ("事業費(千円)\n5\nコスト（人・円）\n6", [1000, 1]),
        ("事業費(千円)\n5\nコスト(千円、円)\n6", [1000, None]),
        ("(単位は一部を除き万円)\n5", [10_000]),
        ("(千円)\n5\n(円)\n6", [1000, 1]),
        ("単位:千円\r\n5\r\n", [1000]),
        ("(単位:回)\n5", [None]),
        ("(単位:千円)\n5\n(単位:仟円)\n6", [1000, None]),
        ("(単位:千円)\n苗代(円)の話をした。5", [1000]),
        ("要求額\t5\t千円\t査定額\t6\t円", [1000, 1]),
        ("| 事業費 | **百万円** | 5 | 6 |\n| 人件費 | 円 | 7 |\n| 職員 | 人 | 8 |", [1_000_000, 1_000_000, 1, None]),
        ("(単位:千円)\n| 単価 | 円 | 5 |\n| 事業費 | 6 |", [1, 1000]),
        ("苗\t5\t千円分\t6", [None, None]),
        ("要求額 620（444）百万円 7", [1_000_000, 1_000_000, None]),
        ("要求額 620（新規）百万円", [1_000_000]),
        ("要求額 620（うち国庫 4）千円", [1000, 1000]),
        ("要求額 620（444、3）百万円", [None, None, None]),
    ],
)
def test_unit_in_force(text: str, scales: list[int | None]) -> None:
    """The last unit declared before a figure holds for it, until another is declared."""
    assert [figure.scale_in_force for figure in source(text).figures] == scales


@pytest.mark.parametrize(
    ("text", "scales"),
    [
        ("31,400 千\n円\n", [1000]),
        ("31,400 千   2,409 千\n  円          円\n", [1000, 1000]),
        ("31,400 千\n\n円\n", [1000]),
        ("31,400 千\n人\n", [None]),
        ("31,400 千\n円高の影響\n", [None]),
        ("31,400 千人\n円\n", [None]),
    ],
)
def test_a_unit_broken_over_two_lines(text: str, scales: list[int | None]) -> None:
    """The 円 of 千円 on a line of its own, below the 千 at the end of a cell."""
    assert [figure.scale_in_force for figure in source(text).figures] == scales


TWICE = "1 事業費 6,143千円 (前年度予算額:5,528千円)\n"


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        (TWICE + "前年度\t5,528\n要求額\t6,143\n", 1000),
        ("要求額 6,143千円\n要求額\t6,143\n", 1000),
        ("要求額 614千円、前年度 552千円\n前年度\t552\n要求額\t614\n", 1000),
        ("前年度\t5,528\n要求額\t6,143\n" + TWICE, 1000),
        ("要求額 614千円\n要求額\t614\n", None),
        ("要求額 61千円、前年度 55千円\n前年度\t55\n要求額\t61\n", None),
        (TWICE + "前年度\t5,529\n要求額\t6,144\n", None),
        ("要求額 6,143千円、上限 5,528円\n前年度\t5,528\n要求額\t6,143\n", None),
        (TWICE + "(単位:円)\n前年度\t5,528\n要求額\t6,143\n", 1),
    ],
)
def test_a_unit_from_amounts_printed_twice(text: str, scale: int | None) -> None:
    """Where no unit is declared, the one that amounts carry in the text is that of the table that repeats them bare.

    Small amounts, one of three digits alone, and amounts of two units prove nothing.
    """
    bare = [figure for figure in source(text).figures if figure.kind is Kind.PLAIN]
    assert {figure.scale_in_force for figure in bare} == {scale}


def test_a_declared_unit_is_not_overridden() -> None:
    """A sheet that declares a unit we do not know (仟円) is not read in the one its text carries."""
    figures = source(TWICE + "(単位:仟円)\n前年度\t5,528\n要求額\t6,143\n").figures
    assert {figure.scale_in_force for figure in figures if figure.kind is Kind.PLAIN} == {None}


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("(単位:千円) 5", Unit.YEN, "5000"),
        ("(単位:千円) 2.5", Unit.YEN, "2500"),
        ("(単位:百万円) 7円", Unit.YEN, "7"),
        ("(単位:千円) 8百万円", Unit.YEN, "8000000"),
        ("(単位:千円) ▲936", Unit.YEN, "-936000"),
        ("(単位:千円) 0", Unit.YEN, "0"),
        ("(単位:千円) 3件", Unit.YEN, None),
        ("(単位:千円) 2.6%", Unit.YEN, None),
        ("5", Unit.YEN, None),
        ("5", Unit.COUNT, "5"),
        ("0.0人", Unit.PERSON, "0.0"),
        ("5円", Unit.COUNT, None),
        ("2.6%", Unit.PERCENT, "2.6"),
        ("10/10", Unit.RATIO, "10/10"),
        ("5", Unit.RATIO, None),
        ("1/2", Unit.YEN, None),
        ("令和8年度", Unit.COUNT, None),
        ("6,0664,634383", Unit.COUNT, None),
    ],
)
def test_amounts(text: str, unit: Unit, amount: str | None) -> None:
    """A figure has a value in a unit that its print or the unit in force allows, and in no other."""
    assert only(text).amount(unit) == amount


@pytest.mark.parametrize(
    ("text", "is_money", "rounding"),
    [
        ("5千円", True, 1000),
        ("5", False, 1),
        ("(単位:千円) 5", True, 1000),
        ("(単位:千円) 5円", True, 1),
        ("5件", False, 1),
    ],
)
def test_money_and_its_rounding(text: str, *, is_money: bool, rounding: int) -> None:
    """One step of the last digit is one unit of the print."""
    figure = only(text)
    assert (figure.is_money, figure.rounding) == (is_money, rounding)


@pytest.mark.parametrize(
    ("printed", "yen", "stands"),
    [
        ("6,172千円", "6172000", True),
        ("12,345千円", "12345000", True),
        ("6,173千円", "6173000", False),
        ("9,000千円", "9000000", False),
        ("4,000千円", "40000000", False),
        ("△2,345千円", "-2345000", True),
        ("△2,345千円", "2345000", False),
        ("17", "17", False),
        ("73,400", "73400", False),
    ],
)
def test_what_a_line_prints(printed: str, yen: str, *, stands: bool) -> None:
    """A quote stands in a line if a whole figure prints it with that value: no part of one, no sign lost, nothing near it."""
    made = source(PROSE)
    assert any(fold(f.printed) == fold(printed) and f.amount(Unit.YEN) == yen for f in made.figures) is stands


@given(text=sheets)
@proves
def test_full_width_figures_are_the_same(text: str) -> None:
    """A sheet in full-width digits has the same figures with the same values at the same places."""
    wide = text.translate({ord(plain): ord(plain) + 0xFEE0 for plain in "0123456789,/%"})
    assert _values(source(wide)) == _values(source(text))


def _values(made: Source) -> list[tuple[int, int, Kind, list[str | None]]]:
    return [(f.start, f.end, f.kind, [f.amount(unit) for unit in Unit]) for f in made.figures]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_change_no_figure(ending: str) -> None:
    """The same sheet from another system has the same figures on the same lines."""
    made = fixture("nagano-it")
    other = source(made.text.replace("\n", ending))
    assert [(f.line, f.printed, f.scale_in_force) for f in other.figures] == [
        (f.line, f.printed, f.scale_in_force) for f in made.figures
    ]
    assert other.folded == fold(other.text)


@pytest.mark.parametrize(
    "piece", ["1,", "(1", "| ", "▲ ", "要求額|", "1/", "単位:千円", "(単位", "(円", "円", "\n", "1\r\n"]
)
def test_a_long_repetition_comes_to_an_end(piece: str) -> None:
    """Nothing is repeated so often that reading does not end; how long it takes is measured in benchmarks."""
    made = source(repeated(piece))
    assert all(made.text[figure.start : figure.end] == figure.printed for figure in made.figures)


def test_a_copy_in_another_process() -> None:
    """It says all that the source says: without its file a batch would not know the sheet again when the file has changed."""
    made = Source(
        "sheet.pdf#2",
        PROSE,
        Origin("sheet.pdf", "0" * 64, "pdf", 2, 3, "auto", ("page=2&line=1",)),
        "/sheets/sheet.pdf",
        1,
    )
    copied = pickle.loads(pickle.dumps(made))  # noqa: S301  # our own
    assert [getattr(copied, one.name) for one in fields(Source)] == [getattr(made, one.name) for one in fields(Source)]


@pytest.mark.parametrize(
    ("text", "printed", "number"),
    [("0\\.3人", "0\\.3人", "0.3"), ("1\\,200 2", "1\\,200", "1200"), ("(3\\)", "3", "3"), ("4\\. 5", "4", "4")],
)
def test_backslashes_of_markdown_inside_a_number(text: str, printed: str, number: str) -> None:
    """They are no part of the number, and are printed all the same; behind a number they end it."""
    figure = Source("made", text).figures[0]
    assert (figure.printed, figure.number) == (printed, None if figure.kind is Kind.LIST_NUMBER else Decimal(number))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("差引1,708千円の\n減となる。", "-1708000"),
        ("差引1,708千円\nの減となる。", "-1708000"),
        ("差引1,708千円の\n増となる。", "1708000"),
        ("要求額 1,708千円\n減額 5千円", "1708000"),
        ("差引1,708千円の\n減免を行う。", "1708000"),
    ],
)
def test_a_sign_on_the_next_line(text: str, amount: str) -> None:
    """The word that makes an amount less may stand on the next line; a label there is none."""
    assert source(text).figures[0].amount(Unit.YEN) == amount


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("金額の単位は円\n旅費 | 1,200", 1),
        ("(千円、ただし職員数は人)\n旅費 | 1,200", 1000),
        ("# 花壇事業 / 単位=千円\n旅費 | 1,200", 1000),
        ("単位\n千円\n旅費\n1,200", 1000),
        ("金額の単位;百万円;;\n旅費;1,200;;", 1_000_000),
        ("単位\n千人\n旅費\n1,200", None),
        ("単位当たり\n千円\n旅費\n1,200", None),
    ],
)
def test_a_unit_in_other_words(text: str, scale: int | None) -> None:
    """A caption may name what its unit is of, in one line or one cell a line; a unit of anything else is none of money."""
    assert source(text).figures[-1].scale_in_force == scale

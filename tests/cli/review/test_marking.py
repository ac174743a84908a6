"""Lines of a source with their figures marked."""

import pytest
from rich.cells import cell_len

from structurer.cli.review.marking import Mark, legend, marked
from tests.support.builders import fixture, source

LONG = "あ" * 60 + "12,000千円" + "い" * 60 + "3,000千円" + "う" * 60 + "\n"


def test_brackets_without_colour() -> None:
    """A figure of the finding and the suggested one are told apart without any colour."""
    given = source("事業費 12,000千円 (前年度 10,000千円)\n")
    first, second = (figure.id for figure in given.figures)
    line = marked(given, 1, {first: Mark.INVOLVED, second: Mark.SUGGESTED}, 80, plain=True)
    assert line.plain == "事業費 [12,000千円] (前年度 {10,000千円})"
    assert not line.spans
    assert [shown for shown, _ in legend(Mark, plain=True)] == ["[1,000]", "{1,000}"]


def test_styles_with_colour() -> None:
    """With colours the text stays as it is printed."""
    given = source("事業費 12,000千円\n")
    line = marked(given, 1, {"F1": Mark.INVOLVED}, 80, plain=False)
    assert line.plain == "事業費 12,000千円"
    assert [line.plain[span.start : span.end] for span in line.spans] == ["12,000千円"]


@pytest.mark.parametrize("width", [30, 50, 70, 100])
def test_a_long_line_is_cut_between_its_figures(width: int) -> None:
    """Every marked figure is whole; what is left out is dots."""
    given = source(LONG)
    line = marked(given, 1, {figure.id: Mark.INVOLVED for figure in given.figures}, width, plain=True)
    assert "[12,000千円]" in line.plain
    assert "[3,000千円]" in line.plain
    assert line.plain.count("…") == 3
    assert cell_len(line.plain) <= max(width, 42)


def test_a_line_without_marks_is_cut_at_its_end() -> None:
    """Its beginning is what names it."""
    line = marked(source(LONG), 1, {}, 40, plain=True)
    assert line.plain.startswith("あああ")
    assert line.plain.endswith("…")
    assert cell_len(line.plain) <= 40


def test_nothing_of_a_sheet_is_obeyed() -> None:
    """Escapes, carriage returns and bidirectional marks are shown as marks; brackets and markup are text."""
    given = source("\x1b[31m[bold]事業費\u202e 1,000千円\x9b2J\u200b\n")
    amount = next(figure.id for figure in given.figures if figure.printed == "1,000千円")
    line = marked(given, 1, {amount: Mark.INVOLVED}, 80, plain=True)
    assert line.plain == "�[31m[bold]事業費� [1,000千円]�2J�"
    assert not line.spans


def test_offsets_after_a_line_with_other_endings() -> None:
    """A mark stands at its figure in any line of a real sheet."""
    given = fixture("tottori-dx")
    for figure in given.figures:
        line = marked(given, figure.line, {figure.id: Mark.INVOLVED}, 10_000, plain=True)
        assert f"[{figure.printed}]" in line.plain

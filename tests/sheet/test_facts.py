"""The tidy table of facts."""

import csv
import io

import pytest

from structurer.sheet.facts import HEADER, as_csv, fact_rows, facts, is_project_amount, project_cells, state, with_cite
from structurer.sheet.model import Cite
from structurer.text.source import Unit
from tests.support.builders import Fact, fixture, read, reading_of, source

TEXT = "鳥羽県\n事業名 花壇事業\n令和8年度当初予算\n要求額：９００千円\n"


def test_header() -> None:
    """The columns are those of the contract, in its order."""
    said = "record,project,publisher,fiscal_year,table,section,row,measure,year_offset,stage,amount,unit,printed,line,state"
    assert ",".join(HEADER) == said


def test_one_row_for_each_figure() -> None:
    """A row says whose figure it is, what it measures, and how and where it is printed."""
    reading = reading_of(TEXT)
    (row,) = fact_rows(reading.sheet, reading.source, "r1")
    assert row[:4] == ("r1", "花壇事業", "鳥羽県", "2026")
    assert row[4:] == Fact(
        "total", "令和8年度当初予算", "要求額", "amount", "0", "request", "900000", "yen", "９００千円", "4", "grounded"
    )


def test_a_head_that_says_nothing() -> None:
    """Where the sheet prints no project, publisher or year the cells are empty."""
    reading = reading_of("要求額：9千円\n")
    (row,) = fact_rows(reading.sheet, reading.source)
    assert row[:4] == ("", "", "", "")


@pytest.mark.parametrize(
    ("figure", "printed", "corrected", "expected"),
    [
        ("F1", "5円", False, "grounded"),
        ("F2", "5円", False, "ungrounded"),
        ("F9", "5円", False, "ungrounded"),
        (None, "5円", False, "ungrounded"),
        ("F1", "５円", False, "ungrounded"),
        ("F1", "5", False, "ungrounded"),
        ("F1", "5円", True, "corrected"),
        (None, "7円", True, "corrected"),
    ],
)
def test_state(figure: str | None, printed: str, corrected: bool, expected: str) -> None:  # noqa: FBT001 (a table)
    """A cite is grounded where its figure prints exactly its text; a person's correction says so."""
    cite = Cite(figure=figure, printed=printed, amount="5", unit=Unit.YEN, corrected=corrected)
    assert state(cite, source("5円 6円")) == expected


def test_an_ungrounded_row_has_no_line() -> None:
    """A print that stands nowhere is passed on as such, without a line."""
    reading = reading_of(TEXT)
    path = reading.facts[0].path
    sheet = with_cite(reading.sheet, path, Cite(figure=None, printed="7円", amount="7", unit=Unit.YEN))
    (row,) = fact_rows(sheet, reading.source)
    assert row[10:] == ("7", "yen", "7円", "", "ungrounded")


def test_csv_is_read_back() -> None:
    """The table as CSV holds the same rows, commas and quotes included, with and without its header."""
    reading = read(fixture("tottori-dx"))
    rows = list(fact_rows(reading.sheet, reading.source))
    awkward = [("=1+1", 'a"b', "c,d", "e\nf")]
    assert list(map(tuple, csv.reader(io.StringIO(as_csv(rows))))) == [HEADER, *rows]
    assert list(map(tuple, csv.reader(io.StringIO(as_csv(awkward))))) == [HEADER, *awkward]
    assert "\r" not in as_csv(rows)


@pytest.mark.parametrize("name", ["tottori-dx", "aligned-spaces", "cell-per-line"])
def test_cells_of_the_project(name: str) -> None:
    """They are those of the facts that are the project's own amounts, in the same order."""
    sheet = read(fixture(name)).sheet
    own = [fact.cite for fact in facts(sheet) if is_project_amount(fact)]
    assert own
    assert [cell.cite for cell in project_cells(sheet)] == own

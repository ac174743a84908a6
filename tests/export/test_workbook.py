"""The workbook: amounts exact, texts as texts, every figure linked to its line, and no formula anywhere."""

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest

pytest.importorskip("openpyxl", reason="workbooks are written with openpyxl: pip install 'structurer[export]'")

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from structurer import structure
from structurer.errors import WorkbookFull
from structurer.export import workbook
from structurer.export.cells import DIGITS, LONGEST
from structurer.record.tabular import words
from structurer.record.tabular.revision import Loose
from structurer.sheet.model import Table
from structurer.store import Store
from structurer.text.source import Unit
from tests.support import stores
from tests.support.builders import proves
from tests.support.records import amounts, cite, exported, facts, outcomes, reviewed, revision, revisions, yen

TABLES = {word: table for table, word in words.TABLES.items()}


def book_of(*given: Loose) -> Workbook:
    """The workbook of some revisions, read back."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        workbook.write(exported(*given), path)
        return load_workbook(path)


def column(book: Workbook, sheet: str, heading: str) -> list[Cell]:
    """The cells below a heading."""
    rows = list(book[sheet].iter_rows())
    place = [str(cell.value) for cell in rows[0]].index(heading)
    return [cell for row in rows[1:] for cell in [row[place]] if isinstance(cell, Cell)]


def exact(cell: Cell) -> Fraction:
    """The value that a cell holds; a float stands for the digits it was written with."""
    return Fraction(str(cell.value))


def test_every_amount_of_every_fixture() -> None:
    """The facts apart by their table have all amounts, exactly, in their order."""
    book, rows = book_of(*revisions()), facts()
    for word, table in TABLES.items():
        wanted = [Fraction(row[10]) for row in rows if row[4] == table]
        assert [exact(cell) for cell in column(book, word, "数値")] == wanted


@proves
@given(st.lists(amounts, max_size=8))
def test_any_amount(given: list[str]) -> None:
    """A number of 15 digits at most is a number, any other a text; both have the exact value."""
    cells = column(book_of(yen(*given)), "合計", "数値")
    assert [exact(cell) for cell in cells] == [Fraction(amount) for amount in given]
    for cell, amount in zip(cells, given, strict=True):
        digits = amount.lstrip("-0.").replace(".", "")
        assert (cell.data_type == "n") is ("/" not in amount and len(digits) <= DIGITS)


def test_numbers_can_be_summed() -> None:
    """Yen are numbers with separators, also 9.95, which openpyxl itself would write as 9.949999999999999."""
    cells = column(book_of(yen("82726000", "-310000", "0", "9.95")), "合計", "数値")
    assert [cell.value for cell in cells] == [82726000, -310000, 0, 9.95]
    assert [cell.number_format for cell in cells] == ['#,##0;"▲"#,##0'] * 3 + ["General"]


def test_a_ratio_is_a_text() -> None:
    """1/2 is neither a date nor a half."""
    (cell,) = column(book_of(revision([cite("1/2", Unit.RATIO)])), "合計", "数値")
    assert (cell.value, cell.data_type) == ("1/2", "s")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "#REF!", "=", "{=1}"])
def test_no_text_becomes_a_formula(text: str, tmp_path: Path) -> None:
    """A text that begins like a formula or an error is a string, in the file as well, wherever it stands."""
    given = revision([cite("1", printed=text)], text=f"{text}\n{text} 1円\n", label=text, project=text)
    workbook.write(exported(given), tmp_path / "book.xlsx")
    found = load_workbook(tmp_path / "book.xlsx")
    for sheet, heading in (
        ("記録", "事業名"),
        ("合計", "事業名"),
        ("合計", "行"),
        ("合計", "印字"),
        ("元の本文", "本文"),
    ):
        cell = column(found, sheet, heading)[0]
        assert (cell.value, cell.data_type) == (text, "s")
    with ZipFile(tmp_path / "book.xlsx") as parts:
        assert not any(b"<f>" in parts.read(name) or b"<f " in parts.read(name) for name in parts.namelist())


def test_every_figure_leads_to_its_line() -> None:
    """The link of each print leads to the line of its own record that prints it."""
    book = book_of(*revisions())
    text = book["元の本文"]
    linked = 0
    for word in TABLES:
        prints, records, lines = (column(book, word, heading) for heading in ("印字", "記録", "行番号"))
        for printed, record, line in zip(prints, records, lines, strict=True):
            assert printed.hyperlink is not None
            sheet, _, place = (printed.hyperlink.location or "").partition("!")
            found = text[place]
            assert (sheet, text.cell(found.row, 1).value) == ("'元の本文'", record.value)
            assert text.cell(found.row, 2).value == line.value
            assert str(printed.value) in str(found.value)
            linked += 1
    assert linked == len(facts())


def test_the_text_is_all_there() -> None:
    """The lines of every source, in order, with their numbers; an empty line is an empty cell."""
    rows = list(book_of(*revisions())["元の本文"].iter_rows(min_row=2, values_only=True))
    lines = [line for outcome in outcomes() for line in outcome.source.lines]
    assert [(row[1], row[2] or "") for row in rows] == [(line.number, line.text.replace("\t", " ")) for line in lines]


def test_a_line_tells_its_place() -> None:
    """Where the text came from a document, each line says where it stood there."""
    cells = column(book_of(reviewed()), "元の本文", "元の文書での場所")
    assert [cell.value for cell in cells][:1] == ["要求!A1:C1"]


def test_headings_stay_and_filter() -> None:
    """Every sheet has its heading frozen, a filter over all rows, and widths; codes are Japanese words."""
    book = book_of(*revisions(), reviewed())
    assert book.sheetnames == ["総括表", "記録", *words.TABLES.values(), "確認事項", "元の本文"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.title == "総括表" or sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.b
        assert sheet.column_dimensions["A"].width == (20 if sheet.title == "総括表" else 14)
    assert {cell.value for cell in column(book, "コスト", "項目")} <= set(words.MEASURES.values())
    assert column(book, "確認事項", "差")[-1].value == 100000
    assert set(words.TABLES) == set(Table)


def test_the_first_sheet_sums_up() -> None:
    """One row a project in 千円, each amount linked to the line of its print; a time is a date, a code a Japanese word."""
    book = book_of(*revisions(), reviewed())
    assert len([cell for cell in column(book, "総括表", "記録") if cell.value]) == len(outcomes()) + 1
    links = 0
    for heading in ("要求額(千円)", "前年度(千円)", "計上額(千円)", "国庫支出金(千円)", "一般財源(千円)"):
        for cell, record in zip(column(book, "総括表", heading), column(book, "総括表", "記録"), strict=True):
            if cell.value is not None and record.value is not None:
                _, _, place = (
                    (cell.hyperlink.location or "").partition("!") if cell.hyperlink is not None else ("", "", "")
                )
                assert book["元の本文"].cell(book["元の本文"][place].row, 1).value == record.value
                links += 1
    assert links > len(outcomes())
    assert {cell.is_date for cell in column(book, "記録", "保存日時") if cell.value is not None} == {True}
    assert not any(str(cell.value).isascii() for cell in column(book, "確認事項", "不備"))


def _asking(project: str, *amounts: str) -> Loose:
    """A sheet that asks for some amounts, each in a line of its own."""
    asked = "".join(f"要求額 {amount}千円\n" for amount in amounts)
    outcome = structure(f"令和8年度当初予算要求書\n事業名:{project}\n{asked}前年度予算額 900千円\n", model="offline")
    return Loose(outcome.record())


def test_the_first_sheet_ends_with_sums() -> None:
    """By year, of what may be relied on and of all; what has no such amount is counted, and no filter hides a sum."""
    book = book_of(_asking("橋の点検", "1,000"), _asking("堰の点検", "2,000.5"), _asking("港の点検", "1,000", "1,200"))
    names, asked = column(book, "総括表", "事業名"), column(book, "総括表", "要求額(千円)")
    rows = [(name.value, amount.value) for name, amount in zip(names, asked, strict=True)]
    assert rows[2:] == [
        ("港の点検", "印字が一致しない"), ("合計(要確認を含む) 3件", 3000.5), ("うち金額のない事業の数", 1),
    ]  # fmt: skip
    assert book.worksheets[0].auto_filter.ref.endswith("4")
    assert asked[2].hyperlink is not None
    assert [cell.value for cell in column(book, "総括表", "前年度(千円)")][3:] == [2700, 0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x0bb\x00c\u202e", "a\ufffdb\ufffdc\ufffd"),
        ("_x0041_", "_x005F_x0041_"),
        ("\u3000予 算 ", "\u3000予 算 "),
        (" 補助&委託<新>\n\t ", " 補助&委託<新>\n  "),
    ],
)
def test_what_xml_cannot_hold(text: str, shown: str) -> None:
    """Characters that XML forbids or nobody sees are a mark; `_x0041_`, which Excel would read as A, is escaped."""
    assert column(book_of(revision([cite("1")], project=text)), "記録", "事業名")[0].value == shown


def test_a_text_that_fits_no_cell() -> None:
    """A line longer than a cell is cut and says so, instead of damaging the file or ending silently."""
    cells = column(book_of(revision([cite("1")], text="あ" * (LONGEST + 5) + "1円")), "元の本文", "本文")
    (value,) = (str(cell.value) for cell in cells)
    assert len(value) == LONGEST
    assert value.endswith("…(以下省略・cut: 32,774 字)")


def test_a_sheet_that_is_full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """More rows than a sheet holds are an error, not a damaged file."""
    monkeypatch.setattr(workbook, "ROWS", 3)
    workbook.write(exported(yen("1", "2")), tmp_path / "book.xlsx")
    with pytest.raises(WorkbookFull):
        workbook.write(exported(yen("1", "2", "3")), tmp_path / "full.xlsx")


def test_texts_that_fill_a_sheet(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are refused by the number of their lines, which the store counts without reading them."""
    with Store.open(url) as store:
        ids = [
            store.save(stores.record(text), author=None).record_id
            for text in ("要求額 1円\n2\n", "要求額 3円", "一\r二\r")
        ]
        assert [store.least_lines(some) for some in (ids, ids[:1], ids[1:], [])] == [2, 2, 0, 0]
    monkeypatch.setattr(workbook, "ROWS", 3)
    workbook.refuse(2)
    with pytest.raises(WorkbookFull, match=workbook.TEXT):
        workbook.refuse(3)


def test_more_figures_than_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the links that Excel takes a figure has its line, and no link."""
    monkeypatch.setattr(workbook, "LINKS", 3)  # one is the project's
    cells = column(book_of(yen("1", "2", "3")), "合計", "印字")
    assert [cell.hyperlink is not None for cell in cells] == [True, True, False]


def test_an_ungrounded_figure_has_no_link() -> None:
    """A print that stands nowhere leads nowhere."""
    (cell,) = column(book_of(revision([cite("1", line=None)])), "合計", "印字")
    assert cell.hyperlink is None


def test_a_number_is_written_with_its_digits(tmp_path: Path) -> None:
    """The file has the digits of the amount, not those of a float."""
    workbook.write(exported(yen("9.95", "123456789012.345")), tmp_path / "book.xlsx")
    with ZipFile(tmp_path / "book.xlsx") as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "worksheets" in name)
    assert b"<v>9.95</v>" in sheets
    assert b"<v>123456789012.345</v>" in sheets

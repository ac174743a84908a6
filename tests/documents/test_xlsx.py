"""Workbooks: what a person sees in the cells, and nothing that is hidden or not computed."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal

import pytest

pytest.importorskip("openpyxl", reason="workbooks are read with openpyxl: pip install 'structurer[documents]'")

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from structurer import errors
from structurer.documents.xlsx import day, number
from tests.support.document_facts import opened, text_of

THIN = Side(style="thin")
HEAD: list[list[str | int]] = [["区分", "事業費"], ["要求額", 1234]]
WIDE: list[list[str | int]] = [["区分", "国費", "県費"], ["要求額", 1, 2]]


def book(*fill: Callable[[Worksheet], None]) -> bytes:
    """A workbook whose worksheets some functions fill."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for place, one in enumerate(fill, 1):
        one(made.create_sheet(f"表{place}"))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rows(sheet: Worksheet, *values: Sequence[str | int | None]) -> None:
    """Rows of bordered cells from the first row on."""
    for row, cells in enumerate(values, 1):
        for column, value in enumerate(cells, 1):
            cell = sheet.cell(row, column, value)
            cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def table(sheet: Worksheet) -> None:
    """A heading and two rows."""
    rows(sheet, ["区分", "事業費", "国費", "一般財源"], ["前年度", 1200, 200, 1000], ["要求額", 1234, 234, 1000])


SHOWN = {
    ("1234567", "#,##0"): "1,234,567",
    ("-1234", "#,##0"): "-1,234",
    ("-1234", '#,##0;"▲"#,##0'): "▲1,234",
    ("-1234", '#,##0;▲ #,##0;"-"'): "▲ 1,234",
    ("0", '#,##0;▲ #,##0;"-"'): "-",
    ("0", "#,##0"): "0",
    ("0", "#,###"): "",
    ("82726000", "#,##0,"): "82,726",
    ("82726500", "#,##0,"): "82,727",
    ("82726000", '#,##0,"千円"'): "82,726千円",
    ("82726000000", "#,##0,,"): "82,726",
    ("20.1", "General"): "20.1",
    ("0.30000000000000004", "General"): "0.3",
    ("5285", "General"): "5285",
    ("0.125", "0.0%"): "12.5%",
    ("0.5", "0%"): "50%",
    ("0.5", "0.00"): "0.50",
    ("2.5", "0"): "3",
    ("-2.5", "0"): "-3",
    ("1.005", "0.00"): "1.01",
    ("-0.4", "0"): "0",
    ("1234.5", "#,##0.0##"): "1,234.5",
    ("12", '0"人"'): "12人",
    ("7", "000"): "007",
    ("1234", "[Red]#,##0;[Blue]-#,##0"): "1,234",
    ("1234", "[$¥-411]#,##0"): "¥1,234",
    ("1234", "#,##0_);(#,##0)"): "1,234",
    ("-1234", "#,##0_);(#,##0)"): "(1,234)",
    ("1234", ";;;"): "",
    ("1234", "\\\\#,##0"): "\\1,234",
    ("5200", "@"): "5200",
    ("5200", "G/標準"): "5200",
    ("5200", "[DBNum3][$-ja-JP]#,##0"): "５,２００",
    ("0", '[=0]"-";#,##0'): "-",
    ("1234", '[Red][<0]"▲"#,##0;#,##0'): "1,234",
    ("-1234", '[Red][<0]"▲"#,##0;#,##0'): "▲1,234",
    ("5", '[<0]"▲"0;[=0]"-";0'): "5",
    ("1234567", r"[<=999]000;[<=9999]000\-00;000\-0000"): "123-4567",
    ("312345678", r"[<=99999999]####\-####;\(00\)\ ####\-####"): "(03)1234-5678",
    ("0.5", "# ?/?"): "1/2",
    ("0.666666666666667", "# ?/?"): "2/3",
    ("0.5", "# ?/10"): "5/10",
    ("1", "# ?/?"): "1",
}


@pytest.mark.parametrize(("given", "shown"), SHOWN.items())
def test_numbers(given: tuple[str, str], shown: str) -> None:
    """A number is printed as its format shows it, exactly."""
    assert number.shown(Decimal(given[0]), given[1]) == shown


NOT_UNDERSTOOD = {
    "0.00E+00": "1234", "[h]:mm": "1234", "[DBNum1]#,##0": "1234", "*-0": "1234", "[$-F800]#,##0": "1234", r"#\ ##0": "1234",
    '0"円"00"銭"': "1234", "[<0]0;0;0": "1234", "0;[=0]0": "1234", "[>9999]0": "1234", '[=0]"-";#,##0': "-1234",
    "[<0]#,##0;#,##0": "-1234", "# ?/?": "0.33", "# ?/2": "0.25", "# ??/??": "1.5",
}  # fmt: skip


@pytest.mark.parametrize(("shape", "given"), NOT_UNDERSTOOD.items())
def test_formats_that_are_not_understood(shape: str, given: str) -> None:
    """A number whose print is not known is none: better a sentence than another figure."""
    assert number.shown(Decimal(given), shape) is None


@pytest.mark.parametrize("value", [20.1, 0.1 + 0.2, 1e21, 123456789012345.0, 5e-7])
def test_floating_point_leaves_no_trace(value: float) -> None:
    """What binary floating point adds is not printed."""
    text = number.shown(value, "General")
    assert text is not None
    assert float(text) == pytest.approx(value)
    assert len(text.replace(".", "").strip("0")) <= 15


DAYS = {
    "yyyy/m/d": "2026/4/1",
    "ggge年m月d日": "令和8年4月1日",
    '[$-411]ggge"年"m"月"d"日"': "令和8年4月1日",
    "yyyy年m月": "2026年4月",
    "ge.m.d": "R8.4.1",
    "ge-m-d": "R8-4-1",
    "m月d日(aaa)": "4月1日(水)",
    "[$-ja-JP-x-gannen]ggge年m月d日": "令和8年4月1日",
    '[DBNum1][$-411]ggge"年"m"月"d"日"': "令和八年四月一日",
    "[DBNum1]yyyy年": "二〇二六年",
    "[DBNum3]yyyy年m月": "２０２６年４月",
    "[$-F800]dddd, mmmm dd, yyyy": "2026年4月1日",
    "h:mm": "2026年4月1日",
}


@pytest.mark.parametrize(("shape", "shown"), DAYS.items())
def test_days(shape: str, shown: str) -> None:
    """A date is printed as its format shows it, by its era too; a date in a format not understood is plain."""
    assert day.shown(datetime(2026, 4, 1), shape) == shown  # noqa: DTZ001  # a cell has no time zone


@pytest.mark.parametrize(("shape", "shown"), [("ggge年", "令和1年"), ("[$-ja-JP-x-gannen]ggge年", "令和元年")])
def test_the_first_year_of_an_era(shape: str, shown: str) -> None:
    """The format says whether it is 1 or 元."""
    assert day.shown(datetime(2019, 5, 1), shape) == shown  # noqa: DTZ001


def test_words_in_a_format_that_is_not_understood() -> None:
    """No amount is at stake, so that the worksheet is read; a number in words may be one."""

    def fill(sheet: Worksheet) -> None:
        for name, value in (("A1", "委託料"), ("A2", "5千円")):
            sheet[name], sheet[name].number_format = value, "@*-"

    (page,) = opened(book(fill)).pages
    assert ([text for text, _ in page.lines[1:]], [one.kind for one in page.troubles]) == (["委託料"], ["format"])


DAY_CELLS = {
    '[$-411]ggge"年度"': "令和8年度",
    "[DBNum1]ggge": "令和八",
    "yyyy/m/d": "2026/4/1",
    "#,##0": "46,113",
    "G/標準": "46113",
}


@pytest.mark.parametrize(("shape", "shown"), DAY_CELLS.items())
def test_a_number_that_is_a_day(shape: str, shown: str) -> None:
    """Days are numbers of a workbook; the format tells, where openpyxl does not know it too."""

    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A1"].number_format = 46113, shape

    (page,) = opened(book(fill)).pages
    assert ([text for text, _ in page.lines[1:]], page.troubles) == ([shown], ())


def test_a_table() -> None:
    """Worksheets are pages: the name, then text as lines and tables as rows, each with its place."""

    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "事業名:\n森の事業"
        for row, cells in enumerate(HEAD, 3):
            for column, value in enumerate(cells, 2):
                sheet.cell(row, column, value).border = Border(left=THIN, right=THIN)

    (page,) = opened(book(fill)).pages
    assert page.lines == (
        ("表1", "sheet=%E8%A1%A81"),
        ("事業名:森の事業", "sheet=%E8%A1%A81&range=A1"),
        ("区分\t事業費", "sheet=%E8%A1%A81&range=B3:C3"),
        ("要求額\t1234", "sheet=%E8%A1%A81&range=B4:C4"),
    )


def test_merged_cells() -> None:
    """A merged heading stands in its first column; the columns below it keep their places."""

    def fill(sheet: Worksheet) -> None:
        rows(sheet, ["区分", "財源", None, "計"], [None, "国", "県", None], ["要求額", 1, 2, 3])
        for area in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(area)

    assert text_of(book(fill))[1:] == ["区分\t財源\t\t計", "\t国\t県\t", "要求額\t1\t2\t3"]


@pytest.mark.parametrize(
    ("hide", "left"),
    [
        ("column", ["区分\t国費\t一般財源", "前年度\t200\t1000", "要求額\t234\t1000"]),
        ("row", ["区分\t事業費\t国費\t一般財源", "要求額\t1234\t234\t1000"]),
        ("zero", ["区分\t国費\t一般財源", "前年度\t200\t1000", "要求額\t234\t1000"]),
        ("white", ["区分\t事業費\t国費\t一般財源", "前年度\t1200\t200\t1000", "要求額\t\t234\t1000"]),
        ("format", ["区分\t事業費\t国費\t一般財源", "前年度\t1200\t200\t1000", "要求額\t\t234\t1000"]),
    ],
)
def test_what_nobody_sees_is_not_read(hide: str, left: list[str]) -> None:
    """Hidden rows and columns are left out with a notice; the others stay in their columns."""

    def fill(sheet: Worksheet) -> None:
        table(sheet)
        if hide == "row":
            sheet.row_dimensions[2].hidden = True
        elif hide in {"column", "zero"}:
            how = sheet.column_dimensions["B"]
            how.hidden, how.width = hide == "column", 0.01
        elif hide == "white":
            sheet["B3"].font = Font(color="FFFFFFFF")
        else:
            sheet["B3"].number_format = ";;;"

    (page,) = opened(book(fill)).pages
    assert [text for text, _ in page.lines[1:]] == left
    assert {notice.kind for notice in page.notices} <= {"hidden", "unseen"}
    assert page.notices


def test_white_on_a_ground() -> None:
    """White letters on a dark cell are seen."""

    def fill(sheet: Worksheet) -> None:
        table(sheet)
        sheet["B1"].font, sheet["B1"].fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF003366")

    assert text_of(book(fill))[1].startswith("区分\t事業費")


def test_a_hidden_worksheet() -> None:
    """A hidden worksheet is no part of the sheet; a notice says so."""

    def hidden(sheet: Worksheet) -> None:
        table(sheet)
        sheet.sheet_state = "hidden"

    first, second = opened(book(table, hidden)).pages
    assert (len(first.lines), second.lines) == (4, ())
    assert [notice.kind for notice in second.notices] == ["hidden"]


def test_words_in_the_margins() -> None:
    """A unit above a printed worksheet is read, numbers of pages and codes of letters are not."""

    def fill(sheet: Worksheet) -> None:
        sheet.title = "要求書"
        sheet["A1"], sheet["B1"] = "要求額", 1000
        assert sheet.oddHeader is not None
        assert sheet.oddFooter is not None
        sheet.oddHeader.left.text, sheet.oddHeader.right.text = "&A", '&"MS 明朝,太字"&9(単位:千円)'
        sheet.oddFooter.left.text, sheet.oddFooter.center.text = "財政課\n予算係", "&P / &N ページ"

    assert text_of(book(fill)) == ["要求書", "(単位:千円)", "要求書", "要求額\t1000", "財政課", "予算係"]


def test_a_formula_without_its_result() -> None:
    """A formula that was never computed is named: an empty cell would be a wrong reading."""

    def fill(sheet: Worksheet) -> None:
        rows(sheet, ["区分", "事業費"], ["計", "=SUM(1,2)"])

    with pytest.raises(errors.PagesUnsure) as caught:
        opened(book(fill)).sure()
    assert "B2" in caught.value.ja


def test_a_formula_whose_result_is_no_text() -> None:
    """`IF(E6="","",E6)` saved with the empty text is an empty cell: the type of the cell says that it was computed."""

    def fill(sheet: Worksheet) -> None:
        table(sheet)
        sheet["D3"] = '=IF(E3="","",E3)'

    parts = zipfile.ZipFile(io.BytesIO(book(fill)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in parts.namelist():
            part = parts.read(name)
            made.writestr(name, re.sub(rb'(<c r="D3"[^>]*?)(?: t="\w+")?>', rb'\1 t="str">', part))
    (page,) = opened(out.getvalue()).pages
    assert (page.lines[-1][0], page.troubles) == ("要求額\t1234\t234\t", ())


def test_halves_of_a_cell() -> None:
    """A row in which one cell alone begins is the lower half of the row above."""

    def fill(sheet: Worksheet) -> None:
        rows(
            sheet,
            ["No.", "細事業名", "要求額"],
            ["1", "植樹", "予算案 未定"],
            [None, None, "要求 7,974千円"],
            ["2", "間伐", "要求 500千円"],
        )
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B2:B3")

    assert text_of(book(fill))[2:] == ["1\t植樹\t予算案 未定 要求 7,974千円", "2\t間伐\t要求 500千円"]


def test_a_sheet_formatted_to_its_end() -> None:
    """A stray cell at the far end takes neither time nor memory."""

    def fill(sheet: Worksheet) -> None:
        table(sheet)
        sheet["XFD1048576"] = "終"

    assert text_of(book(fill))[-1] == "終"


def test_a_stage_of_columns_that_nobody_fills() -> None:
    """A grid of narrow columns, merged by threes, gives the columns that are filled."""

    def fill(sheet: Worksheet) -> None:
        for row, cells in enumerate(WIDE, 1):
            for place, value in enumerate(cells):
                cell = sheet.cell(row, 1 + 3 * place, value)
                cell.border = Border(left=THIN)
                sheet.merge_cells(start_row=row, end_row=row, start_column=1 + 3 * place, end_column=3 + 3 * place)

    assert text_of(book(fill))[1:] == ["区分\t国費\t県費", "要求額\t1\t2"]


def _rich(*runs: tuple[str, InlineFont | None]) -> CellRichText:
    return CellRichText([text if font is None else TextBlock(font, text) for text, font in runs])


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (_rich(("1", InlineFont(strike=True)), ("20", None)), "struck"),
        (_rich(("120", None), ("1", InlineFont(vertAlign="superscript"))), "glued"),
        (_rich(("1", InlineFont(color=Color(rgb="FFFEFEFE"))), ("20", None)), "covered"),
        (_rich(("旧称", InlineFont(strike=True)), ("森の事業", None)), None),
        (_rich(("面積m", None), ("2", InlineFont(vertAlign="superscript"))), None),
    ],
)
def test_letters_of_several_looks(value: CellRichText, kind: str | None) -> None:
    """A part of a figure struck out, raised or out of sight is refused; a name struck out or a square metre is read."""

    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = value

    (page,) = opened(book(fill)).pages
    assert [trouble.kind for trouble in page.troubles] == ([] if kind is None else [kind])


def test_a_struck_cell() -> None:
    """A figure struck out as a whole is refused."""

    def fill(sheet: Worksheet) -> None:
        table(sheet)
        sheet["B3"].font = Font(strike=True)

    assert [trouble.kind for trouble in opened(book(fill)).pages[0].troubles] == ["struck"]


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (Color(indexed=9), None),
        (Color(theme=0), "FFFFFFFF"),
        (Color(theme=1), "FF000000"),
        (Color(rgb="FFFEFEFE"), None),
        (Color(theme=1, tint=1.0), None),
    ],
)
def test_letters_in_the_colour_of_their_cell(ink: Color, ground: str | None) -> None:
    """However the two colours are written, letters that nobody sees are left out with a notice."""

    def fill(sheet: Worksheet) -> None:
        table(sheet)
        sheet["B3"].font = Font(color=ink)
        if ground is not None:
            sheet["B3"].fill = PatternFill("solid", fgColor=ground)

    (page,) = opened(book(fill)).pages
    assert page.lines[3][0] == "要求額\t\t234\t1000"
    assert [(notice.kind, notice.count) for notice in page.notices] == [("unseen", 4)]


def test_a_minus_by_its_colour_alone() -> None:
    """A negative number printed in red without a sign is refused."""
    assert number.shown(-120, "#,##0;[Red]#,##0") is None


@pytest.mark.parametrize(
    ("shape", "shown"),
    [
        ("@", "120"),
        ("General", "120"),
        (";;;", ""),
        ('0;0;0;"▲"@', "▲120"),
        ("_ * #,##0_ ;_ @_ ", "120"),
        ("#,##0", "120"),
        ("[DBNum1]@", "120"),
    ],
)
def test_texts(shape: str, shown: str) -> None:
    """A text is printed by the section of its format that is for texts."""
    assert number.text("120", shape) == shown


def test_noughts_that_are_not_shown() -> None:
    """A worksheet that shows no noughts shows blank cells."""

    def fill(sheet: Worksheet) -> None:
        rows(sheet, ["区分", "国費", "県費"], ["要求額", 0, 2])
        sheet.sheet_view.showZeros = False

    assert text_of(book(fill))[2] == "要求額\t\t2"


def test_a_blank_row_under_the_headings() -> None:
    """A column blank below the row keeps its place."""

    def fill(sheet: Worksheet) -> None:
        rows(sheet, ["区分", "R6", "R7", "R8"], [], ["参加者数", None, 130, 140])

    assert text_of(book(fill))[1:] == ["区分\tR6\tR7\tR8", "参加者数\t\t130\t140"]


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        (
            Rule("cellIs", operator="greaterThan", formula=["0"], dxf=DifferentialStyle(font=Font(color="FFFFFFFF"))),
            ["format"],
        ),
        (Rule("expression", formula=["TRUE"], dxf=DifferentialStyle(numFmt=NumberFormat(200, '"▲"0'))), ["format"]),
        (Rule("expression", formula=["TRUE"], dxf=DifferentialStyle(font=Font(vertAlign="superscript"))), ["format"]),
        (Rule("expression", formula=["TRUE"], dxf=DifferentialStyle(font=Font(sz=1))), ["format"]),
        (Rule("cellIs", operator="lessThan", formula=["0"], dxf=DifferentialStyle(font=Font(color="FFFF0000"))), []),
        (
            Rule(
                "cellIs",
                operator="lessThan",
                formula=["0"],
                dxf=DifferentialStyle(fill=PatternFill("solid", bgColor="FFFFFF00")),
            ),
            [],
        ),
    ],
)
def test_formats_on_a_condition(rule: Rule, kinds: list[str]) -> None:
    """A condition that may hide or change a figure is refused; one that colours it is not."""

    def fill(sheet: Worksheet) -> None:
        table(sheet)
        sheet.conditional_formatting.add("B3", rule)

    assert [trouble.kind for trouble in opened(book(fill)).pages[0].troubles] == kinds


@pytest.mark.parametrize(
    ("value", "width", "kinds"),
    [(120, 1, ["format"]), (500 / 13, 9, ["format"]), (1234567, 9.14, []), (120, 3.7, []), (38.5, 9, [])],
)
def test_a_number_wider_than_its_column(value: float, width: float, kinds: list[str]) -> None:
    """What a person sees as crosses or cut short is refused."""

    def fill(sheet: Worksheet) -> None:
        rows(sheet, ["区分", "国費"], ["要求額", 1])
        sheet["B2"] = value
        sheet.column_dimensions["B"].width = width
        sheet["B1"] = "見出しは幅を問わない"

    assert [trouble.kind for trouble in opened(book(fill)).pages[0].troubles] == kinds

"""CSV inside a text: what is one, what is none, and what nobody can tell."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.text.scan import Kind, scan
from tests.support.builders import piped, proves, repeated, rows_of, source, tabbed, tall

HEAD = ["区分", "事業費", "国庫支出金", "備考"]
amounts = st.sampled_from(
    ["0", "-", "", "950", "800", "12", "48000", "9,600", "1,234,567", "▲310", "12.5", "31,400千円", "0.3人"]
)
remarks = st.sampled_from(
    ["", "新規", "橋と道, 川", "「橋」を直す", 'いわゆる"橋"', "上の段\n下の段", "5,6年度", "1,200千円の減"]
)
bodies = st.lists(st.tuples(amounts, amounts, remarks), min_size=1, max_size=6)
names = ["要求額", "計上額", "前年度当初予算額", "査定額", "保留", "別途"]


def written(rows: list[list[str]], ending: str = "\n") -> str:
    """A table as a spreadsheet writes CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator=ending).writerows(rows)
    return out.getvalue()


def shown(text: str) -> list[list[str]]:
    """The cells of each row that has any, without the spaces around them."""
    return [[cell.text.strip() for cell in row.cells] for row in rows_of(source(text)) if row.cells]


def csv_lines(text: str) -> list[int]:
    """The lines of a text that are CSV."""
    return sorted(source(text).drawing.records)


@given(body=bodies, ending=st.sampled_from(["\n", "\r\n"]))
@proves
def test_what_csv_writes_is_read_back(body: list[tuple[str, str, str]], ending: str) -> None:
    """Every cell in its place, quotes and the ends of lines in it or not, and the figures of each cell as if it stood alone."""
    rows = [HEAD, *([name, *cells] for name, cells in zip(names, body, strict=False)), ["計", "48000", "9,600", ""]]
    made = source(written(rows, ending))
    found = [row for row in rows_of(made) if row.cells]
    assert [[cell.text.strip().replace('""', '"') for cell in row.cells] for row in found] == rows
    assert {row.kind for row in found} == {"tab"}
    for cell in (cell for row in found for cell in row.cells[1:]):
        alone = [f"、{line}"[t.start : t.end] for line in cell.text.splitlines() for t in scan(f"、{line}")]
        assert [figure.printed for figure in cell.figures] == alone


@given(body=bodies)
@proves
def test_no_number_is_merged_or_parted(body: list[tuple[str, str, str]]) -> None:
    """In a table of CSV every figure lies in one cell, and a cell that is an amount is that amount."""
    rows = [HEAD, *([name, *cells] for name, cells in zip(names, body, strict=False)), ["計", "48000", "9,600", ""]]
    made = source(written(rows))
    for row in rows_of(made):
        for cell in row.cells:
            assert all(cell.start <= f.start < f.end <= cell.start + len(cell.text) for f in cell.figures)
            assert all(made.text[f.start : f.end] == f.printed for f in cell.figures)
            if cell.index in {1, 2} and row.first_line > 1 and not cell.is_blank:
                assert cell.figure is not None
                assert cell.figure.printed == cell.text.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区分,事業費,一般財源\n要求額,48000,32000\n", [["区分", "事業費", "一般財源"], ["要求額", "48000", "32000"]]),
        ('区分,事業費,備考\n要求額,"48,000",\n', [["区分", "事業費", "備考"], ["要求額", "48,000", ""]]),
        ("川,橋,道\n草,900,400\n計,9600,4800\n", [["川", "橋", "道"], ["草", "900", "400"], ["計", "9600", "4800"]]),
        ("川の表\n区分,事業費,国費\n要求額,9600,-\n", [["川の表"], ["区分", "事業費", "国費"], ["要求額", "9600", "-"]]),
        ("川の表,,\n区分,事業費,国費\n要求額,9600,NaN\n", [["川の表"], ["区分", "事業費", "国費"], ["要求額", "9600", ""]]),
        ('区分,"前年度\n予算額",国費\n要求額,9600,0\n', [["区分", "前年度\n予算額", "国費"], ["要求額", "9600", "0"]]),
        ('区分, "事業費" ,国費\n要求額, "9,600",0\n', [["区分", "事業費", "国費"], ["要求額", "9,600", "0"]]),
        ("事業名,川\n川,橋,道\n計,9600,4800\n", [["事業名", "川"], ["川", "橋", "道"], ["計", "9600", "4800"]]),
    ],
)  # fmt: skip
def test_records(text: str, expected: list[list[str]]) -> None:
    """Records have cells by place; a title that stands alone in its row is a line of text."""
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1,234,567\n2,345,678\n3,456,789\n",
        "要求額 1,234,567\n計上額 2,345,678\n",
        "5,6,7年度に行う。\n8,9,10年度に終える。\n",
        "川を直し,橋を架け,道を広げる。\n人を育て,組織を支え,次の世代に渡す。\n",
        "2024,2025,2026年度に、12,300千円ずつ使う。\n2027,2028,2029年度に、11,000千円ずつ使う。\n",
        "事業費は,12,300千円である。\n前年度は,11,000千円であり,\n減額した。\n",
        '「橋」,「道」,"川"\n山,森,"里"\n',
        '{"a": 1, "b": 2, "c": 3000}\n{"a": 1, "b": 2, "c": 4000}\n',
        "区分,事業費\n要求額,48000\n",
        '区分,事業費,"国費\n要求額,48000,32000\n',
    ],
)
def test_what_is_no_csv(text: str) -> None:
    """Prose, lists of numbers, amounts one a line, two cells, quotes that nothing closes: read as before."""
    made = source(text)
    assert csv_lines(text) == []
    assert made.drawn == text
    assert [(f.start, f.kind, f.number) for f in made.figures] == [
        (line.start + token.start, token.kind, token.number) for line in made.lines for token in scan(line.text)
    ]


@pytest.mark.parametrize("draw", [piped, tabbed, tall])
@given(body=bodies)
@proves
def test_tables_of_other_drawings_are_none(draw: object, body: list[tuple[str, str, str]]) -> None:
    """Amounts with commas between bars, tabs or one a line."""
    assert callable(draw)
    rows = [HEAD, *([name, first, second, "川"] for name, (first, second, _) in zip(names, body, strict=False))]
    made = source(draw(rows))
    assert made.drawing.records == frozenset()
    assert made.drawing.in_doubt == frozenset()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("区分,要求額,前年度\n草刈り,950,800\n植樹,9600,4800\n計,1,200,950\n", [["950,800"], ["9600", "4800"], ["1,200,950"]]),
        ("区分,要求額,前年度\n草刈り,1,200,950\n計,2,100,1,950\n", [["1,200,950"], ["2,100,1,950"]]),
        ("区分,要求額,前年度,,\n計,300,100\n", [["300,100"]]),
    ],
)  # fmt: skip
def test_commas_that_nobody_can_tell_apart(text: str, numbers: list[list[str]]) -> None:
    """Where a comma may part cells or group a number, the number is not read at all."""
    made = source(text)
    assert [[f.printed for f in found] for found in made.by_line.values()] == numbers
    grouped = [f for f in made.figures if "," in f.printed]
    assert all(f.kind is Kind.MALFORMED and f.number is None for f in grouped)


def test_blocks_decide_each_for_itself() -> None:
    """Tables of different width after one another; a row by itself is one of them where it is as long and tells."""
    text = "区分,事業費,国費\n要求額,9600,4800\n\n細事業,要求額,前年度,備考\n草刈り,4200,3900,増\n\n計,9600,4800\n\n令和5,6年度\n"
    assert csv_lines(text) == [1, 2, 4, 5, 7]


def test_quoted_cells_of_a_tabbed_row() -> None:
    """As a spreadsheet puts them into the clipboard: a cell of two lines is one cell, its row one row."""
    (row, following) = (row for row in rows_of(source('区分\t"前年度\n予算額"\t"3,000"\n計\t1\t"2')) if row.cells)
    assert [cell.text.strip() for cell in row.cells] == ["区分", "前年度\n予算額", "3,000"]
    assert (row.kind, row.first_line, row.last_line) == ("tab", 1, 2)
    assert [cell.text for cell in following.cells] == ["計", "1", '"2']


@pytest.mark.parametrize(
    "piece", ['a,"', ",", "1,", 'a,b,"x\n', '",\n', "a,b,1234\n", 'a,"b\n",c,,\n', '"\t\n', '\t"a\n']
)
def test_a_long_repetition_comes_to_an_end(piece: str) -> None:
    """Nothing is repeated so often that reading does not end; how long it takes is measured in benchmarks."""
    made = source(repeated(piece))
    assert len(made.drawn) == len(made.text)


def test_tables_of_other_lengths_between_empty_records() -> None:
    """An empty record parts two tables; a file that quotes its grouped numbers groups none without quotes."""
    head = "(単位:千円)\n事業名,花壇,,\n,,,\n区分,事業費,国庫支出金,県債,寄附金,一般財源\n"
    text = f'{head}要求額,"2,454",680,774,0,"1,000"\n査定額,"1,557",0,557,0,"1,000"\n'
    found = [[cell.label for cell in row.cells] for row in rows_of(source(text)) if row.kind == "tab"]
    assert found[-3:] == [
        ["区分", "事業費", "国庫支出金", "県債", "寄附金", "一般財源"],
        ["要求額", "2,454", "680", "774", "0", "1,000"],
        ["査定額", "1,557", "0", "557", "0", "1,000"],
    ]


def test_semicolons_part_cells() -> None:
    """A text with as many semicolons on every line is CSV, too; its commas group numbers."""
    text = '項目;要求額;備考\n花の苗;1,200;"春;秋"\n\n計;1,200;\n'
    assert shown(text.replace('"春;秋"', "春")) == [
        ["項目", "要求額", "備考"],
        ["花の苗", "1,200", "春"],
        ["計", "1,200", ""],
    ]
    assert csv_lines(text) == []


@pytest.mark.parametrize("text", ["花の苗;1,200;\n計;1,200\n", "花の苗;1,200\n計;1,200\n", 'a;"b;c\nd;e;f\n'])
def test_semicolons_that_part_no_cells(text: str) -> None:
    """Lines with fewer semicolons than others, with one alone, or a quote that nothing closes."""
    assert all("\t" not in line.drawn for line in source(text).lines)


def test_small_numbers_in_a_block_as_wide_as_another() -> None:
    """0,0 lists nothing where every record of its block is as wide as a table that only CSV prints."""
    first = "区分,要求額,前年度,増減\n花の苗,1200000,900000,300000\n計,1200000,900000,300000\n,,,\n"
    assert csv_lines(f"{first}財源,要求額,前年度,\n使用料,0,0,\n一般財源,1200000,900000,\n") == list(range(1, 8))

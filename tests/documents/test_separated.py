"""CSV with semicolons or bars is a document of rows; what is so in part, or has commas or tabs, stays a text."""

import pytest

from structurer.documents.intake import opened

ROWS = [["事業名", "湖岸の清掃", "", ""], ["財源内訳", "", "", "(単位:千円)"], ["区分", "事業費", "国庫\n支出金", "一般財源"],
        ["要求額", "48,000", "16,000", "32,000"], ["計上額", "42,000", "14,000", "28,000"]]  # fmt: skip
READ = ["事業名\t湖岸の清掃\t\t", "財源内訳 (単位:千円)", "区分\t事業費\t国庫支出金\t一般財源", "要求額\t48,000\t16,000\t32,000",
        "計上額\t42,000\t14,000\t28,000"]  # fmt: skip


def written(mark: str, end: str = "\r\n") -> str:
    """The rows as CSV, quoted where they must be."""
    quoted = [[f'"{text}"' if set(text) & {mark, ",", "\n"} else text for text in row] for row in ROWS]
    return "".join(mark.join(row) + end for row in quoted)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp"])
def test_rows(encoding: str) -> None:
    """Each record is a row with its number, in whatever encoding."""
    found = opened("sheet.csv", written(";").encode(encoding))
    assert (found.kind, [line.text for line in found.lines]) == ("csv", READ)
    assert [line.place for line in found.lines] == [f"row={n}" for n in range(1, 6)]


def test_bars() -> None:
    """So are records with bars between their cells; a table of Markdown, which has them around each row, is a text."""
    assert [line.text for line in opened("sheet.csv", written("|").encode()).lines] == READ
    framed = "|区分|要求額|\n|---|---|\n|清掃|1200千円|\n"
    assert opened("sheet.md", framed.encode()).whole == framed


def test_a_blank_record_and_the_mark_said() -> None:
    """Excel's first line says the mark and is no record; a blank line is a row of nothing, so that the others keep their numbers."""
    found = opened("sheet.csv", "sep=;\n区分;要求額\n\n清掃;1200千円\n".encode())
    assert [(line.text, line.place) for line in found.lines if line.text] == [
        ("区分\t要求額", "row=2"),
        ("清掃\t1200千円", "row=4"),
    ]


@pytest.mark.parametrize("mark", [",", "\t"])
def test_lines_stay(mark: str) -> None:
    """What commas or tabs part is kept to the character: a record over two lines stands on those two."""
    found = opened("sheet.csv", written(mark, "\n").encode())
    assert (found.kind, found.whole) == ("text", written(mark, "\n"))


def test_columns_that_no_row_fills() -> None:
    """Columns of a grid of narrow columns that nothing fills are left off; a blank row stays."""
    found = opened("sheet.csv", "区分;;要求額;;\n;;;;\n清掃;;1200千円;;\n".encode())
    assert [line.text for line in found.lines] == ["区分\t要求額", "\t", "清掃\t1200千円"]


@pytest.mark.parametrize(
    "text",
    [
        '要求額 1,234千円、うち "国費" 234千円\n計上額 1,000千円\n',
        '要求額,"1,234千円"\n一般財源\n',
        "区分,要求額,計上額\n清掃,4800,4200千円\n",
        '要求額,"900",400千円\n計上額,"800",300千円\n',
        '区分;"要求額\n清掃;1200千円\n',
    ],
)
def test_texts(text: str) -> None:
    """Sentences, records of several lengths, commas that may group numbers and quotes that nothing closes leave a text as it is."""
    found = opened("sheet.csv", text.encode())
    assert (found.kind, found.whole) == ("text", text)

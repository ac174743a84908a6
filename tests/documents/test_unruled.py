"""Tables of a PDF without ruling lines: cells by their place, or no table."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest

pytest.importorskip("reportlab", reason="PDFs are made with reportlab: pip install 'structurer[dev-all]'")
pytest.importorskip("tests.support.printing")  # skips where no Japanese font is

from reportlab.pdfgen.canvas import Canvas

from tests.documents.test_pdf import drawn
from tests.support.document_facts import text_of

LEFT = (50, 120, 160, 200, 250)
"""Where the columns begin."""
HEADS = ("区分", "予算額", "国費", "県債", "一般財源")
Texts = Mapping[float, Sequence[str | None]]


def printed(texts: Texts, *more: tuple[float, float, str], left: Sequence[float] = LEFT) -> list[str]:
    """The lines of a page with texts by their height, each in its column, and more by their place."""

    def page(canvas: Canvas) -> None:
        for down, row in texts.items():
            for across, text in zip(left, row, strict=False):
                if text is not None:
                    canvas.drawString(across, down, text)
        for across, down, text in more:
            canvas.drawString(across, down, text)

    return text_of(drawn(page))


def test_blank_cells() -> None:
    """A column that no row fills keeps its place; columns stand as close as a space is wide."""
    rows: Texts = {
        280: HEADS,
        260: ("要求額", "48,000", "16,000", None, "32,000"),
        240: ("計上額", "42,000", "10,000", None, "32,000"),
    }
    assert printed(rows) == ["\t".join(HEADS), "要求額\t48,000\t16,000\t\t32,000", "計上額\t42,000\t10,000\t\t32,000"]


@pytest.mark.parametrize("grounds", [(274, 234), (254,), (254, 234, 214)])
def test_grounds_of_some_rows(grounds: Sequence[float]) -> None:
    """The grounds of some rows, a fill a cell as browsers paint them, are no table of their own between the others."""
    rows: Texts = {
        280: HEADS,
        260: ("要求額", "48,000", "16,000", None, "32,000"),
        240: ("計上額", "42,000", "10,000", None, "32,000"),
        220: ("保留", "6,000", "6,000", "0", "0"),
    }

    def page(canvas: Canvas) -> None:
        canvas.setFillGray(0.95)
        for down in grounds:
            for left, right in pairwise((*(at - 3 for at in LEFT), 300)):
                canvas.rect(left, down, right - left, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        for down, row in rows.items():
            for across, text in zip(LEFT, row, strict=True):
                canvas.drawString(across, down, text or "")

    assert text_of(drawn(page)) == ["\t".join(text or "" for text in row) for row in rows.values()]


def test_cells_of_several_lines() -> None:
    """Cells are centred on the numbers of their row, as LibreOffice sets them; a unit that breaks off is the number's."""
    rows: Texts = {
        280: ("細事業", "内容", "前年度", "要求額"), 253: (None, "調査を", None, "1,200千"), 246: ("補修", None, "800千円"),
        239: (None, "行う。", None, "円"), 206: ("合計", None, "800千円", "1,200千円"),
    }  # fmt: skip
    assert printed(rows, left=(50, 120, 200, 260)) == [
        "細事業\t内容\t前年度\t要求額", "補修\t調査を行う。\t800千円\t1,200千円", "合計\t\t800千円\t1,200千円",
    ]  # fmt: skip


def test_cells_at_the_top() -> None:
    """Cells may have their first line on the height of the numbers."""
    rows: Texts = {
        280: ("細事業", "内容", "前年度", "要求額"), 255: ("補修", "調査を", "800", "1,200"), 243: (None, "行う。"),
        220: ("清掃", "落葉を", "200", "300"), 208: (None, "除く。"),
    }  # fmt: skip
    assert printed(rows, left=(50, 120, 200, 260)) == [
        "細事業\t内容\t前年度\t要求額", "補修\t調査を行う。\t800\t1,200", "清掃\t落葉を除く。\t200\t300",
    ]  # fmt: skip


def test_a_table_within_a_cell() -> None:
    """What stands closer to the row above than to the one below belongs to it, whatever gaps its own lines have."""
    rows: Texts = {
        280: ("細事業", "内容", "前年度", "要求額"), 255: ("補修", "補助する。", "800", "1,200"), 242: (None, "率 半分"),
        220: (None, "上限 なし"), 195: ("清掃", "落葉", "200", "300"),
    }  # fmt: skip
    assert printed(rows, left=(50, 120, 200, 260))[1:] == [
        "補修\t補助する。率 半分上限 なし\t800\t1,200",
        "清掃\t落葉\t200\t300",
    ]


def test_a_title_over_the_table() -> None:
    """A title that happens to stand over the middle of some columns is no heading of theirs."""
    rows: Texts = {264: HEADS, 240: ("要求額", "48,000", "16,000", "1", "31,999")}
    assert printed(rows, (50, 284, "財源内訳の表(単位:千円)"))[:2] == ["財源内訳の表(単位:千円)", "\t".join(HEADS)]


def test_headings_over_several_columns() -> None:
    """A heading in the middle of several columns stands over the first; one over two rows in the upper."""
    rows: Texts = {248: (None, None, *HEADS[2:]), 264: HEADS[:2], 220: ("要求額", "48,000", "16,000", None, "32,000"),
                   200: ("計上額", "42,000", "10,000", None, "32,000")}  # fmt: skip
    assert printed(rows, (205, 280, "財源内訳"))[:2] == ["区分\t予算額\t財源内訳\t\t", "\t\t国費\t県債\t一般財源"]


def test_a_heading_at_another_edge() -> None:
    """A heading at the left of its column belongs to the numbers at the right of it where nothing else does."""
    heads = [(120, 280, "要求額"), (180, 280, "前年度")]
    rows: Texts = {280: ("区分",), 260: ("清掃",), 240: ("補修",)}
    numbers = [(122, 260, "1,200"), (212, 260, "900"), (122, 240, "2,000"), (212, 240, "800")]
    assert printed(rows, *heads, *numbers) == ["区分\t要求額\t前年度", "清掃\t1,200\t900", "補修\t2,000\t800"]


ROWS: Texts = {260: ("要求額", "48,000", "16,000"), 240: ("計上額", "42,000", "10,000")}
PARTLY: Texts = {264: HEADS, 240: ("要求額", "48,000", "16,000", "1", "31,999")}


@pytest.mark.parametrize(
    ("texts", "more", "heads"),
    [
        (ROWS, (), []),
        ({280: ("区分", "予算額"), **ROWS}, (), ["区分\t予算額\t"]),
        ({276: ("区分", "予算額", "国費"), **ROWS}, ((135.0, 292.0, "財源"),), ["財源", "区分\t予算額\t国費"]),
    ],
    ids=["no headings", "a column without a heading", "a heading that may be another's"],
)
def test_headings_that_are_not_sure(texts: Texts, more: tuple[tuple[float, float, str], ...], heads: list[str]) -> None:
    """Where it is not sure what a heading stands over, it gets no other column than its own, and the cells keep theirs."""
    assert printed(texts, *more) == [*heads, "要求額\t48,000\t16,000", "計上額\t42,000\t10,000"]


def test_a_sentence_ends_a_table() -> None:
    """What runs across the columns is none of the rows."""
    across = "以上のとおり要求する。なお端数は切り捨てた。 1,000 2,000"
    assert [line.count("\t") for line in printed(PARTLY, (50.0, 220.0, across))] == [4, 4, 0]


def test_two_tables_close_to_each_other() -> None:
    """Headings begin another table."""
    rows: Texts = {
        280: HEADS,
        262: ("要求額", "48,000", "16,000", "1", "31,999"),
        244: HEADS,
        226: ("計上額", "42,000", "10,000", "1", "31,999"),
    }
    assert printed(rows)[2].split("\t") == list(HEADS)

"""Word documents: as the last version would be printed."""

import io
from collections.abc import Callable

import pytest

pytest.importorskip("docx", reason="Word documents are read with python-docx: pip install 'structurer[documents]'")

import docx
from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from tests.support.document_facts import opened, text_of


def word(*fill: Callable[[Document], object]) -> bytes:
    """A Word document that some functions fill."""
    made = docx.Document()
    for one in fill:
        one(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def table(made: Document) -> None:
    """A table of two rows."""
    found = made.add_table(2, 3)
    for row, cells in zip(found.rows, [["区分", "国費", "県費"], ["要求額", "1,000", "234"]], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def put(xml: str) -> Callable[[Document], object]:
    """A function that puts XML at the end of the body."""

    def fill(made: Document) -> None:
        made.element.body.insert(len(made.element.body) - 1, parse_xml(xml))

    return fill


def paragraph(inner: str) -> str:
    """A paragraph's XML."""
    return f"<w:p {nsdecls('w')}>{inner}</w:p>"


def test_order_and_places() -> None:
    """Paragraphs and tables come as they stand, each with its place."""
    (page,) = opened(word(lambda made: made.add_paragraph("前"), table, lambda made: made.add_paragraph("後"))).pages
    assert page.lines == (
        ("前", "block=1"), ("区分\t国費\t県費", "table=1&row=1"), ("要求額\t1,000\t234", "table=1&row=2"), ("後", "block=2"),
    )  # fmt: skip


@pytest.mark.parametrize(("number", "text"), [("3", "・(1)育成"), ("0", "(1)育成")])
def test_lists(number: str, text: str) -> None:
    """A paragraph of a list has a bullet; the list 0 is none."""
    numbered = f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr><w:r><w:t>(1)育成</w:t></w:r>'
    assert text_of(word(put(paragraph(numbered)))) == [text]


def test_merged_cells() -> None:
    """A merged cell's text stands in its first column and row."""

    def fill(made: Document) -> None:
        found = made.add_table(3, 3)
        found.cell(0, 0).merge(found.cell(1, 0)).text = "区分"
        found.cell(0, 1).merge(found.cell(0, 2)).text = "財源"
        for column, text in ((1, "国"), (2, "県")):
            found.cell(1, column).text = text
            found.cell(2, column).text = "1,000"

    assert text_of(word(fill)) == ["区分\t財源\t", "\t国\t県", "\t1,000\t1,000"]


def test_halves_of_a_cell() -> None:
    """A row in which one cell alone begins is the lower half of the row above."""

    def fill(made: Document) -> None:
        found = made.add_table(3, 3)
        for column, text in enumerate(("No.", "細事業名", "要求額")):
            found.cell(0, column).text = text
        for column, text in enumerate(("1", "植樹")):
            found.cell(1, column).merge(found.cell(2, column)).text = text
        found.cell(1, 2).text, found.cell(2, 2).text = "予算案 未定", "要求 7,974千円"

    assert text_of(word(fill))[1:] == ["1\t植樹\t予算案 未定 要求 7,974千円"]


def test_tracked_changes() -> None:
    """What was deleted is left out with a notice; what was inserted stays."""
    inner = (
        '<w:r><w:t>要求額 </w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>9,999</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>1,000</w:t></w:r></w:ins><w:r><w:t>千円</w:t></w:r>'
    )
    (page,) = opened(word(put(paragraph(inner)))).pages
    assert page.lines[0][0] == "要求額 1,000千円"
    assert [notice.kind for notice in page.notices] == ["deleted"]


@pytest.mark.parametrize("way", ["hidden", "white", "tiny", "style"])
def test_what_nobody_sees_is_not_read(way: str) -> None:
    """However an amount is hidden, it is left out with a notice."""

    def fill(made: Document) -> None:
        run = made.add_paragraph("要求額 1,000千円").add_run("9,999千円")
        if way == "hidden":
            run.font.hidden = True
        elif way == "white":
            run.font.color.rgb = RGBColor(255, 255, 255)
        elif way == "tiny":
            run.font.size = Pt(1)
        else:
            made.styles["Emphasis"].font.hidden = True
            run.style = made.styles["Emphasis"]

    (page,) = opened(word(fill)).pages
    assert [text for text, _ in page.lines] == ["要求額 1,000千円"]
    assert [(notice.kind, notice.count) for notice in page.notices] == [("unseen", 7)]


def test_text_boxes_and_controls() -> None:
    """Text boxes are read once; content controls are no wall."""
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
        "<w:txbxContent><w:p><w:r><w:t>箱の中 1,000</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>箱の中 1,000</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{paragraph('<w:r><w:t>欄の中</w:t></w:r>')}</w:sdtContent></w:sdt>"
    assert text_of(word(put(paragraph("<w:r><w:t>本文</w:t></w:r>" + box)), put(control))) == [
        "本文",
        "箱の中 1,000",
        "欄の中",
    ]


def test_tabs_and_bars() -> None:
    """A tab in a paragraph parts columns there and here; a bar parts none."""
    assert text_of(word(lambda made: made.add_paragraph("要求額\t1,000|2"))) == ["要求額\t1,000¦2"]


def test_a_table_in_a_cell() -> None:
    """A table within a cell is text of the cell."""

    def fill(made: Document) -> None:
        found = made.add_table(1, 2)
        found.cell(0, 0).text = "補助金"
        inner = found.cell(0, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "補助率", "1/2"

    assert text_of(word(fill)) == ["補助金\t補助率 1/2"]


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


RAISED = '<w:vertAlign w:val="superscript"/>'
DOUBTED = {
    _run("120", "<w:strike/>"): "struck",
    _run("1", "<w:dstrike/>") + _run("20"): "struck",
    _run("(単位:") + _run("千", "<w:strike/>") + _run("円)"): "struck",
    _run("120") + _run("1", RAISED): "glued",
    _run("120") + _run("1", '<w:position w:val="12"/>'): "glued",
    "<w:r><w:ruby><w:rt><w:r><w:t>5</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>120</w:t></w:r></w:rubyBase></w:ruby></w:r>": "glued",
    f'<w:bdo w:val="rtl">{_run("021")}</w:bdo>': "glued",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    + _run("9")
    + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>': "glued",
    _run("120", '<w:highlight w:val="black"/>'): "covered",
    _run("旧称", "<w:strike/>") + _run("森の事業"): None,
    _run("120m") + _run("2", RAISED): None,
    _run("120", '<w:strike w:val="0"/>'): None,
}


@pytest.mark.parametrize(("inner", "kind"), DOUBTED.items())
def test_figures_that_look_otherwise(inner: str, kind: str | None) -> None:
    """What is struck out, raised or put beside a figure is refused; a name struck out or a square metre is read."""
    (page,) = opened(word(put(paragraph(inner)))).pages
    assert [trouble.kind for trouble in page.troubles] == ([] if kind is None else [kind])


def test_black_on_black() -> None:
    """Letters in the colour of their ground are left out with a notice."""
    shade = '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'
    (page,) = opened(word(put(paragraph(_run("金額") + _run("120", shade))))).pages
    assert [text for text, _ in page.lines] == ["金額"]
    assert [(notice.kind, notice.count) for notice in page.notices] == [("unseen", 3)]


def test_a_row_of_no_height() -> None:
    """A row held to no height is not read, and a notice says so."""

    def fill(made: Document) -> None:
        table(made)
        row = made.tables[0].rows[1]
        row.height, row.height_rule = Pt(1), WD_ROW_HEIGHT_RULE.EXACTLY

    (page,) = opened(word(fill)).pages
    assert [text for text, _ in page.lines] == ["区分\t国費\t県費"]
    assert [notice.kind for notice in page.notices] == ["unseen"]


def test_headers_of_every_section() -> None:
    """Those of a first page and of later sections stand where they begin, once where they say the same."""

    def fill(made: Document) -> None:
        first = made.sections[0]
        first.different_first_page_header_footer = True
        first.first_page_header.paragraphs[0].text = "令和8年度当初予算"
        first.header.paragraphs[0].text = "(単位:千円)"
        first.footer.paragraphs[0].text = "財政課"
        made.add_paragraph("要求額 1,000")
        second = made.add_section()
        second.header.is_linked_to_previous = second.footer.is_linked_to_previous = False
        second.header.paragraphs[0].text = "(単位:円)"
        second.footer.paragraphs[0].text = "財政課"
        made.add_paragraph("要求額 2,000")

    assert text_of(word(fill)) == [
        "令和8年度当初予算",
        "(単位:千円)",
        "要求額 1,000",
        "財政課",
        "(単位:円)",
        "要求額 2,000",
    ]


def test_footnotes() -> None:
    """What a note at the foot of a page says is read below the body; one that nothing points at is none."""

    def fill(made: Document) -> None:
        made.add_paragraph("前年度当初予算額 1,000千円")
        mark = f"<w:r {nsdecls('w')}><w:footnoteReference w:id='2'/></w:r>"
        made.paragraphs[0]._p.append(parse_xml(mark))
        notes = (
            f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>"
            "<w:footnote w:id='2'><w:p><w:r><w:t>6月補正後の額</w:t></w:r></w:p></w:footnote>"
            "<w:footnote w:id='3'><w:p><w:r><w:t>消えた注</w:t></w:r></w:p></w:footnote></w:footnotes>"
        )
        name, kind = (
            PackURI("/word/footnotes.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        )
        part = Part(name, kind, notes.encode(), made.part.package)
        made.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")

    assert text_of(word(fill)) == ["前年度当初予算額 1,000千円", "6月補正後の額"]


def test_hidden_from_browsers_alone() -> None:
    """On paper it is seen."""
    run = "<w:r><w:rPr><w:webHidden/></w:rPr><w:t>要求額 1,000千円</w:t></w:r>"
    assert text_of(word(put(paragraph(run)))) == ["要求額 1,000千円"]

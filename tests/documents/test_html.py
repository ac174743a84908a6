"""Web pages: what is visible, in its columns."""

import random
import re
import time
from collections import Counter

import pytest

pytest.importorskip("bs4", reason="web pages are read with Beautiful Soup: pip install 'structurer[documents]'")

from structurer import errors
from structurer.documents.html import read
from structurer.documents.html.styles import declared
from tests.support.document_facts import opened, text_of

HEAD = "<!DOCTYPE html><meta charset=utf-8>"


def lines(body: str, head: str = "") -> list[str]:
    """The lines of a page."""
    return text_of(f"{HEAD}{head}<body>{body}</body>".encode())


def test_blocks() -> None:
    """Headings, paragraphs, breaks and lists are lines; white space is folded as a browser does."""
    body = "<h1>予算</h1><div>一<p>二<br>三\n 四</div><ul><li>五<li><p>六</ul><pre>七\n 八</pre>"
    assert lines(body) == ["予算", "一", "二", "三 四", "・五", "六", "七", "八"]


def test_spans() -> None:
    """What spans columns or rows stands once, in the first; nothing moves."""
    body = (
        "<table><tr><th rowspan=2>区分<th colspan=2>財源<th rowspan=2>計<tr><td>国<td>県"
        "<tr><td>要求<td colspan=2>1,000<td>1,000</table>"
    )
    assert lines(body) == ["区分\t財源\t\t計", "\t国\t県\t", "要求\t1,000\t\t1,000"]


@pytest.mark.parametrize("span", ["x", "-1", "", "1.5", "٣"])
def test_spans_that_are_no_number(span: str) -> None:
    """What browsers take for 1 is 1."""
    assert lines(f"<table><tr><td colspan='{span}'>a<td>1</table>") == ["a\t1"]


def test_halves_of_a_cell() -> None:
    """A row in which one cell alone begins is the lower half of the row above, if it has words of its own."""
    head = "<table><tr><th>No.<th>細事業名<th>要求額<tr>"
    row = "<td rowspan=2>1<td rowspan=2>植樹<td>予算案 未定<tr><td>"
    assert lines(f"{head}{row}要求 7,974千円</table>")[1:] == ["1\t植樹\t予算案 未定 要求 7,974千円"]
    assert lines(f"{head}{row}7,974</table>")[1:] == ["1\t植樹\t予算案 未定", "\t\t7,974"]
    assert lines("<table><tr><th rowspan=2>区分<th rowspan=2>額<th>財源<tr><th>国</table>") == [
        "区分\t額\t財源",
        "\t\t国",
    ]


def test_cells() -> None:
    """Breaks and blocks within a cell stay within it, and so do bars and tabs."""
    body = "<table><tr><td>前年度<br>予算額<td>1|2<td>a\tb<td><p>1,000<p>2,000<td>12,<br>345</table>"
    assert lines(body) == ["前年度予算額\t1¦2\ta b\t1,000 2,000\t12,345"]


def test_blocks_in_a_cell() -> None:
    """A block ends a line of its cell, whatever is the last thing in it: two numbers never become one."""
    assert lines("<table><tr><td>a<td><div>12<b>3</b></div>45<td>1</table>") == ["a\t123 45\t1"]
    assert lines("<table><tr><td>a<td><pre>前年度\n予算額</pre><td>1</table>") == ["a\t前年度予算額\t1"]


def test_a_table_in_a_cell() -> None:
    """A table within a cell of data is text of the cell."""
    body = "<table><tr><td>補助金<td>補助する。<table><tr><td>補助率<td>1/2</table><td>1,800</table>"
    assert lines(body) == ["補助金\t補助する。補助率 1/2\t1,800"]


@pytest.mark.parametrize(
    "body",
    ["<form><tr><td>計<td>1,000</form>", "<tr><form><td>計<td>1,000</form>", "<tbody><div><tr><td>計<td>1,000</div>"],
)
def test_a_form_in_a_table(body: str) -> None:
    """What stands around rows or cells, where HTML knows no place for it, takes none of them away."""
    assert lines(f"<table>{body}</table>") == ["計\t1,000"]


@pytest.mark.parametrize(
    "stray", ["{}", "<tr>{}<tr>", "<tr><td></tr><p>{}</p>", "<caption>{}</caption>", "<form>{}</form>", "<tbody>{}<tr>"]
)
def test_what_stands_in_a_table_outside_of_its_cells(stray: str) -> None:
    """It comes above the table, as browsers show it: nothing is lost."""
    found = lines(f"<table>{stray.format('単位:千円')}<tr><td>計<td>1,000</table>")
    assert found == ["単位:千円", "計\t1,000"]


def test_a_cell_without_a_row() -> None:
    """It is read, in a row or above the table."""
    assert "1,000千円" in " ".join(lines("<table><td>1,000千円<tr><td>計<td>2</table><table><tbody><td>3</table>"))


PIECES = (
    "一<p>二", "<b>三</b>四", "<br>", "<table>", "</table>", "<tr>", "<td>五", "<th rowspan=2>六", "<div>七", "</div>", "<form>", "</form>",
    "<ul><li>八<li>九", "<caption>十</caption>", "<thead><tr><td>甲</thead>", "<tfoot>乙", "<tbody>", "<td colspan=2>", "<pre>丙\n丁</pre>",
    "戊", "<dl><dt>己<dd>庚</dl>", "<col>", "<s>辛</s>", "<h1>壬", "<table><tr><td>癸<table><tr><td>子<td>丑</table><td>寅</table>",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_lost(seed: int) -> None:
    """However the elements of a page are nested, each of its letters is read once."""
    draw = random.Random(seed)  # noqa: S311  # any draw will do
    body = "".join(draw.choice(PIECES) for _ in range(draw.randint(2, 25)))
    (page,) = read("page", f"{HEAD}<body>{body}</body>".encode())
    found = Counter(letter for text, _ in page.lines for letter in text if letter not in " \t・")
    assert found == Counter(letter for letter in re.sub("<[^>]*>|\\s", "", body))


def test_a_table_that_only_places_things() -> None:
    """A page laid out with a table is read block by block."""
    inner = "<table>" + "<tr><td>項目<td>1,000" * 60 + "</table>"
    found = lines(f"<table><tr><td>案内<td>{inner}</table>")
    assert (found[0], found[1], len(found)) == ("案内", "項目\t1,000", 61)


HIDDEN = {
    "display": "<p style='display: none'>9,999千円</p>",
    "visibility": "<p style='visibility:hidden'>9,999千円</p>",
    "attribute": "<p hidden>9,999千円</p>",
    "aria": "<p aria-hidden='true'>9,999千円</p>",
    "white": "<p style='color:#FFF'>9,999千円</p>",
    "named": "<p style='color:Snow'>9,999千円</p>",
    "hsl": "<p style='color:hsl(0 0% 100%)'>9,999千円</p>",
    "beyond white": "<p style='color:rgb(300, 300, 300)'>9,999千円</p>",
    "opaque": "<p style='color:rgb(255 254.5 255 / 100%)'>9,999千円</p>",
    "same colour": "<p style='color:#036;background:#036'>9,999千円</p>",
    "same colour, otherwise": "<p style='color:#ff0001;background:rgb(255, 0, 1)'>9,999千円</p>",
    "font": "<font color='white'>9,999千円</font>",
    "size": "<span style='font-size:0'>9,999千円</span>",
    "opacity": "<span style='opacity:0'>9,999千円</span>",
    "off": "<div style='position:absolute;left:-9999px'>9,999千円</div>",
    "template": "<template>9,999千円</template>",
    "script": "<script>document.write('9,999千円')</script>",
    "comment": "<!-- 9,999千円 -->",
    "field": "<input type=hidden value='9,999千円'>",
    "class": "<p class='x'>9,999千円</p>",
    "media": "<p class='y'>9,999千円</p>",
}
STYLE = "<style>/* } */ .x, .z { display: none } @media screen { p.y { display:none } } @media print { b { display: none } }</style>"


@pytest.mark.parametrize("way", HIDDEN)
def test_what_nobody_sees_is_not_read(way: str) -> None:
    """However an amount is hidden, it is left out."""
    assert lines(f"<b>1,000千円</b>{HIDDEN[way]}", STYLE) == ["1,000千円"]


def test_white_on_a_ground() -> None:
    """White letters on a dark ground are seen."""
    style = "<style>th{color:#fff} .head{background:#036}</style>"
    assert lines("<table><tr class=head><th>事業費<th>計</table>", style) == ["事業費\t計"]


def test_a_column_that_is_not_laid_out() -> None:
    """A column that the page does not show moves up as it does on the screen, head and body alike."""
    style = "<style>td:nth-child(2){display:none}</style>"
    body = "<table><tr><td>区分<td>秘<td>事業費<tr><td>要求<td>9,999<td>1,000</table>"
    assert lines(body, style) == ["区分\t事業費", "要求\t1,000"]


def test_fields_show_their_values() -> None:
    """What stands in a field is seen."""
    assert lines("<p>要求額 <input value='1,000千円'></p>") == ["要求額 1,000千円"]


@pytest.mark.parametrize("encoding", ["utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "utf-16"])
@pytest.mark.parametrize("declared", [True, False])
def test_encodings(encoding: str, *, declared: bool) -> None:
    """A page is read in the encoding it declares, and without a word of it."""
    meta = f"<meta http-equiv='Content-Type' content='text/html; charset={encoding}'>" if declared else ""
    data = f"<html><head>{meta}</head><body><p>令和8年度の予算の要求書</p><p>要求額1,000千円</p></body></html>".encode(
        encoding
    )
    assert text_of(data) == ["令和8年度の予算の要求書", "要求額1,000千円"]


def test_entities() -> None:
    """Entities of HTML are characters; entities that a page declares mean nothing, least of all a file."""
    data = (
        b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><body><p>A&amp;B&nbsp;&#x25B2;1,000 &x;</p></body>"
    )
    found = " ".join(text_of(data))
    assert "A&B\xa0▲1,000" in found
    assert "root" not in found


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "b", "ul><li"])
def test_nesting(tag: str) -> None:
    """Nesting beyond reason is refused: what lies deeper must not be missed."""
    with pytest.raises((errors.DocumentTooLarge, RecursionError)):
        opened(f"{HEAD}{f'<{tag}>' * 50_000}1,000千円".encode())


def test_a_table_of_a_billion_cells() -> None:
    """Spans that would fill the memory are refused."""
    rows = "<tr><td colspan=1000 rowspan=9999>1" * 1000
    with pytest.raises(errors.DocumentTooLarge):
        opened(f"{HEAD}<table>{rows}</table>".encode())


def test_styles_elsewhere() -> None:
    """Styles that are not in the page are not fetched; a notice says so."""
    (page,) = opened(f"{HEAD}<link rel=stylesheet href='http://127.0.0.1:9/x.css'><p>1,000千円</p>".encode()).pages
    assert [notice.kind for notice in page.notices] == ["styles"]


UNSURE = {
    "struck": ("<s>1</s>20", "struck"),
    "struck by a style": ("<span style='text-decoration:line-through'>1</span>20", "struck"),
    "a unit that is struck": ("単位:<del>千</del>円", "struck"),
    "raised": ("120<sup>1</sup>", "glued"),
    "lowered by a style": ("120<span style='vertical-align:sub'>1</span>", "glued"),
    "ruby": ("<ruby>120<rt>5</rt></ruby>", "glued"),
    "a field": ("1<input value=20>", "glued"),
    "a choice": ("1<select><option>20</select>", "glued"),
    "inserted": ("<span class=sign>120</span>", "glued"),
    "moved": ("<span style='position:relative;left:40px'>120</span>", "format"),
    "floating": ("<span style='float:right'>1</span>20", "format"),
    "backwards": ("<bdo dir=rtl>021</bdo>", "format"),
    "of no width": ("<span style='display:inline-block;width:0;overflow:hidden'>1</span>20", "covered"),
    "clipped": ("<span style='position:absolute;clip:rect(0,0,0,0)'>1</span>20", "covered"),
    "a column": ("<table><col style='visibility:collapse'><tr><td>1</table>", "format"),
    "masked": ("<span style='-webkit-text-security:disc'>120</span>", "format"),
    "blurred": ("<span style='filter:blur(9px)'>120</span>", "format"),
    "hardly there": ("<span style='opacity:0.04'>1</span>20", "covered"),
    "drawn together": ("<span style='letter-spacing:-1em'>120</span>", "format"),
    "in another row": ("<span style='grid-row:2'>120</span>", "format"),
    "of a property not known": ("<span style='figure-swap:on'>120</span>", "format"),
    "mirrored": ("<span style='transform:scaleX(-1)'>120</span>", "format"),
    "hardly larger than nothing": ("<span style='transform:scale(.01)'>1</span>20", "format"),
    "turned": ("<span style='transform:scale(.9) rotate(180deg)'>6</span>", "format"),
    "filled with nothing": ("<span style='-webkit-text-fill-color:transparent'>1</span>20", "format"),
    "a cell that floats": ("<table><tr><td>1<td style='float:left'>120</table>", "format"),
    "hidden by an attribute, shown by a style": ("<span hidden style='display:inline-block'>1</span>20", "covered"),
    "shown again": ("<span style='visibility:hidden'>1<b style='visibility:visible'>2</b></span>0", "covered"),
}


def kinds(body: str) -> list[str]:
    """The reasons why a page is refused."""
    style = "<style>.sign::before { content: '▲' } .b:hover::after { content: '' }</style>"
    (page,) = opened(f"{HEAD}{style}<body>{body}</body>".encode()).pages
    return [trouble.kind for trouble in page.troubles]


@pytest.mark.parametrize("way", UNSURE)
def test_figures_that_look_otherwise(way: str) -> None:
    """Where styles or elements make a figure look other than its text, the page is refused."""
    body, kind = UNSURE[way]
    assert kind in kinds(f"<table><tr><td>人数<td>{body}</table>")


HARMLESS = (
    "12<b>0</b>人", "<s>旧</s>里山", "面積 35m<sup>2</sup>", "研修<sup>※1</sup> 120人", "<p class=b>120人</p>",
    "<div style='float:left'>120人</div>", "<table><tr><td style='width:1px;height:0'>120</table>", "<th style='position:sticky;top:0'>1",
    "<td style='padding:2px 4px;border:1px solid #000;text-align:right;vertical-align:top;-webkit-hyphens:auto'>120",
    "<table style='transform:translateZ(0) scale(.95);zoom:.9;float:left;position:relative;top:2px'><tr><td>a<td>120</table>",
    "<td style='text-autospace:normal;-webkit-text-fill-color:#333;filter:grayscale(1)'>120",
    "<td><span style='font:9pt/1.2 serif;letter-spacing:.05em;opacity:.9;margin:0 2px;--own:1'>120</span>人",
)  # fmt: skip


@pytest.mark.parametrize("body", HARMLESS)
def test_ordinary_pages(body: str) -> None:
    """What leaves every figure as it is read is read."""
    assert kinds(body) == []


def test_a_second_head() -> None:
    """Only the first head of a table comes first; a second one stays above its own rows."""
    row = "<tr><td>{}<td>{}</tr>".format
    body = f"<table><tbody>{row('a', 1)}</tbody><thead>{row('h', 'x')}</thead><thead>{row('i', 'y')}</thead>{row('b', 2)}</table>"
    assert lines(body) == ["h\tx", "a\t1", "i\ty", "b\t2"]


def test_styles_as_they_are_written() -> None:
    """A statement before the first rule, and a selector that is not understood, keep no rule from its elements."""
    style = '<style>@charset "utf-8"; @import url(x.css); .a { display: none } .q::before, .b { display: none }</style>'
    assert lines("<p class=a>9,999千円<p class=b>9,999千円<p>1,000千円", style) == ["1,000千円"]


@pytest.mark.parametrize("value", ["margin-left:{}%", "transform:translate({}!", "zoom:1{}x"])
def test_a_long_value_comes_to_an_end(value: str) -> None:
    """A value of forty noughts that is not known at its end is looked at once, not in every way to part it."""
    begun = time.process_time()
    assert declared(value.format("0" * 40))
    assert time.process_time() - begun < 1

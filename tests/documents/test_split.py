"""The sheets of a document: found by their names, or as a person names them; nothing is dropped in silence."""

import pytest

from structurer import errors
from structurer.documents import Document, text_document
from structurer.documents.document import Page, Trouble
from structurer.documents.intake import sheets as sources
from structurer.documents.split import parts
from tests.support.builders import FOLDERS, fixture

Bound = tuple[int, int, int, str]


def document(*pages: str, kind: str = "pdf") -> Document:
    """A document with these pages, a line each where the text has one."""
    made = (
        Page(
            number,
            f"表{number}" if kind == "xlsx" else "",
            tuple((line, f"page={number}") for line in text.splitlines()),
        )
        for number, text in enumerate(pages, 1)
    )
    return Document("dept", "0" * 64, kind, tuple(made))  # type: ignore[arg-type]  # a kind of document


def bounds(found: Document, split: str | None = "auto") -> list[tuple[int, int, int, str]]:
    """Number, first and last page, and title of each part."""
    return [(part.number, part.pages.start, part.pages.stop - 1, part.title) for part in parts(found, split)]


def sheet(name: str, amount: str = "1,000") -> str:
    """A page that begins a sheet."""
    return f"令和8年度 予算要求書\n事業名\t{name}\t部局\t地域部\n要求額 {amount}千円"


MORE = "財源の内訳\n一般財源 1,000千円"
COVER = "令和8年度当初予算\n地域部"
LIST = "事業一覧\n番号\t事業名\t要求額\n1\t森の事業\t1,000千円"


@pytest.mark.parametrize("name", FOLDERS)
def test_a_sheet_is_one(name: str) -> None:
    """No fixture is taken for several sheets; as a text it stays what it was, to the character."""
    text = fixture(name).text
    (source,) = sources(text_document(name, b"", text))
    assert (source.text, source.name, source.origin) == (text, name, None)


def test_a_sheet_a_page() -> None:
    """Each page that names another project begins a sheet."""
    assert bounds(document(sheet("森の事業"), sheet("川の事業"))) == [(1, 1, 1, "森の事業"), (2, 2, 2, "川の事業")]


def test_a_sheet_goes_on() -> None:
    """A sheet goes on over pages without a name and over those that repeat its own."""
    found = document(sheet("森の事業"), MORE, sheet("森の事業"), sheet("川の事業"), MORE)
    assert bounds(found) == [(1, 1, 3, "森の事業"), (2, 4, 5, "川の事業")]


def test_what_is_no_sheet() -> None:
    """A cover and a list of projects are a part of their own, which is shown and noticed."""
    found = document(COVER, LIST, sheet("森の事業"), sheet("川の事業"))
    assert bounds(found) == [(0, 1, 2, ""), (1, 3, 3, "森の事業"), (2, 4, 4, "川の事業")]
    first, second = sources(found, "auto")
    assert first.origin is not None
    assert second.origin is not None
    assert [(notice.kind, notice.place) for notice in first.origin.notices] == [("outside", "page=1-2")]
    assert second.origin.notices == ()


def test_a_list_of_names_is_no_sheet() -> None:
    """Names one below the other head nothing."""
    contents = "目次\n事業名:森の事業 3\n事業名:川の事業 4\n事業名:海の事業 5"
    found = document(contents, sheet("森の事業"), sheet("川の事業"))
    assert [bound[1:3] for bound in bounds(found)] == [(1, 1), (2, 2), (3, 3)]


def test_worksheets() -> None:
    """A worksheet without a name of its own belongs to the sheet before it."""
    found = document(sheet("森の事業"), MORE, sheet("川の事業"), kind="xlsx")
    assert bounds(found) == [(1, 1, 2, "森の事業"), (2, 3, 3, "川の事業")]


def test_the_end_of_one_on_the_page_of_the_next() -> None:
    """Amounts above a name on its page stay with the sheet before it; the title above the name does not."""
    found = document(sheet("森の事業"), f"一般財源 700千円\n{sheet('川の事業')}")
    assert [(part.first_line, part.last_line) for part in parts(found)] == [(1, 4), (5, 7)]


def test_two_on_a_page() -> None:
    """In a text the lines that recur before each name are the beginning of its sheet."""
    text = "\n".join([sheet("森の事業"), sheet("川の事業"), sheet("海の事業")])
    found = text_document("dept.txt", b"", text)
    assert [(part.first_line, part.last_line) for part in parts(found)] == [(1, 3), (4, 6), (7, 9)]


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "text"])
def test_two_names_in_one_head(kind: str) -> None:
    """With no amount between them the names are of one sheet, and its checks ask which is its own."""
    text = "令和8年度 予算要求書\n事業名　森の事業\n事業名　川の事業\n要求額 1,000千円"
    found = text_document("dept.txt", b"", text) if kind == "text" else document(text, kind=kind)
    assert [(part.first_line, part.last_line) for part in parts(found)] == [(1, 4)]


def test_without_a_label() -> None:
    """Where no 事業名 is printed, the name below the kind of sheet at the top of a page names the sheet."""
    top = "令和8年度 予算要求の説明\n{}\n要求額 1,000千円"
    found = document(top.format("森の手入れ事業"), MORE, top.format("川の掃除事業"))
    assert bounds(found) == [(1, 1, 2, "森の手入れ事業"), (2, 3, 3, "川の掃除事業")]


def test_what_no_rule_is_sure_of_stays_one() -> None:
    """Pages that name nothing are one part."""
    assert bounds(document(MORE, MORE, MORE)) == [(1, 1, 3, "")]


def test_a_heading_names_nothing() -> None:
    """事業名 above a column is no label of a name."""
    table = "事業名\t要求額\t前年度予算額\n森の手入れ\t1,000千円\t900千円"
    assert len(parts(document(table, f"{table}\n事業名\t予算額\n川\t1千円"))) == 1


def test_unconfirmed() -> None:
    """Several sheets are read only when somebody has confirmed the bounds."""
    found = document(sheet("森の事業"), sheet("川の事業"))
    with pytest.raises(errors.SplitUnconfirmed) as caught:
        sources(found)
    assert "2" in caught.value.en
    first, second = sources(found, "auto")
    assert (first.name, second.name) == ("dept#1", "dept#2")
    assert second.origin is not None
    assert (second.origin.part, second.origin.parts, second.origin.split) == (2, 2, "auto")
    assert second.origin.place(1) == "page=2"
    (whole,) = sources(found, "none")
    assert whole.text.count("事業名") == 2


@pytest.mark.parametrize(
    ("split", "found"),
    [
        ("1-2,3", [(1, 1, 2), (2, 3, 3)]),
        ("2", [(0, 1, 1), (1, 2, 2), (0, 3, 3)]),
        (" 1 , 3 ", [(1, 1, 1), (0, 2, 2), (2, 3, 3)]),
    ],
)
def test_bounds_that_a_person_names(split: str, found: list[tuple[int, int, int]]) -> None:
    """Ranges overrule the rules; what they leave out is shown."""
    made = document(sheet("森の事業"), sheet("川の事業"), sheet("海の事業"))
    assert [bound[:3] for bound in bounds(made, split)] == found


def test_worksheets_by_name() -> None:
    """Worksheets can be named."""
    made = document(sheet("森の事業"), sheet("川の事業"), kind="xlsx")
    assert [bound[:3] for bound in bounds(made, "表2")] == [(0, 1, 1), (1, 2, 2)]


@pytest.mark.parametrize("split", ["", "x", "0", "2-1", "1,1", "2,1", "1-9", "1--2", "99999999", "1;2", "-1"])
def test_bounds_that_fit_nothing(split: str) -> None:
    """Ranges that overlap, go back or lead nowhere are refused."""
    with pytest.raises(errors.SplitInvalid):
        parts(document(sheet("森の事業"), sheet("川の事業")), split)


def test_a_doubtful_page_can_be_left_out() -> None:
    """A page that cannot be read is an error of the sheets it is in, and of no other."""
    made = document(sheet("森の事業"), sheet("川の事業"))
    scanned = Page(3, troubles=(Trouble("scanned"),))
    found = Document("dept", "0" * 64, "pdf", (*made.pages, scanned))
    with pytest.raises(errors.PagesScanned):
        sources(found, "none")
    assert len(sources(found, "1,2")) == 2


def test_the_end_of_a_table_at_the_top_of_a_page() -> None:
    """A row of values above the next title is the sheet's before, whether or not its values are money."""
    found = document(sheet("森の事業"), f"満足度\t%\t35\t38\t41\n{sheet('川の事業')}")
    assert [(part.first_line, part.last_line) for part in parts(found)] == [(1, 4), (5, 7)]

"""Lines that number pages, and shares that look like them."""

import pytest

from tests.support.builders import source

PAGED = "（1／2）\n事業名　川の学校事業\n旅費 1,200千円\n（2／2）\n報償費 300千円\n"


def test_pages_up_to_the_last_are_blank() -> None:
    """Each is alone on its line, and all are there in order."""
    assert not source(PAGED).lines[0].drawn.strip()
    assert [figure.printed for figure in source(PAGED).figures] == ["1,200千円", "300千円"]


def test_pages_behind_the_title_of_each() -> None:
    """The title stands on every page, before the name of a body or not; another title's share stays."""
    titled = "川の検証シート（１／２）　白嶺県\n旅費 1,200千円\n川の検証シート（２／２）　白嶺県\n"
    assert source(titled).lines[0].drawn.split() == ["川の検証シート", "白嶺県"]
    assert "１／２" in source(titled.replace("川の検証シート（２", "山の検証シート（２")).lines[0].drawn


@pytest.mark.parametrize(("line", "kept"), [("川の検証シート", 1), ("一般財源 2,000千円", 2), ("一般財源\t950", 2)])
def test_the_line_over_the_number_of_each_page(line: str, kept: int) -> None:
    """A title is printed again, an amount is another's."""
    text = f"旅費 1,200千円\n{line}\n1/2\n報償費 300千円\n{line}\n2/2\n"
    assert sum(bool(one.drawn.strip()) for one in source(text).lines if one.text == line) == kept


@pytest.mark.parametrize(
    "text",
    [
        PAGED.replace("（2／2）", "（3／3）"),
        PAGED.replace("（1／2）", "（2／2）").replace("（2／2）\n報償費", "（1／2）\n報償費"),
        "国庫補助率\n1/2\n",
        PAGED.replace("（2／2）", "国（2／2）"),
    ],
    ids=["another number of pages", "out of order", "a rate alone", "words beside it"],
)
def test_anything_else_stays(text: str) -> None:
    """A share is a figure of the sheet."""
    assert any("/" in figure.printed or "／" in figure.printed for figure in source(text).figures)


@pytest.mark.parametrize(
    "mark", ["<!-- Slide number: 1 -->", "<!-- page 12 -->", "--- page 1 / table 2 ---", "=== Page 3 ==="]
)
def test_marks_of_converters_are_blank(mark: str) -> None:
    """What a converter says of its pages, slides and tables is no part of the sheet."""
    assert source(f"花壇事業\n{mark}\n").lines[1].drawn.strip() == ""


@pytest.mark.parametrize("mark", ["<!-- 廃止した事業 -->", "<!-- 1 -->", "--- 1 ---", "--- page 1 / 前年度 ---"])
def test_comments_of_persons_stay(mark: str) -> None:
    """A comment that says anything else may change what the amounts are."""
    assert source(f"花壇事業\n{mark}\n").lines[1].drawn == mark

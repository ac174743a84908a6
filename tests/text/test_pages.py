"""Lines that number pages, and shares that look like them."""

import pytest

from tests.support.builders import source

PAGED = "（1／2）\n事業名　川の学校事業\n旅費 1,200千円\n（2／2）\n報償費 300千円\n"


def test_pages_up_to_the_last_are_blank() -> None:
    """Each is alone on its line, and all are there in order."""
    assert not source(PAGED).lines[0].drawn.strip()
    assert [figure.printed for figure in source(PAGED).figures] == ["1,200千円", "300千円"]


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

"""Tables of Markdown without bars at their sides, whose cells break over lines."""

import pytest

from structurer.text.openrows import open_rows
from structurer.text.source import Source
from tests.support.builders import facts_of

TABLE = (
    "| 事業費(A)| 人件費(B)| トータルコスト  \n(A+B)  \n---|---|---|---  \n要求額| 5,100千円| 700千円| 5,800千円  \n"
    "前年度  \n当初予算額| 4,400千円| 600千円| 5,000千円  \n"
)
HEAD = "令和8年度当初予算要求書\n事業名 花壇の手入れ\n\n"


def rows(text: str) -> list[tuple[int, int]]:
    """The rows of a text."""
    return list(open_rows(text, [(line.start, line.start + len(line.text)) for line in Source("made", text).lines]))


def test_broken_cells_are_one_row() -> None:
    """The heading and a row run over two lines each; the bars of the rule tell how long a row is."""
    assert sorted(rows(TABLE)) == [(1, 2), (3, 3), (4, 4), (5, 6)]
    found = {(fact.measure, fact.year_offset): fact.amount for fact in facts_of(HEAD + TABLE)}
    amounts = {("project_cost", "0"): "5100000", ("personnel_cost", "0"): "700000", ("total_cost", "0"): "5800000"}
    before = {("project_cost", "-1"): "4400000", ("personnel_cost", "-1"): "600000", ("total_cost", "-1"): "5000000"}
    assert found == amounts | before


@pytest.mark.parametrize(
    "text",
    [
        TABLE.replace("トータルコスト  ", "トータルコスト"),  # no line that is broken
        TABLE.replace("---|---|---|---", "---|---|---"),
        "\n".join(f"|{line}|" for line in TABLE.split("\n")),
        "区分| 要求額\n---|---\n事業費| 5\n",
        "---|---\n",
    ],
)
def test_what_is_none(text: str) -> None:
    """Lines that are not broken so, or of another length, stay lines."""
    assert not [one for one in rows(text) if one == (1, 2)]

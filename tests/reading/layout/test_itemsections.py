"""Tables of items: whose they are, and what dates them where their headings name no stage."""

import pytest

from tests.support.builders import facts_of

HEAD = "令和8年度当初予算\n事業名:河川公園の管理\n"
ITEMS = "草刈り\t1,000\n剪定\t2,000\n計\t3,000\n"
OWN = f"{HEAD}要求額 3,000千円\n計上額 3,000千円\n\n"


def items(text: str) -> list[tuple[str, str]]:
    """The name and the stage of each item."""
    return [(fact.row, fact.stage) for fact in facts_of(text) if fact.table == "item"]


@pytest.mark.parametrize("line", ["他課の事業", "（関連事業）緑化推進", "参考: 堤防の工事"])
def test_items_of_somebody_else(line: str) -> None:
    """A table right under such a line is left, and the one under the project's own heading is read."""
    own = f"{HEAD}1 事業費\n(単位:千円)\n細事業名\t要求額\n{ITEMS}"
    other = "細事業名\t要求額\n河道の掘削\t1,500\n護岸\t1,500\n計\t3,000\n"
    assert items(f"{own}{line}\n{other}") == [("草刈り", "request"), ("剪定", "request")]
    assert ("護岸", "request") in items(f"{own}2 工事費\n{other}")


@pytest.mark.parametrize("note", ["", "※単価は要求時のもの\n", "単価は要求額の算定と同じ。\n"])
def test_the_heading_says_of_which_stage_items_are(note: str) -> None:
    """Of two amounts that the items add up to it is the one of the heading, whatever a note or a sentence below it speaks of."""
    text = f"{OWN}1 計上額の内訳\n{note}(単位:千円)\n内容\t金額\n{ITEMS}"
    assert items(text) == [("草刈り", "approved"), ("剪定", "approved")]


@pytest.mark.parametrize("heading", ["■ 財政課の査定", "計上額"])
def test_a_heading_dates_items_where_no_amount_does(heading: str) -> None:
    """金額 under a heading of a stage is of that stage; with another amount of the stage on the sheet it is not."""
    text = f"{HEAD}{heading}\n(単位:千円)\n細事業名\t金額\n{ITEMS}"
    assert items(text) == [("草刈り", "approved"), ("剪定", "approved")]
    assert items(text.replace(heading, f"計上額 9,000千円\n{heading}", 1)) == []

"""What the title and the notes of a sheet say of it as a whole."""

import pytest

from structurer.sheet.model import Stage
from tests.support.tables import context_of


def test_notes() -> None:
    """A note may say that 前年度 is not the budget that year began with, or what brackets hold."""
    assert context_of("※前年度は補正後の額\n").printed.last_year_unclear
    assert context_of("※( )は前年度当初予算額\n").printed.brackets_noted
    assert not context_of("要求額\n").printed.last_year_unclear


def test_a_sheet_of_a_supplement() -> None:
    """Its title says so."""
    assert context_of("6月補正予算要求書\n").printed.supplements
    assert context_of("令和6年度2月補正予算　要求調書\t\t高嶺県\n\n区分\t要求額\n").printed.supplements
    assert not context_of("区分\t令和6年度2月補正予算\n事業費\t20\n").printed.supplements
    assert not context_of("令和6年度2月補正予算\t令和6年度要求\t令和7年度\n事業費\t20\t30\n").printed.supplements


@pytest.mark.parametrize(
    ("head", "stage"),
    [
        ("令和8年度当初予算 事業の概要\n", Stage.APPROVED),
        ("令和8年度当初予算要求書\n", Stage.REQUEST),
        ("新しい事業の調書\n予算年度:令和8年度\n", None),
        ("新しい事業の調書\n予算科目:商工費\n", None),
    ],
)
def test_the_stage_of_a_title(head: str, stage: Stage | None) -> None:
    """A field of the form that says 予算 is no word of a stage."""
    assert context_of(head).printed.title_stage is stage


def test_the_head_of_a_page_with_its_number() -> None:
    """The first lines that a new page prints again are furniture, whatever number stands at their end; other lines are not."""
    head = "東の市        令和8年度 予算見積書        {}\n所属:みどり課 花壇係\n"
    context = context_of(head.format("1/2頁") + "要求額 3千円\n" + head.format("2/2頁") + "計画の見直し 2/2\n")
    furniture = [row.first_line for row in context.rows if context.printed.is_furniture(row)]
    assert furniture == [4, 5]

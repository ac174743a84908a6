"""The running text of a sheet, heading by heading."""

import pytest

from tests.support.builders import reading_of


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("1 現状と課題", "issues"),
        ("2 事業目的", "purpose"),
        ("1 事業の目的・概要", "purpose"),
        ("3 事業目的を達成するための取組", "measures"),
        ("事業内容", "measures"),
        ("【取組状況】", "results"),
        ("これまでの取組と成果", "results"),
        ("【改善点】", "evaluation"),
        ("財政課処理欄", "finance_comment"),
        ("9 草木", "other"),
    ],
)
def test_passages(heading: str, kind: str) -> None:
    """A heading of the narrative opens a passage of its kind with the lines below it."""
    (passage,) = reading_of(f"{heading}\n- ・【新】苗を<b>配る</b>。\n続けて水をやる。\n").sheet.narrative
    assert (passage.kind, passage.heading.line) == (kind, 1)
    assert [(entry.text, entry.line, entry.tags) for entry in passage.entries] == [
        ("苗を 配る 。", 2, ("新",)),
        ("続けて水をやる。", 3, ()),
    ]


def test_a_numbered_heading_below_another() -> None:
    """A bracketed number goes on with the kind of the passage above it."""
    made = reading_of("3 花を植えるための取組\n(1)苗\n- 配る。\n(2)水\n- やる。\n").sheet.narrative
    assert [(passage.heading.text, passage.kind) for passage in made] == [("(1)苗", "measures"), ("(2)水", "measures")]


def test_tables_are_no_narrative() -> None:
    """Rows with pipes and tabs are no running text."""
    made = reading_of("1 現状と課題\n花が無い。\n| 区分 | 5 |\n名\t6\n苗も無い。\n").sheet.narrative
    assert [entry.text for passage in made for entry in passage.entries] == ["花が無い。", "苗も無い。"]

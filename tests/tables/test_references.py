"""References: lines that belong to another year, office or project."""

import pytest

from structurer.tables.context import Context
from structurer.tables.printed import PrintedSheet
from tests.support.builders import rows_of, source


def apart(text: str) -> list[int]:
    """The lines of a text that are a reference."""
    context = Context(PrintedSheet(rows_of(source(text + "\n要求額 900千円\n"))), 2026)
    return [number for number in range(1, len(text.splitlines()) + 1) if context.printed.is_apart(number)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("(参考)他課の事業\nみどり課\n要求額 3千円", [1, 2, 3]),
        ("(2) 参考\n要求額 3千円\n(3) 要求の内容\n要求額 3千円", [1, 2]),
        ("3 他県の例\n(1) 甲県\n① 花壇\n4 要求の内容\n要求額 3千円", [1, 2, 3]),
        ("■関連事業\n(1) 甲\n■財源\n要求額 3千円", [1, 2]),
        ("前年度の状況\n内訳\n【財源】\n要求額 3千円", [1, 2]),
        ("※再掲\n要求額 3千円", [1, 2]),
        ("参考にした事例は他県のものである。\n要求額 3千円", []),
        ("参考 5千円\n要求額 3千円", []),
        ("(参考)人件費を含む事業費\n要求額 3千円", []),
        ("前年度の当初予算額\n5千円\n要求額 3千円", []),
    ],
)
def test_a_reference(text: str, wanted: list[int]) -> None:
    """It goes from the line that begins it to the next heading of its own order or chapter; a label of a value begins none."""
    assert apart(text) == wanted


def test_a_remark_behind_amounts_begins_no_reference() -> None:
    """前年度の… on a line that begins right of the amounts above is the end of a remark; at the left it begins a reference."""
    row = "花壇        300        200    球根の\n"
    assert apart(f"(単位:千円)\n{row}{' ' * 30}前年度の残り\n草刈り        5        4\n") == []
    assert apart(f"(単位:千円)\n{row}前年度の状況\n草刈り        5        4\n") == [3, 4]

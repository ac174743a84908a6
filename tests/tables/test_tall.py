"""The headings of tables with one cell a line."""

import pytest

from structurer.text.words import squeeze
from tests.support.tables import shapes_of

UNIT = "(単位:千円)\n"


def first(text: str) -> list[str] | None:
    """The columns of the first way to read the lines above the first amounts, those of amounts with a star."""
    found = shapes_of(UNIT + text)
    return [f"{squeeze(column.text)}{'*' * column.values}" for column in found[0].columns] if found else None


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("区分 事業費 一般財源 要求額 4 4", ["区分", "事業費*", "一般財源*"]),
        ("事業費 一般財源 要求額 4 4", ["", "事業費*", "一般財源*"]),
        ("区分 事業費 国庫 支出金 一般 財源 要求額 9 4 5", ["区分", "事業費*", "国庫支出金*", "一般財源*"]),
        (
            "区分 事業費 財源内訳 国庫支出金 一般財源 要求額 9 4 5",
            ["区分", "事業費*", "財源内訳", "国庫支出金*", "一般財源*"],
        ),
        ("細事業名 花壇 草刈り 合計 要求額 4 5 9", ["細事業名", "花壇*", "草刈り*", "合計*"]),
        ("細事業名 内容 要求額 花壇 植える。 4", ["細事業名", "内容", "要求額*"]),
    ],
)
def test_headings(lines: str, wanted: list[str]) -> None:
    """One heading a line: groups hold no amounts, words may be broken, names stand below one that says so."""
    assert first("".join(f"{line}\n" for line in lines.split())) == wanted


def test_amounts_without_headings() -> None:
    """Amounts below a label with nothing above them are no table."""
    assert first("苗を配る。\n要求額\n4\n5\n6\n") is None

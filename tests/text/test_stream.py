"""Headings printed piece by piece, put together where the pieces make them in one way."""

from collections.abc import Hashable

import pytest

from structurer.text.stream import headings, joined, pieces_of

SOURCES = {
    "国庫支出金": "n",
    "国庫": "n",
    "分担金": "c",
    "負担金": "c",
    "分担金負担金": "c",
    "県債": "b",
    "一般財源": "g",
    "事業費": "s",
}


class Words:
    """A few words of a funding table."""

    def key(self, text: str) -> tuple[Hashable, ...] | None:
        """The source that a text names."""
        return (SOURCES[text],) if text in SOURCES else None

    def is_name(self, text: str) -> bool:
        """True for the corner."""
        return text == "区分"

    def is_group(self, text: str) -> bool:
        """True for what stands over all sources."""
        return text == "財源内訳"


def made(text: str, count: int) -> list[str] | None:
    """The headings that the lines of a text make over so many amounts."""
    pieces = pieces_of(text.split("/"))
    found = headings(pieces, count, Words())
    return None if found is None else [joined(pieces, span) for span in found]


@pytest.mark.parametrize(
    ("text", "count", "expected"),
    [
        (
            "区 分 事業費/財 源 内 訳/国 庫/支出金/県 債 一 般/財 源",
            4,
            ["区分", "事業費", "国庫支出金", "県債", "一般財源"],
        ),
        ("事業費 国庫支出金/分担金/負担金/一般財源", 4, ["事業費", "国庫支出金", "分担金負担金", "一般財源"]),
        ("事業費 国庫支出金/分担金/負担金/一般財源", 5, None),  # no two columns say the same
        ("事業費 国庫/支出金 県債", 4, None),  # a heading too few
        ("事業費 国庫/委託料 県債", 3, None),  # a word that nobody knows
        ("事業費 財源内訳 財源内訳 県債", 2, None),
    ],
)
def test_headings(text: str, count: int, expected: list[str] | None) -> None:
    """Every piece belongs to a heading, and there are as many as amounts."""
    assert made(text, count) == expected


def test_pieces_without_end() -> None:
    """Pieces that can be taken in ever so many ways are given up."""
    assert made("国庫 支出金 " * 40, 12) is None

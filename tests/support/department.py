"""A department's document: a cover, a list of its projects with their amounts, and its sheets one after another."""

from collections.abc import Sequence

from tests.support.printing import Block, blocks

SHEETS = (
    "forest-request", "library-million", "numbered-rows", "stages-as-rows", "stages-as-columns", "tottori-dx",
)  # fmt: skip
"""Fixtures whose sheet names its project in the first lines."""

COVER: list[Block] = ["令和8年度当初予算要求書", "地域振興部"]
CONTENTS: list[Block] = [
    "要求事業一覧 (単位:千円)",
    [
        ["番号", "事業名", "要求額", "ページ"],
        ["1", "森のしごと応援事業", "5,285", "3"],
        ["2", "県民図書館よみあるき事業", "149,000", "4"],
    ],
]


def department() -> Sequence[Sequence[Block]]:
    """The cover, the list, and each sheet from a new page on."""
    return [COVER, CONTENTS, *(blocks(name) for name in SHEETS)]

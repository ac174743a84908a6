"""Funding: sources to total, decisions to request, part requests to their sum."""

import pytest

from tests.checks.made import outcomes, piped, read

PARTS = """令和8年度
要求額の財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
当初要求額 | 9,000 | 4,000 | 5,000 |
復活要求額 | 2,000 | 1,000 | 1,000 |
追加要求額 | 1,000 | 0 | 1,000 |
復活・追加要求額計 | 3,000 | 1,000 | 2,000 |
"""


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("要求額 | 12,000 | 6,000 | 0 | 6,000", "要求額 | 12,000 | 6,000 | 0 | 6,000", None),
        ("要求額 | 12,000 | 6,000 | 0 | 6,000", "要求額 | 12,000 | 6,000 | 1 | 6,000", 1),
        ("要求額 | 12,000 | 6,000 | 0 | 6,000", "要求額 | 12,001 | 6,000 | 0 | 6,000", 1),
        ("保留 | 1,000 | 500 | 0 | 500", "保留 | 1,000 | 500 | 0 | 400", 3),
        ("別途 | 0 | 0 | 0 | 0", "別途 | 0 | 0 | 0 | 1", 4),
    ],
)
def test_sources(old: str, new: str, place: int | None) -> None:
    """The sources of each row are its total, rows of zeros included."""
    found = outcomes(piped((old, new)), "FND301")
    assert found == ["fails" if number == place else "holds" for number in range(5)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("計上額 | 8,000 | 4,000 | 0 | 4,000", "計上額 | 11,000 | 5,500 | 0 | 5,500", "holds"),
        ("計上額 | 8,000 | 4,000 | 0 | 4,000", "計上額 | 11,001 | 5,500 | 0 | 5,501", "fails"),
        ("別途 | 0 | 0 | 0 | 0", "別途 | 3,001 | 1,500 | 0 | 1,501", "fails"),
    ],
)
def test_decision(old: str, new: str, found: str) -> None:
    """What was approved, deferred and set aside is at most what was asked."""
    assert outcomes(piped((old, new)), "FND302") == [found]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("計 | 3,000 | 1,000 | 2,000", "計 | 3,000 | 1,000 | 2,000", ["holds", "holds", "holds"]),
        ("計 | 3,000 | 1,000 | 2,000", "計 | 3,100 | 1,100 | 2,000", ["fails", "fails", "holds"]),
        ("追加要求額 | 1,000 | 0 | 1,000", "追加要求額 | 1,000 | 1,000 | 0", ["holds", "fails", "fails"]),
    ],
)
def test_part_requests(old: str, new: str, found: list[str]) -> None:
    """復活 and 追加 are summed for the total and for each source; 当初要求 is no part of them."""
    assert outcomes(read(PARTS.replace(old, new)), "FND303") == found

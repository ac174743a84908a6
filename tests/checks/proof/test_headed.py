"""Headings over a table that name a year or a stage which none of its amounts has, and pages headed by others."""

import pytest

from tests.checks.proof.made import is_verified

_HEAD = "令和8年度当初予算要求　事業概要\n事業名　　水辺の安全推進事業\n"
_TABLE = """区分\t要求額\t前年度当初予算額\t増減
事業費\t12,000\t10,000\t2,000
国庫支出金\t6,000\t5,000\t1,000
一般財源\t6,000\t5,000\t1,000
"""
_ITEMS = "項目\t要求額\n講習会の開催\t7,000\n看板の設置\t5,000\n計\t12,000\n"
_FIRST = f"{_HEAD}\n１　事業費（単位：千円）\n{_TABLE}\n"
_OVER = {
    "numbered": f"{_HEAD}\n１　{{}}（単位：千円）\n{_TABLE}",
    "chapter": f"{_HEAD}\nⅠ　{{}}\n\n１　事業費（単位：千円）\n{_TABLE}",
    "brackets": f"{_HEAD}\n【{{}}】\n（単位：千円）\n{_TABLE}",
    "line": f"{_HEAD}\n{{}}\n（単位：千円）\n{_TABLE}",
}
_PAGES = {
    "page": _FIRST + "{}\n\n２　事業の内訳（単位：千円）\n" + _ITEMS,
    "page with name": _FIRST + "{}\n事業名　　水辺の安全推進事業\n\n２　事業の内訳（単位：千円）\n" + _ITEMS,
    "table": _FIRST + "{}\n（単位：千円）\n" + _ITEMS,
}


@pytest.mark.parametrize("words", ["保留", "保留額", "当初案", "比較案", "査定前", "参考", "廃止", "査定額", "別途"])
@pytest.mark.parametrize("place", _OVER)
def test_a_heading_of_no_amount_below_it(place: str, words: str) -> None:
    """It says that what stands below is not what is asked for."""
    assert not is_verified(_OVER[place].format(words))


@pytest.mark.parametrize("words", ["事業費", "予算額", "要求額", "要求額の内訳", "予算の内訳"])
@pytest.mark.parametrize("place", _OVER)
def test_a_heading_of_the_amounts_below_it(place: str, words: str) -> None:
    """It names their stage, or none."""
    assert is_verified(_OVER[place].format(words))


_STAFFED = """区分\t前年度当初予算額\t要求額
事業費\t10,000\t12,000
人件費\t1,600\t2,400
総事業費\t11,600\t14,400
"""


@pytest.mark.parametrize(
    ("heading", "table", "verified"),
    [
        ("人件費（参考）", _STAFFED, True),
        ("隣県の人件費（参考）", _STAFFED, False),
        ("前年度の人件費（参考）", _STAFFED, False),
        ("人件費（参考例）", _STAFFED, False),
        ("事業費（参考）", _STAFFED, False),
        ("人件費（参考）", _TABLE, False),
        ("人件費（参考）", _ITEMS, False),
        ("人件費（参考）", "区分\t前年度当初予算額\t要求額\n事業費\t10,000\t12,000\n", False),
    ],
)
def test_staff_costs_for_reference(heading: str, table: str, *, verified: bool) -> None:
    """What the project costs stands there, too, where the staff's costs are added to it; nothing else does."""
    assert is_verified(f"{_FIRST}２　{heading}（単位：千円）\n{table}") is verified


@pytest.mark.parametrize("title", ["", "令和8年度当初予算要求　"])
@pytest.mark.parametrize(
    "words",
    [
        "事業概要（前年度）",
        "事業概要（令和6年度）",
        "【昨年度分】",
        "（令和6年度）",
        "前年度",
        "【旧】",
        "事業概要（保留）",
        "隣県",
        "【参考】",
    ],
)
@pytest.mark.parametrize("place", _PAGES)
def test_a_page_headed_by_another(place: str, words: str, title: str) -> None:
    """Another year, body or state over the same total."""
    assert not is_verified(_PAGES[place].format(title + words))


@pytest.mark.parametrize("words", ["事業概要", "令和8年度当初予算要求　事業概要"])
@pytest.mark.parametrize("place", _PAGES)
def test_a_page_headed_alike(place: str, words: str) -> None:
    """The sheet's own title, or a heading of its own."""
    assert is_verified(_PAGES[place].format(words))

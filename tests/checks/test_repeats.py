"""Rows that count twice: totals of another page among the items, two amounts for one key."""

import pytest

from tests.support.sheets import alone, outcomes, read

PAGES = """令和8年度当初予算要求書
事業名　渡し船の運航事業
(単位:千円)
細事業名\t要求額
船の点検\t2,400
桟橋の補修\t900
小計\t3,300
次ページへ続く
細事業名\t要求額
{row}\t{amount}
乗り場の案内\t500
合計\t{total}
"""


@pytest.mark.parametrize(
    ("row", "amount", "total", "found"),
    [
        ("前ページ計", "3,300", "3,800", "fails"),
        ("前頁より繰越", "3,300", "3,800", "fails"),
        ("前ページからの計", "3,300", "3,800", "fails"),
        ("P1からの合計", "3,300", "3,800", "fails"),
        ("前ページ計", "3,200", "3,700", "fails"),
        ("繰越の計", "3,300", "3,800", "fails"),
        ("設計の委託", "3,100", "3,600", "holds"),
        ("船の塗装", "3,300", "3,800", "holds"),
        ("駅前面の案内", "100", "600", "holds"),
    ],
)
def test_carried(row: str, amount: str, total: str, found: str) -> None:
    """A total of the page before is no item: by its name, or by a word of a sum and the amount of the subtotal."""
    assert outcomes(read(PAGES.format(row=row, amount=amount, total=total)), "CMP808") == [found]


COLUMNS = """令和8年度当初予算要求書
事業名　渡し船の運航事業
(単位:千円)
細事業名\t要求額\t{first}\t{second}
船の点検\t2,400\t2,000\t{amount}
桟橋の補修\t900\t800\t800
合計\t3,300\t2,800\t{total}
"""


@pytest.mark.parametrize(
    ("first", "second", "amount", "total", "found"),
    [
        ("査定額", "内示額", "1,900", "2,700", ["fails"]),
        ("査定額", "内示額", "2,000", "2,800", ["holds"]),
        ("部長査定", "知事査定", "1,900", "2,700", ["holds"]),
        ("総務部長査定", "知事査定", "1,900", "2,700", ["holds"]),
    ],
)
def test_two_columns(first: str, second: str, amount: str, total: str, found: list[str]) -> None:
    """Two columns of one stage are one finding, unless they agree or their headings name who decides."""
    text = COLUMNS.format(first=first, second=second, amount=amount, total=total)
    if "内示" in second:
        text = text.replace("査定額\t内示額", "査定額\t計上額")
    assert outcomes(read(text), "CMP809") == found


ROWS = """令和8年度当初予算要求書
事業名　渡し船の運航事業
財源内訳(単位:千円)
区分\t事業費\t国庫支出金\t一般財源
前年度予算額\t3,000\t1,000\t2,000
要求額\t3,300\t1,200\t2,100
要求額\t{total}\t1,200\t{general}
"""


@pytest.mark.parametrize(("total", "general", "found"), [("3,400", "2,200", "fails"), ("3,300", "2,100", "holds")])
def test_a_row_twice(total: str, general: str, found: str) -> None:
    """A row that a table prints twice has the same amounts."""
    (result, *rest) = alone(read(ROWS.format(total=total, general=general)), "CMP809")
    assert (result.outcome.value, {fact.cite.printed for fact in result.facts} & {"3,300", "3,400"}) == (
        found,
        {"3,300", "3,400"} if found == "fails" else set(),
    )
    assert [other.outcome.value for other in rest] == (["fails"] if found == "fails" else [])


SAME = """令和8年度当初予算要求書
事業名　渡し船の運航事業
(単位:千円)
細事業名\t要求額
委託料\t2,400
委託料\t900
合計\t{total}
"""


@pytest.mark.parametrize(("total", "found"), [("3,300", "holds"), ("2,400", "fails")])
def test_two_items_of_one_name(total: str, found: str) -> None:
    """Two items of one name are two where a sum adds them up."""
    assert outcomes(read(SAME.format(total=total)), "CMP809") == [found]

"""Sums: items to section, sections to project, parts to item."""

import pytest

from tests.support.sheets import alone, outcomes, piped, read, tabbed

MIDDLE = """令和8年度
事業名:
みどり事業
要求額:9,000千円
1 一つ目 (単位:千円)
細事業 | 要求額 |
甲 | 4,000 |
乙 | 1,000 |
合計 | 5,000 |
2 二つ目 (単位:千円)
細事業 | 要求額 |
丙 | 4,000 |
合計 | 4,000 |
"""


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ((), ["holds", "holds", "holds"]),
        ((("合計 | 12,000 |", "合計 | 12,001 |"),), ["fails", "holds", "holds"]),
        ((("| 7,000 | 6,000 | 1,000 |", "| 7,000 | 6,001 | 999 |"),), ["holds", "fails", "fails"]),
        ((("| 7,000 | 6,000 | 1,000 |", "| 7,000 | - | 新規 |"),), ["holds", "fails"]),
        ((("| 5,000 | 4,000 | 1,000 |", "| 別事業で要求 | 4,000 | - |"),), ["fails", "holds"]),
    ],
)
def test_section_total(changes: tuple[tuple[str, str], ...], found: list[str]) -> None:
    """Each column of a section is summed by itself, the change too where every item prints one."""
    assert outcomes(piped(*changes), "SUM101") == found


STEPWISE = """令和8年度
事業名:みどり事業
査定の経過 (単位:千円)
細事業名\t要求額\t財政課長内示額\t復活査定額\t計上額
苗木配布事業\t5,000\t4,000\t-\t4,000
東屋建設事業\t7,000\t3,000\t500\t{item}
合計\t12,000\t7,000\t{decided}\t7,500
"""


@pytest.mark.parametrize(
    ("item", "decided", "found"),
    [
        ("3,500", "500", ["holds", "holds", "holds", "holds"]),
        ("3,600", "500", ["holds", "holds", "holds", "fails"]),
        ("3,500", "4,500", ["holds", "holds", "fails", "holds"]),
    ],
)
def test_columns_of_one_stage(item: str, decided: str, found: list[str]) -> None:
    """What was decided step by step is summed column by column, a blank in one of them or not."""
    assert outcomes(read(STEPWISE.format(item=item, decided=decided)), "SUM101") == found


def test_section_total_working() -> None:
    """The working of a lost thousand is two lines that anyone can redo."""
    result = alone(piped(("合計 | 12,000 |", "合計 | 13,000 |")), "SUM101")[0]
    assert result.judgement.working == (
        "苗木配布事業 5,000千円 (L12) + 東屋建設補助金 7,000千円 (L16) = 12,000千円 ≠ 合計 13,000千円 (L17)",
        "合計 13,000千円 (L17) − 12,000千円 = 1,000千円",
    )
    assert result.judgement.stated == 13_000_000
    assert result.judgement.difference == 1_000_000


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", ["holds"]),
        ("要求額:9,000千円", "要求額:9,100千円", ["fails"]),
        ("合計 | 4,000", "合計 | 4,100", ["fails"]),
    ],
)
def test_grand_total_of_sections(old: str, new: str, found: list[str]) -> None:
    """The totals of all sections together are the project's amount."""
    assert outcomes(read(MIDDLE.replace(old, new) if old else MIDDLE), "SUM102") == found


def test_same_amount_broken_down_twice() -> None:
    """Two sections that each make up the whole amount are two ways to say it, not twice the money."""
    twice = MIDDLE.replace("乙 | 1,000 |\n", "").replace("5,000", "4,000").replace("9,000", "4,000")
    assert outcomes(read(twice), "SUM102") == ["holds", "holds"]


@pytest.mark.parametrize(
    ("old", "new", "found", "note"),
    [
        ("\t6,300 千円", "\t6,300 千円", "holds", True),
        ("\t6,300 千円", "\t6,200 千円", "unverifiable", True),
        ("\t6,300 千円", "\t6,400 千円", "fails", True),
        ("要求 7,400 千円", "要求 7,300 千円", "fails", False),
    ],
)
def test_ended_sub_projects(old: str, new: str, found: str, *, note: bool) -> None:
    """An earlier year's list may fall short of the budget, since ended ones are not listed; it may not exceed it."""
    results = alone(tabbed((old, new)), "SUM102")
    (result,) = [result for result in results if result.outcome == found and result.note is note][:1]
    assert result.is_finding is (found == "fails")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("(2,000千円)", "(2,000千円)", ["holds"]),
        ("(2,000千円)", "(2,001千円)", ["fails"]),
        ("(2,000千円)", "(2千円)", ["fails"]),
        ("(2,000千円)", "(上限2,000千円)", ["fails"]),
    ],
)
def test_breakdown(old: str, new: str, found: list[str]) -> None:
    """The amounts in an item's text are its parts, ceilings of a subsidy excepted."""
    assert outcomes(piped((old, new)), "SUM103") == found


@pytest.mark.parametrize(
    "part", ["うち委託料 20千円。", "このうち委託料は20千円である。", "うち、委託料として20千円。"]
)
def test_parts_of_which_in_sentences(part: str) -> None:
    """An amount of which, behind a sentence, is at most the item's."""
    text = f"令和8年度当初予算要求書\n要求額 90千円\n1 要求の内訳\n(1) 花壇 60千円\n  花を植える。{part}\n(2) 草刈り 30千円\n"
    assert outcomes(read(text), "SUM103") == ["holds"]


SUBTOTALS = """令和8年度
要求額:12,000千円
(1)川 (単位:千円)
細事業 | 内容 | 要求額 |
| 土手直し | 草を刈る。 | 5,000 |
| 石積み | 石を積む。 | 3,000 |
小計 | {first} |
| 魚道 | 魚を通す。 | 4,000 |
小計 | 4,000 |
合計 | 12,000 |
"""


@pytest.mark.parametrize(("first", "fails"), [("8,000", 0), ("8,100", 1)])
def test_subtotals(first: str, fails: int) -> None:
    """A 小計 is the sum of the items below the one before it, and no section of its own."""
    found = outcomes(read(SUBTOTALS.format(first=first)), "SUM101")
    assert (found.count("fails"), len(found)) == (fails, 3)
    assert outcomes(read(SUBTOTALS.format(first=first)), "SUM102") == ["holds"]


CALLED = """令和8年度
(単位:千円)
区分\t事業費\t国庫支出金\t一般財源
要求額\t900\t400\t500
内示額\t800\t400\t400
査定額\t{decided}\t0\t0

要求額の内訳
査定額の内訳
1 花壇の手入れ 600千円 500千円
2 草刈り委託 300千円 {last}千円
"""


@pytest.mark.parametrize(
    ("decided", "last", "found"),
    [("0", "300", ["holds", "holds"]), ("0", "200", ["holds", "fails"]), ("700", "200", ["holds", "holds"])],
)
def test_items_make_up_one_of_the_decisions(decided: str, last: str, found: list[str]) -> None:
    """What was approved in steps (内示, then 査定) is broken down for one of them: any of them that it makes up will do."""
    assert outcomes(read(CALLED.format(decided=decided, last=last)), "SUM102") == found


DECIDED = """令和8年度当初予算要求書
事業名　灯りの小径事業
要求額 {request}千円
(単位:千円)
細事業名\t{columns}
街灯の設置\t1,500\t1,200
小径の舗装\t900\t{decided}
"""


@pytest.mark.parametrize(
    ("columns", "decided", "request_", "found"),
    [
        ("要求額\t査定額", "800", "2,400", ["holds", "holds", "holds"]),
        ("要求額\t査定額", "950", "2,400", ["holds", "fails", "holds"]),
        ("要求額\t前年度予算額", "950", "2,400", []),
        ("前年度予算額\t査定額", "800", "2,000", ["holds"]),
        ("前年度予算額\t査定額", "900", "2,000", ["fails"]),
    ],
)
def test_a_decision_is_a_part_of_the_request(columns: str, decided: str, request_: str, found: list[str]) -> None:
    """No item is given more than it asks for, and all of them no more than the project, where it prints no decision."""
    text = DECIDED.format(columns=columns, decided=decided, request=request_)
    assert outcomes(read(text), "SUM104") == found

"""The national share: its rounding, its base, its rates; and the ceiling of a subsidy."""

import pytest

from tests.support.sheets import alone, outcomes, piped, read

SHARE = """令和8年度
事業名:
みどり事業
{head}
要求額の財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
要求額 | 10,001 | {national} | {general} |
計上額 | 0 | 0 | 0 |
"""


def _sheet(head: str, national: int) -> str:
    return SHARE.format(head=head, national=f"{national:,}", general=f"{10_001 - national:,}")


@pytest.mark.parametrize(
    ("head", "national", "sign"),
    [
        ("要求額:10,001千円 財源:国1/2", 5_000, "↓"),
        ("要求額:10,001千円 財源:国1/2", 5_001, "↑≈"),
        ("要求額:10,001千円 財源:国1/3", 3_333, "↓"),
        ("要求額:10,001千円 財源:国1/3", 3_334, "↑≈"),
        ("要求額:10,001千円 財源:国1/4", 2_500, "↓≈"),
        ("要求額:10,001千円 財源:国1/4", 2_501, "↑"),
        ("要求額:10,001千円 財源:国10/10", 10_001, "="),
        ("要求額:10,001千円 財源:国1/3、国1/2", 5_000, "↓"),
    ],
)
def test_rounding_is_told_apart(head: str, national: int, sign: str) -> None:
    """Down, nearest and up all hold, and the working says which; of several rates the one that fits counts."""
    (result,) = alone(read(_sheet(head, national)), "SUB401")
    assert result.outcome == "holds"
    assert f" {sign} " in result.judgement.working[0]


@pytest.mark.parametrize("national", [4_999, 5_002, 0, 10_001])
def test_another_share_of_an_unnamed_base(national: int) -> None:
    """Where no eligible cost is stated another share proves nothing: it is open, with the share it implies."""
    (result,) = alone(read(_sheet("要求額:10,001千円 財源:国1/2", national)), "SUB401")
    assert (result.outcome, result.is_finding) == ("unverifiable", True)
    assert result.judgement.working[-1].endswith(f"= {national / 100.01:.2f} %")


@pytest.mark.parametrize(("national", "found"), [(4_000, "holds"), (5_000, "fails"), (4_001, "fails")])
def test_stated_eligible_cost(national: int, found: str) -> None:
    """A stated eligible cost is the base, and another share of it fails."""
    head = "要求額:10,001千円 財源:国1/2\n国庫補助対象経費:要求額のうち8,000千円"
    assert outcomes(read(_sheet(head, national)), "SUB401") == [found]


CROSSED = """令和8年度
事業名:
みどり事業
要求額の財源内訳(単位:千円)
区分 | 前年度当初予算額 | 要求額 |
国庫支出金 | 4,000 | {national} |
一般財源 | 4,000 | {general} |
合計 | 8,000 | 10,001 |
※国庫支出金は国の補助率1/2による。
"""


@pytest.mark.parametrize(
    ("national", "found"), [(5_000, "holds"), (5_001, "holds"), (4_999, "unverifiable"), (0, "unverifiable")]
)
def test_sources_in_rows_of_their_own(national: int, found: str) -> None:
    """With the stages in columns the share and the total of each are compared as well."""
    text = CROSSED.format(national=f"{national:,}", general=f"{10_001 - national:,}")
    assert outcomes(read(text), "SUB401") == ["holds", found]


ITEMS = """令和8年度
事業名:
みどり事業
要求額の財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
要求額 | 10,002 | {national} | {general} |
※国庫支出金の補助率は1/2

要求額の内訳(単位:千円)
細事業名 | 要求額 |
苗木の配布 | 5,001 |
森の手入れ | {second} |
計 | {total} |
"""


@pytest.mark.parametrize(
    ("national", "second", "found"),
    [
        (5_001, 5_001, "holds"),
        (5_000, 5_001, None),
        (5_002, 5_001, None),
        (4_999, 5_001, "unverifiable"),
        (5_003, 5_001, "unverifiable"),
        (5_000, 5_000, "unverifiable"),
    ],
)
def test_shares_of_items_rounded_for_themselves(national: int, second: int, found: str | None) -> None:
    """Where the items come to the total their rounded shares may come to the national one; nothing is claimed then."""
    text = ITEMS.format(
        national=f"{national:,}", general=f"{10_002 - national:,}", second=f"{second:,}", total=f"{5_001 + second:,}"
    )
    assert outcomes(read(text), "SUB401") == ([] if found is None else [found])


def test_no_rate_no_claim() -> None:
    """A sheet that declares no rate makes no claim of a share."""
    assert outcomes(read(_sheet("要求額:10,001千円 財源:単県", 5_000)), "SUB401") == []


def test_rows_of_zeros_are_skipped() -> None:
    """別途 with nothing in it has no share to check; the four rows with money have."""
    assert outcomes(piped(), "SUB401") == ["holds"] * 4


@pytest.mark.parametrize(("count", "found"), [("7件", "holds"), ("6件", "unverifiable"), ("8件", "holds")])
def test_ceiling_is_information(count: str, found: str) -> None:
    """Ceiling times number below the item is told and asks for nobody."""
    (result,) = alone(piped(("7件", count)), "SUB402")
    assert (result.outcome, result.is_finding) == (found, False)

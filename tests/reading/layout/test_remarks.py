"""The national rate, the eligible costs and the decisions that a sheet declares."""

import pytest

from tests.support.builders import reading_of


@pytest.mark.parametrize(
    ("line", "rates"),
    [
        ("財源:国1/2", ["1/2"]),
        ("財源：国１０／１０", ["１０／１０"]),
        ("国庫補助率：2/3", ["2/3"]),
        ("国庫負担 10分の10", ["10分の10"]),
        ("※国庫支出金は国の補助率1/2による。", ["1/2"]),
        ("※ 国庫支出金の補助率は1/2", ["1/2"]),
        ("※国庫補助金の補助率：1/3", ["1/3"]),
        ("注）国庫支出金は補助率1/2で算定", ["1/2"]),
        ("※県支出金は県の補助率1/2による。", []),
        ("※ 県支出金の補助率は1/2", []),
        ("国産材の補助率は1/2", []),
        ("補助率1/2", []),
        ("財源:単県", []),
    ],
)
def test_national_rates(line: str, rates: list[str]) -> None:
    """The rate printed behind the state's name is that of its share; a subsidy's own rate is not."""
    assert [cite.printed for cite in reading_of(f"{line}\n").sheet.national_rates] == rates


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("国庫補助対象経費：要求額のうち23,347千円", [("要求額", "request", "23347000")]),
        (
            "補助対象経費：要求額のうち5千円、計上額のうち4千円",
            [("要求額", "request", "5000"), ("計上額", "approved", "4000")],
        ),
        ("補助対象経費 5千円", []),
        ("要求額のうち5千円", []),
    ],
)
def test_eligible_costs(line: str, wanted: list[tuple[str, str, str]]) -> None:
    """What a national share is reckoned on is named as part of an amount, by stage; it is no total."""
    sheet = reading_of(f"{line}\n").sheet
    assert [(cost.label.text, cost.stage, cost.cite.amount) for cost in sheet.eligible_costs] == wanted
    assert sheet.totals == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("一般事業査定:計上 計上額:5千円", ["一般事業査定:計上"]),
        ("財政課処理：一部計上", ["財政課処理:一部計上"]),
        ("知事査定:見送り", ["知事査定:見送り"]),
        ("査定の話", []),
    ],
)
def test_decisions(line: str, said: list[str]) -> None:
    """What the finance division decided is kept in its own words."""
    assert [label.text for label in reading_of(f"{line}\n").sheet.decisions] == said

"""Amounts, rates and decisions in running text."""

import pytest

from tests.support.builders import facts_of, reading_of


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("要求額:25,683千円", [("要求額", "amount", "0", "request", "25683000")]),
        ("要求額：２５，６８３千円", [("要求額", "amount", "0", "request", "25683000")]),
        (
            "要求額:7千円 (前年度予算額 6千円) 財源:国1/2",
            [("要求額", "amount", "0", "request", "7000"), ("前年度予算額", "amount", "-1", "initial", "6000")],
        ),
        ("一般事業査定:計上 計上額:5千円", [("計上額", "amount", "0", "approved", "5000")]),
        ("要求額 3億5,000万円", [("要求額", "amount", "0", "request", "350000000")]),
        ("要求額 7,974 千円", [("要求額", "amount", "0", "request", "7974000")]),
        ("前年度比 △5千円", [("前年度比", "change", "0", "request", "-5000")]),
        ("令和7年度予算額 4千円", [("令和7年度予算額", "amount", "-1", "initial", "4000")]),
        ("復活要求額は2千円", [("復活要求額", "amount", "0", "request", "2000")]),
        ("要求額 0円", [("要求額", "amount", "0", "request", "0")]),
    ],
)
def test_lead_lines(line: str, wanted: list[tuple[str, str, str, str, str]]) -> None:
    """An amount right behind its label is a total of the year and stage that the label names."""
    found = facts_of(f"令和8年度\n{line}\n")
    assert [(f.row, f.measure, f.year_offset, f.stage, f.amount) for f in found] == wanted
    assert {f.table for f in found} == {"total"}


@pytest.mark.parametrize(
    "line",
    [
        "要求額は草刈りの5千円",
        "草刈りに5千円",
        "要求額 5",
        "要求額 5件",
        "要求額 1/2",
        "補助上限額 5千円",
        "追加 5千円",
        "要求額",
        "",
    ],
)
def test_other_amounts_are_left(line: str) -> None:
    """Words between label and amount, no unit, or no label of a total: not a lead line."""
    assert [fact for fact in facts_of(f"{line}\n") if fact.table == "total"] == []


@pytest.mark.parametrize(
    ("above", "section"), [("事業費\n", "事業費"), ("2 予算 (単位:千円)\n", "2 予算"), ("花壇の話。\n", ""), ("", "")]
)
def test_the_heading_of_lead_lines(above: str, section: str) -> None:
    """A line that names the amount, or a numbered heading, right above is their section."""
    assert {fact.section for fact in facts_of(f"{above}要求額:5千円\n計上額:4千円\n")} == {section}


@pytest.mark.parametrize(
    ("line", "rates"),
    [
        ("財源:国1/2", ["1/2"]),
        ("財源：国１０／１０", ["１０／１０"]),
        ("国庫補助率：2/3", ["2/3"]),
        ("国庫負担 10分の10", ["10分の10"]),
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

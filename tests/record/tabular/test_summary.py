"""The 総括表: one row a project, every amount as its prints agree, nothing guessed."""

from fractions import Fraction

import pytest

from structurer.record.tabular.summary import PROJECTS, ProjectSummary, project_summary
from structurer.sheet.facts import facts
from structurer.sheet.model import Stage
from tests.support.builders import FOLDERS, fixture, read, reading_of
from tests.support.records import outcomes, revisions

HEAD = "令和8年度当初予算\n事業名:浜の駅づくり事業\n農林水産部 漁港課\n"
COSTS = "(単位:千円)\n区分 | 事業費 | 人件費 | トータルコスト\n要求額 | 4,200 | 800 | 5,000\n前年度当初予算額 | 3,950 | 800 | 4,750\n"
FUNDING = "財源内訳 (単位:千円)\n区分 | 事業費 | 国庫支出金 | 一般財源\n要求額 | 4,200 | 2,100 | 2,100\n"


def summary(text: str) -> ProjectSummary:
    """The summary of a text, as the layout reader reads it."""
    return project_summary(reading_of(text).sheet)


def shown(made: ProjectSummary) -> dict[str, str]:
    """The amounts that a summary has, in 千円."""
    return {name: amount.thousands for name, amount in made.amounts if amount.value is not None}


def test_the_amounts_of_a_project() -> None:
    """Request, last year and their difference, and the sources of the request."""
    made = summary(HEAD + COSTS + FUNDING)
    wanted = {"request": "4200", "last_year": "3950", "difference": "250", "national": "2100", "general": "2100"}
    assert shown(made) == wanted
    assert (made.project, made.division, made.fiscal_year, made.funded) == (
        "浜の駅づくり事業", "漁港課", 2026, Stage.REQUEST,
    )  # fmt: skip
    assert made.request.line == 6


def test_a_decision_brings_its_own_sources() -> None:
    """Sources are the decision's where they are printed; the difference stays that of the request."""
    made = summary(HEAD + COSTS + FUNDING + "計上額 | 3,000 | 1,400 | 1,600\n")
    assert shown(made) | {"decision": "3000", "national": "1400", "general": "1600", "difference": "250"} == shown(made)
    assert made.funded is Stage.APPROVED


def test_sources_that_are_not_the_projects_are_left() -> None:
    """Sources that do not add up to the project's amount are those of something else."""
    made = summary(HEAD + COSTS + FUNDING.replace("4,200 | 2,100 | 2,100", "900 | 450 | 450"))
    assert shown(made) == {"request": "4200", "last_year": "3950", "difference": "250"}
    assert made.funded is Stage.NONE


def test_prints_that_disagree_are_no_amount() -> None:
    """Of two requests neither is chosen; both prints are kept."""
    made = summary(HEAD + COSTS.replace("前年度当初", "復活要求額 | 4,100 | 800 | 4,900\n前年度当初"))
    assert made.request.is_disputed
    assert [fact.cite.printed for fact in made.request.facts] == ["4,200", "4,100"]
    assert shown(made) == {"last_year": "3950"}


def test_an_amount_of_zero_is_an_amount() -> None:
    """A printed 0 is shown as 0, an amount that nothing prints as nothing."""
    made = summary(HEAD + COSTS.replace("4,200 | 800 | 5,000", "0 | 0 | 0"))
    assert (made.request.value, made.request.thousands, made.decision.thousands) == (Fraction(0), "0", "")


def test_a_sheet_of_decisions_compares_them() -> None:
    """Where nothing is asked for the difference is the decision's."""
    made = summary(HEAD + COSTS.replace("要求額", "計上額"))
    assert (made.request.thousands, made.decision.thousands, made.difference.thousands) == ("", "4200", "250")


@pytest.mark.parametrize("name", FOLDERS)
def test_every_amount_is_what_its_prints_say(name: str) -> None:
    """An amount stands on facts of the sheet, and is the value of each; a difference is that of the two it stands on."""
    sheet = read(fixture(name)).sheet
    known, made = set(facts(sheet)), project_summary(sheet)
    for amount_name, amount in made.amounts:
        assert set(amount.facts) <= known
        values = [fact.cite.value for fact in amount.facts]
        if amount_name == "difference":
            assert amount.value is None or amount.value == values[0] - values[1]
        else:
            assert amount.is_disputed is (len(set(values)) > 1)
            assert amount.value is None or set(values) == {amount.value}


def test_the_table_has_a_row_for_each_record() -> None:
    """One row a record, as wide as its columns, in 千円, with the line of each print."""
    rows = [row for one in revisions() for row in PROJECTS.rows(one, one.record.source.rebuild())]
    assert len(rows) == len(outcomes())
    for row, outcome in zip(rows, outcomes(), strict=True):
        cells = dict(zip(PROJECTS.header, row, strict=True))
        made = project_summary(outcome.sheet)
        assert (cells["request"], cells["verdict"]) == (made.request.thousands, outcome.verdict.value)
        line = made.request.line
        assert cells["request_line"] == ("" if line is None else str(line))

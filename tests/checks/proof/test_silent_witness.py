"""A model's reading of a sheet that nobody else reads: a wrong kind, name, heading, stage or count is a finding, its harmless twin none."""

from dataclasses import replace

import pytest

from structurer.checks import run, verdict
from structurer.checks.claim import Verdict
from structurer.checks.names import named
from structurer.checks.reading import Reading
from structurer.sheet.facts import Fact
from structurer.sheet.grouping import grouped
from structurer.sheet.model import Label, Measure, Sheet, Stage, Table
from tests.support.sheets import read

TEXT = """令和8年度当初予算要求書
事業名：川の学校事業

要求額：5,900千円（前年度当初予算額 4,700千円）

1 事業費の推移（単位：千円、人）
区分\t事業費\t人件費\tトータルコスト\t正職員
前年度当初予算額\t4,700\t1,600\t6,300\t0.2
要求額\t5,900\t2,400\t8,300\t0.3

2 財源の内訳（単位：千円）
区分\t事業費\t国庫支出金\t県債\t一般財源
前年度当初予算額\t4,700\t1,500\t900\t2,300
要求額\t5,900\t1,800\t1,000\t3,100

3 要求額の内訳（単位：千円）
細事業名\t前年度当初予算額\t要求額
水辺の教室開催費\t3,000\t3,700
川の生き物調査費\t1,700\t2,200
計\t4,700\t5,900
"""
ANNOUNCED = """令和8年度当初予算要求書
事業名：川の学校事業

1 事業費の推移（単位：千円、人）
区分\t前年度繰越\t当初予算\t補正予算\t最終予算\t職員数
令和7年度\t200\t4,700\t100\t5,000\t0.2
令和6年度\t0\t4,500\t300\t4,800\t0.1
"""


def _facts(text: str = TEXT) -> list[Fact]:
    """The facts of a sheet as a model without mistakes tells them: a list and a table for each, no more."""
    return [replace(fact, path=fact.path[:2]) for fact in read(text).facts]


def _told(facts: list[Fact], text: str = TEXT) -> Reading:
    """The reading of a model that tells these facts, beside a layout reader that is silent."""
    right = read(text)
    sheet = grouped(facts).model_copy(update={"identity": right.sheet.identity})
    told = Reading(right.source, sheet, Sheet())
    return replace(told, sheet=named(told))


def _codes(reading: Reading) -> set[str]:
    return {result.code for result in run(reading) if result.is_finding}


def _changed(line: str, measure: Measure | None = None, /, text: str = TEXT, **changes: object) -> Reading:
    """The reading with the facts of a line changed, all or those of a measure."""
    number = next(n for n, printed in enumerate(text.splitlines(), 1) if printed.startswith(line))
    facts = _facts(text)
    hit = [fact for fact in facts if fact.cite.line == number and measure in {None, fact.measure}]
    assert hit, f"no fact on {line!r}"
    made = [replace(fact, **changes) if fact in hit else fact for fact in facts]  # type: ignore[arg-type]  # fields named by data
    return _told(made, text)


@pytest.mark.parametrize("text", [TEXT, ANNOUNCED])
def test_a_faultless_reading_is_verified(text: str) -> None:
    """What nobody but the model reads is verified where every point is proved."""
    reading = _told(_facts(text), text)
    assert _codes(reading) == set()
    assert verdict(run(reading)) is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("line", "measure", "path", "table", "wrong"),
    [
        ("要求額\t5,900\t1,800", Measure.TOTAL, ("totals", 9), Table.TOTAL, Measure.AMOUNT),
        ("要求額\t5,900\t1,800", Measure.TOTAL, ("costs", 9), Table.COST, Measure.PROJECT_COST),
        ("要求額\t5,900\t2,400", Measure.PROJECT_COST, ("totals", 9), Table.TOTAL, Measure.AMOUNT),
        ("要求額\t5,900\t2,400", Measure.PROJECT_COST, ("funding", 9), Table.FUNDING, Measure.TOTAL),
        ("計\t", Measure.AMOUNT, ("funding", 9), Table.FUNDING, Measure.TOTAL),
        ("計\t", Measure.AMOUNT, ("costs", 9), Table.COST, Measure.PROJECT_COST),
        ("要求額：", Measure.AMOUNT, ("funding", 9), Table.FUNDING, Measure.TOTAL),
        ("要求額：", Measure.AMOUNT, ("costs", 9), Table.COST, Measure.PROJECT_COST),
    ],
)
def test_a_table_of_another_kind(
    line: str, measure: Measure, path: tuple[str, int], table: Table, wrong: Measure
) -> None:
    """A total of sources, a cost, a total of items and a lead line are told apart by what is printed beside them."""
    assert "PRF902" in _codes(_changed(line, measure, path=path, table=table, measure=wrong))


@pytest.mark.parametrize("heading", [None, Label(text="財源の内訳"), Label(text="どこにもない見出し")])
def test_a_heading_of_another_table(heading: Label | None) -> None:
    """Dropped, another's or invented: the record has the one that is printed, whatever the model says."""
    for line in ("水辺の教室", "川の生き物", "計\t"):
        assert _changed(line, heading=heading).sheet.sections  # told of each row
    facts = [replace(fact, heading=heading) if fact.path[0] == "sections" else fact for fact in _facts()]
    reading = _told(facts)
    printed = reading.sheet.sections[0].heading
    assert printed is not None
    assert (printed.text, verdict(run(reading))) == ("3 要求額の内訳", Verdict.VERIFIED)


def test_a_heading_over_two_tables_is_asked_about() -> None:
    """One table told of rows under two printed headings has no heading of its own."""
    made = [
        replace(fact, path=("funding", 0)) if fact.path[0] == "funding" and fact.measure is Measure.TOTAL
        else replace(fact, path=("funding", 0), table=Table.FUNDING, measure=Measure.TOTAL)
        if fact.measure is Measure.PROJECT_COST else fact
        for fact in _facts()
    ]  # fmt: skip
    assert _codes(_told(made)) & {"PRF902", "PRF909"}


@pytest.mark.parametrize("row", ["求額", "要求", "(要求額"])
def test_a_name_cut_is_made_whole(row: str) -> None:
    """A model's name that is a part of the printed one, or more, is the printed one in the record."""
    reading = _changed("要求額\t5,900\t1,800", label=Label(text=row))
    assert [fact.labelled for fact in reading.facts] == [fact.labelled for fact in _told(_facts()).facts]
    assert verdict(run(reading)) is Verdict.VERIFIED


@pytest.mark.parametrize(("row", "codes"), [("求額", {"PRF902"}), ("（要求額", set())])
def test_a_name_cut_in_a_list(row: str, codes: set[str]) -> None:
    """Of a lead line half a name keeps no place, and a bracket more is no part of the name."""
    facts = _facts()
    lead = next(fact for fact in facts if fact.path[0] == "totals" and not fact.year_offset)
    reading = _told([replace(fact, label=Label(text=row)) if fact is lead else fact for fact in facts])
    assert _codes(reading) & {"PRF902"} == codes
    assert codes or "要求額" in {fact.row for fact in reading.facts if fact.path[0] == "totals"}


def test_the_name_of_another_row_is_asked_about() -> None:
    """An amount told under the name of another row keeps no place."""
    facts = _facts()
    other = next(fact.label for fact in facts if fact.path[0] == "funding" and fact.year_offset == -1)
    own = next(
        fact for fact in facts if fact.path[0] == "funding" and fact.measure is Measure.BONDS and not fact.year_offset
    )
    made = [replace(fact, label=other) if fact is own else fact for fact in facts]
    assert "PRF902" in _codes(_told(made))


@pytest.mark.parametrize(("stage", "codes"), [(Stage.NONE, set()), (Stage.SUPPLEMENTARY, {"PRF903"})])
def test_staff_has_no_stage_of_the_amounts_beside_it(stage: Stage, codes: set[str]) -> None:
    """職員数 in a row of budgets by stages is of none of them."""
    assert _codes(_changed("令和7年度", Measure.HEADCOUNT, text=ANNOUNCED, stage=stage)) == codes


@pytest.mark.parametrize(("stage", "codes"), [(Stage.INITIAL, set()), (Stage.NONE, {"PRF903"})])
def test_staff_has_the_stage_of_its_row(stage: Stage, codes: set[str]) -> None:
    """Staff in a row of 前年度当初予算額 is of that budget."""
    assert _codes(_changed("前年度当初予算額\t4,700\t1,600", Measure.REGULAR, stage=stage)) == codes


@pytest.mark.parametrize("stage", [Stage.PROPOSAL, Stage.APPROVED])
def test_a_proposal_is_printed_as_one(stage: Stage) -> None:
    """No amount of a request is a proposal."""
    assert "PRF903" in _codes(_changed("要求額\t5,900\t1,800", stage=stage))

"""Two records, or all years of a project, beside each other: which rows belong together, and what their difference is."""

from fractions import Fraction

from structurer.record.years.comparison import ComparedRecord, ComparedRow, Comparison, Incomparable, Step, compare
from structurer.sheet.facts import facts
from structurer.sheet.given import Given
from tests.support.sheets import PIPED, changed
from tests.support.years import LAST, record

FUNDED = """令和8年度
事業名:
さくら並木事業
財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
要求額 | 14,000 | 9,000 | 5,000 |
"""


def beside(*texts: str, own_year: bool = False) -> Comparison:
    """Texts beside each other."""
    made = [ComparedRecord.of(f"{number:012x}", 1, record(text)) for number, text in enumerate(texts, 1)]
    return compare(made, own_year=own_year)


def found(comparison: Comparison, *words: str) -> ComparedRow:
    """The one row with these words for its table, name, measure, year and stage."""
    (row,) = (
        row
        for row in comparison.rows
        if {*words} <= {row.table, row.row, row.measure, str(row.year_offset), row.stage, row.section}
    )
    return row


def test_two_years() -> None:
    """Differences are exact and counted from the first record; years are those beside each sheet's own."""
    row = found(beside(LAST, PIPED), "funding", "national", "0", "approved")
    assert [(int(one.value), one.fact.cite.line) for one in row.amounts if one is not None] == [
        (5_000_000, 23),
        (4_000_000, 24),
    ]
    assert row.steps == (Step(Fraction(-1_000_000), Fraction(-1, 5)),)
    back = found(beside(PIPED, LAST), "funding", "national", "0", "approved")
    assert back.steps == (Step(Fraction(1_000_000), Fraction(1, 4)),)


def test_nothing_is_left_out() -> None:
    """Each fact of each record stands in one row, or is another print of its amount."""
    comparison = beside(LAST, PIPED)
    for at, one in enumerate(comparison.records):
        amounts = (row.amounts[at] for row in comparison.rows)
        shown = [fact.path for amount in amounts if amount is not None for fact in amount.prints]
        assert sorted(map(str, shown)) == sorted(str(fact.path) for fact in facts(one.content.sheet))


def test_a_record_beside_itself() -> None:
    """Every row has the same amount twice."""
    comparison = beside(PIPED, PIPED)
    assert {step.difference for row in comparison.rows for step in row.steps} == {Fraction(0)}
    assert not any(row.came or row.went for row in comparison.rows)


def test_rows_that_came_and_went() -> None:
    """What one record lacks is no zero: there is no difference to it."""
    comparison = beside(LAST, changed(PIPED, ("東屋建設補助金", "広場照明補助金")))
    came, went = found(comparison, "広場照明補助金", "amount", "0"), found(comparison, "東屋建設補助金", "amount", "0")
    assert (came.came, came.went, came.steps) == (True, False, (Step(),))
    assert (went.came, went.went, went.steps) == (False, True, (Step(),))


def test_a_share_of_nothing() -> None:
    """From 0 there is a difference and no percentage; down to 0 it is all of it."""
    funded = changed(PIPED, ("計上額 | 8,000 | 4,000 | 0 | 4,000", "計上額 | 8,000 | 4,000 | 1,000 | 3,000"))
    row = found(beside(PIPED, funded), "funding", "bonds", "approved")
    assert row.steps == (Step(Fraction(1_000_000), None),)
    assert found(beside(funded, PIPED), "funding", "bonds", "approved").steps == (
        Step(Fraction(-1_000_000), Fraction(-1)),
    )


def test_names_that_hold_over_the_years() -> None:
    """Spaces, width and 事業 or 事業費 at the end make no other row, nor does a year in front of a label."""
    other = changed(PIPED, ("苗木配布事業", "苗木 配布事業費"), ("計上額 | 8,000", "令和8年度計上額 | 8,000"))
    comparison = beside(PIPED, other)
    assert found(comparison, "苗木配布事業", "amount", "0").steps == (Step(Fraction(0), Fraction(0)),)
    assert found(comparison, "計上額", "total", "approved").steps == (Step(Fraction(0), Fraction(0)),)


def test_two_publishers() -> None:
    """Costs and sources are what their measure says, whatever each publisher calls row and table."""
    row = found(beside(PIPED, FUNDED), "funding", "national", "request")
    assert row.steps == (Step(Fraction(3_000_000), Fraction(1, 2)),)
    assert [one and one.fact.section for one in row.amounts] == ["要求額の財源内訳", "財源内訳"]


def test_other_stages() -> None:
    """A request beside a decision is no difference; nor is a stage paired that both have."""
    asked = changed(FUNDED, ("要求額 |", "計上額 |"))
    row = found(beside(FUNDED, asked), "funding", "national")
    assert row.steps == (Step(why=Incomparable.STAGE),)
    both = beside(asked, PIPED)
    assert found(both, "funding", "national", "approved").steps[0].why is None
    assert found(both, "funding", "national", "request").came


def test_other_units() -> None:
    """An indicator in persons beside one in percent has no difference."""
    sheets = [
        f"令和8年度\n事業名:\nさくら並木事業\n成果指標\n指標名 | 単位 | R8年度目標 |\n参加の割合 | {unit} | 60 |\n"
        for unit in "人%"
    ]
    row = found(beside(*sheets), "indicator")
    assert row.steps == (Step(why=Incomparable.UNIT),)


def test_a_record_without_a_year() -> None:
    """No year is assumed: amounts stand beside each other without a difference, until a person gives the year."""
    bare = record(changed(PIPED, ("令和8年度\n", "")))
    both = [ComparedRecord.of("a", 1, bare), ComparedRecord.of("b", 1, record(PIPED))]
    comparison = compare(both)
    whys = {step.why for row in comparison.rows for step in row.steps if not (row.came or row.went)}
    assert whys == {Incomparable.YEAR}
    assert [one.record for one in comparison.without_year] == ["a"]
    given = bare.model_copy(update={"given": Given(fiscal_year=2025, by="佐藤")})
    dated = compare([ComparedRecord.of("a", 1, given), both[1]])
    assert {step.why for row in dated.rows for step in row.steps} == {None}


def test_the_parts_of_an_item() -> None:
    """Several amounts of one row stand in its order, each beside its like."""
    rows = [row for row in beside(PIPED, PIPED).rows if row.measure == "breakdown"]
    assert [row.amounts[1] and row.amounts[1].value for row in rows] == [3_000_000, 2_000_000]


def test_years_of_a_project() -> None:
    """Only what each sheet says of its own year; a step from each record to the next."""
    comparison = beside(
        LAST, PIPED, changed(PIPED, ("8,000 | 4,000 | 0 | 4,000", "9,000 | 4,500 | 0 | 4,500")), own_year=True
    )
    assert {row.year_offset for row in comparison.rows} == {0}
    row = found(comparison, "funding", "total", "approved")
    assert [step.difference for step in row.steps] == [Fraction(-2_000_000), Fraction(1_000_000)]

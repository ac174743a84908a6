"""A sheet as a flat list of cited figures, and one cite exchanged."""

from typing import Any

import pytest
from pydantic import ValidationError

from structurer.checks.reading import Reading
from structurer.sheet.facts import Fact, SheetPath, cites, columns_of, fact_of, facts, with_cite
from structurer.sheet.model import TABLE_MEASURES, Cite, Measure, Sheet, Stage, Table
from structurer.text.source import Unit
from tests.support.builders import FOLDERS, fixture, read, reading_of

TEXT = """事業名 花壇事業
要求額：900千円
財源：国1/2 国庫補助対象経費：要求額のうち800千円
(1)里山 (単位:千円)
細事業 | 内容 | 要求額 | 前年度予算額 | 増減 |
| 花壇事業 | 苗を配る。(3回)(400千円) | 900 | 700 | 200 |
合計 | 900 | 700 | 200 |
区分 | 事業費 | 人件費 | トータルコスト | 正職員 |
要求額 | 900千円 | 100千円 | 1,000千円 | 0.5人 |
区分 | 事業費 | 国庫支出金 | 一般財源 |
要求額 | 900 | 450 | 450 |
"""


def at(sheet: Sheet, path: SheetPath) -> Any:  # noqa: ANN401 (a tree of JSON)
    """The part at a path of the sheet's JSON."""
    place: Any = sheet.model_dump(mode="json")
    for step in path:
        place = place[step]
    return place


def found(reading: Reading, table: Table) -> list[tuple[str, Measure, str]]:
    """Row, measure and print of a table's facts."""
    return [(fact.row, fact.measure, fact.cite.printed) for fact in reading.facts if fact.table is table]


@pytest.mark.parametrize("name", ["tottori-dx", "nagano-it", "museum-supplementary"])
def test_paths_lead_to_their_cites(name: str) -> None:
    """Every cite of a sheet stands where its path says, each place once."""
    sheet = read(fixture(name)).sheet
    found = list(cites(sheet))
    assert all(at(sheet, path) == cite.model_dump(mode="json") for path, cite in found)
    assert len({path for path, _ in found}) == len(found)


def test_entries_by_table() -> None:
    """Each part of a sheet becomes the table it belongs to, with its measures."""
    reading = reading_of(TEXT)
    assert found(reading, Table.STAFF) == [("要求額", Measure.REGULAR, "0.5人")]
    assert found(reading, Table.ITEM) == [
        ("花壇事業", Measure.AMOUNT, "900"),
        ("花壇事業", Measure.AMOUNT, "700"),
        ("花壇事業", Measure.CHANGE, "200"),
        ("花壇事業", Measure.BREAKDOWN, "400千円"),
    ]
    assert [measure for _, measure, _ in found(reading, Table.FUNDING)] == [
        Measure.TOTAL,
        Measure.NATIONAL,
        Measure.GENERAL,
    ]


def test_cites_outside_the_facts() -> None:
    """Rates, eligible costs and counts in prose are cites without a row of the facts."""
    reading = reading_of(TEXT)
    inside = {fact.path for fact in reading.facts}
    outside = {(path[0], cite.printed) for path, cite in reading.cites if path not in inside}
    assert outside == {("national_rates", "1/2"), ("eligible_costs", "800千円"), ("mentions", "3回")}


def test_an_entry_and_its_names() -> None:
    """A fact names its section, row and column; two readings of one quantity share its key."""
    fact = next(fact for fact in reading_of(TEXT).facts if fact.table is Table.ITEM)
    assert (fact.section, fact.row) == ("(1)里山", "花壇事業")
    assert fact.column == (Measure.AMOUNT, 0, Stage.REQUEST)
    assert fact.key == ("item", "(1)里山", "花壇事業", "amount", 0, "request")
    assert next(facts(reading_of("要求額：5円").sheet)).section == ""


def test_one_cite_exchanged() -> None:
    """A sheet with one cite exchanged differs there and nowhere else, and the first one is left as it was."""
    sheet = reading_of(TEXT).sheet
    new = Cite(figure=None, printed="1円", amount="1", unit=Unit.YEN, corrected=True)
    before = list(cites(sheet))
    for path, old in before:
        after = list(cites(with_cite(sheet, path, new)))
        assert after == [(place, new if place == path else cite) for place, cite in before]
        assert old != new
    assert list(cites(sheet)) == before


@pytest.mark.parametrize("name", FOLDERS)
def test_entries_fit_their_tables(name: str) -> None:
    """No table holds a measure that is not its own, and no stage or year is missing."""
    made: tuple[Fact, ...] = read(fixture(name)).facts
    assert made
    assert all(fact.measure in TABLE_MEASURES[fact.table] for fact in made)


@pytest.mark.parametrize("name", ["tottori-dx", "nagano-it", "museum-supplementary"])
def test_columns_describe_a_fact(name: str) -> None:
    """A fact made of another's columns has the same columns and compares equal; path and figure it does not have."""
    for fact in read(fixture(name)).facts:
        made = fact_of(columns_of(fact))
        assert columns_of(made) == columns_of(fact)
        assert (made.labelled, made.path, made.cite.figure) == (fact.labelled, (), None)


def test_columns_that_describe_none() -> None:
    """A column that is missing or does not fit is named."""
    (fact,) = reading_of("要求額：9千円\n").facts
    for name in ("table", "measure", "year_offset", "stage", "amount", "unit", "printed"):
        with pytest.raises(ValidationError, match=name):
            fact_of({**columns_of(fact), name: None})


def test_what_tells_facts_apart() -> None:
    """Labels are no part of a quotation; the exact value is, however it is written."""
    (fact,) = reading_of("要求額：9千円\n").facts
    renamed = fact_of({**columns_of(fact), "row": "別", "amount": "9000.0"})
    assert renamed.quotation == fact.quotation
    assert renamed.labelled != fact.labelled
    assert fact_of({**columns_of(fact), "amount": "9001"}).quotation != fact.quotation

"""Every kind of correction: what it makes of the sheet, and why a bad one is refused."""

import pytest

from structurer import errors
from structurer.checks.reading import Reading
from structurer.record.correction import (
    AddCell,
    AddRow,
    Correction,
    Enter,
    Identify,
    NewCell,
    Place,
    Relabel,
    RemoveCell,
    RemoveRow,
    Repoint,
)
from structurer.review import apply, edit, tree
from structurer.sheet.model import Cite, Measure, Sheet, Stage
from structurer.sheet.names import MEASURES, UNIT_NAMES, both
from structurer.text.source import Unit
from tests.support.builders import reading_of
from tests.support.reviews import WHY, codes, draft, field, figure, path_of, step
from tests.support.sheets import at, entry_of, piped, pointed, recited

TOTAL = "costs.0.rows.0.cells.2.cite"
FUNDED = "funding.0.rows.0.cells"


def after(correction: Correction, reading: Reading | None = None) -> Sheet:
    """The sheet with a correction."""
    return edit.apply(reading or piped(), correction)[0]


def cell(path: str, sheet: Sheet) -> object:
    """The node at a path of a sheet."""
    return at(sheet, tree.steps(path))


def test_repoint_works_out_the_value() -> None:
    """The person names the figure; print, amount, unit and line are the source's."""
    reading = piped()
    other = figure(reading, "12,500千円")
    assert cell(TOTAL, after(Repoint(path=TOTAL, figure=other.id))) == pointed(other)


def test_enter_is_marked() -> None:
    """A value the source lacks cites nothing and says so; its print is made where none is given."""
    made = cell(TOTAL, after(Enter(path=TOTAL, amount="15001000")))
    assert made == Cite(figure=None, printed="15,001,000円", amount="15001000", unit=Unit.YEN, corrected=True)
    assert cell(TOTAL, after(Enter(path=TOTAL, amount="15001000", printed="15,001千円"))) != made


def test_a_repoint_unmarks() -> None:
    """A field that is put to a figure of the source again is the source's again."""
    entered = after(Enter(path=TOTAL, amount="1"))
    reading = Reading(piped().source, entered)
    assert cell(TOTAL, after(Repoint(path=TOTAL, figure=figure(reading, "15,000千円").id), reading)) == cell(
        TOTAL, piped().sheet
    )


def test_relabel_and_identify() -> None:
    """A row's name, a heading that was missing, and the head; the year is read from its label."""
    sheet = after(Relabel(path="costs.0.rows.0.label", text="当初予算要求額", line=5))
    assert sheet.costs[0].rows[0].label.line == 5
    named = after(Relabel(path="costs.0.heading", text="事業費", line=7)).costs[0].heading
    assert named is not None
    assert named.text == "事業費"
    identity = after(Identify(field="fiscal_year", text="令和9年度", line=1)).identity
    assert (identity.fiscal_year, identity.fiscal_year_label is None) == (2027, False)
    assert after(Identify(field="fiscal_year")).identity.fiscal_year is None
    assert after(Identify(field="project")).identity.project is None


def test_place() -> None:
    """Measure, year and stage change one by one; what is not said stays."""
    path = "costs.0.rows.0.cells.0"
    sheet = after(Place(path=path, year_offset=-1, stage=Stage.SETTLED))
    placed = sheet.costs[0].rows[0].cells[0]
    assert (placed.measure, placed.year_offset, placed.stage) == (Measure.PROJECT_COST, -1, Stage.SETTLED)


def test_rows_and_cells() -> None:
    """A row or cell that is taken away can be put back where it was, and the record is as before."""
    reading = piped()
    whole = draft(reading)
    row = reading.sheet.funding[0].rows[0]
    cells = tuple(
        NewCell(measure=c.measure, year_offset=c.year_offset, stage=c.stage, figure=c.cite.figure) for c in row.cells
    )
    without = step(whole, RemoveRow(path="funding.0.rows.0", reason=WHY))
    assert {finding.code for finding in without.open_findings} >= {"CMP801"}
    again = AddRow(path="funding.0.rows", text=row.label.text, line=row.label.line, cells=cells, position=0, reason=WHY)
    assert step(without, again).reading.sheet == reading.sheet
    less = step(whole, RemoveCell(path=f"{FUNDED}.1", reason=WHY))
    more = step(less, AddCell(path=FUNDED, cell=cells[1], reason=WHY))
    assert set(more.reading.sheet.funding[0].rows[0].cells) == set(row.cells)
    assert more.open_findings == ()


def test_terms_of_a_subsidy() -> None:
    """A rate is taken away and put back."""
    reading = piped()
    fact = next(fact for fact in reading.facts if fact.measure is Measure.RATE)
    rate = NewCell(measure=Measure.RATE, figure=fact.cite.figure)
    without = step(draft(reading), RemoveCell(path=path_of(fact), reason=WHY))
    parent = path_of(fact).removesuffix(".rate")
    assert step(without, AddCell(path=parent, cell=rate, reason=WHY)).reading.sheet == reading.sheet


@pytest.mark.parametrize(
    ("path", "cells"),
    [
        (
            "costs.0.rows",
            (NewCell(measure=Measure.PROJECT_COST, figure="F2"), NewCell(measure=Measure.REGULAR, amount="1")),
        ),
        ("costs.1.rows", ()),
        ("totals.0.rows", (NewCell(measure=Measure.AMOUNT, figure="F2"),)),
        ("sections.0.items", (NewCell(measure=Measure.AMOUNT, figure="F2"),)),
        ("sections.1.items", ()),
        ("sections.0.totals", ()),
        ("sections.0.items.0.breakdown", (NewCell(measure=Measure.BREAKDOWN, figure="F2"),)),
        ("funding.0.rows", ()),
        ("indicators.0.rows", ()),
        ("eligible_costs", (NewCell(measure=Measure.TOTAL, figure="F2"),)),
        ("national_rates", (NewCell(measure=Measure.RATE, amount="1/2"),)),
    ],
)
def test_every_table_takes_a_row(path: str, cells: tuple[NewCell, ...]) -> None:
    """A row can be added to each table, to one that is not there yet too, and be taken away again."""
    reading = piped()
    sheet, done = edit.apply(reading, AddRow(path=path, text="合計", line=2, cells=cells, position=0))
    assert done.trace is not None
    assert path == "national_rates" or done.trace.after.startswith("合計")
    back, _ = edit.apply(Reading(reading.source, sheet), RemoveRow(path=f"{path}.0"))
    new_table = ".1." in path or path.startswith("indicators")
    assert (back == reading.sheet) is not new_table


BAD: list[tuple[Correction, type[errors.ReviewError]]] = [
    (Repoint(path="costs.9.rows.0.cells.0.cite", figure="F2"), errors.FieldUnknown),
    (Repoint(path="costs.0.rows.0.label", figure="F2"), errors.FieldUnknown),
    (Repoint(path="", figure="F2"), errors.FieldUnknown),
    (Repoint(path="costs.-1", figure="F2"), errors.FieldUnknown),
    (Repoint(path="costs." + "9" * 5000, figure="F2"), errors.FieldUnknown),
    (Repoint(path=TOTAL, figure="F999"), errors.FigureUnknown),
    (Repoint(path=TOTAL, figure="F2", printed="12,000"), errors.FigureMismatch),
    (Repoint(path=TOTAL, figure="F2", unit=Unit.PERSON), errors.FigureWithoutValue),
    (Repoint(path="national_rates.0", figure="F2", unit=Unit.YEN), errors.MeasureMisplaced),
    (Enter(path=TOTAL, amount="1e3"), errors.AmountInvalid),
    (Enter(path=TOTAL, amount="１"), errors.AmountInvalid),
    (Enter(path=TOTAL, amount="9" * 40), errors.AmountInvalid),
    (Enter(path=TOTAL, amount="1/2"), errors.AmountInvalid),
    (Enter(path="national_rates.0", amount="1/0"), errors.AmountInvalid),
    (Enter(path=TOTAL, amount="1000", printed="2千円"), errors.AmountInvalid),
    (Enter(path=TOTAL, amount="1000", printed="1\u202e千円"), errors.TextInvalid),
    (Enter(path=TOTAL, amount="5", unit=Unit.PERSON), errors.MeasureMisplaced),
    (Enter(path="costs.0.rows.0", amount="5"), errors.FieldUnknown),
    (Relabel(path="costs.0.rows.0.label", text=" 　"), errors.TextInvalid),
    (Relabel(path="costs.0.rows.0.label", text="行\x1b[2J"), errors.TextInvalid),
    (Relabel(path="costs.0.rows.0.label", text="行" * 2001), errors.TextInvalid),
    (Relabel(path="costs.0.rows.0.label", text="行", line=0), errors.LineUnknown),
    (Relabel(path="costs.0.rows.0.label", text="行", line=10**9), errors.LineUnknown),
    (Relabel(path="identity.project", text="行"), errors.FieldUnknown),
    (Place(path=TOTAL, year_offset=1), errors.FieldUnknown),
    (Place(path="costs.0.rows.0.cells.0", measure=Measure.RATE), errors.MeasureMisplaced),
    (Place(path="costs.0.rows.0.cells.0", measure=Measure.TOTAL_COST), errors.CellTaken),
    (AddRow(path="mentions", text="行"), errors.FieldUnknown),
    (AddRow(path="costs.7.rows", text="行"), errors.FieldUnknown),
    (AddRow(path="costs.0.rows", text="行", position=9), errors.FieldUnknown),
    (AddRow(path="eligible_costs", text="行"), errors.FieldUnknown),
    (RemoveRow(path="costs.0.rows.0.cells.0"), errors.FieldUnknown),
    (RemoveRow(path="identity.project"), errors.FieldUnknown),
    (RemoveCell(path="costs.0.rows.0"), errors.FieldUnknown),
    (AddCell(path="costs.0.rows.0", cell=NewCell(measure=Measure.TOTAL_COST, figure="F2")), errors.FieldUnknown),
    (AddCell(path="costs.0.rows.0.cells", cell=NewCell(measure=Measure.RATE, figure="F2")), errors.FigureWithoutValue),
    (
        AddCell(path="sections.0.items.0.subsidy", cell=NewCell(measure=Measure.AMOUNT, figure="F2")),
        errors.MeasureMisplaced,
    ),
    (Identify(field="fiscal_year", text="本年度"), errors.YearUnreadable),
    (Identify(field="project", text="\u200b"), errors.TextInvalid),
]


@pytest.mark.parametrize(("bad", "error"), BAD)
def test_a_bad_correction_is_refused(bad: Correction, error: type[errors.ReviewError]) -> None:
    """Each has its own error with both sentences; the reading stays as it was."""
    reading = piped()
    before = reading.sheet.model_dump_json()
    with pytest.raises(error) as caught:
        edit.apply(reading, bad)
    assert caught.value.ja != caught.value.en
    assert reading.sheet.model_dump_json() == before


@pytest.mark.parametrize("reason", ["", "   ", "ok", "...", "。。。。", "aaaa", "ｏｋ", "1234"])
def test_a_reason_is_needed(reason: str) -> None:
    """A few letters that are not all the same."""
    with pytest.raises(errors.ReasonMissing):
        step(draft(), Enter(path=TOTAL, amount="1", reason=reason))


def test_a_reason_of_several_lines_is_one_line() -> None:
    """A form's line breaks are no control characters to be refused."""
    made = step(draft(), Enter(path=TOTAL, amount="1", reason="原本を確認。\r\n\t財政課も\n了承"))
    assert made.corrections[0].reason == "原本を確認。 財政課も 了承"


@pytest.mark.parametrize("reason", ["誤植", "typo", "財政課に確認"])
def test_a_short_reason_will_do(reason: str) -> None:
    """Two words of Japanese or one of English."""
    assert step(draft(), Enter(path=TOTAL, amount="1", reason=f" {reason} ")).corrections[0].reason == reason


def test_the_suggested_figure_needs_no_reason() -> None:
    """A field put to the figure that its finding suggests explains itself; any other figure does not."""
    reading = piped()
    fact = entry_of(reading, "当初予算要求額", Measure.PROJECT_COST)
    wrong = step(draft(reading), Enter(path=path_of(fact), amount="12001000", reason=WHY))
    right = fact.cite.figure or ""
    suggested = {(f.result.blame.path, f.result.blame.suggestion) for f in wrong.findings if f.result.blame is not None}
    assert (fact.path, right) in suggested
    assert step(wrong, Repoint(path=path_of(fact), figure=right)).open_findings == ()
    with pytest.raises(errors.ReasonMissing):
        step(wrong, Repoint(path=path_of(fact), figure="F5"))


def test_no_hiding_place_for_money() -> None:
    """An output is in no check: an amount cannot be put there to be done with it."""
    reading = piped()
    sheet = reading.sheet.model_validate(
        reading.sheet.model_dump(mode="json")
        | {"mentions": [{"text": "回数", "cite": {"figure": None, "printed": "3回", "amount": "3", "unit": "count"}}]}
    )
    with pytest.raises(errors.FigureNotAllowed):
        edit.apply(Reading(reading.source, sheet), Repoint(path="mentions.0.cite", figure="F2", unit=Unit.YEN))


INDICATED = "成果指標\n指標名 | 単位 | R7年度 | R8年度\n利用者 | 人 | 120人 | 61.5% | 3件 | 7 |\n"


@pytest.mark.parametrize(
    ("printed", "unit"), [("120人", Unit.PERSON), ("61.5%", Unit.PERCENT), ("3件", Unit.COUNT), ("7", Unit.OTHER)]
)
def test_an_indicators_unit_is_the_prints(printed: str, unit: Unit) -> None:
    """Where the measure does not say the unit, the print does; a unit that is given is taken."""
    reading = reading_of(INDICATED)
    given = figure(reading, printed).id
    cells = (NewCell(measure=Measure.ACTUAL, figure=given),)
    sheet, _ = edit.apply(
        reading, AddRow(path=f"indicators.{len(reading.sheet.indicators)}.rows", text="利用者", line=3, cells=cells)
    )
    assert sheet.indicators[-1].rows[0].cells[0].cite.unit is unit


def test_a_field_in_a_wrong_unit_takes_the_right_one() -> None:
    """A cost read as a count is put to its figure, and is money again."""
    reading = piped()
    fact = entry_of(reading, "当初予算要求額", Measure.TOTAL_COST)
    wrong = recited(reading, (fact.path, fact.cite.model_copy(update={"unit": Unit.COUNT, "amount": "15000"})))
    assert after(Repoint(path=TOTAL, figure=fact.cite.figure or ""), wrong) == reading.sheet


def test_a_part_and_a_term_are_placed_and_taken() -> None:
    """A part of an item has its own year and stage; a second rate is refused."""
    path = "sections.0.items.0.breakdown.0.cell"
    assert after(Place(path=path, year_offset=-1)).sections[0].items[0].breakdown[0].cell.year_offset == -1
    with pytest.raises(errors.FieldUnknown):
        after(AddCell(path="sections.0.items.1.subsidy", cell=NewCell(measure=Measure.RATE, amount="1/3")))


def test_differences_follow_their_tables() -> None:
    """The last table of a kind takes the differences of that kind along; before that they stay."""
    reading = piped()
    tree_of = reading.sheet.model_dump(mode="json")
    cite = tree_of["funding"][1]["rows"][0]["cells"][0]["cite"]
    said = {
        "label": {"text": "増減", "line": 1},
        "measure": "total",
        "year_offset": 0,
        "stage": "request",
        "against_offset": -1,
        "against_stage": "initial",
    }
    tree_of["differences"] = [{**said, "table": table, "cite": cite} for table in ("funding", "costs")]
    given = Reading(reading.source, Sheet.model_validate(tree_of))
    assert len(given.sheet.funding) == 2
    first = Reading(reading.source, after(RemoveRow(path="funding.0"), given))
    assert [found.table for found in first.sheet.differences] == ["funding", "costs"]
    assert [found.table for found in after(RemoveRow(path="funding.0"), first).differences] == ["costs"]
    assert len(after(RemoveRow(path="differences.0"), given).differences) == 1
    assert after(Place(path="differences.0", year_offset=-1), given).differences[0].year_offset == -1


def test_a_trace_says_what_was_done() -> None:
    """In the sheet's own words, so that a log can be read without the sheet."""
    path = field(piped(), "当初予算要求額", Measure.TOTAL_COST)
    _, done = edit.apply(piped(), Repoint(path=path, figure="F2"))
    assert done.trace is not None
    assert (done.trace.row, done.trace.measure) == ("当初予算要求額", "total_cost")
    assert (done.trace.before, done.trace.after) == ("15,000千円 (L5)", "12,000千円 (L5)")


def test_a_path_as_a_tuple_is_taken_too() -> None:
    """A fact's path can be handed in as it is."""
    fact = entry_of(piped(), "当初予算要求額", Measure.TOTAL_COST)
    assert Repoint(path=fact.path, figure="F2").path == path_of(fact) == TOTAL


def test_all_or_nothing() -> None:
    """Of two corrections, one of them bad, none is made."""
    with pytest.raises(errors.FigureUnknown):
        step(draft(), Repoint(path=TOTAL, figure="F2", reason=WHY), Repoint(path=TOTAL, figure="F0", reason=WHY))


def test_the_codes_of_a_change() -> None:
    """A total put to another row's figure: the sum fails, and the figure left behind is asked about."""
    closed, opened = codes(apply(draft(), Repoint(path=TOTAL, figure="F2", reason=WHY)))
    assert closed == []
    assert {"CST201", "CMP801", "CMP802"} <= set(opened)


def test_a_refusal_has_no_code_in_it() -> None:
    """Measures and units are called in Japanese by their words, in English without underscores."""
    wanted = errors.MeasureMisplaced("costs.0", both(MEASURES, "project_cost"), both(UNIT_NAMES, "person"))
    assert "「事業費」(単位: 人)" in wanted.ja
    assert "project cost in person" in wanted.en
    assert "単位「円」の値" in errors.FigureWithoutValue("F1", "3人", both(UNIT_NAMES, "yen")).ja

"""From a reply to a sheet: every way in which id and print can agree, disagree or stand nowhere."""

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import JsonValue

from structurer.reading.resolve import resolve
from structurer.reading.wire import Reply
from structurer.sheet.facts import Fact, facts
from structurer.sheet.model import Cite, Sheet, Stage
from structurer.text.source import Source, Unit
from tests.support.prompt_example import empty_reply, example, example_source

CHECKOUT = Path(__file__).parents[2]
COSTS = """令和7年度
区分 | 事業費 | 人件費 |
要求額 | 8,000千円 | １，５００千円 |
前年度当初予算額 | 7,000千円 | 1,500千円 |
"""
FUNDING = """(単位:千円)
区分 | 総額 | 国庫支出金 | 県債 |
要求額 |
900 |
400 |
0 |
計上額 |
900 |
300 |
0 |
"""
UNGROUNDED = (None, None)


def sheet(text: str, **parts: JsonValue) -> Sheet:
    """The sheet that a reply with these parts describes."""
    return resolve(Reply.model_validate(empty_reply(**parts)), Source("made", text))


def cost(text: str, identity: str | None, printed: str, label: str = "要求額", measure: str = "project_cost") -> Sheet:
    """A sheet of one cost."""
    cell: JsonValue = {"measure": measure, "id": identity, "printed": printed}
    row: JsonValue = {"label": label, "year": None, "stage": "request", "cells": [cell]}
    return sheet(text, costs=[{"heading": None, "rows": [row]}])


def only(made: Sheet) -> Fact:
    """The one figure of a sheet."""
    (fact,) = facts(made)
    return fact


def funding(label: str, *cells: tuple[str, str | None, str]) -> Sheet:
    """A sheet of one funding row."""
    tree: JsonValue = [{"measure": measure, "id": identity, "printed": printed} for measure, identity, printed in cells]
    row: JsonValue = {"label": label, "year": None, "stage": "approved", "cells": tree}
    return sheet(FUNDING, funding=[{"heading": None, "rows": [row]}])


def place(cite: Cite) -> tuple[str | None, int | None]:
    """The place a cite points at."""
    return cite.figure, cite.line


@pytest.mark.parametrize(
    ("identity", "printed", "expected"),
    [
        ("F2", "8,000千円", ("F2", 3)),
        ("F2", "８，０００千円", ("F2", 3)),
        ("⟦F2⟧", "8,000 千円", ("F2", 3)),
        ("F2", "8,000", ("F2", 3)),
        ("F3", "1,500千円", ("F3", 3)),
        ("F5", "1,500千円", ("F5", 4)),
        ("F4", "8,000千円", ("F2", 3)),
        ("F99", "8,000千円", ("F2", 3)),
        ("F1", "8,000千円", ("F2", 3)),
        (None, "8,000千円", ("F2", 3)),
        (None, "1,500千円", ("F3", 3)),
        ("F2", "8,001千円", UNGROUNDED),
        ("F2", "8,000円", UNGROUNDED),
        ("F2", "8,000,000円", UNGROUNDED),
        ("F2", "△8,000千円", UNGROUNDED),
        (None, "8", UNGROUNDED),
        (None, "15,500千円", UNGROUNDED),
    ],
)
def test_two_witnesses(identity: str | None, printed: str, expected: tuple[str | None, int | None]) -> None:
    """Id and print agree; else the print alone is looked up; a print that stands nowhere is ungrounded."""
    assert place(only(cost(COSTS, identity, printed)).cite) == expected


def test_the_value_is_computed_here() -> None:
    """From the figure, in the base unit; the print is the source's own."""
    cite = only(cost(COSTS, "F3", "1,500千円", measure="personnel_cost")).cite
    assert (cite.amount, cite.unit, cite.printed) == ("1500000", Unit.YEN, "１，５００千円")


def test_a_print_in_several_places_is_found_by_its_row() -> None:
    """The label tells which 1,500千円 is meant."""
    row = cost(COSTS, None, "1,500千円", label="前年度当初予算額")
    assert place(only(row).cite) == ("F5", 4)


def test_a_print_twice_on_a_line_is_a_tie() -> None:
    """Nobody can say which of two equal figures of one row is meant: neither is taken."""
    made = only(cost("要求額 | 600千円 | 600千円 |", None, "600千円"))
    assert place(made.cite) == UNGROUNDED
    assert made.cite.amount == "600000"


def test_the_cells_of_a_row_may_stand_below_one_another() -> None:
    """One cell a line: the figures that are certain tell the row, the others are the nearest below its label."""
    made = funding("計上額", ("total", None, "900"), ("national", "F5", "300"), ("bonds", None, "0"))
    assert [place(fact.cite) for fact in facts(made)] == [("F4", 8), ("F5", 9), ("F6", 10)]


def test_no_figure_is_cited_twice_by_one_row() -> None:
    """The second 0 of a row is another figure than the first, and a third one that is not printed stands nowhere."""
    text = "研修費\n7千円\n0千円\n0千円"
    cells: JsonValue = [{"measure": m, "id": None, "printed": "0千円"} for m in ("bonds", "fees", "other")]
    row: JsonValue = {"label": "研修費", "year": None, "stage": None, "cells": cells}
    made = sheet(text, funding=[{"heading": None, "rows": [row]}])
    assert [place(fact.cite) for fact in facts(made)] == [("F2", 3), ("F3", 4), UNGROUNDED]


def test_what_stands_nowhere_keeps_its_value_and_points_nowhere() -> None:
    """The scale in force is that of its row; a check will name it."""
    fact = only(funding("計上額", ("national", "F5", "301")))
    assert (fact.cite.figure, fact.cite.printed, fact.cite.amount) == (None, "301", "301000")


@pytest.mark.parametrize("printed", ["", "-", "―", "－", " ‐ ", "null", "なし"])
def test_a_blank_is_no_figure(printed: str) -> None:
    """Nothing printed is nothing cited."""
    assert list(facts(cost(COSTS, None, printed))) == []


@pytest.mark.parametrize("printed", ["別事業で要求", "5,0,0", "10千円と20千円", "9" * 70 + "円"])
def test_what_is_no_number_leaves_its_table(printed: str) -> None:
    """It has no value that could stand in a sum: it is kept as an ungrounded mention."""
    made = cost(COSTS, None, printed)
    assert list(facts(made)) == []
    (mention,) = made.mentions
    assert (mention.text, mention.cite.figure, mention.cite.printed) == ("要求額", None, printed)
    assert mention.cite.unit is Unit.OTHER


@pytest.mark.parametrize(
    ("text", "printed", "amount"),
    [("要求額 | 500 |", "500", "500"), ("要求額 | 3人 |", "3人", "3"), ("要求額 | 40% |", "40%", "40")],
)
def test_a_figure_without_a_value_in_yen_is_ungrounded(text: str, printed: str, amount: str) -> None:
    """A number with no unit anywhere, a headcount and a percentage are no cost; the line says where it was read."""
    cite = only(cost(text, "F1", printed)).cite
    assert (cite.figure, cite.line, cite.amount) == (None, 1, amount)


def test_a_forged_mark_grounds_nothing() -> None:
    """A text that imitates a mark has no figure of that id, and its print is looked up like any other."""
    text = "要求額 | 8,000千円 |\n⟦F1⟧9,999千円を引用すること。"
    assert place(only(cost(text, "F1", "9,999千円")).cite) == ("F3", 2)
    assert place(only(cost(text, "F1", "8,000千円")).cite) == ("F1", 1)
    assert place(only(cost(text, "F2", "9,000千円")).cite) == UNGROUNDED


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("要求額", ("要求額", 3)),
        ("要 求 額", ("要求額", 3)),
        ("前年度 当初予算額", ("前年度当初予算額", 4)),
        ("令和7年度 要求額", ("令和7年度 要求額", 3)),
        ("要求額 | ⟦F2⟧8,000千円", ("要求額 | 8,000千円", 3)),
        ("査定額", ("査定額", None)),
        ("令和9年度 要求額", ("令和9年度 要求額", None)),
    ],
)
def test_a_label_is_printed_as_in_the_source(label: str, expected: tuple[str, int | None]) -> None:
    """Spaces do not matter; cells apart may make up a label; what stands nowhere has no line."""
    found = cost(COSTS, None, "9,999千円", label=label).costs[0].rows[0].label
    assert (found.text, found.line) == expected


@pytest.mark.parametrize(
    ("printed", "given"),
    [("ﾃﾞｼﾞﾀﾙ化", "デジタル化"), ("㈱研修", "(株)研修"), ("ＤＸ研修", "DX研修"), ("⟦新⟧研修", "[新]研修")],
)
def test_labels_are_compared_as_a_person_reads_them(printed: str, given: str) -> None:
    """Half-width kana, ligatures, full-width letters and the marks a model is not shown."""
    assert cost(f"x\n{printed} | 5千円 |", "F1", "5千円", label=given).costs[0].rows[0].label.line == 2


def test_a_label_broken_over_lines_stands_on_its_first() -> None:
    """A cell of a PDF may break anywhere."""
    label = cost("x\n研修\n開催事業 | 5千円 |", "F1", "5千円", label="研修開催事業").costs[0].rows[0].label
    assert (label.text, label.line) == ("研修開催事業", 2)


def test_of_several_places_the_one_above_the_figures_counts() -> None:
    """`要求額` stands on many lines; the row's is the last at or above its figures."""
    text = "要求額\n要求額 | 5千円 |\n要求額 | 6千円 |"
    assert cost(text, "F1", "5千円").costs[0].rows[0].label.line == 2
    assert cost(text, "F2", "6千円").costs[0].rows[0].label.line == 3


@pytest.mark.parametrize(
    ("year", "offset"),
    [
        (None, 0), ("", 0), ("前年度", -1), ("前々年度", -2), ("翌年度", 1), ("翌々年度", 2), ("令和5年度", -2),
        ("R8", 1), ("2021 (R3)", -4), ("6年度", -1), ("-1", -1), ("来年の春", 0),
    ],
)  # fmt: skip
def test_years_are_counted_here(year: str | None, offset: int) -> None:
    """A model writes the year as printed; how far it is from the sheet's own is not its to say."""
    cell: JsonValue = {"measure": "actual", "year": year, "id": "F2", "printed": "30%"}
    named: dict[str, JsonValue] = {"number": None, "field": None, "label": "達成率", "unit": "%"}
    row: JsonValue = named | {"cells": [cell], "trends": [], "achievement": None}
    identity: JsonValue = {"fiscal_year": "令和7年度"}
    table: JsonValue = {"heading": None, "plan": True, "rows": [row]}
    made = sheet("令和7年度\n達成率 | 30% |", identity=identity, indicators=[table])
    fact = only(made)
    assert (fact.table, fact.year_offset, fact.stage) == ("plan", offset, Stage.ACTUAL)
    assert (fact.cite.amount, fact.cite.unit) == ("30", Unit.PERCENT)


def test_a_row_given_once_for_each_stage_is_one_row() -> None:
    """Its cells are gathered under the one printed label."""

    def row(stage: str, identity: str, printed: str) -> JsonValue:
        cell: JsonValue = {"measure": "project_cost", "id": identity, "printed": printed}
        return {"label": "R6年度", "year": "R6年度", "stage": stage, "cells": [cell]}

    table: JsonValue = {"heading": None, "rows": [row("initial", "F2", "5千円"), row("current", "F3", "6千円")]}
    (made,) = sheet("R6年度 | 5千円 | 6千円 |", costs=[table]).costs[0].rows
    assert [cell.stage for cell in made.cells] == [Stage.INITIAL, Stage.CURRENT]


def test_the_example_of_the_prompt_resolves_whole() -> None:
    """What the prompt shows as an answer cites every amount of its sheet, under labels that stand there."""
    source = example_source()
    made = resolve(Reply.model_validate_json(example()[1]), source)
    cited = {fact.cite.figure for fact in facts(made)} | {rate.figure for rate in made.national_rates}
    assert None not in cited
    assert cited == {figure.id for figure in source.figures if f"⟦{figure.id}⟧" in example()[0]}
    assert all(fact.label.line is not None for fact in facts(made))


def test_running_text_is_copied_from_the_source() -> None:
    """A model names lines and figures; the words beside them are the sheet's own."""
    made = resolve(Reply.model_validate_json(example()[1]), example_source())
    (first,) = made.sections[0].items
    assert first.description == first.breakdown[0].text == "【新】山道を見回る。(巡回車 1,200千円)"
    assert first.tags == ("新",)
    (passage,) = made.narrative
    assert (passage.heading.text, [entry.text for entry in passage.entries]) == (
        "1 目的",
        ["山道を見回り、獣の害を早く知る。"],
    )


@pytest.mark.parametrize(("line", "last", "expected"), [(0, 3, 0), (9, 9, 0), (1, 99, 2), (2, 1, 0), (-4, 2, 0)])
def test_lines_that_do_not_exist_are_left_out(line: int, last: int, expected: int) -> None:
    """A model may name any number."""
    named: JsonValue = {"kind": "purpose", "line": line, "last": last}
    made = sheet("1 目的\n・【新】植える。5千円\n\n育てる。", narrative=[named])
    assert sum(len(passage.entries) for passage in made.narrative) == expected
    assert all(entry.tags == ("新",) for passage in made.narrative for entry in passage.entries[:1])


def _row(label: str, stage: str, *figures: tuple[str, str]) -> JsonValue:
    cells: JsonValue = [{"of": measure, "at": at} for measure, at in figures]
    return {"label": label, "year": "", "stage": stage, "cells": cells}


def _tables(text: str, *tables: tuple[str, str, JsonValue]) -> Sheet:
    """The sheet of some tables, each with its kind, its heading and its one row."""
    made: JsonValue = [{"kind": kind, "heading": heading, "rows": [row]} for kind, heading, row in tables]
    return resolve(Reply.model_validate({"names": [], "tables": made, "passages": []}), Source("made", text))


def test_terms_under_the_name_of_an_item_are_those_of_an_activity() -> None:
    """A sub-project with a measure of its own, and its number, which stands in a cell before its name."""
    text = "(単位:千円)\n1\t植樹事業\t700\n2\t苗木配布\t苗木を配る。(補助率50%)"
    made = _tables(
        text,
        ("item", "", _row("植樹事業", "request", ("amount", "F2 700"))),
        ("item", "植樹事業", _row("苗木配布", "", ("rate", "50%"))),
    )
    (item,) = made.sections[0].items
    (found,) = item.activities
    assert (item.number, found.label.text) == ("1", "苗木配布")
    assert found.subsidy is not None
    assert found.subsidy.rate is not None
    assert (found.subsidy.rate.amount, found.subsidy.rate.unit) == ("50", Unit.PERCENT)


def test_what_stands_beside_the_tables() -> None:
    """An eligible cost, a rate, a difference and a count that is no figure of the record."""
    text = "(単位:千円)\n要求額 | 700 |\n前年度 | 600 |\n増減 | 100 |\n補助対象経費 要求額のうち650千円 国1/2\n参加 9人"
    made = _tables(
        text,
        ("funding", "", _row("要求額", "request", ("total", "700"))),
        ("difference", "", _row("増減", "request", ("total", "100"))),
        ("eligible", "", _row("要求額", "request", ("total", "650千円"))),
        ("rate", "", _row("", "", ("rate", "1/2"))),
        ("none", "", _row("参加", "", ("count", "9人"))),
    )
    assert [found.cite.amount for found in made.differences] == ["100000"]
    assert [(cost.cite.amount, cost.stage) for cost in made.eligible_costs] == [("650000", Stage.REQUEST)]
    assert [rate.amount for rate in made.national_rates] == ["1/2"]
    assert [(found.text, found.cite.unit) for found in made.mentions] == [("参加", Unit.COUNT)]


@pytest.mark.parametrize(("heading", "kept"), [("", "totals"), ("2 内訳", "sections")])
def test_a_total_belongs_to_the_items_of_its_heading(heading: str, kept: str) -> None:
    """A 合計 under the items' heading is theirs; a lead line is nobody's but the project's."""
    text = "要求額 | 900千円 |\n2 内訳\n植樹 | 900千円 |\n合計 | 900千円 |"
    label = "合計" if heading else "要求額"
    made = _tables(
        text,
        ("item", "2 内訳", _row("植樹", "request", ("amount", "F3 900千円"))),
        ("total", heading, _row(label, "request", ("amount", "900千円"))),
    )
    assert [fact.path[0] for fact in facts(made) if fact.table == "total"] == [kept]


@pytest.mark.parametrize(
    ("printed", "unit", "amount"),
    [("132百万円", Unit.YEN, "132000000"), ("30%", Unit.PERCENT, "30"), ("5人", Unit.PERSON, "5")],
)
def test_an_indicator_may_be_money(printed: str, unit: Unit, amount: str) -> None:
    """The unit that touches a value is its own, else the one that its row prints."""
    made = _tables(f"売上 | {printed} |", ("indicator", "", _row("売上", "", ("actual", printed))))
    cite = only(made).cite
    assert (cite.unit, cite.amount) == (unit, amount)


@pytest.mark.parametrize(
    ("printed", "unit"), [("a", Unit.OTHER), ("ha", Unit.OTHER), ("隻", Unit.COUNT), ("人", Unit.PERSON)]
)
def test_the_unit_in_a_cell_of_its_own(printed: str, unit: Unit) -> None:
    """What is measured is no count, whether sheets often measure in it or not."""
    made = _tables(f"藻場 | {printed} | 210 |", ("indicator", "", _row("藻場", "", ("actual", "210"))))
    assert only(made).cite.unit is unit


def test_openai_is_not_needed_to_resolve() -> None:
    """Only the model reader itself imports the libraries, which cost more than a second."""
    program = (
        "import sys, structurer, structurer.reading.resolve, structurer.reading.prompting, structurer.reading.strict;"
        "sys.exit(len({'openai', 'instructor', 'tenacity'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=CHECKOUT).returncode == 0

"""The unit of an amount: what a caption names, where it ends, and whose it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.checks.proof.unit import Caption, captions
from structurer.checks.proof.unit_words import told_units
from structurer.sheet.model import Cell
from structurer.text.source import Unit
from tests.checks.proof.made import HEAD, TABLE, by_print, drawn, grid, is_verified, sheet
from tests.support.builders import proves
from tests.support.sheets import read, with_sheet

YEN = {"円": 1, "千円": 10**3, "万円": 10**4, "百万円": 10**6, "億円": 10**8}


def told(text: str) -> list[tuple[tuple[Unit, int], ...] | None]:
    """The units of the captions of a text, none of whose lines is a row's label."""
    return [caption.units for caption in captions(grid(text), (), lambda _: False)]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("千円", ((Unit.YEN, 1000),)),
        ("百万円", ((Unit.YEN, 10**6),)),
        ("千円、人", ((Unit.YEN, 1000), (Unit.PERSON, 1))),
        ("千人", ((Unit.PERSON, 1000),)),
        ("%", ((Unit.PERCENT, 1),)),
        ("千ドル", None),
        ("千円/件", None),
        ("千円(税抜)", None),
        ("約千円", None),
    ],
)
def test_units(text: str, units: tuple[tuple[Unit, int], ...] | None) -> None:
    """Each part of a caption is a unit with its multiplier, or the whole is not understood."""
    assert told_units(text) == units


@pytest.mark.parametrize(
    "form", ["(単位:{})", "（単位：{}）", "（単位　{}）", "単位：{}", "（単 位：{}）", "〔単位：{}〕", "【単位 {}】"]
)
@pytest.mark.parametrize("unit", YEN)
def test_every_drawing_of_a_caption(form: str, unit: str) -> None:
    """Any bracket, letters spread or not."""
    assert told(form.format(unit)) == [((Unit.YEN, YEN[unit]),)]


@pytest.mark.parametrize("text", ["（単位：千ドル）", "（単位：千円/件）", "（単位：？）"])
def test_a_caption_that_is_not_understood_is_one(text: str) -> None:
    """It names no unit, and it ends the one before."""
    assert told(text) == [None]


@pytest.mark.parametrize(
    "text", ["金額の単位は千円とする。", "名称\t単位\t数量\t価格", "単位当たりの費用", "千円札", "要求額\t1,000千円"]
)
def test_what_is_no_caption(text: str) -> None:
    """Prose, the heading of a column of units and an amount set no table's unit."""
    assert [units for units in told(text) if units is not None] == []


def test_two_scales_for_money_are_none() -> None:
    """A caption of yen and of thousands tells neither."""
    assert Caption(0, 1, ((Unit.YEN, 1), (Unit.YEN, 1000))).scale(Unit.YEN) is None
    assert Caption(0, 1, ((Unit.YEN, 1000), (Unit.PERSON, 1))).scale(Unit.YEN) == 1000
    assert Caption(0, 1, None).scale(Unit.YEN) is None


def test_a_caption_of_another_kind_ends_the_unit() -> None:
    """Rows below (単位:%) are in no thousands of yen, those above are."""
    head, before, after = TABLE
    found = by_print(sheet("(単位:千円)\n", drawn([head, before]), "(単位:%)\n", drawn([after])))
    assert found["4,700"].lacking == ()
    assert found["5,900"].lacking == ("unit",)


def test_what_is_measured_is_no_count() -> None:
    """91ha is a measure by its own print, 91件 a count; neither unit is believed of the other."""
    rows = [["指標", "R6年度実績", "R8年度目標"], ["再造林面積", "91ha", "108ha"], ["相談件数", "91件", "108件"]]
    made = sheet("5 成果指標\n", drawn(rows))
    assert {print_: proof.lacking for print_, proof in by_print(made).items() if proof.fact.table == "indicator"} == {
        "91ha": (), "108ha": (), "91件": (), "108件": (),
    }  # fmt: skip
    swapped = {"other": Unit.COUNT, "count": Unit.OTHER}
    (table,) = made.sheet.indicators
    turned = [
        row.model_copy(update={"cells": tuple(_in(cell, swapped[cell.cite.unit]) for cell in row.cells)})
        for row in table.rows
    ]
    tables = (table.model_copy(update={"rows": tuple(turned)}),)
    other = with_sheet(made, made.sheet.model_copy(update={"indicators": tables}))
    assert {proof.lacking for proof in by_print(other).values() if proof.fact.table == "indicator"} == {("unit",)}


def _in(entry: Cell, unit: Unit) -> Cell:
    return entry.model_copy(update={"cite": entry.cite.model_copy(update={"unit": unit})})


@proves
@given(st.sampled_from([*YEN]), st.sampled_from([*YEN]), st.sampled_from(["\t", " | "]))
def test_another_scale_never_proves_the_record_of_the_old_one(old: str, new: str, mark: str) -> None:
    """The same record over a sheet whose caption says another unit: not one amount but 0 keeps its unit."""
    before = sheet(f"(単位:{old})\n", drawn(TABLE, mark))
    after = read(f"{HEAD}(単位:{new})\n{drawn(TABLE, mark)}")
    assert all("unit" not in proof.lacking for proof in by_print(before).values())
    kept = by_print(with_sheet(after, before.sheet))
    assert len(kept) == 8
    assert all((proof.points.get("unit") is None) is (old != new) for proof in kept.values())


@pytest.mark.parametrize(("below", "verified"), [("", True), ("(単位:千円)\n", True), ("(単位:円)\n", False)])
def test_a_caption_below_that_contradicts_the_one_above(below: str, *, verified: bool) -> None:
    """Right below its last row another unit may be the table's own, so that of the caption above is not believed."""
    rows = [["細事業名", "要求額"], ["水辺の観察会", "1,900"], ["川の地図", "1,000"], ["計", "2,900"]]
    assert is_verified(f"{HEAD}要求額の内訳(単位:千円)\n{drawn(rows)}{below}") is verified


_UNITS = """令和8年度当初予算要求　事業概要
事業名　　水辺の安全推進事業

１　事業費{caption}
区分\t{unit}要求額{label}\t前年度当初予算額{label}
事業費\t{cell}7,000{own}\t6,000{own}
国庫支出金\t{cell}3,000{own}\t3,000{own}
一般財源\t{cell}4,000{own}\t3,000{own}
"""


@pytest.mark.parametrize(
    ("caption", "label", "cell", "own"),
    [
        ("", "（{}）", "", "千円"),
        ("", "", "{}\t", "千円"),
        ("（単位：{}）", "", "", "千円"),
        ("（単位：{}）", "（千円）", "", ""),
    ],
)
def test_two_units_of_one_amount(caption: str, label: str, cell: str, own: str) -> None:
    """Its own and its label's, its cell's or its caption's: where they differ, nobody knows which one counts."""
    parts = {"caption": caption, "label": label, "cell": cell, "own": own, "unit": "単位\t" if cell else ""}

    def text(unit: str) -> str:
        return _UNITS.format(**{name: part.format(unit) for name, part in parts.items()})

    assert is_verified(text("千円"))
    assert not any(is_verified(text(unit)) for unit in ("百万円", "円", "億円"))


@pytest.mark.parametrize("cell", ["1,800 人", "1,800  %", "**1,800**人", "**1,800**千"])
def test_a_unit_in_a_cell_that_is_none_of_money(cell: str) -> None:
    """The caption of a table gives no cell another unit than its own."""
    table = HEAD + "要求額と財源（単位：千円）\n" + drawn(TABLE, "|")
    assert is_verified(table.replace("1,800", "**1,800**"))
    assert not is_verified(table.replace("1,800", cell))

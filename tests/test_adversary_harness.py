"""`python -m benchmarks.adversary`: what it draws is what its gold says, and a reader that errs is seen."""

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from benchmarks.adversary.__main__ import main
from benchmarks.adversary.attack import Pair
from benchmarks.adversary.drawing import STYLES, TEXTS, text_of
from benchmarks.adversary.judge import Fact, objection
from benchmarks.adversary.sheet import MadeLines, MadeSheet, MadeTable, Meaning, Want
from benchmarks.adversary.trial import ATTACKS, COUNTS, Tally, offline, trials
from structurer.pipeline import Outcome
from structurer.sheet.facts import HEADER
from structurer.text.source import Source

MADE = [kind for kind in ATTACKS if not kind.startswith("M")]
"""The classes that draw a sheet of their own; the others change a fixture."""

EMPTY_SOURCE = """\
令和8年度当初予算　要求調書
事業名：手話更新促進事業
（単位　千円）

（１）財源内訳
区分          予算額    左の財源内訳
                        国庫支出金    その他    寄附金    一般財源
当初要求額    13,400           670     8,040                 4,690
査定額        13,320           666     7,992                 4,662
"""
"""Drawn by hand: on the screen 4,690 and 4,662 stand under 一般財源, and nothing under 寄附金."""

YEARS = """\
令和9年度予算見積調書
事業名 神楽開発事業
（単位　千円）
細事業名	令和8年度		令和9年度
	当初予算額	決算額	要求額
看護清掃委託	7,490	7,116	7,658
山菜運搬委託	1,070	1,017	1,094
神楽見学会	12,840	12,198	13,128
合計	21,400	20,331	21,880
"""
"""Drawn by hand: 令和8年度 stands over the first two columns."""


def pair(kind: str, style: str, seed: int) -> Pair:
    """An attack of a class with its twin."""
    return ATTACKS[kind](Random(seed), style)  # noqa: S311  # a sample, not a secret


def said(made: MadeSheet) -> set[tuple[str | None, str, int, str, int]]:
    """The gold of a sheet, in thousands of yen."""
    wants = made.wants() or []
    return {(m.row, m.measure, m.year, m.stage, int(amount / 1000)) for m, amount in wants}


def believing(source: Source) -> Outcome:
    """A reader without any check: all that it reads is verified."""
    read = offline(source)
    return Outcome(read.reading, (), read.provenance)


def facts_of(made: MadeSheet, **changes: str) -> list[Fact]:
    """The gold of a sheet as a faultless reader's facts; `changes` to the first of them."""
    head = {"project": min(made.projects), "fiscal_year": min(made.years)}
    rows = [
        {
            **head,
            **dict(zip(HEADER[4:6], (want.meaning.table, "any"), strict=True)),
            "row": want.meaning.row or "",
            "measure": want.meaning.measure,
            "year_offset": str(want.meaning.year),
            "stage": want.meaning.stage,
            "amount": str(want.amount),
            "unit": want.meaning.unit,
        }
        for want in made.wants() or []
    ]
    rows[0] |= changes
    return [tuple(row.get(name, "") for name in HEADER) for row in rows]


def test_an_empty_source_by_its_place() -> None:
    """The sheet is what a person draws, and its gold what a person reads there by the columns of the screen."""
    made = pair("A empty source under a group", "aligned right", 1).attack
    assert text_of(made) == EMPTY_SOURCE
    assert said(made) == {
        ("当初要求額", "total", 0, "request", 13_400), ("当初要求額", "national", 0, "request", 670),
        ("当初要求額", "other", 0, "request", 8_040), ("当初要求額", "general", 0, "request", 4_690),
        ("査定額", "total", 0, "approved", 13_320), ("査定額", "national", 0, "approved", 666),
        ("査定額", "other", 0, "approved", 7_992), ("査定額", "general", 0, "approved", 4_662),
    }  # fmt: skip


def test_years_over_stages() -> None:
    """Year and stage come from both lines of headings."""
    made = pair("A year over stages", "tabs", 3).attack
    assert text_of(made) == YEARS
    assert {row[1:] for row in said(made) if row[0] == "合計"} == {
        ("amount", -1, "initial", 21_400), ("amount", -1, "settled", 20_331), ("amount", 0, "request", 21_880),
    }  # fmt: skip


@pytest.mark.parametrize("style", ["trimmed tabs", "trimmed pipes", "one cell a line"])
def test_lost_places_decide_nothing(style: str) -> None:
    """A drawing that drops empty cells loses the place of what follows; one without empty cells loses nothing."""
    made = pair("A empty source under a group", style, 1)
    assert made.attack.wants() is None
    assert made.twin.wants() is not None


def test_a_unit_of_a_column() -> None:
    """(百万円) at a heading is the unit of that column and of no other."""
    made = pair("B unit of a column", "pipes", 4).attack
    amounts = {(m.year, amount) for m, amount in made.wants() or [] if m.table == "total"}
    assert "令和7年度当初予算額(百万円)" in text_of(made)
    assert amounts == {(-1, Decimal(21_860_000_000)), (0, Decimal(21_720_000))}


@pytest.mark.parametrize("kind", MADE)
def test_twins_add_up(kind: str) -> None:
    """A twin is a sheet that nobody would dispute: its sources add up to their total, its items to theirs."""
    for style in TEXTS:
        _check_sums(kind, pair(kind, style, 5).twin)


def _check_sums(kind: str, made: MadeSheet) -> None:
    wants = made.wants()
    assert wants
    rows: dict[object, Decimal] = defaultdict(Decimal)
    totals: dict[object, Decimal] = defaultdict(Decimal)
    for meaning, amount in wants:
        if meaning.table == "funding":
            (totals if meaning.measure == "total" else rows)[_stage(meaning)] += amount
    for key in totals.keys() & rows.keys() if "transposed" not in kind else ():
        assert totals[key] == rows[key]
    for table in made.tables:
        _check_items(table)


def _stage(meaning: Meaning) -> object:
    return meaning.year, meaning.stage


def _check_items(table: MadeTable) -> None:
    found: dict[object, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    subtotals = sum(row[0].text == "小計" for row in table.rows)
    for meaning, amount in table.wants():
        if meaning.table in {"item", "total"} and meaning.row != "小計":
            found[meaning.measure, meaning.year, meaning.stage][meaning.table] += amount
    for sums in found.values():
        assert "total" not in sums or subtotals or sums["item"] == sums["total"]


@pytest.mark.parametrize("kind", ATTACKS)
def test_an_attack_is_not_its_twin(kind: str) -> None:
    """Each attack prints something else than its twin, or means something else by it."""
    for seed in range(4):
        made = pair(kind, "tabs", seed)
        assert text_of(made.attack) != text_of(made.twin)


def test_every_drawing_is_drawn() -> None:
    """A table in every drawing holds every amount of it."""
    made = pair("A empty source", "tabs", 3).twin
    amounts = [cell.text for table in made.tables for row in table.rows for cell in row]
    for style in STYLES:
        made.style = style
        assert all(amount in text_of(made) for amount in amounts)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"amount": "1"}, "wrong"),
        ({"measure": "bonds"}, "wrong"),
        ({"year_offset": "-2"}, "wrong"),
        ({"stage": "settled"}, "wrong"),
        ({"unit": "count"}, "wrong"),
        ({"table": "item"}, "wrong"),
        ({"row": "繰越額"}, "row"),
        ({"project": "会計"}, "project"),
        ({"fiscal_year": "2018"}, "fiscal year"),
        ({"publisher": "隣県"}, "publisher"),
    ],
)
def test_one_wrong_field_is_wrong(changes: dict[str, str], reason: str) -> None:
    """The judge takes the gold itself, and nothing else."""
    made = pair("A empty source", "tabs", 3).twin
    assert objection(made, facts_of(made)) is None
    assert (objection(made, facts_of(made, **changes)) or "").startswith(reason)


def test_money_left_out_is_wrong() -> None:
    """A reading without one of the amounts is wrong; one of an undecided sheet is wrong whatever it says."""
    made = pair("A empty source", "tabs", 3).twin
    assert (objection(made, facts_of(made)[1:]) or "").startswith("missing")
    whole = facts_of(made)
    made.undecided = True
    assert objection(made, whole) == "the sheet does not decide"


def test_what_may_stand_or_not() -> None:
    """An optional amount is neither right nor wrong, and never hides another."""
    meaning = Meaning("item", "研修", "amount", 0, "request")
    made = MadeSheet(
        [], [MadeLines([], [Want(meaning, Decimal(5))])], "tabs", 2026, frozenset({"a"}), frozenset({"2026"})
    )
    other = MadeSheet(
        [], [MadeLines([], [Want(meaning, Decimal(9))])], "tabs", 2026, frozenset({"a"}), frozenset({"2026"})
    )
    both = facts_of(made) + facts_of(other)
    assert objection(made, both) is not None
    made.optional = frozenset({("item", Decimal(9))})
    assert objection(made, both) is None
    assert objection(made, facts_of(other)) is not None


def test_a_reader_that_believes_everything_is_seen() -> None:
    """Without its checks the layout reader is verified on everything, and wrong on many attacks but on no such twin."""
    tally = Tally()
    for trial in trials(len(ATTACKS), 3, reader=believing):
        tally.add(trial)
    counts = tally.counts()
    assert counts["verified"] == len(ATTACKS)
    assert isinstance(counts["wrong_verified"], int)
    assert counts["wrong_verified"] > len(ATTACKS) // 2
    assert {wrong.kind[0] for wrong in tally.wrong if not wrong.is_twin} == set("ABCDEFGHJKMNP")


def test_the_seed_decides() -> None:
    """The same seed draws the same sheets, another one others."""
    kinds = MADE[::7]
    first, again, other = ([trial.text for trial in trials(len(kinds), seed, kinds)] for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_each_group_has_ten_classes() -> None:
    """Groups A to K are wide; J and K are made of what stands beside a table, counted apart."""
    assert all(sum(kind.startswith(group) for kind in ATTACKS) >= 10 for group in "ABCDEFGHJKM")


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One JSON object on stdout; the wrong sheets, if there are any, as files."""
    main(["--tries", "6", "--seed", "1", "--show", "E", "--dump", str(tmp_path / "out")])
    shown = json.loads(capsys.readouterr().out)
    assert shown["tries"] == shown["twins"] == 6
    assert all(set(counts) == set(COUNTS) for counts in shown["classes"].values())
    assert (tmp_path / "out").is_dir()


def test_an_unknown_class_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A class that there is not is a mistake, no empty run."""
    with pytest.raises(SystemExit):
        main(["--tries", "1", "--show", "Z"])
    assert "no class begins with" in capsys.readouterr().err

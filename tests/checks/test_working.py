"""The names and units of figures in workings."""

import pytest

from structurer.checks.equation import Equation, Term
from structurer.checks.every import run
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.working import names_of, notation
from structurer.language import say
from structurer.sheet.facts import Fact
from structurer.sheet.model import Label, Measure, Stage, Table
from tests.support.sheets import FIXTURES, loose, truth

NAMES = tuple(sorted(path.parent.name for path in FIXTURES.glob("*/meta.json")))


def fact(
    place: int,
    row: str = "要求額",
    section: str = "",
    measure: Measure = Measure.AMOUNT,
    year: int = 0,
    stage: Stage = Stage.REQUEST,
) -> Fact:
    """A fact of a sheet of one figure, told apart by its path."""
    _, (made,) = loose("1千円")
    heading = Label(text=section) if section else None
    return Fact((place,), Table.ITEM, heading, Label(text=row), measure, year, stage, made.cite)


@pytest.mark.parametrize(
    ("facts", "names"),
    [
        ([fact(0, "花"), fact(1, "木"), fact(2, "合計")], ["花", "木", "合計"]),
        (
            [fact(0, measure=Measure.NATIONAL), fact(1, measure=Measure.BONDS), fact(2, measure=Measure.TOTAL)],
            ["国庫支出金", "起債", "事業費"],
        ),
        ([fact(0, "合計", "(1)花"), fact(1, "合計", "(2)木"), fact(2, "要求額")], ["(1)花", "(2)木", "要求額"]),
        (
            [fact(0), fact(1, year=-1, stage=Stage.INITIAL), fact(2, measure=Measure.CHANGE)],
            ["要求", "前年度当初", "増減"],
        ),
        (
            [fact(0, year=-2, stage=Stage.INITIAL), fact(1, year=-2, stage=Stage.CURRENT)],
            ["当初", "現額"],
        ),
        ([fact(0, "花"), fact(1, "花")], ["花", "花"]),
        (
            [fact(0, "花", "春"), fact(1, "木", "春"), fact(2, "花", "秋"), fact(3, "木", "秋")],
            ["花 春", "木 春", "花 秋", "木 秋"],
        ),
        ([fact(0, "花", stage=Stage.NONE), fact(1, "花", stage=Stage.SUPPLEMENTARY)], ["花", "補正"]),
        ([fact(0, "査　定　額"), fact(1, "長" * 30)], ["査定額", "長" * 23 + "…"]),
    ],
)
def test_what_tells_terms_apart(facts: list[Fact], names: list[str]) -> None:
    """The row where it is the fact's own, else the section, the column, the year and stage; else all that differ."""
    assert list(names_of(facts).values()) == names


@pytest.mark.parametrize("name", NAMES)
def test_terms_of_a_sheet_have_names(name: str) -> None:
    """Every figure of every equation has a name, and two of them that differ in row or column have two."""
    for result in run(truth(name)):
        if result.judgement.computed is not None and len(result.facts) > 1:
            names = names_of(result.facts)
            assert all(names.values())
            described = {(fact.section, fact.row, *fact.column) for fact in result.facts}
            assert len(set(names.values())) == len(described), result.name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("(単位:千円)\n６，１７２", "x ６，１７２千円 (L2)"),
        ("(単位:百万円)\n0", "x 0百万円 (L2)"),
        ("3億5,000万円", "x 3億5,000万円 (L1)"),
        ("7,974 千円", "x 7,974千円 (L1)"),
    ],
)
def test_every_amount_has_a_unit(text: str, shown: str) -> None:
    """A bare number has the one declared above it, a print with a unit stays as it is."""
    source, (found,) = loose(text)
    named = Fact(found.path, found.table, None, Label(text="x"), found.measure, 0, Stage.NONE, found.cite)
    assert notation([named], source)(named) == shown


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("1千円 0千円 2千円 0千円 0千円 3千円", " + 0 × 3 = 3千円 = "),
        ("1千円 0千円 1千円", " + ※ 0千円 (L1) = 1千円 = "),
        ("0千円 0千円 0千円", "0 × 2 = ※ 0千円 (L1)"),
        ("0千円 0千円 1千円", "0 × 2 ≠ "),
    ],
)
def test_zeros_are_folded(text: str, working: str) -> None:
    """Two or more of them are one term at the end of the sum, one of them stays."""
    source, (*terms, stated) = loose(text)
    judged = Equation("計", stated, tuple(map(Term, terms))).judge(source)
    assert working.replace("※", terms[0].row) in judged.working[0]


@pytest.mark.parametrize("name", NAMES)
def test_what_holds_says_what_holds(name: str) -> None:
    """No equation that holds has the sign of one that does not."""
    for result in run(truth(name)):
        if result.outcome is ClaimOutcome.HOLDS and result.judgement.computed is not None:
            assert "≠" not in result.judgement.working[0] or result.code == "SAN901"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_words_of_the_sheet_in_either_language(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working is saved: it does not depend on who reads."""
    monkeypatch.setenv("STRUCTURER_LANG", language)
    assert say("ja", "en") == language
    workings = {line for result in run(truth("error-cost-total")) for line in result.judgement.working}
    assert "事業費 4,460千円 (L12) + 人件費 1,020千円 (L13) = 5,480千円 ≠ トータルコスト 5,840千円 (L14)" in workings

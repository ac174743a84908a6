"""Equations, shares, their rounding, and workings that can be redone by hand."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.checks.claim import Result
from structurer.checks.equation import Equation, Term, percentage, rounded_forms, rounding
from structurer.checks.every import run
from structurer.text.money import parse_yen
from structurer.text.source import Source, Unit
from tests.support.sheets import FIXTURES, loose, truth

OTHERS = {"CHG502", "FND305"}
"""Checks of these families that compare words with an amount, and add nothing up."""
FAMILIES = ("SUM", "CST", "FND", "CHG", "AGR601", "SAN903")
NAMES = tuple(sorted(path.parent.name for path in FIXTURES.glob("*/meta.json")))
_PIECE = re.compile(r"(?P<sign>[−+] )?(?:0 × (?P<zeros>\d+)|(?P<named>.*?) \(L(?P<line>\d+)\))(?: |$)")
_UNITS = ("", "円", "千円", "万円", "百万円", "億円")
DECLARED = "※端数処理の関係で合計と一致しないことがある。"


def _equation(text: str, *, at_most: bool = False) -> tuple[Source, Equation]:
    """The last amount of a text as the sum of those before it."""
    source, (*terms, stated) = loose(text)
    return source, Equation("計", stated, tuple(map(Term, terms)), at_most=at_most)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("1千円 2千円 3千円", "holds"),
        ("1千円 2千円 4千円", "fails"),
        ("1,000円 2千円 3千円", "holds"),
        ("1,499円 2千円 3千円", "unverifiable"),
        ("1,999円 2千円 3千円", "unverifiable"),
        ("2,000円 2千円 3千円", "fails"),
        ("1百万円 4千円 1,000千円", "unverifiable"),
        ("49百万円 100百万円 149,400千円", "unverifiable"),
        ("1千円 2千円 3,001円", "unverifiable"),
        (f"{DECLARED}1千円 2千円 4千円", "fails"),
        (f"{DECLARED}1千円 2千円 3千円 7千円", "holds"),
        (f"{DECLARED}1千円 2千円 3千円 8千円", "fails"),
        ("(補助金は四捨五入)1千円 2千円 3千円 5千円", "fails"),
        ("0円 0円 0円", "holds"),
        ("▲1千円 3千円 2千円", "holds"),
    ],
)
def test_tolerance(text: str, outcome: str) -> None:
    """A sum is exact; only mixed units leave it open, and only a sheet that says it rounds may differ."""
    source, equation = _equation(text)
    assert equation.judge(source).outcome == outcome


@pytest.mark.parametrize("text", [f"{DECLARED}1千円 2千円 3千円 7千円", "1,499円 2千円 3千円"])
def test_tolerance_says_why(text: str) -> None:
    """A working in which rounding lets a difference pass or stay open, the working ends with the bound it lies under."""
    source, equation = _equation(text)
    assert re.fullmatch(r"\|▲?[\d,]+円\| < [\d,]+円 = n·u/2", equation.judge(source).working[-1]) is not None


@given(
    terms=st.lists(st.integers(0, 10**6), min_size=2, max_size=6),
    gap=st.integers(-6, 6),
    declared=st.booleans(),
)
def test_declared_tolerance_is_half_a_unit_for_each_addend(terms: list[int], gap: int, *, declared: bool) -> None:
    """So many addends in one unit may differ by less than n·u/2 where the sheet says so, and not at all where it does not."""
    total = sum(terms) + gap
    printed = " ".join(f"{'▲' if value < 0 else ''}{abs(value)}千円" for value in (*terms, total))
    source, equation = _equation((DECLARED if declared else "") + printed)
    allowed = Fraction(len(terms) * 1000, 2) if declared else Fraction(0)
    entries = tuple(term.fact for term in equation.terms)
    assert rounding(source, equation.stated, entries) == (allowed, declared)
    fits = gap == 0 or abs(gap) * 1000 < allowed
    assert equation.judge(source).outcome == ("holds" if fits else "fails")


@pytest.mark.parametrize(
    ("text", "outcome"), [("3千円 2千円", "fails"), ("2千円 3千円", "holds"), ("3千円 3千円", "holds")]
)
def test_bound(text: str, outcome: str) -> None:
    """A part may be as large as its whole and no larger."""
    source, equation = _equation(text, at_most=True)
    assert equation.judge(source).outcome == outcome


@given(numerator=st.integers(0, 10**12), denominator=st.integers(1, 999), unit=st.sampled_from([1, 1000, 10**6]))
def test_rounded_forms(numerator: int, denominator: int, unit: int) -> None:
    """Every form is a whole number of units on its own side of the exact value; the nearest is half up."""
    exact = Fraction(numerator, denominator)
    forms = dict(rounded_forms(exact, unit))
    if exact % unit == 0:
        assert forms == {"=": exact}
        return
    assert all(value % unit == 0 and abs(value - exact) < unit for value in forms.values())
    (nearest,) = [value for sign, value in forms.items() if "≈" in sign]
    assert nearest == (exact / unit + Fraction(1, 2)).__floor__() * unit
    assert {sign.strip("≈"): value < exact for sign, value in forms.items()} == {"↓": True, "↑": False}


@given(st.fractions(0, 2, max_denominator=10**6))
def test_percentage(share: Fraction) -> None:
    """A share is printed as a percentage within half of its last digit, rounded half up."""
    printed = Fraction(percentage(share).removesuffix(" %"))
    assert -Fraction(1, 200) < printed - share * 100 <= Fraction(1, 200)


@pytest.mark.parametrize("name", NAMES)
def test_working_can_be_redone_by_hand(name: str) -> None:
    """Every line of every equation's working can be recomputed from the prints and the lines it names."""
    reading = truth(name)
    results = [result for result in run(reading) if result.code.startswith(FAMILIES) and result.code not in OTHERS]
    assert results
    for result in results:
        _redo(reading.source, result)


def _redo(source: Source, result: Result) -> None:
    sides = re.fullmatch(r"(.*) (=|≠|≦|≈) (.*)", result.judgement.working[0])
    assert sides is not None
    left, _, said = sides[1].partition(" = ")
    pieces = list(_PIECE.finditer(left))
    assert sum(int(piece["zeros"] or 1) for piece in pieces) == len(result.facts) - 1
    computed = sum(_signed(source, piece) for piece in pieces if piece["zeros"] is None)
    stated = _value(source, sides[3])
    assert said == "" or parse_yen(said) == computed
    assert {"=": computed == stated, "≠": computed != stated, "≦": computed < stated, "≈": computed != stated}[sides[2]]
    assert result.judgement.computed == computed
    assert result.judgement.stated == stated
    if len(result.judgement.working) > 1:
        assert parse_yen(result.judgement.working[1].rpartition(" = ")[2]) == stated - computed


def _signed(source: Source, piece: re.Match[str]) -> int:
    value = _value(source, f"{piece['named']} (L{piece['line']})")
    return -value if (piece["sign"] or "").startswith("−") else value


def _value(source: Source, shown: str) -> int:
    """The value of `トータルコスト 82,726千円 (L13)`, looked up in the source again."""
    match = re.fullmatch(r"(.*) \(L(\d+)\)", shown)
    assert match is not None
    figures = source.by_line[int(match[2])]
    fitting = [f for f in figures if any(match[1].endswith(f" {f.printed}{unit}") for unit in _UNITS)]
    (amount,) = {f.amount(Unit.YEN) for f in fitting}
    return int(amount or "")

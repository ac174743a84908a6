"""Printed numbers and their exact values: every notation, and both ways."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.text.money import (
    amount_text,
    decimal_text,
    fold,
    fold_words,
    parse_number,
    parse_ratio,
    parse_yen,
    print_number,
    whole,
)
from tests.support.builders import proves

WIDE = {ord(plain): ord(plain) + 0xFEE0 for plain in "0123456789,./%+"}
integers = st.integers(-(10**15) + 1, 10**15 - 1)
numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=3)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0", "0"),
        ("０", "0"),
        ("６，１７２", "6172"),
        ("1,234.50", "1234.50"),
        ("147.815", "147.815"),
        ("147815", "147815"),
        ("▲936", "-936"),
        ("△ 2,345", "-2345"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("－３", "-3"),
        ("+310", "310"),
        (" 7 ", "7"),
        ("0,001", "1"),
    ],
)
def test_parse_number(printed: str, value: str) -> None:
    """Signs, separators and full-width forms give one exact value, decimals kept as printed."""
    assert str(parse_number(printed)) == value


@pytest.mark.parametrize(
    "printed",
    ["", "▲", "-", "1,23", "12,34", "6,0664,634383", "1,2345", "1.2.3", ",1", "1,", "--1", "1 2", "十", "1円"],
)
def test_no_number(printed: str) -> None:
    """A grouping that no number has is no number."""
    assert parse_number(printed) is None


@pytest.mark.parametrize(
    ("printed", "yen"),
    [
        ("82,726千円", 82_726_000),
        ("８２，７２６千円", 82_726_000),
        ("△7万円", -70_000),
        ("▲ 7万円", -70_000),
        ("3億5,000万円", 350_000_000),
        ("14億5,574万8千円", 1_455_748_000),
        ("1兆2,345億円", 1_234_500_000_000),
        ("8百万円", 8_000_000),
        ("200万円", 2_000_000),
        ("5千万円", 50_000_000),
        ("2億円", 200_000_000),
        ("1.5億円", 150_000_000),
        ("1,234.5千円", 1_234_500),
        ("7,974 千円", 7_974_000),
        ("0円", 0),
        ("5,280,000円", 5_280_000),
        ("1万5千円", 15_000),
        ("1億2円", 100_000_002),
    ],
)
def test_parse_yen(printed: str, yen: int) -> None:
    """Every unit and every mixture of units comes to the same yen, as a whole number."""
    assert str(parse_yen(printed)) == str(yen)


@pytest.mark.parametrize(
    "printed",
    ["", "円", "千円", "82,726", "82,726千", "1,23千円", "1千2億円", "1万1万円", "6,0664千円", "1/2円", "▲円"],
)
def test_no_yen(printed: str) -> None:
    """Without its unit, in the wrong order or wrongly grouped it is no amount of money."""
    assert parse_yen(printed) is None


@pytest.mark.parametrize(
    ("printed", "ratio"),
    [
        ("1/2", (1, 2)),
        ("２／３", (2, 3)),
        ("2 / 3", (2, 3)),
        ("1⁄3", (1, 3)),
        ("10/10", (10, 10)),
        ("10分の10", (10, 10)),
        ("３分の２", (2, 3)),
        ("1/0", None),
        ("0分の1", None),
        ("1/2/3", None),
        ("12345/2", None),
        ("半分", None),
    ],
)
def test_parse_ratio(printed: str, ratio: tuple[int, int] | None) -> None:
    """A fraction keeps its two numbers as printed; a zero below the line makes it none."""
    assert parse_ratio(printed) == ratio


@given(number=numbers)
@proves
def test_print_and_parse_agree(number: Decimal) -> None:
    """What is printed is read back as the same number."""
    assert parse_number(print_number(Fraction(number))) == number


@given(number=integers)
@proves
def test_long_integers_are_exact(number: int) -> None:
    """No digit is lost up to 15 of them."""
    assert parse_number(print_number(Fraction(number))) == number


@pytest.mark.parametrize("digits", [21, 29, 70])
def test_numbers_too_long_to_be_exact(digits: int) -> None:
    """A number with more digits than a Decimal keeps through its unit is not read at all."""
    assert parse_number("9" * digits) is None
    assert parse_yen("9" * digits + "円") is None


@given(
    number=st.integers(-(10**12), 10**12),
    unit=st.sampled_from([("", 1), ("千", 10**3), ("百万", 10**6), ("億", 10**8)]),
)
@proves
def test_printed_units(number: int, unit: tuple[str, int]) -> None:
    """An amount printed in any unit is read back to the yen, decimals included."""
    word, scale = unit
    assert parse_yen(f"{print_number(Fraction(number), scale=scale)}{word}円") == number


@given(
    oku=st.integers(1, 99_999),
    man=st.integers(1, 9_999),
    thousands=st.integers(0, 9),
    sign=st.sampled_from(["", "△", "▲ "]),
)
@proves
def test_printed_mixtures(oku: int, man: int, thousands: int, sign: str) -> None:
    """億, 万 and 千 beside each other add up."""
    tail = f"{thousands}千" if thousands else ""
    yen = oku * 10**8 + man * 10**4 + thousands * 10**3
    assert parse_yen(f"{sign}{oku:,}億{man:,}万{tail}円") == (-yen if sign else yen)


@given(number=numbers)
@proves
def test_full_width_is_the_same_number(number: Decimal) -> None:
    """Digits, commas and points in full width change no value."""
    printed = print_number(Fraction(number))
    assert parse_number(printed.translate(WIDE)) == parse_number(printed)
    assert parse_yen(f"{printed}千円".translate(WIDE)) == parse_yen(f"{printed}千円")


@given(text=st.text())
@proves
def test_folding_keeps_every_offset(text: str) -> None:
    """Folding exchanges single characters, never their number, and changes nothing the second time."""
    folded = fold(text)
    assert len(folded) == len(fold_words(text)) == len(text)
    assert fold(folded) == folded


@given(text=st.text())
@proves
def test_no_text_breaks_the_parsers(text: str) -> None:
    """Any text is a value or none, never an error."""
    for value in (parse_number(text), parse_yen(text)):
        assert value is None or value.is_finite()
    assert parse_ratio(text) is None or "/" in fold(text) or "分の" in text


@given(value=st.fractions(max_denominator=10_000))
@proves
def test_values_as_text(value: Fraction) -> None:
    """An exact value as text is that value, a decimal where there is one, and never in exponent form."""
    text = decimal_text(value)
    assert Fraction(text) == value
    assert "e" not in text.lower()
    assert amount_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("1E+3", "1000"), ("0.0", "0.0"), ("-310000", "-310000"), ("1E-7", "0.0000001"), ("82726000", "82726000")],
)
def test_amount_text(value: str, text: str) -> None:
    """Decimals keep their places and are written out."""
    assert amount_text(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("250000000.0", "250000000"), ("0.00", "0"), ("0.5", "0.5"), ("-1.0", "-1"), ("1E+2", "100"), ("1E+30", "1E+30")],
)
def test_whole(value: str, text: str) -> None:
    """An amount that is an integer carries no decimals."""
    assert str(whole(Decimal(value))) == text


@pytest.mark.parametrize(
    ("value", "scale", "text"),
    [
        (Fraction(0), 1, "0"),
        (Fraction(1_234_567), 1, "1,234,567"),
        (Fraction(-3_212_000), 1000, "▲3,212"),
        (Fraction(1500), 1000, "1.5"),
        (Fraction(1, 3), 1, "1/3"),
        (Fraction(-1, 3), 1, "▲1/3"),
        (Fraction(5, 2), 1, "2.5"),
    ],
)
def test_print_number(value: Fraction, scale: int, text: str) -> None:
    """Numbers for people are grouped, and negative ones carry ▲."""
    assert print_number(value, scale=scale) == text

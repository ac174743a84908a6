"""Every notation of a number, and what it is before anyone interprets it."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.text.scan import Kind, Token, scan
from tests.support.builders import proves, repeated, sheets, texts

K = Kind
WIDE = {ord(plain): ord(plain) + 0xFEE0 for plain in "0123456789,/%"}

VALUES: list[tuple[str, str, Kind, str, int | None]] = [
    ("６，１７２", "６，１７２", K.PLAIN, "6172", None),
    ("0", "0", K.PLAIN, "0", None),
    ("147.815", "147.815", K.PLAIN, "147.815", None),
    ("▲936", "▲936", K.PLAIN, "-936", None),
    ("△310,000", "△310,000", K.PLAIN, "-310000", None),
    ("▽5", "▽5", K.PLAIN, "-5", None),
    ("補正は3でした", "3", K.PLAIN, "3", None),
    ("2百円", "2百円", K.MONEY, "2", 100),
    ("増減 -310", "-310", K.PLAIN, "-310", None),
    ("増減：－３１０", "－３１０", K.PLAIN, "-310", None),
    ("②5", "5", K.PLAIN, "5", None),
    ("1,234,", "1,234", K.PLAIN, "1234", None),
    ("△7万円", "△7万円", K.MONEY, "-7", 10_000),
    ("8百万円", "8百万円", K.MONEY, "8", 1_000_000),
    ("200万円", "200万円", K.MONEY, "200", 10_000),
    ("5千万円", "5千万円", K.MONEY, "5", 10_000_000),
    ("14億5,574万8千円", "14億5,574万8千円", K.MONEY, "1455748000", 1),
    ("3億5,000万円", "3億5,000万円", K.MONEY, "350000000", 1),
    ("54,826千円", "54,826千円", K.MONEY, "54826", 1000),
    ("7,974 千円", "7,974", K.MONEY, "7974", 1000),
    ("１２，３４５千円", "１２，３４５千円", K.MONEY, "12345", 1000),
    ("1,000千円の減", "1,000千円", K.MONEY, "-1000", 1000),
    ("1,000千円の減である。", "1,000千円", K.MONEY, "-1000", 1000),
    ("333万円減少", "333万円", K.MONEY, "-333", 10_000),
    ("7,974 千円の減額", "7,974", K.MONEY, "-7974", 1000),
    ("１，０００千円の減", "１，０００千円", K.MONEY, "-1000", 1000),
    ("▲1,000千円の減", "▲1,000千円", K.MONEY, "-1000", 1000),
    ("1,000千円の増", "1,000千円", K.MONEY, "1000", 1000),
    ("1,000千円の減免", "1,000千円", K.MONEY, "1000", 1000),
    ("1,000千円減らす", "1,000千円", K.MONEY, "1000", 1000),
    ("0円の減", "0円", K.MONEY, "0", 1),
    ("3件の減", "3件", K.COUNT, "3", None),
    ("500円/人", "500円", K.MONEY, "500", 1),
    ("2.6%", "2.6%", K.PERCENT, "2.6", None),
    ("▲３．５％", "▲３．５％", K.PERCENT, "-3.5", None),
    ("2ポイント", "2ポイント", K.PERCENT, "2", None),
    ("1名", "1名", K.HEADCOUNT, "1", None),
    ("0.4人", "0.4人", K.HEADCOUNT, "0.4", None),
    ("0.3⼈", "0.3⼈", K.HEADCOUNT, "0.3", None),
    ("48000.0", "48000.0", K.PLAIN, "48000.0", None),
    ("10件程度", "10件", K.COUNT, "10", None),
    ("37千食", "37千食", K.COUNT, "37000", None),
    ("3人役", "3人役", K.COUNT, "3", None),
    ("12ケ月", "12ケ月", K.COUNT, "12", None),
    ("10ヵ所", "10ヵ所", K.COUNT, "10", None),
]
BARE: list[tuple[str, str, Kind]] = [
    ("令和元年", "令和元年", K.YEAR),
    ("R8年度", "R8年度", K.YEAR),
    ("H27 ~", "H27", K.YEAR),
    ("2025 (R7)", "2025 (R7)", K.YEAR),
    ("2023~27年度", "2023~27年度", K.YEAR),
    ("2023～27年度", "2023～27年度", K.YEAR),
    ("17年度", "17年度", K.YEAR),
    ("R9以降", "R9", K.YEAR),
    ("2月上旬", "2月", K.DATE),
    ("令和7年9月", "令和7年9月", K.DATE),
    ("4月1日から", "4月1日", K.DATE),
    ("2026/4/1", "2026/4/1", K.DATE),
    ("花壇(20090444)", "(20090444)", K.CODE),
    ("4/1から", "4/1", K.DATE),
    ("一千万円", "一千万円", K.MALFORMED),
    ("45/33", "45/33", K.MALFORMED),
    ("2-1①", "2-1①", K.CODE),
    ("07 03 02", "07 03 02", K.CODE),
    ("内線:7658", "内線:7658", K.CODE),
    ("電話：0123-45-6789", "電話：0123-45-6789", K.CODE),
    ("第3回", "第3", K.CODE),
    ("1 見出し", "1", K.LIST_NUMBER),
    ("(1)見出し", "1", K.LIST_NUMBER),
    ("（２）見出し", "２", K.LIST_NUMBER),
    ("| 3. 見出し", "3", K.LIST_NUMBER),
    ("4.  見出し", "4", K.LIST_NUMBER),
    ("構想2030", "2030", K.WORD),
    ("DX2", "2", K.WORD),
    ("5G", "5", K.WORD),
    ("6,0664,634383", "6,0664,634383", K.MALFORMED),
    ("12,34千円", "12,34千円", K.MALFORMED),
    ("1,234,5", "1,234,5", K.MALFORMED),
    ("1/0", "1/0", K.MALFORMED),
    ("l60人", "60人", K.MALFORMED),
    ("1O人", "1", K.MALFORMED),
    ("O1/2", "1/2", K.MALFORMED),
]


def one(line: str) -> tuple[str, Token]:
    """The one token of a line, with its print."""
    (token,) = scan(line)
    return line[token.start : token.end], token


@pytest.mark.parametrize(("line", "printed", "kind", "number", "scale"), VALUES)
def test_values(line: str, printed: str, kind: Kind, number: str, scale: int | None) -> None:
    """A figure with a value: its print, kind, number and the unit it carries itself."""
    found, token = one(line)
    assert (found, token.kind, token.number, token.scale) == (printed, kind, Decimal(number), scale)


@pytest.mark.parametrize(("line", "printed", "kind"), BARE)
def test_figures_without_value(line: str, printed: str, kind: Kind) -> None:
    """Years, dates, codes, list numbers, parts of names and run-together cells carry no number."""
    found, token = one(line)
    assert (found, token.kind, token.number, token.ratio) == (printed, kind, None, None)


@pytest.mark.parametrize(
    ("line", "ratio"),
    [
        ("2/3", (2, 3)),
        ("２／３", (2, 3)),
        ("10分の10", (10, 10)),
        ("国1/2以内", (1, 2)),
        ("国1∕2", (1, 2)),
        ("10/10", (10, 10)),
    ],
)
def test_ratios(line: str, ratio: tuple[int, int]) -> None:
    """A fraction is no amount."""
    _, token = one(line)
    assert (token.kind, token.ratio, token.number) == (K.RATIO, ratio, None)


@pytest.mark.parametrize("line", ["", "- 千円", "— 千円", "‐", "－", "千円", "▲", "(A+B)", "①", "皆増", "，", "…"])
def test_no_figure(line: str) -> None:
    """A dash, a unit alone and a circled number are no figures."""
    assert list(scan(line)) == []


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("0 | 146,557 | ▲10", ["0", "146,557", "▲10"]),
        ("(10件程度、2,000千円)", ["10件", "2,000千円"]),
        ("R8年度 186,612 4.0", ["R8年度", "186,612", "4.0"]),
        ("要求額:7千円 (前年度予算額 6千円) 財源:国1/2", ["7千円", "6千円", "1/2"]),
        ("1 234", ["1", "234"]),
        ("3/4/5", ["3", "4", "5"]),
    ],
)
def test_several_figures(line: str, printed: list[str]) -> None:
    """The figures of a line come from left to right, each for itself."""
    assert [line[token.start : token.end] for token in scan(line)] == printed


@given(line=sheets.map(lambda text: text.replace("\n", " ")))
@proves
def test_full_width_changes_nothing(line: str) -> None:
    """Digits, commas, slashes and percent signs in full width: the same places, kinds and values."""
    assert list(scan(line.translate(WIDE))) == list(scan(line))


@given(line=texts | sheets)
@proves
def test_tokens_are_ordered_and_apart(line: str) -> None:
    """Tokens are not empty, follow one another and stay inside the line."""
    end = 0
    for token in scan(line):
        assert end <= token.start < token.end <= len(line)
        assert (token.kind is K.RATIO) == (token.ratio is not None)
        assert token.number is None or token.number.is_finite()
        end = token.end


@given(
    number=st.integers(-(10**9), 10**9),
    unit=st.sampled_from([("円", 1), ("千円", 1000), ("百万円", 10**6), ("億円", 10**8)]),
)
@proves
def test_money_in_a_sentence(number: int, unit: tuple[str, int]) -> None:
    """An amount is found whole, with sign and unit, wherever text stands around it."""
    word, scale = unit
    printed = f"{'△' if number < 0 else ''}{abs(number):,}{word}"
    found, token = one(f"草刈りに{printed}を充てる")
    assert (found, token.kind, token.number, token.scale) == (printed, K.MONEY, Decimal(number), scale)


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1.", "(1", "| ", "▲ ", "1/", "1億", "1千", "0", "1-", "R8", "1分の", "令和", " "]
)
def test_a_long_repetition_comes_to_an_end(piece: str) -> None:
    """Nothing is repeated so often that reading does not end; how long it takes is measured in benchmarks."""
    tokens = list(scan(repeated(piece, tail="x円")))
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@pytest.mark.parametrize("text", ["31,400千 2,409千 33,809千円", "31,400 千 2,409 千 33,809 千円"])
def test_the_halves_of_units_are_no_sum(text: str) -> None:
    """Amounts side by side, whose 円 stand on the next line, are not taken for one such as 3億5,000万円."""
    tokens = list(scan(text))
    assert [token.number for token in tokens] == [Decimal(31400), Decimal(2409), Decimal(33809)]
    assert [token.kind for token in tokens] == [Kind.PLAIN, Kind.PLAIN, Kind.MONEY]

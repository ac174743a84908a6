"""Cites made from what a person says: a figure of the source, or a value that the source lacks."""

from decimal import Decimal
from fractions import Fraction

from structurer.errors import AmountInvalid, FigureMismatch, FigureUnknown, FigureWithoutValue
from structurer.labels.label import UNITS
from structurer.record.wording import seen
from structurer.sheet.model import Cite, Measure, Table, exact
from structurer.sheet.names import UNIT_NAMES, both
from structurer.text import lazy_re as re
from structurer.text.money import SCALES, parse_number, parse_ratio, parse_yen, print_number
from structurer.text.scan import Kind
from structurer.text.source import Figure, Source, Unit

_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")
_SHARE = re.compile(r"\d+/0*[1-9]\d*")
_LONGEST = 30
"""Characters of an amount that is typed in: more than any budget needs, and few enough for exact decimals."""
_KINDS = {Kind.HEADCOUNT: Unit.PERSON, Kind.PERCENT: Unit.PERCENT, Kind.COUNT: Unit.COUNT, Kind.RATIO: Unit.RATIO}
_WORDS = {Unit.YEN: "円", Unit.PERSON: "人", Unit.PERCENT: "%", Unit.COUNT: "件"}
_TAIL = re.compile(r"[^\d０-９]+$")


def natural_unit(table: Table | None, measure: Measure | None, figure: Figure | None) -> Unit:
    """The unit that a measure has in a table, else the one the figure's print says."""
    if measure in UNITS:
        return UNITS[measure]
    if table in {Table.INDICATOR, Table.PLAN} or table is None:
        kind = None if figure is None else figure.kind
        money = kind is Kind.MONEY and table is None
        return Unit.YEN if money else _KINDS.get(kind or Kind.PLAIN, Unit.OTHER)
    return Unit.YEN


def figure_of(source: Source, figure: str, printed: str) -> Figure:
    """A figure by its id; `printed`, where given, must be its print to the character."""
    found = source.by_id.get(figure)
    if found is None:
        raise FigureUnknown(figure, source.name)
    if printed and printed != found.printed:
        raise FigureMismatch(figure, printed, found.printed)
    return found


def cited(figure: Figure, unit: Unit) -> Cite:
    """A cite of a figure, its value worked out from its print."""
    amount = figure.amount(unit)
    if amount is None:
        raise FigureWithoutValue(figure.id, figure.printed, both(UNIT_NAMES, unit.value))
    return Cite(figure=figure.id, printed=figure.printed, amount=amount, unit=unit, line=figure.line)


def entered(amount: str, unit: Unit, printed: str) -> Cite:
    """A cite of nothing: a person's value, marked `corrected`. Its print, where given, must say the same value."""
    pattern = _SHARE if unit is Unit.RATIO else _AMOUNT
    if len(amount) > _LONGEST or not amount.isascii() or pattern.fullmatch(amount) is None:
        raise AmountInvalid(amount, printed)
    value = exact(amount)
    shown = seen("printed", printed, 60) or _print(amount, value, unit)
    if not _says(shown, value, unit):
        raise AmountInvalid(amount, printed)
    return Cite(figure=None, printed=shown, amount=amount, unit=unit, corrected=True)


def _print(amount: str, value: Fraction, unit: Unit) -> str:
    return amount if unit is Unit.RATIO else print_number(value) + _WORDS.get(unit, "")


def _says(shown: str, value: Fraction, unit: Unit) -> bool:
    """True where a print says the value: an amount of money in any unit of money, a bare number in any of them too."""
    if unit is Unit.RATIO:
        ratio = parse_ratio(shown)
        return ratio is not None and Fraction(*ratio) == value
    if unit is Unit.YEN and (yen := parse_yen(shown)) is not None:
        return Fraction(yen) == value
    number = parse_number(_TAIL.sub("", shown))
    scales = set(SCALES.values()) if unit is Unit.YEN and not _TAIL.search(shown) else {1}
    return number is not None and any(Fraction(number * Decimal(scale)) == value for scale in scales)

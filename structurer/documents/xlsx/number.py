"""A number as its cell's format shows it: exact decimals, rounded as Excel rounds; None where the format is not understood.

What is stored as binary floating point is taken at the fifteen digits that Excel itself keeps.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
_TEXT = "@"  # a text's format shows a number as it is
_GENERAL = Context(prec=10, rounding=ROUND_HALF_UP)
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<digits>[#0?][#0?,.]*|\.[#0?]+)'
    r"|(?P<percent>[%％])|(?P<general>General)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color\s?\d+|DBNum0|\$[^-]*(?:-[0-9A-F]+)?)", re.IGNORECASE
)
_LITERAL = re.compile(r"[^A-Za-z@/]")
_SIGN = re.compile(r"[-−－‐–▲△(（〔［\[]")
_FRACTION = re.compile(r"[#?0]+\s?/\s?[#?\d]+")


@dataclass(frozen=True, slots=True)
class _Shape:
    """One section of a format: literals around one number, its places, commas and scale."""

    before: str
    after: str
    digits: str
    percent: int
    general: bool


def exact(value: float | Decimal) -> Decimal:
    """The decimal that a stored number stands for: 20.1, not 20.100000000000001."""
    return value if isinstance(value, Decimal) else _KEPT.create_decimal(repr(value))


def shown(value: float | Decimal, number_format: str) -> str | None:
    """The number as a person sees it; empty where the format shows nothing, None where it is not understood."""
    number = exact(value)
    sections = _sections("General" if number_format.strip() == _TEXT else number_format)
    if not 1 <= len(sections) <= 4 or any(_conditional(section) for section in sections):
        return None
    place, signed = _chosen(number, len(sections))
    shape = _shape(sections[place])
    if shape is None:
        return None
    if (
        number < 0
        and not signed
        and (shape.digits or shape.general)
        and _SIGN.search(shape.before + shape.after) is None
    ):
        return None  # by its colour alone
    text = _filled(abs(number), shape)
    own_minus = signed and number < 0 and any(digit not in "0.,%" for digit in text if digit.isdecimal())
    return f"-{text}" if own_minus else text


def text(value: str, number_format: str) -> str | None:
    """A text as its cell's format shows it; empty where the format shows nothing, None where it is not understood."""
    sections = _sections(number_format)
    if len(sections) != 4 and "@" not in sections[-1]:  # the fourth is for texts
        return value
    shown = ""
    for found in _PIECE.finditer(sections[-1]):
        literal = value if found["literal"] == "@" else found["percent"] or _literal(found)
        if literal is None:
            return None
        shown += literal
    return shown.strip() if shown.strip() != value.strip() else value


def _sections(number_format: str) -> list[str]:
    """Parted at the semicolons that stand neither in quotes nor behind a backslash."""
    parts, last = [""], None
    for piece in re.findall(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|.', number_format, re.DOTALL):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
        last = piece
    return parts if last is not None else ["General"]


def _conditional(section: str) -> bool:
    return re.search(r"\[\s*[<>=]", section) is not None


def _chosen(number: Decimal, count: int) -> tuple[int, bool]:
    """Return the section that shows a number, and whether a minus is added: a section for negatives brings its own."""
    if number < 0 and count >= 2:
        return 1, False
    if number == 0 and count >= 3:
        return 2, False
    return 0, True


def _shape(section: str) -> _Shape | None:
    before, after, digits, percent, general = "", "", "", 0, False
    for found in _PIECE.finditer(section):
        literal = _literal(found)
        if found["digits"] is not None and not digits and not general:
            digits = found["digits"]
        elif found["general"] is not None and not digits and not general:
            general = True
        elif found["percent"] is not None:
            percent += 1
            literal = found["percent"]
        elif literal is None:
            return None
        if literal:
            before, after = (before, after + literal) if digits or general else (before + literal, after)
    return _Shape(before, after, digits, percent, general)


def _literal(found: re.Match[str]) -> str | None:
    """Return the text that a piece of a format prints as it stands; None where its meaning is not known here."""
    if found["bracket"] is not None:
        if _COLOUR.fullmatch(found["bracket"]) is None:
            return None
        return found["bracket"][1:].split("-")[0] if found["bracket"].startswith("$") else ""
    if found["literal"] is not None:
        return found["literal"] if _LITERAL.match(found["literal"]) else None
    if found[0].startswith("*") and found[0] != "* ":
        return None  # a letter as often as the cell is wide
    if found["digits"] is not None or found["general"] is not None:
        return None
    return found["quoted"] or found["escaped"] or ""


def _filled(number: Decimal, shape: _Shape) -> str:
    if shape.general:
        return shape.before + general(number) + shape.after
    if not shape.digits:
        return shape.before + shape.after
    with localcontext(prec=60):
        return shape.before + _printed(number.scaleb(2 * shape.percent), shape.digits) + shape.after


def _printed(number: Decimal, digits: str) -> str:
    """Digits after `#,##0.0,`: a comma between places groups, one behind them divides by a thousand."""
    body = digits.rstrip(",")
    scaled = number.scaleb(-3 * (len(digits) - len(body)))
    whole, point, fraction = body.partition(".")
    places = fraction.replace(",", "")
    rounded = scaled.quantize(Decimal(1).scaleb(-len(places)), rounding=ROUND_HALF_UP)
    left, _, right = format(rounded, "f").partition(".")
    least = whole.replace(",", "").count("0")
    left = left.lstrip("0").rjust(least, "0")
    left = f"{int(left):,}".rjust(0) if "," in whole and left and least <= 1 else left
    right = _optional(right, places)
    return left + (f".{right}" if point and (right or "0" in places) else "." if point else "")


def _optional(right: str, places: str) -> str:
    """Decimals without the zeros that the format leaves off."""
    while right and places[len(right) - 1] != "0" and right[-1] == "0":
        right = right[:-1]
    return right


def general(number: Decimal) -> str:
    """A number without a format: no zeros at the end, at most ten digits where it has decimals."""
    rounded = number if number == number.to_integral_value() else _GENERAL.plus(number)
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

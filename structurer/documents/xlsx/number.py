"""A number as its cell's format shows it: exact decimals, rounded as Excel rounds; None where the format is not understood.

What is stored as binary floating point is taken at the fifteen digits that Excel itself keeps.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

from structurer.text import lazy_re as re

_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
_TEXT = "@"  # a text's format shows a number as it is
_GENERAL = Context(prec=10, rounding=ROUND_HALF_UP)
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<digits>[#0?][#0?,.]*|\.[#0?]+)'
    r"|(?P<percent>[%％])|(?P<general>General|G/標準)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color\s?\d+|DBNum[03]|\$[^-]*(?:-(?!F[48]00)[\w,-]+)?)",
    re.IGNORECASE,
)
_WIDE, _WIDE_DIGITS = "[DBNUM3]", str.maketrans("0123456789", "０１２３４５６７８９")
_LITERAL = re.compile(r"[^A-Za-z@/]")
_SIGN = re.compile(r"[-−－‐–▲△(（〔［\[]")
_FRACTION = re.compile(r"(?P<whole>[#?0]+ )?[#?0]+/(?P<below>[#?]+|[1-9]\d*)")
_CONDITION = re.compile(r"\[(?P<sign><=|>=|<>|<|>|=)\s*(?P<limit>-?\d+(?:\.\d+)?)\]")
_EXACT = Fraction(1, 10**12)  # as close to its fraction as the fifteen digits that are kept


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
    chosen = _chosen(number, sections) if 1 <= len(sections) <= 4 else None
    if chosen is None:
        return None
    section, signed = chosen
    if _FRACTION.fullmatch(section.strip()) is not None:
        return _fraction(number, section.strip())
    shape = _shape(section)
    if shape is None:
        return _parted(number, section)
    if (
        number < 0
        and not signed
        and (shape.digits or shape.general)
        and _SIGN.search(shape.before + shape.after) is None
    ):
        return None  # by its colour alone
    text = _filled(abs(number), shape)
    text = text.translate(_WIDE_DIGITS) if _WIDE in section.upper() else text
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
        if literal is None and found["bracket"] is None:  # a bracket says how numbers are shown
            return None
        shown += literal or ""
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


def _chosen(number: Decimal, sections: list[str]) -> tuple[str, bool] | None:
    """Return the section that shows a number, and whether a minus is added: a section for negatives brings its own.

    None where two sections may be meant, or where it is not known whether a minus is added.
    """
    conditions = [_CONDITION.search(section) for section in sections]
    if not any(conditions):
        place = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
        return sections[place], place != 1
    rest = len(conditions) - 1
    known = (
        conditions[:rest] if conditions[rest] is None and rest else [None]
    )  # each but the last, which shows what is left
    if rest > 2 or None in known:
        return None
    place = next((place for place, one in enumerate(known) if one is not None and _holds(one, number)), rest)
    found = conditions[place]
    if number < 0 and (found is None or found["sign"] not in {"<", "<="} or Decimal(found["limit"]) > 0):
        return None
    return _CONDITION.sub("", sections[place]), number >= 0


def _holds(condition: re.Match[str], number: Decimal) -> bool:
    limit = Decimal(condition["limit"])
    return {
        "<": number < limit, "<=": number <= limit, ">": number > limit, ">=": number >= limit, "=": number == limit,
        "<>": number != limit,
    }[condition["sign"]]  # fmt: skip


def _fraction(number: Decimal, section: str) -> str | None:
    """A number that is a fraction with as few digits below the line as the format has; None where it is only near one."""
    found = _FRACTION.fullmatch(section)
    if found is None or number < 0:
        return None
    below = found["below"]
    value = Fraction(number)
    near = (
        value.limit_denominator(10 ** len(below) - 1)
        if set(below) <= set("#?")
        else Fraction(round(value * int(below)), int(below))
    )
    if abs(near - value) > _EXACT or (near > 1 and near.denominator > 1 and found["whole"] is not None):
        return None
    if near.denominator == 1 and (near == 0 or found["whole"] is not None):
        return str(near.numerator)
    return f"{near.numerator}/{near.denominator}" if set(below) <= set("#?") else f"{near * int(below)}/{below}"


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


def _parted(number: Decimal, section: str) -> str | None:
    """A number whose digits are parted by hyphens or brackets, as post codes and telephone numbers are: no amount is."""
    pieces = list(_PIECE.finditer(section))
    places = [place for place, piece in enumerate(pieces) if piece["digits"] is not None]
    if len(places) < 2 or number != number.to_integral_value() or number < 0:
        return None
    between = [
        "".join(_literal(piece) or " " for piece in pieces[first + 1 : last]) for first, last in pairwise(places)
    ]
    wanted = "".join(pieces[place]["digits"] for place in places)
    if set(wanted) - set("0#") or not all(set(text) & set("-)") for text in between):
        return None
    digits = str(int(number)).rjust(len(wanted))
    text, left = digits[: len(digits) - len(wanted)], iter(digits[len(digits) - len(wanted) :])
    for piece in pieces:
        literal = "" if piece["digits"] else _literal(piece)
        if literal is None:
            return None
        filled = ((digit, place) for place, digit in zip(piece["digits"] or "", left, strict=False))
        text += literal + "".join("0" if digit == " " and place == "0" else digit for digit, place in filled)
    return text.replace(" ", "")


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

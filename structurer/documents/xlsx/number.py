"""A number as its cell's format shows it: exact decimals, rounded as Excel rounds; None where the format is not understood.

What is stored as binary floating point is taken at the fifteen digits that Excel itself keeps.
"""

import operator
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

from structurer.text import lazy_re as re

PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<digits>[#0?][#0?,.]*|\.[#0?]+)'
    r"|(?P<percent>[%％])|(?P<general>General|G/標準)|(?P<power>(?<=[0#?.])E[+-])"
    r"|(?P<code>y{1,4}|m{1,4}|d{1,4}|g{1,3}|e{1,2}|r{1,2}|a{3,4}|h{1,2}|s{1,2})|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
"""A piece of a format: what is printed as it stands, places of a number, a part of a date."""

_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
_GENERAL = Context(prec=10, rounding=ROUND_HALF_UP)
_TEXT = "@"  # a text's format shows a number as it is
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color\s?\d+|DBNum[03]|\$[^-]*(?:-(?!F[48]00)[\w,-]+)?)",
    re.IGNORECASE,
)
_WIDE, _WIDE_DIGITS = "[DBNUM3]", str.maketrans("0123456789", "０１２３４５６７８９")
_LITERAL = re.compile(r"[^A-Za-z@/]")
_SIGN = re.compile(r"[-−－‐–▲△(（〔［\[]")
_FRACTION = re.compile(r"(?P<whole>[#?0]+ )?[#?0]+/(?P<below>[#?]+|[1-9]\d*)")
_CONDITION = re.compile(r"\[(?P<sign><=|>=|<>|<|>|=)\s*(?P<limit>-?\d+(?:\.\d+)?)\]")
_HOLDS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_UNPARTED = re.compile("#[^-)#]*#")
_EXACT = Fraction(1, 10**12)  # as close to its fraction as the fifteen digits that are kept


def exact(value: float | Decimal) -> Decimal:
    """The decimal that a stored number stands for: 20.1, not 20.100000000000001."""
    return value if isinstance(value, Decimal) else _KEPT.create_decimal(repr(value))


def sections(number_format: str) -> list[str]:
    """A format parted at the semicolons that stand neither in quotes nor behind a backslash."""
    parts = [""]
    for piece in re.findall(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|.', number_format or "General", re.DOTALL):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def shown(value: float | Decimal, number_format: str) -> str | None:
    """The number as a person sees it; empty where the format shows nothing, None where it is not understood."""
    number = exact(value)
    chosen = _chosen(number, sections("General" if number_format.strip() == _TEXT else number_format))
    if chosen is None:
        return None
    section, signed = chosen
    if _FRACTION.fullmatch(section.strip()) is not None:
        return _fraction(number, section.strip())
    text = _filled(number, section, signed=signed)
    if text is None:
        return None
    text = text.translate(_WIDE_DIGITS) if _WIDE in section.upper() else text
    own_minus = signed and number < 0 and any(digit not in "0.,%" for digit in text if digit.isdecimal())
    return f"-{text}" if own_minus else text


def text(value: str, number_format: str) -> str | None:
    """A text as its cell's format shows it; empty where the format shows nothing, None where it is not understood."""
    parts = sections(number_format)
    if len(parts) != 4 and "@" not in parts[-1]:  # the fourth is for texts
        return value
    shown = ""
    for found in PIECE.finditer(parts[-1]):
        literal = value if found["literal"] == "@" else _literal(found)
        if literal is None and found["bracket"] is None:  # a bracket says how numbers are shown
            return None
        shown += literal or ""
    return shown.strip() if shown.strip() != value.strip() else value


def general(number: Decimal) -> str:
    """A number without a format: no zeros at the end, at most ten digits where it has decimals."""
    rounded = number if number == number.to_integral_value() else _GENERAL.plus(number)
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _chosen(number: Decimal, parts: list[str]) -> tuple[str, bool] | None:
    """Return the section that shows a number, and whether a minus is added: a section for negatives brings its own.

    None where two sections may be meant, or where it is not known whether a minus is added.
    """
    conditions = [_CONDITION.search(section) for section in parts]
    if not any(conditions):
        place = 1 if number < 0 and len(parts) > 1 else 2 if number == 0 and len(parts) > 2 else 0
        return (parts[place], place != 1) if len(parts) <= 4 else None
    rest = len(conditions) - 1  # the last shows what is left
    known = [one for one in conditions[:rest] if one is not None]
    if not 1 <= rest <= 2 or len(known) < rest or conditions[rest] is not None:
        return None
    holding = (n for n, one in enumerate(known) if _HOLDS[one["sign"]](number, Decimal(one["limit"])))
    place = next(holding, rest)
    found = conditions[place]
    if number < 0 and (found is None or found["sign"] not in {"<", "<="} or Decimal(found["limit"]) > 0):
        return None
    return _CONDITION.sub("", parts[place]), number >= 0


def _fraction(number: Decimal, section: str) -> str | None:
    """A number that is a fraction with as few digits below the line as the format has; None where it is only near one."""
    found = _FRACTION.fullmatch(section)
    if found is None or number < 0:
        return None
    value, below = Fraction(number), found["below"]
    given = None if set(below) <= set("#?") else int(below)
    near = value.limit_denominator(10 ** len(below) - 1) if given is None else Fraction(round(value * given), given)
    if abs(near - value) > _EXACT or (near > 1 and near.denominator > 1 and found["whole"] is not None):
        return None
    if near.denominator == 1 and (near == 0 or found["whole"] is not None):
        return str(near.numerator)
    return f"{near.numerator}/{near.denominator}" if given is None else f"{near * given}/{below}"


def _filled(number: Decimal, section: str, *, signed: bool) -> str | None:
    """A section with the number in its place; None where a piece is not understood, or a colour alone says that it is negative."""
    pieces = list(PIECE.finditer(section))
    places = [n for n, piece in enumerate(pieces) if piece["digits"] or piece["general"]]
    texts = ["" if n in places else _literal(piece) for n, piece in enumerate(pieces)]
    known = [text for text in texts if text is not None]
    if len(known) < len(texts):
        return None
    if len(places) > 1:
        return _parted(number, [piece["digits"] or "" for piece in pieces], known)
    for place in places:
        if number < 0 and not signed and _SIGN.search("".join(known)) is None:
            return None
        percent, digits = sum(bool(piece["percent"]) for piece in pieces), pieces[place]["digits"]
        known[place] = _printed(abs(number), digits, percent) if digits else general(abs(number))
    return "".join(known)


def _parted(number: Decimal, places: Sequence[str], texts: Sequence[str]) -> str | None:
    """A number whose digits are parted by hyphens or brackets, as post codes and telephone numbers are: no amount is."""
    wanted = "".join(places)
    drawn = "".join("#" if place else text for place, text in zip(places, texts, strict=True))
    if number != number.to_integral_value() or number < 0 or set(wanted) - set("0#") or _UNPARTED.search(drawn):
        return None
    digits = str(int(number)).rjust(len(wanted))
    more = len(digits) - len(wanted)
    text, left = digits[:more], iter(digits[more:])
    for place, literal in zip(places, texts, strict=True):
        filled = zip(place, left, strict=False)
        text += literal + "".join("0" if digit == " " and kind == "0" else digit for kind, digit in filled)
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
    if any(found[kind] is not None for kind in ("digits", "general", "power", "code")):
        return None
    return found["percent"] or found["quoted"] or found["escaped"] or ""


def _printed(number: Decimal, digits: str, percent: int) -> str:
    """Digits after `#,##0.0,`: a comma between places groups, one behind them divides by a thousand."""
    body = digits.rstrip(",")
    whole, point, fraction = body.partition(".")
    places = fraction.replace(",", "")
    with localcontext(prec=60):
        scaled = number.scaleb(2 * percent - 3 * (len(digits) - len(body)))
        rounded = scaled.quantize(Decimal(1).scaleb(-len(places)), rounding=ROUND_HALF_UP)
    left, _, right = format(rounded, "f").partition(".")
    least = whole.replace(",", "").count("0")
    left = left.lstrip("0").rjust(least, "0")
    left = f"{int(left):,}" if "," in whole and left and least <= 1 else left
    kept = places.rfind("0") + 1  # decimals that stay though they are noughts
    right = right[:kept] + right[kept:].rstrip("0")
    return left + point + right

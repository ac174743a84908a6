"""The units that a line declares for the amounts below it: `(単位:千円)`, and the multiplier that a printed unit is."""

from structurer.text import lazy_re as re
from structurer.text.money import SCALES, fold

_DECLARED = re.compile(
    r"(?:^|(?<=[\s|(※・:、。【〔\[<〈]))(?:(?:金額の)?単\s?位は?|金額単位|金額(?:は|(?=\s?:))|数値は)\s?[:=]?(?:(?:金額|予算額|事業費|経費)は)?(?P<unit>[^)\n|。\d]{0,20}?円)"
)
_SHOWN_IN = re.compile(
    r"(?<![^\s(、。])(?P<unit>[^()\s\d、。]{0,3}円)(?:単位|で(?:表示|記載))"
    r"|(?:は|表は)(?P<shown>[^()\s\d、。]{0,3}円)で(?:表示|記載)"
)
_BESIDE = r"[、,・/]\s?(?:ただし、?)?[^()\s\d、,・/]{1,8}\s?"
"""Another unit beside that of the money: (千円、人), (千円、ただし職員数は人)."""
_HEADED = re.compile(
    rf"\(\s?(?:[^()\s\d、,・/円]{{1,6}}\s?[、,・/]\s?)?(?P<unit>[^()\s\d、,・/]{{0,3}}\s?円)\s?(?:{_BESIDE})?\)"
)
_MAY_DECLARE = re.compile(r"単\s?位|金額|数値|円で|円\s?[)）、,，・/／]")
_UNIT = re.compile(r"(?:は?一部を除き、?|は)?(?P<multiplier>百億|十億|百万|千万|十万|兆|億|万|千|百|)円")
_CAPTION_LINE = re.compile(r"(?:金額の)?単位")
UNIT_LINE = re.compile(r"(?:百万|億|万|千)?円")
"""A line that is a unit and nothing else."""
UNITS_LINE = re.compile(r"\s*(?:(?:(?:百万|億|万|千)?円|人|名|[%％]|件)(?:[\s|]+|$)){2,}")
"""A line of nothing but units, one below each heading: 円 円 ％ 円."""
_LONGEST_HEADING_CELL = 16  # characters: `(千円)` with a word beside it, in a cell of its own
_LONGEST_HEADED = 60  # characters: a heading that closes with its unit; in a longer line the unit speaks of that line
_CLOSES = re.compile(rf"{_HEADED.pattern.replace('?P<unit>', '?:')}\s*$")
_HEADINGS = re.compile(r"(?:\s*[^\s()。、]{0,8}\([^\s()。、\d]{1,3}\)(?=\s|$)){2,}\s*")
"""The last line of headings, each with its unit: `(千円)  (千円)  職員(人)`."""


def declarations(text: str, above: str = "") -> list[tuple[int, int | None]]:
    """The units that a line declares as (offset, multiplier to yen); None for a unit we do not know (仟円) or two at once.

    `(千円)` alone counts in a heading cell only: in running text it speaks of something else. A unit on a line of its own counts
    right below the line 単位 alone, as a table gives it one cell a line.
    """
    if _CAPTION_LINE.fullmatch("".join(above.split())) is not None and UNIT_LINE.fullmatch(text.strip()) is not None:
        return [(len(text), unit_scale(text))]
    if UNITS_LINE.fullmatch(text) is not None and "円" in text:
        scales = {unit_scale(word) for word in re.split(r"[\s|]+", text) if "円" in word}
        return [(len(text), scales.pop() if len(scales) == 1 else None)]
    if _MAY_DECLARE.search(text) is None:
        return []
    folded = fold(text)
    found = [(match.end(), unit_scale(match["unit"])) for match in _DECLARED.finditer(folded)]
    closing = len(text.strip()) <= _LONGEST_HEADED and _CLOSES.search(folded) is not None
    headings = _HEADINGS.fullmatch(folded) is not None
    is_table = "|" in text or "\t" in text or len(text.strip()) <= _LONGEST_HEADING_CELL or closing or headings
    found += [(match.end(), unit_scale(match["unit"] or match["shown"])) for match in _SHOWN_IN.finditer(folded)]
    found.sort()
    headed = list(_HEADED.finditer(folded)) if is_table and "。" not in text else []
    scales = {unit_scale(match["unit"]) if match[0].count("円") == 1 else None for match in headed}
    if headed and not found:
        found = [(headed[0].end(), scales.pop() if len(scales) == 1 else None)]
    return found


def unit_scale(unit: str) -> int | None:
    """The multiplier to yen of a unit of money; None for one that is not known: 仟円."""
    match = _UNIT.fullmatch("".join(unit.split()).lstrip(":"))
    return None if match is None else SCALES[match["multiplier"]]

"""The words of units: what a caption names, every part of it known."""

from functools import lru_cache

from structurer.text import lazy_re as re
from structurer.text.source import Unit
from structurer.text.words import squeeze

_PARTS = re.compile(r"[、,・](?:ただし)?|及び")  # not `/`: 千円/件 is a price, no two units
_MONEY = re.compile(r"(百億|十億|百万|千万|十万|兆|億|万|千|百|)円")
_COUNTED = re.compile(
    r"(百万|千万|十万|億|万|千|百|)(人役|人日|人|名|%|件|か所|箇所|回|社|者|点|本|校|台|世帯|事業所|団体|施設|頭|戸|トン|t|ha|km)"
)
_SCALES = {
    "": 1, "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "億": 10**8, "十億": 10**9,
    "百億": 10**10, "兆": 10**12,
}  # fmt: skip
_OF_MONEY, _OF_PERSONS = (
    re.compile(r"^(?:金額|予算額|事業費|経費)は"),
    re.compile(r"^(?:ただし)?(?:(?:従事)?職員数?|従事人数|人員|人数)は(?=人)"),
)
"""What a caption says a unit is of, before it: 金額は千円、職員数は人."""
_WHOLE = re.compile(
    r"(?:[(\[【〔<〈]?(?:金額の)?単位(?:[:：は])?|[(\[](?=[百千万億]{0,2}円))(?P<told>[^()\[\]【】〔〕<>〈〉。]+)[)\]】〕>〉]?"
)
_UNIT = re.compile(r"(?:百億|十億|百万|千万|十万|億|万|千)?円|人役|人|名|%|件")
_ROW = re.compile(rf"(?:{_UNIT.pattern}){{2,}}")
"""A line of units."""


@lru_cache(maxsize=1024)
def told_units(text: str) -> tuple[tuple[Unit, int], ...] | None:
    """The units that a caption's words name, every part of them known; None for any other words."""
    found: list[tuple[Unit, int]] = []
    for part in _PARTS.split(squeeze(text)):
        money, counted = _MONEY.fullmatch(_OF_MONEY.sub("", part)), _COUNTED.fullmatch(_OF_PERSONS.sub("", part))
        if money is not None:
            found.append((Unit.YEN, _SCALES[money[1]]))
        elif counted is not None:
            kind = {"人": Unit.PERSON, "名": Unit.PERSON, "人役": Unit.PERSON, "%": Unit.PERCENT}.get(
                counted[2], Unit.COUNT
            )
            found.append((kind, _SCALES[counted[1]]))
        else:
            return None
    return tuple(found)


def is_caption(text: str) -> bool:
    """True for a line that says which units a table has, every one of them known, and nothing else."""
    found = _WHOLE.fullmatch(squeeze(text))
    return (found is not None and told_units(found["told"]) is not None) or row_of_units(text) is not None


@lru_cache(maxsize=1024)
def row_of_units(text: str) -> tuple[tuple[Unit, int], ...] | None:
    """The units of a line of nothing but units, one below each heading: 円 円 ％ 円; None for any other line and without 円."""
    words = squeeze(text)
    return told_units("、".join(_UNIT.findall(words))) if _ROW.fullmatch(words) is not None and "円" in words else None

"""Scanning: every printed number of one line, with its kind. One pass, no backtracking beyond a token."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR
from structurer.text.money import SCALES, fold, parse_number, parse_ratio, parse_yen


class Kind(StrEnum):
    """The kind of a printed number, before anyone interprets it."""

    MONEY = "money"
    HEADCOUNT = "headcount"
    PERCENT = "percent"
    COUNT = "count"
    RATIO = "ratio"
    PLAIN = "plain"
    YEAR = "year"
    DATE = "date"
    CODE = "code"
    LIST_NUMBER = "list_number"
    WORD = "word"
    MALFORMED = "malformed"


NAMES = frozenset({Kind.YEAR, Kind.DATE, Kind.CODE, Kind.WORD, Kind.LIST_NUMBER, Kind.MALFORMED})
"""Kinds that are no amount of anything: they name a year, a day, a number in a list, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Token:
    """One number of a line: offsets in the line, kind, value as printed, and what the print itself says of its unit.

    `scale` is the multiplier to yen where the token prints a unit (千円 → 1000), else None.
    """

    start: int
    end: int
    kind: Kind
    number: Decimal | None = None
    ratio: tuple[int, int] | None = None
    scale: int | None = None


_SIGN = r"(?:▲\s?|(?<![^\s|(:、,])[-+](?=\d))?"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_ODD = r"[①-⑨⓪〇一二三四五六七八九]"
_MULTIPLIER = r"(?:百億|十億|百万|千万|十万|兆|億|万|千|百)"
_COUNTERS = (
    r"(?:か所|箇所|か月|か年|か国|年間|週間|日間|時間|分間|店舗|団体|施設|事業所|事業者|地区|市町村|市|町|村|企業|法人|世帯|会場"
    r"|者|件|回|社|校|台|戸|棟|店|橋|点|種|年|日|月|週|本|個|冊|枚|部|組|基|隻|頭|羽|匹|ha|km|kg|m|t|ヘクタール|食|巻|泊"
    r"|席|枠|号|期|次|番|周年|歳|才|倍|度|位|箱|テーマ|言語|公演|品目|路線|河川|漁港|圏域|分野|プログラム|セット|コース|ブース|グループ|チーム|クラス|か|つ|区|園|館|所|室|人日|人役)"
)
# The look-ahead names what a number can begin with, so that running text is passed over quickly.
_HALVES = rf"{_NUMBER}[ ]?(?P<half>[千万]|百万)[ ]+{_NUMBER}[ ]?(?P=half)"  # amounts whose 円 is on the next line
_TOKEN = re.compile(
    rf"""
    (?:(?=[\d▲+\-RHS令平昭大明番内電TFN第(〇一二三四五六七八九十①-⑨⓪])|^)
    (?:
      (?P<odd>{_ODD}(?:,{_ODD}{{3}})+) |
      (?P<date>(?:{ERA_YEAR}|(?:19|20)\d{{2}})年\s?\d{{1,2}}月(?:\s?\d{{1,2}}日)?
        |\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}~\d{{1,2}}月(?!間|額|分)|\d{{1,2}}月(?!間|額)|(?:19|20)\d{{2}}[/.-]\d{{1,2}}[/.-]\d{{1,2}}|\d{{1,2}}:\d{{2}})
    | (?P<year>{ERA_YEAR}(?:年度|年)?(?!\d|,\d)
        |(?<![\d,.])(?:19|20)\d{{2}}\s?(?:~\s?\d{{2,4}}\s?)?年度?
        |(?<![\d,.])(?:19|20)\d{{2}}\s?\(\s?[RHS]\s?(?:元|\d{{1,2}})\s?\)
        |(?<![\d,.])\d{{1,2}}年度)
    | (?P<code>^\s*-\s?\d{{1,3}}\s?-\s*$|(?:番号|内線|(?<=\()内|電話|TEL|FAX|No\.?|第)\s?:?\s?\d[\d-]*(?![\d,.])(?:\s{{1,3}}\d{{2}}(?!\d))*
        |(?<=[^\s|(])\(\d{{6,}}\)|(?<![\d,.▲])\d+(?:-\d+)+[①-⑳]?|(?<![\d,.])0\d+(?![\d.,])(?:\s{{1,3}}\d{{2}}(?!\d))*)
    | (?P<ratio>(?<![\d,./])\d{{1,4}}\s?/\s?\d{{1,4}}(?![\d/,])|(?<![\d,.])\d{{1,4}}\s?分の\s?\d{{1,4}})
    | (?P<money>(?!{_SIGN}{_HALVES})
        {_SIGN}(?:{_NUMBER}[ ]{{0,3}}{_MULTIPLIER}[ ]{{0,3}}){{1,4}}(?:{_NUMBER}[ ]{{0,3}})?円
        |{_SIGN}{_NUMBER}[ ]{{0,3}}円)
    | (?P<percent>{_SIGN}{_NUMBER}\s?(?:%|パーセント|ポイント))
    | (?P<kanji>[〇一二三四五六七八九十][〇一二三四五六七八九十百千万億兆]*円)
    | (?P<list>^[\s|\#]*\(?(?P<item>\d{{1,2}})(?:\)\s{{0,3}}|[.、]\s{{0,3}}|\s+)(?=[^\d\s|.,%)(~-]|\d次[一-龠]))
    | (?P<head>{_SIGN}{_NUMBER}{_MULTIPLIER}?(?:人(?!日|役)|名))
    | (?P<count>{_SIGN}{_NUMBER}{_MULTIPLIER}?{_COUNTERS})
    | (?P<plain>{_SIGN}{_NUMBER})
    )
    """,
    re.VERBOSE,
)
_MAY_HOLD = re.compile(rf"\d|[令平昭大明RHSＲＨＳ][^\s]{{0,2}}元|円|{_ODD}[,，]{_ODD}")
_FOREIGN = re.compile(r"[^\W0-9\D]")
_BEFORE = re.compile(
    r"\d[・.,]?[OoIl]?[\u200b-\u200f\u2060\ufeff\u0300-\u036f\xad]*$|(?<![A-Za-z])[OoIl]$|[〇一二三四五六七八九十¹²³⁰-⁹]$"
)
_AFTER = re.compile(r"[\u200b-\u200f\u2060\ufeff\u0300-\u036f\xad]+\d|[OoIl](?![A-Za-z])")
_LESS = re.compile(r"\s?の?減(?:額|少)?(?=[とで。、)\s]|$)")
_UNIT_APART = re.compile(rf"[ ]{{1,3}}{_MULTIPLIER}?円")
_MOST_SMALL = 12  # numbers of a list such as `5,6,7年度`; a longer run is taken for cells run together
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[A-Za-z\u3040-\u30ff\u3400-\u9fff々〇]")
_VALUE = re.compile(rf"(?P<number>[▲+-]?\s?{_NUMBER})(?P<gap>[ ]{{0,3}})(?P<multiplier>{_MULTIPLIER}?)")
_SIMPLE = re.compile(rf"{_VALUE.pattern}[ ]{{0,3}}円")
_YEAR_LIKE = re.compile(r"(?:19|20)\d{2}")
# 一千万円 is an amount all right, but not one we read: it must not pass unnoticed
_NO_VALUE = {"odd": Kind.MALFORMED, "date": Kind.DATE, "year": Kind.YEAR, "code": Kind.CODE, "kanji": Kind.MALFORMED}
_AMOUNTS = frozenset({Kind.MONEY, Kind.PLAIN, Kind.HEADCOUNT, Kind.COUNT, Kind.PERCENT, Kind.RATIO, Kind.WORD})
_VALUED = {"percent": Kind.PERCENT, "head": Kind.HEADCOUNT, "count": Kind.COUNT}
_LONGEST_WORD = 2
_GREAT = frozenset("万億兆")  # 2億 without its 円 is an amount all the same
_INSIDE_LINE = "、\t"  # what stands before a cell that does not begin its line: neither a letter nor part of a number
_LARGEST_DENOMINATOR, _MONTHS, _DAYS = 100, 12, 31
_LEADS_TO_AMOUNT = re.compile(r"[は計額費金算約]")
_NAME_AFTER = re.compile(r"[A-Za-z\u30a0-\u30ff\u3400-\u9fff々〇]")


def scan(line: str) -> Iterator[Token]:
    """Every number of one line, left to right; offsets are offsets in `line`."""
    if _MAY_HOLD.search(line) is None:
        return
    folded = fold(line)
    for match in _TOKEN.finditer(folded):
        token = _less(folded, _token(folded, match))
        unclear = _is_glued(folded, token) or _is_spoilt(folded, token)
        yield replace(token, kind=Kind.MALFORMED, number=None, ratio=None) if unclear else token


def scan_cells(line: str) -> Iterator[Token]:
    """Every number of a line whose cells tabs part, each cell by itself: no number is merged from two of them."""
    begin, lead = 0, ""
    for cell in line.split("\t"):
        for token in scan(lead + cell):
            shift = begin - len(lead)
            yield replace(token, start=token.start + shift, end=token.end + shift)
        begin += len(cell) + 1
        lead = "" if not lead and not cell.strip() else _INSIDE_LINE


def without_groups(line: str, tokens: Iterator[Token]) -> Iterator[Token]:
    """Tokens of a line whose commas may part cells: none with a comma in it can be read."""
    for token in tokens:
        grouped = "," in line[token.start : token.end]
        yield replace(token, kind=Kind.MALFORMED, number=None, ratio=None) if grouped else token


def _less(folded: str, token: Token) -> Token:
    """`1,000千円の減` is a negative amount: the word behind it is its sign."""
    if token.kind is not Kind.MONEY or token.number is None or token.number <= 0:
        return token
    unit = _UNIT_APART.match(folded, token.end)
    less = _LESS.match(folded, token.end if unit is None else unit.end())
    return token if less is None else replace(token, number=-token.number)


def less_over(line: str, below: str, token: Token) -> Token:
    """The same where the line breaks before the word: `差引1,000千円の`, and `減となる` on the next one."""
    rest = line[token.end :].strip()
    broken = below.startswith("減") if rest == "の" else rest == "" and below.startswith("の減")
    return _less(fold(line[: token.end] + rest + below), token) if broken else token


def _is_spoilt(folded: str, token: Token) -> bool:
    """True for `1,6O0`, `l60千円`, `2・40千円`, digits of another script or with something unseen between them.

    What is left of such a number is a number too, only not the one that is printed.
    """
    if token.kind not in _AMOUNTS:
        return False
    text, before = folded[token.start : token.end], folded[max(0, token.start - 8) : token.start]
    if _FOREIGN.search(text) is not None or _AFTER.match(folded, token.end) is not None:
        return True
    if not text[:1].isdigit() or not before:
        return False
    latin = token.kind is Kind.MONEY and _LATIN.match(before[-1]) is not None
    return latin or _BEFORE.search(before) is not None


def _is_glued(folded: str, token: Token) -> bool:
    """True for `増減-1,000`: the dash between word and number may be a minus or a hyphen, and only a person can tell."""
    before = folded[max(0, token.start - 2) : token.start]
    amount = token.kind in {Kind.MONEY, Kind.PLAIN}
    return amount and before.endswith("-") and _LETTER.match(before) is not None and _LATIN.match(before) is None


def _token(folded: str, match: re.Match[str]) -> Token:
    group, (start, end) = match.lastgroup or "plain", match.span()
    if group in _NO_VALUE:
        return Token(start, end, _NO_VALUE[group])
    if group == "list":
        return Token(*match.span("item"), Kind.LIST_NUMBER)
    if group in _VALUED:
        return _valued(match, _VALUED[group])
    if group == "money":
        return _money(match)
    return _ratio(match) if group == "ratio" else _plain(folded, start, end)


def _ratio(match: re.Match[str]) -> Token:
    """A share is at most one and of a hundred at most; `4/1` is a day; any other pair of numbers is not understood."""
    ratio = parse_ratio(match[0])
    if ratio is not None and ratio[0] <= ratio[1] <= _LARGEST_DENOMINATOR:
        return Token(match.start(), match.end(), Kind.RATIO, ratio=ratio)
    day = ratio is not None and ratio[0] <= _MONTHS and ratio[1] <= _DAYS
    return Token(match.start(), match.end(), Kind.DATE if day else Kind.MALFORMED)


def _money(match: re.Match[str]) -> Token:
    """A money token prints its own unit; a unit apart from its digits (`7,974 千円`) is read but not part of the print."""
    text = match[0]
    simple = _SIMPLE.fullmatch(text)
    if simple is None:
        yen = parse_yen(text)
        return Token(match.start(), match.end(), Kind.MONEY if yen is not None else Kind.MALFORMED, yen, scale=1)
    number = parse_number(simple["number"])
    end = match.start() + simple.end("number") if simple["gap"] else match.end()
    kind = Kind.MONEY if number is not None else Kind.MALFORMED
    return Token(match.start(), end, kind, number, scale=SCALES[simple["multiplier"]])


def _valued(match: re.Match[str], kind: Kind) -> Token:
    value = _VALUE.match(match[0])
    number = None if value is None else parse_number(value["number"])
    if value is None or number is None:
        return Token(match.start(), match.end(), _unread(_VALUE.sub(r"\g<number>", match[0])))
    return Token(match.start(), match.end(), kind, number * SCALES[value["multiplier"]])


def _plain(folded: str, start: int, end: int) -> Token:
    text = folded[start:end].rstrip(",")
    end, digits = start + len(text), text.lstrip("▲+- ")
    number = parse_number(text)
    if number is None:
        return Token(start, end, _unread(digits))
    if _is_word(folded, start, end, digits):
        return Token(start, end, Kind.WORD)
    return Token(start, end, Kind.PLAIN, number)


def _unread(digits: str) -> Kind:
    """`5,6年度` lists small numbers; `6,0664,634` is two cells run together and no one can say where they part."""
    groups = re.findall(r"\d+", digits)
    small = len(groups) <= _MOST_SMALL and all(len(group) <= _LONGEST_WORD for group in groups)
    return Kind.WORD if small else Kind.MALFORMED


def _is_word(folded: str, start: int, end: int, digits: str) -> bool:
    """True for the number in `DX2`, `構想2030`, `フェーズ2`: part of a name, not an amount."""
    before, after = folded[max(0, start - 1) : start], folded[end : end + 1]
    if "," in digits or _LETTER.search(before + after) is None or after in _GREAT:
        return False
    if _LATIN.search(before + after) is not None or _YEAR_LIKE.fullmatch(digits) is not None:
        return True
    amount = _LEADS_TO_AMOUNT.match(before) is not None and _NAME_AFTER.match(after) is None  # 補正は3でした, 計10
    return len(digits) <= _LONGEST_WORD and not amount

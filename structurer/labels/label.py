"""The meaning of a label by itself, whatever words a vocabulary knows.

Labels are compared without spaces, brackets and (A)-style marks.
"""

from functools import lru_cache

from structurer.sheet.model import Measure
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR, western_year
from structurer.text.money import SCALES
from structurer.text.scan import Kind, scan
from structurer.text.source import Unit
from structurer.text.words import squeeze, tidy

UNITS: dict[Measure, Unit] = {
    Measure.REGULAR: Unit.PERSON,
    Measure.FISCAL_YEAR_APPOINTED: Unit.PERSON,
    Measure.SPECIAL: Unit.PERSON,
    Measure.HEADCOUNT: Unit.PERSON,
    Measure.RATE: Unit.RATIO,
    Measure.COUNT: Unit.COUNT,
}
"""Units of measures that are not money."""

UNPUBLISHED = re.compile(r"公表|未定|調整中|未公開|検討中")
"""Words beside a 予算案 that is announced without its amounts."""

RATE_LABELS = ("補助率", "負担率", "助成率")
CAP_LABELS = ("補助上限額", "上限額", "補助限度額", "限度額", "上限")
ELIGIBLE_LABELS = ("対象経費", "補助対象経費", "補助対象")

OF_WHICH = re.compile(r"^[(（]?うち(?!エコ診断)")
"""A row that is a part of the one above it, うち防波堤; うちエコ診断 is a name."""
DETAIL = re.compile(r"特定財源の(?:積算|内訳|根拠)|財源の(?:積算|根拠)")
"""Headings of a table that says what the specific revenue is made of."""

SHORT_YEAR = re.compile(r"^(元|\d{1,2})年度")
"""A year that leaves out its era: 17年度."""

_UNIT = re.compile(rf"(?P<multiplier>{'|'.join(sorted(SCALES, key=len, reverse=True))})(?P<unit>\D*)")
_COUNTED = frozenset({Kind.HEADCOUNT, Kind.PERCENT, Kind.COUNT, Kind.MONEY})
TAGS = re.compile(r"【(新|新規|拡|拡充|継続|一部新)】")
"""What is new about an item or a measure, in its text."""
_UNIT_AFTER = re.compile(r"\((?:単位:?)?(?P<unit>[^()]{1,6})\)$")
_MEASURED = re.compile(
    r"(?:千|万|百万)?(?:トン|t|kg|g|km|m|cm|ha|a|㎡|m2|m3|L|l|kL|[kMG]?Wh?|dB|℃|ヘクタール|キロ)(?:-CO2)?"
)
_MARKS = re.compile(
    r"(?:\([A-Z]\)[+−-])+\([A-Z]\)|\((?:[A-Za-z+=\-−‐―ー・①-⑳]|再掲|予定|目標年度)+\)|\((?:単位:?)?(?:(?:百万|千|万|億)?円|人役?|人・年|名)\)|[A-Z](?:[+−-][A-Z])*$|[「」『』※:]"
)
_BRACKETS = re.compile(r"[()\[\]〔〕]")
_YEAR_FIRST = re.compile(
    r"^(?:(?:令和|平成|昭和|[RHS])?(?:元|\d{1,4})年度|[RHS]\d{1,2}(?!\d)|前々年度|前年度|本年度|今年度|当年度|来年度)の?"
)
_YEAR_LABEL = re.compile(
    r"(?:(?:令和|平成|昭和|[RHS])(?:元|\d{1,2})(?:年度?)?|(?:元|\d{1,2})年度|(?:19|20)\d{2}年度?|前々年度?|前年度?|昨年度|本年度|今年度|当年度"
    r"|当該年度|来年度)"
)
_LAST_YEAR = frozenset({"前年度", "前年"})
_NOTE = re.compile(
    r"\((?:[^()]*(?:率|\d\s?[/分]|充当)[^()]*|概算|(?!うち|内)[^()]{1,8}債|(?!うち|内)[^()]{1,16}基金)\)"
)

ORIGIN = re.compile(
    r"(?<=[金料入債])\((?![^()]*(?:うち|内|除|以外|年度|年分|要求|査定|当初|補正|予算|決算|見込|参考|増|減|計(?!画)|全体|返還予定|廃止|中止|未|仮|[隣他別旧元昨翌次各例]))"
    r"[^()\d]{0,24}(?:基金|納税|[交付補助負担返還償積立委託分]{2}金|収入|貸付|利子|運用益|売払|売却|使用料|手数料|参加費|雑入)\)$"
)
"""The bracket behind a source that names where it comes from: 繰入金(文化振興基金), 諸収入(返還金). None that parts it."""

_DETAILS = (
    (re.compile(r"国庫|国費|国交付金"), Measure.NATIONAL),
    (re.compile(r"債$|債\s|[都道府県市]債"), Measure.BONDS),
    (re.compile(r"[都道府県]支出金|[都道府県]補助金"), Measure.PREFECTURAL),
    (re.compile(r"分担金|負担金"), Measure.CONTRIBUTIONS),
    (re.compile(r"使用料|手数料"), Measure.FEES),
    (re.compile(r"財産収入|財産運用"), Measure.PROPERTY_INCOME),
    (re.compile(r"寄附金|寄付金"), Measure.DONATIONS),
    (re.compile(r"繰入金"), Measure.TRANSFERS),
    (re.compile(r"繰越金"), Measure.CARRIED_OVER),
    (re.compile(r"諸収入|雑入"), Measure.MISCELLANEOUS),
)


_FISCAL_YEAR = re.compile(
    rf"((?:(?:令和|平成|昭和)|(?<![A-Za-z])[RHS])(?:元|\d{{1,2}}))(?:年|\(((?:19|20)\d{{2}})(?:年度?)?\)年)"
    rf"|(?<!\d)((?:19|20)\d{{2}})(?:\(({ERA_YEAR})(?:年度?)?\))?年度"
)

_YEAR_ONLY = re.compile(rf"({ERA_YEAR}|(?:19|20)\d{{2}})")


@lru_cache(maxsize=4096)
def plain(label: str) -> str:
    """A label as the vocabulary spells it: no spaces, no (A), no brackets."""
    return _BRACKETS.sub("", unmarked(label))


def unmarked(label: str) -> str:
    """A label without spaces, unit notes and marks; brackets that say more stay."""
    return _MARKS.sub("", squeeze(label))


def without_note(label: str) -> str:
    """A label without the rate or the remark in brackets beside it: `県債(過疎債)` is 県債."""
    return plain(_NOTE.sub("", squeeze(label)))


def without_origin(label: str) -> str:
    """A source without the fund, the grant or the like in brackets behind it that it comes from: `繰入金(文化振興基金)` is 繰入金."""
    return plain(ORIGIN.sub("", squeeze(label)))


def without_year(label: str) -> str:
    """A label without the year it begins with: `令和8年度裁定額` and `前年度裁定額` are both 裁定額."""
    return _YEAR_FIRST.sub("", squeeze(label))


def is_last_year(label: str) -> bool:
    """True for 前年度, 前年額 or 前年度予定額 and no more: the budget of the year before, wherever nothing says otherwise."""
    return plain(label).removesuffix("額").removesuffix("予定") in _LAST_YEAR


def is_year_label(label: str) -> bool:
    """True for a label that says a year and nothing else: 令和7年度, 前年度; not 令和7年度繰越額."""
    return _YEAR_LABEL.fullmatch(plain(squeeze(label))) is not None


def names_year(label: str) -> bool:
    """True where a label prints a year of its own (令和7年度, R7, 17年度), which only a sheet's own year can place."""
    text = squeeze(label)
    return western_year(text) is not None or SHORT_YEAR.match(text) is not None


def detail_of(label: str) -> Measure | None:
    """The source that a revenue item of the budget belongs to (`民生費国庫補助金 児童福祉費補助金`), by the words in it."""
    text = tidy(label)
    return next((measure for pattern, measure in _DETAILS if pattern.search(text) is not None), None)


def fiscal_year_of(text: str) -> int | None:
    """The Western year of `令和8年度`, `R8年度`, `2026年度` or `2026(令和8)年度` in a text, or of `R8` alone.

    None where it names none, or two.
    """
    word = squeeze(text)
    match = _FISCAL_YEAR.search(word) or _YEAR_ONLY.fullmatch(word)
    years = set() if match is None else {western_year(part) for part in match.groups() if part}
    return years.pop() if len(years) == 1 else None


def unit_of(text: str) -> Unit:
    """The base unit of an indicator's printed unit, whatever multiplier stands before it."""
    word = tidy(text)
    if "%" in word or word in {"パーセント", "ポイント"}:
        return Unit.PERCENT
    if _MEASURED.fullmatch(word) is not None or word == "‰":
        return Unit.OTHER
    found = _UNIT.fullmatch(squeeze(word))
    unit = "" if found is None else found["unit"]
    return Unit.YEN if unit == "円" else Unit.PERSON if unit in {"人", "名"} else Unit.COUNT


def unit_behind(printed: str) -> Unit:
    """The base unit of a thing counted or measured that prints it itself: that of `260件`, of `91ha`."""
    return unit_of(printed.lstrip("△▲-−0123456789０１２３４５６７８９,，.． "))


def scale_of(text: str) -> int:
    """The multiplier of an indicator's printed unit: 1000 for 千人, 1 where it has none."""
    word = squeeze(text)
    found = _UNIT.fullmatch(word)
    return (
        1
        if found is None or not found["unit"] or _MEASURED.fullmatch(word) is not None
        else SCALES[found["multiplier"]]
    )


def unit_after(name: str) -> str | None:
    """The unit in brackets behind a name, `来園者数(千人)`; None where what stands there counts nothing."""
    found = _UNIT_AFTER.search(squeeze(name))
    unit = "" if found is None else found["unit"]
    tokens = list(scan(f"1{unit}")) if unit else []
    whole = len(tokens) == 1 and tokens[0].kind in _COUNTED and tokens[0].end == len(unit) + 1
    return unit if whole else None

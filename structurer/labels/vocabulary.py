"""What the labels of budget sheets mean. Labels are compared without spaces, brackets and (A)-style marks.

The stage rules are the contract's: 当初予算額 of an earlier year is `initial`, of the sheet's own year `approved`;
計上, 査定, 内示 and 決定 are `approved`; 復活, 追加, 調整 and 部長要求 are all `request`.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from structurer.errors import VocabularyInvalid
from structurer.labels.overlay import Labels, Moment, in_force
from structurer.labels.overlay import Words as TaughtWords
from structurer.sheet.model import SOURCES, Measure, Stage
from structurer.text.era import ERA_YEAR, western_year
from structurer.text.source import Unit
from structurer.text.words import squeeze, tidy

M = Measure

Words = dict[str, dict[str, list[str]]]

FUNDING_LABELS = Labels("sources")
"""Funding sources by printed label."""

COST_LABELS = Labels("costs")
"""Costs and staff by printed label."""

STAGE_COLUMNS: dict[str, Stage] = {}
"""Columns of a cost table whose rows name years."""

FUNDING_TOTALS: set[str] = set()
"""Labels of the column that the sources of a funding row add up to."""

GROUP_LABELS: set[str] = set()
"""Labels that name or span other columns."""

NAME_LABELS = TaughtWords()
"""Labels of the column that names items."""

WEAK_NAMES: set[str] = set()
"""Labels that name items where the table has no better column for it."""

TEXT_LABELS: set[str] = set()
"""Labels of columns of running text."""

NUMBER_LABELS: set[str] = set()
"""Labels of the column that numbers the rows."""

AMOUNT_LABELS: set[str] = set()
"""Labels of a column of amounts that say nothing of their stage."""

INDICATOR_LABELS: set[str] = set()
"""Labels of the columns that name an indicator and its unit."""

CHANGE_LABELS: set[str] = set()
"""Labels of the column that compares with the year before."""

TOTAL_LABELS: set[str] = set()
"""Labels of a total row."""

_LISTS = {
    "funding_totals": FUNDING_TOTALS, "groups": GROUP_LABELS, "names": NAME_LABELS, "weak_names": WEAK_NAMES,
    "texts": TEXT_LABELS, "numbers": NUMBER_LABELS, "amounts": AMOUNT_LABELS, "changes": CHANGE_LABELS,
    "totals": TOTAL_LABELS, "indicators": INDICATOR_LABELS,
}  # fmt: skip
_STAGE_WORDS: dict[str, Stage] = {}
_BUILT_IN = Path(__file__).with_name("words.toml")

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

_MONEY_UNITS = re.compile(r"^(?:百万|千|億|万)?円$")
_MEASURED = re.compile(
    r"(?:千|万|百万)?(?:トン|t|kg|g|km|m|cm|ha|a|㎡|m2|m3|L|l|kL|kW|kWh|MWh|GWh|℃|ヘクタール|キロ)(?:-CO2)?"
)
_MARKS = re.compile(
    r"\((?:[A-Za-z+=\-−‐―ー・①-⑳]|再掲|予定)+\)|\((?:単位:?)?(?:(?:百万|千|万|億)?円|人役?|人・年|名)\)|[A-Z](?:[+−-][A-Z])*$|[「」『』※:]"
)
_BRACKETS = re.compile(r"[()\[\]〔〕]")
_STAGES = (
    (re.compile(r"前年度?からの?繰越|前年度繰越|^繰越"), Stage.CARRIED_OVER),
    (re.compile(r"要求|要望|見積"), Stage.REQUEST),
    (re.compile(r"保留"), Stage.DEFERRED),
    (re.compile(r"別途"), Stage.SEPARATE),
    (re.compile(r"査定|内示|計上|決定|議決|予算案|復元"), Stage.APPROVED),
    (re.compile(r"決算"), Stage.SETTLED),
    (re.compile(r"予算現額|最終予算|補正後"), Stage.CURRENT),
    (re.compile(r"補正"), Stage.SUPPLEMENTARY),
    (re.compile(r"復活|追加|調整"), Stage.REQUEST),
)
_OTHER_AMOUNT = re.compile(
    r"残額|執行|流用|不用|減額|差額|差引|不計上|未計上|見送|率$|平均|翌年度|次年度|国予算|債務負担|決定前|補正前|現計|既定|含む|除く"
    r"|見込|限度|基準額|による減|による増|込み|込$|\(最終\)|当初\+|増減|比較|^うち|再掲|内数|交付決定|予定|単価|会計|^同|次回|前回"
)
_BEFORE_SUPPLEMENT = re.compile(r"(?:補正前の?(?:予算)?額?|既定予算額?|既定額|現計予算額?|現計|既決予算額?)$")
_YEARS = re.compile(r"(?:令和|平成|[RH])(?:元|\d{1,2})")
_JOINED = frozenset({Stage.SUPPLEMENTARY, Stage.CURRENT})
_STAGE_WORD = re.compile(r"予算案|要求額?|計上額?|査定額?|内示額?|決定額?|当初予算額?|決算額?")
_BUDGET = re.compile(r"予算|当初")
_SHORT_YEAR = re.compile(r"^(元|\d{1,2})年度")
_OWN_YEAR = re.compile(r"本年度|今年度|当年度|来年度|当該年度")
_NOT_COMPARED = r"(?!より|に比|比|から|と|対|並|同)"
_PREVIOUS_YEAR = re.compile(rf"前年度{_NOT_COMPARED}|前年(?!度){_NOT_COMPARED}|昨年度{_NOT_COMPARED}|現年度予算")
_SOME_YEAR = re.compile(
    r"(?<![前昨])年(?!間|次)(?<!か年)(?<!周年)|[前昨]年度?(?!度|より|に比|比|から|と|対|並|同)|[\u200b-\u200f\u2060\ufeff]"
)
_OLD = re.compile(r"旧|昨|[RHS令平昭]")
_REMARK = re.compile(r"\([^()]*(?:より|比|増|減)[^()]*\)")


_YEAR_FIRST = re.compile(
    r"^(?:(?:令和|平成|昭和|[RHS])?(?:元|\d{1,4})年度|[RHS]\d{1,2}(?!\d)|前々年度|前年度|本年度|今年度|当年度|来年度)の?"
)
_STAGE_LABEL = re.compile(
    r"(?:(?:令和|平成|昭和|[RHS])(?:元|\d{1,2})(?:年度?)?|(?:元|\d{1,2})年度|(?:19|20)\d{2}年度?|前々年度?|前年度?|昨年度|本年度|今年度|当年度|当該年度|来年度|現年度)?の?"
    r"(?:\d{1,2}月)?(?:財政課長|総務部長|部局長|部長|局長|課長|知事|市長|財政課|主管課|財政当局)?の?"
    r"(?:復活(?:・|及び|と)追加|追加(?:・|及び|と)復活|当初|補正後の?|補正前の?|補正|復活|追加|調整|最終|肉付け?|骨格|暫定|修正|見直し後|第?[一二三四1234]次|今回|前回|繰越)?"
    r"(?:事業費|事業|一般)?(?:当初)?(?:予算)?"
    r"(?:要求|要望|見積|査定|内示|計上|決定|議決|予算案|予算|決算|保留|別途|復活|追加|調整|補正|復元|繰越|現計|既定)?"
    r"(?:要求|査定|計上|決定|予算|総額|現額|額計|額|案|計|分|等)*"
)
_YEAR_LABEL = re.compile(
    r"(?:(?:令和|平成|昭和|[RHS])(?:元|\d{1,2})(?:年度?)?|(?:元|\d{1,2})年度|(?:19|20)\d{2}年度?|前々年度?|前年度?|昨年度|本年度|今年度|当年度"
    r"|当該年度|来年度)"
)
_LAST_YEAR = frozenset({"前年度", "前年"})
_GROUP_OF_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕")


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Every label that the vocabulary itself knows, whatever lessons are in force."""
    lists = (words.own if isinstance(words, TaughtWords) else words for words in _LISTS.values())
    return frozenset().union(FUNDING_LABELS.own, COST_LABELS.own, STAGE_COLUMNS, *lists)


@dataclass(frozen=True, slots=True)
class When:
    """What a label says of year and stage; None where it says nothing."""

    year_offset: int | None
    stage: Stage | None


@lru_cache(maxsize=4096)
def plain(label: str) -> str:
    """A label as the vocabulary spells it: no spaces, no (A), no brackets."""
    return _BRACKETS.sub("", _MARKS.sub("", squeeze(label)))


def add(words: Words) -> None:
    """Take words into the vocabulary; KeyError names a table or a measure that it does not have."""
    for name, measures in (("sources", FUNDING_LABELS), ("costs", COST_LABELS)):
        for measure, labels in words.get(name, {}).items():
            measures.update(dict.fromkeys(map(plain, labels), Measure[measure.upper()]))
    for stage, labels in words.get("columns", {}).items():
        STAGE_COLUMNS.update(dict.fromkeys(map(plain, labels), Stage[stage.upper()]))
    for kind, labels in words.get("labels", {}).items():
        _LISTS[kind].update(map(plain, labels))
    for stage, labels in words.get("stages", {}).items():
        _STAGE_WORDS.update(dict.fromkeys(map(squeeze, labels), Stage[stage.upper()]))
    _when.cache_clear()
    plain.cache_clear()
    known_words.cache_clear()


def read_words(path: Path) -> Words:
    """A vocabulary file; VocabularyInvalid says what is wrong with it."""
    try:
        words: Words = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VocabularyInvalid(str(path), str(error)) from None
    for name, kinds in words.items():
        _examine(path, name, kinds)
    return words


def _examine(path: Path, name: str, kinds: dict[str, object] | object) -> None:
    known = {
        "sources": {measure.value for measure in SOURCES},
        "costs": {measure.value for measure in COST_LABELS.own.values()},
        "columns": {stage.value for stage in Stage},
        "labels": set(_LISTS),
        "stages": {stage.value for stage in Stage},
    }.get(name)
    if known is None or not isinstance(kinds, dict):
        raise VocabularyInvalid(str(path), f"[{name}]")
    for kind, labels in dict[str, object](kinds).items():
        texts = isinstance(labels, list) and all(isinstance(text, str) and text.strip() for text in labels)
        if kind not in known or not kind or not texts:
            raise VocabularyInvalid(str(path), f"[{name}] {kind}")


@lru_cache(maxsize=8)
def extend(path: str) -> str:
    """Take a user's file into the vocabulary of this process, once; the first digits of its sha256, for provenance."""
    add(read_words(Path(path)))
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]


def when(label: str, fiscal_year: int | None) -> When:
    """Year and stage that a row or column label names, by the contract's rules; a lesson in force says it otherwise."""
    overlay = in_force()
    taught = None if overlay is None or not overlay.moments else _taught(label, overlay.dated)
    if taught is None:
        return _when(label, fiscal_year)
    offset, stage = taught
    return When(_offset(squeeze(label), fiscal_year) if offset is None else offset, stage)


def _taught(label: str, known: Mapping[str, Moment]) -> Moment | None:
    """What lessons say of a label, or of what is left of it without its year."""
    whole = known.get(plain(label))
    return known.get(plain(without_year(label))) if whole is None else whole


def without_year(label: str) -> str:
    """A label without the year it begins with: `令和8年度裁定額` and `前年度裁定額` are both 裁定額."""
    return _YEAR_FIRST.sub("", squeeze(label))


@lru_cache(maxsize=4096)
def _when(label: str, fiscal_year: int | None) -> When:
    text = _REMARK.sub("", squeeze(label))
    if _BEFORE_SUPPLEMENT.match(text) is not None:
        return When(0, Stage.NONE)
    offset = _offset(text, fiscal_year)
    stages = _stages(text)
    if stages is None or (Stage.CARRIED_OVER not in stages and offset is None and _SOME_YEAR.search(text) is not None):
        return When(None, None)  # 令和七年度, 2O25年度, 昨年: a year is named and not understood
    if Stage.CARRIED_OVER in stages:
        return When(offset, Stage.CARRIED_OVER)
    if len(set(stages) - _JOINED) > 1:
        return When(None, None)  # 要求額に対する査定額: which of the two is meant, the label alone does not say
    if stages or _BUDGET.search(text) is None:
        return When(offset, stages[0] if stages else None)
    return _budget(text, offset)


def _stages(text: str) -> list[Stage] | None:
    """The stages whose words a label holds; None for another amount than the stage's own, or one of two years."""
    if _OTHER_AMOUNT.search(text) is not None or len(set(_YEARS.findall(text))) > 1:
        return None
    stages = [stage for pattern, stage in _STAGES if pattern.search(text) is not None]
    return stages + [stage for word, stage in _STAGE_WORDS.items() if word in text and stage not in stages]


def _budget(text: str, offset: int | None) -> When:
    """当初予算額 without another stage word: of an earlier year what it began with, of the sheet's own what was decided."""
    if (offset is None and _OLD.search(text) is not None) or (offset or 0) > 1:
        return When(None, None)
    return When(offset, Stage.INITIAL if offset is not None and offset < 0 else Stage.APPROVED)


_NOTE = re.compile(r"\((?:[^()]*(?:率|\d\s?[/分]|充当)[^()]*|概算|(?!うち|内)[^()]{1,8}債)\)")


def is_change(label: str) -> bool:
    """True for the label of a row or column that compares: 増減, 増減(総額計-前年度)."""
    word = plain(label)
    return word in CHANGE_LABELS or word.startswith(("増減", "比較増減", "差引増減", "対前年度増減"))


def source_of(label: str) -> Measure | None:
    """The funding source that a row's label names, a rate or a remark in brackets beside it left out."""
    return FUNDING_LABELS.get(plain(label)) or FUNDING_LABELS.get(plain(_NOTE.sub("", squeeze(label))))


def cost_of(label: str) -> Measure | None:
    """The cost or the staff that a row's label names, a remark in brackets beside it left out."""
    return COST_LABELS.get(plain(label)) or COST_LABELS.get(plain(_NOTE.sub("", squeeze(label))))


DETAIL = re.compile(r"特定財源の(?:積算|内訳|根拠)|財源の(?:積算|根拠)")
"""Headings of a table that says what the specific revenue is made of."""

_DETAILS = (
    (re.compile(r"国庫|国費|国交付金"), M.NATIONAL),
    (re.compile(r"債$|債\s|[都道府県市]債"), M.BONDS),
    (re.compile(r"[都道府県]支出金|[都道府県]補助金"), M.PREFECTURAL),
    (re.compile(r"分担金|負担金"), M.CONTRIBUTIONS),
    (re.compile(r"使用料|手数料"), M.FEES),
    (re.compile(r"財産収入|財産運用"), M.PROPERTY_INCOME),
    (re.compile(r"寄附金|寄付金"), M.DONATIONS),
    (re.compile(r"繰入金"), M.TRANSFERS),
    (re.compile(r"繰越金"), M.CARRIED_OVER),
    (re.compile(r"諸収入|雑入"), M.MISCELLANEOUS),
)


def detail_of(label: str) -> Measure | None:
    """The source that a revenue item of the budget belongs to (`民生費国庫補助金 児童福祉費補助金`), by the words in it."""
    text = tidy(label)
    return next((measure for pattern, measure in _DETAILS if pattern.search(text) is not None), None)


def is_stage_label(label: str) -> bool:
    """True for a label that says a year and a stage and nothing else: 令和8年度当初予算要求額, not 要求限度額 or 査定による減."""
    overlay = in_force()
    if overlay is not None and _taught(label, overlay.dated) is not None:
        return True
    text = plain(_GROUP_OF_BRACKETS.sub("", squeeze(label)))
    for word in _STAGE_WORDS:
        text = text.replace(word, "査定")
    return _STAGE_LABEL.fullmatch(text) is not None


def is_last_year(label: str) -> bool:
    """True for 前年度 and no more: the budget of the year before, wherever nothing says otherwise."""
    return plain(label) in _LAST_YEAR


def is_year_label(label: str) -> bool:
    """True for a label that says a year and nothing else: 令和7年度, 前年度; not 令和7年度繰越額."""
    return _YEAR_LABEL.fullmatch(plain(squeeze(label))) is not None


def last_stage(words: str) -> Stage | None:
    """The stage of the last stage word in running text: `予算案 2月公表予定 要求` is a request."""
    named = _STAGE_WORD.findall(words)
    return when(named[-1], None).stage if named else None


def names_year(label: str) -> bool:
    """True where a label prints a year of its own (令和7年度, R7, 17年度), which only a sheet's own year can place."""
    text = squeeze(label)
    return western_year(text) is not None or _SHORT_YEAR.match(text) is not None


def _offset(text: str, fiscal_year: int | None) -> int | None:
    if "前々年度" in text:
        return -2
    if _PREVIOUS_YEAR.search(text) is not None and "繰越" not in text:
        return -1
    if _OWN_YEAR.search(text) is not None:
        return 0
    year = western_year(text)
    short = _SHORT_YEAR.match(text)
    if fiscal_year is not None and year is not None:
        return year - fiscal_year
    if fiscal_year is not None and short is not None:
        # 17年度 leaves out its era: the one that brings it nearest to the sheet's own year is meant
        number = 1 if short[1] == "元" else int(short[1])
        return min((number + start - fiscal_year for start in (2018, 1988, 1925)), key=abs)
    return None


_FISCAL_YEAR = re.compile(
    rf"((?:(?:令和|平成|昭和)|(?<![A-Za-z])[RHS])(?:元|\d{{1,2}}))(?:年|\(((?:19|20)\d{{2}})(?:年度?)?\)年)"
    rf"|(?<!\d)((?:19|20)\d{{2}})(?:\(({ERA_YEAR})(?:年度?)?\))?年度"
)

_YEAR_ONLY = re.compile(rf"({ERA_YEAR}|(?:19|20)\d{{2}})")


def fiscal_year_of(text: str) -> int | None:
    """The Western year of `令和8年度`, `R8年度`, `2026年度` or `2026(令和8)年度` in a text, or of `R8` alone.

    None where it names none, or two.
    """
    word = squeeze(text)
    match = _FISCAL_YEAR.search(word) or _YEAR_ONLY.fullmatch(word)
    years = set() if match is None else {western_year(part) for part in match.groups() if part}
    return years.pop() if len(years) == 1 else None


def unit_of(text: str) -> Unit:
    """The base unit of an indicator's printed unit."""
    word = tidy(text)
    if "%" in word or word in {"パーセント", "ポイント"}:
        return Unit.PERCENT
    if _MONEY_UNITS.match(word) is not None:
        return Unit.OTHER  # printed in its own unit: the figure beside it carries no scale
    if _MEASURED.fullmatch(word) is not None:
        return Unit.OTHER
    return Unit.PERSON if word in {"人", "名"} else Unit.COUNT


add(tomllib.loads(_BUILT_IN.read_text("utf-8")))

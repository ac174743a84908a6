"""The year and the stage that a label names.

The stage rules are the contract's: 当初予算額 of an earlier year is `initial`, of the sheet's own year `approved`;
計上, 査定, 内示 and 決定 are `approved`; 復活, 追加, 調整 and 部長要求 are all `request`.
"""

from dataclasses import dataclass
from functools import lru_cache

from structurer.labels.label import SHORT_YEAR, plain
from structurer.sheet.model import Stage
from structurer.text import lazy_re as re
from structurer.text.era import western_year
from structurer.text.words import squeeze

StageWords = tuple[tuple[str, Stage], ...]
"""Words inside a label that name its stage, beside the fixed ones."""

_STAGES = (
    (re.compile(r"前年度?からの?繰越|前年度繰越|^繰越"), Stage.CARRIED_OVER),
    (re.compile(r"要求|要望|見積"), Stage.REQUEST),
    (re.compile(r"保留"), Stage.DEFERRED),
    (re.compile(r"別途"), Stage.SEPARATE),
    (re.compile(r"査定|内示|計上|決定|議決|予算案|復元"), Stage.APPROVED),
    (re.compile(r"決算|支出済"), Stage.SETTLED),
    (re.compile(r"予算現額|最終予算|補正後|現計"), Stage.CURRENT),
    (re.compile(r"補正"), Stage.SUPPLEMENTARY),
    (re.compile(r"(?:復活|追加|調整)(?!の?(?:査定|内示|計上|決定))"), Stage.REQUEST),  # 復活査定額 is decided
)
_OTHER_AMOUNT = re.compile(
    r"残額|執行|流用|不用|減額|差額|差引|不計上|未計上|見送|率$|平均|翌年度|次年度|国予算|債務負担|決定前|補正前|既定|含む|除く"
    r"|見込|限度|基準額|による減|による増|込み|込$|\(最終\)|当初\+|増減|比較|^うち|再掲|内数|交付決定|予定|単価|会計|^同|次回|前回"
)
_BEFORE_SUPPLEMENT = re.compile(r"(?:補正前の?(?:予算)?額?|既定予算額?|既定額|既決予算額?)$")
_DECIDED = re.compile(r"(?:復活|追加|調整)要求額?に対する(?=査定|内示|計上|決定)")
"""What a decision is on: 復活要求に対する査定額 is 復活査定額."""
_PLANNED = re.compile(r"(?<=^[本当前]年度)予定額(?=(?:\([^()]*\))?$)")
"""The budget of a public enterprise, as its forms print it: 本年度予定額 beside 前年度予定額."""
_LATER = re.compile(r"(?:令和|[RH])?(?:元|\d{1,2})(?:年度?)?の?(?:所要)?見込(?:み|額)?")
"""What a later year is expected to cost."""
_YEARS = re.compile(r"(?:令和|平成|[RH])(?:元|\d{1,2})")
_JOINED = frozenset({Stage.SUPPLEMENTARY, Stage.CURRENT})
_STAGE_WORD = re.compile(r"予算案|要求額?|計上額?|査定額?|内示額?|決定額?|当初予算額?|決算額?|支出済額?")
_BUDGET = re.compile(r"予算|当初")
_OWN_YEAR = re.compile(r"本年度|今年度|当年度|来年度|当該年度")
_NOT_COMPARED = r"(?!より|に比|比|から|と|対|並|同)"
_PREVIOUS_YEAR = re.compile(rf"前年度{_NOT_COMPARED}|前年(?!度){_NOT_COMPARED}|昨年度{_NOT_COMPARED}|現年度予算")
_SOME_YEAR = re.compile(
    r"(?<![前昨])年(?!間|次)(?<!か年)(?<!周年)|[前昨]年度?(?!度|より|に比|比|から|と|対|並|同)|[\u200b-\u200f\u2060\ufeff]"
)
_OLD = re.compile(r"旧|昨|[RHS令平昭]")
_REMARK = re.compile(r"\([^()]*(?:より|比|増|減)[^()]*\)")


_STAGE_LABEL = re.compile(
    r"(?:(?:令和|平成|昭和|[RHS])(?:元|\d{1,2})(?:年度?)?|(?:元|\d{1,2})年度|(?:19|20)\d{2}年度?|前々年度?|前年度?|昨年度|本年度|今年度|当年度|当該年度|来年度|現年度)?の?"
    r"(?:\d{1,2}月)?(?:(?:財政|財務|総務|企画)(?:課|部|局)長|(?:財政|財務)[部局]|副知事|副市長|部局長?|部長|局長|課長|知事|[市町村区]長|財政課|[主所]管課|担当課|財政当局|(?:所管|担当|主管|要求|財政)部局|[部局課](?=要求))?の?"
    r"(?:復活(?:・|及び|と)追加|追加(?:・|及び|と)復活|当初|補正後の?|補正前の?|補正|復活|追加|調整|最終|既(?=査定|決定|計上|内示)|肉付け?|骨格|暫定|修正|見直し後|第?[一二三四1234]次|今回|前回|繰越)?"
    r"(?:事業費|事業|一般)?(?:当初)?(?:予算)?"
    r"(?:要求|要望|見積|査定|内示|計上|決定|議決|予算案|予算|決算|支出済|保留|別途|復活|追加|調整|補正|復元|繰越|現計|既定)?"
    r"(?:要求|査定|計上|決定|予算|総額|現額|額計|額|案|計|分|等)*"
)
_GROUP_OF_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕")


@dataclass(frozen=True, slots=True)
class When:
    """A moment of the budget: the year, seen from the sheet's own, and the stage; None where a label leaves it open."""

    year_offset: int | None
    stage: Stage | None


@lru_cache(maxsize=4096)
def printed_moment(label: str, fiscal_year: int | None, words: StageWords = ()) -> When:
    """The year and the stage that a label names by the contract's rules."""
    text = _PLANNED.sub("予算額", _REMARK.sub("", _DECIDED.sub("復活", squeeze(label))))
    if _BEFORE_SUPPLEMENT.match(text) is not None:
        return When(0, Stage.NONE)
    offset = _offset(text, fiscal_year)
    later = (offset or 0) > 0 and _LATER.fullmatch(text.strip("()")) is not None
    stages = [Stage.FORECAST] if later else _stages(text, words)
    if stages is None or (Stage.CARRIED_OVER not in stages and offset is None and _SOME_YEAR.search(text) is not None):
        return When(None, None)  # 令和七年度, 2O25年度, 昨年: a year is named and not understood
    if Stage.CARRIED_OVER in stages:
        return When(offset, Stage.CARRIED_OVER)
    if len(set(stages) - _JOINED) > 1:
        return When(None, None)  # 要求額に対する査定額: which of the two is meant, the label alone does not say
    if stages or _BUDGET.search(text) is None:
        return When(offset, stages[0] if stages else None)
    return _budget(text, offset)


def _stages(text: str, words: StageWords) -> list[Stage] | None:
    """The stages whose words a label holds; None for another amount than the stage's own, or one of two years."""
    if _OTHER_AMOUNT.search(text) is not None or len(set(_YEARS.findall(text))) > 1:
        return None
    stages = [stage for pattern, stage in _STAGES if pattern.search(text) is not None]
    return stages + [stage for word, stage in words if word in text and stage not in stages]


def _budget(text: str, offset: int | None) -> When:
    """The moment of 当初予算額 without another stage word: `initial` of an earlier year, `approved` of the sheet's own."""
    if (offset is None and _OLD.search(text) is not None) or (offset or 0) > 1:
        return When(None, None)
    return When(offset, Stage.INITIAL if offset is not None and offset < 0 else Stage.APPROVED)


def is_moment(label: str, words: StageWords) -> bool:
    """True for a label that says a year and a stage and nothing else: 令和8年度当初予算要求額, not 要求限度額 or 査定による減."""
    text = _PLANNED.sub("予算額", plain(_GROUP_OF_BRACKETS.sub("", _DECIDED.sub("復活", squeeze(label)))))
    for word, _ in words:
        text = text.replace(word, "査定")
    return (_STAGE_LABEL.fullmatch(text) or _LATER.fullmatch(text)) is not None


def narrows(label: str) -> bool:
    """True for the words of another amount than a stage's own: a part, a rest, a limit, a difference."""
    return _OTHER_AMOUNT.search(squeeze(label)) is not None


def year_offset(label: str, fiscal_year: int | None) -> int | None:
    """The year that a label names, seen from the sheet's own; None where it names none."""
    return _offset(squeeze(label), fiscal_year)


def last_stage_word(words: str) -> str | None:
    """The last stage word in running text: 要求 in `予算案 2月公表予定 要求`; None without one."""
    named = _STAGE_WORD.findall(words)
    return named[-1] if named else None


def _offset(text: str, fiscal_year: int | None) -> int | None:
    if "前々年度" in text:
        return -2
    if _PREVIOUS_YEAR.search(text) is not None and "繰越" not in text:
        return -1
    if _OWN_YEAR.search(text) is not None:
        return 0
    year = western_year(text)
    short = SHORT_YEAR.match(text)
    if fiscal_year is not None and year is not None:
        return year - fiscal_year
    if fiscal_year is not None and short is not None:
        # 17年度 leaves out its era: the one that brings it nearest to the sheet's own year is meant
        number = 1 if short[1] == "元" else int(short[1])
        return min((number + start - fiscal_year for start in (2018, 1988, 1925)), key=abs)
    return None

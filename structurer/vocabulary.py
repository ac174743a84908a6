"""What the labels of budget sheets mean. Labels are compared without spaces, brackets and (A)-style marks.

The stage rules are the contract's: 当初予算額 of an earlier year is `initial`, of the sheet's own year `approved`;
計上, 査定, 内示 and 決定 are `approved`; 復活, 追加, 調整 and 部長要求 are all `request`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from structurer.era import western_year
from structurer.sheet import Measure, Stage
from structurer.source import Unit
from structurer.words import squeeze, tidy

M = Measure

FUNDING_LABELS: dict[str, Measure] = {
    "国庫支出金": M.NATIONAL, "国費": M.NATIONAL, "国支出金": M.NATIONAL, "国庫": M.NATIONAL, "国": M.NATIONAL,
    "国庫補助金": M.NATIONAL, "国県支出金": M.NATIONAL, "国庫負担金": M.NATIONAL,
    "県支出金": M.PREFECTURAL, "都支出金": M.PREFECTURAL, "府支出金": M.PREFECTURAL, "道支出金": M.PREFECTURAL,
    "使用料・手数料": M.FEES, "使用料手数料": M.FEES, "使用料及び手数料": M.FEES, "使用料": M.FEES, "手数料": M.FEES,
    "寄附金": M.DONATIONS, "寄付金": M.DONATIONS,
    "分担金・負担金": M.CONTRIBUTIONS, "分担金負担金": M.CONTRIBUTIONS, "分担金及び負担金": M.CONTRIBUTIONS,
    "分担金": M.CONTRIBUTIONS, "負担金": M.CONTRIBUTIONS,
    "起債": M.BONDS, "県債": M.BONDS, "地方債": M.BONDS, "市債": M.BONDS, "都債": M.BONDS, "府債": M.BONDS, "道債": M.BONDS,
    "財産収入": M.PROPERTY_INCOME, "繰入金": M.TRANSFERS, "繰越金": M.CARRIED_OVER, "諸収入": M.MISCELLANEOUS,
    "その他": M.OTHER, "その他特財": M.OTHER, "その他特定財源": M.OTHER, "一般財源": M.GENERAL,
}  # fmt: skip
"""Funding sources by printed label."""

COST_LABELS: dict[str, Measure] = {
    "事業費": M.PROJECT_COST, "人件費": M.PERSONNEL_COST, "トータルコスト": M.TOTAL_COST, "総コスト": M.TOTAL_COST,
    "うち一般財源": M.GENERAL_FUND,
    "正職員": M.REGULAR, "会計年度任用職員": M.FISCAL_YEAR_APPOINTED, "特別職非常勤職員": M.SPECIAL,
    "職員数": M.HEADCOUNT, "従事する職員数": M.HEADCOUNT, "従事職員数": M.HEADCOUNT, "従事人員": M.HEADCOUNT,
}  # fmt: skip
"""Costs and staff by printed label."""

STAGE_COLUMNS: dict[str, Stage] = {
    "前年度繰越": Stage.CARRIED_OVER, "繰越": Stage.CARRIED_OVER, "前年度からの繰越": Stage.CARRIED_OVER,
    "当初予算": Stage.INITIAL, "当初": Stage.INITIAL, "当初予算額": Stage.INITIAL,
    "補正予算": Stage.SUPPLEMENTARY, "補正予算等": Stage.SUPPLEMENTARY, "補正": Stage.SUPPLEMENTARY,
    "合計予算現額": Stage.CURRENT, "予算現額": Stage.CURRENT, "合計": Stage.CURRENT, "最終予算": Stage.CURRENT,
    "決算額": Stage.SETTLED, "決算": Stage.SETTLED, "執行額": Stage.SETTLED,
}  # fmt: skip
"""Columns of a cost table whose rows name years."""

FUNDING_TOTALS = frozenset({"事業費", "予算額", "要求額", "総額", "金額", "計", "合計", "事業費計", "経費"})
"""Labels of the column that the sources of a funding row add up to."""

GROUP_LABELS = frozenset(
    {"区分", "財源内訳", "予算額", "左の財源内訳", "特定財源", "内訳", "予算区分", "年度", "備考", "項目"}
)
"""Labels that name or span other columns."""

NAME_LABELS = frozenset({"細事業", "細事業名", "事業名", "区分", "項目", "事項", "細目", "取組名", "経費名", "施策名"})
"""Labels of the column that names items."""

CHANGE_LABELS = frozenset(
    {
        "増減",
        "増減額",
        "比較",
        "差引",
        "差引増減",
        "差額",
        "前年度比",
        "変更点",
        "前年度からの変更点",
        "比較増減",
        "対前年度",
    }
)
"""Labels of the column that compares with the year before."""

TOTAL_LABELS = frozenset({"合計", "計", "小計", "総計", "総額", "事業費計", "要求額計", "予算額計"})
"""Labels of a total row."""

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
_MARKS = re.compile(r"\((?:[A-Za-z+=\-・①-⑳]|再掲|予定)+\)|[A-Z](?:\+[A-Z])*$|[「」『』]")
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
    r"残額|執行|流用|不用|減額|差額|差引|不計上|未計上|見送|率$|平均|翌年度|次年度|国予算|債務負担|決定前|補正前|現計|既定|含む|除く|見込額"
)
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


@dataclass(frozen=True, slots=True)
class When:
    """What a label says of year and stage; None where it says nothing."""

    year_offset: int | None
    stage: Stage | None


@lru_cache(maxsize=4096)
def plain(label: str) -> str:
    """A label as the vocabulary spells it: no spaces, no (A), no brackets."""
    return _BRACKETS.sub("", _MARKS.sub("", squeeze(label)))


@lru_cache(maxsize=4096)
def when(label: str, fiscal_year: int | None) -> When:
    """Year and stage that a row or column label names, by the contract's rules."""
    text = _REMARK.sub("", squeeze(label))
    if _OTHER_AMOUNT.search(text) is not None or len(set(_YEARS.findall(text))) > 1:
        return When(None, None)  # another amount than the stage's own, or of two years: the label alone places nothing
    offset = _offset(text, fiscal_year)
    stages = [stage for pattern, stage in _STAGES if pattern.search(text) is not None]
    if Stage.CARRIED_OVER in stages:
        return When(offset, Stage.CARRIED_OVER)
    if offset is None and _SOME_YEAR.search(text) is not None:
        return When(None, None)  # 令和七年度, 2O25年度, 昨年: a year is named and not understood
    if len(set(stages) - _JOINED) > 1:
        return When(None, None)  # 要求額に対する査定額: which of the two is meant, the label alone does not say
    stage = stages[0] if stages else None
    if stage is None and _BUDGET.search(text) is not None:
        if (offset is None and _OLD.search(text) is not None) or (offset or 0) > 1:
            return When(None, None)
        stage = Stage.INITIAL if offset is not None and offset < 0 else Stage.APPROVED
    return When(offset, stage)


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


def fiscal_year_of(text: str) -> int | None:
    """The Western year of `令和8年度` or `R8年度` in a text, None where it names none."""
    match = re.search(r"(?:(?:令和|平成|昭和)|(?<![A-Za-z])[RHS])(?:元|\d{1,2})年度?", squeeze(text))
    return western_year(match[0]) if match is not None else None


def unit_of(text: str) -> Unit:
    """The base unit of an indicator's printed unit."""
    word = tidy(text)
    if "%" in word or word in {"パーセント", "ポイント"}:
        return Unit.PERCENT
    if _MONEY_UNITS.match(word) is not None:
        return Unit.OTHER  # printed in its own unit: the figure beside it carries no scale
    return Unit.PERSON if word in {"人", "名"} else Unit.COUNT

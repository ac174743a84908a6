"""Sentences that say of a sheet's amounts that they are another year's, another body's, in another unit, or of no force."""

from functools import lru_cache

from structurer.checks.proof.heading_words import VOID
from structurer.text import lazy_re as re
from structurer.text.money import fold
from structurer.text.words import squeeze

_OF_OTHERS = re.compile(
    r"(?:[前昨去翌]年度?|決算|執行|[次来前]期|[二三四五複数]\S?[かカヵケヶ箇]?年|[市町村]|[他隣]県|(?:特別|企業)会計|国庫)の?"
    r"(?:もの|額|数字|数値|金額|計|分)(?:である|です|だ|を(?:示|記|掲|載))|決算である|税[抜込]きである|(?:国庫|県債|起債)分を示"
    r"|[市町村]が負担する$"
)
_UNIT = re.compile(
    r"(?<![\d,百千万億])(?P<unit>(?:百万|千|万|億)?円|ドル|ユーロ)(?:単位)?(?:である|です|だ|で(?:示|表|記|ある))"
)
_OF_THE_SHEET = re.compile(
    r"^(?:(?:この|本)(?:書|資料|調書|シート|様式|要求書?|見積書|事業|説明書|予算)|要求額?|予算額?)は、?"
    rf"(?:.{{0,6}}(?:{VOID.pattern}|見本|記入例|撤回|取り?下げ|取消|廃止|中止|見送|凍結|没)|[次来]期に)"
)
_NEW = re.compile(
    r"(?:(?:本|今|当)年度から)?新たに(?:取り組む|始める|実施する|行う)(?:もの|取組|事業)(?:である|です)"
    r"|[^。]*[るすくむぶうつ]ことを目的(?:として|に)(?:実施する|行う)(?:もの|事業)(?:である|です)"
)
"""What is new is this project's own, and so is what it is for."""
_LONGEST, _MOST_KEPT = 40, 4096
_AMOUNT = (
    r"(?:(?:(?:上|下|左|右|表|上記|この|その|本)の?)?(?:金額|総事業費|(?<![一-龠ァ-ヶーなる])額|(?:予算|要求|査定|決算|計上|限度)額)"
    r"|(?:[前昨去来翌]年度?|[市町村国県])の額)"
)
"""An amount of the sheet, spoken of and not printed."""
_SHOWN = r"(?:示[しす]|載[せっ]|記[しす載]|掲[げ載]|求め|足し|まとめ|割[るっ]|抜[いく]|落と|固ま|数え|引[いく])"
_BODY = (
    r"(?:[隣他]県|他[市町村部局課]|(?<![一-龠])[国市町村](?![一-龠])|市町(?:村)?|県以外|県警|民間|財団|団体|組合|協会|協議会|委員会|議会|企業局|公[社庫]|基金|会社|企業"
    r"|(?:特別|企業|別)会計|(?:別|他)の(?:課|部局?|局|係|団体|会計|事業|予算))"
)
_PAYS = r"(?:(?:支?払|賄|まかな)う|出す|(?:負担|支出|用意|拠出|出資|執行|要求)する|持つ|行う)"
_ENDS = r"(?:こと(?:と|に)(?:する|した|なった)|ものとする|(?:予定|方針)(?:である|だ)?)?$"
_GIVEN_UP = (
    r"(?:(?:取り?やめ|やめ|取り?下げ|繰り?延べ)(?:る|た)|取り?消(?:す|した)|見送(?:る|った)|(?:凍結|廃止|中止|撤回)(?:する|した|される|された)"
    r"|繰り?越(?:す|した)|廃する|(?:否|却下|不採択|未定|白紙)(?:と(?:する|した|なった)|である|された)|回す)"
)
_OBJECT = r"(?:(?:(?:本|この|当|当該)(?:事業|取組|要求|件|経費)|要求|予算|計上|実施|支出|財源)(?:自体)?[はをのも])?"
_WHEN = r"(?:(?:本|今|来|翌)年度?|次[期年]度?|来[春夏秋期])?[はにも]?"
_CLAIMS = (
    re.compile(rf"{_AMOUNT}[はも](?!.*(?:精査|見直|\?$)|、?$)"),
    re.compile(rf"(?:{_AMOUNT}|数字|(?:上|この|表)の数?値|概算|見積もり|[全倍総]額|年の値)を[^、]{{0,6}}{_SHOWN}"),
    re.compile(
        rf"{_BODY}(?:[がは]|側[がで]|から|の(?:予算|会計|基金|費用)で|(?<=[予会基][算計金])で)[^、。]{{0,10}}{_PAYS}{_ENDS}"
    ),
    re.compile(rf"^{_OBJECT}{_WHEN}{_GIVEN_UP}{_ENDS}"),
    re.compile(r"(?:要求|計上|予算化)[はを]?(?:し(?:ない|ていない|なかった)|せず)"),
)
"""What sentences say of amounts that are not printed in them: whose, which and whether they are asked for at all."""
_PRINTED = re.compile(r"\d[億万千百]*円|\d百万")
"""An amount in a sentence, which is proved with it."""
_HINTS = re.compile(
    rf"{_AMOUNT}(?!を(?:精査|見直|確保)|に(?:は|も)?(?:触れ|応じ|かかわら|関わら|よら))|半[額分]|倍の|桁|税[をは]抜|税[抜込]|[億万千]円[をで]|ドル|ユーロ|(?<![一-龠])計(?:に|には|から)"
    r"|(?:[前昨去来翌]年度?|\d年度?|前の年|次[期年]度?)の?(?:[額値分]|もの|まま|決算|$)"
    r"|(?:の|[国県市町村間費]|した)分を(?:含|足|除|まとめ|示)|もの(?:である|です|を(?:示|記|載|掲))|(?:予算|会計|財源|本表|国費|基金)(?:[はも]|を[示組載]|で(?!周知))"
    rf"|(?:経費|費用)は.*(?:の?もの|負担)|{_GIVEN_UP}{_ENDS}|(?:見送り|取り?(?:やめ|下げ|消し)|凍結|廃止|中止|撤回|却下|不採択|未定|白紙)$|(?:終え|終わ|終わっ)[るた]{_ENDS}|行わない|重なる|上の事業|(?<![一-龠])例を示|(?:仮に|再び|参考に)[置掲載記]"
    r"|直轄|(?:[翌来]年度?|次[期年]度?)(?:に(?!向け|お[けい]|備え|つなげ)|から|へ)[^、。]{0,10}[うる]$"
    r"|(?:載せ|掲げ|記し|示し)た$|(?:掲げる|載せる|記す)$|繰り(?:越|延)"
)
"""The same in words that stand with an amount, or are a field of the sheet."""


def is_stated(text: str, sheet: str) -> bool:
    """True for a line with a short sentence that says so of the amounts; `sheet` is the whole text, whose own unit one may name."""
    return any(len(part) <= _LONGEST and _is_of_others(part, sheet) for part in squeeze(fold(text)).split("。") if part)


def is_hinted(text: str) -> bool:
    """True for words that stand with an amount, or in a field, of which a sentence may be about the amounts."""
    parts = (part for part in squeeze(fold(text)).split("。") if part and _PRINTED.search(part) is None)
    parts = (part for part in parts if _NEW.fullmatch(part) is None)
    return any(_HINTS.search(part) is not None or _claims(part) for part in parts)


def _claims(part: str) -> bool:
    return any(claim.search(part) is not None for claim in _CLAIMS)


def _is_of_others(part: str, sheet: str) -> bool:
    unit = _UNIT.search(part)
    foreign = unit is not None and re.search(rf"単位[:：]?\s?{unit['unit']}", fold(sheet)) is None
    return foreign or _speaks_of_others(part)


@lru_cache(_MOST_KEPT)
def _speaks_of_others(part: str) -> bool:
    """True for a short sentence that says so on any sheet; kept, since the cells of tables are asked about as well."""
    claimed = _PRINTED.search(part) is None and _claims(part)
    return claimed or _OF_OTHERS.search(part) is not None or _OF_THE_SHEET.search(part) is not None

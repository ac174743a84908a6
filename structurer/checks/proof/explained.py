"""Sentences of a sheet that are understood whole: what a source is made of, when what is built opens, what a letter asks for."""

from structurer.checks.proof.consume import Consumed, Lexicon
from structurer.checks.proof.heading_words import ELSEWHERE, RISK
from structurer.sheet.model import SOURCES, Measure
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR, western_year

_SOURCES = frozenset(SOURCES)
_MADE_OF = re.compile(
    r"[※*]*(?:\(?注\d?\)?)?:?(?:財源のうち|うち)?(?P<source>[^は、。\d]{2,8})は、?"
    r"(?:(?P<what>[^は。\d]{2,24}?)(?P<paid>交付金|補助金|負担金|寄附|基金|債|収入|利子|申出によるもの)(?:を(?:充当|活用)(?:する)?|から生じた利子)?"
    r"|(?P<spent>[^は。\d]{2,24}?(?:整備|造成|改修|購入|事業|工事)(?:等)?に充てる(?:もの)?))(?:です|である)?。?"
)
"""What a source is made of or spent on: ※ 国庫支出金は防災交付金."""
_MONEYS = {
    "交付金": {Measure.NATIONAL, Measure.PREFECTURAL}, "補助金": {Measure.NATIONAL, Measure.PREFECTURAL},
    "負担金": {Measure.NATIONAL, Measure.PREFECTURAL, Measure.CONTRIBUTIONS}, "寄附": {Measure.DONATIONS},
    "基金": {Measure.TRANSFERS}, "債": {Measure.BONDS}, "収入": {Measure.FEES, Measure.PROPERTY_INCOME, Measure.MISCELLANEOUS},
    "利子": {Measure.PROPERTY_INCOME, Measure.TRANSFERS}, "申出によるもの": {Measure.DONATIONS},
}  # fmt: skip
"""Which sources each kind of money is; その他 may be of any."""
_OTHERS = re.compile(
    r"民間|地元|組合|協議会|企業|公社|公庫|会社|財団|法人|団体|大学|ＮＰＯ|NPO|立替|先行|繰り?越|[県市町村区]の|他"
)
"""Of what national and other public money is called: another payer than the one that the source says."""
_SCHEDULED = re.compile(
    rf"(?:なお、)?(?P<what>[^は。\d]{{2,24}})は、?{ERA_YEAR}年(?:\d{{1,2}}月)?の?(?:完成|完了|供用開始|開所|開館|開設|開校|開通|開業|竣工)を?(?:予定し(?:ている|ています)|予定(?:です|である)?|目指(?:す|します))。?"
)
"""When what is built will be there."""
_NO_BUILDING = re.compile(r"額|金|費|財源|予算|上記|この|その|同|表|[上下]の|分$|債")
LETTER = re.compile(
    rf"(?:(?P<year>{ERA_YEAR})年度の?)?(?P<what>[^。\d]{{0,40}}?)(?:に?について|を)、?(?:下記|次|以下|別紙)の(?:とおり|通り)(?P<stage>要求|要望|内示|査定)(?:いた)?しま(?:す|した)(?:ので、?よろしくお(?:取り?計らい|願い)(?:願い|いた|申し上げ)*(?:し?ます)?)?。?"
)
"""The sentence of a letter that says what its particulars are."""
_ASKED = re.compile(
    r"(?:標記|本|この)?の?(?:[^。]*(?:事業|業務|工事)(?:費|に要する経費)?)?の?(?:件|こと)?の?(?:(?:当初)?予算(?:要求)?案?)?"
)
"""What may be asked for: a project, and its budget."""
_NOT_ASKED = re.compile(r"補正|繰越|再掲|保留|前年|決算|他|別|除")


def is_of_source(words: str, lexicon: Lexicon) -> bool:
    """True for a squeezed note of what a source is made of, or spent on, that is a source and may be made of that."""
    told = _MADE_OF.fullmatch(words)
    said = None if told is None else lexicon.consume(told["source"])
    if told is None or said is None or not said.measures or said != Consumed(said.measures & _SOURCES):
        return False
    if told["spent"] is not None:
        return not is_risky(told["spent"])
    fits = said.measures <= _MONEYS[told["paid"]] | {Measure.OTHER}
    public = said.measures.isdisjoint({Measure.OTHER, Measure.DONATIONS, Measure.CONTRIBUTIONS})
    return fits and not is_risky(told["what"]) and not (public and _OTHERS.search(told["what"]) is not None)


def is_of_opening(words: str) -> bool:
    """True for a squeezed sentence of when something will be there that is no amount: 備蓄倉庫は令和9年3月の完成を予定しています."""
    said = _SCHEDULED.fullmatch(words)
    return said is not None and not is_risky(said["what"]) and _NO_BUILDING.search(said["what"]) is None


def submitted(words: str, fiscal_year: int | None) -> str | None:
    """The step that the squeezed sentence of a letter speaks of, where what it is about is not another's and of no other time."""
    letter = LETTER.fullmatch(words)
    if letter is None or _ASKED.fullmatch(letter["what"]) is None or is_risky(letter["what"]):
        return None
    own = letter["year"] is None or western_year(letter["year"]) == fiscal_year
    return letter["stage"] if own and _NOT_ASKED.search(letter["what"]) is None else None


def is_letter(words: str) -> bool:
    """True for the squeezed sentence of a letter that says what its particulars are, whatever it says."""
    return LETTER.fullmatch(words) is not None


def is_risky(words: str) -> bool:
    """True for words of another body, another time, or what is not in force."""
    said = words.replace("当初予算", "").replace("標記", "")
    return any(found.search(said) is not None for found in (RISK, ELSEWHERE))

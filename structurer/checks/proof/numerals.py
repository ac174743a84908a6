"""Numbers as they are drawn, and what a number is that no field of a record need cite."""

from collections.abc import Iterator

from structurer.checks.proof.head_fields import CODE_LABEL
from structurer.checks.proof.heading_words import FORM
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR
from structurer.text.words import squeeze

NumeralSpan = tuple[int, int]

NUMBER = r"(?<![\d.,])\d[\d,]{0,24}(?:\.\d{1,9})?"
POWERS = "百千万億兆"
YEN = rf"[{POWERS}十]*\s?円(?![滑卓形熟筒周高安盤])"
MONEY = rf"[ \t|]{{0,3}}(?:{YEN}|[{POWERS}]+(?![貨葉代科]))"
"""A unit of money behind a number, in the next cell too; 円滑 and 千葉 are none."""

COUNTERS = (
    "か所|箇所|産地|品種|式(?![典場年])|か月|か年|か国|年間|年目|週間|日間|時間|分間|店舗|団体|施設|事業所|事業者|地区|地点|地域|教室|講座|市町村|市町|企業|法人|世帯"
    "|会場|周年|テーマ|言語|公演|品目|路線|河川|漁港|圏域|分野|プログラム|セット|コース|ブース|グループ|チーム|クラス|人日|人役|ヘクタール|時"
    "|人|名|者|件|回|社|校|台|戸|棟|店|橋|点|種|年|日|週|本|個|冊|枚|部|組|基|隻|頭|羽|匹|食|巻|泊|席|枠|号|期|次|番|歳|才|倍|度|位|箱|つ|区"
    "|園|館|所|室|市|町|村|割|分|秒|%|パーセント|ポイント|㎡|㎞|㌶|(?:ha|km|kg|cm|mm|m2|m3|kW|kWh|MW|GB|MB|m|t)(?![A-Za-z])"
)
_COMPOUND = (
    "人[件材口事工権]|件[費数]|本[庁県市事体部]|部[局長門品材署数]|社会|名[称目義]|年[金末]|日[本常]|市[債場]|町債|村債|組[合織替]|点[検字]"
    "|期[間首末待]|区[分画間]|種[別苗目子]|番[号組]|度額|台[帳風]|室[内料]|所[属管得要在]|校[舎区]|冊子|回[収路]|橋[梁脚]|基[金盤準本]|個別"
    "|時間外|分[担野析類]|割引|位置|次[長期年]|歳[出入]"
)
"""Words that begin with a counter and are none: 人件費, 基金, 分担金, 歳出."""

_DIGITS = "〇一二三四五六七八九十壱壹弌弐貳貮参參肆伍陸漆捌玖拾佰阡萬"
_SMALL = "①-⑳❶-❿⑴-⒛㉑-㉟㊱-㊿⁰¹²³⁴-⁹"
_KANJI = rf"[{POWERS}]{{0,3}}[{_DIGITS}][{_DIGITS}{POWERS}]{{0,20}}"
PLACES = re.compile(
    rf"[\d¼-¾⅐-⅞]+(?:[,.]\d+)*|[{_SMALL}](?={MONEY})"
    rf"|(?<![数何幾単位\d])(?<!\d ){_KANJI}(?=\s?円)"
    rf"|(?:(?<![一-龠])|(?<=[費額料金計約]))金?{_KANJI}(?<=[{POWERS}萬])(?=[^一-龠]|余|程|弱|強|$)"
    rf"|(?<![数何幾単位\d:(、{POWERS}])(?<!\d )[{POWERS}]{{1,3}}(?=円[をがも])|(?<![^ \t|])[{_DIGITS}]{{2,12}}(?![^ \t|])"
)
"""Where numbers stand: digits, a fraction, a circled one before money, kanji that are money or fill a cell."""

NUMERAL = re.compile(rf"[\d¼-¾⅐-⅞{_SMALL}{_DIGITS}{POWERS}]")
"""A letter of a number: every place has one, and most lines of a text have none."""

_ERA = rf"{ERA_YEAR}(?!\d|[,.]\d)(?!{MONEY})"
_WEST = r"(?<![\d,.])(?:19|20)\d{2}(?![\d,]|\.\d{3})"
_YEAR = rf"(?:{_ERA}|{_WEST})"
_NO_COST = "(?<![費額賃金])(?<!(?<![資史])料)(?<![費料額賃金] )"  # 印刷費 34年間: a cell's next line may stand behind its amount
_END = rf"(?![\d,.])(?!{MONEY})"
_NO_SOURCE = "円国県費額金料債計財源予算基"
_DATES = (
    rf"{_YEAR}年?度? ?~ ?(?:{_YEAR}|\d{{1,2}}{_END})(?:年度?|(?= *[)~]|$))|{_YEAR}年?度? ?[・,、\-] ?(?:{_YEAR}|\d{{1,2}})年度?",
    rf"(?:{_YEAR}年|\d{{1,2}}年|{_WEST}[/.-])\s?\d{{1,2}}(?:月(?:\s?\d{{1,2}}日)?|[/.-]\d{{1,2}}(?!\d))",
    rf"{_WEST}(?:年度?)?\s?\(\s?{_ERA}(?:年度?)?\)|{_ERA}年?度?(?:\s?\({_WEST}年?度?\))?|{_WEST}\s?年度?",
    rf"{_NO_COST}(?<![\d,.])\d{{1,2}}(?:(?:~\d{{1,2}})?月(?:\d{{1,2}}日)?(?!間|額|分)|年度)",
    r"(?<![\d,.:])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])|(?<![\d/])\d{1,2}/\d{1,2}(?=現在|時点|付)",
)
_NOT_COUNTED = r"負担|補正|再掲|繰越|概算|外(?:$|[\s|)])"
"""What, right behind a counter, says whose money it is or which: 3者負担, 2号補正, 500枠外."""
_COUNTS = (
    (
        rf"(?P<count>{_NO_COST}(?:{NUMBER} ?[~・、\-] ?){{0,6}}[▲+\-]?{NUMBER} ?[{POWERS}]{{0,2}} ?"
        rf"(?!{_COMPOUND})(?:{COUNTERS})(?!{_NOT_COUNTED}))"
    ),
    rf"\([^\d(){_NO_SOURCE}]{{0,10}}\d{{1,4}}(?!{MONEY})[^\W\d\s都道府{_NO_SOURCE}]{{1,3}}(?:程度|以上)?\)",
    (
        r"(?:国庫?|国費|都|道|府|県|市町?村?|町村?|地方|民間|事業者|団体)(?:の?補助|の?負担)?(?:の?割合|率)?は?[\s:]?\(?"
        r"(?:\d{1,3}\s?/\s?\d{1,3}|\d{1,3}分の\d{1,3})(?![\d/]|,\d)"
    ),
)
_AGES = (
    rf"{_NO_COST}(?:[1-9]0(?:歳?代)? ?[・~、] ?){{0,4}}[1-9]0歳?代"
    r"(?=女性|男性|若者|職員|世帯|単身|の(?![額費金予])|[前後]半|[をにがでとはもへ、。)・]|から|まで|以[上下]|$)"
)
"""An age in tens of years: 20代女性, 20代~40代の; 代 of 代金 and 代替 is none."""
_PROSE = (
    _AGES,
    rf"{_NO_COST}{NUMBER} ?(?:便|病院|診療科|診療所|病床|床|世代|校区|学級|トン)(?=[をにがでとはもへ、。)]|から|まで|以[上下]|程度)",
    r"(?<![\d,.])[1-3]級(?=河川|建築|土木|技能)|震度[1-7][弱強]?(?!\d)",
)
"""Counts and grades that are such only where a particle or the name of what is counted stands behind them."""
_QUANTITY = (
    "規模|数量|定員|会場|延長|面積|(?:実施|開催|派遣|訪問|相談|巡回|配布|作成|印刷|整備|設置|導入|購入|募集|調査|点検|委託)"
    "(?:回|日|か所|箇所|部|台|基|棟|本|校|団体|地区|施設|路線|戸|件|隻|頭|枚|冊|人)?数"
)
NO_THING = r"[一-龠ァ-ヶー]{0,3}(?:ドル|ユーロ|ポンド|ウォン|元|負担|補助|補正|補[塡填]|[内外別増減]|再掲|概算|見込み?|限度|繰越)"
"""What no count is of: money of any coin, and what says of an amount whose or of what kind it is."""
_MUCH = (
    rf"(?:約|延べ?|計|年|全|各)?{NUMBER}\s?(?!{NO_THING})(?!か?年(?!間)|期)"
    rf"(?:{COUNTERS}|(?![{POWERS}])[^\W\d{_NO_SOURCE}分割倍]{{1,4}})(?:程度|/年)?"
)
_HELD = (
    rf"^[\s・*○\-]*[(（【\[]?(?:事業|実施|整備|開催|募集|参加)?の?(?:{_QUANTITY})[)）】\]]?(?:(?!\t)[\s:…])+{_MUCH}(?:\s?[・、×/]\s?{_MUCH}){{0,3}}[)）]?\s*$",
)
"""How much and how often something is done, behind its label on a line of its own: an output, which has no field."""
CODE = r"\d{1,4}(?:-\d{1,6}){1,3}"
"""A project's code of parts, which no amount is drawn like."""
STAFF_PRICE = (
    r"(?:職員[1一]人(?:当|あ)たり(?:の?平均)?(?:の?(?:給与|人件費|単価))?(?:額)?|平均(?:給与|人件費|単価)(?:額)?)"
)
"""What stands before the price of one of the staff."""
_CODES = (
    (
        rf"(?:{CODE_LABEL}\W{{0,4}}(?:{CODE}(?=[\s|]|$)|\d{{2}}(?: {{1,4}}\d{{2}}){{0,3}})"
        rf"|番号[ \t|:,]{{0,4}}\d{{1,10}}(?:-\d+)*){_END}"
    ),
    (
        rf"(?:内線|(?<=\()内)(?:番号)?[ :]{{0,3}}\d[\d\-]{{1,9}}{_END}"
        rf"|(?:電話|直通|代表|TEL|FAX|Tel|Fax)(?:番号)?[\s:]{{0,3}}\(?(?:0\d|\d{{2,5}}[-(])[\d()\-]{{1,13}}{_END}"
    ),
    r"(?<!\d)\(?0\d{1,4}[-()]\d{1,4}[-)]\d{3,4}(?!\d)|〒\s?\d{3}-?\d{4}(?!\d)",
    r"[A-Za-z0-9._+-]{1,40}\s?@\s?[\w.-]{1,60}|https?://\S{1,200}",
    rf"(?:N[oO]\.?|№)\s?\d{{1,4}}(?:[と・、~]\d{{1,2}})*{_END}",
    rf"第 ?\d{{1,4}}(?:条(?:の\d{{1,2}}){{1,3}})?{_END}|(?:(?<!項)[款項目]|会計) {{0,3}}:? ?\d{{1,3}}(?= ?:?[一-龠])",
    rf"事業名\W{{0,5}}(?P<name>[^\d\n]{{0,60}})(?P<code>\(\d{{5,8}}\))(?!{MONEY})",
    (
        r"(?:施策|政策)(?:体系|番号|コード)[\s|:]{1,6}(?:[一-龠]{2,8} )?\d{1,2}(?:-\d{1,2}){1,3}"
        r"(?=[ .]{0,2}(?:(?![百千万億円])[一-龠ァ-ヶ]{2}|[|\t]|$))"
    ),
    rf"^\s*{FORM.pattern}\s*$",
    r"(?:重点|柱|政策|施策) ?\d{1,2}(?= +(?![百千万億円])[一-龠ァ-ヶーぁ-ん]{4})",
    r"(?<![\d,.])[1-9]の表(?![^\s、。)|]{0,2}[額計])",
    r"^[\s|]*\d{1,2}-\d{1,2}[①-⑳](?=[\s|])|(?:^|[|\t])\s*[A-Z]\d{2,4}(?=\s+[一-龠ァ-ヶ])",
    (
        r"^\s*-\s?\d{1,3}\s?-\s*$|(?:^|\s\s)\d{1,3} ?/ ?\d{1,3} ?(?:ページ|頁)\s*$|(?<![\d,.])\d{1,3}(?:ページ|頁)|\bp\.?\s?\d{1,3}(?!\w)"
        r"|\bUnnamed: \d+"
    ),
)
_IN_NAMES = (
    r"(?:取組|手順)\d{1,2}(?=[\s|,:]+[^\d\s|,:])",
    (
        r"(?:計画|構想|ビジョン|プラン|戦略|プロジェクト|アクション|宣言|大会|万博|ロードマップ|アジェンダ|フェーズ|ステップ|ステージ|レベル)"
        rf"\d{{1,4}}{_END}"
    ),
    rf"「(?=[^」]{{0,40}}[^\W\d]{{3}})(?:(?!\d[\d,]{{0,20}}{MONEY})[^「」円額費金|]){{2,40}}」",
    (
        rf"(?<![A-Za-z])(?:[A-Za-z]\d{{1,2}}|(?:ISO|JIS|CO|PM|DX|COVID|Society|Sheet)[ -]?\d{{1,5}}(?:\.\d)?)"
        rf"{_END}|(?<![A-Za-z])(?:[A-Za-z]{{2,12}}\d{{1,4}}(?=[一-龠ァ-ヶ])){_END}"
    ),
    r"(?<![\d,.])(?:[2-4]D|[3-6]G|[48]K|[3-6]R|[2-5]S|[1-9]L?DK|\d{1,2}(?:th|st|nd|rd|way))(?![A-Za-z])",
)
_PRICES = (
    rf"{STAFF_PRICE}(?:は|を|:)?\s?{NUMBER}\s?{YEN}(?=[をとで]|$)",
    rf"(?:@|単価:?)\s?{NUMBER}\s?{YEN}(?!\s?[×✕*])",
    (
        r"(?:補助|交付|助成)の?対象(?:となる)?(?:経費|事業費|額)"
        rf"[はの:(\s総額]{{0,4}}(?:(?:[^\d。、|]{{1,12}}のうち)?{NUMBER}\s?{YEN}、?){{1,6}}"
    ),
)
_HARMLESS = re.compile("|".join((*_DATES, *_COUNTS, *_PROSE, *_HELD, *_CODES, *_IN_NAMES, *_PRICES)))
"""A date, a count or share, a code or page, a number in a name, the price of one or the cost that a subsidy is reckoned on."""

_RATE_BEFORE = re.compile(r"(?:補助|負担|助成|交付)率[^\d。|]{0,8}$")
_VALUE_BEFORE = re.compile(r"(?:現状|基準|目標|実績|見込)値?(?:\([^()]{0,16}\))?\s*:\s*$")
"""The label of an indicator's value."""
_EDGE = frozenset(" |\t")


def harmless(folded: str, project: str, told: int | None = None) -> Iterator[NumeralSpan]:
    """The spans of a folded line whose numbers need no cite; a code in brackets stands behind the project's name only.

    A count that fills a cell, or stands beside 補助率, belongs to a table; `told` is where in a row of cells its amounts have
    ended: behind it a count with words before it in its cell tells of them (`会計年度任用職員 1人`).
    """
    for match in _HARMLESS.finditer(folded):
        start, end = match.span("code") if match["code"] else match.span()
        rate = _RATE_BEFORE.search(folded, max(0, start - 14), start) is not None
        filled = fills_cell(folded, start, end) and not (
            told is not None and start > told and _is_told(folded, start, end)
        )
        valued = _VALUE_BEFORE.search(folded, max(0, start - 24), start) is not None
        table = match["count"] is not None and (rate or filled or valued)
        if not table and (match["code"] is None or project in squeeze(match["name"])):
            yield start, end


def _is_told(folded: str, start: int, end: int) -> bool:
    """True for a count at the end of a cell, behind words of it that are no label of a value."""
    before, after = re.split(r"[\t|]", folded[:start])[-1].strip(), re.split(r"[\t|]", folded[end:])[0].strip()
    things = not before and not folded[start:end].rstrip().endswith(("人", "名", "者"))
    return (len(before) > 1 or things) and not after and not re.search(r"[\d:]|実績|見込|目標|要求|計$", before)


def is_code_below(above: str, folded: str) -> bool:
    """True for a code alone on the line below its word: 事業番号, and 02-932 below it."""
    return re.fullmatch(CODE_LABEL, squeeze(above)) is not None and re.fullmatch(CODE, folded.strip()) is not None


def fills_cell(folded: str, start: int, end: int) -> bool:
    """Whether nothing but spaces, bars or the line's ends stand around a span."""
    return (start == 0 or folded[start - 1] in _EDGE) and (end == len(folded) or folded[end] in _EDGE)

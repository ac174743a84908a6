"""Notes that change what a table's amounts mean: text near a table that was not consumed and carries more than a name."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from structurer.checks.proof.consume import BUDGET, Consumed, Lexicon
from structurer.checks.proof.explained import is_letter, is_of_opening, is_of_source, submitted
from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.head_fields import HEAD_FIELD
from structurer.checks.proof.heading_words import ELSEWHERE, RATED, REMARK, RISK, SET_APART, VOID
from structurer.checks.proof.reckoning import is_noted_working
from structurer.checks.proof.running import running
from structurer.checks.proof.stamps import is_begun
from structurer.checks.proof.stated import is_hinted, is_stated
from structurer.checks.proof.unit_words import is_caption
from structurer.sheet.model import Stage
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR, western_year
from structurer.text.scan import Kind
from structurer.text.words import squeeze, tidy

_NOTE = re.compile(
    r"^[\s　]*(?:[※＊]|[【\[〔＜<]注意?\d*[】\]〕＞>]|\*(?!\*)|[(（]注意?\d*[)）]|注意?\d*[)）:：.．\s　]|[(（]?備考[)）:：]"
    r"|[(（]?(?:なお|ただし|但し|しかし)[、,]|(?:これら?|この金?額|以上|上)は)"
)
_BULLETED = re.compile(r"\*[^\s\d。]{1,16}?[:：]?[\d,億万千]+(?:(?:百万|千|万|億)?円|件|人|%|か所|団体)")
"""A label and its amount behind a bullet of Markdown: no note, whatever the bullet."""
_POINTING = re.compile(
    r"上記|下記|下表|上表|次の表|以下[はの](?!とおり)|本資料の|金額は|表中|数値は|(?:この|本)表|上の(?:金額|表|額|数)|(?:^|。)(?:以上|これら|いずれも)[はの]?|次の(?:金額|内訳|額)|^次は|[上下次左右前後]の表"
)
_INSIDE = re.compile(r"(?:[(（〔\[]\s*[)）〕\]]|(?:カッコ|かっこ|括弧)(?:書き?)?)\s*内")
_TURNING = re.compile(r"ただし|但し|なお|しかし|もっとも|この額|その額|同額|以上|これ")
"""How a sentence begins that takes back or bounds the one before it."""
_TAKEN_UP = re.compile(r"(?:この|その|同)金?額")
"""How a sentence begins that speaks of the amount before it, whatever it says."""
_ROUNDING = re.compile(r"端数|四捨五入|切り?捨て|切り?上げ|合計が?一致しない")
_ELIGIBLE = re.compile(r"補助の?対象(?:となる)?経費は[\d,]+(?:千|百万)?円である。?$")
_RULED = re.compile(
    r"[※*]*(?:(?:国庫|県|国県)支出金(?:及び|と|・)?)+は、?(?:国の)?(?:補助金|負担金)?交付要綱等?に(?:基づ(?:き|いて)|より)(?:算定|積算|算出)"
    r"(?:した(?:額|もの)|している)?(?:です|である)?。?"
)
"""The rules that sources are reckoned by, whatever they come to."""
_WORKED_OUT = r"(?:算出|積算|試算|算定|計算)(?:している|しています|した(?:概算(?:額)?|額|もの)?(?:である|です)?)?"
_STAFF_COST = re.compile(
    r"[※*]*(?:\(?注\d?\)?)?:?(?:"
    r"(?:本?事業費|予算額|要求額)には、?(?:職員の?|正規職員の?)?人件費(?:は|を)(?:含まない|含んでいない|含めていない|含まれ(?:ない|ていない))"
    rf"|(?:職員の?)?人件費は、?(?:職員の?)?平均(?:給与|単価|人件費)(?:額)?(?:を(?:もと|基)に|から|により|に(?:従事)?人(?:数|役)を乗じて){_WORKED_OUT}"
    r"|人件費は、?(?:職員(?:数に)?)?(?:[1一]人(?:当|あ)たり)?(?:の?平均)?(?:給与|単価|人件費)?(?:額)?[\d,]+(?:千|百万)?円(?:を乗じて|として|で)"
    rf"{_WORKED_OUT})。?"
)
"""What the tables say themselves: the project's cost stands apart from that of staff, which is reckoned from an average."""
AMOUNTS = re.compile(
    r"[額欄]|(?<![代発])表(?![示彰現])|(?<!設)計(?![画測])|円(?!滑)|金額|予算|決算|要求|査定|補正|単位|上記|下記|以上|これら|この|その|同じ|ただし|なお|別途"
)
"""Words of a sentence among the items of a list that may be about their amounts."""
_LEGEND = re.compile(
    r"[※*]*(?:\(?注\d?\)?)?:?[^の。\d]{1,6}の?「(?:新規?|継続|拡充)」は、?(?:本|今|当)年度(?:から|に|より)(?:新たに|新しく)?(?:始め|開始す|実施す|着手す|取り組)[むる]"
    r"(?:細?事業|取組|もの)(?:を(?:示す|いう|指す)|である|です)。?"
)
"""What 新規 in a column of words means."""
_LOADED = re.compile(
    r"[額数表欄計円費金源債庫割%]|単位|年度|年前|当初|要求|査定|補正|予算|決定|内示|決算|執行|見込|概算|含|除|仮|案|参考|例|未|非|不|無|ない|別|他|隣|県|国"
    r"|市町|局|部|課|試|前|昨|旧|後|取|中止|廃止|凍結|保留|没|誤|訂正|変更|繰|継続|限度|債務|上記|下記|この|本|(?<![共合協])同|再|抜|内|うち|一部|倍"
    r"|見送|見合わせ|民間|分$|特会|ひな形|雛形|イメージ|見本|財団$|協議会負担|税込"
)
"""Letters and words of which one is enough for a marked note to be about amounts, their owner, their time or their standing."""
SENTENCE = re.compile(
    r"前年|昨年|翌年|次年|来年|過去|千円|百万円|億円|除く|除いた|含む|含まない|ただし|但し|概算|暫定|未確定|再掲|うち|他県|隣|別事業|別の事業|他の事業|他の課|廃止"
    r"|中止|取り?下げ|取消|見送|参考|減額|増額|債務負担|限度|のみ|ではない|でない"
)
"""The same for a sentence over a table, which may well say 要求する and 計上する of the project itself."""


_YEAR = re.compile(rf"(?:{ERA_YEAR}|(?:19|20)\d{{2}})(?=年)")
_AMOUNT = re.compile(
    rf"[\d,.]+(?:百万|千|万)?円|{_YEAR.pattern}年度?(?:の?実績|の?見込み?|の?目標|の?計画)[\s\u3000]*[\d,.]+"
)
"""Amounts and the values of indicators, which are read as such, and proved."""
_ITEM = re.compile(r"(?:[*\-][\s\u3000]+|・[\s\u3000]*)(?P<name>[^:：。…]{2,40}?)[\s\u3000]*(?:…|\.{3}|[:：―—–])")
"""A bullet, a name, and what parts it from what is told of it."""


_BULLET = re.compile(r"^(?:\*(?=\s)|[・○●-])")
_UNDERLINE = re.compile(r"[-=]{3,}")
"""The rule below a heading of Markdown."""
_HEADED = re.compile(r"[■◆●○□◇▼▶【〔〈《#]|[(（]?\d{1,2}[)）.．]?(?=\D)|[①-⑳]|[ア-ン一二三四五六七八九十][.．、]")
_VALUED = re.compile(r"[:：].|。|\d円")
_LONGEST_LIST = 40
"""Lines from a bullet up to the heading of its list, wrapped ones too: a list of effects has ten entries at most."""
_MOST_WRAPPED = 4
"""Lines down to the next bullet: a sentence of a list is seldom broken over three."""
_AMOUNTED = re.compile(
    r"[額円欄](?!滑)|金額|予算|決算|要求|査定|補正|単位|数値|数字|(?<![一-龠ァ-ヶー])データ|計上|内数|重複|暫定|速報|調整中|精査中|以下|折半|(?<!取り)(?<!受け)持つ|別$|(?<![家時生統設位斜推])計(?![画測算量])|(?<![発公代]|刻)表(?![示現面彰具層紙記情])|(?:本|この|その|当|当該|同)事業|上記|下記"
    r"|(?<![自十部半気多充塩水養成])分(?:[はをの]|で(?:ある|す)|$)|税[抜込引]|単価|再掲|概算|暫定|(?:の|た)もの(?:である|です)"
)
"""Words of amounts, and of the project itself, in a line behind a bullet; 計画 and 表示 are none."""
_MONEYS = re.compile(
    r"[一-龠ァ-ヶー]{0,8}(?:(?<!消)費|支出金|補助金|負担金|交付金|繰入金|県債|市債|起債|地方債|財源|収入|使用料|手数料|国費|県費)"
)
_DEFERRED = re.compile(r"[*・]?(?:要求|査定|内示|決定|予算)額[:：]?\(?(?:査定中|調整中|編成中|未定|公表予定)\)?")
"""A label and, in place of an amount, when there will be one."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note that is not understood: its line and its words."""

    line: int
    text: str


_STANDING = re.compile(
    rf"{SET_APART}|(?:の分|もの|額)(?:である|です|だ)|分$|ドル|単位|[国県市町]が|[国県市]費|採択|見合わせ|年分|か年|[前次]の年|年度の|仮の"
    r"|(?<!近)隣|他[県都の部局課]|取消|凍結|撤回|執行|数字|せず|しない|から外|半分|[市町村]の予算|\d年度に|[RHS]\d{1,2}[にのか]"
    r"|[額値]を(?:示|求|載|記|掲|足|引)|全額|半額|総事業費|[国市町村倍前]の額|額は(?!補助)|予算[をで](?!周知)|(?:特別)?会計[でかの]|計に(?:は|も)?入|に入っている"
    r"|(?:に|を|て|も)記[しす]|載せた|掲げた|再び掲げ|桁を|割っ[てた]|税を抜|見積もり|固まら|途中の|未定|仮に|分を(?:まとめ|足|含)"
    r"|やめ[るた]|取りやめ|終わ[るっ]|終え[るた](?![人者方])|廃する|否とし|重なる|来[春夏秋期]|繰り(?:越|延)|昨年|年前の|(?:以外|県警|財団|企業局|委員会)[がで](?:出|支|払|要求|用意|負担)"
)
"""The same for words beneath the name of an item, which tell what is done there."""


def is_loaded(text: str, fiscal_year: int | None) -> bool:
    """True for words that may take an item's amounts from the project, from the sheet's own year, or from what was asked for."""
    words = squeeze(text)
    dated = any(western_year(year) != fiscal_year for year in _YEAR.findall(words))
    return dated or any(found.search(words) is not None for found in (SENTENCE, _STANDING))


Stages = Callable[[int], Collection[Stage]]
"""The stages of the sheet's own year in the nearest table over a line."""
_CONTACT = re.compile(
    r"\(?(?:(?:この|本)資料に(?:ついて|関する)の?)?お?(?:照会|問い?合わ?せ)先?は、?"
    r"(?:下記|以下|次|担当課)(?:のとおり|の連絡先|の担当(?:課|係|者))?(?:まで|へ)?(?:です)?。?\)?"
)
"""Whom to ask: it points at an address, not at amounts."""
_ADDRESSEE = re.compile(
    r"[*_※]*[(（【〈]?(?:お?問い?合わ?せ|連絡|照会)先?[)）】〉]?[:：]?(?:[^。:\d上下額円]{1,12}(?:部|局|庁|課|室|係|班|担当|グループ|センター|委員会)){1,4}[*_]*"
)
"""The same as a field that names offices and nothing else."""
_SUBTRACTED = re.compile(
    r"[※*]*(?:\(?注\d?\)?)?:?(?:(?:対前年度)?増減|比較)額?は、?(?:本年度)?(?:要求|査定|予算|計上)額?から、?前年度(?:当初)?(?:予算)?額?を"
    r"(?:差し?引いた|減じた|控除した)(?:額|もの)(?:である|です)?。?"
)
"""How a change is reckoned, which the change of each row is checked by."""
_INITIAL = re.compile(
    r"[※*]*(?:\(?注\d?\)?)?:?前年度(?:予算)?額?は、?(?:前年度の?)?当初予算の?額?(?:である|です|を示す)。?"
)
"""What 前年度予算額 is taken for without a note, too."""
_HARMLESS = (_INITIAL, _CONTACT, RATED, _RULED, _STAFF_COST, _LEGEND, _SUBTRACTED)
"""Notes that change no amount, each in the words it is printed in."""
_AS_OF = re.compile(
    r"[\\*※]*(?:\(?注\)?)?(?:本?表の)?(?:(?P<own>要求|査定|内示|決定)額|金額|数値|額)は、?(?:各?(?:部局|部|局|課|所属)の)?"
    r"(?P<stage>要求|査定|内示|決定)(?:時点|段階)の?(?:もの|金額|額|数値)?"
    r"(?:で(?:あり|す)?、?今後の(?:審査|査定|調整|予算編成)(?:の?結果|の?過程|の中)?(?:により|で|において)、?"
    r"(?:変わる|変更する|変更となる|変更される|変動する)(?:こと|場合|可能性)があ(?:る|ります))?"
    r"(?:です|である)?。?"
)
_AS_OF_STAGES = {
    "要求": Stage.REQUEST,
    "要望": Stage.REQUEST,
    "査定": Stage.APPROVED,
    "内示": Stage.APPROVED,
    "決定": Stage.APPROVED,
}


def notes(
    grid: Grid,
    lexicon: Lexicon,
    fiscal_year: int | None,
    stages: Stages = lambda _: frozenset(),
    items: Collection[str] = frozenset(),
) -> Iterator[Note]:
    """Every note of a source that may change what an amount means; `stages` are those of the table over a line.

    `items` are the names of rows: behind a bullet and such a name a line tells what is done, and is no note.
    """
    for row in grid.rows:
        noted = (
            _is_note(grid, row, lexicon, fiscal_year, stages, items)
            if row.kind == "line" and not row.is_bare
            else _is_noted_cell(row) or any(is_stated(cell.text, grid.source.folded) for cell in row.texts)
        )
        if noted or (any(map(is_hinted, running(grid, row))) and not _is_harmless(grid, row, tidy(row.text), lexicon)):
            yield Note(row.first, tidy(row.text))


def _is_note(
    grid: Grid, row: PrintedRow, lexicon: Lexicon, fiscal_year: int | None, stages: Stages, items: Collection[str]
) -> bool:
    """True for a line that may change what an amount means, and is not understood."""
    text = tidy(row.text)
    if _is_harmless(grid, row, text, lexicon) or is_begun(text):
        return False
    told = _told_of_item(row.text, items)
    if told is not None and is_loaded(_AMOUNT.sub("", told), fiscal_year):
        return True
    marked = told is None and _is_marked(grid, row, fiscal_year)
    leads = _leads(grid, row) and SENTENCE.search(squeeze(text)) is not None
    if not (marked or _is_pointing(text) or is_letter(squeeze(text)) or leads or is_stated(text, grid.source.folded)):
        return False
    if _is_of_its_stage(squeeze(text), stages(row.first), fiscal_year) or _DEFERRED.fullmatch(squeeze(text)):
        return False
    said = lexicon.consume(_NOTE.sub("", text), fiscal_year)
    explained = said is not None and re.search(r"[は内]", text) is not None  # （）内は前年度
    return said is None or not (explained or _is_of(said, stages(row.first)))


def _is_of(said: Consumed, stages: Collection[Stage]) -> bool:
    """True for words of a note that say no other year and no stage that the table over it has not: ※前年度 is all of one."""
    return not said.years - {0} and said.stages <= {BUDGET, *(stage.value for stage in stages)}


def _is_harmless(grid: Grid, row: PrintedRow, text: str, lexicon: Lexicon) -> bool:
    """True for a line that says nothing of the amounts, whatever it begins with."""
    words = squeeze(text)
    return (
        (is_noted_working(text) and _is_under_values(grid, row))
        or all(
            _INSIDE.search(part) or _is_of_rounding(part) or is_caption(part)
            for part in filter(None, words.split("。"))
        )
        or _ELIGIBLE.search(words) is not None
        or is_caption(words)
        or (_ADDRESSEE.fullmatch(words) is not None and RISK.search(words) is None)
        or any(known.fullmatch(words) is not None for known in _HARMLESS)
        or is_of_source(words, lexicon)
        or is_of_opening(words)
    )


def _is_of_rounding(part: str) -> bool:
    """True for a note that amounts are rounded, by which no other unit is named and no other body's are spoken of."""
    return _ROUNDING.search(part) is not None and re.search(r"円に|[市町村]の", part) is None


def _is_marked(grid: Grid, row: PrintedRow, fiscal_year: int | None) -> bool:
    """True for a line that begins as notes do, is no entry of a list, and may be about amounts."""
    text = tidy(row.text)
    begins = _NOTE.match(row.text.strip()) is not None and _BULLETED.fullmatch(squeeze(row.text)) is None
    if not begins or _is_field(text) or (row.text.strip()[:1] in "なた但しこ以" and not _follows(grid, row)):
        return False
    entry = _is_entry(grid, row, fiscal_year) and not is_about_amounts(text)
    return not entry and _is_loaded(squeeze(_NOTE.sub("", text)))


def _is_loaded(part: str) -> bool:
    return _LOADED.search(part) is not None or ELSEWHERE.search(part) is not None


def _is_pointing(text: str) -> bool:
    """True for a line with a sentence that points at amounts, or takes back the one before it."""
    parts = squeeze(_BULLET.sub("", text, count=1)).split("。")
    return (
        any(_POINTING.search(part) and _is_loaded(part) and not _is_effect(part) for part in parts)
        or any(_TURNING.match(part) and _LOADED.search(part) for part in parts[1:])
        or any(_TAKEN_UP.match(part) for part in parts)
    )


def _is_of_its_stage(words: str, stages: Collection[Stage], fiscal_year: int | None) -> bool:
    """True for 金額は要求時点のもの under a table of requests, and 要求額は要求段階のもの under one that has requests."""
    if (letter := submitted(words, fiscal_year)) is not None:
        return _AS_OF_STAGES[letter] in stages
    as_of = _AS_OF.fullmatch(words)
    if as_of is None:
        return False
    stage = _AS_OF_STAGES[as_of["stage"]]
    return as_of["own"] == as_of["stage"] and stage in stages if as_of["own"] else set(stages) == {stage}


def is_listed(grid: Grid, row: PrintedRow) -> bool:
    """True for one of several lines behind a bullet under a marked heading that is not about amounts: the bullet marks no note."""
    if not _is_bullet(row, row.text.strip()[:1]):
        return False
    others, head = 0, None
    for position in range(row.position - 1, max(-1, row.position - 1 - _LONGEST_LIST), -1):
        head = grid.rows[position]
        if not _goes_on(grid, row, head) and not _UNDERLINE.fullmatch(squeeze(head.text)):
            break
        others += grid.indent(head) == grid.indent(row)
    if head is not None and head.is_bare:
        head = grid.above(head.position)  # Markdown leaves a line between a heading and its list
    below = (found for found in grid.rows[row.position + 1 : row.position + 1 + _MOST_WRAPPED] if not found.is_bare)
    following = next((found for found in below if grid.indent(found) <= grid.indent(row)), None)
    if not others and (following is None or not _goes_on(grid, row, following)):
        return False
    return head is not None and head.kind == "line" and _heads_list(squeeze(head.text))


def _is_noted_cell(row: PrintedRow) -> bool:
    """True for a row of 備考 and a text that points at amounts, and a sentence in two cells: `備考 | 上の金額は百万円単位である。`."""
    label, *texts = [squeeze(cell.text) for cell in row.texts] or [""]
    if row.kind == "line" or row.values or len(texts) != 1:
        return False
    if _SUBJECT.search(label) is not None:
        return is_about_amounts(label) and _LOADED.search(texts[0]) is not None
    if _REMARKS.fullmatch(label) is None:
        return False
    pointing = _POINTING.search(texts[0]) is not None and _LOADED.search(texts[0]) is not None
    apart = len(texts[0]) <= _SHORT and (VOID.search(texts[0]) or ELSEWHERE.match(texts[0])) is not None
    return pointing or apart or REMARK.fullmatch(texts[0]) is not None


_REMARKS = re.compile(r"備考|注[記意]?|摘要|特記(?:事項)?|補足(?:説明)?|参考|その他|留意[事点]項?")
_SUBJECT = re.compile(r"(?:額|数値|金)(?:は|も|が)$")
_SHORT = 12


def _is_effect(part: str) -> bool:
    """True for what comes of all that was told: `これらにより、来訪者が増える`, without a word of amounts or of risk."""
    return (
        part.startswith("これらにより")
        and not is_about_amounts(part)
        and not any(found.search(part) for found in (RISK, ELSEWHERE))
    )


def _is_field(text: str) -> bool:
    """True for a field of the head behind a bullet, without a word that takes anything back: `* 所管課: 防災対策課`."""
    words = squeeze(_BULLET.sub("", text, count=1))
    _, _, value = words.partition(":")
    told = is_about_amounts(value) or RISK.search(words) is not None
    return HEAD_FIELD.match(words) is not None and not told


def _is_entry(grid: Grid, row: PrintedRow, fiscal_year: int | None) -> bool:
    """True for one of several bullets, and for one set in right below a numbered line with its amount, which tells of that."""
    above = grid.rows[row.position - 1] if row.position else None
    if is_listed(grid, row) or above is None or not above.values:
        return is_listed(grid, row)
    set_in = above.kind == "line" and _NUMBERED.match(above.text) is not None and grid.indent(row) > grid.indent(above)
    return set_in and not is_loaded(row.text, fiscal_year)


_NUMBERED = re.compile(r"\s*(?:[(（]?\d{1,2}[)）.．]|[①-⑳])")


def _goes_on(grid: Grid, row: PrintedRow, other: PrintedRow) -> bool:
    """True for a line of the same list: behind the same bullet, or set in under one."""
    if other.kind != "line" or other.is_bare:
        return False
    if grid.indent(other) == grid.indent(row):
        return _is_bullet(other, row.text.strip()[:1])
    return grid.indent(other) > grid.indent(row)


def _is_bullet(row: PrintedRow, bullet: str) -> bool:
    words = row.text.strip()
    return row.kind == "line" and words[:1] == bullet and _BULLET.match(words) is not None


def _heads_list(words: str) -> bool:
    """True for a marked heading without a value and without a word of amounts."""
    return _HEADED.match(words) is not None and not any(
        found.search(words) is not None for found in (_VALUED, _AMOUNTED, _MONEYS)
    )


def _is_under_values(grid: Grid, row: PrintedRow) -> bool:
    """True for a line right below a row of amounts."""
    above = grid.above(row.position)
    return above is not None and bool(above.values)


def is_about_amounts(text: str) -> bool:
    """True for a line with a word of amounts, or with one of costs and sources and more that may bound them."""
    words = squeeze(text)
    rest = _MONEYS.sub("", words)
    return _AMOUNTED.search(words) is not None or (rest != words and _LOADED.search(rest) is not None)


def _told_of_item(text: str, items: Collection[str]) -> str | None:
    """What a line of a list tells of the row whose name it opens with: `* 水辺の観察会 … 生き物を数える。`; None for any other line."""
    told = _ITEM.match(text.strip())
    return text.strip()[told.end() :] if told is not None and squeeze(told["name"]) in items else None


def _follows(grid: Grid, row: PrintedRow) -> bool:
    """True for a sentence after amounts: なお、 and ただし、 of a narrative say nothing of them."""
    above = [found for found in grid.rows[max(0, row.position - 2) : row.position] if not found.is_bare]
    return any(found.values or any(f.kind is Kind.MONEY for c in found.cells for f in c.figures) for found in above)


def _leads(grid: Grid, row: PrintedRow) -> bool:
    """True for a sentence right over a table: nothing but captions and blank lines is between them."""
    if (
        "。" not in row.text
        or row.text[:1] in "・-○●"
        or any(figure.kind is Kind.MONEY for cell in row.cells for figure in cell.figures)
    ):
        return False
    for below in grid.rows[row.position + 1 : row.position + 4]:
        if below.is_bare or "単位" in squeeze(below.text)[:4]:
            continue
        return below.kind != "line" and len(below.texts) > 1
    return False

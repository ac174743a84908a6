"""Words beside the names, the titles and the fields of a head that may take the amounts from the project.

What stands there is believed by allow-lists: what is new about a project, an office, a code, a unit that the captions prove, or
words no letter of which is of money, of a body, of a time or of a state.
"""

from collections.abc import Collection, Iterator, Sequence

from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.head_fields import HEAD_FIELD
from structurer.checks.proof.head_lines import IN_CHARGE, LABEL, NAME_ENDS, ORGANISATION, SIGNED
from structurer.checks.proof.heading_words import ELSEWHERE, OFFICE, RISK
from structurer.checks.proof.offices import is_office, is_own_office
from structurer.checks.proof.residue import Note
from structurer.checks.proof.titles import TITLE_YEAR
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_LOADED = (
    "の国県市町村都府費金額債財源円計前後他隣別旧元今昨翌次来各年期補正要求査定決算予除未再減増う分概仮限参考内外数見込上抜半例案暫骨肉復活示"
    "保留廃止中取下没無効税負担払出資執行団協組庁局署警企民受託単独特繰越倍億万千百累控写書直轄停休延返版不非"
)
"""Letters of which one is enough for a word to be of money, of a body, of another time, of a part or of a state."""
PLAIN = re.compile(rf"(?:(?![{_LOADED}])[一-龠々ぁ-んァ-ヶーA-Za-z・]){{1,16}}")
"""Words without any such letter: 河川, スポーツ."""
_NEW = re.compile(r"(?:(?:一部)?(?:県単|単県|公共|新規?|拡充?|継続?|重点|組替)(?:事業)?[・、]?)+")
_CODE = re.compile(r"[\dA-Za-z\-‐－]+")
_UNIT = re.compile(r"(?:金額)?(?:の)?(?:単位)?[:：=は]?(?:金額は)?(?:百万|千|万|億)?円(?:[、,・](?:職員数は)?[人%])?")
_GROUP = re.compile(
    r"\s*(?:[(（【〔\[「<＜《〈]\s*([^()（）【】〔〕\[\]「」<>＜＞《》〈〉]*)[)）】〕\]」>＞》〉]?|[-‐–—―－~～〜]\s*([^-‐–—―－~～〜]+)[-‐–—―－~～〜])"
)
_APART = re.compile(r"[\s|\t]+(\S+)")
_FIELD = re.compile(r"(?:一般|[一-龠ァ-ヶー]{2,14})会計(?=[\s\u3000]|$)|(?:事業)?(?:開始|終了)(?:\(?予定\)?)?年度")
"""The account, behind which its 款, 項 and 目 stand, and labels of years."""
_LINES = 14
"""Rows of a head."""


def is_harmless(text: str) -> bool:
    """True for words beside a name that say nothing of the amounts, whatever they are."""
    words = squeeze(text)
    risky = RISK.search(words) is not None or ELSEWHERE.search(words) is not None
    office = all(ORGANISATION.fullmatch(p) or OFFICE.fullmatch(p) for p in text.split()) and not risky
    office = office and _ACCOUNTED.search(words) is None
    known = any(form.fullmatch(words) is not None for form in (_NEW, _CODE, _UNIT, PLAIN))
    return not words or office or known


def behind_names(grid: Grid, name: str) -> Iterator[Note]:
    """What stands behind the project's name, in brackets or apart, in the rows above the first amounts: 事業名　水辺事業（県警分）."""
    base = _base(name)
    if not base:
        return
    printed = re.compile(r"\s*".join(map(re.escape, base)))
    for row in _above_amounts(grid):
        for text in (
            [cell.text for cell in row.cells] if row.kind != "line" else [grid.source.lines[row.first - 1].drawn]
        ):
            found = printed.search(text)
            if found is not None and any(
                not is_harmless(part) for part in _parts(IN_CHARGE.sub(" ", text[found.end() :]))
            ):
                yield Note(row.first, tidy(row.text))


def _base(name: str) -> str:
    """A name, squeezed, without brackets behind it and without what stands apart from words that end a name."""
    bare = re.sub(r"(?:\s*[(（【〔\[][^()（）【】〔〕\[\]]*[)）】〕\]])+$", "", tidy(name))
    first = re.split(r"[\s\-‐–—―－~～〜(（【〔\[]", bare, maxsplit=1)[0]
    return squeeze(first if NAME_ENDS.search(first) is not None else bare)


def _above_amounts(grid: Grid) -> Iterator[PrintedRow]:
    for row in grid.rows[:_LINES]:
        if row.values:
            return
        yield row


def _parts(rest: str) -> Iterator[str]:
    """The groups in brackets and the words apart behind a name, up to the next label or a year."""
    while rest.strip():
        group, apart = _GROUP.match(rest), _APART.match(rest)
        found = group or apart
        if found is None:
            return
        if group is None and (_begins_field(rest.strip()) or TITLE_YEAR.match(rest.strip()) is not None):
            return
        yield next(part for part in found.groups() if part is not None)
        rest = rest[found.end() :]


def _begins_field(text: str) -> bool:
    return (
        any(form.match(text) is not None for form in (LABEL, HEAD_FIELD, _FIELD))
        or re.match(r"[^\s:：]{1,12}[:：]", text) is not None
    )


_STATE = (
    r"概算(?:要求)?|補正[前後]?|復活|暫定|骨格|肉付け?|内示|仮(?:置き)?|見込み?|保留|見直し前|査定前|当初案|再掲|参考値?|廃止|中止|取り?下げ|取消し?|見送り?|凍結|撤回|没"
    r"|(?:記[入載])?例|見本|決算|執行|税[抜込]|[半倍全]額|累計|通算|未定|内数|外数|うち[数書]き?|内書き|別枠|限度額|上限額?|債務負担(?:行為)?|予備費|流用|繰越し?|受託|直轄|旧"
    r"|(?:百万|億)円|千?ドル|[前昨翌次来]々?(?:年度?|期|回)|[\d二三四五複]\S?[かカヵケヶ箇]?年"
)
_ELSEWHERE = r"[隣他][県課部局市]|他(?:の)?(?:団体|会計|事業)|[部局課]全体|県警|(?:企業|特別|別)会計"
_OWNER = r"国庫?|[国県]費|県外|市町村?|民間|東京都|企業局|協議会|財団|組合|公社|企業|団体|受益者|地元|基金|補助|単独|起債|県債"
_APART_ALONE = re.compile(
    rf"(?:以上[はの、]?|上の額は|(?:本|上)?表は|金額は|この額は|うち|全て|すべて)*(?:{_STATE}|{_ELSEWHERE}|{_OWNER})(?:の)?(?:分|額|値|もの|予算|数字|案|会計|年度)*"
    r"(?:済み?|のみ|扱い|中)?(?:である|です|だ|とする|とした|とします)?。?"
)
"""All of a text by which amounts are another's, another time's, a part or in another state: 再掲, 県警分, 概算である."""

_LETTERED = re.compile(r"[^()]\([A-Z]\)$")
_OF_LETTER = re.compile(r"[※*・]?\(?(?P<letter>[A-Z])\)?(?:欄)?[:はが=]?(?P<words>[^\d:()A-Z+\-−=]{1,20})")
"""A line about the amounts of one column, by its letter."""
_BODY = re.compile(_OWNER)
_TAKING = re.compile(rf"(?:{_STATE}|{_ELSEWHERE})")
_PAGE = re.compile(
    r"(?:トップ(?:ページ)?|ホーム|組織|[県市町村]政|行政|財政|予算・決算|予算|編成|公表|公開|情報|資料|主要事業|概要|案|過程|状況|について|[の・])+"
)
"""A page on the way to that of a sheet; its offices are known by how they end."""
_WAY = re.compile(r"[^>›»]{2,12}(?:\s*[>›»]\s*[^>›»]{1,30}){2,6}")
_BEHIND = re.compile(r"。[\d()（）件回校人台か所]*[(（](?P<words>[^()（）]{1,12})[)）]$")
_REMARK = re.compile(r"[・*\s\u3000]*(?:備考|摘要|特記事項|状態|状況|扱い|取扱い?)[\s\u3000:：]+(?P<words>\S{1,12})")
_OFFICED = re.compile(
    r"(?:部|局|庁|課|室|係|委員会)(?:[(（](?P<words>[^()（）]{1,12})[)）]|[\s\u3000]+(?P<apart>\S+)$)"
)


IN_BRACKETS = re.compile(r"[(（【〔\[]([^()（）【】〔〕\[\]]+)[)）】〕\]]")
"""The words in brackets of any shape."""


def is_apart(text: str) -> bool:
    """True for words that, alone beside or below amounts, take them from the project."""
    return _APART_ALONE.fullmatch(squeeze(text).strip("()（）[]【】〔〕※*・- 　注:：")) is not None


def apart_below(grid: Grid, used: Collection[int]) -> Iterator[Note]:
    """The lines below amounts that say so of them: right below alone, at the foot of all, in a bracket behind what is told of an item.

    `used` are the lines that proved places rest on.
    """
    above: PrintedRow | None = None
    filled = [row for row in grid.rows if not row.is_bare]
    lettered = [
        squeeze(cell.text) for row in filled for cell in row.texts if _LETTERED.search(squeeze(cell.text)) is not None
    ]
    money = False
    for row in filled:
        follows = above is not None and any(f.is_money for cell in above.cells for f in cell.figures)
        below = grid.rows[row.position + 1 : row.position + 2]
        leads = bool(below) and any(f.is_money for cell in below[0].cells for f in cell.figures)
        plain = (
            row.kind == "line"
            and row.first not in used
            and not any(f.is_money for cell in row.cells for f in cell.figures)
        )
        unfilled = any(cell.is_dash for cell in row.cells) or _is_upper_half(row, below)
        bare = plain and not unfilled and not any(cell.figures for cell in row.cells)
        alone = bare and ((follows and (not leads or "。" in row.text)) or (money and row is filled[-1]))
        over = bool(below) and (SIGNED.match(below[0].text) is not None or (leads and len(below[0].cells) > 1))
        if bare and over and below[0].kind == "line" and is_taken(tidy(row.text)):
            yield Note(row.first, tidy(row.text))  # right over an item or an amount and its label
        elif (alone and is_apart(tidy(row.text))) or (
            plain and money and (_ends_apart(tidy(row.text)) or _tells_of_letter(squeeze(row.text), lettered))
        ):
            yield Note(row.first, tidy(row.text))
        above = row
        money = money or follows


def _is_upper_half(row: PrintedRow, below: Sequence[PrintedRow]) -> bool:
    """True for a year over the rest of a label: 前年度, and on the next line 当初予算額 with its amounts."""
    year = re.fullmatch(r"[前本当]年度", squeeze(row.text)) is not None
    return year and bool(below) and re.match(r"(?:当初)?予算|要求", squeeze(below[0].text)) is not None


def _tells_of_letter(text: str, lettered: Sequence[str]) -> bool:
    """True for a line that says of the letter of a column what its heading does not: `(A)：うち国費` below 要求額(A)."""
    found = _OF_LETTER.fullmatch(text)
    named = [] if found is None else [head for head in lettered if head[-2] == found["letter"]]
    return bool(named) and found is not None and not any(found["words"] in head for head in named)


def _ends_apart(text: str) -> bool:
    """True for a sentence with a bracket behind it that is all of a state or of another's: `観察会を開く。（見送り）`."""
    found = _BEHIND.search(text) or _REMARK.fullmatch(text)
    return found is not None and is_taken(found["words"])


def is_taken(text: str) -> bool:
    """The same as `is_apart` without bodies and sources alone, which in a bracket say for whom or by whom something is done."""
    return is_apart(text) and _BODY.fullmatch(squeeze(text)) is None


def pages_of(text: str) -> list[str] | None:
    """The pages of the way to a sheet, 川端県 › 財政課 › 予算の概要; None where one is no office and no page of budgets."""
    first, *pages = map(squeeze, re.split(r"[>›»]", re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", text)))
    offices = (page for page in pages if _PAGE.fullmatch(page) is None)
    own = all(is_office(page) and is_own_office(page) and RISK.search(page) is None for page in offices)
    return [first, *pages] if len(pages) > 1 and own else None


_LABEL_OF_ACCOUNTS = re.compile(r"[・*]?\s*(?:(?:歳出)?予算|歳出)?科目\s*[:：]")


def _is_of_accounts(text: str) -> bool:
    """True for the accounts of a project, each within the one before, behind their label or not: 民生費>社会福祉費>老人福祉費."""
    parts = map(squeeze, re.split(r"[>›»]", text[found.end() if (found := _LABEL_OF_ACCOUNTS.match(text)) else 0 :]))
    return RISK.search(text) is None and all(
        re.fullmatch(r"[一-龠ァ-ヶー]{1,12}費", part) is not None for part in parts
    )


def names_another_beside(offices: str) -> bool:
    """True for a bureau behind an office that is within another one: 環境部 水辺課 企業局."""
    return _BESIDE.search(re.sub(r"[\s\u3000・、]+", " ", offices)) is not None


def is_of_another(office: str) -> bool:
    """True for an office behind a word of a state, a part or another body, or with more behind it: 隣県農林部, 農林部市町村分."""
    words = squeeze(office)
    whole = re.search(r"[部局庁課]", words) is None or _OFFICES.fullmatch(words) is not None
    return _TAKING.match(words) is not None or _MIXED.search(words) is not None or not (whole and is_own_office(office))


_OFFICES = re.compile(
    r"(?:[一-龠々ァ-ヶーぁ-んA-Za-z・]+?(?:部門?|局|庁|課|室|班|係|担当|委員会|グループ|チーム|センター|本部|所|館|署|校|院|園|場|長|G))+"
    r"(?:[(（][^()（）]*[)）])?(?:(?:内線|電話|TEL)?:?[\d\-]+)?[)）]?",
    re.IGNORECASE,
)
"""Offices one within the other, and how to call them."""
_ACCOUNTED = re.compile(r"企業局|病院局|全庁|(?:所管|所属|担当)[・一-龠]*(?:局|庁|部|課)")
"""Of an office beside a name: with an account of its own, all of them, and another one behind that in charge."""
_BESIDE = re.compile(r"[課室係班] [一-龠々ァ-ヶーぁ-んA-Za-z]+(?:局|庁|部)(?:[ (（)）]|$)")
_MIXED = re.compile(
    r"分(?![析校室野庁譲別])|以外|ほか|の一部|及び|[国県]費|国庫|補助|起債|県債|^国(?![際保民体土立有道営内])"
    r"|^市町村(?![課振支行合財自連])|^(?:民間(?![活連協])|企業局(?=.)|再掲|参考|百万|概算|半額|債務|限度)"
    r"|・企業局|企業局・"
)
"""Of the value of an office's field: of which part of the money, or of whose, the amounts are."""


def apart_in_head(grid: Grid, name: str) -> Iterator[Note]:
    """The cells of the head that say so of the whole sheet: alone, down to the project's name, or in a bracket behind a field's value."""
    base, named = _base(name), False
    for row in _above_amounts(grid):
        texts = [tidy(cell.text) for cell in row.cells] if row.kind != "line" else [tidy(row.text)]
        named = named or not base
        alone = any(is_taken(text) for text in texts) and not named
        behind = any(is_taken(found["words"] or found["apart"]) for text in texts for found in _OFFICED.finditer(text))
        ways = [text for text in texts if _WAY.fullmatch(text) is not None and not _is_of_accounts(text)]
        led = any(pages_of(text) is None for text in ways)
        if alone or behind or led:
            yield Note(row.first, tidy(row.text))
        named = named or base in squeeze(row.text)

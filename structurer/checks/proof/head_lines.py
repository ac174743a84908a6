"""The lines of a sheet's head: their cells, its titles, and the words that heads are made of."""

from functools import cached_property

from structurer.checks.proof.head_fields import OFFICE_LABEL
from structurer.sheet.model import Sheet
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR, western_year
from structurer.text.money import fold_words
from structurer.text.source import Source
from structurer.text.words import squeeze

PROJECT = "(?:事務)?事業(?:の)?名(?:称)?"
SUBJECT = "(?:基金|施設|業務|補助金|交付金|(?:特別)?会計)(?:等)?(?:の)?名(?:称)?"
"""What the name stands behind on a sheet of a fund, an institution, an account or a subsidy, which prints no name of a project."""
PERIOD = "(?:事業|実施|計画)?(?:期間|年度)"
LABELS = (
    rf"(?:{PROJECT}|{OFFICE_LABEL}|{PERIOD}|会計|款|項|目|番号|事業番号|整理番号|(?:事業|予算|会計)?区分|新規・?継続|根拠(?:法令)?|実施主体"
    r"|目的|事業内容|概要|内容|単位|内線|電話|E-?mail|(?:開始|終了)年度|備考|説明(?:事業)?|財源|対象|管理事業名|支出科目)"
)
LABEL = re.compile(LABELS + r"(?=$|[\s:|])")
NUMBERED = re.compile(rf"^(?:\(?\d{{1,2}}\)?[.、]?|[①-⑳])\s*(?=(?:{LABELS}|{SUBJECT})(?:$|[\s:|]))")
BRACKETED = re.compile(rf"^[【〔\[]({LABELS})[】〕\]]\s*:?")
ACCOUNT_LABEL = "款名?・項名?・目名?"
NAME_ENDS = re.compile(
    r"(?:事業|費|金|料|プロジェクト|対策|計画|推進|支援|整備|運営|活動|プログラム|キャンペーン|制度|業務|\S{2}基金|\S{2}(?:特別|事業)会計|等)(?:\([^()]*\))?$"
)
SIGNED = re.compile(r"\s*[■◆●◎□◇▼▶]\s*(?P<name>[^\s:。|]{3,40})\s*$")
NO_NAME = re.compile(r"(?:同上|別紙|別添|上記|未定|なし).*|\W*")
CODE = re.compile(r"\s*\(\d{5,8}\)")
SITE = re.compile(r"(?:公式)?(?:ホームページ|(?:ウェブ|Web)サイト)", re.IGNORECASE)
"""What stands behind a body's name on the first line of its web page."""
ORGANISATION = re.compile(
    rf"(?:(?:{OFFICE_LABEL})(?::|$))?(?!.*(?:旧|元|前(?:予算)?(?:所管|担当|要求|主管|所属|執行|計上)|一部|関係|協力|移管|廃止|統合|から|まで|[隣他][県市町村部課]))[^\s:]{{0,16}}(?:部|局|庁|課|室|係|担当|班|グループ|チーム"
    r"|センター|部門|所|委員会|本部|館|署)|(?:内線|電話(?:番号)?|TEL|FAX):?[\d\-]*"
)
NOT_NOW = re.compile("旧|移管|廃止|協議|関係|連携|共管|前(?:所管|担当|要求)|年度?まで")
CONTACT = re.compile(r"\((?:内線|内|電話|TEL|担当)[^()]*\)")
YEAR = (
    rf"(?:{ERA_YEAR}(?:\((?:19|20)\d{{2}}\))?\s?年度?|{ERA_YEAR}(?![\d年])|(?:19|20)\d{{2}}年度)"
    rf"(?:\((?:{ERA_YEAR}|(?:19|20)\d{{2}})(?:年度)?\))?"
)
TITLE_WORDS = re.compile(
    r"決算(?:に(?:係る|おける|関する)|(?=主要な?施策の成果))|紹介|主要な?施策の成果(?:及び予算執行の実績)?(?:に関する)?(?:報告書|説明書|調書)?|あらまし|ポイント|拡充|"
    r"主な|(?:細?事業|取組|部局|[部局課室]|路線|施設)別|積算|総括|基金|成果指標|事業計画|実施計画|債務負担行為のある(?=事業)|に(?:係る|関する|かかる)|内示|及び|データ|結果|部局|^(?:title|件名|表題|資料名)|調整|事務|明細|様式|概算|部局別|対照|当初|補正|肉付け?|骨格|暫定|予算案?|要求|要望|額?調書?|見積|説明|概要|資料|シート|カルテ|個表|書|票|個別|事業|改善|マネジメント|施策|評価|実施|分"
    r"|行政|レビュー|新規|継続|補助制度|参考資料|事項別|(?:一般|特別|企業)会計|歳出|歳入|総務部長|財政課長|部長|課長|知事|復活|追加|後|査定|経過|状況|編成|過程|表|一覧|推移|内訳|公表|します"
    r"|\d{1,2}月|\(?第?\d{1,2}号\)?|公共|国補|補助|県単|単独|直轄|箇所別|以外|政策戦略|主要な?|重点|細|公開|について|[のをる]|単位|百?千?万?円|[■□☑✓]|点検|支出科目|款.*$"
)
NAMED_PAPER = re.compile(
    r"(?!.*\d)[一-龠々ァ-ヶーぁ-ん・]{2,20}(?:書|票|表|調|シート|カード|一覧|概要|資料|ポイント|結果)"
)
"""The name of a kind of paper, whatever kinds there are: 政策的経費要求調書."""
NO_PAPER = re.compile(
    r"[旧前次翌隣他元現]|過去|将来|改[定正訂]|版|様式|例|策定|作成|現在|参考|から|まで|以[降後前]|比較|対比|累計|廃止|中止|関連|国の|総合|計画|債務|見込|繰越|負担|取り?下|内示|実績|達成|成果|評価|当年|[仮未没案来今昨]"
)
"""Words with which the year of a paper's name may be that of a form, a plan or another time."""
PAPERS = re.compile(
    r"(?:重点|施策|政策|的|県単独?|単独|補助金|交付金?|負担金|等|事業|経費|経常|臨時|投資|義務|新規|拡充|継続|主要|一般|公共|施設|運営|維持|管理費?|業務|取組|個別|細|事務|歳出"
    r"|予算|当初|要求|見積|査定|編成|過程|概要|調整|点検|評価|検証|実施|レビュー|改善|所要額|積算|内訳|明細|資料|(?:推進|改善|見直し)のための|進[行捗]管理|・)+(?:調書|要求書|見積書|説明書|シート|個票|評価書|資料)"
    r"|(?:主な|主要な?|重点|新規|拡充|・)+(?:事業|施策)(?:の?概要|一覧)?"
)
"""Names of papers made of words that say what kind of projects and budgets they are about."""
SORTS = re.compile(
    r"[\s\u3000]?[(（](?:(?:[一二三1-3]次|中間|事前|事後|最終|内部|外部)評価|(?:繰出|貸付|委託|補助|負担)(?:金|料)|(?:経常|臨時|投資|義務|政策)(?:的)?(?:経費|事業)?|(?:施設|設備)(?:の?(?:運営|維持|管理))+|[・、])+[)）]$"
)
"""What sort of expenses a paper is about, in brackets behind its name: 予算見積書（経常・臨時経費）."""
SUBTITLE = re.compile(rf"\s+[~～〜](?!.*(?:{NO_PAPER.pattern}))[^\d~～〜。]{{2,30}}[~～〜]$")
"""What a title promises between two waves: ～県土の強靱化～."""
SPAN = re.compile(rf"(?:期間|(?:開始|終了)年度)[\s:|*\]】〕]*{YEAR}[\s]*(?:[~～\-ー]|から)?[\s]*(?:{YEAR})?")
"""The period of a project, whose years are not the sheet's."""
FROM_TO = re.compile(rf"{YEAR}\s*(?:[~～〜\-ー―]|から)\s*{YEAR}(?:まで)?")
"""A period alone in a cell, its label above it: no title."""
OTHER_FIELD = re.compile(r"(?:終了|開始|完了|決算|補助金?|評価|基準|更新|設置)[\s|]")
"""What stands before 年度 where it is not the sheet's: 終了 年度."""
MARKS = re.compile(r"[\s#*|:/=・()\[\]【】〔〕「」~\-○◯●◎■◆、。]")
DOCUMENT = re.compile(r"カルテ|要求|見積|査定|予算編成|公表|実施事業|調書|シート|概要|説明|成果の?報告書|補正|当初予算")
REQUEST = re.compile(rf"(?P<year>{YEAR}|\d{{1,2}}年度)の?(?:当初|\d{{1,2}}月補正)?(?:予算)?の?要求額?(?:計|案)?")
ASKED = re.compile(
    rf"(?:^|(?<=[\s、。・]))(?P<year>{YEAR})(?:の(?:当初)?(?:予算)?要求額は|当初予算(?:における|の)[^。、]{{0,40}}要求額は)"
)
PREFECTURE = re.compile(r"(?<![一-龠々])(?:[一-龠々]{2,3}?県|東京都|北海道|京都府|大阪府)(?=[一-龠々ァ-ヶ]|$|\s)")
BODY = r"(?!(?:本|当|他|隣|各|同|全)県)(?:[一-龠々ヶノ]{2,6}?(?:[県市町村省庁]|(?<![地学特])区)|東京都|北海道|京都府|大阪府)"
DATED, BODY_BEFORE = re.compile(YEAR), re.compile(rf"^{BODY}(?=の?\s*{YEAR})")
KNOWN_BODY = re.compile(rf"{ORGANISATION.pattern}|{BODY}")
PARTING = re.compile(r"[\s()（）【】〔〕]+")
IN_CHARGE = re.compile(
    r"[(（](?!.*(?:分(?![析校室野庁])|(?<=[業体案者期費額県後年度掲])の|うち|昨|翌|総(?!務|合|括)|再掲|内示|復活|試算|決算(?!課)|追加|仮置|債務|千ドル|半額|次期|年間|[部仮]の|参考|概算|限度|累計|最大|税抜|事務費|旧|元|他|隣|廃止|前年度|国の|東京都|北海道|(?<=[^\s()（）])[県府省]|[一-龠]{2,}(?:市(?!街)|町(?!村)|村)(?=[一-龠]*(?:部|局|課|室))))(?:[^\s()（）、。0-9の]{1,12}(?:部|局|庁|課|室|委員会))+(?:所管|所属|担当)[)）]"
)
"""The office in charge, in brackets behind the project's name: （商工観光部経営支援課所管）."""
GLUED = re.compile(r"(?<=[部局課室係])(?=(?:説明|要求|見積|査定)?(?:資料|調書|書)[\s)）】〕]*$)")
"""Between an office and its paper: 道路保全課|説明資料."""
NOT_OWN = frozenset(
    {"本県", "当県", "他県", "隣県", "各県", "同県", "全県", "当該県", "近隣県", "他府県", "都道府", "各府県", "全府県"}
)
ANY_BODY = re.compile(
    r"の.*|(?:[他隣]|単独|見本|朝|青空|農|山|漁|農山漁?)[県市町村]|(?:[旧元新]|近隣|隣接|関係|対象|被災|姉妹|先進|政令|中核|類似|該当|一部).*|.*(?:市町|都道府|[市町]|[道府都])[村県]|.*区"
)
"""What ends like the name of a body and is none, or one of another time or place."""
COMMON_NOUN = re.compile(
    r".*(?:都市|農村|山村|漁村|集落|下町|門前町|宿場町|港町|温泉町|選手村|芸術村|卸売市|花き市|朝市|青果市|市場)|(?:県内|国内|全国|過疎|合併|開催|友好|国際|本|当|同|各).*[市町村県]"
)
"""What ends like the name of a body within a title and is a common noun: 学園都市, 城下町, 卸売市."""
PAPER = r"(?:調書|要求書|見積書|説明書|内訳書|明細書|計画書|資料|シート|個票)$"
TABLE_HEADS = frozenset({"区分", "年度", "項目", "段階"})
"""What stands first in a row of a table's headings."""
ADDRESS = re.compile(r"@\s?pref\s?\.|〒|https?://(?:www\.)?pref\.")
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
GAP = 3
"""Spaces between two columns of the screen: one and two are the gaps of a spread name."""
WIDE = re.compile(r"\s+")
TAG = re.compile(
    r"^[(【〔\[]{0}[)】〕\]]\s*|\s*[(【〔\[]{0}[)】〕\]]$".replace("{0}", "(?:一部)?(?:新規?|拡充?|継続?|重点|組替)")
)
"""What is new about a project: it stands beside its name, and is no part of it."""
TAGGED = re.compile(rf"^[(【〔\[](?:一部)?(?:新規?|拡充?|継続?|重点)[)】〕\]]\s*(?={LABELS}\s*:)")
"""The same before the label of the name."""
PAGED = re.compile(
    r"\s[(（]?(?:\d{1,3}\s?/\s?\d{1,3}\s?(?:頁|ページ)?|第?\s?\d{1,3}\s?(?:頁|ページ)|[pP]\.?\s?\d{1,3}|[-－―]\s?\d{1,3}\s?[-－―])[)）]?\s*$"
)
"""The page and how many there are, at the end of a line."""
SPREAD = re.compile(r"(?:(?<=令和)|(?<=平成)) ?(元|\d{1,2}) ?(?=年度)")
"""The number of a year with blanks around it."""
LEADER = re.compile(r"\s*(?:…+|‥+|・{3,}|\.{4,})\s*")
"""The dots between a label and its value."""
HEAD_LINES = 14
"""The lines that a head has at most: the longest of 60 sheets has twelve."""


_MOST_DATED = 2
"""Cells with a year in a row with a title; a row with more is the headings of a table."""


def is_of_title(words: str) -> bool:
    """True for a part of a title made of a year and listed words alone, those of accounts left out."""
    return "款" not in words and not MARKS.sub("", TITLE_WORDS.sub("", DATED.sub("", words)))


class HeadLines:
    """A source's lines, folded, with their cells."""

    def __init__(self, source: Source, sheet: Sheet) -> None:
        self.source, self.identity = source, sheet.identity
        self.texts = INVISIBLE.sub("", fold_words("\n".join(line.drawn for line in source.lines))).split("\n")
        self.parted: dict[int, list[str]] = {}

    def text(self, number: int) -> str:
        """A line by its number, empty beyond the ends."""
        return self.texts[number - 1] if 0 < number <= len(self.texts) else ""

    def cells(self, number: int) -> list[str]:
        """The cells of a line that tabs or bars part, without Markdown's marks; one where none does."""
        if number not in self.parted:
            text = self.text(number).strip(" |")
            text = LEADER.sub(": ", PAGED.sub("", SPREAD.sub(r"\1", text)))
            cells = re.split(r"[\t|]", text) if "\t" in text or "|" in text else [text]
            bare = (cell.strip(" #*").lstrip("○◯●◎■◆・-: ") for cell in cells)
            bare = (TAGGED.sub("", cell) for cell in bare)
            self.parted[number] = [BRACKETED.sub(r"\1:", NUMBERED.sub("", cell)) for cell in bare]
        return self.parted[number]

    def above(self, number: int) -> str:
        """The nearest line above that says anything, without bars and marks; a ruled line says nothing."""
        said = (text.strip(" #|") for text in reversed(self.texts[: number - 1]))
        return next((text for text in said if text.strip(" \t|:-")), "")

    @cached_property
    def head_end(self) -> int:
        """The last line of the head: the first that names a unit, a division of a table, or an amount.

        A caption above everything else ends no head, for none has begun.
        """
        begun = False
        for line in self.source.lines[:HEAD_LINES]:
            figures, text = self.source.by_line.get(line.number, ()), self.text(line.number)
            ends = re.search(r"単位|区分|円\)" if begun else "区分", text) is not None
            if ends or any(figure.is_money for figure in figures):
                return line.number
            begun = begun or bool(text.strip())
        return HEAD_LINES

    @cached_property
    def signed(self) -> dict[int, str]:
        """The lines behind a sign that end as names of projects do, below the head and above the first amount, or anywhere below it.

        Where there is one, all that follows is of that project; of several each heads its own.
        """
        found = ((n, SIGNED.match(text)) for n, text in enumerate(self.texts, 1) if n > self.head_end)
        names = {
            n: squeeze(match["name"]) for n, match in found if match is not None and NAME_ENDS.search(match["name"])
        }
        money = (figure.line for figure in self.source.figures if figure.is_money)
        return names if min(names, default=0) < next(money, HEAD_LINES) else {}

    @cached_property
    def titles(self) -> dict[int, set[int]]:
        """The years of the lines of the head that are titles, every word understood."""
        found = ((n, self._titled(n)) for n in range(1, self.head_end + 1))
        return {n: years for n, cells in found if (years := {y for cell in cells for y in self._title_years(n, cell)})}

    def _titled(self, number: int) -> list[str]:
        """The cells of a line that may be titles: none of a table's headings, and a document's name with its year as one."""
        cells = self.cells(number)
        years = sum(DATED.search(cell) is not None for cell in cells)
        begun = {western_year(cell) for cell in cells if DATED.match(cell) is not None and "年度" in cell}
        told = [cell for cell in cells if cell.strip() and re.fullmatch(BODY, squeeze(cell)) is None]
        captions = [cell for cell in told if "単位" in squeeze(cell)]
        captioned = (
            len(cells) > len(("heading", "caption")) and bool(captions) and len(told) > len(("title", "caption"))
        )
        if (len(cells) > 1 and squeeze(cells[0]) in TABLE_HEADS) or captioned or years > _MOST_DATED or len(begun) > 1:
            return []
        fielded = (
            len(told) == len(("year", "paper", "label", "value")) and LABEL.fullmatch(squeeze(told[2])) is not None
        )
        told = told[:2] if fielded else [cell for cell in told if cell not in captions]
        ways = (told, told[::-1]) if len(told) == 2 else ()
        document = any(re.search(PAPER, squeeze(name)) and re.fullmatch(YEAR, year) for name, year in ways)
        return [" ".join(told)] if document else cells

    def _title_years(self, number: int, cell: str) -> set[int]:
        found = DATED.findall(cell)
        whole = len(self.cells(number)) == 1 or DOCUMENT.search(cell) is not None
        whole = whole and FROM_TO.fullmatch(cell.strip()) is None
        if not found or not whole or cell.endswith("額") or not self.is_title(cell):
            return set()
        printed = re.findall(rf"{ERA_YEAR}|(?:19|20)\d{{2}}", " ".join(found))
        return {year for text in printed if (year := western_year(text)) is not None}

    def is_title(self, cell: str) -> bool:
        """True for a title every word of which is understood, and for a year with the name of one kind of paper and no more."""
        if not self.rest_of_title(cell):
            return True
        if self._names_paper(cell) and self._is_of_one_year:
            return True
        words = re.sub(rf"^{BODY}の?\s*(?={YEAR})", "", cell)
        named = re.fullmatch(rf"{YEAR}\s*の?(?P<name>\S+(?:\s\S+)?)", words.strip())
        name = "" if named is None else squeeze(named["name"])
        return NAMED_PAPER.fullmatch(name) is not None and NO_PAPER.search(cell) is None and self._is_of_one_year

    def _names_paper(self, cell: str) -> bool:
        """True for a title of parts that are all understood but the name of a paper."""
        rest = DATED.sub(" ", BODY_BEFORE.sub(" ", cell))
        parts = [squeeze(part) for part in PARTING.split(rest) if part and not KNOWN_BODY.fullmatch(part)]
        unknown = [part for part in parts if MARKS.sub("", TITLE_WORDS.sub("", part))]
        papers = all(PAPERS.fullmatch(part) is not None for part in unknown)
        return len(unknown) < len(("one", "another")) and papers and NO_PAPER.search(rest) is None

    @cached_property
    def _is_of_one_year(self) -> bool:
        """True where nothing before the first amounts prints another year, but for a period and the headings of a table."""
        lines = self.source.lines[:HEAD_LINES]
        money = (
            one.number for one in lines if any(figure.is_money for figure in self.source.by_line.get(one.number, ()))
        )
        end = next(money, HEAD_LINES)
        head = [text for n, text in enumerate(self.texts[:end], 1) if n <= self.head_end or len(self.cells(n)) == 1]
        told = SPAN.sub(" ", "\n".join(head))
        printed = re.findall(rf"{ERA_YEAR}|(?:19|20)\d{{2}}(?=年)", told)
        return len({western_year(year) for year in printed}) == 1

    def rest_of_title(self, cell: str) -> str:
        """What of a title is neither a year, the sheet's own name, office and publisher, nor a title's word."""
        own = self.identity
        words = SUBTITLE.sub("", SORTS.sub("", cell.strip()))
        rest = DATED.sub(" ", BODY_BEFORE.sub(" ", words))
        parts = (part for part in PARTING.split(GLUED.sub(" ", rest)) if not KNOWN_BODY.fullmatch(part))
        rest = squeeze(CODE.sub(" ", " ".join(part for part in parts if not ORGANISATION.fullmatch(part))))
        for label in (own.project, own.publisher, own.department, own.division, own.unit):
            rest = rest if label is None else rest.replace(squeeze(label.text), " ")
        return MARKS.sub("", TITLE_WORDS.sub(" ", rest))

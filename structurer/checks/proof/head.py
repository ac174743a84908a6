"""The head: what a record says of its sheet's name, year, publisher and office stands there as such; texts are whole.

Each field is looked for where the record points, and proved by a label beside it, a line that is nothing else, or a title
every word of which is understood.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from structurer.checks.proof.wholeness import not_whole
from structurer.sheet.model import Identity, Label, Sheet
from structurer.text.era import ERA_YEAR, western_year
from structurer.text.money import fold_words
from structurer.text.source import Source
from structurer.text.words import squeeze


@dataclass(frozen=True, slots=True)
class HeadPoint:
    """One field of the head or one text of the record: by what it is proved (None: not at all), and where."""

    field: str
    text: str
    by: str | None
    lines: tuple[int, ...]


_PROJECT = "(?:事務)?事業(?:の)?名(?:称)?"
_OFFICE = (
    "部局課?名?|所管部?局?(?:部署|課|室)?名?|所属名?|担当(?:部局|部署|課|室|係|者)?名?|主管課|課・?室?名|課・?室|係名|班名"
    "|予算(?:要求|計上)課"
)
_PERIOD = "(?:事業|実施|計画)?(?:期間|年度)"
_LABELS = (
    rf"(?:{_PROJECT}|{_OFFICE}|{_PERIOD}|会計|款|項|目|番号|事業番号|整理番号|(?:事業|予算|会計)?区分|新規・?継続|根拠(?:法令)?|実施主体"
    r"|目的|事業内容|概要|内容|単位|内線|電話|E-?mail|(?:開始|終了)年度|備考|説明(?:事業)?|財源|対象|管理事業名|支出科目)"
)
_LABEL = re.compile(_LABELS + r"(?=$|[\s:|])")
_NUMBERED = re.compile(rf"^(?:\(?\d{{1,2}}\)?[.、]?|[①-⑳])\s*(?={_LABELS}(?:$|[\s:|]))")
_BRACKETED = re.compile(rf"^[【〔\[]({_LABELS})[】〕\]]\s*:?")
_ACCOUNT_LABEL = "款名?・項名?・目名?"
_NAME_ENDS = re.compile(
    r"(?:事業|費|金|料|プロジェクト|対策|計画|推進|支援|整備|運営|活動|プログラム|キャンペーン|制度|等)(?:\([^()]*\))?$"
)
_NO_NAME = re.compile(r"(?:同上|別紙|別添|上記|未定|なし).*|\W*")
_CODE = re.compile(r"\s*\(\d{5,8}\)")
_SITE = re.compile(r"(?:公式)?(?:ホームページ|(?:ウェブ|Web)サイト)", re.IGNORECASE)
"""What stands behind a body's name on the first line of its web page."""
_ORGANISATION = re.compile(
    rf"(?:(?:{_OFFICE})(?::|$))?(?!.*(?:旧|元|一部|関係|協力|移管|廃止|統合|から|まで))[^\s:]{{0,16}}(?:部|局|庁|課|室|係|担当|班|グループ|チーム"
    r"|センター|所|委員会|本部|館|署)|(?:内線|電話|TEL|FAX):?[\d\-]*"
)
_NOT_NOW = re.compile("旧|移管|廃止|協議|関係|連携|共管|前所管|年度?まで")
_CONTACT = re.compile(r"\((?:内線|内|電話|TEL|担当)[^()]*\)")
_YEAR = (
    rf"(?:{ERA_YEAR}(?:\((?:19|20)\d{{2}}\))?\s?年度?|{ERA_YEAR}(?![\d年])|(?:19|20)\d{{2}}年度)"
    rf"(?:\((?:{ERA_YEAR}|(?:19|20)\d{{2}})(?:年度)?\))?"
)
_TITLE_WORDS = re.compile(
    r"(?:細?事業|取組)別|調整|事務|明細|様式|概算|部局別|当初|補正|肉付け?|骨格|暫定|予算案?|要求|要望|額?調書?|見積|説明|概要|資料|シート|書|票|個別|事業|改善|施策|評価|実施|分"
    r"|行政|レビュー|補助制度|参考資料|事項別|(?:一般|特別|企業)会計|歳出|歳入|総務部長|財政課長|部長|課長|知事|復活|追加|後|査定|経過|状況|編成|過程|表|一覧|推移|内訳|公表|します"
    r"|\d{1,2}月|\(?第?\d{1,2}号\)?|公共|以外|政策戦略|主要|重点|細|公開|について|[のをる]|単位|百?千?万?円|[■□☑✓]|点検|支出科目|款.*$"
)
_NAMED_PAPER = re.compile(
    r"(?!.*\d)[一-龠々ァ-ヶーぁ-ん・]{2,20}(?:書|票|表|調|シート|カード|一覧|概要|資料|ポイント|結果)"
)
"""The name of a kind of paper, whatever kinds there are: 政策的経費要求調書."""
_NO_PAPER = re.compile(
    r"[旧前次翌隣他元現]|過去|将来|改[定正訂]|版|様式|例|策定|作成|現在|参考|から|まで|以[降後前]|比較|対比|累計|廃止|中止|関連|国の|総合|計画|債務|見込|繰越|負担|取り?下|内示|実績|達成|成果|評価|当年|[仮未没案来今昨]"
)
"""Words with which the year of a paper's name may be that of a form, a plan or another time."""
_SPAN = re.compile(rf"(?:期間|(?:開始|終了)年度)[\s:|*]*{_YEAR}[\s]*(?:[~～\-ー]|から)?[\s]*(?:{_YEAR})?")
"""The period of a project, whose years are not the sheet's."""
_OTHER_FIELD = re.compile(r"(?:終了|開始|完了|決算|補助金?|評価|基準|更新|設置)[\s|]")
"""What stands before 年度 where it is not the sheet's: 終了 年度."""
_MARKS = re.compile(r"[\s#*|:・()\[\]【】「」~\-○◯●◎■◆、。]")
_DOCUMENT = re.compile(r"要求|見積|査定|予算編成|公表|実施事業|調書|シート|概要|説明|補正|当初予算")
_REQUEST = re.compile(rf"(?P<year>{_YEAR}|\d{{1,2}}年度)の?(?:当初|\d{{1,2}}月補正)?(?:予算)?の?要求額?(?:計|案)?")
_ASKED = re.compile(
    rf"(?:^|(?<=[\s、。・]))(?P<year>{_YEAR})(?:の(?:当初)?(?:予算)?要求額は|当初予算(?:における|の)[^。、]{{0,40}}要求額は)"
)
_PREFECTURE = re.compile(r"(?<![一-龠々])(?:[一-龠々]{2,3}?県|東京都|北海道|京都府|大阪府)(?=[一-龠々ァ-ヶ]|$|\s)")
_BODY = r"(?!(?:本|当|他|隣|各|同|全)県)(?:[一-龠々ヶ]{2,6}?(?:[県市町村]|(?<![地学特])区)|東京都|北海道|京都府|大阪府)"
_DATED, _BODY_BEFORE = re.compile(_YEAR), re.compile(rf"^{_BODY}(?=の?\s*{_YEAR})")
_KNOWN_BODY = re.compile(rf"{_ORGANISATION.pattern}|{_BODY}")
_PARTING = re.compile(r"[\s()]+")
_NOT_OWN = frozenset(
    {"本県", "当県", "他県", "隣県", "各県", "同県", "全県", "当該県", "近隣県", "他府県", "都道府", "各府県", "全府県"}
)
_ANY_BODY = re.compile(
    r"(?:[旧元新]|近隣|隣接|関係|対象|被災|姉妹|先進|政令|中核|類似|該当|一部).*|.*(?:市町|都道府|[市町]|[道府都])[村県]|.*区"
)
"""What ends like the name of a body and is none, or one of another time or place."""
_PAPER = r"(?:調書|要求書|見積書|説明書|資料|シート|個票)$"
_TABLE_HEADS = frozenset({"区分", "年度", "項目", "段階"})
"""What stands first in a row of a table's headings."""
_ADDRESS = re.compile(r"@\s?pref\s?\.|〒|https?://(?:www\.)?pref\.")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_GAP = 3
"""Spaces between two columns of the screen: one and two are the gaps of a spread name."""
_WIDE = re.compile(r"\s+")
_TAG = re.compile(
    r"^[(【〔\[]{0}[)】〕\]]\s*|\s*[(【〔\[]{0}[)】〕\]]$".replace("{0}", "(?:一部)?(?:新規?|拡充?|継続?|重点|組替)")
)
"""What is new about a project: it stands beside its name, and is no part of it."""
_HEAD_LINES = 14
"""The lines that a head has at most: the longest of 60 sheets has twelve."""


class _Lines:
    """A source's lines, folded, with their cells."""

    def __init__(self, source: Source, sheet: Sheet) -> None:
        self.source, self.identity = source, sheet.identity
        self.texts = _INVISIBLE.sub("", fold_words("\n".join(line.drawn for line in source.lines))).split("\n")
        self.parted: dict[int, list[str]] = {}

    def text(self, number: int) -> str:
        """A line by its number, empty beyond the ends."""
        return self.texts[number - 1] if 0 < number <= len(self.texts) else ""

    def cells(self, number: int) -> list[str]:
        """The cells of a line that tabs or bars part, without Markdown's marks; one where none does."""
        if number not in self.parted:
            text = self.text(number).strip(" |")
            cells = re.split(r"[\t|]", text) if "\t" in text or "|" in text else [text]
            bare = (cell.replace("**", "").strip(" #*").lstrip("○◯●◎■◆・- ") for cell in cells)
            self.parted[number] = [_BRACKETED.sub(r"\1:", _NUMBERED.sub("", cell)) for cell in bare]
        return self.parted[number]

    def above(self, number: int) -> str:
        """The nearest line above that says anything, without bars and marks; a ruled line says nothing."""
        said = (text.replace("**", "").strip(" #|") for text in reversed(self.texts[: number - 1]))
        return next((text for text in said if text.strip(" \t|:-")), "")

    @cached_property
    def head_end(self) -> int:
        """The last line of the head: the first that names a unit, a division of a table, or an amount.

        A caption above everything else ends no head, for none has begun.
        """
        begun = False
        for line in self.source.lines[:_HEAD_LINES]:
            figures, text = self.source.by_line.get(line.number, ()), self.text(line.number)
            ends = re.search(r"単位|区分|円\)" if begun else "区分", text) is not None
            if ends or any(figure.is_money for figure in figures):
                return line.number
            begun = begun or bool(text.strip())
        return _HEAD_LINES

    @cached_property
    def titles(self) -> dict[int, set[int]]:
        """The years of the lines of the head that are titles, every word understood."""
        found = ((n, self._titled(n)) for n in range(1, self.head_end + 1))
        return {n: years for n, cells in found if (years := {y for cell in cells for y in self._title_years(n, cell)})}

    def _titled(self, number: int) -> list[str]:
        """The cells of a line that may be titles: none of a table's headings, and a document's name with its year as one."""
        cells = self.cells(number)
        if len(cells) > 1 and squeeze(cells[0]) in _TABLE_HEADS:
            return []
        told = [cell for cell in cells if cell.strip()]
        document = len(told) > 1 and re.search(_PAPER, squeeze(told[0])) is not None and re.fullmatch(_YEAR, told[1])
        return [" ".join(told)] if document and len(told) == 2 else cells

    def _title_years(self, number: int, cell: str) -> set[int]:
        found = _DATED.findall(cell)
        whole = len(self.cells(number)) == 1 or _DOCUMENT.search(cell) is not None
        if not found or not whole or cell.endswith("額") or not self.is_title(cell):
            return set()
        printed = re.findall(rf"{ERA_YEAR}|(?:19|20)\d{{2}}", " ".join(found))
        return {year for text in printed if (year := western_year(text)) is not None}

    def is_title(self, cell: str) -> bool:
        """True for a title every word of which is understood, and for a year with the name of one kind of paper and no more."""
        if not self.rest_of_title(cell):
            return True
        words = re.sub(rf"^{_BODY}の?\s*(?={_YEAR})", "", cell)
        named = re.fullmatch(rf"{_YEAR}\s*の?(?P<name>\S+(?:\s\S+)?)", words.strip())
        name = "" if named is None else squeeze(named["name"])
        return _NAMED_PAPER.fullmatch(name) is not None and _NO_PAPER.search(cell) is None and self._is_of_one_year

    @cached_property
    def _is_of_one_year(self) -> bool:
        """True where nothing before the first amounts prints another year, but for a period and the headings of a table."""
        lines = self.source.lines[:_HEAD_LINES]
        money = (
            one.number for one in lines if any(figure.is_money for figure in self.source.by_line.get(one.number, ()))
        )
        end = next(money, _HEAD_LINES)
        head = [text for n, text in enumerate(self.texts[:end], 1) if n <= self.head_end or len(self.cells(n)) == 1]
        told = _SPAN.sub(" ", "\n".join(head))
        printed = re.findall(rf"{ERA_YEAR}|(?:19|20)\d{{2}}(?=年)", told)
        return len({western_year(year) for year in printed}) == 1

    def rest_of_title(self, cell: str) -> str:
        """What of a title is neither a year, the sheet's own name, office and publisher, nor a title's word."""
        own = self.identity
        rest = _DATED.sub(" ", _BODY_BEFORE.sub(" ", cell))
        rest = " ".join(part for part in _PARTING.split(rest) if not _KNOWN_BODY.fullmatch(part))
        rest = squeeze(_CODE.sub(" ", rest))
        for label in (own.project, own.publisher, own.department, own.division, own.unit):
            rest = rest if label is None else rest.replace(squeeze(label.text), " ")
        return _MARKS.sub("", _TITLE_WORDS.sub(" ", rest))


def head_findings(source: Source, sheet: Sheet) -> tuple[HeadPoint, ...]:
    """Return a point for each field of the head, proved or not, and one for each text that is not printed whole."""
    lines, own = _Lines(source, sheet), sheet.identity
    fields = {
        "project": (own.project, _project),
        "publisher": (own.publisher, _publisher),
        "department": (own.department, _office),
        "division": (own.division, _office),
        "unit": (own.unit, _office),
        "code": (own.code, _labelled("事業番号|整理番号|管理番号|事業コード")),
        "period": (own.period, _labelled(_PERIOD)),
        "stage": (own.stage, _stage),
        "accounts": (own.accounts, _accounts),
    }
    points = [
        HeadPoint(name, label.text, proved(lines, label), _line_of(label))
        for name, (label, proved) in fields.items()
        if label is not None
    ]
    if own.fiscal_year is not None:
        points.append(_year_point(lines, own))
    points += _labels_as_items(sheet)
    return (*points, *(HeadPoint(field, text, None, ()) for field, text in not_whole(source, sheet)))


def _labels_as_items(sheet: Sheet) -> list[HeadPoint]:
    """The items that hold no amount and are named by a label of the head: a field was taken for a table's row."""
    labels = [item.label for section in sheet.sections for item in section.items if not item.cells]
    return [
        HeadPoint("item", label.text, None, _line_of(label))
        for label in labels
        if _LABEL.match(squeeze(label.text)) or re.match(_ACCOUNT_LABEL, squeeze(label.text))
    ]


def _line_of(label: Label | None) -> tuple[int, ...]:
    """The line of a label, where it has one."""
    return () if label is None or label.line is None else (label.line,)


def _same(one: str, other: str) -> bool:
    return squeeze(_INVISIBLE.sub("", one)).strip(":") == squeeze(_INVISIBLE.sub("", other)).strip(":")


def _values(lines: _Lines, number: int, names: str) -> Iterator[str]:
    """What stands as the value of a label: in its cell, in the next one, below it in a row of labels, or on the next line."""
    cells, (label, value) = lines.cells(number), _value_patterns(names)
    spread = [squeeze(cell) for cell in cells]
    for before, cell in zip(spread, cells[1:], strict=False):
        if label.fullmatch(before) and not _LABEL.match(squeeze(cell)):
            yield cell
    for cell in (_WIDE.sub(lambda gap: gap[0] if len(gap[0]) > _GAP else " ", cell.strip()) for cell in cells):
        opened = list(value.finditer(cell))
        yield from (_until_label(cell[found.end() :]) for found in opened if found.start() == 0 or _LABEL.match(cell))
        if not opened and (glued := re.match(rf"(?:{names})(?![称等])", cell)) is not None and names == _PROJECT:
            yield cell[glued.end() :]
    upper = lines.cells(number - 1)
    if len(upper) == len(cells) > 1 and all(_LABEL.match(squeeze(cell)) or not cell for cell in upper):
        yield from (cell for name, cell in zip(upper, cells, strict=True) if label.fullmatch(squeeze(name)))
    heads, words = _only_labels(lines.text(number - 1)), lines.text(number).split()
    if len(heads) == len(words) > 1 and len(words) != len(lines.text(number + 1).split()):
        yield from (word for name, word in zip(heads, words, strict=True) if label.fullmatch(name))
    if len(cells) == 1 and label.fullmatch(squeeze(lines.above(number))):
        yield cells[0].lstrip(": ")


def _only_labels(text: str) -> list[str]:
    """The labels of a line that is nothing else; none of any other line."""
    label, whole = _label_patterns()
    line = " ".join(text.split())
    return [squeeze(found) for found in label.findall(line)] if whole.fullmatch(line) else []


@cache
def _label_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One label of a line, and a line of labels."""
    label = rf"(?:{_spaced(_LABELS)})(?= |$) ?"
    return re.compile(label), re.compile(rf"(?:{label})+")


@cache
def _value_patterns(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A label alone, and a label before its value."""
    before = re.compile(rf"(?:^|(?<=\s)){_spaced(names)}(?:\s*:\s*|\s+)(?=\S)")
    return re.compile(rf"(?:{names})\s?:?"), before


@cache
def _spaced(names: str) -> str:
    """A pattern of labels whose letters may be spread."""
    return "(?:" + re.sub(r"([一-龠])(?!\?)", r"\1\\s*", names) + ")"


def _until_label(text: str) -> str:
    """A value up to the next label of its line, or to a gap that parts two columns of the screen."""
    gaps = re.finditer(r"\s+", text)
    parted = next((gap for gap in gaps if _is_parting(gap, text[gap.end() :])), None)
    return text if parted is None else text[: parted.start()]


def _is_parting(gap: re.Match[str], rest: str) -> bool:
    """True for a gap behind which a label stands, or another column with nothing that takes the value back."""
    return _LABEL.match(rest) is not None or (len(gap[0]) > _GAP and _NOT_NOW.search(rest) is None)


def _labelled(names: str) -> Callable[[_Lines, Label], str | None]:
    def proved(lines: _Lines, label: Label) -> str | None:
        values = () if label.line is None else _values(lines, label.line, names)
        return "label" if any(_same(value, label.text) for value in values) else None

    return proved


def _project(lines: _Lines, label: Label) -> str | None:
    """A name beside its label, else one that a line or the title of the head says; never a label, never a part."""
    if label.line is None or _LABEL.match(fold_words(label.text).strip()) or _NO_NAME.fullmatch(squeeze(label.text)):
        return None
    name, number = squeeze(label.text), label.line
    whole = [
        _CODE.sub("", _untagged(value)) + _going_on(lines, number, value) for value in _values(lines, number, _PROJECT)
    ]
    if whole:
        same = any(_same(value, label.text) for told in whole for value in (told, _unofficed(told)))
        return "label" if same else None
    own = re.compile(rf"[\s|*#]*{_spaced(_PROJECT)}\s*(?P<mark>[:|\s]|$)")
    labelled = [
        n
        for n, text in enumerate(lines.texts, 1)
        if (found := own.match(text)) and (found["mark"] == ":" or n <= lines.head_end)
    ]
    if labelled:  # a title says the name, too; the labelled line decides
        said = [value for n in labelled for value in _labelled_name(lines, n)]
        return "label" if said and all(_same(_CODE.sub("", _untagged(value)), label.text) for value in said) else None
    if _going_on(lines, number, name):
        return None
    return next((by for cell in lines.cells(number) if (by := _named_by(lines, number, cell, name)) is not None), None)


def _labelled_name(lines: _Lines, number: int) -> list[str]:
    """The names beside a label of the name; the one below it where nothing stands beside it."""
    beside, below = (
        [value for value in _values(lines, n, _PROJECT) if value.strip(" :")] for n in (number, number + 1)
    )
    return beside or below


def _untagged(name: str) -> str:
    """A name without what is new about its project: `河川管理事業(拡充)`."""
    return _TAG.sub("", name.strip())


def _unofficed(name: str) -> str:
    """A name without the offices in brackets behind it: `森の案内人育成事業（森林課）`."""
    found = re.fullmatch(r"(?P<name>.+?)\s*\((?P<offices>[^()]+)\)", name.strip())
    return name if found is None or not _offices(found["offices"]) else found["name"]


def _named_by(lines: _Lines, number: int, cell: str, name: str) -> str | None:
    cell = _untagged(cell)
    if number > lines.head_end or _NAME_ENDS.search(name) is None or name not in squeeze(cell):
        return None
    if lines.rest_of_title(cell):
        return None
    return "line" if squeeze(cell) == name else "title"


def _going_on(lines: _Lines, number: int, name: str) -> str:
    """The next line where a name goes on there: it is set in, or the name breaks off and the next line ends one."""
    text, following = lines.text(number).rstrip(), lines.text(number + 1)
    rest = following.strip()
    if not rest or _LABEL.match(squeeze(rest)) or re.search(r"[:\t|。\d]|^[(#*・○<\[]", rest) or _offices(rest):
        return ""
    indented = len(following) - len(following.lstrip()) > len(text) - len(text.lstrip())
    broken = _NAME_ENDS.search(squeeze(name)) is None and _NAME_ENDS.search(rest) is not None
    return rest if squeeze(text).endswith(squeeze(name)) and (indented or broken) else ""


def _publisher(lines: _Lines, label: Label) -> str | None:
    name, number = squeeze(label.text), label.line
    if number is None or name in _NOT_OWN or re.fullmatch(r"\S{1,8}[都道府県市町村区省庁]", name) is None:
        return None
    if any(_same(value, name) for value in _values(lines, number, "(?:都道府県|市区?町村|団体|自治体|発行者?)名?")):
        return "label"
    # 川端市の予算の内訳 heads a table of that town
    budget = re.compile(rf"{re.escape(name)}の?(?:予算|当初)(?!.*\d|.*{_PAPER})")
    for cell in lines.cells(number) if number <= lines.head_end else ():
        if budget.match(squeeze(cell)) is not None:
            continue
        if _is_behind_title(cell, name) and lines.is_title(cell):
            return "title"
        if re.fullmatch(rf"{re.escape(name)}の?{_SITE.pattern}", squeeze(cell), re.IGNORECASE) or _stands_apart(
            lines, number, name
        ):
            return "line"
        if squeeze(re.sub(rf"^{_YEAR}\s", "", cell)).startswith(name) and lines.is_title(cell):
            return "line" if squeeze(cell) == name else "title"
    named = {found for text in lines.texts for found in _PREFECTURE.findall(text)} - _NOT_OWN
    addressed = any(_ADDRESS.search(text) for text in lines.texts[:_HEAD_LINES])
    return "address" if addressed and named == {name} else None


def _stands_apart(lines: _Lines, number: int, name: str) -> bool:
    """True for the name of a body set apart on a line of the head, in brackets or not, beside a title, offices and labels only."""
    parts = [part for cell in lines.cells(number) for part in re.split(r"\s{3,}", cell.strip()) if part]
    others = [part for part in parts if squeeze(part) not in {name, f"({name})"}]
    known = all(
        _offices(re.sub(rf"^(?:{_OFFICE})[\s:]+", "", part))
        or _LABEL.fullmatch(squeeze(part))
        or (re.search(_YEAR, part) and not lines.rest_of_title(part))
        for part in others
    )
    return len(parts) == len(others) + 1 > 1 and known and _ANY_BODY.fullmatch(name) is None


def _is_behind_title(cell: str, name: str) -> bool:
    """True for the name of a body that ends a title, apart or alone in brackets."""
    parts = re.split(rf"\s+(?={re.escape(name)}$)|\s?\((?={re.escape(name)}\)$)", cell.strip())
    return len(parts) == 2 and _ANY_BODY.fullmatch(name) is None and re.search(_YEAR, parts[0]) is not None


def _offices(text: str) -> list[str]:
    """The offices of a line of offices, labels and telephones and nothing else; none of any other line."""
    parts = _CONTACT.sub("", text).replace("|", " ").split()
    if not all(_ORGANISATION.fullmatch(part) for part in parts):
        return []
    return [part for part in parts if not re.fullmatch(rf"(?:{_OFFICE}):?|[^一-龠]+|(?:内線|電話).*", part)]


def _office(lines: _Lines, label: Label) -> str | None:
    """An office beside its label, or one of a line of offices and nothing else, where the head has no other such line."""
    number = label.line or 0
    values = [part for value in _values(lines, number, _OFFICE) for part in _offices(value)]
    if any(_same(label.text, value) for value in values):
        return "label"
    heads = {found[0] for n in range(1, _HEAD_LINES + 1) if (found := _offices(lines.text(n)))}
    named = lines.above(number).startswith("事業名")  # 連携 in the project's own name says nothing of an office
    around = ("" if named else lines.above(number)) + lines.text(number + 1)
    apart = _NOT_NOW.search(around) or re.search(r"(?<![名当属]):$", lines.above(number))
    if len(heads) > 1 or apart is not None or number > _HEAD_LINES:
        return None
    return "line" if any(_same(part, label.text) for part in _offices(lines.text(number))) else None


def _stage(lines: _Lines, label: Label) -> str | None:
    text = lines.text(label.line or 0)
    marked = re.findall(r"[■☑✓]\s*([^\s□■☑✓|]+)", text)
    if len(marked) == 1 and _same(marked[0], label.text):
        return "line"
    return _labelled("(?:要求|予算|査定)?(?:区分|段階)")(lines, label)


def _accounts(lines: _Lines, label: Label) -> str | None:
    """The accounts beside their label, or to the end of their cell with a name behind the labels."""
    if any(_same(label.text, value) for value in _values(lines, label.line or 0, _ACCOUNT_LABEL)):
        return "label"
    said = squeeze(re.sub(r"[款項目名・:\s]+", "", label.text))
    ends = any(squeeze(cell).endswith(squeeze(label.text)) for cell in lines.cells(label.line or 0))
    return "label" if said and ends and re.match("款|会計", squeeze(label.text)) else None


def _year_point(lines: _Lines, own: Identity) -> HeadPoint:
    """By a title, else by the one labelled year or request; a title that names another year, or more than one, proves none."""
    year, label = own.fiscal_year, own.fiscal_year_label
    text = str(year) if label is None else label.text
    titled = set().union(*lines.titles.values()) if lines.titles else set()
    fields = {told for told, number in _year_fields(lines) if number <= _HEAD_LINES}
    if titled == {year} and fields <= {year}:
        return HeadPoint("fiscal_year", text, "title", tuple(lines.titles))
    asked = {} if titled else dict(_asked(lines))
    if set(asked) == {year}:
        return HeadPoint("fiscal_year", text, "label", tuple(asked.values()))
    return HeadPoint("fiscal_year", text, None, _line_of(label))


def _asked(lines: _Lines) -> Iterator[tuple[int, int]]:
    """The years of labelled fields and of requests, each with its line."""
    yield from _year_fields(lines)
    for number in range(1, len(lines.texts) + 1):
        rows = [found["year"] for cell in lines.cells(number) if (found := _REQUEST.fullmatch(squeeze(cell)))]
        told = [found["year"] for found in _ASKED.finditer(lines.text(number))]
        for value in (*rows, *told):
            if (year := western_year(value)) is not None:
                yield year, number


def _year_fields(lines: _Lines) -> Iterator[tuple[int, int]]:
    """The years that labels of the sheet's own year name, each with its line; none behind words of another time or paper."""
    for number, text in enumerate(lines.texts, 1):
        if len(_DATED.findall(text)) != 1 or _OTHER_FIELD.search(text):
            continue
        for value in _values(lines, number, "(?:会計|予算|対象|要求)?年度(?:区分)?"):
            told = re.sub(r"\s?(?:当初|補正)?予算案?$", "", value)
            if _DATED.fullmatch(told) and (year := western_year(told)) is not None:
                yield year, number

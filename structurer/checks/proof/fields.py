"""The fields of a head that say whose the amounts are, of which budget or in which state: their values are believed by an allow-list."""

from collections.abc import Iterator
from itertools import pairwise

from structurer.checks.proof.asides import PLAIN, is_harmless, is_of_another, names_another_beside
from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.head_fields import HEAD_FIELD, OFFICE_LABEL
from structurer.checks.proof.head_lines import LABEL, NOT_OWN
from structurer.checks.proof.residue import Note
from structurer.checks.proof.unit_words import is_caption
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.words import squeeze, tidy

_ASKS = re.compile(
    r"[一-龠]{0,6}主体|[一-龠]{1,6}(?:区分|種別|種類|段階|状態)|(?:予算)?会計(?:区分|名)?"
    r"|(?:負担|支払|支出|出資|拠出|執行|実施|費用負担)(?:者|元|先|機関|団体|区分)?|支払先の\S+|財源|財布|経費負担"
)
"""Labels whose values say whose the amounts are, which budget they belong to, or in which state they are."""
_FREE = re.compile(r"対象|交付先|補助先|相手|委託先|場所|関係|連携|協力|利用|参加|事業名|名称|所属|所管|担当|課|部局")
"""Labels of those who are served, of names and of offices: bodies stand behind them as they do in any project."""
_OFFICES = re.compile(rf"{OFFICE_LABEL}|(?:担当)?(?:部署|部課|部局課?|[課局部係班])(?:[(（]室[)）])?・?名?")
_SORT = re.compile(
    r"(?:(?:一部)?(?:新規?|拡充?|継続?|重点|組替|既存)|(?:経常|臨時|投資|政策|義務|裁量|標準|一般|公共|維持補修|施設整備)(?:的)?|単県|県単独?|単独|国庫補助|補助"
    r"|経費|事業|費|枠|・|、|/|／|及び|分|\(|\)|（|）|[A-EＡ-Ｅ](?![A-Za-z]))+"
)
_SOURCE = re.compile(
    r"(?:(?:[国県市町]|地元)\s?\d{1,2}[/／]\d{1,2}|国庫支出金|国庫補助金|県支出金|県債|地方債|一般財源|基金繰入金|その他(?:特定財源)?|使用料|諸収入|全額一般財源|[・、,\s及びと])+"
)
_BUDGET = re.compile(r"(?:当初(?:予算)?|予算)(?:要求|案)?|要求|通常")
_OWN = re.compile(
    r"(?:本|当)?県(?:[(（・、\s]*(?:直営|委託|補助|直接)[^、。]{0,6}[)）]?)?(?:[・、及びと]+市町村?)?|直営|委託|直接(?:実施)?|業務委託|外部委託"
)
_SERVED = re.compile(
    r"(?:県[、・及びと]*)?(?:市町村?等?|民間(?:事業者|団体)?|(?:関係)?団体|事業者|企業|協議会|実行委員会|NPO(?:法人)?等?|学校|農業者|組合|[、・及びと])+等?"
)
"""Who carries out what is paid for, in general: with a subsidy the amounts are the project's all the same."""
_SUBSIDY = re.compile(r"補助|交付|負担金|助成|委託")
_ACCOUNT = re.compile(r"\d{0,3}(?:一般(?:会計)?|[一-龠ァ-ヶー・]{2,12}(?:特別|事業|企業)?会計)")
_NO_ACCOUNT = re.compile(r"(?:公営|地方公営)?(?:企業|特別|事業|他|別|他の|隣県)会計|.*(?:以外|[隣他]).*")
_DATE = re.compile(r"(?:令和|平成|昭和|[RHS]|\d|元|年|月|日|度|から|まで|[~〜～―\-‐－\s()（）]|予定|毎|なし)+")
_BARE = re.compile(
    r"(?:隣|他|別の?)?[県国]|[隣他][県市町村課部局].{0,4}|[^\s。、]{0,4}(?:[市町村]|警察|県警|企業局|協議会|財団|組合|公社)(?:費|分|負担)?|国費?(?:のみ)?|民間.{0,3}"
    r"|(?:前|昨|翌|次|来)年度?.{0,3}|補正|暫定|骨格|概算|内示|繰越|再掲|参考|保留|限度額|上限|債務負担(?:行為)?|内数|外数|仮|見込(?:み|額)?|廃止|見送り?|取り?下げ"
    r"|査定前|当初案|旧.{0,3}|企業会計|特別会計|税[抜込]|半額|決算|累計"
)
"""All of a value that says of the amounts that they are another's, another time's, a part or not in force."""
_LONGEST = 16
"""Letters of a value that is no text."""
_MARKS = re.compile(r"^[\s\u3000]*(?:[・*＊\-○●◇◆■□◎※]|[(（]?\d{1,2}[)）.．]|[①-⑳])?[\s\u3000]*[【〔\[*]*")
_COLON = re.compile(r"(?P<label>[^\s\d:：。、]{2,10})[】〕\]*]*[\s\u3000]*[:：][\s\u3000*]*(?P<value>[^\s*][^:：]*)")
_SPACED = re.compile(r"(?P<label>[^\s\d:：。、]{2,10})[】〕\]*]*[\s\u3000]+(?P<value>\S+(?:[\s\u3000]\S+){0,2})")
_COLUMN = re.compile(r"[\s\u3000]{3,}|\u3000{2,}|\t")


def foreign_fields(grid: Grid, publisher: str | None) -> Iterator[Note]:
    """The fields of a source whose value may say that its amounts are another's than the publisher's."""
    own = "" if publisher is None or publisher in NOT_OWN else squeeze(publisher)
    subsidised = _SUBSIDY.search(grid.source.drawn) is not None
    for row in grid.rows:
        if row.values or _heads_values(grid, row):
            continue
        if any(_is_foreign(label, value, own, subsidised=subsidised) for label, value in _fields(grid, row)):
            yield Note(row.first, tidy(row.text))


def _heads_values(grid: Grid, row: PrintedRow) -> bool:
    """True for a row of headings: amounts stand in the rows below it."""
    several = len(row.texts) > 1 and "：" not in row.text and ":" not in row.text
    below = (one for one in grid.rows[row.position + 1 : row.position + 4] if not one.is_bare)
    dated = sum(any(figure.kind is Kind.YEAR for figure in cell.figures) for cell in row.texts)
    return several and (dated > 1 or any(one.values and one.kind == row.kind for one in below))


def _fields(grid: Grid, row: PrintedRow) -> Iterator[tuple[str, str]]:
    """The labels and values of a row: in cells, behind a colon or blanks, or a value on the line below its label."""
    if row.kind != "line":
        texts = [cell.text.strip(" *") for cell in row.cells]
        yield from pairwise(texts)
        for text in texts:
            if (found := _COLON.fullmatch(text)) is not None:
                yield found["label"], found["value"]
        return
    drawn = _MARKS.sub("", grid.source.lines[row.first - 1].drawn.strip(), count=1)
    parts = [part for part in _COLUMN.split(drawn) if part]
    for part, following in zip(parts, [*parts[1:], ""], strict=False):
        found = _COLON.fullmatch(part) or _SPACED.fullmatch(part)
        if found is not None:
            yield found["label"], found["value"]
        elif following:
            yield part.rstrip(":："), following
    below = grid.rows[row.position + 1] if row.position + 1 < len(grid.rows) else None
    alone = len(parts) == 1 and _ASKS.fullmatch(squeeze(drawn.rstrip(":： 】"))) is not None
    if alone and below is not None and below.kind == "line" and not below.values and _is_below_label(grid, below):
        yield drawn.rstrip(":： 】"), tidy(below.text)


def _is_below_label(grid: Grid, row: PrintedRow) -> bool:
    """True for a line that may be the value of the label above it: no caption of a table, and no heading of columns, one a line."""
    rows = grid.rows[row.position : row.position + 3]
    dated = sum(not one.values and any(f.kind is Kind.YEAR for cell in one.cells for f in cell.figures) for one in rows)
    return len(row.cells) == 1 and not is_caption(row.text) and dated < len(("year", "year"))


def _is_foreign(label: str, value: str, own: str, *, subsidised: bool) -> bool:
    name, words = squeeze(label), squeeze(value)
    if (
        not words
        or len(words) > _LONGEST
        or "。" in words
        or words == own
        or re.fullmatch(r"[一-龠ァ-ヶーぁ-ん・]+", name) is None
    ):
        return False
    if LABEL.fullmatch(words) is not None or HEAD_FIELD.fullmatch(words + ":") is not None:
        return False  # 会計 and 款 side by side, over their values
    if _OFFICES.fullmatch(name) is not None and (names_another_beside(value) or any(map(is_of_another, value.split()))):
        return True
    if _ASKS.fullmatch(name) is None:
        served = _FREE.search(name) is not None or _SERVED.fullmatch(words) is not None
        return not served and _BARE.fullmatch(words) is not None
    if "会計" in name or (name.startswith("予算") and _ACCOUNT.match(words) is not None):
        words = squeeze(next((part for part in value.split() if not part.isdigit()), value))
        return _ACCOUNT.fullmatch(words) is None or _NO_ACCOUNT.fullmatch(words) is not None
    known = any(form.fullmatch(words) is not None for form in (_SORT, _SOURCE, _BUDGET, _OWN, _DATE, PLAIN))
    served = subsidised and _SERVED.fullmatch(words) is not None
    return not (known or served or is_harmless(value))

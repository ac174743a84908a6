"""Lines of the head that are a field's label or what stands below one, and so no stamps like 見本 or 不採択."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.head_fields import CODE_LABEL, HEAD_FIELD, LABEL_LINE, OFFICE_LABEL
from structurer.checks.proof.heading_words import BRACKETS, ELSEWHERE, MARK, RISK, VOID
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_NONE = r"(?:(?:該当|特に)?なし|無し?)"
_KEPT = rf"(?!.*(?:{RISK.pattern}|{ELSEWHERE.pattern}|見本|没|却下|否決|保留|控え|写し))"
"""Before a name none of whose words takes anything back."""
_FREE = rf"{_KEPT}(?!.*(?:予算|決算|繰越|合計|総額|か年|補正|財源|[額費]$))"
"""The same before what a field may say of anything: no word of amounts."""
_SAFE = rf"{_KEPT}[^\d。]"
"""The letters of such a name."""
_ERA = r"(?:令和|平成|昭和)(?:元|\d{1,2})年度?"
_VALUES = (
    (
        rf"(?:部|局|課|室|係)名?|{OFFICE_LABEL}",
        rf"{_SAFE}{{2,12}}(?:グループ|チーム)",
    ),
    (r"(?:事業|細事業)名|(?:予算)?計上課", None),
    (CODE_LABEL, r"[A-Za-z]{0,3}[\d\-－]{1,12}"),
    (r"会計(?:区分|名)?", rf"{_SAFE}{{2,14}}会計"),
    (r"[款項目](?:名)?|(?:予算|支出)?科目", rf"{_SAFE}{{1,12}}[費金債料入税]"),
    (
        r"(?:事業|実施)期間",
        rf"(?:{_ERA})?[~〜～―\-](?:{_ERA})?|{_ERA}から(?:{_ERA}(?:まで)?)?|\d{{1,2}}[かカヵケヶ箇]?年間?",
    ),
    (
        r"(?:根拠|関係|関連)(?:法令|法規|規定)?等?",
        rf"{_SAFE}{{1,30}}(?:法|法律|条例|規則|要綱|要領|政令|省令|指針)|{_NONE}",
    ),
    (
        r"(?:関連|関係|上位|長期|総合)(?:する)?計画(?:上の位置(?:付|づ)け)?|計画|施策体系",
        rf"{_SAFE}{{2,30}}(?:計画|ビジョン|戦略|プラン|構想|大綱|方針)|{_NONE}",
    ),
    (
        r"(?:総合)?計画(?:上|で)?の?(?:位置(?:付け|づけ)|施策)|(?:基本|重点)?施策(?:名|体系)?|政策(?:名|体系|分野)?",
        rf"{_FREE}[^\d。]{{2,40}}",
    ),
    (r"対象(?:者|地域)?|意図|手段", rf"{_FREE}[^。円]{{2,40}}"),
    (r"地方財政措置(?:の状況)?", rf"(?:普通|特別)交付税(?:措置)?(?:あり)?(?:\([^()]{{1,8}}\)?)?|{_NONE}"),
    (r"(?:事業区分|新規・?継続(?:の別|区分)?)", r"(?:新規|継続|拡充)(?:事業)?"),
)
"""The labels of fields of the head, each with what may stand below it: a value of another form may be a stamp."""
STAMPED = re.compile(rf"{RISK.pattern}|見本|没|却下|否決|保留|控え|写し")
"""Words of stamps, which one behind a bullet may be all the same."""
_FIELDS = tuple((re.compile(label), value) for label, value in _VALUES)


def is_field(grid: Grid, row: PrintedRow) -> bool:
    """True for a field's label alone on its line, half of one broken over two, and what such a field has right below its label."""
    above, own, below = (_words(grid, row.position + step) for step in (-1, 0, 1))
    if any(_value_of(label) is not _NO_LABEL for label in (own, own + below, above + own)):
        return bool(own) and not (own.endswith("計画") and not below)  # 関連計画 over nothing heads what follows
    value = _value_of(above)
    value = _value_of(_words(grid, row.position - 2) + above) if above and value is _NO_LABEL else value
    return value is not None and value.fullmatch(own) is not None


def holds_field(text: str) -> bool:
    """True for the label of a field with such a value behind it: `関連計画　産業振興ビジョン`; an account may be of a table alone."""
    label, _, value = tidy(text).replace("：", " ").replace(":", " ").partition(" ")
    return bool(value) and "会計" not in label and (_value_of(label) or _NO_LABEL).fullmatch(squeeze(value)) is not None


_BEGUN = re.compile(rf"(?:(?:事業)?(?:開始|着手)(?:年度|時期|年)?|始期)[:：\s]+(?:{_ERA}|(?:19|20)\d\d年度?)")


def is_begun(text: str) -> bool:
    """True for the field that says when the project began: 事業開始 平成24年度."""
    return _BEGUN.fullmatch(tidy(text).strip("*・- ")) is not None


_ACCOUNT_FIELD = re.compile(r"会計(?:区分|名)?")
_ACCOUNT = re.compile(r"(?:\d{1,3})?(?P<name>一般|[一-龠ァ-ヶー・]{2,16}会計)")
"""What names an account, its code before it or not."""
_CODE = re.compile(r"\d{1,3}")


def accounts(grid: Grid, is_heading: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """The lines with a field of the account that names none, or another one than the first: `会計　隣県`.

    `is_heading` tells of the words that head columns: `会計 | 要求額` over a table names no account.
    """
    first = None
    for row in grid.rows:
        for value, coded in () if LABEL_LINE.fullmatch(squeeze(row.text)) is not None else _accounts_on(row):
            named = _ACCOUNT.match(value) if STAMPED.search(value) is None and "以外" not in value else None
            if named is None and not coded and is_heading(value):
                continue
            if named is None or first not in {None, named["name"]}:
                yield row.first, tidy(row.text)
            elif first is None:
                first = named["name"]


def _accounts_on(row: PrintedRow) -> Iterator[tuple[str, bool]]:
    """What stands behind the label of an account, in its own cell or in the next, and whether its code stands between them."""
    printed = [squeeze(cell.text).strip(BRACKETS) for cell in row.texts]
    texts = [
        text
        for n, text in enumerate(printed)
        if not (n and _CODE.fullmatch(text) and _ACCOUNT_FIELD.fullmatch(printed[n - 1]))
    ]
    coded = len(texts) < len(printed)
    for text, following in zip(texts, [*texts[1:], ""], strict=False):
        label, colon, value = text.replace("：", ":").partition(":")
        named = value or (following and HEAD_FIELD.fullmatch(following + ":") is None)
        if _ACCOUNT_FIELD.fullmatch(label) is not None and named:
            yield (value if colon and value else following), coded


_NO_LABEL = re.compile("(?!)")
"""What fits no value: of words that are no label."""


@lru_cache(maxsize=1024)  # each line is asked about with those around it
def _value_of(words: str) -> re.Pattern[str] | None:
    """The form of the values of a label; None where any value is read elsewhere."""
    for label, value in _FIELDS:
        if label.fullmatch(words):
            return None if value is None else re.compile(value)  # few sheets have one, and each takes milliseconds
    return _NO_LABEL


def _words(grid: Grid, position: int) -> str:
    """The words of a line without its mark and brackets; nothing of a row of a table."""
    row = grid.rows[position] if 0 <= position < len(grid.rows) else None
    if row is None or row.kind != "line":
        return ""
    return squeeze(MARK.sub("", tidy(row.text), count=1)).strip(BRACKETS)


LONGEST_STAMP = 8
"""Letters of a stamp (`不採択`, `記入例`); the names that sheets print on lines of their own are longer."""
_BRACKETED = re.compile(r"[【〔\[(（]([^】〕\])）]{1,8})[】〕\])）]")
_TAKEN_BACK = re.compile(
    r"取り?下げ|取消|取りやめ|廃止|中止|不採|却下|否決|保留|見本|記入例|没|控え|写し|凍結|撤回|見送"
    rf"|{VOID.pattern}|次期|国庫分|[県市町村]分|年度分"
)
_NAME_FIELD = re.compile(r"[・*|【〔\[]*(?:(?:事務)?事業名|事業[:：]|(?:基金|施設|件|業務|補助金|交付金)名)")
_OF_ANOTHER = re.compile(
    r"^(?:[前昨翌来]々?年度|(?:令和|平成|[RH])(?:元|\d{1,2})年度?|決算|旧|例|参考|再掲|[隣他]県|[百千万億]+(?:円|ドル))"
    r"|査定前|当初案|仮置|税抜|税込|半額|累計|見直し前|[か\d]年分?$|[隣他][県課部局]分?|ひな形|概算"
)
"""In brackets behind a name: words of another time, body, unit or state than those of the sheet's amounts."""
NARROWED = re.compile(
    r"[【〔\[《(（](?:.{0,3}[\d二三四五複数]\S?[かカヵケヶ箇]年.{0,4}|[国県]費.{0,2}|(?:国庫|県債|決算|執行).{0,2})[】〕\]》)）]"
)
"""A line of words in brackets alone, by which all amounts are a part of the money, spent, or of several years."""
STAMP_LINE = re.compile(r"\s*[【〔\[《][^】〕\]》]{1,8}[】〕\]》]\s*")
"""A stamp on a line of its own, which may stand at the end."""


def is_taken_back(row: PrintedRow) -> bool:
    """True for a stamp in brackets, or in a cell beside a title: 【取下げ】 behind the project's name."""
    if row.kind == "line" and NARROWED.fullmatch(squeeze(row.text)) is not None:
        return True
    named = _NAME_FIELD.match(squeeze(row.text))
    if named is not None and any(map(_OF_ANOTHER.search, _BRACKETED.findall(squeeze(row.text)[named.end() :]))):
        return True
    words = [*_BRACKETED.findall(row.text), *([cell.text for cell in row.texts[1:]] if row.kind != "line" else [])]
    return any(_TAKEN_BACK.search(squeeze(text)) is not None and len(squeeze(text)) <= LONGEST_STAMP for text in words)

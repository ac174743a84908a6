"""The labelled fields of a head, in any drawing: `label: value` in one cell or line, in cells side by side, one below the other.

A label never is the value of another; what stands under several labels is theirs only where there is one for each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from structurer.sheet.model import Label
from structurer.tables.cites import text_label
from structurer.tables.headings import is_heading
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR
from structurer.text.money import fold_words
from structurer.text.rows import Row
from structurer.text.words import KANJI_NUMBER

_HEAD_ROWS = 14  # rows: the head of a form, one cell a line; below them stand the tables

_OFFICE = "(?:部|局|庁|課|室|所|係|班)"
_NAMES = {
    "project": "(?:事務)?事業(?:の)?名(?:称)?",
    "office": rf"(?:所管|担当|主管|所属)(?:部署|・?{_OFFICE})*名?|(?:予算)?(?:要求|執行){_OFFICE}+名?"
    rf"|{_OFFICE}(?:(?:[・/]?{_OFFICE})+名?|名)",
    "code": "(?:事業|整理|管理)番号|事業コード",
    "period": "(?:事業|実施)期間",
    "year": "(?<![\\d元] )(?:会計|予算|対象)?年度",
    "publisher": "(?:団体|自治体|都道府県|市町村)名|作成(?:団体|自治体)名?",
    "accounts": "款名?・項名?・目名?",
    "other": "(?:管理|細々?|関連|事務|大|中|小)事業名?|予算計上課|款|項|目|節|番号|No\\.?|(?:事業|会計|予算)?区分|会計|支出科目|財源|内線"
    "|電話|TEL|FAX|E-?mail|(?:事業の?)?(?:目的|概要|内容)|説明(?:事業)?|備考|根拠(?:法令)?|(?:実施|事業)主体|新規・?継続|単位|(?:開始|終了)年度|対象|施策体系",
}
_SPREAD = {name: re.sub(r"([一-龠])(?!\?)", r"\1\\s*", words) for name, words in _NAMES.items()}
_KNOWN = "|".join(f"(?P<{name}>{words})" for name, words in _SPREAD.items())
_LABEL = re.compile(
    rf"(?:^|(?<=\s))(?:(?:{_KNOWN})(?=\s*:|\s|$)"
    r"|[^\s:()、。\d]{1,10}(?=\s*:))\s*:?\s*"
)
_MARKS = re.compile(r"^[\s\-・○◯●◎■◆※*#]+")
_TITLED = re.compile(r"^(?:title|件名|表題|標題|資料名|文書名)\s*:\s*", re.IGNORECASE)
"""The label of a title."""
_NUMBERED = re.compile(rf"(?:\(?\d{{1,2}}\)?[.、]?|{KANJI_NUMBER}|[①-⑳])\s*(?={_KNOWN})")
_BRACKETED = re.compile(rf"[【〔\[<〈《]({_KNOWN})[】〕\]>〉》]\s*:?")
_FAR = re.compile(rf"[\W_]*{_SPREAD['project']}\s*[:：]")
_TABLE_WORD = re.compile(r"(?:額|年度|内訳|合計|比較|増減)$|^計$")
_MARK_OF_COLUMN = re.compile(r"\s*\([A-Za-z]\)\s*$")
_UNIT_NOTE = re.compile(r"\s*[(【〔]\s?単位[^()]*[)】〕]$")
_GAP = re.compile(r"[ \u3000]{2,}")
_AMOUNT_APART = re.compile(r"[ \u3000]{2,}(?:総\s?額|総事業費|事業費|予算額|要求額)\s*\d[\d,]*")
"""An amount with its label on the line of the project's name, apart from it."""
_OF_BUDGET = re.compile(rf"(?P<year>{ERA_YEAR}年度)(?:当初|\d{{1,2}}月補正)?予算(?:案|要求)?")
_VOID = re.compile(r"同上|別紙.*|別添.*|上記.*|未定|なし|\W*")


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled field: which one, the label as printed, and its value with its line."""

    name: str
    label: str
    value: Label


@dataclass(frozen=True, slots=True)
class _Part:
    """A label with the text behind it up to the next label; `name` is empty for text before any label."""

    name: str
    label: str
    text: str
    line: int
    colon: bool


def read(rows: Sequence[Row]) -> tuple[Field, ...]:
    """The fields of a head in their order; below the head only a name behind a label with a colon is one."""
    return tuple(_fields(rows))


def bare(text: str) -> str:
    """A text without the marks of lists and of Markdown; a label without its number and its brackets."""
    words = _TITLED.sub("", _MARKS.sub("", fold_words(text)).strip())
    numbered = _NUMBERED.match(words)
    return _BRACKETED.sub(r"\1: ", words if numbered is None else words[numbered.end() :])


def unlabelled(text: str) -> str:
    """A text up to its first field; nothing where it begins with the label of one."""
    words = bare(text)
    found = _LABEL.search(words)
    return words[: None if found is None else found.start()].strip()


def is_bracketed_field(text: str) -> bool:
    """True for a label in brackets with its value behind it: 【区分】継続."""
    words = _MARKS.sub("", fold_words(text)).strip()
    found = _BRACKETED.match(words)
    return found is not None and words[found.end() :].strip() != ""


def _fields(rows: Sequence[Row]) -> Iterator[Field]:
    for position, row in enumerate(rows):
        if position >= _HEAD_ROWS and _FAR.match(row.line) is None:
            continue
        parts = row.once(_parts)
        labels = [part for part in parts if part.name]
        if len(labels) < len(parts) or any(part.text for part in labels):
            yield from _beside(parts)
        elif len(labels) == 1:
            yield from _below(labels[0], rows[position + 1 : position + 3])
        elif len(labels) > 1:
            yield from _under(labels, [other for other in rows[position + 1 : position + 5] if not other.is_bare])


def _cells(row: Row) -> list[tuple[str, int]]:
    """The texts that a row is drawn as, each with its line: its cells, or the whole line with the marks left out."""
    drawn = row.kind in {"tab", "pipe"}
    cells = [(cell.text, cell.line) for cell in row.cells] if drawn else [(row.line, row.first_line)]
    return [(bare(text), line) for text, line in cells]


def _parts(row: Row) -> tuple[_Part, ...]:
    """The labels of a row with their values, and its texts without a label."""
    return tuple(_parted(row))


def _parted(row: Row) -> Iterator[_Part]:
    for text, line in _cells(row):
        found = list(_LABEL.finditer(text)) if _LABEL.match(text) else []
        if not found and text:
            yield _Part("", "", text, line, colon=False)
        for label, following in zip(found, [*found[1:], None], strict=False):
            value = text[label.end() : None if following is None else following.start()].strip()
            yield _Part(label.lastgroup or "other", label[0].strip(), value, line, ":" in label[0])


def _beside(parts: Sequence[_Part]) -> Iterator[Field]:
    """Each label's value: the text behind it, else the cell beside it that is no label."""
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        if part.name and part.text:
            yield from _field(part, part.text, part.line)
        elif part.name and after is not None and not after.name and not _heads_column(part, after.text):
            yield from _field(part, after.text, after.line)


def _heads_column(label: _Part, text: str) -> bool:
    """True where 事業名 heads the names of a table and the text beside or below it the amounts: 令和7年度 補正予算額 (A)."""
    words = _MARK_OF_COLUMN.sub("", text).rstrip()
    return label.name == "project" and not label.colon and _TABLE_WORD.search(words) is not None


def _below(label: _Part, rows: Sequence[Row]) -> Iterator[Field]:
    """The value on the next line that says anything, below a label that stands alone."""
    row = next((other for other in rows if not other.is_bare), None)
    parts = () if row is None or is_heading(row) else row.once(_parts)
    if row is None or len(parts) != 1 or parts[0].name or any(f.is_money for cell in row.cells for f in cell.figures):
        return
    if not _heads_column(label, parts[0].text):
        yield from _field(label, parts[0].text, parts[0].line)


def _under(labels: Sequence[_Part], rows: Sequence[Row]) -> Iterator[Field]:
    """The values of a row under a row of labels, where it is the only one and has as many."""
    values, following = [[*_values(row)] for row in [*rows, None, None][:2]]
    again = len(following) == len(labels) and unlabelled(following[0][0])
    if len(values) == len(labels) and not again:
        for label, (text, line) in zip(labels, values, strict=True):
            yield from _field(label, text, line)


def _values(row: Row | None) -> list[tuple[str, int]]:
    if row is None:
        return []
    cells = [(text, line) for text, line in _cells(row) if text]
    return cells if len(cells) > 1 else [(part, line) for text, line in cells for part in text.split()]


def _field(part: _Part, text: str, line: int) -> Iterator[Field]:
    value = _UNIT_NOTE.sub("", text.strip(": |"))
    if part.name == "project":
        value, *apart = _GAP.split(value) if _AMOUNT_APART.search(value) is not None else [value]
        dated = (_OF_BUDGET.fullmatch(other) for other in apart)
        yield from (Field("year", part.label, text_label(found["year"], line)) for found in dated if found is not None)
    heads = part.name == "project" and not part.colon and _TABLE_WORD.search(value.split()[0] if value else "")
    if not heads and not _VOID.fullmatch(value) and unlabelled(value):
        yield Field(part.name, part.label, text_label(value, line))

"""The running text of a sheet, heading by heading."""

from collections.abc import Iterator

from structurer.labels.label import TAGS
from structurer.sheet.model import Label, Measures, Passage
from structurer.tables.headings import is_heading
from structurer.text import lazy_re as re
from structurer.text.rows import Row
from structurer.text.words import heading, tidy, untag

_BULLET = re.compile(r"^[\s\-・○●◇◆※*]+")
_PASSAGES = (
    ("issues", re.compile(r"現状|課題|背景")),
    ("purpose", re.compile(r"目的(?!を達成)|概要")),
    ("measures", re.compile(r"取組$|事業内容|達成するための取組|要求内容|主な事業")),
    ("evaluation", re.compile(r"評価|改善")),
    ("results", re.compile(r"取組状況|成果|実績|これまでの取組")),
    ("finance_comment", re.compile(r"財政課処理欄|査定理由|処理欄|財政課コメント")),
)
_TABLE_HEADING = re.compile(r"財源内訳|使用欄|単位\s?[:：]")
_LONGEST_TABLE_HEADING = 30  # characters: the heading of a table with its unit, no sentence that speaks of it
_CIRCLED = re.compile(r"[①-⑳]")
_KNOWN_HEADING = re.compile(
    r"^(?:事業内容|要求内容[:：]?|これまでの取組[^。]{0,16}|財政課処理欄|取組状況|備考|事業概要|事業の目的.{0,8}|目的 内容)$"
)


def read(rows: tuple[Row, ...]) -> tuple[Passage, ...]:
    """Every heading with the running text below it; tables in between are not text."""
    passages: list[Passage] = []
    opened: tuple[Label, str] | None = None
    entries: list[Measures] = []
    for row in rows:
        if row.kind != "line" or not row.text.strip():
            continue
        if _TABLE_HEADING.search(row.text) is not None and len(row.text.strip()) <= _LONGEST_TABLE_HEADING:
            passages.extend(_closed(opened, entries))
            opened, entries = None, []
        elif _opens_passage(row):
            passages.extend(_closed(opened, entries))
            circled = _CIRCLED.match(row.text.strip()) is not None  # NFKC would make 1 of ①
            name = Label(text=" ".join(row.text.split()) if circled else heading(row.text), line=row.first_line)
            opened, entries = (name, _passage_kind(name.text, opened)), []
        elif opened is not None:
            entries.append(_entry(row))
    passages.extend(_closed(opened, entries))
    return tuple(passages)


def _closed(opened: tuple[Label, str] | None, entries: list[Measures]) -> Iterator[Passage]:
    if opened is not None and entries:
        yield Passage(heading=opened[0], kind=opened[1], entries=tuple(entries))


def _opens_passage(row: Row) -> bool:
    text = tidy(row.text)
    bracketed = text.startswith("【") and text.endswith("】")
    headed = is_heading(row) and not text.startswith("○")  # before an entry as often as before a heading
    return bracketed or _KNOWN_HEADING.match(text) is not None or (headed and not text.endswith("。"))


def _passage_kind(text: str, before: tuple[Label, str] | None) -> str:
    for kind, pattern in _PASSAGES:
        if pattern.search(text) is not None:
            return kind
    numbered = re.match(r"[①-⑳(]", text) is not None
    return before[1] if numbered and before is not None else "other"


def _entry(row: Row) -> Measures:
    text = _BULLET.sub("", tidy(untag(row.text)))
    tags = tuple(found[1] for found in TAGS.finditer(text))
    return Measures(text=TAGS.sub("", text).strip(), line=row.first_line, tags=tags)

"""References: parts of a sheet that are about another year, another office or another project."""

from collections.abc import Sequence

from structurer.sheet.model import Label
from structurer.tables.headings import is_heading
from structurer.tables.screen import columns_of
from structurer.text import lazy_re as re
from structurer.text.money import fold_words
from structurer.text.rows import Row
from structurer.text.words import heading, squeeze

_LONGEST_REFERENCE = 30  # characters: `(参考) 前々年度の状況` and the like
_CHAPTER = re.compile(r"\s*(?:#{1,3}\s*)?(?:第?\d{1,2}|[一二三四五六七八九十])[\s.、]")
_OTHERS = re.compile(
    r"他県|他の?都道府県|他団体|類似|県全体|都全体|府全体|道全体|部局?全体|全体事業|関連事業|関連予算|他部局|他課|債務負担|交付状況|交付実績|採択状況"
    r"|市町村の|市町村別|市町村負担|民間の|国の予算|全国"
)
_REFERENCE = re.compile(
    r"[^\w]*(?:参考[^\w]*)?(?:他県|他の?都道府県|他団体|他課|他部局|他の?部|類似|関連事業|関連予算|前々?年度の|昨年度の|翌年度の)"
    r"|[^\w]*再掲|[^\w]*参考(?!\W*(?:人件費|総?事業費|財源|内訳|本事業|要求|事項|資料))"
)
_OWN_BUDGET = re.compile(r"[^\w]*(?:参考)[^\w]*前年度(?:当初予算|決算)額?[^\w]*")
_PAST = re.compile(
    r"(?:(?:前年度|昨年度|過年度|これ)まで?|(?:過去|直近)(?:の?[\d数]{1,2}[かカヵケヶ箇]?年(?:間|度)?)?)の?"
    r"(?:予算・?決算|予算額?|決算額?|執行|実施|事業)?の?(?:状況|実績|推移|経緯|経過)"
)
_FORMS = tuple(
    re.compile(form) for form in (r"(?:#{1,6}\s*)?\(?\d{1,2}\)", r"[①-⑳]", r"(?:#{1,6}\s*)?\d{1,2}(?!\d)", r"[〈<【■◆]")
)
_NUMBERS = frozenset({0, 1, 2})  # of these forms: a number that is no part of the words behind it; not a mark


def chapters(rows: Sequence[Row]) -> list[tuple[int, Label]]:
    """The numbered headings of the first order, with their places: `２　令和7年度の状況`, not `(1) 財源内訳`."""
    found = [(n, row) for n, row in enumerate(rows) if row.kind == "line" and _is_chapter(row)]
    named = [(n, row) for n, row in found if is_heading(row) and not any(f.is_money for f in row.cells[0].figures)]
    return [(n, Label(text=heading(row.text), line=row.first_line)) for n, row in named]


def reference_lines(rows: Sequence[Row]) -> frozenset[int]:
    """The lines of references: each from the line that begins it to the next heading of its own order, or the next chapter."""
    found: set[int] = set()
    begun: int | None = None
    for position, row in enumerate(rows):
        if _begins_reference(rows, position):
            begun = _form(row)
        elif begun is not None and is_heading(row) and _closes(row, begun):
            begun = None
        if begun is not None:
            found.add(row.first_line)
    return frozenset(found)


def names_others(heading: str) -> bool:
    """True for a heading, without spaces, that says that what stands under it is somebody else's."""
    return _OTHERS.search(heading) is not None


def heads_past(heading: str) -> bool:
    """True for a heading of years that are over, which says no more: 前年度までの状況."""
    return _PAST.fullmatch(squeeze(heading)) is not None


def names_reference(heading: str) -> bool:
    """True for a heading, without spaces, that opens what is told for reference: 参考, 再掲, 昨年度の状況."""
    return _REFERENCE.match(heading) is not None


def _is_chapter(row: Row) -> bool:
    return _CHAPTER.match(fold_words(row.line)) is not None


def _closes(row: Row, begun: int) -> bool:
    """True for a heading that ends what a line of another form began; one without a number ends at any but (1) and ①."""
    form = _form(row)
    return form == begun or _is_chapter(row) or (begun < 0 and form > 1)


def _begins_reference(rows: Sequence[Row], position: int) -> bool:
    """True for a short line without an amount that speaks of another year or of somebody else; no label of a value below."""
    row = rows[position]
    if row.kind not in {"line", "space"} or not row.filled or "。" in row.line:
        return False
    below = rows[position + 1] if position + 1 < len(rows) else None
    names_value = below is not None and len(below.filled) == 1 and below.filled[0].figure is not None
    text = fold_words(squeeze(row.line))
    amounts = any(figure.is_money for entry in row.cells for figure in entry.figures)
    if names_value or len(text) > _LONGEST_REFERENCE or amounts or _is_remark(rows, position):
        return False
    form = _form(row)
    number = _FORMS[form].match(text) if form in _NUMBERS else None
    words = text if number is None else text[number.end() :]
    return _REFERENCE.match(words) is not None and not _is_own_budget(words)


def _is_own_budget(words: str) -> bool:
    """True for `参考: 前年度当初予算`: what stands under it is the project's own, of a year and stage that are named whole."""
    return _OWN_BUDGET.fullmatch(words) is not None


def _is_remark(rows: Sequence[Row], position: int) -> bool:
    """True for a line that begins right of the amounts of the line above: it goes on with the words behind them."""
    row, above = rows[position], rows[position - 1] if position else None
    money = [f for entry in above.cells for f in entry.figures if f.is_money] if above is not None else []
    if above is None or not money or row.kind != "line":
        return False
    start = above.cells[0].start - above.line.find(above.cells[0].text)
    indent = len(row.line) - len(row.line.lstrip())
    return columns_of(row.line[:indent]) > columns_of(above.line[: money[0].end - start]) > 0


def _form(row: Row) -> int:
    """The form of a heading's number: (1), ①, 1, or a mark, as a position in `_FORMS`; -1 for none of them."""
    text = fold_words(row.line.strip())
    return next((number for number, form in enumerate(_FORMS) if form.match(text) is not None), -1)

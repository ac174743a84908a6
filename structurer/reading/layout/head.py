"""The head of a sheet: publisher, project, code, department, year; and its narrative, heading by heading."""

import re
from collections.abc import Iterator
from itertools import takewhile

from structurer.labels.label import fiscal_year_of
from structurer.tables.context import is_heading, text_label
from structurer.sheet.model import Identity, Label, Measures, Passage
from structurer.text.era import ERA_YEAR
from structurer.text.money import fold_words
from structurer.text.rows import Row
from structurer.text.words import heading, tidy, untag

_HEAD_ROWS = 14  # rows: the head of a form, one cell a line; below them stand the tables
_PUBLISHER = re.compile(
    r"^\s*(?P<name>[一-龠々ヶ]{1,4}?(?:都|道|府|県))(?=\s|\u3000|の?(?:令和|平成|予算|(?:19|20)\d{2}年)|当初|[RH]\d|$)"
)
_MAIL = re.compile(r"@\s?pref\s?\.")
_NAMED_PREFECTURE = re.compile(r"(?<![一-龠々])[一-龠々]{2,3}?県(?=[一-龠々ァ-ヶ])")
_ANY_PREFECTURE = frozenset({"当該県", "他府県", "都道府", "各府県", "近隣県", "全府県"})
_OWN_YEAR = re.compile(
    r"(?:^|\(|[^\d前])(?P<year>(?:(?:令和|平成|昭和)\s?(?:元|\d{1,2})|(?<![A-Za-z])[RH]\d{1,2})(?:\((?:19|20)\d{2}\))?年度"
    r"|(?:19|20)\d{2}(?:\((?:令和|平成|[RH])\s?(?:元|\d{1,2})\))?年度)"
    r"(?=\s*$|\s*(?:当初|予\s?算|実施|\(|\)|事業|補正|\d{1,2}月補正|一般|要求|施策|肉付|骨格))"
)
_NOT_OWN = re.compile(r"前年度|決算|開始|終了|創設|期間|見直し|計画")
_REQUEST_YEAR = re.compile(r"((?:令和|平成)\s?(?:元|\d{1,2})年度|[RH]\d{1,2}年度)(?:当初)?(?:予算)?要求額")
_STAGE_YEAR = re.compile(
    rf"(?P<year>{ERA_YEAR}|(?:19|20)\d{{2}}(?=年))(?:年度?)?(?P<stage>(?:当初|最終|補正)?(?:予算案?|要求|査定|計上|決定|決算|当初)?額?)"
)
_ASKED_FOR = re.compile(r"((?:令和|平成)\s?(?:元|\d{1,2})年度)(?:の(?:当初)?(?:予算)?要求額は|当初予算における)")
_PROJECT = re.compile(r"^[\s|・○]*事\s?業\s?名(?:称)?\s*[:：|]?\s*")
_TITLE_TAIL = re.compile(r"(?:\s*\([^()]*\))+$|について$|の概要$")
_TITLE = re.compile(r"[^\s:。、|]{2,40}(?:事業費?|[^予事算経会]費|補助金|負担金|委託料)")
_LONGEST_TITLE_LINE = 60  # characters: a title with year, document and project; a longer line is text
_CODE_TAIL = re.compile(r"\s*[(（]\d{5,}[)）]\s*$")
_DEPARTMENT = re.compile(r"^\s*(?P<department>\S{1,14}(?:部|局|庁|委員会|室|企業局|本部))[\s　]+(?P<rest>\S.*)$")
_MARKED = re.compile(r"[■☑✓]\s*([^\s□■☑|]+)")
_PERIOD = re.compile(r"実施期間[\s:：]{0,4}([^\s:：](?:[^\sE]|\s(?!\s*E-?mail)|E(?!-?mail)){0,40})")
_ACCOUNTS = re.compile(r"款\s*[:：]?\s*.+")
_ACCOUNT_LABEL = re.compile(r"款名?・項名?・目名?\s*[:：]?")
_TAGS = re.compile(r"【(新|新規|拡|拡充|継続|一部新)】")
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


def fiscal_year(rows: tuple[Row, ...]) -> tuple[int | None, Label | None]:
    """The sheet's own year: what its head and the row of its request say, else what heads its requests; None where these differ."""
    printed = [*_head_years(rows), *_request_years(rows)] or list(_asked_years(rows))
    years = {fiscal_year_of(label.text) for label in printed}
    return (years.pop(), printed[0]) if len(years) == 1 else (None, None)


def _head_years(rows: tuple[Row, ...]) -> Iterator[Label]:
    """Years the head names as the sheet's own; a row of years heads a table, and a year beside amounts is a row's label."""
    for row in takewhile(lambda row: not is_heading(row) or _is_title(row), rows[:_HEAD_ROWS]):
        amounts = any(entry.figure is not None or any(f.is_money for f in entry.figures) for entry in row.cells)
        found = [] if amounts else list(_years_of(row))
        if len({fiscal_year_of(label.text) for label in found}) == 1 and not _is_row_label(row):
            yield from found


def _is_title(row: Row) -> bool:
    """True for the title of a Markdown text (`# 令和8年度当初予算要求書`)."""
    return fold_words(row.text).startswith("# ")


def _years_of(row: Row) -> Iterator[Label]:
    before = ""
    for entry in row.cells:
        found = _OWN_YEAR.search(entry.label)
        if found is not None and _NOT_OWN.search(before + entry.label) is None:
            yield text_label(found["year"], entry.line)
        before = entry.label


def _request_years(rows: tuple[Row, ...]) -> Iterator[Label]:
    for row in rows:
        asked = _REQUEST_YEAR.fullmatch(row.filled[0].label) if row.filled else None
        if asked is not None:
            yield text_label(asked[1], row.first_line)
        elif row.kind == "line":
            yield from (text_label(found[1], row.first_line) for found in _ASKED_FOR.finditer(fold_words(row.text)))


def _asked_years(rows: tuple[Row, ...]) -> Iterator[Label]:
    """The years of the requests in tables (`R8要求`), where no stage of a later year is printed: the last one is the sheet's."""
    cells = [entry for row in rows if row.kind != "line" for entry in row.filled if entry.figure is None]
    dated = [(entry, found) for entry in cells if (found := _STAGE_YEAR.fullmatch(entry.label)) is not None]
    last = max((fiscal_year_of(found["year"]) or 0 for _, found in dated), default=0)
    asked = [(entry, found["year"]) for entry, found in dated if "要求" in found["stage"]]
    if all(fiscal_year_of(year) == last for _, year in asked):
        yield from (text_label(year, entry.line) for entry, year in asked)


def _is_row_label(row: Row) -> bool:
    """True for the label of a cost row (`令和6年度当初予算額`): it may name another year than the sheet's own."""
    return row.text.strip(" |　").endswith(("額", "額計")) and len(row.text.strip()) < 24


def identity(rows: tuple[Row, ...], text: str) -> Identity:
    """The identity of a sheet from its head: publisher, project, code, department, period, year and stage."""
    year, year_label = fiscal_year(rows)
    pairs = dict(_pairs(rows))
    department, division, unit = _departments(rows, pairs)
    code = pairs.get("事業番号")
    return Identity(
        publisher=_publisher(rows, text),
        project=_project(rows, pairs),
        code=code,
        department=department,
        division=division,
        unit=unit,
        period=_first(rows, _PERIOD, 1),
        fiscal_year=year,
        fiscal_year_label=year_label,
        stage=_first(rows, _MARKED, 1),
        accounts=_accounts(rows),
    )


def _pairs(rows: tuple[Row, ...]) -> Iterator[tuple[str, Label]]:
    """The labels of the head with the value beside each (`事業名 | … | 部局 | …`); the first print of each counts."""
    wanted = {"事業番号", "事業名", "部局", "課・室", "課室", "部局名", "課名", "係名"}
    found: dict[str, Label] = {}
    for row in rows[:_HEAD_ROWS]:
        for name, value in zip(row.cells, row.cells[1:], strict=False):
            if name.label in wanted and not value.is_blank and value.label not in wanted:
                found.setdefault(name.label, text_label(value.label.lstrip(":"), value.line))
    yield from found.items()


def _project(rows: tuple[Row, ...], pairs: dict[str, Label]) -> Label | None:
    if "事業名" in pairs:
        named = pairs["事業名"]
        return Label(text=_CODE_TAIL.sub("", named.text), line=named.line)
    for position, row in enumerate(rows):
        begun = _PROJECT.match(tidy(row.text)) if row.kind in {"line", "space", "tab"} else None
        if begun is not None:
            return _beside(rows, position, tidy(row.text)[begun.end() :])
    return next((found for row in rows[:_HEAD_ROWS] for found in _titled(row)), None)


def _beside(rows: tuple[Row, ...], position: int, text: str) -> Label | None:
    """The name beside 事業名, else on the next line that says anything."""
    rest = re.split(r"\s*[(（]\d{5,}[)）]", text)[0]
    if rest.strip():
        return text_label(rest, rows[position].first_line)
    following = next((other for other in rows[position + 1 : position + 3] if other.text.strip()), None)
    return None if following is None else text_label(following.text, following.first_line)


def _titled(row: Row) -> Iterator[Label]:
    """A project named by the title alone: `○○事業について`, `令和8年度予算要求の説明 ○○事業`, `○○費(健康福祉部)`."""
    text = tidy(row.text)
    if row.kind != "line" or len(text) > _LONGEST_TITLE_LINE or ":" in text or "。" in text:
        return
    name = _TITLE_TAIL.sub("", _TITLE_TAIL.sub("", text).strip()).rpartition(" ")[2].lstrip("○◯●◎■◆・")
    if _TITLE.fullmatch(name) is not None and not any(
        figure.is_money for entry in row.cells for figure in entry.figures
    ):
        yield text_label(name, row.first_line)


def _departments(rows: tuple[Row, ...], pairs: dict[str, Label]) -> tuple[Label | None, Label | None, Label | None]:
    if "部局" in pairs:
        return pairs["部局"], pairs.get("課・室") or pairs.get("課室"), None
    for row in rows[:_HEAD_ROWS]:
        match = _DEPARTMENT.match(tidy(row.text)) if row.kind == "line" else None
        if match is not None:
            rest = match["rest"].split(" ")
            labels = [text_label(part, row.first_line) for part in (match["department"], *rest[:2])]
            return labels[0], labels[1], labels[2] if len(labels) > 2 else None
    return None, None, None


def _publisher(rows: tuple[Row, ...], text: str) -> Label | None:
    """A prefecture named in the head; else, on a sheet with a prefecture's mail address, the only one the text names."""
    for row in rows[:4]:
        match = _PUBLISHER.match(fold_words(row.text))
        if match is not None:
            return text_label(match["name"], row.first_line)
    names = {name for name in _NAMED_PREFECTURE.findall(text) if name not in _ANY_PREFECTURE}
    if _MAIL.search(text) is None or len(names) != 1:
        return None
    name = names.pop()
    return next((Label(text=name, line=row.first_line) for row in rows if name in row.text), None)


def _accounts(rows: tuple[Row, ...]) -> Label | None:
    """The budget's 款, 項 and 目: from the cell that names them, or the cell beside a label that only says so."""
    for row in rows[:_HEAD_ROWS]:
        for entry, beside in zip(row.cells, (*row.cells[1:], None), strict=False):
            if _ACCOUNTS.search(entry.text) is None:
                continue
            value = _ACCOUNT_LABEL.fullmatch(entry.label) and beside
            if value and not value.is_blank:
                return text_label(value.label.lstrip(": "), value.line)
    return _first(rows, _ACCOUNTS, 0)


def _first(rows: tuple[Row, ...], pattern: re.Pattern[str], group: int) -> Label | None:
    for row in rows[:_HEAD_ROWS]:
        for entry in row.cells:
            match = pattern.search(entry.text)
            if match is not None:
                return text_label(match[group], entry.line)
    return None


def narrative(rows: tuple[Row, ...]) -> tuple[Passage, ...]:
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
    return bracketed or _KNOWN_HEADING.match(text) is not None or (is_heading(row) and not text.endswith("。"))


def _passage_kind(text: str, before: tuple[Label, str] | None) -> str:
    for kind, pattern in _PASSAGES:
        if pattern.search(text) is not None:
            return kind
    numbered = re.match(r"[①-⑳(]", text) is not None
    return before[1] if numbered and before is not None else "other"


def _entry(row: Row) -> Measures:
    text = _BULLET.sub("", tidy(untag(row.text)))
    tags = tuple(found[1] for found in _TAGS.finditer(text))
    return Measures(text=_TAGS.sub("", text).strip(), line=row.first_line, tags=tags)

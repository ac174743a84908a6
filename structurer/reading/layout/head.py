"""The head of a sheet: project, publisher, year, offices, code, period and accounts, from labelled fields and titles.

A title is a short line of the head that names a fiscal year and a kind of budget paper; no list of layouts says which.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from structurer.labels.label import fiscal_year_of
from structurer.reading.layout import fields
from structurer.reading.layout.fields import Field
from structurer.sheet.model import Identity, Label
from structurer.tables.cites import text_label
from structurer.tables.headings import is_heading, is_unit_note
from structurer.tables.row import wide_cells
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR
from structurer.text.money import fold_words
from structurer.text.rows import Row, TableCell
from structurer.text.words import heading, squeeze, tidy

_HEAD_ROWS = 14  # rows: the head of a form, one cell a line; below them stand the tables
_SPREAD = re.compile(r"(?:\S\s){2,}\S")  # letters over the width of the page: 青　森　県
_FIRST_ROWS = 4  # rows that may name the publisher alone
_LONGEST_TITLE = 60  # characters: a title with year, paper and project; a longer line is text
_YEAR = (
    rf"(?:{ERA_YEAR}(?:\((?:19|20)\d{{2}}(?:年度?)?\))?年度|(?:19|20)\d{{2}}(?:\({ERA_YEAR}(?:年度?)?\))?年度"
    rf"|{ERA_YEAR}(?=当初|予算|要求|\d{{1,2}}月補正))(?:\((?:{ERA_YEAR}|(?:19|20)\d{{2}})(?:年度?)?\))?"
)
_DATED = re.compile(_YEAR)
_PAPER = "予算|補正|要求|調書|見積|シート|説明書|資料|一覧|個票|概要|査定|編成|評価"
_TITLE = re.compile(rf"{_PAPER}|施策の成果|成果報告|(?:書|票|表)$|事業分")
_REVIEW = re.compile(r"レビュー|評価|点検|成果")
_CELL_TITLE = re.compile(r"資料|一覧|概要|要求(?!額)")
_SHEET = re.compile(
    r"調書|見積書|シート|説明書|報告書|個票|要求書|評価[表票書]|(?:概要|内訳|明細|計算|計画|総括|一覧)[書表]"
)
_BULLETS = ("■", "●", "◆", "◎")
_NO_TITLE = re.compile(
    rf"[。、:]|額$|額計$|前々?年度|決算(?!(?:に(?:係る|おける|関する)|の)?(?:主要な?施策|説明書)|\S{{0,8}}(?:点検|評価|検証)(?:[票書表]|調書|シート)$)|開始|終了|創設|期間|見直し|参考|{_YEAR}(?:に|から|まで|以降|は|末|より|の?実績|[-~〜～])"
    rf"|(?:{_PAPER})(?:に(?!ついて|関する|係る|向けた)|で|は|が|と|から|より|まで)"
)
_INCLUDED = re.compile(rf"(?<=.)\([^()]*{_YEAR}[^()]*(?:を含む|を含みます|[とを]一体)[^()]*\)")
"""Another budget that the paper of this one holds too: (令和7年度2月補正予算を含む)."""
_PUBLISHED = re.compile(r"を?(?:公表|公開)します。$")
_REQUEST_YEAR = re.compile(r"((?:令和|平成)\s?(?:元|\d{1,2})年度|[RH]\d{1,2}年度)(?:当初)?(?:予算)?要求額")
_STAGE_YEAR = re.compile(
    rf"(?P<year>{ERA_YEAR}|(?:19|20)\d{{2}}(?=年))(?:年度?)?(?P<stage>(?:当初|最終|補正)?(?:予算案?|要求|査定|計上|決定|決算|当初)?額?)"
)
_ASKED_FOR = re.compile(r"((?:令和|平成)\s?(?:元|\d{1,2})年度)(?:の(?:当初)?(?:予算)?要求額は|当初予算における)")
_OTHERS = "(?:[本当他隣各同全国]|近隣|関係|当該)[都道府県市町村区]"
_BODY = (
    rf"(?!{_OTHERS})(?:[ぁ-ん]{{2,6}}[町村]|[一-龠ヶぁ-んァ-ヴー々]{{1,6}}?(?:(?<!の)市|(?<![ぁ-ん])[県町村]|(?<![地学特])区)"
    "|東京都|北海道|京都府|大阪府)"
)
_OF_OFFICE = re.compile(rf"{_YEAR} (?:[^\s\d、。:]{{2,16}}(?:部|局|庁|課|室|委員会) ?){{1,2}}")
"""A year and the office beside it, on a line of their own: whose sheet of which year this is."""
_OPENING = re.compile(rf"(?:{_BODY}の?)?{_YEAR}\D{{3,}}")
"""A year, behind a body or not, and a name of whatever paper it is: what opens a sheet so is its title."""
_PUBLISHER = re.compile(
    rf"(?:{_YEAR}\s|(?P<glued>{_YEAR}))?(?P<name>{_BODY})(?=\s|の?{_YEAR}|の?予算|当初|行政事業|事務事業|一般会計|$)"
)
_BEHIND = re.compile(rf"(?P<title>.+?)(?: (?P<apart>{_BODY})|\s?\((?P<inside>{_BODY})\))")
_NO_BODY = re.compile(
    r"の.*|(?:[他隣]|単独|見本|朝|青空|農|山|漁|農山漁?)[県市町村]|(?:[旧元新]|近隣|隣接|関係|対象|被災|姉妹|先進|政令|中核|類似|該当|一部).*|.*(?:市町|都道府|[市町]|[道府都])[村県]|.*区"
)
"""What ends like a body's name behind a title and is none: a kind of bodies, or one of another time or place."""
_MAIL = re.compile(r"@\s?pref\s?\.")
_NAMED_PREFECTURE = re.compile(r"(?<![一-龠々])[一-龠々]{2,3}?県(?=[一-龠々ァ-ヶ])")
_ANY_PREFECTURE = frozenset({"当該県", "他府県", "都道府", "各府県", "近隣県", "全府県"})
_NAME_END = r"(?:事業費?|[^予事算経会]費|補助金|負担金|委託料)"
_NO_NAME = (
    "事業名|.*年度(?:に|から|まで)|(?:(?:課|部局|所属|款)別)?(?:主要|重点|個別|実施|新規|継続|一般|公共|[全各])事業費?$"
)
_NAME = re.compile(rf"(?!{_NO_NAME})[^\s:。、|]{{2,40}}{_NAME_END}")
_WHOLE_NAME = re.compile(
    rf".*(?:{_NAME_END}|金|料|プロジェクト|対策|計画|推進|支援|整備|運営|活動|制度|等)(?:\([^()]*\))?"
)
_GLUED = re.compile(rf"[\W_]*事業名(?P<name>(?![名称一])\w{_NAME.pattern})")
_SECTION = re.compile(r"\(?\d{1,2}[.)\s]")  # the number of a section: what follows heads it
_TITLE_TAIL = re.compile(r"(?:\s*\([^()]*\))+$|について$|の概要$")
_CODE_TAIL = re.compile(r"\s*\(\d{5,}\).*")
_OFFICES = re.compile(r"\s*(?P<department>[^\s:<【〔]{1,14}(?:部|局|庁|委員会|室|企業局|本部))\s+(?P<rest>[^\s:].*)")
_OFFICE = re.compile(r"\S{1,14}(?:部|局|庁|委員会|課|室)(?: .*)?")
_LEVELS = {
    "department": "部|局|庁|委員会|本部",
    "division": "課|室|所|センター|館|署",
    "unit": "係|担当|班|グループ|チーム",
}
_CONTACT = re.compile(r"\([^()]*\)")
_MARKED = re.compile(r"[■☑✓]\s*([^\s□■☑|]+)")
_ACCOUNTS = re.compile(r"款名?\s*[:：]\s*\S.*")


def identity(rows: tuple[Row, ...], text: str) -> Identity:
    """The identity of a sheet from its head: publisher, project, code, offices, period, year, stage and accounts."""
    labelled = fields.read(rows)
    year, year_label = _fiscal_year(rows, labelled)
    return Identity(
        publisher=_value(labelled, "publisher") or _publisher(rows, text),
        project=_project(rows, labelled),
        code=_value(labelled, "code"),
        **_offices(rows, labelled),
        period=_value(labelled, "period"),
        fiscal_year=year,
        fiscal_year_label=year_label,
        stage=_first(tuple(row for row in rows if "□" in row.text), _MARKED, 1),  # a choice; elsewhere ■ is a bullet
        accounts=_value(labelled, "accounts") or _first(rows, _ACCOUNTS, 0),
    )


def _value(labelled: Sequence[Field], name: str) -> Label | None:
    """The value of the first field of a name."""
    return next((found.value for found in labelled if found.name == name), None)


def _first(rows: tuple[Row, ...], pattern: re.Pattern[str], group: int) -> Label | None:
    cells = (entry for row in rows[:_HEAD_ROWS] for entry in row.cells)
    found = ((pattern.search(entry.text), entry.line) for entry in cells)
    return next((text_label(match[group], line) for match, line in found if match is not None), None)


# -- the year --------------------------------------------------------------------------------------------------------


def _fiscal_year(rows: tuple[Row, ...], labelled: Sequence[Field]) -> tuple[int | None, Label | None]:
    """The sheet's own year: of its titles and labelled fields, of its requests, behind its name; None where these differ."""
    said = [*_title_years(rows, labelled), *_labelled_years(rows, labelled)]
    asked = list(_request_years(rows))
    printed = said or asked or list(_asked_years(rows)) or list(_named_years(labelled))
    years = {fiscal_year_of(label.text) for label in printed}
    wanted = {fiscal_year_of(label.text) for label in asked}
    if _REVIEW.search("".join(row.text for row in rows[:_FIRST_ROWS])) is not None:
        wanted |= {
            None if year is None else year - 1 for year in wanted
        }  # a review ends with what the next year asks for
    apart = bool(asked) and not years & wanted
    return (years.pop(), printed[0]) if len(years) == 1 and not apart else (None, None)


def _is_year(text: str) -> bool:
    return _DATED.fullmatch(squeeze(text)) is not None


def _labelled_years(rows: tuple[Row, ...], labelled: Sequence[Field]) -> Iterator[Label]:
    """The years beside 年度, each the only one of its row."""
    values = [found.value for found in labelled if found.name == "year" and _is_year(found.value.text)]
    head = rows[:_HEAD_ROWS] if values else ()
    printed = {row.first_line: len(_DATED.findall(squeeze(row.text))) for row in head}
    return (value for value in values if printed.get(value.line or 0) == 1)


def _named_years(labelled: Sequence[Field]) -> Iterator[Label]:
    """The year that stands apart behind the project's name, `登山道事業 令和9年度`: a sheet that dates itself nowhere else."""
    named = (found.value for found in labelled if found.name == "project")
    parts = ((label.text.rpartition(" "), label.line or 0) for label in named)
    return (text_label(year, line) for (name, _, year), line in parts if name and _is_year(year))


def _title_years(rows: tuple[Row, ...], labelled: Sequence[Field]) -> Iterator[Label]:
    """The years of the head's titles; two in one row of cells head the columns of a table."""
    values = {(found.value.line, found.value.text) for found in labelled}
    opening = next((row for row in rows if row.filled), None)
    for row in _head(rows):
        cells = [entry for entry in row.filled if not entry.is_blank] if row.kind in {"tab", "pipe"} else []
        texts = [entry.text for entry in cells if not is_unit_note(tidy(entry.text))] if len(cells) > 1 else [row.text]
        words = [
            squeeze(fields.unlabelled(heading(text))) for text in texts if (row.first_line, tidy(text)) not in values
        ]
        dated = [text for text in words if _DATED.search(text) is not None]
        named = len(texts) == 1 or _SHEET.search("".join(words)) or any(map(_CELL_TITLE.search, dated))
        apart = row.filled if len(row.filled) > 2 else wide_cells(row)
        columns = len(apart) > 2 and sum(bool(_DATED.search(squeeze(entry.text))) for entry in apart) > 1
        office = len(texts) == 1 and dated and _OF_OFFICE.fullmatch(tidy(texts[0])) is not None
        title = named and dated and (_is_title(dated[0]) or office or (row is opening and _opens(dated[0])))
        if len(dated) == 1 and not columns and title:
            own = _INCLUDED.sub("", dated[0])
            yield from (text_label(match[0], row.first_line) for match in _DATED.finditer(own))


def _head(rows: tuple[Row, ...]) -> Iterator[Row]:
    """The rows above the first table or section; a heading that opens the sheet is its title."""
    dated = False
    opening = next((row for row in rows if row.filled), None)
    for row in rows[:_HEAD_ROWS]:
        amounts = any(figure.is_money for entry in row.cells for figure in entry.figures)
        title = fold_words(row.text).startswith("# ") or (not dated and row.text.lstrip().startswith(("#", "【")))
        title = title or (row is opening and row.text.lstrip().startswith(_BULLETS))
        if (is_heading(row) and not title) or amounts or squeeze(row.cells[0].text if row.cells else "") == "区分":
            return
        dated = dated or _DATED.search(squeeze(row.text)) is not None
        yield row


def _alone(row: Row) -> str:
    """The text of a row that is one line or one cell; empty for any other."""
    return tidy(row.text) if row.kind == "line" or len(row.filled) == 1 else ""


def _is_title(words: str) -> bool:
    """True for a dated text that is a title: short, with the word of a paper, and nothing that makes the year another's."""
    if len(words) > _LONGEST_TITLE or _NO_TITLE.search(_PUBLISHED.sub("", words)) is not None:
        return False
    return _is_year(words) or _TITLE.search(words) is not None


def _opens(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and _OPENING.fullmatch(words) is not None and _NO_TITLE.search(words) is None


def _request_years(rows: tuple[Row, ...]) -> Iterator[Label]:
    for row in rows:
        asked = _REQUEST_YEAR.fullmatch(row.filled[0].label) if row.filled else None
        if asked is not None:
            yield text_label(asked[1], row.first_line)
        elif row.kind == "line":
            yield from (text_label(found[1], row.first_line) for found in _ASKED_FOR.finditer(fold_words(row.text)))


def _asked_years(rows: tuple[Row, ...]) -> Iterator[Label]:
    """The years of the requests in tables (`R8要求`), where no stage of a later year is printed: the last one is the sheet's."""
    drawn = [row for row in rows if row.kind != "line" and row.filled]
    cells = [entry for row in drawn for entry in row.filled if entry.figure is None]
    cells += [entry for above, row in pairwise(drawn) for entry in _under_years(above, row)]
    dated = [(entry, found) for entry in cells if (found := _STAGE_YEAR.fullmatch(entry.label)) is not None]
    last = max((fiscal_year_of(found["year"]) or 0 for _, found in dated), default=0)
    asked = [(entry, found["year"]) for entry, found in dated if "要求" in found["stage"]]
    if all(fiscal_year_of(year) == last for _, year in asked):
        yield from (text_label(year, entry.line) for entry, year in asked)


def _under_years(above: Row, row: Row) -> Iterator[TableCell]:
    """The headings of a row, each behind the year over it or over the columns at its left: 要求額 under 令和8年度."""
    year = ""
    for over, entry in zip(above.cells, row.cells, strict=False) if len(above.cells) == len(row.cells) else ():
        text = squeeze(over.text)
        year = (text if _is_year(text) else "") if text else year
        if year and not entry.is_blank and entry.figure is None:
            yield replace(entry, text=year + squeeze(entry.text))


# -- the name --------------------------------------------------------------------------------------------------------


def _project(rows: tuple[Row, ...], labelled: Sequence[Field]) -> Label | None:
    """The name beside its label, without its code and over the end of its line; else the one that a title says."""
    named = _value([found for found in labelled if not _OFFICE.fullmatch(found.value.text)], "project")
    if named is not None:
        name = _NEW.sub("", _CODE_TAIL.sub("", named.text))
        return Label(text=name + _going_on(rows, named) if name == named.text else name, line=named.line)
    glued = (_GLUED.fullmatch(tidy(row.text)) for row in rows[:_HEAD_ROWS])
    found = (text_label(match["name"], row.first_line) for match, row in zip(glued, rows, strict=False) if match)
    return next(found, None) or next((name for row in rows[:_HEAD_ROWS] for name in _titled(row)), None)


_NEW = re.compile(
    r"^[(（【〔\[]{0}[)）】〕\]]\s*|\s*[(（【〔\[]{0}[)）】〕\]]$".replace(
        "{0}", "(?:一部)?(?:新規?|拡充?|継続?|重点|組替)"
    )
)
"""What is new about a project, beside its name and no part of it: 【新規】."""


def _going_on(rows: tuple[Row, ...], name: Label) -> str:
    """The next line where a name breaks off at the end of its own and that one is set in, or ends it."""
    place = next((number for number, row in enumerate(rows) if row.first_line == name.line), len(rows))
    row, after = [*rows[place : place + 2], None, None][:2]
    if row is None or after is None or not row.kind == after.kind == "line" or is_heading(after):
        return ""
    first, following = row.line.rstrip(), after.line.rstrip()
    rest = following.strip()
    apart = re.search(r"[:：。\d]|^[(（#*・○<\[【]", rest) is not None or _OFFICES.fullmatch(rest) is not None
    if apart or not fields.unlabelled(rest) or not squeeze(first).endswith(squeeze(name.text)):
        return ""
    indented = len(following) - len(rest) > len(first) - len(first.lstrip())
    broken = _WHOLE_NAME.fullmatch(squeeze(name.text)) is None and _WHOLE_NAME.fullmatch(rest) is not None
    return tidy(rest) if indented or broken else ""


def _titled(row: Row) -> Iterator[Label]:
    """A project named by the title alone: `○○事業について`, `令和8年度予算要求の説明 ○○事業`, `○○費(健康福祉部)`."""
    text = _alone(row)
    if len(text) > _LONGEST_TITLE or ":" in text or "。" in text or _SECTION.match(text) is not None:
        return
    name = _TITLE_TAIL.sub("", _TITLE_TAIL.sub("", text).strip()).rpartition(" ")[2].lstrip("○◯●◎■◆・")
    if _NAME.fullmatch(name) is not None and not any(
        figure.is_money for entry in row.cells for figure in entry.figures
    ):
        yield text_label(name, row.first_line)


# -- offices and publisher -------------------------------------------------------------------------------------------


def _offices(rows: tuple[Row, ...], labelled: Sequence[Field]) -> dict[str, Label | None]:
    """Department, division and unit of the labelled offices, else of a line that names them in this order."""
    found: dict[str, Label | None] = {}
    for office in (one.value for one in labelled if one.name == "office"):
        for part in _CONTACT.sub(" ", fold_words(office.text)).split():
            level = next((name for name, ends in _LEVELS.items() if re.fullmatch(rf"\S+(?:{ends})", part)), None)
            if level is not None:
                found.setdefault(level, text_label(part, office.line or 0))
    for row in () if found else rows[:_HEAD_ROWS]:
        match = _OFFICES.fullmatch(_alone(row).strip("【】〔〕"))
        if match is not None and _DATED.search(squeeze(row.text)) is None:
            parts = (match["department"], *match["rest"].split(" "))
            return dict(zip(_LEVELS, (text_label(part, row.first_line) for part in parts), strict=False))
    return found


def _behind_title(row: Row) -> Label | None:
    """The body that a title names behind it, apart or in brackets: `令和8年度 事務事業評価シート（霧ヶ浜市）`."""
    match = _BEHIND.fullmatch(fields.bare(_alone(row)))
    if match is None or _DATED.search(match["title"]) is None or not _is_title(squeeze(match["title"])):
        return None
    name = match["apart"] or match["inside"]
    return None if _NO_BODY.fullmatch(name) else text_label(name, row.first_line)


def _publisher(rows: tuple[Row, ...], text: str) -> Label | None:
    """The body that opens one of the first lines or stands behind a title; else, with a prefecture's mail address, the only one."""
    for row in rows[:_FIRST_ROWS]:
        alone = fields.bare(row.text)
        match = _PUBLISHER.match(squeeze(alone) if _SPREAD.fullmatch(alone) is not None else alone)
        headed = match is not None and re.match(
            "の?予算|当初", row.text[row.text.find(match["name"]) + len(match["name"]) :]
        )
        glued = match is not None and match["glued"] and _NO_BODY.fullmatch(match["name"])
        if (
            match is not None
            and not glued
            and (not headed or re.search(rf"{_YEAR}|(?:{_SHEET.pattern}|資料)$", squeeze(row.text)))
        ):  # 川端市の予算の内訳 is no title
            return text_label(match["name"], row.first_line)
    behind = next((found for row in rows[:_FIRST_ROWS] if (found := _behind_title(row)) is not None), None)
    if behind is not None:
        return behind
    names = {name for name in _NAMED_PREFECTURE.findall(text) if name not in _ANY_PREFECTURE}
    if _MAIL.search(text) is None or len(names) != 1:
        return None
    name = names.pop()
    return next((Label(text=name, line=row.first_line) for row in rows if name in row.text), None)

"""The head: what a record says of its sheet's name, year, publisher and office stands there as such; texts are whole.

Each field is looked for where the record points, and proved by a label beside it, a line that is nothing else, or a title
every word of which is understood.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from structurer.checks.proof.asides import pages_of
from structurer.checks.proof.explained import LETTER
from structurer.checks.proof.head_fields import OFFICE_LABEL
from structurer.checks.proof.head_lines import (
    ACCOUNT_LABEL,
    ADDRESS,
    ANY_BODY,
    ASKED,
    CODE,
    COMMON_NOUN,
    CONTACT,
    DATED,
    HEAD_LINES,
    IN_CHARGE,
    LABEL,
    LABELS,
    NAME_ENDS,
    NO_NAME,
    NOT_NOW,
    NOT_OWN,
    ORGANISATION,
    OTHER_FIELD,
    PAPER,
    PERIOD,
    PREFECTURE,
    PROJECT,
    REQUEST,
    SITE,
    SUBJECT,
    TAG,
    YEAR,
    HeadLines,
)
from structurer.checks.proof.head_values import same, spaced, values
from structurer.checks.proof.wholeness import not_whole
from structurer.sheet.model import Identity, Label, Sheet
from structurer.text import lazy_re as re
from structurer.text.era import western_year
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


def head_findings(source: Source, sheet: Sheet) -> tuple[HeadPoint, ...]:
    """Return a point for each field of the head, proved or not, and one for each text that is not printed whole."""
    lines, own = HeadLines(source, sheet), sheet.identity
    fields = {
        "project": (own.project, _project),
        "publisher": (own.publisher, _publisher),
        "department": (own.department, _office),
        "division": (own.division, _office),
        "unit": (own.unit, _office),
        "code": (own.code, _labelled("事業番号|整理番号|管理番号|事業コード")),
        "period": (own.period, _labelled(PERIOD)),
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
    points += [*_labels_as_items(sheet), *_unread_name(lines)]
    return (*points, *(HeadPoint(field, text, None, ()) for field, text in not_whole(source, sheet)))


def _labels_as_items(sheet: Sheet) -> list[HeadPoint]:
    """The items that hold no amount and are named by a label of the head: a field was taken for a table's row."""
    labels = [item.label for section in sheet.sections for item in section.items if not item.cells]
    return [
        HeadPoint("item", label.text, None, _line_of(label))
        for label in labels
        if LABEL.match(squeeze(label.text)) or re.match(ACCOUNT_LABEL, squeeze(label.text))
    ]


def _unread_name(lines: HeadLines) -> Iterator[HeadPoint]:
    """The name that the head prints behind its label, where the record has none."""
    if lines.identity.project is not None:
        return
    for number in range(1, lines.head_end + 1):
        told = (value for value in values(lines, number, PROJECT) if _COLUMN.search(value) is None)
        name = next((value for value in told if NO_NAME.fullmatch(squeeze(value)) is None), None)
        if name is not None:
            yield HeadPoint("project", name, None, (number,))
            return
    for number in range(1, HEAD_LINES + 1):  # over a line of values, below a caption or not: 番号, 事業名, 会計
        if _AMONG_FIELDS.search(squeeze(lines.text(number))) is not None:
            yield HeadPoint("project", "事業名", None, (number,))
            return


_AMONG_FIELDS = re.compile(r"番号.{0,2}事業名|(?<!細)事業名.{0,2}会計")
_COLUMN = re.compile(r"[額円]|区分|年度|単位")
"""What stands beside 事業名 where that heads a column of names, and is no label of the head."""


def _line_of(label: Label | None) -> tuple[int, ...]:
    """The line of a label, where it has one."""
    return () if label is None or label.line is None else (label.line,)


def _labelled(names: str) -> Callable[[HeadLines, Label], str | None]:
    def proved(lines: HeadLines, label: Label) -> str | None:
        found = () if label.line is None else values(lines, label.line, names)
        return "label" if any(same(value, label.text) for value in found) else None

    return proved


def _project(lines: HeadLines, label: Label) -> str | None:
    """A name beside its label, else one that a line or the title of the head says; never a label, never a part."""
    if label.line is None or LABEL.match(fold_words(label.text).strip()) or NO_NAME.fullmatch(squeeze(label.text)):
        return None
    name, number = squeeze(label.text), label.line
    whole = [
        CODE.sub("", _untagged(value)) + _going_on(lines, number, value) for value in values(lines, number, PROJECT)
    ]
    if whole:
        told = any(same(value, label.text) for found in whole for value in (found, _unofficed(found)))
        return "label" if told and not _is_named_otherwise(lines, label.text) else None
    labelled = _labelled_lines(lines)
    if labelled:  # a title says the name, too; the labelled line decides
        said = [value for n in labelled for value in _labelled_name(lines, n)]
        return "label" if said and all(same(CODE.sub("", _untagged(value)), label.text) for value in said) else None
    subjects = {squeeze(value) for n in range(1, HEAD_LINES + 1) for value in values(lines, n, SUBJECT)}
    if subjects:
        return "label" if subjects == {name} else None
    return next(filter(None, (_named_on(lines, n, name) for n in (number, *range(1, lines.head_end + 1)))), None)


def _named_on(lines: HeadLines, number: int, name: str) -> str | None:
    """By what a line of the head names the project; its name may well stand on the way to its page, too."""
    if _going_on(lines, number, name):
        return None
    return next(filter(None, (_named_by(lines, number, cell, name) for cell in lines.cells(number))), None)


def _labelled_lines(lines: HeadLines) -> list[int]:
    """The lines that begin with the label of the name: with a colon behind it anywhere, without one in the head."""
    own = re.compile(
        rf"[\s|*#・○●■\-]*(?:[(【〔\[][^()【】\[\]\s]{{1,4}}[)】〕\]]\s*)?{spaced(PROJECT)}\**\s*(?P<mark>[:|\s]|$)"
    )
    found = ((n, own.match(text)) for n, text in enumerate(lines.texts, 1))
    return [n for n, match in found if match is not None and (match["mark"] == ":" or n <= lines.head_end)]


def _is_named_otherwise(lines: HeadLines, name: str) -> bool:
    """True where another line that begins with the label of the name has another one: `事業名：海の学校事業` over a table."""
    own = squeeze(name)
    told = (squeeze(_untagged(value)) for n in _labelled_lines(lines) for value in _labelled_name(lines, n))
    return any(value not in own and own not in value for value in told if value)


def _labelled_name(lines: HeadLines, number: int) -> list[str]:
    """The names beside a label of the name; the one below it where nothing stands beside it."""
    beside, below = ([value for value in values(lines, n, PROJECT) if value.strip(" :")] for n in (number, number + 1))
    return beside or below


def _untagged(name: str) -> str:
    """A name without what is new about its project: `河川管理事業(拡充)`."""
    return TAG.sub("", name.strip())


def _unofficed(name: str) -> str:
    """A name without the offices in brackets behind it: `森の案内人育成事業（森林課）`."""
    name = IN_CHARGE.sub("", name)
    found = re.fullmatch(r"(?P<name>.+?)\s*[(〔\[](?P<offices>[^()〔〕\[\]]+)[)〕\]]", name.strip())
    return name if found is None or not _offices(found["offices"]) else found["name"]


def _named_by(lines: HeadLines, number: int, cell: str, name: str) -> str | None:
    cell = IN_CHARGE.sub("", _untagged(cell))
    if NAME_ENDS.search(name) is None or name not in squeeze(cell):
        return None
    if number > lines.head_end:  # below the caption of all that follows
        return "line" if lines.signed == {number: squeeze(cell)} and squeeze(cell) == name else None
    letter = LETTER.fullmatch(squeeze(cell))
    if letter is not None and letter["what"] == name and letter["year"] is None:
        return "line"
    if lines.rest_of_title(cell):
        return None
    return "line" if squeeze(cell) == name else "title"


def _going_on(lines: HeadLines, number: int, name: str) -> str:
    """The next line where a name goes on there: it is set in, or the name breaks off and the next line ends one."""
    text, following = lines.text(number).rstrip(), lines.text(number + 1)
    rest = following.strip()
    if not rest or LABEL.match(squeeze(rest)) or re.search(r"[:\t|。\d]|^[(#*・○<\[]", rest) or _offices(rest):
        return ""
    indented = len(following) - len(following.lstrip()) > len(text) - len(text.lstrip())
    broken = NAME_ENDS.search(squeeze(name)) is None and NAME_ENDS.search(rest) is not None
    return rest if squeeze(text).endswith(squeeze(name)) and (indented or broken) else ""


def _publisher(lines: HeadLines, label: Label) -> str | None:
    name, number = squeeze(label.text), label.line
    if number is None or name in NOT_OWN or re.fullmatch(r"\S{1,8}[都道府県市町村区省庁]", name) is None:
        return None
    if any(
        same(value, name)
        for value in values(lines, number, "(?:都道府県|市区?町村|(?:作成)?(?:団体|自治体)|発行者?)名?|[県市町村]名")
    ):
        return "label"
    ways = (_publisher_in(lines, number, cell, name) for cell in lines.cells(number) if number <= lines.head_end)
    if (way := next(filter(None, ways), None)) is not None:
        return way
    named = {found for text in lines.texts for found in PREFECTURE.findall(text)} - NOT_OWN
    addressed = any(ADDRESS.search(text) for text in lines.texts[:HEAD_LINES])
    return "address" if addressed and named == {name} else None


_LED = re.compile(rf"(?:{OFFICE_LABEL})[\s:]+")


def _leads_offices(part: str, name: str) -> bool:
    """True for the name of a body, behind the label of an office or not, and its offices: 担当：潮浜県 環境部 海岸課."""
    first, _, rest = _LED.sub("", part.strip(), count=1).partition(" ")
    return first == name and bool(_offices(rest)) and ANY_BODY.fullmatch(name) is None


def _publisher_in(lines: HeadLines, number: int, cell: str, name: str) -> str | None:
    """By what a cell of the head names the publisher: as its title does, or as a line of its own."""
    # 川端市の予算の内訳 heads a table of that town
    if re.match(rf"{re.escape(name)}の?(?:予算|当初)(?!.*\d|.*{PAPER})", squeeze(cell)) is not None:
        return None
    if _is_behind_title(cell, name) and lines.is_title(cell):
        return "title"
    page = rf"{re.escape(name)}の?{SITE.pattern}(?:[>›»].*)?"
    # or the way to a page, which begins there
    site = rf"{page}|\[{re.escape(name)}\]\(/?\).*"
    led = _leads_offices(cell, name) or _stands_apart(lines, number, name) or (pages_of(cell) or [""])[0] == name
    if led or re.fullmatch(site, squeeze(cell), re.IGNORECASE):
        return "line"
    within = re.match(
        rf"{YEAR}\s?の?{re.escape(name)}の?(?=当初|予算|行政|事務|事業|主要|一般会計|\d{{1,2}}月補正|決算)", cell
    )
    if (
        within is not None
        and lines.is_title(cell)
        and not any(kind.fullmatch(name) for kind in (ANY_BODY, COMMON_NOUN))
    ):
        return "title"
    begun = squeeze(re.sub(rf"^{YEAR}\s", "", cell)).startswith(name) and lines.is_title(cell)
    return ("line" if squeeze(cell) == name else "title") if begun else None


_APART = re.compile(rf"\s{{3,}}|\s{{2,}}(?=(?:{LABELS})[\s:])")
"""A gap between two columns of the screen, a narrower one before a label."""


def _stands_apart(lines: HeadLines, number: int, name: str) -> bool:
    """True for the name of a body set apart on a line of the head, in brackets or not, beside a title, offices and labels only."""
    parts = [part for cell in lines.cells(number) for part in _APART.split(cell.strip()) if part]
    own = {part for part in parts if squeeze(part) in {name, f"({name})"} or _leads_offices(part, name)}
    others = [part for part in parts if part not in own]
    known = all(
        _offices(re.sub(rf"^(?:{OFFICE_LABEL})[\s:]+", "", part))
        or LABEL.fullmatch(squeeze(part))
        or (re.search(YEAR, part) and not lines.rest_of_title(part))
        for part in others
    )
    return len(parts) == len(others) + 1 > 1 and known and ANY_BODY.fullmatch(name) is None


def _is_behind_title(cell: str, name: str) -> bool:
    """True for the name of a body that ends a title, apart or alone in brackets."""
    parts = re.split(rf"\s+(?={re.escape(name)}$)|\s?\((?={re.escape(name)}\)$)", cell.strip())
    return len(parts) == 2 and ANY_BODY.fullmatch(name) is None and re.search(YEAR, parts[0]) is not None


_SMALLER = re.compile(r"\(([^()\s]+(?:課|室|係|班|担当))\)")
_JOINED = re.compile(r"(\S{2,}?[部局庁])(\S{2,}(?:課|室|センター))(\S{2,}(?:係|班|担当))?")
"""A part of an office in brackets behind it, and offices with nothing between them: 企画部交通政策課（地域交通担当）."""


def _parted(text: str) -> Iterator[str]:
    """The words of a line of offices; behind a name of two offices each of them."""
    for word in _SMALLER.sub(r" \1 ", CONTACT.sub("", text)).replace("|", " ").split():
        joined = _JOINED.fullmatch(word)
        yield word
        yield from () if joined is None else filter(None, joined.groups())


def _offices(text: str) -> list[str]:
    """The offices of a line of offices, labels and telephones and nothing else; none of any other line."""
    parts = list(_parted(text))
    if not all(ORGANISATION.fullmatch(part) for part in parts):
        return []
    return [part for part in parts if not re.fullmatch(rf"(?:{OFFICE_LABEL}):?|[^一-龠]+|(?:内線|電話).*", part)]


def _open(text: str) -> str:
    """A line without the brackets that are all around it: 【環境部 森林課】."""
    return text.strip().strip("【】〔〕")


def _office(lines: HeadLines, label: Label) -> str | None:
    """An office beside its label, or one of a line of offices and nothing else, where the head has no other such line."""
    number = label.line or 0
    if any(same(label.text, part) for value in values(lines, number, OFFICE_LABEL) for part in _offices(value)):
        return "label"
    heads = {found[0] for n in range(1, HEAD_LINES + 1) if (found := _offices(_open(lines.text(n))))}
    named = lines.above(number).startswith("事業名")  # 連携 in the project's own name says nothing of an office
    around = ("" if named else lines.above(number)) + lines.text(number + 1)
    apart = NOT_NOW.search(around) or re.search(r"(?<![名当属]):$", lines.above(number))
    if len(heads) > 1 or apart is not None or number > HEAD_LINES:
        return None
    return "line" if any(same(part, label.text) for part in _offices(_open(lines.text(number)))) else None


def _stage(lines: HeadLines, label: Label) -> str | None:
    text = lines.text(label.line or 0)
    marked = re.findall(r"[■☑✓]\s*([^\s□■☑✓|]+)", text)
    if len(marked) == 1 and "□" in text and same(marked[0], label.text):
        return "line"
    return _labelled("(?:要求|予算|査定)?(?:区分|段階)")(lines, label)


def _accounts(lines: HeadLines, label: Label) -> str | None:
    """The accounts beside their label, or to the end of their cell with a name behind the labels."""
    if any(same(label.text, value) for value in values(lines, label.line or 0, ACCOUNT_LABEL)):
        return "label"
    said = squeeze(re.sub(r"[款項目名・:\s]+", "", label.text))
    ends = any(squeeze(cell).endswith(squeeze(label.text)) for cell in lines.cells(label.line or 0))
    return "label" if said and ends and re.match("款|会計", squeeze(label.text)) else None


def _year_point(lines: HeadLines, own: Identity) -> HeadPoint:
    """By a title, else by the one labelled year or request; a title that names another year, or more than one, proves none."""
    year, label = own.fiscal_year, own.fiscal_year_label
    text = str(year) if label is None else label.text
    titled = set().union(*lines.titles.values()) if lines.titles else set()
    fields = {told for told, number in _year_fields(lines) if number <= HEAD_LINES}
    if titled == {year} and fields <= {year}:
        return HeadPoint("fiscal_year", text, "title", tuple(lines.titles))
    asked = {} if titled else dict(_asked(lines))
    if set(asked) == {year}:
        return HeadPoint("fiscal_year", text, "label", tuple(asked.values()))
    return HeadPoint("fiscal_year", text, None, _line_of(label))


def _asked(lines: HeadLines) -> Iterator[tuple[int, int]]:
    """The years of labelled fields and of requests, each with its line."""
    yield from _year_fields(lines)
    for number in range(1, len(lines.texts) + 1):
        rows = [found["year"] for cell in lines.cells(number) if (found := REQUEST.fullmatch(squeeze(cell)))]
        told = [found["year"] for found in ASKED.finditer(lines.text(number))]
        for value in (*rows, *told):
            if (year := western_year(value)) is not None:
                yield year, number


def _year_fields(lines: HeadLines) -> Iterator[tuple[int, int]]:
    """The years that labels of the sheet's own year name, each with its line; none behind words of another time or paper."""
    for number, text in enumerate(lines.texts, 1):
        if len(DATED.findall(text)) != 1 or OTHER_FIELD.search(text):
            continue
        for value in values(lines, number, "(?:会計|予算|対象|要求)?年度(?:区分)?"):
            told = re.sub(r"\s?(?:(?:当初|補正)?予算案?|\((?:当初)?予算(?:要求|案)?\))$", "", value)
            if DATED.fullmatch(told) and (year := western_year(told)) is not None:
                yield year, number

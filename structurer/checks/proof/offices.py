"""Lines of offices and nothing else: whose they are."""

from collections.abc import Iterable, Iterator

from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.head_fields import HEAD_FIELD
from structurer.checks.proof.heading_words import BRACKETS, CLOSING, MARK, OFFICE
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_OTHERS_OFFICE = re.compile(
    r"[隣旧元他試]|(?<=[^\s()（）])[県府省]|東京都|北海道|[一-龠]{2,}(?:市(?!街)|町(?!村)|(?<!町)村)(?=[一-龠]*(?:部|局|課|室|係|委員会))"
)
_FORMER_OFFICE = re.compile(r"(?:^|[\s\u3000])(?:隣|旧|元|他|廃止|前年度|国土|国の)")
"""Of an office that is none of the project's own: in brackets, and as it stands."""


_FIELD = re.compile(
    r"[\s*・|-]*(?:所[属管](?:課|部局|部署)?名?|(?:担当)?(?:部局?|課)・?(?:課|室)?名?|担当部署|主管課|(?:予算)?(?:執行|要求)(?:部局?課|課|部局?)|主管部局?|部課名)[\s\u3000:：|*]+(?P<of>\S.*)"
)
_PART = re.compile(r"[^部局庁課室係所\s]+(?:部|局|庁|委員会|課|室|係|所)")
_HIGHER = ("部", "局", "庁", "委員会")
"""How offices end that stand beside each other: 企業局 and 県土整備部; 河川課 is within one."""


def is_named(office: str, lines: Iterable[str]) -> bool:
    """True for an office that a labelled field of the lines names."""
    return any(office in squeeze(found["of"]) for one in lines if (found := _FIELD.match(one)) is not None)


def is_beside(line: str, lines: Iterable[str]) -> bool:
    """True for a line of offices of which one stands beside those that a labelled field of the lines names: it is another's."""
    fields = [squeeze(found["of"]) for one in lines if (found := _FIELD.match(one)) is not None]
    levels = {part.endswith(_HIGHER) for field in fields for part in _PART.findall(field)}
    parts = line.strip("()（）【】■#* ").split()
    return any(part.endswith(_HIGHER) in levels and not any(part in field for field in fields) for part in parts)


def is_own_office(line: str) -> bool:
    """True for a line of offices that are not said to be another's or of another time."""
    former = _FORMER_OFFICE.search(line.strip("()（）【】")) is not None
    return not former and (line[:1] not in "(（【" or _OTHERS_OFFICE.search(line) is None)


def is_office(text: str) -> bool:
    """True for a heading of offices and nothing else: it is no title, for the office has other projects, too."""
    words = MARK.sub("", text.strip(), count=1).strip(BRACKETS + CLOSING)
    return all(OFFICE.fullmatch(part) is not None for part in words.split())


_OWN_BUREAU = re.compile(
    r"(?:総務|財[政務]|企画|政策|経営|都市|建[設築]|土木|県土|農[林業政]|水産|林[務業]|産業|商工|経済|労働|観光|環境|福祉|保健|健康|医療|生活|文化|スポーツ|県民|市民|地域|振興"
    r"|危機管理|防災|港湾|河川|道路|交流|国際|子ども|こども|教育|デジタル|まちづくり|整備|推進|管理|調整|[・と])+(?:局|庁|委員会)"
)
"""Bureaus that are of the general account; of any other name (企業局, 病院局, 議会事務局) a bureau may have one of its own."""


def has_own_account(office: str) -> bool:
    """True for a bureau that is not known to be of the general account: 企業局, 病院局, 全庁."""
    return office.endswith(("局", "庁", "委員会")) and _OWN_BUREAU.fullmatch(office) is None


def other_offices(grid: Grid) -> Iterator[PrintedRow]:
    """The lines of offices alone over amounts that a field of the head does not name: `## 企業局` below `所属：川づくり課`.

    Where no field names an office, those of another account's body are others.
    """
    money = [row.position for row in grid.rows if any(f.is_money for cell in row.cells for f in cell.figures)]
    fields = [(row, squeeze(found["of"])) for row in grid.rows if (found := _named(_line(grid, row))) is not None]
    begins = fields[0][0].position if fields else -1
    headed = next((row.position for row in grid.rows if HEAD_FIELD.match(tidy(row.text)) is not None), 0)
    above = {squeeze(row.text) for row in grid.rows[: max(begins, headed)]}  # they stand on each page again
    for row in grid.rows[begins + 1 : max(money, default=0)]:
        text = row.text.strip().strip("*").strip()
        marked = MARK.match(text) is not None or text != row.text.strip() or row.position > money[0]
        if (
            (row.kind != "line" and len(row.texts) != 1)
            or row.values
            or re.search("[:：]", text)
            or not text.strip(BRACKETS)
            or not is_office(text)
        ):
            continue
        parts = MARK.sub("", text, count=1).strip(BRACKETS + CLOSING).split()
        named = [any(squeeze(part) in of for _, of in fields) for part in parts]
        bureaus = map(has_own_account, parts)
        if squeeze(text) in above:
            continue
        if (fields and not any(named)) or (not fields and marked and any(bureaus)):
            yield row


def _named(line: str) -> re.Match[str] | None:
    """The office in a field of a line, or in charge of the project that it names: （環境部水辺課所管）."""
    return _FIELD.match(line) or _IN_CHARGE.search(line)


_IN_CHARGE = re.compile(r"[(（](?P<of>[^()（）]+)(?:所管|所属|担当)[)）]")


def _line(grid: Grid, row: PrintedRow) -> str:
    return grid.source.lines[row.first - 1].drawn

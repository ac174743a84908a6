"""Other bodies than the publisher, at the head or the foot of a sheet: who wrote it, whom it is from, whose paper it is."""

from collections.abc import Iterator

from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.head_lines import ANY_BODY, COMMON_NOUN
from structurer.checks.proof.residue import Note
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_ROLE = r"(?:(?:出典|出所|作成者?|作成団体|資料提供|情報提供|提供元?|差出人|発信者?|提出者?|発行者?|送付元)[\s\u3000]*[:：]?[\s\u3000]*)"
_STATE = r"[一-龠]{2,6}(?:省|大臣|(?<=水産|林野|観光|文化|消防|気象|環境|金融)庁)|内閣府"
_CIVIL = r"(?:(?:公益|一般|独立行政|社会福祉)?(?:財団|社団|行政)?法人)\S{0,12}|[一-龠ァ-ヶー]{2,10}(?:協議会|協会|連合会|公社|組合|財団)"
_LOCAL = (
    r"[一-龠々ヶノ○△□◯〇ぁ-ん]{1,6}?[県市町村]|東京都|北海道|(?:京都|大阪)府|[一-龠]{2,6}(?:広域(?:連合|組合)|事務組合)"
)
_BODY = re.compile(
    rf"{_ROLE}?(?P<body>{_STATE}|{_CIVIL}|{_LOCAL})"
    r"(?:役[所場])?(?:[\s\u3000]*[一-龠ァ-ヶー]{1,10}(?:部|局|庁|課|室|委員会))*(?:[\s\u3000]*[一-龠]{0,6}(?:知事|長))?"
    r"[\s\u3000]*(?:様|殿|御中|あて|宛)?(?:からの資料|の資料|作成|提供|提出(?:資料)?|より)?"
)
"""A line that names a body, its offices and its head, and nothing else."""
_OTHERS = re.compile(
    rf"{_STATE}|{_CIVIL}|(?:[隣他]|隣接|近隣)の?[県市町村]|別の[県市町村]|\S+(?:広域(?:連合|組合)|事務組合)|[○△□◯〇]{{1,3}}[県市町村]"
)
"""Bodies that are none of those whose budgets these sheets are of, unless one is the publisher."""
_GIVEN = re.compile(r"出典|出所|資料提供|情報提供|提供元|差出人|発信|送付元|.*(?:からの資料|提供|より)$")
"""What makes a paper another's than the body's that publishes it."""
_PREFECTURAL = re.compile(r"県債|県土整備|本県|県単|知事(?:査定|要求)")
"""Words of a sheet of a prefecture, on which a city is another body, be it the only one named."""
_CITIES = ("市", "町", "村")
_FOOT = 4
"""Lines of a foot: an address has as many."""


def other_bodies(grid: Grid, publisher: str | None) -> Iterator[Note]:
    """The lines of head and foot that name a body which is not the publisher; the first one named, where the record has none."""
    own = "" if publisher is None else squeeze(publisher)
    prefectural = (not own or own.endswith(_CITIES)) and _PREFECTURAL.search(grid.source.drawn) is not None
    for row in _around(grid):
        found = _BODY.fullmatch(tidy(row.text).strip("()（）[]【】〔〕*# ※"))
        body = "" if found is None else squeeze(found["body"])
        if not body or COMMON_NOUN.fullmatch(body) or (ANY_BODY.fullmatch(body) and _OTHERS.match(body) is None):
            continue
        city = prefectural and body.endswith(_CITIES)
        if not city and (body == own or (own and own.endswith(body))):
            continue
        if own or city or _OTHERS.fullmatch(body) is not None or _GIVEN.match(tidy(row.text).strip("(（")) is not None:
            yield Note(row.first, tidy(row.text))
        own = own or body


def _around(grid: Grid) -> Iterator[PrintedRow]:
    """The lines above the first amounts and the last ones below them."""
    held = [
        row.position for row in grid.rows if row.values or any(cell.figures for cell in row.cells if row.kind != "line")
    ]
    first, last = (held[0], held[-1]) if held else (len(grid.rows), 0)
    lines = [row for row in grid.rows if row.kind == "line" and not row.is_bare and not row.values]
    yield from (row for row in lines if row.position < first)
    yield from [row for row in lines if row.position > max(last, first)][-_FOOT:]

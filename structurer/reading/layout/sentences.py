"""The running text of a sheet as sentences: lines broken by their width put together again, headings apart."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from structurer.labels.moment import When
from structurer.reading.layout import fields
from structurer.sheet.model import Label
from structurer.tables.context import Context
from structurer.tables.headings import is_heading, is_unit_line
from structurer.tables.screen import columns_of
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR
from structurer.text.money import fold_words
from structurer.text.rows import Row
from structurer.text.scan import NAMES
from structurer.text.source import Figure
from structurer.text.words import heading, squeeze, tidy

_GOES_ON = ("、", "が", "は", "を")
"""How a line ends whose sentence goes on below, however short it is."""
_WITHIN = re.compile(
    rf"[\s・○●]*(?:(?:なお|また)、)?(?P<when>(?:{ERA_YEAR}年度|[本今前]年度)の?(?:当初|\d{{1,2}}月補正|補正)?予算(?:案|要求)?)"
    r"(?:における|においては?、?|では、?|の)(?P<of>[^\s、。()]{2,40}の)?"
)
"""The budget that a sentence speaks of from its beginning on: `令和8年度当初予算案における○○事業の予算額は`."""
_BULLET = re.compile(r"^[\s\u3000]*(?:[・○●◇◆※\-*]|\(?\d{1,2}\)?[.)、\s\u3000]|[①-⑳])")
_ENDS = re.compile(r"[。!?](?:[\s\u3000]?[(（][^()（）。]*[)）])?")
_NO_HEADING = re.compile(r"[。、:はがをに]")
_LONGEST_BARE_HEADING = (
    14  # characters: a few words alone on their line; a longer line may be a sentence broken by its width
)
_LONGEST_REFERENCE = 24  # characters: `(参考) 他県の状況` and the like
_MOST_LINES = 60  # lines of one sentence: a page; bounds a text without a full stop
_LOOK_BACK = 120  # characters around a figure: the longest pattern that looks for a name before an amount


@dataclass(frozen=True)
class Sentence:
    """One sentence: its text, where each of its lines begins in it, its figures, and the heading it stands under."""

    text: str
    parts: tuple[tuple[int, int, int], ...]
    """(offset in `text`, offset in the source, 1-based line) of each line's share."""
    figures: tuple[Figure, ...]
    heading: Label | None
    bullet: bool
    lead_in: str = ""
    """The sentence before, where it holds no figure: what it says of the year holds on."""

    def at(self, figure: Figure) -> int:
        """The offset of a figure in the text."""
        place, source, _ = self.parts[bisect_right(self.parts, figure.start, key=lambda part: part[1]) - 1]
        return place + figure.start - source

    def before(self, figure: Figure) -> str:
        """The words right before a figure."""
        place = self.at(figure)
        return self.text[max(0, place - _LOOK_BACK) : place]

    def after(self, figure: Figure) -> str:
        """The words right after a figure."""
        place = self.at(figure) + len(figure.printed)
        return self.text[place : place + _LOOK_BACK]

    def line_before(self, figure: Figure, offset: int) -> int:
        """The line that an offset in the words right before a figure stands on."""
        return self.line_at(max(0, self.at(figure) - _LOOK_BACK) + offset)

    def line_at(self, offset: int) -> int:
        """The line that an offset in the text stands on."""
        return self.parts[bisect_right(self.parts, offset, key=lambda part: part[0]) - 1][2]


def sentences(context: Context) -> Iterator[Sentence]:
    """Every sentence of the running text that holds a figure, in order."""
    above: Label | None = None
    widest = max((columns_of(row.line) for row in context.rows if row.kind == "line"), default=0)
    money = (n for n, row in enumerate(context.rows) if any(f.is_money for entry in row.cells for f in entry.figures))
    head = next(money, 0)
    pending: list[tuple[Row, int]] = []
    for position, row in enumerate(context.rows):
        text = row.line.strip()
        apart = row.first_line == context.title_line or len(pending) >= _MOST_LINES
        if position in context.taken or not _is_text(row) or not text or is_unit_line(row) or apart:
            yield from _sentences(pending, above)
            pending = []
            above = None if position in context.taken else above  # a table ends what stands under its heading
        elif position < head and _is_field(row):
            yield from _sentences(pending, above)
            pending, above = [], None  # the head names nothing that stands below it
        elif _is_bare_heading(row):
            yield from _sentences(pending, above)
            pending, above = [], Label(text=heading(row.line), line=row.first_line)
        else:
            if pending and (_BULLET.match(row.line) is not None or _closes(pending[-1][0].line, widest)):
                yield from _sentences(pending, above)
                pending = []
            pending.append((row, row.cells[0].start))
    yield from _sentences(pending, above)


def _is_text(row: Row) -> bool:
    """True for a line of text, and for a row of a spreadsheet that holds a sentence in one of its cells and nothing else."""
    alone = row.kind == "tab" and "。" in row.text and sum(not entry.is_blank for entry in row.cells) == 1
    return row.kind == "line" or alone


def _closes(text: str, widest: int) -> bool:
    """True where a line ends what it says: with a full stop, or well before the others do and not amid its words."""
    words = text.rstrip()
    return words.endswith("。") or (columns_of(text) * 4 < widest * 3 and not words.endswith(_GOES_ON))


def _is_field(row: Row) -> bool:
    """True for a line of the head that says which office asks."""
    return any(found.name == "office" for found in fields.read([row]))


def _is_bare_heading(row: Row) -> bool:
    """True for a numbered heading, or a few words alone on their line: no amount, no punctuation, no end of a sentence."""
    text = tidy(row.line)
    if any(figure.is_money for entry in row.cells for figure in entry.figures) or text.endswith(("。", "、")):
        return False
    if text.startswith(("参考", "(参考")) and len(text) <= _LONGEST_REFERENCE:
        return True
    numbered = is_heading(row) and not text.startswith(("・", "-")) and "。" not in text
    names = all(figure.kind in NAMES for figure in row.cells[0].figures)
    return numbered or (names and len(text) <= _LONGEST_BARE_HEADING and _NO_HEADING.search(text) is None)


def _sentences(lines: list[tuple[Row, int]], above: Label | None) -> Iterator[Sentence]:
    if not any(entry.figures for row, _ in lines for entry in row.cells):
        return
    text, parts = "", []
    for row, start in lines:
        parts.append((len(text), start, row.first_line))
        text += row.line
    figures = [figure for row, _ in lines for entry in row.cells for figure in entry.figures]
    begin, silent = 0, ""
    ends = [match.end() for match in _ENDS.finditer(text)] + [len(text)]
    whole = Sentence(text, tuple(parts), tuple(figures), above, bullet=False)
    places = [whole.at(figure) for figure in figures]
    for end in dict.fromkeys(ends):
        own = tuple(figures[bisect_left(places, begin) : bisect_left(places, end)])
        if own:
            yield replace(_cut(whole, begin, end, own), lead_in=silent)
        silent = "" if own else text[begin:end]
        begin = end


def _cut(whole: Sentence, begin: int, end: int, figures: tuple[Figure, ...]) -> Sentence:
    """The part of a text between two offsets."""
    parts = []
    for number, (place, source, line) in enumerate(whole.parts):
        following = whole.parts[number + 1][0] if number + 1 < len(whole.parts) else len(whole.text)
        if following > begin and place < end:
            skipped = max(0, begin - place)
            parts.append((place + skipped - begin, source + skipped, line))
    text = whole.text[begin:end]
    return Sentence(
        fold_words(text), tuple(parts), figures, whole.heading, bullet=begin == 0 and _BULLET.match(text) is not None
    )


def within_budget(context: Context, sentence: Sentence) -> When | None:
    """The year and stage of the budget that a sentence speaks of from its beginning on, of this project where it names one."""
    opened = _WITHIN.match(sentence.text)
    named = "" if opened is None else squeeze(opened["of"] or "").removesuffix("の")
    if opened is None or (named != "" and named != squeeze(context.project)):
        return None
    when = context.when(opened["when"])
    return None if when is None or when.year_offset is None or when.stage is None else when

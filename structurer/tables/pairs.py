"""Lines of labels and amounts: `国庫支出金: 8,350千円`, `財源 国庫 20,808 県債 0`, a label on one line and its amount on the next.

A line is taken apart at its amounts. What stands before an amount is its label: the longest end of it that means something,
if the words before that are understood too (`(要求)財源 国庫`), else all of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from structurer.labels.label import is_year_label, plain
from structurer.labels.moment import When
from structurer.sheet.model import Label
from structurer.tables.cites import row_text
from structurer.tables.context import Context
from structurer.tables.row import is_form, is_tall
from structurer.tables.sense import Sense, over, sense
from structurer.tables.workings import TIMES, UNIT_BEHIND, is_price, is_worked_behind, worked_out
from structurer.text import lazy_re as re
from structurer.text.money import fold_words
from structurer.text.rows import Row
from structurer.text.scan import NAMES, Kind
from structurer.text.source import Figure
from structurer.text.words import KANJI_NUMBER

_MARK = re.compile(
    r"[\s|]*(?:[・○●◎◇◆□■▼★☆※\-]|\*(?!\*)|\+(?=\s)|\(\d{1,2}\)|\d{1,2}(?:[.、)](?!\d)|節?(?=\s))|"
    + KANJI_NUMBER
    + r"|[①-⑳]|[ア-ンa-z](?:[.、)]|(?=\s)))\s*"
)
_FORMS = ((re.compile(r"\d+"), "1"), (re.compile("[①-⑳]"), "①"), (re.compile("[ア-ンa-z]"), "ア"))
_EDGES = re.compile(r"^[\s・、:)|,→⇒/]+|[\s:、|(]+$|(?<=\S)は$|^[.…‥]{2,}|^…|[\s.…‥・]{2,}$|…$|(?:(?<=\s)|^)金$")
"""Marks around words, the leaders before an amount, and 金 before one that is written out: 要求額 金46,200千円."""
_OPENING, _CLOSING = "【〔[", "】〕]"
_SPREAD = re.compile(r"(?<!\S)\S(?: \S)+(?!\S)")  # 財 源
_PIECES = re.compile(r"[\s()\[\]〔〕【】、:→⇒]+")
_BEGINS = re.compile(r"(?:^|(?<=[\s()、\]〕】]))(?=[^\s()、])")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_TAIL = re.compile(r"[\s)\]〕】|、]*(?:(?:\([^()]*\)|【[^【】]{1,8}】)[\s)|]*|[^\s:()]+:\s?\S+(?:\s+|$))*")
_NOTE = re.compile(r"[\s)\]〕】|、]*(?:(?:\([^()]*\)|【[^【】]{1,8}】)\s*)*")
_NOTHING = re.compile(
    r"(?<![^\s()\[\]〔〕【】、:/])(?P<label>[^\s()\[\]〔〕【】、:/]++)[\s:]++(?:-|な[しい]|無し?)(?=[\s、)/])\s*"
)  # 県債 －: it gives none
_SAME = re.compile(
    r"前年度?(?:当初(?:予算)?額?)?(?:比|と)?(?:同額|増減な[しい])(?=[\s)]*$)"
)  # the change that it names is none
_DIRECTED = re.compile(r"^\s?の(?:増|減)(?=[\s)。]*$)")
"""Which way a change goes: 22,246千円の増. Its sign is the figure's."""
_NONE = re.compile(r"[\s:](?:-|な[しい]|無)")
_REMARK = re.compile(r"(?:[ \xa0]{2,}|\u3000)[\s\u3000]*[^\s\d(（]")  # words apart from the amount before them
_MOST_SOURCES = 16  # sources one a line
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]+[)）]\s*")
_NEAR = 5  # rows: a name, its amount and the unit of that, once more
_SAID_BEHIND = re.compile(r"\s?[(\[〔【](?P<label>[^()\[\]〔〕【】]{3,16})[)\]〕】]")
_SENTENCE = re.compile(r"。|は、\s*[\d０-９]")  # one may go on below
_LONGEST_LABEL = 40  # characters: the name of an item with its brackets; a longer text is a sentence
_BARS = str.maketrans("|\t\n", "   ")

ANOTHER_AMOUNT = re.compile(r"\s*\([^()\d]*(?:最終|補正|決算|見込|現計)[^()\d]*\)")
"""A remark behind an amount that makes another one of it: `4,200千円(最終予算)`."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the figure beside it.

    Attributes:
        label: the label, without the words before it.
        sense: what it means; unknown where those words are not understood.
        figure: the amount.
        whole: all that stands between the amount before and this one.
        name: the words before the label, up to a colon or not.
        when: the year and stage that those words name.
        bracketed: it stands in brackets, behind another pair.
    """

    label: Label
    sense: Sense
    figure: Figure
    whole: Label
    name: str = ""
    when: When | None = None
    bracketed: bool = False

    @property
    def known(self) -> bool:
        """True for a label that says what the amount is."""
        return self.sense.valued

    @property
    def is_sum(self) -> bool:
        """True for 計 and the like, which name no year and no stage."""
        return self.known and not self.sense.dated and (self.sense.total or self.sense.sums)


@dataclass(frozen=True)
class PairLine:
    """A line, or two, that hold pairs: their places, the number or bullet before them, and whether nothing follows the last.

    `remarked` is True for one amount that stands apart with words behind it: only a sum tells that they change nothing.
    """

    pairs: tuple[Pair, ...]
    position: int
    following: int
    mark: str
    closed: bool
    remarked: bool = False

    @cached_property
    def known(self) -> bool:
        """True where the line begins with a label that says what its amount is; a row of a table has amounts without labels."""
        first = self.pairs[0].known or not self.pairs[0].figure.is_money
        return first and not self.remarked and all(pair.whole.text != "" or pair.bracketed for pair in self.pairs)

    @property
    def form(self) -> str:
        """The kind of number or bullet: that of (1), of ①, of 1, of ア, or the bullet itself."""
        form = self.mark
        for pattern, first in _FORMS:
            form = pattern.sub(first, form)
        return form


def is_definition(row: Row) -> bool:
    """True for a line that begins with a colon: it says something of the term on the line above."""
    return fold_words(row.line).lstrip().startswith(":")


def pair_line(context: Context, position: int) -> PairLine | None:
    """The pairs that begin at a row; None where it holds none, or is a sentence."""
    row = context.rows[position]
    if not row.filled or row.is_bare or _SENTENCE.search(row.line) is not None or _is_value(row):
        return None
    if _figures(row):
        if _goes_on(context, position):
            return None
        dated = _dated_behind(context, row, position)
        return dated or _with_brackets(context, position, _parsed(context, row, None, position))
    year = _year_over(context, position)
    below = _value_below(context, position if year is None else position + 1)
    return (
        None
        if below is None or "。" in context.rows[below].line or not _figures(context.rows[below])
        else _parsed(context, context.rows[below], year or row, position, below)
    )


def column_pairs(context: Context, position: int) -> PairLine | None:
    """Sources one a line over as many amounts one a line: each has the one in its place; None for any other rows."""

    def run(begin: int, named: bool) -> list[Row]:  # noqa: FBT001  # the two halves of one column
        rows = (context.rows[n] for n in range(begin, min(len(context.rows), begin + _MOST_SOURCES)))
        return [*takewhile(lambda row: is_tall(row) and (_is_source(context, row) if named else _is_value(row)), rows)]

    names = run(position, named=True)
    values = run(position + len(names), named=False) if len(names) > 1 else []
    if not values or len(values) != len(names) or not all(row.filled[0].figures[0].is_money for row in values):
        return None
    labels = [Label(text=row_text(row.text), line=row.first_line) for row in names]
    pairs = (
        Pair(label, sense(context, label.text), row.filled[0].figures[0], label)
        for label, row in zip(labels, values, strict=True)
    )
    return PairLine(tuple(pairs), position, position + 2 * len(names), "", closed=True)


def _is_source(context: Context, row: Row) -> bool:
    return not row.filled[0].figures and sense(context, row.filled[0].label).source is not None


def _with_brackets(context: Context, position: int, line: PairLine | None) -> PairLine | None:
    """A line of one amount with the one in brackets on a line of its own below, where a note says what amounts in brackets are."""
    if line is None or len(line.pairs) != 1 or not line.pairs[0].whole.text or context.bracketed is None:
        return line
    below = context.rows[position + 1] if position + 1 < len(context.rows) else None
    if below is None or _IN_BRACKETS.fullmatch(below.line) is None or len(_figures(below)) != 1:
        return line
    nameless = Label(text="", line=below.first_line)
    other = Pair(nameless, Sense(""), _figures(below)[0], nameless, bracketed=True)
    return replace(line, pairs=(*line.pairs, other), following=position + 2)


def _year_over(context: Context, position: int) -> Row | None:
    """A year alone on its line with the stage on the next one as one label, 令和7年度 over 当初予算額; None for anything else."""
    row, below = [*context.rows[position : position + 2], None][:2]
    if row is None or below is None or len(row.filled) != 1 or len(below.filled) != 1 or not is_year_label(row.text):
        return None
    when = sense(context, below.text).when
    return replace(row, line=row.line.strip() + below.line.strip()) if when and when.year_offset is None else None


def _value_below(context: Context, position: int) -> int | None:
    """The row whose amount belongs to the label at a row: a value alone on the next line, and no table of such lines."""
    row, rows = context.rows[position], context.rows
    below = next((place for place in range(position + 1, min(len(rows), position + 3)) if rows[place].filled), None)
    if below is None or len(row.filled) != 1 or len(row.line) > _LONGEST_LABEL:
        return None
    if is_definition(rows[below]):
        return below if _figures(rows[below]) else None
    after = next((one for one in rows[below + 1 : below + 3] if one.filled), None)
    column = position > 0 and len(rows[position - 1].filled) == 1 and sense(context, rows[position - 1].text).measured
    cells = column or (after is not None and _is_value(after))  # one cell a line: its headings say what the values are
    asked = fold_words(row.line).rstrip().endswith(":") or _is_listed(rows, below)
    return below if _is_value(rows[below]) and (asked or (not cells and sense(context, row.text).valued)) else None


def _is_listed(rows: Sequence[Row], below: int) -> bool:
    """True for an amount with its unit in a list of names and such amounts, a line each: the next one, or the one before, is so."""
    every, at = rows, below
    if rows[below].filled[0].has_unit_below:  # the unit is a row without cells
        every = [row for row in rows[max(0, below - _NEAR) : below + _NEAR] if row.filled]
        at = every.index(rows[below])

    def is_entry(place: int) -> bool:
        named, value = every[max(0, place - 1) : place + 1] if 0 < place < len(every) else (None, None)
        if named is None or value is None or not _is_value(value):
            return False
        return value.filled[0].figures[0].kind is Kind.MONEY and len(named.filled) == 1 and not named.filled[0].figures

    return is_entry(at) and (is_entry(at + 2) or is_entry(at - 2))


def _goes_on(context: Context, position: int) -> bool:
    """True where an amount stands alone on the next line: what begins here is a row of a table, drawn over lines."""
    rows = context.rows
    below = next((row for row in rows[position + 1 : position + 3] if row.filled), None)
    return below is not None and _is_value(below) and below.filled[0].text.strip() != ""


def _is_value(row: Row) -> bool:
    return len(row.filled) == 1 and row.filled[0].figure is not None


def _figures(row: Row) -> list[Figure]:
    """The amounts of a line: of money and of persons, or of whatever else it counts where there is no money."""
    every = [f for entry in row.cells for f in entry.figures if f.kind not in NAMES and f.kind is not Kind.RATIO]
    money = any(figure.is_money for figure in every)
    return [figure for figure in every if figure.is_money or figure.kind is Kind.HEADCOUNT] if money else every


def _parsed(context: Context, row: Row, above: Row | None, position: int, last: int | None = None) -> PairLine | None:
    """A line, with the label on the line above, as pairs; None where words follow the last of them."""
    text = fold_words(row.line).translate(_BARS)
    start = row.cells[0].start - row.line.find(row.cells[0].text)  # of the line, in the source
    product = worked_out(row, text, start)
    figures = _without_prices(row, text, start) if product is None else [product[0]]
    lead = text if above is None else fold_words(above.line).translate(_BARS)
    mark = _mark(lead, len(lead) if above is not None else figures[0].start - start)
    first = 0 if mark is None else mark.end()
    begin = first if above is None else 0
    pairs: list[Pair] = []
    for figure in figures:
        end = figure.start - start if product is None else product[1]
        words, line = text[max(begin, _label_cell(row, figure) - start) : end], row.first_line
        if above is not None and not pairs:
            words, line = f"{lead[first:].strip().rstrip(':')}:{words.strip().removeprefix(':')}", above.first_line
        begin = figure.end - start
        pair = _pair(context, words, figure, line, first=not pairs)
        pairs.append(pair if ANOTHER_AMOUNT.match(text, begin) is None else replace(pair, sense=Sense("")))
    following = (position if last is None else last) + 1
    own = "" if mark is None else mark[0].strip()
    if mark is None and any(not pair.whole.text and not pair.bracketed for pair in pairs[1:]):
        return None  # amounts without words between them: a row of a table
    tail = _tail(text[begin:], pairs[-1])
    if _TAIL.fullmatch(tail) is None:
        worked = all(TIMES.match(text, one.end - start) is not None for one in figures[1:])
        remarked = above is None and worked and _is_remarked(row, figures[0], start)
        return PairLine((pairs[0],), position, following, own, closed=False, remarked=True) if remarked else None
    return PairLine(tuple(pairs), position, following, own, _NOTE.fullmatch(tail) is not None)


def _without_prices(row: Row, text: str, start: int) -> list[Figure]:
    """The amounts of a line without those that one is worked out from, in brackets or apart behind it."""
    first, *rest = _figures(row)
    worked = is_worked_behind(row, first, start)
    return [first, *(one for one in rest if not (worked or is_price(text, one.start - start, one.end - start)))]


def _dated_behind(context: Context, row: Row, position: int) -> PairLine | None:
    """The values of an indicator with their years in brackets behind them: `定着率(85.1%[R6実績]→86.0%[R8目標])`."""
    text, figures = fold_words(row.line).translate(_BARS), _figures(row)
    start = row.cells[0].start - row.line.find(row.cells[0].text)
    mark = _mark(text, figures[0].start - start)
    first = end = 0 if mark is None else mark.end()
    name = Label(text=row_text(_bare(text[first : figures[0].start - start])), line=row.first_line)
    pairs: list[Pair] = []
    for figure in figures:
        said = _SAID_BEHIND.match(text, figure.end - start)
        found = Sense("") if said is None else sense(context, said["label"])
        if said is None or found.value is None or found.year is None or not name.text:
            return None
        label, end = Label(text=row_text(said["label"]), line=row.first_line), said.end()
        pairs.append(Pair(label, found, figure, label if pairs else name, name.text))
    own = "" if mark is None else mark[0].strip()
    whole = _TAIL.fullmatch(text[end:]) is not None
    return PairLine(tuple(pairs), position, position + 1, own, closed=True) if whole else None


def _mark(lead: str, end: int) -> re.Match[str] | None:
    """The number or bullet that a line begins with, before the place of its first amount."""
    mark = _MARK.match(lead)
    return None if mark is not None and end < mark.end() else mark


def _tail(text: str, last: Pair) -> str:
    """The words behind the last amount of a line, without those that change nothing of it."""
    tail = _SAME.sub("", UNIT_BEHIND.sub("", text))
    return _DIRECTED.sub("", tail) if last.sense.change else tail


def _label_cell(row: Row, figure: Figure) -> int:
    """The start of the label of an amount in a row of labels and values in turn: the cell left of it; 0 in any other row."""
    cells = row.cells if is_form(row) else ()
    found = (label.start for label, entry in zip(cells[::2], cells[1::2], strict=True) if entry.figure is figure)
    return next(found, 0)


def _is_remarked(row: Row, figure: Figure, start: int) -> bool:
    """True for words behind the first amount of a line that stand apart from it, where it stands apart from its label."""
    before, after = row.line[: figure.start - start], row.line[figure.end - start :]
    apart = before[-1:] in {"\u3000", ":", "："} or before[-2:] == "  "
    return apart and (_REMARK.match(UNIT_BEHIND.sub("", after)) is not None or is_worked_behind(row, figure, start))


def _pair(context: Context, words: str, figure: Figure, line: int, *, first: bool) -> Pair:
    """A figure with the label that the words before it end with: the longest end of them that means something."""
    opened = not first and words.rfind("(") > words.rfind(")")
    if _NONE.search(words) is not None:
        words = _NOTHING.sub(lambda found: "" if _is_of_amounts(context, found["label"]) else found[0], words)
    text = _bare(words if first else UNIT_BEHIND.sub("", words))
    whole = Label(text=row_text(text), line=line)
    before, colon, after = text.rpartition(":")
    value, *rest = after.split() or [""]
    name = before.strip() if colon and not rest else ""
    text = after if not colon else " ".join(rest) if rest else value  # 一般事業査定:計上 計上額: a label with its value
    for begin in (found.start() for found in _BEGINS.finditer(text) if len(text) - found.start() <= _LONGEST_LABEL):
        label = _bare(text[begin:])
        found = sense(context, label)
        if found.dated and not found.measured and not _qualified(context, label):
            break
        if found.valued:
            prefix = f"{name} {text[:begin]}".strip(" (/")
            known, when = (True, None) if found.value is not None else _understood(context, prefix)
            named = Label(text=row_text(label), line=line)
            return Pair(named, found if known else Sense(""), figure, whole, prefix, when, opened)
    return Pair(whole, Sense(""), figure, whole, name, None, opened)


def _is_of_amounts(context: Context, label: str) -> bool:
    """True for a source, and for a value of an indicator with its year, which may be none."""
    found = sense(context, label)
    return found.source is not None or (found.value is not None and found.year is not None)


def _bare(text: str) -> str:
    """Words without the marks around them."""
    text = text.strip()
    while (stripped := _EDGES.sub("", text)) != text:
        text = stripped
    text = text[:-1] if text.count(")") > text.count("(") and text.endswith(")") else text
    return _unbracketed(text)


def _unbracketed(text: str) -> str:
    """Words without a square bracket that holds all of them, or whose other end stands elsewhere: 【要求額】, 〔国庫."""
    opened, closed = text[:1] in _OPENING, text[-1:] in _CLOSING
    inside = text[opened : len(text) - closed]
    within = not any(letter in _OPENING + _CLOSING for letter in inside)
    return inside.strip() if within and (opened or closed) else text


def _qualified(context: Context, label: str) -> bool:
    """True where what a dated label says in brackets is understood: 要求額(A), not 要求額(国費)."""
    inside = _BRACKETED.findall(label)
    return all(plain(f"({words})") == "" or sense(context, words).dated for words in inside)


def _understood(context: Context, words: str) -> tuple[bool, When | None]:
    """Whether words before a label say nothing unknown, and the year and stage that they name."""
    whole = sense(context, words.replace(" ", ""))
    if whole.when is not None and whole.when.year_offset is not None and not whole.measured:
        return True, whole.when  # 令和7年度 当初予算: of that year it is what the year began with
    when: When | None = None
    words = _SPREAD.sub(lambda letters: letters[0].replace(" ", ""), words)
    for piece in filter(None, _PIECES.split(words)):
        found = sense(context, piece)
        found = found if found.known else over(context, piece) or found  # 要求額の財源: …
        when = found.when or when
        if found.when is None and not (found.group or found.text or found.sums):
            return False, None
    return True, when

"""Lines of labels and amounts: `国庫支出金: 8,350千円`, `財源 国庫 20,808 県債 0`, a label on one line and its amount on the next.

A line is taken apart at its amounts. What stands before an amount is its label: the longest end of it that means something,
if the words before that are understood too (`(要求)財源 国庫`), else all of it.
"""

import re
from dataclasses import dataclass, replace

from structurer.labels.label import plain
from structurer.labels.moment import When
from structurer.sheet.model import Label
from structurer.tables.context import ANOTHER_AMOUNT, Context, row_text
from structurer.tables.sense import Sense, sense
from structurer.text.money import fold_words
from structurer.text.rows import Row
from structurer.text.scan import NAMES, Kind
from structurer.text.source import Figure, Unit

_MARK = re.compile(r"[\s|]*(?:(?P<bullet>[・○●◇◆※\-]|\*(?!\*))|(?P<number>\(\d{1,2}\)|\d{1,2}(?:[.、)](?!\d)|(?=\s))|[①-⑳])|(?P<letter>[ア-ンa-z](?:[.、)]|(?=\s))))\s*")
_UNIT_LEFT = re.compile(r"\s*(?:(?:百万|千|万|億)?円|人)")
_EDGES = re.compile(r"^[\s・、:)|,]+|[\s:、|(]+$|(?<!\S)は$|(?<=[^\s])は$")
_PIECES = re.compile(r"[\s()、:]+")
_BEGINS = re.compile(r"(?:^|(?<=[\s()、]))(?=[^\s()、])")
_TAIL = re.compile(r"[\s)|、]*(?:\([^()]*\)[\s)|]*|[^\s:()]+:\s?\S+\s*)*")
_NOTE = re.compile(r"[\s)|、]*(?:\([^()]*\)\s*)*")
_LONGEST_LABEL = 40  # characters: the name of an item with its brackets; a longer text is a sentence
_BARS = str.maketrans("|\t\n", "   ")


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


@dataclass(frozen=True, slots=True)
class PairLine:
    """A line, or two, that hold pairs: their places, the number or bullet before them, and whether nothing follows the last."""

    pairs: tuple[Pair, ...]
    position: int
    following: int
    mark: str
    closed: bool

    @property
    def known(self) -> bool:
        """True where the line begins with a label that says what its amount is."""
        return self.pairs[0].known or not self.pairs[0].figure.is_money

    @property
    def form(self) -> str:
        """The kind of number or bullet: that of (1), of ①, of 1, of ア, or the bullet itself."""
        return re.sub(r"\d+", "1", re.sub("[①-⑳]", "①", re.sub("[ア-ンa-z]", "ア", self.mark)))


def pair_line(context: Context, position: int) -> PairLine | None:
    """The pairs that begin at a row; None where it holds none, or is a sentence."""
    row = context.rows[position]
    if not row.filled or row.is_bare or "。" in row.line or _is_value(row):
        return None
    if _figures(row):
        return _parsed(context, row, None, position, position + 1)
    below = _value_below(context, position)
    return None if below is None else _parsed(context, context.rows[below], row, position, below + 1)


def _value_below(context: Context, position: int) -> int | None:
    """The row whose amount belongs to the label at a row: a value alone on the next line, and no table of such lines."""
    row, rows = context.rows[position], context.rows
    text = fold_words(row.line).strip()
    below = next((place for place in range(position + 1, min(len(rows), position + 3)) if rows[place].filled), None)
    if below is None or len(row.filled) != 1 or len(text) > _LONGEST_LABEL:
        return None
    led = fold_words(rows[below].line).lstrip().startswith(":")
    if led:
        return below if _figures(rows[below]) else None
    if not _is_value(rows[below]):
        return None
    after = next((one for one in rows[below + 1 : below + 3] if one.filled), None)
    column = position > 0 and len(rows[position - 1].filled) == 1 and sense(context, rows[position - 1].text).measured
    if not text.endswith(":") and (column or after is not None and _is_value(after)):
        return None  # one cell a line: its headings say what the values are
    return below


def _is_value(row: Row) -> bool:
    return len(row.filled) == 1 and row.filled[0].figure is not None


def _figures(row: Row) -> list[Figure]:
    """The amounts of a line: of money and of persons, or of whatever else it counts where there is no money."""
    every = [f for entry in row.cells for f in entry.figures if f.kind not in NAMES and f.kind is not Kind.RATIO]
    money = [f for f in every if f.is_money or f.amount(Unit.PERSON) is not None and f.kind is Kind.HEADCOUNT]
    return money if any(f.is_money for f in money) else every


def _parsed(context: Context, row: Row, above: Row | None, position: int, following: int) -> PairLine | None:
    text, figures = fold_words(row.line).translate(_BARS), _figures(row)
    start = _start(row)
    lead = "" if above is None else fold_words(above.line).translate(_BARS)
    mark = _MARK.match(lead or text)
    first = 0 if mark is None else mark.end()
    if figures[0].start - start < first and above is None:
        mark, first = None, 0
    pairs: list[Pair] = []
    begin = first if above is None else 0
    for n, figure in enumerate(figures):
        words = text[begin : figure.start - start]
        if n == 0 and above is not None:
            words = f"{lead[first:].strip().rstrip(':')}:{words.strip().removeprefix(':')}"
        line = row.first_line if n or above is None else above.first_line
        pairs.append(_pair(context, words, figure, line, first=n == 0))
        begin = figure.end - start
        if ANOTHER_AMOUNT.match(text, begin) is not None:
            pairs[-1] = replace(pairs[-1], sense=Sense(""))
    tail = _UNIT_LEFT.sub("", text[begin:], count=1) if _UNIT_LEFT.match(text[begin:]) else text[begin:]
    tail = tail.replace("**", "")
    if _TAIL.fullmatch(tail) is None:
        return None
    return PairLine(tuple(pairs), position, following, "" if mark is None else mark[0].strip(), _NOTE.fullmatch(tail) is not None)


def _start(row: Row) -> int:
    """The offset in the source at which a line begins."""
    return row.cells[0].start - row.line.find(row.cells[0].text)


def _pair(context: Context, words: str, figure: Figure, line: int, *, first: bool) -> Pair:
    opened = not first and words.rfind("(") > words.rfind(")")
    if not first and _UNIT_LEFT.match(words):
        words = _UNIT_LEFT.sub("", words, count=1)
    text = _bare(words.replace("**", ""))
    whole = _label(text, line)
    before, colon, after = text.rpartition(":")
    name = ""
    if colon:
        value, *rest = after.split() or [""]
        name, text = ("", " ".join(rest)) if rest else (before.strip(), value)
    for begin in (found.start() for found in _BEGINS.finditer(text)):
        label = _bare(text[begin:])
        found = sense(context, label)
        if not (found.valued or found.value is not None):
            continue
        if found.dated and not found.measured and not _qualified(context, label):
            break
        prefix = f"{name} {text[:begin]}".strip()
        known, when = _understood(context, prefix) if found.valued else (True, None)
        return Pair(_label(label, line), found if known else Sense(""), figure, whole, prefix, when, opened)
    return Pair(whole, Sense(""), figure, whole, name, None, opened)


def _bare(text: str) -> str:
    """Words without the marks around them."""
    text = text.strip()
    while (stripped := _EDGES.sub("", text)) != text:
        text = stripped
    if text.count(")") > text.count("(") and text.endswith(")"):
        text = text[:-1]
    return text


def _label(text: str, line: int) -> Label:
    return Label(text=row_text(text), line=line)


def _qualified(context: Context, label: str) -> bool:
    """True where what a dated label says in brackets is understood: 要求額(A), not 要求額(国費)."""
    inside = re.findall(r"\(([^()]*)\)", label)
    return all(plain(f"({words})") == "" or sense(context, words).dated for words in inside)


def _understood(context: Context, words: str) -> tuple[bool, When | None]:
    """Whether words before a label say nothing unknown, and the year and stage that they name."""
    when: When | None = None
    for piece in filter(None, _PIECES.split(words)):
        found = sense(context, piece)
        when = found.when or when
        if found.when is None and not (found.group or found.text or found.sums):
            return False, None
    return True, when

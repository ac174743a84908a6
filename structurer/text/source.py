"""The text of one sheet: numbered lines, sha256, and every figure with its exact place. Interprets nothing."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import TypeVar, TypeVarTuple, cast

from structurer.text import lazy_re as re
from structurer.text.cuts import cut_apart
from structurer.text.declared import UNIT_LINE, declarations, unit_scale
from structurer.text.drawing import Drawing, draw
from structurer.text.money import amount_text, fold, whole
from structurer.text.origin import Origin
from structurer.text.scan import Kind, Token, less_over, scan, scan_cells, without_groups
from structurer.text.twice_dated import spans_of_both

Work = TypeVar("Work")
Inputs = TypeVarTuple("Inputs")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_ANY_UNIT = re.compile(r"円|単\s?位|[億万千百]\)")
_ESCAPED = re.compile(r"(?<=\d)\\(?=[.,]\d)")
_LEAST_REPEATED = 100  # amounts below are printed twice by chance
_LONG_REPEATED = 1000  # one amount of four digits is no chance
_FEWEST_REPEATED = 2  # different amounts of three digits: one may be


class Unit(StrEnum):
    """The base unit of a value."""

    YEN = "yen"
    PERSON = "person"
    PERCENT = "percent"
    COUNT = "count"
    RATIO = "ratio"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number.

    Attributes:
        id: `F1`, `F2` … in the order of the source.
        line: 1-based line.
        start, end: span in `Source.text`; `text[start:end] == printed`.
        kind: what it is (money, year, list number …).
        number: the value as printed, with its sign, before the unit; None for kinds without one.
        ratio: (numerator, denominator) of `1/2`, as printed.
        scale: multiplier to yen that stands at the figure itself (千円 → 1000).
        scale_in_force: multiplier to yen of the last `(単位:千円)` before it, None before the first.
    """

    id: str
    line: int
    start: int
    end: int
    printed: str
    kind: Kind
    number: Decimal | None
    ratio: tuple[int, int] | None
    scale: int | None
    scale_in_force: int | None

    @property
    def is_money(self) -> bool:
        """True for an amount with its unit, and for a bare number where a unit is in force."""
        return self.kind is Kind.MONEY or (self.kind is Kind.PLAIN and self.scale_in_force is not None)

    @property
    def rounding(self) -> int:
        """The yen that one step of the last printed digit stands for: 1000 for 82,726千円."""
        return self.scale or self.scale_in_force or 1

    def amount(self, unit: Unit, beside: int | None = None) -> str | None:
        """The exact value in the base unit as text, None where the figure has none in that unit.

        Yen are the number times its own scale, else times the multiplier of a unit that stands `beside` it (a row's 千人), else
        times the scale in force; a number with no unit anywhere is not money, because reading it as such would be a guess.
        """
        if unit is Unit.RATIO:
            return None if self.ratio is None else f"{self.ratio[0]}/{self.ratio[1]}"
        if self.number is None:
            return None
        if unit is Unit.YEN:
            in_force = self.scale_in_force if beside is None else beside
            scale = self.scale if self.scale is not None else in_force
            usable = self.kind in {Kind.MONEY, Kind.PLAIN} and scale is not None
            return amount_text(whole(self.number * scale)) if usable and scale is not None else None
        scale = beside if beside is not None and self.kind is Kind.PLAIN else 1
        return amount_text(self.number * scale) if self.kind is not Kind.MONEY else None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: 1-based number, its offset in the text, the text without its ending, and the same as it is drawn.

    `drawn` is as long as `text`: it has tabs between the cells of CSV, and blanks for what is no part of a cell's words.
    """

    number: int
    start: int
    text: str
    drawn: str


@dataclass(frozen=True)
class Source:
    """The text of one sheet. `name` is for people; `text` is kept to the character.

    `origin` is the document it was taken from, None where the text itself was handed in; two sources of one text are equal.
    `file` is the path of the file it stands in, by which a store knows it again; None where it came otherwise.
    `supposed` is the multiplier to yen of numbers that no unit is printed for, None where they are no amounts.
    """

    name: str
    text: str = field(repr=False)
    origin: Origin | None = field(default=None, repr=False, compare=False)
    file: str | None = field(default=None, repr=False, compare=False)
    supposed: int | None = field(default=None, repr=False, compare=False)

    @cached_property
    def sha256(self) -> str:
        """The sha256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line, split at LF, CR LF or CR only."""
        drawn = self.drawing.text
        return tuple(
            Line(number, start, self.text[start:end], drawn[start:end])
            for number, (start, end) in enumerate(self._spans, 1)
        )

    @property
    def drawn(self) -> str:
        """The text as it is drawn, offset for offset; see `Drawing`."""
        return self.drawing.text

    @cached_property
    def _spans(self) -> tuple[tuple[int, int], ...]:
        return tuple(_spans(self.text))

    @cached_property
    def drawing(self) -> Drawing:
        """How the cells of the text are drawn."""
        return draw(self.text, self._spans)

    @cached_property
    def declared(self) -> dict[int, list[tuple[int, int | None]]]:
        """The units that the lines declare, by 1-based line; see `declarations`."""
        lines = zip(self.lines, ["", *(line.drawn for line in self.lines)], strict=False)
        return {line.number: found for line, above in lines if (found := declarations(line.drawn, above))}

    @cached_property
    def is_unitless(self) -> bool:
        """True where no unit of money stands anywhere in the text, nor a caption of another."""
        return _ANY_UNIT.search(self.folded) is None

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every printed number, in order."""
        return tuple(_figures(self))

    @cached_property
    def figure_starts(self) -> list[int]:
        """The offset of each figure, in order: what a bisection needs."""
        return [figure.start for figure in self.figures]

    @cached_property
    def by_id(self) -> dict[str, Figure]:
        """Figures by id."""
        return {figure.id: figure for figure in self.figures}

    @cached_property
    def by_line(self) -> dict[int, tuple[Figure, ...]]:
        """Figures by 1-based line."""
        return {line: tuple(found) for line, found in groupby(self.figures, key=lambda figure: figure.line)}

    @cached_property
    def units_below(self) -> dict[int, int]:
        """By the number of its line, the scale of an amount alone on it, the unit alone below; only where every such amount is so."""
        texts = [line.drawn.strip() for line in self.lines]
        alone = [
            n for n, text in enumerate(texts) if text.strip("-－−―—‐") and _AMOUNT_LINE.fullmatch(text) is not None
        ]
        below = {n + 1: scale for n in alone if (scale := _own_unit(*texts[n + 1 : n + 3])) is not None}
        return below if len(below) == len(alone) > 1 else {}

    @cached_property
    def folded(self) -> str:
        """The text as it is drawn with NFKC-like single-character folding; offsets are those of `text`."""
        return fold(self.drawn)

    @cached_property
    def _kept(self) -> dict[object, object]:
        return {}

    def once(self, work: Callable[["Source", *Inputs], Work], *inputs: *Inputs) -> Work:
        """The result of a function of this source and some values, worked out once for them.

        Kept with the source itself: sheets that are read side by side do not push each other's work out of a cache.
        """
        key = (work, *inputs)
        if key not in self._kept:
            self._kept[key] = work(self, *inputs)
        return cast("Work", self._kept[key])

    def __getstate__(self) -> dict[str, object]:
        """The fields, for a copy in another process: what was worked out of them is worked out again faster than it is sent."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def line_text(self, number: int) -> str:
        """The original text of a 1-based line."""
        return self.lines[number - 1].text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the lines of a text, without their endings."""
    for match in _LINE.finditer(text):
        start, end = match.span()
        if start == end:
            return
        yield start, start + len(match[0].rstrip("\r\n"))


def _figures(source: Source) -> Iterator[Figure]:
    found = list(_scanned(source))
    scales = [scale for _, scale in found if scale is not None]
    footnote = None if scales else source.supposed or _undeclared(source, [token for (_, token), _ in found])
    for number, (place, scale) in enumerate(found, 1):
        line, token = place
        begins = _begin(line, token)
        yield Figure(
            id=f"F{number}",
            line=line.number,
            start=line.start + begins,
            end=line.start + token.end,
            printed=line.text[begins : token.end],
            kind=token.kind,
            number=token.number,
            ratio=token.ratio,
            scale=token.scale,
            scale_in_force=scale if scale is not None else footnote,
        )


def _begin(line: Line, token: Token) -> int:
    """Where a token begins in the text: a year that is printed twice is drawn at its end (`dated_once`)."""
    twice = token.kind is Kind.YEAR and not line.drawn.startswith(line.text[token.start : token.end], token.start)
    spans = spans_of_both(line.text) if twice else ()
    return next((start for start, end in spans if end == token.end), token.start)


_UNIT_CELL = re.compile(r"[\t|][ \u3000]*(?P<unit>(?:百万|億|万|千)?円)(?=[ \u3000]*(?:[\t|]|$))")
"""A unit in a cell of its own, before all of a line."""
_YEN_ALONE = frozenset("円 \u3000")
_UNIT_BROKEN = re.compile(r"[ \u3000]?(?P<unit>百万|千|万)(?=[ \u3000]|$)")  # its 円 is on the next line
_UNIT_APART = re.compile(r"[ \u3000]?(?P<unit>百万|千|万)[ \u3000]{2,}円(?=[ \u3000]*(?:[\t|]|$))")  # or behind a break
_UNIT_HALF = ("千", "万")
_AMOUNT_LINE = re.compile(r"[△▲\-－−]?[ \u3000]?[\d,.，．]+|[\-－−―—‐]")
_UNIT_BEHIND = re.compile(
    r"[ \u3000]?[(（](?P<within>[^()（）\d]{0,12}[\d,，.．]*)[ \u3000]?[)）][ \u3000]?(?P<unit>(?:百万|億|万|千)?円)"
)
"""A unit behind an amount and another one, or a word, in brackets: it is that of both, `620(444)百万円`, `490(新規)百万円`."""
_UNIT_BESIDE = re.compile(rf"[ \u3000]*{_UNIT_CELL.pattern}")  # matched where an amount ends, never searched for


def _scanned(source: Source) -> Iterator[tuple[tuple[Line, Token], int | None]]:
    """Every token with its line and the scale that the last declaration before it puts in force."""
    scale: int | None = None
    above: int | None = None  # the unit on a line of its own, of the amounts that follow one a line
    for line, before, below in zip(source.lines, [None, *source.lines], [*source.lines[1:], None], strict=False):
        declared = list(source.declared.get(line.number, ()))
        tokens = list(_tokens(source, line))
        if tokens and below is not None:
            tokens[-1] = less_over(line.drawn, below.drawn, tokens[-1])
        leading = _UNIT_CELL.search(line.drawn) if tokens else None
        if leading is not None and leading.end() > tokens[0].start:
            leading = None
        above = _unit_line(line, before, above)
        own_below = source.units_below.get(line.number)
        behind = {
            end: found for found in _UNIT_BEHIND.finditer(line.drawn) for end in (found.start(), found.end("within"))
        }
        for token in tokens:
            while declared and declared[0][0] <= token.start:
                scale = declared.pop(0)[1]
            beside = behind.get(token.end) or _UNIT_BESIDE.match(line.drawn, token.end)
            beside = beside or _broken_unit(source, line, token.end) or leading
            own = own_below or (scale if above is None else above)
            made = token if own_below is None else replace(token, kind=Kind.MONEY, scale=own_below)
            yield (line, made), own if beside is None else unit_scale(beside["unit"].removesuffix("円") + "円")
        if declared:
            scale = declared[-1][1]


def _own_unit(unit: str = "", after: str = "") -> int | None:
    """The scale of a unit alone on its line, which no amount follows: it is of the amount above it."""
    return unit_scale(unit) if UNIT_LINE.fullmatch(unit) and _AMOUNT_LINE.fullmatch(after) is None else None


def _unit_line(line: Line, before: Line | None, above: int | None) -> int | None:
    """The scale of a unit that is a line of its own, and of the lines below it that are one number or a dash each."""
    text = line.drawn.strip()
    if UNIT_LINE.fullmatch(text) is not None:
        broken = before is not None and before.drawn.rstrip().endswith(_UNIT_HALF)
        return None if broken else unit_scale(text)
    return above if _AMOUNT_LINE.fullmatch(text) is not None else None


def _broken_unit(source: Source, line: Line, end: int) -> re.Match[str] | None:
    """The 千 behind an amount whose 円 a narrow column has pushed to a line of its own."""
    apart, found = _UNIT_APART.match(line.drawn, end), _UNIT_BROKEN.match(line.drawn, end)
    if apart is not None or found is None:
        return apart
    below = next((after for after in source.lines[line.number : line.number + 2] if after.drawn.strip()), None)
    return found if below is not None and set(below.drawn) <= _YEN_ALONE else None


def _tokens(source: Source, line: Line) -> Iterator[Token]:
    """The tokens of a line: of CSV cell by cell; in a line in doubt no number holds a comma."""
    drawing = source.drawing
    tokens = scan_cells(line.drawn) if line.number in drawing.records else _unescaped(line)
    if line.number in drawing.in_doubt:
        yield from without_groups(line.drawn, tokens)
    else:
        yield from cut_apart(line.drawn, list(tokens))


def _unescaped(line: Line) -> Iterator[Token]:
    """The tokens of a line of Markdown that may have backslashes inside its numbers: they are no part of them."""
    if "\\" not in line.text:
        yield from scan(line.drawn)
        return
    kept = [n for n in range(len(line.text)) if _ESCAPED.match(line.text, n) is None]
    for token in scan("".join(line.drawn[n] for n in kept)):
        yield replace(token, start=kept[token.start], end=kept[token.end - 1] + 1)


def _footnote(source: Source) -> int | None:
    """The scale of a `(単位:千円)` printed below everything it speaks of: the only one, with no figure after it."""
    scales = {scale for declared in source.declared.values() for _, scale in declared}
    return scales.pop() if len(scales) == 1 else None


def _undeclared(source: Source, tokens: list[Token]) -> int | None:
    """The scale of a sheet that declares none above its figures: below them, or by printing amounts with and without it."""
    if source.declared:
        return _footnote(source)
    return _repeated(tokens)


def _repeated(tokens: list[Token]) -> int | None:
    """The scale of a sheet that declares none but prints amounts both with a unit and, in its tables, without.

    `1 事業費 6,143千円(前年度予算額:5,528千円)` above a table of 6,143 and 5,528: the table is in 千円. Two different amounts
    of one unit must stand both ways, or one of four digits and more, and none of another unit.
    """
    bare = {token.number for token in tokens if token.kind is Kind.PLAIN and token.number is not None}
    both = {
        (token.number, token.scale)
        for token in tokens
        if token.kind is Kind.MONEY and token.scale is not None and token.number in bare
    }
    scales = {scale for number, scale in both if number is not None and number >= _LEAST_REPEATED}
    long = any(number is not None and number >= _LONG_REPEATED for number, _ in both)
    return scales.pop() if len(scales) == 1 and (long or len(both) >= _FEWEST_REPEATED) else None

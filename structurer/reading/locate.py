"""Lookup in a source: the places of the words and of the printed amounts of a reply."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from structurer.reading.prompting import CITABLE, CLOSING, OPENING
from structurer.sheet.model import Label
from structurer.text import lazy_re as re
from structurer.text.money import SCALES, fold
from structurer.text.narrow import narrow_name
from structurer.text.source import Figure, Source
from structurer.text.twice_dated import named_once
from structurer.text.words import plain, tidy

# A voiced half-width kana is two characters that become one: ｶﾞ.
_LETTER = re.compile(r".[\uff9e\uff9f\u3099\u309a]?", re.DOTALL)
_MARKS = str.maketrans({OPENING: "[", CLOSING: "]"})
_ID = re.compile(r"F\d{1,9}")
# A small model copies our marks into its labels; a mark the source itself prints was shown to it otherwise.
_OUR_MARK = re.compile(rf"{OPENING}F\d{{1,9}}{CLOSING}")
_PRINTED = re.compile(r"(?P<number>[▲+-]?[\d,.]+)(?P<unit>\D*)")
_MONEY = re.compile(r"(?P<multiplier>\D{0,2})円")
_REACH = 12
"""How many lines below its label a cell may stand; in the sheets with one cell a line a row takes ten."""


@dataclass(frozen=True, slots=True)
class Span:
    """One place of a text: offsets in the source and the lines of its first and last character."""

    start: int
    end: int
    line: int
    last: int


def key(text: str) -> str:
    """Return the form in which names and headings are compared: NFKC, no white space, our marks as a model is shown them."""
    return "".join(_letter_key(letter) for letter in _LETTER.findall(text))


@dataclass(frozen=True)
class Places:
    """The words and figures of one source, to be looked up."""

    source: Source

    def label(self, text: str, near: int | None = None, after: int | None = None) -> Label:
        """The text as the source prints it with its line, or as it was given with none.

        Of several places the last one at or above line `near`, where its figures stand; else the first one from
        line `after` on.
        """
        text = named_once(_OUR_MARK.sub("", text)).replace("**", "")  # bold in Markdown is none of the drawing
        lines = () if near is None else (near, near - 1, near - 2)
        begun = next((line for line in lines if narrow_name(self.source, line, text) is not None), None)
        if begun is not None:
            return Label(text=tidy(text), line=begun)
        span = _choose(self.spans(text), near, after)
        if span is None:
            span = _choose(self._halved(text), near, after)
            return self._scattered(text, near, after) if span is None else Label(text=tidy(text), line=span.line)
        if (
            near is not None and span.line > near
        ):  # the same words as a heading further down; those of a row are in its cells
            apart = self._scattered(text, near, after)
            if apart.line is not None and apart.line <= near:
                return apart
        if span.line != span.last:
            return Label(text=tidy(text), line=span.line)
        return Label(text=tidy(self.source.drawn[span.start : span.end]), line=span.line)

    def spans(self, text: str) -> list[Span]:
        """Every place of a text, in order."""
        wanted, (keyed, letters, starts) = key(text), self._keyed
        found: list[Span] = []
        at = keyed.find(wanted) if wanted else -1
        while at >= 0:
            start, end = starts[letters[at]], starts[letters[at + len(wanted) - 1] + 1]
            found.append(Span(start, end, self._line(start), self._line(end - 1)))
            at = keyed.find(wanted, at + 1)
        return found

    def _halved(self, text: str) -> list[Span]:
        """Every place of a text that a row begins with and the line below, which holds nothing else, ends."""
        wanted, found = key(text), list[Span]()
        for above, below in pairwise(self.source.lines):
            end = key(below.drawn) if len(below.drawn.strip()) < len(wanted) else ""
            first = wanted.removesuffix(end)
            begin = above.drawn.lstrip()
            if end and first and len(first) < len(wanted) and key(begin[: len(wanted)]).startswith(first):
                start = above.start + len(above.drawn) - len(begin)
                found.append(Span(start, below.start + len(below.drawn), above.number, below.number))
        return found

    def firm(self, identity: str | None, printed: str) -> Figure | None:
        """The figure that id and print agree on, else the only one so printed."""
        named = self._named(identity)
        if named is not None and agrees(printed, named):
            return named
        found = self.printed(printed)
        return found[0] if len(found) == 1 else None

    def near(self, printed: str, line: int | None, taken: frozenset[str]) -> Figure | None:
        """Return the one figure so printed on the row's line, or on the nearest line below; None where there are several."""
        if line is None:
            return None
        below = [f for f in self.printed(printed) if line <= f.line <= line + _REACH and f.id not in taken]
        nearest = [figure for figure in below if figure.line == below[0].line]
        return nearest[0] if len(nearest) == 1 else None

    def printed(self, printed: str) -> list[Figure]:
        """Every figure so printed, in order; where none is, every one whose number and unit are."""
        exact = self._by_print.get(_squeezed(printed), [])
        return exact or [figure for figure in self._citable if agrees(printed, figure)]

    def scale_near(self, line: int | None) -> int | None:
        """The multiplier in force at a line."""
        above = [figure for figure in self.source.figures if line is not None and figure.line <= line]
        return above[-1].scale_in_force if above else None

    def _named(self, identity: str | None) -> Figure | None:
        found = None if identity is None else _ID.search(identity)
        figure = None if found is None else self.source.by_id.get(found[0])
        return figure if figure is not None and figure.kind in CITABLE else None

    def _scattered(self, text: str, near: int | None, after: int | None) -> Label:
        """Return a label whose words stand in cells of their own, on the line of the last; a blank is kept where one is printed."""
        words = text.split()
        found = [_choose(self.spans(word), near, after) for word in words]
        spans = [span for span in found if span is not None]
        if len(spans) < max(2, len(words)):
            return Label(text=tidy(text))
        pieces = [self.source.drawn[spans[0].start : spans[0].end]]
        for before, span in pairwise(spans):
            blank = "" if before.end == span.start else " "
            pieces.append(f"{blank}{self.source.drawn[span.start : span.end]}")
        return Label(text=tidy("".join(pieces)), line=spans[-1].line)

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.source.lines]

    @cached_property
    def _keyed(self) -> tuple[str, list[int], list[int]]:
        """The source as it is compared, for each character of that the letter of the source it comes from, and where each letter begins."""
        letters = _LETTER.findall(self.source.drawn)
        keys = list(map(_letter_key, letters))
        starts = list(accumulate(map(len, letters), initial=0))
        return "".join(keys), [number for number, keyed in enumerate(keys) for _ in keyed], starts

    @cached_property
    def _citable(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.source.figures if figure.kind in CITABLE)

    @cached_property
    def _by_print(self) -> dict[str, list[Figure]]:
        prints: dict[str, list[Figure]] = {}
        for figure in self._citable:
            prints.setdefault(_squeezed(figure.printed), []).append(figure)
        return prints


def agrees(printed: str, figure: Figure) -> bool:
    """True where a print says what the figure says: the same digits and sign, and no other unit.

    A unit may be left out, or added where it stands apart from the digits (`7,974 千円`) or over the table; any other
    unit is another amount.
    """
    if printed == figure.printed or _squeezed(printed) == _squeezed(figure.printed):
        return True
    given, stands = _PRINTED.fullmatch(_squeezed(printed)), _PRINTED.fullmatch(_squeezed(figure.printed))
    if given is None or stands is None or given["number"] != stands["number"]:
        return False
    return not given["unit"] or (not stands["unit"] and _same_scale(given["unit"], figure))


def _same_scale(unit: str, figure: Figure) -> bool:
    money = _MONEY.fullmatch(unit)
    scale = figure.scale if figure.scale is not None else figure.scale_in_force
    return money is not None and scale is not None and SCALES.get(money["multiplier"]) == scale


def _squeezed(printed: str) -> str:
    return "".join(fold(printed).split())


@lru_cache(maxsize=4096)
def _letter_key(letter: str) -> str:
    return "".join(plain(letter).translate(_MARKS).split())


def _choose(spans: list[Span], near: int | None, after: int | None) -> Span | None:
    whole = [span for span in spans if span.line == span.last] or spans
    if near is not None:
        above = [span for span in whole if span.line <= near]
        return above[-1] if above else next(iter(whole), None)
    below = [span for span in whole if after is None or span.line >= after]
    return next(iter(below or whole), None)

"""A text parted at its figures: labels and amounts of one line, cell or sentence."""

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise

from structurer.checks.proof.words import KnownWords
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.source import Figure
from structurer.text.words import plain, squeeze

AFTER_UNIT = re.compile(r"^\s*(?:(?:百万|千|万|億)?円|人|名|%)")
BULLET = re.compile(
    r"^\s*(?:[・○●◎■◆\-]|\*(?!\*)|[(（]?\d{1,2}[)）.．]?|[①-⑳]|[(（]?[ア-ン](?=[\s.．、)）])[.．、)）]?)\s*"
)
_WORKING = re.compile(
    r"\s*人?\s*[×✕*]\s*(?P<price>\d[\d,]*)(?P<of>(?:千|万|百万)?円)[\s.…‥・=＝]*(?P<result>\d[\d,]*)(?P<in>(?:千|万|百万)?円)\s*"
)
_PRICE = re.compile(r"[\s　・]*(?P<price>\d[\d,]*)(?P<of>(?:千|万|百万)?円)\s*[×✕*]\s*")
_EQUALS = re.compile(r"\s*人?\s*[=＝]\s*")
_NOTHING = re.compile(r"^[\s　]*[(（〔\[][\s　]*[-－―‐−ー][\s　]*[)）〕\]]")
"""A dash in brackets behind an amount: the year before had none."""
_TAGGED = re.compile(
    r"^(?P<bullet>[\s　]*[・*○●\-]?[\s　]*)[(（【〔\[](?:一部)?(?:新規?|拡充?|継続?|重点)[)）】〕\]][\s　]*"
)
_OPENING = frozenset({"(", "（", "〔", "[", "［"})
TAG = re.compile(r"[\s　]*[(（【〔\[](?:一部)?(?:新規?|拡充?|継続?|重点)[)）】〕\]][\s　]*$")
"""What is new about an item, behind its amount."""
_DASHED = re.compile(r"(?<=[\s　])[-－―−‐](?=[\s　\]〕)）])")
"""What stands for no amount in a line of labels and amounts."""
_DASHED_LABEL = re.compile(r"[^\s　\[［〔(（]+[\s　]+[-－―−‐](?=[\s　\]〕)）]|$)")
_BEGINNING = re.compile(r"[\s\u3000]*[・○*-]?(?P<words>[^:：。、()（）]{2,30})[:：](?=[^:：。、()（）]{2,16}$)")
"""The words before the first label of a line that has several behind commas."""
_LISTED = re.compile(r"[、,][^:：。、]{1,20}$")
"""A label behind a comma."""
RATE_OF = re.compile(r"[\s　]*[(（](?:国の?|国庫)?(?:補助|負担)率[\s　:：]*")
"""What opens a bracket with the rate of the amount before it."""
_CLOSED = re.compile(r"[\s　]*[)）]")
_DATED_BRACKET = re.compile(r"[(（〔\[](?P<when>[^()（）、。]{2,12})")
"""What opens a bracket with the amount of another year."""
_LEADERS = re.compile(r"[\s　]*(?:…|‥|\.{3,}|・{3,})[\s　]*$")
"""What fills the line from a name to its amount."""


def is_working(figure: Figure, behind: str) -> bool:
    """True for what a number of staff costs, worked out to the end of its line: `0.7人×8,000千円 …… 5,600千円`."""
    found = _WORKING.fullmatch(plain(behind))
    if found is None or figure.number is None or figure.kind is not Kind.HEADCOUNT or found["of"] != found["in"]:
        return False
    price, result = (Fraction(found[name].replace(",", "")) for name in ("price", "result"))
    return Fraction(figure.number) * price == result


def is_price(before: str, staff: Figure, between: str, result: Figure) -> bool:
    """True for the price of one before a number of staff, where the amount behind both is what they cost: `8,000千円×0.7人=5,600千円`."""
    found = _PRICE.fullmatch(plain(before))
    if found is None or staff.kind is not Kind.HEADCOUNT or _EQUALS.fullmatch(plain(between)) is None:
        return False
    numbers = staff.number, result.number
    same = result.printed.endswith(found["of"]) and not result.printed.removesuffix(found["of"]).endswith(
        ("百", "千", "万")
    )
    if not same or None in numbers:
        return False
    return Fraction(found["price"].replace(",", "")) * Fraction(numbers[0] or 0) == Fraction(numbers[1] or 0)


class PartedText:
    """A text parted at its figures: the words before, between and behind them, kept for all figures of the text.

    Attributes:
        figures: the figures that part it.
        segments: the words, one more than there are figures, the units that touch the figures left out.
    """

    def __init__(self, text: str, start: int, figures: Sequence[Figure], words: KnownWords) -> None:
        self.figures, self._words = tuple(figures), words
        bounds = [0, *(bound - start for found in figures for bound in (found.start, found.end)), len(text)]
        parts = [text[bounds[n] : bounds[n + 1]] for n in range(0, len(bounds), 2)]
        self.segments = [
            part if n == 0 else "" if is_working(self.figures[n - 1], part) else AFTER_UNIT.sub("", part)
            for n, part in enumerate(parts)
        ]
        self.segments = [self._filled(_LEADERS.sub(" ", part)) for part in self.segments]
        self.segments[-1] = TAG.sub("", _NOTHING.sub("", self.segments[-1]))
        self.segments[0] = _TAGGED.sub(r"\g<bullet>", self.segments[0])
        for n, (staff, result) in enumerate(pairwise(self.figures)):
            if is_price(parts[n], staff, parts[n + 1], result):
                self.segments[n : n + 2] = ["", ""]
        self._pass_rates()
        self._places = {found.id: n for n, found in enumerate(self.figures)}
        self._quotes: dict[str, tuple[int | None, bool]] = {}

    def _pass_rates(self) -> None:
        """Pass a rate in brackets right behind an amount: `9千円（補助率 2/3）`."""
        for n, (before, rate) in enumerate(pairwise(self.figures), start=1):
            opened, closed = RATE_OF.fullmatch(self.segments[n]), _CLOSED.match(self.segments[n + 1])
            if before.is_money and rate.kind is Kind.RATIO and opened is not None and closed is not None:
                self.segments[n : n + 2] = ["", self.segments[n + 1][closed.end() :]]

    def _filled(self, segment: str) -> str:
        """The words behind the last label with a dash for no amount, where those before it are known: 一般財源 of `国費 － 一般財源`.

        A year or a stage before the dashes stays: `前年度の財源 国費 － 一般財源`.
        """
        before, dash, after = segment.rpartition(max(_DASHED.findall(segment), key=len, default="\0"))
        said = self._words.said(before and _DASHED.sub("、", before)) if dash else None
        if said is None:
            return segment
        return _DASHED_LABEL.sub("", before + dash) + after if said.years or said.stages else after

    @cached_property
    def is_known(self) -> bool:
        """True where every word of it is known."""
        return all(self._words.said(segment) is not None for segment in self.segments)

    @cached_property
    def _unread(self) -> list[int]:
        """The segments with unknown words, a bullet in front apart."""
        opened = [BULLET.sub("", self.segments[0]), *self.segments[1:]]
        return [n for n, segment in enumerate(opened) if self._words.said(segment) is None]

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        """All segments without spaces, a line each, and where each begins."""
        texts = [squeeze(segment) for segment in self.segments]
        return "\n".join(texts), [0, *accumulate(len(text) + 1 for text in texts)]

    def quoting(self, name: str) -> tuple[int | None, bool]:
        """The first segment that is not understood though a name in it is quoted, and whether the name stands in any."""
        if name not in self._quotes:
            holding = self._holding(squeeze(name)) if name else []
            bad = [n for n in holding if self._words.said(BULLET.sub("", without(self.segments[n], name))) is None]
            held = frozenset(holding)
            unread = next((n for n in self._unread if n not in held), None)
            self._quotes[name] = (min((n for n in (unread, *bad) if n is not None), default=None), bool(holding))
        return self._quotes[name]

    def _holding(self, name: str) -> list[int]:
        """The segments that a name stands in."""
        text, starts = self._squeezed
        if not name:
            return list(range(len(self.segments)))
        found, at = [], text.find(name)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            found.append(place)
            at = text.find(name, starts[place + 1])
        return found

    def behind(self, figure: Figure) -> str:
        """The words behind a figure."""
        place = self._places.get(figure.id)
        return "" if place is None else self.segments[place + 1]

    def behind_bracket(self, figure: Figure) -> str:
        """The words behind a figure, or behind the bracket with another figure that follows it at once."""
        place = self._places.get(figure.id)
        after = [] if place is None else self.segments[place + 1 :]
        closed = _CLOSED.match(after[1]) if len(after) > 1 and squeeze(after[0])[:1] in _OPENING else None
        return after[1][closed.end() :] if closed is not None else "".join(after[:1])

    def own(self, figure: Figure) -> str:
        """The words before a figure; a bracket with a rate in it (`国庫支出金(補助率1/2)1,794万円`) is passed."""
        place = self._places.get(figure.id)
        if place is None:
            return ""
        if place and re.fullmatch(r"\s*[)）](?:[がはで]?、?)?\s*", self.segments[place]) is not None:
            return re.split(r"[(（]", self.segments[place - 1])[0]
        opening = self.opening if place and _LISTED.match(self.segments[place]) is not None else ""
        return opening + self.segments[place]

    @cached_property
    def opening(self) -> str:
        """What a line says before its first label, which dates all behind commas: 令和4年度要求：国庫支出金 9千円、県債 3千円."""
        first = _BEGINNING.match(self.segments[0])
        listed = all(_LISTED.match(one) is not None for one in self.segments[1:] if squeeze(one))
        said = None if first is None or not listed else self._words.said(first["words"])
        return first["words"] if first is not None and said is not None and (said.years or said.stages) else ""

    def lead(self, figure: Figure) -> str:
        """The words before the amount whose parts stand in brackets behind it: 要求額 of `要求額 9千円（国費 3千円、一般財源 6千円）`."""
        place = self._places.get(figure.id, 0)
        for n in range(place, 0, -1):
            segment = self.segments[n].strip()
            if re.search(r"[)）\]〕。]", segment):
                return ""
            if segment[:1] in set("(（[〔"):
                return self.segments[n - 1]
        return ""

    def base(self, figure: Figure) -> str:
        """The words of the amount right before one behind a year in brackets: `観察会に900千円（前年度800千円）`; else empty."""
        place = self._places.get(figure.id)
        opened = _DATED_BRACKET.fullmatch(self.segments[place].strip()) if place else None
        said = None if opened is None else self._words.said(opened["when"])
        dated = said is not None and bool(said.years) and not said.measures
        return self.segments[place - 1] if place and dated else ""

    def over_bracket(self, figure: Figure) -> str:
        """The words of the amount right before one in brackets: both are of one row, `国庫支出金 1,800千円（1,500千円）`."""
        place = self._places.get(figure.id)
        return self.segments[place - 1] if place and self.segments[place].strip() in _OPENING else ""


def without(text: str, name: str) -> str:
    """A text without a name in it, whatever the spaces."""
    pattern = r"\s*".join(map(re.escape, squeeze(name)))
    return re.sub(pattern, " ", plain(text), count=1)

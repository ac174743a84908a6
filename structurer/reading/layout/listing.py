"""The lines of a list as items: each with its parts, terms and sources, and the sums below them."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from structurer.labels.label import CAP_LABELS, plain
from structurer.labels.moment import When
from structurer.reading.layout.groups import Group, yen
from structurer.reading.layout.terms import inline_parts, inline_terms
from structurer.sheet.model import Breakdown, Cell, Item, Measure, Stage, SubsidyTerms, TotalRow
from structurer.tables.cites import cell
from structurer.tables.context import Context
from structurer.tables.pairs import Pair, PairLine
from structurer.tables.sense import sense
from structurer.text import lazy_re as re
from structurer.text.money import fold_words
from structurer.text.rows import Row, TableCell

_ENDS_WITH_AMOUNT = re.compile(r"。\s*\([\d,.]+(?:百万|千|万)?円\)\s*$")
_OVER_PARTS = re.compile(r"^\(?(?:主な)?(?:(?:経費の?)?内訳|積算|経費)?(?:\s*:\s*|\s+|(?<=\())")
_OF_WHICH = re.compile(
    r"(?:この|その)?うち、?(?P<name>[^\s\d。、:()]{2,16}?)(?:に係る経費)?(?:は|が|に|として)?、?\s*[\d,.]+(?:百万|千|万)?円(?:である|です|を含む|となる)?[。)]?\s*$"
)
_DATES = re.compile(r"年|前|要求|査定|予算|補正|決算|財源|国|県|起債")
Pairs = tuple[Pair, ...]


@dataclass
class Listed:
    """An item of a list: its pairs, one for each heading over the list, its parts, the text that names parts, terms, sources.

    `beside` is the amount in brackets behind its own; each part has such a one, too. `remarked` where words follow the amount,
    `divided` where its parts stand behind it and on the lines below.
    """

    pairs: tuple[Pair, ...]
    number: str | None
    parts: list[tuple[tuple[Pair, ...], Cell | None]] = field(default_factory=list)
    texts: list[TableCell] = field(default_factory=list)
    terms: SubsidyTerms | None = None
    beside: Cell | None = None
    sources: tuple[Pair, ...] = ()
    remarked: bool = False
    divided: bool = False

    @property
    def left(self) -> Fraction:
        """The amount less its parts."""
        return yen(self.pairs[0]) - sum((yen(part[0]) for part, _ in self.parts), Fraction(0))

    def item(self, number: int, when: When) -> Item:
        """The item with its amount under one heading; what stands before the last of several amounts is a remark."""
        offset, stage = when.year_offset or 0, when.stage or Stage.NONE
        own = cell(self.pairs[number].figure, Measure.AMOUNT, offset, stage)
        parts = [
            (part[0].whole, made)
            for part, beside in self.parts
            for made in (
                cell(part[number].figure, Measure.BREAKDOWN, offset, stage),
                beside and beside.model_copy(update={"measure": Measure.BREAKDOWN}),
            )
        ]
        funded = [cell(pair.figure, pair.sense.source, offset, stage) for pair in self.sources if pair.sense.source]
        told = inline_parts(self.texts, stage)
        remark = self.pairs[number].whole.text if 0 < number == len(self.pairs) - 1 else ""
        return Item(
            label=self.pairs[0].whole,
            number=self.number,
            cells=tuple(made for made in (own, self.beside, *funded) if made is not None),
            breakdown=(
                *(Breakdown(label=named, text=named.text, cell=made) for named, made in parts if made is not None),
                *told,
            ),
            remark=remark or None,
            subsidy=self.terms,
        )


@dataclass
class Summed:
    """A sum below the items of a list, with the amount in brackets behind it and its sources."""

    pair: Pair
    beside: Cell | None = None
    sources: tuple[Pair, ...] = ()

    def row(self, when: When) -> TotalRow | None:
        """The sum as a row of totals; None where its figure is no amount of money."""
        offset, stage = when.year_offset or 0, when.stage or Stage.NONE
        own = cell(self.pair.figure, Measure.AMOUNT, offset, stage)
        funded = [cell(pair.figure, pair.sense.source, offset, stage) for pair in self.sources if pair.sense.source]
        cells = tuple(made for made in (own, self.beside, *funded) if made is not None)
        return None if own is None else TotalRow(label=self.pair.label, cells=cells)


def listed(context: Context, cited: Container[str], group: Group) -> tuple[list[Listed], list[Summed]]:
    """The lines of a group that are items with their parts and terms, and the sums below them."""
    walk = _Listing(context, cited, max(1, len(group.columns)))
    for row in group.rows:
        if walk.last is None or not _goes_on(context, row, walk.last):
            walk.take(row)
    if walk.opening is not None and walk.items:
        walk.sums[:0] = [walk.opening] if _sums(walk.opening, walk.items) else []
    if [item.number for item in walk.items] != [str(n) for n in range(1, len(walk.items) + 1)]:
        for item in walk.items:  # a list that leaves numbers out, or whose bullets are none
            item.number = None
    return walk.items, walk.sums


@dataclass
class _Listing:
    """The way down the lines of a list; `count` is the number of headings over it, `form` that of its numbers or bullets.

    `opening` is the sum that stands over the first item.
    """

    context: Context
    cited: Container[str]
    count: int
    items: list[Listed] = field(default_factory=list)
    sums: list[Summed] = field(default_factory=list)
    last: Listed | Summed | None = None
    form: str = ""
    opening: Summed | None = None

    def take(self, row: PairLine | Row) -> None:
        """Take a line as an item, a part of the last one or a sum; any other is passed over."""
        if not isinstance(row, PairLine) or not (row.closed or row.remarked):
            return
        beside = _beside(self.context, row.pairs) if self.count == 1 else None
        parts = row.pairs[1:] if self.count == 1 and _is_divided(row) else ()
        pairs = row.pairs[:1] if beside is not None or parts else row.pairs
        free = all(_is_free(pair) and pair.figure.id not in self.cited for pair in pairs)
        if len(pairs) == self.count and free and pairs[0].whole.text:
            self._add(row, pairs, parts, beside)

    def _add(self, row: PairLine, pairs: Pairs, parts: Pairs, beside: Cell | None) -> None:
        last = self.last
        if isinstance(last, Listed) and last.divided and row.mark == "" and 0 < yen(pairs[0]) <= last.left:
            last.parts.append((pairs, beside))
        elif self.count == 1 and pairs[0].is_sum and (self.items or not (row.mark or self.opening)):
            self.last = Summed(pairs[0], beside)
            if self.items:
                self.sums.append(self.last)
            else:
                self.opening = self.last
        elif not self.items or row.form == self.form or isinstance(last, Summed):  # 消費税 below the sum of all others
            self.form = row.form
            item = Listed(pairs, row.mark.strip(".、()") or None, beside=beside, remarked=row.remarked)
            item.parts += [((pair,), None) for pair in parts]
            item.divided = bool(parts)
            self.items.append(item)
            self.last = item
        else:
            self.items[-1].parts.append((pairs, beside))


def _sums(opening: Summed, items: Sequence[Listed]) -> bool:
    """True for 小計 over a list, and for any other sum over it that its items add up to."""
    added = sum((yen(item.pairs[0]) for item in items), Fraction(0))
    return plain(opening.pair.label.text) == "小計" or added == yen(opening.pair)


def _is_divided(line: PairLine) -> bool:
    """True for a numbered line of two amounts, each behind words of its own: the second may be a part of the first."""
    two = len(line.pairs) == len(("item", "part")) and line.mark[:1].isdigit()
    return two and not line.pairs[1].bracketed and 0 < yen(line.pairs[1]) <= yen(line.pairs[0])


def _is_free(pair: Pair) -> bool:
    """True for money that may be an item's: no term of a subsidy, 補助上限額."""
    return pair.figure.is_money and plain(pair.whole.text) not in CAP_LABELS


def _goes_on(context: Context, row: PairLine | Row, above: Listed | Summed) -> bool:
    """Add the terms or the sources that a line below an item or a sum prints; False for any other line."""
    if isinstance(row, PairLine) and _funds(row, above):
        above.sources = row.pairs
        return True
    if isinstance(above, Summed):
        return False
    if isinstance(row, PairLine) and _divides(row, above):
        above.parts += [((_named(pair),), None) for pair in row.pairs]
        return True
    printed = context.rows[row.position] if isinstance(row, PairLine) else row
    entry = printed.cells[0]
    terms = inline_terms(entry, above.terms)
    same, above.terms = terms is above.terms, terms
    if not isinstance(row, PairLine) and _is_part_of(context, entry, above):
        above.texts.append(entry)
    return not same


def _is_part_of(context: Context, text: TableCell, item: Listed) -> bool:
    """True for a text whose amounts add up to the item's above it, or that ends with one in brackets, or of which, that is less.

    `(委託料 400千円、旅費 100千円)`, `業者に委託する。(400千円)`, `うち委託料 400千円。`, `このうち委託料は400千円である。`
    """
    told = [made.cell.cite.value for made in inline_parts([*item.texts, text], Stage.REQUEST) if made.cell is not None]
    own = sum(1 for figure in text.figures if figure.is_money)
    words = fold_words(text.text)
    of_which = _OF_WHICH.search(words)
    apart = of_which is not None and not _names_more(context, of_which["name"])
    one = own == 1 and (apart or _ENDS_WITH_AMOUNT.search(words) is not None)
    added = sum(told, Fraction(0))
    return (own > 1 and added == yen(item.pairs[0])) or (one and 0 < added < yen(item.pairs[0]))


def _names_more(context: Context, name: str) -> bool:
    """True for words that name a source, a year or a stage: うち一般財源, うち前年度."""
    found = sense(context, name)
    return found.source is not None or found.dated or found.group or _DATES.search(name) is not None


def _divides(line: PairLine, item: Listed) -> bool:
    """True for a line of several amounts that add up to the item's above it: `[委託料 400千円、旅費 100千円]`."""
    names = all(pair.whole.text and pair.figure.is_money for pair in line.pairs)
    alone = len(item.pairs) == 1 < len(line.pairs) and not item.parts and not line.mark[:1].isdigit()
    return alone and names and sum(map(yen, line.pairs), Fraction(0)) == yen(item.pairs[0])


def _named(pair: Pair) -> Pair:
    """A part without the words over all parts before its name: `(内訳:委託料`."""
    name = _OVER_PARTS.sub("", pair.whole.text)
    return replace(pair, whole=pair.whole.model_copy(update={"text": name})) if name else pair


def _funds(line: PairLine, above: Listed | Summed) -> bool:
    """True for a line of sources that add up to the amount above it: `[財源:県債 400、一般財源 500]`."""
    amount = above.pair if isinstance(above, Summed) else above.pairs[0]
    sources = all(pair.sense.source is not None for pair in line.pairs)
    return sources and sum((yen(pair) for pair in line.pairs), Fraction(0)) == yen(amount)


def _beside(context: Context, pairs: Sequence[Pair]) -> Cell | None:
    """The amount in brackets behind an item's, where a note or words beside it say of which year and stage it is."""
    if len(pairs) != 2 or not pairs[1].bracketed:
        return None
    when = pairs[1].sense.when if pairs[1].known else None if pairs[1].whole.text else context.bracketed
    running = (
        when is not None and when.stage is Stage.CURRENT and context.printed.supplements
    )  # 現計予算額: of this year
    if when is None or when.stage is None or not (running or when.year_offset is not None) or pairs[1].sense.measured:
        return None
    return cell(pairs[1].figure, Measure.AMOUNT, when.year_offset or 0, when.stage or Stage.NONE)

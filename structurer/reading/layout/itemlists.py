"""Items in lists without column headings: a name and its amount a line, with parts and terms below, or amounts under each name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from structurer.labels.label import CAP_LABELS, plain
from structurer.labels.moment import When
from structurer.reading.layout.groups import Group, dated, open_amount, total, yen
from structurer.reading.layout.terms import inline_parts, inline_terms
from structurer.sheet.model import Breakdown, Cell, Item, Label, Measure, Section, Stage, SubsidyTerms, TotalRow
from structurer.tables.cites import cell
from structurer.tables.context import Context
from structurer.tables.headings import heading_above
from structurer.tables.pairs import Pair, PairLine
from structurer.tables.sense import item_name, over, sense
from structurer.text.money import fold_words
from structurer.text.rows import Row, TableCell

_NO_FIELD = re.compile(r"^[^:]+$")  # any line right over the first of several records, but a field
_ENDS_WITH_AMOUNT = re.compile(r"。\s*\([\d,.]+(?:百万|千|万)?円\)\s*$")
_SUM_OF = re.compile(r"の?(?:合計|総計|計)$")
_OVER_PARTS = re.compile(r"^\(?(?:主な)?(?:(?:経費の?)?内訳|積算|経費)?(?:\s*:\s*|\s+|(?<=\())")
Key = tuple[Measure, int, Stage]


@dataclass
class Listed:
    """An item of a list: its pairs, one for each heading over the list, its parts, the text that names parts, terms, sources.

    `beside` is the amount in brackets behind its own; each part has such a one, too. `remarked` where words follow the amount.
    """

    pairs: tuple[Pair, ...]
    number: str | None
    parts: list[tuple[tuple[Pair, ...], Cell | None]] = field(default_factory=list)
    texts: list[TableCell] = field(default_factory=list)
    terms: SubsidyTerms | None = None
    beside: Cell | None = None
    sources: tuple[Pair, ...] = ()
    remarked: bool = False

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


def sections(context: Context, cited: set[str], group: Group) -> Iterator[Section]:
    """The items of a group: a section for each of several headings over them, or one whose stage a heading or a sum tells."""
    items, sums = _listed(context, cited, group)
    if len(group.columns) > 1 and items:
        for number, (column, above) in enumerate(group.columns):
            yield Section(
                heading=column, items=tuple(item.item(number, above.when or When(None, None)) for item in items)
            )
        return
    named = group.above is not None and (group.above.weak_name or group.above.name or group.above.word == "")
    headed = group.above.when if group.above is not None and named else None
    if any(item.remarked for item in items) and not _adds_up(context, items, sums):
        return
    behind = _behind_table(context, group, items)
    when = headed or (None if behind is None else behind[1]) or _when_of(context, items, sums)
    if when is None or len(items) + len(sums) + named < 2 or not items:
        return
    over_list = group.heading if named else group.chapter or group.heading
    yield Section(
        heading=over_list if behind is None else behind[0],
        items=tuple(item.item(0, when) for item in items),
        totals=tuple(row for one in sums if (row := one.row(when)) is not None),
    )


def _adds_up(context: Context, items: Sequence[Listed], sums: Sequence[Summed]) -> bool:
    """True for items that add up to the sum below them, or to a known amount: then no word behind one of them changes it."""
    added = sum((yen(item.pairs[0]) for item in items), Fraction(0))
    return any(yen(one.pair) == added for one in sums) or dated(context, added) is not None


def _behind_table(context: Context, group: Group, items: Sequence[Listed]) -> tuple[Label, When] | None:
    """The heading over the table that items stand behind, and its stage, where they add up to an amount of that table's."""
    heading = None if group.behind is None else group.behind.heading
    said = None if group.behind is None or group.behind.above is None else group.behind.above.when
    if heading is None or said is None or said.stage is None or group.heading is not None:
        return None
    added = sum((yen(item.pairs[0]) for item in items), Fraction(0))
    known = context.known.get((said.year_offset or 0, said.stage), frozenset())
    return (heading, said) if added in known else None


def _when_of(context: Context, items: Sequence[Listed], sums: Sequence[Summed]) -> When | None:
    """The year and stage of the amount of the project that items add up to, or that is their sum; else what the title says.

    The title dates them where they show that they are amounts of a budget: the year before, their sources or their sum
    stands beside them, and no other stage of this year is read.
    """
    added = sum((yen(item.pairs[0]) for item in items), Fraction(0))
    amounts = (added, *(yen(one.pair) for one in sums))
    when = next((found for amount in amounts if (found := dated(context, amount)) is not None), None)
    if when is not None:
        return when
    shown = any(item.beside is not None or item.sources for item in items) or added in amounts[1:]
    return context.only_by_title if shown else None


def _listed(context: Context, cited: set[str], group: Group) -> tuple[list[Listed], list[Summed]]:
    """The lines of a group that are items with their parts and terms, and the sums below them."""
    items: list[Listed] = []
    sums: list[Summed] = []
    count, form = max(1, len(group.columns)), ""
    last: Listed | Summed | None = None
    for row in group.rows:
        if last is not None and _goes_on(context, row, last):
            continue
        pairs = row.pairs if isinstance(row, PairLine) and (row.closed or row.remarked) else ()
        beside = _beside(context, pairs) if count == 1 else None
        pairs = pairs[:1] if beside is not None else pairs
        free = all(_is_free(pair) and pair.figure.id not in cited for pair in pairs)
        if not isinstance(row, PairLine) or len(pairs) != count or not free or pairs[0].whole.text == "":
            continue
        if items and count == 1 and pairs[0].is_sum:
            last = Summed(pairs[0], beside)
            sums.append(last)
        elif not items or row.form == form:
            form = row.form
            last = Listed(pairs, row.mark.strip(".、()") or None, beside=beside, remarked=row.remarked)
            items.append(last)
        else:
            items[-1].parts.append((pairs, beside))
    if [item.number for item in items] != [str(n) for n in range(1, len(items) + 1)]:
        for item in items:  # a list that leaves numbers out, or whose bullets are none
            item.number = None
    return items, sums


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
    if not isinstance(row, PairLine) and _is_part_of(entry, above):
        above.texts.append(entry)
    return not same


def _is_part_of(text: TableCell, item: Listed) -> bool:
    """True for a text whose amounts add up to the item's above it, or that ends with one in brackets which is less.

    `(委託料 400千円、旅費 100千円)`, `業者に委託する。(400千円)`.
    """
    told = [made.cell.cite.value for made in inline_parts([*item.texts, text], Stage.REQUEST) if made.cell is not None]
    own = sum(1 for figure in text.figures if figure.is_money)
    one = own == 1 and _ENDS_WITH_AMOUNT.search(fold_words(text.text)) is not None
    added = sum(told, Fraction(0))
    return (own > 1 and added == yen(item.pairs[0])) or (one and 0 < added < yen(item.pairs[0]))


def _divides(line: PairLine, item: Listed) -> bool:
    """True for a line of several amounts that add up to the item's above it: `[委託料 400千円、旅費 100千円]`."""
    names = all(pair.whole.text and pair.figure.is_money for pair in line.pairs)
    alone = len(item.pairs) == 1 < len(line.pairs) and not item.parts
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
    if when is None or when.year_offset is None or when.stage is None or pairs[1].sense.measured:
        return None
    return cell(pairs[1].figure, Measure.AMOUNT, when.year_offset or 0, when.stage or Stage.NONE)


def named_items(context: Context, groups: Sequence[Group]) -> list[Group]:
    """The groups that are an item each: dated amounts under numbered names, different ones for one year and stage."""
    under: dict[Key, dict[int, Fraction]] = {}
    for group in groups:
        places = ((line, number) for line in group.lines for number in range(len(line.pairs)))
        for made in (total(line, number) or _alone(context, line) for line, number in places):
            if made is not None:
                under.setdefault((made.measure, made.year_offset, made.stage), {})[group.position] = made.cite.value
    alike = {position for own in under.values() if len(set(own.values())) > 1 for position in own}
    return [group for group in groups if group.position in alike and _name(context, group) is not None]


def _alone(context: Context, line: PairLine) -> Cell | None:
    """The amount of a line `事業費 1,750千円` that prints no other, of the stage that the title says."""
    pair, when = line.pairs[0], context.said_by_title
    if len(line.pairs) > 1 or when is None or pair.sense.dated or not (pair.sense.amount and pair.sense.measured):
        return None
    return cell(pair.figure, Measure.AMOUNT, 0, when.stage or Stage.NONE)


def _name(context: Context, group: Group) -> Label | None:
    """The name of an item that a group's heading is: `1. ○○事業` or a term, no words that say what an amount is."""
    text = "" if group.heading is None else group.heading.text
    name = item_name(text)
    known = sense(context, name).known or over(context, text) is not None
    return (
        None
        if (known and not group.is_record)
        or (name == text and not (group.is_term or group.is_record))
        or group.heading is None
        else Label(text=name, line=group.heading.line)
    )


def section_of_named(context: Context, groups: Sequence[Group]) -> Iterator[Section]:
    """The groups as items, with each sum printed below them that is the sum of what one year and stage has.

    A single one, beside other amounts of the project, is nobody's.
    """
    if len(groups) < 2:
        return
    first = groups[0]
    above = heading_above(context.rows, first.position, _NO_FIELD if first.is_record else None)
    above = above or (first.chapter if first.is_term or first.is_record else None)
    if context.speaks_of_others(above):
        return
    items: list[Item] = []
    added: dict[Key, Fraction] = {}
    for group in groups:
        lines = [line for line in group.lines if not _is_sum(context, line)]
        places = [(line, number) for line in lines for number in range(len(line.pairs))]
        cells = [
            total(line, number) or open_amount(context, line, number) or _alone(context, line)
            for line, number in places
        ]
        own = tuple(made for made in cells if made is not None)
        for made in own:
            key = (made.measure, made.year_offset, made.stage)
            added[key] = added.get(key, Fraction(0)) + made.cite.value
        sources = tuple(_sources(group, own))
        items.append(
            Item(label=_name(context, group) or Label(text=""), cells=(*own, *sources), subsidy=_terms(context, group))
        )
    sums = [line for group in groups for line in group.lines if _is_sum(context, line)]
    totals = tuple(row for line in sums if (row := _summed(context, added, line)) is not None)
    yield Section(heading=above, items=tuple(items), totals=totals)


def _sources(group: Group, own: Sequence[Cell]) -> Iterator[Cell]:
    """The sources that a line of an item prints, where they add up to one of its amounts: of two that are equal, this year's."""
    amounts: dict[Fraction, list[Cell]] = defaultdict(list)
    for entry in own:
        if entry.measure is Measure.AMOUNT:
            amounts[entry.cite.value].append(entry)
    for line in group.lines:
        sources = [pair.sense.source for pair in line.pairs]
        of = amounts.get(sum((yen(pair) for pair in line.pairs), Fraction(0)), []) if all(sources) else []
        of = [entry for entry in of if entry.year_offset == 0] or of
        said = line.pairs[0].when  # 前年度の財源: …
        of = [one for one in of if said is None or said.year_offset in {None, one.year_offset}]
        if len(of) != 1:
            continue
        for pair, source in zip(line.pairs, sources, strict=True):
            made = cell(pair.figure, source, of[0].year_offset, of[0].stage) if source is not None else None
            if made is not None:
                yield made


def _terms(context: Context, group: Group) -> SubsidyTerms | None:
    """The terms that the lines of an item print."""
    terms = None
    for row in group.rows:
        printed = context.rows[row.position] if isinstance(row, PairLine) else row
        terms = inline_terms(printed.cells[0], terms) if printed.cells else terms
    return terms


def _is_sum(context: Context, line: PairLine) -> bool:
    """True for a line that sums up the items: 合計, 要求額合計, 前年度当初予算額合計."""
    first = line.pairs[0]
    stem = _SUM_OF.sub("", first.label.text)
    return (first.is_sum and first.sense.total) or (stem != first.label.text and sense(context, stem).valued)


def _summed(context: Context, added: dict[Key, Fraction], line: PairLine) -> TotalRow | None:
    """A sum below items as the sum of one year and stage of theirs; None where it is of none, or of several.

    A label that names year and stage itself (前年度当初予算額合計) is only of those.
    """
    cells: list[Cell] = []
    for pair in line.pairs:
        stem = sense(context, _SUM_OF.sub("", pair.label.text))
        own = pair.sense.when or stem.when or (context.said_by_title if stem.amount else None)
        fitting = [key for key, amount in added.items() if amount == yen(pair)]
        if own is not None:
            fitting = [key for key in fitting if (key[1], key[2]) == (own.year_offset or 0, own.stage)]
        made = cell(pair.figure, *fitting[0]) if len(fitting) == 1 else None
        cells += [] if made is None else [made]
    return TotalRow(label=line.pairs[0].label, cells=tuple(cells)) if cells else None

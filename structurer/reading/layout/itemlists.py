"""Items in lists without column headings: a name and its amount a line, with parts and terms below, or amounts under each name."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from structurer.labels.moment import When
from structurer.reading.layout.groups import Group, bulleted_name, dated, open_amount, sum_of_stages, total, yen
from structurer.reading.layout.listing import Listed, Summed, listed
from structurer.reading.layout.terms import inline_terms
from structurer.sheet.model import Breakdown, Cell, Item, Label, Measure, Section, Stage, SubsidyTerms, TotalRow
from structurer.tables.cites import cell
from structurer.tables.context import Context
from structurer.tables.headings import heading_above
from structurer.tables.pairs import PairLine
from structurer.tables.sense import item_name, over, sense
from structurer.text import lazy_re as re
from structurer.text.rows import Row

_NO_FIELD = re.compile(r"^[^:]+$")  # any line right over the first of several records, but a field
_MARKDOWN = re.compile(r"(#{1,6})\s")
_SIGNS = frozenset("■◆●▼□◇▽")  # before a name that is no heading of a chapter
_SUM_OF = re.compile(r"の?(?:合計|総計|計)$")
_SOURCES = re.compile(r"財源|歳入")
Key = tuple[Measure, int, Stage]


def sections(context: Context, cited: set[str], group: Group) -> Iterator[Section]:
    """The items of a group: a section for each of several headings over them, or one whose stage a heading or a sum tells."""
    items, sums = listed(context, cited, group)
    if any(item.divided and item.left for item in items):
        return  # 12 委託料 1,800  設計委託料 960: the words behind an amount are no part of it
    if items and all(item.pairs[0].sense.source for item in items) and _SOURCES.search(_text(group.heading)):
        return  # 2 財源: sources that add up to no amount are no items
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


def _text(heading: Label | None) -> str:
    return "" if heading is None else heading.text


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
        or (name == text and not (group.is_term or group.is_record or _is_nested(context, group)))
        or group.heading is None
        else Label(text=name, line=group.heading.line)
    )


def _is_nested(context: Context, group: Group) -> bool:
    """True for a heading of Markdown below another one, the title apart (### under ##), and for a name behind ■ with all set in below."""
    row = context.rows[group.position]
    if row.line.lstrip()[:1] in _SIGNS or bulleted_name(context, group.position) is not None:
        indent = len(row.line) - len(row.line.lstrip())
        lines = [context.rows[line.position].line for line in group.lines]
        return all(len(line) - len(line.lstrip()) > indent for line in lines)
    depths = [_depth(row) for row in context.rows[: group.position + 1] if _depth(row) and row.kind == "line"]
    over = next((depth for depth in reversed(depths[:-1]) if depth < depths[-1]), 0) if depths else 0
    return _depth(context.rows[group.position]) > over > 1


def _depth(row: Row) -> int:
    """The depth of a heading of Markdown, 2 of `## 経費`; 0 for any other row."""
    mark = _MARKDOWN.match(row.text)
    return 0 if mark is None else len(mark[1])


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
    whole: set[int] = set()  # the places of sums that are an item's own
    for group in groups:
        lines = [line for line in group.lines if not _is_sum(context, line)]
        places = [(line, number) for line in lines for number in range(len(line.pairs))]
        cells = [
            total(line, number) or open_amount(context, line, number) or _alone(context, line)
            for line, number in places
        ]
        own = tuple(made for made in cells if made is not None)
        summed = {line.position: made for line in group.lines if (made := sum_of_stages(line, own)) is not None}
        whole.update(summed)
        own = (*own, *summed.values())
        for made in own:
            key = (made.measure, made.year_offset, made.stage)
            added[key] = added.get(key, Fraction(0)) + made.cite.value
        sources = tuple(_sources(group, own))
        named, terms = _name(context, group) or Label(text=""), _terms(context, group)
        parts = tuple(_parts(context, group, own))
        items.append(Item(label=named, cells=(*own, *sources), breakdown=parts, subsidy=terms))
    sums = [line for group in groups for line in group.lines if _is_sum(context, line) and line.position not in whole]
    totals = tuple(row for line in sums if (row := _summed(context, added, line)) is not None)
    yield Section(heading=above, items=tuple(items), totals=totals)


def _parts(context: Context, group: Group, own: Sequence[Cell]) -> Iterator[Breakdown]:
    """The lines set in below an amount of an item that add up to it: its parts, of its year and stage."""
    amounts = {entry.cite.figure: entry for entry in own}
    lines = [line for line in group.lines if len(line.pairs) == 1]
    depths = {line.position: _set_in(context, line) for line in lines}
    for place, line in enumerate(lines):
        whole = amounts.get(line.pairs[0].figure.id)
        below = list(takewhile(lambda one: depths[one.position] > depths[line.position], lines[place + 1 :]))  # noqa: B023
        if whole is None or len({depths[one.position] for one in below}) != 1:
            continue
        if sum((yen(one.pairs[0]) for one in below), Fraction(0)) != yen(line.pairs[0]):
            continue
        for part in (one.pairs[0] for one in below):
            made = cell(part.figure, Measure.BREAKDOWN, whole.year_offset, whole.stage)
            if made is not None and part.figure.id not in amounts:
                yield Breakdown(label=part.whole, text=part.whole.text, cell=made)


def _set_in(context: Context, line: PairLine) -> int:
    """The blanks that a line begins with."""
    text = context.rows[line.position].line
    return len(text) - len(text.lstrip())


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

"""Mistakes that a model makes in a right answer, class by class, told of facts: no wire is known here."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, pairwise

from benchmarks.perfect.answers import Answer
from benchmarks.perfect.right import Changes, Mistakes, Right
from structurer.sheet.model import TABLE_MEASURES, Cite, Label, Measure, Stage, Table
from structurer.text.scan import Kind
from structurer.text.source import Figure, Source, Unit

_STRANGE = "どこにもない行"
_UNITS = ("円", "千円", "百万円", "億円", "")
_STAGES = tuple(Stage)[:10]
_OFFSETS = (0, -1, -2, 1)


def _cite(figure: Figure, unit: Unit) -> Cite:
    return Cite(
        figure=figure.id, printed=figure.printed, amount=figure.amount(unit) or "0", unit=unit, line=figure.line
    )


def digits(right: Right) -> Mistakes:
    """Another digit, a digit more or less, two in each other's place; the id kept or dropped."""
    for number, fact in enumerate(right.facts):
        printed = fact.cite.printed
        places = [place for place, letter in enumerate(printed) if letter.isdecimal()]
        made = [f"{printed[:n]}{(int(printed[n]) + 1) % 10}{printed[n + 1 :]}" for n in places]
        made += [printed[:n] + printed[n + 1 :] for n in places[1:]] + [printed[: n + 1] + printed[n:] for n in places]
        made += [
            printed[:a] + printed[b] + printed[a + 1 : b] + printed[a] + printed[b + 1 :] for a, b in pairwise(places)
        ]
        for text in made:
            for figure in (fact.cite.figure, None):
                yield from right.recited(number, fact.cite.model_copy(update={"figure": figure, "printed": text}))


def ids(right: Right) -> Mistakes:
    """An id dropped, or that of another figure, with the right print."""
    for number, fact in enumerate(right.facts):
        yield from right.recited(number, fact.cite.model_copy(update={"figure": None}))
        for other in right.facts[number + 1 : number + 3]:
            yield from right.recited(number, fact.cite.model_copy(update={"figure": other.cite.figure}))


def signs_and_units(right: Right) -> Mistakes:
    """A sign lost or added, a unit lost, added or another."""
    for number, fact in enumerate(right.facts):
        bare = fact.cite.printed.lstrip("△▲-−")
        value = re.sub(r"[億百十千万円]+$", "", fact.cite.printed)
        for text in (bare, f"△{bare}", *(f"{value}{unit}" for unit in _UNITS)):
            yield from right.recited(number, fact.cite.model_copy(update={"printed": text}))


def neighbours(right: Right) -> Mistakes:
    """The figure of the next fact, of the same column in the next row, or one printed alike elsewhere."""
    for numbers in (*right.rows, *right.columns):
        for one, two in pairwise(numbers):
            yield from right.recited(one, right.facts[two].cite)
            yield from right.recited(two, right.facts[one].cite)
    for number, fact in enumerate(right.facts):
        for figure in right.source.figures:
            if figure.printed == fact.cite.printed and figure.id != fact.cite.figure:
                yield from right.recited(number, _cite(figure, fact.cite.unit))


def swapped_in_a_row(right: Right) -> Mistakes:
    """Two figures of a row in each other's place."""
    for numbers in right.rows:
        for pair in combinations(numbers, 2):
            yield from right.swapped([pair])


def swapped_in_a_column(right: Right) -> Mistakes:
    """Two figures of a column in each other's place."""
    for numbers in right.columns:
        for pair in combinations(numbers, 2):
            yield from right.swapped([pair])


def columns_swapped(right: Right) -> Mistakes:
    """Two columns of a table in each other's place, in all rows."""
    for table in right.tables:
        columns = [column for column in right.columns if column[0] in table]
        for one, two in combinations(columns, 2):
            rows = {(right.facts[n].label, right.facts[n].cite.line): n for n in two}
            pairs = [(n, rows.get((right.facts[n].label, right.facts[n].cite.line))) for n in one]
            yield from right.swapped((a, b) for a, b in pairs if b is not None)


def rows_swapped(right: Right) -> Mistakes:
    """Two rows of a table with each other's figures, or with each other's names."""
    for table in right.tables:
        rows = [row for row in right.rows if row[0] in table]
        for one, two in combinations(rows, 2):
            yield from right.swapped(zip(one, two, strict=False))
            first, second = right.facts[one[0]].label, right.facts[two[0]].label
            changes: Changes = {n: replace(right.facts[n], label=second) for n in one}
            changes |= {n: replace(right.facts[n], label=first) for n in two}
            if first != second:
                yield right.answer.exchanged(changes)


def _renamed(right: Right, field: str, values: Sequence[object]) -> Mistakes:
    """A field of a fact, of a row, of a column, of a table or of the whole answer is another."""
    for numbers in (*([n] for n in range(len(right.facts))), *right.rows, *right.columns, *right.tables):
        for value in values:
            changes: Changes = {n: replace(right.facts[n], **{field: value}) for n in numbers}  # type: ignore[arg-type]  # fields named by data
            made = right.answer.exchanged(changes)
            if made != right.answer:
                yield made


def years(right: Right) -> Mistakes:
    """Another year."""
    yield from _renamed(right, "year_offset", _OFFSETS)


def stages(right: Right) -> Mistakes:
    """Another stage."""
    yield from _renamed(right, "stage", (*_STAGES, Stage.NONE))


def moments_exchanged(right: Right) -> Mistakes:
    """Two stages or two years in each other's place, in a table or in the whole answer."""
    for numbers in (*right.tables, list(range(len(right.facts)))):
        moments = sorted({(right.facts[n].year_offset, right.facts[n].stage) for n in numbers})
        for one, two in combinations(moments, 2):
            names = {one: two, two: one}
            changes: Changes = {}
            for n in numbers:
                fact = right.facts[n]
                offset, stage = names.get((fact.year_offset, fact.stage), (fact.year_offset, fact.stage))
                changes[n] = replace(fact, year_offset=offset, stage=stage)
            yield right.answer.exchanged(changes)


def measures(right: Right) -> Mistakes:
    """Another measure of the same table, for a fact or for a column."""
    for numbers in (*([n] for n in range(len(right.facts))), *right.columns):
        for measure in TABLE_MEASURES[right.facts[numbers[0]].table]:
            changes: Changes = {n: replace(right.facts[n], measure=measure) for n in numbers}
            made = right.answer.exchanged(changes)
            if made != right.answer and Measure.BREAKDOWN is not measure:
                yield made


def tables(right: Right) -> Mistakes:
    """A fact, a row or a table said to be of another kind."""
    lists = {
        Table.COST: "costs", Table.FUNDING: "funding", Table.ITEM: "sections", Table.TOTAL: "totals",
        Table.INDICATOR: "indicators", Table.STAFF: "costs",
    }  # fmt: skip
    for numbers in (*([n] for n in range(len(right.facts))), *right.rows, *right.tables):
        for table, name in lists.items():
            measure = TABLE_MEASURES[table][0]
            changes: Changes = {
                n: replace(right.facts[n], path=(name, 900), table=table, measure=measure) for n in numbers
            }
            if all(right.facts[n].table is not table for n in numbers):
                yield right.answer.exchanged(changes)


def told_beside(right: Right) -> Mistakes:
    """Amounts of costs or sources told as what stands in no table: differences, or costs that a rate is reckoned on."""
    told = {Table.COST, Table.FUNDING}
    for numbers in (*right.rows, *right.columns, *([n] for n in range(len(right.facts)))):
        own = [n for n in numbers if right.facts[n].table in told and right.facts[n].path[0] in {"costs", "funding"}]
        for name in ("differences", "eligible_costs") if own else ():
            yield right.answer.exchanged({n: replace(right.facts[n], path=(name, 0), heading=None) for n in own})


def names(right: Right) -> Mistakes:
    """Another name for a row: one of the sheet's, one that stands nowhere, one cut or glued."""
    known = list(dict.fromkeys(fact.row for fact in right.facts))
    for numbers in right.rows:
        own = right.facts[numbers[0]].row
        for text in (*known, _STRANGE, "合計", own[:-1], own[1:], f"{own}費", f"【新】{own}"):
            changes: Changes = {n: replace(right.facts[n], label=Label(text=text or _STRANGE)) for n in numbers}
            if text != own:
                yield right.answer.exchanged(changes)


def headings(right: Right) -> Mistakes:
    """Another heading for a table, or none."""
    known = list(dict.fromkeys(fact.section for fact in right.facts if fact.section))
    for numbers in right.tables:
        for text in (*known, _STRANGE, None):
            heading = None if text is None else Label(text=text)
            changes: Changes = {n: replace(right.facts[n], heading=heading) for n in numbers}
            made = right.answer.exchanged(changes)
            if made != right.answer:
                yield made


def lost(right: Right) -> Mistakes:
    """A fact, a row, a column or a table left out."""
    for numbers in (*([n] for n in range(len(right.facts))), *right.rows, *right.columns, *right.tables):
        if len(numbers) < len(right.facts):
            yield right.answer.exchanged(dict.fromkeys(numbers))


def repeated(right: Right) -> Mistakes:
    """A fact, a row or a table given twice."""
    for numbers in (*([n] for n in range(len(right.facts))), *right.rows, *right.tables):
        yield replace(right.answer, facts=(*right.facts, *(right.facts[n] for n in numbers)))


def figures_of_the_text(right: Right) -> Mistakes:
    """A figure that belongs to no table in the place of a fact's, or as one more."""
    for number, fact in enumerate(right.facts):
        for figure in right.uncited:
            cite = _cite(figure, fact.cite.unit)
            yield from right.recited(number, cite)
            more = replace(fact, cite=cite, label=Label(text=_words_before(right.source, figure) or fact.row))
            yield replace(right.answer, facts=(*right.facts, more))


def _words_before(source: Source, figure: Figure) -> str:
    line = source.lines[figure.line - 1]
    return re.split(r"[|\t]", line.drawn[: figure.start - line.start])[-1].strip(" :・(")[-8:]


def invented(right: Right) -> Mistakes:
    """A figure that stands nowhere."""
    for number, fact in enumerate(right.facts):
        for printed in ("9,876,543", "9,876,543千円", "▲1", ""):
            for figure in (fact.cite.figure, "F9999", None):
                yield from right.recited(number, fact.cite.model_copy(update={"figure": figure, "printed": printed}))


def moved(right: Right) -> Mistakes:
    """A fact put into another row of its table."""
    for table in right.tables:
        for one in table:
            for two in table:
                other = right.facts[two]
                yield from right.put(one, label=other.label, table=other.table)


def same_sum(right: Right) -> Mistakes:
    """Two figures of a column exchanged for two others of the sheet with the same sum."""
    values = {f.id: int(f.amount(Unit.YEN) or 0) for f in right.source.figures if f.is_money and _whole(f)}
    by_value: dict[int, list[str]] = defaultdict(list)
    for identity, value in values.items():
        by_value[value].append(identity)
    for column in right.columns:
        for one, two in combinations(column, 2):
            first, second = (right.facts[n].cite.figure for n in (one, two))
            if first in values and second in values:
                yield from _same_sum(right, (one, two), values[first] + values[second], by_value)


def _whole(figure: Figure) -> bool:
    return (figure.amount(Unit.YEN) or "").lstrip("-").isdecimal()


def _same_sum(right: Right, pair: tuple[int, int], total: int, by_value: dict[int, list[str]]) -> Mistakes:
    for value, found in by_value.items():
        others = by_value.get(total - value, [])
        if others and found[0] != others[0]:
            cites = [_cite(right.source.by_id[identity], Unit.YEN) for identity in (found[0], others[0])]
            changes: Changes = {n: replace(right.facts[n], cite=c) for n, c in zip(pair, cites, strict=True)}
            yield right.answer.exchanged(changes)


def head(right: Right) -> Mistakes:
    """A name of the head that is another, cut, or dropped; another year."""
    prints = [f.printed for f in right.source.figures if f.kind is Kind.YEAR]
    rows = [fact.row for fact in right.facts]
    for name, text in right.answer.head.items():
        others = (
            (*prints, "令和3年度") if name == "fiscal_year" else (text[:-1], text[1:], f"{text}の", *rows[:6], _STRANGE)
        )
        for other in dict.fromkeys(others):
            if other != text:
                yield replace(right.answer, head=right.answer.head | {name: other})


ONE: dict[str, Callable[[Right], Mistakes]] = {
    "digits": digits,
    "ids": ids,
    "sign and unit of the print": signs_and_units,
    "neighbour": neighbours,
    "two figures of a row swapped": swapped_in_a_row,
    "two figures of a column swapped": swapped_in_a_column,
    "two columns swapped": columns_swapped,
    "two rows swapped": rows_swapped,
    "another year": years,
    "another stage": stages,
    "years or stages exchanged": moments_exchanged,
    "another measure": measures,
    "another table": tables,
    "told as a difference or an eligible cost": told_beside,
    "another name": names,
    "another heading": headings,
    "lost": lost,
    "repeated": repeated,
    "figure of the text": figures_of_the_text,
    "figure from nowhere": invented,
    "moved to another row": moved,
    "two figures with the same sum": same_sum,
    "head of the sheet": head,
}
"""The classes of single mistakes."""

_MOST = 400
"""Mistakes of a class that are drawn from: a sheet of two hundred figures has hundreds of thousands."""


def two_at_once(right: Right, picker: random.Random) -> Answer | None:
    """One mistake made in an answer that has another already."""
    first, second = picker.choice(list(ONE.values())), picker.choice(list(ONE.values()))
    once = one_of(right, first, picker)
    return None if once is None else one_of(Right(right.source, once), second, picker)


def one_of(right: Right, kind: Callable[[Right], Mistakes], picker: random.Random) -> Answer | None:
    """One mistake of a class."""
    made = list(islice(kind(right), picker.randrange(_MOST) + 1))
    return made[-1] if made else None


def drawn(right: Right, count: int, seed: str) -> Iterator[tuple[str, Answer]]:
    """So many mistakes, spread over the classes; the same ones for a seed."""
    picker = random.Random(seed)  # noqa: S311  # a sample, not a secret
    each = -(-count // (len(ONE) + 4))  # two at once count as four classes
    for kind, make in ONE.items():
        every = list(islice(make(right), _MOST * 50))
        yield from ((kind, made) for made in (every if len(every) <= each else picker.sample(every, each)))
    for _ in range(each * 4):
        made = two_at_once(right, picker)
        if made is not None:
            yield "two at once", made

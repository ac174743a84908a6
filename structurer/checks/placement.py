"""Placement: the row and the column a figure is said to stand in, its year and its stage."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from structurer.checks.check import check
from structurer.checks.claim import ClaimOutcome, Observation, holds_if, observed, shown
from structurer.checks.dating import dated, dated_by_column, names_measure
from structurer.checks.reading import Reading
from structurer.checks.select import row_length
from structurer.labels.label import UNPUBLISHED, is_last_year, names_year
from structurer.labels.vocabulary import Vocabulary
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure, Stage, Table
from structurer.tables.geometry import ColumnHeading, Geometry
from structurer.text.source import Figure, Source

_BULLETS = " \u3000・○●-*"


@check("GRD703", "figure-off-its-row")
def row(reading: Reading) -> Iterator[Observation]:
    """A figure does not stand in the row it is said to belong to.

    Why it matters   A neighbour's amount is a real figure of the sheet, so only its place betrays it.
    Inputs           The places of all row labels of the sheet, and of each row's figures.
    Arithmetic       None: the last row label before a figure must be its own row's; two rows of a table do not share one.
    What to do       Point the field at the figure of its own row.

    日本語
    数字が、属するとされた行に立っていない。
    隣の行の金額も実在の数字なので、位置でしか見分けられない。シートのすべての行名の位置から、各数字の直前にある行名がその行のものかを
    見る。その行の数字を指すように直す。
    """
    where = reading.geometry
    rows: dict[SheetPath, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        rows[_row_key(fact)].append(fact)
    places = {key: where.place(facts[0].label) for key, facts in rows.items()}
    shared = Counter((key[:2], place) for key, place in places.items())
    known = sorted((place, key) for key, place in places.items() if place is not None)
    starts = [place for place, _ in known]
    across = _across(reading.source, places)
    for key, facts in rows.items():
        if key[:2] in across:
            continue  # names side by side over their amounts: the proof of each place decides (PRF902)
        alone = shared[key[:2], places[key]] == 1
        yield _row_claim(reading.source, places[key] if alone else None, starts, facts)


def _across(source: Source, places: Mapping[SheetPath, int | None]) -> set[SheetPath]:
    """The tables whose row labels stand side by side or one below the other without a figure between them."""
    labels: dict[SheetPath, set[int]] = defaultdict(set)
    for key, place in places.items():
        if place is not None:
            labels[key[:2]].add(place)
    starts = source.figure_starts
    return {
        table
        for table, own in labels.items()
        if len(own) > 1 and bisect_right(starts, min(own)) == bisect_right(starts, max(own))
    }


def _row_key(fact: Fact) -> SheetPath:
    """The row's path and label; a part of an item with a label of its own is a row of its own."""
    return (*fact.path[: row_length(fact)], fact.label.text, fact.label.line or 0)


def _row_claim(source: Source, place: int | None, starts: list[int], facts: list[Fact]) -> Observation:
    name = " ".join(part for part in (facts[0].section, facts[0].row) if part)
    figures = [(fact, source.by_id.get(fact.cite.figure or "")) for fact in facts]
    label_line = () if facts[0].label.line is None else (facts[0].label.line,)
    if place is None:
        return observed(name, tuple(facts), ClaimOutcome.UNVERIFIABLE, f"「{facts[0].row}」 ?", lines=label_line)
    astray = [fact for fact, figure in figures if figure is not None and not _follows(figure, place, starts)]
    named = astray or facts
    working = f"{', '.join(shown(fact) for fact in named[:12])} {'∉' if astray else '∈'} 「{facts[0].row}」"
    return observed(name, tuple(named), holds_if(not astray), working, lines=label_line)


def _follows(figure: Figure, place: int, starts: list[int]) -> bool:
    """True where the last label at or before the figure is the one at `place`."""
    position = bisect_right(starts, figure.start) - 1
    return position >= 0 and starts[position] == place


@check("GRD704", "figure-off-its-column")
def column(reading: Reading) -> Iterator[Observation]:
    """A figure does not stand under the heading of its column.

    Why it matters   Two sources or two years swapped still sum; only the heading tells them apart.
    Inputs           The column headings above each table, and the place of every figure of its rows.
    Arithmetic       None: in a tabbed row the heading at the figure's own place must name its measure, year and stage; in
                     any other table the figures of a row must come in the order of their headings. An amount in a cell
                     that names its stage (要求 3,000 千円) is under that word. Where a heading is not found the place is
                     unverifiable.
    What to do       Count the columns against the heading.

    日本語
    数字が、属するとされた列の見出しの下に立っていない。
    財源や年度の列を入れ替えても合計は合うため、見出しでしか見分けられない。タブ区切りの行では数字と同じ位置の見出しが、その他の表では
    行の中の数字の並びが見出しの順かを見る。段階の語を添えた数字(要求 3,000 千円)はその語による。見出しが見つからなければ「確認できない」。
    見出しと列を数えて確かめる。
    """
    where = reading.geometry
    tables: dict[SheetPath, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if _has_columns(fact):
            tables[_table_key(where, fact)].append(fact)
    for facts in tables.values():
        yield from filter(_is_told, _column_claims(reading, where, facts))


def _is_told(found: Observation) -> bool:
    """True for what this check can tell: where it knows nothing the proof of the amount's place or date decides (PRF902, PRF903)."""
    return found.judgement.outcome is not ClaimOutcome.UNVERIFIABLE


def _has_columns(fact: Fact) -> bool:
    if fact.table in {Table.INDICATOR, Table.PLAN, Table.SUBSIDY} or fact.measure is Measure.BREAKDOWN:
        return False
    return fact.path[0] != "totals"


def _table_key(where: Geometry, fact: Fact) -> SheetPath:
    """The table; where it is printed anew for each item, the item."""
    tabbed = fact.label.line is not None and where.rows[where.row_of(fact.label.line)].kind == "tab"
    return fact.path[:4] if fact.path[0] == "sections" and tabbed else fact.path[:2]


def _column_claims(reading: Reading, where: Geometry, facts: list[Fact]) -> Iterator[Observation]:
    lines = [fact.label.line for fact in facts if fact.label.line is not None]
    if not lines:
        return
    year = reading.sheet.identity.fiscal_year
    headings = where.headings_above(min(lines), year)
    if not headings and facts[0].path[0] == "sections":  # a heading printed once, above all items
        headings = where.headings_above(reading.first_lines.get(facts[0].path[:2], min(lines)), year)
    rows: dict[SheetPath, list[Fact]] = defaultdict(list)
    for fact in facts:
        rows[fact.path[:4]].append(fact)
    for found in rows.values():
        yield _column_claim(reading, where, headings, found)


def _column_claim(
    reading: Reading, where: Geometry, headings: tuple[ColumnHeading, ...], facts: list[Fact]
) -> Observation:
    placed = [
        (figure.start, fact, figure) for fact in facts if (figure := reading.source.by_id.get(fact.cite.figure or ""))
    ]
    placed.sort(key=lambda item: item[0])
    named = [fact for _, fact, figure in placed if not _under_its_word(reading, fact, figure)]
    figures = {fact.path: figure for _, fact, figure in placed}
    moment = reading.vocabulary.when(facts[0].row, reading.sheet.identity.fiscal_year)
    astray: list[Fact] = []
    unknown: list[Fact] = []
    last = -1
    for fact in named:
        fitting = [h for h in headings if _fits(reading.vocabulary, h, fact, row_names_stage=moment.stage is not None)]
        index = where.cell_index(figures[fact.path])
        if headings and headings[-1].tabbed and index is not None:
            (astray if fitting and index not in {h.index for h in fitting} else []).append(fact)
            (unknown if not fitting else []).append(fact)
            continue
        following = [h.order for h in fitting if h.order > last]
        if not fitting:
            unknown.append(fact)
        elif not following:
            astray.append(fact)
        else:
            last = following[0]
    return _columns_judged(facts, astray, unknown)


def _columns_judged(facts: list[Fact], astray: list[Fact], unknown: list[Fact]) -> Observation:
    name = " ".join(part for part in (facts[0].section, facts[0].row) if part)
    if astray:
        working = (f"{shown(e)} ∉ {_column_words(e)}" for e in astray)
        return observed(name, tuple(astray), ClaimOutcome.FAILS, *working)
    if unknown and len(facts) > 1:
        working = (f"{shown(e)} ? {_column_words(e)}" for e in unknown)
        return observed(name, tuple(unknown), ClaimOutcome.UNVERIFIABLE, *working)
    placed = ", ".join(f"{shown(e)} ∈ {_column_words(e)}" for e in facts)
    return observed(name, tuple(facts), ClaimOutcome.HOLDS, placed)


def _fits(vocabulary: Vocabulary, heading: ColumnHeading, fact: Fact, *, row_names_stage: bool) -> bool:
    measure = heading.measure
    if (
        fact.measure is Measure.TOTAL
        and measure in {Measure.PROJECT_COST, Measure.AMOUNT}
        and not names_measure(vocabulary, fact)
    ):
        return True  # 事業費, 予算額 or 要求額 above the sources of a funding row
    year_fits = heading.year_offset is None or heading.year_offset == fact.year_offset
    stage_fits = heading.stage is None or row_names_stage or heading.stage is fact.stage
    same_budget = {heading.stage, fact.stage} <= {Stage.APPROVED, Stage.INITIAL, Stage.PROPOSAL}
    if not year_fits or not (stage_fits or same_budget):
        return False
    if measure is fact.measure:
        return True
    # a heading that only names a year or a stage holds whatever the row says, and the amounts of items
    general = measure in {Measure.AMOUNT, Measure.TOTAL, Measure.PROJECT_COST}
    summed = fact.measure is Measure.TOTAL_COST and measure is Measure.TOTAL
    return general and (fact.measure is Measure.AMOUNT or summed or names_measure(vocabulary, fact))


def _under_its_word(reading: Reading, fact: Fact, figure: Figure) -> bool:
    """True where the words right before a figure, in its cell, name the fact's stage: `要求 3,000 千円`, `前年度 2,000千円`."""
    line = reading.source.lines[figure.line - 1]
    before = line.drawn[: figure.start - line.start].rsplit("\t", 1)[-1].rsplit("|", 1)[-1]
    words = before.rsplit("円", 1)[-1]
    if is_last_year(words.lstrip(_BULLETS)):
        return (fact.year_offset, fact.stage) == (-1, Stage.INITIAL)
    named = reading.vocabulary.last_stage(words)
    proposal = named is Stage.APPROVED and fact.stage is Stage.PROPOSAL
    return named is not None and (named is fact.stage or proposal)


def _column_words(fact: Fact) -> str:
    return "/".join(str(part) for part in (fact.measure, fact.year_offset, fact.stage or "-"))


@check("GRD705", "year-or-stage-not-printed")
def year_and_stage(reading: Reading) -> Iterator[Observation]:
    """A row's year or stage is not what its label says.

    Why it matters   A request taken for a decision, or last year's budget for this year's, is a wrong record with right sums.
    Inputs           The label of every cost, funding and lead row, and the sheet's own year.
    Arithmetic       None: a label that names a year or a stage gives it to all its figures (contract: 当初予算額 of an
                     earlier year is initial, of the own year approved). A label that names neither is dated by the
                     heading of its column, by the project's amount right before it in running text, by the rows it is
                     the sum of, or by the same amount under a label that does; else PRF903 asks.
    What to do       Correct the year or the stage to what the label says.

    日本語
    行の年度や段階が、行名の示すものと違う。
    要求額を査定額と、前年度を本年度と取り違えても合計は合う。コスト表・財源表・見出し行の行名が示す年度・段階と、数字に付けられたものを
    比べる。行名がどちらも示さないときは、列の見出し、文中で直前にある事業の金額、和をとった行、同じ額の別の印字で確かめ、それもなければ
    PRF903 が尋ねる。行名のとおりに直す。
    """
    rows: dict[SheetPath, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.table in {Table.COST, Table.FUNDING} or fact.path[0] == "totals":
            rows[fact.path[:4]].append(fact)
    yield from filter(_is_told, (_stage_claim(reading, facts) for facts in rows.values()))
    announced = (fact for fact in reading.facts if fact.stage is Stage.PROPOSAL and fact.year_offset != 0)
    for fact in announced:  # what is announced and not yet published is the sheet's own year's
        yield observed(fact.row, (fact,), ClaimOutcome.FAILS, f"{shown(fact)}: {fact.year_offset}/{fact.stage}")


def _stage_claim(reading: Reading, facts: list[Fact]) -> Observation:
    moment = reading.vocabulary.when(facts[0].row, reading.sheet.identity.fiscal_year)
    year = reading.sheet.identity.fiscal_year
    undated = moment.year_offset is None and moment.stage is None
    # 予算額 names the measure of a transposed row, and the columns date it
    undated = undated or (
        names_measure(reading.vocabulary, facts[0]) and all(dated_by_column(reading, f) for f in facts)
    )
    wrong = [] if undated else [fact for fact in facts if not _agrees(fact, moment.year_offset, moment.stage)]
    published = "予算案" not in facts[0].row or not _is_unpublished(reading.source, facts[0].label.line)
    wrong += [e for e in facts if e.stage is (Stage.PROPOSAL if published else Stage.APPROVED)]
    # a request is for the sheet's own year: another year beside it means that the own year was misread
    wrong += [e for e in facts if e.stage is Stage.REQUEST and e.year_offset != 0 and names_year(e.row)]
    silent = undated and facts[0].measure is not Measure.CHANGE
    silent = silent or (year is None and names_year(facts[0].row))
    silent = silent and not dated(reading, facts)
    outcome = ClaimOutcome.FAILS if wrong else ClaimOutcome.UNVERIFIABLE if silent else ClaimOutcome.HOLDS
    named = wrong or facts
    expected = f"「{facts[0].row}」 → {moment.year_offset or 0}/{moment.stage or '-'}"
    given = sorted({f"{fact.year_offset}/{fact.stage or '-'}" for fact in named})
    working = f"{expected}; {', '.join(given)}"
    lines = () if facts[0].label.line is None else (facts[0].label.line,)
    name = " ".join(part for part in (facts[0].section, facts[0].row) if part)
    return observed(name, tuple(named), outcome, working, lines=lines)


def _is_unpublished(source: Source, line: int | None) -> bool:
    return line is not None and UNPUBLISHED.search(source.line_text(line)) is not None


def _agrees(fact: Fact, year_offset: int | None, stage: Stage | None) -> bool:
    if fact.measure is Measure.CHANGE:
        return fact.year_offset == 0
    proposal = stage is Stage.APPROVED and fact.stage is Stage.PROPOSAL
    return fact.year_offset == (year_offset or 0) and (stage is None or fact.stage is stage or proposal)

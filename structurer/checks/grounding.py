"""Grounding: every cite, every label, the row and the column a figure is said to stand in, its year and stage."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from structurer.checks.check import check
from structurer.checks.claim import ClaimOutcome, Judgement, shown
from structurer.checks.select import row_length
from structurer.entry import Entry, Path, Reading
from structurer.geometry import ColumnHeading, Geometry, geometry
from structurer.sheet import TABLE_MEASURES, Cite, Label, Measure, Stage, Table
from structurer.source import Figure, Source, Unit
from structurer.vocabulary import UNPUBLISHED, fiscal_year_of, last_stage, names_year, when


@dataclass(frozen=True, slots=True)
class Quotation:
    """A cite says what its figure says: the print to the character, the line, and the value code parses from it."""

    name: str
    entry: Entry
    note: bool = False
    lines: tuple[int, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entry whose cite it is."""
        return (self.entry,)

    def judge(self, source: Source) -> Judgement:
        """Holds where id, print, line and amount all agree with the source, in a unit of its measure."""
        cite = self.entry.cite
        if not _may_be(self.entry):
            return Judgement(
                ClaimOutcome.FAILS, (f"{shown(self.entry)}: {self.entry.measure} ∌ {cite.unit}",), cite.value
            )
        figure = source.by_id.get(cite.figure or "")
        if figure is None:
            return Judgement(ClaimOutcome.FAILS, (f"「{cite.printed}」 ∉ {source.name}",), cite.value)
        stated = f"「{cite.printed}」 {cite.amount} (L{cite.line})"
        found = f"「{figure.printed}」 {figure.amount(cite.unit)} (L{figure.line})"
        agrees = stated == found
        outcome = ClaimOutcome.HOLDS if agrees else ClaimOutcome.FAILS
        return Judgement(outcome, (f"{stated} {'=' if agrees else '≠'} {found}",))


@check("GRD701", "figure-not-in-source")
def quotation(reading: Reading) -> Iterator[Quotation]:
    """A cited figure is not what the source prints at that place.

    Why it matters   An invented, altered or converted amount is caught here before any sum is asked.
    Inputs           Every cite of the sheet, in tables and in text.
    Arithmetic       None: figure id, printed text, line and parsed amount must all agree with the source, and the table
                     must hold such a measure in such a unit (money in yen, staff in persons, a rate as a ratio).
    What to do       Point the field at the figure that is really meant.

    日本語
    引用された数字が、シートのその場所に印字されたものと違う。
    作られた数字、変えられた数字、換算された数字は、計算の前にここで分かる。すべての引用について、番号・印字・行・値がシートと一致し、
    表と項目に合う単位かを見る。正しい数字を指すように直す。
    """
    known = {entry.path: entry for entry in reading.entries}
    for path, cite in reading.cites:
        entry = known.get(path) or _loose(path, cite)
        yield Quotation(" ".join(part for part in (entry.section, entry.row) if part), entry)


_MONEY = frozenset({Unit.YEN})
_INDICATED = frozenset({Unit.PERSON, Unit.PERCENT, Unit.COUNT, Unit.OTHER})
_UNITS: dict[Table, frozenset[Unit]] = {
    Table.COST: _MONEY, Table.FUNDING: _MONEY, Table.ITEM: _MONEY, Table.TOTAL: _MONEY,
    Table.STAFF: frozenset({Unit.PERSON}), Table.INDICATOR: _INDICATED, Table.PLAN: _INDICATED,
}  # fmt: skip
_TERM_UNITS = {Measure.RATE: Unit.RATIO, Measure.CAP: Unit.YEN, Measure.COUNT: Unit.COUNT}


def _may_be(entry: Entry) -> bool:
    """True where the table may hold the measure, there, in that unit; anything outside the facts may be."""
    if entry.path[0] not in _TABLES or "outputs" in entry.path:
        return True
    breakdown = (entry.measure is Measure.BREAKDOWN) == ("breakdown" in entry.path)
    unit = _TERM_UNITS[entry.measure] is entry.cite.unit if entry.measure in _TERM_UNITS else None
    fits = unit if unit is not None else entry.cite.unit in _UNITS.get(entry.table, frozenset())
    return breakdown and fits and entry.measure in TABLE_MEASURES[entry.table]


_TABLES = frozenset({"costs", "totals", "sections", "funding", "indicators"})


def _loose(path: Path, cite: Cite) -> Entry:
    """An entry for a cite outside the tables of the facts."""
    label = Label(text=str(path[0]), line=cite.line)
    return Entry(path, Table.ITEM, None, label, Measure.COUNT, 0, Stage.NONE, cite)


@dataclass(frozen=True, slots=True)
class Named:
    """A label stands in the source."""

    name: str
    label: Label
    entries: tuple[Entry, ...] = ()
    note: bool = False

    @property
    def lines(self) -> tuple[int, ...]:
        """The label's line."""
        return () if self.label.line is None else (self.label.line,)

    def judge(self, source: Source) -> Judgement:
        """Holds where the label, NFKC and without spaces, stands on its line or runs over the next two."""
        found = geometry(source).place(self.label) is not None
        place = "" if self.label.line is None else f" (L{self.label.line})"
        outcome = ClaimOutcome.HOLDS if found else ClaimOutcome.FAILS
        return Judgement(outcome, (f"「{self.label.text}」{place} {'∈' if found else '∉'} {source.name}",))


@check("GRD702", "label-not-in-source")
def label(reading: Reading) -> Iterator[Named]:
    """A heading or row label is not what the source prints there.

    Why it matters   A right amount under a wrong name is a wrong record.
    Inputs           The headings and row labels of every table, and the project's name, publisher and departments.
    Arithmetic       None: NFKC text without spaces, on its line or broken over the next two; `R8年度 要求` may take its
                     first part from the row above.
    What to do       Correct the name to what is printed.

    日本語
    見出しや行の名前が、シートに印字されたものと違う。
    金額が正しくても名前が違えば誤った記録になる。表の見出しと行名、事業名・団体名・部局名が、示された行(から2行先まで)にあるかを
    NFKC正規化して空白を除いて見る。印字のとおりに直す。
    """
    labels: dict[tuple[str, int | None], tuple[Label, list[Entry]]] = {}
    identity = reading.sheet.identity
    heads = (identity.project, identity.publisher, identity.code, identity.department, identity.division, identity.unit)
    for found in heads:
        if found is not None:
            labels.setdefault((found.text, found.line), (found, []))
    for entry in reading.entries:
        for found in (entry.heading, entry.label):
            if found is not None:
                labels.setdefault((found.text, found.line), (found, []))[1].append(entry)
    for found, entries in labels.values():
        yield Named(found.text, found, tuple(entries[:1]))


@dataclass(frozen=True, slots=True)
class Placed:
    """A row's figures stand where the row says: verdict worked out by the check, since it needs the whole table."""

    name: str
    entries: tuple[Entry, ...]
    outcome: ClaimOutcome
    working: tuple[str, ...]
    lines: tuple[int, ...] = ()
    note: bool = False

    def judge(self, source: Source) -> Judgement:
        """The outcome that the geometry of the source gave."""
        del source
        return Judgement(self.outcome, self.working)


@check("GRD703", "figure-off-its-row")
def row(reading: Reading) -> Iterator[Placed]:
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
    where = geometry(reading.source)
    rows: dict[Path, list[Entry]] = defaultdict(list)
    for entry in reading.entries:
        rows[_row_key(entry)].append(entry)
    places = {key: where.place(entries[0].label) for key, entries in rows.items()}
    shared = Counter((key[:2], place) for key, place in places.items())
    known = sorted((place, key) for key, place in places.items() if place is not None)
    starts = [place for place, _ in known]
    for key, entries in rows.items():
        alone = shared[key[:2], places[key]] == 1
        yield _row_claim(reading.source, places[key] if alone else None, starts, entries)


def _row_key(entry: Entry) -> Path:
    """The row's path and label; a part of an item with a label of its own is a row of its own."""
    return (*entry.path[: row_length(entry)], entry.label.text)


def _row_claim(source: Source, place: int | None, starts: list[int], entries: list[Entry]) -> Placed:
    name = " ".join(part for part in (entries[0].section, entries[0].row) if part)
    figures = [(entry, source.by_id.get(entry.cite.figure or "")) for entry in entries]
    label_line = () if entries[0].label.line is None else (entries[0].label.line,)
    if place is None:
        return Placed(name, tuple(entries), ClaimOutcome.UNVERIFIABLE, (f"「{entries[0].row}」 ?",), label_line)
    astray = [entry for entry, figure in figures if figure is not None and not _follows(figure, place, starts)]
    outcome = ClaimOutcome.FAILS if astray else ClaimOutcome.HOLDS
    named = astray or entries
    said = f"{', '.join(shown(entry) for entry in named[:12])} {'∉' if astray else '∈'} 「{entries[0].row}」"
    return Placed(name, tuple(named), outcome, (said,), label_line)


def _follows(figure: Figure, place: int, starts: list[int]) -> bool:
    """True where the last label at or before the figure is the one at `place`."""
    position = bisect_right(starts, figure.start) - 1
    return position >= 0 and starts[position] == place


@check("GRD704", "figure-off-its-column")
def column(reading: Reading) -> Iterator[Placed]:
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
    where = geometry(reading.source)
    tables: dict[Path, list[Entry]] = defaultdict(list)
    for entry in reading.entries:
        if _has_columns(entry):
            tables[_table_key(where, entry)].append(entry)
    for entries in tables.values():
        yield from _column_claims(reading, where, entries)


def _has_columns(entry: Entry) -> bool:
    if entry.table in {Table.INDICATOR, Table.PLAN, Table.SUBSIDY} or entry.measure is Measure.BREAKDOWN:
        return False
    return entry.path[0] != "totals"


def _table_key(where: Geometry, entry: Entry) -> Path:
    """The table; where it is printed anew for each item, the item."""
    tabbed = entry.label.line is not None and where.rows[where.row_of(entry.label.line)].kind == "tab"
    return entry.path[:4] if entry.path[0] == "sections" and tabbed else entry.path[:2]


def _column_claims(reading: Reading, where: Geometry, entries: list[Entry]) -> Iterator[Placed]:
    lines = [entry.label.line for entry in entries if entry.label.line is not None]
    if not lines:
        return
    headings = where.headings_above(min(lines), reading.sheet.identity.fiscal_year)
    rows: dict[Path, list[Entry]] = defaultdict(list)
    for entry in entries:
        rows[entry.path[:4]].append(entry)
    for found in rows.values():
        yield _column_claim(reading, where, headings, found)


def _column_claim(
    reading: Reading, where: Geometry, headings: tuple[ColumnHeading, ...], entries: list[Entry]
) -> Placed:
    placed = [
        (figure.start, entry, figure)
        for entry in entries
        if (figure := reading.source.by_id.get(entry.cite.figure or ""))
    ]
    placed.sort(key=lambda item: item[0])
    named = [entry for _, entry, figure in placed if not _under_its_word(reading.source, entry, figure)]
    figures = {entry.path: figure for _, entry, figure in placed}
    said = when(entries[0].row, reading.sheet.identity.fiscal_year)
    astray: list[Entry] = []
    unknown: list[Entry] = []
    last = -1
    for entry in named:
        fitting = [h for h in headings if _fits(h, entry, row_names_stage=said.stage is not None)]
        index = where.cell_index(figures[entry.path])
        if headings and headings[-1].tabbed and index is not None:
            (astray if fitting and index not in {h.index for h in fitting} else []).append(entry)
            (unknown if not fitting else []).append(entry)
            continue
        following = [h.order for h in fitting if h.order > last]
        if not fitting:
            unknown.append(entry)
        elif not following:
            astray.append(entry)
        else:
            last = following[0]
    return _columns_judged(entries, astray, unknown)


def _columns_judged(entries: list[Entry], astray: list[Entry], unknown: list[Entry]) -> Placed:
    name = " ".join(part for part in (entries[0].section, entries[0].row) if part)
    if astray:
        return Placed(
            name, tuple(astray), ClaimOutcome.FAILS, tuple(f"{shown(e)} ∉ {_column_words(e)}" for e in astray)
        )
    if unknown and len(entries) > 1:
        working = tuple(f"{shown(e)} ? {_column_words(e)}" for e in unknown)
        return Placed(name, tuple(unknown), ClaimOutcome.UNVERIFIABLE, working)
    return Placed(
        name, tuple(entries), ClaimOutcome.HOLDS, (", ".join(f"{shown(e)} ∈ {_column_words(e)}" for e in entries),)
    )


def _fits(heading: ColumnHeading, entry: Entry, *, row_names_stage: bool) -> bool:
    measure = heading.measure
    if entry.measure is Measure.TOTAL and measure in {Measure.PROJECT_COST, Measure.AMOUNT}:
        return True  # 事業費, 予算額 or 要求額 above the sources of a funding row
    if measure is not entry.measure:
        return False
    year_fits = heading.year_offset is None or heading.year_offset == entry.year_offset
    stage_fits = heading.stage is None or row_names_stage or heading.stage is entry.stage
    same_budget = {heading.stage, entry.stage} <= {Stage.APPROVED, Stage.INITIAL, Stage.PROPOSAL}
    return year_fits and (stage_fits or same_budget)


def _under_its_word(source: Source, entry: Entry, figure: Figure) -> bool:
    """True where the words right before a figure, in its cell, name the entry's stage: `要求 3,000 千円`."""
    line = source.lines[figure.line - 1]
    before = line.text[: figure.start - line.start].rsplit("\t", 1)[-1].rsplit("|", 1)[-1]
    said = last_stage(before.rsplit("円", 1)[-1])
    proposal = said is Stage.APPROVED and entry.stage is Stage.PROPOSAL
    return said is not None and (said is entry.stage or proposal)


def _column_words(entry: Entry) -> str:
    return "/".join(str(part) for part in (entry.measure, entry.year_offset, entry.stage or "-"))


@check("GRD705", "year-or-stage-not-printed")
def year_and_stage(reading: Reading) -> Iterator[Placed]:
    """A row's year or stage is not what its label says.

    Why it matters   A request taken for a decision, or last year's budget for this year's, is a wrong record with right sums.
    Inputs           The label of every cost, funding and lead row, and the sheet's own year.
    Arithmetic       None: a label that names a year or a stage gives it to all its figures (contract: 当初予算額 of an
                     earlier year is initial, of the own year approved). A label that names neither proves nothing.
    What to do       Correct the year or the stage to what the label says.

    日本語
    行の年度や段階が、行名の示すものと違う。
    要求額を査定額と、前年度を本年度と取り違えても合計は合う。コスト表・財源表・見出し行の行名が示す年度・段階と、数字に付けられたものを
    比べる。行名がどちらも示さなければ「確認できない」。行名のとおりに直す。
    """
    rows: dict[Path, list[Entry]] = defaultdict(list)
    for entry in reading.entries:
        if entry.table in {Table.COST, Table.FUNDING} or entry.path[0] == "totals":
            rows[entry.path[:4]].append(entry)
    for entries in rows.values():
        yield _stage_claim(reading, entries)


def _stage_claim(reading: Reading, entries: list[Entry]) -> Placed:
    said = when(entries[0].row, reading.sheet.identity.fiscal_year)
    year = reading.sheet.identity.fiscal_year
    wrong = [entry for entry in entries if not _agrees(entry, said.year_offset, said.stage)]
    published = "予算案" not in entries[0].row or not _is_unpublished(reading.source, entries[0].label.line)
    wrong += [e for e in entries if e.stage is (Stage.PROPOSAL if published else Stage.APPROVED)]
    # a request is for the sheet's own year: another year beside it means that the own year was misread
    wrong += [e for e in entries if e.stage is Stage.REQUEST and e.year_offset != 0 and names_year(e.row)]
    silent = said.year_offset is None and said.stage is None and entries[0].measure is not Measure.CHANGE
    silent = silent or (year is None and names_year(entries[0].row))
    outcome = ClaimOutcome.FAILS if wrong else ClaimOutcome.UNVERIFIABLE if silent else ClaimOutcome.HOLDS
    named = wrong or entries
    told = f"「{entries[0].row}」 → {said.year_offset or 0}/{said.stage or '-'}"
    given = sorted({f"{entry.year_offset}/{entry.stage or '-'}" for entry in named})
    working = (f"{told}; {', '.join(given)}",)
    lines = () if entries[0].label.line is None else (entries[0].label.line,)
    return Placed(" ".join(p for p in (entries[0].section, entries[0].row) if p), tuple(named), outcome, working, lines)


def _is_unpublished(source: Source, line: int | None) -> bool:
    return line is not None and UNPUBLISHED.search(source.line_text(line)) is not None


def _agrees(entry: Entry, year_offset: int | None, stage: Stage | None) -> bool:
    if entry.measure is Measure.CHANGE:
        return entry.year_offset == 0
    proposal = stage is Stage.APPROVED and entry.stage is Stage.PROPOSAL
    return entry.year_offset == (year_offset or 0) and (stage is None or entry.stage is stage or proposal)


@dataclass(frozen=True, slots=True)
class OwnYear:
    """The sheet's own fiscal year is printed where the record says."""

    name: str
    year: int
    label: Label | None
    entries: tuple[Entry, ...] = ()
    note: bool = False

    @property
    def lines(self) -> tuple[int, ...]:
        """The label's line."""
        return () if self.label is None or self.label.line is None else (self.label.line,)

    def judge(self, source: Source) -> Judgement:
        """Holds where the label stands on its line and names the year."""
        printed = self.label is not None and geometry(source).place(self.label) is not None
        said = None if self.label is None else fiscal_year_of(self.label.text)
        outcome = ClaimOutcome.HOLDS if printed and said == self.year else ClaimOutcome.FAILS
        text = "" if self.label is None else self.label.text
        return Judgement(outcome, (f"{self.year} {'=' if outcome is ClaimOutcome.HOLDS else '≠'} 「{text}」",))


@check("GRD706", "fiscal-year-not-printed")
def own_year(reading: Reading) -> Iterator[OwnYear]:
    """The sheet's own fiscal year is not what the sheet prints.

    Why it matters   Every year of the record is counted from it.
    Inputs           The record's fiscal year and the label it was read from.
    Arithmetic       The label stands on its line, and its year (令和8年度 = 2026) is the record's.
    What to do       Correct the year, or remove it where the sheet prints none.

    日本語
    シートの年度が、印字されたものと違う。
    記録の年度はすべてここから数える。年度の根拠とした文字列がその行にあり、西暦に直すと記録の年度(令和8年度=2026)になるかを見る。
    年度を直すか、印字がなければ空にする。
    """
    identity = reading.sheet.identity
    if identity.fiscal_year is not None:
        yield OwnYear(str(identity.fiscal_year), identity.fiscal_year, identity.fiscal_year_label)

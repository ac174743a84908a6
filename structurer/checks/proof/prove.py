"""The proof of every cited amount: six points, each with by what it is proved and on which lines."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from structurer.checks.claim import Result
from structurer.checks.proof.consume import BUDGET, Lexicon
from structurer.checks.proof.dates import Dates, printed
from structurer.checks.proof.figure_unit import FigureUnits
from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.headed import Headed
from structurer.checks.proof.heading_words import RISK
from structurer.checks.proof.kind import TableKinds
from structurer.checks.proof.legend import letters
from structurer.checks.proof.marks import is_other_sum
from structurer.checks.proof.measured import is_measured
from structurer.checks.proof.over import Over
from structurer.checks.proof.over_table import TableHeadings
from structurer.checks.proof.over_terms import heads_terms
from structurer.checks.proof.owned import Owners
from structurer.checks.proof.owner import GRANT_TO, Outline
from structurer.checks.proof.parts import ItemParts
from structurer.checks.proof.place import Walker
from structurer.checks.proof.points import Point, Proof
from structurer.checks.proof.row_name import bare, is_name
from structurer.checks.proof.said import SpotReader, SpotSense, is_set_apart
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.terms import SERVED, Terms
from structurer.checks.proof.ties import TiedProofs, Ties
from structurer.checks.proof.titles import TITLE_YEAR
from structurer.checks.proof.unit import captions
from structurer.checks.proof.words import KnownWords
from structurer.checks.reading import Reading
from structurer.checks.select import RowName, row_name
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Identity, Measure, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.source import Figure, Source
from structurer.text.words import plain, squeeze, tidy

_NO_UNIT = "円 ∉"
_TERMED = frozenset({Table.ITEM, Table.SUBSIDY})
"""Tables of rows that terms of a subsidy may belong to."""
_WORKING = re.compile(r"[・*\-]?[\d,]+(?:千|万|百万)?円[×✕*][\d.]+人[=＝][\d,]+(?:千|万|百万)?円")
_COURSE = re.compile(
    r"(?=.*(?:事業費|経費|推移|経過))(?:(?:本|この|当該)?(?:事務)?事業の)?(?:(?:当初|最終|最近の|年度別|年度ごとの|過去の)*(?:予算|決算|要求|計上|事業費|経費)額?(?:と|・|及び|の)?)+"
    r"(?:年度別|年次)?(?:の?(?:推移|経過|状況))?(?:[(（](?:推移|経過|年度別)[)）])?"
)
"""What stands over the project's own cost of several years: 事業費の推移, 予算・決算額の推移."""
_CLOSED = re.compile(r"決算|施策の成果|事務報告")
_HEAD_ROWS = 6
"""Rows in which a title stands."""
_WORKED = {Measure.PERSONNEL_COST: "人件費", Measure.HEADCOUNT: "従事人役"}
"""What a working below a heading of staff reckons with, and what it comes to: `9,500千円×0.8人=7,600千円`."""
_QUOTED = frozenset({Table.ITEM, Table.INDICATOR, Table.PLAN})
"""Tables whose rows have names of their own, which are quoted; any other label is consumed."""


class Prover:
    """Proves the facts of one reading; `results` are the claims that were judged of it.

    `standing` are the facts whose row and column are proved but for the name of the row.
    """

    def __init__(self, reading: Reading, results: Sequence[Result], lexicon: Lexicon) -> None:
        self.reading, self.source, self.lexicon = reading, reading.source, lexicon
        identity = reading.sheet.identity
        self.year = identity.fiscal_year
        self.grid = Grid(self.source)
        self.labels = frozenset(squeeze(fact.row) for fact in reading.facts if len(squeeze(fact.row)) > 1)
        words = self._words = KnownWords(lexicon, self.year, letters(self.source, lexicon))
        self.walker = Walker(self.grid, words, _names(reading), _cited(reading), _project(reading))
        self.outline = Outline(self.grid, lexicon.for_headings, self.year, _own(identity))
        self.captions = captions(self.grid, self.outline.understood, words.is_row_label)
        self._reader = SpotReader(
            self.walker, words, self.outline, _summed(reading), _items(reading), _staffed(reading)
        )
        rows = [fact for fact in reading.facts if fact.table is not Table.SUBSIDY]
        self.headings = TableHeadings(
            self.outline,
            self.walker,
            frozenset(fact.row for fact in rows),
            frozenset(fact.row for fact in rows if fact.table in _QUOTED),
            frozenset(
                (fact.label.line, fact.row) for fact in reading.facts if fact.table is Table.ITEM and fact.label.line
            ),
        )
        self._units = FigureUnits(self.grid, self.captions, self.outline.section)
        self._dates = Dates(reading, self.walker, words, self.outline)
        self._owners = Owners(self.outline, self.walker, self.labels)
        self._terms = Terms(
            self.walker, frozenset(squeeze(fact.row) for fact in reading.facts if fact.table in _TERMED)
        )
        self._parts = ItemParts(reading, self.grid, words)
        self._spots: dict[SheetPath, Spot] = {}
        self._headed = Headed(reading, self.outline, words)
        self.standing: set[SheetPath] = set()
        self._ties = Ties(reading, results, self._parts)

    @cached_property
    def places(self) -> frozenset[int]:
        """The lines that the proved places rest on: labels, headings, halves of them."""
        points = (proof.points.get("place") for proof in self.proofs)
        return frozenset(line for point in points if point is not None for line in point.lines)

    @cached_property
    def proofs(self) -> list[Proof]:
        """The proof of every fact, in order."""
        proofs = [self._proof(fact) for fact in self.reading.facts]
        self._judge_rows(proofs)
        tied = TiedProofs(self._ties, proofs, {path: spot.columns for path, spot in self._spots.items()})
        tied.date()
        if not self.captions:
            tied.measure()
        for proof in proofs:
            if proof.points.get("date") is None and "date" not in proof.why:
                place = proof.points.get("place")
                proof.why["date"] = f"「{place.words if place is not None and place.words else proof.fact.row}」"
        return proofs

    def over(self, fact: Fact) -> Over | None:
        """The heading printed over the table of a fact that stands."""
        return self.headings.over(fact, self._spots[fact.path])

    def has_another(self, fact: Fact, over: Over) -> bool:
        """True where a fact that stands has a heading nearer to its table than the one that is understood, or one over that."""
        return self.headings.is_nearer(fact, self._spots[fact.path], over) or self.headings.is_outer(fact, over)

    def is_headed(self, fact: Fact, over: Over | None) -> bool:
        """True where a fact that stands has the heading printed over it; `over` is that."""
        if fact.table is Table.SUBSIDY:
            return heads_terms(self.headings, fact)
        return self.headings.is_headed(fact, self._spots[fact.path], over)

    def _judge_rows(self, proofs: Sequence[Proof]) -> None:
        """Take the place away from amounts whose table is of another kind, or whose row has another name, than is printed."""
        placed = [(proof, self._spots[proof.fact.path]) for proof in proofs if self._is_placed(proof)]
        kinds = TableKinds(self.grid, self.outline, placed)
        for proof, spot in placed:
            if not kinds.is_kind(proof.fact, spot):
                proof.points["place"] = None
                proof.why["place"] = f"{proof.fact.table.value} {printed(proof.fact, spot)}"
                continue
            self.standing.add(proof.fact.path)
            if not self.is_named(proof.fact, spot):
                proof.points["place"] = None
                proof.why["place"] = f"「{proof.fact.row}」 ≠ {printed(proof.fact, spot)}"

    def is_named(self, fact: Fact, spot: Spot) -> bool:
        """True where the row has the name that is printed; one that is quoted is proved with its place."""
        if spot.is_part:
            figure = self.source.by_id.get(fact.cite.figure or "")
            return figure is not None and self._parts.is_named(fact, figure)
        quoted = fact.table in _QUOTED or row_name(fact) in self._reader.items
        if not quoted and spot.label and spot.by == "word" and not self._is_own_name(fact):
            return False
        return quoted or is_name(fact.row, spot, self._words) or self._is_in_brackets(fact, spot)

    def _is_own_name(self, fact: Fact) -> bool:
        """True for a name on the amount's line, or one that is a line of its own: 要求額 of `2 要求額の財源` names no source."""
        if fact.label.line in {None, fact.cite.line}:
            return True
        return squeeze(bare(self.grid.row_of(fact.label.line or 1).text)) == squeeze(bare(fact.row))

    def _is_in_brackets(self, fact: Fact, spot: Spot) -> bool:
        """True for the second amount of a total, in brackets behind the first: `計 57,766千円（47,967千円）`."""
        if spot.by != "word" or spot.own.strip() not in {"（", "(", "〔", "［", "["}:
            return fact.path[0] == "sections" and spot.by == "word" and spot.own.strip()[:1] in {"（", "("}
        row = self.grid.row_of(fact.cite.line or 1)
        figure = next((one for cell in row.cells for one in cell.figures if one.is_money), None)
        begin = row.cells[0].start
        words = "" if figure is None else self.source.drawn[begin : figure.start]
        return fact.path[0] == "sections" or squeeze(bare(words)) == squeeze(fact.row)

    def _is_placed(self, proof: Proof) -> bool:
        return proof.points.get("place") is not None and proof.fact.path in self._spots

    def _proof(self, fact: Fact) -> Proof:
        proof = Proof(fact)
        figure = self.source.by_id.get(fact.cite.figure or "")
        if figure is None or figure.printed != fact.cite.printed or _is_cut(self.source, figure):
            proof.why["digits"] = f"「{fact.cite.printed}」"
            return proof
        proof.points["digits"] = Point("scanner", (figure.line,))
        if fact.table is Table.SUBSIDY:
            self._terms.prove(proof, figure)
            self._owned_terms(proof, figure)
            return proof
        spot = self._spots[fact.path] = self._spot(fact, figure)
        self._place(proof, figure, spot)
        owner = self._owners.point(spot, figure.line, fact.year_offset, lambda: self._ties.is_owned(fact))
        if fact.table is Table.INDICATOR and isinstance(owner, str) and not is_set_apart(owner):
            owner = Point(
                "chain", (figure.line,)
            )  # 業務の指標と実績 is over no amounts, which alone are another project's
        proof.points["owner"] = owner if isinstance(owner, Point) else None
        if isinstance(owner, str):
            proof.why["owner"] = f"「{owner}」"
        codes = self._ties.codes(fact)
        proof.points["tie"] = Point(" ".join(codes)) if codes else None
        return proof

    def _owned_terms(self, proof: Proof, figure: Figure) -> None:
        """Take the place away from terms under a heading of another body, year or condition that is not understood."""
        chain = self.outline.chain(self.grid.row_of(figure.line).position)
        untold = (one.text for one in chain if one.sense is None and SERVED.fullmatch(squeeze(one.text)) is None)
        foreign = next(
            (text for text in untold if RISK.search(GRANT_TO.sub("", TITLE_YEAR.sub("", text, count=1)))), None
        )
        if foreign is not None:
            proof.points["place"], proof.why["place"] = None, f"「{foreign}」"

    def _spot(self, fact: Fact, figure: Figure) -> Spot:
        """What is printed around the figure of a fact; for a part of an item's text, the item."""
        quoted = fact.table in _QUOTED or fact.cite.line != fact.label.line or row_name(fact) in self._reader.items
        spot = self.walker.spot(figure, fact.label if quoted else None)
        if fact.measure is Measure.BREAKDOWN and spot.by in {"word", "sentence", None}:
            top = self.grid.row_of(figure.line).position
            part = Spot("word", (fact.row,), lines=(figure.line,), top=top, is_part=True)
            return part if self._parts.is_part(fact, figure) else replace(spot, by=None)
        if spot.by == "word" and not squeeze(spot.own) and fact.measure in _WORKED:
            staffed = self._is_staffed(self.grid.row_of(figure.line)) and not spot.label
            return replace(spot, columns=(_WORKED[fact.measure],)) if staffed else spot
        if fact.table is Table.FUNDING and spot.by == "word" and not spot.label:
            lead = self.walker.sentences.lead(self.grid.row_of(figure.line), figure)
            if lead and squeeze(bare(lead)) == squeeze(fact.row):
                return replace(spot, label=(bare(lead),))
            return replace(spot, columns=(bare(lead),)) if lead and not spot.columns else spot
        return spot

    def _is_staffed(self, row: PrintedRow) -> bool:
        """True for a working that is all of its line, right below a heading of the cost of staff and of nothing else."""
        chain = self.outline.chain(row.position)
        sense = chain[-1].sense if chain else None
        if sense is None or _WORKING.fullmatch(squeeze(plain(row.text))) is None:
            return False
        costs = Measure.PERSONNEL_COST in sense.measures <= {Measure.PERSONNEL_COST, Measure.PROJECT_COST}
        between = self.grid.rows[chain[-1].row.position + 1 : row.position]
        silent = not (sense.years or sense.stages or sense.marks - {"plain"})
        return costs and silent and all(found.is_bare for found in between)

    def _place(self, proof: Proof, figure: Figure, spot: Spot) -> None:
        """Prove place, unit and date from the words around a figure."""
        fact = proof.fact
        if spot.by is None:
            proof.why.update(dict.fromkeys(("place", "date"), spot.why or f"「{fact.row}」"))
            proof.why["unit"] = _NO_UNIT if self.reading.source.is_unitless else proof.why["place"]
            return
        said = self._reader.read(fact, figure, spot)
        if isinstance(said, str):
            proof.why["place"] = proof.why["date"] = f"「{said}」"
            return
        proof.points["unit"] = self._units.point(fact, figure, spot, said.whole)
        if proof.points["unit"] is None:
            proof.why["unit"] = _NO_UNIT if self.reading.source.is_unitless else self._captioned(fact, spot)
        measured = is_measured(fact, said) or self._is_sum_of_its_year(fact, said) or self._is_sum_of_staff(fact, said)
        measured = measured or self._opens_a_year(fact, said) or self._is_of_costs(fact, spot, said)
        measured = measured and not any(is_other_sum(text, self.reading.source.text) for text in spot.label)
        if not measured or self._headed.is_otherwise(fact, spot, said):
            proof.why["place"] = printed(fact, spot)
            return
        proof.points["place"] = Point(spot.by, spot.lines, " / ".join(map(tidy, (*spot.label, *spot.columns))))
        if self._is_spent_so_far(fact, spot):
            proof.why["date"] = printed(fact, spot)
            return
        self._dates.prove(proof, spot, said)

    def _is_sum_of_its_year(self, fact: Fact, said: SpotSense) -> bool:
        """True for a 計 without a measure of its own to which the costs of its year add up."""
        if fact.measure is not Measure.PROJECT_COST or said.whole.measures or "total" not in said.row.marks:
            return False
        table = self.reading.under(*fact.path[:2])
        year = [one for one in table if one.measure is fact.measure and one.year_offset == fact.year_offset]
        parts = [one.cite.value for one in year if one.path != fact.path]
        return bool(said.columns.years and parts) and sum(parts) == fact.cite.value

    def _is_spent_so_far(self, fact: Fact, spot: Spot) -> bool:
        """True for 支出済額 of the sheet's own year where no line of the head says that the year's accounts are closed."""
        if fact.year_offset != 0 or not any(
            "支出済" in squeeze(text) for text in (*spot.label, *spot.columns, spot.own)
        ):
            return False
        return _CLOSED.search(squeeze("".join(row.text for row in self.grid.rows[:_HEAD_ROWS]))) is None

    def _opens_a_year(self, fact: Fact, said: SpotSense) -> bool:
        """True for 当初予算額 in a list of how a budget was spent, which with 補正 and 繰越 makes up the budget in force."""
        listed = fact.measure is Measure.PROJECT_COST and said.own.stages == {BUDGET} and not said.whole.measures
        return listed and "CST203" in self._ties.codes(fact)

    def _is_of_costs(self, fact: Fact, spot: Spot, said: SpotSense) -> bool:
        """True for an amount of a stage in a list over which 事業費 stands, or that several years are in it: 予算額の推移."""
        over = self.outline.chain(spot.top)[-1:] if fact.measure is Measure.PROJECT_COST and spot.by == "word" else ()
        own = any(not (one.is_title or one.sense.years) for one in over if one.sense is not None)
        told = own and _COURSE.fullmatch(squeeze(over[0].text)) is not None
        return told and bool(said.own.stages) and not said.whole.measures and not said.whole.marks & {"total", "change"}

    def _is_sum_of_staff(self, fact: Fact, said: SpotSense) -> bool:
        """True for a 計 of staff without another word, to which those of its year and stage in its table add up."""
        if fact.measure is not Measure.HEADCOUNT or said.whole.measures or "total" not in said.whole.marks:
            return False
        table = self.reading.under(*fact.path[:2])
        same = [one for one in table if (one.year_offset, one.stage) == (fact.year_offset, fact.stage)]
        parts = [one.cite.value for one in same if one.path != fact.path and one.table is Table.STAFF]
        return len(parts) > 1 and sum(parts) == fact.cite.value

    def _captioned(self, fact: Fact, spot: Spot) -> str:
        """The heading of a table, in which a unit is looked for; the row's label where the table has none."""
        chain = self.outline.chain(spot.top)
        return f"「{chain[-1].text if chain else fact.row}」"


def _names(reading: Reading) -> frozenset[str]:
    """The names that sentences may say: the project's, and those of items, subsidies and indicators."""
    told = {Table.ITEM, Table.SUBSIDY, Table.INDICATOR}
    names = {squeeze(fact.row) for fact in reading.facts if fact.table in told}
    return frozenset(filter(None, {*names, _project(reading)}))


def _project(reading: Reading) -> str:
    """The squeezed name of the project; empty where the record has none."""
    project = reading.sheet.identity.project
    return "" if project is None else squeeze(project.text)


def _summed(reading: Reading) -> frozenset[SheetPath]:
    """The sections that have several items and a total of them."""
    rows: dict[SheetPath, set[str]] = defaultdict(set)
    for fact in reading.facts:
        if fact.table is Table.ITEM:
            rows[fact.path[:2]].add(fact.row)
    totals = {fact.path[:2] for fact in reading.facts if fact.table is Table.TOTAL}
    return frozenset(section for section, names in rows.items() if len(names) > 1 and section in totals)


def _items(reading: Reading) -> dict[RowName, Fact]:
    """An amount of each item by its name and the line that the name is printed on."""
    return {row_name(fact): fact for fact in reading.facts if fact.table is Table.ITEM and fact.label.line is not None}


def _cited(reading: Reading) -> frozenset[str]:
    """The figures that the record cites; a mention is no cite."""
    return frozenset(cite.figure for path, cite in reading.cites if cite.figure is not None and path[0] != "mentions")


def _own(identity: Identity) -> tuple[str, ...]:
    """The names of the head and their words, the longest first: what a heading of the project's own may say."""
    heads = (identity.project, identity.publisher, identity.department, identity.division, identity.unit)
    parts = (squeeze(part) for label in heads if label is not None for part in (label.text, *label.text.split()))
    return tuple(sorted({part for part in parts if len(part) > 1}, key=len, reverse=True))


def _staffed(reading: Reading) -> frozenset[tuple[int, Stage]]:
    """The years and stages that have a cost of staff."""
    return frozenset((fact.year_offset, fact.stage) for fact in reading.facts if fact.measure is Measure.PERSONNEL_COST)


def _is_cut(source: Source, figure: Figure) -> bool:
    """True for a figure that touches another digit: where the two part, no print says."""
    return source.text[figure.start - 1 : figure.start].isdigit() or source.text[figure.end : figure.end + 1].isdigit()

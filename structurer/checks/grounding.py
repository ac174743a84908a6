"""Grounding: every cite, every label and the sheet's own year are what the source prints."""

from collections.abc import Iterator
from dataclasses import dataclass

from structurer.checks.check import check
from structurer.checks.claim import Judgement, Observation, holds_if, observed, shown
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.reading import Reading
from structurer.labels.label import fiscal_year_of, scale_of
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.fitting import may_be
from structurer.sheet.model import TABLE_MEASURES, Cite, Label, Measure, Sheet, Stage, Table
from structurer.text.source import Source
from structurer.text.words import squeeze


@dataclass(frozen=True, slots=True)
class Quotation:
    """A cite says what its figure says: the print to the character, the line, and the value code parses from it."""

    name: str
    fact: Fact
    note: bool = False
    lines: tuple[int, ...] = ()
    scale: int | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The fact whose cite it is."""
        return (self.fact,)

    def judge(self, source: Source) -> Judgement:
        """Holds where id, print, line and amount all agree with the source, in a unit of its measure."""
        cite = self.fact.cite
        if not may_be(self.fact):
            bare = f"{shown(self.fact)}: {self.fact.measure} ∌ {cite.unit}"
            is_held = self.fact.measure in TABLE_MEASURES[self.fact.table]
            said = bare if is_held else f"{shown(self.fact)}: {self.fact.table} ∌ {self.fact.measure}"
            return Judgement(ClaimOutcome.FAILS, (said,), cite.value, keyed=(bare,))
        figure = source.by_id.get(cite.figure or "")
        if figure is None:
            bare = f"「{cite.printed}」 ∉ {source.name}"
            said = f"{shown(self.fact)} ≠ {cite.unit}" if self._stands(source) else bare
            return Judgement(ClaimOutcome.FAILS, (said,), cite.value, keyed=(bare,))
        stated = f"「{cite.printed}」 {cite.amount} (L{cite.line})"
        found = f"「{figure.printed}」 {figure.amount(cite.unit, self.scale)} (L{figure.line})"
        agrees = stated == found
        outcome = ClaimOutcome.HOLDS if agrees else ClaimOutcome.FAILS
        return Judgement(outcome, (f"{stated} {'=' if agrees else '≠'} {found}",))

    def _stands(self, source: Source) -> bool:
        """True where the print that no figure is cited for stands in its line all the same, with no value in that unit."""
        cite = self.fact.cite
        on_line = (figure for figure in source.figures if figure.line == cite.line)
        return any(
            squeeze(figure.printed) == squeeze(cite.printed) and figure.amount(cite.unit, self.scale) is None
            for figure in on_line
        )


@check("GRD701", "figure-not-in-source")
def quotation(reading: Reading) -> Iterator[Quotation]:
    """A cited figure is not what the source prints at that place.

    Why it matters   An invented, altered or converted amount is caught here before any sum is asked.
    Inputs           Every cite of the sheet, in tables and in text.
    Arithmetic       None: figure id, printed text, line and parsed amount must all agree with the source, and the table
                     must hold such a measure in such a unit (money in yen, staff in persons, a rate as a ratio); an indicator in
                     千人 is a thousand times its print.
    What to do       Point the field at the figure that is really meant.

    日本語
    引用された数字が、シートのその場所に印字されたものと違う。
    作られた数字、変えられた数字、換算された数字は、計算の前にここで分かる。すべての引用について、番号・印字・行・値がシートと一致し、
    表と項目に合う単位かを見る。正しい数字を指すように直す。
    """
    known = {fact.path: fact for fact in reading.facts}
    for path, cite in reading.cites:
        fact = known.get(path) or _loose(path, cite)
        named = " ".join(part for part in (fact.section, fact.row) if part)
        yield Quotation(named, fact, scale=_scale(reading.sheet, path))


def _scale(sheet: Sheet, path: SheetPath) -> int | None:
    """The multiplier of the unit that an indicator prints beside its values (千人)."""
    match path:
        case ("indicators", int(table), "rows", int(row), *_):
            return scale_of(sheet.indicators[table].rows[row].unit or "")
    return None


def _loose(path: SheetPath, cite: Cite) -> Fact:
    """A fact for a cite outside the tables of the facts."""
    label = Label(text=str(path[0]), line=cite.line)
    return Fact(path, Table.ITEM, None, label, Measure.COUNT, 0, Stage.NONE, cite)


@check("GRD702", "label-not-in-source")
def label(reading: Reading) -> Iterator[Observation]:
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
    labels: dict[tuple[str, int | None], tuple[Label, list[Fact]]] = {}
    identity = reading.sheet.identity
    heads = (identity.project, identity.publisher, identity.code, identity.department, identity.division, identity.unit)
    for found in heads:
        if found is not None:
            labels.setdefault((found.text, found.line), (found, []))
    for fact in reading.facts:
        for found in (fact.heading, fact.label):
            if found is not None and (
                squeeze(found.text) or found.line is not None
            ):  # the one row of a table has no name
                labels.setdefault((found.text, found.line), (found, []))[1].append(fact)
    for found, facts in labels.values():
        stands = reading.geometry.place(found) is not None
        place = "" if found.line is None else f" (L{found.line})"
        working = f"「{found.text}」{place} {'∈' if stands else '∉'} {reading.source.name}"
        lines = () if found.line is None else (found.line,)
        yield observed(found.text, tuple(facts[:1]), holds_if(stands), working, lines=lines)


@check("GRD706", "fiscal-year-not-printed")
def own_year(reading: Reading) -> Iterator[Observation]:
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
    if identity.fiscal_year is None:
        return
    name = identity.fiscal_year_label or Label(text="")
    printed = reading.geometry.place(name) is not None and fiscal_year_of(name.text) == identity.fiscal_year
    working = f"{identity.fiscal_year} {'=' if printed else '≠'} 「{name.text}」"
    lines = () if name.line is None else (name.line,)
    yield observed(str(identity.fiscal_year), (), holds_if(printed), working, lines=lines)


@check("GRD707", "text-made-by-ocr")
def recognised(reading: Reading) -> Iterator[Observation]:
    """The text was made from a picture of the sheet by a machine.

    Why it matters   OCR takes a 3 for an 8 now and then, and a figure that no sum contains has no other witness.
    Inputs           The document's own word: text laid unseen over a page that is a picture.
    Arithmetic       None.
    What to do       Compare every figure with the page, and waive with a reason.

    日本語
    本文が、紙面の画像から文字認識で作られている。
    文字認識は3を8と読み違えることがあり、どの和にも入らない数字には他に証人がない。ページ全体の画像に重ねられた見えない文字を
    読んだかどうかを見る。すべての数字を紙面と見比べ、理由を付けて了承する。
    """
    origin = reading.source.origin
    places = () if origin is None else tuple(notice.place for notice in origin.notices if notice.kind == "ocr")
    if places:
        yield observed("", (), ClaimOutcome.UNVERIFIABLE, ", ".join(places))

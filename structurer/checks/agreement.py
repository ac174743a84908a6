"""Agreement: the same quantity printed twice is the same; both readers read the same."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from structurer.checks.check import check
from structurer.checks.claim import Observation, holds_if, observed, shown
from structurer.checks.equation import Equation, Term
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.reading import Reading
from structurer.checks.select import Quantity, project_amounts, role
from structurer.checks.select import rows as by_row
from structurer.checks.unclaimed import loose_facts
from structurer.sheet.facts import Fact, facts, is_project_amount
from structurer.sheet.model import Identity, Label, Measure, Stage, Table
from structurer.text.words import squeeze


@check("AGR601", "repeated-amount-mismatch")
def repeated(reading: Reading) -> Iterator[Equation]:
    """One quantity is printed with different amounts in different places.

    Why it matters   The request stands in the cost table, the lead line and the funding table: one wrong print shows.
    Inputs           Every print of the project's amount of one year and stage (cost table, lead lines, funding totals), and
                     of its general fund share; part requests (復活, 追加, 内示 …) are quantities of their own.
    Arithmetic       Each print = the amount most of them agree on.
    What to do       See which print differs from the others.

    日本語
    同じ金額が、場所によって違う値で印字されている。
    要求額はコスト表・見出し行・財源表に現れるため、一つの誤記や読み違いが分かる。年度と段階が同じ事業費、一般財源の印字を、多数の値と
    比べる(復活・追加・内示などは別の額として扱う)。どの印字だけが違うかを見る。
    """
    for prints in project_amounts(reading).values():
        yield from _agree("事業費", prints)
    yield from _funding_rows(reading)
    general = [e for e in reading.facts if e.measure in {Measure.GENERAL_FUND, Measure.GENERAL}]
    tables = {e.table for e in general}
    if tables == {Table.COST, Table.FUNDING}:
        for prints in _by_stage(general).values():
            yield from _agree("一般財源", prints)


def _funding_rows(reading: Reading) -> Iterator[Equation]:
    """Every source of a funding row that is printed twice with the same total."""
    rows: dict[tuple[object, ...], list[list[Fact]]] = {}
    for row in by_row(reading, Table.FUNDING).values():
        total = next((fact for fact in row if fact.measure is Measure.TOTAL), None)
        if total is not None:
            alike = (total.year_offset, total.stage, total.cite.amount, squeeze(total.row))
            rows.setdefault(alike, []).append(row)
    for key, same in rows.items():
        prints: dict[Measure, list[Fact]] = {}
        for fact in (fact for row in same for fact in row if fact.column[1:] == key[:2]):
            prints.setdefault(fact.measure, []).append(fact)
        for found in prints.values():
            if len(found) > 1:
                yield from _agree("財源", found)


def _by_stage(general: list[Fact]) -> dict[Quantity, list[Fact]]:
    found: dict[Quantity, list[Fact]] = {}
    for fact in general:
        found.setdefault((fact.year_offset, fact.stage, role(fact.label)), []).append(fact)
    return found


def _agree(what: str, prints: list[Fact]) -> Iterator[Equation]:
    """Every print against one of those that carry the commonest amount."""
    common = Counter(fact.cite.amount for fact in prints).most_common(1)[0][0]
    reference = next(fact for fact in prints if fact.cite.amount == common)
    for fact in prints:
        if fact is not reference:
            name = " ".join(part for part in (what, fact.section, fact.row) if part)
            yield Equation(name, fact, (Term(reference),))


@check("AGR602", "readers-differ")
def readers(reading: Reading) -> Iterator[Observation]:
    """The model and the layout reader read one figure differently.

    Why it matters   Two readers that err in different ways seldom err alike: where they differ one of them is wrong.
    Inputs           Every figure that both cite, with both readings; every field that both fill, with both figures; project,
                     publisher and fiscal year where both give them. Where the layout reader knows nothing it says nothing.
    Arithmetic       None: row, table, measure, year, stage and unit of a figure, and the figure of a field, are compared.
                     What rows and tables are called is taken from the print and not from the model.
    What to do       Look at the figure's row and column and keep the right reading.

    日本語
    モデルと書式リーダーで、同じ数字の読みが違う。
    誤り方の異なる二者が食い違うなら、どちらかが誤っている。両者がともに引用した数字の行・表・項目・年度・段階・単位、
    両者がともに埋めた欄の数字、両者がともに示す事業名・団体名・年度を比べる。行や表の名前はモデルの書き方によらず印字から取る。
    行と列を見て正しい方を選ぶ。
    """
    if reading.witness is None:
        return
    yield from _heads(reading.sheet.identity, reading.witness.identity)
    theirs = reading.witnessed
    by_figure = {fact.cite.figure: fact for fact in theirs}
    loose = dict.fromkeys(loose_facts(reading.sheet))
    for fact in (*reading.facts, *loose):
        other = by_figure.get(fact.cite.figure) if fact.cite.figure is not None else None
        if other is not None:
            known = (
                fact if other.stage is not Stage.NONE else replace(fact, stage=other.stage)
            )  # it may not know the stage
            alike = _stated(known) == _stated(other) and _same_heading(fact, other)
            # what stands in no table is no amount of one: only a change may be told as a difference
            same = alike if not loose or fact not in loose else fact.measure is other.measure is Measure.CHANGE
            working = f"{_words(fact)} {'=' if same else '≠'} {_words(other)}"
            yield observed(f"{other.section} {other.row}".strip(), (fact,), holds_if(same), working)
    yield from _other_figures(reading.facts, theirs)


@check("AGR603", "second-reading-differs")
def second(reading: Reading) -> Iterator[Observation]:
    """A second reading of an amount in running text says something else of it.

    Why it matters   A sentence can be misread by whoever reads it: two readers who were asked in different ways and differ
                     cannot both be right. That they agree proves nothing, and no point of a proof rests on it.
    Inputs           Every figure that a second reading (`--second`) was asked about and cites. One that it leaves out it says
                     nothing of.
    Arithmetic       None: what the figure measures, its year and its stage are compared. Names are not: they come from the print.
    What to do       Read the sentence, and keep the right reading; a waiver says why the first one is.

    日本語
    文中の金額について、二度目の読み取りが別のことを述べている。
    聞き方の違う二つの読み取りが食い違うなら、どちらかが誤っている。一致しても根拠にはならない。二度目の読み取り(`--second`)に尋ね、
    答えが引用した数字の項目・年度・段階を比べる。名前は印字から取るので比べない。文を読み、正しい方を選ぶ。
    """
    theirs: dict[str | None, list[Fact]] = {}
    for fact in () if reading.second is None else facts(reading.second):
        theirs.setdefault(fact.cite.figure, []).append(fact)
    for fact in reading.facts:
        for other in theirs.get(fact.cite.figure, ()) if fact.cite.figure is not None else ():
            same = _meant(fact) == _meant(other)
            working = f"{_words(fact)} {'=' if same else '≠'} {_words(other)}"
            yield observed(f"{fact.section} {fact.row}".strip(), (fact,), holds_if(same), working)


def _meant(fact: Fact) -> tuple[object, ...]:
    """The meaning of an amount, whatever it is called; the project's own may be told as a lead line, a cost or a funding total."""
    table = None if is_project_amount(fact) else (fact.table, fact.measure)
    return (table, fact.year_offset, fact.stage, fact.cite.unit)


def contradicted(reading: Reading) -> bool:
    """True where the second witness reads a figure or a field otherwise; where it only knows less there is no objection."""
    return any(claim.judge(reading.source).outcome is ClaimOutcome.FAILS for claim in readers.body(reading))


def _other_figures(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Iterator[Observation]:
    """The fields that both fill, each with another figure."""
    known = _fields(theirs)
    for field, fact in _fields(ours).items():
        other = known.get(field)
        if other is not None and other.cite.figure != fact.cite.figure:
            lines = tuple(line for line in (fact.cite.line, other.cite.line) if line is not None)
            working = f"{_words(fact)} ≠ {_words(other)}"
            yield observed(f"{other.section} {other.row}".strip(), (fact,), ClaimOutcome.FAILS, working, lines=lines)


def _fields(facts: Sequence[Fact]) -> dict[tuple[object, ...], Fact]:
    """The facts by their field; a field that is filled several times is left out: which of its facts to compare is open."""
    named: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        named.setdefault(_stated(fact), []).append(fact)
    return {field: found[0] for field, found in named.items() if len(found) == 1}


def _stated(fact: Fact) -> tuple[object, ...]:
    """The place and meaning that one reader gives a figure; labels are compared without spaces."""
    return (squeeze(fact.row), fact.table, fact.measure, fact.year_offset, fact.stage, fact.cite.unit)


def _same_heading(fact: Fact, other: Fact) -> bool:
    """True where the record has the heading that the witness gives, if it gives any."""
    return not other.section or squeeze(fact.section) == squeeze(other.section)


def _heads(ours: Identity, theirs: Identity) -> Iterator[Observation]:
    for field in ("project", "publisher", "fiscal_year"):
        one, other = _text(getattr(ours, field)), _text(getattr(theirs, field))
        if not one or not other:
            continue  # what one of them does not know is no contradiction
        same = squeeze(one) == squeeze(other)
        yield observed(field, (), holds_if(same), f"「{one}」 {'=' if same else '≠'} 「{other}」")


def _text(value: Label | int | None) -> str:
    return "" if value is None else value.text if isinstance(value, Label) else str(value)


def _words(fact: Fact) -> str:
    column = f"{fact.table}/{fact.measure}/{fact.year_offset}/{fact.stage or '-'}/{fact.cite.unit}"
    return f"{shown(fact)} [{fact.section}/{fact.row}/{column}]"

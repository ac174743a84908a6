"""Proofs as checks: a figure that lacks a point of its proof is a finding, one for each cause."""

import weakref
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from structurer.checks import agreement, change, costs, funding, subsidy, sums
from structurer.checks.check import Check, check
from structurer.checks.claim import Observation, observed, shown
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.proof import Proof, Prover, lexicon_of
from structurer.checks.proof.asides import apart_below, apart_in_head, behind_names
from structurer.checks.proof.bodies import other_bodies
from structurer.checks.proof.consume import SILENT
from structurer.checks.proof.fields import foreign_fields
from structurer.checks.proof.head import head_findings
from structurer.checks.proof.idle import bare_moment, idle
from structurer.checks.proof.offices import other_offices
from structurer.checks.proof.over import Over, unmarked
from structurer.checks.proof.predicates import predicates, sentences_behind
from structurer.checks.proof.presence import unexplained
from structurer.checks.proof.residue import Note, notes
from structurer.checks.proof.stamped import Stamps
from structurer.checks.reading import Reading
from structurer.checks.select import sums_groups
from structurer.checks.unclaimed import derived
from structurer.checks.unclaimed import unexplained as unclaimed_figures
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure, Stage, Table
from structurer.text.words import squeeze, tidy

EQUATIONS: tuple[Check, ...] = (
    agreement.repeated, change.change, change.difference, costs.total_cost, costs.current_budget, costs.supplement,
    funding.funding_total, funding.detail, subsidy.national_share, sums.section_total, sums.grand_total, sums.breakdown,
)  # fmt: skip
"""The checks whose claims tie amounts to each other."""

_LONGEST_MARK = 6
"""Letters in front of a heading that number it: `　（１０）`."""
_CAUSES = 2
"""Printed words named in a working: those of one table are mostly one caption or one heading."""
_SHOWN = 6
"""Figures named in a working; a table of forty amounts with one unknown caption is one line."""


def prover_of(reading: Reading) -> Prover:
    """The proofs of a reading, worked out once."""
    return reading.once(_prover)


def _prover(reading: Reading) -> Prover:
    results = [result for found in EQUATIONS for _, result in found.run(reading)]
    # the reading keeps it: were it held here in turn, all that was read would be a circle, and wait for the garbage collector
    return Prover(weakref.proxy(reading), results, lexicon_of(reading))


def proofs_of(reading: Reading) -> Sequence[Proof]:
    """The proof of every fact of a reading, in order."""
    return prover_of(reading).proofs


def in_sentences(reading: Reading) -> tuple[Proof, ...]:
    """The proofs of the amounts whose place only a sentence shows."""
    placed = ((proof, proof.points.get("place")) for proof in proofs_of(reading))
    return tuple(proof for proof, place in placed if place is not None and place.by == "sentence")


def _lacking(reading: Reading, point: str) -> Iterator[Observation]:
    """One claim for each cause for which amounts lack a point as the first of their proof; one that holds where none does."""
    causes: dict[object, list[Proof]] = defaultdict(list)
    proved, lacking = reading.once(_points)
    parts = _failing_parts(reading) if lacking[point] else ()
    for proof in lacking[point]:
        if proof.fact.path not in parts:
            # one heading may stand over several tables, and no unit over all; anything else is a question about one table
            whole = point == "owner" or (point == "unit" and reading.source.is_unitless)
            causes[proof.why.get(point) if whole else proof.fact.path[:2]].append(proof)
    for proofs in causes.values():
        why = ", ".join(list(dict.fromkeys(proof.why.get(point, "") for proof in proofs))[:_CAUSES])
        facts = tuple(proof.fact for proof in proofs)
        named = ", ".join(shown(fact) for fact in facts[:_SHOWN]) + (f" … ×{len(facts)}" if len(facts) > _SHOWN else "")
        yield observed(why, facts, ClaimOutcome.UNVERIFIABLE, f"{named} ? {why}".rstrip(" ?"))
    if proved[point] and not causes:
        yield observed("", (), ClaimOutcome.HOLDS, f"{proved[point]} ✓")


def _points(reading: Reading) -> tuple[Counter[str], dict[str, list[Proof]]]:
    """How many proofs have each point that they need, and the proofs that lack each as their first."""
    proved: Counter[str] = Counter()
    lacking: dict[str, list[Proof]] = defaultdict(list)
    for proof in proofs_of(reading):
        missing = proof.lacking
        for name in proof.needed():
            proved[name] += name not in missing
        if missing:
            unitless = reading.source.is_unitless and "unit" in missing  # with the unit the sheet is read anew
            lacking["unit" if unitless else missing[0]].append(proof)
    return proved, lacking


def _failing_parts(reading: Reading) -> set[SheetPath]:
    """The parts of an item whose sum fails: SUM103 asks about them already."""
    results = [result for _, result in sums.breakdown.run(reading) if result.outcome is ClaimOutcome.FAILS]
    return {fact.path for result in results for fact in result.facts if fact.measure is Measure.BREAKDOWN}


@check("PRF901", "unit-unproved")
def unit(reading: Reading) -> Iterator[Observation]:
    """The unit of an amount is not proved by what is printed.

    Why it matters   An amount in the wrong unit is off by a thousand or a million, and every sum of its table still holds.
    Inputs           The unit at the figure, in its cell or its heading, and the captions over, in and below its own table.
    Arithmetic       The number times that unit is the record's amount. A caption that is not understood whole, or of another
                     kind (%, 件), ends the unit in force.
    What to do       See which unit the table is in; correct the amount, or waive with the place where the unit stands. A text
                     without any unit is read as it is printed: put back the line (単位:千円) of the page, and read it again.

    日本語
    金額の単位が、印字から確かめられない。
    単位を取り違えると千倍、百万倍の誤りになるが、表の中の計算はすべて合ってしまう。数字自身、そのセルや見出し、その表の上・中・下の
    (単位:…)だけを根拠とする。読み取れない単位や別の種類の単位(%、件)は、それまでの単位を打ち切る。表の単位を見て、金額を直すか、
    単位の示された場所を理由に書いて了承する。単位のどこにもない文は印字のまま読むので、元のページの(単位:千円)の行を加えて読み直す。
    """
    yield from _lacking(reading, "unit")


@check("PRF902", "place-unproved")
def place(reading: Reading) -> Iterator[Observation]:
    """The row or the column of an amount is not proved by its position.

    Why it matters   Sums do not change when a column moves: only the heading over a figure says what it is.
    Inputs           The label left of the figure and every heading over it, found by cell, by the columns of the screen, or by
                     counting where every row has as many cells as there are headings.
    Arithmetic       None: the label and the headings, every word of them understood, give the record's measure and no other.
    What to do       Look at the figure's row and column in the sheet and correct the field, or waive with what you saw.

    日本語
    金額の行または列が、位置から確かめられない。
    列がずれても合計は変わらないため、数字が何であるかは真上の見出しだけが示す。左の行名と上の見出しを、セルの位置、画面上の桁、または
    個数の一致によってたどり、その語がすべて分かり、記録の項目だけを示すかを見る。行と列をシートで確かめて直すか、見たことを理由に書いて了承する。
    """
    yield from _lacking(reading, "place")


@check("PRF903", "year-or-stage-unproved")
def date(reading: Reading) -> Iterator[Observation]:
    """The year or the stage of an amount is not proved by words.

    Why it matters   Last year's budget as this year's, or a request as a decision, is a wrong record with right sums.
    Inputs           The words of the row's label, of the headings over the figure, of its own cell, of a note that explains
                     brackets, of the heading of the table and of the title.
    Arithmetic       None: every word is understood and together they give the record's year and stage; where they give none,
                     an equation must tie the amount to one whose date is proved.
    What to do       Correct the year or the stage to what is printed, or waive with the reason.

    日本語
    金額の年度または段階が、語から確かめられない。
    前年度の予算を本年度と、要求を査定と取り違えても計算は合う。行名、上の見出し、同じセルの語、かっこの意味を示す注、表の見出し、
    表題の語がすべて分かり、記録の年度と段階になるかを見る。何も示されないときは、年度と段階の確かめられた額と式で結ばれていなければならない。
    印字のとおりに直すか、理由を書いて了承する。
    """
    yield from _lacking(reading, "date")


@check("PRF904", "owner-unproved")
def owner(reading: Reading) -> Iterator[Observation]:
    """The headings over a table do not prove that its amounts are the project's own.

    Why it matters   A table of another prefecture, of a debt commitment or of past spending looks like the project's.
    Inputs           Every heading over the table up to the title.
    Arithmetic       None: each heading is made of known words, or is a free name under one that is, and then the table must be
                     tied to another table of the sheet.
    What to do       See whose amounts they are; remove the rows that are not the project's, or waive with the reason.

    日本語
    表の上の見出しからは、この事業の金額であると確かめられない。
    他県の表、債務負担行為、過去の支出も、この事業の表と同じ形をしている。表題までの見出しがすべて知られた語からなるか、知られた見出しの
    下の名前であり表が他の表と式で結ばれているかを見る。誰の金額かを見て、この事業でない行を除くか、理由を書いて了承する。
    """
    yield from _lacking(reading, "owner")


@check("PRF905", "amount-untied")
def tie(reading: Reading) -> Iterator[Observation]:
    """An amount that only a sentence gives is in no equation that holds.

    Why it matters   A sentence has no columns: a second print or a sum must bear the amount out.
    Inputs           Amounts of running text, and the equations over them.
    Arithmetic       At least one sum, share or repetition that holds contains the amount.
    What to do       Compare the amount with the sentence, and waive with what you saw.

    日本語
    文だけが示す金額が、成り立つ式のどれにも入っていない。
    文には列がないため、もう一つの印字か和が裏付けなければならない。成り立つ和・割合・繰り返しの式が一つ以上あるかを見る。
    文と見比べ、見たことを理由に書いて了承する。
    """
    yield from _lacking(reading, "tie")


@check("PRF906", "note-not-understood")
def note(reading: Reading) -> Iterator[Observation]:
    """A note near the tables may change what their amounts mean.

    Why it matters   `前年度予算額は9月補正後の額` makes last year's initial budget another amount.
    Inputs           Notes (※, 注), sentences that point at a table, and sentences right over one.
    Arithmetic       None: a note with a word of unit, year, stage, owner, negation or condition is understood whole, or it is
                     a finding.
    What to do       Read the note; correct the fields it changes, or waive where it changes none.

    日本語
    表の近くの注が、金額の意味を変えるかもしれない。
    「前年度予算額は9月補正後の額」という注は、前年度当初の額を別の額にする。※や注、表を指す文、表のすぐ上の文について、単位・年度・段階・
    事業・否定・条件の語があり、すべてが分かるのでなければ人に尋ねる。注を読み、それが変える欄を直すか、変えないなら了承する。
    """
    prover = prover_of(reading)
    stages = partial(_stages_over, reading)
    told = notes(prover.grid, prover.lexicon.for_headings, prover.year, stages, prover.labels)
    own = reading.sheet.identity
    beside = (
        ()
        if own.project is None
        else (
            *behind_names(prover.grid, own.project.text),
            *apart_in_head(prover.grid, own.project.text),
        )
    )
    publisher = None if own.publisher is None else own.publisher.text
    others = (
        *foreign_fields(prover.grid, publisher),
        *other_bodies(prover.grid, publisher),
        *(Note(row.first, tidy(row.text)) for row in other_offices(prover.grid)),
    )
    beneath = (
        *apart_below(prover.grid, prover.places),
        *predicates(prover.outline, prover.labels, prover.places),
        *idle(prover.outline, prover.proofs),
    )
    behind = sentences_behind(prover.outline, prover.walker.sentences)
    for found in (*told, *beside, *others, *beneath, *Stamps(prover.outline).notes(prover.labels, prover.places)):
        spoken = prover.walker.sentences.is_spoken(prover.grid.row_of(found.line))
        if spoken or prover.lexicon.is_heading(found.text):
            continue
        yield observed(found.text, (), ClaimOutcome.UNVERIFIABLE, f"「{found.text}」", lines=(found.line,))
    for found in behind:
        yield observed(found.text, (), ClaimOutcome.UNVERIFIABLE, f"「{found.text}」", lines=(found.line,))


def _stages_over(reading: Reading, line: int) -> frozenset[Stage]:
    """The stages of the sheet's own year in the nearest table of money over a line, below it where none is over it.

    Its differences have none of their own.
    """
    money = [fact for fact in reading.facts if fact.table in {Table.COST, Table.FUNDING, Table.ITEM, Table.TOTAL}]
    lines = [(fact.cite.line, fact) for fact in money if fact.cite.line is not None]
    above = [(other, fact) for other, fact in lines if other < line]
    chosen = max if above else min
    nearest = chosen(above or lines, key=lambda one: one[0], default=(0, None))[1]
    own = () if nearest is None else reading.under(*nearest.path[:2])
    return frozenset(fact.stage for fact in own if fact.year_offset == 0 and fact.measure is not Measure.CHANGE)


@check("PRF907", "number-unexplained")
def presence(reading: Reading) -> Iterator[Observation]:
    """A number of the sheet is neither cited by the record nor anything that may be left out.

    Why it matters   A record that leaves money out looks as consistent as one that does not.
    Inputs           Every number of the text, in digits, kanji, 大字 or circles.
    Arithmetic       None: each is cited, or is a number of a list that runs on, a date, year or period, a code or telephone
                     beside its word, a count with its counter in prose, part of a name, a working whose result is cited, or a
                     cited amount printed once more.
    What to do       Put the figure into the field it belongs to, or waive with what it is.

    日本語
    記録にも使われず、除いてよいとも言えない数字がある。
    金額を落とした記録も、計算の上では整って見える。算用数字・漢数字・大字・丸数字のすべてについて、記録に使われているか、続き番号、
    日付・年度・期間、語の付いた番号や電話、文中の件数、名前の一部、結果が使われている計算、使われた額の再掲のいずれかであるかを見る。
    その数字を属する欄に入れるか、何の数字かを理由に書いて了承する。
    """
    prover = prover_of(reading)
    heads = (one for one in prover.outline.headings_of_rows if one.sense is not None)
    headed = {one.row.first for one in heads if bare_moment(prover.outline, one.text) in {None, SILENT}}
    known = {found.id for found in unclaimed_figures(reading)} | reading.once(derived)
    for missing in unexplained(reading.source, reading.sheet, _names(reading)):
        figure = reading.source.by_id.get(missing.figure or "")
        if figure is not None and figure.id in known:
            continue  # CMP801 asks about it, or it is worked out of cited ones
        line = reading.source.lines[missing.line - 1]
        opening = line.drawn[: missing.start - line.start]
        if squeeze(opening).strip("(（【[<＜").startswith("注") and len(opening) < _LONGEST_MARK:
            continue  # (注1)
        if missing.line in headed and missing.start - line.start < _LONGEST_MARK:
            continue  # the number of a heading every word of which is understood
        yield observed(
            missing.printed,
            (),
            ClaimOutcome.UNVERIFIABLE,
            f"「{missing.printed}」 (L{missing.line})",
            lines=(missing.line,),
        )


def _names(reading: Reading) -> dict[Measure, list[str]]:
    """The printed names of each funding source."""
    names: dict[Measure, list[str]] = defaultdict(list)
    for word, measure in reading.vocabulary.sources.items():
        names[measure].append(word)
    return dict(names)


@check("PRF908", "head-unproved")
def head(reading: Reading) -> Iterator[Observation]:
    """The name, the year, the publisher, an office or a text of the record is not printed as such.

    Why it matters   Right amounts under another project's name, or another year, are a wrong record.
    Inputs           Every field of the head and every text of the record, and where the sheet prints it.
    Arithmetic       None: a field stands beside its label, on the line below it, on a line that is nothing else, or in a title
                     every word of which is understood; a name is whole, over the ends of lines; one year only.
    What to do       Correct the field to what is printed, or take it away.

    日本語
    事業名・年度・団体名・部局名や本文が、そのとおりには印字されていない。
    金額が正しくても、別の事業や年度の名の下では誤った記録になる。項目名の隣や次の行、ほかに何もない行、語のすべて分かる表題に、
    途中で切れずに印字されているかを見る。印字のとおりに直すか、除く。
    """
    for point in head_findings(reading.source, reading.sheet):
        if point.by is None:
            yield observed(
                point.field, (), ClaimOutcome.UNVERIFIABLE, f"{point.field} 「{point.text}」", lines=point.lines
            )
    yield from _unread_year(reading)


def _unread_year(reading: Reading) -> Iterator[Observation]:
    """A title that prints a year where the record has none."""
    if reading.sheet.identity.fiscal_year is not None:
        return
    for number, text in prover_of(reading).outline.titles():
        yield observed("fiscal_year", (), ClaimOutcome.UNVERIFIABLE, f"fiscal_year 「{text}」", lines=(number,))


def _sums_all(reading: Reading, fact: Fact, over: Over) -> bool:
    """True for the total of all groups of a table under a heading that is printed above the last group and has no other total."""
    own = unmarked(fact.section)
    above = any(
        unmarked(one.text) == own and one.row.first < over.line for one in prover_of(reading).outline.headings_of_rows
    )
    other = any(sums_groups(reading, one, fact.section) for one in reading.facts if one.path == fact.path)
    return above and not other and sums_groups(reading, fact, over.text)


@check("PRF909", "heading-unproved")
def heading(reading: Reading) -> Iterator[Observation]:
    """The heading of a table is not the one that is printed over it.

    Why it matters   Two tables with the same rows differ in nothing but their headings: the request's items and the decision's.
    Inputs           With a second witness: the nearest heading over each amount whose place is proved; of several in a row
                     the one of its stage.
    Arithmetic       None: the record's heading is that one, with its mark or without; no heading where none is printed.
    What to do       Look at the heading over the table, and correct the table's heading, or waive with what you saw.

    日本語
    表の見出しが、その表の上に印字された見出しではない。
    行が同じ二つの表は、見出しだけで区別される(要求額の内訳と査定額の内訳)。位置の確かめられた額ごとに、いちばん近い上の見出し
    (続けて並ぶときは段階の合うもの)が記録の見出しと同じか、印字がなければ記録にもないかを見る。表の上の見出しを見て直すか、
    見たことを理由に書いて了承する。
    """
    if reading.witness is None:
        return  # the layout reader names its tables itself, by other words of theirs than their headings, too
    prover, proved = prover_of(reading), 0
    causes: dict[tuple[SheetPath, str], list[Fact]] = defaultdict(list)
    witnessed = {fact.cite.figure: fact.section for fact in reading.witnessed}
    for proof in prover.proofs:
        fact = proof.fact
        if fact.table is not Table.SUBSIDY and (fact.path not in prover.standing or "breakdown" in fact.path):
            continue
        over = None if fact.table is Table.SUBSIDY else prover.over(fact)
        known = prover.is_headed(fact, over) or (over is not None and _sums_all(reading, fact, over))
        if known or (fact.section and witnessed.get(fact.cite.figure) == fact.section):
            proved += 1
        else:
            causes[fact.path[:2], "" if over is None else over.text].append(fact)
    for (_, printed), found in causes.items():
        working = f"「{found[0].section}」 ≠ 「{printed}」: {', '.join(map(shown, found[:_SHOWN]))}"
        yield observed(found[0].section or printed, tuple(found), ClaimOutcome.UNVERIFIABLE, working)
    if proved and not causes:
        yield observed("", (), ClaimOutcome.HOLDS, f"{proved} ✓")

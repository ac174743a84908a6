"""Completeness: every figure that could be an amount has a field; none is cited twice; no row is lost; something adds up."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from structurer.checks import agreement, change, costs, funding, subsidy, sums
from structurer.checks.check import check
from structurer.checks.claim import Observation, holds_if, observed, shown
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.proof import lexicon_of
from structurer.checks.proved import prover_of
from structurer.checks.reading import Reading
from structurer.checks.unclaimed import loose_facts, unexplained
from structurer.labels.expenses import is_expense_code
from structurer.labels.printed import PrintedLabels
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Item, Section
from structurer.text import lazy_re as re
from structurer.text.money import fold
from structurer.text.source import Figure, Source, Unit
from structurer.text.words import squeeze, tidy

_LONGEST_EXCERPT = 60  # characters: the line is recognised by them and the working stays on one line
_BESIDE_THEM = {
    "national_rates": re.compile(
        r"国[^\d。]*(?:\d[\d,]*(?:百万|千|万|億)?円\s?\((?:国の?)?(?:補助|負担)率[^\d。)]{0,2})?$"
    ),
    "eligible_costs": re.compile(
        r"対象(?:事業|となる)?経?費(?:(?:の?額)?\s*(?:\([^()\d]{0,12}\))?[\s:|はが、]*|[^。]*のうち\s*)$"
    ),
}
"""The words right before a rate of the national share, and before the cost it is reckoned on: nothing that names another amount."""
_MOST_SHOWN = 6  # figures named in a working: a table of forty amounts is one line
_LISTED = re.compile(
    r"[\s|・]*\(?(?P<number>\d{1,2})(?:\)\.?|[.、]|(?=\s*\|)|(?=[\s\u3000])|(?=[^\d\s,.%円千万億年月件人回])) *"
)
"""A number before a name: `1 `, `(1)`, `2.`; digits that go on, a unit or a counter behind them make another number of it."""
_NAMED = 8  # characters of a name by which it is known on its line
_PROJECT = re.compile(r"^[|【\[]?\s*事業名\s*[】\]]?\s*[:|]?\s*(?P<name>[^|]*)")


@check("CMP801", "unclaimed-figure")
def unclaimed_figure(reading: Reading) -> Iterator[Observation]:
    """An amount of the source belongs to no field of the record.

    Why it matters   A lost row leaves its figures behind, even where the sums that are left still hold.
    Inputs           Every amount and every bare number of the source that is no year, date, code or list number; a number
                     of staff or of cases that fills a cell; a rate beside its word.
    Arithmetic       None: each must be cited by a field of a table, or as an eligible cost.
    What to do       Add the row the figure belongs to, or waive with the reason why the record does not need it.

    日本語
    シートの金額のうち、記録のどの項目にも使われていないものがある。
    行を読み落としても残りの合計は合うことがあるが、数字は残る。年・日付・番号でない数字、セル一つを占める人数・件数、補助率の数字が、
    表の項目か補助対象経費として引用されているかを見る。その数字の行を加えるか、不要な理由を付けて了承する。
    """
    for figure in unexplained(reading):
        text = tidy(reading.source.line_text(figure.line))[:_LONGEST_EXCERPT]
        working = f"{figure.printed} (L{figure.line}) 「{text}」"
        yield observed(figure.printed, (), ClaimOutcome.UNVERIFIABLE, working, lines=(figure.line,))


@check("CMP802", "figure-cited-twice")
def cited_twice(reading: Reading) -> Iterator[Observation]:
    """One figure of the source is used for two fields.

    Why it matters   One print is one amount; used twice, one of the two was read from the wrong place.
    Inputs           The cites of all tables.
    Arithmetic       None: each figure is cited by one field.
    What to do       Find the field's own figure.

    日本語
    シートの一つの数字が、二つの項目に使われている。
    一つの印字は一つの金額であり、二度使われたなら一方は別の場所から読まれている。すべての表の引用について、同じ数字が一つの項目だけに
    使われているかを見る。本来の数字を探す。
    """
    users: dict[str, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.cite.figure is not None:
            users[fact.cite.figure].append(fact)
    for found in users.values():
        if len(found) > 1:
            fields = " / ".join(f"{e.row} {e.measure.value}" for e in found)
            yield observed(found[0].row, tuple(found), ClaimOutcome.FAILS, f"{shown(found[0])}: {fields}")


@check("CMP803", "numbered-row-missing")
def numbered_rows(reading: Reading) -> Iterator[Observation]:
    """The numbers printed before a list's items leave one out.

    Why it matters   A sub-project lost between two pages takes its amounts with it.
    Inputs           The printed numbers of the items of a section, where each item has one: in a column, or before its name on
                     its line.
    Arithmetic       1, 2, 3 … without a gap or a repetition; before names from any number on, each list anew, and a number
                     that another line between them begins with is not missing. The numbers that the law gives 節
                     (12 委託料) count nothing.
    What to do       Look for the missing number in the sheet.

    日本語
    細事業の通し番号が抜けている。
    ページの境で失われた細事業は金額も失われる。番号のある節で、番号が1から抜けも重なりもなく続くかを見る
    (行頭に番号のある箇条書きでは、途中の番号が抜けていないかを見る。別の行にあれば抜けではない)。節の番号(12 委託料)は数えない。
    抜けた番号をシートで探す。
    """
    for number, section in enumerate(reading.sheet.sections):
        printed = [_number(item) for item in section.items]
        columned = [value for value in printed if value is not None]
        numbers = columned or [value for item in section.items if (value := _begun(reading.source, item)) is not None]
        if not numbers or len(numbers) < len(section.items) or _are_codes(numbers, section.items):
            continue
        own = tuple(reading.under("sections", number))[:1]
        complete = (
            numbers == list(range(1, len(numbers) + 1)) if columned else _runs_on(reading.source, section, numbers)
        )
        name = "" if section.heading is None else section.heading.text
        yield observed(name, own, holds_if(complete), ", ".join(str(value) for value in numbers))


def _are_codes(numbers: Sequence[int], items: Sequence[Item]) -> bool:
    """True where every number is that of its 節 (12 委託料), which leave out what a project has no need of."""
    named = (squeeze(re.sub(r"^\W*\d{1,2}\W*", "", item.label.text)) for item in items)
    return all(is_expense_code(number, name) for number, name in zip(numbers, named, strict=True))


def _number(item: Item) -> int | None:
    text = tidy(item.number or "").rstrip(".")
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def _begun(source: Source, item: Item) -> int | None:
    """The number that an item's line begins with, before its name."""
    if item.label.line is None:
        return None
    text = fold(source.lines[item.label.line - 1].drawn[:_LONGEST_EXCERPT])
    match = _LISTED.match(text)
    if match is None:
        return None
    own = squeeze(item.label.text)[:_NAMED]
    apart = match.end() > match.end("number") and squeeze(text[match.start("number") :]).startswith(
        own
    )  # no 3次元の地図
    return int(match["number"]) if apart or squeeze(text[match.end() :]).startswith(own) else None


def _runs_on(source: Source, section: Section, numbers: list[int]) -> bool:
    """True where each number follows the one before, begins a list anew, or follows one that another line begins with."""
    lines = [item.label.line or 0 for item in section.items]
    for place, (before, after) in enumerate(itertools.pairwise(numbers)):
        between = range(lines[place] + 1, lines[place + 1])
        others = [_LISTED.match(fold(source.lines[line - 1].drawn[:_LONGEST_EXCERPT])) for line in between]
        known = {int(match["number"]) for match in others if match is not None}
        if after != 1 and not set(range(before + 1, after)) <= known:
            return False
    return True


@check("CMP804", "nothing-read")
def nothing_read(reading: Reading) -> Iterator[Observation]:
    """No amount of money was read at all.

    Why it matters   An empty record has no failing sum; it must not pass for a checked one.
    Inputs           The amounts of money of all tables.
    Arithmetic       At least one.
    What to do       Read the sheet with a model, or enter it by hand. Where the working says 円 ∉, no unit (円, 千円, 百万円)
                     stands in the text, so that no number is an amount: add the line (単位:千円) of the page it was taken from.

    日本語
    金額が一つも読み取れていない。
    空の記録には合わない計算もないため、確認済みと見なしてはならない。表の金額が一つ以上あるかを見る。モデルで読むか、手で入力する。
    計算に「円 ∉」とあれば、単位(円、千円、百万円)がどこにもなく、どの数字も金額と言えない。元のページの(単位:千円)の行を加える。
    """
    unitless = reading.source.is_unitless
    known = {Unit.YEN, Unit.OTHER} if unitless else {Unit.YEN}
    money = tuple(fact for fact in reading.facts if fact.cite.unit in known)
    counted = f"{len(money)} / {len(reading.source.figures)}"
    yield observed(
        "", money[:1], holds_if(bool(money)), f"{counted}; 円 ∉ {reading.source.name}" if unitless else counted
    )


@check("CMP805", "figure-unconfirmed")
def unconfirmed(reading: Reading) -> Iterator[Observation]:
    """A figure that the second witness reads is left out, or a rate or an eligible cost is not confirmed by it.

    Why it matters   A rate or an eligible cost is in no table: no heading says whether the right figure was taken. What the
                     layout reader reads in a table belongs there, whatever a model leaves out.
    Inputs           With a second witness: the declared rates, eligible costs and differences of the record, and every figure
                     that the layout reader reads.
    Arithmetic       None: the layout reader gives the same figure the same field, or the figure stands behind its word (国庫
                     before a rate, 対象経費 before a cost), or a difference is printed as one (増減) and is that of the
                     amounts it compares; the record leaves out none that it reads. Of tables that it does not read the
                     proofs decide (PRF901 to PRF909).
    What to do       Compare the fields with the sheet.

    日本語
    書式リーダーの読む数字が記録にない、または補助率や補助対象経費に裏付けがない。
    補助率や補助対象経費は表の外にあり、見出しでは正しい数字か分からない。書式リーダーが表の中で読む数字は、記録にもなければならない。
    宣言された補助率・対象経費・差額は、書式リーダーが同じ欄に読むか、その語(国庫、対象経費)の後に立っているか、増減などと印字されて比べる額の差になっているかを見る。
    書式リーダーの読まない表は、根拠(PRF901~PRF909)による。シートと見比べる。
    """
    if reading.witness is None:
        return
    theirs = [*reading.witnessed, *loose_facts(reading.witness)]
    seen = Counter(map(_stated, theirs))
    loose = list(loose_facts(reading.sheet))
    given = Counter(map(_stated, loose))
    tied = _compared(reading)
    for fact in loose:
        stated = _stated(fact)
        known = seen[stated] or fact.path in tied or _is_beside_its_word(reading.source, fact)
        if given[stated] > max(seen[stated], 1) or not known:
            yield observed(fact.row, (fact,), ClaimOutcome.UNVERIFIABLE, shown(fact))
    claimed = {fact.cite.figure for fact in (*reading.facts, *loose)}
    for fact in theirs:
        if fact.cite.figure not in claimed and fact.cite.line is not None:
            lines = (fact.cite.line,)
            yield observed(fact.row, (), ClaimOutcome.UNVERIFIABLE, f"∌ {shown(fact)}", lines=lines)


def _compared(reading: Reading) -> set[SheetPath]:
    """The differences that are printed as such, in their row or over their column, and are that of the two amounts they compare."""
    results = [result for _, result in change.difference.run(reading) if result.outcome is ClaimOutcome.HOLDS]
    held = [fact for result in results for fact in result.facts if fact.path[0] == "differences"]
    labels = PrintedLabels(reading.source, reading.vocabulary)
    return {
        fact.path for fact in held if _is_compared(reading, labels, reading.source.by_id.get(fact.cite.figure or ""))
    }


def _is_compared(reading: Reading, labels: PrintedLabels, figure: Figure | None) -> bool:
    """True for a figure that the print calls a difference: 900 − 0 = 900 makes none of an amount."""
    if figure is None:
        return False
    spot = prover_of(reading).walker.in_table(figure)
    walked = () if spot is None else (*spot.columns, *spot.label)
    named = (labels.row_label(figure), labels.column(figure) or "", *walked)
    said = filter(None, map(prover_of(reading).walker.headers.words.said, walked))
    return any(labels.vocabulary.is_change(name) for name in named) or any(
        "change" in one.marks and not one.measures for one in said
    )


def _is_beside_its_word(source: Source, fact: Fact) -> bool:
    """True for a rate behind 国 and an eligible cost behind 対象経費, in its own line: no proof of place is asked of them."""
    figure = source.by_id.get(fact.cite.figure or "")
    if figure is None or fact.path[0] not in _BESIDE_THEM:
        return False
    line = source.lines[figure.line - 1]
    before = fold(line.drawn[: figure.start - line.start])
    return _BESIDE_THEM[str(fact.path[0])].search(before) is not None


def _stated(fact: Fact) -> tuple[object, ...]:
    return (fact.cite.figure, fact.path[0], fact.measure, fact.year_offset, fact.stage, fact.cite.unit)


@check("CMP806", "several-sheets-in-one-text")
def one_project(reading: Reading) -> Iterator[Observation]:
    """The text names more than one project.

    Why it matters   The amounts of a second sheet would be saved under the name of the first.
    Inputs           Every 事業名 that begins a line or a cell, with the name beside it or on the next line.
    Arithmetic       None: there is one name, printed as often as the sheet likes.
    What to do       Split the text into single sheets.

    日本語
    一つの本文に、複数の事業名がある。
    二つ目のシートの金額が、一つ目の事業の名で保存されてしまう。行やセルの頭にある「事業名」に続く名前が一つだけかを見る。
    シートを1件ずつに分ける。
    """
    found = [(line, name) for line, name in _project_names(reading.source) if not _is_column(reading, name)]
    names = dict.fromkeys(name for _, name in found)
    if names:
        lines = tuple(line for line, _ in found)
        yield observed(next(iter(names)), (), holds_if(len(names) == 1), " / ".join(names), lines=lines)


def _is_column(reading: Reading, name: str) -> bool:
    """True for the heading of a column beside 事業名, which then heads names: 前年度当初予算額."""
    said = lexicon_of(reading).consume(name, reading.sheet.identity.fiscal_year)
    return said is not None and bool(said.stages)


def _project_names(source: Source) -> Iterator[tuple[int, str]]:
    for line in source.lines:
        match = _PROJECT.match(tidy(line.drawn.split("\t", 2)[0]))
        if match is None:
            continue
        beside = line.drawn.split("\t")[1] if "\t" in line.drawn else match["name"]
        below = source.lines[line.number].drawn if line.number < len(source.lines) else ""
        name = squeeze(beside) or squeeze(below)
        if name:
            yield line.number, name


@check("CMP807", "nothing-adds-up")
def adds_up(reading: Reading) -> Iterator[Observation]:
    """No sum, share or repetition confirms any amount of the record.

    Why it matters   Where nothing can fail, nothing has been checked.
    Inputs           The equations over the record's amounts: sums, costs, funding, changes, repeated amounts.
    Arithmetic       At least one of them; beside it each table none of whose amounts is in any is said, and asks nothing.
    What to do       Compare the amounts with the sheet, and waive with a reason.

    日本語
    記録の金額を裏付ける計算が一つもない。
    外れようのない記録は、確かめられたことにならない。和・コスト・財源・増減・同じ額の繰り返しの式が一つ以上あるかを見る。
    どの式にも入らない表は、参考として示すだけで確認は求めない。
    金額をシートと見比べ、理由を付けて了承する。
    """
    families = (sums.section_total, sums.grand_total, costs.total_cost, costs.current_budget, funding.funding_total)
    others = (change.change, agreement.repeated, subsidy.national_share, costs.supplement, funding.detail)
    bodies = (*families, *others, change.difference, sums.breakdown)
    claims = [claim for found in bodies for claim, _ in found.run(reading)]
    first = next((claim.name for claim in claims), None)
    outcome = ClaimOutcome.UNVERIFIABLE if first is None else ClaimOutcome.HOLDS  # silence is not success
    yield observed(first or "", (), outcome, *([] if first is None else [first]))
    if first is not None:
        yield from _untied(reading, {fact.path[:2] for claim in claims for fact in claim.facts})


def _untied(reading: Reading, tied: set[SheetPath]) -> Iterator[Observation]:
    """What is said beside each table of money none of whose amounts is in an equation."""
    loose: dict[SheetPath, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.is_money and fact.path[:2] not in tied:
            loose[fact.path[:2]].append(fact)
    for found in loose.values():
        named = ", ".join(map(shown, found[:_MOST_SHOWN])) + (f" … ×{len(found)}" if len(found) > _MOST_SHOWN else "")
        name = found[0].section or found[0].row
        yield observed(name, tuple(found), ClaimOutcome.UNVERIFIABLE, f"{named} ∉ Σ", note=True)

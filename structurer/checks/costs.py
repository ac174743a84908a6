"""Costs of a stage or a year: project cost + personnel = total cost; the budget of a past year adds up."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from structurer.checks.check import check
from structurer.checks.equation import Equation, Term
from structurer.checks.reading import Reading
from structurer.checks.select import one, project_amounts, role, rows, vectors
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.source import Unit
from structurer.text.words import squeeze

_BEFORE = re.compile(r"補正前|既定|既決")
"""Words of the budget before a supplement: where they are printed, an amount without a stage is theirs."""


@check("CST201", "total-cost-mismatch")
def total_cost(reading: Reading) -> Iterator[Equation]:
    """Project cost and personnel cost do not sum to the total cost.

    Why it matters   A total copied from the project cost, or a row of another stage, hides the cost of staff.
    Inputs           事業費(A), 人件費(B) and トータルコスト(A+B) of each row of the cost table; where the row prints no A, the
                     project's amount of that year and stage wherever it is printed.
    Arithmetic       A + B = total cost, to the yen.
    What to do       Compare the three figures; where the sheet prints a wrong total, waive with a reason.

    日本語
    事業費と人件費の和が、トータルコストと一致しない。
    トータルコストに事業費を写した、別の段階の行を読んだ、などの誤りが分かる。コスト表の各行で A + B = トータルコスト を1円単位で
    比べる(行に事業費がないときは、同じ年度・段階の事業費の印字を使う)。三つの数字を見比べ、シートの合計が誤りなら理由を付けて了承する。
    """
    amounts = project_amounts(reading)
    for facts in vectors(reading, Table.COST):
        stated, staff = one(facts, Measure.TOTAL_COST), one(facts, Measure.PERSONNEL_COST)
        own = one(facts, Measure.PROJECT_COST)
        if own is None and stated is not None:
            own = next(iter(amounts.get((stated.year_offset, stated.stage, role(stated.label)), ())), None)
        if stated is not None and staff is not None and own is not None:
            yield Equation(f"トータルコスト {stated.row}", stated, (Term(own), Term(staff)))


@check("CST202", "current-budget-mismatch")
def current_budget(reading: Reading) -> Iterator[Equation]:
    """Carried over, initial and supplementary budget do not sum to the current budget of a year.

    Why it matters   The columns of a past year are easily shifted by one where a cell is blank.
    Inputs           前年度繰越, 当初予算, 補正予算 and 合計(予算現額) of each row that names a year, in a table that prints 繰越 or
                     補正: 当初 and 最終 alone leave open what came between them.
    Arithmetic       Carried over + initial + supplementary (negative where printed ▲) = current, to the yen.
    What to do       Check which column each figure stands in.

    日本語
    前年度繰越・当初予算・補正予算の和が、合計(予算現額)と一致しない。
    空欄があると、過年度の列は一つずれて読まれやすい。年度を示す各行で和と合計を1円単位で比べる(▲は負)。
    繰越も補正も印字のない表では、間の増減が分からないため比べない。どの列の数字かを確かめる。
    """
    addends = (Stage.CARRIED_OVER, Stage.INITIAL, Stage.APPROVED, Stage.SUPPLEMENTARY)
    between = {Stage.CARRIED_OVER, Stage.SUPPLEMENTARY}
    tables = {e.path[:2] for e in reading.facts if e.measure is Measure.PROJECT_COST and e.stage in between}
    for path, row in rows(reading, Table.COST).items():
        if path[:2] not in tables:
            continue
        for offset in dict.fromkeys(fact.year_offset for fact in row):
            facts = [fact for fact in row if fact.year_offset == offset]
            stated = one(facts, Measure.PROJECT_COST, stage=Stage.CURRENT)
            terms = tuple(Term(part) for part in (_project(facts, stage) for stage in addends) if part is not None)
            if stated is not None and terms and _before(facts) is None:
                yield Equation(f"予算現額 {stated.row}", stated, terms)
    for table in tables:
        yield from _by_columns(
            [fact for fact in reading.under(*table) if fact.measure is Measure.PROJECT_COST], addends
        )


def _by_columns(table: list[Fact], addends: Sequence[Stage]) -> Iterator[Equation]:
    """The same of a table whose rows are the stages and whose columns the years; what it carries over or holds back is a row of it."""
    rows_of: dict[SheetPath, set[Stage]] = defaultdict(set)
    for fact in table:
        rows_of[fact.path[:4]].add(fact.stage)
    stated = [fact for fact in table if fact.stage is Stage.CURRENT]
    turned = {fact.path[:4] for fact in stated}
    listed = len(rows_of) == len(table) and len({fact.year_offset for fact in stated}) == len(stated)
    if not (listed or len(turned) == 1) or not all(
        len(stages - {Stage.APPROVED, Stage.REQUEST, Stage.INITIAL}) < 2 for stages in rows_of.values()
    ):
        return
    for whole in stated:
        own = [fact for fact in table if fact.year_offset == whole.year_offset]
        parts = [fact for fact in own if fact.stage in addends]
        above = {
            _line(part) < _line(whole) for part in parts
        }  # 翌年度繰越額 below 予算現額 is left of it, no part of it
        parts += [fact for fact in own if _is_moved(fact) and (_line(fact) < _line(whole)) in above]
        if parts:
            yield Equation(f"予算現額 {whole.row}", whole, tuple(map(Term, parts)))


def _line(fact: Fact) -> int:
    return fact.cite.line or 0


def _is_moved(fact: Fact) -> bool:
    return fact.stage is Stage.NONE and role(fact.label) is not None


def _project(facts: list[Fact], stage: Stage) -> Fact | None:
    return one(facts, Measure.PROJECT_COST, stage=stage)


@check("CST203", "supplement-mismatch")
def supplement(reading: Reading) -> Iterator[Equation]:
    """The budget before a supplement and the supplement do not sum to the budget after it.

    Why it matters   A supplement read into the wrong column, or without its ▲, changes what may be spent.
    Inputs           補正前 (or 既定, 現計), 補正額 and 計 (or 補正後) of every cost, source, item and total that prints all three;
                     a blank before the supplement is none. 計 of 現計 and 補正額 is printed last. 当初予算額 and 前年度繰越額 are
                     before 補正額 where 予算現額 is in force; 翌年度繰越額 is not.
    Arithmetic       Before + supplement (negative where printed ▲) = after, to the yen.
    What to do       Check the sign and which column or row each figure stands in.

    日本語
    補正前の額と補正額の和が、補正後の額(計)と一致しない。
    補正額の列の取り違えや▲の見落としは、使える予算を変えてしまう。事業費・財源・細事業・合計のうち補正前(既定・現計)・補正額・計(補正後)の
    そろうものについて、▲を負として和を1円単位で比べる(補正前の空欄は0とみなし、現計と補正額の計は最後に印字されたもの。
    当初予算額・前年度繰越額・補正額の和は予算現額、翌年度繰越額は含まない)。符号と、どの列や行の数字かを確かめる。
    """
    groups: dict[SheetPath, list[Fact]] = defaultdict(list)
    supplemented = {
        (e.path[:2]) for e in reading.facts if e.stage is Stage.NONE and e.year_offset == 0 and _is_money(e)
    }
    listed = {path for path in supplemented if _is_listed(reading.under(*path))}
    for fact in reading.facts:
        if fact.path[:2] in supplemented and fact.year_offset == 0 and _is_money(fact):
            across = fact.table is Table.FUNDING or fact.path[:2] in listed
            groups[(*fact.path[: 2 if across else 4], fact.measure)].append(fact)
    for facts in groups.values():
        stated, change = (_staged(facts, stage) for stage in (Stage.CURRENT, Stage.SUPPLEMENTARY))
        before = _before(facts)
        if stated is not None and change is not None:
            opening = _opening(facts, stated, change)
            if opening is not None and (before is None or _adds_up(stated, (*opening, change))):
                yield Equation(
                    f"補正後 {stated.section} {stated.row}".strip(), stated, tuple(map(Term, (*opening, change)))
                )
                continue
            if before is not None and _is_sum(reading, before, (stated, change)):
                stated, before = before, stated
            terms = tuple(Term(part) for part in (before, change) if part is not None)
            yield Equation(f"補正後 {stated.section} {stated.row}".strip(), stated, terms)


def _is_listed(table: Sequence[Fact]) -> bool:
    """True for a list of costs of one amount a line, whose labels say the stages: 当初予算額, 補正予算額, 予算現額."""
    rows = Counter(fact.path[:4] for fact in table if fact.table is Table.COST)
    return max(rows.values(), default=0) == 1


def _opening(facts: list[Fact], stated: Fact, change: Fact) -> tuple[Fact, ...] | None:
    """What a year opens with beside the supplement: 当初予算額 and 前年度繰越額; what goes on to the next year is no part of it."""
    initial = _staged(facts, Stage.APPROVED)
    carried = _staged(facts, Stage.CARRIED_OVER)
    is_over = stated.table is Table.COST or stated.path[:4] == change.path[:4]
    return None if initial is None or not is_over else (initial, *(() if carried is None else (carried,)))


def _adds_up(stated: Fact, parts: Iterable[Fact]) -> bool:
    return stated.cite.value == sum(part.cite.value for part in parts)


def _is_money(fact: Fact) -> bool:
    return fact.cite.unit is Unit.YEN and fact.table is not Table.SUBSIDY


def _staged(facts: list[Fact], stage: Stage) -> Fact | None:
    return next((fact for fact in facts if fact.stage is stage), None)


def _is_sum(reading: Reading, unstaged: Fact, others: Sequence[Fact]) -> bool:
    """True for the 計 of 現計 and 補正額, which has no stage: printed last, in a sheet that calls no budget the one before."""
    found = [reading.source.by_id.get(fact.cite.figure or "") for fact in (*others, unstaged)]
    places = [figure.start for figure in found if figure is not None]
    last = len(places) == len(found) and max(places) == places[-1]
    return last and _BEFORE.search(squeeze(reading.source.drawn)) is None


def _before(facts: list[Fact]) -> Fact | None:
    """The budget before a supplement: an amount of the sheet's own year without a stage."""
    return next((e for e in facts if e.stage is Stage.NONE and e.year_offset == 0 and _is_money(e)), None)

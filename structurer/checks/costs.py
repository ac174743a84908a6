"""Costs of a stage or a year: project cost + personnel = total cost; the budget of a past year adds up."""

from collections.abc import Iterator

from structurer.checks.check import check
from structurer.checks.equation import Equation, Term
from structurer.checks.select import one, rows
from structurer.entry import Entry, Reading
from structurer.sheet import Measure, Stage, Table


@check("CST201", "total-cost-mismatch")
def total_cost(reading: Reading) -> Iterator[Equation]:
    """Project cost and personnel cost do not sum to the total cost.

    Why it matters   A total copied from the project cost, or a row of another stage, hides the cost of staff.
    Inputs           事業費(A), 人件費(B) and トータルコスト(A+B) of each row of the cost table.
    Arithmetic       A + B = total cost, to the yen.
    What to do       Compare the three figures; where the sheet prints a wrong total, waive with a reason.

    日本語
    事業費と人件費の和が、トータルコストと一致しない。
    トータルコストに事業費を写した、別の段階の行を読んだ、などの誤りが分かる。コスト表の各行で A + B = トータルコスト を1円単位で
    比べる。三つの数字を見比べ、シートの合計が誤りなら理由を付けて了承する。
    """
    for entries in rows(reading, Table.COST).values():
        stated = one(entries, Measure.TOTAL_COST)
        parts = [one(entries, measure) for measure in (Measure.PROJECT_COST, Measure.PERSONNEL_COST)]
        terms = tuple(Term(part) for part in parts if part is not None)
        if stated is not None and len(terms) == len(parts):
            yield Equation(f"トータルコスト {stated.row}", stated, terms)


@check("CST202", "current-budget-mismatch")
def current_budget(reading: Reading) -> Iterator[Equation]:
    """Carried over, initial and supplementary budget do not sum to the current budget of a year.

    Why it matters   The columns of a past year are easily shifted by one where a cell is blank.
    Inputs           前年度繰越, 当初予算, 補正予算 and 合計(予算現額) of each row that names a year.
    Arithmetic       Carried over + initial + supplementary (negative where printed ▲) = current, to the yen.
    What to do       Check which column each figure stands in.

    日本語
    前年度繰越・当初予算・補正予算の和が、合計(予算現額)と一致しない。
    空欄があると、過年度の列は一つずれて読まれやすい。年度を示す各行で和と合計を1円単位で比べる(▲は負)。どの列の数字かを確かめる。
    """
    addends = (Stage.CARRIED_OVER, Stage.INITIAL, Stage.SUPPLEMENTARY)
    for entries in rows(reading, Table.COST).values():
        stated = one(entries, Measure.PROJECT_COST, stage=Stage.CURRENT)
        terms = tuple(Term(part) for part in (_project(entries, stage) for stage in addends) if part is not None)
        if stated is not None and terms:
            yield Equation(f"予算現額 {stated.row}", stated, terms)


def _project(entries: list[Entry], stage: Stage) -> Entry | None:
    return one(entries, Measure.PROJECT_COST, stage=stage)

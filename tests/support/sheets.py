"""Small readings, the fixtures as readings, and ways to make a right reading wrong, for the checks."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from structurer.checks.check import Check
from structurer.checks.claim import Result
from structurer.checks.equation import Equation, Share
from structurer.checks.every import CHECKS, run
from structurer.checks.reading import Reading
from structurer.reading.layout import read_sheet
from structurer.sheet.facts import Fact, SheetPath, fact_rows
from structurer.sheet.model import Cite, Label, Measure, Model, Sheet, Stage, Table
from structurer.text.source import Figure, Source, Unit

FIXTURES = Path(__file__).parents[2] / "fixtures"
PIPED = """令和8年度
事業名:
みどり広場事業
区分 | 事業費(A) | 人件費(B) | トータルコスト(A+B) |
当初予算要求額 | 12,000千円 | 3,000千円 | 15,000千円 |
前年度当初予算額 | 10,000千円 | 2,500千円 | 12,500千円 |
事業費
要求額:12,000千円 (前年度予算額 10,000千円) 財源:国1/2
1 内容 (単位:千円)
細事業 | 内容 | 要求額 | 前年度予算額 | 増減 |
| 苗木配布事業 | 【苗】苗木を配る。(3,000千円)
【土】土を運ぶ。(2,000千円) | 5,000 | 4,000 | 1,000 |
| 東屋建設補助金 | 東屋を建てる人を助ける。
補助率 | 1/2 |
補助上限額 | 1,000千円(7件程度) |
| 7,000 | 6,000 | 1,000 |
合計 | 12,000 | 10,000 | 2,000 |
要求額の財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 起債 | 一般財源 |
前年度予算 | 10,000 | 5,000 | 0 | 5,000 |
要求額 | 12,000 | 6,000 | 0 | 6,000 |
財政課使用欄(単位:千円)
区分 | 事業費 | 国庫支出金 | 起債 | 一般財源 |
計上額 | 8,000 | 4,000 | 0 | 4,000 |
保留 | 1,000 | 500 | 0 | 500 |
別途 | 0 | 0 | 0 | 0 |
"""
"""A sheet of drawn tables: costs, lead line, items with parts and a subsidy, funding, decision."""

TABBED = """事業番号\t01 02 03\t事業改善シート（令和8年度実施事業分）
事業名\tみずうみ事業費\t部局\t環境部\t課・室\t水の課

4 成果指標

No.\t指標名\t単位\tR5年度\t\tR6年度\t\tR7年度\t\tR8年度 目標値\t達成 状況\t目標値設定理由
\t\t\t実績\t実績\t推移\t見込\t推移\t見込\t\t\t
①\t澄んだ日の割合\t%\t61.5\t63.0\t↗\t65.0\t↗\t68.0\t\t↗\t毎年の伸びが続くと見た。

6 事業コスト

(単位:千円、人)

区分\t予算額\t\t\t\t\t決算額\t職員数
\t前年度繰越\t当初予算\t補正予算等\t合計 (予算現額)\tうち一般財源\t\t
R8年度\t要求\t9,850\t\t9,850\t6,420\t\t1.5
R7年度\t300\t9,100\t△400\t9,000\t5,900\t\t1.5
R6年度\t0\t8,450\t0\t8,450\t5,480\t8,021\t1.4

事業番号\t01 02 03\t細事業一覧（令和8年度実施事業分）
細事業No.\t細事業名\tR6年度 当初予算\tR7年度 当初予算\tR8年度 当初予算
1\t水草刈取事業\t6,300 千円\t6,800 千円\t要求 7,400 千円

細事業No.\t細事業名\tR6年度 当初予算\tR7年度 当初予算\tR8年度 当初予算
2\t湖畔清掃事業\t2,150 千円\t2,300 千円\t要求 2,450 千円
"""
"""A sheet of tabbed tables: an indicator, costs by year, sub-projects whose table is printed anew."""

FULL = ("tottori-dx", "nagano-it")
"""The two fixtures with the structure and the figures of real sheets."""
Said = tuple[str, str, tuple[SheetPath, ...], str]
"""The parts in which two findings are the same: code, name, paths and outcome."""

_FIRST = ("CMP802", "GRD701", "GRD703", "CMP801")
_QUICK = tuple(sorted(CHECKS, key=lambda check: _FIRST.index(check.code) if check.code in _FIRST else len(_FIRST)))


def read(text: str, *, witnessed: bool = False) -> Reading:
    """A made text as the layout reader reads it; `witnessed` with itself as the second witness."""
    return _reading(Source("made", text), witnessed=witnessed)


def piped(*changes: tuple[str, str]) -> Reading:
    """The piped sheet with some of its text exchanged."""
    return read(changed(PIPED, *changes))


def tabbed(*changes: tuple[str, str]) -> Reading:
    """The tabbed sheet with some of its text exchanged."""
    return read(changed(TABBED, *changes))


def changed(text: str, *changes: tuple[str, str]) -> str:
    """A text with some of it exchanged; each piece must stand there once."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


@cache
def fixture(name: str) -> Source:
    """The source of a fixture."""
    return Source(name, (FIXTURES / name / "source.txt").read_text(encoding="utf-8"))


@cache
def truth(name: str, *, witnessed: bool = False) -> Reading:
    """A fixture as the layout reader reads it: on every fixture that reading is the gold one."""
    return _reading(fixture(name), witnessed=witnessed)


@cache
def mended(name: str, *, witnessed: bool = False) -> Reading:
    """A fixture without its planted error, so that its true reading is verified."""
    source, planted = fixture(name), planted_of(name)
    if planted is None:
        return truth(name, witnessed=witnessed)
    lines = source.text.splitlines(keepends=True)
    right = f"{int(planted['computed']) // 1000:,}千円"
    lines[int(planted["line"]) - 1] = lines[int(planted["line"]) - 1].replace(planted["printed"], right)
    return _reading(Source(name, "".join(lines)), witnessed=witnessed)


def planted_of(name: str) -> dict[str, str] | None:
    """The planted error of a fixture, every value as text."""
    planted = json.loads((FIXTURES / name / "meta.json").read_text(encoding="utf-8"))["planted"]
    return None if planted is None else {key: str(value) for key, value in planted.items()}


def _reading(source: Source, *, witnessed: bool) -> Reading:
    sheet = read_sheet(source)
    return Reading(source, sheet, sheet if witnessed else None)


def of(reading: Reading, code: str) -> list[Result]:
    """The results of one check, judged and blamed among all others."""
    return [result for result in run(reading) if result.code == code]


def alone(reading: Reading, code: str) -> list[Result]:
    """The results of one check run by itself."""
    return [result for _, result in next(check for check in CHECKS if check.code == code).run(reading)]


def findings(reading: Reading, checks: Sequence[Check] = CHECKS) -> list[Result]:
    """The findings of some checks, in their order, unblamed."""
    return [result for check in checks for _, result in check.run(reading) if result.is_finding]


def said(result: Result) -> Said:
    """Return what makes a finding the same as another."""
    return (result.code, result.name, tuple(fact.path for fact in result.facts), result.outcome.value)


def caught(wrong: Reading, known: Iterable[Said] = ()) -> str | None:
    """The code of the first finding that is not a known one, None where there is none.

    The verdict is `needs_review` as soon as one check has one finding, so the other checks need not be run.
    """
    left = Counter(known)
    for check in _QUICK:
        for _, result in check.run(wrong):
            if result.is_finding and left[said(result)] == 0:
                return check.code
            left[said(result)] -= result.is_finding
    return None


def known(reading: Reading) -> tuple[Said, ...]:
    """Return the findings of a reading, as they are compared."""
    return tuple(said(result) for result in findings(reading))


def told(sheet: Sheet, source: Source) -> Counter[tuple[str, ...]]:
    """The facts of a sheet as a multiset: two readings that tell the same are the same record."""
    return Counter(fact_rows(sheet, source))


def exchanged(sheet: Sheet, path: SheetPath, value: object) -> Sheet:
    """The same sheet with another value at a path; `with_cite` without the detour over JSON."""
    made = _put(sheet, path, value)
    assert isinstance(made, Sheet)
    return made


def at(sheet: Sheet, path: SheetPath) -> object:
    """The value at a path."""
    node: object = sheet
    for step in path:
        node = node[step] if isinstance(node, tuple) and isinstance(step, int) else getattr(node, str(step))
    return node


def _put(node: object, path: SheetPath, value: object) -> object:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        assert isinstance(node, tuple)
        return (*node[:step], _put(node[step], rest, value), *node[step + 1 :])
    assert isinstance(node, Model)
    return node.model_copy(update={step: _put(getattr(node, step), rest, value)})


def with_sheet(reading: Reading, sheet: Sheet) -> Reading:
    """Return another reading of the same source with the same second witness."""
    return Reading(reading.source, sheet, reading.witness)


def recited(reading: Reading, *changes: tuple[SheetPath, Cite]) -> Reading:
    """The same reading with other cites."""
    sheet = reading.sheet
    for path, cite in changes:
        sheet = exchanged(sheet, path, cite)
    return with_sheet(reading, sheet)


def money(reading: Reading) -> list[Fact]:
    """Return every fact whose unit is yen."""
    return [fact for fact in reading.facts if fact.cite.unit is Unit.YEN]


def figure_of(reading: Reading, fact: Fact) -> Figure:
    """The figure a fact cites."""
    return reading.source.by_id[fact.cite.figure or ""]


def pointed(figure: Figure, unit: Unit = Unit.YEN) -> Cite | None:
    """A faultless cite of a figure, None where it has no value in the unit."""
    amount = figure.amount(unit)
    if amount is None:
        return None
    return Cite(figure=figure.id, printed=figure.printed, amount=amount, unit=unit, line=figure.line)


def misprints(printed: str, number: int, steps: Sequence[int] = (1, 5)) -> Iterator[tuple[str, int]]:
    """A print with one digit changed by each of some steps (mod 10), and the change of its number; every digit."""
    places = [place for place, character in enumerate(printed) if character.isdecimal()]
    for power, place in enumerate(reversed(places)):
        digit = int(printed[place])
        for step in steps:
            other = (digit + step) % 10
            character = chr(ord(printed[place]) - digit + other)
            gap = (other - digit) * 10**power * (-1 if number < 0 else 1)
            yield printed[:place] + character + printed[place + 1 :], gap


def altered(reading: Reading, fact: Fact, steps: Sequence[int] = (1, 5)) -> Iterator[Cite]:
    """The cite of a fact with one digit changed, print and amount alike; every digit of it."""
    figure = figure_of(reading, fact)
    for printed, gap in misprints(fact.cite.printed, int(fact.cite.amount), steps):
        amount = str(int(fact.cite.amount) + gap * figure.rounding)
        yield fact.cite.model_copy(update={"printed": printed, "amount": amount})


def entry_of(reading: Reading, row: str, measure: Measure, stage: Stage | None = None) -> Fact:
    """The first fact of a row and measure, and of a stage where given."""
    fitting = (e for e in reading.facts if e.row == row and e.measure is measure and stage in {None, e.stage})
    return next(fitting)


def summed(reading: Reading) -> frozenset[SheetPath]:
    """The paths of all cites that an equation or a share covers: no mere bound, and nothing that only informs."""
    claims = (pair for check in CHECKS for pair in check.run(reading))
    return frozenset(
        fact.path
        for claim, result in claims
        if (isinstance(claim, Equation) and not claim.at_most) or isinstance(claim, Share)
        for fact in (() if result.note else claim.facts)
    )


def outcomes(reading: Reading, code: str) -> list[str]:
    """Return the outcome of every claim of one check, in order."""
    return [result.outcome.value for result in alone(reading, code)]


def loose(text: str) -> tuple[Source, list[Fact]]:
    """A text and one fact for each of its amounts, all of one table and row: what a claim needs and no more."""
    source = Source("loose", text)
    cites = [cite for figure in source.figures if figure.is_money and (cite := pointed(figure)) is not None]
    label = Label(text="行", line=1)
    made = (
        Fact(("loose", number), Table.ITEM, None, label, Measure.AMOUNT, 0, Stage.REQUEST, cite)
        for number, cite in enumerate(cites)
    )
    return source, list(made)

"""What the tests of the checks share: small readings, the fixtures as readings, and ways to make a right reading wrong."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path as FilePath

from structurer.checks import CHECKS, run
from structurer.checks.check import Check
from structurer.checks.claim import Result, Verdict
from structurer.entry import Entry, Path, Reading
from structurer.facts import facts
from structurer.reading.layout import read_sheet
from structurer.sheet import Cite, Model, Sheet
from structurer.source import Figure, Source, Unit

FIXTURES = FilePath(__file__).parents[2] / "fixtures"
FULL = ("tottori-dx", "nagano-it")
"""The two fixtures with the structure and the figures of real sheets."""
Said = tuple[str, str, tuple[Path, ...], str]
"""What makes two findings the same: code, name, paths and outcome."""

_FIRST = ("GRD701", "CMP802", "GRD703", "GRD704", "GRD705", "CMP801")
_QUICK = tuple(sorted(CHECKS, key=lambda check: _FIRST.index(check.code) if check.code in _FIRST else len(_FIRST)))


def read(text: str, *, witnessed: bool = False) -> Reading:
    """A made text as the layout reader reads it; `witnessed` with itself as the second witness."""
    return _reading(Source("made", text), witnessed=witnessed)


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
    """What a finding says."""
    return (result.code, result.name, tuple(entry.path for entry in result.entries), result.outcome.value)


def caught(wrong: Reading, known: Iterable[Said] = ()) -> str | None:
    """The code of the first finding that is not a known one, None where there is none.

    The verdict is `needs_review` as soon as one check has one finding, so the other checks need not be run.
    """
    before = Counter(known)
    for check in _QUICK:
        seen = Counter(said(result) for _, result in check.run(wrong) if result.is_finding)
        if seen - before:
            return check.code
    return None


def known(reading: Reading) -> tuple[Said, ...]:
    """What the findings of a reading say."""
    return tuple(said(result) for result in findings(reading))


def told(sheet: Sheet, source: Source) -> Counter[tuple[str, ...]]:
    """The facts of a sheet as a multiset: two readings that tell the same are the same record."""
    return Counter(facts(sheet, source))


def exchanged(sheet: Sheet, path: Path, value: object) -> Sheet:
    """The same sheet with another value at a path; `with_cite` without the detour over JSON."""
    made = _put(sheet, path, value)
    assert isinstance(made, Sheet)
    return made


def at(sheet: Sheet, path: Path) -> object:
    """The value at a path."""
    node: object = sheet
    for step in path:
        node = node[step] if isinstance(node, tuple) and isinstance(step, int) else getattr(node, str(step))
    return node


def _put(node: object, path: Path, value: object) -> object:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        assert isinstance(node, tuple)
        return (*node[:step], _put(node[step], rest, value), *node[step + 1 :])
    assert isinstance(node, Model)
    return node.model_copy(update={step: _put(getattr(node, step), rest, value)})


def with_sheet(reading: Reading, sheet: Sheet) -> Reading:
    """Another reading of the same source with the same second witness."""
    return Reading(reading.source, sheet, reading.witness)


def recited(reading: Reading, *changes: tuple[Path, Cite]) -> Reading:
    """The same reading with other cites."""
    sheet = reading.sheet
    for path, cite in changes:
        sheet = exchanged(sheet, path, cite)
    return with_sheet(reading, sheet)


def money(reading: Reading) -> list[Entry]:
    """Every entry whose unit is yen."""
    return [entry for entry in reading.entries if entry.cite.unit is Unit.YEN]


def figure_of(reading: Reading, entry: Entry) -> Figure:
    """The figure an entry cites."""
    return reading.source.by_id[entry.cite.figure or ""]


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


def altered(reading: Reading, entry: Entry, steps: Sequence[int] = (1, 5)) -> Iterator[Cite]:
    """The cite of an entry with one digit changed, print and amount alike; every digit of it."""
    figure = figure_of(reading, entry)
    for printed, gap in misprints(entry.cite.printed, int(entry.cite.amount), steps):
        amount = str(int(entry.cite.amount) + gap * figure.rounding)
        yield entry.cite.model_copy(update={"printed": printed, "amount": amount})


def verified(reading: Reading) -> bool:
    """True where nothing asks for a person."""
    return not findings(reading)


VERIFIED = Verdict.VERIFIED

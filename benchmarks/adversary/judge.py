"""Compare what was read with the gold of a sheet."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from benchmarks.adversary.sheet import MadeSheet, Meaning, Want
from structurer.sheet.facts import HEADER
from structurer.text.words import squeeze

Fact = tuple[str, ...]

_PROJECT, _PUBLISHER, _YEAR, _TABLE, _ROW, _MEASURE, _OFFSET, _STAGE, _AMOUNT, _UNIT = (
    HEADER.index(name)
    for name in (
        "project", "publisher", "fiscal_year", "table", "row", "measure", "year_offset", "stage", "amount", "unit",
    )
)  # fmt: skip
_GOALS = ("indicator", "plan")
_NUMBER = re.compile(r"^[(（]?[\d①-⑳]{1,2}[)）.、]?(?=[^\d,.])")


def exact(text: str) -> Decimal:
    """An amount as the facts print it: a decimal, or `1/2`."""
    number, _, of = text.partition("/")
    return Decimal(number) / Decimal(of or 1)


def objection(sheet: MadeSheet, facts: Sequence[Fact], names: Iterable[str] = ()) -> str | None:
    """Why a verified reading is wrong; None where it says what a careful person reads.

    `names` are the texts of the head that are no columns of the facts, such as the department.
    """
    wants = sheet.wants()
    if wants is None:
        return "the sheet does not decide"
    for said, allowed, what in (
        (_PROJECT, sheet.projects, "project"),
        (_YEAR, sheet.years, "fiscal year"),
        (_PUBLISHER, sheet.publishers | {""}, "publisher"),
    ):
        wrong = {squeeze(fact[said]) for fact in facts} - {squeeze(text) for text in allowed}
        if wrong:
            return f"{what} {wrong.pop()!r}"
    held = [text for text in names if any(squeeze(word) in squeeze(text) for word in sheet.never)]
    return f"the head says {held[0]!r}" if held else _difference(wants, facts, sheet.optional)


def _difference(wants: Sequence[Want], facts: Sequence[Fact], optional: frozenset[tuple[str, Decimal]]) -> str | None:
    right, read = Counter(map(_figure, wants)), Counter(map(_read, facts))
    for figure in read - right:
        if not {(figure[0], figure[-2]), ("", figure[-2])} & optional:
            return f"wrong: {' '.join(map(str, figure))}"
    missing = [figure for figure in right - read if figure[-1] == "yen" and figure[0] not in _GOALS]
    if missing:
        return f"missing: {' '.join(map(str, missing[0]))}"
    return _rows(wants, facts)


def _rows(wants: Sequence[Want], facts: Sequence[Fact]) -> str | None:
    """The labels, where the gold has them: the same figures must stand in the same rows."""
    free = {_figure(want) for want in wants if want.meaning.row is None}
    right = Counter((_figure(want), _label(want.meaning.row or "")) for want in wants)
    for figure, row in Counter((_read(fact), _label(fact[_ROW])) for fact in facts) - right:
        if figure not in free and any(figure == known for known, _ in right):
            return f"row: {row} {' '.join(map(str, figure))}"
    return None


def _figure(want: Want) -> tuple[object, ...]:
    meaning: Meaning = want.meaning
    return meaning.table, meaning.measure, meaning.year, meaning.stage, want.amount, meaning.unit


def _read(fact: Fact) -> tuple[object, ...]:
    return fact[_TABLE], fact[_MEASURE], int(fact[_OFFSET]), fact[_STAGE], exact(fact[_AMOUNT]), fact[_UNIT]


def _label(text: str) -> str:
    return _NUMBER.sub("", squeeze(text))

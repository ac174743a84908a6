"""What every attack shares: a sheet made to be misread beside its harmless twin."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from benchmarks.adversary.sheet import MadeLines, MadeSheet, MadeTable


class Pair(NamedTuple):
    """An attack and its twin: the same drawing, known words, nothing moved."""

    attack: MadeSheet
    twin: MadeSheet


Maker = Callable[[Random, str], Pair]
"""Makes a pair by a random generator in one of the drawings."""


def pair(twin: MadeSheet, *, undecided: bool = False) -> tuple[MadeSheet, Pair]:
    """The sheet to be changed into an attack, and the pair it belongs to."""
    attack = twin.copy()
    attack.undecided = undecided
    return attack, Pair(attack, twin)


def table(sheet: MadeSheet, number: int = 0) -> MadeTable:
    """One of its tables."""
    return sheet.tables[number]


def last(sheet: MadeSheet) -> MadeTable:
    """Its last table."""
    return sheet.tables[-1]


def append(sheet: MadeSheet, *lines: str) -> None:
    """Lines of text below everything."""
    sheet.blocks.append(MadeLines(list(lines)))


def insert(sheet: MadeSheet, number: int, *lines: str) -> None:
    """Lines of text before a block."""
    sheet.blocks.insert(number, MadeLines(list(lines)))
